//! Certifications: problems in their histories and periods.

use chrono::NaiveDate;

use super::Subject;
use crate::{
    calendar::{UncoveredDays, gaps, periods},
    diagnostic::{Diagnostic, codes},
    fact::{AuditForm, Certification, Entry, Lapse, Ownership, Standing, State, Step},
};

/// A certification that has ended without a next step, or before the next one is held.
pub fn expired(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for it in &subject.facts.certifications {
        let stage = it.body.stage(subject.on);
        if stage.state == Some(State::Expired) {
            let ended = it
                .body
                .history
                .iter()
                .filter_map(|step| step.until.as_ref())
                .find(|day| Some(day.value) == stage.until);
            let place = ended.map_or(it.place, |day| day.place);
            let message = ended_message(it, stage.until);
            let finding = Diagnostic::new(codes::EXPIRED_CERTIFICATION, place, message);
            findings.push(
                finding
                    .help("add the next step to its `history`; otherwise it is shown as no longer current"),
            );
        }
        if let Some(Lapse { ended, next }) = it.body.lapse(subject.on) {
            let when = match ended {
                None => format!("`{}` is no longer held", it.id),
                day => ended_message(it, day),
            };
            let stands = if next == State::Planned { "only planned" } else { "still in progress" };
            let message = format!("{when}, and the next one is {stands}");
            let finding = Diagnostic::new(codes::EXPIRED_CERTIFICATION, it.place, message);
            findings.push(finding.help(match (it.body.holder(), it.body.form) {
                (Ownership::Aligned | Ownership::SelfAssessed, _) => {
                    "add a `current` step when it applies again"
                }
                (_, AuditForm::Attestation) => {
                    "add a `current` step when the new report is issued; until then, factum answers `no` \
                     when asked whether you have a current report"
                }
                (_, AuditForm::Certificate) => {
                    "add a `current` step when the new certificate is issued; until then, factum answers \
                     `no` when asked whether you hold a current certificate"
                }
            }));
        }
    }
}

/// The message for a certification that has ended: only certificates expire.
fn ended_message(entry: &Entry<Certification>, until: Option<NaiveDate>) -> String {
    let last = match (entry.body.holder(), entry.body.form) {
        (Ownership::SelfAssessed, _) => "the last self-assessment of ",
        (Ownership::Aligned, _) => "the alignment of ",
        (_, AuditForm::Attestation) => "the last report of ",
        (_, AuditForm::Certificate) => "",
    };
    let id = &entry.id;
    match until {
        Some(day) if last.is_empty() => format!("`{id}` expired on {day}"),
        Some(day) => format!("{last}`{id}` was current until {day}"),
        None if last.is_empty() => format!("`{id}` expired"),
        None => format!("{last}`{id}` is no longer current"),
    }
}

/// The help for a missing date of a current report.
const REPORT_DATE: &str = "add `from:` to the `current` step of its `history`, with the date of the report";
/// The help for a missing date of a current certificate.
const VALID_FROM: &str =
    "add `from:` to the `current` step of its `history`, with the first day of validity of the certificate";
/// The help for a missing start date of something that is not audited.
const START: &str = "add `from:` to the `current` step of its `history`, with the date since when it applies";

