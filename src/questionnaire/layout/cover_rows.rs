//! Rows outside of tables of questions: information about the file itself, labels with their values, lists
//! of values.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    super::{At, Sheet, folded::word_count},
    around,
    clerical::is_clerical,
    dates::{dates_form, is_date},
    fields::{self, Field},
    kept, standing,
    subject_heads::is_subject,
    titles,
};

/// The maximum number of words in a value of a list.
const WORDS: usize = 3;
/// The minimum number of short texts below each other that form a list of values.
const LIST: usize = 4;
/// The maximum length of a label, in characters; a longer text is a sentence.
pub(super) const LABEL: usize = 60;

/// A row without the leading fields about the file: `Completed by | Jane Doe`. Their values other than
/// dates are added to the texts, because the person who completes the file may be a third party.
pub(super) fn without_file<'a>(
    mut line: &'a [(At, &'a str)],
    texts: &mut Vec<Arc<str>>,
) -> &'a [(At, &'a str)] {
    while let [(_, text), rest @ ..] = line {
        let label = text.split_once([':', '：']).map_or(*text, |it| it.0);
        let dated = rest.first().is_some_and(|it| is_date(it.1));
        if !(is_clerical(label) || (dated && dates_form(label))) {
            break;
        }
        // The value is after its label or in the next cell.
        let alone = text.trim_end_matches([':', '：']).trim() == label.trim();
        let value = rest.first().filter(|_| alone).map_or("", |it| it.1);
        let field = if alone { format!("{label}: {value}") } else { (*text).to_owned() };
        // `Date | Reason for change | Author` are the headers of a table.
        let head = alone && text.trim() == label.trim() && dates_form(label) && rest.len() > 1;
        texts.extend(kept::kept(&field).filter(|_| !head && titles::has_value(&field)));
        line = if alone { rest.get(1..).unwrap_or_default() } else { rest };
    }
    line
}

/// The only text of a row, if it is a list value or a field label and nothing is near it.
pub(super) fn alone(sheet: &Sheet, line: &[(At, &str)]) -> Option<Arc<str>> {
    let [(at, text)] = line else { return None };
    let near = [at.row.saturating_sub(1), at.row + 1].map(|row| sheet.text(At { row, ..*at }));
    let isolated = near.iter().all(|it| it.is_empty()) && standing::is_alone(text, 1, near);
    isolated.then(|| kept::kept(text)).flatten()
}

/// The fields of a row that are filled with a tick, a yes or a choice, as text.
pub(super) fn filled(sheet: &Sheet, line: &[(At, &str)]) -> Vec<String> {
    let field = |at: At| sheet.cells.get(&at).map(|it| Field::of(at.column, it));
    let row: Vec<Field> = line.iter().filter_map(|it| field(it.0)).collect();
    let Some(own) = line.first().map(|it| it.0.row) else { return Vec::new() };
    let filled = fields::filled(&row, |column| fields::above(sheet, At { row: own, column }));
    filled.into_iter().map(|it| it.1).collect()
}

/// The label of a row and the cells that it names: `Scope: | AWS only`.
pub(super) fn labelled<'a>(line: &'a [(At, &'a str)]) -> Option<(&'a str, &'a [(At, &'a str)])> {
    let ((_, text), rest) = line.split_first()?;
    let label = text.trim_end_matches([':', '：']).trim();
    let about = || around::is_about(label) || is_subject(label);
    let names = text.chars().count() <= LABEL && (label.len() < text.len() || about());
    (names && !rest.is_empty()).then_some((label, rest))
}

/// The cells of lists of values: short texts below each other.
pub(super) fn lists(lines: &[&[(At, &str)]]) -> BTreeSet<At> {
    let ends = |text: &str| text.contains([':', '：', '.', '!', '?', '。']);
    let short = |text: &str| word_count(text) <= WORDS && !ends(text) && !fields::has_tick(text);
    let mut columns: BTreeMap<u32, Vec<(u32, bool)>> = BTreeMap::new();
    for (at, text) in lines.iter().filter(|it| labelled(it).is_none()).copied().flatten() {
        columns.entry(at.column).or_default().push((at.row, short(text)));
    }
    let mut listed = BTreeSet::new();
    for (column, rows) in columns {
        for run in
            rows.chunk_by(|one, next| one.1 && next.1 && next.0 - one.0 == 1).filter(|it| it.len() >= LIST)
        {
            listed.extend(run.iter().map(|it| At { row: it.0, column }));
        }
    }
    listed
}

/// Whether a text is one of the choices of a question and is reported with it: `Is it locked?: ☐ Yes`.
/// `questions` have the form that labels have.
pub(super) fn is_choice(text: &str, questions: &BTreeSet<String>) -> bool {
    text.rsplit_once(": ").is_some_and(|it| fields::is_filled(it.1) && questions.contains(it.0))
}

/// Whether a text is a single question and nothing else.
pub(super) fn is_question(text: &str) -> bool {
    text.strip_suffix(['?', '？']).is_some_and(|it| !it.contains(['.', '!', ':', '\n', '。', '：']))
}
