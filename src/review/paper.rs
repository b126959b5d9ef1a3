//! The review as a document: what weighs most first.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    change::{Change, Kind},
    claims::ClaimSet,
    coming::{Coming, Unannounced, section},
    due::Due,
    rows::{by_fact, customers, due},
    rules::Risk,
    told::{AffectedCustomer, Standing},
};
use crate::{
    document::Document,
    ledger::{Digest, digest_of},
    markup::{Block, Inline, Share, Tone, anchor, text},
};

/// Everything that legal looks at.
#[derive(Debug)]
pub struct Review<'l> {
    /// The day that is spoken of.
    pub on: NaiveDate,
    /// How many claims are said today as they were approved.
    pub unchanged: usize,
    /// What is not as it was approved, the heaviest first.
    pub changes: Vec<Change>,
    /// What a date will change, and within how many days it was looked for.
    pub due: (u32, Vec<Due>),
    /// The first day on which the data will have errors, of those that were looked at, and what they are.
    pub broken: Option<(NaiveDate, Vec<String>)>,
    /// The customers who were told otherwise.
    pub otherwise: Vec<AffectedCustomer<'l>>,
    /// The changes among the subprocessors that are still to come.
    pub coming: Vec<Coming>,
    /// The new subprocessors of which nobody was told, and for which no notice can be reckoned.
    pub unannounced: Vec<Unannounced>,
}

/// How many changes there are of each kind.
pub type Counts = BTreeMap<Kind, usize>;

impl Review<'_> {
    /// How many changes there are of each kind.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::new();
        self.changes.iter().for_each(|it| *counts.entry(it.kind).or_default() += 1);
        counts
    }

    /// What stands for having read exactly this: the SHA-256 over every change, as it would be approved.
    pub fn digest(&self) -> Digest {
        let line = |it: &Change| {
            let before = it.before.as_ref().map_or(String::new(), |it| it.claim.digest());
            let after: Vec<_> = it.to_approve().iter().map(|it| it.digest()).collect();
            format!("{} {} {} {before} {}\n", it.kind.word(), it.id, it.audience.word(), after.join(" "))
        };
        let mut lines: Vec<_> = self.changes.iter().map(line).collect();
        lines.sort();
        digest_of(lines.concat().as_bytes())
    }

    /// The review in one sentence: what stands and each kind of change add up to the first figure, which counts what is said
    /// today and what was approved and is no longer said.
    pub fn sentence(&self) -> String {
        if self.changes.is_empty() {
            return format!("All {} statements and answers stand as they were approved.", self.unchanged);
        }
        let kinds: Vec<_> =
            self.counts().iter().map(|(kind, count)| format!("{count} {}", kind.word())).collect();
        format!(
            "Of {} statements and answers {} stand as they were approved. To be approved: {}.",
            self.unchanged + self.changes.len(),
            self.unchanged,
            kinds.join(", ")
        )
    }
}

/// The review as a document, with the digest that approving asks for at its end.
pub fn paper(review: &Review, said: &ClaimSet, title: &str) -> Document {
    let mut blocks = vec![Block::Paragraph(text(review.sentence()))];
    if !review.changes.is_empty() {
        blocks.push(shares(review));
    }
    let otherwise: Vec<&Standing> = review.otherwise.iter().flat_map(AffectedCustomer::gone).collect();
    for risk in Risk::ALL {
        let changes: Vec<_> = review.changes.iter().filter(|it| it.risk() == *risk).collect();
        if !changes.is_empty() {
            blocks.push(heading(2, risk.heading()));
            blocks.extend(by_fact(&changes, said, &otherwise));
        }
    }
    blocks.extend(due(review));
    blocks.extend(customers(review));
    blocks.extend(section(&review.coming, &review.unannounced));
    blocks.push(heading(2, "To approve"));
    let digest = Inline::Code(review.digest());
    blocks.push(Block::Paragraph(vec![Inline::Text("review digest: ".into()), digest]));
    document(title, blocks)
}

/// A document of these blocks.
pub fn document(title: &str, mut blocks: Vec<Block>) -> Document {
    crate::document::unique_anchors(&mut blocks);
    Document {
        name: anchor(title),
        title: title.to_owned(),
        nav: title.to_owned(),
        summary: None,
        outputs: vec![],
        blocks,
        sources: vec![],
        place: None,
        own: String::new(),
    }
}

/// A heading.
pub fn heading(level: u8, words: &str) -> Block {
    Block::Heading { level, anchor: anchor(words), text: text(words) }
}

fn shares(review: &Review) -> Block {
    let count = |risk: Risk| review.changes.iter().filter(|it| it.risk() == risk).count();
    let share = |label: &str, count, tone| Share { label: label.into(), count, tone };
    Block::Shares(vec![
        share("as approved", review.unchanged, Tone::Good),
        share("other changes", count(Risk::Other), Tone::Plain),
        share("to be read closely", count(Risk::Watch), Tone::Open),
        share("weakened", count(Risk::Weakened), Tone::Bad),
    ])
}
