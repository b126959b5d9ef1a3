//! Applies layouts given by a person in place of the detected ones.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    super::{
        Area, At, Refusal, Sheet,
        answer_line::label,
        area::{LAST, letters},
    },
    Layout, Left, Place, Reason,
    answers::Targets,
    below,
    by_hand::Override,
    describe::{list, plain},
    detect::{DetectedTable, detect},
    grid::Grid,
    heads::Heads,
    struck,
};

/// Detects the layouts of a file. The maps that a person gave for a sheet replace what was detected on it;
/// several maps of one sheet are separate tables.
///
/// # Errors
/// A map names a sheet that does not exist, does not fit its sheet, or writes to cells of another map.
pub fn detect_with(sheets: &[Sheet], said: &[Override]) -> Result<Vec<(usize, Layout)>, Refusal> {
    let mut of_sheet: BTreeMap<usize, Vec<&Override>> = BTreeMap::new();
    for map in said {
        of_sheet.entry(sheet_of(sheets, map)?).or_default().push(map);
    }
    let mut found: Vec<_> = detect(sheets).into_iter().filter(|it| !of_sheet.contains_key(&it.0)).collect();
    for (index, maps) in of_sheet {
        let Some(sheet) = sheets.get(index) else { continue };
        let mut mapped = Vec::new();
        for (place, map) in maps.iter().enumerate() {
            mapped.push(apply_within(sheet, map, part(&maps, place))?);
        }
        check_cells(sheet, &mapped)?;
        mapped.iter_mut().for_each(|it| struck::leave_out(sheet, it));
        found.extend(mapped.into_iter().filter(|it| !it.rows.is_empty()).map(|it| (index, it)));
    }
    found.sort_by_key(|it| (it.0, it.1.asked().next()));
    Ok(found)
}

/// The maps in effect: later maps replace earlier ones of the same sheet.
pub fn latest(sheets: &[Sheet], earlier: Vec<Override>, later: Vec<Override>) -> Vec<Override> {
    let replaced: BTreeSet<_> = later.iter().filter_map(|it| sheet_of(sheets, it).ok()).collect();
    let kept =
        earlier.into_iter().filter(|map| sheet_of(sheets, map).map_or(true, |it| !replaced.contains(&it)));
    kept.chain(later).collect()
}

/// The layout of a sheet as a person gave it. Only the given columns take answers; ids, headings and,
/// unless given, rows are detected around them. `SHEET: none` is a layout without rows.
///
/// # Errors
/// A column without text, or rows that cannot be answered.
pub fn apply(sheet: &Sheet, said: &Override) -> Result<Layout, Refusal> {
    apply_within(sheet, said, None)
}

fn apply_within(sheet: &Sheet, said: &Override, part: Option<Area>) -> Result<Layout, Refusal> {
    if said.none {
        return Ok(Layout { confidence: 1.0, ..Layout::default() });
    }
    let name = plain(&sheet.name);
    let Some(question) = said.question else {
        return Err(Refusal::new(
            format!("the map for `{name}` does not name the column of its questions"),
            "add question=B, with the letter of their column",
        ));
    };
    let turned = said.transposed.then(|| sheet.transposed());
    let grid = Grid::within(turned.as_ref().unwrap_or(sheet), part);
    check_columns(&grid, &name, question, said)?;
    let heads = heads(&grid, said);
    let ticks = said.ticks.iter().map(|it| (*it, heads.text(*it).to_owned())).collect();
    let answers = match said.inside {
        true => vec![At { row: 1, column: question }.inside().column],
        false => said.answers.clone(),
    };
    let targets =
        Targets { answers, yes_no: said.yes_no, ticks, comment: said.comment, ..Targets::default() };
    // The cells below the questions have no influence on the question rows.
    let around = if said.below { Targets::default() } else { targets.clone() };
    let mut layout = DetectedTable::find(&grid, heads, question, Some((around, said.id)));
    layout.targets = targets;
    take_rows(&mut layout, &grid, question, said);
    if layout.rows.is_empty() {
        return Err(no_rows(&name, said, question));
    }
    if !said.sections.is_empty() {
        layout.sections.clone_from(&said.sections);
    }
    layout.guidance = said.guidance.or(layout.guidance);
    if said.below {
        let below = below::find(&grid, question, &layout.rows);
        layout.targets.answers = vec![below.column];
        layout.take_below(&grid, below.rows);
    } else if said.inside {
        layout.place = Place::Inside;
    }
    if matches!(&layout.place, Place::Below(rows) if rows.is_empty()) {
        return Err(Refusal::new(
            format!("`{name}` has no free cell below its questions, where its map puts the answers"),
            "name a column for the answers, as in answer=C",
        ));
    }
    let mapping = layout.mapping(&grid, 1.0, vec!["set by hand".to_owned()]);
    Ok(Layout { transposed: said.transposed, area: part, by_hand: true, ..mapping })
}

