//! Facts that are not valid on a day: they have ended, failed or not begun. Nothing may be based on them.

use chrono::NaiveDate;

use super::{AnyFact, Datum, EvidenceFiles, ScanOutcome, Usage};

/// Whether a fact that is not valid has ended or is still to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotValid {
    /// Ended or failed.
    Ended,
    /// Not yet begun.
    ToCome,
}

/// Whether a fact that is not valid on the day `on` has ended or not begun; `None` if it is valid.
pub fn not_valid(fact: &dyn AnyFact, evidence: &EvidenceFiles, on: NaiveDate) -> Option<NotValid> {
    not_valid_and_why(fact, evidence, on).map(|it| it.0)
}

/// Why a fact is not valid on the day `on`, as words that follow its id and "which"; `None` if it is valid.
/// For reports and certificates see [`Standing`](super::Standing).
pub fn why_not_valid(fact: &dyn AnyFact, evidence: &EvidenceFiles, on: NaiveDate) -> Option<String> {
    not_valid_and_why(fact, evidence, on).map(|it| it.1)
}

fn not_valid_and_why(
    fact: &dyn AnyFact,
    evidence: &EvidenceFiles,
    on: NaiveDate,
) -> Option<(NotValid, String)> {
    if let Some(valid) = fact.envelope().valid.as_ref().filter(|_| !fact.envelope().holds(on)) {
        let from = valid.from.as_ref().filter(|it| on < it.value);
        let until = valid.until.as_ref();
        let until = until.map(|it| (NotValid::Ended, format!("was valid only until {}", it.value)));
        return from.map(|it| (NotValid::ToCome, format!("is not valid until {}", it.value))).or(until);
    }
    let data = if matches!(fact.id().kind, "policy" | "scan" | "subprocessor") {
        fact.data(on, evidence)
    } else {
        return None;
    };
    let field = |name: &str| data.iter().find(|(it, _)| *it == name).map(|(_, it)| it);
    let day =
        |name: &str| if let Some(Datum::Date(it)) = field(name) { it.to_string() } else { String::new() };
    match (fact.id().kind, field("standing"), field("approved_yet"), field("outcome")) {
        ("subprocessor", Some(it), _, _) => match it.word()? {
            Usage::Planned => Some((NotValid::ToCome, format!("is not used until {}", day("since")))),
            Usage::Former => Some((NotValid::Ended, format!("was used only until {}", day("until")))),
            Usage::Used => None,
        },
        ("policy", _, Some(Datum::Flag(false)), _) => Some((NotValid::ToCome, "is not approved yet".into())),
        ("scan", _, _, Some(it)) => {
            let failed = it.word::<ScanOutcome>().filter(|it| *it == ScanOutcome::Failed);
            failed.map(|_| (NotValid::Ended, "failed".into()))
        }
        _ => None,
    }
}
