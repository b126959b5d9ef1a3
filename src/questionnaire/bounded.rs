//! Texts bounded in number and size. If some are omitted, an additional text says so, so that no question
//! is answered as if all had been read.

/// A text that says that at least this many texts are not read.
pub fn more(count: usize) -> String {
    format!(
        "At least {count} more texts of the file are not read: they may be about other companies, places or \
         times."
    )
}

/// The prefix of a text that names unreadable content.
const UNREADABLE: &str = "Cannot be read: ";

/// A text that says that some content of a file cannot be read.
pub fn unreadable(what: &str) -> String {
    format!("{UNREADABLE}{what}")
}

/// The unreadable content that such a text names.
pub fn names_unreadable(text: &str) -> Option<&str> {
    text.strip_prefix(UNREADABLE)
}

/// The prefix of a text that contains struck-through or hidden words.
pub const STRUCK: &str = "Struck through or hidden: ";

/// A text that says which words are struck through or hidden.
pub fn struck_words(words: &str) -> String {
    format!("{STRUCK}{}", words.trim())
}

/// The beginning of a text, up to `most` bytes; a cut text is marked as such.
pub fn beginning(text: &str, most: usize) -> String {
    match text.get(..text.floor_char_boundary(most)) {
        Some(start) if start.len() < text.len() => format!("{start}\n{}", more(1)),
        _ => text.to_owned(),
    }
}

/// The texts that fit, trimmed and without empty ones, and one that says how many do not fit.
pub fn bounded(texts: impl IntoIterator<Item = String>, most: usize, bytes: usize) -> Vec<String> {
    let (mut kept, mut left, mut more): (Vec<String>, usize, usize) = (Vec::new(), bytes, 0);
    for text in texts {
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        if kept.len() < most && text.len() <= left {
            left -= text.len();
            kept.push(text.to_owned());
        } else {
            more += 1;
        }
    }
    kept.extend((more > 0).then(|| self::more(more)));
    kept
}
