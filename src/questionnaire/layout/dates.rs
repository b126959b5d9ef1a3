//! Dates in cells, and labels that say what is dated. The date of the file itself does not affect the
//! questions.

use super::super::folded::{fold, start};

/// The maximum number of bytes of a label that are read.
const LONG: usize = 200;

/// Beginnings of words, folded, in labels that date the file itself: `Version`, `Last updated`, `Date of
/// issue`, `Return by`.
const OF_FORM: &str = "version, vers, rev, release, edition, updat, modif, revis, change, issu, print, \
     publi, creat, generat, download, export, template, sent, due, deadline, return, submi, complet, fill, \
     sign, aktualisier, geander, anderung, erstell, veroffentlich, ausgabe, druck, gedruckt, fassung, frist, \
     abgabe, ruckgabe, vorlage, ausgefullt, unterschr, mise a jour, maj, imprim, edite, limite, retour, \
     rempli, actualiz, cread, impres, edicion, aggiorna, creato, stampat, scadenza, compilat, bijgewerkt, \
     gepubliceerd, aangemaakt, versie, herzien, inlever, ingevuld, atualiza, criado, versao, prazo, preench";
/// Words, folded, in labels that date what is asked: `Status as at`, `Contract start`.
const OF_ANSWERS: &str = "status, state, stand, stands, as, at, per, period, periode, zeitraum, from, \
                          since, until, effective, valid, contract, vertrag, contrat, contrato, contratto, \
                          stichtag, etat, estado, stato, answers, answer, controls, certificate, \
                          certification, audit, assessment";

/// Whether a text is only a date, with or without a time of day: `2023-12-31`, `31.12.2023`, `12/31/2023`.
pub fn is_date(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let time =
        |it: &str| it.contains(':') && it.chars().all(|it| it.is_ascii_digit() || matches!(it, ':' | '.'));
    words.next().is_some_and(is_date_word) && words.all(time)
}

/// The first word of a text that is a date: `2023-12-31` in `Answers as of 2023-12-31`.
pub fn date_in(text: &str) -> Option<&str> {
    text.split(|it: char| {
        it.is_whitespace() || matches!(it, '(' | ')' | '[' | ']' | ',' | ';' | ':' | '–' | '—')
    })
    .map(|it| it.trim_end_matches('.'))
    .find(|it| is_date_word(it))
}

fn is_date_word(word: &str) -> bool {
    let word = word.split_once('T').map_or(word, |it| it.0);
    let parts: Vec<&str> = word.split(['-', '.', '/']).collect();
    let number = |it: &str| {
        it.parse::<u32>().ok().filter(|_| it.len() <= 4 && it.bytes().all(|it| it.is_ascii_digit()))
    };
    let year = |it: &str| it.len() == 4 && number(it).is_some_and(|it| (1900..2100).contains(&it));
    let small = |it: &str, most: u32| it.len() <= 2 && number(it).is_some_and(|it| (1..=most).contains(&it));
    let two = |it: &str| it.len() == 2;
    match parts.as_slice() {
        [a, b, c] if year(a) => small(b, 12) && small(c, 31),
        [a, b, c] if year(c) => small(a, 31) && small(b, 31),
        [a, b, c] => small(a, 31) && small(b, 31) && two(a) && two(b) && two(c) && number(c).is_some(),
        [a, b] if year(a) => small(b, 12) && two(b),
        [a, b] if year(b) => small(a, 12),
        _ => false,
    }
}

/// Whether a label dates the file itself and not what is asked: `Last updated`, `Version 2 of`; not `Status
/// as at`.
pub fn dates_form(label: &str) -> bool {
    let folded = fold(start(label, LONG));
    let words: Vec<&str> = folded.split_whitespace().collect();
    let among = |table: &str, word: &str| table.split(", ").any(|it| it.trim() == word);
    let form = words.iter().any(|word| {
        word.strip_prefix('v').is_some_and(|part| part.bytes().all(|it| it.is_ascii_digit()))
            || OF_FORM.split(", ").any(|it| word.starts_with(it.trim()))
    }) || folded.contains("mise a jour");
    let plain = words.iter().filter(|word| !word.chars().all(|it| it.is_ascii_digit()));
    form && !plain.clone().any(|it| among(OF_ANSWERS, it))
}

#[cfg(test)]
mod tests {
    use super::{date_in, dates_form, is_date};

    #[test]
    fn dates_are_distinguished_from_versions_and_numbers() {
        for text in [
            "2023-12-31",
            "31.12.2023",
            "12/31/2023",
            "2023-12-31 00:00:00",
            "2023-12-31T00:00:00",
            "31/12/23",
            "2023-12",
            "12/2023",
        ] {
            assert!(is_date(text), "{text}");
        }
        for text in ["4.0.3", "27001-2022", "1.2", "10.2.13.4", "2023", "12", "Q4/2023", "", "3.1.12"] {
            assert!(!is_date(text), "{text}");
        }
        assert_eq!(date_in("Answers as of 2023-12-31."), Some("2023-12-31"));
        assert_eq!(date_in("Version 4.0.3"), None);
    }

    #[test]
    fn form_dates_are_distinguished_from_answer_dates() {
        for label in [
            "Version",
            "Last updated",
            "Date of issue",
            "Template date",
            "Printed on",
            "Return by",
            "v2",
            "Zuletzt geändert",
            "Mise à jour",
            "Versión",
        ] {
            assert!(dates_form(label), "{label}");
        }
        for label in [
            "Answers as of",
            "Status as at",
            "Reporting period",
            "Contract start",
            "Stand",
            "Effective date",
            "Date",
            "Period from",
            "Valid until",
            "Stichtag",
            "",
        ] {
            assert!(!dates_form(label), "{label}");
        }
    }
}
