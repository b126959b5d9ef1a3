//! Assigns decisions to questions. Each decision is used once, so that a decision about one row is never
//! applied to another one with the same text.

use std::collections::{BTreeSet, HashMap};

use super::{Decision, Decisions};
use crate::{
    answer::context::{Context, known::KnownWords, mark::Mark, parents::Parent, read_for::signs},
    matching::{Likeness, likeness, normal},
    questionnaire::layout::Asked,
};

/// What a question and a decision must have in common in one comparison.
type Key = Vec<String>;

/// A question with its position.
#[derive(Debug, Clone, Copy)]
pub struct Placed<'a> {
    /// The name of its sheet.
    pub sheet: &'a str,
    /// The question.
    pub asked: &'a Asked,
    /// The question that it is part of.
    pub parent: Option<&'a Parent>,
    /// Texts elsewhere in the file that may change the question.
    pub cover: &'a [Mark],
}

/// The decision on a question.
#[derive(Debug, Clone, Copy, Default)]
pub struct Assigned<'a> {
    /// The decision.
    pub decision: Option<&'a Decision>,
    /// A decision on the same id but a different text: to be shown, and decided again.
    pub former: Option<&'a Decision>,
}

impl Decisions {
    /// The decision of each question, in the order of the questions. A decision applies to its question in
    /// its position, and to the same text in the same context: first by position and text, then by id and
    /// text, then by headings and text. In another version of the file, the context must be the same where
    /// it changes what is asked; `known` words change nothing. A decision for a customer who asks about
    /// some `products` applies to these only.
    pub fn assign(&self, asked: &[Placed], known: &KnownWords, products: &[String]) -> Vec<Assigned<'_>> {
        let (of, taken) = (vec![None; asked.len()], vec![false; self.all.len()]);
        let ambiguous = self.ambiguous(asked);
        let mut pairs = Pairs {
            decisions: &self.all,
            asked,
            same_file: self.same_file,
            known,
            products,
            ambiguous,
            of,
            taken,
        };
        pairs.by(
            &|it| Some(vec![it.sheet.to_owned(), it.asked.at.row.to_string(), normal(&it.asked.text)]),
            &|it| {
                it.at.as_ref().map(|(sheet, row)| vec![sheet.clone(), row.to_string(), normal(&it.question)])
            },
        );
        pairs.by(&|it| Some(vec![it.asked.id.clone()?, normal(&it.asked.text)]), &|it| {
            Some(vec![it.id.clone()?, normal(&it.question)])
        });
        pairs.by(&|it| Some(vec![section(it.asked), part_of(it), normal(&it.asked.text)]), &|it| {
            Some(vec![
                it.section.clone().unwrap_or_default(),
                it.part_of.clone().unwrap_or_default(),
                normal(&it.question),
            ])
        });
        let decided: Vec<_> = pairs.of.iter().map(|it| it.and_then(|at| self.all.get(at))).collect();
        let left: Vec<_> =
            self.all.iter().zip(&pairs.taken).filter(|(_, taken)| !**taken).map(|(it, _)| it).collect();
        let of_id = |it: &Placed| {
            left.iter().copied().find(|decision| decision.id.is_some() && decision.id == it.asked.id)
        };
        let of_words = |it: &Placed| {
            left.iter().copied().find(|decision| normal(&decision.question) == normal(&it.asked.text))
        };
        let former = |it: &Placed| of_id(it).or_else(|| of_words(it));
        let both = asked.iter().zip(decided);
        both.map(|(it, decision)| Assigned {
            decision,
            former: decision.map_or_else(|| former(it), |_| None),
        })
        .collect()
    }
}

impl Decisions {
    /// The texts that occurred more often when they were decided, with different decisions: it is unknown
    /// which one applies to the rest.
    fn ambiguous(&self, asked: &[Placed]) -> BTreeSet<String> {
        let of = |words: &String| {
            self.all.iter().filter(move |it| normal(&it.question) == *words).collect::<Vec<_>>()
        };
        let is_open = |words: &&String| {
            let decided = of(words);
            let says = |it: &&Decision| {
                (
                    it.answer.as_ref().map(|it| it.0.clone()),
                    it.text.clone(),
                    it.verdict.as_ref().map(|it| it.0.clone()),
                    it.blank,
                )
            };
            let ways: BTreeSet<_> = decided.iter().map(says).collect();
            ways.len() > 1
                && asked.iter().filter(|it| normal(&it.asked.text) == **words).count() < decided.len()
        };
        if self.same_file { BTreeSet::new() } else { self.repeated.iter().filter(is_open).cloned().collect() }
    }
}

fn part_of(placed: &Placed) -> String {
    placed.parent.map(Parent::named).unwrap_or_default()
}

struct Pairs<'a> {
    decisions: &'a [Decision],
    asked: &'a [Placed<'a>],
    same_file: bool,
    known: &'a KnownWords<'a>,
    products: &'a [String],
    ambiguous: BTreeSet<String>,
    of: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Pairs<'_> {
    /// Assigns where exactly one remaining question and one remaining decision share a key and have the
    /// same text.
    fn by(
        &mut self,
        of_asked: &dyn Fn(&Placed) -> Option<Key>,
        of_decision: &dyn Fn(&Decision) -> Option<Key>,
    ) {
        let mut questions: HashMap<Key, Vec<usize>> = HashMap::new();
        for (at, it) in self.asked.iter().enumerate() {
            if self.of.get(at).is_some_and(Option::is_none)
                && let Some(key) = of_asked(it)
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
            if let ([question], Some([decision])) =
                (questions.as_slice(), decisions.get(&key).map(Vec::as_slice))
            {
                self.join(*question, *decision);
            }
        }
    }

    fn join(&mut self, question: usize, decision: usize) {
        let (Some(placed), Some(decided)) = (self.asked.get(question), self.decisions.get(decision)) else {
            return;
        };
        // Without an id of its own, a question under another heading is a different question.
        let moved = placed.asked.id.is_none()
            && decided.section.as_ref().is_some_and(|it| *it != section(placed.asked));
        let signs_differ = signs(&placed.asked.text) != signs(&decided.question);
        if moved
            || signs_differ
            || placed.asked.id.is_none() && self.ambiguous.contains(&normal(&placed.asked.text))
            || decided.products != self.products
            || likeness(&decided.question, &placed.asked.text) < Likeness::Near
            || !(self.same_file && !decided.set_aside || self.same_context(placed, decided))
        {
            return;
        }
        if let (Some(of), Some(taken)) = (self.of.get_mut(question), self.taken.get_mut(decision)) {
            (*of, *taken) = (Some(decision), true);
        }
    }
}

impl Pairs<'_> {
    /// Whether the context of the question when it was decided equals the present one where it changes what
    /// is asked.
    fn same_context(&self, placed: &Placed, decided: &Decision) -> bool {
        let (question, known) = (placed.asked.text.as_str(), self.known);
        let now = Context {
            question,
            sections: &placed.asked.sections,
            titles: &placed.asked.titles,
            around: &placed.asked.around,
            cover: placed.cover,
            parent: placed.parent,
            id: placed.asked.id.as_deref(),
            known,
        };
        decided.before(known, question).is(&now, placed.sheet)
    }
}

/// The headings of a question in the format of the review file.
pub fn section(asked: &Asked) -> String {
    asked.sections.iter().map(|it| it.trim()).collect::<Vec<_>>().join(" · ")
}
