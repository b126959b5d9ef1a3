//! Answers to customers' questions, from entries of the answer library.
//!
//! [`answer`] works out every entry for one audience and day, and fills the vendor's own questionnaires. A
//! customer's file is answered from a [`Library`] of these: [`respond`] decides question by question (a
//! person's decision, a pin, a question answered before, a match that is sure enough, else nothing), and
//! [`fill`] writes the answers into the file.

mod context;
mod decisions;
mod entries;
mod filling;
mod headers;
mod library;
mod reply;
mod respond;
mod verdicts;

pub use context::{
    Context,
    dependence::{continues, needs_context},
    file_names::title as title_of_file,
    known::KnownWords,
    mark::Mark,
    parents::{Parent, parents},
    read_for::ReadTexts,
    read_texts::{ReadText, Stands},
};
pub use decisions::{Decision, Decisions, assign::section, held::HeldDecisions};
pub use entries::{
    approved_phrasings::ApprovedPhrasings,
    products::Products,
    resolved::{ApprovalState, ResolvedAnswer, text_of},
    text_digest::text_digest,
    withheld::Withheld,
};
pub use filling::{
    customers::Customers,
    fill::{Again, fill, fill_again},
    filled::{Filled, Question},
    former::{Former, Record},
    paragraphs::{Compared, InParagraphs, compare, filled_paragraphs},
    reading::FilledRow,
};
pub use library::{Alike, Library, again::NotGivenAgain};
pub use reply::{
    How, Replied, Reply, Suggestion, Tier, Totals,
    entered::{Entered, Holds, Left, Why},
    paragraph::Paragraph,
    surroundings::{HoldsBack, held_back, holding_back},
    tally::Tally,
};
pub use respond::{
    approved::leave_unapproved, ask, comment_cells::apply_comments, respond, responder::Thresholds,
};
pub use verdicts::words::{spoken, verdict_begun, verdict_of, verdict_on};

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    audience_view::Disclosed,
    check::Sound,
    contradictions::Stated,
    diagnostic::{Diagnostic, Sources, codes},
    fact::{Datum, FactId},
    names::Names,
    statement::{Engine, Statements},
};
use entries::{backed, basis, bound, contradicted, mismatch, relative_period, resolved, searched, unmoved};
use entries::{
    grounds::Grounds,
    missing::{Missing, products_of},
    named::NamedGrounds,
};
use filling::filled;

/// The answers to one audience on one day.
#[derive(Debug, Default)]
pub struct Answered {
    /// The answers that are given.
    pub answers: Vec<ResolvedAnswer>,
    /// The published questionnaires.
    pub filled: Vec<Filled>,
    /// The entries that are not given because their facts are not all told or stated.
    pub withheld: BTreeMap<FactId, Withheld>,
}

/// Gives every answer that the view has, and fills its questionnaires, without regard to approvals.
pub fn answer(sound: Sound, statements: &Statements, sources: &Sources) -> (Answered, Vec<Diagnostic>) {
    answer_approved(sound, statements, sources, &|_| false)
}

/// The same; `is_approved` says whether a person approved an answer with this very text and verdict.
pub fn answer_approved(
    sound: Sound,
    statements: &Statements,
    sources: &Sources,
    is_approved: &dyn Fn(&ResolvedAnswer) -> bool,
) -> (Answered, Vec<Diagnostic>) {
    let engine = Engine::new(statements.world(), sources);
    let grounds = Grounds::new(&engine, sound.facts(), &statements.view);
    let named = NamedGrounds { names: Names::new(sound.facts(), statements.view.on), view: &statements.view };
    let stated = Stated::new(sound.facts(), statements.view.on);
    let mut findings = Vec::new();
    let mut answers = Vec::new();
    let mut withheld = BTreeMap::new();
    let entries: BTreeMap<&FactId, _> = sound.facts().answers.iter().map(|it| (&it.id, it)).collect();
    let own_names = searched::own_names(sound.facts());
    for (id, fact) in statements.view.of("answer") {
        engine.world.limit_to(products_of(fact));
        let given = resolved::give(&engine, id, fact).and_then(|it| {
            let missing = Missing { engine: &engine, view: &statements.view, given: &it, fact };
            match missing.found() {
                Some((why, finding)) => {
                    withheld.insert(id.clone(), why);
                    Err(finding)
                }
                None => Ok(it),
            }
        });
        match given {
            Ok(mut it) => match grounds.refused(&it, fact) {
                None => {
                    let entry = entries.get(id).copied();
                    if let Some(refusal) = named.refused(&it, fact, entry) {
                        findings.push(refusal.finding);
                        if !refusal.accepted {
                            continue;
                        }
                    }
                    let contradicted =
                        entry.and_then(|entry| contradicted::contradicted(&it, fact, entry, &stated));
                    if let Some(finding) = contradicted {
                        withheld.insert(id.clone(), Withheld::Disputed);
                        findings.push(finding);
                        continue;
                    }
                    let undated =
                        entry.and_then(|entry| relative_period::unreviewed(&it, fact, entry, &stated));
                    if let Some((finding, accepted)) = undated {
                        findings.push(finding);
                        if !accepted {
                            withheld.insert(id.clone(), Withheld::Undated);
                            continue;
                        }
                    }
                    let unbound = entry
                        .and_then(|entry| bound::unbound(&it, entry, fact))
                        .or_else(|| unmoved::unmoved(&it, fact));
                    if let Some(finding) = unbound.filter(|_| !is_approved(&it)) {
                        withheld.insert(id.clone(), Withheld::Unbound);
                        findings.push(finding);
                        continue;
                    }
                    let unbacked = entry.map(|entry| backed::unbacked(entry, &it, &own_names));
                    findings.extend(unbacked.iter().flatten().map(|phrasing| phrasing.finding(&it)));
                    it.barred = grounds.barred(&it, fact);
                    it.held_before = grounds.held_before(&it, fact);
                    findings.extend(grounds.of_today(&it, fact));
                    if let Some(finding) = mismatch::mismatch(&it, fact, statements.view.on) {
                        let of_entry =
                            |entry| contradicted::accepts(entry, codes::VERDICT_MISMATCH, None, &finding);
                        let accepted = is_approved(&it) || entry.is_some_and(of_entry);
                        findings.push(finding);
                        if !accepted {
                            withheld.insert(id.clone(), Withheld::Mismatched);
                            continue;
                        }
                    }
                    answers.push(it);
                }
                Some(finding) => findings.push(finding),
            },
            Err(finding) if withheld.contains_key(id) => findings.push(finding),
            Err(finding) => findings.push(finding.note(format!("while answering `{id}`"))),
        }
    }
    engine.world.limit_to(BTreeSet::new());
    let view = &statements.view;
    let pins = filled::Pins {
        facts: sound.facts(),
        view,
        answers: answers.iter().map(|given: &ResolvedAnswer| (&given.id, given)).collect(),
        limits: basis::Limits::new(sound.facts(), view.on),
        products: Products::new(&sound.facts().products),
    };
    let published = view.of("questionnaire").filter(|(_, questionnaire)| is_published(questionnaire));
    let filled = published.map(|(id, questionnaire)| pins.fill(id, questionnaire, &mut findings)).collect();
    (Answered { answers, filled, withheld }, findings)
}

/// A questionnaire is published unless it says otherwise, or is a customer's.
fn is_published(questionnaire: &Disclosed) -> bool {
    let kept = matches!(questionnaire.data.get("publish"), Some(Datum::Flag(false)));
    !kept && !matches!(questionnaire.data.get("customer"), Some(Datum::Text(_)))
}