/// The rows that a map names have no questions.
fn no_rows(name: &str, said: &Override, question: u32) -> Refusal {
    let (rows, help) = match said.transposed {
        true => ("columns", "check the letters after columns=, or omit columns="),
        false => ("rows", "check the numbers after rows=, or omit rows="),
    };
    let place = line(said, question);
    Refusal::new(format!("`{name}` has no text in {place} in the {rows} named by its map"), help)
}

/// The name of a column as it is written in a map; a row of the sheet if the table is transposed.
fn line(said: &Override, column: u32) -> String {
    if said.transposed { format!("row {column}") } else { format!("column {}", letters(column)) }
}

fn heads(grid: &Grid, said: &Override) -> Heads {
    let Some(first) = said.headers.first() else { return Heads::find(grid) };
    let mut heads = Heads::at(grid, *first);
    heads.rows.clone_from(&said.headers);
    heads.rows.sort_unstable();
    heads.rows.dedup();
    heads
}

fn check_columns(grid: &Grid, name: &str, question: u32, said: &Override) -> Result<(), Refusal> {
    if grid.texts(question).next().is_none() {
        let filled: Vec<_> =
            grid.columns.keys().copied().filter(|it| grid.texts(*it).next().is_some()).take(12).collect();
        let help = if filled.is_empty() {
            "check the sheet's name".to_owned()
        } else if said.transposed {
            format!(
                "use a row that has text: {}",
                filled.iter().map(u32::to_string).collect::<Vec<_>>().join(",")
            )
        } else {
            format!("use a column that has text: {}", list(&filled))
        };
        return Err(Refusal::new(
            format!("`{name}` has no text in {}, where its map says the questions are", line(said, question)),
            help,
        ));
    }
    let inside = |at: &At| {
        at.is_inside() && at.outer().column == question && label(grid.sheet.text(at.outer())).is_none()
    };
    if said.inside && !grid.sheet.cells.keys().chain(grid.sheet.slots.iter().flatten()).any(inside) {
        return Err(Refusal::new(
            format!("`{name}` has no line like `Response:` in its cells, where its map puts the answers"),
            "name a column for the answers, as in answer=C, or write answer=below; lines that are known end \
             in a colon, such as `Response:`, `Vendor answer:` or `Supplier's response:`",
        ));
    }
    let missing =
        |it: &u32| grid.sheet.slots.as_ref().is_some_and(|slots| !slots.iter().any(|at| at.column == *it));
    let named = said.answers.iter().chain(&said.yes_no).chain(&said.comment).chain(&said.ticks);
    if let Some(column) = named.copied().find(missing) {
        return Err(Refusal::new(
            format!("`{name}` has no {}, where its map puts answers", line(said, column)),
            "add the column to the document first, or name an existing one",
        ));
    }
    let written = said.answers.iter().chain(&said.yes_no).chain(&said.comment).chain(said.ticks.iter());
    if written.copied().any(|it| it == question) {
        return Err(Refusal::new(
            format!("the map for `{name}` puts answers over the questions in {}", line(said, question)),
            "put the answers elsewhere: in a separate column, or answer=below",
        ));
    }
    Ok(())
}

/// Sets the question rows: those of the given rows that have a text; if none are given, all rows with a
/// text except headings, explanations, and rows that cannot be answered.
fn take_rows(layout: &mut DetectedTable, grid: &Grid, question: u32, said: &Override) {
    let given = |row: u32| said.rows.iter().any(|it| (it.0..=it.1).contains(&row));
    let heads = |row: u32| layout.heads.holds(row);
    let texts: Vec<u32> =
        grid.texts(question).map(|it| it.0).filter(|it| given(*it) || !heads(*it)).collect();
    let mut left: BTreeMap<u32, Reason> = layout.left.iter().map(|it| (it.row, it.reason)).collect();
    let asks = |row: &u32| {
        if said.rows.is_empty() {
            !left.get(row).is_some_and(|it| !matches!(it, Reason::Label | Reason::Unlike))
        } else {
            given(*row)
        }
    };
    let mut rows: Vec<u32> = texts.iter().copied().filter(asks).collect();
    if rows.is_empty() && said.rows.is_empty() {
        rows.clone_from(&texts);
    }
    let taken: BTreeSet<u32> = rows.iter().copied().collect();
    left.retain(|row, _| !taken.contains(row));
    for row in texts.iter().filter(|it| !taken.contains(it)) {
        left.entry(*row).or_insert(Reason::NotNamed);
    }
    layout.left = left.into_iter().map(|(row, reason)| Left { row, reason }).collect();
    layout.rows = rows;
}

