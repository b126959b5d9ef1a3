//! What kind of reply a question wants: a yes or no, words, or nothing but a value.

use super::words::{beginning, words};

/// What kind of reply a question wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asks {
    /// A yes or no: `Do you encrypt data at rest?`
    YesNo,
    /// Words: `How is data encrypted?`, `Describe your backups.`
    Open,
    /// Says something that may be so, or names what is to be put in: `Data is encrypted at rest.`, `Contact
    /// name`.
    Statement,
}

/// The bytes of a question that are read.
const BYTES: usize = 4 * 1024;
/// What begins a question that wants a yes or no.
const WHETHER: &[&str] = &[
    "do", "does", "did", "is", "are", "was", "were", "am", "has", "have", "had", "can", "could", "will",
    "would", "shall", "should", "may", "might", "must", "isn't", "aren't", "don't", "doesn't", "hasn't",
    "haven't", "won't", "can't",
];
/// What such a word is followed by within a sentence: `If so, do you`, but not `systems, is in place`.
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
/// What begins a question that wants words.
const WHAT: &[&str] = &["how", "what", "what's", "which", "who", "whom", "whose", "where", "when", "why"];
/// What asks for words without being a question.
const TELL: &[&str] = &[
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
/// What asks for words though it begins like a yes or no: `Can you describe`.
const TELL_POLITELY: &[&str] = &[
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

/// What kind of reply a question wants; the first of its sentences that asks decides.
pub fn asks(question: &str) -> Asks {
    let text = beginning(question, BYTES);
    let kinds = sentences(text).map(|it| (it, kind(it)));
    let found = kinds.clone().find_map(|(_, kind)| kind);
    let asked = || if text.contains('?') && text.is_ascii() { Asks::YesNo } else { Asks::Statement };
    found.unwrap_or_else(asked)
}

/// The sentences of a question that ask; all of it if none does.
pub(super) fn asking(question: &str) -> Vec<&str> {
    let text = beginning(question, BYTES);
    let asking: Vec<_> = sentences(text).filter(|it| kind(it).is_some()).collect();
    if asking.is_empty() { vec![text] } else { asking }
}

/// The sentences, each with its end: a point within `1.2` or `e.g.` ends none.
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

/// What a sentence wants, if it asks for something; after `if …,` and other beginnings the clause after a
/// comma may.
fn kind(sentence: &str) -> Option<Asks> {
    let mut clauses = sentence.split(',');
    let first = clauses.next().and_then(|it| opening(it, false));
    let later = || sentence.contains('?').then(|| clauses.find_map(|it| opening(it, true))).flatten();
    first.or_else(later)
}

fn opening(clause: &str, later: bool) -> Option<Asks> {
    let words = words(clause);
    let mut words = words
        .iter()
        .map(|it| it.plain.as_str())
        .skip_while(|it| matches!(*it, "please" | "and" | "also" | "then" | "so") || number(it));
    let first = words.next()?;
    let second = words.next().unwrap_or_default();
    // `In which country`, `For how many months`, `To what extent`.
    let what = |it: &str| WHAT.contains(&it);
    if what(first)
        || (matches!(first, "in" | "for" | "to" | "by" | "at" | "under" | "within" | "on" | "from" | "with")
            && what(second))
    {
        return (!(later && matches!(first, "which" | "who" | "where" | "when" | "what")))
            .then_some(Asks::Open);
    }
    if WHETHER.contains(&first) {
        let rest = words.find(|it| *it != "please").unwrap_or_default();
        let politely = second == "you" && TELL_POLITELY.contains(&rest);
        let asks = !later || SUBJECT.contains(&second);
        return asks.then_some(if politely { Asks::Open } else { Asks::YesNo });
    }
    (!later && TELL.contains(&first)).then_some(Asks::Open)
}

fn number(word: &str) -> bool {
    word.len() == 1 || word.starts_with(|it: char| it.is_ascii_digit())
}
