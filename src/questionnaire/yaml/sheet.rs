//! Our own questionnaire format as sheets.

use std::sync::Arc;

use super::{
    super::{At, Cell, Choices, Sheet, layout::Layout},
    question::FIELDS,
    questions::Opened,
    texts,
};

/// The columns that are filled.
pub(super) const ANSWER: u32 = 4;
pub(super) const VERDICT: u32 = 5;
pub(super) const COMMENT: u32 = 6;
pub(super) const FILLED: &[u32] = &[ANSWER, VERDICT, COMMENT];
/// The words of a verdict.
pub(super) const VERDICTS: &[&str] = &["yes", "no", "partial", "not-applicable"];

pub(super) fn sheet(opened: &Opened) -> Sheet {
    let titles = opened.title.iter().chain(&opened.texts).cloned().collect();
    let mut sheet = Sheet { name: "Questions".into(), titles, ..Sheet::default() };
    for (column, name) in (1..).zip(FIELDS) {
        sheet
            .cells
            .insert(At { row: 1, column }, Cell { text: (*name).into(), heading: true, ..Cell::default() });
    }
    let choices =
        Arc::new(Choices { values: VERDICTS.iter().map(|it| (*it).into()).collect(), ..Choices::default() });
    let mut rows = Vec::new();
    for (row, question) in (2..).zip(&opened.questions) {
        let closed = texts::other_answer(question).is_some();
        for (column, name) in (1..).zip(FIELDS) {
            let choices = (column == VERDICT).then(|| choices.clone());
            let text = question.text(name).unwrap_or_default().to_owned();
            let locked = closed && FILLED.contains(&column);
            if choices.is_some() || locked || !text.is_empty() {
                sheet.cells.insert(At { row, column }, Cell { text, choices, locked, ..Cell::default() });
            }
        }
        let texts = texts::of_question(question);
        if !texts.is_empty() {
            sheet.beside.insert(row, texts);
        }
        rows.extend(question.text("question").is_some_and(|it| !it.trim().is_empty()).then_some(row));
    }
    sheet.mapping = Some(Layout {
        header_rows: vec![1],
        id: Some(1),
        sections: vec![2],
        question: 3,
        answers: vec![ANSWER],
        yes_no: Some(VERDICT),
        comment: Some(COMMENT),
        rows,
        confidence: 1.0,
        reasons: vec!["the format itself".into()],
        ..Layout::default()
    });
    sheet
}
