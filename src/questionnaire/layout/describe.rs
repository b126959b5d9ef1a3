//! Describes a detected layout in words that a person can check against the file.

use std::ops::Range;

use super::{
    super::{
        Sheet,
        area::{LAST, letters},
    },
    Layout, Place, Reason,
    shape::{Shape, shape},
    words::{Role, role},
};

/// A one-line summary of a table's layout: `Organization: 43 questions in B, rows 22 to 67, id A, answer C,
/// comment D, sure: 0.97 (100% of the texts end in a question mark)`.
pub fn describe(sheet: &Sheet, mapping: &Layout) -> String {
    format!("{}: {}", plain(&sheet.name), layout(sheet, mapping, ""))
}

/// The summaries of all layouts, each with the range of layouts it covers. Adjacent tables of a document
/// with the same layout share one: `Tables 1 to 6: 1 question each in A, row 1, answer below`.
pub fn describe_all(sheets: &[Sheet], mappings: &[(usize, Layout)]) -> Vec<(String, Range<usize>)> {
    let mut groups: Vec<(Range<usize>, Range<u32>, String)> = Vec::new();
    let mut lines = Vec::new();
    for (place, (index, mapping)) in mappings.iter().enumerate() {
        let Some(sheet) = sheets.get(*index) else { continue };
        let number =
            sheet.name.strip_prefix("Table ").and_then(|it| it.parse::<u32>().ok()).unwrap_or_default();
        let words = layout(sheet, mapping, "");
        match groups.last_mut().filter(|it| number > 0 && it.1.end == number && it.2 == words) {
            Some((layouts, numbers, _)) => (layouts.end, numbers.end) = (place + 1, number.saturating_add(1)),
            None => groups.push((place..place + 1, number..number.saturating_add(1), words)),
        }
    }
    for (layouts, numbers, _) in groups {
        let Some((sheet, mapping)) =
            mappings.get(layouts.start).and_then(|it| Some((sheets.get(it.0)?, &it.1)))
        else {
            continue;
        };
        let line = match layouts.len() {
            1 => describe(sheet, mapping),
            _ => format!(
                "Tables {} to {}: {}",
                numbers.start,
                numbers.end - 1,
                layout(sheet, mapping, " each")
            ),
        };
        lines.push((line, layouts));
    }
    lines
}

/// The layout of a table in words; `each` follows the number of questions.
fn layout(sheet: &Sheet, mapping: &Layout, each: &str) -> String {
    let (Some(first), Some(last)) = (mapping.rows.first(), mapping.rows.last()) else {
        return no_questions(mapping);
    };
    let count = mapping.rows.len();
    let questions = if count == 1 { "question" } else { "questions" };
    let place = run(mapping, *first, *last);
    let mut parts = vec![match sheet.paragraphs {
        true => format!("{count} {questions}{each} in {}", place.replacen("row", "paragraph", 1)),
        false => format!("{count} {questions}{each} in {}, {place}", column_name(mapping, mapping.question)),
    }];
    parts.extend(cells_in_words(sheet, mapping));
    if !mapping.has_room() {
        parts.push(no_room(sheet, mapping));
    }
    let filtered = mapping.asked().filter(|it| sheet.filtered_rows.contains(&it.row)).count();
    if filtered > 0 {
        parts.push(format!("{filtered} of them in rows hidden by a filter"));
    }
    parts.extend(not_read(sheet, mapping));
    let reasons: Vec<_> = mapping.reasons.iter().take(4).map(|it| plain(it)).collect();
    let reasons = if reasons.is_empty() { String::new() } else { format!(" ({})", reasons.join("; ")) };
    format!("{}, confidence {:.2}{reasons}", parts.join(", "), mapping.confidence)
}

/// The summary of a table without questions of its own.
fn no_questions(mapping: &Layout) -> String {
    match mapping.left.iter().filter(|it| it.reason == Reason::Repeated).count() {
        0 => "no questions".to_owned(),
        1 => "no own questions; 1 repeats a question of another sheet".to_owned(),
        count => format!("no own questions; {count} repeat questions of another sheet"),
    }
}

