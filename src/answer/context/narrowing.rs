//! Texts of known words that still narrow the question: a date, a time before or after a contract, the
//! subject of a row, or a reference to another place for the answer.

use super::{known::KnownWords, notes};
use crate::{
    matching::plain_words,
    questionnaire::layout::{date_in, dates_form, excludes, is_not_applicable, is_subject, is_value},
    word_list::listed,
};

/// Words that relate something to an event in time.
const WHEN: &str = "before, after, since, until, during, prior, upon, following, by, at, from, vor, nach, \
                    seit, bis, während, bei, ab, avant, après, depuis, pendant, antes, después, desde, \
                    durante, hasta, prima, dopo, fino, na, sinds, tijdens, tot, depois, após, até";
/// Things that begin or end.
const EVENTS: &str = "contract, contracts, agreement, signature, signing, termination, conclusion, go, \
                      live, golive, onboarding, offboarding, migration, acquisition, merger, \
                      implementation, vertrag, vertrags, vertragsende, vertragsbeginn, vertragsabschluss, \
                      unterzeichnung, unterschrift, contrat, signature, contrato, firma, contratto, firma, \
                      contract, ondertekening, assinatura";
/// Their beginning and their end.
const ENDS: &str = "start, end, begin, beginning, signature, signing, termination, conclusion, expiry, \
                    renewal, started, ended, signed, begun, period, phase, term, beginn, ende, abschluss, \
                    début, fin, inicio, inizio, fine, einde, fim";
/// What a person does to complete a file, as prefixes of words.
const FILLING: &str = "complet, fill, answer, respond, enter, write, type, select, choose, mark, tick, use, \
                       ausfüll, ausgefüllt, füllen, beantwort, eintrag, eingetragen, schreiben, benutz, \
                       verwend, rempli, compléte, répond, écri, cocher, utilis, rellen, cumpliment, \
                       respond, conteste, escrib, marque, us, compil, rispond, scriv, usar, invul, \
                       ingevuld, vul, beantwoord, schrijf, gebruik, preench, respond, escrev, marc, \
                       answers, responses, antworten, réponse, respuesta, rispost, antwoord, respost";
/// Negations.
const NOT: &str = "not, never, don, nicht, kein, keine, keinen, pas, niet, geen, não, nao, no, non";
/// Words that also mean no, and are a negation only directly before a verb.
const NO: &str = "no, non";
/// Verbs after them.
const NO_VERBS: &str =
    "rellen, complet, cumpliment, respond, conteste, escrib, marque, compil, rispond, scriv, utilic, us";
/// Words after `not` that form an answer.
const STATES: &str = "applicable, available, relevant, known, sure, applied, implemented, compliant, met, \
                      zutreffend, anwendbar, applicables";
/// Parts of a file that have letters or numbers.
const PARTS: &str = "column, columns, col, cell, cells, sheet, sheets, tab, tabs, worksheet, spalte, \
                     spalten, zelle, zellen, blatt, reiter, tabellenblatt, colonne, colonnes, cellule, \
                     cellules, feuille, onglet, columna, columnas, celda, celdas, hoja, colonna, celle, \
                     cella, foglio, kolom, kolommen, cel, cellen, blad, tabblad, coluna, colunas, célula, \
                     folha, planilha";

/// Why a text narrows the question or moves its answer elsewhere, with the relevant words. `what` is the
/// text with its position.
pub(super) fn narrows(text: &str, question: &str, known: &KnownWords, what: &str) -> Option<String> {
    let found = |says: &str, it: String| format!("{what} {says} (\"{it}\")");
    dated(text)
        .map(|it| found("may set the date that answers are for", it))
        .or_else(|| phase(text, question).map(|it| found("may set the time that answers are for", it)))
        .or_else(|| subject(text, known).map(|it| found("may limit the question to one thing", it)))
        .or_else(|| not_here(text).map(|it| found("may say that the answer does not belong here", it)))
        .or_else(|| {
            not_applicable(text).map(|it| found("may say that the question does not apply to you", it))
        })
}

/// A text that says that its row does not apply: `Status: N/A`; not `Scope: N/A`, which says that it is
/// about nothing.
fn not_applicable(text: &str) -> Option<String> {
    let (label, value) = text.rsplit_once(": ").unwrap_or(("", text));
    let of_row = !is_subject(label) || excludes(label, value);
    Some(value.trim()).filter(|it| of_row && is_not_applicable(it)).map(str::to_owned)
}

/// A date other than that of the file itself: `Answers as of 2023-12-31`; not `Version 2 of 2026-01-31`.
fn dated(text: &str) -> Option<String> {
    let sentences = text.split(['\n', ';', '!', '?']).flat_map(|it| it.split(". "));
    sentences.filter(|it| !dates_form(it)).find_map(date_in).map(str::to_owned)
}

