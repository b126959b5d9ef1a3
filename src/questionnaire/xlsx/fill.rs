//! Writes answers into a workbook: decides for each cell whether it may be written and with what content,
//! then edits the parts.

use std::collections::BTreeMap;

use super::{
    super::{
        Area, At, Entry, Obstacle, Refusal, Returned, Unwritten, Value,
        answer_line::answer_line,
        area::LAST,
        boxes, composed,
        office::{broken, package::Package},
    },
    calculation,
    cell_space::CellSpace,
    cell_styles::Styles,
    content::{self, Content},
    lists::{Item, Resolver},
    rich::Rich,
    rules::Validation,
    splice::{self, Write},
    workbook::{Grid, Workbook},
    wrap::Wraps,
};

/// The remark if the workbook has formulas.
const COMPUTES: &str =
    "the workbook recalculates its formulas when it is opened; until then, they show the old values";

/// The remark if an answer is cut off by the next cell.
const CUT_OFF: &str = "may be cut off at the next cell because wrapping is off there: widen the column or \
                       turn on text wrapping";

/// Fills a workbook.
///
/// # Errors
/// It cannot be read.
pub fn fill(package: &Package, entries: &[Entry]) -> Result<Returned, Refusal> {
    let workbook = Workbook::read(package)?;
    let (sheets, left) = judged(&workbook, entries);
    let mut returned = Returned { left, ..Returned::default() };
    let wraps = Wraps::read(package, &workbook.book.part)?;
    let mut changed = BTreeMap::new();
    for (place, contents) in &sheets {
        let (Some(grid), Some(part)) = (workbook.grids.get(*place), workbook.part(*place)) else { continue };
        let text = package.part(part)?;
        let (writes, cut_off) = writes(&workbook, grid, contents, &wraps);
        returned.remarks.extend(named(&cut_off));
        let new = splice::splice(&text, &grid.scan, &writes)
            .ok_or_else(|| broken(format!("the cells of its part `{part}` overlap")))?;
        changed.insert(part.to_owned(), new);
    }
    if !changed.is_empty() && workbook.grids.iter().any(|sheet| sheet.scan.cells.iter().any(|it| it.formula))
    {
        let part = &workbook.book.part;
        changed.extend(calculation::recalculated(part, &package.part(part)?)?.map(|it| (part.clone(), it)));
        returned.remarks.push(COMPUTES.to_owned());
    }
    returned.bytes = package.repack(&changed)?;
    Ok(returned)
}

type Contents = BTreeMap<usize, BTreeMap<At, Content>>;

/// The contents to write, by sheet and cell; and the entries that are not written, with the reason.
fn judged(workbook: &Workbook, entries: &[Entry]) -> (Contents, Vec<(Entry, Unwritten)>) {
    let resolver = Resolver::new(workbook);
    let mut styles: BTreeMap<usize, (Styles, bool)> = BTreeMap::new();
    let (mut sheets, mut left) = (Contents::new(), Vec::new());
    for entry in entries {
        let Some(grid) = workbook.grids.get(entry.sheet).filter(|it| it.scan.data.is_some()) else {
            left.push((
                entry.clone(),
                Unwritten::new(Obstacle::NoPlace, format!("{} is not on a sheet with cells", entry.at)),
            ));
            continue;
        };
        let (styles, in_order) =
            styles.entry(entry.sheet).or_insert_with(|| (Styles::new(grid), in_order(grid)));
        let allowed = if *in_order {
            allowed(workbook, grid, styles, entry)
        } else {
            Err(format!("{} is among rows that are out of order", entry.at).into())
        };
        let at = entry.at.outer();
        let taken = sheets.get(&entry.sheet).is_some_and(|it| it.contains_key(&at));
        let content = |()| {
            if entry.at.is_inside() {
                behind_line(grid, at, &entry.value)
            } else {
                content_of(&resolver, grid, entry)
            }
        };
        match allowed.and_then(content).and_then(|it| within(grid, at, it)) {
            Ok(_) if taken => left.push((entry.clone(), format!("{} was already filled", entry.at).into())),
            Ok(content) => drop(sheets.entry(entry.sheet).or_default().insert(at, content)),
            Err(reason) => left.push((entry.clone(), reason)),
        }
    }
    (sheets, left)
}

