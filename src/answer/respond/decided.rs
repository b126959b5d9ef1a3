//! A person's decision on a question takes precedence over the library.

use super::responder::Responder;
use crate::{
    answer::{
        decisions::{Decision, Decisions, assign::Assigned},
        entries::{text_digest::text_digest, withheld::Withheld},
        filling::planned::excerpt,
        reply::{AnswerOrigin, Reply, ReplyStatus},
        verdicts::words,
    },
    diagnostic::{Diagnostic, Place, codes},
    fact::Verdict,
    matching::normal,
    questionnaire::{Choices, layout::Layout},
};

/// Why a decision is not applied.
enum NotApplied {
    /// It is outdated, and a person decides again.
    Open(String),
    /// It is not a valid decision for this question.
    Broken {
        /// The finding.
        finding: Box<Diagnostic>,
        /// The reason, for the review file.
        why: String,
    },
}

impl NotApplied {
    fn broken(finding: Diagnostic) -> Self {
        Self::Broken { why: finding.message.clone(), finding: Box::new(finding) }
    }
}

/// Gives the custom text of a decision.
fn apply_text(reply: &mut Reply, decision: &Decision) {
    let Some(text) = &decision.text else { return };
    let of_library = reply.text.as_deref().is_some_and(|it| it.trim() == text.trim());
    if decision.answer.is_none() && !of_library {
        // Custom text has only the verdict that the person decided.
        (reply.answer, reply.verdict, reply.choice) = (None, None, None);
        reply.facts.clear();
    }
    reply.text = Some(text.clone());
}

impl Responder<'_, '_> {
    /// Holds a question whose decision is not used.
    fn hold(&self, reply: &mut Reply) {
        self.leave_open(reply);
        let why = "a decision with custom text or a manually entered verdict was made for a different file \
                   and is not used";
        reply.reasons = vec![format!("{why}: decide again, or use its review file with `--review`")];
    }

    /// Applies what a person decided about the question, if anything.
    pub fn apply_decision(
        &self,
        reply: &mut Reply,
        assigned: &Assigned,
        decisions: &Decisions,
        findings: &mut Vec<Diagnostic>,
    ) {
        let is_held = |it: &Decision| decisions.held.is_some() && it.is_own();
        match (assigned.decision, assigned.former) {
            (Some(decision), _) if is_held(decision) => self.hold(reply),
            (Some(decision), _) => self.decide(reply, decision, decisions.same_file, findings),
            (None, Some(former)) if !is_held(former) => self.show_former(reply, former),
            (None, _) => {}
        }
    }

    /// Applies a person's decision, which takes precedence over everything else.
    fn decide(
        &self,
        reply: &mut Reply,
        decision: &Decision,
        same_file: bool,
        findings: &mut Vec<Diagnostic>,
    ) {
        let word = decision.verdict.as_ref().filter(|(word, _)| !same_file && self.verdict(word).is_none());
        if let Some((word, _)) = word {
            self.show_former(reply, decision);
            return reply
                .reasons
                .push(format!("the decision was `{word}`, which is not an option of this cell"));
        }
        if let Some(why) = self.row_has_changed(decision).filter(|_| !same_file || decision.set_aside) {
            return self.end(reply, decision, why);
        }
        reply.decision = Some(decision.clone());
        reply.how = AnswerOrigin::Decided;
        reply.reasons = vec![format!("decided by {}", decision.by)];
        if decision.blank {
            reply.tier = ReplyStatus::None;
            (reply.answer, reply.verdict, reply.text) = (None, None, None);
            reply.facts.clear();
            return;
        }
        match self.apply(reply, decision) {
            Ok(()) => {
                reply.tier = ReplyStatus::Answered;
                reply.confidence = 1.0;
            }
            Err(NotApplied::Open(why)) => {
                self.leave_open(reply);
                reply.reasons = vec![why];
            }
            Err(NotApplied::Broken { finding, why }) => {
                self.set_aside(reply, &why);
                findings.push(*finding);
            }
        }
    }

