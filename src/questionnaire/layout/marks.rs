//! Marks in cells: `Subcontractors | ✓`. Their meaning is in the header of their column.

use super::{
    super::{
        folded::{fold, start},
        is_ticked,
    },
    words::is_value,
};
use crate::symbols::is_emoji;

/// The maximum length of a sign, in characters.
const SIGN: usize = 3;
/// Letters and words for yes and no, in addition to the values of lists.
const SHORT: &str =
    "x, y, n, j, o, s, wahr, falsch, vrai, faux, verdadero, falso, vero, waar, onwaar, verdadeiro";

/// Values that mean "not applicable", folded.
const NOT_APPLICABLE: &str = "n a, na, not applicable, not relevant, does not apply, doesn t apply, out of \
     scope, inapplicable, nicht zutreffend, nicht anwendbar, trifft nicht zu, nicht relevant, entfallt, k a, \
     sans objet, s o, non applicable, ne s applique pas, non concerne, non pertinent, hors perimetre, no \
     aplica, no aplicable, no procede, n aplica, non applicabile, non si applica, non pertinente, non \
     rilevante, niet van toepassing, nvt, n v t, niet relevant, nao aplicavel, nao se aplica, nie dotyczy, n \
     d, neuplatnuje se, ej tillampligt, ikke relevant, ikke aktuelt, ei sovellu, 不适用, 不適用, 該当なし, 해당 없음";
/// Signs without a meaning.
const BLANK: &str = "-‐‑‒–—_.…·*/\\☐□◻❏⬜?";
/// The maximum length of a mark, in bytes.
const LONG: usize = 40;

/// Whether a text is only a yes, a no or a tick: `Yes`, `✓`, `x`, `TRUE`, `-`.
pub fn is_mark(text: &str) -> bool {
    let text = text.trim();
    // A flag names a country.
    let words = |it: char| it.is_alphanumeric() || is_emoji(it);
    let sign = || !text.is_empty() && text.chars().count() <= SIGN && !text.contains(words);
    let short = || SHORT.split(", ").any(|it| text.to_lowercase() == it.trim());
    is_value(text) || is_ticked(text) || sign() || short()
}

/// Whether a mark has a meaning without a header: a tick, a yes, a no; not a dash or an open box.
pub(super) fn ticks(text: &str) -> bool {
    is_mark(text) && !text.chars().all(|it| BLANK.contains(it) || it.is_whitespace())
}

/// Whether a text means "not applicable": `N/A`.
pub fn is_not_applicable(text: &str) -> bool {
    let folded = fold(start(text, LONG)).split_whitespace().collect::<Vec<_>>().join(" ");
    NOT_APPLICABLE.split(", ").any(|it| it.trim() == folded)
}

#[cfg(test)]
mod tests {
    use super::{is_mark, is_not_applicable, ticks};

    #[test]
    fn not_applicable_values_and_ticks_are_recognised() {
        for text in "N/A | n.a. | Not applicable | Entfällt | s.o. | Ne s’applique pas | No aplica | n.v.t. \
                     | Não aplicável | 不适用"
            .split(" | ")
        {
            assert!(is_not_applicable(text), "{text}");
        }
        for text in "Yes | No | | Applicable | Not yet".split(" | ") {
            assert!(!is_not_applicable(text), "{text}");
        }
        assert!("x | ✓ | ✗ | Yes | n | ☒".split(" | ").all(ticks));
        assert!(!"- | – | ☐ | … | Brazil | 1".split(" | ").any(ticks));
    }

    #[test]
    fn marks_are_distinguished_from_texts() {
        for text in "✓ | ✔ | ☒ | ☐ | Yes | Y | TRUE | - | – | x | X | ja | oui | n/a | FALSE | FAUX | ✗ | \
                     n.a."
            .split(" | ")
        {
            assert!(is_mark(text), "{text}");
        }
        for text in "Brazil | 1 | 2 | 2023 | A | XL | Subcontractors | Yes, in Brazil | ".split(" | ") {
            assert!(!is_mark(text), "{text}");
        }
    }
}
