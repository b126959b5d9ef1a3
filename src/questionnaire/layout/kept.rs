//! Texts around questions, bounded in size and number.

use std::sync::Arc;

use super::{
    super::{bounded::more, composed, folded::start},
    dates::date_in,
    shape::names_year,
};
use crate::symbols::is_emoji;

/// The maximum size of a text, in bytes.
pub(super) const LONG: usize = 2_000;
/// The maximum number of parts of a long text.
const PARTS: usize = 200;
/// The maximum number of texts between two questions, not counting the one that says that there are more.
const BETWEEN: usize = 24;

/// A text within bounds: its beginning, with a note if it was cut; `None` if it has no words, is not a year
/// and contains no comparison.
pub(super) fn kept(text: &str) -> Option<Arc<str>> {
    let whole = text.trim();
    let text = composed(start(whole, LONG));
    let says = text.chars().any(char::is_alphabetic)
        || names_year(&text)
        || date_in(&text).is_some()
        || compares(&text)
        || is_sign(&text);
    // A text that is too long is not judged by its beginning.
    let more = || format!("{}\n{}", text.trim(), more(1)).into();
    (says || whole.len() > LONG).then(|| if whole.len() > LONG { more() } else { Arc::from(text.trim()) })
}

/// A text in pieces within bounds: if it is too long, its lines, and for a line that is too long, its
/// parts. If there are too many, the last piece says so.
pub fn pieces(text: &str) -> Vec<Arc<str>> {
    if text.len() <= LONG {
        return kept(text).into_iter().collect();
    }
    let mut parts = Vec::new();
    for line in text.split('\n') {
        let mut rest = line;
        while !rest.is_empty() {
            let end = part_end(rest);
            parts.push(rest.get(..end).unwrap_or_default());
            rest = rest.get(end..).unwrap_or_default();
        }
    }
    let texts: Vec<_> = parts.iter().filter_map(|it| kept(it)).collect();
    let left = texts.len().saturating_sub(PARTS);
    texts.into_iter().take(PARTS).chain((left > 0).then(|| more(left).into())).collect()
}

/// The end of the first part of a text: after a sentence or a word if there is one.
fn part_end(text: &str) -> usize {
    if text.len() <= LONG {
        return text.len();
    }
    let end = text.floor_char_boundary(LONG);
    let start = text.get(..end).unwrap_or_default();
    let behind = |it: Option<usize>| it.map(|it| it + 1).filter(|it| *it > 0);
    behind(start.rfind(". ")).or_else(|| behind(start.rfind(' '))).unwrap_or(end.max(1))
}

/// Keeps the last texts within the bound and adds one that says that there are more, so that no question is
/// answered as if all had been read.
pub(super) fn within_bound(texts: &mut Vec<Arc<str>>) {
    let over = texts.len().saturating_sub(BETWEEN);
    if over > 0 {
        texts.drain(..over);
        texts.insert(0, more(1).into());
    }
}

/// Whether a text compares something with a number: `≥ 3`.
fn compares(text: &str) -> bool {
    let after = text.trim().strip_prefix(|it| matches!(it, '<' | '>' | '=' | '≥' | '≤' | '≠' | '≈' | '~'));
    after.is_some_and(|it| it.trim_start_matches(['=', ' ']).starts_with(|it: char| it.is_ascii_digit()))
}

/// Whether a text is a sign, without words, that negates what is around it: `≠`.
pub(super) fn is_sign(text: &str) -> bool {
    let turns = |it: char| matches!(it, '≠' | '¬' | '∅' | '∉') || is_emoji(it);
    text.contains(turns) && !text.chars().any(char::is_alphanumeric)
}
