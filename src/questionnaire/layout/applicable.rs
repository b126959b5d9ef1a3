//! Columns that say whether a question applies at all: `Applicable | No`.

use super::{
    super::folded::{fold, start},
    marks::is_mark,
    words::{is_role_name, is_value},
};
use crate::{symbols::has_picture, word_list::listed};

/// Complete headers of such columns, folded.
const HEADS: &str = "applicable, applies, applicability, is applicable, is it applicable, applicable to \
                     vendor, applicable to you, applicable to supplier, in scope, is in scope, relevant, \
                     relevance, relevancy, is relevant, required, to be answered, to be completed, answer \
                     required, response required, anwendbar, anwendbarkeit, zutreffend, trifft zu, \
                     relevanz, erforderlich, zu beantworten, concerne, pertinent, requis, a repondre, \
                     aplica, aplicable, aplicabilidad, relevante, procede, applicabile, applicabilita, \
                     rilevante, pertinente, van toepassing, aplicavel";
/// Words that negate a header, folded: `Not applicable`.
const NOT: &str = "not, no, non, out, nicht, niet, nao, sans, hors, fuera";
/// Values that mean yes, folded.
const YES: &str = "yes, y, ja, j, oui, o, si, s, sim, true, x, tak, kylla, ano, ok";
/// Signs that mean yes.
const SIGNS: &str = "✓, ✔, ☑, ☒, ✅, 1, X";
/// The maximum number of bytes of a header that are read.
const LONG: usize = 80;

/// Whether a value below a header means that its row does not apply.
pub fn excludes(head: &str, value: &str) -> bool {
    let Some(turned) = turned(head).filter(|_| is_mark(value) || matches!(value.trim(), "0" | "1")) else {
        return false;
    };
    let value = value.trim();
    let folded = fold(value).split_whitespace().collect::<Vec<_>>().join(" ");
    (listed(YES, &folded) || listed(SIGNS, value)) == turned
}

/// Whether a header only describes the content of its column, whatever the values are, or its values say
/// which rows apply.
pub(super) fn is_plain(head: &str) -> bool {
    let explanation = head.find(['(', '[', '\n']).and_then(|it| head.get(it..)).unwrap_or_default();
    // `Applicable (Y/N)`; not `Applicable (subcontractors)`.
    let values = fold(start(explanation, LONG)).split_whitespace().all(is_value) && explanation.len() <= LONG;
    !has_picture(head) && is_role_name(head) || (values && turned(head).is_some())
}

/// Whether a header of such a column is negated (`Not applicable`); `None` if the column has another
/// purpose.
fn turned(head: &str) -> Option<bool> {
    let plain = head.split(['(', '[', '\n']).next().unwrap_or_default();
    let folded = Some(plain).filter(|it| it.len() <= LONG).map(fold)?;
    let words: Vec<&str> = folded.split_whitespace().collect();
    let turned = words.iter().any(|it| listed(NOT, it));
    let rest: Vec<&str> = words.iter().copied().filter(|it| !listed(NOT, it) && *it != "of").collect();
    (listed(HEADS, &rest.join(" ")) || (turned && rest == ["scope"])).then_some(turned)
}

#[cfg(test)]
mod tests {
    use super::excludes;

    #[test]
    fn rows_marked_as_not_applicable_are_recognised() {
        for (head, value) in [
            ("Applicable", "No"),
            ("Applicable?", "N/A"),
            ("Applicable (Y/N)", "n"),
            ("In scope", "No"),
            ("Out of scope", "Yes"),
            ("Not applicable", "Yes"),
            ("Anwendbar", "Nein"),
            ("Applicability", "Not applicable"),
            ("Applicable", "-"),
            ("Required", "0"),
            ("Out of scope", "✓"),
        ] {
            assert!(excludes(head, value), "{head}: {value}");
        }
        for (head, value) in [
            ("Applicable", "Yes"),
            ("Applicable", ""),
            ("Applicable", "✓"),
            ("In scope", "x"),
            ("Not applicable", "No"),
            ("Mandatory", "No"),
            ("Answer", "No"),
            ("", "No"),
        ] {
            assert!(!excludes(head, value), "{head}: {value}");
        }
    }
}
