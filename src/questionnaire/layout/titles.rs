//! The names of what questions are in: their sheet's, and what is above their table.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    super::{
        At,
        folded::{fold, start},
    },
    Asked, Layout, around,
    clerical::is_clerical,
    dates::{dates_form, is_date},
    fields,
    grid::Grid,
    kept::{self, pieces},
    shape::{is_id, is_year, names_year},
    standing,
    subject_heads::is_subject,
    words::is_value,
};
use crate::symbols::has_picture;

/// So many rows above the first question are read.
pub(super) const ABOVE: usize = 12;

/// A longer text is no title.
const LONG: usize = 60;

/// Names of sheets that say nothing, folded and without numbers.
const NAMELESS: &str = "sheet, table, tabelle, feuil, hoja, foglio, blad, planilha, paragraphs, records, \
                        items, question, questions, questionnaire, fragen, fragebogen, questionario, \
                        cuestionario, preguntas, domande, vragen, vragenlijst, list";

/// Adds the titles of a table to its questions.
pub(super) fn add(grid: &Grid, mapping: &Layout, asked: &mut [Asked]) {
    // What heads the first questions ends where the next heading begins.
    let heads: BTreeSet<&String> = asked.iter().flat_map(|it| &it.sections).collect();
    let all = named(&grid.sheet.name)
        .into_iter()
        .chain(grid.sheet.titles.iter().chain(grid.sheet.margins.iter()).cloned());
    let all = all.chain(above(grid, mapping).into_iter().flatten().filter(|it| !heads.contains(it)));
    let mut titles: Vec<Arc<str>> = Vec::new();
    for text in all.flat_map(|it| pieces(&it)) {
        if !titles.contains(&text) {
            titles.push(text);
        }
    }
    // A heading above the headers of the columns, or apart from the first question, may be about the whole
    // table although another heading follows.
    let head = mapping.header_rows.first().or(mapping.rows.first()).copied().unwrap_or(0);
    let mut over = rows_above(grid, mapping, head);
    if mapping.header_rows.is_empty() {
        over.pop();
    }
    let over: Vec<Arc<str>> = over.into_iter().flatten().flat_map(|it| pieces(&it)).collect();
    for question in asked {
        let own = |it: &Arc<str>| question.sections.iter().any(|own| own.as_str() == it.as_ref());
        let more = over.iter().filter(|it| !titles.contains(it) && !own(it));
        question.titles = titles.iter().chain(more).cloned().collect();
    }
}

/// What is above the first table of a sheet may be about those below it and beside it as well: the last
/// row of it belongs to the first one, where a further table has a title of its own.
pub(super) fn of_sheet(first: (&Grid, &Layout), further: (&Grid, &Layout), asked: &mut [Asked]) {
    let head = first.1.header_rows.first().or(first.1.rows.first()).copied().unwrap_or(0);
    let mut rows = rows_above(first.0, first.1, head);
    let own = further.1.header_rows.first().or(further.1.rows.first()).copied().unwrap_or(0);
    if !rows_above(further.0, further.1, own).is_empty() {
        // A sentence is about what follows, and is no title.
        let sentence = |it: &String| it.trim_end().ends_with(['.', '!', ':']) || it.len() > LONG;
        let last = rows.pop().unwrap_or_default().into_iter().filter(sentence).collect();
        rows.push(last);
    }
    let titles: Vec<Arc<str>> = rows.into_iter().flatten().flat_map(|it| pieces(&it)).collect();
    for question in asked {
        let new = titles.iter().filter(|it| !question.sections.iter().any(|own| own.as_str() == it.as_ref()));
        let new: Vec<_> = new.filter(|it| !question.titles.contains(it)).cloned().collect();
        question.titles.extend(new);
    }
}

/// A sheet's name, where a person has given it one.
pub(super) fn named(name: &str) -> Option<String> {
    (!is_nameless(name)).then(|| name.trim().to_owned())
}

/// Whether a sheet's name is one that programs give: `Sheet1`, `Table 2`.
pub fn is_nameless(name: &str) -> bool {
    let folded = fold(name);
    let word = folded.trim_matches(|it: char| it.is_ascii_digit() || it.is_whitespace());
    !has_picture(name)
        && !folded.split_whitespace().any(is_year)
        && (word.is_empty() || NAMELESS.split(", ").any(|it| it == word))
}

/// The texts of the last rows above the first question that are neither heads of columns nor its headings.
fn above(grid: &Grid, mapping: &Layout) -> Vec<Vec<String>> {
    rows_above(grid, mapping, mapping.rows.first().copied().unwrap_or(0))
}

fn rows_above(grid: &Grid, mapping: &Layout, row: u32) -> Vec<Vec<String>> {
    let rows = grid.rows.get(..grid.rows.partition_point(|it| it.0 < row)).unwrap_or_default();
    let notes = rows.iter().filter(|it| mapping.header_rows.binary_search(&it.0).is_err());
    let mut last: Vec<_> =
        notes.rev().take(ABOVE).map(|it| said(grid, it.0)).filter(|it| !it.is_empty()).collect();
    last.reverse();
    last
}

