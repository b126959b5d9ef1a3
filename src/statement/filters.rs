//! The template filters that format values.

use std::fmt::Write;

use chrono::NaiveDate;
use minijinja::{Error, ErrorKind, value::Value};

use super::template_error::wrong;

/// A list in running text: `a`, `a and b`, `a, b and c`; `listed("or")` writes `a, b or c`.
///
/// # Errors
/// A value is not a text, or there are no values.
pub fn listed(values: Vec<Value>, conjunction: Option<&str>) -> Result<String, Error> {
    let items: Result<Vec<_>, _> =
        values.iter().map(|it| it.as_str().ok_or_else(|| wrong("only texts can be listed".into()))).collect();
    conjoined(&items?, conjunction.unwrap_or("and"))
        .ok_or_else(|| Error::new(ErrorKind::UndefinedError, "an empty list cannot be printed"))
}

/// A list in running text with `and`; `None` if it is empty.
pub fn in_line(items: &[&str]) -> Option<String> {
    conjoined(items, "and")
}

/// Separates the items so that they can be distinguished: by semicolons if an item contains a comma or a
/// semicolon (`Chicago, Illinois; and Ashburn, Virginia`).
fn conjoined(items: &[&str], conjunction: &str) -> Option<String> {
    let (last, rest) = items.split_last()?;
    if rest.is_empty() {
        return Some((*last).to_owned());
    }
    let before_last = if separator(items) == ", " { " " } else { "; " };
    Some(format!("{}{before_last}{conjunction} {last}", rest.join(separator(items))))
}

/// A list without a conjunction: `a, b, c`, or `a; b, c; d` where an item holds a comma.
pub fn separated(items: &[&str]) -> String {
    items.join(separator(items))
}

fn separator(items: &[&str]) -> &'static str {
    if items.iter().any(|it| it.contains([',', ';'])) { "; " } else { ", " }
}

/// The items that `text` does not contain as whole words.
pub fn missing_from(values: Vec<Value>, text: &str) -> Vec<Value> {
    let text = text.to_lowercase();
    values.into_iter().filter(|item| !item.as_str().is_some_and(|item| holds(&text, item))).collect()
}

/// Adverbs of a qualified text that precede the verb of a sentence.
const BEFORE_A_VERB: [&str; 7] =
    ["typically", "usually", "generally", "normally", "ordinarily", "often", "mostly"];

/// The text after the verb, an adverb at its beginning before it: `typically remains within the EU`.
pub fn after_verb(text: &str, verb: &str) -> String {
    match text.split_once(' ') {
        Some((first, rest)) if BEFORE_A_VERB.contains(&first) => format!("{first} {verb} {rest}"),
        _ => format!("{verb} {text}"),
    }
}

/// The text after its indefinite article: `a SOC 2 Type II`, `an ISO 27001`, `an HDS`.
pub fn with_article(text: &str) -> String {
    let word: String = text.chars().take_while(|it| it.is_alphanumeric()).collect();
    let vowel = |it: &char| "AEIOUaeiou".contains(*it);
    let letters = || word.chars().take_while(|it| it.is_alphabetic());
    // Letters that are read out one by one: `HDS`, `SSAE`, `F5`.
    let spelled = letters().all(char::is_uppercase)
        && (!letters().any(|it| vowel(&it)) || letters().next() == letters().nth(1));
    let first = word.chars().next();
    let sounds_like_a_vowel = match first {
        Some(it) if spelled => "AEFHILMNORSX".contains(it),
        Some('U' | 'u') => false,
        Some('8') => true,
        first => first.as_ref().is_some_and(vowel),
    };
    format!("{} {text}", if sounds_like_a_vowel { "an" } else { "a" })
}

/// A sentence with its details: `Key events are logged (logins and updates).` A text of several sentences, or
/// with brackets in it, is followed by a list.
///
/// # Errors
/// A detail is not a text, or there is none.
pub fn with_details(text: &str, details: Vec<Value>) -> Result<String, Error> {
    let list = listed(details, None)?;
    let sentence = text.strip_suffix('.').filter(|it| !it.contains(['(', ')', '\n']) && !it.contains(". "));
    Ok(match sentence {
        Some(sentence) if !list.contains(['(', ')']) => format!("{sentence} ({list})."),
        _ => format!("{text} Details: {}", ended(list)),
    })
}

