//! The questions of a sheet, each with its id, its headings and what explains it.

use std::sync::Arc;

use super::{
    super::{At, Sheet, bounded::more},
    Asked, Layout, Place, Reason,
    above_texts::AboveTexts,
    around, beside_heads,
    between::Between,
    cover, fields,
    grid::Grid,
    headings::Headings,
    id_signs, kept,
    lines::{Line, Lines, SHORT, rank},
    list_heads::{self, Reach},
    nested::Nesting,
    of_all,
    rows::id_at,
    scopes,
    shape::{Shape, prefix, shape},
    speaking, titles,
    words::{Role, role},
};

/// So many texts that are said of all questions of a table are kept; one more says how many are not.
const OF_ALL: usize = 40;

/// The questions of a form, in the order of its layouts.
pub fn questions(sheets: &[Sheet], mappings: &[(usize, Layout)]) -> Vec<Asked> {
    let mut asked = Vec::new();
    for (layout, (index, mapping)) in mappings.iter().enumerate() {
        let Some(sheet) = sheets.get(*index) else { continue };
        let turned = mapping.transposed.then(|| sheet.transposed());
        let mut own = of_table(turned.as_ref().unwrap_or(sheet), mapping);
        let first =
            mappings.iter().take(layout).find(|it| it.0 == *index && !it.1.transposed && !mapping.transposed);
        if let Some((_, first)) = first.filter(|it| !it.1.rows.is_empty()) {
            titles::of_sheet(
                (&Grid::within(sheet, first.area), first),
                (&Grid::within(sheet, mapping.area), mapping),
                &mut own,
            );
        }
        asked.extend(own.into_iter().map(|it| Asked {
            sheet: *index,
            layout,
            at: mapping.turned(it.at),
            ..it
        }));
    }
    scopes::add(sheets, mappings, &mut asked);
    cover::add(sheets, mappings, &mut asked);
    asked
}

