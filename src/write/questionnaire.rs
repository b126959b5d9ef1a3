//! `questionnaires/<id>/`: the answers as a page of its own and as JSON; the PDF is made with the others.

use serde_json::{Value as Json, json};

use super::{File, Material, VERSION, html};
use crate::{
    answer::{Filled, Question},
    diagnostic::Diagnostic,
    document::{SourceNote, sources_of},
};

/// Writes `answers.html` and `answers.json` of every questionnaire.
pub fn write(material: &Material) -> Result<Vec<File>, Vec<Diagnostic>> {
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
fn answers(material: &Material, filled: &Filled) -> Json {
    let publication = material.publication;
    json!({
        "version": 1,
        "generator": format!("factum {VERSION}"),
        "as_of": publication.on.to_string(),
        "audience": publication.audience.word(),
        "vendor": publication.vendor,
        "questionnaire": filled.id,
        "title": filled.title,
        "questions": filled.questions.iter().map(|it| question(material, it)).collect::<Vec<_>>(),
    })
}

fn question(material: &Material, it: &Question) -> Json {
    let given = it.answer.as_ref();
    let disclosure = &material.publication.statements.disclosure;
    let mut sources: Vec<SourceNote> = Vec::new();
    for note in given.iter().flat_map(|it| &it.facts).flat_map(|it| sources_of(it, disclosure)) {
        if !sources.contains(&note) {
            sources.push(note);
        }
    }
    let mut json = json!({
        "id": it.id,
        "question": it.question,
        "answer": given.map(|it| it.id.to_string()),
        "verdict": given.and_then(|it| it.verdict).map(|it| it.word()),
        "text": given.map(|it| it.text.as_str()),
        "facts": given.map(|it| it.facts.iter().map(ToString::to_string).collect::<Vec<_>>()).unwrap_or_default(),
        "statements": given.map(|it| it.repeated.iter().cloned().collect::<Vec<_>>()).unwrap_or_default(),
        "sources": sources.iter().map(source).collect::<Vec<_>>(),
        "approval": given.map(|it| it.approval.words()),
    });
    if let Some(section) = &it.section {
        json["section"] = json!(section);
    }
    json
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
