//! The texts on other sheets and before the questions of a file that may change the questions.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use super::{
    Context,
    known::KnownWords,
    laws,
    mark::Mark,
    neutral, notes,
    read_for::question_digest,
    read_texts::{Stands, digest},
};
use crate::{
    fact::printable,
    questionnaire::{layout::Asked, names_unreadable},
};

/// The maximum number of words in a label.
const LABEL: usize = 4;
/// The maximum number of unreadable items that are named.
const NAMED: usize = 20;

/// The texts for each question, outside of its table, that may change it. They are judged once and not for
/// each question, because it does not matter whether the question has the same words. Which of them a
/// person has read depends on the question.
pub fn marks(asked: &[Asked], known: &KnownWords) -> Vec<Arc<[Mark]>> {
    // The questions of one table share their texts.
    let mut marked: HashMap<Table, Marked> = HashMap::new();
    let mut judged: HashMap<(Table, Vec<usize>), Arc<[Mark]>> = HashMap::new();
    let marks = |it: &Asked| {
        let table = it.cover.as_ptr();
        let marked = marked.entry(table).or_insert_with(|| Marked::of(&it.cover, known));
        let read = marked.read_for(it);
        let of = || of(&it.cover, &read.iter().copied().collect(), known);
        Arc::clone(judged.entry((table, read.clone())).or_insert_with(of))
    };
    asked.iter().map(marks).collect()
}

/// Identifies the texts of a table by their address in memory.
type Table = *const Arc<str>;

/// The texts of a table that a person has read: the index of each, and the questions for which it was read.
struct Marked<'a>(Vec<(usize, &'a BTreeSet<String>)>);

impl<'a> Marked<'a> {
    fn of(cover: &[Arc<str>], known: &KnownWords<'a>) -> Self {
        let read = |it: &Arc<str>| known.read.questions(Stands::Elsewhere, it);
        Self(cover.iter().enumerate().filter_map(|(at, it)| Some((at, read(it)?))).collect())
    }

    /// The indexes of the texts that were read for a question.
    fn read_for(&self, asked: &Asked) -> Vec<usize> {
        if self.0.is_empty() {
            return vec![];
        }
        let question = question_digest(&asked.text);
        self.0.iter().filter(|it| it.1.contains(&question)).map(|it| it.0).collect()
    }
}

fn of(cover: &[Arc<str>], read: &HashSet<usize>, known: &KnownWords) -> Arc<[Mark]> {
    let context = Context {
        question: "",
        sections: &[],
        titles: &[],
        around: &[],
        cover: &[],
        parent: None,
        id: None,
        known,
    };
    // A sentence about the questions, or how to answer them, is listed separately.
    let about_questions = |text: &str| {
        let sentence = |it: &str| it.split_whitespace().nth(LABEL).is_some();
        let mut told = notes::all_sentences(text)
            .filter(|it| (sentence(it) && notes::is_of_questions(it)) || notes::inverts(it));
        let mark = told.find_map(|it| context.by_words(it, true, &[]))?;
        Some(Mark { whole: printable(text), stands: Stands::Elsewhere, ..mark })
    };
    let unread = || cover.iter().enumerate().filter(|it| !read.contains(&it.0)).map(|it| it.1);
    let is_neutral =
        |it: &str| neutral::is_neutral_apart(&printable(it), known) && laws::unasked(it, "").is_none();
    let readable = unread().filter(|it| names_unreadable(it).is_none() && !is_neutral(it));
    let (told, strange): (Vec<_>, Vec<_>) =
        readable.map(|it| (it, about_questions(it))).partition(|it| it.1.is_some());
    let mut marks: Vec<Mark> = told.into_iter().filter_map(|it| it.1).collect();
    marks.extend(unreadable(unread()));
    // Everything else is judged as a whole: `Scope: subcontractors` may be anywhere.
    let strange: Vec<&Arc<str>> = strange.into_iter().map(|it| it.0).collect();
    if let Some(first) = strange.first() {
        let digests: Vec<String> = strange.iter().map(|it| digest(it)).collect();
        let all = digest(&digests.concat());
        let count = digests.len();
        let texts = if count == 1 { "1 text".to_owned() } else { format!("{count} texts") };
        let whole = format!(
            "{texts} elsewhere in the file ({}): \"{}\"",
            all.get(..8).unwrap_or_default(),
            printable(first)
        );
        let why = format!(
            "{texts} outside the questions (such as \"{}\") may change what is asked",
            printable(first)
        );
        let texts = strange.iter().map(|it| printable(it)).collect();
        let mark = Mark::new(Stands::Elsewhere, &whole, &whole, why);
        marks.push(Mark { digests, texts, unknown: true, ..mark });
    }
    marks.into()
}

/// The unreadable content of a file, as one mark: a person has to look at it.
fn unreadable<'a>(cover: impl Iterator<Item = &'a Arc<str>>) -> Option<Mark> {
    let (digests, named): (Vec<String>, Vec<String>) =
        cover.filter_map(|it| Some((digest(it), printable(names_unreadable(it)?)))).unzip();
    let count = named.len();
    let first = named.first()?;
    let things = if count == 1 { "1 thing".to_owned() } else { format!("{count} things") };
    let rest = count.saturating_sub(NAMED);
    let more = if rest == 0 { String::new() } else { format!("; and {rest} more") };
    let all = named.iter().take(NAMED).cloned().collect::<Vec<_>>().join("; ");
    let whole = format!("{things} in the file cannot be read: {all}{more}");
    let it = if count == 1 { "it" } else { "them" };
    let why = format!(
        "{things} in the file cannot be read and may change what is asked: look at {it} (the first: {first})"
    );
    let mark = Mark::new(Stands::Elsewhere, &whole, &whole, why);
    Some(Mark { digests, texts: named, unknown: true, ..mark })
}
