//! Headers that limit the length of an answer in characters or words.

use super::tokens::{Token, WORDS, listed_in, tokens};
use crate::word_list::listed;

/// Number words.
const NUMBERS: &[(&str, usize)] = &[
    ("one, single, ein, eine, einem, un, une, uno, una, een, um, uma", 1),
    ("two, zwei, deux, dos, due, twee, dois, duas", 2),
    ("three, drei, trois, tres, tre, drie, três", 3),
];
const MOST: &str = "max, maximum, maximal, maximale, máx, máximo, massimo, maximaal, most, limit, limited, \
                    length, up, höchstens, bis, jusqu'à, plus, hasta, fino, hoogstens, até, less, fewer, \
                    länge, limite, límite, limiet";
const LEAST: &str = "min, minimum, minimal, least, mindestens, minimale, moins, menos, almeno, meno, \
                     minstens, mín, mínimo, minimo, minimaal";
/// Other words beside a size.
const BESIDE: &str = "a, of, to, or, in, at, the, per, than, no, not, more, only, answer, text, zu, nur, \
                      in, pro, zeichenlänge, de, du, la, le, les, au, el, en, solo, di, da, il, non, più, \
                      van, het, niet, meer, dan, tot, alleen, do, da, não, mais, que, und, and, et, y, e, o";
/// The maximum number of words between a number and its unit.
const NEAR: usize = 3;

/// The maximum length of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    most: usize,
    of_words: bool,
}

impl Size {
    /// Why a text is too long, with the name of its cell.
    pub fn refuses(self, cell: &str, text: &str) -> Option<String> {
        let (length, unit) = match self.of_words {
            true => (text.split_whitespace().count(), "word"),
            false => (text.encode_utf16().count(), "character"),
        };
        let plural = if self.most == 1 { "" } else { "s" };
        (length > self.most).then(|| {
            format!(
                "the heading of {cell} asks for at most {} {unit}{plural}, but the text has {length}: \
                 shorten it",
                self.most
            )
        })
    }
}

/// The maximum length of the texts below a header, in each of its units. The header is in lower case.
pub fn sizes(head: &str) -> Vec<Size> {
    let tokens = tokens(head);
    let units = tokens.iter().enumerate().filter(|it| it.1.is_unit());
    let counted = |(at, unit): (usize, &Token)| {
        Some(Size { most: limit(&tokens, at)?, of_words: listed(WORDS, unit.text) })
    };
    let counted: Vec<Size> = units.filter_map(counted).collect();
    if counted.is_empty() { bare(head, &tokens).into_iter().collect() } else { counted }
}

/// The number before a unit, if it is a maximum.
fn limit(tokens: &[Token], unit: usize) -> Option<usize> {
    let word = |at: usize| tokens.get(at).map_or("", |it| it.text);
    let adjacent = || {
        let before = word(unit.checked_sub(1)?);
        NUMBERS.iter().find(|it| listed(it.0, before)).map(|it| it.1)
    };
    let back = (unit.saturating_sub(NEAR)..unit).rev();
    let back = back.take_while(|at| !tokens.get(*at).is_some_and(Token::is_unit));
    let behind = (unit + 1..=unit + NEAR).take_while(|at| !tokens.get(*at).is_some_and(Token::is_unit));
    let numbered = |at: usize| Some((at, tokens.get(at)?.number()?));
    let found = back.clone().find_map(numbered);
    let found = found.or_else(|| if adjacent().is_some() { None } else { behind.clone().find_map(numbered) });
    let Some((at, number)) = found else { return adjacent() };
    let bound = (at.saturating_sub(NEAR)..at).rev().map(word).find(|it| listed_in(&[MOST, LEAST], it));
    (!bound.is_some_and(|it| listed(LEAST, it))).then_some(number)
}

/// The number in `max. 50`, which without a unit means characters.
fn bare(head: &str, tokens: &[Token]) -> Option<Size> {
    let mut pairs = tokens.windows(2);
    pairs.find_map(|pair| {
        let [most, number] = pair else { return None };
        let number = number
            .number()
            .filter(|_| listed(MOST, most.text) && most.text.starts_with('m'))
            .map(|it| (it, number));
        let (value, token) = number?;
        let rest = head.get(token.start + token.text.len()..).unwrap_or_default().trim_start();
        let ends = rest.is_empty() || rest.starts_with([')', ']', '\n', ',', ';']);
        ends.then_some(Size { most: value, of_words: false })
    })
}

/// Whether an explanation only states the maximum length of a text. It is in lower case.
pub(super) fn is_size(explanation: &str) -> bool {
    let known = |it: &Token| {
        it.number().is_some()
            || it.is_unit()
            || listed_in(&[MOST, BESIDE], it.text)
            || NUMBERS.iter().any(|number| listed(number.0, it.text))
    };
    !sizes(explanation).is_empty() && tokens(explanation).iter().all(known)
}

#[cfg(test)]
mod tests {
    use super::{is_size, sizes};
    use crate::answer::headers::terms::plain;

    fn most(head: &str) -> Option<(usize, bool)> {
        sizes(&plain(head)).first().map(|it| (it.most, it.of_words))
    }

    #[test]
    fn text_limits_are_read_from_headers() {
        for (head, most_) in [
            ("Answer (max 10 characters)", 10),
            ("Antwort (max. 50 Zeichen)", 50),
            ("Response (up to 1,000 chars)", 1000),
            ("Réponse (200 caractères max.)", 200),
            ("Respuesta (máx. 1.500 caracteres)", 1500),
            ("Risposta (massimo 80 caratteri)", 80),
            ("Antwoord (maximaal 30 tekens)", 30),
            ("Resposta (até 40 caracteres)", 40),
            ("Response (character limit: 255)", 255),
            ("Comments (max 500-character text)", 500),
            ("Answer (min. 10, max. 40 characters)", 40),
            ("Answer (max. 255)", 255),
            ("回答（50字以内）", 50),
        ] {
            assert_eq!(most(head), Some((most_, false)), "{head}");
        }
        for (head, most_) in [
            ("Answer (one word only)", 1),
            ("One word only", 1),
            ("Answer (2-3 words)", 3),
            ("Antwort in einem Wort", 1),
            ("Réponse (un mot)", 1),
            ("Answer (maximum of twenty 20 words)", 20),
        ] {
            assert_eq!(most(head), Some((most_, true)), "{head}");
        }
        for head in [
            "Answer",
            "Answer in your own words",
            "Answer (at least 20 characters)",
            "Answer (mindestens 20 Zeichen)",
            "Answer (1-5)",
            "Response 1",
            "Comments on ISO 27001",
        ] {
            assert_eq!(most(head), None, "{head}");
        }
        assert!(is_size("up to 500 characters") && is_size("max. 50 zeichen") && is_size("one word only"));
        assert!(!is_size("max. 50 characters about brazil") && !is_size("free text"));
    }
}
