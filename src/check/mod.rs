//! The lints: facts in, [`Sound`] facts and findings out. One file per subject; [`LINTS`] lists every lint.

mod accepted_words;
mod acknowledge;
mod attestation;
mod basis;
mod bounty;
mod certification;
mod change;
mod conflict;
mod contradicting;
mod contradiction;
mod cookie;
mod disclosure;
mod named;
mod practice;
mod programme;
mod provenance;
mod qualifier;
mod reference;
mod scan;
mod subject;
mod term;
mod time;
mod wording;

pub use accepted_words::{TextBinding, binding};
pub use acknowledge::{Accepted, MADE_LATER, apply_later};
pub use contradicting::denied;
pub use subject::Subject;

use chrono::NaiveDate;

use crate::{
    diagnostic::{Diagnostic, Report},
    fact::Facts,
    load::Loaded,
};

/// A lint: checks all facts and adds its findings.
pub type Lint = fn(&Subject, &mut Vec<Diagnostic>);

/// Every lint. Each code has an explanation page (`factum explain`) and a case folder in the tests.
pub const LINTS: &[Lint] = &[
    reference::dangling,
    reference::cyclic,
    disclosure::missing_audience,
    disclosure::leaked,
    provenance::missing_source,
    provenance::missing_evidence,
    provenance::not_stated,
    provenance::unused_field,
    time::expired_fact,
    time::idle_products,
    time::review_overdue,
    time::future_date,
    time::ends_soon,
    time::late_notice,
    time::notified_of_another_day,
    time::unrecorded_notice,
    change::empty_change,
    change::misplaced_change,
    time::security_txt,
    basis::fixed_verdict,
    basis::lapsed,
    contradicting::texts,
    named::names,
    basis::lost_products,
    basis::inherited,
    certification::expired,
    certification::undated,
    certification::expected_passed,
    certification::history_order,
    certification::period_gap,
    certification::former_period,
    term::unlikely,
    scan::broken_evidence,
    scan::failed,
    scan::empty_rule,
    conflict::contacts,
    bounty::bounties,
    cookie::contradicts_itself,
    conflict::certifications,
    conflict::regions,
    practice::contradicts_itself,
    practice::contradict_each_other,
    contradiction::practices,
    contradiction::hosting,
    contradiction::policies,
    contradiction::headcounts,
    programme::unreachable_channel,
    programme::report_addresses,
    qualifier::lost,
    qualifier::differing,
    wording::placeholder,
    wording::vague,
    attestation::attestation,
];

/// Facts in which `check` found no error. Only [`check`] can make one.
#[derive(Debug, Clone, Copy)]
pub struct Sound<'a> {
    facts: &'a Facts,
}

impl<'a> Sound<'a> {
    /// The facts.
    pub fn facts(self) -> &'a Facts {
        self.facts
    }
}

/// The result of loading and linting.
#[derive(Debug)]
pub struct Checked<'a> {
    /// The facts, unless there is an error.
    pub sound: Option<Sound<'a>>,
    /// All findings, by place.
    pub report: Report,
    /// The findings that acknowledgements accepted.
    pub used: Vec<Accepted>,
}

/// Runs every lint on the facts, for the effective date `on`.
pub fn check(loaded: &Loaded, on: NaiveDate, deny_warnings: bool) -> Checked<'_> {
    let subject = Subject { facts: &loaded.facts, on, sent: &loaded.ledger.sent };
    let mut findings = loaded.findings.clone();
    for lint in LINTS {
        lint(&subject, &mut findings);
    }
    let (mut findings, used) = acknowledge::apply(&loaded.facts, findings);
    findings.extend(acknowledge::unused(&loaded.facts, &used, false));
    findings.extend(acknowledge::broad(&loaded.facts, &used));
    let report = Report::new(findings, &loaded.facts.site.levels(), deny_warnings);
    let sound = (!report.has_errors()).then_some(Sound { facts: &loaded.facts });
    Checked { sound, report, used }
}
