//! Columns that say whether a question is asked at all: `Applicable | No`.

use super::{
    super::folded::{fold, start},
    words::is_value,
};

/// Heads of such columns as a whole, folded.
const HEADS: &str = "applicable, applies, applicability, is applicable, is it applicable, applicable to vendor, applicable to you, applicable to supplier, \
    in scope, is in scope, relevant, relevance, relevancy, is relevant, required, to be answered, to be completed, answer required, response required, \
    anwendbar, anwendbarkeit, zutreffend, trifft zu, relevanz, erforderlich, zu beantworten, concerne, pertinent, requis, a repondre, \
    aplica, aplicable, aplicabilidad, relevante, procede, applicabile, applicabilita, rilevante, pertinente, van toepassing, aplicavel";
/// Words of a head that turn it, folded: `Not applicable`.
const NOT: &str = "not, no, non, out, nicht, niet, nao, sans, hors, fuera";
/// Values that say yes, folded.
const YES: &str = "yes, y, ja, j, oui, o, si, s, sim, true, x, tak, kylla, ano, ok";
/// No more bytes of a head are read.
const LONG: usize = 80;

/// Whether a value below a head says that its row is not asked.
pub(super) fn excludes(head: &str, value: &str) -> bool {
    let plain = head.split(['(', '[', '\n']).next().unwrap_or_default();
    let folded = fold(start(plain, LONG));
    let words: Vec<&str> = folded.split_whitespace().collect();
    let listed = |table: &str, text: &str| table.split(", ").any(|it| it.trim() == text);
    let turned = words.iter().any(|it| listed(NOT, it));
    let rest: Vec<&str> = words.iter().copied().filter(|it| !listed(NOT, it) && *it != "of").collect();
    if !(listed(HEADS, &rest.join(" ")) || (turned && rest == ["scope"])) || !is_value(value) {
        return false;
    }
    let value = fold(value);
    listed(YES, value.split_whitespace().collect::<Vec<_>>().join(" ").as_str()) == turned
}

#[cfg(test)]
mod tests {
    use super::excludes;

    #[test]
    fn a_no_below_applicable_says_that_the_row_is_not_asked() {
        for (head, value) in [
            ("Applicable", "No"),
            ("Applicable?", "N/A"),
            ("Applicable (Y/N)", "n"),
            ("In scope", "No"),
            ("Out of scope", "Yes"),
            ("Not applicable", "Yes"),
            ("Anwendbar", "Nein"),
            ("Applicability", "Not applicable"),
        ] {
            assert!(excludes(head, value), "{head}: {value}");
        }
        for (head, value) in [
            ("Applicable", "Yes"),
            ("Applicable", ""),
            ("Not applicable", "No"),
            ("Mandatory", "No"),
            ("Answer", "No"),
            ("", "No"),
        ] {
            assert!(!excludes(head, value), "{head}: {value}");
        }
    }
}
