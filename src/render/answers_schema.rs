//! The JSON Schema of `answers.json`, for published questionnaires and for customers' questionnaires.
//! `tests/it/answers_file.rs` compares it with the types of [`answers_file`](super::answers_file).

use serde_json::{Value as Json, json};

use super::answers_file::{AnswerPlace, VERSION};
use crate::{
    answer::{AnswerOrigin, Holds, ReplyStatus, Why},
    fact::{Audience, Verdict},
    questionnaire::layout::UnreadReason,
};

/// The JSON Schema (draft 2020-12) of a questionnaire's `answers.json`, version 2.
pub fn answers_schema() -> Json {
    let audiences: Vec<_> = Audience::ALL.iter().map(|it| it.word()).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A questionnaire with its answers",
        "type": "object",
        "properties": {
            "version": {"const": VERSION},
            "generator": {"type": "string"},
            "as_of": {"type": "string", "format": "date"},
            "audience": {"enum": audiences},
            "vendor": {"type": "string"},
            "questionnaire": {"type": "string"},
            "title": {"type": "string"},
            "file": {"type": "string", "description": "The name of the customer's file."},
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$",
                "description": "SHA-256 of the file as received."},
            "place": {"type": "string", "pattern": "^[0-9a-f]{16}$",
                "description": "Digest of where the file was, relative to the root."},
            "customer": {"type": "string", "description": "The customer's name."},
            "products": {"type": "array", "items": {"type": "string"},
                "description": "The ids of the products that the customer asked about."},
            "seal": {"type": "string", "pattern": "^[0-9a-f]{64}$",
                "description": "For a customer's questionnaire: SHA-256 of this file with zeros in place of \
                    the seal, so that edits are detected."},
            "returned": {
                "type": "object",
                "description": "The filled file.",
                "properties": {"file": {"type": "string"}, "sha256": {"type": "string",
                    "pattern": "^[0-9a-f]{64}$"}},
                "required": ["file", "sha256"],
            },
            "mapping": {"type": "array", "items": mapping()},
            "not_read": {"type": "array", "items": not_read(),
                "description": "Texts that end in a question mark and were not read as questions, by sheet \
                    and reason."},
            "totals": totals(),
            "edited": edited("The cells of the filled file that a person edited after it was filled, with \
                their content."),
            "remarks": strings("Remarks about the file."),
            "texts": texts(),
            "paragraphs": {"type": "array", "items": paragraph(),
                "description": "The paragraphs of a filled document that asks its questions in paragraphs; \
                    paragraphs in tables are left out."},
            "questions": {"type": "array", "items": question()},
        },
        "required": ["version", "generator", "as_of", "audience", "vendor", "questionnaire", "title",
            "questions"],
        "additionalProperties": false,
    })
}

fn mapping() -> Json {
    let places: Vec<_> = AnswerPlace::ALL.iter().map(|it| it.word()).collect();
    let column = || json!({"type": ["string", "null"], "pattern": "^([A-Z]{1,3}|row [0-9]+)$"});
    json!({
        "type": "object",
        "description": "The columns that hold questions and answers in one table of a sheet; rows (`row 2`) \
            if the table is transposed.",
        "properties": {
            "sheet": {"type": "string"},
            "header_rows": {"type": "array", "items": {"type": "integer"}},
            "id": column(), "question": column(), "yes_no": column(), "comment": column(),
                "guidance": column(),
            "answers": strings("The columns for answers, the vendor's first."),
            "sections": strings("The columns that name the section of a question."),
            "ticks": {"type": "object", "additionalProperties": {"type": "string"},
                "description": "Columns of checkboxes, and the answer that each stands for."},
            "transposed": {"type": "boolean", "description": "Whether questions are in a row; `header_rows` \
                are then column numbers."},
            "place": {"enum": places, "description": "Position of the answer cell relative to the question."},
            "questions": {"type": "integer", "minimum": 0},
            "counts": counts(),
            "not_asked": {
                "type": "object",
                "additionalProperties": {"type": "integer", "minimum": 0},
                "description": "Number of rows with text that were not read as questions, by reason.",
            },
            "confidence": {"type": "number", "minimum": 0, "maximum": 1},
            "reasons": strings("Why this layout was chosen."),
        },
        "required": ["sheet", "question", "answers", "questions", "confidence"],
    })
}

/// Texts of one sheet that were not read.
fn not_read() -> Json {
    let reasons = UnreadReason::ALL.map(UnreadReason::word);
    json!({
        "type": "object",
        "properties": {
            "sheet": {"type": "string"},
            "reason": {"enum": reasons},
            "count": {"type": "integer", "minimum": 1},
            "cells": strings("The cells of the first 100."),
        },
        "required": ["sheet", "reason", "count", "cells"],
    })
}

/// The counts of what was read, answered and written, and the reasons for the rest.
fn counts() -> Json {
    let names = ["read", "answered", "written", "verdicts", "texts"];
    let number = || json!({"type": "integer", "minimum": 0});
    let whys: Vec<_> = Why::ALL.iter().map(|it| it.word()).collect();
    let reasons =
        || json!({"type": "object", "propertyNames": {"enum": whys}, "additionalProperties": number()});
    let mut properties: serde_json::Map<_, _> = names.iter().map(|it| ((*it).to_owned(), number())).collect();
    properties.insert("unwritten".into(), reasons());
    properties.insert("incomplete".into(), reasons());
    json!({"type": "object", "properties": properties, "description": "Counted by the first reason. \
        `unwritten`: nothing of the answer was written; `incomplete`: only a part was written."})
}

