//! The shape of a text: whether it asks, requests, states or only names something; and ids of questions.

use super::{
    super::folded::{fold, start, words},
    words::{is_verb, opens},
};

/// The maximum number of bytes of a text that are examined.
const LOOK: usize = 400;

/// The grammatical form of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// A name: `Company name`.
    Label,
    /// A statement: `Backups are encrypted.`
    States,
    /// The beginning of a request or question: `Describe your ...`.
    Requests,
    /// A question mark at the end of a sentence.
    Asks,
}

/// The shape of a text, without a leading id.
pub(super) fn shape(text: &str) -> Shape {
    let text = prefix(text).map_or(text, |(_, rest)| rest);
    let text = start(text, LOOK);
    let folded = fold(text);
    let count = words(&folded);
    if count >= 2 && (asks(text) || ends_asking(text)) {
        return Shape::Asks;
    }
    let mut words = folded.split_whitespace();
    let (first, second) = (words.next(), words.clone().next());
    let names = first == Some("name")
        && second.is_some_and(|it| matches!(it, "the" | "all" | "your" | "any" | "each" | "every"));
    if count >= 3 && (names || first.is_some_and(opens)) {
        return Shape::Requests;
    }
    let ends = text.trim_end().ends_with(['.', ';', '!', '。']);
    if count >= 4 && (ends || words.any(is_verb)) { Shape::States } else { Shape::Label }
}

/// Whether a text is a name such as a heading has, without a continuation.
pub(in crate::questionnaire) fn names_a_part_below(text: &str) -> bool {
    let text = start(text, LOOK).trim();
    let whole = !text.starts_with(['(', '*', '†', '‡']) && !text.ends_with(['.', ';', ',', '!', '。']);
    let words = text.chars().any(char::is_alphabetic) && !text.contains('\n');
    whole && words && shape(text) == Shape::Label && !continues(text)
}

/// Whether a text ends in an interrogative particle, in scripts that need no question mark.
fn ends_asking(text: &str) -> bool {
    const ENDS: &[&str] = &[
        "吗",
        "嗎",
        "呢",
        "ですか",
        "ますか",
        "ませんか",
        "でしょうか",
        "ไหม",
        "หรือไม่",
        "หรือเปล่า",
        "หรือยัง",
        "니까",
        "나요",
        "가요",
        "까요",
    ];
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '。' | '.' | '．'));
    ENDS.iter().any(|it| text.ends_with(it))
}

/// Whether a question mark ends a sentence: at the end of the text, or with more after it (`? If so,
/// which`); not within a URL.
fn asks(text: &str) -> bool {
    let mut marks = text.char_indices().filter(|(_, it)| matches!(it, '?' | '？' | '؟' | '¿'));
    marks.any(|(at, mark)| {
        let next = text.get(at + mark.len_utf8()..).and_then(|it| it.chars().next());
        mark == '¿' || next.is_none_or(|it| !it.is_alphanumeric() && !matches!(it, '=' | '&' | '%'))
    })
}

/// A text for comparison: folded, without its id, spaces and punctuation.
pub(super) fn same(text: &str) -> String {
    let text = prefix(text).map_or(text, |(_, rest)| rest);
    fold(text).split_whitespace().collect()
}

/// The leading id of a text, and the rest: `GV.OC-01.1: The mission` and `3) Do you`.
pub(super) fn prefix(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let end = text.find(char::is_whitespace);
    let glued = text.find(':').filter(|at| end.is_none_or(|it| *at < it)).map(|it| it + 1);
    let end = glued.or(end)?;
    let (token, rest) = text.split_at_checked(end)?;
    let rest = rest.trim_start().trim_start_matches(['-', '–', '—', ':', '.', ')']).trim_start();
    let marked = token.ends_with(['.', ')', ':', ']'])
        || token.chars().filter(|it| matches!(it, '.' | '-')).count() > 0;
    let bare = bare(token);
    let numbered =
        bare.chars().any(|it| it.is_ascii_digit()) || (bare.len() == 1 && token.ends_with([')', '.']));
    (numbered
        && is_id(token)
        && (marked || bare.starts_with(|it: char| it.is_ascii_uppercase()))
        && rest.len() > 3)
        .then_some((bare, rest))
}

