//! The fields of a record of a ledger.

use super::lines::LedgerLine;
use crate::{
    diagnostic::{Diagnostic, Place, codes},
    error::near,
};

/// The fields of a record or an item, read one by one; unknown and missing fields are reported.
pub struct Fields<'r, 't> {
    lines: &'r [LedgerLine<'t>],
    known: Vec<&'static str>,
    place: Place,
    findings: Vec<Diagnostic>,
}

impl<'r, 't> Fields<'r, 't> {
    /// The fields in `lines`; `place` is used for missing fields.
    pub fn new(lines: &'r [LedgerLine<'t>], place: Place) -> Self {
        Self { lines, known: vec![], place: point(place), findings: vec![] }
    }

    fn raw(&mut self, key: &'static str) -> Option<&'r LedgerLine<'t>> {
        self.known.push(key);
        self.lines.iter().find(|it| it.key == key)
    }

    /// An optional value; one that `read` rejects is reported.
    pub fn maybe<T>(&mut self, key: &'static str, what: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let line = self.raw(key)?;
        let value = word(line.value).and_then(|it| read(&it));
        if value.is_none() {
            self.findings.push(Diagnostic::new(
                codes::BROKEN_LEDGER,
                line.place,
                format!("`{key}` is not {what}"),
            ));
        }
        value
    }

    /// A required value.
    pub fn need<T>(&mut self, key: &'static str, what: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        if !self.lines.iter().any(|it| it.key == key) {
            self.known.push(key);
            self.findings.push(Diagnostic::new(
                codes::BROKEN_LEDGER,
                self.place,
                format!("this entry has no `{key}`"),
            ));
            return None;
        }
        self.maybe(key, what, read)
    }

    /// A list of words; empty if the key is missing.
    pub fn list(&mut self, key: &'static str) -> Vec<String> {
        let Some(line) = self.raw(key) else { return vec![] };
        let inner = line.value.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
        let Some(inner) = inner else {
            self.findings.push(Diagnostic::new(
                codes::BROKEN_LEDGER,
                line.place,
                format!("`{key}` is not a list such as [a, b]"),
            ));
            return vec![];
        };
        inner.split(", ").filter(|it| !it.is_empty()).map(str::to_owned).collect()
    }

    /// The findings about the fields.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        for (at, line) in self.lines.iter().enumerate() {
            let twice = self.lines.iter().take(at).any(|it| it.key == line.key);
            if twice || !self.known.contains(&line.key) {
                let message = if twice {
                    format!("duplicate key `{}`", line.key)
                } else {
                    format!("unknown key `{}`", line.key)
                };
                let finding = Diagnostic::new(codes::BROKEN_LEDGER, line.place, message);
                self.findings.push(finding.did_you_mean(&near(line.key, self.known.iter().copied())));
            }
        }
        self.findings
    }
}

/// A plain word, or a text in quotes (JSON, RFC 8259, which YAML 1.2 reads alike).
fn word(value: &str) -> Option<String> {
    if value.starts_with('"') {
        serde_json::from_str(value).ok()
    } else {
        (!value.is_empty()).then(|| value.to_owned())
    }
}

/// The first byte of a place, as a place.
pub(super) fn point(place: Place) -> Place {
    Place { end: place.start + 1, ..place }
}
