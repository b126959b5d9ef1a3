//! Whether two texts are the same question: word for word, but for form, reworded, or not at all.

use std::collections::{BTreeSet, HashMap};

use super::{
    numbering::unnumbered,
    polarity::cues,
    terms::terms,
    wording::{Wording, same_wording},
    words::beginning,
};
use crate::{
    markup::composed,
    symbols::{is_symbol, without_bullet},
};

/// How much two question texts are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Another question, as far as words can tell.
    Other,
    /// Most of what both ask for is the same, and neither negates or narrows the other: worth a suggestion,
    /// and no more.
    Reworded,
    /// The same [wording](super::Wording): nothing that could change the sense differs.
    Near,
    /// The same but for case, punctuation, spaces, a number before it and an asterisk after it.
    Exact,
}

/// The bytes of a text that are compared: longer texts differ when they differ in length or within these.
const BYTES: usize = 8 * 1024;
/// The share of what both ask for that reworded questions have in common.
const SHARED: f64 = 0.6;
/// Questions of fewer terms than this say too little to be recognised when reworded.
const LEAST: usize = 3;

/// How much two question texts are the same.
pub fn likeness(one: &str, other: &str) -> Likeness {
    if normal(one) == normal(other) && !normal(one).is_empty() {
        Likeness::Exact
    } else if same_wording(one, other) {
        Likeness::Near
    } else if reworded(one, other) {
        Likeness::Reworded
    } else {
        Likeness::Other
    }
}

/// A text in the form in which the same question is always the same: lower case, single spaces, no
/// punctuation, no number before it, no asterisk after it.
pub fn normal(text: &str) -> String {
    let long = text.len();
    let text = composed(without_bullet(unnumbered(beginning(text, BYTES))));
    let mut normal = String::with_capacity(text.len());
    let mut gap = false;
    let mut characters = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = characters.next() {
        let held = matches!(c, '.' | '/' | ',' | '%' | '<' | '>' | '+') && before.is_ascii_digit();
        let within = held && (matches!(c, '%' | '+') || characters.peek().is_some_and(char::is_ascii_digit));
        if c.is_alphanumeric() || within || is_symbol(c) {
            if gap && !normal.is_empty() {
                normal.push(' ');
            }
            gap = false;
            normal.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’' | '\u{ad}' | '\u{200b}') {
            gap = true;
        }
        before = c;
    }
    // A blank to fill in, or words left out, ask for something else.
    let end = text.trim_end_matches(['?', '.', ' ', '_']);
    normal.extend(["__", "..."].into_iter().filter(|it| end.contains(it)));
    if long > BYTES {
        normal.push_str(&format!(" ({long} bytes)"));
    }
    normal
}

/// Whether most of what two texts ask for is the same, and no cue of one is missing in the other.
fn reworded(one: &str, other: &str) -> bool {
    let asked = |text| -> BTreeSet<String> {
        terms(unnumbered(text), true).into_iter().filter(|it| it.weight > 0.5).map(|it| it.stem).collect()
    };
    let (a, b) = (asked(one), asked(other));
    let common = a.intersection(&b).count();
    let all = a.union(&b).count();
    let read = one.len() <= BYTES && other.len() <= BYTES;
    read && common >= LEAST && common as f64 >= SHARED * all as f64 && cues(one) == cues(other)
}

/// Texts that are known, found again without going through them all.
#[derive(Debug, Default)]
pub struct Known {
    exact: HashMap<String, Vec<usize>>,
    near: HashMap<Wording, Vec<usize>>,
    count: usize,
}

impl Known {
    /// Adds a text; they are counted from 0 in the order in which they are added.
    pub fn add(&mut self, text: &str) {
        self.exact.entry(normal(text)).or_default().push(self.count);
        if let Some(wording) = Wording::new(text) {
            self.near.entry(wording).or_default().push(self.count);
        }
        self.count += 1;
    }

    /// The texts that are exactly the same question; if there are none, those that nearly are.
    pub fn find(&self, text: &str) -> Option<(Likeness, &[usize])> {
        let normal = normal(text);
        if normal.is_empty() {
            return None;
        }
        let exact = self.exact.get(&normal).map(|it| (Likeness::Exact, it.as_slice()));
        exact.or_else(|| {
            Wording::new(text).and_then(|it| self.near.get(&it)).map(|it| (Likeness::Near, it.as_slice()))
        })
    }
}

impl<'a> FromIterator<&'a str> for Known {
    fn from_iter<T: IntoIterator<Item = &'a str>>(texts: T) -> Self {
        let mut known = Self::default();
        texts.into_iter().for_each(|it| known.add(it));
        known
    }
}
