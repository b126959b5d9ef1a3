//! What a form field or a date control takes. Text that does not fit is left out, never cut.

use crate::questionnaire::{
    Obstacle, Unwritten,
    docx::controls::{FieldKind, Takes},
};

/// Checks that a form field takes a text.
///
/// # Errors
/// The text is too long, or of the wrong type.
pub fn field(kind: &FieldKind, text: &str) -> Result<(), Unwritten> {
    let FieldKind::Text { takes, longest } = kind else { return Ok(()) };
    match takes {
        Takes::Words => {}
        Takes::Day => day(text)?,
        Takes::Number if text.trim().parse::<f64>().is_ok_and(f64::is_finite) => {}
        Takes::Number => return Err(refusal("only accepts a number")),
        Takes::Nothing => return Err(Unwritten::new(Obstacle::Formula, "is calculated")),
    }
    let length = text.encode_utf16().count();
    match longest.filter(|it| length > *it) {
        Some(longest) => {
            Err(refusal(format!("accepts at most {longest} characters, but the text has {length}")))
        }
        None => Ok(()),
    }
}

/// Checks that a text is a date in the form 2026-11-22.
///
/// # Errors
/// It is not.
pub fn day(text: &str) -> Result<(), Unwritten> {
    let parts: Vec<&str> = text.trim().split('-').collect();
    let number = |text: &str, length: usize| {
        let digits = text.len() == length && text.bytes().all(|it| it.is_ascii_digit());
        if digits { text.parse::<u32>().ok() } else { None }
    };
    let is_day = match parts.as_slice() {
        [year, month, day] => {
            let month = number(month, 2).is_some_and(|it| (1..=12).contains(&it));
            number(year, 4).is_some() && month && number(day, 2).is_some_and(|it| (1..=31).contains(&it))
        }
        _ => false,
    };
    if is_day { Ok(()) } else { Err(refusal("only accepts a date, such as 2026-11-22")) }
}

fn refusal(words: impl Into<String>) -> Unwritten {
    Unwritten::new(Obstacle::Validation, words)
}
