//! The evidence for and against a table of questions.

use super::{answers::Targets, grid::Grid, heads::Heads, question::Column, words::Role};

/// One kind of evidence, with the weight of a share of 1.
struct Signal {
    weight: f64,
    /// The share, from 0 to 1.
    share: fn(&Found) -> f64,
    /// A description for people.
    says: fn(&Found, f64) -> String,
}

/// What was measured on a sheet.
pub(super) struct Found<'a> {
    pub grid: &'a Grid<'a>,
    pub heads: &'a Heads,
    pub column: &'a Column,
    pub targets: &'a Targets,
    pub id: Option<u32>,
    /// The number of question rows.
    pub rows: usize,
    /// The share of those rows that have an id.
    pub ids: f64,
    /// The share of those rows whose id has a shared prefix, if there are several: `GOV.01`, `IAM.02`.
    pub groups: f64,
    /// The number of other filled columns, apart from question, id, answer and section.
    pub other: usize,
    /// The number of those that are where answers would be.
    pub instead: usize,
}

/// A sheet has questions if the sum reaches [`ENOUGH`]. The weights are chosen by judgement, not fitted: a
/// column of question marks with an empty column beside it is enough, and so are statements with ids under
/// the headers `Requirement` and `Response`. Statements alone or lists alone are not, and headers of other
/// domains count against both.
const TABLE: &[Signal] = &[
    Signal {
        weight: 4.0,
        share: |it| it.column.asks,
        says: |_, share| format!("{} of the texts end in a question mark", percent(share)),
    },
    Signal {
        weight: 2.5,
        share: |it| it.column.requests,
        says: |_, share| format!("{} of the texts are requests", percent(share)),
    },
    Signal {
        weight: 1.5,
        share: |it| it.column.states,
        says: |_, share| format!("{} of the texts are statements", percent(share)),
    },
    Signal { weight: 1.2, share: |it| named(it, Role::Question), says: |it, _| heads(it, Role::Question) },
    Signal { weight: 1.2, share: |it| named(it, Role::Answer), says: |it, _| heads(it, Role::Answer) },
    Signal { weight: 0.5, share: |it| named(it, Role::Grade), says: |it, _| heads(it, Role::Grade) },
    Signal { weight: 0.3, share: |it| named(it, Role::Comment), says: |it, _| heads(it, Role::Comment) },
    Signal {
        weight: 1.0,
        share: |it| it.ids,
        says: |_, share| format!("{} of the rows have an id", percent(share)),
    },
    Signal { weight: 0.6, share: |it| it.groups, says: |_, _| "ids in groups".to_owned() },
    Signal {
        weight: 1.5,
        share: |it| it.targets.lists,
        says: |_, share| format!("{} of the rows have a list or a box to tick", percent(share)),
    },
    Signal {
        weight: 0.6,
        share: |it| if answered(it) { it.targets.empty } else { 0.0 },
        says: |_, share| format!("{} of the answers are empty", percent(share)),
    },
    Signal {
        weight: 0.8,
        share: bare_list,
        says: |_, _| "a list of ids and texts, and nothing else".to_owned(),
    },
    Signal {
        weight: -0.8,
        share: |it| f64::from(u8::from(!answered(it))),
        says: |_, _| "no column for answers".to_owned(),
    },
    Signal {
        weight: -1.5,
        share: |it| f64::from(u8::from(!answered(it) && it.instead > 0)),
        says: |_, _| "other texts are where answers would be".to_owned(),
    },
    Signal { weight: -3.0, share: other_domain, says: |_, _| "headings of another kind of table".to_owned() },
    Signal {
        weight: -1.2,
        share: unrelated_header,
        says: |_, _| "the texts have a heading of another kind of table".to_owned(),
    },
    Signal { weight: -4.0, share: not_writable, says: |_, _| "no writable cells: all are locked".to_owned() },
    Signal {
        weight: -1.0,
        share: |it| (4.0 - it.rows as f64).max(0.0) / 4.0,
        says: |it, _| format!("only {} rows", it.rows),
    },
];

/// The minimum sum for a sheet with questions.
pub(super) const ENOUGH: f64 = 3.0;
/// The slope of the confidence: at a sum of 3 it is 0.5, at 4 it is 0.82, at 5.5 it is 0.98.
const SLOPE: f64 = 1.5;

/// The sum and its components, largest weight first.
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

/// The confidence for a sum, in hundredths: the logistic curve around [`ENOUGH`].
pub(super) fn confidence(sum: f64) -> f64 {
    let exact = 1.0 / (1.0 + (-SLOPE * (sum - ENOUGH)).exp());
    (exact * 100.0).round() / 100.0
}

fn answered(found: &Found) -> bool {
    !found.targets.columns().is_empty()
}

/// Whether the table has a header with a role. For questions, a header over any column other than the
/// question column counts half.
fn named(found: &Found, role: Role) -> f64 {
    let own = found.heads.role(found.column.column) == Some(role);
    match found.heads.with(role).next() {
        Some(_) if role == Role::Question && !own => 0.5,
        Some(_) => 1.0,
        None => 0.0,
    }
}

fn heads(found: &Found, role: Role) -> String {
    let own = Some(found.column.column).filter(|column| found.heads.role(*column) == Some(role));
    let column = own.or_else(|| found.heads.with(role).next());
    let at = super::super::At { row: found.heads.base.unwrap_or(1), column: column.unwrap_or(1) };
    let shown = if found.grid.turned { at.transposed() } else { at };
    let text: String = found
        .heads
        .text(at.column)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(40)
        .collect();
    format!("header `{text}` in {shown}")
}

/// Lists of requirements that have only ids, texts and their translations.
fn bare_list(found: &Found) -> f64 {
    f64::from(u8::from(!answered(found) && found.id.is_some() && found.ids >= 0.8 && found.other == 0))
}

/// Headers of tables from other domains: prices, risks, phone numbers.
fn other_domain(found: &Found) -> f64 {
    (found.heads.with(Role::DomainTerms).count() as f64 / 4.0).min(1.0)
}

/// A header from another domain over the question column.
fn unrelated_header(found: &Found) -> f64 {
    f64::from(u8::from(found.heads.role(found.column.column) == Some(Role::DomainTerms)))
}

/// A protected sheet without a writable cell.
fn not_writable(found: &Found) -> f64 {
    f64::from(u8::from(found.grid.sheet.protected && !answered(found)))
}

fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}
