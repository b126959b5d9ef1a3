//! The columns other than question and answer: ids, sections, guidance.

use std::collections::BTreeSet;

use super::{
    super::folded::fold,
    Layout,
    grid::Grid,
    heads::Heads,
    marks::is_mark,
    shape::{is_id, prefix, shape},
    words::{Role, is_value, role},
};

/// The maximum distance of the id column from the question, in columns.
const NEAR: u32 = 8;
/// The maximum distance of an unlabelled column of marks from the question, in columns.
const BESIDE: u32 = 20;
/// The maximum number of rows to sample per column.
const SAMPLE: usize = 400;

/// The id column: a column of its own, hidden or not, or the question column if its texts begin with ids.
pub(super) fn id(grid: &Grid, heads: &Heads, question: u32, rows: &[u32]) -> Option<u32> {
    let rows = sample(rows);
    let near = grid.columns.keys().copied().filter(|it| *it != question && it.abs_diff(question) <= NEAR);
    let scored = near.filter_map(|it| Some((it, id_score(grid, heads, question, it, rows)?)));
    let best = scored.fold(
        None,
        |best: Option<(u32, f64)>, it| if best.is_some_and(|best| best.1 >= it.1) { best } else { Some(it) },
    );
    let own = rows.iter().filter(|it| prefix(grid.text(**it, question)).is_some()).count();
    let prefixed = || own * 10 >= rows.len() * 6 && own > 0;
    best.map(|it| it.0).or_else(|| prefixed().then_some(question))
}

/// How much a column looks like ids, by their share, their uniqueness and the header; `None` if it does
/// not.
fn id_score(grid: &Grid, heads: &Heads, question: u32, column: u32, rows: &[u32]) -> Option<f64> {
    let named =
        heads.role(column) == Some(Role::Id) && !heads.columns.get(&column).is_some_and(|it| it.value);
    if column > question && !named {
        return None;
    }
    let texts: Vec<_> = rows.iter().map(|it| grid.text(*it, column)).filter(|it| !it.is_empty()).collect();
    let ids = texts.iter().filter(|it| is_id(it) && !is_value(it)).count();
    let share = ids as f64 / rows.len().max(1) as f64;
    let distinct = texts.iter().collect::<BTreeSet<_>>().len() as f64 / texts.len().max(1) as f64;
    // Numbers restart in each section; a level or a weight goes up and down.
    let rising = texts.windows(2).filter(|it| matches!(it, [one, next] if number(next) > number(one))).count()
        as f64
        / texts.len().max(1) as f64;
    let enough = share >= if named { 0.3 } else { 0.5 };
    (enough && (distinct >= 0.6 || rising >= 0.7)).then(|| {
        share + distinct + if named { 0.5 } else { 0.0 } - 0.02 * f64::from(column.abs_diff(question))
    })
}

fn number(text: &str) -> f64 {
    text.trim_end_matches(['.', ')']).parse().unwrap_or(0.0)
}

/// The section columns, outermost first: columns left of the question that have a section header, are
/// merged over several rows, or repeat a text over runs of rows.
pub(super) fn sections(
    grid: &Grid,
    heads: &Heads,
    question: u32,
    id: Option<u32>,
    taken: &[u32],
    rows: &[u32],
) -> Vec<u32> {
    let rows = sample(rows);
    let may = |it: &u32| Some(*it) != id && *it != question && !taken.contains(it) && !grid.hidden(*it);
    let named = |it: u32| heads.role(it) == Some(Role::Section);
    let holds = |it: &u32| {
        if named(*it) {
            names(grid, *it, rows)
        } else {
            *it < question && heads.role(*it).is_none() && runs(grid, *it, rows)
        }
    };
    grid.columns
        .keys()
        .copied()
        .filter(|it| it.abs_diff(question) <= NEAR)
        .filter(may)
        .filter(holds)
        .collect()
}

/// Whether a column with a section header contains words, not only numbers.
fn names(grid: &Grid, column: u32, rows: &[u32]) -> bool {
    rows.iter().any(|row| grid.shown(*row, column).chars().filter(|it| it.is_alphabetic()).count() >= 3)
}

/// Whether a column's texts form runs of rows, each with a different text.
fn runs(grid: &Grid, column: u32, rows: &[u32]) -> bool {
    let shown: Vec<_> = rows.iter().map(|it| grid.shown(*it, column)).collect();
    let words: Vec<_> = shown
        .iter()
        .copied()
        .filter(|text| text.chars().filter(|it| it.is_alphabetic()).count() >= 4 && !is_value(text))
        .collect();
    let mut runs = words.clone();
    runs.dedup();
    let distinct = words.iter().collect::<BTreeSet<_>>().len();
    words.len() * 10 >= shown.len() * 8
        && words.len() >= 4
        && runs.len() == distinct
        && distinct * 2 <= words.len()
        && distinct >= 2
}

