//! Cells that an answer must not go to although the layout names them: because of their header, or because
//! they also belong to another question.

use super::planned::{Placed, Planned, Row, excerpt};
use crate::{
    answer::{
        headers::{
            columns::{judges, offers},
            comments::bars_comment,
            sizes::sizes,
            terms::plain,
        },
        reply::{
            Reply,
            entered::{Holds, Why},
        },
        verdicts::words,
    },
    fact::{Verdict, printable},
    questionnaire::{
        At, Entry, Value, is_ticked,
        layout::{Reason, asks_verdict},
    },
};

/// Whether a person chose one of the cell's own options, such as `Pass`: it is written wherever the cell
/// takes it. A plain yes or no answers the question, not the header.
pub(super) fn has_own_word(reply: &Reply) -> bool {
    reply.choice.as_deref().is_some_and(|it| !words::is_plain_verdict(it))
}

/// Whether a person chose the cell's option in its own spelling: `No` of a list, and not `no`, the answer
/// to the question.
pub(super) fn chose_word(reply: &Reply) -> bool {
    let decided = reply.decision.as_ref().and_then(|it| it.verdict.as_ref()).map(|it| it.0.as_str());
    let exactly =
        reply.choice.as_deref().is_some_and(|it| decided == Some(it) && Verdict::from_word(it).is_none());
    exactly || has_own_word(reply)
}

