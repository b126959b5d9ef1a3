//! Dates on which something ends, begins, is expected or is due: one table for `check` and for the calendar.
//! Pure.

mod history;
mod kind;
mod notice;

pub use history::{Later, Span, Spanned, UncoveredDays, gaps, later_begins, periods, spans};
pub use kind::{EventKind, KINDS, kinds};
pub use notice::{ALTERS, NoticeChange, NoticeWindow, notices, told_of_end};

use chrono::{NaiveDate, TimeDelta};

use crate::{
    diagnostic::Place,
    fact::{
        AnyFact, Audience, AuditForm, Certification, Date, Entry, FactId, Facts, Ownership, Standing, State,
        title_of,
    },
};

/// Something that happens on a day.
#[derive(Debug, Clone)]
pub struct Event {
    /// The day.
    pub day: NaiveDate,
    /// What happens.
    pub kind: &'static EventKind,
    /// What happens or has happened, in words.
    pub words: &'static str,
    /// The fact it is about; none for files that are written.
    pub fact: Option<FactId>,
    /// The number of the step, from 1, if a fact has several events of this kind; otherwise 0.
    pub step: usize,
    /// The name of the fact.
    pub title: String,
    /// The action; for the internal audience only.
    pub todo: Option<String>,
    /// Where the date is written; `None` if it is calculated from the build date.
    pub place: Option<Place>,
    /// The lowest audience that may know it.
    pub audience: Audience,
}

impl Event {
    /// The fact's id, or the name of the file.
    pub fn about(&self) -> String {
        self.fact.as_ref().map_or_else(|| self.title.clone(), ToString::to_string)
    }

    /// Whether something should have been done by a day before `on`. The next report of an audited period
    /// comes months after its end.
    pub fn is_overdue(&self, on: NaiveDate) -> bool {
        self.day < on && self.kind != kinds::PERIOD_ENDED
    }
}

/// The events within `days` from the day `on`, and those that have passed and are still open, by day.
pub fn events(facts: &Facts, on: NaiveDate, days: u32) -> Vec<Event> {
    let last = TimeDelta::try_days(i64::from(days))
        .and_then(|it| on.checked_add_signed(it))
        .unwrap_or(NaiveDate::MAX);
    let mut events = Vec::new();
    for it in &facts.certifications {
        certification(it, holder(it, facts), on, &mut events);
    }
    for it in facts.all() {
        every_kind(it, on, &mut events);
    }
    for it in &facts.policies {
        events.extend(it.body.next_review.as_ref().map(|day| of(it, kinds::POLICY_REVIEW, day)));
    }
    for it in &facts.subprocessors {
        let upcoming = |day: &&Date| day.value >= on;
        events.extend(
            it.body.since.as_ref().filter(upcoming).map(|day| of(it, kinds::SUBPROCESSOR_STARTS, day)),
        );
        events
            .extend(it.body.until.as_ref().filter(upcoming).map(|day| of(it, kinds::SUBPROCESSOR_ENDS, day)));
        let updates = it.body.updates().into_iter().filter(|(_, update)| update.from.value >= on);
        events.extend(
            updates.map(|(at, update)| Event {
                step: at + 1,
                ..of(it, kinds::SUBPROCESSOR_CHANGES, &update.from)
            }),
        );
    }
    for it in notices(facts, on) {
        notice_events(&it, on, &mut events);
    }
    events.extend(security_txt(facts, on));
    events.retain(|it| it.day <= last);
    let rank = |kind: &EventKind| KINDS.iter().position(|it| *it == kind);
    events
        .sort_by(|a, b| (a.day, rank(a.kind), &a.fact, a.step).cmp(&(b.day, rank(b.kind), &b.fact, b.step)));
    events
}

