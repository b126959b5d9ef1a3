//! What a fact, statement or answer is based on, and where it is published.

use std::collections::BTreeSet;

use super::{Publication, said_in::said_in};
use crate::{
    diagnostic::Sources,
    error::{Error, near},
    fact::FactId,
};

/// The trace of one id.
#[derive(Debug)]
pub struct Trace {
    /// The id.
    pub id: String,
    /// The facts: id, file and line, and the lines of the fields.
    pub rests_on: Vec<(String, String, String)>,
    /// The statements and answers: id, text, and location of the template.
    pub says: Vec<(String, String, String)>,
    /// The ids of those that are not approved; `None` if there is no approvals ledger.
    pub open: Option<BTreeSet<String>>,
    /// The files in which it is published, and how.
    pub said_in: Vec<(String, String)>,
}

/// The trace of a fact, statement or answer. `approvals`: whether there is an approvals ledger.
///
/// # Errors
/// The audience knows nothing of this id.
pub fn trace(
    publication: &Publication,
    id: &str,
    approvals: bool,
    sources: &Sources,
) -> Result<Trace, Error> {
    let statements = &publication.statements;
    let disclosure = &statements.disclosure;
    let fact = disclosure.all().map(|(it, _)| it).find(|it| it.to_string() == id);
    // Everything that is based on a fact is also based on its source.
    let by_source = |facts: &BTreeSet<FactId>| {
        fact.filter(|it| it.kind == "source").is_some_and(|it| disclosure.sources(facts).contains(it))
    };
    let rests = |facts: &BTreeSet<FactId>| fact.is_some_and(|it| facts.contains(it)) || by_source(facts);
    let said: Vec<_> = statements.all().filter(|it| it.id == id || rests(&it.facts)).collect();
    let answers: Vec<_> =
        publication.answers.iter().filter(|it| rests(&it.facts) || it.repeated.contains(id)).collect();
    if said.is_empty() && fact.is_none() {
        return Err(unknown(publication, id));
    }
    let mut facts: BTreeSet<FactId> = fact.into_iter().cloned().collect();
    // A fact is based on itself and its references; a statement or an answer on everything it read.
    let own = said.iter().filter(|it| it.id == id).flat_map(|it| &it.facts);
    let answered = answers.iter().filter(|it| Some(&it.id) == fact).flat_map(|it| &it.facts);
    facts.extend(own.chain(answered).cloned());
    facts.extend(disclosure.sources(&facts));
    let cite = |place| sources.cite(place);
    let mut ids: BTreeSet<&str> = said.iter().map(|it| it.id.as_str()).collect();
    let answer_ids: Vec<String> = answers.iter().map(|it| it.id.to_string()).collect();
    ids.extend(answer_ids.iter().map(String::as_str));
    let mut says: Vec<_> =
        said.iter().map(|it| (it.id.clone(), it.plain.clone(), cite(it.template))).collect();
    let place_of = |id: &FactId| disclosure.get(id).map_or(String::new(), |it| cite(it.place));
    says.extend(answers.iter().map(|it| (it.id.to_string(), it.text.clone(), place_of(&it.id))));
    let fields = |it: &FactId| {
        let lines = disclosure
            .get(it)
            .into_iter()
            .flat_map(|it| &it.fields)
            .map(|(name, place)| format!("{name} {}", sources.position(*place).0));
        lines.collect::<Vec<_>>().join(", ")
    };
    Ok(Trace {
        id: id.to_owned(),
        rests_on: facts.iter().map(|it| (it.to_string(), place_of(it), fields(it))).collect(),
        says,
        open: approvals.then(|| publication.drafts.clone()),
        said_in: said_in(publication, &ids, cfg!(feature = "pdf")),
    })
}

fn unknown(publication: &Publication, id: &str) -> Error {
    let statements = &publication.statements;
    let facts: Vec<_> = statements.disclosure.all().map(|(it, _)| it.to_string()).collect();
    let names = facts.iter().map(String::as_str).chain(statements.all().map(|it| it.id.as_str()));
    Error::Unknown {
        what: "fact, statement or answer visible to this audience with the id",
        name: id.to_owned(),
        near: near(id, names),
    }
}
