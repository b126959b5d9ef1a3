//! The events of a certification: beginnings, ends and expected dates of its steps.

use chrono::NaiveDate;

use super::{
    event::{Event, fact_event},
    history::{Later, later_begins, periods},
    kind::kinds,
};
use crate::fact::{
    AnyFact, Audience, AuditForm, Certification, Date, Entry, Facts, Ownership, Standing, State,
};

/// The end of the last period of a current report, if it has passed; reported until the next period is
/// stated.
fn past_period(certification: &Certification, on: NaiveDate) -> Option<&Date> {
    let last = periods(certification).into_iter().map(|(_, until)| until).max_by_key(|it| it.value);
    let held = certification.form == AuditForm::Attestation && certification.standing(on) == Standing::Own;
    last.filter(|it| held && it.value < on)
}

/// The events of a certification's steps and periods.
pub(super) fn certification(
    it: &Entry<Certification>,
    facts: &Facts,
    on: NaiveDate,
    events: &mut Vec<Event>,
) {
    let holder = holder(it, facts);
    let ends = match (it.body.holder(), it.body.form) {
        (Ownership::Aligned, _) => kinds::ALIGNMENT_ENDS,
        (Ownership::SelfAssessed, _) => kinds::SELF_ASSESSMENT_ENDS,
        (_, AuditForm::Attestation) => kinds::REPORT_ENDS,
        (_, AuditForm::Certificate) => kinds::CERTIFICATE_ENDS,
    };
    let first = events.len();
    let begins = it.body.begins(on);
    let only = |wanted: &dyn Fn(State) -> bool| {
        let days: Vec<_> = it
            .body
            .history
            .iter()
            .zip(&begins)
            .map(|(step, day)| if wanted(step.state) { *day } else { Some(NaiveDate::MAX) })
            .collect();
        later_begins(&days, &|_| true)
    };
    let (held, over) = (only(&|it| it == State::Current), only(&State::ends));
    for (((index, step), held), over) in it.body.history.iter().enumerate().zip(&held).zip(&over) {
        let numbered = |event: Event| Event { step: index + 1, ..event };
        let later = LaterSteps { held, over };
        events.extend(step_end(it, index, later, on).map(|day| numbered(fact_event(it, ends, day))));
        let ended = step
            .from
            .as_ref()
            .filter(|from| step.state.ends() && from.value > on && ends_what_is_held(&it.body, index));
        if let Some((from, last)) = ended.and_then(|from| Some((from, from.value.pred_opt()?))) {
            events.push(numbered(Event { day: last, ..fact_event(it, ends, from) }));
        }
        let begins = step.from.as_ref().filter(|it| it.value > on);
        events.extend(begins.map(|day| numbered(fact_event(it, kinds::STATE_BEGINS, day))));
        let promised = step.expected.as_ref().filter(|day| it.body.promised(on) == Some(day.value));
        events.extend(promised.map(|day| numbered(fact_event(it, kinds::EXPECTED, day))));
        let period = step.period.as_ref().and_then(|it| it.until.as_ref()).filter(|day| day.value >= on);
        events.extend(period.map(|day| numbered(fact_event(it, kinds::PERIOD_ENDS, day))));
    }
    let own = it.body.period.as_ref().and_then(|it| it.until.as_ref()).filter(|day| day.value >= on);
    events.extend(own.map(|day| fact_event(it, kinds::PERIOD_ENDS, day)));
    events.extend(past_period(&it.body, on).map(|day| fact_event(it, kinds::PERIOD_ENDED, day)));
    let is_inherited = it.body.holder() == Ownership::Inherited;
    for event in events.iter_mut().skip(first) {
        event.words = certification_words(event, it.body.form, on);
        if event.kind == kinds::CERTIFICATE_ENDS {
            event.todo = Some(certificate_todo(is_inherited, holder, event.day < on));
        }
        if let Some(holder) = holder {
            event.title = format!("{} of {holder}", event.title);
        }
    }
}

