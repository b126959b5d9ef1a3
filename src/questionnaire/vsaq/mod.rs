//! Questionnaires of Google's VSAQ: a JSON template of nested items, answered by a flat map from item id to
//! value.
//!
//! VSAQ users do not exchange filled templates: the vendor saves a file `answers_<questionnaire>`, and the
//! reviewer loads that file into the same questionnaire. Therefore filling returns that file: the values of
//! the answered items in VSAQ's own format: a text, `yes` or `no`, `checked` or nothing.
//!
//! A row is an item that takes a value. The sheet is protected, and only the one cell of each row that
//! takes the value is unlocked: a text, a choice (of a yes/no item or of a group of radio buttons), or a
//! tick (each box of a group is a row of its own).

mod around;
mod conditions;
mod html;
mod items;
mod relaxed;
mod texts;

use std::{collections::BTreeMap, fmt::Write as _, sync::Arc};

use serde_json::Value as Json;

use super::{
    At, Cell, Choices, Entry, Form, Format, Obstacle, Refusal, Returned, Sheet, Unwritten, Upload, Value,
    layout::Layout, plain,
};
use items::{CHECKED, Item, Takes, items};

/// Templates of VSAQ questionnaires.
pub const FORMAT: Format = Format { name: "VSAQ", endings: &["json"], is, read, fill };

/// The maximum size of a file, in bytes.
const BYTES: usize = 8 << 20;
/// The columns of the sheet.
const TITLES: &[&str] = &["Id", "Section", "Question", "Answer", "Choice", "Yes"];
const ANSWER: u32 = 4;
const CHOICE: u32 = 5;
const TICK: u32 = 6;

fn is(upload: &Upload) -> bool {
    let parts: [&[u8]; 2] = [b"\"questionnaire\"", b"\"extensions\""];
    let hinted = parts.iter().any(|part| upload.bytes.windows(part.len()).any(|it| it == *part));
    hinted && upload.bytes.len() <= BYTES && open(upload).is_ok()
}

fn read(upload: &Upload) -> Result<Form, Refusal> {
    let (items, titles) = open(upload)?;
    let mut remarks =
        vec!["the returned file contains the answers; VSAQ loads it into the same questionnaire".to_owned()];
    let conditional = items.iter().filter(|it| it.conditional).count();
    if conditional > 0 {
        remarks.push(format!(
            "{conditional} of its items are shown only after certain answers; they are listed anyway"
        ));
    }
    Ok(Form { sheets: vec![Sheet { titles, ..sheet(&items) }], remarks, ..Form::default() })
}

fn open(upload: &Upload) -> Result<(Vec<Item>, Vec<String>), Refusal> {
    if upload.bytes.len() > BYTES {
        return Err(Refusal::new(
            format!("is longer than {} MiB", BYTES >> 20),
            "use a file with only the questions",
        ));
    }
    let text =
        std::str::from_utf8(&upload.bytes).map_err(|_| Refusal::new("is not UTF-8", "save it as UTF-8"))?;
    let json = relaxed::json(text.trim_start_matches('\u{FEFF}'));
    let template: Json = serde_json::from_str(&json)
        .map_err(|it| Refusal::new(format!("is not valid JSON: {it}"), "ask for a new copy"))?;
    let items = items(&template);
    if items.is_empty() {
        return Err(Refusal::new("has no items that take a value", "ask for the questionnaire template"));
    }
    let titles = template.as_object().map(texts::of).unwrap_or_default();
    Ok((items, titles))
}

