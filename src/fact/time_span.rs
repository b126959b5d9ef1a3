//! Durations.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde_json::{Value as Json, json};

use super::{
    Datum,
    read::{Field, Reader},
};
use crate::{diagnostic::Place, yaml::Node};

/// A duration: `90 days`, `12 months`, `5 business days`.
#[derive(Debug, Clone)]
pub struct TimeSpan {
    /// How many units.
    pub count: u32,
    /// The unit, plural.
    pub unit: &'static str,
    /// Its place in the file.
    pub place: Place,
}

const UNITS: [&str; 6] = ["hours", "days", "business days", "weeks", "months", "years"];

impl TimeSpan {
    /// The day on which the period that begins on `day` ends; hours count as whole days.
    pub fn after(&self, day: NaiveDate) -> Option<NaiveDate> {
        match self.unit {
            "months" | "years" => day.checked_add_months(self.months()?),
            "business days" => {
                self.business_days(day, NaiveDate::checked_add_days, NaiveDate::checked_sub_days)
            }
            _ => day.checked_add_days(self.days()),
        }
    }

    /// The day on which the period begins that ends on `day`; in a shorter month its last day.
    pub fn before(&self, day: NaiveDate) -> Option<NaiveDate> {
        match self.unit {
            "months" | "years" => day.checked_sub_months(self.months()?),
            "business days" => {
                self.business_days(day, NaiveDate::checked_sub_days, NaiveDate::checked_add_days)
            }
            _ => day.checked_sub_days(self.days()),
        }
    }

    fn months(&self) -> Option<Months> {
        self.count.checked_mul(if self.unit == "years" { 12 } else { 1 }).map(Months::new)
    }

    fn days(&self) -> Days {
        let count = u64::from(self.count);
        Days::new(match self.unit {
            "hours" => count / 24,
            "weeks" => count * 7,
            _ => count,
        })
    }

    /// The date that is `count` business days (Monday to Friday) away, stepping with `on`; holidays are not
    /// known.
    fn business_days(&self, day: NaiveDate, on: DateStep, back: DateStep) -> Option<NaiveDate> {
        let weekend = |it: NaiveDate| it.weekday().number_from_monday() > 5;
        let mut day = day;
        while weekend(day) {
            day = back(day, Days::new(1))?;
        }
        day = on(day, Days::new(u64::from(self.count / 5) * 7))?;
        for _ in 0..self.count % 5 {
            day = on(day, Days::new(1))?;
            while weekend(day) {
                day = on(day, Days::new(1))?;
            }
        }
        Some(day)
    }
}

/// Adds or subtracts days.
type DateStep = fn(NaiveDate, Days) -> Option<NaiveDate>;

impl fmt::Display for TimeSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = if self.count == 1 { self.unit.strip_suffix('s').unwrap_or(self.unit) } else { self.unit };
        write!(f, "{} {unit}", self.count)
    }
}

impl Field for TimeSpan {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(node)?;
        let parsed = text.split_once(' ').and_then(|(count, unit)| {
            let unit = UNITS
                .into_iter()
                .find(|it| *it == unit.trim() || it.strip_suffix('s') == Some(unit.trim()))?;
            let count = count.parse().ok().filter(|it| (1..=100_000).contains(it))?;
            Some(Self { count, unit, place: node.place })
        });
        // Longer durations are mistakes, and date arithmetic overflows.
        let sane = |it: &Self| {
            NaiveDate::from_ymd_opt(2000, 1, 1)
                .and_then(|day| it.after(day))
                .is_some_and(|it| it.year() <= 3000)
        };
        if parsed.as_ref().is_some_and(|it| !sane(it)) {
            reader.invalid(
                node,
                format!("`{text}` is longer than a thousand years"),
                "write a shorter duration: `12 months`",
            );
            return None;
        }
        if parsed.is_none() {
            reader.invalid(
                node,
                format!("`{text}` is not a valid duration"),
                "write a number and a unit: `12 months`, `5 business days`",
            );
        }
        parsed
    }
    fn schema() -> Json {
        json!({"type": "string", "pattern": "^[1-9][0-9]* (hours?|days?|business \
            days?|weeks?|months?|years?)$"})
    }
    fn datum(&self) -> Datum {
        Datum::Text(self.to_string())
    }
}
