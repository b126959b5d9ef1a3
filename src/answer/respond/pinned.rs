//! Pins: a questionnaire in `data/questionnaires` assigns an answer to a question's id, as long as the
//! question is the same.

use super::{opposed::says_opposite, responder::Responder};
use crate::{
    answer::{
        context::dependence::depends,
        entries::{text_digest::Written, withheld::Withheld},
        library::{
            pins::Pin,
            related::{is_same, own},
        },
        reply::{AnswerOrigin, Reply, ReplyStatus},
    },
    fact::Verdict,
    matching::normal,
};

/// A pin, and whether its question is still the same.
pub enum Pinned<'l> {
    /// It is.
    Same(Pin<'l>),
    /// The id is the same, but the question is different.
    Other(Pin<'l>),
}

impl<'l> Responder<'_, 'l> {
    /// The pin of a question's id (or position, if it has none) in a questionnaire that the file is a
    /// version of; `None` if two of those differ.
    pub fn pinned(&self, id: &str) -> Option<Pinned<'l>> {
        let pins: Vec<_> = self
            .library
            .pins
            .of_id(id)
            .iter()
            .copied()
            .filter(|it| self.related_questionnaires.related.contains(it.questionnaire))
            .collect();
        let is_own = |it: &&Pin| own(it, self.library).is_some_and(|own| is_same(own, &self.asked.text));
        let same: Vec<_> = pins.iter().filter(|it| is_own(it) && self.same_context(it)).collect();
        let Some(first) = same.first() else {
            return pins.iter().find(is_own).or(pins.first()).copied().map(Pinned::Other);
        };
        same.iter()
            .all(|it| it.answer == first.answer && it.verdict == first.verdict)
            .then_some(Pinned::Same(**first))
    }

    /// Whether the recorded context of a pinned question equals its present one where it changes what is
    /// asked. A person's decision is valid only if every text that changes the question was there then and
    /// is still there.
    pub fn same_context(&self, pin: &Pin) -> bool {
        if pin.decided {
            return pin.before().is(&self.context(), self.sheet()) && self.is_under(pin.section);
        }
        let context = self.context();
        let Some(section) = pin.section else {
            // For a question that continues another one, the context may be missing.
            let parent = context.changing_parent().is_some() && !depends(&self.asked.text);
            return !parent && context.headings().next().is_none() && context.marks().next().is_none();
        };
        // A question that a title or a note changes is valid in that context only.
        let marked = context.marks().next().is_some();
        let whole = || context.changing().is_some_and(|it| normal(&it) == normal(section));
        self.headings_are(section) && if marked { whole() } else { self.is_under(Some(section)) }
    }

    /// Whether the question is under what a pin names, if it names anything.
    fn is_under(&self, section: Option<&str>) -> bool {
        let Some(section) = section.map(normal) else { return true };
        self.places().into_iter().chain(self.context().changing()).any(|it| normal(&it) == section)
    }

    /// The name of the question's sheet.
    fn sheet(&self) -> &str {
        self.form.sheets.get(self.asked.sheet).map_or("", |it| &it.name)
    }

    /// Whether every heading that changes the question is named by what it was pinned under.
    fn headings_are(&self, section: &str) -> bool {
        let named: Vec<String> = section.split(" · ").map(normal).collect();
        self.context().headings().all(|it| named.contains(&normal(&it.text)))
    }

    /// Applies the pin of a question.
    pub fn follow(&self, reply: &mut Reply, pin: Pin) {
        let name = &pin.questionnaire.id;
        reply.pinned_by = pin.has_own_words().then(|| pin.questionnaire.clone());
        match (pin.answer, pin.verdict) {
            (None, None) => {
                reply.how = AnswerOrigin::Pinned;
                reply.suggestions.clear();
                return reply.reasons.push(format!("the questionnaire `{name}` leaves this question blank"));
            }
            (None, Some(_)) => {
                (reply.tier, reply.how, reply.confidence) =
                    (ReplyStatus::Answered, AnswerOrigin::Pinned, 1.0);
                reply.reasons.push(format!("the questionnaire `{name}` answers with a verdict only"));
            }
            (Some(id), _) => self.follow_answer(reply, pin, id),
        }
        self.follow_verdict(reply, &pin);
        if let Some(why) = self.outdated(reply, &pin) {
            self.leave_open(reply);
            reply.reasons.push(format!("pinned by the questionnaire `{name}`, but {why}"));
        }
    }

    /// Gives the verdict that a pin states.
    fn follow_verdict(&self, reply: &mut Reply, pin: &Pin) {
        let name = &pin.questionnaire.id;
        let Some(word) = pin.verdict.filter(|_| reply.tier == ReplyStatus::Answered) else { return };
        match self.verdict(word) {
            Some((verdict, choice)) => {
                if let Some(why) =
                    verdict.and_then(|it| self.bars(reply, it).or_else(|| self.contradicts(reply, it)))
                {
                    self.leave_open(reply);
                    return reply
                        .reasons
                        .push(format!("the questionnaire `{name}` says `{word}`, but {why}"));
                }
                (reply.verdict, reply.choice) = (verdict, choice);
            }
            None => {
                reply.tier = ReplyStatus::Review;
                reply.reasons.push(format!(
                    "the questionnaire `{name}` says `{word}`, which is not an option in this row"
                ));
            }
        }
    }

    /// Why a person's pin may not be valid with the present text.
    fn outdated(&self, reply: &Reply, pin: &Pin) -> Option<String> {
        let given = reply.answer.as_ref().filter(|_| reply.tier == ReplyStatus::Answered)?;
        let given = self.library.get(&given.id)?;
        let typed = pin.verdict.map(|word| (word, self.verdict(word).and_then(|it| it.0)));
        let written =
            Written { question: &self.asked.text, typed, text_digest: pin.text_digest, decided: pin.decided };
        written.outdated(given, &self.library.wordings_of(given))
    }

    /// What contradicts the verdict that a pin sets for an entry.
    fn contradicts(&self, reply: &Reply, typed: Verdict) -> Option<String> {
        let given = reply.answer.as_ref().and_then(|id| self.library.get(&id.id))?;
        let said = says_opposite(Some(given), &given.text, typed).filter(|_| !self.may_turn(given))?;
        let (what, says) = if given.verdict == Some(said) { ("verdict", "is") } else { ("text", "says") };
        Some(format!("the {what} of `{}` {says} `{}`", given.id, said.word()))
    }

    fn follow_answer(&self, reply: &mut Reply, pin: Pin, id: &str) {
        let name = &pin.questionnaire.id;
        match (self.library.get(id), self.library.why_held(id)) {
            (Some(given), _) => {
                if let Some(why) = self.library.other_product(given, &self.asked.text, &self.asked.sections) {
                    self.put_first(reply, given);
                    return reply
                        .reasons
                        .push(format!("pinned to `{}` by the questionnaire `{name}`, but {why}", given.id));
                }
                // The entry's own verdict, which the pin does not state for this question.
                let turned = given
                    .verdict
                    .filter(|_| pin.verdict.is_none())
                    .and_then(|_| self.library.turned(given, &self.asked.text));
                if let Some(why) = turned {
                    self.put_first(reply, given);
                    let pinned =
                        format!("pinned to `{}` by the questionnaire `{name}` without a verdict", given.id);
                    return reply.reasons.push(format!("{pinned}, but the question {why}"));
                }
                self.give(reply, given, AnswerOrigin::Pinned, 1.0);
                reply.reasons.push(format!("pinned to `{}` by the questionnaire `{name}`", given.id));
            }
            // The existence of such an answer must not be shown to this audience.
            (None, Some(Withheld::Audience(_))) => {
                reply.withheld = true;
                reply.reasons.push("no entry for this audience answers this question".into());
            }
            (None, None) => reply.reasons.push("no entry for this audience answers this question".into()),
            (None, Some(why)) => reply
                .reasons
                .push(format!("pinned to `answer/{id}`, which is not available: {}", why.words())),
        }
    }

    /// The same text was decided elsewhere, in a different context.
    pub(super) fn doubt_by_words(&self, reply: &mut Reply) {
        let decided = self.library.pins.decided(&self.asked.text);
        let mut others = decided.iter().filter(|it| !self.same_context(it));
        if let Some(pin) = others.next().filter(|_| reply.how != AnswerOrigin::Pinned) {
            self.doubt(reply, *pin);
        }
    }

    /// The question is pinned, but it or its context has changed.
    pub(super) fn doubt(&self, reply: &mut Reply, pin: Pin) {
        let Some(given) = pin.answer.and_then(|it| self.library.get(it)) else { return };
        if reply.tier == ReplyStatus::Answered {
            return;
        }
        self.put_first(reply, given);
        let (name, id) = (&pin.questionnaire.id, &given.id);
        let same = own(&pin, self.library).is_some_and(|own| is_same(own, &self.asked.text));
        reply.reasons.push(if same && pin.decided {
            let answers = format!("the questionnaire `{name}` answers this question with `{id}`");
            format!("{answers}, but it was decided {}: decide again", pin.before().when(&self.context()))
        } else {
            format!("the questionnaire `{name}` answers this id with `{id}`, but for a different question")
        });
    }
}