fn sheet(items: &[Item]) -> Sheet {
    let mut sheet = Sheet { name: "Items".into(), protected: true, ..Sheet::default() };
    let mut put = |row, column, cell: Cell| drop(sheet.cells.insert(At { row, column }, cell));
    for (column, title) in (1..).zip(TITLES) {
        put(1, column, Cell { text: (*title).into(), heading: true, locked: true, ..Cell::default() });
    }
    for (row, item) in (2..).zip(items) {
        // A struck-through item is not a question, and its id is not a text around the others.
        let named = if item.struck { ["", ""] } else { [item.id.as_str(), item.section.as_str()] };
        for (column, text) in (1..).zip([named[0], named[1], item.question.as_str()]) {
            put(
                row,
                column,
                Cell { text: text.to_owned(), locked: true, struck: item.struck, ..Cell::default() },
            );
        }
        let (column, choices) = match &item.takes {
            Takes::Text => (ANSWER, None),
            Takes::One(choices) => (
                CHOICE,
                Some(Choices {
                    values: choices.iter().map(|it| it.label.clone()).collect(),
                    ..Choices::default()
                }),
            ),
            Takes::Tick => (TICK, None),
        };
        let tick = column == TICK;
        put(
            row,
            column,
            Cell {
                text: item.value.clone(),
                locked: item.locked,
                tick,
                choices: choices.map(Arc::new),
                ..Cell::default()
            },
        );
    }
    let texts = (2..).zip(items).filter(|it| !it.1.around.is_empty());
    sheet.beside =
        texts.map(|(row, it)| (row, it.around.iter().map(|it| it.to_string()).collect())).collect();
    sheet.mapping = Some(Layout {
        header_rows: vec![1],
        id: Some(1),
        sections: vec![2],
        question: 3,
        answers: vec![ANSWER],
        yes_no: Some(CHOICE),
        ticks: vec![(TICK, "Yes".into())],
        rows: (2..).take(items.len()).collect(),
        confidence: 1.0,
        reasons: vec!["the format itself".into()],
        ..Layout::default()
    });
    sheet
}

fn fill(upload: &Upload, entries: &[Entry]) -> Result<Returned, Refusal> {
    let (items, _) = open(upload)?;
    let (mut left, mut remarks, mut answered) = (Vec::new(), Vec::new(), BTreeMap::new());
    for entry in entries {
        let index = (entry.at.row as usize).wrapping_sub(2);
        match items
            .get(index)
            .filter(|_| entry.sheet == 0)
            .ok_or_else(|| Unwritten::new(Obstacle::NoPlace, format!("{} is not in the file", entry.at)))
            .and_then(|it| values(it, entry))
        {
            Ok(_) if answered.contains_key(&index) => left
                .push((entry.clone(), format!("{} was already filled by an earlier entry", entry.at).into())),
            Ok((values, cut)) => {
                remarks.extend(cut.then(|| format!("control characters were removed: {}", entry.at)));
                answered.insert(index, values);
            }
            Err(reason) => left.push((entry.clone(), reason)),
        }
    }
    Ok(Returned {
        bytes: map(answered.into_values().flatten()).into_bytes(),
        left,
        remarks,
        ..Returned::default()
    })
}

/// The values that an entry sets for its item's ids, and whether characters were removed.
fn values(item: &Item, entry: &Entry) -> Result<(Vec<(String, String)>, bool), Unwritten> {
    let at = entry.at;
    if item.locked {
        return Err(Unwritten::new(Obstacle::Locked, format!("{at} is read-only")));
    }
    match (&item.takes, &entry.value, at.column) {
        (Takes::Text, Value::Text(text) | Value::Choice(text), ANSWER) => {
            let (text, cut) = plain::plain(text);
            Ok((vec![(item.id.clone(), text)], cut))
        }
        (Takes::Text, Value::Number(number), ANSWER) if number.is_finite() => {
            Ok((vec![(item.id.clone(), number.to_string())], false))
        }
        (Takes::Tick, Value::Tick, TICK) => Ok((vec![(item.id.clone(), CHECKED.into())], false)),
        (Takes::One(choices), Value::Text(text) | Value::Choice(text), CHOICE) => {
            let named = |it: &items::Choice| {
                it.label == *text || (it.off.is_none() && it.on.eq_ignore_ascii_case(text))
            };
            let chosen = choices.iter().position(named).ok_or_else(|| {
                Unwritten::new(Obstacle::Validation, format!("{at} only accepts one of its options"))
            })?;
            // The other buttons of a group are set to off, as VSAQ does.
            let values =
                choices.iter().enumerate().filter(|(index, it)| *index == chosen || it.off.is_some());
            let value = |(index, it): (usize, &items::Choice)| {
                (
                    it.id.clone(),
                    if index == chosen { it.on.clone() } else { it.off.clone().unwrap_or_default() },
                )
            };
            Ok((values.map(value).collect(), false))
        }
        _ => Err(format!("{at} does not accept this value").into()),
    }
}

/// The map of answers, in the questionnaire's order.
fn map(values: impl Iterator<Item = (String, String)>) -> String {
    let lines: Vec<_> =
        values.map(|(id, value)| format!("  {}: {}", Json::String(id), Json::String(value))).collect();
    let mut out = String::from("{");
    let body = lines.join(",\n");
    let _ = if body.is_empty() { write!(out, "}}") } else { write!(out, "\n{body}\n}}") };
    out + "\n"
}