/// A certification that lacks the date of a state or the end of a current one.
pub fn undated(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for it in &subject.facts.certifications {
        let stage = it.body.stage(subject.on);
        if stage.state == Some(State::Current) && stage.since.is_none() {
            let (missing, help) = match (it.body.holder(), it.body.form) {
                (Ownership::Aligned | Ownership::SelfAssessed, _) => ("start date", START),
                (_, AuditForm::Attestation) => ("report date", REPORT_DATE),
                (_, AuditForm::Certificate) => ("first day of validity", VALID_FROM),
            };
            let message = format!("`{}` is current but has no {missing}", it.id);
            findings.push(Diagnostic::new(codes::UNDATED_CERTIFICATION, it.place, message).help(help));
        }
    }
    for it in &subject.facts.certifications {
        let Some((_, next)) = it.body.unended(subject.on) else { continue };
        let stands = if next.state == State::Planned { "is planned" } else { "has begun" };
        let is_audited = !matches!(it.body.holder(), Ownership::Aligned | Ownership::SelfAssessed);
        let what = if is_audited { "audit" } else { "assessment" };
        let (id, is_report) = (&it.id, it.body.form == AuditForm::Attestation);
        let message = if is_report {
            format!(
                "the next {what} of `{id}` {stands}; without an end date the last report is still shown as \
                 current"
            )
        } else {
            format!(
                "the next {what} of `{id}` {stands}; without an end date it is unknown whether the last \
                 certificate is still valid"
            )
        };
        let finding = Diagnostic::new(codes::UNDATED_CERTIFICATION, it.place, message);
        findings.push(finding.help(if is_report {
            "add `until:` to the `current` step of its `history` if you no longer rely on the last report"
        } else {
            "add `until:` to the `current` step of its `history`, with the last day on which it is current"
        }));
    }
    for it in &subject.facts.certifications {
        for step in it.body.history.iter().skip(1).filter(|it| it.state.ends() && it.from.is_none()) {
            let place = step.until.as_ref().map_or(it.place, |it| it.place);
            let message = format!(
                "`{}` is {} but has no start date: this is assumed to apply from the end of the previous \
                 step, or immediately",
                it.id,
                step.state.word()
            );
            let help = format!("add `from:` to the `{}` step of its `history`", step.state.word());
            findings.push(Diagnostic::new(codes::UNDATED_CERTIFICATION, place, message).help(help));
        }
    }
    let has_none = |it: &Certification| it.history.is_empty() && it.holder() != Ownership::Aligned;
    for it in subject.facts.certifications.iter().filter(|it| has_none(&it.body)) {
        let finding =
            Diagnostic::new(codes::UNDATED_CERTIFICATION, it.place, format!("`{}` has no history", it.id));
        findings.push(finding.help("add `history:` with a `state` and its start date in `from`"));
    }
}

/// A certification whose expected date has passed without an update.
pub fn expected_passed(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for it in &subject.facts.certifications {
        let Some(promised) = it.body.promised(subject.on).filter(|it| *it < subject.on) else { continue };
        let step = it
            .body
            .history
            .iter()
            .rev()
            .find_map(|step| step.expected.as_ref().filter(|day| day.value == promised));
        let place = step.map_or(it.place, |day| day.place);
        let message = format!("`{}` was expected by {promised} and has not been updated since", it.id);
        let help = "add a step to its `history` with the outcome, or a new `expected` date; until then the \
                    page says that the date has passed";
        findings.push(Diagnostic::new(codes::EXPECTED_DATE_PASSED, place, message).help(help));
    }
}

/// A history that is not in chronological order, and any period that ends before it begins.
pub fn history_order(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let valid = subject
        .facts
        .all()
        .filter_map(|it| it.envelope().valid.as_ref())
        .map(|it| (it.from.as_ref(), it.until.as_ref()));
    let periods = subject
        .facts
        .certifications
        .iter()
        .flat_map(|entry| {
            entry.body.history.iter().filter_map(|it| it.period.as_ref()).chain(entry.body.period.as_ref())
        })
        .map(|it| (it.from.as_ref(), it.until.as_ref()));
    let used = subject.facts.subprocessors.iter().map(|it| (it.body.since.as_ref(), it.body.until.as_ref()));
    for span in valid.chain(periods).chain(used) {
        if let (Some(from), Some(until)) = span
            && until.value < from.value
        {
            findings.push(
                Diagnostic::new(codes::HISTORY_ORDER, until.place, "this ends before it begins")
                    .also(from.place, "begins here"),
            );
        }
    }
    for it in &subject.facts.certifications {
        let mut before: Option<&Step> = None;
        for step in &it.body.history {
            findings.extend(before.and_then(|before| out_of_order(before, step)));
            if let (Some(from), Some(until)) = (&step.from, &step.until)
                && until.value < from.value
            {
                findings.push(
                    Diagnostic::new(codes::HISTORY_ORDER, until.place, "this step ends before it begins")
                        .also(from.place, "begins here"),
                );
            }
            before = if step.from.is_some() || step.until.is_some() { Some(step) } else { before };
        }
    }
}

/// Reports that were issued before the end of the period that they cover.
fn issued_early(certification: &Certification) -> Vec<Diagnostic> {
    let issued = |step: &&Step| step.state == State::Current && step.from.is_some();
    let steps: Vec<_> = certification.history.iter().filter(issued).collect();
    // The period of the certification is that of the last report, unless the report states its own.
    let own = steps
        .last()
        .filter(|it| it.period.is_none())
        .and_then(|step| Some((step.from.as_ref()?, certification.period.as_ref()?)));
    let of_steps = steps.iter().filter_map(|it| Some((it.from.as_ref()?, it.period.as_ref()?)));
    let early = of_steps.chain(own).filter_map(|(from, period)| {
        let until = period.until.as_ref().filter(|it| it.value > from.value)?;
        let message =
            format!("this period ends on {}, after its report was issued on {}", until.value, from.value);
        let finding =
            Diagnostic::new(codes::PERIOD_GAP, until.place, message).also(from.place, "issued here");
        Some(finding.help("copy the period from the report, and set `from` to the date of the report"))
    });
    early.filter(|_| certification.form == AuditForm::Attestation).collect()
}

