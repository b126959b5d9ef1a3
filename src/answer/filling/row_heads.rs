//! The headers over the cells of a question's row, and their objections to an answer: they may ask for
//! something else, for another party's answer, or for a rating.

use super::planned::{Row, excerpt};
use crate::{
    answer::{
        headers::{
            columns::{asks_for_comment, bars_name, bars_verdict, bars_words},
            comments::bars_comment,
        },
        verdicts::{reversing, words},
    },
    fact::Verdict,
    questionnaire::{Area, At, layout::Place},
};

/// The maximum number of rows below the headers that may still name columns.
const BELOW: u32 = 2;

impl Row<'_> {
    /// The headers of a column that apply to the question's row: the nearest above it, otherwise all.
    pub fn heads(&self, column: u32) -> impl Iterator<Item = &str> {
        let row = |at: At| if self.mapping.transposed { at.column } else { at.row };
        let own = row(self.question);
        let all: Vec<(u32, &str)> = self
            .mapping
            .heads(column)
            .map(|it| (row(it), self.sheet.text(it).trim()))
            .filter(|it| !it.1.is_empty())
            .collect();
        let nearest = all.iter().map(|it| it.0).filter(|it| *it <= own).max();
        // A header may span two rows.
        all.into_iter()
            .filter(move |it| nearest.is_none_or(|nearest| it.0 <= own && it.0 + 1 >= nearest))
            .map(|it| it.1)
    }

    /// Why no verdict is written to a column, as the end of a sentence.
    pub fn bars_verdict(&self, column: u32) -> Option<String> {
        let by_hand = self.has_own_heads();
        let own = self.heads(column).find_map(|it| Some((it, bars_verdict(it, by_hand)?)));
        let comment = || {
            let listed = !by_hand && self.choices(column).is_some();
            let head = self.heads(column).find(|it| listed && asks_for_comment(it, true))?;
            Some((head, "asks for a comment or evidence, and not for the answer".to_owned()))
        };
        own.or_else(comment)
            .map(|(head, why)| format!("\"{}\", which {why}", excerpt(head)))
            .or_else(|| self.bars_group(column))
            .or_else(|| self.bars_rival(column))
    }

    /// Whether the words of headers need not be known: a layout that the format itself defines has headers
    /// of its own, not the customer's.
    pub(super) fn has_own_heads(&self) -> bool {
        self.mapping.by_hand || self.mapping.place != Place::Beside || self.sheet.mapping.is_some()
    }

    /// Why nothing is written below a header that spans the column and others, as the end of a sentence.
    pub(super) fn bars_group(&self, column: u32) -> Option<String> {
        if self.mapping.by_hand {
            return None;
        }
        let known = |head: &str| bars_comment(head, None, false).and(bars_verdict(head, false));
        let spanning = self.spanning(column).find_map(|head| Some((head, known(head)?)));
        let above = || {
            let head = self.group(column)?;
            let why = bars_words(head, None).or_else(|| bars_name(head));
            Some((head, why.or_else(|| self.beside_another(column, head))?))
        };
        spanning.or_else(above).map(|(head, why)| format!("\"{}\", which {why}", excerpt(head)))
    }

    /// The texts below the header of a column in rows without a question, before the first question.
    pub(super) fn below_heads(&self, column: u32) -> impl Iterator<Item = &str> {
        let place = move |row: u32, column: u32| {
            let at = At { row, column };
            if self.mapping.transposed { at.transposed() } else { at }
        };
        let last = self.mapping.header_rows.iter().max().copied().unwrap_or_default();
        let rows = (last + 1..=last + BELOW)
            .take_while(move |row| self.sheet.text(place(*row, self.mapping.question)).trim().is_empty());
        rows.map(move |row| self.sheet.text(place(row, column)).trim())
    }

    /// The headers that span the column and others, within the header rows: `Answer` over `Yes` and `No`.
    fn spanning(&self, column: u32) -> impl Iterator<Item = &str> {
        let place = move |row: u32, column: u32| {
            let at = At { row, column };
            if self.mapping.transposed { at.transposed() } else { at }
        };
        let rows = self.mapping.header_rows.iter().filter(|_| !self.has_own_heads());
        let areas = rows.filter_map(move |row| {
            let own = place(*row, column);
            let beside = |it: &&Area| {
                let wide = it.first.column != it.last.column || self.mapping.transposed;
                it.holds(own) && wide && !it.holds(place(*row, self.mapping.question))
            };
            self.sheet.merged.iter().find(beside)
        });
        areas.map(|it| self.sheet.text(it.first).trim()).filter(|it| !it.is_empty())
    }

    /// The text above the header of a column: in a cell that spans it and others, or alone, as in `2019`
    /// over `Answer`.
    fn group(&self, column: u32) -> Option<&str> {
        let above = self.mapping.header_rows.iter().min()?.checked_sub(1)?;
        let turned = |column: u32| {
            let at = At { row: above, column };
            if self.mapping.transposed { at.transposed() } else { at }
        };
        let area = self
            .sheet
            .merged
            .iter()
            .find(|it| it.holds(turned(column)) && !it.holds(turned(self.mapping.question)));
        let alone = self.sheet.text(turned(column)).trim();
        let alone = Some(alone).filter(|it| {
            area.is_none()
                && self.sheet.text(turned(self.mapping.question)).trim().is_empty()
                && !it.is_empty()
        });
        area.map(|it| self.sheet.text(it.first).trim()).or(alone)
    }

    /// Whether another answer column has the same header under another group: `Production` and `Test` ask
    /// for two answers.
    fn beside_another(&self, column: u32, group: &str) -> Option<String> {
        let heads = |column: u32| self.heads(column).collect::<Vec<_>>();
        let answers = self.mapping.answers.iter().chain(&self.mapping.yes_no).filter(|it| **it != column);
        let same = |it: &&u32| heads(**it) == heads(column) || self.mapping.comment == Some(column);
        let others = answers.filter(same).filter_map(|it| self.group(*it));
        let other = others.into_iter().find(|it| !words::alike(it, group))?;
        (self.mapping.answers.len() > 1).then(|| {
            format!(
                "is next to \"{}\" and asks for a separate answer: name your column in `--map`",
                excerpt(other)
            )
        })
    }

    /// Why no box is ticked, as the end of a sentence: only the box for no may have a negated header.
    pub(super) fn bars_boxes(&self) -> Option<String> {
        let heads = || self.mapping.ticks.iter().map(|it| it.1.as_str());
        let turned = heads().find(|it| words::meaning(it) != Some(Verdict::No) && reversing::reverses(it));
        let own = turned.map(|it| format!("\"{}\", which may reverse the meaning of a verdict", excerpt(it)));
        let columns = || self.mapping.ticks.iter().map(|it| it.0);
        let comment = || {
            let head = columns().flat_map(|it| self.spanning(it)).find(|it| asks_for_comment(it, true))?;
            Some(format!(
                "\"{}\", which asks for a comment or evidence, and not for the answer",
                excerpt(head)
            ))
        };
        own.or_else(comment).or_else(|| columns().find_map(|it| self.bars_group(it)))
    }
}
