//! Texts as they are compared: accents are part of their letters.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A text with accents as part of their letters (Unicode NFC), for comparison: `é` is one text whether a file
/// has it as one character or as two. What is written to a file keeps the file's own characters.
pub fn composed(text: &str) -> Cow<'_, str> {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}
