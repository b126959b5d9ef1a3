//! Decides which rows are questions and which are headings, instructions, echoes and notes, by what the
//! certain questions of the sheet have in common.

use crate::questionnaire::answer_line::label;

use super::{
    Left, Reason,
    answers::Targets,
    grid::Grid,
    heads::Heads,
    question::{REPEATS, bears_id, bears_version, counts},
    shape::{Shape, above, bare, continues, introduces, is_id, open_ended, prefix, shape},
    words::is_value,
};

use std::collections::{BTreeSet, HashMap};

/// A row with a text in the question column.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub row: u32,
    pub shape: Shape,
    pub id: Option<String>,
    /// Whether its answer cell has a list, a box, lines to tick or is unlocked.
    pub target: bool,
    /// Whether it looks like a heading.
    pub bold: bool,
    /// Whether it has few words.
    pub short: bool,
    /// Whether it can be answered: no formula, not locked.
    pub open: bool,
    /// Whether an answer cell is still empty.
    pub free: bool,
    /// Whether it is directly below a question with an id, and most of these have a row like it: it
    /// explains that question.
    pub explains: bool,
    /// Whether its id has a different form than those of the following rows and of most rows: `S1` above
    /// `1.1` and `1.2`.
    pub odd_id: bool,
    /// Whether it asks about the list below it.
    pub introduces: bool,
    /// Whether the row directly below has an id or a list, and it does not.
    pub leads: bool,
    /// Whether it begins like the continuation of a text and has no list of its own.
    pub continues: bool,
    /// Whether its last sentence is incomplete.
    pub open_ended: bool,
}

/// What the certain questions have in common. Shares are from 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
struct Common {
    ids: f64,
    targets: f64,
    bold: f64,
    sentences: f64,
    /// The number of rows that the shares are based on.
    count: usize,
}

/// The first sample of rows with a text in the question column, including headings, and the rows that
/// cannot be questions.
pub(super) fn candidates(
    grid: &Grid,
    heads: &Heads,
    question: u32,
    id: Option<u32>,
    targets: &Targets,
    most: usize,
) -> (Vec<Row>, Vec<Left>) {
    let columns = targets.columns();
    let texts: Vec<_> = grid.texts(question).filter(|it| !heads.holds(it.0)).take(most).collect();
    let counts = counts(&texts);
    let first_head = heads.rows.first().copied().unwrap_or(0);
    let (mut rows, mut left) = (Vec::new(), Vec::new());
    for (row, text) in texts {
        let id = id_at(grid, id, question, row);
        let titled = (id.is_none() && !bears_id(grid, row, question)) || bears_version(grid, row, question);
        let above_heads = row < first_head && titled;
        let mark = id.is_none() && counts.get(text).is_some_and(|it| *it > REPEATS);
        let wordless = text.chars().filter(|it| it.is_alphabetic()).count() < 3
            || is_value(text)
            || text.starts_with('©');
        let across = grid.area(row, question).is_some_and(|it| {
            columns.iter().any(|column| (it.first.column..=it.last.column).contains(column))
        });
        let reason = match () {
            () if label(text).is_some() => Some(Reason::AnswerLine),
            () if above_heads => Some(Reason::Above),
            () if mark || wordless => Some(Reason::Mark),
            () if across => Some(Reason::Heading),
            () => None,
        };
        if let Some(reason) = reason {
            left.push(Left { row, reason });
            continue;
        }
        rows.push(Row {
            row,
            shape: shape(text),
            id,
            target: columns.iter().any(|it| is_target(grid, row, *it)),
            bold: grid.cell(row, question).is_some_and(|it| it.heading),
            short: text.split_whitespace().take(9).count() <= 8 && !text.trim_end().ends_with(['.', ';']),
            open: is_open(grid, row, &columns),
            free: columns.iter().any(|it| grid.text(row, *it).is_empty()),
            explains: false,
            odd_id: false,
            introduces: introduces(text),
            leads: false,
            continues: continues(text),
            open_ended: open_ended(text),
        });
    }
    compare(&mut rows);
    (rows, left)
}

