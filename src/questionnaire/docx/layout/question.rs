//! Which paragraphs ask, by their form.

use crate::questionnaire::{answer_line::label, folded::word_count};

/// Words that open a question or a request, in lower case.
const OPENINGS: &[&str] = &[
    "are",
    "attach",
    "can",
    "confirm",
    "could",
    "describe",
    "detail",
    "did",
    "do",
    "does",
    "enter",
    "explain",
    "give",
    "has",
    "have",
    "how",
    "identify",
    "if",
    "indicate",
    "is",
    "list",
    "name",
    "outline",
    "please",
    "provide",
    "share",
    "specify",
    "state",
    "summarise",
    "summarize",
    "tell",
    "was",
    "were",
    "what",
    "when",
    "where",
    "which",
    "who",
    "why",
    "will",
    "would",
    "beschreiben",
    "besteht",
    "bitte",
    "erläutern",
    "existiert",
    "geben",
    "gibt",
    "haben",
    "hat",
    "ist",
    "kann",
    "können",
    "nennen",
    "sind",
    "verfügt",
    "wann",
    "was",
    "welche",
    "welcher",
    "welches",
    "wer",
    "werden",
    "wie",
    "wird",
    "wo",
    "avez-vous",
    "décrivez",
    "est-ce",
    "existe-t-il",
    "précisez",
    "quel",
    "quelle",
    "quelles",
    "quels",
    "veuillez",
    "cómo",
    "describa",
    "existe",
    "indique",
    "qué",
    "tiene",
];
/// No more of a paragraph is looked at.
const LOOK: usize = 600;

/// How a paragraph asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// With a question mark at the end of a sentence.
    Plainly,
    /// With the words of a question or a request, or as a numbered item: a question where an answer can go
    /// behind it.
    Perhaps,
    /// As a label: `Company name:`. A question where there is a place for the answer.
    Label,
    /// Not.
    No,
}

/// How a text asks; `numbered` where it is an item of a numbered list.
pub fn asks(text: &str, numbered: bool) -> Asks {
    let text = head(text);
    let words = without_number(text);
    let count = word_count(words);
    let first =
        words.split(|c: char| c.is_whitespace() || c == ',').next().unwrap_or_default().to_lowercase();
    let opened = OPENINGS.contains(&first.as_str()) && count > 2;
    let numbered = numbered || words.len() < text.len();
    // A mark in the middle asks where the sentence before it does: `Are keys rotated? If so, describe how.`
    let ends = text
        .trim_end_matches(|c: char| c.is_whitespace() || ".:;)]*\"_\u{201D}\u{2026}".contains(c))
        .ends_with(['?', '\u{FF1F}']);
    let within = ["? ", "?\n", "?\t"]
        .iter()
        .filter_map(|it| words.find(it))
        .min()
        .is_some_and(|at| numbered || opens(words, at));
    match () {
        () if count >= 2 && (ends || within) => Asks::Plainly,
        () if opened || (numbered && count > 2) => Asks::Perhaps,
        () if text.ends_with(':') || line(text).is_some_and(|it| it.start > 0) => Asks::Label,
        () => Asks::No,
    }
}

/// Whether the sentence that ends at a place opens like a question.
fn opens(text: &str, end: usize) -> bool {
    let sentence = text.get(..end).unwrap_or_default();
    let start = sentence.rfind(['.', '!', ':']).map_or(0, |it| it + 1);
    let first = sentence.get(start..).unwrap_or_default().split_whitespace().next().unwrap_or_default();
    OPENINGS.contains(&first.to_lowercase().as_str())
}

/// Whether a paragraph only says that an answer comes: `Response:`; how long that is.
pub fn answer_label(text: &str) -> Option<usize> {
    label(text).filter(|at| text.get(*at..).is_some_and(|it| it.trim().is_empty()))
}

/// A line to write on: the place of four underscores or more, or eight dots or more.
pub fn line(text: &str) -> Option<std::ops::Range<usize>> {
    let stroke = |mark: char, least: usize| {
        let start = text.find(&String::from(mark).repeat(least))?;
        let length =
            text.get(start..)?.find(|it: char| it != mark && it != ' ').unwrap_or(text.len() - start);
        Some(start..start + text.get(start..start + length)?.trim_end().len())
    };
    stroke('_', 4).or_else(|| stroke('.', 8)).or_else(|| stroke('\u{2026}', 3))
}

/// A text without a number or a letter before it: `3.1`, `Q7:`, `(a)`, `b)`.
pub fn without_number(text: &str) -> &str {
    let text = text.trim_start();
    let token = text.split_whitespace().next().unwrap_or_default();
    let bare = token.trim_matches(|c: char| "().:[]-".contains(c));
    let digits = bare.chars().any(|it| it.is_ascii_digit())
        && bare.chars().all(|it| it.is_ascii_alphanumeric() || ".-_".contains(it));
    let letter = bare.chars().count() == 1 && token.ends_with([')', '.']);
    if bare.len() <= 12 && (digits || letter) {
        text.get(token.len()..).unwrap_or_default().trim_start()
    } else {
        text
    }
}

fn head(text: &str) -> &str {
    let text = text.trim();
    text.char_indices().nth(LOOK).map_or(text, |(at, _)| text.get(..at).unwrap_or(text))
}
