//! `facts.json`: the facts that the audience may see, for programs; and the JSON Schemas of the files that
//! are written.

use serde_json::{Map, Value as Json, json};

use super::{File, RenderContext, VERSION};
use crate::{
    answer::{Filled, Question},
    audience_view::Disclosed,
    fact::{Audience, FactId, KINDS, LIMITED_TO, read::object_shape},
};

/// Writes the facts: `{version, generator, as_of, audience, vendor, facts: {kind: {id: {…}}}, statements:
/// [{id, text, facts}]}`.
///
/// A fact's fields are those of its YAML file and those derived for the effective date; references are
/// `kind/id`.
pub fn write(material: &RenderContext) -> Result<Vec<File>, Vec<crate::diagnostic::Diagnostic>> {
    let publication = material.publication;
    let disclosure = &publication.statements.disclosure;
    let mut kinds = Map::new();
    for kind in KINDS {
        let entries: Map<_, _> = disclosure
            .of(kind.name)
            .filter(|(id, _)| is_said(material, id))
            .map(|(id, fact)| (id.id.to_string(), entry(material, id, fact)))
            .collect();
        if !entries.is_empty() {
            kinds.insert(kind.name.to_owned(), Json::Object(entries));
        }
    }
    let statement = |it: &crate::statement::Statement| json!({"id": it.id, "text": it.plain, "facts": it.facts.iter().map(ToString::to_string).collect::<Vec<_>>()});
    let all = json!({
        "version": 1,
        "generator": format!("factum {VERSION}"),
        "as_of": publication.on.to_string(),
        "audience": publication.audience.word(),
        "vendor": publication.vendor,
        "facts": kinds,
        "statements": publication.statements.all().map(statement).collect::<Vec<_>>(),
    });
    Ok(vec![File::new("facts.json", format!("{all:#}\n"))])
}

/// Whether a fact is published: an answer that is not given is not, nor a questionnaire without an answer.
fn is_said(material: &RenderContext, id: &FactId) -> bool {
    match id.kind {
        "answer" => material.publication.answers.iter().any(|it| it.id == *id),
        // The vendor's own people also see customers' questionnaires, which are on no page.
        "questionnaire" if material.publication.audience != Audience::Internal => {
            paper(material, id).is_some()
        }
        _ => true,
    }
}

/// A questionnaire as it is published.
fn paper<'a>(material: &RenderContext<'a>, id: &FactId) -> Option<&'a Filled> {
    material.publication.questionnaires.iter().find(|it| *it.id == *id.id)
}

/// One fact. Of an answer, what it comes to: its template may speak of what is not for this audience. Of a
/// questionnaire, what its page says, and not what it is pinned to.
fn entry(material: &RenderContext, id: &FactId, fact: &Disclosed) -> Json {
    let mut json = fact.data.json();
    if let Some(given) = material.publication.answers.iter().find(|it| it.id == *id) {
        json["text"] = json!(given.text);
        match given.verdict {
            Some(verdict) => json["verdict"] = json!(verdict.word()),
            None => drop(json.as_object_mut().and_then(|it| it.remove("verdict"))),
        }
    }
    let audience = material.publication.audience;
    // The vendor's own people see what is written.
    if audience == Audience::Internal {
        return json;
    }
    if let Some(filled) = paper(material, id).filter(|_| id.kind == "questionnaire") {
        json["questions"] = filled.questions.iter().map(question).collect();
    }
    let hidden = UNSAID.iter().filter(|it| it.kind == id.kind && (it.unsaid)(fact));
    for field in hidden.flat_map(|it| it.fields) {
        json.as_object_mut().and_then(|it| it.remove(*field));
    }
    json
}

/// A question of a questionnaire with the answer that is given.
fn question(asked: &Question) -> Json {
    let given = asked.answer.as_ref();
    let fields = [
        ("id", Some(asked.id.clone())),
        ("section", asked.section.clone()),
        ("question", Some(asked.question.clone())),
        ("answer", given.map(|it| it.id.to_string())),
        ("verdict", given.and_then(|it| it.verdict).map(|it| it.word().to_owned())),
    ];
    fields
        .into_iter()
        .filter_map(|(name, it)| Some((name.to_owned(), json!(it?))))
        .collect::<Map<_, _>>()
        .into()
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

/// The JSON Schema (draft 2020-12) of `facts.json`, version 1.
pub fn facts_schema() -> Json {
    let kinds: Map<_, _> = KINDS.iter().map(|kind| (kind.name.to_owned(), kind_schema(kind))).collect();
    let statement = json!({
        "type": "object",
        "properties": {"id": {"type": "string"}, "text": {"type": "string"}, "facts": {"type": "array", "items": {"type": "string"}}},
        "required": ["id", "text", "facts"],
    });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What a vendor states to one audience on one date",
        "type": "object",
        "properties": {
            "version": {"const": 1},
            "generator": {"type": "string"},
            "as_of": {"type": "string", "format": "date"},
            "audience": {"enum": Audience::ALL.iter().map(|it| it.word()).collect::<Vec<_>>()},
            "vendor": {"type": "string"},
            "facts": {"type": "object", "properties": kinds, "additionalProperties": false},
            "statements": {"type": "array", "items": statement},
        },
        "required": ["version", "generator", "as_of", "audience", "vendor", "facts", "statements"],
    })
}

/// The schema of a kind's entries in `facts.json`: every field is optional, references are `kind/id`, lists
/// are always lists.
fn kind_schema(kind: &crate::fact::KindInfo) -> Json {
    let names = (kind.shapes)().into_iter().map(|it| (it.name, it.about));
    let envelope = <crate::fact::Envelope as crate::fact::read::Record>::field_shapes()
        .into_iter()
        .map(|it| (it.name, it.about));
    let derived = kind.derived.iter().map(|it| (*it, "Derived for the effective date."));
    let limited = (kind.shapes)().iter().any(|it| it.name == "products");
    let derived = derived.chain(limited.then_some((
        LIMITED_TO,
        "The names of the products that it applies to, if it does not apply to all.",
    )));
    let properties: Map<_, _> = names
        .chain(envelope)
        .chain(derived)
        .map(|(name, about)| (name.to_owned(), json!({"description": about.trim()})))
        .collect();
    json!({
        "type": "object",
        "description": kind.about.trim(),
        "additionalProperties": {"type": "object", "properties": properties, "additionalProperties": false},
    })
}

/// The JSON Schema of one kind's file in `data/`.
pub fn file_schema(kind: &crate::fact::KindInfo) -> Json {
    let envelope = || <crate::fact::Envelope as crate::fact::read::Record>::field_shapes();
    let fields = (kind.shapes)().into_iter().chain(envelope()).collect();
    let entry = object_shape(kind.about, fields);
    let mut schema = if kind.one {
        entry
    } else {
        json!({
            "type": "object",
            "description": format!("A map from id to entry. {}", kind.about.trim()),
            "properties": {"defaults": object_shape("What holds for every entry of this file.", envelope())},
            "propertyNames": {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 64},
            "additionalProperties": entry,
        })
    };
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!(format!("data/{}", kind.file));
    schema
}
