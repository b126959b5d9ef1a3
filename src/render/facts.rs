//! `facts.json`: the facts that the audience may see, for programs.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use super::{File, RenderContext, VERSION, iso_day, json_text::json_text, writer::FileWriter};
use crate::{
    answer::{Filled, Question},
    audience_view::Disclosed,
    diagnostic::Diagnostic,
    document::{FilePart, PartContent, PlannedFile, Publication},
    fact::{
        Audience, Certification, Datum, FactId, KINDS, Kind, Ownership, Policy, Standing, Subprocessor,
        Usage, Verdict, WordChoice,
    },
    statement::Statement,
};

/// The facts and statements of one audience.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactsFile {
    /// The version of the format; incremented by incompatible changes.
    pub version: u32,
    /// `factum` and its version.
    pub generator: String,
    /// The effective date.
    #[serde(with = "iso_day")]
    pub as_of: NaiveDate,
    /// The audience.
    pub audience: Audience,
    /// The name of the vendor.
    pub vendor: String,
    /// The facts by kind and id, with the fields of their kind.
    pub facts: BTreeMap<String, BTreeMap<String, Json>>,
    /// The statements.
    pub statements: Vec<StatementEntry>,
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementEntry {
    /// The id.
    pub id: String,
    /// The text without markup.
    pub text: String,
    /// The ids of the facts on which it is based.
    pub facts: Vec<String>,
}

/// A question of a published questionnaire, with the answer that is given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionEntry {
    /// The id in the questionnaire.
    pub id: String,
    /// The section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The question.
    pub question: String,
    /// The id of the answer, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// The verdict, if the answer has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
}

/// Writes the facts.
pub const WRITER: FileWriter = FileWriter { name: PATH, plan, write };

const PATH: &str = "facts.json";

fn plan(_: &Publication) -> Vec<PlannedFile<'_>> {
    vec![PlannedFile::with_parts(PATH, vec![FilePart::new("data", PartContent::Everything)])]
}

/// A fact's fields are those of its YAML file and those derived for the effective date; references are
/// `kind/id`.
fn write(context: &RenderContext) -> Result<Vec<File>, Vec<Diagnostic>> {
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
            facts.insert(kind.name.to_owned(), entries);
        }
    }
    let file = FactsFile {
        version: 1,
        generator: format!("factum {VERSION}"),
        as_of: publication.on,
        audience: publication.audience,
        vendor: publication.vendor.clone(),
        facts,
        statements: publication.statements.all().map(statement).collect(),
    };
    Ok(vec![File::new(PATH, json_text(&file))])
}

/// Whether a fact is published. A withheld answer is not, nor a questionnaire without an answer.
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

/// One fact. For an answer, its evaluated text, because its template may contain text that is not for this
/// audience. For a questionnaire, the content of its page, without its pins.
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

fn statement(statement: &Statement) -> StatementEntry {
    StatementEntry {
        id: statement.id.clone(),
        text: statement.plain.clone(),
        facts: statement.facts.iter().map(ToString::to_string).collect(),
    }
}

fn question(asked: &Question) -> QuestionEntry {
    let given = asked.answer.as_ref();
    QuestionEntry {
        id: asked.id.clone(),
        section: asked.section.clone(),
        question: asked.question.clone(),
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
        kind: Certification::NAME,
        unsaid: |it| !flag(it, "applies") || word(it, "holder") == Some(Ownership::Aligned),
        fields: &["report"],
    },
    Unsaid {
        kind: Certification::NAME,
        unsaid: |it| word(it, "state") == Some(Standing::NotHeld),
        fields: &["auditor", "scope"],
    },
    Unsaid {
        kind: Certification::NAME,
        unsaid: |it| !flag(it, "applies") && word(it, "state") != Some(Standing::Expired),
        fields: &["period", "covered"],
    },
    // The period of another report is not that of the one in force.
    Unsaid {
        kind: Certification::NAME,
        unsaid: |it| it.data.get("covered") != it.data.get("period"),
        fields: &["period"],
    },
    Unsaid {
        kind: Policy::NAME,
        unsaid: |it| it.data.get("approved_yet") == Some(&Datum::Flag(false)),
        fields: &["availability", "url", "version", "next_review"],
    },
    Unsaid {
        kind: Subprocessor::NAME,
        unsaid: |it| word(it, "standing") == Some(Usage::Former),
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

/// A field of a fact, if it is a word of the choice `W`.
fn word<W: WordChoice + Copy>(fact: &Disclosed, field: &str) -> Option<W> {
    fact.data.get(field)?.word()
}

/// Whether a field of a fact is stated and true.
fn flag(fact: &Disclosed, field: &str) -> bool {
    fact.data.get(field) == Some(&Datum::Flag(true))
}
