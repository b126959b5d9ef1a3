//! The questionnaires that a file is a version of.

use std::collections::{BTreeMap, BTreeSet};

use super::{Library, pins::Pin};
use crate::{
    answer::context::dependence::needs_context,
    fact::FactId,
    matching::{Likeness, likeness, normal},
};

/// The minimum number of equal questions that identify a questionnaire.
const LEAST: usize = 3;

/// The questionnaires that a file is a version of: at least three of the significant questions, and half of
/// those that could be equal, have the same id and the same wording; all of them if there are fewer.
///
/// Ids are common (`1.1`, `Sheet1!B2`), and so are wordings that depend on the question before (`If yes,
/// describe`). Only both together identify a question, and only within one questionnaire.
#[derive(Debug, Default)]
pub struct RelatedQuestionnaires<'l> {
    pub related: BTreeSet<&'l FactId>,
}

impl<'l> RelatedQuestionnaires<'l> {
    /// The questionnaires that a file with these questions is a version of.
    pub fn of<'q>(library: &Library<'l>, asked: &[Identified<'q>]) -> Self {
        // A sheet of short labels (`Company name`, `Address`) is identified by those.
        let all = asked.iter().all(|it| needs_context(it.question).is_some());
        let tells = |question: &str| all || needs_context(question).is_none();
        let placed = |it: &Identified, pin: &Pin| {
            pin.section.is_some_and(|section| it.under.iter().any(|it| normal(it) == normal(section)))
        };
        let mut same: BTreeMap<&FactId, usize> = BTreeMap::new();
        for it in asked {
            let pins = library
                .pins
                .of_id(it.id)
                .iter()
                .filter(|pin| own(pin, library).is_some_and(|own| is_same(own, it.question)));
            let of: BTreeSet<&FactId> =
                pins.filter(|pin| tells(it.question) || placed(it, pin)).map(|it| it.questionnaire).collect();
            of.into_iter().for_each(|it| *same.entry(it).or_default() += 1);
        }
        let mut pinned: BTreeMap<&FactId, usize> = BTreeMap::new();
        for pin in library.pins.all().filter(|it| it.section.is_some() || own(it, library).is_some_and(tells))
        {
            *pinned.entry(pin.questionnaire).or_default() += 1;
        }
        let telling = asked.iter().filter(|it| tells(it.question) || !it.under.is_empty()).count();
        let recognised = |id: &FactId, count: usize| {
            let possible = telling.min(pinned.get(id).copied().unwrap_or_default());
            count * 2 >= possible && count >= LEAST.min(possible)
        };
        let related = same.into_iter().filter(|(id, count)| recognised(id, *count));
        Self { related: related.map(|(id, _)| id).collect() }
    }
}

/// A question with its id and the texts that it is under.
#[derive(Debug)]
pub struct Identified<'q> {
    /// The customer's id, or its position.
    pub id: &'q str,
    /// Its words.
    pub question: &'q str,
    /// Its headings, and the question that it is part of or continues.
    pub under: Vec<&'q str>,
}

/// The words of a pin's question: its own, or its answer's.
pub fn own<'l>(pin: &Pin<'l>, library: &Library<'l>) -> Option<&'l str> {
    pin.question.or_else(|| pin.answer.and_then(|it| library.get(it)).map(|it| it.question.as_str()))
}

pub fn is_same(one: &str, other: &str) -> bool {
    likeness(one, other) >= Likeness::Near
}
