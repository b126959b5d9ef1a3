//! The sources of facts.

use super::{
    Date, Kind, Text, Url,
    read::{record, words},
};

words! {
    /// The type of a source.
    pub enum SourceType {
        /// A web page.
        Page "page",
        /// A document or report.
        Document "document",
        /// A contract.
        Contract "contract",
        /// A statement by a person.
        Person "person",
        /// A system that was inspected.
        System "system",
    }
}

record! {
    /// A source: a page, a report, a contract, a person.
    pub struct Source {
        /// Its title.
        pub title: Text,
        /// The type of source.
        pub medium: Option<SourceType>,
        /// Its web address.
        pub url: Option<Url>,
        /// Its date.
        pub dated: Option<Date>,
        /// A remark. Included only in the internal build.
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
        let dated = self.dated.is_none().then_some("publication date");
        let url = (self.url.is_none() && self.medium == Some(SourceType::Page)).then_some("URL");
        dated.into_iter().chain(url).collect()
    }
}
