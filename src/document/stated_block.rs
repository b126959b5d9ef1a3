//! The statements that a page may place, found by name.

use std::collections::BTreeMap;

use crate::{
    diagnostic::{Diagnostic, codes},
    error::near,
    fact::{Audience, FactId, KINDS, Text, kind_and_id},
    ledger::fact_and_section,
    statement::{Statement, Statements},
};

/// The statements that a page may place, and the audience of the page.
pub struct PlaceableStatements<'a> {
    /// The statements.
    pub statements: &'a Statements,
    /// The page's audience: nothing above it is placed by name.
    pub audience: Audience,
    /// Every fact with its audience, disclosed or not, for findings.
    pub everything: &'a BTreeMap<FactId, Audience>,
}

impl PlaceableStatements<'_> {
    /// The statement of a section about a fact.
    pub fn of(&self, fact: &FactId, section: &str) -> Option<&Statement> {
        self.statements.of(fact, section)
    }

    /// The statement `name`; `None` if this build does not generate it.
    ///
    /// # Errors
    /// There is no such fact type, fact or section, or the fact is restricted to a narrower audience than the
    /// page's.
    pub fn find(&self, name: &Text) -> Result<Option<&Statement>, Box<Diagnostic>> {
        let (fact, section) = fact_and_section(name);
        let (kind, own) = kind_and_id(fact);
        let unknown = |message: String, close: &[String]| {
            Box::new(Diagnostic::new(codes::UNKNOWN_STATEMENT, name.place, message).did_you_mean(close))
        };
        let Some(known) = KINDS.iter().find(|it| it.name == kind) else {
            let close = near(kind, KINDS.iter().map(|it| it.name));
            return Err(unknown(
                format!("no statement `{}`: `{kind}` is not a known fact type", name.value),
                &close,
            ));
        };
        let id = FactId::new(known.name, own);
        if let Some(audience) = self.everything.get(&id).filter(|it| **it > self.audience) {
            let message =
                format!("this page is {}, but `{id}` is {}", self.audience.readers(), audience.readers());
            let finding = Diagnostic::new(codes::LEAKED_AUDIENCE, name.place, message);
            return Err(Box::new(finding.help(format!(
                "remove it from this page, or write `audience: {}` into the page's front matter",
                audience.word()
            ))));
        }
        let sections = self.statements.sections(known.name);
        if !sections.iter().any(|it| it == section) {
            let close = near(section, sections.iter().map(String::as_str));
            return Err(unknown(
                format!("no statement `{}`: `{kind}` has no section `{section}`", name.value),
                &close,
            ));
        }
        if !self.everything.contains_key(&id) {
            let ids: Vec<_> = self.statements.view.of(known.name).map(|(it, _)| it.to_string()).collect();
            let close = near(&id.to_string(), ids.iter().map(String::as_str));
            return Err(unknown(format!("no statement `{}`: there is no `{id}`", name.value), &close));
        }
        Ok(self.of(&id, section))
    }
}
