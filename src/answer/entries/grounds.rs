//! Whether the facts that an answer is based on support its verdict and text on the effective date.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    resolved::ResolvedAnswer,
    suppose::Calculated,
    tense::{EVER, asks_about_the_past, asks_when_held, ever},
};
use crate::{
    audience_view::{AudienceView, Disclosed},
    diagnostic::{Code, Diagnostic, Level, Place, codes},
    fact::{AnyFact, Datum, FactId, Facts, Standing, Verdict, why_not_valid},
    statement::{Engine, TemplateSource},
};

/// The facts on the effective date.
pub struct Grounds<'a> {
    engine: &'a Engine<'a>,
    pub(super) facts: &'a Facts,
    by_id: BTreeMap<&'a FactId, &'a dyn AnyFact>,
    pub(super) view: &'a AudienceView,
}

/// Why an answer is not given.
struct Refusal {
    code: &'static Code,
    /// The reason, worded to follow the verdict or the entry.
    why: String,
    help: String,
}

impl<'a> Grounds<'a> {
    /// The grounds of the answers that `engine` produces.
    pub fn new(engine: &'a Engine<'a>, facts: &'a Facts, view: &'a AudienceView) -> Self {
        Self { engine, facts, by_id: facts.all().map(|it| (it.id(), it)).collect(), view }
    }

    /// The finding that an answer is not given because its facts do not support it.
    pub fn refused(&self, given: &ResolvedAnswer, fact: &Disclosed) -> Option<Diagnostic> {
        let fixed = expression(fact).is_none();
        let found = if fixed { self.typed(given, given.verdict) } else { self.calculated(given, fact) };
        let found = found.or_else(|| self.over(given, given.verdict));
        let Refusal { code, why, help } = found.or_else(|| if fixed { None } else { self.unsaid(given) })?;
        let says = match given.verdict {
            Some(it) if fixed => format!("its verdict is fixed as `{}`, but ", it.word()),
            Some(it) => format!("its verdict is `{}`, but ", it.word()),
            None => String::new(),
        };
        let message = format!("`{}` is not given: {says}{why}", given.id);
        let mut finding = Diagnostic::new(code, place_of_verdict(fact), message).help(help);
        // Nothing is published, so nothing false is published.
        finding.level = Level::Warning;
        Some(finding)
    }

    /// The verdicts that must not be typed for the entry on this date, each with the reason.
    pub fn barred(&self, given: &ResolvedAnswer, fact: &Disclosed) -> Vec<(Verdict, String)> {
        let own = |it: Verdict| {
            format!(
                "the verdict of `{}` is calculated from its facts and is `{}` on the effective date",
                given.id,
                it.word()
            )
        };
        let calculated = given.verdict.filter(|_| expression(fact).is_some());
        let why = |typed: Verdict| match calculated {
            Some(it) => (claimed(typed) > claimed(it)).then(|| own(it)),
            None => self.typed(given, Some(typed)).or_else(|| self.over(given, Some(typed))).map(|it| it.why),
        };
        let others = [Verdict::Yes, Verdict::Partial].into_iter().filter(|it| given.verdict != Some(*it));
        others.filter_map(|it| Some((it, why(it)?))).collect()
    }

    /// The state of a report or certificate.
    fn standing(&self, id: &FactId) -> Option<Standing> {
        let state = self.view.get(id).filter(|_| id.kind == "certification")?.data.get("state")?;
        state.word()
    }

    /// Whether a report or certificate supports a verdict.
    fn allows(&self, id: &FactId, verdict: Verdict) -> bool {
        let most = self.standing(id).and_then(Standing::verdict);
        most.is_some_and(|it| claimed(verdict) <= claimed(it))
    }

