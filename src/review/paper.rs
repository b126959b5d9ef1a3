//! The review as a document: what weighs most first.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    change::{Change, Kind},
    claims::Said,
    coming::{Coming, section},
    due::Due,
    redline::{inlines, redline},
    rules::Risk,
    told::{Now, Otherwise, Standing},
};
use crate::{
    document::Document,
    ledger::{Claim, Digest, digest_of},
    prose::{Block, Cell, Inline, Share, Table, Tone, anchor, text},
    statement::long_date,
};

/// Everything that legal looks at.
#[derive(Debug)]
pub struct Review<'l> {
    /// The day that is spoken of.
    pub on: NaiveDate,
    /// How many claims there are today.
    pub claims: usize,
    /// What is not as it was approved, the heaviest first.
    pub changes: Vec<Change>,
    /// What a date will change, and within how many days it was looked for.
    pub due: (u32, Vec<Due>),
    /// The customers who were told otherwise.
    pub otherwise: Vec<Otherwise<'l>>,
    /// The changes among the subprocessors that are still to come.
    pub coming: Vec<Coming>,
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
            let after = it.to_approve().map_or(String::new(), |it| it.digest());
            format!("{} {} {} {before} {after}\n", it.kind.word(), it.id, it.audience.word())
        };
        let mut lines: Vec<_> = self.changes.iter().map(line).collect();
        lines.sort();
        digest_of(lines.concat().as_bytes())
    }

    /// The review in one sentence.
    pub fn sentence(&self) -> String {
        let open = self.changes.iter().filter(|it| it.after.is_some()).count();
        if self.changes.is_empty() {
            return format!("All {} statements and answers stand as they were approved.", self.claims);
        }
        let kinds: Vec<_> = self.counts().iter().map(|(kind, count)| format!("{count} {}", kind.word())).collect();
        format!(
            "Of {} statements and answers {} stand as they were approved. To be approved: {}.",
            self.claims,
            self.claims.saturating_sub(open),
            kinds.join(", ")
        )
    }
}

/// The review as a document, with the digest that approving asks for at its end.
pub fn paper(review: &Review, said: &Said, title: &str) -> Document {
    let mut blocks = vec![Block::Paragraph(text(review.sentence()))];
    if !review.changes.is_empty() {
        blocks.push(shares(review));
    }
    let otherwise: Vec<&Standing> = review.otherwise.iter().flat_map(Otherwise::gone).collect();
    for risk in Risk::ALL {
        let changes: Vec<_> = review.changes.iter().filter(|it| it.risk() == *risk).collect();
        if !changes.is_empty() {
            blocks.push(heading(2, risk.heading()));
            blocks.extend(by_fact(&changes, said, &otherwise));
        }
    }
    blocks.extend(due(review));
    blocks.extend(customers(review));
    blocks.extend(section(&review.coming));
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
    }
}

/// A heading.
pub fn heading(level: u8, words: &str) -> Block {
    Block::Heading { level, anchor: anchor(words), text: text(words) }
}

fn shares(review: &Review) -> Block {
    let open = review.changes.iter().filter(|it| it.after.is_some()).count();
    let count = |risk: Risk| review.changes.iter().filter(|it| it.risk() == risk).count();
    let share = |label: &str, count, tone| Share { label: label.into(), count, tone };
    Block::Shares(vec![
        share("as approved", review.claims.saturating_sub(open), Tone::Good),
        share("other changes", count(Risk::Other), Tone::Plain),
        share("to be read closely", count(Risk::Watch), Tone::Open),
        share("weakened", count(Risk::Weakened), Tone::Bad),
    ])
}

/// The changes under the names of the facts that they are about; what is new as tables.
pub fn by_fact(changes: &[&Change], said: &Said, otherwise: &[&Standing]) -> Vec<Block> {
    let mut groups: Vec<(String, Vec<&Change>)> = Vec::new();
    for change in changes {
        let about = change.about();
        match groups.last_mut() {
            Some((last, group)) if *last == about => group.push(change),
            _ => groups.push((about, vec![change])),
        }
    }
    let mut blocks = Vec::new();
    for (about, group) in groups {
        let title = said.titles.get(&about);
        let kind = about.split('/').next().unwrap_or_default();
        blocks.push(heading(3, &title.map_or_else(|| about.clone(), |it| format!("{it} ({kind})"))));
        let mut rules: Vec<_> = group.iter().flat_map(|it| &it.rules).collect();
        rules.sort_by_key(|it| it.name);
        rules.dedup_by_key(|it| it.name);
        if !rules.is_empty() {
            let item =
                |it: &&&super::Rule| vec![Block::Paragraph(vec![Inline::Text(format!("{} ", it.says)), Inline::Code(it.name.into())])];
            blocks.push(Block::List { numbered: false, items: rules.iter().map(item).collect() });
        }
        blocks.push(Block::Table(table(&about, &group)));
        blocks.extend(told(&group, otherwise));
    }
    blocks
}

