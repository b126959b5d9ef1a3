//! The endings of plurals, participles and verbs in the third person: what a word may lose without becoming
//! another.

use super::equivalents::{PARTICIPLES, WHOLE};

/// A word without the ending of a plural, or of a verb in the third person; `are` is `is`.
pub(super) fn singular(word: &str) -> String {
    let without = |count: usize| word.get(..word.len() - count).unwrap_or(word).to_owned();
    match word {
        "are" => "is".to_owned(),
        "does" => "do".to_owned(),
        _ if WHOLE.contains(&word) || !word.bytes().all(|it| it.is_ascii_lowercase()) => word.to_owned(),
        _ if word.len() > 4 && word.ends_with("ies") => without(3) + "y",
        _ if ["sses", "xes", "ches", "shes"].iter().any(|it| word.ends_with(it)) => without(2),
        _ if word.len() > 3
            && word.ends_with('s')
            && !["ss", "us", "is"].iter().any(|it| word.ends_with(it)) =>
        {
            without(1)
        }
        _ => word.to_owned(),
    }
}

/// A participle as its verb, and both without a silent `e`: `encrypted` and `encrypt`, `stored` and `store`,
/// `planned` and `plan`.
pub(super) fn participle(word: &str) -> String {
    let word = PARTICIPLES.iter().find(|it| it.0 == word).map_or(word, |it| it.1);
    if WHOLE.contains(&word) || !word.bytes().all(|it| it.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let stem = |it: &&str| it.len() >= 3 && it.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    if let Some(verb) = word.strip_suffix("ied").filter(|it| it.len() > 2) {
        return format!("{verb}y");
    }
    let verb = word.strip_suffix("ed").filter(stem).map_or(word, undoubled);
    verb.strip_suffix('e').filter(stem).unwrap_or(verb).to_owned()
}

/// `planned` is of `plan`; but `processed` of `process` and `enrolled` of `enroll`.
fn undoubled(stem: &str) -> &str {
    let mut last = stem.chars().rev();
    match (last.next(), last.next()) {
        (Some(a), Some(b)) if a == b && !matches!(a, 's' | 'l' | 'e' | 'o') => {
            stem.get(..stem.len() - 1).unwrap_or(stem)
        }
        _ => stem,
    }
}