/// The column that explains the question: one with a guidance header, or a description column that is
/// filled.
pub(super) fn guidance(
    grid: &Grid,
    heads: &Heads,
    question: u32,
    taken: &[u32],
    rows: &[u32],
) -> Option<u32> {
    let rows = sample(rows);
    let may = |it: &u32| *it != question && !taken.contains(it) && !grid.hidden(*it);
    let filled =
        |it: &u32| rows.iter().filter(|row| !grid.text(**row, *it).is_empty()).count() * 10 >= rows.len() * 3;
    // `Description` beside `Description (EN)` is the question in another language.
    let stem = |it: u32| fold(heads.text(it).split(['(', '[']).next().unwrap_or_default());
    let described =
        || heads.with(Role::Text).filter(may).filter(|it| stem(*it) != stem(question)).find(filled);
    heads.with(Role::Guidance).find(may).or_else(described)
}

fn sample(rows: &[u32]) -> &[u32] {
    rows.get(..SAMPLE).unwrap_or(rows)
}

/// Whether a column has a text of similar length and shape in every row: a translation of the question.
pub(super) fn translates(grid: &Grid, question: u32, column: u32, rows: &[u32]) -> bool {
    let length = |row: u32, column: u32| grid.text(row, column).chars().count() as f64;
    let shapes = |row: u32| shape(grid.text(row, column)) == shape(grid.text(row, question));
    let alike = |row: &&u32| {
        (0.4..2.5).contains(&(length(**row, column) / length(**row, question).max(1.0))) && shapes(**row)
    };
    rows.iter().filter(alike).count() * 10 >= rows.len() * 8
}

/// The columns with texts, hidden or not, that have no role in the layout.
pub(super) fn unused(grid: &Grid, mapping: &Layout) -> Vec<u32> {
    let targets = mapping.targets();
    let used = |column: u32| {
        Some(column) == mapping.id
            || column == mapping.question
            || mapping.sections.contains(&column)
            || targets.contains(&column)
    };
    // A note may be far from its question.
    grid.columns.keys().copied().filter(|it| !used(*it)).collect()
}

/// The header of a column; empty if it has none.
pub(super) fn head<'a>(grid: &'a Grid, mapping: &Layout, column: u32) -> &'a str {
    mapping.header_rows.iter().map(|it| grid.shown(*it, column)).find(|it| !it.is_empty()).unwrap_or_default()
}

/// Those of the columns whose marks mean something without a header: all their texts are marks, and these
/// are not the values of the answer list.
pub(super) fn marked(grid: &Grid, mapping: &Layout, columns: &[u32]) -> BTreeSet<u32> {
    let cells = mapping.rows.iter().flat_map(|row| mapping.targets().into_iter().map(|it| (*row, it)));
    let lists = cells.filter_map(|it| grid.cell(it.0, it.1)?.choices.as_ref()).filter(|it| !it.ticked);
    let values: BTreeSet<&str> = lists.take(SAMPLE).flat_map(|it| &it.values).map(|it| it.trim()).collect();
    let marked = |column: &u32| {
        let texts: Vec<&str> = grid.texts(*column).map(|it| it.1).collect();
        let each: BTreeSet<&str> = texts.iter().copied().collect();
        let listed = texts.len() > 1 && each == values && each.len() == texts.len();
        texts.iter().all(|it| is_mark(it)) && !listed
    };
    let beside = |it: &u32| it.abs_diff(mapping.question) <= BESIDE && head(grid, mapping, *it).is_empty();
    columns.iter().copied().filter(beside).filter(marked).collect()
}

/// Whether the texts of a column apply to their rows: the column has a header, if the table has headers,
/// and a text in most rows, or it explains the questions.
pub(super) fn is_of_table(grid: &Grid, mapping: &Layout, column: u32) -> bool {
    let head = head(grid, mapping, column);
    let explains = Some(column) == mapping.guidance || role(head) == Some(Role::Guidance);
    let filled = mapping.rows.iter().filter(|it| !grid.shown(**it, column).is_empty()).count();
    let headed = !head.is_empty() || mapping.header_rows.is_empty();
    explains || (headed && filled * 2 > mapping.rows.len())
}
