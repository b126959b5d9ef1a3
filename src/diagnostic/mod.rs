//! Findings: problems in the data or templates, each with a code, a level, a place and help.
//!
//! Output formats: [`human`] (in the style of rustc) and [`json`].

mod catalogue;
pub mod human;
pub mod json;
mod level;
mod source;

pub use catalogue::{CODES, Code, code, codes};
pub use level::Level;
pub use source::{FileId, Place, Sources};

use std::collections::BTreeMap;

/// A place with an optional short text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// The place.
    pub place: Place,
    /// The text next to the underline.
    pub words: String,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The code.
    pub code: &'static Code,
    /// The level, after the levels of `data/site.yaml` were applied.
    pub level: Level,
    /// What is wrong: lower case, no full stop, values in backticks.
    pub message: String,
    /// The places; the first one is the place of the problem.
    pub labels: Vec<Label>,
    /// How to fix it, as imperatives.
    pub help: Vec<String>,
    /// Additional information.
    pub notes: Vec<String>,
}

impl Diagnostic {
    /// A finding of `code` at `place`, at the code's own level.
    pub fn new(code: &'static Code, place: Place, message: impl Into<String>) -> Self {
        let label = Label { place, words: String::new() };
        Self {
            code,
            level: code.level,
            message: message.into(),
            labels: vec![label],
            help: vec![],
            notes: vec![],
        }
    }

    /// The file with the problem.
    pub fn file(&self) -> FileId {
        self.place().file
    }

    /// Its place.
    pub fn place(&self) -> Place {
        self.labels.first().map_or(Place::new(FileId(0), 0..0), |it| it.place)
    }

    /// Adds a text to the first place.
    pub fn label(mut self, words: impl Into<String>) -> Self {
        if let Some(first) = self.labels.first_mut() {
            first.words = words.into();
        }
        self
    }

    /// Adds a further place.
    pub fn also(mut self, place: Place, words: impl Into<String>) -> Self {
        self.labels.push(Label { place, words: words.into() });
        self
    }

    /// Adds a way to fix it.
    pub fn help(mut self, words: impl Into<String>) -> Self {
        self.help.push(words.into());
        self
    }

    /// Adds a `did you mean` with the names in `near`, if there are any.
    pub fn did_you_mean(self, near: &[String]) -> Self {
        if near.is_empty() { self } else { self.help(format!("did you mean `{}`?", near.join("`, `"))) }
    }

    /// Adds a note.
    pub fn note(mut self, words: impl Into<String>) -> Self {
        self.notes.push(words.into());
        self
    }
}

/// The findings of a run.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Sorted by file, place and code; without repetitions.
    pub findings: Vec<Diagnostic>,
}

impl Report {
    /// Applies `levels` by code, drops allowed findings, sorts, and merges duplicates together with their
    /// notes.
    ///
    /// A code that is [`fixed`](Code::fixed) keeps its level. With `deny_warnings` every warning is an error.
    pub fn new(
        findings: impl IntoIterator<Item = Diagnostic>,
        levels: &BTreeMap<&'static str, Level>,
        deny_warnings: bool,
    ) -> Self {
        let mut findings: Vec<_> = findings
            .into_iter()
            .map(|mut it| {
                if !it.code.fixed {
                    it.level = levels.get(it.code.name).copied().unwrap_or(it.level);
                }
                if deny_warnings && it.level == Level::Warning {
                    it.level = Level::Error;
                }
                it
            })
            .filter(|it| it.level != Level::Allow)
            .collect();
        findings.sort_by(|a, b| {
            a.labels.cmp(&b.labels).then(a.code.name.cmp(b.code.name)).then(a.message.cmp(&b.message))
        });
        findings.dedup_by(|again, first| {
            let same = (again.code.name, &again.labels, &again.message, &again.help)
                == (first.code.name, &first.labels, &first.message, &first.help);
            if same {
                let new: Vec<_> = again.notes.drain(..).filter(|it| !first.notes.contains(it)).collect();
                first.notes.extend(new);
            }
            same
        });
        Self { findings }
    }

    /// The number of findings with this level.
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|it| it.level == level).count()
    }

    /// Whether there is an error, so that nothing may be written.
    pub fn has_errors(&self) -> bool {
        self.count(Level::Error) > 0
    }
}