/// Whether rows and cells are in order; otherwise new ones could not be inserted.
fn in_order(grid: &Grid) -> bool {
    let rows =
        grid.scan.rows.iter().zip(grid.scan.rows.iter().skip(1)).all(|(one, next)| one.number < next.number);
    rows && grid.scan.cells.iter().zip(grid.scan.cells.iter().skip(1)).all(|(one, next)| one.at < next.at)
}

/// Checks that a cell may be written at all.
fn allowed(workbook: &Workbook, grid: &Grid, styles: &Styles, entry: &Entry) -> Result<(), Unwritten> {
    let at = entry.at.outer();
    let no = |obstacle, words: String| Err(Unwritten::new(obstacle, words));
    if !(1..=LAST.row).contains(&at.row) || !(1..=LAST.column).contains(&at.column) {
        return no(Obstacle::NoPlace, format!("{at} is beyond the last cell of a sheet"));
    }
    if let Some(area) = grid.scan.merged.iter().find(|it| it.holds(at) && it.first != at) {
        return no(
            Obstacle::NoPlace,
            format!("{at} is in the merged cells {area}, whose text is in {}", area.first),
        );
    }
    if grid.found(at).is_some_and(|it| it.formula) {
        return no(Obstacle::Formula, format!("{at} contains a formula"));
    }
    if grid.scan.arrays.iter().any(|it| it.holds(at)) {
        return no(Obstacle::Formula, format!("{at} is calculated"));
    }
    if grid.scan.protected && workbook.style(styles.of(at)).locked {
        return no(Obstacle::Locked, format!("{at} is locked"));
    }
    if grid.scan.drawn.binary_search(&at).is_ok() {
        return no(
            Obstacle::Format,
            format!("a form control (box or list) is drawn over {at}, which is not filled: set it yourself"),
        );
    }
    match workbook.tables.iter().find(|it| it.sheet == entry.sheet && it.heads(at)) {
        Some(table) => no(Obstacle::NoPlace, format!("{at} is a heading of the table `{}`", table.name)),
        None => Ok(()),
    }
}

/// The content for a cell, in the spelling of its list if it has one.
fn content_of(resolver: &Resolver, grid: &Grid, entry: &Entry) -> Result<Content, Unwritten> {
    let at = entry.at;
    let list = grid.scan.lists.iter().find(|rule| rule.areas.iter().any(|it| it.holds(at)));
    let items = list.and_then(|it| resolver.items(entry.sheet, at, it)).unwrap_or_default();
    let listed = |text: &str| {
        pick(&items, text)
            .map(|it| it.number.clone().map_or_else(|| Content::Choice(it.text.clone()), Content::Number))
    };
    let strict = list.is_some_and(|it: &Validation| it.strict) && !items.is_empty();
    let none = |text: &str| {
        Err(Unwritten::new(
            Obstacle::Validation,
            format!("{at} only accepts values of its list, and `{text}` is not one"),
        ))
    };
    let before = grid.texts.get(&at).map_or("", |it| it.text.as_str());
    match &entry.value {
        Value::Choice(text) => {
            match listed(text).or_else(|| boxes::ticked(before, text).map(Content::Choice)) {
                Some(content) => Ok(content),
                None if items.is_empty() => {
                    Ok(content::text(at, text).map(|_| Content::Choice(text.clone()))?)
                }
                None => none(text),
            }
        }
        Value::Text(text) => match listed(text) {
            Some(content) => Ok(content),
            None if strict && !text.is_empty() => none(text),
            None => Ok(content::text(at, text)?),
        },
        Value::Tick => match listed("X").or_else(|| listed("x")) {
            Some(content) => Ok(content),
            None if strict => none("X"),
            None => Ok(Content::Choice(boxes::ticked_alone(before).unwrap_or("X").to_owned())),
        },
        Value::Number(number) if number.is_finite() => {
            let same = |it: &&Item| it.number.as_ref().and_then(|it| it.parse::<f64>().ok()) == Some(*number);
            let raw = content::number(*number);
            if strict && !items.iter().any(|it| same(&it)) { none(&raw) } else { Ok(Content::Number(raw)) }
        }
        Value::Number(_) => Err(format!("{at} does not accept an infinite number").into()),
    }
}

