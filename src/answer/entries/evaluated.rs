//! Evaluates all entries of the answer library for one audience on one effective date: which answers may be
//! given, and why the others are withheld.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    backed, bound, contradicted,
    grounds::Grounds,
    mismatch,
    missing::{Missing, products_of},
    named::NamedGrounds,
    relative_period,
    resolved::{self, ResolvedAnswer},
    searched, unmoved,
    withheld::Withheld,
};
use crate::{
    audience_view::{AudienceView, Disclosed},
    check::Sound,
    contradictions::StatedFacts,
    diagnostic::{Diagnostic, Sources, codes},
    fact::{Answer, Entry, FactId},
    names::Names,
    statement::{Engine, Statements},
};

/// The evaluated entries.
#[derive(Default)]
pub struct EvaluatedEntries {
    /// The answers that may be given.
    pub answers: Vec<ResolvedAnswer>,
    /// The entries that are withheld because of their facts, with the reason.
    pub withheld: BTreeMap<FactId, Withheld>,
    /// The findings about the entries.
    pub findings: Vec<Diagnostic>,
}

/// Evaluates every entry that the audience of `statements` sees. `is_approved` says whether a person
/// approved an answer with exactly this text and verdict.
pub fn evaluated(
    sound: Sound,
    statements: &Statements,
    sources: &Sources,
    is_approved: &dyn Fn(&ResolvedAnswer) -> bool,
) -> EvaluatedEntries {
    let (facts, view) = (sound.facts(), &statements.view);
    let engine = Engine::new(statements.world(), sources);
    let evaluation = Evaluation {
        grounds: Grounds::new(&engine, facts, view),
        named: NamedGrounds { names: Names::new(facts, view.on), view },
        stated: StatedFacts::new(facts, view.on),
        own_names: searched::own_names(facts),
        engine: &engine,
        view,
        is_approved,
    };
    let entries: BTreeMap<&FactId, &Entry<Answer>> = facts.answers.iter().map(|it| (&it.id, it)).collect();
    let mut done = EvaluatedEntries::default();
    for (id, fact) in view.of("answer") {
        engine.world.limit_to(products_of(fact));
        let entry = EntryInView { id, fact, entry: entries.get(id).copied() };
        match evaluation.answer(&entry, &mut done.findings) {
            Ok(answer) => done.answers.push(answer),
            Err(why) => done.withheld.extend(why.map(|it| (id.clone(), it))),
        }
    }
    engine.world.limit_to(BTreeSet::new());
    done
}

/// An entry of the library, as its audience sees it.
struct EntryInView<'e> {
    id: &'e FactId,
    fact: &'e Disclosed,
    entry: Option<&'e Entry<Answer>>,
}

/// What entries are compared with.
struct Evaluation<'a> {
    engine: &'a Engine<'a>,
    grounds: Grounds<'a>,
    named: NamedGrounds<'a>,
    stated: StatedFacts<'a>,
    own_names: Vec<&'a str>,
    view: &'a AudienceView,
    is_approved: &'a dyn Fn(&ResolvedAnswer) -> bool,
}

/// An objection to an answer.
struct Objection {
    finding: Diagnostic,
    /// Whether a person accepts it, so that the answer is still given.
    is_accepted: bool,
    /// Why the entry is withheld, if its facts are the reason.
    why: Option<Withheld>,
}

impl Objection {
    fn new(finding: Diagnostic, why: Option<Withheld>) -> Self {
        Self { finding, is_accepted: false, why }
    }
}

/// Checks an answer for one kind of objection.
type Objecting = fn(&Evaluation, &ResolvedAnswer, &EntryInView) -> Option<Objection>;

/// The kinds of objections, in the order in which they are checked.
const OBJECTIONS: [Objecting; 5] = [
    |it, answer, entry| Some(Objection::new(it.grounds.refused(answer, entry.fact)?, None)),
    |it, answer, entry| {
        let refusal = it.named.refused(answer, entry.fact, entry.entry)?;
        Some(Objection { finding: refusal.finding, is_accepted: refusal.accepted, why: None })
    },
    |it, answer, entry| {
        let finding = contradicted::contradicted(answer, entry.fact, entry.entry?, &it.stated)?;
        Some(Objection::new(finding, Some(Withheld::Disputed)))
    },
    |it, answer, entry| {
        let (finding, is_accepted) =
            relative_period::unreviewed(answer, entry.fact, entry.entry?, &it.stated)?;
        Some(Objection { finding, is_accepted, why: Some(Withheld::Undated) })
    },
    |it, answer, entry| {
        let unbound = entry.entry.and_then(|entry_of| bound::unbound(answer, entry_of, entry.fact));
        let finding = unbound.or_else(|| unmoved::unmoved(answer, entry.fact))?;
        (!(it.is_approved)(answer)).then(|| Objection::new(finding, Some(Withheld::Unbound)))
    },
];

impl Evaluation<'_> {
    /// The answer of an entry; problems are added to `findings`.
    ///
    /// # Errors
    /// It is withheld; with the reason if its facts are the reason.
    fn answer(
        &self,
        entry: &EntryInView,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<ResolvedAnswer, Option<Withheld>> {
        let mut answer = self.rendered(entry, findings)?;
        for objecting in OBJECTIONS {
            refuse(objecting(self, &answer, entry), findings)?;
        }
        let unbacked = entry.entry.map(|it| backed::unbacked(it, &answer, &self.own_names));
        findings.extend(unbacked.iter().flatten().map(|it| it.finding(&answer)));
        answer.barred = self.grounds.barred(&answer, entry.fact);
        answer.held_before = self.grounds.held_before(&answer, entry.fact);
        findings.extend(self.grounds.of_today(&answer, entry.fact));
        refuse(self.mismatch(&answer, entry), findings)?;
        Ok(answer)
    }

    /// The text and verdict of an entry.
    ///
    /// # Errors
    /// Its templates cannot be evaluated, or need facts that the audience does not see or that are not
    /// stated.
    fn rendered(
        &self,
        entry: &EntryInView,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<ResolvedAnswer, Option<Withheld>> {
        let answer = resolved::give(self.engine, entry.id, entry.fact).map_err(|finding| {
            findings.push(finding.note(format!("while answering `{}`", entry.id)));
            None
        })?;
        let missing = Missing { engine: self.engine, view: self.view, given: &answer, fact: entry.fact };
        match missing.found() {
            Some((why, finding)) => {
                findings.push(finding);
                Err(Some(why))
            }
            None => Ok(answer),
        }
    }

    /// The objection that the verdict contradicts the text, and whether that is accepted.
    fn mismatch(&self, answer: &ResolvedAnswer, entry: &EntryInView) -> Option<Objection> {
        let finding = mismatch::mismatch(answer, entry.fact, self.view.on)?;
        let accepts = |it| contradicted::accepts(it, codes::VERDICT_MISMATCH, None, &finding);
        let is_accepted = (self.is_approved)(answer) || entry.entry.is_some_and(accepts);
        Some(Objection { finding, is_accepted, why: Some(Withheld::Mismatched) })
    }
}

/// Adds the finding of an objection.
///
/// # Errors
/// The objection is not accepted.
fn refuse(objection: Option<Objection>, findings: &mut Vec<Diagnostic>) -> Result<(), Option<Withheld>> {
    let Some(Objection { finding, is_accepted, why }) = objection else { return Ok(()) };
    findings.push(finding);
    if is_accepted { Ok(()) } else { Err(why) }
}