/// The period of a certification that was stated for another report than the one of the day.
pub fn former_period(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for it in subject.facts.certifications.iter().filter(|it| it.body.has_former_period(subject.on)) {
        let Some(period) = &it.body.period else { continue };
        let place = period.until.as_ref().or(period.from.as_ref()).map_or(it.place, |it| it.place);
        let message = format!("the period of `{}` is not shown: it may be that of another report", it.id);
        let finding = Diagnostic::new(codes::FORMER_PERIOD, place, message);
        findings.push(finding.help(
            "move `period:` to the step of the `history` whose report covers it, and state the period of \
             each report there",
        ));
    }
}

/// A step that does not begin after the one before it. A renewal may begin while the previous term is still
/// running.
fn out_of_order(before: &Step, step: &Step) -> Option<Diagnostic> {
    let from = step.from.as_ref()?;
    let renewal = before.state == State::Current && step.state == State::Current && before.from.is_some();
    let last = if renewal { before.from.as_ref() } else { before.until.as_ref().or(before.from.as_ref()) }?;
    if from.value > last.value {
        return None;
    }
    let (begins, ends) = (from.value, last.value);
    let is_end = !renewal && before.until.is_some();
    let message = match (begins == ends, is_end) {
        (false, true) => format!("this step begins on {begins}, before the previous one ends on {ends}"),
        (false, false) => {
            format!("this step begins on {begins}, before the previous one, which begins on {ends}")
        }
        (true, true) => format!("this step begins on {begins}, the last day of the previous one"),
        (true, false) => format!("this step begins on {begins}, on the same day as the previous one"),
    };
    let finding =
        Diagnostic::new(codes::HISTORY_ORDER, from.place, message).also(last.place, "previous step");
    Some(finding.help(
        "put the oldest step first, and end each step before the next begins; only a new `current` step (a \
         renewed certificate) may begin earlier",
    ))
}

/// Days that no report covers: between the periods of two reports, and since the last one if that ended long
/// ago.
pub fn period_gap(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for it in &subject.facts.certifications {
        findings.extend(issued_early(&it.body));
        findings.extend(last_period_long_past(it, subject.on));
        let periods = periods(&it.body);
        let days: Vec<_> = periods.iter().map(|(from, until)| (from.value, until.value)).collect();
        for UncoveredDays { first, last, next } in gaps(&days) {
            let Some((from, _)) = periods.get(next) else { continue };
            let before = periods.iter().take(next).max_by_key(|(_, until)| until.value);
            let count = (last - first).num_days() + 1;
            let days =
                if count == 1 { format!("{first}") } else { format!("{first} to {last}, {count} days") };
            let finding = Diagnostic::new(
                codes::PERIOD_GAP,
                from.place,
                format!("no report for `{}` covers {days}", it.id),
            );
            let finding =
                before.into_iter().fold(finding, |it, (_, until)| it.also(until.place, "covered until here"));
            findings.push(finding.help(
                "add the report for these days if there is one; otherwise keep the finding: a bridge letter \
                 does not cover a gap between the periods of two reports",
            ));
        }
    }
}

/// The last period covered by a report, if it ended longer ago than its own length (at least a year) plus
/// half a year: the next report should be available by then.
fn last_period_long_past(entry: &Entry<Certification>, on: NaiveDate) -> Option<Diagnostic> {
    let held = entry.body.form == AuditForm::Attestation && entry.body.standing(on) == Standing::Own;
    let (from, until) =
        periods(&entry.body).into_iter().filter(|_| held).max_by_key(|(_, until)| until.value)?;
    let lasted = (until.value - from.value).num_days().max(365);
    // Auditors issue a report some months after the end of a period.
    if (on - until.value).num_days() <= lasted + 183 {
        return None;
    }
    let message = format!(
        "the most recent period covered by a report for `{}` ended on {}, and no later report is recorded",
        entry.id, until.value
    );
    let help = "add the period of the next report; if there is none, set `until:` on the \
                `current` step of the `history`";
    Some(Diagnostic::new(codes::PERIOD_GAP, until.place, message).help(help))
}
