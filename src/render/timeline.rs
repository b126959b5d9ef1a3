//! The history of attestations and certificates as text for the terminal, and as JSON.

use chrono::NaiveDate;
use serde::Serialize;

use super::{iso_day, json_text::json_text};
use crate::{
    diagnostic::human::visible,
    document::Publication,
    fact::Audience,
    markup::timeline::{Bar, Timeline, TimelineRow},
};

/// The chart as text.
pub fn human(timeline: &Timeline) -> String {
    let mut out = format!("{}\n", timeline.title());
    for row in &timeline.rows {
        out += &format!("\n{} ({})\n", visible(&row.name), row.fact);
        let wide = row.bars.iter().map(|it| it.words.len()).max().unwrap_or_default();
        for it in &row.bars {
            let from =
                it.from.filter(|_| it.from_stated).map_or_else(|| "..........".into(), |it| it.to_string());
            let until =
                it.until.filter(|_| it.until_stated).map_or_else(|| "..........".into(), |it| it.to_string());
            let note = it.unstated().map_or_else(String::new, |it| format!("  {it}"));
            out += format!("  {from}  {until}  {:wide$}{note}", it.words).trim_end();
            out += "\n";
        }
        for it in &row.expected {
            out += &format!("  {:10}  {it}  {}\n", "", row.expected_words);
        }
        for (from, until) in &row.periods {
            out += &format!("  {from}  {until}  period covered by a report\n");
        }
        for (from, until) in &row.gaps {
            out += &format!("  {from}  {until}  not covered by a report\n");
        }
    }
    out
}

/// A chart as a file. Dates are in ISO 8601; unknown start and end dates are omitted.
#[derive(Serialize)]
struct TimelineFile<'a> {
    /// The version of the format; incremented by incompatible changes.
    version: u32,
    /// The effective date.
    #[serde(with = "iso_day")]
    as_of: NaiveDate,
    /// The audience.
    audience: Audience,
    /// The name of the vendor.
    vendor: &'a str,
    /// One for each certification that has a history with dates.
    rows: Vec<RowEntry<'a>>,
}

/// The history of a certification.
#[derive(Serialize)]
struct RowEntry<'a> {
    /// The id of the fact.
    fact: &'a str,
    /// The name of the certification.
    name: &'a str,
    /// Its states, the oldest first.
    states: Vec<StateEntry<'a>>,
    /// The dates by which a state was or is expected.
    expected: Vec<String>,
    /// The periods that reports cover, the oldest first.
    periods: Vec<SpanEntry>,
    /// The days between them that are not covered by a report.
    gaps: Vec<SpanEntry>,
}

/// A state that lasts.
#[derive(Serialize)]
struct StateEntry<'a> {
    /// How it is drawn, a word for style sheets.
    look: &'static str,
    /// The state in words: `Report issued`.
    state: &'a str,
    /// The first day, if it is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    /// Whether the first day is stated.
    from_stated: bool,
    /// The last day, if it is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    /// Whether the last day is stated. If not, the state has ended or may have ended, on an unknown date.
    until_stated: bool,
}

/// A range of days.
#[derive(Serialize)]
struct SpanEntry {
    /// The first day.
    #[serde(with = "iso_day")]
    from: NaiveDate,
    /// The last day.
    #[serde(with = "iso_day")]
    until: NaiveDate,
}

/// The chart as JSON, version 1, with a line end.
pub fn json(publication: &Publication, timeline: Option<&Timeline>) -> String {
    json_text(&TimelineFile {
        version: 1,
        as_of: publication.on,
        audience: publication.audience,
        vendor: &publication.vendor,
        rows: timeline.map_or(&[][..], |it| &it.rows).iter().map(row).collect(),
    })
}

fn row(row: &TimelineRow) -> RowEntry<'_> {
    RowEntry {
        fact: &row.fact,
        name: &row.name,
        states: row.bars.iter().map(state).collect(),
        expected: row.expected.iter().map(ToString::to_string).collect(),
        periods: spans(&row.periods),
        gaps: spans(&row.gaps),
    }
}

fn state(bar: &Bar) -> StateEntry<'_> {
    StateEntry {
        look: bar.style.word(),
        state: &bar.words,
        from: bar.from.filter(|_| bar.from_stated).map(|it| it.to_string()),
        from_stated: bar.from_stated,
        until: bar.until.filter(|_| bar.until_stated).map(|it| it.to_string()),
        until_stated: bar.until_stated,
    }
}

fn spans(days: &[(NaiveDate, NaiveDate)]) -> Vec<SpanEntry> {
    days.iter().map(|(from, until)| SpanEntry { from: *from, until: *until }).collect()
}
