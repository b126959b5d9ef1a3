//! `questionnaires/<id>/`: the answers as a page of its own and as JSON; the PDF is made with the others.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::{File, RenderContext, VERSION, html};
use crate::{
    answer::{Filled, Question, Tier},
    diagnostic::Diagnostic,
    document::{SourceNote, sources_of},
    fact::FactId,
};

/// Writes `answers.html` and `answers.json` of every questionnaire.
pub fn write(material: &RenderContext) -> Result<Vec<File>, Vec<Diagnostic>> {
    let mut files = Vec::new();
    let publication = material.publication;
    for (filled, paper) in publication.questionnaires.iter().zip(&publication.papers) {
        let folder = format!("questionnaires/{}", filled.id);
        files.push(File::new(format!("{folder}/answers.html"), html::alone(material, paper)?));
        files.push(File::new(format!("{folder}/answers.json"), format!("{:#}\n", answers(material, filled))));
    }
    Ok(files)
}

/// The answers; see [`answers_schema`](super::answers_schema).
fn answers(material: &RenderContext, filled: &Filled) -> Json {
    let mut json = head(material, &filled.id, &filled.title);
    json["questions"] = filled.questions.iter().map(|it| question(material, it)).collect();
    json
}

/// What every `answers.json` begins with.
pub fn head(material: &RenderContext, id: &str, title: &str) -> Json {
    let publication = material.publication;
    json!({
        "version": 2,
        "generator": format!("factum {VERSION}"),
        "as_of": publication.on.to_string(),
        "audience": publication.audience.word(),
        "vendor": publication.vendor,
        "questionnaire": id,
        "title": title,
    })
}

fn question(material: &RenderContext, it: &Question) -> Json {
    let given = it.answer.as_ref();
    let nothing = BTreeSet::new();
    let mut json = provenance(material, given.map_or(&nothing, |it| &it.facts));
    json["id"] = json!(it.id);
    json["text"] = json!(it.question);
    json["tier"] = json!(if given.is_some() { Tier::Answered } else { Tier::None }.word());
    json["answer"] = json!(given.map(|it| it.id.to_string()));
    json["verdict"] = json!(given.and_then(|it| it.verdict).map(|it| it.word()));
    json["text_given"] = json!(given.map(|it| it.text.as_str()));
    json["statements"] =
        json!(given.map(|it| it.repeated.iter().cloned().collect::<Vec<_>>()).unwrap_or_default());
    json["approval"] = json!(given.map(|it| it.approval.words(material.publication.audience)));
    if let Some(section) = &it.section {
        json["sections"] = json!([section]);
    }
    json
}

/// The facts that an answer rests on, and their sources.
pub fn provenance(material: &RenderContext, facts: &BTreeSet<FactId>) -> Json {
    let disclosure = &material.publication.statements.disclosure;
    let mut sources: Vec<SourceNote> = Vec::new();
    for note in facts.iter().flat_map(|it| sources_of(it, disclosure)) {
        if !sources.contains(&note) {
            sources.push(note);
        }
    }
    json!({
        "facts": facts.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "sources": sources.iter().map(source).collect::<Vec<_>>(),
    })
}

fn source(note: &SourceNote) -> Json {
    let mut json = json!({"title": note.title});
    for (name, value) in [("at", &note.at), ("url", &note.url), ("dated", &note.dated)] {
        if let Some(value) = value {
            json[name] = json!(value);
        }
    }
    json
}
