//! Upcoming subprocessor changes in a review, and in a notice.

use chrono::NaiveDate;

use super::{
    blocks::heading,
    coming::{Announcement, Coming},
    unannounced::{PRODUCTS, Unannounced},
};
use crate::{
    calendar::NoticeChange,
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
        _ if *altered == [PRODUCTS] => (
            " is now used for more products than approved, but neither the feed nor a notice tells \
             customers, who were promised advance notice. Restore the previous products, and add a separate \
             entry for the others with its own "
                .into(),
            "since",
        ),
        _ if !altered.is_empty() => {
            let (fields, are) = (altered.join(" and "), if altered.len() == 1 { "is" } else { "are" });
            let words = format!(
                ": {fields} {are} not as approved, and no effective date is given, so neither the feed nor \
                 a notice tells customers, who were promised advance notice. Restore the previous {fields}, \
                 and state the new values with their date under "
            );
            (words, "changes")
        }
        Some(day) => {
            let words = format!(
                " is new here and in use since {}, but according to the data customers, who were promised \
                 advance notice, have not been notified. Notify them, and set ",
                long_date(day)
            );
            (words, "notified")
        }
        None => (
            " is new, but the date from which it is used is not stated, so the deadline for the promised \
             notice to customers cannot be calculated. Set "
                .into(),
            "since",
        ),
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
    let head = ["Subprocessor", "Notice", "Feed entry"];
    Block::Table(Table {
        caption: "Subprocessor changes".into(),
        head: head.map(str::to_owned).to_vec(),
        widths: vec![5, 7, 8],
        rows: coming.iter().map(row).collect(),
    })
}

fn row(coming: &Coming) -> Vec<Cell> {
    let line = |words: String| Block::Paragraph(text(words));
    let (days, is_late) = days(coming);
    let tone = if is_late { Tone::Bad } else { Tone::Plain };
    let sentence = &coming.change.sentence;
    let notified_on = coming.notified_on.filter(|_| !coming.notified_differently);
    let notified_on =
        notified_on.map(|it| format!("{sentence} Customers were notified on {}.", long_date(it)));
    let entry = vec![
        Block::Paragraph(vec![Inline::Strong(text(coming.change.title.clone()))]),
        line(notified_on.unwrap_or_else(|| sentence.clone())),
    ];
    vec![
        Cell::line(vec![Inline::Code(coming.change.fact.to_string())]),
        Cell::of(days.into_iter().map(line).collect()).toned(tone),
        Cell::of(entry),
    ]
}

/// What is to be known about notifying customers, and whether the change is too early or late.
fn days(coming: &Coming) -> (Vec<String>, bool) {
    let mut lines = Vec::new();
    let is_notified = coming.notified_on.is_some() && !coming.notified_differently;
    let open: Vec<_> =
        coming.customers.iter().filter(|it| it.on.is_none()).map(|it| it.customer.clone()).collect();
    let notified: Vec<_> = coming
        .customers
        .iter()
        .filter_map(|it| Some(format!("{} on {}", it.customer, long_date(it.on?))))
        .collect();
    let all_notified = open.is_empty() && !notified.is_empty();
    let is_late = coming.begun && !is_notified && !coming.is_end() && coming.overdue;
    if coming.notified_differently {
        let notified_on = coming.notified_on.map_or(String::new(), |it| format!(" on {}", long_date(it)));
        lines.push(format!("It was changed after customers were notified{notified_on}; notify them again."));
    } else if !is_notified && !coming.is_end() && !all_notified {
        let day = |it: Option<NaiveDate>| it.map_or_else(|| "not stated".to_owned(), long_date);
        let by = if coming.overdue { "The last day to notify customers was" } else { "Notify customers by" };
        lines.push(format!("{by} {}.", day(coming.notify_by)));
    }
    if coming.is_end() && !is_notified && notified.is_empty() {
        lines.push(
            "factum does not check a notice period for the end of use; check what your contracts say.".into(),
        );
    }
    lines.extend(coming.objections().filter(|_| is_notified || !all_notified));
    if !notified.is_empty() {
        let open = match open.as_slice() {
            [] => String::new(),
            _ => format!("; no notice recorded for: {}", open.join(", ")),
        };
        lines.push(format!("Notified: {}{open}.", notified.join(", ")));
    }
    let too_early = coming.too_early.filter(|_| !coming.is_end());
    if is_late {
        let verb = if coming.change.what == NoticeChange::Starts.name() { "started" } else { "changed" };
        lines.push(format!("Late: it {verb} on {} without notice.", long_date(coming.change.day)));
    } else if let Some(earliest) = too_early.filter(|_| !coming.begun) {
        let earliest = long_date(earliest);
        lines.push(format!("Too early: with the promised notice period, the earliest date is {earliest}."));
    }
    if coming.precedes_objections() && !is_notified {
        lines.push("It starts before the objection period ends.".into());
    }
    (lines, is_late || too_early.is_some())
}

/// The section of a notice about subprocessor changes.
pub fn announcements(coming: &[Announcement]) -> Vec<Block> {
    if coming.is_empty() {
        return vec![];
    }
    let are_planned = coming.iter().all(|it| !it.change.begun);
    let opening = if are_planned {
        "The following changes to our subprocessors are planned:"
    } else {
        "The following changes to our subprocessors have been made or are planned:"
    };
    let mut blocks =
        vec![heading(2, "Changes to our subprocessors"), Block::Paragraph(text(opening.to_owned()))];
    for it in coming {
        blocks.push(Block::Paragraph(text(it.words())));
    }
    blocks
}
