//! How similar two questions are: identical, equal except for form, reworded, or different.

use std::collections::{BTreeSet, HashMap};

use super::{
    numbering::unnumbered,
    terms::terms,
    text_cues::cues,
    wording::{Wording, same_wording},
    words::beginning,
};
use crate::{
    markup::composed,
    symbols::{is_symbol, without_bullet},
};

/// How similar two questions are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// A different question, judged by its words.
    Other,
    /// Most terms are the same, and neither text reverses or limits the other: enough for a suggestion only.
    Reworded,
    /// The same [wording](super::Wording): no difference that could change the meaning.
    Near,
    /// The same except for case, punctuation, spaces, a number before the text and an asterisk after it.
    Exact,
}

/// The maximum number of bytes of a text that are compared: longer texts also differ if their lengths do.
const BYTES: usize = 8 * 1024;
/// The minimum share of common terms of reworded questions.
const COMMON_SHARE: f64 = 0.6;
/// The minimum number of common terms of reworded questions.
const MIN_COMMON: usize = 3;

/// How similar two questions are.
pub fn likeness(one: &str, other: &str) -> Likeness {
    if normal(one) == normal(other) && !normal(one).is_empty() {
        Likeness::Exact
    } else if same_wording(one, other) {
        Likeness::Near
    } else if is_reworded(one, other) {
        Likeness::Reworded
    } else {
        Likeness::Other
    }
}

/// A normal form of a question text: lower case, single spaces, no punctuation, no number before it, no
/// asterisk after it.
pub fn normal(text: &str) -> String {
    let long = text.len();
    let text = composed(without_bullet(unnumbered(beginning(text, BYTES))));
    let mut normal = String::with_capacity(text.len());
    let mut gap = false;
    let mut characters = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = characters.next() {
        let is_numeric_sign = matches!(c, '.' | '/' | ',' | '%' | '<' | '>' | '+') && before.is_ascii_digit();
        let is_inside_number = is_numeric_sign
            && (matches!(c, '%' | '+') || characters.peek().is_some_and(char::is_ascii_digit));
        if c.is_alphanumeric() || is_inside_number || is_symbol(c) {
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
    // A blank to fill in, or an ellipsis, asks for something else.
    let end = text.trim_end_matches(['?', '.', ' ', '_']);
    normal.extend(["__", "..."].into_iter().filter(|it| end.contains(it)));
    if long > BYTES {
        normal.push_str(&format!(" ({long} bytes)"));
    }
    normal
}

/// Whether most terms of two texts are the same, and their cues too.
fn is_reworded(one: &str, other: &str) -> bool {
    let main_terms = |text| -> BTreeSet<String> {
        terms(unnumbered(text), true).into_iter().filter(|it| it.weight > 0.5).map(|it| it.stem).collect()
    };
    let (a, b) = (main_terms(one), main_terms(other));
    let common = a.intersection(&b).count();
    let all = a.union(&b).count();
    let is_complete = one.len() <= BYTES && other.len() <= BYTES;
    is_complete
        && common >= MIN_COMMON
        && common as f64 >= COMMON_SHARE * all as f64
        && cues(one) == cues(other)
}

/// A lookup of texts by [`normal`] form and by wording.
#[derive(Debug, Default)]
pub struct KnownTexts {
    exact: HashMap<String, Vec<usize>>,
    by_wording: HashMap<Wording, Vec<usize>>,
    count: usize,
}

impl KnownTexts {
    /// Adds a text. Texts are numbered from 0 in the order of addition.
    pub fn add(&mut self, text: &str) {
        self.exact.entry(normal(text)).or_default().push(self.count);
        if let Some(wording) = Wording::new(text) {
            self.by_wording.entry(wording).or_default().push(self.count);
        }
        self.count += 1;
    }

    /// The numbers of the texts that are exactly the same question; if there are none, of those with the same
    /// wording.
    pub fn find(&self, text: &str) -> Option<(Likeness, &[usize])> {
        let normal = normal(text);
        if normal.is_empty() {
            return None;
        }
        let exact = self.exact.get(&normal).map(|it| (Likeness::Exact, it.as_slice()));
        exact.or_else(|| {
            Wording::new(text)
                .and_then(|it| self.by_wording.get(&it))
                .map(|it| (Likeness::Near, it.as_slice()))
        })
    }
}

impl<'a> FromIterator<&'a str> for KnownTexts {
    fn from_iter<T: IntoIterator<Item = &'a str>>(texts: T) -> Self {
        let mut known = Self::default();
        texts.into_iter().for_each(|it| known.add(it));
        known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_normalized() {
        for (text, expected) in [
            ("1.2 Is  data encrypted?", "is data encrypted"),
            ("Is data (at rest) encrypted? *", "is data at rest encrypted"),
            ("What's TLS 1.2?", "whats tls 1.2"),
            ("100 %, < 24/7", "100 % < 24/7"),
            ("Name: ___", "name"),
            ("Is ___ encrypted?", "is encrypted__"),
            ("?!", ""),
        ] {
            assert_eq!(normal(text), expected, "{text}");
        }
    }

    #[test]
    fn likeness_of_two_questions() {
        for (one, other, expected) in [
            ("Is data encrypted?", "1. is data ENCRYPTED", Likeness::Exact),
            ("Is the data encrypted?", "Is data encrypted?", Likeness::Near),
            (
                "Is customer data encrypted at rest?",
                "Is encrypted customer data at rest?",
                Likeness::Reworded,
            ),
            ("Is data encrypted?", "Is data not encrypted?", Likeness::Other),
            ("Is data encrypted?", "Are backups tested?", Likeness::Other),
        ] {
            assert_eq!(likeness(one, other), expected, "{one} | {other}");
        }
    }
}
