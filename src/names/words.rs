//! Splits texts into words with their byte ranges, in one spelling: case, invisible characters and kinds of
//! spaces are ignored.

use std::ops::Range;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextWord {
    /// In lower case; the numerals after `type` as digits.
    pub folded: String,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Its byte range.
    pub range: Range<usize>,
}

/// The words of a text: runs of letters and runs of digits, so that `ISO27001` is two words. Link targets and
/// URLs are skipped.
pub fn words(text: &str) -> Vec<TextWord> {
    let mut words: Vec<TextWord> = Vec::new();
    let mut current: Option<TextWord> = None;
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        if let Some(length) = skipped_length(text.get(at..).unwrap_or_default()) {
            words.extend(current.take());
            let end = at + length;
            while letters.as_str().len() > text.len() - end {
                letters.next();
            }
            continue;
        }
        if is_invisible(letter) {
            continue;
        }
        if !letter.is_alphanumeric() {
            words.extend(current.take());
            continue;
        }
        let digit = letter.is_ascii_digit();
        let continues = |it: &TextWord| it.folded.ends_with(|last: char| last.is_ascii_digit() == digit);
        let end = at + letter.len_utf8();
        if let Some(word) = current.as_mut().filter(|it| continues(it)) {
            word.folded.extend(letter.to_lowercase());
            word.range.end = end;
        } else {
            words.extend(current.take());
            let folded = letter.to_lowercase().collect();
            current = Some(TextWord { folded, capital: letter.is_uppercase(), range: at..end });
        }
    }
    words.extend(current);
    for at in 1..words.len() {
        let is_type = words.get(at - 1).is_some_and(|it| matches!(it.folded.as_str(), "type" | "typ"));
        if let (true, Some(word)) = (is_type, words.get_mut(at)) {
            word.folded = match word.folded.as_str() {
                "i" => "1".into(),
                "ii" => "2".into(),
                "iii" => "3".into(),
                _ => continue,
            };
        }
    }
    words
}

/// Characters that are not shown: soft hyphens, joiners, marks of direction, and Markdown inside words.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '*' | '`')
}

/// The number of bytes at the start of a text to skip: a link target, a URL, an entity.
fn skipped_length(rest: &str) -> Option<usize> {
    if rest.starts_with("](") {
        return rest.find(')').map(|it| it + 1);
    }
    if rest.starts_with("http://") || rest.starts_with("https://") {
        return Some(
            rest.find(|it: char| it.is_whitespace() || matches!(it, ')' | '>')).unwrap_or(rest.len()),
        );
    }
    rest.starts_with("&nbsp;").then_some("&nbsp;".len())
}

/// A template with its tags replaced by spaces, so that byte ranges stay valid.
pub fn without_tags(template: &str) -> String {
    const TAGS: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    let first = |rest: &str| {
        TAGS.iter().filter_map(|(open, close)| Some((rest.find(open)?, *close))).min_by_key(|it| it.0)
    };
    while let Some((open, close)) = first(rest) {
        let (before, inside) = rest.split_at(open);
        text.push_str(before);
        let length = inside.find(close).map_or(inside.len(), |it| it + close.len());
        let (tag, after) = inside.split_at(length);
        // A new line between two texts, so that they are not read as one sentence.
        text.push('\n');
        text.extend(std::iter::repeat_n(' ', tag.len().saturating_sub(1)));
        rest = after;
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        words(text).iter().map(|it| it.folded.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn spelling_variants_of_a_name_are_normalised_to_one() {
        for text in
            ["ISO 27001", "ISO27001", "iso-27001", "ISO\u{a0}27001", "ISO\u{2011}27001", "ISO **27001**"]
        {
            assert_eq!(folded(text), "iso 27001", "{text}");
        }
        for text in [
            "SOC 2 Type II",
            "SOC2 type 2",
            "SOC 2 (Type II)",
            "SOC&nbsp;2 Type\u{202f}II",
            "S\u{ad}OC 2 Type II",
        ] {
            assert_eq!(folded(text), "soc 2 type 2", "{text}");
        }
        assert_eq!(folded("[our report](../iso-27001.html) https://iso.org/27001 is"), "our report is");
    }

    #[test]
    fn template_tags_are_replaced_by_spaces() {
        assert_eq!(without_tags("a {{ b }} c {% d"), "a \n       c \n   ");
    }
}
