//! The list of everything that was delivered to one customer, with its current status.

use chrono::NaiveDate;

use super::{
    alteration::Alteration,
    asked::place_of,
    blocks::{document, heading},
    delivered::{DeliveredClaim, number_before},
    now::Now,
    rows::delivered_and_now,
};
use crate::{
    document::Document,
    ledger::{Origin, Part, What},
    markup::{Block, Cell, Inline, Table, Tone, text},
    statement::long_date,
};

/// Everything that was delivered to a customer, the latest first, with its current status.
pub fn recall(customer: &str, on: NaiveDate, delivered_claims: &[DeliveredClaim]) -> Document {
    let sentence = summary(on, delivered_claims);
    let mut blocks = vec![Block::Paragraph(text(sentence))];
    let mut groups: Vec<Vec<&DeliveredClaim>> = Vec::new();
    for it in delivered_claims {
        match groups.last_mut() {
            Some(group) if group.first().is_some_and(|first| first.sent.seal == it.sent.seal) => {
                group.push(it)
            }
            _ => groups.push(vec![it]),
        }
    }
    for group in groups.iter().rev() {
        let Some(first) = group.first() else { continue };
        let sent = first.sent;
        let what = if sent.what == What::Notice { "Notice" } else { "Answers" };
        let named = if sent.what == What::Notice { String::new() } else { format!(", {}", sent.name) };
        blocks.push(heading(2, &format!("{}: {what}{}", sent.on, named)));
        if let Some((file, digest)) = &sent.file {
            let line = vec![Inline::Text(format!("{file}, SHA-256 ")), Inline::Code(digest.clone())];
            blocks.push(Block::Paragraph(line));
        }
        let head = ["Question", "Status", "What was said"].map(str::to_owned).to_vec();
        let rows = group.iter().map(|it| row(it)).collect();
        blocks.push(Block::Table(Table {
            caption: format!("Sent on {}", sent.on),
            head,
            widths: vec![6, 3, 11],
            rows,
        }));
    }
    document(&format!("What was delivered to {customer}"), blocks)
}

/// How many of the answers that were delivered have changed, are restricted, or are not from the library.
fn summary(on: NaiveDate, delivered_claims: &[DeliveredClaim]) -> String {
    let count =
        |test: &dyn Fn(&DeliveredClaim) -> bool| delivered_claims.iter().filter(|it| test(it)).count();
    let is_restricted = |it: &DeliveredClaim| Alteration::of(it) == Some(Alteration::Restricted);
    let restricted = count(&is_restricted);
    let changed = count(&|it| it.now.has_changed()) - restricted;
    let own = delivered_claims.iter().filter(|it| it.now == Now::Unknown);
    let own = own.map(|it| (it.item.claim.id.as_str(), place_of(it.sent, it.item)));
    let unknown = own.collect::<std::collections::BTreeSet<_>>().len();
    let of_library = if unknown > 0 { " from the library" } else { "" };
    let superseded = count(&|it| it.now == Now::Superseded && !it.item.claim.is_custom());
    let withheld = count(&|it| it.now.withheld().is_some());
    let on = long_date(on);
    let delivered = "delivered to this customer";
    // What a notice said of a subprocessor is no answer.
    let all_answers =
        delivered_claims.iter().all(|it| it.sent.what == What::Answers || !it.now.has_changed());
    let word = if all_answers { "answer" } else { "statement" };
    let mut sentence = match (changed, restricted) {
        (0, 0) if withheld > 0 => format!("As of {on}, no answer {delivered}{of_library} has changed since"),
        (0, 0) if superseded > 0 => format!(
            "As of {on}, the latest answer to this customer on each question{of_library} is the same as the \
             current data; earlier ones were superseded by a later delivery"
        ),
        (0, 0) => {
            format!("As of {on}, everything {delivered}{of_library} is the same as the current data")
        }
        (0, _) => format!("As of {on}, no answer {delivered}{of_library} has changed since"),
        (1, _) => format!("As of {on}, one {word} has changed since it was {delivered}"),
        (some, _) => format!("As of {on}, {some} {word}s have changed since they were {delivered}"),
    };
    sentence += &match restricted {
        0 => String::new(),
        1 => "; one is unchanged but now available only under an NDA".into(),
        some => format!("; {some} are unchanged but now available only under an NDA"),
    };
    sentence += &match withheld {
        0 => String::new(),
        1 => "; one is unchanged but would not be given now".into(),
        some => format!("; {some} are unchanged but would not be given now"),
    };
    sentence
        + &match unknown {
            0 => ".".into(),
            1 => "; one other answer is not from the library, and the data does not show whether it is \
                  still correct."
                .into(),
            some => format!(
                "; {some} other answers are not from the library, and the data does not show whether they \
                 are still correct."
            ),
        }
}

fn row(delivered: &DeliveredClaim) -> Vec<Cell> {
    let number = number_before(delivered);
    let (words, tone) = status(delivered);
    let mut text_cell = match delivered.item.claim.text {
        Some(_) => Cell::line(delivered_and_now(delivered)),
        // The delivered sentence follows.
        None if delivered.item.written.is_some() => Cell::line(vec![]),
        None => Cell::line(vec![Inline::Emphasis(text("We notified the customer that this was withdrawn."))]),
    };
    if let Some(written) = &delivered.item.written {
        let place = if delivered.sent.what == What::Notice { "notice" } else { "file" };
        text_cell.blocks.push(Block::Paragraph(vec![
            Inline::Emphasis(text(format!("As written in the {place}: "))),
            Inline::Text(written.clone()),
        ]));
    }
    if let Some(place) = &delivered.item.place {
        text_cell
            .blocks
            .push(Block::Paragraph(text(format!("Typed into {place}, which is not an answer cell."))));
    }
    let remark = match (delivered.item.origin, delivered.item.part) {
        _ if delivered.item.place.is_some() => "",
        (Some(Origin::Edited), _) => "Edited after factum wrote it.",
        (Some(Origin::File), _) => "In the file, not written by factum.",
        (None, Some(Part::Verdict)) => "Only the verdict was in the file.",
        (None, Some(Part::Text)) => "Only the text was in the file, without the verdict.",
        (None, None) => "",
    };
    text_cell
        .blocks
        .extend((!remark.is_empty()).then(|| Block::Paragraph(vec![Inline::Emphasis(text(remark))])));
    vec![
        Cell::line(text(format!("{number}{}", delivered.item.question))),
        Cell::line(text(words)).toned(tone),
        text_cell,
    ]
}

/// The status of something that was delivered, in words.
fn status(delivered: &DeliveredClaim) -> (String, Tone) {
    let (words, tone) = match &delivered.now {
        Now::Holds => ("unchanged", Tone::Good),
        Now::Changed(_) | Now::Restricted(_) | Now::NoticeChanged(_) | Now::Unsaid | Now::Continues(_) => {
            (Alteration::of(delivered).map_or("", Alteration::label), Tone::Bad)
        }
        Now::Withheld(why) => return (format!("would not be given now: {why}"), Tone::Bad),
        Now::Superseded => ("superseded by a later delivery", Tone::Plain),
        Now::Unknown if delivered.item.origin == Some(Origin::File) => {
            ("not from the library; a person must check it", Tone::Open)
        }
        // A person's verdict beside the text of an entry rests on the entry's facts.
        Now::Unknown if !delivered.item.claim.facts.is_empty() => {
            ("verdict of a person; check the facts", Tone::Open)
        }
        Now::Unknown => ("custom text; a person must check it", Tone::Open),
    };
    (words.to_owned(), tone)
}
