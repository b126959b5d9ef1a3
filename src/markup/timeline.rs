//! A chart of certification histories.

use chrono::{Datelike, NaiveDate};

/// A chart of several histories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// One row per history.
    pub rows: Vec<TimelineRow>,
    /// The effective date.
    pub today: NaiveDate,
}

/// One history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineRow {
    /// The id of the fact.
    pub fact: String,
    /// The name of the certification.
    pub name: String,
    /// Its states, the oldest first.
    pub bars: Vec<Bar>,
    /// The dates by which a state was or is expected.
    pub expected: Vec<NaiveDate>,
    /// The words before these dates: `next report expected by`.
    pub expected_words: String,
    /// Whether these dates have passed without an update.
    pub expected_passed: bool,
    /// The periods that reports cover, the oldest first.
    pub periods: Vec<(NaiveDate, NaiveDate)>,
    /// The days between them that are not covered by a report.
    pub gaps: Vec<(NaiveDate, NaiveDate)>,
}

/// The wording of an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// The words before the day: `Expired on`.
    pub words: &'static str,
    /// Whether it ended on the day before the state begins.
    pub on_the_day_before: bool,
}

/// The dates of a provider's report or certificate and of the use of the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderTerm {
    /// The document: `Certificate of Example Hosting GmbH`.
    pub held: String,
    /// Whether it is a report.
    pub is_report: bool,
    /// The date of the report, or the first day of validity, if stated.
    pub from: Option<NaiveDate>,
    /// The last day, if stated.
    pub until: Option<NaiveDate>,
    /// The first day of use of the provider, if stated.
    pub used_from: Option<NaiveDate>,
    /// The last day of use of the provider, if stated.
    pub used_until: Option<NaiveDate>,
}

/// A state over a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// How it is drawn.
    pub style: ChartStyle,
    /// The state in words: `Report issued`.
    pub words: String,
    /// The state in the legend: `report issued`.
    pub legend: String,
    /// The words before its dates: `Report current`.
    pub lasting: String,
    /// The words before the date of a report: `Report issued`; `None` if it is valid for a period.
    pub issued: Option<&'static str>,
    /// The dates of a provider's report or certificate, of which the bar shows the part in which the provider
    /// is used.
    pub term: Option<ProviderTerm>,
    /// The wording of its beginning if it is an end that nothing has followed.
    pub ended: Option<Ended>,
    /// The first day, or a day from which it is drawn; `None` if it is unknown.
    pub from: Option<NaiveDate>,
    /// Whether the first day is stated; if not, it is only for drawing.
    pub from_stated: bool,
    /// The last day; `None` if it still applies and no end is stated.
    pub until: Option<NaiveDate>,
    /// Whether the last day, if there is one, is stated.
    pub until_stated: bool,
    /// Whether the last day is that of the state itself, and not only the day before the next one.
    pub until_own: bool,
}

/// How a state is drawn. Styles differ in more than their colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChartStyle {
    /// In force.
    Solid,
    /// In force, but not the vendor's own, or not audited.
    Shaded,
    /// In progress.
    Striped,
    /// Planned.
    Outlined,
    /// The expected date has passed.
    Dotted,
    /// Ended.
    Crossed,
}

impl ChartStyle {
    /// Every style, in the order of the legend.
    pub const ALL: [Self; 6] =
        [Self::Solid, Self::Shaded, Self::Striped, Self::Outlined, Self::Dotted, Self::Crossed];

    /// The word for style sheets.
    pub fn word(self) -> &'static str {
        match self {
            Self::Solid => "solid",
            Self::Shaded => "shaded",
            Self::Striped => "striped",
            Self::Outlined => "outlined",
            Self::Dotted => "dotted",
            Self::Crossed => "crossed",
        }
    }
}

impl Timeline {
    /// The first and last day of the chart: whole years around all dates.
    pub fn range(&self) -> (NaiveDate, NaiveDate) {
        let rows = self.rows.iter();
        let bars = rows.clone().flat_map(|it| &it.bars).flat_map(|it| [it.from, it.until]).flatten();
        let periods = rows.clone().flat_map(|it| &it.periods).flat_map(|(from, until)| [*from, *until]);
        let days: Vec<_> =
            bars.chain(periods).chain(rows.flat_map(|it| it.expected.clone())).chain([self.today]).collect();
        let year = |it: Option<&NaiveDate>| it.unwrap_or(&self.today).year();
        let (first, last) = (year(days.iter().min()), year(days.iter().max()));
        (
            NaiveDate::from_ymd_opt(first, 1, 1).unwrap_or(self.today),
            NaiveDate::from_ymd_opt(last, 12, 31).unwrap_or(self.today),
        )
    }

    /// The legend of a style.
    pub fn legend(&self, style: ChartStyle) -> Option<String> {
        let mut words: Vec<_> = Vec::new();
        for it in self
            .rows
            .iter()
            .flat_map(|it| &it.bars)
            .filter(|it| it.style == style)
            .map(|it| it.legend.clone())
        {
            if !words.contains(&it) {
                words.push(it);
            }
        }
        let last = words.pop()?;
        Some(if words.is_empty() { last } else { format!("{} or {last}", words.join(", ")) })
    }

    /// The dates that some bars lack: `start date not stated`; `None` if all are stated.
    pub fn unstated(&self) -> Option<&'static str> {
        let bars = || self.rows.iter().flat_map(|it| &it.bars);
        match (bars().all(|it| it.from_stated), bars().all(|it| it.until_stated)) {
            (true, true) => None,
            (false, true) => Some("start date not stated"),
            (true, false) => Some("end date not stated"),
            (false, false) => Some("start or end date not stated"),
        }
    }
}

impl Bar {
    /// The dates that the bar lacks: `start date not stated`; `None` if both are stated.
    pub fn unstated(&self) -> Option<&'static str> {
        match (self.from_stated, self.until_stated || self.issued.is_some()) {
            (true, true) => None,
            (false, true) if self.issued.is_some() => Some("report date not stated"),
            (false, true) => Some("start date not stated"),
            (true, false) => Some("end date not stated"),
            (false, false) => Some("start and end dates not stated"),
        }
    }
}
