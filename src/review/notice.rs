//! The notice to one customer about changed answers and changes to come.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{
    alteration::{Alteration, verdict_apart},
    blocks::{document, heading},
    coming::{Announcement, is_same_change},
    coming_section::announcements,
    delivered::{CustomerToReview, DeliveredClaim, number_before},
};
use crate::{
    document::Document,
    ledger::{Claim, DeliveredItem, What},
    markup::{Block, Inline, text},
    statement::{in_line, long_date},
};

/// First words of a notice with text that is not approved.
pub const UNAPPROVED: &str = "Draft, not to be sent";

/// Why a notice must not be sent yet.
#[derive(Debug, Clone, Default)]
pub struct DraftReasons {
    /// The ids that are not approved.
    pub unapproved: Vec<String>,
    /// The subprocessors with a change that takes effect before the objection period ends.
    pub too_early: Vec<String>,
}

/// The draft of a notice to a customer. The changes to come follow the changed answers.
pub fn notice(
    vendor: &str,
    on: NaiveDate,
    customer: &str,
    affected: Option<&CustomerToReview>,
    coming: &[Announcement],
    reasons: &DraftReasons,
) -> Document {
    let mut blocks = Vec::new();
    let mut reason = |before: &str, ids: &[String], after: &str| {
        let mut line = vec![Inline::Strong(text(format!("{UNAPPROVED}: "))), Inline::Text(before.into())];
        for (at, id) in ids.iter().enumerate() {
            line.extend((at > 0).then(|| Inline::Text(", ".into())));
            line.push(Inline::Code(id.clone()));
        }
        line.push(Inline::Text(after.into()));
        if !ids.is_empty() {
            blocks.push(Block::Note(vec![Block::Paragraph(line)]));
        }
    };
    reason("approval is missing for ", &reasons.unapproved, ".");
    reason(
        "a change starts before the objection period ends; postpone the change (or correct its \
         date if it is wrong): ",
        &reasons.too_early,
        ".",
    );
    blocks.push(Block::Paragraph(text(format!("From {vendor}, {}.", long_date(on)))));
    if let Some(affected) = affected.filter(|it| it.changed().next().is_some()) {
        blocks.push(Block::Paragraph(text(opening(affected))));
        for it in affected.changed() {
            blocks.extend(item(it, coming));
        }
    }
    blocks.extend(announcements(coming));
    document(&format!("Notice to {customer}"), blocks)
}

/// Which questionnaires the changed answers are from. What was sent in notices only is named with each item.
fn opening(affected: &CustomerToReview) -> String {
    let files: BTreeSet<(NaiveDate, &str)> = affected
        .changed()
        .filter(|it| it.sent.what == What::Answers)
        .map(|it| (it.sent.on, it.sent.file.as_ref().map_or("", |(name, _)| name.as_str())))
        .collect();
    let named: Vec<String> = files
        .iter()
        .map(|(on, file)| match *file {
            "" => format!("your questions on {}", long_date(*on)),
            file => format!("your questionnaire {file} on {}", long_date(*on)),
        })
        .collect();
    if named.is_empty() {
        return "This notice updates or corrects what we stated in earlier notices.".into();
    }
    let named: Vec<_> = named.iter().map(String::as_str).collect();
    let answered = in_line(&named).unwrap_or_default();
    format!(
        "We answered {answered}. This notice updates or corrects what we stated then or in later notices."
    )
}

fn item(delivered: &DeliveredClaim, coming: &[Announcement]) -> Vec<Block> {
    let number = number_before(delivered);
    let quoted = |claim: &Claim| {
        let mut first = Vec::new();
        let words = claim.text.as_deref().unwrap_or_default();
        if let Some(verdict) = verdict_apart(claim) {
            first.push(Inline::Strong(text(format!("{verdict}."))));
            first.extend((!words.is_empty()).then(|| Inline::Text(" ".into())));
        }
        // Paragraphs and lines as delivered.
        let mut paragraphs = words.split("\n\n").map(|paragraph| {
            let lines = paragraph.lines().enumerate().flat_map(|(at, line)| {
                let apart = (at > 0).then_some(Inline::Break);
                apart.into_iter().chain([Inline::Text(line.to_owned())])
            });
            first.drain(..).chain(lines).collect::<Vec<_>>()
        });
        Block::Note(paragraphs.by_ref().map(Block::Paragraph).collect())
    };
    let emphasis = |words: String| Block::Paragraph(vec![Inline::Emphasis(text(words))]);
    let mut blocks = vec![heading(2, &format!("{number}{}", delivered.item.question))];
    let on = long_date(delivered.sent.on);
    if delivered.item.claim.text.is_some() {
        let what = if delivered.sent.what == What::Notice { "notice" } else { "answer" };
        blocks.push(emphasis(format!("Our {what} of {on}:")));
        blocks.push(quoted(&as_given(delivered.item)));
    } else {
        let what = if delivered.item.restricted {
            "we notified you that this answer was available only under an NDA"
        } else {
            "we withdrew this answer"
        };
        blocks.push(emphasis(format!("On {on}, {what}.")));
    }
    let replaced = delivered.item.claim.named().change().is_some()
        && delivered.now.has_changed()
        && coming.iter().any(|new| is_same_change(delivered.item, new.change));
    let alteration = if replaced { Some(Alteration::NoticeReplaced) } else { Alteration::of(delivered) };
    let Some(alteration) = alteration else { return blocks };
    let mut sentence = alteration.sentence(delivered);
    if replaced {
        sentence += objections_after(delivered.item, coming);
    }
    blocks.push(Block::Paragraph(text(sentence)));
    if let (Some(then), Some(claim)) = (alteration.then(), delivered.now.claim()) {
        blocks.push(emphasis(then.into()));
        blocks.push(quoted(claim));
    }
    blocks
}

/// What was delivered, in full: of a subprocessor change the whole text of the notice, with the deadline for
/// objections.
fn as_given(delivered: &DeliveredItem) -> Claim {
    let given = delivered.given();
    match &delivered.written {
        Some(written) if delivered.claim.named().change().is_some() => {
            Claim { text: Some(written.clone()), ..given }
        }
        _ => given,
    }
}

/// What becomes of the objection period of a notice that is replaced. It is never shortened.
fn objections_after(delivered: &DeliveredItem, coming: &[Announcement]) -> &'static str {
    let had_period = delivered.has_objection_period();
    let has_period = coming
        .iter()
        .any(|it| is_same_change(delivered, it.change) && it.change.objections_from_now.is_some());
    match (had_period, has_period) {
        (true, true) => {
            " The objection period stated there applies; if the one stated above ends later, you may object \
             until then."
        }
        (true, false) => " The objection period stated above still applies.",
        (false, _) => "",
    }
}
