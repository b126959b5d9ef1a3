//! Certifications that may be shown as current or expected for too long: their history never ends a state, or
//! only after an unlikely time.

use chrono::{Months, NaiveDate};

use super::Subject;
use crate::{
    diagnostic::{Diagnostic, Place, codes},
    fact::{AuditForm, Certification, Entry, Ownership, State, Step},
};

/// The maximum plausible validity of certificates and reports.
const LONGEST: Months = Months::new(10 * 12);
/// The maximum plausible time between the announcement of an audit without a date and the audit.
const ANNOUNCED: Months = Months::new(2 * 12);

/// Certifications that may still be shown in a state that has ended.
pub fn unlikely(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for it in subject.facts.certifications.iter().filter(|it| it.envelope.holds(subject.on)) {
        let Some(step) = it.body.latest(subject.on).and_then(|at| it.body.history.get(at)) else { continue };
        let over = step.until.as_ref().is_some_and(|it| it.value < subject.on);
        if over || !matches!(it.body.holder(), Ownership::Own | Ownership::Inherited) {
            continue;
        }
        if step.state == State::Current {
            findings.extend(endless(it, step));
            findings.extend(too_long(it, step));
            findings.extend(expected(it, step, subject.on));
            findings.extend(period_to_come(&it.body, step, subject.on));
        } else if step.state.expects_report() && step.expected.is_none() {
            findings.extend(announced(it, step, subject.on));
        }
    }
}

/// A certificate without an end date.
fn endless(entry: &Entry<Certification>, step: &Step) -> Option<Diagnostic> {
    let ends = entry.envelope.valid.as_ref().is_some_and(|it| it.until.is_some());
    if entry.body.form != AuditForm::Certificate || step.until.is_some() || ends {
        return None;
    }
    let message =
        format!("the `current` step of `{}` has no end date: the certificate would never expire", entry.id);
    let finding = Diagnostic::new(codes::UNDATED_CERTIFICATION, place(entry, step), message);
    Some(finding.help(
        "add `until:` to the `current` step of its `history`, with the date of expiry in the certificate",
    ))
}

/// A step that is longer than the maximum plausible validity.
fn too_long(entry: &Entry<Certification>, step: &Step) -> Option<Diagnostic> {
    let (from, until) = (step.from.as_ref()?, step.until.as_ref()?);
    if from.value.checked_add_months(LONGEST).is_none_or(|last| until.value <= last) {
        return None;
    }
    let message = format!(
        "`{}` is current from {} until {}, for more than ten years",
        entry.id, from.value, until.value
    );
    let finding = Diagnostic::new(codes::UNLIKELY_TERM, until.place, message).also(from.place, "begins here");
    Some(finding.help("copy both dates from the certificate or report"))
}

/// A current step whose own expected date has passed.
fn expected(entry: &Entry<Certification>, step: &Step, on: NaiveDate) -> Option<Diagnostic> {
    let day = step.expected.as_ref().filter(|it| it.value < on)?;
    let message = format!(
        "the `current` step of `{}` has `expected: {}`, which has passed, and no later step",
        entry.id, day.value
    );
    let help =
        "add what has happened to its `history`, or remove `expected`; the end of what is held is `until`";
    Some(Diagnostic::new(codes::EXPECTED_DATE_PASSED, day.place, message).help(help))
}

/// The period of a report that has not ended, of a step without a date of issue; with one, see `period_gap`.
fn period_to_come(certification: &Certification, step: &Step, on: NaiveDate) -> Option<Diagnostic> {
    let period = step.period.as_ref().or(certification.period.as_ref())?;
    let until = period.until.as_ref().filter(|it| it.value > on)?;
    if certification.form != AuditForm::Attestation || step.from.is_some() {
        return None;
    }
    let message =
        format!("this period ends on {}, after the effective date: no report can cover it yet", until.value);
    let finding = Diagnostic::new(codes::PERIOD_GAP, until.place, message);
    Some(
        finding.help(
            "copy the period from the report, or move it to an `in-progress` step if the audit still runs",
        ),
    )
}

/// An audit that was announced long ago, or on an unknown date, without an expected date.
fn announced(entry: &Entry<Certification>, step: &Step, on: NaiveDate) -> Option<Diagnostic> {
    let state = step.state.word();
    let message = match &step.from {
        Some(from) if from.value.checked_add_months(ANNOUNCED).is_some_and(|last| last < on) => {
            format!(
                "`{}` has been `{state}` since {}, for more than two years, without an `expected` date",
                entry.id, from.value
            )
        }
        Some(_) => return None,
        None if step.until.is_some() => return None,
        None => format!("`{}` is `{state}` without any date, so nothing ever ends this state", entry.id),
    };
    let finding = Diagnostic::new(codes::UNLIKELY_TERM, place(entry, step), message);
    Some(finding.help(
        "add `expected:` with the date in the audit plan; if the audit was cancelled, end the step with \
         `until:`",
    ))
}

fn place(entry: &Entry<Certification>, step: &Step) -> Place {
    step.from.as_ref().map_or(entry.place, |it| it.place)
}
