//! The table of evidence: what speaks for a sheet that asks, and against it.

use super::{answers::Targets, grid::Grid, heads::Heads, question::Column, words::Role};

/// One line of the table: what is looked at, and what a whole share of it weighs.
struct Evidence {
    weight: f64,
    /// The share, from 0 to 1.
    share: fn(&Found) -> f64,
    /// What it is, for people.
    says: fn(&Found, f64) -> String,
}

/// What was found of a sheet.
pub(super) struct Found<'a> {
    pub grid: &'a Grid<'a>,
    pub heads: &'a Heads,
    pub column: &'a Column,
    pub targets: &'a Targets,
    pub id: Option<u32>,
    /// How many rows ask.
    pub rows: usize,
    /// The share of those rows that have an id.
    pub ids: f64,
    /// The share of those rows whose id is one of a group's, where there are groups: `GOV.01`, `IAM.02`.
    pub groups: f64,
    /// The columns beside question, id, answer and section that are filled.
    pub other: usize,
    /// Those of them that stand where answers would.
    pub instead: usize,
}

/// A sheet asks when the sum reaches [`ENOUGH`]. The weights are judged, not fitted: a column of question
/// marks with an empty column beside it is enough, and so are statements with ids under the heads
/// `Requirement` and `Response`; statements alone are not, nor lists alone, and words of other trades weigh
/// against both.
const TABLE: &[Evidence] = &[
    Evidence {
        weight: 4.0,
        share: |it| it.column.asks,
        says: |_, share| format!("{} of the texts end in a question mark", percent(share)),
    },
    Evidence {
        weight: 2.5,
        share: |it| it.column.requests,
        says: |_, share| format!("{} of the texts are requests", percent(share)),
    },
    Evidence {
        weight: 1.5,
        share: |it| it.column.states,
        says: |_, share| format!("{} of the texts are statements", percent(share)),
    },
    Evidence { weight: 1.2, share: |it| named(it, Role::Question), says: |it, _| heads(it, Role::Question) },
    Evidence { weight: 1.2, share: |it| named(it, Role::Answer), says: |it, _| heads(it, Role::Answer) },
    Evidence { weight: 0.5, share: |it| named(it, Role::Grade), says: |it, _| heads(it, Role::Grade) },
    Evidence { weight: 0.3, share: |it| named(it, Role::Comment), says: |it, _| heads(it, Role::Comment) },
    Evidence {
        weight: 1.0,
        share: |it| it.ids,
        says: |_, share| format!("{} of the rows have an id", percent(share)),
    },
    Evidence { weight: 0.6, share: |it| it.groups, says: |_, _| "ids in groups".to_owned() },
    Evidence {
        weight: 1.5,
        share: |it| it.targets.lists,
        says: |_, share| format!("{} of the rows have a list or a box to tick", percent(share)),
    },
    Evidence {
        weight: 0.6,
        share: |it| if answered(it) { it.targets.empty } else { 0.0 },
        says: |_, share| format!("{} of the answers are empty", percent(share)),
    },
    Evidence {
        weight: 0.8,
        share: bare_list,
        says: |_, _| "a list of ids and texts, and nothing else".to_owned(),
    },
    Evidence {
        weight: -0.8,
        share: |it| f64::from(u8::from(!answered(it))),
        says: |_, _| "no column for answers".to_owned(),
    },
    Evidence {
        weight: -1.5,
        share: |it| f64::from(u8::from(!answered(it) && it.instead > 0)),
        says: |_, _| "other texts are where answers would be".to_owned(),
    },
    Evidence { weight: -3.0, share: trade, says: |_, _| "headings of another kind of table".to_owned() },
    Evidence {
        weight: -1.2,
        share: strange,
        says: |_, _| "the texts have a heading of another kind of table".to_owned(),
    },
    Evidence { weight: -4.0, share: shut, says: |_, _| "no writable cells: all are locked".to_owned() },
    Evidence {
        weight: -1.0,
        share: |it| (4.0 - it.rows as f64).max(0.0) / 4.0,
        says: |it, _| format!("only {} rows", it.rows),
    },
];

/// The sum from which a sheet is taken for one that asks.
pub(super) const ENOUGH: f64 = 3.0;
/// How fast one grows sure beyond it: at the sum 3 the confidence is .5, at 4 it is .82, at 5.5 it is .98.
const SLOPE: f64 = 1.5;

/// The sum, and what it is made of, the weightiest first.
pub(super) fn weigh(found: &Found) -> (f64, Vec<String>) {
    let mut lines: Vec<(f64, String)> = Vec::new();
    let mut sum = 0.0;
    for evidence in TABLE {
        let share = (evidence.share)(found);
        let part = evidence.weight * share;
        sum += part;
        if part.abs() >= 0.25 {
            lines.push((part, (evidence.says)(found, share)));
        }
    }
    lines.sort_by(|one, other| other.0.abs().total_cmp(&one.0.abs()));
    (sum, lines.into_iter().map(|it| it.1).collect())
}

/// The confidence that a sum stands for: its logistic curve around [`ENOUGH`], in hundredths.
pub(super) fn confidence(sum: f64) -> f64 {
    let exact = 1.0 / (1.0 + (-SLOPE * (sum - ENOUGH)).exp());
    (exact * 100.0).round() / 100.0
}

fn answered(it: &Found) -> bool {
    !it.targets.columns().is_empty()
}

/// Whether a head of the table has a role: of a question, over the question's own column; another column's
/// counts half.
fn named(it: &Found, role: Role) -> f64 {
    let own = it.heads.role(it.column.column) == Some(role);
    match it.heads.with(role).next() {
        Some(_) if role == Role::Question && !own => 0.5,
        Some(_) => 1.0,
        None => 0.0,
    }
}

fn heads(it: &Found, role: Role) -> String {
    let own = Some(it.column.column).filter(|column| it.heads.role(*column) == Some(role));
    let column = own.or_else(|| it.heads.with(role).next());
    let at = super::super::At { row: it.heads.base.unwrap_or(1), column: column.unwrap_or(1) };
    let shown = if it.grid.turned { at.transposed() } else { at };
    let text: String =
        it.heads.text(at.column).split_whitespace().collect::<Vec<_>>().join(" ").chars().take(40).collect();
    format!("header `{text}` in {shown}")
}

/// Requirements as statements come as ids, texts and their translations, with nothing else in the table.
fn bare_list(it: &Found) -> f64 {
    f64::from(u8::from(!answered(it) && it.id.is_some() && it.ids >= 0.8 && it.other == 0))
}

/// Heads of another trade's table: prices, risks, telephones.
fn trade(it: &Found) -> f64 {
    (it.heads.with(Role::DomainTerms).count() as f64 / 4.0).min(1.0)
}

/// Another trade's head over the texts themselves.
fn strange(it: &Found) -> f64 {
    f64::from(u8::from(it.heads.role(it.column.column) == Some(Role::DomainTerms)))
}

/// A protected sheet with no place to write.
fn shut(it: &Found) -> f64 {
    f64::from(u8::from(it.grid.sheet.protected && !answered(it)))
}

fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}
