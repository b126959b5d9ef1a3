//! The starter project.

use chrono::{Months, NaiveDate};

use super::embedded::STARTER;

/// The files of the starter project, each with its path, with dates around `on`.
pub fn starter(on: NaiveDate) -> impl Iterator<Item = (&'static str, String)> {
    STARTER.iter().map(move |(path, text)| (*path, dated(text, on)))
}

/// The example text with its dates shifted to `on`.
fn dated(text: &str, on: NaiveDate) -> String {
    let year_ago = on.checked_sub_months(Months::new(12)).unwrap_or(on);
    let in_two_years = on.checked_add_months(Months::new(24)).unwrap_or(on);
    text.replace("{{TODAY_MINUS_YEAR}}", &year_ago.to_string())
        .replace("{{TODAY_PLUS_TWO_YEARS}}", &in_two_years.to_string())
        .replace("{{TODAY}}", &on.to_string())
}
