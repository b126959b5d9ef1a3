//! Ids for new entries, from text.

use std::collections::BTreeSet;

/// The maximum length of an id; a number may be added.
const LENGTH: usize = 48;
/// Words that do not describe what is asked.
const FILLER: &[&str] = &[
    "a", "an", "and", "any", "are", "be", "can", "do", "does", "for", "has", "have", "if", "in", "is", "it",
    "its", "of", "on", "or", "our", "please", "that", "the", "their", "there", "this", "to", "what", "which",
    "with", "you", "your",
];

/// Letters and their replacements in ids.
const LETTERS: &[(&[char], &str)] = &[
    (&['ä', 'à', 'á', 'â', 'ã', 'å'], "a"),
    (&['é', 'è', 'ê', 'ë'], "e"),
    (&['í', 'ì', 'î', 'ï'], "i"),
    (&['ö', 'ó', 'ò', 'ô', 'õ', 'ø'], "o"),
    (&['ü', 'ú', 'ù', 'û'], "u"),
    (&['ç'], "c"),
    (&['ñ'], "n"),
    (&['ß'], "ss"),
];

/// An id from the text of a question, without filler words.
pub fn of_question(question: &str) -> String {
    let words = words(question);
    let telling: Vec<_> = words.iter().filter(|it| !FILLER.contains(&it.as_str())).cloned().collect();
    joined(if telling.is_empty() { &words } else { &telling }, "question")
}

/// An id from a file's name.
pub fn of_file(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem });
    joined(&words(stem), "questionnaire")
}

/// The id, or the first numbered variant that is not taken.
pub fn free(id: &str, taken: &BTreeSet<String>) -> String {
    let numbered = (2..).map(|number: u32| format!("{id}-{number}"));
    std::iter::once(id.to_owned()).chain(numbered).find(|it| !taken.contains(it)).unwrap_or_default()
}

fn words(text: &str) -> Vec<String> {
    let mut lower = text.to_lowercase().replace(['\'', '’'], "");
    for (letters, plain) in LETTERS {
        lower = lower.replace(*letters, plain);
    }
    lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

fn joined(words: &[String], without: &str) -> String {
    let mut id = String::new();
    for word in words {
        let gap = usize::from(!id.is_empty());
        if id.len() + gap + word.len() > LENGTH {
            break;
        }
        id.push_str(if gap == 0 { "" } else { "-" });
        id.push_str(word);
    }
    let long = || words.first().map(|it| it.chars().take(LENGTH).collect());
    // `defaults` has a meaning in files of entries.
    Some(id)
        .filter(|it| !it.is_empty() && it != "defaults")
        .or_else(|| long().filter(|it| it != "defaults"))
        .unwrap_or_else(|| without.to_owned())
}