/// The texts of a row, without what it tells of the file alone.
fn said(grid: &Grid, row: u32) -> Vec<String> {
    let mut texts = Vec::new();
    let mut of_file = false;
    let mut labels: Vec<&str> = Vec::new();
    let place = grid.rows.binary_search_by_key(&row, |it| it.0);
    let cells = place.ok().and_then(|it| grid.rows.get(it)).map(|it| it.1.as_slice()).unwrap_or_default();
    // A row with an id left of its text is a field of the form, and what it says applies to it: `GNRL-05 |
    // Country of company headquarters`. A version beside a title makes no field of it, nor does `Phase 2`.
    let word = |it: &str| {
        it.chars().count() >= 4 && it.chars().all(char::is_alphabetic) && it.contains(char::is_lowercase)
    };
    let coded = |text: &str| {
        is_id(text)
            && !is_version(text)
            && !text.split_whitespace().any(word)
            && text.contains(char::is_alphabetic)
            && text.contains(|it: char| it.is_ascii_digit())
    };
    let mut filled = cells.iter().map(|it| it.1.text.trim()).filter(|it| !it.is_empty());
    if filled.next().is_some_and(coded) && filled.next().is_some_and(|it| !is_version(it)) {
        return texts;
    }
    let marked = fields::of_row(grid, row);
    for (column, cell) in cells {
        let (text, note) = (cell.text.trim(), grid.sheet.notes.get(&At { row, column: *column }));
        let label = text.split_once([':', '：']).map_or(text, |it| it.0);
        let dated_beside =
            || cells.iter().find(|it| it.0 > *column).is_some_and(|it| is_date(it.1.text.trim()));
        let clerical = is_clerical(label) || (dates_form(label) && dated_beside());
        // `UK` and `Phase 2` look like ids, and may say what the questions are about.
        let says = text.chars().any(char::is_alphabetic) || (names_year(text) && !is_date(text));
        let dated = is_date(text) && !of_form(grid, At { row, column: *column });
        let near = [row.saturating_sub(1), row + 1].map(|it| grid.text(it, *column));
        if !of_file && (standing::is_alone(text, cells.len(), near) || kept::is_sign(text)) {
            let label = marked.iter().find(|it| it.0 == *column).map(|it| it.1.clone());
            texts.push(label.unwrap_or_else(|| text.to_owned()));
        } else if fields::is_filled(text) {
            // A tick or a yes is told with its label alone.
            texts
                .extend(marked.iter().filter(|_| !of_file).find(|it| it.0 == *column).map(|it| it.1.clone()));
        } else if of_file && says && !is_date(text) {
            // Who fills the form in may be somebody else.
            texts.extend(labels.last().map(|it| around::label(it, text)));
        } else if clerical && !of_file && has_value(text) {
            texts.push(text.to_owned());
        } else if !clerical && !of_file && (says || dated) {
            match labels.iter().rev().find(|it| dated || is_subject(it)) {
                Some(it) => texts.push(around::label(it, text)),
                None => texts.push(text.to_owned()),
            }
        }
        if says && !is_value(text) {
            labels.push(text);
        }
        texts.extend(note.map(|it| it.to_string()));
        // The value stands beside its label.
        of_file = clerical && text.trim_end_matches([':', '：']).trim() == label.trim();
    }
    texts
}

/// Whether a date in a cell is that of the form: its label is beside it or above it, or it is in a row
/// with a version.
pub(super) fn of_form(grid: &Grid, at: At) -> bool {
    let beside = || {
        (1..at.column)
            .rev()
            .map(|it| grid.shown(at.row, it).trim())
            .filter(|it| !it.is_empty() && !is_date(it))
    };
    let clerical = |it: &str| dates_form(it) || is_clerical(it.trim_end_matches([':', '：']));
    let version = |it: &str| is_version(it) || dates_form(it);
    if let Some(label) = beside().find(|it| it.chars().any(char::is_alphabetic)) {
        return clerical(label) || beside().any(version);
    }
    let above = (1..at.row).rev().take(ABOVE).map(|it| grid.shown(it, at.column).trim());
    let above = above.take_while(|it| !it.is_empty()).find(|it| !is_date(it));
    above.is_some_and(clerical)
        || grid
            .rows
            .iter()
            .filter(|it| it.0 == at.row)
            .flat_map(|it| &it.1)
            .any(|it| version(it.1.text.trim()))
}

/// Whether a text is the version of a file and nothing more: `v4.0.3`, `Version 4`.
pub(super) fn is_version(text: &str) -> bool {
    const VERSIONS: &[&str] = &[
        "v", "version", "ver", "vers", "rev", "revision", "release", "edition", "versione", "versie",
        "versao", "ausgabe", "stand",
    ];
    let folded = fold(start(text, LONG));
    let word = folded.trim_start().trim_end_matches(|it: char| it.is_ascii_digit() || it.is_whitespace());
    word.len() < folded.trim().len() && VERSIONS.contains(&word)
}

/// Whether a field has a value behind its label that is no date.
pub(super) fn has_value(text: &str) -> bool {
    let value = text.split_once([':', '：']).map_or("", |it| it.1.trim());
    value.chars().any(char::is_alphabetic) && !is_date(value)
}