/// When the steps after a step begin.
#[derive(Clone, Copy)]
struct LaterSteps<'a> {
    /// Those in which the certification is held.
    held: &'a Later,
    /// Those that end it.
    over: &'a Later,
}

/// The end of a current step, if it is an event: it is still to come and no later step continues or ends the
/// step before, or it is the expiry that the certification is in.
fn step_end<'c>(
    it: &'c Entry<Certification>,
    index: usize,
    later: LaterSteps,
    on: NaiveDate,
) -> Option<&'c Date> {
    let step = it.body.history.get(index).filter(|step| step.state == State::Current)?;
    let until = step.until.as_ref()?;
    let begins_before_end = |later: &Later| match later {
        Later::FromTheBeginning => true,
        Later::On(first) => first.is_some_and(|day| day.pred_opt() <= Some(until.value)),
    };
    // A step that continues in the next one without a gap does not end, nor does one that another step ends
    // earlier.
    let is_continued = begins_before_end(later.held)
        || (begins_before_end(later.over) && *later.over != Later::On(until.value.succ_opt()));
    let stage = it.body.stage(on);
    let has_expired = stage.state == Some(State::Expired)
        && stage.until == Some(until.value)
        && it.body.latest(on) == Some(index);
    ((until.value >= on && !is_continued) || has_expired).then_some(until)
}

/// The words for an event: in the past tense after an end, and by the form for an expected date.
fn certification_words(event: &Event, form: AuditForm, on: NaiveDate) -> &'static str {
    match (event.kind, form) {
        (kinds::CERTIFICATE_ENDS, _) if event.day < on => "certificate expired",
        (kinds::ALIGNMENT_ENDS, _) if event.day < on => "alignment ended",
        (kinds::SELF_ASSESSMENT_ENDS, _) if event.day < on => "self-assessment ended",
        (kinds::EXPECTED, AuditForm::Attestation) => "report expected",
        (kinds::EXPECTED, AuditForm::Certificate) => "certificate expected",
        (kind, _) => kind.words,
    }
}

/// The action at the end of a certificate. The certificate of a provider is renewed by the provider.
fn certificate_todo(is_inherited: bool, holder: Option<&str>, is_past: bool) -> String {
    let from = holder.unwrap_or("the provider");
    match (is_inherited, is_past) {
        (true, false) => {
            format!("ask {from} for the renewed certificate, then add the next step to its `history`")
        }
        (true, true) => format!(
            "ask {from} for the renewed certificate, then add it, or the step `expired`, to its `history`"
        ),
        (false, false) => kinds::CERTIFICATE_ENDS.todo.into(),
        (false, true) => "add the new certificate, or the step `expired`, to its `history`".into(),
    }
}

/// Whether a step ends the previous step while that would still be in force.
fn ends_what_is_held(certification: &Certification, index: usize) -> bool {
    let Some((before, step)) = index
        .checked_sub(1)
        .and_then(|at| Some((certification.history.get(at)?, certification.history.get(index)?)))
    else {
        return false;
    };
    let day = |it: &Option<Date>| it.as_ref().map(|it| it.value);
    before.state == State::Current
        && day(&before.until).is_none_or(|until| day(&step.from).and_then(|it| it.pred_opt()) < Some(until))
}

/// The provider that holds the certification, if everyone who may see the certification may also see the
/// provider.
fn holder<'f>(entry: &Entry<Certification>, facts: &'f Facts) -> Option<&'f str> {
    let from = entry.body.inherited_from.as_ref().filter(|_| entry.body.holder() == Ownership::Inherited)?;
    let provider = facts.subprocessors.iter().find(|it| it.id == from.target())?;
    let audience = |fact: &dyn AnyFact| fact.envelope().audience.unwrap_or(Audience::Internal);
    (audience(provider) <= audience(entry)).then_some(provider.body.name.value.as_str())
}
