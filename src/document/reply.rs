//! A customer's questionnaire with its answers, as a document: figures first, then every question.

use std::collections::{BTreeMap, BTreeSet};

use super::{Document, Output, assemble::unique_anchors, question_label::question_label, sources};
use crate::{
    answer::{AnswerOrigin, Replied, Reply, ReplyStatus, Why, verdict_label},
    audience_view::AudienceView,
    fact::FactId,
    markup::{Block, Cell, Share, Table, Tone, anchor, text},
};

/// The document. It contains no suggestions, because the customer may read it.
pub fn reply_document(replied: &Replied, view: &AudienceView) -> Document {
    let mut blocks = coverage(replied);
    for (heading, replies) in parts(replied) {
        let caption = if heading.is_empty() { replied.file.clone() } else { heading };
        blocks.push(Block::Heading { level: 2, anchor: anchor(&caption), text: text(caption.clone()) });
        blocks.push(table(&caption, &replies, &replied.file));
    }
    unique_anchors(&mut blocks);
    let facts: BTreeMap<String, _> =
        replied.replies.iter().map(|it| (said_id(it), it.facts.clone())).collect();
    let sources = sources::number(&mut blocks, &|id| basis(facts.get(id)), view);
    Document {
        name: replied.name.clone(),
        title: format!("Answers to {}", replied.file),
        nav: replied.file.clone(),
        summary: None,
        outputs: vec![Output::Site],
        blocks,
        sources,
        place: None,
        own: String::new(),
    }
}

/// What an answer is based on; a typed text repeats no statement.
fn basis(facts: Option<&BTreeSet<FactId>>) -> sources::Basis<'static> {
    sources::Basis { facts: facts.cloned().unwrap_or_default(), ..sources::Basis::default() }
}

fn coverage(replied: &Replied) -> Vec<Block> {
    let totals = replied.totals();
    let share = |label: &str, count, tone| Share { label: label.into(), count, tone };
    let open = totals.none - totals.blank;
    let mut shares = vec![
        share("answered", totals.answered, Tone::Good),
        share("in review", totals.review, Tone::Open),
        share("without a matching answer", open, Tone::Bad),
    ];
    if totals.blank > 0 {
        shares.push(share("intentionally left blank", totals.blank, Tone::Plain));
    }
    let questions = if totals.questions == 1 { "question" } else { "questions" };
    let words = format!(
        "{} {questions} found; {} answered, {} of them written into the file.",
        totals.questions, totals.answered, totals.written
    );
    let mut blocks = vec![
        Block::Heading { level: 2, anchor: "coverage".into(), text: text("Coverage") },
        Block::Paragraph(text(words)),
        Block::Shares(shares),
    ];
    blocks.extend(replied.tally().lines().into_iter().map(|it| Block::Paragraph(text(format!("{it}.")))));
    blocks
}

/// The questions under the headings of the file, in its order.
fn parts(replied: &Replied) -> Vec<(String, Vec<&Reply>)> {
    let mut parts: Vec<(String, Vec<&Reply>)> = Vec::new();
    let many = replied
        .replies
        .iter()
        .any(|it| replied.replies.first().is_some_and(|first| first.asked.sheet != it.asked.sheet));
    for reply in &replied.replies {
        let sheet = many.then(|| replied.sheet(reply));
        let headings: Vec<&str> =
            sheet.into_iter().chain(reply.asked.sections.iter().map(String::as_str)).collect();
        let heading = headings.join(" · ");
        match parts.last_mut() {
            Some((last, replies)) if *last == heading => replies.push(reply),
            _ => parts.push((heading, vec![reply])),
        }
    }
    parts
}

fn table(caption: &str, replies: &[&Reply], file: &str) -> Block {
    let head = ["No.", "Question", "Response", "Answer", "Status"].map(str::to_owned).to_vec();
    Block::Table(Table {
        caption: caption.to_owned(),
        head,
        widths: vec![5, 13, 4, 15, 5],
        rows: replies.iter().map(|it| row(it, file)).collect(),
    })
}

fn row(reply: &Reply, file: &str) -> Vec<Cell> {
    let words = |it: &str| Cell::of(paragraphs(it));
    let verdict = match (&reply.choice, reply.verdict) {
        _ if reply.tier != ReplyStatus::Answered => words("Not answered"),
        (Some(own), verdict) => words(own).toned(verdict.map_or(Tone::Plain, |it| it.tone())),
        (None, Some(verdict)) => words(verdict_label(verdict)).toned(verdict.tone()),
        (None, None) => words("See answer"),
    };
    let is_answered = reply.tier == ReplyStatus::Answered;
    let answer = reply.text.as_deref().filter(|it| is_answered && !it.trim().is_empty()).map(|text| {
        let answer =
            Block::Statement { statement: said_id(reply), sources: vec![], blocks: paragraphs(text) };
        Cell::of(vec![answer])
    });
    let answer = answer.unwrap_or_else(|| words(if is_answered { "See response" } else { "No answer" }));
    vec![words(&question_label(file, &reply.id)), words(&reply.asked.text), verdict, answer, state(reply)]
}

fn state(reply: &Reply) -> Cell {
    let blank = reply.decision.as_ref().is_some_and(|it| it.blank);
    let (words, tone) = match reply.tier {
        ReplyStatus::Answered if reply.unwritten().is_some_and(|it| it != Why::Stands) => (
            if reply.cells.is_empty() { "Answered, not written" } else { "Answered, partly written" },
            Tone::Open,
        ),
        ReplyStatus::Answered if reply.how == AnswerOrigin::Decided => ("Answered by a person", Tone::Good),
        ReplyStatus::Answered => ("Answered", Tone::Good),
        ReplyStatus::Review => ("Needs review", Tone::Open),
        ReplyStatus::None if blank => ("Intentionally left blank", Tone::Plain),
        ReplyStatus::None => ("No matching answer", Tone::Bad),
    };
    Cell::line(text(words)).toned(tone)
}

/// The id of a statement in the document: that of its entry, otherwise its question's number.
fn said_id(reply: &Reply) -> String {
    reply.answer.as_ref().map_or_else(|| format!("question {}", reply.id), FactId::to_string)
}

fn paragraphs(words: &str) -> Vec<Block> {
    let parts = words.split("\n\n").map(str::trim).filter(|it| !it.is_empty());
    parts.map(|it| Block::Paragraph(text(it.split_whitespace().collect::<Vec<_>>().join(" ")))).collect()
}