/// Compares rows with those that follow: which explain the row above, and which have an id of a different
/// form.
fn compare(rows: &mut [Row]) {
    let follows = |one: &Row, next: &Row| one.id.is_some() && next.id.is_none() && next.row == one.row + 1;
    let pairs = || rows.iter().zip(rows.iter().skip(1));
    let borne = rows.iter().filter(|it| it.id.is_some()).count();
    let explained = pairs().filter(|(one, next)| follows(one, next)).count() * 2 >= borne;
    let explains: Vec<bool> = pairs().map(|(one, next)| explained && follows(one, next)).collect();
    let forms: Vec<Option<String>> = rows.iter().map(|it| it.id.as_deref().map(form)).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    forms.iter().flatten().for_each(|it| *counts.entry(it).or_default() += 1);
    let rare = |it: &str| counts.get(it).is_some_and(|count| count * 2 < borne);
    let odd = |(one, next): (&Option<String>, &Option<String>)| {
        one.as_deref().zip(next.as_deref()).is_some_and(|(one, next)| one != next && rare(one) && !rare(next))
    };
    let odd: Vec<bool> = forms.iter().zip(forms.iter().skip(1)).map(odd).collect();
    let leads = |(one, next): (&Row, &Row)| {
        let more = (next.id.is_some() && one.id.is_none()) || (next.target && !one.target);
        more && one.id.is_none() && next.row <= one.row + 2
    };
    let leads: Vec<bool> = pairs().map(leads).collect();
    let goes_on = |(one, next): (&Row, &Row)| {
        let begun = one.open_ended
            && (one.id.is_some() || (one.shape == Shape::Requests && next.shape == Shape::Asks));
        begun && next.continues && next.id.is_none() && !next.target && next.row == one.row + 1
    };
    let goes_on: Vec<bool> = pairs().map(goes_on).collect();
    for (row, explains) in rows.iter_mut().skip(1).zip(explains) {
        row.explains = explains;
    }
    for (row, leads) in rows.iter_mut().zip(leads) {
        row.leads = leads;
    }
    rows.iter_mut().take(1).for_each(|it| it.continues = false);
    for (row, goes_on) in rows.iter_mut().skip(1).zip(goes_on) {
        row.continues = goes_on;
    }
    for (row, odd) in rows.iter_mut().zip(odd) {
        row.odd_id = odd;
    }
}

/// The form of an id: `AC-1.12` is `a-9.9`.
pub(super) fn form(id: &str) -> String {
    let mut form = String::new();
    for c in id.chars() {
        let c = match c {
            c if c.is_ascii_digit() => '9',
            c if c.is_alphabetic() => 'a',
            c => c,
        };
        if !form.ends_with(c) || !c.is_alphanumeric() {
            form.push(c);
        }
    }
    form
}

/// Whether an answer can be written: a computed answer is an echo of another sheet's.
fn is_open(grid: &Grid, row: u32, columns: &[u32]) -> bool {
    let echo = columns.first().is_some_and(|column| {
        grid.covered(row, *column) || grid.cell(row, *column).is_some_and(|it| it.formula)
    });
    !echo && (columns.is_empty() || columns.iter().any(|it| grid.writable(row, *it)))
}

/// Whether a writable cell has a list or a box, or is unlocked.
fn is_target(grid: &Grid, row: u32, column: u32) -> bool {
    let open = grid.sheet.protected;
    grid.cell(row, column)
        .is_some_and(|it| !it.formula && !it.locked && (it.choices.is_some() || it.tick || open))
}

/// The id of a row: in the id column (in a merged area, that of its first cell), or before the text.
pub(super) fn id_at(grid: &Grid, id: Option<u32>, question: u32, row: u32) -> Option<String> {
    let id = id?;
    let found = if id == question { prefix(grid.text(row, question))?.0 } else { bare(grid.text(row, id)) };
    let coded = || {
        found.len() <= 60
            && (found.contains(|it: char| it.is_ascii_digit())
                || !found.contains(|it: char| it.is_lowercase() || it == ' '))
    };
    // A tick is not an id: `✓ | Subcontractor`.
    (found.contains(char::is_alphanumeric) && (is_id(found) || (id != question && coded())))
        .then(|| found.to_owned())
}