    /// Why a typed verdict is not supported by the reports and certificates that the text names.
    fn typed(&self, given: &ResolvedAnswer, verdict: Option<Verdict>) -> Option<Refusal> {
        let rests = self.resting_on(given);
        let all: Vec<_> = rests.iter().filter_map(|id| Some((id, self.standing(id)?))).collect();
        let found = match verdict {
            Some(Verdict::Yes) => all.iter().find(|(_, it)| *it != Standing::Own),
            // Part of a yes may be another party's, and one of several may have ended.
            Some(Verdict::Partial) => {
                let some = all.iter().any(|(_, it)| it.is_in_force() || *it == Standing::InProgress);
                all.first().filter(|_| !some)
            }
            Some(Verdict::No) => {
                all.iter().find(|(id, it)| *it == Standing::Unknown && given.told.contains(id))
            }
            None => all.first().filter(|_| all.iter().all(|(_, it)| *it == Standing::Unknown)),
            Some(Verdict::NotApplicable) => None,
        };
        let (id, standing) = found?;
        Some(match standing {
            Standing::Unknown => unknown(id),
            _ => Refusal {
                code: codes::FIXED_VERDICT,
                why: format!("`{id}` is {}", standing.message_word()),
                help: follow(id),
            },
        })
    }

    /// Why a calculated verdict is not supported: it claims more than the reports and certificates that it
    /// is calculated from.
    fn calculated(&self, given: &ResolvedAnswer, fact: &Disclosed) -> Option<Refusal> {
        let (expression, place) = expression(fact)?;
        let read: BTreeSet<&FactId> = given.read.iter().map(|(id, _)| id).chain(&given.decided_by).collect();
        let read: Vec<_> = read.into_iter().filter_map(|id| Some((id, self.standing(id)?))).collect();
        let claims = given.verdict.filter(|it| matches!(it, Verdict::Yes | Verdict::Partial));
        let Some(verdict) = claims else {
            let past = self.held_before(given, fact).filter(|_| asks_about_the_past(&given.question));
            if let Some(id) = past {
                return Some(Refusal {
                    code: codes::PAST_QUESTION,
                    why: asks_when_held(&id),
                    help: ever(&id),
                });
            }
            return read.iter().find(|(_, it)| *it == Standing::Unknown).map(|(id, _)| unknown(id));
        };
        if read.is_empty() {
            // It does not depend on a report or certificate.
            let rests = self.resting_on(given).into_iter().filter_map(|id| Some((self.standing(&id)?, id)));
            let (standing, id) = rests.into_iter().find(|(_, id)| !self.allows(id, verdict))?;
            let why = format!("`{id}` is {}", standing.word());
            return Some(Refusal { code: codes::FIXED_VERDICT, why, help: follow(&id) });
        }
        // A yes about the past may be based on an earlier report or certificate.
        let past = |id: &FactId| {
            asks_about_the_past(&given.question)
                && self.was_ever_current(id)
                && given.read.iter().all(|(it, field)| it != id || field.is_empty() || field == EVER)
        };
        let not_held: BTreeMap<&FactId, Standing> =
            read.iter().filter(|(id, _)| !self.allows(id, verdict) && !past(id)).copied().collect();
        let all: BTreeSet<&FactId> = read.iter().map(|(id, _)| *id).collect();
        let script = TemplateSource { text: expression, place };
        let calculated = Calculated { engine: self.engine, script, read: &given.read, verdict, all };
        let (id, standing) = calculated.says_too_much(&not_held)?;
        let word = standing.word();
        let help =
            format!("{}, or compare the state: `certification['{}'].state == '{word}'`", follow(id), id.id);
        Some(match standing {
            Standing::Unknown => unknown(id),
            _ => Refusal {
                code: codes::FIXED_VERDICT,
                why: format!("it is based on `{id}`, which is {word}"),
                help,
            },
        })
    }