    /// Applies the answer, text and verdict of a decision.
    fn apply(&self, reply: &mut Reply, decision: &Decision) -> Result<(), NotApplied> {
        self.apply_entry(reply, decision)?;
        let of_entry = reply.text.clone();
        apply_text(reply, decision);
        self.apply_verdict(reply, decision)?;
        let is_own = |own: &&str| of_entry.as_deref().is_none_or(|it| it.trim() != own.trim());
        let own = decision.text.as_deref().filter(is_own);
        // Custom text without a verdict uses the entry's, which may have changed since.
        if own.is_some()
            && decision.verdict.is_none()
            && let Some(why) = self.bars(reply, Verdict::Yes)
        {
            return Err(NotApplied::Open(format!(
                "the decision was custom text without a verdict, but {why}: decide again, with `verdict:`"
            )));
        }
        if let Some(why) = self.bind(reply, decision) {
            return Err(NotApplied::Open(why));
        }
        let asked = self.library.products.asked();
        let (texts, question) = (&self.library.custom_texts, &self.asked.text);
        let disputes = |own| texts.disputes(question, own, reply.verdict, &asked, decision.on.as_deref());
        if let Some(why) = own.and_then(disputes) {
            return Err(NotApplied::Open(why));
        }
        self.opposed(reply, decision).map_or(Ok(()), |it| Err(NotApplied::broken(it)))
    }

    /// Gives the answer of the entry that a decision chooses.
    fn apply_entry(&self, reply: &mut Reply, decision: &Decision) -> Result<(), NotApplied> {
        let Some((id, place)) = &decision.answer else { return Ok(()) };
        if let Some(given) = self.library.get(id) {
            let limits = self.library.limits(given);
            let is_new = |then: &Vec<String>| !limits.is_empty() && limits.iter().ne(then.iter());
            if decision.limited_to.as_ref().is_some_and(is_new) {
                let only = self.library.products.names(limits);
                let why = format!(
                    "`{}` was limited to {only} since it was chosen: decide again, and delete \
                     `limited_to:`",
                    given.id
                );
                return Err(NotApplied::Open(why));
            }
            self.give(reply, given, AnswerOrigin::Decided, 1.0);
            if let Some(it) = reply.decision.as_mut() {
                it.limited_to = Some(limits.iter().map(|it| (*it).to_owned()).collect());
            }
            return Ok(());
        }
        let finding = self.library.not_given(id, *place);
        // The existence of such an entry must not be shown to this audience.
        let is_restricted = matches!(self.library.why_held(id), Some(Withheld::Audience(_)));
        let restricted = "it chooses an entry that is restricted to a narrower audience";
        let why = if is_restricted { restricted.to_owned() } else { finding.message.clone() };
        Err(NotApplied::Broken { finding: Box::new(finding), why })
    }

    /// Gives the verdict of a decision.
    fn apply_verdict(&self, reply: &mut Reply, decision: &Decision) -> Result<(), NotApplied> {
        let Some((word, place)) = &decision.verdict else { return Ok(()) };
        let Some((verdict, choice)) = self.verdict(word) else {
            return Err(NotApplied::broken(self.no_verdict(word, *place)));
        };
        if let Some(why) = verdict.and_then(|it| self.bars(reply, it)) {
            return Err(NotApplied::Open(format!("the decision was `{word}`, but {why}: decide again")));
        }
        (reply.verdict, reply.choice) = (verdict, choice);
        Ok(())
    }

    /// Why a decision ends: its row contains text that was not there when it was made.
    fn row_has_changed(&self, decision: &Decision) -> Option<String> {
        let given = decision.answer.as_ref().and_then(|(id, _)| self.library.get(id));
        let own: Vec<&str> =
            decision.text.as_deref().into_iter().chain(given.map(|it| it.text.as_str())).collect();
        let word = decision.verdict.as_ref().and_then(|(word, _)| self.verdict(word)?.0);
        let verdict = word.or_else(|| given.and_then(|it| it.verdict));
        let (at, text) = self.row.added(&decision.row_texts, &own, verdict)?;
        Some(format!("this question was decided before {at} contained `{}`: decide again", excerpt(text)))
    }

    /// Leaves a question open whose decision is no longer valid.
    fn end(&self, reply: &mut Reply, decision: &Decision, why: String) {
        if reply.tier == ReplyStatus::Answered {
            self.leave_open(reply);
        }
        if let Some(given) = decision.answer.as_ref().and_then(|(id, _)| self.library.get(id)) {
            self.put_first(reply, given);
        }
        reply.reasons.push(why);
    }

