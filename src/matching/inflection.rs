//! Removes the endings of plurals, participles and verbs in the third person.

use super::equivalents::{PARTICIPLES, UNINFLECTED};

/// A word without the ending of a plural or of the third person; `are` becomes `is`.
pub(super) fn singular(word: &str) -> String {
    let without = |count: usize| word.get(..word.len() - count).unwrap_or(word).to_owned();
    match word {
        "are" => "is".to_owned(),
        "does" => "do".to_owned(),
        _ if UNINFLECTED.contains(&word) || !word.bytes().all(|it| it.is_ascii_lowercase()) => {
            word.to_owned()
        }
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

/// A participle as its verb, both without a silent `e`: `encrypted` and `encrypt`, `stored` and `store`,
/// `planned` and `plan`.
pub(super) fn participle(word: &str) -> String {
    let word = PARTICIPLES.iter().find(|it| it.0 == word).map_or(word, |it| it.1);
    if UNINFLECTED.contains(&word) || !word.bytes().all(|it| it.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let stem = |it: &&str| it.len() >= 3 && it.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    if let Some(verb) = word.strip_suffix("ied").filter(|it| it.len() > 2) {
        return format!("{verb}y");
    }
    let verb = word.strip_suffix("ed").filter(stem).map_or(word, undoubled);
    verb.strip_suffix('e').filter(stem).unwrap_or(verb).to_owned()
}

/// A stem without a doubled last letter: `plann` becomes `plan`, but `process` and `enroll` stay.
fn undoubled(stem: &str) -> &str {
    let mut last = stem.chars().rev();
    match (last.next(), last.next()) {
        (Some(a), Some(b)) if a == b && !matches!(a, 's' | 'l' | 'e' | 'o') => {
            stem.get(..stem.len() - 1).unwrap_or(stem)
        }
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_and_third_persons_become_singular() {
        for (word, expected) in [
            ("are", "is"),
            ("does", "do"),
            ("policies", "policy"),
            ("processes", "process"),
            ("backups", "backup"),
            ("encrypts", "encrypt"),
            ("access", "access"),
            ("status", "status"),
            ("days", "days"),
            ("24/7", "24/7"),
            ("", ""),
        ] {
            assert_eq!(singular(word), expected, "{word}");
        }
    }

    #[test]
    fn participles_become_their_verb() {
        for (word, expected) in [
            ("encrypted", "encrypt"),
            ("stored", "stor"),
            ("store", "stor"),
            ("planned", "plan"),
            ("enrolled", "enroll"),
            ("processed", "process"),
            ("applied", "apply"),
            ("kept", "keep"),
            ("need", "need"),
            ("", ""),
        ] {
            assert_eq!(participle(word), expected, "{word}");
        }
    }
}
