//! Questions that a person pinned to answers: those of published questionnaires, and those that were
//! decided for a customer.

use std::collections::{BTreeMap, HashMap};

use crate::{
    answer::context::{before::Before, dependence::needs_context, parents::Parent},
    fact::{Entry, FactId, Kind, Questionnaire, Text},
    ledger::name_of,
    matching::normal,
};

/// A question of `data/questionnaires` that is pinned to an answer.
#[derive(Debug, Clone, Copy)]
pub struct Pin<'a> {
    /// The questionnaire.
    pub questionnaire: &'a FactId,
    /// The id of the question, where it has one.
    pub id: Option<&'a str>,
    /// The question's text there; `None` if it is the answer's own.
    pub question: Option<&'a str>,
    /// The answer; `None` if it is left blank.
    pub answer: Option<&'a str>,
    /// The verdict, if it is not the answer's own.
    pub verdict: Option<&'a str>,
    /// The digest of the text for which it was chosen, if recorded.
    pub text_digest: Option<&'a str>,
    /// The heading or parent of the question, if recorded.
    pub section: Option<&'a str>,
    /// The headings above the question that could change it, if recorded.
    pub headings: &'a [Text],
    /// The question that it was part of, if recorded.
    pub part_of: Option<&'a str>,
    /// The titles and notes around the question that could change it, if recorded.
    pub around: &'a [Text],
    /// Whether a person decided it for a customer's question, as opposed to publishing a questionnaire.
    pub decided: bool,
}

impl Pin<'_> {
    /// Whether its question, heading or verdict are the questionnaire's own, so that the approver of the
    /// answer has not read them.
    pub fn has_own_words(&self) -> bool {
        self.question.is_some() || self.section.is_some() || self.verdict.is_some()
    }

    /// Whether its context is recorded.
    pub(super) fn is_placed(&self) -> bool {
        let within = self.section.is_some() || self.part_of.is_some();
        within || !self.headings.is_empty() || !self.around.is_empty()
    }

    /// The context of the question when it was decided; empty if it was not recorded.
    pub fn before(&self) -> Before {
        let texts = |all: &[Text]| all.iter().map(|it| it.value.clone()).collect();
        Before {
            headings: texts(self.headings),
            parent: self.part_of.map(Parent::read),
            marks: texts(self.around),
        }
    }
}

/// The pins that are used.
#[derive(Default)]
pub struct Pins<'a> {
    /// The questionnaires that they are taken from.
    questionnaires: Vec<&'a Entry<Questionnaire>>,
    /// By the id of the question.
    by_id: BTreeMap<&'a str, Vec<Pin<'a>>>,
    /// By a question and the heading, or the question, that it is under; empty if it does not depend on one.
    by_words: HashMap<(String, String), Option<Pin<'a>>>,
    /// Those that a person decided, by the question.
    decided: HashMap<String, Vec<Pin<'a>>>,
}

impl<'a> Pins<'a> {
    /// The pins of the questionnaires of no particular customer.
    pub fn new(questionnaires: Vec<&'a Entry<Questionnaire>>) -> Self {
        let mut pins = Self { questionnaires, ..Self::default() };
        pins.add_of(|customer| customer.is_none());
        pins
    }

    /// Adds the pins of a customer's questionnaires, before those without a customer.
    pub fn asked_by(&mut self, customer: &str) {
        let name = name_of(customer);
        let anybody = std::mem::take(&mut self.by_words);
        self.add_of(|customer| customer.is_some_and(|it| name_of(it) == name));
        for (words, pin) in anybody {
            self.by_words.entry(words).or_insert(pin);
        }
    }

    /// Adds the pins of the questionnaires whose customer is wanted.
    fn add_of(&mut self, wanted: impl Fn(Option<&str>) -> bool) {
        let own: Vec<_> = self
            .questionnaires
            .iter()
            .copied()
            .filter(|it| wanted(customer_of(it)))
            .flat_map(pins_of)
            .collect();
        own.into_iter().for_each(|it| self.add(it));
    }

    /// The pins that are used for a customer: its own, and those without a customer.
    pub(super) fn followed_for(&self, customer: &str) -> impl Iterator<Item = Pin<'a>> {
        let name = name_of(customer);
        let followed = move |it: &&Entry<Questionnaire>| customer_of(it).is_none_or(|it| name_of(it) == name);
        self.questionnaires.iter().copied().filter(followed).flat_map(pins_of)
    }

    fn add(&mut self, pin: Pin<'a>) {
        if let Some(question) = pin.question {
            // A wording with two different answers matches neither.
            let words = (normal(question), normal(pin.section.unwrap_or_default()));
            if pin.decided {
                self.decided.entry(words.0.clone()).or_default().push(pin);
            }
            let known = self.by_words.entry(words).or_insert(Some(pin));
            *known = known.filter(|it| it.answer == pin.answer && it.verdict == pin.verdict);
        }
        if let Some(id) = pin.id {
            self.by_id.entry(id).or_default().push(pin);
        }
    }

    /// The pins of a question's id.
    pub fn of_id(&self, id: &str) -> &[Pin<'a>] {
        self.by_id.get(id).map_or(&[], Vec::as_slice)
    }

    /// Every pin that has an id.
    pub fn all(&self) -> impl Iterator<Item = Pin<'a>> {
        self.by_id.values().flatten().copied()
    }

    /// The pins that a person decided for a question with exactly this text, in any context.
    pub fn decided(&self, question: &str) -> &[Pin<'a>] {
        self.decided.get(&normal(question)).map_or(&[], Vec::as_slice)
    }

    /// The answer that a question with exactly this text is pinned to, wherever it was asked, and whether
    /// it was under one of these headings (or part of a question with this text). A blank applies to one
    /// customer only.
    pub fn of_words<'q>(
        &self,
        question: &str,
        under: impl Iterator<Item = &'q str>,
    ) -> Option<(Pin<'a>, bool)> {
        let of = |section: &str| self.by_words.get(&(normal(question), normal(section))).copied().flatten();
        let placed = || under.filter(|it| !it.is_empty()).find_map(of).map(|it| (it, true));
        let found = of("").map(|it| (it, false)).or_else(placed);
        found.filter(|(it, _)| it.answer.is_some() && needs_context(question).is_none())
    }
}

/// The customer of a questionnaire, where it has one.
fn customer_of(questionnaire: &Entry<Questionnaire>) -> Option<&str> {
    word(&questionnaire.body.customer)
}

fn word(text: &Option<Text>) -> Option<&str> {
    text.as_ref().map(|it| it.value.as_str())
}

/// The pins of a questionnaire.
fn pins_of(questionnaire: &Entry<Questionnaire>) -> impl Iterator<Item = Pin<'_>> {
    let decided = questionnaire.body.internal();
    questionnaire.body.questions.iter().map(move |asked| Pin {
        questionnaire: &questionnaire.id,
        id: word(&asked.id),
        question: word(&asked.question),
        answer: asked.answer.as_ref().map(|it| &*it.id.value),
        verdict: word(&asked.verdict),
        text_digest: word(&asked.text_digest),
        section: word(&asked.section),
        headings: &asked.headings,
        part_of: word(&asked.part_of),
        around: &asked.around,
        decided,
    })
}
