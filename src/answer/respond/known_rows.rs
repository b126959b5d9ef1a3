//! Rows of a file that do not affect other rows although they are around them: questions that the library
//! knows, and rows that already contain the library's answer.

use crate::{
    answer::{
        filling::row_texts::{self, RowTexts},
        library::Library,
    },
    questionnaire::{
        At,
        layout::{Asked, asks_for_itself},
    },
};

/// The texts of such rows, as texts around other questions.
pub(super) fn of_file(library: &Library, asked: &[Asked], rows: &[RowTexts]) -> Vec<String> {
    known(library, asked).chain(answered(library, asked, rows)).collect()
}

/// The questions that the library has with exactly this text, with or without a question mark: `Describe
/// your development process.`
fn known<'a>(library: &'a Library, asked: &'a [Asked]) -> impl Iterator<Item = String> + 'a {
    let texts = asked.iter().map(|it| &it.text);
    texts.filter(|it| library.knows(it) && asks_for_itself(it)).cloned()
}

/// The rows that contain the library's answer to them, each as a text around other questions.
fn answered<'a>(
    library: &'a Library,
    asked: &'a [Asked],
    rows: &'a [RowTexts],
) -> impl Iterator<Item = String> + 'a {
    let own = |(asked, row): (&Asked, &RowTexts)| {
        let label = asked.text.trim_end_matches([':', '：']).trim().to_owned();
        let given =
            library.known(&asked.text).or_else(|| Some(library.same_wording(&asked.text).first()?.given));
        let given = given.filter(|_| !row.texts.is_empty());
        let is_own = |it: &&(At, String)| {
            given.is_some_and(|given| row_texts::is_own(&it.1, &[&given.text], given.verdict))
        };
        row.texts.iter().filter(is_own).map(|it| format!("{label}: {}", it.1)).collect::<Vec<_>>()
    };
    asked.iter().zip(rows).flat_map(own)
}