/// The expiry of the security.txt files in `out/`; if there are none, of one built on the day `on`.
fn security_txt(facts: &Facts, on: NaiveDate) -> Vec<Event> {
    let event = |day, title, place, audience| Event {
        day,
        kind: kinds::SECURITY_TXT,
        words: kinds::SECURITY_TXT.words,
        fact: None,
        step: 0,
        title,
        todo: Some(kinds::SECURITY_TXT.todo.into()),
        place,
        audience,
    };
    if facts.published.is_empty() {
        return vec![event(
            facts.site.security_txt_ends(on),
            "security.txt, if built today".into(),
            None,
            Audience::Public,
        )];
    }
    let published = facts.published.iter().map(|it| {
        let built = it.built.map_or(String::new(), |day| format!(", built on {day}"));
        event(
            it.expires,
            format!("security.txt ({}){built}", it.audience.word()),
            Some(it.place),
            it.audience,
        )
    });
    published.collect()
}

fn of(fact: &dyn AnyFact, kind: &'static EventKind, day: &Date) -> Event {
    Event {
        day: day.value,
        kind,
        words: kind.words,
        fact: Some(fact.id().clone()),
        step: 0,
        title: title_of(fact),
        todo: Some(kind.todo.into()),
        place: Some(day.place),
        audience: fact.envelope().audience.unwrap_or(Audience::Internal).max(kind.audience),
    }
}

/// The events of all kinds of facts: validity and review. Past ones stay open until the entry is changed.
fn every_kind(fact: &dyn AnyFact, on: NaiveDate, events: &mut Vec<Event>) {
    let envelope = fact.envelope();
    let from = envelope.valid.as_ref().and_then(|it| it.from.as_ref()).filter(|it| it.value > on);
    events.extend(from.map(|day| of(fact, kinds::FACT_BEGINS, day)));
    let until = envelope.valid.as_ref().and_then(|it| it.until.as_ref());
    events.extend(until.map(|day| of(fact, kinds::FACT_ENDS, day)));
    if let Some(review) = &envelope.review
        && let Some(day) = review.every.after(review.last.value)
    {
        events.push(Event { day, ..of(fact, kinds::REVIEW, &review.last) });
    }
}

/// The end of the last period of a current report, if it has passed: it stays open until the next one is
/// stated.
fn past_period(it: &Certification, on: NaiveDate) -> Option<&Date> {
    let last = periods(it).into_iter().map(|(_, until)| until).max_by_key(|it| it.value);
    let held = it.form == AuditForm::Attestation && it.standing(on) == Standing::Own;
    last.filter(|it| held && it.value < on)
}