/// The columns of a table, or the positions of its answers.
fn cells_in_words(sheet: &Sheet, mapping: &Layout) -> Vec<String> {
    let named =
        |what: &str, column: Option<u32>| column.map(|it| format!("{what} {}", column_name(mapping, it)));
    let in_question = mapping.id == Some(mapping.question);
    let id = if in_question { Some("id before the text".to_owned()) } else { named("id", mapping.id) };
    let tick = |(column, word): &(u32, String)| format!("{} {}", column_name(mapping, *column), plain(word));
    let ticks: Vec<_> = mapping.ticks.iter().map(tick).collect();
    let ticks = (!ticks.is_empty()).then(|| format!("boxes {}", ticks.join(", ")));
    let sections = &mapping.sections;
    let sections = (!sections.is_empty()).then(|| format!("section {}", many(mapping, sections)));
    let columns = [
        id,
        answers(sheet, mapping),
        named("yes or no", mapping.yes_no),
        ticks,
        named("comment", mapping.comment),
        sections,
        named("guidance", mapping.guidance),
    ];
    columns.into_iter().flatten().collect()
}

/// Where the answers of a table are; `None` if it has no answer column.
fn answers(sheet: &Sheet, mapping: &Layout) -> Option<String> {
    let place = match (&mapping.place, mapping.answers.first()) {
        (Place::Below(_), Some(column)) if super::At { row: 1, column: *column }.is_inside() => {
            "answer below, after its label".to_owned()
        }
        (Place::Below(_), Some(column)) if *column != mapping.question => {
            format!("answer below, in {}", column_name(mapping, *column))
        }
        (Place::Below(_), _) => "answer below".to_owned(),
        (Place::Inside, _) => "answer in the question's cell".to_owned(),
        (Place::Beside, _) if sheet.paragraphs => "answer in the paragraph or below it".to_owned(),
        (Place::Beside, first) => {
            first?;
            format!("answer {}", many(mapping, &mapping.answers))
        }
    };
    Some(place)
}

/// The number of rows that may be questions and are not read, by reason.
fn not_read(sheet: &Sheet, mapping: &Layout) -> Vec<String> {
    let asks = |row: u32| shape(sheet.text(mapping.question_of(row))) == Shape::Asks;
    let repeated = mapping.left.iter().filter(|it| it.reason == Reason::Mark && asks(it.row)).count();
    let left = mapping.left_by_reason().into_iter().filter(|it| it.0.may_ask());
    let repeated = Some((Reason::Mark, repeated)).filter(|it| it.1 > 0);
    let in_words = |(reason, count): (Reason, usize)| {
        let rows = if count == 1 { "row" } else { "rows" };
        format!("{count} more {rows} not read: {}", reason.words())
    };
    left.chain(repeated).map(in_words).collect()
}

/// A column as users of the file know it: its letters; for a row of a transposed table, its number.
pub fn column_name(mapping: &Layout, column: u32) -> String {
    if mapping.transposed {
        format!("row {column}")
    } else {
        letters(super::At { row: 1, column }.outer().column)
    }
}

fn many(mapping: &Layout, columns: &[u32]) -> String {
    columns.iter().map(|it| column_name(mapping, *it)).collect::<Vec<_>>().join(",")
}

/// The first and last question row; in a transposed table, the columns.
fn run(mapping: &Layout, first: u32, last: u32) -> String {
    let (kind, first, last) = if mapping.transposed {
        ("column", letters(first), letters(last))
    } else {
        ("row", first.to_string(), last.to_string())
    };
    if first == last { format!("{kind} {first}") } else { format!("{kind}s {first} to {last}") }
}

