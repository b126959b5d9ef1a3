//! The JSON Schema of `answers.json`, for our own questionnaires and for customers'.

use serde_json::{Value as Json, json};

use crate::{
    answer::{Holds, How, Tier, Why},
    fact::{Audience, Verdict},
};

/// The JSON Schema (draft 2020-12) of a questionnaire's `answers.json`, version 2.
pub fn answers_schema() -> Json {
    let audiences: Vec<_> = Audience::ALL.iter().map(|it| it.word()).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A questionnaire with its answers",
        "type": "object",
        "properties": {
            "version": {"const": 2},
            "generator": {"type": "string"},
            "as_of": {"type": "string", "format": "date"},
            "audience": {"enum": audiences},
            "vendor": {"type": "string"},
            "questionnaire": {"type": "string"},
            "title": {"type": "string"},
            "file": {"type": "string", "description": "The customer's file."},
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "Of the file as it came."},
            "customer": {"type": "string", "description": "Who asked."},
            "seal": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "Of a customer's questionnaire: over all else, so that an edit is seen."},
            "returned": {
                "type": "object",
                "description": "The filled file.",
                "properties": {"file": {"type": "string"}, "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}},
                "required": ["file", "sha256"],
            },
            "mapping": {"type": "array", "items": mapping()},
            "totals": totals(),
            "edited": edited("The cells of the filled file that a person edited after it was filled, with what stands there."),
            "remarks": strings("What a person should know of the file."),
            "texts": texts(),
            "paragraphs": {"type": "array", "items": paragraph(), "description": "The paragraphs of a filled document that asks in paragraphs, those in tables left out."},
            "questions": {"type": "array", "items": question()},
        },
        "required": ["version", "generator", "as_of", "audience", "vendor", "questionnaire", "title", "questions"],
        "additionalProperties": false,
    })
}

fn mapping() -> Json {
    let column = || json!({"type": ["string", "null"], "pattern": "^([A-Z]{1,3}|row [0-9]+)$"});
    json!({
        "type": "object",
        "description": "Where questions and answers are in one table of a sheet, by columns; by rows (`row 2`) where it is transposed.",
        "properties": {
            "sheet": {"type": "string"},
            "header_rows": {"type": "array", "items": {"type": "integer"}},
            "id": column(), "question": column(), "yes_no": column(), "comment": column(), "guidance": column(),
            "answers": strings("The columns for answers, the vendor's first."),
            "sections": strings("The columns that say what a question is part of."),
            "ticks": {"type": "object", "additionalProperties": {"type": "string"}, "description": "Columns of boxes, and the word each stands for."},
            "transposed": {"type": "boolean", "description": "Questions stand in a row; `header_rows` are columns by number."},
            "place": {"enum": ["beside", "below", "inside"], "description": "Where the answer's cell is, seen from the question's."},
            "questions": {"type": "integer", "minimum": 0},
            "counts": counts(),
            "not_asked": {
                "type": "object",
                "additionalProperties": {"type": "integer", "minimum": 0},
                "description": "How many rows with text were not taken for questions, by the reason.",
            },
            "confidence": {"type": "number", "minimum": 0, "maximum": 1},
            "reasons": strings("What spoke for it."),
        },
        "required": ["sheet", "question", "answers", "questions", "confidence"],
    })
}

