//! What a file says on other sheets and before its questions, and what of it may change the questions.

use std::{collections::HashMap, sync::Arc};

use super::{
    KnownWords,
    context::{Context, Mark},
    notes,
    read_texts::{Stands, digest},
};
use crate::{fact::printable, questionnaire::layout::Asked};

/// Texts of so many words at most are labels.
const LABEL: usize = 4;

/// The texts around each question, told apart from its table, that may change it. They are looked at once, and not beside each
/// question: whether the question has their words does not matter.
pub(super) fn marks(asked: &[Asked], known: &KnownWords) -> Vec<Arc<[Mark]>> {
    // The questions of one table share their texts.
    let mut judged: HashMap<*const Arc<str>, Arc<[Mark]>> = HashMap::new();
    let mut marks = |cover: &Arc<[Arc<str>]>| {
        Arc::clone(judged.entry(cover.as_ptr()).or_insert_with(|| of(cover, known)))
    };
    asked.iter().map(|it| marks(&it.cover)).collect()
}

fn of(cover: &[Arc<str>], known: &KnownWords) -> Arc<[Mark]> {
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
    // A sentence about the questions, or how to answer them, is told by itself.
    let about_questions = |text: &str| {
        let sentence = |it: &str| it.split_whitespace().nth(LABEL).is_some();
        let mut told = notes::all_sentences(text)
            .filter(|it| (sentence(it) && notes::is_of_questions(it)) || notes::inverts(it));
        let mark = told.find_map(|it| context.by_words(it, true, &[]))?;
        Some(Mark { whole: printable(text), stands: Stands::Elsewhere, ..mark })
    };
    let unread = || cover.iter().filter(|it| !known.is_read(Stands::Elsewhere, it));
    let mut marks: Vec<Mark> = unread().filter_map(|it| about_questions(it)).collect();
    // All else is read as a whole: `Scope: subcontractors` may stand anywhere.
    let strange =
        |it: &&Arc<str>| about_questions(it).is_none() && context.unknown(&printable(it), &[]).is_some();
    let strange: Vec<&Arc<str>> = unread().filter(strange).collect();
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
        let text = whole.clone();
        marks.push(Mark { text, whole, why, stands: Stands::Elsewhere, digests, unknown: true });
    }
    marks.into()
}
