//! The ids of claims: what they are about, and which part of it. Only this file parses and composes them.

use std::fmt;

/// The id of a claim. Every text is valid, so that a ledger of any version can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimId<'a> {
    /// An entry of the answer library, by its fact: `answer/encryption`.
    Answer(&'a str),
    /// The published fields of a fact.
    Fields(&'a str),
    /// The question and the phrasings of an entry of the answer library, by its fact.
    Phrasings(&'a str),
    /// The text of a page, by its name.
    Page(&'a str),
    /// The text of a user's own layout, by its path below `templates/`.
    Layout(&'a str),
    /// The title of the site and its published settings.
    Settings,
    /// A dated change of a subprocessor in a notice, by its stable name.
    Change(&'a str),
    /// Custom text that was delivered to a customer, by its digest.
    Custom(&'a str),
    /// A statement: the fact that it is about, and the section of its template.
    Statement {
        /// The fact.
        fact: &'a str,
        /// The section; empty if the id has only one part.
        section: &'a str,
    },
}

/// The stable name of a dated change of a subprocessor: `subprocessor/acme/start/2025-04-15`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangeName<'a> {
    /// The subprocessor.
    pub fact: &'a str,
    /// What changes.
    pub what: &'a str,
    /// The date.
    pub day: &'a str,
}

const SETTINGS: &str = "site/settings";
const ANSWER: &str = "answer/";
const CUSTOM: &str = "words/";
const CHANGE: &str = "notice/";
const LAYOUT: &str = "layout/";
const LAYOUT_TEXT: &str = "/text";
const PAGE: &str = "page/";
const PAGE_WORDS: &str = "/words";
const FIELDS: &str = "/facts.json";
const PHRASINGS: &str = "/phrasings";

impl<'a> From<&'a str> for ClaimId<'a> {
    fn from(id: &'a str) -> Self {
        let within =
            |before: &str, after: &str| id.strip_prefix(before).and_then(|it| it.strip_suffix(after));
        if id == SETTINGS {
            return Self::Settings;
        }
        if let Some(name) = id.strip_prefix(CHANGE) {
            return Self::Change(name);
        }
        if let Some(digest) = id.strip_prefix(CUSTOM) {
            return Self::Custom(digest);
        }
        if let Some(fact) = id.strip_suffix(FIELDS) {
            return Self::Fields(fact);
        }
        if let Some(fact) = id.strip_suffix(PHRASINGS).filter(|it| it.starts_with(ANSWER)) {
            return Self::Phrasings(fact);
        }
        if let Some(path) = within(LAYOUT, LAYOUT_TEXT) {
            return Self::Layout(path);
        }
        if let Some(name) = within(PAGE, PAGE_WORDS) {
            return Self::Page(name);
        }
        if id.strip_prefix(ANSWER).is_some_and(|it| !it.contains('/')) {
            return Self::Answer(id);
        }
        let (fact, section) = fact_and_section(id);
        Self::Statement { fact, section }
    }
}

impl fmt::Display for ClaimId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer(fact) => f.write_str(fact),
            Self::Fields(fact) => write!(f, "{fact}{FIELDS}"),
            Self::Phrasings(fact) => write!(f, "{fact}{PHRASINGS}"),
            Self::Page(name) => write!(f, "{PAGE}{name}{PAGE_WORDS}"),
            Self::Layout(path) => write!(f, "{LAYOUT}{path}{LAYOUT_TEXT}"),
            Self::Settings => f.write_str(SETTINGS),
            Self::Change(name) => write!(f, "{CHANGE}{name}"),
            Self::Custom(digest) => write!(f, "{CUSTOM}{digest}"),
            Self::Statement { fact, section: "" } => f.write_str(fact),
            Self::Statement { fact, section } => write!(f, "{fact}/{section}"),
        }
    }
}

impl<'a> ClaimId<'a> {
    /// The change of a subprocessor, if the claim is one.
    pub fn change(self) -> Option<ChangeName<'a>> {
        if let Self::Change(name) = self { ChangeName::parse(name) } else { None }
    }

    /// Whether it is a sentence or the fields of an entry of the answer library.
    pub fn is_of_answer(self) -> bool {
        match self {
            Self::Answer(_) | Self::Phrasings(_) => true,
            Self::Fields(fact) | Self::Statement { fact, .. } => fact.starts_with(ANSWER),
            _ => false,
        }
    }
}

impl<'a> ChangeName<'a> {
    /// The parts of a name; `None` if it is not the name of a change.
    pub fn parse(name: &'a str) -> Option<Self> {
        let (rest, day) = name.rsplit_once('/')?;
        let (fact, what) = rest.rsplit_once('/')?;
        Some(Self { fact, what, day })
    }
}

impl fmt::Display for ChangeName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.fact, self.what, self.day)
    }
}

/// The fact and the section in the name of a statement: `certification/soc2/status`. The section is empty
/// if the name has only one part.
pub fn fact_and_section(name: &str) -> (&str, &str) {
    name.rsplit_once('/').unwrap_or((name, ""))
}

/// The type of the fact that a claim is about, or of a fact itself.
pub fn kind_of(id: &str) -> &str {
    id.split('/').next().unwrap_or_default()
}

/// What a claim is about: its id without the last part; for an answer, its entry.
pub fn about(id: &str) -> &str {
    if matches!(ClaimId::from(id), ClaimId::Answer(_)) { id } else { fact_and_section(id).0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claim_ids_round_trip() {
        let ids = [
            ("answer/encryption", ClaimId::Answer("answer/encryption"), "answer/encryption"),
            ("answer/encryption/facts.json", ClaimId::Fields("answer/encryption"), "answer/encryption"),
            ("vendor/facts.json", ClaimId::Fields("vendor"), "vendor"),
            ("page/index/words", ClaimId::Page("index"), "page/index"),
            ("layout/html/page.html/text", ClaimId::Layout("html/page.html"), "layout/html/page.html"),
            ("site/settings", ClaimId::Settings, "site"),
            (
                "notice/subprocessor/a/start/2025-04-15",
                ClaimId::Change("subprocessor/a/start/2025-04-15"),
                "notice/subprocessor/a/start",
            ),
            ("vendor/name", ClaimId::Statement { fact: "vendor", section: "name" }, "vendor"),
            ("scan/web/result", ClaimId::Statement { fact: "scan/web", section: "result" }, "scan/web"),
            ("words/0123abcd", ClaimId::Custom("0123abcd"), "words"),
            ("alone", ClaimId::Statement { fact: "alone", section: "" }, "alone"),
        ];
        for (text, id, of) in ids {
            assert_eq!(ClaimId::from(text), id);
            assert_eq!(id.to_string(), text);
            assert_eq!(about(text), of);
        }
    }

    #[test]
    fn change_ids_contain_subprocessor_kind_and_date() {
        let change = ClaimId::from("notice/subprocessor/a/start/2025-04-15").change();
        assert_eq!(change, Some(ChangeName { fact: "subprocessor/a", what: "start", day: "2025-04-15" }));
        assert_eq!(ClaimId::from("notice/other").change(), None);
        assert!(ClaimId::from("answer/a/facts.json").is_of_answer());
        assert!(!ClaimId::from("vendor/name").is_of_answer());
    }
}