/// What was read, answered and written, and why the rest was not.
fn counts() -> Json {
    let names = ["read", "answered", "written", "verdicts", "texts"];
    let number = || json!({"type": "integer", "minimum": 0});
    let whys: Vec<_> = Why::ALL.iter().map(|it| it.word()).collect();
    let reasons =
        || json!({"type": "object", "propertyNames": {"enum": whys}, "additionalProperties": number()});
    let mut properties: serde_json::Map<_, _> = names.iter().map(|it| ((*it).to_owned(), number())).collect();
    properties.insert("unwritten".into(), reasons());
    properties.insert("incomplete".into(), reasons());
    json!({"type": "object", "properties": properties, "description": "By the first reason; `unwritten`: nothing was written, `incomplete`: a part."})
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
            "matched": strings("The question's words that it has."),
            "unmatched": strings("The question's words that it has not."),
        },
        "required": ["answer", "score", "confidence", "matched", "unmatched"],
    });
    json!({
        "type": "object",
        "properties": {
            "id": {"type": "string", "description": "The question's id in the file, else its place."},
            "sheet": {"type": "string"},
            "row": {"type": "integer", "minimum": 1},
            "sections": strings("The headings it stands under, the outermost first."),
            "text": {"type": "string", "description": "The question."},
            "tier": {"enum": Tier::ALL.iter().map(|it| it.word()).collect::<Vec<_>>()},
            "how": {"enum": How::ALL.iter().map(|it| it.word()).collect::<Vec<_>>(), "description": "What settled it."},
            "confidence": share(),
            "answer": {"type": ["string", "null"], "description": "The id of the answer; null where none is given."},
            "verdict": {"enum": verdicts},
            "choice": {"type": ["string", "null"], "description": "One of the cell's own words, where a person chose it."},
            "text_given": {"type": ["string", "null"], "description": "The words that are given."},
            "given": given(),
            "written": strings("The cells that the answer went to."),
            "places": strings("The cells that its answer may go to, where these are not in its row."),
            "cells": {"type": "array", "items": cell(), "description": "The same cells, with what each holds."},
            "left": {"type": "array", "items": left(), "description": "The parts of the answer that were not written."},
            "edited": edited("The cells of the answer that a person edited, with what stands there."),
            "decided_by": {"type": ["string", "null"]},
            "candidates": {"type": "array", "items": candidate, "maxItems": 3},
            "reasons": strings("Why it is so."),
            "facts": strings("What the answer rests on."),
            "statements": strings("The statements that it repeats."),
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
            "cell": {"type": "string", "description": "The sheet and the cell: `Sheet1!C5`; `Sheet1!C5 (inside)` is the place behind a line `Response:` in it."},
            "holds": {"enum": Holds::ALL.iter().map(|it| it.word()).collect::<Vec<_>>()},
            "value": {"type": "string", "description": "The words; for a tick, the word of the box."},
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
            "digest": {"type": "string", "pattern": "^[0-9a-f]{16}$", "description": "Of its words, without spaces: the beginning of their SHA-256."},
            "row": row("Its row in the customer's file; missing where it was added for an answer."),
            "answers": row("The row of the question whose answer it holds."),
            "head": text("What stands before the answer in it."),
            "tail": text("What stands behind the answer in it."),
        },
        "required": ["digest"],
    })
}

fn left() -> Json {
    json!({
        "type": "object",
        "properties": {
            "cell": {"type": ["string", "null"], "description": "The sheet and the cell; null where the row has none."},
            "holds": {"enum": Holds::ALL.iter().map(|it| it.word()).collect::<Vec<_>>()},
            "why": {"enum": Why::ALL.iter().map(|it| it.word()).collect::<Vec<_>>()},
        },
        "required": ["cell", "holds", "why"],
    })
}

fn given() -> Json {
    json!({
        "type": ["object", "null"],
        "description": "The answer as the library has it.",
        "properties": {
            "verdict": {"type": ["string", "null"]},
            "text": {"type": "string"},
            "statements": strings("The statements that it repeats."),
            "approval": {"type": "string"},
        },
        "required": ["verdict", "text", "statements", "approval"],
    })
}

fn source() -> Json {
    json!({
        "type": "object",
        "properties": {"title": {"type": "string"}, "at": {"type": "string"}, "url": {"type": "string"}, "dated": {"type": "string", "format": "date"}},
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
        "description": "The texts of the file as it came: by sheet and column the first 12 digits of the SHA-256 of each, one after another.",
        "additionalProperties": columns,
    })
}
