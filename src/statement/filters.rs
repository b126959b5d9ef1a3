//! The filters that templates write values with.

use std::fmt::Write;

use chrono::NaiveDate;
use minijinja::{Error, ErrorKind, value::Value};

use super::engine::wrong;

/// `a`, `a and b`, `a, b and c`.
pub fn listed(values: Vec<Value>) -> Result<String, Error> {
    let words: Result<Vec<_>, _> =
        values.iter().map(|it| it.as_str().ok_or_else(|| wrong("only texts can be listed".into()))).collect();
    in_line(&words?).ok_or_else(|| Error::new(ErrorKind::UndefinedError, "an empty list cannot be printed"))
}

/// `a`, `a and b`, `a, b and c`; nothing of nothing.
pub fn in_line(words: &[&str]) -> Option<String> {
    words.split_last().map(|(last, rest)| {
        if rest.is_empty() { (*last).to_owned() } else { format!("{} and {last}", rest.join(", ")) }
    })
}

/// `15 April 2025`.
pub fn long_date(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// `1,500`.
pub fn amount(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        let _ = out.write_char(digit);
    }
    out
}

/// The text with a capital at its beginning.
pub fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|it| it.to_uppercase().chain(rest).collect()).unwrap_or_default()
}
