//! The sentences of a text with their words, the facts that they name, and their segments between commas and
//! conjunctions.

use std::ops::Range;

use super::table::{is_among, longest};
use crate::{
    fact::FactId,
    names::{Gap, NamedFacts, Names, TextWord, separation, words},
};

/// Words that join the parts of a sentence.
const JOINING: &str = "and, or, but, while, whereas, because, und, oder, aber, sondern, weil, et, ou, mais, \
                       y, o, pero, e, ma, en, maar, mas";
/// Numbers that are often written as words.
const NUMBERS: &[(&str, u64)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("twelve", 12),
    ("fourteen", 14),
    ("fifteen", 15),
    ("twenty", 20),
    ("thirty", 30),
    ("sixty", 60),
    ("ninety", 90),
    ("zwei", 2),
    ("drei", 3),
    ("sieben", 7),
    ("zehn", 10),
    ("vierzehn", 14),
    ("dreißig", 30),
    ("sechzig", 60),
    ("neunzig", 90),
    ("trente", 30),
    ("treinta", 30),
    ("trenta", 30),
    ("dertig", 30),
    ("trinta", 30),
];
/// Words that multiply the number before them.
const TIMES: &[(&str, u64)] =
    &[("k", 1_000), ("thousand", 1_000), ("tausend", 1_000), ("million", 1_000_000), ("m", 1_000_000)];

/// A name in a sentence and the facts that have it.
#[derive(Debug)]
pub struct NameAt<'f> {
    /// The indices of its words.
    pub at: Range<usize>,
    /// The facts.
    pub ids: Vec<&'f FactId>,
}

/// A sentence of a text.
#[derive(Debug)]
pub struct Sentence<'t, 'f> {
    text: &'t str,
    /// Its words; the `t` of `don't` is `not`.
    pub words: Vec<TextWord>,
    /// The names in it, in order.
    pub names: Vec<NameAt<'f>>,
    /// The facts that are named by the last sentence before it with a name.
    pub named_before: Vec<&'f FactId>,
}

/// The sentences of a text.
pub fn sentences<'t, 'f>(text: &'t str, names: &Names<'f>) -> Vec<Sentence<'t, 'f>> {
    let mut all = words(text);
    contract(text, &mut all);
    let mut all_names = names.named(text).into_iter().peekable();
    let mut found: Vec<Sentence> = Vec::new();
    let mut current: Vec<TextWord> = Vec::new();
    let mut before: Vec<&FactId> = Vec::new();
    let mut rest = all.into_iter().peekable();
    while let Some(word) = rest.next() {
        let end = word.range.end;
        let ends = rest.peek().is_none_or(|next| gap(text, &word, next) == Gap::Sentence);
        current.push(word);
        if !ends {
            continue;
        }
        let mut own = Vec::new();
        while let Some(NamedFacts { range, facts }) = all_names.next_if(|it| it.range.start < end) {
            let at = |it: &&TextWord| it.range.start < range.start;
            let from = current.iter().take_while(at).count();
            let to = current.iter().take_while(|it| it.range.start < range.end).count();
            own.push(NameAt { at: from..to, ids: facts });
        }
        let here: Vec<&FactId> = own.iter().flat_map(|it| it.ids.iter().copied()).collect();
        let words = std::mem::take(&mut current);
        found.push(Sentence { text, words, names: own, named_before: before.clone() });
        if !here.is_empty() {
            before = here;
        }
    }
    found
}

/// Expands contractions: `don't` to `do not`, `won't` to `will not`, `can't` to `can not`.
fn contract(text: &str, words: &mut [TextWord]) {
    for at in 1..words.len() {
        let Some([before, word]) = words.get_mut(at - 1..=at) else { continue };
        let between = text.get(before.range.end..word.range.start).unwrap_or_default();
        if word.folded != "t" || !matches!(between, "'" | "\u{2019}") {
            continue;
        }
        word.folded = "not".into();
        before.folded = match before.folded.as_str() {
            "won" => "will".into(),
            "can" => "can".into(),
            other => other.strip_suffix('n').unwrap_or(other).to_owned(),
        };
    }
}

/// How two words are separated; digits of one number and parts of one date are not.
fn gap(text: &str, one: &TextWord, next: &TextWord) -> Gap {
    let between = text.get(one.range.end..next.range.start).unwrap_or_default();
    let digits = |it: &TextWord| it.folded.bytes().all(|it| it.is_ascii_digit());
    if matches!(between, "," | "." | "'" | ":") && digits(one) && digits(next) {
        return Gap::None;
    }
    // What follows a colon belongs to what is before it.
    if between.trim() == ":" {
        return Gap::Comma;
    }
    separation(between, next.capital)
}

