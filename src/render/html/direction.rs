//! Isolates right-to-left text (`<bdi>`), so that the text around it keeps its position.
//!
//! HTML Standard, 4.5.24; Unicode Standard Annex 9.

use crate::{markup::is_right_to_left, render::escaped};

/// The text, escaped, with what runs from right to left set apart. A text that begins and ends so is set
/// apart as a whole; in any other, each part between letters that run from left to right.
pub fn isolated(text: &str) -> String {
    if !text.chars().any(is_right_to_left) {
        return escaped(text);
    }
    let strong = |c: &char| is_right_to_left(*c) || c.is_alphabetic();
    let first = text.chars().find(strong).is_some_and(is_right_to_left);
    let last = text.chars().rev().find(strong).is_some_and(is_right_to_left);
    if first && last {
        return format!("<bdi>{}</bdi>", escaped(text));
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(start) = rest.find(is_right_to_left) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c: char| c.is_alphabetic() && !is_right_to_left(c)).unwrap_or(from.len());
        let run = from.get(..end).unwrap_or(from);
        let length = run
            .char_indices()
            .rev()
            .find(|(_, c)| is_right_to_left(*c))
            .map_or(run.len(), |(at, c)| at + c.len_utf8());
        let (run, after) = from.split_at(length);
        out += &escaped(before);
        out += &format!("<bdi>{}</bdi>", escaped(run));
        rest = after;
    }
    out + &escaped(rest)
}
