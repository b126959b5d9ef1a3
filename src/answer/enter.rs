//! Which cells an answer goes to, and in which words.

use super::{Reply, Tier, words};
use crate::{
    fact::Verdict,
    form::{At, Cell, Choices, Entry, Sheet, Value, mapping::Mapping},
    matching::{Asks, asks},
};

/// What goes into the cells of a question's row; why something does not is added to the reply's reasons. Only what the
/// tier [`Answered`](Tier::Answered) has is entered. Cells that hold something are left, unless `overwrite` is asked for.
pub fn enter(reply: &mut Reply, sheet: &Sheet, mapping: &Mapping, overwrite: bool) -> Vec<Entry> {
    if reply.tier != Tier::Answered {
        return vec![];
    }
    let row = Row { sheet, mapping, question: reply.asked.at };
    let mut plan = row.plan(reply);
    plan.retain(|(at, _)| overwrite || row.is_free(*at, &mut reply.reasons));
    plan.into_iter().map(|(at, value)| Entry { sheet: reply.asked.sheet, at, value }).collect()
}

struct Row<'a> {
    sheet: &'a Sheet,
    mapping: &'a Mapping,
    question: At,
}

impl Row<'_> {
    /// The verdict's cell, then the words'.
    fn plan(&self, reply: &mut Reply) -> Vec<(At, Value)> {
        let mut plan = Vec::new();
        let place = self.verdict_column(reply);
        let given = match place {
            Some(column) => self.verdict(column, reply),
            None => self.tick(reply),
        };
        let placed = given.is_some();
        plan.extend(given);
        let Some(text) = reply.text.clone().filter(|it| !it.trim().is_empty()) else { return plan };
        let has_verdict_place = place.is_some() || !self.mapping.ticks.is_empty();
        if has_verdict_place && !placed && reply.verdict.is_some() {
            // Words beside an empty verdict read as an evasion; better both are left to a person.
            return vec![];
        }
        match self.text_column(place).and_then(|column| self.at(column)) {
            Some(at) => {
                let text = if has_verdict_place { text } else { with_verdict(&text, reply) };
                plan.push((at, Value::Text(text)));
            }
            None if !placed => reply.reasons.push("the row has no cell for words".into()),
            None => {}
        }
        plan
    }

    fn at(&self, column: u32) -> Option<At> {
        self.mapping.cell(self.question, column)
    }

    fn cell(&self, column: u32) -> Option<&Cell> {
        self.sheet.cells.get(&self.at(column)?)
    }

    fn choices(&self, column: u32) -> Option<&Choices> {
        self.cell(column)?.choices.as_deref()
    }

    /// The column that takes a verdict in this row: one with a list, or one that is for yes or no.
    fn verdict_column(&self, reply: &Reply) -> Option<u32> {
        let lists = self.mapping.yes_no.iter().chain(&self.mapping.answers);
        let listed = lists.copied().find(|it| self.choices(*it).is_some());
        let worded = reply.verdict.is_some() || reply.choice.is_some();
        listed.or(self.mapping.yes_no.filter(|_| worded))
    }

    /// The column that takes the words: the comment beside a verdict, else the answer's own.
    fn text_column(&self, verdict: Option<u32>) -> Option<u32> {
        let answers = self.mapping.answers.iter().copied();
        let free = |it: &u32| Some(*it) != verdict && self.choices(*it).is_none() && !self.mapping.ticks.iter().any(|(tick, _)| tick == it);
        let answer = answers.clone().find(free);
        if verdict.is_some() && verdict != self.mapping.yes_no { self.mapping.comment.or(answer) } else { answer.or(self.mapping.comment) }
    }

    /// The verdict in the words of its cell.
    fn verdict(&self, column: u32, reply: &mut Reply) -> Option<(At, Value)> {
        let at = self.at(column)?;
        let head = self.mapping.heads(column).map(|it| self.sheet.text(it)).find(|it| words::turns(it));
        if let Some(head) = head.filter(|_| reply.choice.is_none()) {
            reply.reasons.push(format!("the head of {at} is \"{}\", which may turn a verdict", crate::fact::printable(head)));
            return None;
        }
        let Some(choices) = self.choices(column) else {
            let word = reply.choice.clone().or_else(|| reply.verdict.map(|it| words::spoken(it).to_owned()))?;
            return Some((at, Value::Text(word)));
        };
        if choices.values.is_empty() {
            reply.reasons.push(format!("the list of {at} cannot be read: choose its value yourself"));
            return None;
        }
        let chosen = match (&reply.choice, reply.verdict) {
            (Some(own), _) => Some(own.as_str()),
            (None, Some(verdict)) => words::choice(choices, verdict),
            (None, None) => None,
        };
        let Some(chosen) = chosen else {
            reply.reasons.push(refusal(at, choices, reply.verdict));
            return None;
        };
        let number = chosen.trim().parse::<f64>().ok().filter(|_| choices.numeric);
        Some((at, number.map_or_else(|| Value::Choice(chosen.to_owned()), Value::Number)))
    }

    /// The box under the verdict's heading.
    fn tick(&self, reply: &mut Reply) -> Option<(At, Value)> {
        let verdict = reply.verdict;
        if self.mapping.ticks.is_empty() {
            return None;
        }
        let heads = Choices { values: self.mapping.ticks.iter().map(|(_, head)| head.clone()).collect(), ..Choices::default() };
        let head = reply.choice.as_deref().or_else(|| words::choice(&heads, verdict?));
        let column = head.and_then(|head| self.mapping.ticks.iter().find(|(_, it)| it == head)).map(|(column, _)| *column);
        if column.is_none() {
            reply.reasons.push(match verdict {
                Some(it) => format!("no box says `{}`", it.word()),
                None => "the answer states no verdict for the boxes".into(),
            });
        }
        // A row that has been ticked has been answered.
        let ticked = |it: &Cell| !it.text.trim().is_empty() && !it.text.contains('☐');
        if self.mapping.ticks.iter().any(|(it, _)| self.cell(*it).is_some_and(ticked)) {
            reply.reasons.push("a box is ticked already".into());
            return None;
        }
        column.and_then(|it| self.at(it)).map(|it| (it, Value::Tick))
    }

    /// Whether nothing stands in the way of writing to a cell.
    fn is_free(&self, at: At, reasons: &mut Vec<String>) -> bool {
        let Some(cell) = self.sheet.cells.get(&at) else { return true };
        let ticked = cell.choices.as_ref().is_some_and(|it| it.ticked);
        // Boxes that nobody has ticked are no answer yet.
        let open = (cell.tick || ticked) && !cell.text.contains(['☒', '☑', '✓', '✔']);
        let free = cell.text.trim().is_empty() || open;
        if !free {
            reasons.push(format!("{at} holds something already: it is left as it is"));
        }
        free
    }
}

fn refusal(at: At, choices: &Choices, verdict: Option<Verdict>) -> String {
    let values: Vec<_> = choices.values.iter().take(6).map(|it| format!("`{it}`")).collect();
    let list = values.join(", ");
    match verdict {
        Some(it) => format!("the list of {at} ({list}) has no one word for `{}`", it.word()),
        None => format!("the answer states no verdict for the list of {at} ({list})"),
    }
}

/// A yes or no question is answered with a yes or no, also where there is no cell of its own for it.
fn with_verdict(text: &str, reply: &Reply) -> String {
    let word = reply.choice.clone().or_else(|| reply.verdict.map(|it| words::spoken(it).to_owned()));
    let Some(word) = word.filter(|_| asks(&reply.asked.text) == Asks::YesNo) else { return text.to_owned() };
    let begins = text.to_lowercase().starts_with(&word.to_lowercase());
    if begins { text.to_owned() } else { format!("{word}. {text}") }
}
