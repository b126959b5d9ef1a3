//! What a fact, statement or answer is based on, and where it is published.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{
    Publication,
    containing_files::{ContainingFile, containing_files},
    planned_file::PlannedFile,
};
use crate::{
    diagnostic::Sources,
    error::{Error, near},
    fact::FactId,
};

/// The trace of one id.
#[derive(Debug, Serialize)]
pub struct Trace {
    /// The id.
    pub id: String,
    /// The facts.
    pub rests_on: Vec<TracedFact>,
    /// The statements and answers.
    pub says: Vec<TracedText>,
    /// The files in which it is published.
    pub containing_files: Vec<ContainingFile>,
}

/// A fact that something is based on.
#[derive(Debug, Serialize)]
pub struct TracedFact {
    /// The id.
    pub fact: String,
    /// File and line of the entry.
    pub place: String,
    /// The fields, each with its line: `name 21, framework 22`.
    pub fields: String,
}

/// A statement or an answer.
#[derive(Debug, Serialize)]
pub struct TracedText {
    /// The id.
    pub id: String,
    /// The text.
    pub text: String,
    /// File and line of the template or of the entry.
    pub place: String,
    /// Whether it is approved; `None` if there is no approvals ledger.
    pub approved: Option<bool>,
}

/// The trace of a fact, statement or answer. `planned`: the files of the publication; `approvals`: whether
/// there is an approvals ledger.
///
/// # Errors
/// The audience knows nothing of this id.
pub fn trace(
    publication: &Publication,
    planned: &[PlannedFile],
    id: &str,
    approvals: bool,
    sources: &Sources,
) -> Result<Trace, Error> {
    let statements = &publication.statements;
    let view = &statements.view;
    let fact = view.all().map(|(it, _)| it).find(|it| it.to_string() == id);
    // Everything that is based on a fact is also based on its source.
    let by_source = |facts: &BTreeSet<FactId>| {
        fact.filter(|it| it.kind == "source").is_some_and(|it| view.sources(facts).contains(it))
    };
    let rests = |facts: &BTreeSet<FactId>| fact.is_some_and(|it| facts.contains(it)) || by_source(facts);
    let found: Vec<_> = statements.all().filter(|it| it.id == id || rests(&it.facts)).collect();
    let answers: Vec<_> =
        publication.answers.iter().filter(|it| rests(&it.facts) || it.repeated.contains(id)).collect();
    if found.is_empty() && fact.is_none() {
        return Err(unknown(publication, id));
    }
    let mut facts: BTreeSet<FactId> = fact.into_iter().cloned().collect();
    // A fact is based on itself and its references; a statement or an answer on everything it read.
    let own = found.iter().filter(|it| it.id == id).flat_map(|it| &it.facts);
    let answered = answers.iter().filter(|it| Some(&it.id) == fact).flat_map(|it| &it.facts);
    facts.extend(own.chain(answered).cloned());
    facts.extend(view.sources(&facts));
    let cite = |place| sources.cite(place);
    let mut ids: BTreeSet<&str> = found.iter().map(|it| it.id.as_str()).collect();
    let answer_ids: Vec<String> = answers.iter().map(|it| it.id.to_string()).collect();
    ids.extend(answer_ids.iter().map(String::as_str));
    let place_of = |id: &FactId| view.get(id).map_or(String::new(), |it| cite(it.place));
    let text = |id: String, text: &str, place: String| {
        let approved = approvals.then(|| !publication.drafts.contains(&id));
        TracedText { id, text: text.to_owned(), place, approved }
    };
    let statements = found.iter().map(|it| text(it.id.clone(), &it.plain, cite(it.template)));
    let given = answers.iter().map(|it| text(it.id.to_string(), &it.text, place_of(&it.id)));
    let fields = |it: &FactId| {
        let lines = view
            .get(it)
            .into_iter()
            .flat_map(|it| &it.fields)
            .map(|(name, place)| format!("{name} {}", sources.position(*place).0));
        lines.collect::<Vec<_>>().join(", ")
    };
    Ok(Trace {
        id: id.to_owned(),
        rests_on: facts
            .iter()
            .map(|it| TracedFact { fact: it.to_string(), place: place_of(it), fields: fields(it) })
            .collect(),
        says: statements.chain(given).collect(),
        containing_files: containing_files(planned, &ids),
    })
}

fn unknown(publication: &Publication, id: &str) -> Error {
    let statements = &publication.statements;
    let facts: Vec<_> = statements.view.all().map(|(it, _)| it.to_string()).collect();
    let names = facts.iter().map(String::as_str).chain(statements.all().map(|it| it.id.as_str()));
    Error::Unknown {
        what: "fact, statement or answer visible to this audience with the id",
        name: id.to_owned(),
        near: near(id, names),
    }
}