impl Sentence<'_, '_> {
    /// The word at an index; empty after the last one.
    pub fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |it| it.folded.as_str())
    }

    /// The number of words of the longest expression of a table that begins at a word.
    pub fn phrase(&self, at: usize, table: &'static str) -> Option<usize> {
        longest(table, self.word(at), |it| self.word(at + it))
    }

    /// Whether the words of a text occur in a range of words.
    pub fn repeats(&self, within: Range<usize>, text: &str) -> bool {
        let wanted = words(text);
        let here = self.words.get(within).unwrap_or_default();
        let same = |it: &[TextWord]| it.iter().zip(&wanted).all(|(one, other)| one.folded == other.folded);
        !wanted.is_empty() && here.windows(wanted.len()).any(same)
    }

    /// The first expression of a table in a range of words.
    pub fn find(&self, within: Range<usize>, table: &'static str) -> Option<Range<usize>> {
        let end = within.end;
        within.into_iter().find_map(|at| {
            let length = self.phrase(at, table).filter(|it| at + it <= end)?;
            Some(at..at + length)
        })
    }

    /// Whether the sentence contains an expression of a table.
    pub fn has(&self, table: &'static str) -> bool {
        self.find(0..self.words.len(), table).is_some()
    }

    /// Whether the whole text contains a word of a table.
    pub fn find_in_text(&self, table: &'static str) -> bool {
        words(self.text).iter().any(|it| is_among(&it.folded, table))
    }

    /// Whether the whole text contains one of these words, in lower case.
    pub fn text_has(&self, any: &[String]) -> bool {
        words(self.text).iter().any(|it| any.contains(&it.folded))
    }

    /// Whether a word in the range begins with one of a table.
    pub fn has_stem(&self, within: Range<usize>, stems: &'static str) -> bool {
        let mut here = self.words.get(within).unwrap_or_default().iter();
        here.any(|word| stems.split(", ").any(|it| word.folded.starts_with(it)))
    }

    /// How a word is separated from the next one.
    pub fn gap(&self, left: usize) -> Gap {
        match (self.words.get(left), self.words.get(left + 1)) {
            (Some(one), Some(next)) => gap(self.text, one, next),
            _ => Gap::Sentence,
        }
    }

    /// Whether the text after a word is an answer that there is none, and nothing more: `: none`, `? No.`
    pub fn is_answered_none(&self, at: usize, table: &'static str) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        let rest = self.text.get(word.range.end..).unwrap_or_default().trim_start_matches(['*', '_']);
        let rest = rest.trim_start();
        let Some(rest) = rest.strip_prefix([':', '|', '?']).or_else(|| rest.strip_prefix('–')) else {
            return false;
        };
        let rest = rest.trim_start_matches(|it: char| it.is_whitespace() || matches!(it, '|' | '*' | '_'));
        let end = rest.find(|it: char| !it.is_alphanumeric()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let ends = after.is_empty()
            || after.starts_with(['.', ',', ';', '!', '\n', '|', '*', '_'])
            || after.starts_with(" |");
        ends && is_among(&word.to_lowercase(), table)
    }

    /// The text between a word and the next one.
    pub fn between(&self, left: usize) -> &str {
        let (Some(one), Some(next)) = (self.words.get(left), self.words.get(left + 1)) else { return "" };
        self.text.get(one.range.end..next.range.start).unwrap_or_default()
    }

    /// The last characters before a word, at most `count`.
    pub fn before(&self, at: usize, count: usize) -> &str {
        let Some(word) = self.words.get(at) else { return "" };
        let text = self.text.get(..word.range.start).unwrap_or_default();
        let start = text.char_indices().rev().take(count).last().map_or(text.len(), |it| it.0);
        text.get(start..).unwrap_or_default()
    }

    /// The range of words around one up to the next comma or conjunction.
    pub fn segment(&self, at: usize) -> Range<usize> {
        let is_named = |word: usize| self.names.iter().any(|it| it.at.contains(&word));
        let joins = |word: usize| is_among(self.word(word), JOINING) && !is_named(word);
        let mut start = at;
        while start > 0 && self.gap(start - 1) == Gap::None && !joins(start - 1) {
            start -= 1;
        }
        let mut end = at + 1;
        while end < self.words.len() && self.gap(end - 1) == Gap::None && !joins(end) {
            end += 1;
        }
        start..end
    }

    /// The whole number at a word and the index of the word after it.
    pub fn number(&self, at: usize) -> Option<(u64, usize)> {
        let word = self.word(at);
        if let Some((_, value)) = NUMBERS.iter().find(|it| it.0 == word) {
            return Some((*value, at + 1));
        }
        if word.is_empty() || !word.bytes().all(|it| it.is_ascii_digit()) {
            return None;
        }
        let mut digits = word.to_owned();
        let mut next = at + 1;
        let is_group = |it: &str| it.len() == 3 && it.bytes().all(|it| it.is_ascii_digit());
        while word.len() <= 3
            && is_group(self.word(next))
            && matches!(self.between(next - 1), "," | "." | "'" | "\u{2019}" | "\u{a0}" | "\u{202f}")
        {
            digits.push_str(self.word(next));
            next += 1;
        }
        let mut value: u64 = digits.parse().ok()?;
        if let Some((_, times)) = TIMES.iter().find(|it| it.0 == self.word(next)) {
            value = value.checked_mul(*times)?;
            next += 1;
        }
        Some((value, next))
    }

    /// The byte range of some words.
    pub fn bytes(&self, at: Range<usize>) -> Range<usize> {
        let words = self.words.get(at).unwrap_or_default();
        words.first().map_or(0, |it| it.range.start)..words.last().map_or(0, |it| it.range.end)
    }

    /// The words as written, on one line.
    pub fn quote(&self, at: Range<usize>) -> String {
        let text = self.text.get(self.bytes(at)).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "'")
    }
}
