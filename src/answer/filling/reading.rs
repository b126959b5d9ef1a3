//! Decides which cells of a previously filled row contain the vendor's own answer: none below a header
//! under which no answer would be written.

use super::{
    planned::{Row, excerpt},
    preset::Presets,
};
use crate::{
    answer::{
        headers::{columns::asks_for_comment, comments::bars_comment},
        verdicts::words,
    },
    fact::Verdict,
    questionnaire::{At, Sheet, layout::Layout},
};

/// A row that was filled earlier.
pub struct FilledRow<'a> {
    sheet: &'a Sheet,
    mapping: &'a Layout,
    question: At,
    presets: Presets,
}

impl<'a> FilledRow<'a> {
    /// The row of a question.
    pub fn new(sheet: &'a Sheet, mapping: &'a Layout, question: At) -> Self {
        Self { sheet, mapping, question, presets: Presets::default() }
    }

    /// Why the ticked box is not read as the vendor's answer, as a clause.
    pub fn bars_boxes(&self) -> Option<String> {
        self.row().bars_boxes().map(|why| self.told("a box", &why))
    }

    /// Why the text of a column is not read as the vendor's answer, as a clause; `verdict` is the one
    /// beside it.
    pub fn bars(&self, column: u32, text: &str, verdict: Option<Verdict>) -> Option<String> {
        let row = self.row();
        let says_verdict = words::meaning(text).is_some();
        let why = if self.takes_verdict(&row, column, says_verdict) {
            row.bars_verdict(column)
        } else {
            let own = |head| bars_comment(head, verdict, row.has_own_heads());
            let by_hand = self.mapping.by_hand && self.is_comment(column);
            let head = row.heads(column).filter(|_| !by_hand).find_map(|it| Some((it, own(it)?)));
            let rival = || row.bars_rival(column).filter(|_| !self.is_comment(column));
            head.map(|(head, why)| format!("\"{}\", which {why}", excerpt(head)))
                .or_else(|| row.bars_group(column))
                .or_else(rival)
        };
        // A yes below `Evidence (Y/N)` says that there is evidence.
        let evidence = || {
            let asks = |it: &&str| {
                says_verdict && !row.has_own_heads() && asks_for_comment(it, !self.is_comment(column))
            };
            let head = row.heads(column).find(asks)?;
            Some(format!(
                "\"{}\", which asks for a comment or evidence, and not for the answer",
                excerpt(head)
            ))
        };
        why.or_else(evidence).map(|why| self.told("its column", &why))
    }

    /// Whether a column is only for comments.
    pub fn is_comment(&self, column: u32) -> bool {
        let answers = self.mapping.answers.iter().chain(&self.mapping.yes_no);
        self.mapping.comment == Some(column) && !answers.into_iter().any(|it| *it == column)
    }

    /// Whether a column is for the verdict, or for the whole answer.
    fn takes_verdict(&self, row: &Row, column: u32, says_verdict: bool) -> bool {
        let listed = |it: &u32| row.choices(*it).is_some();
        let apart = self.mapping.yes_no.is_some() || self.mapping.answers.iter().any(listed);
        !self.is_comment(column) && (says_verdict || !apart || listed(&column))
    }

    fn told(&self, what: &str, why: &str) -> String {
        let map = "; if it is your answer, name the column with `--map`";
        let hint = if self.mapping.by_hand || why.contains("--map") { "" } else { map };
        format!("the heading of {what} is {why}{hint}")
    }

    fn row(&self) -> Row<'_> {
        let (sheet, mapping, presets) = (self.sheet, self.mapping, &self.presets);
        Row { sheet, mapping, presets, question: self.question, index: 0, overwrite: false }
    }
}
