//! Prompts in answer cells: texts that ask for an answer but are not one, such as `TBD`, `-`, `[Supplier
//! response]`, `Please select` and `Choose an item.`
//!
//! A text is a prompt if it has no letters or digits, if it is one of a few set phrases, or if it consists
//! of words of such requests, including a verb that asks for input. In brackets it may also just name an
//! answer. Any other text in brackets may say what the answer is to cover: `[Enter the answer of your
//! subcontractor]`.

use super::{
    answer_line::label,
    composed,
    prompt_words::{ASKED, FILLERS, LABELS, PHRASES, RESPONDENTS, VERBS, WHOSE},
};
use crate::word_list::listed;

/// The maximum length of a prompt.
const LONGEST: usize = 120;

/// Whether a text of an answer cell is a prompt and not an answer.
pub fn is_prompt(text: &str) -> bool {
    let text = composed(text.trim()).to_lowercase().replace('\u{2019}', "'");
    if text.is_empty() || text.chars().count() > LONGEST {
        return false;
    }
    if let Some(inner) = bracketed(&text) {
        let inner = inner.trim();
        // `[x]` is a tick; `[Supplier response]` is a prompt.
        let named = words(inner).any(|it| listed(LABELS, it) || listed(ASKED, it));
        return inner.chars().all(is_mark)
            || !is_sign(inner) && (listed(PHRASES, inner) || is_request(inner, named));
    }
    if text.chars().all(is_mark) {
        return true;
    }
    if let Some(rest) = behind_label(&text) {
        return rest.is_empty() || is_prompt(rest);
    }
    let bare = text.trim_matches(|c: char| is_mark(c) || c.is_whitespace() || matches!(c, ':' | '!'));
    listed(PHRASES, bare) || is_request(bare, false)
}

/// Whether a text of an answer cell is in brackets, or follows a label in brackets, and is not a known
/// prompt: it may say what the answer is to cover, and is left for a person.
pub fn is_unknown_prompt(text: &str) -> bool {
    let lower = composed(text.trim()).to_lowercase().replace('\u{2019}', "'");
    let rest = behind_label(&lower).unwrap_or(&lower);
    let Some(inner) = bracketed(rest).map(str::trim) else { return false };
    // People put their own answers into round brackets.
    let own = rest.starts_with('(') && !requests(inner);
    !(own || is_sign(inner) || is_prompt(text))
}

/// Whether a text in brackets asks for an answer, known or not: if it is still in a filled file, it is not
/// an answer.
pub fn is_left_prompt(text: &str) -> bool {
    let text = composed(text.trim()).to_lowercase();
    let rest = behind_label(&text).unwrap_or(&text);
    is_prompt(&text) || bracketed(rest).is_some_and(|it| !is_sign(it) && requests(it))
}

/// A single letter: `[x]` is a tick.
fn is_sign(text: &str) -> bool {
    text.chars().filter(|it| it.is_alphabetic()).count() == 1
}

/// The words of a text in lower case.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|it| !it.is_empty())
}

/// The text after a label such as `Response:` or `Vendor's comments:`, of which every word announces an
/// answer.
fn behind_label(text: &str) -> Option<&str> {
    let (name, rest) = text.split_once([':', '\u{FF1A}'])?;
    let named = words(name).any(|it| listed(LABELS, it)) && is_known(name);
    (named || label(text).is_some()).then(|| rest.trim())
}

/// Whether all words of a text are known, and a respondent in it is the vendor.
fn is_known(text: &str) -> bool {
    let all: Vec<&str> = words(text).collect();
    let answer = |it: &str| listed(LABELS, it) || listed(ASKED, it);
    let mine = |at: usize| {
        let before = all.get(..at).unwrap_or_default();
        let named = before.iter().rev().find(|it| !listed(WHOSE, it));
        // `Answer of the supplier`, `Enter supplier response`; not `Enter your supplier`.
        let follows = all.get(at + 1).is_some_and(|it| answer(it));
        let verb = before.last().is_none_or(|it| listed(VERBS, it) || matches!(*it, "please" | "the"));
        named.is_some_and(|it| answer(it)) || (follows && verb)
    };
    let known = |(at, word): (usize, &&str)| {
        answer(word)
            || listed(VERBS, word)
            || listed(FILLERS, word)
            || matches!(all.get(at + 1), Some(&("applicable" | "appropriate" | "required"))) && *word == "as"
            || matches!(all.get(at + 1), Some(&("characters" | "words"))) && word.parse::<u32>().is_ok()
            || (listed(RESPONDENTS, word) && mine(at))
    };
    !all.is_empty() && all.iter().enumerate().all(known)
}

/// The text within a pair of brackets that encloses everything.
fn bracketed(text: &str) -> Option<&str> {
    let pairs = [('[', ']'), ('<', '>'), ('{', '}'), ('«', '»'), ('(', ')')];
    let (open, close) = pairs.into_iter().find(|it| text.starts_with(it.0) && text.ends_with(it.1))?;
    let inner = text.trim_start_matches(open).trim_end_matches(close);
    (!inner.contains(open) && !inner.contains(close) && !inner.is_empty()).then_some(inner)
}