/// The questions of one table, in order; their sheet and layout are still to be told.
fn of_table(sheet: &Sheet, mapping: &Layout) -> Vec<Asked> {
    let grid = Grid::within(sheet, mapping.area);
    let mut lines: Vec<_> = Lines::new(&grid, mapping).collect();
    rank(&mut lines);
    let later = lines.iter().skip_while(|it| !matches!(it.1, Line::Asks)).filter_map(|it| match &it.1 {
        Line::Heads(heading) => Some(&heading.look),
        _ => None,
    });
    let mut headings = Headings::new(later);
    let mut asked: Vec<Asked> = Vec::new();
    // What stands between questions may speak of the one above it, and of those below it as far as the
    // heading ends that it stands under.
    let mut between = Between::default();
    // What questions say of those below them, as far as the next heading.
    let mut scopes: Vec<Arc<str>> = Vec::new();
    // The rows that head those below them, though they are questions themselves: the last of each kind.
    let mut lists: Vec<(Reach, Arc<str>)> = Vec::new();
    // What is said of all questions, wherever it stands: `The questions above relate to ...`, a footnote.
    let mut of_all: Vec<Arc<str>> = Vec::new();
    // What is said of all questions above it.
    let mut above_texts = AboveTexts::default();
    // The last row that may head those below it, though it looks like a question.
    let mut label: Vec<Arc<str>> = Vec::new();
    // A heading by its style stands below the last question: what follows is not said of that one.
    let mut below_heading = false;
    let mut nesting = Nesting::default();
    let mostly_questions = speaking::are_questions(
        lines.iter().filter(|it| matches!(it.1, Line::Asks)).map(|it| grid.text(it.0, mapping.question)),
    );
    for (row, line) in lines {
        match line {
            Line::Asks => {
                headings.asked(asked.is_empty());
                let beside = scopes::beside_id(&grid, mapping, row);
                let own =
                    Asked { under: nesting.asks(&grid, mapping, row), ..ask(&grid, mapping, row, &headings) };
                let headed = lists.iter().filter(|it| it.0.covers(&own.text)).map(|it| &it.1);
                let said = scopes.iter().chain(between.texts()).chain(&label).chain(&beside).cloned();
                let mut around: Vec<Arc<str>> = said.collect();
                let headed: Vec<_> = headed.filter(|it| !around.contains(it)).cloned().collect();
                around.extend(headed);
                let question = Asked { around, ..own };
                if let Some(reach) = list_heads::reach(&question.text) {
                    lists.retain(|it| reach != Reach::All && it.0 != reach);
                    lists.push((reach, question.text.as_str().into()));
                }
                let first = between.is_empty() && asked.iter().all(|it| it.sections != question.sections);
                if scopes::speaks_of_those_below(&question.text) || first && scopes::points(&question.text) {
                    scopes.push(question.text.as_str().into());
                    kept::within_bound(&mut scopes);
                }
                if speaking::may_head(&question.text, question.id.as_deref(), mostly_questions) {
                    label = vec![question.text.as_str().into()];
                    label.extend(beside_heads::beside_label(&grid, mapping, row, &question.text));
                }
                // Among questions with ids, a sentence without one may be said of its neighbours.
                if mapping.id.is_some() && question.id.is_none() && !speaking::is_closed(&question.text) {
                    stand_between(&[question.text.as_str().into()], &mut asked, &mut between);
                }
                if speaking::opens_a_list(&question.text, question.id.as_deref()) {
                    between.replace(question.text.as_str().into());
                }
                let of_questions = mapping.id.is_none() && speaking::speaks_of_questions(&question.text);
                if of_questions || speaking::explains_a_head(&question.text) {
                    of_all.push(question.text.as_str().into());
                } else if question.id.is_none() {
                    of_all.extend(speaking::said_of_all(&question.text));
                }
                above_texts.read([question.text.as_str()], &mut asked);
                asked.push(question);
                below_heading = false;
            }
            Line::Names(text) => {
                (scopes, label, lists) = (Vec::new(), Vec::new(), Vec::new());
                between.clear();
                headings.header(text, asked.is_empty());
                nesting.clear();
            }
            Line::Heads(heading) => {
                (scopes, label, lists) = (Vec::new(), Vec::new(), Vec::new());
                // `Answer (for your subcontractors):` below a question labels the answer to it, and a
                // paragraph that only looks like a heading may be said of it.
                let unstyled =
                    sheet.paragraphs && !below_heading && heading.level == 0 && heading.number.is_none();
                if unstyled || matches!(role(&heading.text), Some(Role::Answer | Role::Comment)) {
                    let text = kept::kept(&heading.text);
                    asked.last_mut().into_iter().for_each(|it| it.around.extend(text.clone()));
                }
                above_texts.read([heading.text.as_str()], &mut asked);
                below_heading |= sheet.paragraphs && heading.level > 0;
                // `Suppliers | Compliance`: what stands beside a heading is said of what is below it.
                let beside = beside_heads::beside_heading(&grid, mapping, row, &heading.text);
                // In tables the rank of a heading is only guessed, by its look.
                let last = headings.last().filter(|_| sheet.paragraphs);
                headings.row(heading);
                between.heads(last, &headings, beside);
                nesting.heads(&grid, mapping, row);
            }
            Line::Answer => {
                of_all.extend(unplaced(&grid, mapping, row));
            }
            Line::Explains | Line::Other => {
                headings.other(asked.is_empty());
                // What asks, and is not answered here, may be what the rows below it stand under.
                if matches!(line, Line::Other) && shape(grid.text(row, mapping.question)) == Shape::Asks {
                    nesting.asks(&grid, mapping, row);
                }
                let texts = around::of_row(&grid, row).into_iter().filter(|it| !speaking::is_closed(it));
                let filled = fields::of_row(&grid, row).into_iter().filter_map(|it| kept::kept(&it.1));
                let texts: Vec<_> = filled.chain(texts).collect();
                above_texts.read(texts.iter().map(|it| it.as_ref()), &mut asked);
                // What stands above the first question is a title.
                of_all.extend(
                    texts.iter().filter(|_| !asked.is_empty()).flat_map(|it| speaking::said_of_all(it)),
                );
                if mapping.left_row(row) != Some(Reason::Continues) && !asked.is_empty() {
                    let above = if below_heading { &mut [] } else { asked.as_mut_slice() };
                    stand_between(&texts, above, &mut between);
                }
                explain(asked.last_mut(), &grid, mapping, row);
            }
        }
    }
    carry(&grid, mapping, &mut asked);
    let left = of_all.len().saturating_sub(OF_ALL);
    of_all.truncate(OF_ALL);
    of_all.extend((left > 0).then(|| more(left).into()));
    for question in &mut asked {
        let new: Vec<_> = of_all
            .iter()
            .filter(|it| it.as_ref() != question.text && !question.around.contains(it))
            .cloned()
            .collect();
        question.around.extend(new);
    }
    around::add(&grid, mapping, &mut asked);
    of_all::add(&grid, mapping, &mut asked);
    titles::add(&grid, mapping, &mut asked);
    asked
}

