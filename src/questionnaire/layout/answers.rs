//! The columns that answers go to: their heads, their lists and boxes, their emptiness, and whether they can
//! be written at all.

use super::{
    super::{Cell, is_ticked},
    grid::Grid,
    heads::Heads,
    options::is_option,
    words::{Role, is_value},
};

/// So many columns on either side of the question are looked at.
const REACH: u32 = 60;
/// So many rows show what a column is.
const SAMPLE: usize = 400;
/// What an answer's column must come to.
const ENOUGH: f64 = 1.9;

/// What speaks for a column as the answer's, and how much. Shares are of the rows that may ask.
struct Weights {
    /// A list that can be chosen from, or lines to tick.
    list: f64,
    /// A box to tick.
    tick: f64,
    /// Nothing in it yet.
    empty: f64,
    /// A lock that was opened, where the sheet is protected.
    open: f64,
    /// Computed.
    formula: f64,
    /// Locked.
    locked: f64,
    /// Filled, and no list.
    full: f64,
    /// Filled under a head that names answers: answered before.
    answered: f64,
    /// Left of the question.
    left: f64,
    /// A column away from the question.
    distance: f64,
}

const WEIGHTS: Weights = Weights {
    list: 2.5,
    tick: 2.5,
    empty: 1.5,
    open: 1.5,
    formula: -6.0,
    locked: -6.0,
    full: -3.0,
    answered: -0.5,
    left: -2.0,
    distance: -0.02,
};

/// What a head says of a column as the answer's.
fn head_weight(role: Option<Role>, headed: bool) -> f64 {
    match role {
        Some(Role::Answer) => 3.0,
        Some(Role::Grade) => 1.0,
        Some(Role::Comment) => -0.6,
        Some(Role::Text) => -0.6,
        Some(Role::DomainTerms) => -3.0,
        Some(Role::Section | Role::Weight | Role::Question) => -3.0,
        Some(Role::Guidance) => -4.0,
        Some(Role::Id | Role::Aside) => -6.0,
        None if headed => 0.5,
        None => 0.0,
    }
}

/// Where answers go.
#[derive(Debug, Clone, Default)]
pub(super) struct Targets {
    pub answers: Vec<u32>,
    pub yes_no: Option<u32>,
    pub ticks: Vec<(u32, String)>,
    pub comment: Option<u32>,
    /// The share of rows with a list or a box in the answer's column.
    pub lists: f64,
    /// The share of rows whose answer is still empty.
    pub empty: f64,
}

impl Targets {
    /// Where a verdict or an answer goes: the columns that decide whether a row can be answered.
    pub fn columns(&self) -> Vec<u32> {
        let ticks = self.ticks.iter().map(|it| it.0);
        let mut columns: Vec<_> = ticks.chain(self.yes_no).chain(self.answers.iter().copied()).collect();
        columns.dedup();
        columns
    }
}

/// What was counted in a column.
#[derive(Debug, Clone, Default)]
struct Counts {
    column: u32,
    list: f64,
    values: bool,
    tick: f64,
    marked: f64,
    empty: f64,
    formula: f64,
    locked: f64,
    open: f64,
    score: f64,
}

/// The columns that answers to the questions of `rows` go to.
pub(super) fn find(grid: &Grid, heads: &Heads, question: u32, rows: &[u32]) -> Targets {
    let near = |it: &u32| it.abs_diff(question) <= REACH && *it != question && !grid.hidden(*it);
    let columns: Vec<_> =
        grid.columns.keys().copied().filter(near).map(|it| count(grid, heads, question, it, rows)).collect();
    let ticks = ticks(heads, question, &columns);
    let boxed = |column: u32| ticks.iter().any(|it| it.0 == column);
    let good: Vec<_> = columns.iter().filter(|it| it.score >= ENOUGH && !boxed(it.column)).collect();
    let mut targets = choose(heads, &good);
    // Beside boxes, words go below a head that asks for them: any other may be one more option.
    targets
        .answers
        .retain(|it| ticks.is_empty() || heads.role(*it) == Some(Role::Answer) || listed(&columns, *it));
    targets.comment = comment(heads, question, &columns, &targets, &ticks);
    // Where no other column takes words, they go below a head such as `Compliance`; not below `Yes/No`.
    let alone = targets.comment.is_none() && targets.answers.iter().all(|it| Some(*it) == targets.yes_no);
    targets.yes_no =
        targets.yes_no.filter(|column| !alone || heads.columns.get(column).is_some_and(|it| it.yes_no));
    targets.ticks = ticks;
    if targets.columns().is_empty() {
        // A table of questions and comments: the comment is the answer.
        targets.answers.extend(targets.comment.take());
    }
    let first = targets.columns().first().and_then(|first| columns.iter().find(|it| it.column == *first));
    targets.lists = first.map_or(0.0, |it| (it.list + it.tick).min(1.0)).max(if targets.ticks.is_empty() {
        0.0
    } else {
        1.0
    });
    targets.empty = first.map_or(0.0, |it| it.empty);
    targets
}

