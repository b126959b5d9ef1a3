//! Numbers with a unit of time or count: `24 hours`.

use super::words::Word;

/// The units, each in its forms; the first is its name.
const UNITS: &[&[&str]] = &[
    &["minute", "minutes"],
    &["hour", "hours"],
    &["day", "days"],
    &["week", "weeks"],
    &["month", "months"],
    &["year", "years"],
    &["percent", "%"],
    &["character", "characters"],
    &["attempt", "attempts"],
];

/// Numbers that are spelled out.
const NUMBERS: &[(&str, &str)] = &[
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("twelve", "12"),
    ("thirty", "30"),
    ("sixty", "60"),
    ("ninety", "90"),
];

/// A quantity at the beginning of some words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Quantity {
    /// Digits and the name of the unit: `24 hour`.
    pub text: String,
    /// The number of words that it takes.
    pub words: usize,
}

/// The quantity that words begin with: `24 hours`, `three (3) months`; not the `27001` of a standard.
pub(super) fn quantity(words: &[Word]) -> Option<Quantity> {
    let first = words.first()?;
    let number = digits(&first.plain)
        .or_else(|| first.plain.bytes().all(|it| it.is_ascii_digit()).then_some(&first.plain))?;
    let unit = |at: usize| {
        let word = words.get(at)?;
        UNITS.iter().find(|it| it.contains(&word.plain.as_str()))?.first()
    };
    let is_repeated = words.get(1).is_some_and(|it| it.plain == number);
    let (words, unit) =
        unit(1).map(|it| (2, it)).or_else(|| if is_repeated { unit(2).map(|it| (3, it)) } else { None })?;
    Some(Quantity { text: format!("{number} {unit}"), words })
}

/// The digits of a number that is spelled out, in lower case.
pub(super) fn digits(plain: &str) -> Option<&'static str> {
    NUMBERS.iter().find(|it| it.0 == plain).map(|it| it.1)
}

#[cfg(test)]
mod tests {
    use super::{super::words::words, *};

    #[test]
    fn quantities_are_numbers_before_a_unit() {
        for (text, expected) in [
            ("24 hours", Some(("24 hour", 2))),
            ("three months", Some(("3 month", 2))),
            ("three (3) months", Some(("3 month", 3))),
            ("3 three months", None),
            ("27001 certificate", None),
            ("hours", None),
            ("12", None),
            ("", None),
        ] {
            let expected = expected.map(|(text, words)| Quantity { text: text.to_owned(), words });
            assert_eq!(quantity(&words(text)), expected, "{text}");
        }
    }
}
