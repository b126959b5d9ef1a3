//! Where facts come from.

use super::{
    Date, Kind, Text, Url,
    read::{record, words},
};

words! {
    /// What kind of thing a source is.
    pub enum Medium {
        /// A page on the web.
        Page "page",
        /// A document or report.
        Document "document",
        /// A contract.
        Contract "contract",
        /// What a person said.
        Person "person",
        /// A system that was looked at.
        System "system",
    }
}

record! {
    /// A source: a page, a report, a contract, a person.
    pub struct Source {
        /// Its title.
        pub title: Text,
        /// What kind of thing it is.
        pub medium: Option<Medium>,
        /// Where it is found.
        pub url: Option<Url>,
        /// The day it bears.
        pub dated: Option<Date>,
        /// What one should know of it.
        pub note: Option<Text>,
    }
}

impl Kind for Source {
    const NAME: &'static str = "source";
    const FILE: &'static str = "sources.yaml";

    fn title(&self) -> Option<&Text> {
        Some(&self.title)
    }

    fn unstated(&self) -> Vec<&'static str> {
        let dated = self.dated.is_none().then_some("date");
        let url = (self.url.is_none() && self.medium == Some(Medium::Page)).then_some("address");
        dated.into_iter().chain(url).collect()
    }
}
