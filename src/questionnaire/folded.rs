//! Folded texts, in which words are searched for: in lower case, without accents.

use crate::markup::composed;

/// The maximum number of bytes of a text in which words are counted.
const LOOK: usize = 400;

/// The number of words of a folded text; counting stops soon after four. In scripts without spaces, two
/// characters count as a word.
pub(super) fn words(folded: &str) -> usize {
    let dense = folded.chars().filter(|it| is_dense(*it)).take(8).count();
    folded.split_whitespace().take(4).count() + dense / 2
}

/// The number of words of a text; counting stops soon after four.
pub fn word_count(text: &str) -> usize {
    words(&fold(start(text, LOOK)))
}

/// A character of a script without spaces between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese), or
/// of Korean, whose words correspond to several in other languages.
pub(super) fn is_dense(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}')
}

/// A text in lower case, without accents, with a space for each character that is neither a letter nor a
/// digit.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in composed(text).chars().flat_map(char::to_lowercase) {
        match c {
            'à'..='å' => folded.push('a'),
            'è'..='ë' => folded.push('e'),
            'ì'..='ï' => folded.push('i'),
            'ò'..='ö' => folded.push('o'),
            'ù'..='ü' => folded.push('u'),
            'ç' => folded.push('c'),
            'ñ' => folded.push('n'),
            'ß' => folded.push_str("ss"),
            // `Nº` means number, not an `N` to tick.
            'º' | '°' => folded.push('r'),
            '\u{2019}' | '\'' => folded.push(' '),
            c if c.is_alphanumeric() => folded.push(c),
            _ => folded.push(' '),
        }
    }
    folded
}

/// The first bytes of a text, up to a character boundary.
pub(super) fn start(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}
