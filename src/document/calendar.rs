//! The days ahead as a document: a table a month, what has passed and is open first.

use chrono::{Datelike, NaiveDate};

use super::{Document, Output};
use crate::{
    calendar::Event,
    prose::{Block, Cell, Table, Tone, anchor, text},
    statement::long_date,
};

/// What stands over the events that have passed.
const OPEN: &str = "Passed and still open";

/// The document.
pub fn calendar_paper(events: &[Event], on: NaiveDate, days: u32) -> Document {
    let mut blocks = Vec::new();
    for (heading, events) in by_month(events, on) {
        blocks.push(Block::Heading { level: 2, anchor: anchor(&heading), text: text(heading.clone()) });
        blocks.push(table(heading, &events, on));
    }
    if blocks.is_empty() {
        blocks.push(Block::Paragraph(text(format!("Nothing ends, begins or is due in the next {days} days, and nothing is open."))));
    }
    Document {
        name: "calendar".into(),
        title: "Days ahead".into(),
        nav: "Days ahead".into(),
        summary: Some(format!("What ends, begins or is due in the next {days} days, and what has passed and is still open.")),
        outputs: vec![Output::Site],
        blocks,
        sources: vec![],
        place: None,
    }
}

/// The events that have passed, then those of each month, under their headings.
pub fn by_month(events: &[Event], on: NaiveDate) -> Vec<(String, Vec<&Event>)> {
    let mut parts: Vec<(String, Vec<&Event>)> = Vec::new();
    for event in events {
        let heading = if event.day < on { OPEN.to_owned() } else { event.day.format("%B %Y").to_string() };
        match parts.last_mut() {
            Some((last, events)) if *last == heading => events.push(event),
            _ => parts.push((heading, vec![event])),
        }
    }
    parts
}

/// How far off a day is: `in 12 days`.
pub fn away(day: NaiveDate, on: NaiveDate) -> String {
    match (day - on).num_days() {
        0 => "today".into(),
        1 => "tomorrow".into(),
        -1 => "yesterday".into(),
        it if it < 0 => format!("{} days ago", -it),
        it => format!("in {it} days"),
    }
}

fn table(caption: String, events: &[&Event], on: NaiveDate) -> Block {
    let said = |words: String| Cell { blocks: vec![Block::Paragraph(text(words))], tone: Tone::Plain };
    let row = |it: &&Event| {
        // A day may be far enough off that its year is not the heading's to say.
        let tone = if it.day < on { Tone::Bad } else { Tone::Plain };
        let weekday = it.day.weekday();
        vec![
            said(format!("{weekday}, {}", long_date(it.day))),
            Cell { tone, ..said(away(it.day, on)) },
            said(sentence(it.kind.words)),
            said(it.title.clone()),
            said(sentence(it.kind.todo)),
        ]
    };
    Block::Table(Table {
        caption,
        head: ["Day", "Away", "What", "About", "To do"].map(str::to_owned).to_vec(),
        widths: vec![4, 3, 4, 4, 6],
        rows: events.iter().map(row).collect(),
    })
}

/// The words with a capital at their beginning.
fn sentence(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().map(|it| it.to_uppercase().chain(rest).collect()).unwrap_or_default()
}
