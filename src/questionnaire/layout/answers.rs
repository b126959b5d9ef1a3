//! Finds the columns that answers go to, by their headers, lists, boxes, emptiness and whether they are
//! writable.

use super::{
    super::{Cell, is_ticked},
    grid::Grid,
    heads::Heads,
    hidden_questions::HiddenQuestions,
    options::is_option,
    words::{Role, is_value},
};

/// The maximum number of columns to search on either side of the question.
const REACH: u32 = 60;
/// The maximum number of rows to sample per column.
const SAMPLE: usize = 400;
/// The minimum score of an answer column.
const ENOUGH: f64 = 1.9;

/// The weights for scoring an answer column. Shares are of the rows that may contain questions.
struct Weights {
    /// A dropdown list, or lines to tick.
    list: f64,
    /// A box to tick.
    tick: f64,
    /// An empty cell.
    empty: f64,
    /// An unlocked cell on a protected sheet.
    open: f64,
    /// A formula.
    formula: f64,
    /// A locked cell.
    locked: f64,
    /// A filled cell without a list.
    full: f64,
    /// A filled cell under an answer header: answered before.
    answered: f64,
    /// A column left of the question.
    left: f64,
    /// Each column of distance from the question.
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

/// The score that a column's header contributes.
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

/// The columns that answers go to.
#[derive(Debug, Clone, Default)]
pub(super) struct Targets {
    pub answers: Vec<u32>,
    pub yes_no: Option<u32>,
    pub ticks: Vec<(u32, String)>,
    pub comment: Option<u32>,
    /// The share of rows with a list or a box in the answer column.
    pub lists: f64,
    /// The share of rows whose answer is still empty.
    pub empty: f64,
}

impl Targets {
    /// The columns that take a verdict or an answer; they decide whether a row can be answered.
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

/// Finds the answer columns for the questions in `rows`.
pub(super) fn find(grid: &Grid, heads: &Heads, question: u32, rows: &[u32]) -> Targets {
    let near = |it: &u32| it.abs_diff(question) <= REACH && *it != question && !grid.hidden(*it);
    let mut columns: Vec<_> =
        grid.columns.keys().copied().filter(near).map(|it| count(grid, heads, question, it, rows)).collect();
    let takes = |it: &&Counts| it.score >= ENOUGH || heads.role(it.column) == Some(Role::Comment);
    let targets: Vec<u32> = columns.iter().filter(takes).map(|it| it.column).collect();
    let hidden = HiddenQuestions::find(grid, heads, question, rows, &targets);
    columns.retain(|it| !hidden.own(it.column));
    let ticks = ticks(heads, question, &columns);
    let boxed = |column: u32| ticks.iter().any(|it| it.0 == column);
    let good: Vec<_> = columns.iter().filter(|it| it.score >= ENOUGH && !boxed(it.column)).collect();
    let mut targets = choose(heads, &good);
    // Beside boxes, text goes only below a header that asks for it; any other column may be one more
    // option.
    targets
        .answers
        .retain(|it| ticks.is_empty() || heads.role(*it) == Some(Role::Answer) || listed(&columns, *it));
    targets.comment = comment(heads, question, &columns, &targets, &ticks);
    // If no other column takes text, it goes below a header such as `Compliance`, but not below `Yes/No`.
    let alone = targets.comment.is_none() && targets.answers.iter().all(|it| Some(*it) == targets.yes_no);
    targets.yes_no =
        targets.yes_no.filter(|column| !alone || heads.columns.get(column).is_some_and(|it| it.yes_no));
    targets.ticks = ticks;
    if targets.columns().is_empty() {
        // In a table of questions and comments, the comment column takes the answer.
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

/// Chooses among the columns with a sufficient score: those with an answer header or a list; if no header
/// is known, the first.
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
        // One column for a verdict and one for text: each gets its own part of the answer.
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

/// Whether a header names the vendor; such a column is preferred.
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

/// Columns of boxes: at least two headers that are values, over boxes, ticks or empty cells, together with
/// the options beside them; otherwise at least two options side by side.
fn ticks(heads: &Heads, question: u32, columns: &[Counts]) -> Vec<(u32, String)> {
    let writable = |it: &Counts| it.list < 0.2 && it.formula < 0.5 && it.locked < 0.5;
    let valued = |it: &Counts| heads.columns.get(&it.column).is_some_and(|it| it.value) && writable(it);
    // A row has one tick at most, so two full columns are not boxes.
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

/// Whether a column has dropdown lists.
fn listed(columns: &[Counts], column: u32) -> bool {
    columns.iter().any(|it| it.column == column && it.list >= 0.5)
}

/// The comment column: the first writable column right of the question with a comment header. A description
/// column qualifies only if it is empty.
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
    // A `Detail` column that the customer filled in is part of the question if another column is free for
    // comments.
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

/// Lines to tick are the cell's own text, not an answer.
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