/// Dots, dashes and similar characters of a line to write on; not ticks and boxes.
fn is_mark(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '\u{2010}'
                ..='\u{2015}'
                    | '_'
                    | '.'
                    | '\u{2026}'
                    | '\u{B7}'
                    | '*'
                    | '?'
                    | '/'
                    | '\\'
                    | '#'
                    | '~'
                    | '='
                    | ':'
                    | ','
        )
}

/// Whether a text is known and asks for input: by a verb, or because it is `named` by an answer.
fn is_request(text: &str, named: bool) -> bool {
    is_known(text) && (named || words(text).any(|it| listed(VERBS, it)))
}

/// Whether a text has a word that asks for an answer.
fn requests(text: &str) -> bool {
    listed(PHRASES, text) || words(text).any(|it| listed(VERBS, it) || listed(ASKED, it))
}

#[cfg(test)]
mod tests {
    use super::{is_left_prompt, is_prompt, is_unknown_prompt};

    #[test]
    fn prompts_with_unknown_words_need_review() {
        let unknown = [
            "[Enter the answer of your subcontractor]",
            "[Enter answer for Brazil]",
            "<Describe the state at 2023-12-31>",
            "{Answer for Payroll}",
            "[Enter the answer of your supplier]",
            "[Your supplier's response]",
            "[Enter a supplier response]",
            "[Enter no if true]",
            "[Answer in percent]",
            "[Answer as of 31.12.2023]",
            "[Answer 2023]",
            "[For subcontractors]",
            "[AWS]",
            "Response: [answer of your parent company]",
            "(please enter what your subcontractor does)",
            "[Antwort Ihres Unterauftragnehmers eingeben]",
            "[Réponse de votre fournisseur]",
            "[Respuesta de su proveedor]",
        ];
        for it in unknown {
            assert!(is_unknown_prompt(it) && !is_prompt(it), "{it} is for a person");
        }
        for it in ["[x]", "(N/A)", "(see annex)", "Yes", "[Enter answer]", "[...]", "[ ]", "", "Yes [1]"] {
            assert!(!is_unknown_prompt(it), "{it} is not");
        }
        for it in ["[Enter the answer of your subcontractor]", "[Answer in percent]", "[Select]", "TBD"] {
            assert!(is_left_prompt(it), "{it} is no answer");
        }
        for it in ["Yes", "[AWS]", "(see annex)", "[x]"] {
            assert!(!is_left_prompt(it), "{it} is an answer");
        }
    }

    #[test]
    fn prompts_are_distinguished_from_answers() {
        let prompts = [
            "TBD",
            "tbd.",
            "-",
            "--",
            "–",
            "…",
            "...",
            "____",
            "[Supplier response]",
            "[Enter your answer here]",
            "<please insert>",
            "{{answer}}",
            "Choose an item.",
            "Please select",
            "-- Select --",
            "Select...",
            "Select one",
            "Not answered",
            "Click or tap here to enter text.",
            "<enter answer>",
            "Bitte auswählen",
            "Wählen Sie ein Element aus.",
            "Klicken oder tippen Sie hier, um Text einzugeben.",
            "Veuillez sélectionner",
            "Choisissez un élément.",
            "À compléter",
            "A\u{300} compléter",
            "Seleccione una opción",
            "Elija un elemento.",
            "Selezionare",
            "Scegliere un elemento.",
            "Maak een keuze",
            "Kies een item.",
            "Selecione",
            "Não respondido",
            "[...]",
            "( )",
            "?",
            "Please provide details",
            "[Please describe, max. 500 characters]",
            "[Answer as applicable]",
            "[Enter answer of the supplier]",
            "[To be completed]",
            "Wybierz",
            "Välj ett alternativ",
            "Response:",
            "Vendor response:\n",
            "Response: [enter]",
            "Comments:",
            "Additional comments:",
            "Réponse :",
            "Kommentar des Anbieters:",
            "回答：",
        ];
        for it in prompts {
            assert!(is_prompt(it), "{it} is a prompt");
        }
        let answers = [
            "",
            "Yes",
            "No",
            "N/A",
            "n/a",
            "x",
            "X",
            "☒",
            "✓",
            "[x]",
            "[X]",
            "(x)",
            "☐",
            "0",
            "5",
            "Yes.",
            "None",
            "Not applicable",
            "See trust centre.",
            "[See attachment 3]",
            "Select customers only",
            "We provide details on request.",
            "Complete",
            "Text",
            "Answer",
            "SOC 2 (Type II)",
            "Customers choose the region.",
            "Pending audit",
            "Partially",
            "Implemented",
            "[Confidential]",
            "Enter Group Ltd",
            "completed",
            "Response: Yes",
            "Comments: none",
            "Response",
            "Yes:",
            "Note: see annex:",
            "Details in annex:",
        ];
        for it in answers {
            assert!(!is_prompt(it), "{it} is an answer");
        }
    }
}
