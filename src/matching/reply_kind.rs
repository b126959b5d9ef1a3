//! The kind of reply that a question asks for: a yes or no, a text, or the value of a field.

use super::words::{beginning, words};

/// The kind of reply that a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReplyKind {
    /// A yes or no: `Do you encrypt data at rest?`
    YesNo,
    /// A text: `How is data encrypted?`, `Describe your backups.`
    Open,
    /// A confirmation or a value: `Data is encrypted at rest.`, `Contact name`.
    Statement,
}

/// The maximum number of bytes that are read of a question.
const BYTES: usize = 4 * 1024;
/// Words that begin a yes/no question.
const YES_NO_WORDS: &[&str] = &[
    "do", "does", "did", "is", "are", "was", "were", "am", "has", "have", "had", "can", "could", "will",
    "would", "shall", "should", "may", "might", "must", "isn't", "aren't", "don't", "doesn't", "hasn't",
    "haven't", "won't", "can't",
];
/// Words that may follow a word of [`YES_NO_WORDS`] inside a sentence: `If so, do you`, but not
/// `systems, is in place`.
const SUBJECT: &[&str] = &[
    "you",
    "your",
    "the",
    "there",
    "it",
    "its",
    "they",
    "their",
    "any",
    "all",
    "these",
    "this",
    "those",
    "we",
    "our",
    "users",
    "customers",
    "data",
];
/// Words that begin an open question.
const OPEN_WORDS: &[&str] =
    &["how", "what", "what's", "which", "who", "whom", "whose", "where", "when", "why"];
/// Verbs that ask for a text without being a question.
const REQUESTS: &[&str] = &[
    "describe",
    "explain",
    "list",
    "select",
    "specify",
    "state",
    "detail",
    "outline",
    "indicate",
    "name",
    "give",
    "tell",
    "summarize",
    "elaborate",
    "discuss",
    "identify",
    "choose",
    "enter",
    "attach",
    "upload",
    "include",
    "provide",
    "share",
    "briefly",
    "define",
    "show",
    "submit",
    "check",
];
/// Verbs that make a polite request of a yes/no question: `Can you describe`.
const POLITE_REQUESTS: &[&str] = &[
    "describe",
    "explain",
    "list",
    "specify",
    "detail",
    "outline",
    "indicate",
    "tell",
    "summarize",
    "elaborate",
];

/// The kind of reply that a question asks for; its first sentence that asks decides.
pub fn reply_kind(question: &str) -> ReplyKind {
    let text = beginning(question, BYTES);
    let without_kind =
        || if text.contains('?') && text.is_ascii() { ReplyKind::YesNo } else { ReplyKind::Statement };
    sentences(text).find_map(sentence_kind).unwrap_or_else(without_kind)
}

/// The sentences of a question that ask something; the whole text if none does.
pub(super) fn asking_sentences(question: &str) -> Vec<&str> {
    let text = beginning(question, BYTES);
    let sentences: Vec<_> = sentences(text).filter(|it| sentence_kind(it).is_some()).collect();
    if sentences.is_empty() { vec![text] } else { sentences }
}

/// Splits a text into sentences with their ends. A point inside `1.2` or `e.g.` does not end a sentence.
fn sentences(text: &str) -> impl Iterator<Item = &str> + Clone {
    let ends = |(at, c): (usize, char)| -> bool {
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        let pause = after.trim_start().starts_with(|it: char| it.is_uppercase())
            && after.starts_with(char::is_whitespace);
        matches!(c, '?' | '\n' | ';') || (matches!(c, '.' | '!' | ':') && (pause || after.trim().is_empty()))
    };
    let mut start = 0;
    let cuts: Vec<usize> = text
        .char_indices()
        .filter(|it| ends(*it))
        .map(|(at, c)| at + c.len_utf8())
        .chain([text.len()])
        .collect();
    cuts.into_iter().filter_map(move |end| {
        let sentence = text.get(start..end);
        start = end;
        sentence.filter(|it| !it.trim().is_empty())
    })
}

/// What a sentence asks for, if anything; after `if …,` and other introductions a clause after a comma may
/// ask.
fn sentence_kind(sentence: &str) -> Option<ReplyKind> {
    let mut clauses = sentence.split(',');
    let first = clauses.next().and_then(|it| clause_kind(it, false));
    let later = || sentence.contains('?').then(|| clauses.find_map(|it| clause_kind(it, true))).flatten();
    first.or_else(later)
}

/// What a clause asks for by its first words; `later` is whether it follows a comma.
fn clause_kind(clause: &str, later: bool) -> Option<ReplyKind> {
    let words = words(clause);
    let mut words = words
        .iter()
        .map(|it| it.plain.as_str())
        .skip_while(|it| matches!(*it, "please" | "and" | "also" | "then" | "so") || is_number(it));
    let first = words.next()?;
    let second = words.next().unwrap_or_default();
    // `In which country`, `For how many months`, `To what extent`.
    let is_open = |it: &str| OPEN_WORDS.contains(&it);
    if is_open(first)
        || (matches!(first, "in" | "for" | "to" | "by" | "at" | "under" | "within" | "on" | "from" | "with")
            && is_open(second))
    {
        return (!(later && matches!(first, "which" | "who" | "where" | "when" | "what")))
            .then_some(ReplyKind::Open);
    }
    if YES_NO_WORDS.contains(&first) {
        let rest = words.find(|it| *it != "please").unwrap_or_default();
        let politely = second == "you" && POLITE_REQUESTS.contains(&rest);
        let is_question = !later || SUBJECT.contains(&second);
        return is_question.then_some(if politely { ReplyKind::Open } else { ReplyKind::YesNo });
    }
    (!later && REQUESTS.contains(&first)).then_some(ReplyKind::Open)
}

fn is_number(word: &str) -> bool {
    word.len() == 1 || word.starts_with(|it: char| it.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_words_tell_the_kind_of_reply() {
        for (question, expected) in [
            ("Do you encrypt data at rest?", ReplyKind::YesNo),
            ("1.2 Is data encrypted?", ReplyKind::YesNo),
            ("If so, do you test it?", ReplyKind::YesNo),
            ("We take this seriously. Are backups encrypted?", ReplyKind::YesNo),
            ("Can you describe your backups?", ReplyKind::Open),
            ("How is data encrypted?", ReplyKind::Open),
            ("In which country is data stored?", ReplyKind::Open),
            ("Please describe your backups.", ReplyKind::Open),
            ("Data is encrypted at rest.", ReplyKind::Statement),
            ("Contact name", ReplyKind::Statement),
            ("", ReplyKind::Statement),
        ] {
            assert_eq!(reply_kind(question), expected, "{question}");
        }
    }
}