    /// Why the text is not supported: it is based on facts that have ended or not begun, without saying so.
    fn over(&self, given: &ResolvedAnswer, verdict: Option<Verdict>) -> Option<Refusal> {
        if matches!(verdict, Some(Verdict::No | Verdict::NotApplicable)) {
            return None;
        }
        let rests = self.resting_on(given);
        let help = "state what holds on the effective date, end the entry with `valid: {until: …}`, or \
                    remove the reference";
        let refusal =
            |code, id: &FactId, why: &str| Refusal { code, why: format!("`{id}` {why}"), help: help.into() };
        let unapproved = "answer with what holds now, or wait until the policy is approved";
        let used = |id: &FactId| id.kind == "subprocessor" && self.why_over(id).is_none();
        for id in &rests {
            let told = given.told.contains(id);
            let standing = self.standing(id).filter(|it| !it.is_in_force() && *it != Standing::InProgress);
            if let Some(standing) = standing.filter(|_| !told) {
                return Some(refusal(codes::LAPSED_BASIS, id, &format!("is {}", standing.message_word())));
            }
            let Some(why) = self.why_over(id) else { continue };
            match id.kind {
                "policy" if verdict.is_some() && self.view.get(id).is_some() => {
                    return Some(Refusal {
                        help: unapproved.into(),
                        ..refusal(codes::FUTURE_DATE, id, &why)
                    });
                }
                // A list of companies may include former ones beside current ones.
                "subprocessor" if told && (verdict.is_none() || rests.iter().any(used)) => {}
                "policy" | "scan" if told => {}
                _ => return Some(refusal(codes::LAPSED_BASIS, id, &why)),
            }
        }
        None
    }

    /// Why the text is not valid beside a calculated no: it names a report or certificate that is not in
    /// force, and would be the same if it were.
    fn unsaid(&self, given: &ResolvedAnswer) -> Option<Refusal> {
        let unsaid = given.named.difference(&given.told).filter_map(|id| Some((id, self.standing(id)?)));
        let (id, standing) = unsaid.into_iter().find(|(_, it)| !it.is_in_force())?;
        let help = format!(
            "state its status in `text`: `certification['{}'].status`, or `say(\"{id}/summary\")`",
            id.id
        );
        Some(Refusal {
            code: codes::LAPSED_BASIS,
            why: format!("its text names `{id}`, which is {}, without saying so", standing.message_word()),
            help,
        })
    }

    fn why_over(&self, id: &FactId) -> Option<String> {
        self.by_id.get(id).and_then(|it| why_not_valid(*it, &self.facts.evidence, self.view.on))
    }

    /// The facts that an answer is based on, directly or indirectly.
    fn resting_on(&self, given: &ResolvedAnswer) -> BTreeSet<FactId> {
        let mut all = BTreeSet::new();
        let mut open: Vec<FactId> = given.facts.iter().cloned().collect();
        while let Some(id) = open.pop() {
            if let (Some(fact), true) = (self.by_id.get(&id), all.insert(id.clone())) {
                open.extend(fact.envelope().rests_on.iter().map(|it| it.target.clone()));
            }
        }
        all
    }
}

fn unknown(id: &FactId) -> Refusal {
    let help = format!("add the state on the effective date to the `history` of `{id}`");
    Refusal {
        code: codes::LAPSED_BASIS,
        why: format!("the status of `{id}` on the effective date is not known"),
        help,
    }
}

fn follow(id: &FactId) -> String {
    format!("write `verdict: {{expression: \"certification['{}'].verdict\"}}`", id.id)
}

/// How much a verdict claims, as a number for comparison.
fn claimed(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Yes => 2,
        Verdict::Partial => 1,
        Verdict::No | Verdict::NotApplicable => 0,
    }
}

pub(super) fn place_of_verdict(fact: &Disclosed) -> Place {
    fact.fields.iter().find(|(name, _)| name == "verdict").map_or(fact.place, |(_, place)| *place)
}

/// The expression of an entry's verdict, if it has one.
pub(super) fn expression(fact: &Disclosed) -> Option<(&str, Place)> {
    let Some(Datum::Map(entries)) = fact.data.get("verdict") else { return None };
    let text = entries.iter().find_map(|(_, it)| it.text());
    text.map(|it| (it, place_of_verdict(fact)))
}
