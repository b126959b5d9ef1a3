//! Lengths of time.

use std::fmt;

use chrono::{Months, NaiveDate, TimeDelta};
use serde_json::{Value as Json, json};

use super::{
    Datum,
    read::{Field, Reader},
};
use crate::{diagnostic::Place, yaml::Node};

/// A length of time: `90 days`, `12 months`, `5 business days`.
#[derive(Debug, Clone)]
pub struct Period {
    /// How many units.
    pub count: u32,
    /// The unit, plural.
    pub unit: &'static str,
    /// Where it stands.
    pub place: Place,
}

const UNITS: [&str; 6] = ["hours", "days", "business days", "weeks", "months", "years"];

impl Period {
    /// The day on which the period that begins on `day` ends; hours and business days count as days.
    pub fn after(&self, day: NaiveDate) -> Option<NaiveDate> {
        let days = |it: u32| TimeDelta::try_days(i64::from(it)).and_then(|it| day.checked_add_signed(it));
        match self.unit {
            "hours" => days(self.count / 24),
            "weeks" => self.count.checked_mul(7).and_then(days),
            "months" => day.checked_add_months(Months::new(self.count)),
            "years" => self.count.checked_mul(12).and_then(|it| day.checked_add_months(Months::new(it))),
            _ => days(self.count),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = if self.count == 1 { self.unit.strip_suffix('s').unwrap_or(self.unit) } else { self.unit };
        write!(f, "{} {unit}", self.count)
    }
}

impl Field for Period {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(node)?;
        let parsed = text.split_once(' ').and_then(|(count, unit)| {
            let unit = UNITS.into_iter().find(|it| *it == unit.trim() || it.strip_suffix('s') == Some(unit.trim()))?;
            let count = count.parse().ok().filter(|it| (1..=100_000).contains(it))?;
            Some(Self { count, unit, place: node.place })
        });
        if parsed.is_none() {
            reader.invalid(node, format!("`{text}` is no length of time"), "write a number and a unit: `12 months`, `5 business days`");
        }
        parsed
    }
    fn shape() -> Json {
        json!({"type": "string", "pattern": "^[1-9][0-9]* (hours?|days?|business days?|weeks?|months?|years?)$"})
    }
    fn datum(&self) -> Datum {
        Datum::Text(self.to_string())
    }
}
