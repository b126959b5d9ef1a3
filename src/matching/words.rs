//! Splits texts into words, in lower case, so that `e-mail`, `24/7`, `TLS 1.2` and `ISO27001` become what
//! people mean by them.

use std::ops::Range;

/// The maximum number of bytes that are read of a text, to bound the work.
const BYTES: usize = 16 * 1024;
/// The maximum number of words that are read of a text.
const WORDS: usize = 600;
/// The maximum length of a word in bytes; longer ones are skipped.
const LENGTH: usize = 48;
/// Prefixes that are joined with the word after their hyphen: `e-mail`, `sub-processor`.
const PREFIXES: &[&str] = &[
    "e", "sub", "multi", "anti", "pre", "re", "co", "inter", "intra", "micro", "semi", "bi", "cyber", "wi",
    "de", "un", "in", "mis", "tele",
];

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Its byte range in the text.
    pub at: Range<usize>,
    /// In lower case and American spelling, without a possessive.
    pub plain: String,
    /// Whether it is part of a list of examples: `(e.g., disks, tapes)`.
    pub example: bool,
}

/// The words of a text, in order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let text = beginning(text, BYTES);
    let mut words: Vec<Word> = Vec::new();
    let mut examples = Examples::default();
    for run in runs(text) {
        examples.advance(text, run.start);
        let is_prefixed = words
            .last()
            .is_some_and(|it| it.at.end + 1 == run.start && PREFIXES.contains(&it.plain.as_str()))
            && text.as_bytes().get(run.start - 1) == Some(&b'-');
        if let (true, Some(last)) = (is_prefixed, words.last_mut()) {
            last.plain = plain(&text[last.at.start..run.end]);
            last.at.end = run.end;
            continue;
        }
        for part in split_number(text, run) {
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

/// Whether words begin with the words of a phrase, in lower case.
pub(super) fn starts_with(words: &[Word], phrase: &[&str]) -> bool {
    phrase.len() <= words.len() && phrase.iter().zip(words).all(|(part, word)| word.plain == *part)
}

/// The beginning of a text, at most `bytes` long, cut between characters.
pub(super) fn beginning(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

/// The runs of letters and digits, with the punctuation inside words.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphanumeric)?;
        let mut end = start;
        let mut before = ' ';
        let mut characters = text[start..].char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            let after = characters.peek().map_or(' ', |it| it.1);
            if !(c.is_alphanumeric() || is_inner(before, c, after)) {
                break;
            }
            end = start + at + c.len_utf8();
            before = c;
        }
        rest = end;
        Some(start..end)
    })
}

/// Whether `c` is punctuation inside a word: `1.2`, `24/7`, `don't`.
fn is_inner(before: char, c: char, after: char) -> bool {
    match c {
        '.' | ',' | '/' => before.is_ascii_digit() && after.is_ascii_digit(),
        '\'' | '’' => before.is_alphabetic() && after.is_alphabetic(),
        _ => false,
    }
}

/// Splits letters from a number after them: `ISO27001` and `TLS1.2`, but not `OAuth` and `2FA`.
fn split_number(text: &str, run: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let word = &text[run.clone()];
    let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    let has_number = letters >= 3
        && letters < word.len()
        && word[letters..].bytes().all(|it| it.is_ascii_digit() || it == b'.');
    let middle = if has_number { run.start + letters } else { run.end };
    [run.start..middle, middle..run.end].into_iter().filter(|it| !it.is_empty())
}

/// A word in lower case and American spelling, without hyphens and possessives.
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

/// Replaces British endings: `organise` becomes `organize`.
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

/// Tracks whether a position of a text is inside a list of examples.
#[derive(Debug, Default)]
struct Examples {
    seen: usize,
    within: bool,
}

impl Examples {
    /// Advances to `end`. Examples begin with `(e.g.` or `such as` and end with the bracket or the sentence.
    fn advance(&mut self, text: &str, end: usize) {
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

/// Whether a text ends with whole words, in any case.
fn ends_with(text: &str, end: &str) -> bool {
    let Some((head, tail)) = text.len().checked_sub(end.len()).and_then(|at| text.split_at_checked(at))
    else {
        return false;
    };
    tail.eq_ignore_ascii_case(end) && !head.ends_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_split_into_plain_words() {
        for (text, expected) in [
            ("E-mail and sub-processors", "email and subprocessors"),
            ("TLS1.2, ISO27001, OAuth, 2FA", "tls 1.2 iso 27001 oauth 2fa"),
            ("24/7 don't", "24/7 don't"),
            ("The vendor's organisations", "the vendor organisations"),
            ("organise, organised", "organize organized"),
            ("at-rest", "at rest"),
            ("", ""),
        ] {
            let plain: Vec<String> = words(text).into_iter().map(|it| it.plain).collect();
            assert_eq!(plain.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn examples_are_marked_until_the_bracket_or_sentence_ends() {
        for (text, expected) in [
            ("media (e.g., disks, tapes) encrypted", "disks tapes"),
            ("media such as disks? Are they encrypted?", "disks"),
            ("media, disks", ""),
        ] {
            let examples: Vec<String> =
                words(text).into_iter().filter(|it| it.example).map(|it| it.plain).collect();
            assert_eq!(examples.join(" "), expected, "{text}");
        }
    }
}