/// The layout in the syntax of [`parse`](super::parse): `question=B answer=C comment=D`.
pub fn columns(mapping: &Layout) -> String {
    let ticks: Vec<u32> = mapping.ticks.iter().map(|(column, _)| *column).collect();
    let one = |it: Option<u32>| it.into_iter().collect::<Vec<_>>();
    let place = match mapping.place {
        Place::Below(_) => Some("answer=below"),
        Place::Inside => Some("answer=inside"),
        Place::Beside => None,
    };
    let parts = [
        ("question", vec![mapping.question]),
        ("answer", if place.is_some() { vec![] } else { mapping.answers.clone() }),
        ("yes_no", one(mapping.yes_no)),
        ("tick", ticks),
        ("comment", one(mapping.comment)),
        ("id", one(mapping.id)),
        ("section", mapping.sections.clone()),
        ("guidance", one(mapping.guidance)),
    ];
    let named = |columns: &[u32]| if mapping.transposed { numbers(columns) } else { list(columns) };
    let suffix = if mapping.transposed { "_row" } else { "" };
    let mut words: Vec<_> = parts
        .iter()
        .filter(|(_, it)| !it.is_empty())
        .map(|(word, it)| format!("{word}{suffix}={}", named(it)))
        .collect();
    if let Some(place) = place {
        words.insert(1, place.to_owned());
    }
    if !mapping.header_rows.is_empty() && !mapping.transposed {
        words.push(format!("header={}", numbers(&mapping.header_rows)));
    }
    words.join(" ")
}

/// The same with the question rows, for one of several tables on a sheet.
pub fn columns_and_rows(mapping: &Layout) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for row in &mapping.rows {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *row => *last = *row,
            _ => runs.push((*row, *row)),
        }
    }
    let name = |it: u32| if mapping.transposed { letters(it) } else { it.to_string() };
    let run =
        |it: &(u32, u32)| if it.0 == it.1 { name(it.0) } else { format!("{}-{}", name(it.0), name(it.1)) };
    let runs = runs.iter().map(run).collect::<Vec<_>>().join(",");
    format!("{} {}={runs}", columns(mapping), if mapping.transposed { "columns" } else { "rows" })
}

fn numbers(rows: &[u32]) -> String {
    rows.iter().map(u32::to_string).collect::<Vec<_>>().join(",")
}

/// A sheet without an answer column is not given one automatically, because its owner may have meant it for
/// reading only. The first free column is named so that a person can choose it.
fn no_room(sheet: &Sheet, mapping: &Layout) -> String {
    if let Some(column) = hidden_answers(sheet, mapping) {
        return format!("no place for answers (column {column} is hidden: unhide it in the file)");
    }
    if sheet.protected || mapping.transposed {
        return "no place for answers".to_owned();
    }
    if sheet.slots.is_some() {
        return "no place for answers (add a column for them in the document)".to_owned();
    }
    let map = format!(
        "{}: question={} answer={}",
        plain(&sheet.name),
        letters(mapping.question),
        letters(free(sheet, mapping))
    );
    match mapping.rows.first().zip(mapping.rows.last()).filter(|_| mapping.area.is_some()) {
        Some((first, last)) => format!(
            "no place for answers (--map \"{map} rows={first}-{last}\" takes the first free column; give \
             the other tables of the sheet a --map as well)"
        ),
        None => format!("no place for answers (--map \"{map}\" takes the first free column)"),
    }
}

/// The hidden column whose header says that answers go there.
fn hidden_answers(sheet: &Sheet, mapping: &Layout) -> Option<String> {
    let answers = |at| matches!(role(sheet.text(at)), Some(Role::Answer | Role::Grade));
    let mut hidden = sheet.hidden_columns.iter().filter(|_| !mapping.transposed);
    let column = hidden.find(|it| mapping.heads(**it).any(answers))?;
    Some(letters(*column))
}

/// The first column right of all content of the table.
fn free(sheet: &Sheet, mapping: &Layout) -> u32 {
    let rows = mapping.rows.iter().chain(&mapping.header_rows);
    let row =
        |row: u32| sheet.cells.range(super::At { row, column: 0 }..super::At { row: row + 1, column: 0 });
    rows.filter_map(|at| row(*at).map(|it| it.0.column).rfind(|it| *it <= LAST.column))
        .max()
        .unwrap_or(mapping.question)
        + 1
}

/// Columns as letters.
pub(super) fn list(columns: &[u32]) -> String {
    columns.iter().map(|it| letters(*it)).collect::<Vec<_>>().join(",")
}

/// Text from a file on one line, without characters that move a terminal's cursor or change its text
/// direction.
pub(super) fn plain(text: &str) -> String {
    let text = super::super::composed(text);
    let shown =
        text.chars().filter(|it| !it.is_control() || it.is_whitespace()).filter(|it| !is_direction(*it));
    let text: String = shown.collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