impl Row<'_> {
    /// The verdict if its cell has no list. A yes/no cell takes another verdict only if its header offers
    /// the word.
    pub(super) fn verdict_without_list(&self, at: At, column: u32, reply: &mut Reply) -> Placed {
        let word = reply.word();
        let Some(word) = word else { return Placed::Nowhere };
        let offered = |verdict: Verdict| {
            matches!(verdict, Verdict::Yes | Verdict::No) || self.heads(column).any(|it| offers(it, verdict))
        };
        if let Some(verdict) = reply.verdict.filter(|it| reply.choice.is_none() && !offered(*it)) {
            let words = format!(
                "{at} takes yes or no, but the answer is `{}`: choose a value yourself",
                verdict.word()
            );
            reply.leave(Some(at), Holds::Verdict, Why::List, words);
            return Placed::Missing;
        }
        if let Some(reason) = self.too_long(at, column, &word) {
            reply.leave(Some(at), Holds::Verdict, Why::Validation, reason);
            return Placed::Missing;
        }
        Placed::Here(self.planned(Holds::Verdict, at, word.clone(), Value::Text(word)))
    }

    /// Why a text is too long for its cell, according to its header.
    fn too_long(&self, at: At, column: u32, text: &str) -> Option<String> {
        let heads = self.heads(column).chain(self.below_heads(column));
        heads.into_iter().flat_map(|it| sizes(&plain(it))).find_map(|it| it.refuses(&at.to_string(), text))
    }

    /// Handles a list or header that rates compliance, for a question: a no may be the good answer, and a
    /// yes the bad one.
    pub fn judged(&self, at: Option<At>, reply: &mut Reply) -> Placed {
        let cell = at.map_or("the row".to_owned(), |it| it.to_string());
        let verdict = reply.verdict.map_or("", Verdict::word);
        let words = format!(
            "{cell} rates compliance, and `{verdict}` may be the good or the bad answer to the question: \
             choose a value yourself"
        );
        reply.leave(at, Holds::Verdict, Why::Judging, words);
        Placed::Judged
    }

    /// Whether the header of a column rates compliance and the row is a question: the header's yes and no
    /// are not those of the question.
    pub(super) fn is_judged(&self, column: u32, reply: &Reply) -> bool {
        let verdict = matches!(reply.verdict, Some(Verdict::Yes | Verdict::No | Verdict::Partial));
        verdict
            && !chose_word(reply)
            && words::is_question(&reply.asked.text)
            && self.heads(column).any(judges)
    }

    /// Whether text can be written to a cell, by its header; if not, the reason is added to the reply.
    pub(super) fn takes_words(
        &self,
        at: At,
        verdict: Option<u32>,
        placed: &Placed,
        words: &str,
        reply: &mut Reply,
    ) -> bool {
        let Some(column) = self.column(at) else { return true };
        // Below `Yes` belongs a mark, not a sentence.
        let heads = self.heads(column).chain(self.below_heads(column));
        let boxed = heads.into_iter().find(|it| !self.mapping.by_hand && words::is_plain_verdict(it));
        if let Some(head) = boxed {
            let reason = format!("the heading of {at} is \"{}\", one of several boxes", excerpt(head));
            reply.leave(Some(at), Holds::Text, Why::Header, reason);
            return false;
        }
        let alone =
            matches!(placed, Placed::Nowhere) && Some(column) != self.mapping.comment && verdict.is_none();
        let by_hand = self.mapping.by_hand && self.mapping.comment == Some(column);
        let why = if alone {
            self.bars_verdict(column)
        } else {
            let known = self.has_own_heads();
            let own = self
                .heads(column)
                .find_map(|it| Some((it, bars_comment(it, reply.verdict, known)?)))
                .filter(|_| !by_hand);
            own.map(|(head, why)| format!("\"{}\", which {why}", excerpt(head)))
                .or_else(|| self.bars_group(column))
                .or_else(|| self.bars_rival(column))
        };
        if let Some(why) = why.filter(|_| !has_own_word(reply)) {
            reply.leave(Some(at), Holds::Text, Why::Header, format!("the heading of {at} is {why}"));
            return false;
        }
        if let Some(reason) = self.too_long(at, column, words) {
            reply.leave(Some(at), Holds::Text, Why::Validation, reason);
            return false;
        }
        let begun = words::meaning(words).or_else(|| words::verdict_begun(words)).is_some();
        if alone && begun && self.is_judged(column, reply) && self.heads(column).any(asks_verdict) {
            let reason = format!(
                "{at} rates compliance, but the answer begins with a yes or a no to the question: write it \
                 yourself"
            );
            reply.leave(Some(at), Holds::Text, Why::Judging, reason);
            return false;
        }
        true
    }

    /// The column of the layout that a cell of the row is in.
    fn column(&self, at: At) -> Option<u32> {
        let mapping = self.mapping;
        let columns = mapping
            .answers
            .iter()
            .copied()
            .chain(mapping.yes_no)
            .chain(mapping.comment)
            .chain(mapping.ticks.iter().map(|it| it.0));
        columns.into_iter().find(|it| self.at(*it) == Some(at))
    }

    /// Whether the content of a cell may be replaced.
    pub(super) fn overwrites(&self, at: At) -> bool {
        self.overwrite && !self.presets.is_customers(at)
    }

    /// Removes what would be written to a cell that also belongs to another question. Text is not written
    /// without its verdict.
    pub(super) fn unshared(&self, planned: Vec<Planned>, reply: &mut Reply) -> Vec<Planned> {
        let (shared, own): (Vec<_>, Vec<_>) = planned.into_iter().partition(|it| self.is_shared(it.entry.at));
        for it in &shared {
            let reason = format!(
                "{} is also the answer cell of another question: write the answer yourself",
                it.entry.at
            );
            reply.leave(Some(it.entry.at), it.holds, Why::Shared, reason);
        }
        if shared.iter().any(|it| it.holds != Holds::Text) { vec![] } else { own }
    }

    /// That nothing is ticked, where one cell is merged over several columns of options: a tick in it would
    /// not say which is meant.
    pub(super) fn one_box(&self, at: At, reply: &mut Reply) -> Option<Placed> {
        let area = self.sheet.area(at)?;
        let boxes =
            self.mapping.ticks.iter().filter(|option| self.at(option.0).is_some_and(|it| area.holds(it)));
        let heads: Vec<_> = boxes.map(|it| format!("`{}`", excerpt(&it.1))).collect();
        if heads.len() < 2 {
            return None;
        }
        let reason = format!(
            "{} is merged over the columns {}, so that a tick would not say which is meant: write the answer \
             yourself",
            area.first,
            heads.join(" and ")
        );
        reply.leave(Some(at), Holds::Tick, Why::List, reason);
        Some(Placed::Barred)
    }

    /// Whether a cell is merged with an answer cell of another question.
    fn is_shared(&self, at: At) -> bool {
        let Some(area) = self.sheet.merged.iter().find(|it| it.holds(at)) else { return false };
        // A question whose answer cell is covered by the merged one does not count.
        let closed = self
            .mapping
            .left
            .iter()
            .filter(|it| matches!(it.reason, Reason::Closed | Reason::Hidden))
            .map(|it| self.mapping.question_of(it.row));
        let column = self.column(at);
        self.mapping.asked().chain(closed).filter(|it| *it != self.question).any(|question| {
            column.and_then(|column| self.mapping.cell(question, column)).is_some_and(|it| area.holds(it))
        })
    }

    /// Empties the rest of a former answer if a part of it is replaced: the old text beside a new verdict
    /// would be an answer that no one approved. If that is impossible, nothing is replaced.
    pub(super) fn without_former(&self, mut planned: Vec<Planned>, reply: &mut Reply) -> Vec<Planned> {
        if !self.overwrite || planned.is_empty() {
            return planned;
        }
        let rest = self
            .mapping
            .cells(self.question)
            .into_iter()
            .filter(|at| !planned.iter().any(|it| it.entry.at == *at));
        let mut emptied = Vec::new();
        for at in rest {
            let Some(cell) = self.sheet.cells.get(&at).filter(|_| !self.presets.is_customers(at)) else {
                continue;
            };
            let Some(said) = self.presets.answer(at, cell) else { continue };
            if self.stands_for(at, cell.tick, said, reply) {
                continue;
            }
            if cell.tick || cell.choices.as_ref().is_some_and(|it| it.ticked) || cell.formula {
                let reason = format!(
                    "{at} already contains `{}` and cannot be emptied: the answer was not changed",
                    excerpt(said)
                );
                reply.leave(Some(at), Holds::Tick, Why::Answered, reason);
                return vec![];
            }
            reply.reasons.push(format!(
                "{at} was emptied: `{}` belonged to the answer that was replaced",
                excerpt(&printable(said))
            ));
            let holds = if Some(at) == self.mapping.comment.and_then(|it| self.at(it)) {
                Holds::Text
            } else {
                Holds::Verdict
            };
            emptied.push(Planned {
                holds,
                says: String::new(),
                entry: Entry { sheet: self.index, at, value: Value::Text(String::new()) },
            });
        }
        planned.extend(emptied);
        planned
    }

    /// Whether a cell that is not written already says what the answer says; a tick means what its header
    /// says.
    fn stands_for(&self, at: At, tick: bool, said: &str, reply: &Reply) -> bool {
        let label = self.mapping.ticks.iter().find(|it| self.at(it.0) == Some(at)).map(|it| it.1.as_str());
        let said = label.filter(|_| tick || is_ticked(said)).unwrap_or(said);
        reply.text.as_deref().is_some_and(|it| words::alike(it, said))
            || (reply.verdict.is_some() && words::meaning(said) == reply.verdict)
    }
}
