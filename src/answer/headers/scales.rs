//! Headers that ask for a value of a scale of numbers or letters, and not for text or a yes.

use super::tokens::{Token, tokens};
use crate::{answer::verdicts::words::verdict_of, fact::Verdict, word_list::listed};

/// Words between the ends of a scale, or before its last value.
const JOINING: &str =
    "to, through, or, and, bis, oder, und, à, ou, et, a, o, y, e, hasta, of, tot, en, até, ou";
const SIGNS: &[&str] = &["-", "–", "—", "/", "|", ",", ";", "..", "...", "…", ", "];
/// Words for a scale that may follow it.
const SCALES: &str =
    "scale, score, scores, rating, points, punkte, skala, punkten, points, puntos, punti, punten, pontos";
/// Words before numbers that are not a scale: `questions 1-5`.
const COUNTED: &str = "question, questions, q, row, rows, item, items, section, sections, part, parts, \
                       control, controls, page, pages, iso, version, v, article, art, annex, chapter, \
                       frage, fragen, zeile, zeilen, abschnitt, teil, seite, ligne, lignes, pregunta, \
                       preguntas, domanda, domande, vraag, vragen, pergunta, perguntas";
/// Letters for yes.
const YES: &str = "y, j, o, s";
/// The greatest value of a scale.
const GREATEST: usize = 100;
/// The maximum number of steps of a scale that does not begin with 0 or 1.
const STEPS: usize = 10;

/// The scale in a header that asks for one of its values: `1-5`, `A/B/C`; `None` if it includes a yes. The
/// header is in lower case.
pub fn scale(head: &str) -> Option<&str> {
    let tokens = tokens(head);
    let end_of = |it: &Token| it.start + it.text.len();
    let explained = |it: &&Token| {
        let sign = head.get(end_of(it)..).unwrap_or_default().trim_start();
        let value = it.number().is_some_and(|it| it <= GREATEST) || it.letter().is_some() && !is_yes(it);
        value && sign.starts_with('=')
    };
    let legend: Vec<&Token> = tokens.iter().filter(explained).collect();
    if let [first, .., last] = legend.as_slice() {
        return head.get(first.start..end_of(last));
    }
    let mut at = 0;
    while let Some(first) = tokens.get(at) {
        let values = values(&tokens, at);
        let [_, .., last] = values.as_slice() else {
            at += 1;
            continue;
        };
        let follows = tokens.get(last + 1).filter(|it| it.before.trim().is_empty());
        let counts = follows.is_some_and(|it| !listed(SCALES, it.text));
        let before = at.checked_sub(1).and_then(|it| tokens.get(it)).map_or("", |it| it.text);
        let own: Vec<&Token> = values.iter().filter_map(|it| tokens.get(*it)).collect();
        if !counts && !listed(COUNTED, before) && is_scale(&own) {
            return head.get(first.start..tokens.get(*last).map(end_of)?);
        }
        at = last + 1;
    }
    head.contains('%').then_some("%")
}

/// The positions of consecutive values that begin here.
fn values(tokens: &[Token], from: usize) -> Vec<usize> {
    let is_value = |it: &Token| it.number().is_some() || it.letter().is_some();
    let mut found = vec![];
    let mut at = from;
    loop {
        let Some(token) = tokens.get(at).filter(|it| is_value(it)) else { return found };
        if found.is_empty() || SIGNS.contains(&token.before.trim()) {
            found.push(at);
            at += 1;
        } else {
            return found;
        }
        let joins = |it: &&Token| matches!(it.before.trim(), "" | ",") && listed(JOINING, it.text);
        let next = tokens.get(at + 1).filter(|it| it.before.trim().is_empty() && is_value(it));
        if tokens.get(at).filter(joins).is_some() && next.is_some() {
            found.push(at + 1);
            at += 2;
        }
    }
}

fn is_yes(token: &Token) -> bool {
    verdict_of(token.text) == Some(Verdict::Yes) || listed(YES, token.text)
}

/// Whether values form a scale: numbers near each other, or letters without one for yes.
fn is_scale(values: &[&Token]) -> bool {
    let numbers: Vec<usize> = values.iter().filter_map(|it| it.number()).collect();
    if numbers.len() == values.len() {
        let (Some(least), Some(most)) = (numbers.iter().min(), numbers.iter().max()) else { return false };
        return least != most && *most <= GREATEST && (*least <= 1 || most - least <= STEPS);
    }
    numbers.is_empty() && !values.iter().any(|it| is_yes(it))
}

#[cfg(test)]
mod tests {
    use super::scale;
    use crate::answer::headers::terms::plain;

    #[test]
    fn scales_are_distinguished_from_yes_no_choices_and_plain_numbers() {
        for (head, shown) in [
            ("Response (1-5)", "1-5"),
            ("Answer (0/1)", "0/1"),
            ("Score 0–3", "0–3"),
            ("Rating 1 to 5", "1 to 5"),
            ("Bewertung 1 bis 6", "1 bis 6"),
            ("Answer [0..4]", "0..4"),
            ("Answer (1, 2 or 3)", "1, 2 or 3"),
            ("Answer (0-100)", "0-100"),
            ("Answer (1-5 scale)", "1-5"),
            ("Response (A-E)", "a-e"),
            ("Answer (H/M/L)", "h/m/l"),
            ("Answer\n(1 = low, 5 = high)", "1 = low, 5"),
            ("Answer (%)", "%"),
        ] {
            assert_eq!(scale(&plain(head)), Some(shown), "{head}");
        }
        for head in [
            "Answer",
            "Response 1",
            "Answer (Y/N)",
            "Y/N/NA",
            "Réponse O / N",
            "Antwort (J/N)",
            "Answer (Y = Yes, N = No)",
            "Answer (2-3 words)",
            "Answer to questions 1-5",
            "24/7 support",
            "ISO 27001/27002",
            "Answer (N/A)",
            "Answer 2025/26",
            "Answer (1-2 sentences)",
        ] {
            assert_eq!(scale(&plain(head)), None, "{head}");
        }
    }
}
