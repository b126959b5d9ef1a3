//! Names in the text of pages and in titles of facts that have ended, are not in force, or that the
//! audience may not see.

use std::collections::BTreeSet;

use crate::{
    diagnostic::{Diagnostic, Level, Place, codes},
    fact::{Audience, FactId, site::Site},
    names::{Mention, Names, without_tags},
};

/// The text of a page outside of its statements.
pub struct PageWords<'a> {
    /// The name of the page.
    pub page: &'a str,
    /// Its readers.
    pub audience: Audience,
    /// Its title, its name in the navigation, its summary and its headings.
    pub titles: Vec<String>,
    /// Its paragraphs, as rendered.
    pub prose: String,
    /// The facts whose state it read.
    pub state_read: &'a BTreeSet<FactId>,
    /// The text of its template.
    pub template: &'a str,
    /// The place of the template.
    pub place: Place,
}

/// The findings about the text of a page.
pub fn on_page(names: &Names, words: &PageWords) -> Vec<Diagnostic> {
    let own = format!("page `{}`", words.page);
    let titles = words.titles.join("\n");
    let mut found = Vec::new();
    for it in names.stale(&words.prose).into_iter().chain(names.stale_if_affirmed(&titles)) {
        if !words.state_read.contains(it.id) {
            found.push(stale(&own, &it, place_of(names, words, &it)));
        }
    }
    let all = format!("{titles}\n{}", words.prose);
    for it in names.above(&all, words.audience) {
        found.push(above_in(&own, words.audience, &it, place_of(names, words, &it)));
    }
    unique(found)
}

/// The findings on the title of the site.
pub fn on_site(names: &Names, site: &Site) -> Vec<Diagnostic> {
    let Some(title) = &site.title else { return vec![] };
    let own = "the title of the site";
    let stale = names.stale_if_affirmed(&title.value).into_iter().map(|it| stale(own, &it, title.place));
    let above = names.above(&title.value, Audience::Public).into_iter();
    stale.chain(above.map(|it| above_in(own, Audience::Public, &it, title.place))).collect()
}

fn stale(own: &str, it: &Mention, place: Place) -> Diagnostic {
    let message = format!("{own} names {}", it.in_words());
    let mut finding = Diagnostic::new(codes::LAPSED_BASIS, place, message).help(
        "state the current status in the text, remove the name, or insert the generated statement with \
         `say:`",
    );
    // The text may mean something else by the name.
    finding.level = Level::Warning;
    finding
}

fn above_in(own: &str, audience: Audience, it: &Mention, place: Place) -> Diagnostic {
    let message = format!("{own}, which is {}, names {}", audience.readers(), it.in_words());
    Diagnostic::new(codes::NAMED_ABOVE_AUDIENCE, place, message)
        .help("remove the name, or restrict the audience of the text")
}

/// Where the template has the name; all of it, if the name comes from a fact.
fn place_of(names: &Names, words: &PageWords, mention: &Mention) -> Place {
    let start = words.place.range().start;
    let found = names.places(&without_tags(words.template), mention.id).into_iter().next();
    match found {
        Some(it) => Place::new(words.place.file, start + it.start..start + it.end),
        None => Place::new(words.place.file, start..start),
    }
}

fn unique(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::new();
    for it in found {
        if !kept.contains(&it) {
            kept.push(it);
        }
    }
    kept
}
