//! Pins: a question's id in a questionnaire of `data/questionnaires` leads to its answer, while the question is the same.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    How, Library, Reply, Tier,
    library::{Held, Pin},
    respond::{Responder, SUGGESTED, suggestion},
    wording::leaning,
};
use crate::{
    fact::FactId,
    matching::{Candidate, Likeness, likeness},
};

/// The questionnaires that a file is a version of: at least half of the questions that could be the same are.
///
/// Ids are common (`1.1`, `Sheet1!B2`), and so are wordings that lean on the question before (`If yes, describe`). Both
/// together mean something only within one questionnaire.
#[derive(Debug, Default)]
pub struct Kin<'l> {
    akin: BTreeSet<&'l FactId>,
}

impl<'l> Kin<'l> {
    /// The questionnaires akin to a file with these questions, each with its id.
    pub fn of<'q>(library: &Library<'l>, asked: impl Iterator<Item = (&'q str, &'q str)>) -> Self {
        let mut same: BTreeMap<&FactId, usize> = BTreeMap::new();
        let asked: Vec<_> = asked.collect();
        // A sheet of headwords alone (`Company name`, `Address`) is known by those.
        let all = asked.iter().all(|(_, question)| leaning(question).is_some());
        let tells = |question: &str| all || leaning(question).is_none();
        let telling = asked.iter().filter(|(_, question)| tells(question)).count();
        for (id, question) in asked.into_iter().filter(|(_, question)| tells(question)) {
            let pins = library.pins(id).iter().filter(|it| own(it, library).is_some_and(|it| is_same(it, question)));
            let of: BTreeSet<&FactId> = pins.map(|it| it.questionnaire).collect();
            of.into_iter().for_each(|it| *same.entry(it).or_default() += 1);
        }
        let mut pinned: BTreeMap<&FactId, usize> = BTreeMap::new();
        for pin in library.all_pins().filter(|it| own(it, library).is_some_and(tells)) {
            *pinned.entry(pin.questionnaire).or_default() += 1;
        }
        let akin = same.into_iter().filter(|(id, count)| count * 2 >= telling.min(pinned.get(id).copied().unwrap_or_default()));
        Self { akin: akin.map(|(id, _)| id).collect() }
    }
}

/// A pin, and whether its question is still the same.
pub enum Pinned<'l> {
    /// It is.
    Same(Pin<'l>),
    /// The id is, but the question is another.
    Other(Pin<'l>),
}

/// The words of a pin's question: its own, or its answer's.
fn own<'l>(pin: &Pin<'l>, library: &Library<'l>) -> Option<&'l str> {
    pin.question.or_else(|| pin.answer.and_then(|it| library.get(it)).map(|it| it.question.as_str()))
}

fn is_same(one: &str, other: &str) -> bool {
    likeness(one, other) != Likeness::Other
}

impl<'l> Responder<'_, 'l> {
    /// The pin of a question's id (or place, where it has none): of a questionnaire akin to the file, else of one in which
    /// the question is most alike; none where two of those say different things.
    pub(super) fn pinned(&self, id: &str) -> Option<Pinned<'l>> {
        let rank = |pin: &Pin<'l>| {
            let alike = match likeness(own(pin, self.library)?, &self.asked.text) {
                Likeness::Exact => 0,
                Likeness::Near => 1,
                Likeness::Reworded => 2,
                Likeness::Other => return None,
            };
            let akin = self.kin.akin.contains(pin.questionnaire);
            (akin || leaning(&self.asked.text).is_none()).then_some((!akin, alike))
        };
        let pins = self.library.pins(id);
        let ranked: Vec<_> = pins.iter().filter_map(|it| Some((rank(it)?, *it))).collect();
        let Some(best) = ranked.iter().map(|(rank, _)| *rank).min() else {
            let tells = self.asked.id.is_some() && leaning(&self.asked.text).is_none();
            return pins.first().filter(|_| tells).copied().map(Pinned::Other);
        };
        let mut best = ranked.iter().filter(|(rank, _)| *rank == best).map(|(_, it)| *it);
        let first = best.next()?;
        best.all(|it| it.answer == first.answer && it.verdict == first.verdict).then_some(Pinned::Same(first))
    }

    /// Gives what a question is pinned to.
    pub(super) fn follow(&self, reply: &mut Reply, pin: Pin) {
        let name = &pin.questionnaire.id;
        match (pin.answer, pin.verdict) {
            (None, None) => {
                reply.how = How::Pinned;
                reply.suggestions.clear();
                return reply.reasons.push(format!("the questionnaire `{name}` leaves this question blank"));
            }
            (None, Some(_)) => {
                (reply.tier, reply.how, reply.confidence) = (Tier::Answered, How::Pinned, 1.0);
                reply.reasons.push(format!("the questionnaire `{name}` answers with a verdict alone"));
            }
            (Some(id), _) => self.follow_answer(reply, pin, id),
        }
        let Some(word) = pin.verdict.filter(|_| reply.tier == Tier::Answered) else { return };
        match self.verdict(word) {
            Some((verdict, choice)) => (reply.verdict, reply.choice) = (verdict, choice),
            None => {
                reply.tier = Tier::Review;
                reply.reasons.push(format!("the questionnaire `{name}` says `{word}`, which is no word of this row"));
            }
        }
    }

    fn follow_answer(&self, reply: &mut Reply, pin: Pin, id: &str) {
        let name = &pin.questionnaire.id;
        match (self.library.get(id), self.library.why_held(id)) {
            (Some(given), _) => {
                self.give(reply, given, How::Pinned, 1.0);
                reply.reasons.push(format!("pinned to `{}` by the questionnaire `{name}`", given.id));
            }
            // Even that there is such an answer is not for this audience.
            (None, Some(Held::Audience(_))) => {
                reply.withheld = true;
                reply.reasons.push("no entry for this audience answers it".into());
            }
            (None, None) => reply.reasons.push("no entry for this audience answers it".into()),
            (None, Some(why)) => reply.reasons.push(format!("pinned to `answer/{id}`, {}", why.words())),
        }
    }

    /// The id is pinned, but the question says something else now.
    pub(super) fn doubt(&self, reply: &mut Reply, pin: Pin) {
        let Some(given) = pin.answer.and_then(|it| self.library.get(it)) else { return };
        if reply.tier == Tier::Answered {
            return;
        }
        reply.tier = Tier::Review;
        reply.suggestions.retain(|it| it.answer != given.id);
        let kept = Candidate { entry: 0, score: 0.0, confidence: reply.confidence, matched: vec![], unmatched: vec![], polarity: None };
        reply.suggestions.insert(0, suggestion(given, &kept));
        reply.suggestions.truncate(SUGGESTED);
        let name = &pin.questionnaire.id;
        reply.reasons.push(format!("the questionnaire `{name}` answers this id with `{}`, but the question was another", given.id));
    }
}
