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

/// How sure a suggestion must be, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// At or above it entries are suggested.
    pub review: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { review: matching::REVIEW }
    }
}

/// How many entries are suggested at most.
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
    /// What is around the question.
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

    /// What the question is under, in each way in which a pin may name it: its headings, its titles,
    /// both.
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

    /// The headings above the question, and what else is said around it.
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

    /// What was pinned elsewhere is not given where what is around the question changes it.
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

    /// Takes an answer back, for a person to look at.
    pub(super) fn leave_open(&self, reply: &mut Reply) {
        let given = reply.answer.take().and_then(|id| self.library.get(&id.id));
        (reply.tier, reply.how) = (ReplyStatus::Review, AnswerOrigin::Open);
        (reply.verdict, reply.choice, reply.text) = (None, None, None);
        reply.facts.clear();
        if let Some(given) = given {
            self.put_first(reply, given);
        }
    }

    /// Why the verdict that a person typed for the entry of a reply does not hold on this day.
    pub(super) fn bars(&self, reply: &Reply, typed: Verdict) -> Option<String> {
        let given = reply.answer.as_ref().and_then(|id| self.library.get(&id.id))?;
        given.bars(typed, self.may_turn(given) || reversing::asks_for_end(&self.asked.text))
    }

    /// Whether the question may ask for the contrary of what an entry affirms: `Do you lack a certificate?`.
    pub(super) fn may_turn(&self, given: &ResolvedAnswer) -> bool {
        reversing::reverses(&self.asked.text) || self.library.turned(given, &self.asked.text).is_some()
    }
}
