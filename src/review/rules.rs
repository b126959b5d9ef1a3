//! The rules that set the risk of a change, each with the sentence that explains it.

use super::{
    claim_pair::{ClaimPair, FactContext},
    figures,
    vocabulary::RuleWords,
};
use crate::{
    fact::{FactState, ScanOutcome, Standing, Usage, Verdict, read::words},
    ledger::{Claim, ClaimId},
    markup::timeline_text::without_remarks,
};

words! {
    /// The risk of a change, highest first.
    pub enum Risk {
        /// Customers may have relied on more than is stated now.
        Weakened "weakened",
        /// It may matter, so a person should review it.
        Watch "watch",
        /// No rule applies.
        Other "other",
    }
}

impl Risk {
    /// The heading over such changes.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Weakened => "Weakened claims",
            Self::Watch => "Needs review",
            Self::Other => "Other changes",
        }
    }

    /// The heading over such changes that a date will make.
    pub fn heading_by_date(self) -> &'static str {
        match self {
            Self::Weakened => "Claims that will be weakened on a date",
            Self::Watch => "Claims that will change on a date and need review",
            Self::Other => "Other claims that will change on a date",
        }
    }
}

/// A rule that sets the risk of a change.
#[derive(Debug)]
pub struct RiskRule {
    /// Its stable name.
    pub name: &'static str,
    /// The risk.
    pub risk: Risk,
    /// The explanation, as a sentence.
    pub says: &'static str,
    holds: fn(&ClaimPair) -> bool,
}

/// The name of the rule that another company handles customers' data.
pub const SUBPROCESSOR_ADDED: &str = "subprocessor-added";