fn table(about: &str, group: &[&Change]) -> Table {
    let head = ["Statement", "What has become of it", "Words"].map(str::to_owned).to_vec();
    Table { caption: format!("Changes of {about}"), head, widths: vec![4, 4, 12], rows: group.iter().map(|it| row(it)).collect() }
}

fn row(change: &Change) -> Vec<Cell> {
    let tone = match (change.risk(), change.kind) {
        (Risk::Weakened, _) => Tone::Bad,
        (Risk::Watch, _) => Tone::Open,
        _ => Tone::Plain,
    };
    let plain = |blocks| Cell { blocks, tone: Tone::Plain };
    vec![
        plain(vec![Block::Paragraph(vec![Inline::Code(change.id.clone())])]),
        Cell { blocks: vec![Block::Paragraph(text(become_of(change)))], tone },
        plain(words(change)),
    ]
}

fn become_of(change: &Change) -> String {
    let mut words = change.kind.word().to_owned();
    if let Some(since) = change.since {
        words += &format!(" since {since}");
    }
    if change.kind == Kind::Moved
        && let Some(before) = &change.before
    {
        words += &format!(" from {}", before.claim.audience.word());
    }
    words + &format!(", {}", change.audience.word())
}

/// The redline, the verdicts, what it rests on, and who approved what it was.
fn words(change: &Change) -> Vec<Block> {
    let before = change.before.as_ref().map(|it| &it.claim);
    let old = before.and_then(|it| it.text.as_deref()).unwrap_or_default();
    let new = change.after.as_ref().and_then(|it| it.text.as_deref()).unwrap_or_default();
    let body = match change.kind {
        Kind::Added => inlines(&[super::Piece::Same(new.to_owned())]),
        _ => inlines(&redline(old, new)),
    };
    let mut blocks = vec![];
    let verdicts = (before.and_then(|it| it.verdict), change.after.as_ref().and_then(|it| it.verdict));
    if verdicts != (None, None) {
        let word = |it: Option<crate::fact::Verdict>| it.map_or("", |it| it.word());
        let pieces = if change.kind == Kind::Added {
            vec![super::Piece::Same(word(verdicts.1).into())]
        } else {
            redline(word(verdicts.0), word(verdicts.1))
        };
        blocks.push(Block::Paragraph([text("Verdict: "), inlines(&pieces)].concat()));
    }
    blocks.push(Block::Paragraph(body));
    if let (Kind::Rebacked, Some(before), Some(after)) = (change.kind, before, &change.after) {
        blocks.push(Block::Paragraph(backing(before, after)));
    }
    if let Some((by, on)) = change.before.as_ref().and_then(|it| it.approved.as_ref()) {
        blocks.push(Block::Paragraph(vec![Inline::Emphasis(text(format!("Approved by {by} on {on}.")))]));
    }
    blocks
}

/// The facts that came and went.
fn backing(before: &Claim, after: &Claim) -> Vec<Inline> {
    let mut line = text("Rests on: ");
    let all: std::collections::BTreeSet<_> = before.facts.iter().chain(&after.facts).collect();
    for (at, fact) in all.into_iter().enumerate() {
        line.extend((at > 0).then(|| Inline::Text(", ".into())));
        line.push(match (before.facts.contains(fact), after.facts.contains(fact)) {
            (true, false) => Inline::Removed(fact.clone()),
            (false, true) => Inline::Inserted(fact.clone()),
            _ => Inline::Text(fact.clone()),
        });
    }
    line
}

/// The customers who were told what a group of changes no longer says.
fn told(group: &[&Change], otherwise: &[&Standing]) -> Option<Block> {
    let of = otherwise.iter().filter(|standing| group.iter().any(|it| standing.says(&it.id)));
    let mut names: Vec<_> = of.map(|it| format!("{} ({})", it.sent.customer, it.sent.on)).collect();
    names.sort();
    names.dedup();
    let words = format!("Told otherwise: {}.", names.join(", "));
    (!names.is_empty()).then(|| Block::Paragraph(vec![Inline::Strong(text(words))]))
}