/// Whether `text`, in lower case, contains `item` as whole words.
fn holds(text: &str, item: &str) -> bool {
    let item = item.to_lowercase();
    text.match_indices(&item).any(|(start, _)| {
        let before = text.get(..start).and_then(|it| it.chars().next_back());
        let after = text.get(start + item.len()..).and_then(|it| it.chars().next());
        !item.is_empty() && [before, after].into_iter().flatten().all(|c| !c.is_alphanumeric())
    })
}

/// The text as a sentence: with a full stop, unless it ends with one (`Example Inc.`).
pub fn ended(text: String) -> String {
    if text.ends_with(['.', '…']) { text } else { text + "." }
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

/// The text with its first letter in upper case.
pub fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|it| it.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_adverb_precedes_the_verb() {
        let remains = |text| after_verb(text, "remains");
        assert_eq!(remains("typically within the EU"), "typically remains within the EU");
        assert_eq!(remains("within the EU"), "remains within the EU");
        assert_eq!(remains("only within the EU"), "remains only within the EU");
    }

    #[test]
    fn items_with_commas_are_separated_by_semicolons() {
        assert_eq!(in_line(&["AWS", "GCP", "Neon"]).as_deref(), Some("AWS, GCP and Neon"));
        assert_eq!(
            in_line(&["Chicago, Illinois", "Ashburn, Virginia"]).as_deref(),
            Some("Chicago, Illinois; and Ashburn, Virginia")
        );
        assert_eq!(
            in_line(&["Dublin", "Chicago, Illinois", "Ashburn, Virginia"]).as_deref(),
            Some("Dublin; Chicago, Illinois; and Ashburn, Virginia")
        );
        assert_eq!(in_line(&["Frankfurt, Germany"]).as_deref(), Some("Frankfurt, Germany"));
        assert_eq!(
            conjoined(&["at logout", "after 24 hours"], "or").as_deref(),
            Some("at logout or after 24 hours")
        );
        assert_eq!(separated(&["Dublin", "Chicago, Illinois"]), "Dublin; Chicago, Illinois");
        assert_eq!(separated(&["names", "logs"]), "names, logs");
    }

    #[test]
    fn the_article_follows_the_sound() {
        for text in
            ["SOC 2 Type II", "PCI DSS", "C5", "JWT", "HITRUST", "NIST", "TISAX", "UK Cyber Essentials"]
        {
            assert_eq!(with_article(text), format!("a {text}"));
        }
        for text in ["ISO 27001", "ISAE 3402", "HDS", "SSAE 18", "IRAP", "FSQS", "encrypted token"] {
            assert_eq!(with_article(text), format!("an {text}"));
        }
        assert_eq!(with_article(""), "a ");
    }

    #[test]
    fn details_are_in_brackets_after_a_single_sentence() {
        let with = |text: &str, details: &[&str]| {
            with_details(text, details.iter().map(|it| Value::from(*it)).collect()).unwrap()
        };
        assert_eq!(
            with("Events are logged.", &["logins", "updates"]),
            "Events are logged (logins and updates)."
        );
        assert_eq!(
            with("Keys rotate. So do tokens.", &["yearly"]),
            "Keys rotate. So do tokens. Details: yearly."
        );
        assert_eq!(with("Keys (all) rotate.", &["yearly"]), "Keys (all) rotate. Details: yearly.");
        assert_eq!(with("Keys rotate", &["yearly"]), "Keys rotate Details: yearly.");
    }

    #[test]
    fn items_are_matched_as_whole_words_only() {
        let text = "All data is encrypted with AES-256 over mTLS.";
        let left = |item: &str| !missing_from(vec![Value::from(item)], text).is_empty();
        assert!(!left("AES-256") && !left("aes-256"));
        assert!(left("TLS") && left("AES-25") && left("HSM"));
    }
}
