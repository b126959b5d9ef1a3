//! What is said around a question, beside its headings: by the sheet's name, above its table, in the other columns of its row.

use std::collections::BTreeSet;

use super::{
    Asked, Mapping,
    grid::Grid,
    shape::{fold, start},
    words::{Role, is_value, role},
};

/// So many rows above the first question are read as notes on the whole table.
const ABOVE: usize = 4;
/// No more bytes of a text are kept.
const LONG: usize = 600;
/// Columns within so many of the question's are about it.
const NEAR: u32 = 16;

/// Names of sheets that say nothing, folded and without numbers.
const NAMELESS: &str = "sheet, table, tabelle, feuil, hoja, foglio, blad, planilha, paragraphs, records, question, questions, \
    questionnaire, fragen, fragebogen, questionario, cuestionario, preguntas, domande, vragen, vragenlijst, list";
/// Words of heads, folded, over what says whom or what a row is about.
const ABOUT: &str = "scope, applies, applicable, applicability, party, parties, entity, entities, product, products, service, services, system, \
    systems, environment, owner, ownership, responsible, responsibility, location, site, audience, subject, detail, details, produkt, \
    gilt, betrifft, geltungsbereich, bereich, standort, verantwortlich, produit, portee, concerne, entite, perimetre, producto, alcance, \
    aplica, entidad, responsable, prodotto, ambito, applica, soggetto, partij, toepassing, reikwijdte, verantwoordelijk";

/// Adds to the questions of a table what is said around them.
pub(super) fn add(grid: &Grid, mapping: &Mapping, asked: &mut [Asked]) {
    let mut common: Vec<String> = named(&grid.sheet.name).into_iter().chain(grid.sheet.titles.iter().cloned()).collect();
    // What heads the first questions ends where the next heading begins.
    let heads: BTreeSet<&String> = asked.iter().flat_map(|it| &it.sections).collect();
    common.extend(above(grid, mapping).into_iter().filter(|it| !heads.contains(it)));
    let columns = columns(grid, mapping);
    // What a column says of whom or what a row is about heads it as a section does.
    let (subjects, columns): (Vec<u32>, Vec<u32>) = columns.into_iter().partition(|it| is_about(head(grid, mapping, *it)));
    for question in asked.iter_mut() {
        let row = question.at.row;
        for text in subjects.iter().map(|it| start(grid.shown(row, *it), LONG).trim()).filter(|it| !it.is_empty() && !is_value(it)) {
            if !question.sections.iter().any(|it| it == text) {
                question.sections.push(text.to_owned());
            }
        }
        let beside = columns.iter().map(|it| grid.shown(row, *it)).filter(|it| !is_value(it)).map(str::to_owned);
        let all = common.iter().cloned().chain(beside).chain(question.guidance.clone());
        let mut around: Vec<String> = Vec::new();
        for text in all.map(|it| start(&it, LONG).trim().to_owned()) {
            if text.chars().any(char::is_alphabetic) && !question.sections.contains(&text) && !around.contains(&text) {
                around.push(text);
            }
        }
        question.around = around;
    }
}

/// A sheet's name, where a person has given it one.
fn named(name: &str) -> Option<String> {
    let folded = fold(name);
    let word = folded.trim_matches(|it: char| it.is_ascii_digit() || it.is_whitespace());
    (!word.is_empty() && !NAMELESS.split(", ").any(|it| it == word)).then(|| name.trim().to_owned())
}

/// The texts of the last rows above the first question that are neither heads of columns nor its headings.
fn above(grid: &Grid, mapping: &Mapping) -> Vec<String> {
    let first = mapping.rows.first().copied().unwrap_or(0);
    let rows = grid.rows.get(..grid.rows.partition_point(|it| it.0 < first)).unwrap_or_default();
    let notes = rows.iter().filter(|it| mapping.header_rows.binary_search(&it.0).is_err());
    let mut last: Vec<_> = notes.rev().take(ABOVE).collect();
    last.reverse();
    let cells = last.into_iter().flat_map(|it| &it.1).filter(|(column, _)| !grid.hidden(*column));
    cells.map(|(_, cell)| cell.text.trim().to_owned()).collect()
}

/// The head of a column; empty where it has none.
fn head<'a>(grid: &'a Grid, mapping: &Mapping, column: u32) -> &'a str {
    mapping.header_rows.iter().map(|it| grid.shown(*it, column)).find(|it| !it.is_empty()).unwrap_or_default()
}

/// Whether a head says that its column names whom or what a row is about.
fn is_about(head: &str) -> bool {
    fold(head).split_whitespace().any(|it| ABOUT.split(", ").any(|word| word.trim() == it))
}

/// The columns that say whom or what a row is about: by their heads, or without another use. Answers, comments that are
/// taken, and what others fill are not among them, nor are lists of values and names of standards.
fn columns(grid: &Grid, mapping: &Mapping) -> Vec<u32> {
    let targets = mapping.targets();
    let says = |column: u32| {
        let text = head(grid, mapping, column);
        match role(text) {
            Some(Role::Text | Role::Section | Role::Guidance | Role::Comment) | None => true,
            Some(Role::Question) => fold(text).starts_with("sub"),
            Some(Role::Weight | Role::Trade | Role::Aside | Role::Id | Role::Grade | Role::Answer) => is_about(text),
        }
    };
    let used = |column: u32| {
        Some(column) == mapping.id || column == mapping.question || mapping.sections.contains(&column) || targets.contains(&column)
    };
    let near = grid.columns.keys().copied().filter(|it| it.abs_diff(mapping.question) <= NEAR && !grid.hidden(*it));
    near.filter(|it| !used(*it) && says(*it)).collect()
}
