//! Texts -> words: spelled as they stand, lowered, parted and joined so that `e-mail`, `24/7`, `TLS 1.2` and
//! `ISO27001` are what people mean.

use std::ops::Range;

/// The bytes of a text that are read; what follows is not looked at, so that a text of any size costs the
/// same.
const BYTES: usize = 16 * 1024;
/// The words of a text that are read.
const WORDS: usize = 600;
/// A longer word is no word.
const LENGTH: usize = 48;
/// What is one word with what follows its hyphen: `e-mail`, `sub-processor`.
const PREFIXES: &[&str] = &[
    "e", "sub", "multi", "anti", "pre", "re", "co", "inter", "intra", "micro", "semi", "bi", "cyber", "wi",
    "de", "un", "in", "mis", "tele",
];

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Its bytes in the text.
    pub at: Range<usize>,
    /// Itself in lower case, spelled the American way, without a possessive.
    pub plain: String,
    /// Whether it stands among examples: `(e.g., disks, tapes)`.
    pub example: bool,
}

/// The words of a text, in order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let text = beginning(text, BYTES);
    let mut words: Vec<Word> = Vec::new();
    let mut examples = Examples::default();
    for run in runs(text) {
        examples.pass(text, run.start);
        let joined = words
            .last()
            .is_some_and(|it| it.at.end + 1 == run.start && PREFIXES.contains(&it.plain.as_str()))
            && text.as_bytes().get(run.start - 1) == Some(&b'-');
        if let (true, Some(last)) = (joined, words.last_mut()) {
            last.plain = plain(&text[last.at.start..run.end]);
            last.at.end = run.end;
            continue;
        }
        for part in parts(text, run) {
            let plain = plain(&text[part.clone()]);
            if !plain.is_empty() && plain.len() <= LENGTH {
                words.push(Word { at: part, plain, example: examples.within });
            }
        }
        if words.len() >= WORDS {
            break;
        }
    }
    words
}

/// As much of a text as fits, cut between characters.
pub(super) fn beginning(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

/// The runs of letters and digits, with what may stand within a word.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphanumeric)?;
        let mut end = start;
        let mut before = ' ';
        let mut characters = text[start..].char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            let after = characters.peek().map_or(' ', |it| it.1);
            if !(c.is_alphanumeric() || inner(before, c, after)) {
                break;
            }
            end = start + at + c.len_utf8();
            before = c;
        }
        rest = end;
        Some(start..end)
    })
}

/// Whether `c` holds a word together: `1.2`, `24/7`, `don't`.
fn inner(before: char, c: char, after: char) -> bool {
    match c {
        '.' | ',' | '/' => before.is_ascii_digit() && after.is_ascii_digit(),
        '\'' | '’' => before.is_alphabetic() && after.is_alphabetic(),
        _ => false,
    }
}

/// `ISO27001` and `TLS1.2` are two words; `OAuth` and `2FA` one.
fn parts(text: &str, run: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let word = &text[run.clone()];
    let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    let numbered = letters >= 3
        && letters < word.len()
        && word[letters..].bytes().all(|it| it.is_ascii_digit() || it == b'.');
    let middle = if numbered { run.start + letters } else { run.end };
    [run.start..middle, middle..run.end].into_iter().filter(|it| !it.is_empty())
}

/// In lower case, spelled the American way, without hyphens and possessives.
fn plain(word: &str) -> String {
    if word.bytes().all(|it| it.is_ascii_alphanumeric()) {
        return american(word.to_ascii_lowercase());
    }
    let mut word: String =
        word.replace('’', "'").chars().filter(|it| *it != '-').flat_map(char::to_lowercase).collect();
    for end in ["'s", "'"] {
        word.truncate(word.strip_suffix(end).map_or(word.len(), str::len));
    }
    american(word)
}

/// `organise` and `organize` are one word.
fn american(word: String) -> String {
    if word.len() <= 4 || !word.is_ascii() {
        return word;
    }
    for (british, american) in
        [("isation", "ization"), ("ise", "ize"), ("ised", "ized"), ("ising", "izing"), ("ises", "izes")]
    {
        if let Some(stem) = word.strip_suffix(british) {
            return format!("{stem}{american}");
        }
    }
    word
}

/// Where examples begin and end.
#[derive(Debug, Default)]
struct Examples {
    seen: usize,
    within: bool,
}

impl Examples {
    /// Reads on to `end`. Examples begin with `(e.g.` or `such as` and end with the bracket or the sentence.
    fn pass(&mut self, text: &str, end: usize) {
        let marks = |it: char| matches!(it, ')' | '?' | ';' | ':' | '\n' | '.' | ',' | ' ');
        for (at, c) in text[self.seen..end].char_indices().filter(|it| marks(it.1)) {
            let (before, after) = text.split_at(self.seen + at);
            match c {
                ')' | '?' | ';' | ':' | '\n' => self.within = false,
                '.' => {
                    let begins = ends_with(before, "e.g") || ends_with(before, "eg");
                    let inside = before.ends_with('e') && after.starts_with(".g");
                    self.within =
                        begins || (self.within && (inside || !after[1..].starts_with(char::is_whitespace)));
                }
                ',' if ends_with(before, "e.g") || ends_with(before, "for example") => self.within = true,
                ' ' if ends_with(before, "such as") || ends_with(before, "e.g") => self.within = true,
                _ => {}
            }
        }
        self.seen = end;
    }
}

/// Whether a text ends with words, in any case, and nothing alphanumeric before them.
fn ends_with(text: &str, end: &str) -> bool {
    let Some((head, tail)) = text.len().checked_sub(end.len()).and_then(|at| text.split_at_checked(at))
    else {
        return false;
    };
    tail.eq_ignore_ascii_case(end) && !head.ends_with(char::is_alphanumeric)
}
