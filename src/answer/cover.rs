//! What a file says on other sheets and before its questions, and what of it may change the questions.

use std::{collections::HashMap, sync::Arc};

use super::{
    KnownWords,
    context::{Context, Mark},
    notes,
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
    // What stands there is about many things: only sentences about the questions or how to answer them count, and no labels.
    let about_questions = |text: &str| {
        let sentence = |it: &str| it.split_whitespace().nth(LABEL).is_some();
        let mut told = notes::all_sentences(text)
            .filter(|it| (sentence(it) && notes::is_of_questions(it)) || notes::inverts(it));
        let mark = told.find_map(|it| context.by_words(it, true, &[]))?;
        Some(Mark { whole: printable(text), ..mark })
    };
    cover.iter().filter(|it| !known.is_read(it)).filter_map(|it| about_questions(it)).collect()
}
