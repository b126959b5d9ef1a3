//! Decides which paragraphs are questions, by their form.

use crate::questionnaire::{answer_line::label, folded::word_count};

/// Words that begin a question or a request, in lower case.
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
/// The maximum number of bytes of a paragraph that are examined.
const LOOK: usize = 600;

/// The form of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// A question mark at the end of a sentence.
    Plainly,
    /// The words of a question or a request, or a numbered item: a question if an answer can follow it.
    Perhaps,
    /// A label: `Company name:`. A question if there is a place for the answer.
    Label,
    /// Not a question.
    No,
}

/// The form of a text; `numbered` if it is an item of a numbered list.
pub fn asks(text: &str, numbered: bool) -> Asks {
    let text = head(text);
    let words = without_number(text);
    let count = word_count(words);
    let first =
        words.split(|c: char| c.is_whitespace() || c == ',').next().unwrap_or_default().to_lowercase();
    let opened = OPENINGS.contains(&first.as_str()) && count > 2;
    let numbered = numbered || words.len() < text.len();
    // A question mark in the middle counts if the sentence before it is a question: `Are keys rotated? If
    // so, describe how.`
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

/// Whether the sentence that ends at a position begins like a question.
fn opens(text: &str, end: usize) -> bool {
    let sentence = text.get(..end).unwrap_or_default();
    let start = sentence.rfind(['.', '!', ':']).map_or(0, |it| it + 1);
    let first = sentence.get(start..).unwrap_or_default().split_whitespace().next().unwrap_or_default();
    OPENINGS.contains(&first.to_lowercase().as_str())
}

/// The length of a label that only announces an answer: `Response:`; `None` if there is no such label.
pub fn answer_label(text: &str) -> Option<usize> {
    label(text).filter(|at| text.get(*at..).is_some_and(|it| it.trim().is_empty()))
}

/// The byte range of a line to write on: at least four underscores, or at least eight dots.
pub fn line(text: &str) -> Option<std::ops::Range<usize>> {
    let stroke = |mark: char, least: usize| {
        let start = text.find(&String::from(mark).repeat(least))?;
        let length =
            text.get(start..)?.find(|it: char| it != mark && it != ' ').unwrap_or(text.len() - start);
        Some(start..start + text.get(start..start + length)?.trim_end().len())
    };
    stroke('_', 4).or_else(|| stroke('.', 8)).or_else(|| stroke('\u{2026}', 3))
}

/// A text without a leading number or letter: `3.1`, `Q7:`, `(a)`, `b)`.
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