/// Of the columns that are good enough: those with words of answers or lists; of columns whose heads say
/// nothing, the first.
fn choose(heads: &Heads, good: &[&Counts]) -> Targets {
    let named = |it: &Counts| {
        matches!(heads.role(it.column), Some(Role::Answer)) || (it.list >= 0.5 && it.score >= ENOUGH + 0.5)
    };
    let mut chosen: Vec<_> = good.iter().copied().filter(|it| named(it)).collect();
    if chosen.is_empty() {
        let best = good.iter().copied().rev().max_by(|one, other| one.score.total_cmp(&other.score));
        chosen.extend(best);
    }
    let vendor = |it: &Counts| heads.columns.get(&it.column).is_some_and(|it| is_vendor(&it.text));
    chosen.sort_by_key(|it| (!vendor(it), it.column));
    let says_yes_no = |it: &Counts| heads.columns.get(&it.column).is_some_and(|it| it.yes_no || it.verdict);
    let verdict = chosen
        .iter()
        .copied()
        .find(|it| it.list >= 0.5 && it.values)
        .or_else(|| chosen.iter().copied().find(|it| says_yes_no(it)));
    let words =
        |it: &Counts| it.list < 0.1 && !says_yes_no(it) && heads.role(it.column) == Some(Role::Answer);
    let mut targets = Targets::default();
    match verdict {
        // A word beside a text: the word goes to one column, the text to the other.
        Some(verdict) if chosen.iter().any(|it| words(it)) => {
            targets.yes_no = Some(verdict.column);
            chosen.retain(|it| it.column != verdict.column);
        }
        Some(verdict) if verdict.list < 0.5 => targets.yes_no = Some(verdict.column),
        _ => {}
    }
    targets.answers = chosen.iter().map(|it| it.column).collect();
    targets
}

/// Whether a head names the vendor, whose column comes first.
fn is_vendor(head: &str) -> bool {
    const WORDS: &[&str] = &[
        "vendor",
        "supplier",
        "provider",
        "csp",
        "bidder",
        "tenderer",
        "lieferant",
        "anbieter",
        "dienstleister",
        "fournisseur",
        "prestataire",
        "proveedor",
        "fornitore",
        "leverancier",
    ];
    super::super::folded::fold(head)
        .split_whitespace()
        .any(|it| WORDS.iter().any(|word| it.starts_with(word)))
}

/// Columns of boxes: two or more heads that are values, over boxes, ticks or nothing, with the options that
/// stand beside them; else two or more options side by side.
fn ticks(heads: &Heads, question: u32, columns: &[Counts]) -> Vec<(u32, String)> {
    let writable = |it: &Counts| it.list < 0.2 && it.formula < 0.5 && it.locked < 0.5;
    let valued = |it: &Counts| heads.columns.get(&it.column).is_some_and(|it| it.value) && writable(it);
    // One row has one tick: two columns full of them are no boxes.
    let marked = columns.iter().filter(|it| valued(it)).map(|it| it.marked).sum::<f64>();
    let marked = |it: &Counts| if marked <= 1.0 { it.marked } else { 0.0 };
    let boxed = |it: &Counts| valued(it) && it.tick + it.empty + marked(it) >= 0.5;
    let option = |it: &Counts| {
        it.column > question && writable(it) && it.tick + it.empty >= 0.5 && is_option(heads.text(it.column))
    };
    let boxes = columns.iter().filter(|it| boxed(it)).count();
    let headed: Vec<&Counts> = columns.iter().filter(|it| heads.columns.contains_key(&it.column)).collect();
    let runs = headed.split(|it| !boxed(it) && !option(it));
    let found: Vec<&Counts> = if boxes >= 2 {
        runs.filter(|run| run.iter().any(|it| boxed(it))).flatten().copied().collect()
    } else {
        runs.filter(|run| run.len() >= 2).take(1).flatten().copied().collect()
    };
    found.into_iter().map(|it| (it.column, heads.text(it.column).to_owned())).collect()
}