/// All rules, highest risk first.
pub const RULES: &[RiskRule] = &[
    RiskRule {
        name: "certification-lost",
        risk: Risk::Weakened,
        says: "An attestation report, a certificate or a self-assessment is no longer current.",
        holds: |it| it.standings().is_some_and(|(was, is)| was.is_in_force() && is.rank() < was.rank()),
    },
    RiskRule {
        name: "promise-lapsed",
        risk: Risk::Weakened,
        says: "An announced date has passed without an update.",
        holds: |pair| {
            let overdue = |(was, is)| is == Standing::Overdue && was != Standing::Overdue;
            pair.before.is_some() && pair.standings().is_some_and(overdue)
        },
    },
    RiskRule {
        name: "verdict-weaker",
        risk: Risk::Weakened,
        says: "An answer affirms less than before.",
        holds: |pair| {
            let verdict = |it: &Claim| it.verdict.map_or(1, rank);
            matches!((pair.before, pair.after), (Some(old), Some(new)) if old.verdict.is_some()
                && verdict(new) < verdict(old))
        },
    },
    RiskRule {
        name: "region-removed",
        risk: Risk::Weakened,
        says: "A data region is no longer offered.",
        holds: |it| it.about == "region" && it.fact.is_removed,
    },
    RiskRule {
        name: SUBPROCESSOR_ADDED,
        risk: Risk::Weakened,
        says: "Another company handles, or will handle, customers' data.",
        holds: |pair| {
            let used = Some(FactState::Subprocessor(Usage::Used));
            let new = pair.fact.is_new && !pair.is_former();
            let begun = pair.before.is_some() && pair.was() != used && pair.is() == used;
            pair.about == "subprocessor" && (new || begun) && pair.after.is_some()
        },
    },
    RiskRule {
        name: "retention-longer",
        risk: Risk::Weakened,
        says: "Data is kept, or a cookie lasts, longer than before.",
        holds: |pair| {
            pair.longer(RuleWords::Retention)
                || (matches!(pair.about, "cookie" | "practice") && pair.longer_at_all())
        },
    },
    RiskRule {
        name: "service-slower",
        risk: Risk::Weakened,
        says: "Something that is promised within a certain time takes longer than before, or availability \
               is lower.",
        holds: |pair| {
            pair.longer(RuleWords::Service)
                || pair.texts().is_some_and(|(old, new)| figures::less_available(old, new))
        },
    },
    RiskRule {
        name: "time-dropped",
        risk: Risk::Weakened,
        says: "A duration that was stated is no longer stated.",
        holds: |pair| {
            pair.texts().is_some_and(|(old, new)| figures::states_time(old) && !figures::states_time(new))
        },
    },
    RiskRule {
        name: "time-longer",
        risk: Risk::Weakened,
        says: "A duration or an interval is longer than before.",
        holds: |pair| {
            pair.longer_at_all()
                && !pair.longer(RuleWords::Retention)
                && !pair.longer(RuleWords::Service)
                && !matches!(pair.about, "cookie" | "practice")
        },
    },
    RiskRule {
        name: "cipher-weaker",
        risk: Risk::Weakened,
        says: "A cipher, key or protocol is weaker than before.",
        holds: |pair| {
            pair.texts().is_some_and(|(old, new)| {
                figures::weaker_cipher(old, new) || figures::more_of(old, new, RuleWords::WeakCiphers)
            })
        },
    },
    RiskRule {
        name: "negation-changed",
        risk: Risk::Weakened,
        says: "A \"not\", \"no\" or \"never\" was added or removed, so the meaning may be reversed.",
        holds: |pair| {
            pair.texts().is_some_and(|(old, new)| {
                // That a date is not stated denies nothing.
                let (old, new) = (without_remarks(old), without_remarks(new));
                figures::more_of(&old, &new, RuleWords::Not) || figures::more_of(&new, &old, RuleWords::Not)
            })
        },
    },
    RiskRule {
        name: "promise-softened",
        risk: Risk::Weakened,
        says: "A word that makes a promise was removed, or a word that weakens one was added.",
        holds: |pair| {
            pair.texts().is_some_and(|(old, new)| {
                figures::more_of(old, new, RuleWords::Hedges)
                    || figures::more_of(new, old, RuleWords::Promises)
            })
        },
    },
    RiskRule {
        name: "place-changed",
        risk: Risk::Weakened,
        says: "A location was added or removed: data may be in a different place.",
        holds: |pair| {
            let places = pair.texts().is_some_and(|(old, new)| {
                figures::more_of(old, new, RuleWords::Places) || figures::more_of(new, old, RuleWords::Places)
            });
            places
                || (pair.about == "region" && ["name: ", "locations: "].iter().any(|name| pair.field(name)))
        },
    },
    RiskRule {
        name: "subprocessor-changed",
        risk: Risk::Weakened,
        says: "The name, purpose, location or data of a subprocessor has changed or will change.",
        holds: |pair| {
            let text = pair
                .texts()
                .is_some_and(|(old, new)| figures::without_days(old) != figures::without_days(new));
            let fields = pair.after.is_some_and(|it| matches!(it.named(), ClaimId::Fields(_)));
            let stated =
                ["name: ", "purpose: ", "location: ", "data: ", "changes: ", "hosted_by: ", "products: "]
                    .iter()
                    .any(|name| pair.field(name));
            // That a planned use begins is reported as SUBPROCESSOR_ADDED.
            let used = [Usage::Planned, Usage::Used].map(|it| Some(FactState::Subprocessor(it)));
            let begins = [pair.was(), pair.is()] == used;
            pair.about == "subprocessor" && !pair.is_former() && if fields { stated } else { text && !begins }
        },
    },
    RiskRule {
        name: "scope-changed",
        risk: Risk::Weakened,
        says: "What a report or certificate covers, or whose it is, has changed.",
        holds: |pair| {
            pair.about == "certification"
                && ["scope: ", "held: ", "products: ", "inherited_from: "].iter().any(|name| pair.field(name))
        },
    },
    RiskRule {
        name: "scan-failed",
        risk: Risk::Weakened,
        says: "A scan that passed no longer passes.",
        holds: |pair| {
            let passed = Some(FactState::Scan(ScanOutcome::Passed));
            pair.about == "scan" && pair.was() == passed && pair.is() != passed
        },
    },
    RiskRule {
        name: "measure-withdrawn",
        risk: Risk::Weakened,
        says: "A security measure, policy or reporting channel is no longer stated to this audience.",
        holds: |it| matches!(it.about, "measure" | "policy" | "programme" | "contact") && it.fact.is_removed,
    },
    RiskRule {
        name: "repeats-weakened",
        risk: Risk::Weakened,
        says: "It changed because a fact that it is based on was weakened.",
        holds: |it| it.fact.depends_on_weakened && it.texts().is_some(),
    },
    RiskRule {
        name: "limit-added",
        risk: Risk::Watch,
        says: "A word that limits or makes an exception was added.",
        holds: |it| it.texts().is_some_and(|(old, new)| figures::more_of(old, new, RuleWords::Limits)),
    },
    RiskRule {
        name: "audience-widened",
        risk: Risk::Watch,
        says: "It is visible to more people than before.",
        holds: |it| matches!((it.before, it.after), (Some(old), Some(new)) if new.audience < old.audience),
    },
    RiskRule {
        name: "audience-narrowed",
        risk: Risk::Watch,
        says: "It is visible to fewer people than before.",
        holds: |it| matches!((it.before, it.after), (Some(old), Some(new)) if new.audience > old.audience),
    },
    RiskRule {
        name: "figure-changed",
        risk: Risk::Watch,
        says: "A number or date in it has changed.",
        holds: |it| it.texts().is_some_and(|(old, new)| figures::numbers(old) != figures::numbers(new)),
    },
    RiskRule {
        name: "withdrawn",
        risk: Risk::Watch,
        says: "It is no longer stated.",
        holds: |it| it.after.is_none(),
    },
];

/// The rules that apply to a change, without those implied by a rule of higher risk.
pub fn rules_of(before: Option<&Claim>, after: Option<&Claim>, fact: FactContext) -> Vec<&'static RiskRule> {
    let about = after.or(before).map_or("", Claim::kind);
    let pair = ClaimPair { about, before, after, fact };
    let found: Vec<_> = RULES.iter().filter(|it| (it.holds)(&pair)).collect();
    let heavy = found.iter().any(|it| it.risk == Risk::Weakened);
    let own = found.iter().any(|it| it.risk == Risk::Weakened && it.name != "repeats-weakened");
    let adds = |it: &&RiskRule| match it.name {
        "repeats-weakened" => !own,
        "audience-widened" | "audience-narrowed" => true,
        _ => !heavy || it.risk == Risk::Weakened,
    };
    found.into_iter().filter(adds).collect()
}

/// How much a verdict affirms.
fn rank(verdict: Verdict) -> u8 {
    match verdict.word() {
        "yes" => 2,
        "no" => 0,
        _ => 1,
    }
}
