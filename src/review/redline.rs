//! Redlines: the word-by-word difference of two texts.

use similar::{Algorithm, ChangeTag, TextDiff};

use crate::markup::Inline;

/// A piece of a redline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both texts.
    Same(String),
    /// Only in the old text.
    Removed(String),
    /// Only in the new text.
    Inserted(String),
}

/// The redline from `old` to `new`, with the fewest changed words. Spaces belong to the word before them.
pub fn redline(old: &str, new: &str) -> Vec<Piece> {
    match (old, new) {
        ("", "") => return vec![],
        ("", new) => return vec![Piece::Inserted(new.to_owned())],
        (old, "") => return vec![Piece::Removed(old.to_owned())],
        _ if old == new => return vec![Piece::Same(new.to_owned())],
        _ => {}
    }
    let (old, new) = (split(old), split(new));
    let diff = TextDiff::configure().algorithm(Algorithm::Myers).diff_slices(&old, &new);
    let mut pieces: Vec<Piece> = Vec::new();
    // Between two unchanged words, removed text comes before inserted text.
    let (mut removed, mut inserted) = (String::new(), String::new());
    let flush = |pieces: &mut Vec<Piece>, removed: &mut String, inserted: &mut String| {
        pieces.extend((!removed.is_empty()).then(|| Piece::Removed(std::mem::take(removed))));
        pieces.extend((!inserted.is_empty()).then(|| Piece::Inserted(std::mem::take(inserted))));
    };
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Delete => removed += change.value(),
            ChangeTag::Insert => inserted += change.value(),
            ChangeTag::Equal => {
                flush(&mut pieces, &mut removed, &mut inserted);
                match pieces.last_mut() {
                    Some(Piece::Same(text)) => *text += change.value(),
                    _ => pieces.push(Piece::Same(change.value().to_owned())),
                }
            }
        }
    }
    flush(&mut pieces, &mut removed, &mut inserted);
    joined(pieces)
}

/// Merges short unchanged text between two changes into them. If almost nothing is unchanged, the whole text
/// is replaced.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let size = |it: &Piece| match it {
        Piece::Same(text) => (text.len(), 0),
        Piece::Removed(text) | Piece::Inserted(text) => (0, text.len()),
    };
    let (same, changed) = pieces.iter().map(size).fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
    let little = |at: usize, text: &str| {
        let between = at > 0 && at + 1 < pieces.len();
        let words = text.split_whitespace().filter(|it| it.chars().any(char::is_alphanumeric)).count();
        between && words <= 2 || same * 3 < changed
    };
    let mut out: Vec<Piece> = Vec::new();
    let (mut removed, mut inserted) = (String::new(), String::new());
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Removed(text) => removed += text,
            Piece::Inserted(text) => inserted += text,
            Piece::Same(text) if little(at, text) => {
                removed += text;
                inserted += text;
            }
            Piece::Same(text) => {
                flush(&mut out, &mut removed, &mut inserted);
                out.push(Piece::Same(text.clone()));
            }
        }
    }
    flush(&mut out, &mut removed, &mut inserted);
    out
}

fn flush(out: &mut Vec<Piece>, removed: &mut String, inserted: &mut String) {
    let (removed, inserted) = (std::mem::take(removed), std::mem::take(inserted));
    out.extend((!removed.is_empty()).then_some(Piece::Removed(removed)));
    out.extend((!inserted.is_empty()).then_some(Piece::Inserted(inserted)));
}

/// Splits into words, spaces and punctuation; numbers and addresses are kept whole.
fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut before: Option<(char, u8)> = None;
    for (at, c) in text.char_indices() {
        let next_is_digit =
            || text.get(at + c.len_utf8()..).is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()));
        let in_number = c == ',' && before.is_some_and(|(last, _)| last.is_ascii_digit()) && next_is_digit();
        let class = if c.is_whitespace() {
            0
        } else if in_number || c.is_alphanumeric() || "-_'’./:@%+".contains(c) {
            1
        } else {
            2
        };
        // Each line break and each punctuation mark is a separate piece.
        if before.is_some_and(|(last, it)| it != class || class == 2 || c == '\n' || last == '\n') {
            parts.push(text.get(start..at).unwrap_or_default());
            start = at;
        }
        before = Some((c, class));
    }
    parts.push(text.get(start..).unwrap_or_default());
    // A full stop ends a sentence, and is not part of its last word.
    parts.into_iter().flat_map(without_stop).filter(|it| !it.is_empty()).collect()
}

fn without_stop(word: &str) -> [&str; 2] {
    let body = word.trim_end_matches(['.', ':']);
    [body, word.get(body.len()..).unwrap_or_default()]
}

/// A redline as running text.
pub fn inlines(pieces: &[Piece]) -> Vec<Inline> {
    let mut inlines = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Same(text) => lines(text, Inline::Text, &mut inlines),
            Piece::Removed(text) => lines(text, Inline::Removed, &mut inlines),
            Piece::Inserted(text) => lines(text, Inline::Inserted, &mut inlines),
        }
    }
    inlines
}

fn lines(text: &str, make: fn(String) -> Inline, out: &mut Vec<Inline>) {
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 && !matches!(out.last(), Some(Inline::Break)) {
            out.push(Inline::Break);
        }
        if !line.is_empty() {
            out.push(make(line.to_owned()));
        }
    }
}
