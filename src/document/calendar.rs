//! Upcoming dates as a document: overdue items first, then one table per month.

use chrono::{Datelike, NaiveDate};

use super::{Document, Output};
use crate::{
    calendar::Event,
    markup::{Block, Cell, Table, Tone, anchor, text},
    statement::long_date,
};

/// The heading of the events that have passed and are still open.
const OVERDUE: &str = "Overdue";

/// The heading of past events that have nothing overdue.
const PAST: &str = "Past";

/// The columns and their widths.
const HEAD: [(&str, u32); 5] = [("Date", 4), ("When", 3), ("Event", 4), ("Subject", 4), ("Action", 6)];

/// The document.
pub fn calendar_document(events: &[Event], on: NaiveDate, days: u32) -> Document {
    let mut blocks = Vec::new();
    for (heading, events) in by_month(events, on) {
        blocks.push(Block::Heading { level: 2, anchor: anchor(&heading), text: text(heading.clone()) });
        blocks.push(table(heading, &events, on));
    }
    if blocks.is_empty() {
        blocks.push(Block::Paragraph(text(format!(
            "Nothing ends, starts or is due in the next {days} days, and nothing is overdue."
        ))));
    }
    Document {
        name: "calendar".into(),
        title: "Upcoming dates".into(),
        nav: "Upcoming dates".into(),
        summary: Some(format!("What ends, starts or is due in the next {days} days, and what is overdue.")),
        outputs: vec![Output::Site],
        blocks,
        sources: vec![],
        place: None,
        own: String::new(),
    }
}

/// The events that have passed, then those of each month, under their headings.
pub fn by_month(events: &[Event], on: NaiveDate) -> Vec<(String, Vec<&Event>)> {
    let mut parts: Vec<(String, Vec<&Event>)> = Vec::new();
    for event in events {
        let heading = match event.day < on {
            true if event.is_overdue(on) => OVERDUE.to_owned(),
            true => PAST.to_owned(),
            false => event.day.format("%B %Y").to_string(),
        };
        match parts.iter_mut().find(|(it, _)| *it == heading) {
            Some((_, events)) => events.push(event),
            None => parts.push((heading, vec![event])),
        }
    }
    parts
}

/// The time until a date in words: `in 12 days`.
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
    let cell = |words: String| Cell::line(text(words));
    // Actions are for the internal audience only.
    let columns = if events.iter().any(|it| it.todo.is_some()) { HEAD.len() } else { HEAD.len() - 1 };
    let row = |it: &&Event| {
        let tone = if it.is_overdue(on) { Tone::Bad } else { Tone::Plain };
        let weekday = it.day.weekday();
        let mut cells = vec![
            cell(format!("{weekday}, {}", long_date(it.day))),
            cell(away(it.day, on)).toned(tone),
            cell(sentence(it.words)),
            cell(it.title.clone()),
            it.todo.as_deref().map(|it| cell(sentence(it))).unwrap_or_default(),
        ];
        cells.truncate(columns);
        cells
    };
    Block::Table(Table {
        caption,
        head: HEAD.iter().take(columns).map(|(it, _)| (*it).to_owned()).collect(),
        widths: HEAD.iter().take(columns).map(|(_, it)| *it).collect(),
        rows: events.iter().map(row).collect(),
    })
}

/// The text with its first letter in upper case.
fn sentence(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().map(|it| it.to_uppercase().chain(rest).collect()).unwrap_or_default()
}