/// An id without the punctuation around it: `(a)` is `a`, `Q1.` is `Q1`. Balanced brackets are kept: `3.1
/// (Brazil)`.
pub(super) fn bare(id: &str) -> &str {
    let whole = id.trim();
    let inner = whole.trim_matches(['.', ')', '(', ':', '[', ']', '-', '–', '#', '*']).trim();
    let open = |it: char, end: char| inner.matches(it).count() > inner.matches(end).count();
    let end = [('(', ')'), ('[', ']')].into_iter().find(|it| open(it.0, it.1)).map(|it| it.1);
    let ended = || {
        let from = whole.find(inner)?;
        let until = from + inner.len();
        let rest = whole.get(until..)?;
        let length = rest.find(end?).filter(|at| rest.get(..*at).is_some_and(|it| it.trim().is_empty()))?;
        whole.get(from..=until + length)
    };
    ended().unwrap_or(inner)
}

/// Whether a text has the form of an id: short, without words, with digits or letters in groups.
pub(super) fn is_id(text: &str) -> bool {
    let text = bare(text);
    let count = text.chars().count();
    if count == 0 || count > 24 || text.contains('\n') {
        return false;
    }
    let words: Vec<_> = text.split(' ').filter(|it| !it.is_empty()).collect();
    let digits = text.chars().any(|it| it.is_ascii_digit());
    let legal = text.chars().all(|it| {
        it.is_alphanumeric()
            || matches!(it, '.' | '-' | '_' | ' ' | '/' | '&' | '#' | ':' | '(' | ')' | '°' | 'º')
    });
    // `AC-1 b`, `Q 12`, `Question 3`; but not `25 users` and not `Level 2 support desk`.
    let last_bears = words
        .last()
        .is_some_and(|part| part.chars().any(|it| it.is_ascii_digit()) || part.chars().count() == 1);
    let groups = text.split(['.', '-', '_', '/', '(', ')']).all(|it| it.chars().count() <= 10);
    let lettered = !digits
        && words.len() == 1
        && (count <= 2 || (count <= 10 && text.contains(['.', '-']) && groups && short_groups(text)));
    legal && (lettered || (digits && words.len() <= 2 && last_bears && groups))
}

/// Whether a text consists of short groups as in ids: `a.ii`, `GV-OC`; not `third-party`.
fn short_groups(text: &str) -> bool {
    text.split(['.', '-']).all(|it| it.chars().count() <= 4)
}

/// Whether one id is the parent of another: `GOV` of `GOV.01`, `1` of `1.2`.
pub(super) fn above(parent: &str, child: &str) -> bool {
    let parent = parent.trim_end_matches(".0");
    child
        .strip_prefix(parent)
        .is_some_and(|it| it.starts_with(['.', '-', '_', ' ', '/', '(']) && it.chars().count() > 1)
}

/// Whether a text begins like the continuation of the one above it: in lower case, or with a dash.
pub(super) fn continues(text: &str) -> bool {
    let lower = |it: char| it.is_lowercase();
    prefix(text).is_none()
        && (text.starts_with(lower)
            || text.strip_prefix(['-', '–', '…']).is_some_and(|it| it.trim_start().starts_with(lower)))
}

/// Whether the last sentence of a text is incomplete.
pub(super) fn open_ended(text: &str) -> bool {
    text.trim_end().ends_with(|it: char| it.is_alphanumeric() || matches!(it, ',' | '-' | '…'))
}

/// Whether a question is about the list below it: `Which of these do you lack?`.
pub(super) fn introduces(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "of these",
        "of those",
        "of the following",
        "the following",
        "these controls",
        "below",
        "der folgenden",
        "die folgenden",
        "welche davon",
        "parmi les",
        "suivant",
        "suivants",
        "suivantes",
        "de los siguientes",
        "de las siguientes",
        "de estos",
        "de estas",
        "dei seguenti",
        "delle seguenti",
        "tra i seguenti",
        "tra le seguenti",
        "van de volgende",
        "van deze",
        "dos seguintes",
        "das seguintes",
    ];
    let folded = fold(start(text, LOOK)).split_whitespace().collect::<Vec<_>>().join(" ");
    let padded = format!(" {folded} ");
    WORDS.iter().any(|it| padded.contains(&format!(" {it} ")))
}

/// Whether a text contains a year as a separate word: `(2023)`.
pub(super) fn names_year(text: &str) -> bool {
    text.split(|it: char| !it.is_alphanumeric()).any(is_year)
}

/// Whether a word is a year of this century or the last.
pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|it| it.is_ascii_digit())
}