/// The question rows, and the other rows with the reason.
pub(super) fn asking(rows: &[Row], headed: bool) -> (Vec<u32>, Vec<Left>) {
    let parents = parents(rows);
    let common = common(rows, &parents);
    let (mut asking, mut left) = (Vec::new(), Vec::new());
    let why =
        |row: &Row| if row.open { why_not(row, &common, &parents, headed) } else { Some(Reason::Closed) };
    for (at, row) in rows.iter().enumerate() {
        // A name without an id directly above a question that has one is a heading.
        let heads = || rows.get(at + 1).is_some_and(|next| next.id.is_some() && why(next).is_none());
        let reason = why(row).map(|reason| match reason {
            Reason::Unlike if row.shape == Shape::Label && row.short && row.id.is_none() && heads() => {
                Reason::Heading
            }
            reason => reason,
        });
        match reason {
            None => asking.push(row.row),
            Some(reason) => left.push(Left { row: row.row, reason }),
        }
    }
    (asking, left)
}

/// The rows whose id is a prefix of the id of a row soon after.
fn parents(rows: &[Row]) -> BTreeSet<u32> {
    let child = |at: usize, id: &str| {
        rows.iter().skip(at + 1).take(3).filter_map(|it| it.id.as_deref()).any(|it| above(id, it))
    };
    rows.iter()
        .enumerate()
        .filter(|(at, it)| it.id.as_deref().is_some_and(|id| child(*at, id)))
        .map(|(_, it)| it.row)
        .collect()
}

fn is_sure(row: &Row) -> bool {
    row.open
        && (matches!(row.shape, Shape::Asks | Shape::Requests)
            || row.target
            || (row.shape == Shape::States && row.id.is_some()))
}

fn common(rows: &[Row], parents: &BTreeSet<u32>) -> Common {
    let sure: Vec<_> = rows.iter().filter(|it| is_sure(it) && !parents.contains(&it.row)).collect();
    let share = |holds: &dyn Fn(&Row) -> bool| {
        sure.iter().filter(|it| holds(it)).count() as f64 / sure.len().max(1) as f64
    };
    Common {
        ids: share(&|it| it.id.is_some()),
        targets: share(&|it| it.target),
        bold: share(&|it| it.bold),
        sentences: share(&|it| it.shape != Shape::Label),
        count: sure.len(),
    }
}

/// Whether a question is a heading for the rows below, which have the ids or lists that it lacks: `Which of
/// these do you lack?`.
fn heads_a_list(row: &Row, common: &Common) -> bool {
    let emphatic = row.bold && common.bold < 0.3;
    let signs = usize::from(emphatic)
        + usize::from(row.introduces)
        + usize::from(common.targets >= 0.6 && !row.target);
    let unlike = row.leads && (common.ids >= 0.6 || common.targets >= 0.6);
    row.id.is_none()
        && !row.target
        && (if unlike { emphatic || row.introduces } else { emphatic && signs >= 2 && common.ids < 0.2 })
}

/// Why a row is not a question; `None` if it is one.
fn why_not(row: &Row, common: &Common, parents: &BTreeSet<u32>, headed: bool) -> Option<Reason> {
    if row.continues {
        return Some(Reason::Continues);
    }
    let known = common.count >= 3;
    if row.shape == Shape::Asks {
        return (known && heads_a_list(row, common)).then_some(Reason::Heading);
    }
    let requests = row.shape == Shape::Requests;
    // A row without what nearly all others have is not a question.
    let lacks_id = known && common.ids >= 0.8 && row.id.is_none();
    let lacks_target = known && common.targets >= 0.8 && !row.target;
    let emphatic = row.bold && common.bold < 0.3 && row.short && !requests;
    let parent = parents.contains(&row.row) && row.short && !requests;
    if (parent && (lacks_target || common.targets < 0.8) && !row.target)
        || (emphatic && (parent || row.odd_id))
    {
        return Some(Reason::Heading);
    }
    if emphatic && !row.target && !(row.id.is_some() && common.ids >= 0.8) {
        return Some(Reason::Heading);
    }
    // A request with a place for its answer is a question even if the customer gave it no number.
    let asks_without_id =
        requests && !row.explains && !row.bold && row.free && (row.target || common.targets < 0.8);
    if lacks_id && !(row.target && row.shape != Shape::Label) && !asks_without_id {
        return Some(if row.explains { Reason::Explanation } else { Reason::Unlike });
    }
    if lacks_target && row.id.is_none() {
        return Some(Reason::Unlike);
    }
    // A name is a question if it has an id or a list, or is under headers on a sheet of names: `Company
    // name`.
    let asks = row.shape != Shape::Label
        || (row.id.is_some() && common.ids >= 0.5)
        || row.target
        || (headed && common.sentences < 0.8)
        || (headed && !row.short);
    (!asks).then_some(Reason::Label)
}
