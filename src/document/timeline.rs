//! The histories of the certifications as a chart, from what the audience may know.

use chrono::NaiveDate;

use super::{Document, Output};
use crate::{
    audience_view::{AudienceView, Disclosed},
    calendar::{Span, Spanned, gaps, spans},
    fact::{AuditForm, Datum, FactId, LIMITED_TO, Ownership, Standing, State, StepDays},
    markup::{
        Block, text,
        timeline::{Bar, ChartStyle, ProviderTerm, Timeline, TimelineRow},
    },
    statement::in_line,
};

/// The chart; `None` if no history states a start or end date.
pub fn timeline(view: &AudienceView) -> Option<Timeline> {
    let rows: Vec<_> =
        view.of("certification").filter_map(|(id, it)| Some((row(id, it, view)?, it))).collect();
    let on = view.on;
    let dated = |(row, fact): &(TimelineRow, &Disclosed)| {
        !row.periods.is_empty()
            || row.bars.iter().any(|span| span.from_stated || span.until.is_some_and(|it| it > on))
            || has_begun(fact, on)
    };
    rows.iter().any(dated).then(|| Timeline { rows: rows.into_iter().map(|it| it.0).collect(), today: on })
}

/// Whether a step states a start date, even if an undated step replaced it.
fn has_begun(fact: &Disclosed, on: NaiveDate) -> bool {
    let history = if let Some(Datum::List(it)) = fact.data.get("history") { it.as_slice() } else { &[] };
    history.iter().filter_map(|it| day(it, "from")).any(|it| it <= on)
}

fn row(id: &FactId, fact: &Disclosed, view: &AudienceView) -> Option<TimelineRow> {
    let on = view.on;
    let history = if let Some(Datum::List(it)) = fact.data.get("history") { it.as_slice() } else { &[] };
    let steps: Vec<StepDays> = history.iter().filter_map(step).collect();
    let form = fact.data.get("form")?.word::<AuditForm>()?;
    let held = fact.data.get("holder")?.word::<Ownership>()?;
    let used = used(fact, view);
    let bars = spans(&steps, form == AuditForm::Attestation, on)
        .into_iter()
        .filter_map(|it| Some((within(&it, used)?, it)))
        .filter_map(|(part, whole)| Some((bar(&part, form, held, on)?, whole)))
        .map(|(bar, whole)| of_holder(bar, &whole, form, provider(fact, view)));
    let bars: Vec<Bar> = bars.collect();
    // What a step that has not begun promises or covers is not shown.
    let begun = crate::fact::begins(steps.iter().copied(), on)
        .into_iter()
        .map(|start| start.is_none_or(|it| it <= on));
    let known: Vec<_> = history.iter().zip(begun).filter(|(_, begun)| *begun).map(|(it, _)| it).collect();
    // What was expected of a step that another one has followed is over.
    let expected: Vec<_> = known.last().and_then(|it| day(it, "expected")).into_iter().collect();
    // No report covers the period of an audit that is still to end.
    let state = |it: &Datum| it.get("state").and_then(Datum::word::<State>);
    let reported: Vec<_> = known.iter().filter(|it| !state(it).is_some_and(State::expects_report)).collect();
    let own = fact.data.get("period").filter(|_| !reported.is_empty());
    let mut periods: Vec<_> = reported
        .iter()
        .filter_map(|it| it.get("period"))
        .chain(own)
        .filter_map(|it| period(it, on))
        .collect();
    periods.sort_unstable();
    periods.dedup();
    let gaps = gaps(&periods).into_iter().map(|it| (it.first, it.last)).collect();
    let mut name = fact.title.clone().unwrap_or_else(|| id.to_string());
    if let Some(Datum::List(limits)) = fact.data.get(LIMITED_TO) {
        let products: Vec<_> = limits.iter().filter_map(Datum::text).collect();
        name += &in_line(&products).map_or(String::new(), |it| format!(" for {it}"));
    }
    let expected_words = expected_words(&bars, form, held);
    (!bars.is_empty() || !periods.is_empty()).then(|| TimelineRow {
        fact: id.to_string(),
        name,
        bars,
        expected_passed: expected.iter().any(|it| *it < on),
        expected,
        expected_words,
        periods,
        gaps,
    })
}

/// The text before an expected date: "next" if something is in force already.
fn expected_words(bars: &[Bar], form: AuditForm, held: Ownership) -> String {
    let next = match (held, form) {
        (Ownership::SelfAssessed, _) => "next self-assessment",
        (Ownership::Aligned, _) => "next alignment",
        (_, AuditForm::Attestation) => "next report",
        (_, AuditForm::Certificate) => "next certificate",
    };
    let was_in_force = bars.iter().any(|it| matches!(it.style, ChartStyle::Solid | ChartStyle::Shaded));
    if was_in_force { format!("{next} expected by") } else { "expected by".into() }
}

