//! Whether a cell still has the text that was written to it.

use crate::questionnaire::composed;

/// Whether two texts are equal except for what programs rewrite: line ends, the encoding of accents, and a
/// sign that keeps a text from being a formula.
pub(super) fn same_text(one: &str, other: &str) -> bool {
    let text = |it: &str| composed(it.trim_start_matches('\'')).replace("\r\n", "\n").replace('\r', "\n");
    text(one) == text(other)
}

/// Whether two texts are equal except for whitespace, the encoding of accents, and a sign that keeps a text
/// from being a formula.
pub(super) fn same_words(one: &str, other: &str) -> bool {
    let words =
        |it: &str| composed(it.trim_start_matches('\'')).split_whitespace().collect::<Vec<_>>().join(" ");
    words(one) == words(other)
}

#[cfg(test)]
mod tests {
    use super::{same_text, same_words};

    #[test]
    fn equivalent_spellings_of_a_text_are_not_edits() {
        for (one, other) in [("We do.\r\nTwice.", "We do.\nTwice."), ("'=1", "=1"), ("Si\u{301}", "S\u{ed}")]
        {
            assert!(same_text(one, other) && same_words(one, other), "{one}");
        }
        for (one, other) in [("US", "us"), ("AWS.", "AWS"), ("AWS.", "AWS!")] {
            assert!(!same_text(one, other) && !same_words(one, other), "{one}");
        }
        for (one, other) in [("One. Two.", "One.\nTwo."), ("One.  Two.", "One. Two.")] {
            assert!(!same_text(one, other) && same_words(one, other), "{one}");
        }
    }
}