/// The area of a sheet that a map covers: without the rows of the maps above and below, and without the
/// columns of the maps beside it; `None` if it is the only one.
fn part(maps: &[&Override], place: usize) -> Option<Area> {
    let own = maps.get(place)?;
    let others = || {
        maps.iter()
            .enumerate()
            .filter(|it| it.0 != place && it.1.transposed == own.transposed)
            .map(|it| *it.1)
    };
    others().next()?;
    let mut part = Area { first: At { row: 1, column: 1 }, last: At { row: LAST.row, column: LAST.row } };
    let (rows, columns) = (rows_of(own), columns_of(own));
    for other in others() {
        let (their_rows, their_columns) = (rows_of(other), columns_of(other));
        match rows.zip(their_rows) {
            Some((own, other)) if other.1 < own.0 => part.first.row = part.first.row.max(other.1 + 1),
            Some((own, other)) if own.1 < other.0 => part.last.row = part.last.row.min(own.1),
            _ => match columns.zip(their_columns) {
                Some((own, other)) if other.1 < own.0 => {
                    part.first.column = part.first.column.max(other.1 + 1)
                }
                Some((own, other)) if own.1 < other.0 => part.last.column = part.last.column.min(other.0 - 1),
                _ => {}
            },
        }
    }
    Some(part)
}

/// The first and last row of a map, if it names rows.
fn rows_of(map: &Override) -> Option<(u32, u32)> {
    Some((map.rows.iter().map(|it| it.0).min()?, map.rows.iter().map(|it| it.1).max()?))
}

/// The first and last column that a map names.
fn columns_of(map: &Override) -> Option<(u32, u32)> {
    let single = [map.question, map.yes_no, map.comment, map.id, map.guidance];
    let all = || {
        single.into_iter().flatten().chain(map.answers.iter().chain(&map.ticks).chain(&map.sections).copied())
    };
    Some((all().min()?, all().max()?))
}

/// Rejects maps of one sheet that read the same question, write to the same cell, or write over each
/// other's questions.
fn check_cells(sheet: &Sheet, mapped: &[Layout]) -> Result<(), Refusal> {
    let name = plain(&sheet.name);
    let mut asked: BTreeSet<At> = BTreeSet::new();
    for at in mapped.iter().flat_map(Layout::asked) {
        if !asked.insert(at) {
            return Err(Refusal::new(
                format!("`{name}` has two maps that cover the question in {at}"),
                "give all its columns in one map, as in answer=C,D, or give each map its own rows, as in \
                 rows=2-10",
            ));
        }
    }
    let mut taken: BTreeSet<At> = BTreeSet::new();
    for mapping in mapped {
        let own: BTreeSet<At> = mapping.asked().flat_map(|it| mapping.cells(it)).collect();
        if let Some(at) = own.iter().find(|it| taken.contains(it) || asked.contains(it)) {
            let what = if asked.contains(at) {
                "puts answers over the question in"
            } else {
                "writes to a cell of another map,"
            };
            return Err(Refusal::new(
                format!("the map for `{name}` {what} {at}"),
                "give each map its own answer columns or rows, as in rows=2-10",
            ));
        }
        taken.extend(own);
    }
    Ok(())
}

/// The index of the sheet that a map names.
pub(super) fn sheet_of(sheets: &[Sheet], said: &Override) -> Result<usize, Refusal> {
    let name = said.sheet.trim();
    let exact = sheets.iter().position(|it| it.name.trim() == name);
    let loose = || sheets.iter().position(|it| it.name.trim().to_lowercase() == name.to_lowercase());
    let only = || {
        (name.is_empty() && sheets.iter().filter(|it| !it.hidden).count() == 1)
            .then(|| sheets.iter().position(|it| !it.hidden))
            .flatten()
    };
    exact.or_else(loose).or_else(only).ok_or_else(|| {
        let names: Vec<_> = sheets
            .iter()
            .filter(|it| !it.hidden)
            .take(20)
            .map(|it| format!("`{}`", plain(&it.name)))
            .collect();
        let message = if name.is_empty() {
            "has more than one sheet, but a map does not name its sheet".to_owned()
        } else {
            format!("has no sheet `{}`, which is named in a map", plain(name))
        };
        Refusal::new(message, format!("name one of {}", names.join(", ")))
    })
}