/// The provider of an inherited certification, if the audience may see it.
fn provider<'d>(fact: &Disclosed, view: &'d AudienceView) -> Option<&'d Disclosed> {
    if let Some(Datum::Fact(it)) = fact.data.get("inherited_from") { view.get(it) } else { None }
}

/// The bar with the name of the provider of the certification. It covers the time in which the provider is
/// used; the text states the dates of the report or certificate itself.
fn of_holder(bar: Bar, whole: &Span, form: AuditForm, provider: Option<&Disclosed>) -> Bar {
    let label = Standing::Inherited.label(AuditForm::Certificate, Ownership::Inherited);
    let Some(provider) = provider.filter(|_| bar.words == label) else { return bar };
    let Some(name) = &provider.title else { return bar };
    let term = ProviderTerm {
        held: match form {
            AuditForm::Attestation => format!("Report of {name}"),
            AuditForm::Certificate => format!("Certificate of {name}"),
        },
        is_report: form == AuditForm::Attestation,
        from: whole.from.filter(|_| whole.from_stated),
        until: whole.until.filter(|_| whole.until_stated),
        used_from: day(&provider.data, "since"),
        used_until: day(&provider.data, "until"),
    };
    Bar { words: format!("Held by {name}"), lasting: format!("Held by {name}"), term: Some(term), ..bar }
}

/// The first and the last day of use of the provider of an inherited certification, if stated.
fn used(fact: &Disclosed, view: &AudienceView) -> (Option<NaiveDate>, Option<NaiveDate>) {
    provider(fact, view).map_or((None, None), |it| (day(&it.data, "since"), day(&it.data, "until")))
}

/// The part of a span in which the provider is used.
fn within(span: &Span, (since, until): (Option<NaiveDate>, Option<NaiveDate>)) -> Option<Span> {
    let later = since.is_some_and(|it| span.from.is_none_or(|from| from < it));
    let from = if later { since } else { span.from };
    let last = [span.until, until].into_iter().flatten().min();
    let lasts = from.is_none_or(|from| last.is_none_or(|last| from <= last));
    let until_stated = span.until_stated || last != span.until;
    lasts.then(|| Span { from, until: last, until_stated, ..span.clone() })
}

/// How a span is drawn on the effective date `on`.
fn bar(span: &Span, form: AuditForm, held: Ownership, on: NaiveDate) -> Option<Bar> {
    let standing = match span.state {
        Spanned::State(state) => Standing::of(state, held),
        Spanned::Overdue => Standing::Overdue,
    };
    let words = standing.label(form, held).to_owned();
    // A state with an unstated end date counts as past.
    let ended = || {
        (standing == Standing::NotHeld && !span.from_stated && span.from.is_some())
            .then_some(ChartStyle::Crossed)
    };
    let style = standing.chart_style().or_else(ended)?;
    // An expected date is not a start date, so only days on which the state is certain are drawn: the last
    // one or the effective date.
    let certain = span.until.filter(|it| span.until_stated && *it < on).unwrap_or(on);
    let assumed = span.from.is_some() && !span.from_stated && style != ChartStyle::Crossed;
    let began = !assumed || span.until_stated;
    Some(Bar {
        style,
        legend: words.to_lowercase(),
        lasting: standing.lasting(form, held).to_owned(),
        issued: standing.issued(form),
        term: None,
        ended: standing.ended(form, held),
        words,
        from: if assumed { began.then_some(certain) } else { span.from },
        from_stated: span.from_stated,
        until: span.until,
        until_stated: span.until_stated,
        until_own: span.until_own,
    })
}

fn day(of: &Datum, name: &str) -> Option<NaiveDate> {
    if let Some(Datum::Date(it)) = of.get(name) { Some(*it) } else { None }
}

fn step(value: &Datum) -> Option<StepDays> {
    let state = value.get("state")?.word::<State>()?;
    Some(StepDays {
        state,
        from: day(value, "from"),
        until: day(value, "until"),
        expected: day(value, "expected"),
    })
}

fn period(value: &Datum, on: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let (from, until) = (day(value, "from")?, day(value, "until")?);
    (from <= until && from <= on).then_some((from, until))
}

/// The chart as a separate document.
pub fn timeline_document(timeline: Option<&Timeline>) -> Document {
    let none = || Block::Paragraph(text("No history states a start or end date."));
    Document {
        name: "timeline".into(),
        title: "History of attestations and certificates".into(),
        nav: "History".into(),
        summary: None,
        outputs: vec![Output::Site],
        blocks: vec![timeline.map_or_else(none, |it| Block::Timeline(it.clone()))],
        sources: vec![],
        place: None,
        own: String::new(),
    }
}
