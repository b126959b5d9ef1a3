//! The parts of entries and of the vendor's data that questions are compared with.

use crate::{
    check::Sound,
    fact::{Answer, Entry, Facts},
    matching,
};

/// The names by which questions address the vendor.
pub fn names<'a>(sound: Sound<'a>) -> Vec<&'a str> {
    let vendor = sound.facts().vendor.iter().map(|it| &it.body);
    vendor
        .flat_map(|it| std::iter::once(&it.legal_name).chain(&it.trading_name))
        .map(|it| it.value.as_str())
        .collect()
}

/// The names of the vendor and of its products.
pub fn own_names(facts: &Facts) -> Vec<&str> {
    let vendor =
        facts.vendor.iter().flat_map(|it| std::iter::once(&it.body.legal_name).chain(&it.body.trading_name));
    vendor.chain(facts.products.iter().map(|it| &it.body.name)).map(|it| it.value.as_str()).collect()
}

/// The wordings of an entry, its question first.
pub fn phrasings(entry: &Entry<Answer>) -> impl Iterator<Item = &str> {
    std::iter::once(&entry.body.question).chain(&entry.body.phrasings).map(|it| it.value.as_str())
}

pub fn searched<'a>(entry: &'a Entry<Answer>, text: &'a str) -> matching::SearchEntry<'a> {
    matching::SearchEntry {
        topic: entry.body.topic.as_ref().map(|it| it.value.as_str()),
        phrasings: phrasings(entry).collect(),
        proposition: entry.body.proposition.as_ref().map(|it| it.value.as_str()),
        text,
    }
}

/// An entry without its text: its proposition and its wordings. A withheld entry is matched by these only.
pub fn searched_only(entry: &Entry<Answer>) -> matching::SearchEntry<'_> {
    searched(entry, "")
}
