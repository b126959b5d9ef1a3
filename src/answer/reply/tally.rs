//! Counts the questions that were read, answered and written, and the reasons for omitted answers: for one
//! layout, or for a whole file.

use std::{collections::BTreeMap, ops::Range};

use super::{
    Replied, Reply, ReplyStatus,
    entered::{Holds, Why},
};

/// What was counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// The questions that were read.
    pub read: usize,
    /// Those with an answer.
    pub answered: usize,
    /// Those with at least a part of the answer written.
    pub written: usize,
    /// The verdicts that were written, ticks among them.
    pub verdicts: usize,
    /// The texts that were written.
    pub texts: usize,
    /// The cells that were emptied because their content belonged to an answer that was replaced.
    pub emptied: usize,
    /// The answers with no part written, by the first reason.
    pub unwritten: BTreeMap<Why, usize>,
    /// The partly written answers, by the first reason.
    pub incomplete: BTreeMap<Why, usize>,
}

impl Replied {
    /// The counts of the questions of some layouts, by their numbers.
    pub fn tally_of(&self, layouts: Range<usize>) -> Tally {
        Tally::of(self.replies.iter().filter(|it| layouts.contains(&it.asked.layout)))
    }

    /// The counts of all questions.
    pub fn tally(&self) -> Tally {
        Tally::of(self.replies.iter())
    }
}

impl Tally {
    fn of<'a>(replies: impl Iterator<Item = &'a Reply>) -> Self {
        let mut tally = Self::default();
        for reply in replies {
            let written = || reply.cells.iter().filter(|it| !it.value.is_empty());
            let texts = written().filter(|it| it.holds == Holds::Text).count();
            tally.read += 1;
            tally.answered += usize::from(reply.tier == ReplyStatus::Answered);
            tally.written += usize::from(!reply.cells.is_empty());
            tally.texts += texts;
            tally.emptied += reply.cells.iter().filter(|it| it.value.is_empty()).count();
            tally.verdicts += written().count() - texts;
            let reasons = match reply.unwritten() {
                Some(_) if reply.cells.is_empty() => &mut tally.unwritten,
                Some(_) => &mut tally.incomplete,
                None => continue,
            };
            *reasons.entry(reply.unwritten().unwrap_or(Why::Stands)).or_default() += 1;
        }
        tally
    }

    /// What was not written and what was emptied, one sentence each, without a full stop.
    pub fn lines(&self) -> Vec<String> {
        let line = |reasons: &BTreeMap<Why, usize>, what: &str| {
            let count: usize = reasons.values().sum();
            let parts: Vec<_> = reasons.iter().map(|(why, count)| why.counted(*count)).collect();
            (count > 0).then(|| {
                format!(
                    "{count} {}{what}: {}",
                    if count == 1 { "answer" } else { "answers" },
                    parts.join(", ")
                )
            })
        };
        let unwritten = line(&self.unwritten, " not written");
        let emptied = match self.emptied {
            0 => None,
            1 => Some("1 cell emptied because it belonged to an answer that was replaced".to_owned()),
            it => Some(format!("{it} cells emptied because they belonged to answers that were replaced")),
        };
        unwritten.into_iter().chain(line(&self.incomplete, " partly written")).chain(emptied).collect()
    }
}

impl Reply {
    /// Why an answer, or a part of it, is not written; `None` if there is none to write, or all of it was
    /// written.
    pub fn unwritten(&self) -> Option<Why> {
        let answered = self.tier == ReplyStatus::Answered;
        let first = self.left.first().map(|it| it.why).filter(|_| answered);
        first.or_else(|| (answered && self.cells.is_empty()).then_some(Why::Stands))
    }
}
