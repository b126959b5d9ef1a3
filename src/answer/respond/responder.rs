//! One question, with what its reply depends on.

use crate::{
    answer::{
        context::{Context, known::KnownWords, mark::Mark, parents::Parent},
        decisions::assign::section,
        entries::resolved::ResolvedAnswer,
        filling::row_texts::RowTexts,
        library::{Library, related::RelatedQuestionnaires},
        reply::{AnswerOrigin, Reply, ReplyStatus},
        verdicts::reversing,
    },
    fact::Verdict,
    matching,
    questionnaire::{
        Form,
        layout::{Asked, Layout},
    },
};

/// The confidence that a suggestion needs, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// The minimum confidence of a suggestion.
    pub review: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { review: matching::REVIEW }
    }
}

/// The maximum number of suggestions.
pub(super) const SUGGESTED: usize = 3;

pub(super) struct Responder<'a, 'l> {
    pub library: &'a Library<'l>,
    pub(super) thresholds: Thresholds,
    pub asked: &'a Asked,
    pub form: &'a Form,
    pub mappings: &'a [(usize, Layout)],
    pub(super) related_questionnaires: &'a RelatedQuestionnaires<'l>,
    pub parent: Option<&'a Parent>,
    pub cover: &'a [Mark],
    pub row: &'a RowTexts,
    pub words: &'a KnownWords<'a>,
}

impl Responder<'_, '_> {
    /// The context of the question.
    pub(super) fn context(&self) -> Context<'_> {
        Context {
            question: &self.asked.text,
            sections: &self.asked.sections,
            titles: &self.asked.titles,
            around: &self.asked.around,
            cover: self.cover,
            parent: self.parent,
            id: self.asked.id.as_deref(),
            known: self.words,
        }
    }

    /// The places that a pin may name for the question: its headings, its titles, or both.
    pub(super) fn places(&self) -> Vec<String> {
        let asked = self.asked;
        let all = section(asked);
        let titles = asked.titles.iter().map(|it| it.trim().to_owned());
        let both = titles.clone().filter(|_| !all.is_empty()).map(|title| format!("{all} · {title}"));
        asked
            .sections
            .iter()
            .cloned()
            .chain([all.clone()])
            .chain(titles)
            .chain(both)
            .filter(|it| !it.is_empty())
            .collect()
    }

    /// The headings above the question, and the other texts around it.
    pub(super) fn around(&self) -> Vec<String> {
        let beside = self.asked.titles.iter().chain(&self.asked.around).map(|it| it.to_string());
        self.asked.sections.iter().cloned().chain(beside).collect()
    }

    /// Gives the answer of an entry.
    pub(super) fn give(&self, reply: &mut Reply, given: &ResolvedAnswer, how: AnswerOrigin, confidence: f64) {
        reply.tier = ReplyStatus::Answered;
        reply.how = how;
        reply.confidence = confidence;
        reply.answer = Some(given.id.clone());
        reply.verdict = given.verdict;
        reply.text = Some(given.text.clone());
        reply.facts.clone_from(&given.facts);
    }

    /// An answer pinned elsewhere is not given if the context changes the question.
    pub(super) fn apply_context(&self, reply: &mut Reply) {
        if reply.tier != ReplyStatus::Answered {
            return;
        }
        let given = reply.answer.as_ref().and_then(|id| self.library.get(&id.id));
        let limits = given.map(|it| self.library.limits(it)).unwrap_or_default();
        let Some(why) = self.context().changes(limits) else { return };
        reply.held_by = self.context().held_by(limits);
        self.leave_open(reply);
        reply.reasons.push(why);
    }

    /// Removes an answer and leaves the question for a person.
    pub(super) fn leave_open(&self, reply: &mut Reply) {
        let given = reply.answer.take().and_then(|id| self.library.get(&id.id));
        (reply.tier, reply.how) = (ReplyStatus::Review, AnswerOrigin::Open);
        (reply.verdict, reply.choice, reply.text) = (None, None, None);
        reply.facts.clear();
        if let Some(given) = given {
            self.put_first(reply, given);
        }
    }

    /// Why a verdict that a person typed for the entry of a reply is not valid on the effective date.
    pub(super) fn bars(&self, reply: &Reply, typed: Verdict) -> Option<String> {
        let given = reply.answer.as_ref().and_then(|id| self.library.get(&id.id))?;
        given.bars(typed, self.may_turn(given) || reversing::asks_for_end(&self.asked.text))
    }

    /// Whether the question may ask for the opposite of what an entry affirms: `Do you lack a
    /// certificate?`.
    pub(super) fn may_turn(&self, given: &ResolvedAnswer) -> bool {
        reversing::reverses(&self.asked.text) || self.library.turned(given, &self.asked.text).is_some()
    }
}