/// Whether a column has lists to choose from.
fn listed(columns: &[Counts], column: u32) -> bool {
    columns.iter().any(|it| it.column == column && it.list >= 0.5)
}

/// The column for comments: the first so named right of the question that can be written; a description only
/// if it is empty.
fn comment(
    heads: &Heads,
    question: u32,
    columns: &[Counts],
    targets: &Targets,
    ticks: &[(u32, String)],
) -> Option<u32> {
    let taken: Vec<u32> = targets.columns().into_iter().chain(ticks.iter().map(|it| it.0)).collect();
    let free = |it: &&Counts| {
        it.column > question && it.formula < 0.5 && it.locked < 0.5 && !taken.contains(&it.column)
    };
    let comments = |it: &&Counts| match heads.role(it.column) {
        Some(Role::Comment) => true,
        Some(Role::Text) => it.empty >= 0.8,
        _ => false,
    };
    // `Detail`, filled by the customer, is part of the question where another column is free for comments.
    let named = || columns.iter().filter(free).filter(comments);
    named().find(|it| it.empty >= 0.5).or_else(|| named().next()).map(|it| it.column)
}

fn count(grid: &Grid, heads: &Heads, question: u32, column: u32, rows: &[u32]) -> Counts {
    let rows: Vec<_> = rows.iter().copied().take(SAMPLE).collect();
    let cell = |row: &u32| grid.cell(*row, column);
    let share = |holds: &dyn Fn(&u32) -> bool| {
        rows.iter().filter(|it| holds(it)).count() as f64 / rows.len().max(1) as f64
    };
    let has = |row: &u32, is: &dyn Fn(&Cell) -> bool| cell(row).is_some_and(is);
    let protected = grid.sheet.protected;
    let mut counts = Counts {
        column,
        list: share(&|row| has(row, &|it| it.choices.is_some() && !it.formula)),
        values: rows
            .iter()
            .filter_map(cell)
            .find_map(|it| it.choices.as_ref())
            .is_some_and(|choices| choices.values.iter().any(|it| begins_with_value(it))),
        tick: share(&|row| has(row, &|it| it.tick)),
        marked: share(&|row| has(row, &|it| !it.tick && is_ticked(&it.text))),
        empty: share(&|row| {
            !grid.covered(*row, column)
                && cell(row).is_none_or(|it| it.text.trim().is_empty() || is_open_list(it))
        }),
        formula: share(&|row| has(row, &|it| it.formula)),
        locked: share(&|row| protected && cell(row).is_none_or(|it| it.locked)),
        open: share(&|row| protected && has(row, &|it| !it.locked && !it.formula)),
        score: 0.0,
    };
    counts.score = score(&counts, heads, question);
    counts
}

/// Lines to tick are the cell's text, and no answer yet.
fn is_open_list(cell: &Cell) -> bool {
    cell.tick || cell.choices.as_ref().is_some_and(|it| it.ticked)
}

/// `Yes`, and `Yes, for some of the systems`.
fn begins_with_value(value: &str) -> bool {
    is_value(value.split([',', '-', '–', ':', '(']).next().unwrap_or_default())
}

fn score(counts: &Counts, heads: &Heads, question: u32) -> f64 {
    let role = heads.role(counts.column);
    let headed = heads.columns.contains_key(&counts.column);
    let full = 1.0 - counts.empty;
    let filled = if matches!(role, Some(Role::Answer)) {
        WEIGHTS.answered
    } else {
        WEIGHTS.full * (1.0 - counts.list)
    };
    let left = if counts.column < question { WEIGHTS.left } else { 0.0 };
    let known = headed || counts.list + counts.tick + counts.open > 0.0;
    head_weight(role, headed)
        + WEIGHTS.list * counts.list
        + WEIGHTS.tick * counts.tick
        + if known { WEIGHTS.empty * counts.empty } else { 0.0 }
        + WEIGHTS.open * counts.open
        + WEIGHTS.formula * counts.formula
        + WEIGHTS.locked * counts.locked
        + filled * full
        + left
        + WEIGHTS.distance * f64::from(counts.column.abs_diff(question))
}
