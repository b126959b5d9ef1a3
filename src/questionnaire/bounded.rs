//! Texts in bounded number and size. Where some are left out, a text of its own says so, so that nothing is
//! answered as if all had been read.

/// Says that at least so many texts are not read.
pub fn more(count: usize) -> String {
    format!(
        "At least {count} more texts of the file are not read: they may be about other companies, places or \
         times."
    )
}

/// What begins a text that says what of a file cannot be read.
const UNREADABLE: &str = "Cannot be read: ";

/// Says that something in a file cannot be read.
pub fn unreadable(what: &str) -> String {
    format!("{UNREADABLE}{what}")
}

/// What cannot be read, of a text that says so.
pub fn names_unreadable(text: &str) -> Option<&str> {
    text.strip_prefix(UNREADABLE)
}

/// What begins a text that says which words are struck through or hidden.
pub const STRUCK: &str = "Struck through or hidden: ";

/// Says which words of a text are struck through or hidden.
pub fn struck_words(words: &str) -> String {
    format!("{STRUCK}{}", words.trim())
}

/// The beginning of a text, at most so many bytes; of a longer one, with a text that says so.
pub fn beginning(text: &str, most: usize) -> String {
    match text.get(..text.floor_char_boundary(most)) {
        Some(start) if start.len() < text.len() => format!("{start}\n{}", more(1)),
        _ => text.to_owned(),
    }
}

/// The texts that fit, each trimmed and none empty, and one that says how many do not.
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