fn totals() -> Json {
    let names = ["questions", "answered", "review", "none", "blank", "written", "unwritten", "incomplete"];
    let properties: serde_json::Map<_, _> =
        names.iter().map(|it| ((*it).to_owned(), json!({"type": "integer", "minimum": 0}))).collect();
    json!({"type": "object", "properties": properties, "required": names})
}

fn question() -> Json {
    let verdicts: Vec<Json> = Verdict::ALL.iter().map(|it| json!(it.word())).chain([Json::Null]).collect();
    let share = || json!({"type": "number", "minimum": 0, "maximum": 1});
    let candidate = json!({
        "type": "object",
        "properties": {
            "answer": {"type": "string"},
            "score": share(),
            "confidence": share(),
            "matched": strings("Words of the question that the entry contains."),
            "unmatched": strings("Words of the question that the entry does not contain."),
        },
        "required": ["answer", "score", "confidence", "matched", "unmatched"],
    });
    json!({
        "type": "object",
        "properties": {
            "id": {"type": "string", "description": "The question's id in the file, or its position if it \
                has none."},
            "sheet": {"type": "string"},
            "row": {"type": "integer", "minimum": 1},
            "sections": strings("The headings above the question, outermost first."),
            "text": {"type": "string", "description": "The question."},
            "tier": {"enum": ReplyStatus::ALL.iter().map(|it| it.word()).collect::<Vec<_>>()},
            "how": {"enum": AnswerOrigin::ALL.iter().map(|it| it.word()).collect::<Vec<_>>(),
                "description": "How the result was determined."},
            "confidence": share(),
            "answer": {"type": ["string", "null"], "description": "The id of the answer; null if there is \
                none."},
            "verdict": {"enum": verdicts},
            "choice": {"type": ["string", "null"], "description": "One of the options of the cell, if a \
                person chose it."},
            "text_given": {"type": ["string", "null"], "description": "The text of the answer."},
            "given": given(),
            "written": strings("The cells that the answer was written to."),
            "places": strings("The cells that the answer may be written to, if they are not in the \
                question's row."),
            "cells": {"type": "array", "items": cell(), "description": "The same cells with their content."},
            "left": {"type": "array", "items": left(), "description": "The parts of the answer that were \
                not written."},
            "edited": edited("The cells of the answer that a person edited, with their content."),
            "decided_by": {"type": ["string", "null"]},
            "candidates": {"type": "array", "items": candidate, "maxItems": 3},
            "reasons": strings("The reasons for the result."),
            "facts": strings("The facts that the answer is based on."),
            "statements": strings("The statements that the answer repeats."),
            "sources": {"type": "array", "items": source()},
            "approval": {"type": ["string", "null"]},
        },
        "required": ["id", "text", "tier", "answer", "verdict", "text_given", "facts", "sources"],
        "additionalProperties": false,
    })
}

fn cell() -> Json {
    json!({
        "type": "object",
        "properties": {
            "cell": {"type": "string", "description": "The sheet and the cell: `Sheet1!C5`; `Sheet1!C5 \
                (inside)` is the position after a line `Response:` in that cell."},
            "holds": {"enum": Holds::ALL.iter().map(|it| it.word()).collect::<Vec<_>>()},
            "value": {"type": "string", "description": "The text; for a checkbox, its label."},
        },
        "required": ["cell", "holds", "value"],
    })
}

fn edited(about: &str) -> Json {
    let item = json!({
        "type": "object",
        "properties": {"cell": {"type": "string"}, "value": {"type": "string"}},
        "required": ["cell", "value"],
    });
    json!({"type": "array", "items": item, "description": about})
}

fn paragraph() -> Json {
    let row = |about: &str| json!({"type": "integer", "minimum": 1, "description": about});
    let text = |about: &str| json!({"type": "string", "description": about});
    json!({
        "type": "object",
        "properties": {
            "digest": {"type": "string", "pattern": "^[0-9a-f]{16}$",
                "description": "The first 16 digits of the SHA-256 of its text without spaces."},
            "row": row("Its row in the customer's file; absent if the paragraph was added for an answer."),
            "answers": row("The row of the question that it answers."),
            "head": text("The text before the answer."),
            "tail": text("The text after the answer."),
        },
        "required": ["digest"],
    })
}

fn left() -> Json {
    json!({
        "type": "object",
        "properties": {
            "cell": {"type": ["string", "null"], "description": "The sheet and the cell; null if the row \
                has none."},
            "holds": {"enum": Holds::ALL.iter().map(|it| it.word()).collect::<Vec<_>>()},
            "why": {"enum": Why::ALL.iter().map(|it| it.word()).collect::<Vec<_>>()},
        },
        "required": ["cell", "holds", "why"],
    })
}

fn given() -> Json {
    json!({
        "type": ["object", "null"],
        "description": "The answer as it is in the library.",
        "properties": {
            "question": {"type": "string", "description": "The question of the entry."},
            "verdict": {"type": ["string", "null"]},
            "text": {"type": "string"},
            "statements": strings("The statements that the answer repeats."),
            "approval": {"type": "string"},
        },
        "required": ["question", "verdict", "text", "statements", "approval"],
    })
}

fn source() -> Json {
    json!({
        "type": "object",
        "properties": {"title": {"type": "string"}, "at": {"type": "string"}, "url": {"type": "string"},
            "dated": {"type": "string", "format": "date"}},
        "required": ["title"],
    })
}

fn strings(about: &str) -> Json {
    json!({"type": "array", "items": {"type": "string"}, "description": about})
}

fn texts() -> Json {
    let columns =
        json!({"type": "object", "additionalProperties": {"type": "string", "pattern": "^([0-9a-f]{12})*$"}});
    json!({
        "type": "object",
        "description": "The texts of the file as received: by sheet and column, the first 12 digits of the \
            SHA-256 of each text, concatenated.",
        "additionalProperties": columns,
    })
}