/// `Before the contract`, `After contract signature`, `Contract end`.
fn phase(text: &str, question: &str) -> Option<String> {
    let said = plain_words(question);
    notes::all_sentences(text).find_map(|clause| {
        let words = plain_words(clause);
        let when = words.iter().position(|it| listed(WHEN, it)).filter(|at| {
            let event = words.iter().skip(at + 1).take(6).find(|it| listed(EVENTS, it));
            event.is_some_and(|it| !said.contains(it))
        });
        let ends = || {
            let ends = |at: usize| words.iter().skip(at + 1).take(2).any(|it| listed(ENDS, it));
            let event = |it: &String| listed(EVENTS, it) && !said.contains(it);
            (0..words.len()).find(|at| words.get(*at).is_some_and(event) && ends(*at))
        };
        let from = when.or_else(ends)?;
        Some(words.iter().skip(from).take(4).map(String::as_str).collect::<Vec<_>>().join(" "))
    })
}

/// The value of a label for the subject of the questions, whatever it is: `Scope: Email`; except the full
/// name of the vendor or of the product that is asked about.
fn subject(text: &str, known: &KnownWords) -> Option<String> {
    let (label, value) = text.split_once([':', '：'])?;
    let value = value.trim();
    if value.is_empty() || is_value(value) || !value.contains(char::is_alphanumeric) || !is_subject(label) {
        return None;
    }
    let words = plain_words(value);
    let named = known.named(&words, &[]);
    (words.is_empty() || !named.iter().all(|it| *it)).then(|| value.to_owned())
}

/// `Do not complete this sheet`, `Answers must be in column E`; not `Select N/A if a question is not
/// applicable`.
fn not_here(text: &str) -> Option<String> {
    text.split(['.', ';', '\n', '!', '?']).find_map(|sentence| {
        let raw: Vec<&str> =
            sentence.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
        let words: Vec<String> = raw.iter().map(|it| it.to_lowercase()).collect();
        let fills = |it: &String| FILLING.split(", ").any(|begin| it.starts_with(begin.trim()));
        if words.len() < 2 || !words.iter().any(fills) {
            return None;
        }
        let word = |at: usize| words.get(at).map(String::as_str).unwrap_or_default();
        let denies = |at: &usize| {
            let near = |ahead: usize| words.iter().skip(at + 1).take(ahead);
            if listed(NO, word(*at)) {
                return near(1).any(|it| NO_VERBS.split(", ").any(|begin| it.starts_with(begin)));
            }
            let late = listed("nicht, niet, pas", word(*at));
            listed(NOT, word(*at)) && !listed(STATES, word(at + 1)) && (late || near(3).any(fills))
        };
        if let Some(at) = (0..words.len()).find(denies) {
            return Some(words.iter().skip(at).take(3).map(String::as_str).collect::<Vec<_>>().join(" "));
        }
        let mark = |it: &&&str| {
            let letters = it.chars().take_while(char::is_ascii_uppercase).count();
            let digits = it.chars().skip(letters).all(|it| it.is_ascii_digit());
            (letters <= 2 && digits && it.len() <= 6) || (letters == 1 && it.len() == 1)
        };
        let part = (0..words.len()).find(|at| {
            let before =
                at.checked_sub(1).and_then(|it| raw.get(it)).filter(mark).filter(|word| {
                    **word != "A" && **word != "I" && !word.chars().all(|it| it.is_ascii_digit())
                });
            listed(PARTS, word(*at))
                && (raw.get(at + 1).as_ref().is_some_and(mark) || before.is_some() || word(at + 1) == "only")
        })?;
        Some(format!("{} {}", word(part), raw.get(part + 1).copied().unwrap_or_default()).trim().to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn narrows_it(text: &str) -> bool {
        narrows(text, "Is customer data encrypted at rest?", &KnownWords::default(), "it").is_some()
    }

    #[test]
    fn limiting_or_redirecting_texts_are_distinguished_from_instructions() {
        for text in [
            "Answers as of: 2023-12-31",
            "Status as at 31.12.2023",
            "2023-12-31",
            "Before the contract",
            "After contract signature",
            "At contract start",
            "Vor dem Vertrag",
            "Avant le contrat",
            "Scope: Email",
            "Applies to: Service provider",
            "System: Test",
            "Do not complete this sheet",
            "Please fill in column D only",
            "Answers must be in column E",
            "Dieses Blatt nicht ausfüllen",
            "Ne pas remplir cette feuille",
            "No rellenar esta hoja",
            "Please answer in sheet 2",
            "Status: N/A",
            "Entfällt",
            "Bitte nur Spalte D ausfüllen",
            "Use cell B4 for your answers",
            "Please do not answer these questions",
        ] {
            assert!(narrows_it(text), "{text}");
        }
        for text in [
            "Version 4.0.3",
            "Version 2, 2026-01-31",
            "Last updated: 31.01.2026",
            "Please return the form by 2026-12-15",
            "Please answer all questions",
            "Please fill in the yellow cells.",
            "Tab 2",
            "Please read the instructions before completing the form",
            "Select N/A if a question is not applicable",
            "Answer Yes or No.",
            "Scope: N/A",
            "Please complete this sheet",
            "Scope",
            "Column A",
            "Contract",
            "Service level agreement",
            "Please complete all tabs",
            "Questions: 12",
            "Please answer yes or no",
        ] {
            assert!(!narrows_it(text), "{text}");
        }
    }
}