fn due(review: &Review) -> Vec<Block> {
    let (within, due) = &review.due;
    if due.is_empty() {
        return vec![];
    }
    let row = |it: &Due| {
        let said = |it: &Option<Claim>| it.as_ref().and_then(|it| it.text.clone()).unwrap_or_default();
        let cell = |blocks| Cell { blocks, tone: Tone::Plain };
        let state = if it.approved { "approved ahead" } else { "to be approved" };
        vec![
            cell(vec![Block::Paragraph(text(long_date(it.on)))]),
            cell(vec![
                Block::Paragraph(vec![Inline::Code(it.id.clone())]),
                Block::Paragraph(text(format!("{}, {state}", it.audience.word()))),
            ]),
            cell(vec![Block::Paragraph(inlines(&redline(&said(&it.now), &said(&it.becomes))))]),
        ]
    };
    let head = ["On", "Statement", "What it will say"].map(str::to_owned).to_vec();
    vec![
        heading(2, &format!("Due within {within} days")),
        Block::Paragraph(vec![
            Inline::Text("A date will change these, with no edit; ".into()),
            Inline::Code("factum approve --as-of DAY".into()),
            Inline::Text(" approves them ahead.".into()),
        ]),
        Block::Table(Table {
            caption: "What a date will change".into(),
            head,
            widths: vec![3, 5, 12],
            rows: due.iter().map(row).collect(),
        }),
    ]
}

fn customers(review: &Review) -> Vec<Block> {
    let mut blocks = Vec::new();
    for it in review.otherwise.iter().filter(|it| it.gone().next().is_some()) {
        blocks.push(heading(3, &it.customer));
        let head = ["Told on", "Question", "What was told, and what is said now"].map(str::to_owned).to_vec();
        let rows = it.gone().map(standing_row).collect();
        blocks.push(Block::Table(Table { caption: format!("What {} was told", it.customer), head, widths: vec![3, 6, 12], rows }));
    }
    if !blocks.is_empty() {
        blocks.insert(0, heading(2, "Customers who were told otherwise"));
    }
    let item = |it: &Otherwise| {
        let questions: Vec<_> = it.own_words().map(|it| format!("{} ({})", it.told.question, it.sent.on)).collect();
        vec![Block::Paragraph(vec![Inline::Strong(text(format!("{}: ", it.customer))), Inline::Text(questions.join(" · "))])]
    };
    let own: Vec<_> = review.otherwise.iter().filter(|it| it.own_words().next().is_some()).map(item).collect();
    if !own.is_empty() {
        blocks.push(heading(2, "Worded for one customer alone"));
        blocks.push(Block::Paragraph(text("Nothing in the data says whether these answers still hold; a person has to.")));
        blocks.push(Block::List { numbered: false, items: own });
    }
    blocks
}

fn standing_row(it: &Standing) -> Vec<Cell> {
    let cell = |inlines| Cell { blocks: vec![Block::Paragraph(inlines)], tone: Tone::Plain };
    let number = it.told.number.as_ref().map_or(String::new(), |it| format!("{it}: "));
    vec![
        cell(text(it.sent.on.to_string())),
        cell(text(format!("{number}{}", it.told.question))),
        cell(told_and_now(&it.told.claim, &it.now)),
    ]
}

/// Whether a text begins with its verdict already: `Yes, regularly.`
pub fn begins_with(words: &str, verdict: &str) -> bool {
    words.to_lowercase().strip_prefix(&verdict.to_lowercase()).is_some_and(|it| !it.starts_with(char::is_alphanumeric))
}

/// What was told, as a redline to what is said now.
pub fn told_and_now(told: &Claim, now: &Now) -> Vec<Inline> {
    let full = |it: &Claim| {
        let words = it.text.as_deref().unwrap_or_default();
        let verdict = it.verdict.map(crate::answer::spoken).filter(|it| !begins_with(words, it));
        verdict.map_or(String::new(), |it| format!("{it}. ")) + words
    };
    match now {
        Now::Otherwise(claim) => inlines(&redline(&full(told), &full(claim))),
        Now::Unsaid => vec![Inline::Removed(full(told)), Inline::Break, Inline::Emphasis(text("No longer said."))],
        _ => text(full(told)),
    }
}
