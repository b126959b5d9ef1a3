//! `factum trace ID`: what a fact, statement or answer is based on, and where it is published.

use std::collections::BTreeSet;

use serde_json::json;

use super::{CLEAN, Context, FINDINGS, Format, pipeline};
use crate::{
    document::{Publication, said_in},
    error::{Error, near},
    fact::FactId,
    load::Loaded,
};

/// The trace of one id.
struct Trace {
    id: String,
    /// The facts: id, file and line, and the lines of the fields.
    rests_on: Vec<(String, String, String)>,
    /// The statements and answers: id, text, and location of the template.
    says: Vec<(String, String, String)>,
    /// The ids of those that are not approved; `None` if there is no approvals ledger.
    open: Option<BTreeSet<String>>,
    /// The files in which it is published, and how.
    said_in: Vec<(String, String)>,
}

/// Prints the trace.
pub fn run(context: &Context, id: &str, format: Format) -> Result<u8, Error> {
    let loaded = pipeline::read(context)?;
    let audience = context.audience.unwrap_or_default();
    let (publications, report) = pipeline::publish(context, &loaded, &[audience], false)?;
    let Some(publication) = publications.first() else {
        context.terminal.findings(&report, &loaded.sources);
        context.terminal.summary("fix these errors first; nothing was traced");
        return Ok(FINDINGS);
    };
    let trace = trace(&loaded, publication, id)?;
    match format {
        Format::Human => context.terminal.print(&human(&trace))?,
        Format::Json => context.terminal.print(&json(&trace))?,
    }
    Ok(CLEAN)
}

fn trace(loaded: &Loaded, publication: &Publication, id: &str) -> Result<Trace, Error> {
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
    let cite = |place| loaded.sources.cite(place);
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
            .map(|(name, place)| format!("{name} {}", loaded.sources.position(*place).0));
        lines.collect::<Vec<_>>().join(", ")
    };
    Ok(Trace {
        id: id.to_owned(),
        rests_on: facts.iter().map(|it| (it.to_string(), place_of(it), fields(it))).collect(),
        says,
        open: loaded.ledger.file.map(|_| publication.drafts.clone()),
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

fn human(trace: &Trace) -> String {
    let mut out = format!("{}\n\nbased on\n", trace.id);
    for (id, place, fields) in &trace.rests_on {
        out += &format!("  {id}  ({place})\n      lines: {fields}\n");
    }
    out += "\nsays\n";
    for (id, words, place) in &trace.says {
        out += &format!(
            "  {id}  ({place})\n      {}\n",
            crate::diagnostic::human::visible(&words.replace('\n', " "))
        );
        if let Some(open) = &trace.open {
            out += if open.contains(id) { "      not approved\n" } else { "      approved\n" };
        }
    }
    out += "\npublished in\n";
    for (file, how) in &trace.said_in {
        out += &format!("  {file}  ({how})\n");
    }
    out
}

fn json(trace: &Trace) -> String {
    let all = json!({
        "version": 1,
        "id": trace.id,
        "rests_on": trace.rests_on.iter().map(|(id, place, fields)| json!({"fact": id, "place": place, "fields": fields})).collect::<Vec<_>>(),
        "says": trace.says.iter().map(|(id, text, place)| json!({"id": id, "text": text, "place": place, "approved": trace.open.as_ref().map(|it| !it.contains(id))})).collect::<Vec<_>>(),
        "said_in": trace.said_in.iter().map(|(file, how)| json!({"file": file, "how": how})).collect::<Vec<_>>(),
    });
    format!("{all:#}\n")
}
