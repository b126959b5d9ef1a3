//! The words and numbers of a header, and the units of an answer's length.

use crate::word_list::listed;

/// Words for characters.
const CHARACTERS: &str = "character, characters, char, chars, chr, letter, letters, zeichen, buchstaben, \
                          caractère, caractères, carácter, caracteres, carattere, caratteri, teken, tekens, \
                          caractere, znaków, tecken, tegn, merkkiä, 字, 文字, 字符, 자";
/// Words for words.
pub const WORDS: &str = "word, words, wort, worte, worten, wörter, wörtern, mot, mots, palabra, palabras, \
                         parola, parole, woord, woorden, palavra, palavras, słów";

/// A word or a number of a header, with the separator before it.
#[derive(Debug, Clone, Copy)]
pub struct Token<'a> {
    /// The word or the digits.
    pub text: &'a str,
    /// The separator between it and the previous token.
    pub before: &'a str,
    /// Its position in the header, in bytes.
    pub start: usize,
}

impl Token<'_> {
    /// Its value, if it is a number.
    pub fn number(&self) -> Option<usize> {
        let digits: String = self.text.chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() { None } else { digits.parse().ok() }
    }

    /// Its letter, if it is a single letter.
    pub fn letter(&self) -> Option<char> {
        let mut letters = self.text.chars();
        letters.next().filter(|it| it.is_ascii_alphabetic() && letters.next().is_none())
    }

    /// Whether it counts words or characters.
    pub fn is_unit(&self) -> bool {
        listed_in(&[CHARACTERS, WORDS], self.text) || starts_with_sign(self.text)
    }
}

/// Whether a word is in one of these tables.
pub(super) fn listed_in(tables: &[&'static str], word: &str) -> bool {
    tables.iter().any(|it| listed(it, word))
}

/// Whether a run of letters without spaces begins with a word for characters: `字以内`.
fn starts_with_sign(text: &str) -> bool {
    ["字", "文字", "字符", "자"].iter().any(|it| text.starts_with(it))
}

/// The runs of letters and of digits; digits in groups of three are one number: `1,000`.
pub fn tokens(head: &str) -> Vec<Token<'_>> {
    let kind =
        |it: char| if it.is_ascii_digit() { 1 } else { 2 * u8::from(it.is_alphanumeric() || it == '\'') };
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut last = 0;
    for (at, character) in head.char_indices() {
        let now = kind(character);
        let end = at + character.len_utf8();
        match runs.last_mut() {
            Some(run) if now != 0 && now == last => run.1 = end,
            _ if now != 0 => runs.push((at, end)),
            _ => {}
        }
        last = now;
    }
    let part = |from: usize, until: usize| head.get(from..until).unwrap_or_default();
    let is_number = |it: (usize, usize)| part(it.0, it.1).bytes().all(|it| it.is_ascii_digit());
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for run in runs {
        match joined.last_mut() {
            Some(before)
                if is_number(run)
                    && run.1 - run.0 == 3
                    && matches!(part(before.1, run.0), "," | "." | " " | "'")
                    && part(before.0, before.1).bytes().all(|it| it.is_ascii_digit())
                    && before.1 - before.0 <= 3 =>
            {
                before.1 = run.1;
            }
            _ => joined.push(run),
        }
    }
    let ends = std::iter::once(0).chain(joined.iter().map(|it| it.1));
    let token = |((start, end), before): ((usize, usize), usize)| Token {
        text: part(start, end),
        before: part(before, start),
        start,
    };
    joined.iter().copied().zip(ends).map(token).collect()
}
