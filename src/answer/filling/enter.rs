//! The cells that an answer is written to, and the wording in each.
//!
//! Text is never written beside a verdict that differs from its own: if the verdict's cell has another
//! answer or cannot be written, the text is left out as well. Only a partial or "not applicable" answer
//! keeps its text if a list has no option for its verdict, because the text is then the only way to give
//! the answer.

use super::{
    guard::{chose_word, has_own_word},
    listed_options::{are_listed, not_listed},
    planned::{Placed, Planned, Row, excerpt},
    preset::Presets,
};
use crate::{
    answer::{
        reply::{
            Reply, ReplyStatus,
            entered::{Holds, Left, Why},
            verdict_words::with_verdict,
        },
        verdicts::words::{self, is_question, judging},
    },
    fact::{Verdict, printable},
    questionnaire::{At, Choices, Entry, Sheet, Value, layout::Layout, marked},
};

/// Plans the cells of a question's row, and records in the reply what is left out. Only replies with the
/// status [`Answered`](ReplyStatus::Answered) are entered. Cells that already have an answer are left unless
/// `overwrite` is set.
pub fn plan(
    reply: &mut Reply,
    sheet: &Sheet,
    mapping: &Layout,
    presets: &Presets,
    overwrite: bool,
) -> Vec<Planned> {
    if reply.tier != ReplyStatus::Answered {
        return vec![];
    }
    let row = Row { sheet, mapping, presets, question: reply.asked.at, index: reply.asked.sheet, overwrite };
    let planned = row.plan(reply);
    let planned = row.unshared(planned, reply);
    row.without_former(planned, reply)
}

