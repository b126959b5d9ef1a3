//! Rich text: blocks and inlines, plain text until a renderer escapes it; [`markdown`] parses it;
//! [`timeline`] has charts of histories and [`drawing`] their layout.

mod block;
mod composed;
pub mod drawing;
pub mod markdown;
mod plain;
mod tone;
mod visit;
mod words;

pub use composed::composed;
pub use words::{own_words, words};
pub mod timeline;
pub mod timeline_text;
mod token;

pub use block::{Absence, Block, Cell, Inline, LinkTarget, Share, Table};
pub use plain::{plain, plain_blocks, text};
pub use tone::Tone;
pub use visit::{change_texts, walk, walk_inlines, walk_mut};

/// Whether a character runs from right to left (Unicode Standard Annex 9, classes R and AL), by the blocks of
/// such scripts.
pub fn is_right_to_left(c: char) -> bool {
    let block = matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    block && c.is_alphabetic()
}

/// `part` of `all` in whole percent: 100 only if it is all, 0 only if it is nothing.
pub fn percent(part: usize, all: usize) -> usize {
    let rounded = (part * 200 + all) / (2 * all.max(1));
    if part == 0 || part == all { rounded } else { rounded.clamp(1, 99) }
}

/// An anchor for a heading: its letters and digits in lower case, joined by hyphens.
pub fn anchor(words: &str) -> String {
    let lower = words.to_lowercase();
    let parts: Vec<_> = lower.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    if parts.is_empty() { "section".into() } else { parts.join("-") }
}