    /// Records the text of an entry for which a decision was made, if that matters, or returns why the
    /// decision is no longer valid with the present text.
    fn bind(&self, reply: &mut Reply, decision: &Decision) -> Option<String> {
        let given = reply.answer.as_ref().and_then(|it| self.library.get(&it.id));
        let given =
            given.filter(|it| reply.text.as_deref().is_some_and(|text| text.trim() == it.text.trim()));
        let bound = given.filter(|it| decision.verdict.is_some() || self.library.lacks(it, &self.asked.text));
        let now = bound.map(|it| text_digest(&it.text));
        let then = decision.text_digest.as_ref().filter(|_| bound.is_some());
        let kept = then.cloned().or_else(|| now.clone());
        if let Some(it) = reply.decision.as_mut() {
            it.text_digest = kept;
        }
        let changed = bound.filter(|_| then.is_some_and(|it| Some(it) != now.as_ref()))?;
        let what = decision.verdict.as_ref().map_or("this".to_owned(), |(word, _)| format!("`{word}`"));
        Some(format!(
            "the text of `{}` has changed since {what} was decided: decide again, and delete `text_digest:`",
            changed.id
        ))
    }

    /// Leaves the question of an invalid decision open.
    fn set_aside(&self, reply: &mut Reply, why: &str) {
        self.leave_open(reply);
        reply.reasons = vec![format!("the decision was not applied: {why}")];
    }

    /// A verdict as a person wrote it: a verdict's own word, or one of the cell's.
    pub fn verdict(&self, word: &str) -> Option<(Option<Verdict>, Option<String>)> {
        let choices = self.choices();
        let heads = self.mapping().map(|it| it.ticks.iter().map(|(_, head)| head.clone()).collect());
        let heads = Choices { values: heads.unwrap_or_default(), ..Choices::default() };
        let spelled =
            choices.into_iter().chain([&heads]).find_map(|it| words::spelled(it, word)).map(str::to_owned);
        let verdict = Verdict::from_word(word).or_else(|| words::verdict_on(&self.asked.text, word));
        (spelled.is_some() || verdict.is_some()).then_some((verdict, spelled))
    }

    fn no_verdict(&self, word: &str, place: Place) -> Diagnostic {
        let own: Vec<_> = self.choices().iter().flat_map(|it| it.values.clone()).collect();
        let names = if own.is_empty() {
            "yes`, `no`, `partial` or `not-applicable".to_owned()
        } else {
            own.join("`, `")
        };
        Diagnostic::new(codes::INVALID_VALUE, place, format!("`{word}` is not a valid verdict here"))
            .help(format!("write `{names}`"))
    }

    /// The lists of the cells that the question's answer goes to.
    fn choices(&self) -> Vec<&Choices> {
        let Some(sheet) = self.form.sheets.get(self.asked.sheet) else { return vec![] };
        let cells = self.mapping().map(|it| it.cells(self.asked.at)).unwrap_or_default();
        cells.iter().filter_map(|it| sheet.cells.get(it)?.choices.as_deref()).collect()
    }

    /// The layout that the question was found in.
    fn mapping(&self) -> Option<&Layout> {
        self.mappings.get(self.asked.layout).map(|it| &it.1)
    }

    /// Shows, without using it, what was decided for this id when the question had a different wording.
    pub(super) fn show_former(&self, reply: &mut Reply, former: &Decision) {
        if reply.tier == ReplyStatus::Answered {
            return;
        }
        if let Some(given) = former.answer.as_ref().and_then(|(id, _)| self.library.get(id)) {
            self.put_first(reply, given);
        }
        let asked = self.library.products.asked();
        let reason = if former.products != asked {
            let named = |ids: &[String]| {
                if ids.is_empty() {
                    "no specific product".to_owned()
                } else {
                    format!("`{}`", ids.join("`, `"))
                }
            };
            format!(
                "this was decided for {}, but the customer asks about {}: decide again",
                named(&former.products),
                named(&asked)
            )
        } else if normal(&former.question) == normal(&self.asked.text) {
            self.moved(former)
        } else {
            let question: String = former.question.chars().take(200).collect();
            format!("this id was decided when the question was \"{question}\": decide again")
        };
        reply.reasons.push(reason);
    }

    /// Why a decision on the same text is not used: the context of the question differs from then.
    fn moved(&self, former: &Decision) -> String {
        let when = former.before(self.words, &self.asked.text).when(&self.context());
        format!("this question was decided {when}: decide again")
    }
}
