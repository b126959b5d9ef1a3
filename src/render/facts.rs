//! `facts.json`: the facts that the audience may see, for programs.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value as Json, json};

use super::{File, RenderContext, VERSION, iso_day, json_text::json_text};
use crate::{
    answer::{Filled, Question},
    audience_view::Disclosed,
    fact::{Audience, FactId, KINDS, Verdict},
    statement::Statement,
};

/// The facts and statements of one audience.
#[derive(Serialize)]
struct FactsFile<'a> {
    /// The version of the format; incremented by incompatible changes.
    version: u32,
    /// `factum` and its version.
    generator: String,
    /// The effective date.
    #[serde(with = "iso_day")]
    as_of: NaiveDate,
    /// The audience.
    audience: Audience,
    /// The name of the vendor.
    vendor: &'a str,
    /// The facts by kind and id, with the fields of their kind.
    facts: BTreeMap<&'static str, BTreeMap<String, Json>>,
    /// The statements.
    statements: Vec<StatementEntry<'a>>,
}

/// A statement.
#[derive(Serialize)]
struct StatementEntry<'a> {
    /// The id.
    id: &'a str,
    /// The text without markup.
    text: &'a str,
    /// The ids of the facts on which it is based.
    facts: Vec<String>,
}

/// A question of a published questionnaire, with the answer that is given.
#[derive(Serialize)]
struct QuestionEntry<'a> {
    /// The id in the questionnaire.
    id: &'a str,
    /// The section.
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'a str>,
    /// The question.
    question: &'a str,
    /// The id of the answer, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<String>,
    /// The verdict, if the answer has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<Verdict>,
}

/// Writes the facts.
///
/// A fact's fields are those of its YAML file and those derived for the effective date; references are
/// `kind/id`.
pub fn write(context: &RenderContext) -> Result<Vec<File>, Vec<crate::diagnostic::Diagnostic>> {
    let publication = context.publication;
    let view = &publication.statements.view;
    let mut facts = BTreeMap::new();
    for kind in KINDS {
        let entries: BTreeMap<_, _> = view
            .of(kind.name)
            .filter(|(id, _)| is_said(context, id))
            .map(|(id, fact)| (id.id.to_string(), entry(context, id, fact)))
            .collect();
        if !entries.is_empty() {
            facts.insert(kind.name, entries);
        }
    }
    let file = FactsFile {
        version: 1,
        generator: format!("factum {VERSION}"),
        as_of: publication.on,
        audience: publication.audience,
        vendor: &publication.vendor,
        facts,
        statements: publication.statements.all().map(statement).collect(),
    };
    Ok(vec![File::new("facts.json", json_text(&file))])
}

/// Whether a fact is published: an answer that is not given is not, nor a questionnaire without an answer.
fn is_said(context: &RenderContext, id: &FactId) -> bool {
    match id.kind {
        "answer" => context.publication.answers.iter().any(|it| it.id == *id),
        // The vendor's own people also see customers' questionnaires, which are on no page.
        "questionnaire" if context.publication.audience != Audience::Internal => {
            published_questionnaire(context, id).is_some()
        }
        _ => true,
    }
}

/// A questionnaire as it is published.
fn published_questionnaire<'a>(context: &RenderContext<'a>, id: &FactId) -> Option<&'a Filled> {
    context.publication.questionnaires.iter().find(|it| *it.id == *id.id)
}

/// One fact. For an answer, its evaluated text: its template may contain what is not for this audience. For a
/// questionnaire, what its page says, without its pins.
fn entry(context: &RenderContext, id: &FactId, fact: &Disclosed) -> Json {
    let mut json = fact.data.json();
    if let Some(given) = context.publication.answers.iter().find(|it| it.id == *id) {
        json["text"] = json!(given.text);
        match given.verdict {
            Some(verdict) => json["verdict"] = json!(verdict.word()),
            None => drop(json.as_object_mut().and_then(|it| it.remove("verdict"))),
        }
    }
    let audience = context.publication.audience;
    // The vendor's own people see what is written.
    if audience == Audience::Internal {
        return json;
    }
    if let Some(filled) = published_questionnaire(context, id).filter(|_| id.kind == "questionnaire") {
        json["questions"] = json!(filled.questions.iter().map(question).collect::<Vec<_>>());
    }
    let hidden = UNSAID.iter().filter(|it| it.kind == id.kind && (it.unsaid)(fact));
    for field in hidden.flat_map(|it| it.fields) {
        json.as_object_mut().and_then(|it| it.remove(*field));
    }
    json
}

fn statement(it: &Statement) -> StatementEntry<'_> {
    StatementEntry { id: &it.id, text: &it.plain, facts: it.facts.iter().map(ToString::to_string).collect() }
}

fn question(asked: &Question) -> QuestionEntry<'_> {
    let given = asked.answer.as_ref();
    QuestionEntry {
        id: &asked.id,
        section: asked.section.as_deref(),
        question: &asked.question,
        answer: given.map(|it| it.id.to_string()),
        verdict: given.and_then(|it| it.verdict),
    }
}

/// Fields that the pages leave out on some days or for some audiences.
pub struct Unsaid {
    /// The fact type.
    pub kind: &'static str,
    unsaid: fn(&Disclosed) -> bool,
    /// The fields.
    pub fields: &'static [&'static str],
}

/// What the templates of `templates/statements` leave out, `facts.json` does too.
pub const UNSAID: &[Unsaid] = &[
    Unsaid {
        kind: "certification",
        unsaid: |it| !is(it, "applies", "yes") || is(it, "holder", "aligned"),
        fields: &["report"],
    },
    Unsaid { kind: "certification", unsaid: |it| is(it, "state", "not-held"), fields: &["auditor", "scope"] },
    Unsaid {
        kind: "certification",
        unsaid: |it| !is(it, "applies", "yes") && !is(it, "state", "expired"),
        fields: &["period", "covered"],
    },
    // The period of another report is not that of the one in force.
    Unsaid {
        kind: "certification",
        unsaid: |it| it.data.get("covered") != it.data.get("period"),
        fields: &["period"],
    },
    Unsaid {
        kind: "policy",
        unsaid: |it| is(it, "approved_yet", "no"),
        fields: &["availability", "url", "version", "next_review"],
    },
    Unsaid {
        kind: "subprocessor",
        unsaid: |it| is(it, "standing", "former"),
        fields: &[
            "purpose",
            "location",
            "data",
            "since",
            "notice",
            "notice_ahead",
            "website",
            "changes",
            "coming",
        ],
    },
];

/// Whether a field of a fact is this word.
fn is(fact: &Disclosed, field: &str, word: &str) -> bool {
    fact.data.get(field).is_some_and(|it| it.says(word))
}