impl Row<'_> {
    /// Plans the verdict's cell, then the text's.
    fn plan(&self, reply: &mut Reply) -> Vec<Planned> {
        let column = self.verdict_column(reply);
        let placed = match column {
            Some(column) => self.verdict(column, reply),
            None if self.mapping.ticks.is_empty() => Placed::Nowhere,
            None => self.tick(reply),
        };
        reply.verdict_stands = matches!(placed, Placed::Stands);
        let Some(words) = self.words(&placed, self.text_column(column), reply) else {
            return Vec::from_iter(placed.written());
        };
        let Some(at) = self.text_column(column).and_then(|it| self.at(it)) else {
            // A verdict cell is enough if the text is only the verdict.
            let said = matches!(placed, Placed::Here(_) | Placed::Stands) && words::meaning(&words).is_some();
            if !said && !matches!(placed, Placed::Barred) {
                reply.leave(None, Holds::Text, Why::NoCell, "the row has no cell for text".into());
            }
            return Vec::from_iter(placed.written());
        };
        if matches!(placed, Placed::Barred) || !self.takes_words(at, column, &placed, &words, reply) {
            return Vec::from_iter(placed.written());
        }
        let listed = self.listed_options(at.column).filter(|(_, list)| !are_listed(&words, list));
        if let Some((from, list)) = listed {
            reply.leave(Some(at), Holds::Text, Why::List, not_listed(at, from, &list));
            let option = reply.verdict.filter(|_| matches!(placed, Placed::Nowhere));
            let option = option.and_then(|it| words::choice(&list, it)).map(str::to_owned);
            let Some(option) = option.filter(|it| self.is_free(at, it, reply)) else {
                return Vec::from_iter(placed.written());
            };
            return vec![self.planned(Holds::Verdict, at, option.clone(), Value::Choice(option))];
        }
        // Existing text may contradict the verdict.
        if !self.is_free(at, &words, reply) {
            return vec![];
        }
        let words = self.planned(Holds::Text, at, words.clone(), Value::Text(words));
        Vec::from_iter(placed.written().into_iter().chain([words]))
    }

    /// The text that is written next to a verdict, or instead of it.
    fn words(&self, placed: &Placed, column: Option<u32>, reply: &Reply) -> Option<String> {
        let word = || reply.word();
        let judged = column.is_some_and(|it| self.is_judged(it, reply));
        let text = reply.text.clone().filter(|it| !it.trim().is_empty());
        // If there is neither a text nor a cell for the verdict, the verdict is the answer.
        let text = text.or_else(|| word().filter(|_| matches!(placed, Placed::Nowhere)))?;
        let answers = column.is_some_and(|it| Some(it) != self.mapping.comment);
        let unsaid = matches!(placed, Placed::Nowhere | Placed::Missing | Placed::Judged);
        // A text without its no would be read as a yes, whatever the header; a yes is not written as a
        // rating.
        let no = reply.verdict.is_some_and(|it| it != Verdict::Yes);
        let yes = !judged && (answers || !matches!(placed, Placed::Judged));
        Some(if unsaid && (no || yes) { with_verdict(&text, reply) } else { text })
    }

    pub fn planned(&self, holds: Holds, at: At, says: String, value: Value) -> Planned {
        Planned { holds, says, entry: Entry { sheet: self.index, at, value } }
    }

    pub fn at(&self, column: u32) -> Option<At> {
        self.mapping.cell(self.question, column)
    }

    pub fn choices(&self, column: u32) -> Option<&Choices> {
        self.sheet.cells.get(&self.at(column)?)?.choices.as_deref()
    }

    /// The column that takes a verdict in this row: one with a list, or one for yes or no.
    fn verdict_column(&self, reply: &Reply) -> Option<u32> {
        let lists = self.mapping.yes_no.iter().chain(&self.mapping.answers);
        let lists = lists.copied().filter(|it| self.choices(*it).is_some());
        // `Evidence (Y/N)` before `Answer` does not take the answer.
        let listed = lists.clone().find(|it| self.bars_verdict(*it).is_none()).or(lists.clone().next());
        let worded = reply.verdict.is_some() || reply.choice.is_some();
        listed.or(self.mapping.yes_no.filter(|_| worded))
    }

    /// The column for the text: the comment column next to a verdict, otherwise the answer column.
    fn text_column(&self, verdict: Option<u32>) -> Option<u32> {
        let answers = self.mapping.answers.iter().copied();
        let takes_verdicts = |it: &u32| Some(*it) == verdict || Some(*it) == self.mapping.yes_no;
        let free = |it: &u32| {
            !takes_verdicts(it)
                && self.choices(*it).is_none()
                && !self.mapping.ticks.iter().any(|(tick, _)| tick == it)
        };
        let answer = answers.clone().find(free);
        if verdict.is_some() && verdict != self.mapping.yes_no {
            self.mapping.comment.or(answer)
        } else {
            answer.or(self.mapping.comment)
        }
    }

    /// The verdict in the wording of its cell.
    fn verdict(&self, column: u32, reply: &mut Reply) -> Placed {
        let Some(at) = self.at(column) else { return Placed::Nowhere };
        if let Some(why) = self.bars_verdict(column).filter(|_| !has_own_word(reply)) {
            reply.leave(Some(at), Holds::Verdict, Why::Header, format!("the heading of {at} is {why}"));
            return Placed::Barred;
        }
        if let Some(placed) = self.standing(at, reply) {
            return placed;
        }
        let choices = self.choices(column);
        let listed = !chose_word(reply)
            && choices.zip(reply.verdict).is_some_and(|(choices, verdict)| judging(choices, verdict));
        if self.is_judged(column, reply) || (listed && is_question(&reply.asked.text)) {
            return self.judged(Some(at), reply);
        }
        let Some(choices) = choices else { return self.verdict_without_list(at, column, reply) };
        let chosen = match (&reply.choice, reply.verdict) {
            (Some(own), _) => Some(own.as_str()),
            (None, Some(verdict)) => words::choice(choices, verdict),
            (None, None) => None,
        };
        let Some(chosen) = chosen else { return self.unlisted(at, choices, reply) };
        let number = chosen.trim().parse::<f64>().ok().filter(|_| choices.numeric);
        let value = number.map_or_else(|| Value::Choice(chosen.to_owned()), Value::Number);
        let holds = if choices.ticked { Holds::Tick } else { Holds::Verdict };
        Placed::Here(self.planned(holds, at, chosen.to_owned(), value))
    }

    /// Handles a list without a single option for the verdict.
    fn unlisted(&self, at: At, choices: &Choices, reply: &mut Reply) -> Placed {
        let list = named(choices);
        let (why, words) = match reply.verdict {
            _ if list.is_empty() => {
                (Why::List, format!("the list of {at} cannot be read: choose a value yourself"))
            }
            Some(it) => (
                Why::List,
                format!(
                    "the list of {at} ({list}) has no single option for `{}`: choose a value yourself",
                    it.word()
                ),
            ),
            None => (Why::NoVerdict, only_text(&format!("{at} takes"), &list, reply)),
        };
        reply.leave(Some(at), Holds::Verdict, why, words);
        // A list with neither yes nor no asks for something else: `By subcontractor, By us`.
        if !choices.values.iter().any(|it| words::meaning(it).is_some()) {
            return Placed::Barred;
        }
        // Text next to an empty verdict looks like avoiding a yes or no; for other verdicts there is no
        // alternative.
        match reply.verdict {
            Some(Verdict::Yes | Verdict::No) => Placed::Barred,
            Some(Verdict::Partial | Verdict::NotApplicable) | None => Placed::Missing,
        }
    }

    /// How the verdict is handled if its cell has content; `None` if the cell is empty.
    fn standing(&self, at: At, reply: &mut Reply) -> Option<Placed> {
        let cell = self.sheet.cells.get(&at).filter(|_| !self.overwrites(at))?;
        let said = match cell.choices.as_deref().filter(|it| it.ticked) {
            Some(_) => marked(&cell.text)?,
            None => self.presets.answer(at, cell)?.to_owned(),
        };
        Some(self.stands(at, &said, reply))
    }

    /// Compares the content of the verdict's cell with the verdict.
    fn stands(&self, at: At, said: &str, reply: &mut Reply) -> Placed {
        let own = reply.choice.as_deref().is_some_and(|it| words::alike(it, said));
        let verdict = words::meaning(said);
        if own || (reply.choice.is_none() && verdict.is_some() && verdict == reply.verdict) {
            return Placed::Stands;
        }
        let why =
            if verdict.is_some() && reply.verdict.is_some() { Why::Contradiction } else { Why::Answered };
        let words = format!("{at} already contains `{}` and was not changed", excerpt(said));
        reply.leave(Some(at), Holds::Verdict, why, words);
        Placed::Barred
    }

    /// Ticks the box under the verdict's header.
    fn tick(&self, reply: &mut Reply) -> Placed {
        let verdict = reply.verdict;
        let heads = Choices {
            values: self.mapping.ticks.iter().map(|(_, head)| head.clone()).collect(),
            ..Choices::default()
        };
        let ticked = |(column, _): &&(u32, String)| {
            let cell = self.at(*column).and_then(|at| Some((at, self.sheet.cells.get(&at)?)));
            cell.is_some_and(|(at, it)| !it.tick && self.presets.answer(at, it).is_some())
        };
        // A second tick would contradict the first, so this applies to overwriting too.
        if let Some((at, head)) =
            self.mapping.ticks.iter().find(ticked).and_then(|(column, head)| Some((self.at(*column)?, head)))
        {
            return self.stands(at, head, reply);
        }
        if let Some(why) = self.bars_boxes().filter(|_| !has_own_word(reply)) {
            reply.leave(None, Holds::Tick, Why::Header, format!("the heading of the boxes is {why}"));
            return Placed::Barred;
        }
        if !chose_word(reply)
            && is_question(&reply.asked.text)
            && verdict.is_some_and(|it| judging(&heads, it))
        {
            return self.judged(None, reply);
        }
        let head = reply.choice.as_deref().or_else(|| words::choice(&heads, verdict?));
        let own = head.and_then(|head| self.mapping.ticks.iter().find(|(_, it)| it == head));
        if let Some((at, head)) = own.and_then(|(column, head)| Some((self.at(*column)?, head))) {
            return self
                .one_box(at, reply)
                .unwrap_or_else(|| Placed::Here(self.planned(Holds::Tick, at, head.clone(), Value::Tick)));
        }
        let (why, words) = match verdict {
            Some(it) => (
                Why::List,
                format!(
                    "no box of {} is for `{}`: choose one by its heading in the decision",
                    named(&heads),
                    it.word()
                ),
            ),
            None => (Why::NoVerdict, only_text("the boxes of this row are", &named(&heads), reply)),
        };
        reply.leave(None, Holds::Tick, why, words);
        match verdict {
            Some(Verdict::Yes | Verdict::No) => Placed::Barred,
            Some(Verdict::Partial | Verdict::NotApplicable) | None => Placed::Missing,
        }
    }

    /// Whether text can be written to a cell: the cell is empty, or has only a prompt. The same text is not
    /// written again.
    fn is_free(&self, at: At, words: &str, reply: &mut Reply) -> bool {
        let cell = self.sheet.cells.get(&at).filter(|_| !self.overwrites(at));
        let Some(said) = cell.and_then(|it| self.presets.answer(at, it)) else { return true };
        if !words::alike(said, words) {
            let reason = format!("{at} already contains `{}` and was not changed", excerpt(said));
            reply.leave(Some(at), Holds::Text, Why::Answered, reason);
        }
        false
    }
}

impl Reply {
    /// Records that a part of the answer is not written.
    pub fn leave(&mut self, at: Option<At>, holds: Holds, why: Why, words: String) {
        self.reasons.push(words);
        self.left.push(Left { at, holds, why });
    }
}

/// The message that an answer without a verdict has no option in a cell, and what to do.
fn only_text(takes: &str, options: &str, reply: &Reply) -> String {
    let whose = reply.answer.as_ref().map_or("the answer".to_owned(), |it| format!("`{it}`"));
    let entry = reply.answer.as_ref().map_or("", |_| ", or add `verdict:` to the entry");
    format!(
        "{takes} {options}, but {whose} is only text and does not say which: add `verdict:` with one of \
         them to the decision{entry}"
    )
}

/// The first of the options, for a message.
fn named(choices: &Choices) -> String {
    let values: Vec<_> = choices.values.iter().take(6).map(|it| format!("`{}`", printable(it))).collect();
    values.join(", ")
}
