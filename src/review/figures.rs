//! Figures in texts (durations, percentages, numbers) and the words that were added.

use std::collections::BTreeMap;

use super::vocabulary::RuleWords;

/// The durations in `text`, in hours, in order: `30 days`, `5 business days`, `an hour`.
fn spans(text: &str) -> Vec<f64> {
    const UNITS: [(&str, f64); 9] = [
        ("second", 1.0 / 3600.0),
        ("minute", 1.0 / 60.0),
        ("hour", 1.0),
        ("day", 24.0),
        ("week", 168.0),
        ("month", 730.0),
        ("quarter", 2190.0),
        ("year", 8760.0),
        ("decade", 87600.0),
    ];
    let words = words_of(text);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        found.extend(OFTEN.iter().find(|(name, _)| word == name).map(|(_, hours)| *hours));
        let unit = UNITS.iter().find(|(name, _)| word == name || word.strip_suffix('s') == Some(name));
        let Some((_, hours)) = unit else { continue };
        let before = words.get(at.saturating_sub(2)..at).unwrap_or_default();
        let number = before.iter().rev().find_map(|it| number(it));
        found.extend(number.map(|it| it * hours));
    }
    found
}

fn number(word: &str) -> Option<f64> {
    const WORDS: [&str; 16] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve", "thirteen", "fourteen", "fifteen",
    ];
    const TENS: [(&str, f64); 9] = [
        ("twenty", 20.0),
        ("thirty", 30.0),
        ("forty", 40.0),
        ("fifty", 50.0),
        ("sixty", 60.0),
        ("seventy", 70.0),
        ("eighty", 80.0),
        ("ninety", 90.0),
        ("hundred", 100.0),
    ];
    let tens = || TENS.iter().find(|(name, _)| *name == word).map(|(_, it)| *it);
    let spelt = || WORDS.iter().position(|it| *it == word).map(|it| it as f64).or_else(tens);
    let article = || matches!(word, "a" | "an" | "every" | "each" | "per").then_some(1.0);
    word.replace(',', "").parse().ok().or_else(spelt).or_else(article)
}

/// Intervals, in hours; what never ends is longer than all others.
const OFTEN: [(&str, f64); 14] = [
    ("hourly", 1.0),
    ("daily", 24.0),
    ("nightly", 24.0),
    ("weekly", 168.0),
    ("fortnightly", 336.0),
    ("monthly", 730.0),
    ("quarterly", 2190.0),
    ("annually", 8760.0),
    ("annual", 8760.0),
    ("yearly", 8760.0),
    ("biennially", 17520.0),
    ("indefinitely", 1e12),
    ("permanently", 1e12),
    ("forever", 1e12),
];

/// The words of `text` without its dates: `1 April 2027`, `2027-04-01`.
pub fn without_days(text: &str) -> Vec<String> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let number = |it: &String| it.bytes().all(|it| it.is_ascii_digit());
    words_of(text).into_iter().filter(|it| !number(it) && !MONTHS.contains(&it.as_str())).collect()
}

/// Whether `text` states a duration.
pub fn states_time(text: &str) -> bool {
    !spans(text).is_empty()
}

/// Whether a duration in `new` is longer than the one at the same position in `old`; where their counts
/// differ, whether the longest is longer.
pub fn longer(old: &str, new: &str) -> bool {
    let (old, new) = (spans(old), spans(new));
    if old.len() == new.len() {
        return old.iter().zip(&new).any(|(old, new)| new > old);
    }
    let longest = |it: &[f64]| it.iter().copied().fold(0.0, f64::max);
    !old.is_empty() && longest(&new) > longest(&old)
}

/// Whether an availability (`99.9 %`) in `new` is lower than in `old`.
pub fn less_available(old: &str, new: &str) -> bool {
    let share = |text: &str| {
        let spaced = text.replace('%', " % ");
        let words: Vec<_> = spaced.split_whitespace().map(str::to_owned).collect();
        let shares = words.windows(2).filter(|pair| pair.get(1).is_some_and(|it| it == "%"));
        shares
            .filter_map(|it| it.first()?.parse::<f64>().ok())
            .filter(|it| *it >= 90.0)
            .fold(f64::NAN, f64::min)
    };
    share(new) < share(old)
}

/// Whether a cipher, key or protocol in `new` has a lower number than in `old` (`AES-256`, `TLS 1.2`).
pub fn weaker_cipher(old: &str, new: &str) -> bool {
    let strengths = |text: &str| {
        let words = words_of(&text.to_lowercase().replace("tlsv", "tls "));
        let mut lowest: BTreeMap<String, f64> = BTreeMap::new();
        for pair in words.windows(2) {
            let [name, strength] = pair else { continue };
            if let (true, Ok(it)) = (RuleWords::NumberedCiphers.has(name), strength.parse::<f64>()) {
                lowest.entry(name.clone()).and_modify(|known| *known = known.min(it)).or_insert(it);
            }
        }
        lowest
    };
    let (old, new) = (strengths(old), strengths(new));
    old.iter().any(|(name, was)| new.get(name).is_some_and(|it| it < was))
}

/// The numbers in `text`, in order.
pub fn numbers(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','));
    let trimmed = parts
        .map(|part| part.trim_matches(['.', ',']))
        .filter(|part| part.bytes().any(|it| it.is_ascii_digit()));
    trimmed.map(str::to_owned).collect()
}

/// Whether `text` has any of `words`.
pub fn has_any(text: &str, words: RuleWords) -> bool {
    words_of(text).iter().any(|it| words.has(it))
}

/// Whether one of `words` occurs more often in `new` than in `old`.
pub fn more_of(old: &str, new: &str, words: RuleWords) -> bool {
    let count = |text: &str| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        words_of(text)
            .into_iter()
            .filter(|it| words.has(it))
            .for_each(|it| *counts.entry(it).or_default() += 1);
        counts
    };
    let before = count(old);
    count(new).iter().any(|(word, often)| before.get(word).is_none_or(|it| it < often))
}

/// The words of `text` in lower case, numbers with their points.
fn words_of(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace("n't", " not");
    let parts = lower.split(|c: char| !(c.is_alphanumeric() || c == '.' || c == ','));
    parts.map(|it| it.trim_matches(['.', ','])).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelled_out_numbers_are_parsed() {
        let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred"];
        for (at, word) in tens.iter().enumerate() {
            assert_eq!(spans(&format!("{word} days")), [24.0 * 10.0 * (at as f64 + 2.0)], "{word}");
        }
        assert!(longer("within sixty days", "within seventy days"));
        assert!(longer("within seventy days", "within eighty days"));
        assert!(!longer("within eighty days", "within seventy days"));
    }
}
