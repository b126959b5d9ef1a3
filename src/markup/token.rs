//! Tokens that stand for values and blocks while Markdown is parsed.

use super::Inline;

/// The first character of a token: a private-use character, which Markdown treats as a letter.
pub const OPEN: char = '\u{e000}';
/// The last character of a token.
pub const SHUT: char = '\u{e001}';
/// The first character of a slot.
const SLOT: char = '\u{e002}';

/// The token for value number `index`.
pub fn token(index: usize) -> String {
    format!("{OPEN}{index}{SHUT}")
}

/// The token for block number `index` of a page. It is a separate paragraph that is replaced after parsing.
pub fn slot(index: usize) -> String {
    format!("{SLOT}{index}{SHUT}")
}

/// The number of the slot in a paragraph; `None` if the paragraph is not a slot.
pub fn as_slot(paragraph: &[Inline]) -> Option<usize> {
    let [Inline::Text(text)] = paragraph else { return None };
    text.trim().strip_prefix(SLOT)?.strip_suffix(SHUT)?.parse().ok()
}

/// `text` without the characters that mark tokens.
pub fn without_marks(text: &str) -> String {
    text.replace([OPEN, SHUT, SLOT], "\u{fffd}")
}

/// `text` with `values` in the place of their tokens.
pub fn expand(text: &str, values: &[String]) -> String {
    expand_within(text, values, usize::MAX).unwrap_or_default()
}

/// `text` with its tokens replaced by `values`; `None` if the result is longer than `limit` bytes.
pub fn expand_within(text: &str, values: &[String], limit: usize) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    let mut closed = false;
    while let Some((before, after)) = rest.split_once(OPEN) {
        out.push_str(after_value(before, closed));
        let Some((index, tail)) = after.split_once(SHUT) else { break };
        let value = index.parse::<usize>().ok().and_then(|it| values.get(it)).map_or("", String::as_str);
        out.push_str(value);
        if out.len() > limit {
            return None;
        }
        closed = closes(value);
        rest = tail;
    }
    out.push_str(after_value(rest, closed));
    (out.len() <= limit).then_some(out)
}

/// Whether a value ends a sentence by itself, like the name `Example Inc.`.
pub fn closes(value: &str) -> bool {
    value.ends_with(['.', '…'])
}

/// The template's text after a value, without the full stop that would double the value's own.
pub fn after_value(text: &str, closed: bool) -> &str {
    let rest = text.strip_prefix('.').filter(|_| closed);
    let ends = |rest: &&str| !rest.starts_with(|c: char| c == '.' || c.is_alphanumeric());
    rest.filter(ends).unwrap_or(text)
}
