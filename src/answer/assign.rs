//! Which decision is about which question: each is taken up once, so that what was decided of one row is never said in another
//! that happens to ask in the same words.

use std::collections::HashMap;

use super::{Decision, Decisions};
use crate::{
    form::mapping::Asked,
    matching::{Likeness, likeness, normal},
};

/// What a question and a decision must have in common, in one way of looking.
type Key = Vec<String>;

impl Decisions {
    /// The decision of each question, in the order of the questions, each with its sheet: first by place and words, then by
    /// id and words, then by heading and words, then by words that no other question and no other decision has left over, then by an id under which the
    /// question says the same in other words.
    pub fn assign(&self, asked: &[(&str, &Asked)]) -> Vec<Option<&Decision>> {
        let mut assigned = Assigned { decisions: &self.all, asked, of: vec![None; asked.len()], taken: vec![false; self.all.len()] };
        assigned.by(&|sheet, it| Some(vec![sheet.to_owned(), it.at.row.to_string(), normal(&it.text)]), &|it| {
            it.at.as_ref().map(|(sheet, row)| vec![sheet.clone(), row.to_string(), normal(&it.question)])
        });
        assigned.by(&|_, it| Some(vec![it.id.clone()?, normal(&it.text)]), &|it| Some(vec![it.id.clone()?, normal(&it.question)]));
        assigned.by(&|_, it| Some(vec![section(it), normal(&it.text)]), &|it| Some(vec![it.section.clone()?, normal(&it.question)]));
        assigned.by(&|_, it| Some(vec![normal(&it.text)]), &|it| Some(vec![normal(&it.question)]));
        assigned.by(&|_, it| Some(vec![it.id.clone()?]), &|it| Some(vec![it.id.clone()?]));
        assigned.of.iter().map(|it| it.and_then(|at| self.all.get(at))).collect()
    }
}

struct Assigned<'a> {
    decisions: &'a [Decision],
    asked: &'a [(&'a str, &'a Asked)],
    of: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Assigned<'_> {
    /// Assigns where one question and one decision that are both left over share a key, and say the same.
    fn by(&mut self, of_asked: &dyn Fn(&str, &Asked) -> Option<Key>, of_decision: &dyn Fn(&Decision) -> Option<Key>) {
        let mut questions: HashMap<Key, Vec<usize>> = HashMap::new();
        for (at, (sheet, it)) in self.asked.iter().enumerate() {
            if self.of.get(at).is_some_and(Option::is_none)
                && let Some(key) = of_asked(sheet, it)
            {
                questions.entry(key).or_default().push(at);
            }
        }
        let mut decisions: HashMap<Key, Vec<usize>> = HashMap::new();
        for (at, it) in self.decisions.iter().enumerate() {
            if self.taken.get(at) == Some(&false)
                && let Some(key) = of_decision(it)
            {
                decisions.entry(key).or_default().push(at);
            }
        }
        for (key, questions) in questions {
            if let ([question], Some([decision])) = (questions.as_slice(), decisions.get(&key).map(Vec::as_slice)) {
                self.join(*question, *decision);
            }
        }
    }

    fn join(&mut self, question: usize, decision: usize) {
        let (Some((_, asked)), Some(decided)) = (self.asked.get(question), self.decisions.get(decision)) else { return };
        // Without an id of its own, a question is another one under another heading.
        let moved = asked.id.is_none() && decided.section.as_ref().is_some_and(|it| *it != section(asked));
        if moved || likeness(&decided.question, &asked.text) == Likeness::Other {
            return;
        }
        if let (Some(of), Some(taken)) = (self.of.get_mut(question), self.taken.get_mut(decision)) {
            (*of, *taken) = (Some(decision), true);
        }
    }
}

/// The headings that a question stands under, as the review file has them.
pub fn section(asked: &Asked) -> String {
    asked.sections.iter().map(|it| it.trim()).collect::<Vec<_>>().join(" · ")
}
