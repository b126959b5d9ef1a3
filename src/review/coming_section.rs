//! Upcoming subprocessor changes in a review, and in a notice.

use chrono::NaiveDate;

use super::{
    blocks::heading,
    coming::{Coming, PRODUCTS, Unannounced},
};
use crate::{
    markup::{Block, Cell, Inline, Table, Tone, text},
    statement::long_date,
};

/// The section of a review about subprocessor changes: the dates, and the feed entry.
pub fn section(coming: &[Coming], unannounced: &[Unannounced]) -> Vec<Block> {
    if coming.is_empty() && unannounced.is_empty() {
        return vec![];
    }
    let mut blocks = vec![heading(2, "Subprocessor changes")];
    if !unannounced.is_empty() {
        blocks.push(Block::List { numbered: false, items: unannounced.iter().map(item).collect() });
    }
    if !coming.is_empty() {
        blocks.push(table(coming));
    }
    blocks
}

/// What to do about a change that was not announced.
fn item(unannounced: &Unannounced) -> Vec<Block> {
    let altered = &unannounced.altered;
    let (words, field) = match unannounced.since {
        _ if *altered == [PRODUCTS] => (" is now used for more products than approved, but neither the feed nor a notice tells customers, who were promised advance notice. Restore the previous products, and add a separate entry for the others with its own ".into(), "since"),
        _ if !altered.is_empty() => {
            let (fields, are) = (altered.join(" and "), if altered.len() == 1 { "is" } else { "are" });
            let words = format!(
                ": {fields} {are} not as approved, and no effective date is given, so neither the feed nor a notice tells customers, who were promised advance notice. Restore the previous {fields}, and state the new values with their date under "
            );
            (words, "changes")
        }
        Some(day) => {
            let words = format!(
                " is new here and in use since {}, but according to the data customers, who were promised advance notice, have not been notified. Notify them, and set ",
                long_date(day)
            );
            (words, "notified")
        }
        None => (" is new, but the date from which it is used is not stated, so the deadline for the promised notice to customers cannot be calculated. Set ".into(), "since"),
    };
    let of = if *altered == [PRODUCTS] { "; the current entry is " } else { " of " };
    vec![Block::Paragraph(vec![
        Inline::Strong(text(unannounced.title.clone())),
        Inline::Text(words),
        Inline::Code(field.into()),
        Inline::Text(of.into()),
        Inline::Code(unannounced.id.clone()),
        Inline::Text(".".into()),
    ])]
}

fn table(coming: &[Coming]) -> Block {
    let head = ["Subprocessor", "Notice", "Feed entry, once customers are notified"];
    Block::Table(Table {
        caption: "Subprocessor changes".into(),
        head: head.map(str::to_owned).to_vec(),
        widths: vec![5, 7, 8],
        rows: coming.iter().map(row).collect(),
    })
}

fn row(coming: &Coming) -> Vec<Cell> {
    let line = |words: String| Block::Paragraph(text(words));
    let day = |it: Option<NaiveDate>| it.map_or_else(|| "not stated".to_owned(), long_date);
    let by = if coming.overdue { "The last day to notify customers was" } else { "Notify customers by" };
    let mut days = vec![line(format!("{by} {}.", day(coming.tell_by)))];
    days.extend(coming.objections().map(line));
    days.extend(coming.too_early.map(|it| {
        line(format!("Too early: with the promised notice period, the earliest date is {}.", long_date(it)))
    }));
    let tone = if coming.too_early.is_some() { Tone::Bad } else { Tone::Plain };
    let sentence = &coming.change.sentence;
    let told = coming.told.map(|it| format!("{sentence} Customers were notified on {}.", long_date(it)));
    let entry = vec![
        Block::Paragraph(vec![Inline::Strong(text(coming.change.title.clone()))]),
        line(told.unwrap_or_else(|| sentence.clone())),
    ];
    vec![
        Cell::line(vec![Inline::Code(coming.change.fact.to_string())]),
        Cell::of(days).toned(tone),
        Cell::of(entry),
    ]
}

/// The section of a notice about subprocessor changes.
pub fn told_of(coming: &[&Coming]) -> Vec<Block> {
    if coming.is_empty() {
        return vec![];
    }
    let mut blocks = vec![heading(2, "Changes to our subprocessors")];
    for it in coming {
        blocks.push(Block::Paragraph(text(it.told_words())));
    }
    blocks
}