fn certification(it: &Entry<Certification>, holder: Option<&str>, on: NaiveDate, events: &mut Vec<Event>) {
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
    let stage = it.body.stage(on);
    let latest = it.body.latest(on);
    for (((index, step), held), over) in it.body.history.iter().enumerate().zip(&held).zip(&over) {
        let numbered = |event: Event| Event { step: index + 1, ..event };
        if let Some(until) = step.until.as_ref().filter(|_| step.state == State::Current) {
            let before_its_end = |later: &Later| match later {
                Later::FromTheBeginning => true,
                Later::On(first) => first.is_some_and(|it| it.pred_opt() <= Some(until.value)),
            };
            // A step that the next one continues without a gap does not end; one that another step ends
            // earlier ends with that.
            let continued =
                before_its_end(held) || (before_its_end(over) && *over != Later::On(until.value.succ_opt()));
            let expired = stage.state == Some(State::Expired)
                && stage.until == Some(until.value)
                && latest == Some(index);
            if (until.value >= on && !continued) || expired {
                events.push(numbered(of(it, ends, until)));
            }
        }
        let ended = step
            .from
            .as_ref()
            .filter(|from| step.state.ends() && from.value > on && ends_what_is_held(&it.body, index));
        if let Some((from, last)) = ended.and_then(|from| Some((from, from.value.pred_opt()?))) {
            events.push(numbered(Event { day: last, ..of(it, ends, from) }));
        }
        let begins = step.from.as_ref().filter(|it| it.value > on);
        events.extend(begins.map(|day| numbered(of(it, kinds::STATE_BEGINS, day))));
        let promised = step.expected.as_ref().filter(|day| it.body.promised(on) == Some(day.value));
        events.extend(promised.map(|day| numbered(of(it, kinds::EXPECTED, day))));
        let period = step.period.as_ref().and_then(|it| it.until.as_ref()).filter(|day| day.value >= on);
        events.extend(period.map(|day| numbered(of(it, kinds::PERIOD_ENDS, day))));
    }
    let own = it.body.period.as_ref().and_then(|it| it.until.as_ref()).filter(|day| day.value >= on);
    events.extend(own.map(|day| of(it, kinds::PERIOD_ENDS, day)));
    events.extend(past_period(&it.body, on).map(|day| of(it, kinds::PERIOD_ENDED, day)));
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

/// What happens with a certification: after its end in the past tense, and what is expected by its form.
fn certification_words(event: &Event, form: AuditForm, on: NaiveDate) -> &'static str {
    match (event.kind, form) {
        (kinds::CERTIFICATE_ENDS, _) if event.day < on => "certificate expired",
        (kinds::ALIGNMENT_ENDS, _) if event.day < on => "alignment ended",
        (kinds::SELF_ASSESSMENT_ENDS, _) if event.day < on => "self-assessment ended",
        (kinds::EXPECTED, AuditForm::Attestation) => "next report expected",
        (kinds::EXPECTED, AuditForm::Certificate) => "certificate expected",
        (kind, _) => kind.words,
    }
}

/// What is to be done about the end of a certificate. That of a provider is renewed by the provider.
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

/// Whether a step ends the previous step while that one would still be in force.
fn ends_what_is_held(it: &Certification, index: usize) -> bool {
    let Some((before, step)) =
        index.checked_sub(1).and_then(|at| Some((it.history.get(at)?, it.history.get(index)?)))
    else {
        return false;
    };
    let day = |it: &Option<Date>| it.as_ref().map(|it| it.value);
    before.state == State::Current
        && day(&before.until).is_none_or(|until| day(&step.from).and_then(|it| it.pred_opt()) < Some(until))
}

/// The provider that holds the certification, if everyone who may see the certification may also see the
/// provider.
fn holder<'f>(it: &Entry<Certification>, facts: &'f Facts) -> Option<&'f str> {
    let from = it.body.inherited_from.as_ref().filter(|_| it.body.holder() == Ownership::Inherited)?;
    let provider = facts.subprocessors.iter().find(|it| it.id == from.target())?;
    let audience = |fact: &dyn AnyFact| fact.envelope().audience.unwrap_or(Audience::Internal);
    (audience(provider) <= audience(it)).then_some(provider.body.name.value.as_str())
}

fn notice_events(it: &NoticeWindow, on: NaiveDate, events: &mut Vec<Event>) {
    let Some(day) = it.change_day() else { return };
    let step = match it.change {
        NoticeChange::Starts => 0,
        NoticeChange::Ends => 1,
        NoticeChange::Alters(at) => at + 2,
    };
    // A missed notification stays open for a while, even after the change.
    // No notice is promised of the end of use.
    let tell_by = it.tell_by.filter(|_| it.change != NoticeChange::Ends && it.told.is_none());
    if let Some(tell_by) = tell_by {
        events.push(Event { day: tell_by, step, ..of(it.subprocessor, kinds::TELL_CUSTOMERS, day) });
    }
    // The end of use cannot be objected to.
    let objections = it.objections_until.filter(|_| it.change != NoticeChange::Ends);
    if let Some(until) = objections.filter(|until| it.told.is_some() && *until >= on) {
        events.push(Event { day: until, step, ..of(it.subprocessor, kinds::OBJECTIONS_UNTIL, day) });
    }
}
