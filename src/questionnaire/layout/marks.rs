//! Marks in cells: `Subcontractors | ✓`. What they say of their row, the head of their column says.

use super::{
    super::{
        folded::{fold, start},
        is_ticked,
    },
    words::is_value,
};

/// A sign of so many characters at most is a mark.
const SIGN: usize = 3;
/// Letters and words that stand for yes and no, beside the values of lists.
const SHORT: &str =
    "x, y, n, j, o, s, wahr, falsch, vrai, faux, verdadero, falso, vero, waar, onwaar, verdadeiro";

/// Values that say that something does not apply, folded.
const NOT_APPLICABLE: &str = "n a, na, not applicable, nicht zutreffend, nicht anwendbar, entfallt, sans objet, s o, non applicable, no aplica, \
    non applicabile, niet van toepassing, nvt, n v t, nao aplicavel, nie dotyczy";
/// A longer text is none of them.
const LONG: usize = 40;

/// Whether a text only says yes or no, or ticks: `Yes`, `✓`, `x`, `TRUE`, `-`.
pub fn is_mark(text: &str) -> bool {
    let text = text.trim();
    let sign = || !text.is_empty() && text.chars().count() <= SIGN && !text.contains(char::is_alphanumeric);
    let short = || SHORT.split(", ").any(|it| text.to_lowercase() == it.trim());
    is_value(text) || is_ticked(text) || sign() || short()
}

/// Whether a text says that something does not apply: `N/A`.
pub(super) fn is_not_applicable(text: &str) -> bool {
    let folded = fold(start(text, LONG)).split_whitespace().collect::<Vec<_>>().join(" ");
    NOT_APPLICABLE.split(", ").any(|it| it.trim() == folded)
}

#[cfg(test)]
mod tests {
    use super::is_mark;

    #[test]
    fn marks_are_told_from_texts() {
        for text in
            "✓ | ✔ | ☒ | ☐ | Yes | Y | TRUE | - | – | x | X | ja | oui | n/a | FALSE | FAUX | ✗ | n.a."
                .split(" | ")
        {
            assert!(is_mark(text), "{text}");
        }
        for text in "Brazil | 1 | 2 | 2023 | A | XL | Subcontractors | Yes, in Brazil | ".split(" | ") {
            assert!(!is_mark(text), "{text}");
        }
    }
}