/// A text behind a label that stands below no question's answer: `Answer: No = compliant`.
fn unplaced(grid: &Grid, mapping: &Layout, row: u32) -> Option<Arc<str>> {
    let placed = matches!(&mapping.place, Place::Below(rows) if rows.values().any(|it| *it == row));
    let text = grid.text(row, mapping.question);
    kept::kept(text).filter(|_| !placed && speaking::explains_a_head(text))
}

/// Texts between questions are said around the one above them, and those below them.
fn stand_between(texts: &[Arc<str>], asked: &mut [Asked], between: &mut Between) {
    let mut own = texts.to_vec();
    kept::within_bound(&mut own);
    asked.last_mut().into_iter().for_each(|it| it.around.append(&mut own));
    between.extend(texts);
}

fn ask(grid: &Grid, mapping: &Layout, row: u32, headings: &Headings) -> Asked {
    let text = grid.text(row, mapping.question);
    let words =
        if mapping.id == Some(mapping.question) { prefix(text).map_or(text, |it| it.1) } else { text };
    let beside = match mapping.id {
        Some(id) if id == mapping.question => text.strip_suffix(words).unwrap_or_default(),
        id => id.map_or("", |it| grid.text(row, it)),
    };
    let signs = id_signs::signs(beside);
    let guidance = mapping.guidance.map(|it| grid.shown(row, it)).filter(|it| !it.is_empty());
    Asked {
        sheet: 0,
        layout: 0,
        at: At { row, column: mapping.question },
        id: id_at(grid, mapping.id, mapping.question, row),
        sections: headings.texts(),
        titles: Vec::new(),
        around: Vec::new(),
        cover: Arc::default(),
        under: None,
        // A legend that explains a sign speaks of the question, wherever the sign stands.
        text: if signs.is_empty() { words.to_owned() } else { format!("{words} {signs}") },
        guidance: guidance.map(str::to_owned),
    }
}

/// A longer text right below a question, in its column, explains it, or is the end of it.
fn explain(asked: Option<&mut Asked>, grid: &Grid, mapping: &Layout, row: u32) {
    let text = grid.text(row, mapping.question);
    let right_below = |it: &Asked| {
        it.at.row < row
            && (it.at.row + 1..row).all(|between| mapping.left_row(between) == Some(Reason::Continues))
    };
    if mapping.left_row(row) == Some(Reason::Continues) {
        if let Some(asked) = asked.filter(|it| right_below(it)) {
            asked.text = format!("{} {text}", asked.text);
        }
        return;
    }
    if let Some(asked) = asked
        && asked.guidance.is_none()
        && asked.at.row + 1 == row
        && (text.len() > SHORT || text.starts_with('('))
        && id_at(grid, mapping.id, mapping.question, row).is_none()
    {
        asked.guidance = Some(text.to_owned());
    }
}

/// Adds the texts of the section columns. One that is written once and left empty below holds on until the
/// next, or until a header row.
fn carry(grid: &Grid, mapping: &Layout, asked: &mut [Asked]) {
    for column in &mapping.sections {
        let mut last: Option<(u32, String)> = None;
        for question in asked.iter_mut() {
            let row = question.at.row;
            let shown = grid.shown(row, *column);
            let headed = |from: u32| {
                let next = mapping.header_rows.get(mapping.header_rows.partition_point(|it| *it < from));
                next.is_some_and(|it| *it < row)
            };
            let written = || last.as_ref().filter(|it| !headed(it.0));
            let text =
                if shown.is_empty() { written().map(|it| it.1.clone()) } else { Some(shown.to_owned()) };
            if !shown.is_empty() {
                last = Some((row, shown.to_owned()));
            }
            question.sections.extend(text);
        }
    }
}
