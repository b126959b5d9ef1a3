//! Spaces and bullets before a text, as people type them in formats without lists: `  - Do you`.

use super::plain::leading_box;

/// The width of a space, in twentieths of a point.
const SPACE: i32 = 60;
/// The maximum number of characters before a text that are counted.
const MOST: usize = 200;
/// Characters that begin a sentence itself: quotes, brackets, numbers, amounts, footnote marks.
const OF_WORDS: &str = "\"'(¿¡#@&$€£¥§%+~/\\<{=^`_.,:;!?|*“”„‟‘’‚‛«‹「『（【《〈［〔\u{feff}\u{200b}\\
                        u{200c}\u{200d}\u{200e}\u{200f}\u{2060}\u{ad}";

/// Represents any box to tick, ticked or not.
const BOX: char = '\u{2610}';
/// Represents any dash.
const DASH: char = '-';

/// The width of the spaces before the first line of a text, in twentieths of a point.
pub fn leading_width(text: &str) -> i32 {
    let spaces = text.chars().take(MOST).take_while(|it| it.is_whitespace());
    spaces.fold(0, |width, it| match it {
        '\n' | '\r' => 0,
        '\t' => width + 4 * SPACE,
        '\u{2003}' | '\u{3000}' => width + 2 * SPACE,
        _ => width + SPACE,
    })
}

/// The sign before a text: a bullet, a dash, an arrow, a box. All signs of one kind are represented by one.
pub fn bullet(text: &str) -> Option<char> {
    let text = text.trim_start();
    let box_length = leading_box(text).map(|it| it.length);
    // `[Optional] Do you` does not begin with a box.
    if box_length.and_then(|it| text.get(it..)).is_some_and(|it| !it.trim().is_empty()) {
        return Some(BOX);
    }
    let mut letters = text.chars();
    let first = letters.next()?;
    let next = letters.next()?;
    let spaced = next.is_whitespace();
    match first {
        // Word's bullet, which is copied as a letter: `o Do you`.
        'o' => {
            (spaced && letters.find(|it| !it.is_whitespace()).is_some_and(char::is_uppercase)).then_some('o')
        }
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '⁃' | '﹣' | '－' => Some(DASH),
        '>' => Some(first),
        '.' if next == '.' => Some('…'),
        // Any sign before a space is a bullet, except an opening quotation mark or bracket.
        _ if first.is_ascii_punctuation() => (spaced && !"\"'([{<".contains(first)).then_some(first),
        _ => (!first.is_alphanumeric() && !OF_WORDS.contains(first)).then_some(first),
    }
}

#[cfg(test)]
mod tests {
    use super::{bullet, leading_width};

    #[test]
    fn bullets_are_distinguished_from_signs_that_belong_to_a_word() {
        for (text, sign) in [
            ("- Do you", '-'),
            ("–Do you", '-'),
            ("• Do you", '•'),
            (" → Do you", '→'),
            ("-> Do you", '-'),
            ("↳ Do you", '↳'),
            ("… and do you", '…'),
            ("... and do you", '…'),
            ("» Do you", '»'),
            ("└ Do you", '└'),
            ("▪ Do you", '▪'),
            ("[ ] Do you", '☐'),
            ("☐ Do you", '☐'),
            ("✓ Do you", '☐'),
            ("✗ Do you", '✗'),
            ("* Do you", '*'),
            ("+ Do you", '+'),
            ("o\tDo you", 'o'),
        ] {
            assert_eq!(bullet(text), Some(sign), "{text}");
        }
        for text in [
            "Do you",
            "1. Do you",
            "(a) Do you",
            "¿Tiene usted",
            "\"Do you\"",
            "« Avez-vous",
            "„Sind Sie",
            "[Optional] Do you",
            "#3 Do you",
            ".NET: do you",
            "*Do you",
            "o fornecedor",
            "☐",
            "",
        ] {
            assert_eq!(bullet(text), None, "{text}");
        }
        assert_eq!([leading_width("  Do"), leading_width("\n Do"), leading_width("\tDo")], [120, 60, 240]);
    }
}