/// The text of a cell with an answer after its `Response:` line; the text before it keeps its formats.
fn behind_line(grid: &Grid, at: At, value: &Value) -> Result<Content, Unwritten> {
    let shown = grid.texts.get(&at);
    let Some(line) = shown.and_then(|it| answer_line(&it.text)) else {
        return Err(Unwritten::new(
            Obstacle::NoPlace,
            format!("{at} has no line like `Response:` for an answer"),
        ));
    };
    let (Value::Text(text) | Value::Choice(text)) = value else {
        return Err(format!("{at} only accepts text after its answer line").into());
    };
    let answer =
        boxes::ticked(line.answer, text).unwrap_or_else(|| text.replace("\r\n", "\n").replace('\r', "\n"));
    let whole = line.with(&answer);
    content::fits(at, &whole)?;
    let Some(source) = shown.and_then(|it| it.rich.as_deref()) else { return Ok(Content::Text(whole)) };
    let rich = Rich::read(source).and_then(|it| it.with(line.head, &whole));
    rich.map(Content::Rich).ok_or_else(|| {
        let words = format!(
            "{at} has text formatting that would be lost if an answer were added after it: write it yourself"
        );
        Unwritten::new(Obstacle::Format, words)
    })
}

/// Checks a content against the rules of its cell. A list, if there is one, is the only rule.
fn within(grid: &Grid, at: At, content: Content) -> Result<Content, Unwritten> {
    let on = |areas: &[Area]| areas.iter().any(|it| it.holds(at));
    if grid.scan.lists.iter().any(|it| on(&it.areas)) {
        return Ok(content);
    }
    let refusal = grid.scan.limits.iter().filter(|it| on(&it.areas)).find_map(|it| it.refusal(at, &content));
    refusal.map_or(Ok(content), |words| Err(Unwritten::new(Obstacle::Validation, words)))
}

/// The list value that equals a text, ignoring surrounding spaces and the encoding of accents.
fn pick<'a>(items: &'a [Item], text: &str) -> Option<&'a Item> {
    let alike = |it: &&Item| composed(it.text.trim()) == composed(text.trim());
    items.iter().find(|it| it.text == text).or_else(|| items.iter().find(alike))
}

/// The changes for the part's writer: contents with their formats, and rows that must be higher.
fn writes(
    workbook: &Workbook,
    grid: &Grid,
    contents: &BTreeMap<At, Content>,
    wraps: &Wraps,
) -> (Write, Vec<At>) {
    let styles = Styles::new(grid);
    let room = CellSpace::new(workbook, grid, &styles);
    let mut write = Write::default();
    let mut cut_off = Vec::new();
    for (at, content) in contents {
        let mut number = styles.of(*at);
        if let Some(text) = content.words() {
            let style = workbook.style(number);
            let beside = room.beside(*at);
            let free = !grid.texts.contains_key(&beside) && !contents.contains_key(&beside);
            let need = room.need(*at, text, style.size, free);
            let twin = wraps.of(number).filter(|_| !style.wraps && need.breaks);
            number = twin.unwrap_or(number);
            if !style.wraps && need.breaks && twin.is_none() {
                cut_off.push(*at);
            }
            if let Some(height) = need.height.filter(|_| style.wraps || twin.is_some()) {
                let highest = write.heights.entry(at.row).or_insert(height);
                *highest = highest.with(height);
            }
        }
        write.cells.insert(*at, (number, content.clone()));
    }
    (write, cut_off)
}

/// A message with the first of the cells and what the problem with them is.
fn named(cells: &[At]) -> Option<String> {
    let first: Vec<_> = cells.iter().take(5).map(At::to_string).collect();
    let more = cells
        .len()
        .checked_sub(first.len())
        .filter(|it| *it > 0)
        .map_or(String::new(), |it| format!(" and {it} more"));
    (!cells.is_empty()).then(|| format!("long text in {}{more} {CUT_OFF}", first.join(", ")))
}
