//! A filled questionnaire as a document.

use super::{Document, Output};
use crate::{
    answer::{ApprovalState, Filled, Question, verdict_label},
    fact::Audience,
    markup::{Block, Cell, Inline, LinkTarget, Table, anchor, text},
};

/// The name of a questionnaire's page.
pub fn name(id: &str) -> String {
    format!("questionnaire-{id}")
}

/// The questionnaire as a document: a table a section.
pub fn document(filled: &Filled, audience: Audience) -> Document {
    let mut blocks = Vec::new();
    blocks.extend(filled.summary.as_ref().map(|it| Block::Paragraph(text(it.clone()))));
    blocks.push(Block::Paragraph(text(tally(filled) + approved(filled))));
    for (title, questions) in sections(filled) {
        if let Some(title) = &title {
            blocks.push(Block::Heading { level: 2, anchor: anchor(title), text: text(title.clone()) });
        }
        blocks.push(table(title.as_deref().unwrap_or(&filled.title), &questions, audience));
    }
    Document {
        name: name(&filled.id),
        title: filled.title.clone(),
        nav: filled.title.clone(),
        summary: filled.summary.clone(),
        outputs: vec![Output::Site],
        blocks,
        sources: vec![],
        place: None,
        own: String::new(),
    }
}

/// How many questions have an answer.
fn tally(filled: &Filled) -> String {
    let questions = if filled.questions.len() == 1 { "question" } else { "questions" };
    format!("{} of {} {questions} answered", filled.answered(), filled.questions.len())
}

/// How many of the answers are approved.
fn approved(filled: &Filled) -> &'static str {
    let given = || filled.questions.iter().filter_map(|it| it.answer.as_ref());
    let approved = given().filter(|it| it.approval != ApprovalState::NotYet).count();
    match approved {
        _ if filled.answered() == 0 => ".",
        0 => "; no answer has been approved yet.",
        all if all == filled.answered() => "; all answers are approved.",
        _ => "; the Status column shows which answers are approved.",
    }
}

/// The questions under their headings, in order.
fn sections(filled: &Filled) -> Vec<(Option<String>, Vec<&Question>)> {
    let mut sections: Vec<(Option<String>, Vec<&Question>)> = Vec::new();
    for question in &filled.questions {
        match sections.last_mut() {
            Some((title, questions)) if *title == question.section => questions.push(question),
            _ => sections.push((question.section.clone(), vec![question])),
        }
    }
    sections
}

fn table(caption: &str, questions: &[&Question], audience: Audience) -> Block {
    let head = ["No.", "Question", "Response", "Answer", "Status"].map(str::to_owned).to_vec();
    Block::Table(Table {
        caption: caption.to_owned(),
        head,
        widths: vec![1, 6, 2, 9, 3],
        rows: questions.iter().map(|it| row(it, audience)).collect(),
    })
}

fn row(question: &Question, audience: Audience) -> Vec<Cell> {
    let words = |it: &str| Cell::line(text(it));
    let mut cells = vec![words(&question.id), words(&question.question)];
    match &question.answer {
        Some(given) => {
            let verdict = given
                .verdict
                .map_or_else(|| words("See answer"), |it| words(verdict_label(it)).toned(it.tone()));
            let answer = Block::Statement {
                statement: given.id.to_string(),
                sources: vec![],
                blocks: given.blocks.clone(),
            };
            cells.extend([verdict, Cell::of(vec![answer]), words(&given.approval.words(audience))]);
        }
        None => cells.extend(["Not answered", "No answer", "Open"].map(words)),
    }
    cells
}

/// The list of questionnaires for a page.
pub fn list(questionnaires: &[Filled]) -> Vec<Block> {
    let entry = |it: &Filled| {
        let to = LinkTarget::File(format!("{}.html", name(&it.id)));
        let says = it
            .summary
            .iter()
            .map(|it| Block::Paragraph(text(it.clone())))
            .chain([Block::Paragraph(text(tally(it) + "."))]);
        (vec![Inline::Link { to, text: text(it.title.clone()) }], says.collect())
    };
    if questionnaires.is_empty() {
        vec![]
    } else {
        vec![Block::Terms(questionnaires.iter().map(entry).collect())]
    }
}
