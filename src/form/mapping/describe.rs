//! Says what was found in words that a person can hold against the file.

use super::{
    super::{Refusal, Sheet, area::letters},
    Mapping,
};

/// One line on the layout of a sheet: `Organization: 43 questions in B from row 22 to 67, id A, answer C, comment D, sure:
/// 0.97 (100 % of the texts end in a question mark)`.
pub fn describe(sheet: &Sheet, mapping: &Mapping) -> String {
    let name = plain(&sheet.name);
    let (Some(first), Some(last)) = (mapping.rows.first(), mapping.rows.last()) else {
        return format!("{name}: no questions");
    };
    let count = mapping.rows.len();
    let questions = if count == 1 { "question" } else { "questions" };
    let rows = if first == last { format!("row {first}") } else { format!("rows {first} to {last}") };
    let mut parts = vec![format!("{count} {questions} in {}, {rows}", letters(mapping.question))];
    parts.extend(mapping.id.map(|it| if it == mapping.question { "id before the text".to_owned() } else { format!("id {}", letters(it)) }));
    if !mapping.answers.is_empty() {
        parts.push(format!("answer {}", list(&mapping.answers)));
    }
    parts.extend(mapping.yes_no.map(|it| format!("yes or no {}", letters(it))));
    if !mapping.ticks.is_empty() {
        let ticks: Vec<_> = mapping.ticks.iter().map(|(column, word)| format!("{} {}", letters(*column), plain(word))).collect();
        parts.push(format!("boxes {}", ticks.join(", ")));
    }
    parts.extend(mapping.comment.map(|it| format!("comment {}", letters(it))));
    if !mapping.sections.is_empty() {
        parts.push(format!("section {}", list(&mapping.sections)));
    }
    parts.extend(mapping.guidance.map(|it| format!("guidance {}", letters(it))));
    if !mapping.has_room() {
        parts.push(no_room(sheet, mapping));
    }
    let reasons: Vec<_> = mapping.reasons.iter().take(4).map(|it| plain(it)).collect();
    let reasons = if reasons.is_empty() { String::new() } else { format!(" ({})", reasons.join("; ")) };
    format!("{name}: {}, sure: {:.2}{reasons}", parts.join(", "), mapping.confidence)
}

/// A sheet without a column for answers is not given one unasked, as its owner may have meant it for reading only; the
/// first free column is named, so that a person can choose it.
fn no_room(sheet: &Sheet, mapping: &Mapping) -> String {
    if sheet.protected {
        return "no place for answers".to_owned();
    }
    format!("no place for answers (`answer={}` takes the first free column)", letters(free(sheet, mapping)))
}

/// The first column right of all that stands in the table.
fn free(sheet: &Sheet, mapping: &Mapping) -> u32 {
    let rows = mapping.rows.iter().chain(&mapping.header_rows);
    let row = |row: u32| sheet.cells.range(super::At { row, column: 0 }..super::At { row: row + 1, column: 0 });
    rows.filter_map(|it| row(*it).next_back().map(|it| it.0.column)).max().unwrap_or(mapping.question) + 1
}

/// Whether anything asks in a form.
///
/// # Errors
/// Nothing does: what was looked for, and how to say it by hand.
pub fn is_questionnaire(sheets: &[Sheet], found: &[(usize, Mapping)]) -> Result<(), Refusal> {
    if !found.is_empty() {
        return Ok(());
    }
    let seen: Vec<_> = sheets.iter().filter(|it| !it.hidden).collect();
    let name = seen.iter().find(|it| !it.cells.is_empty()).map_or_else(|| "Sheet1".to_owned(), |it| plain(&it.name));
    let sheets = match seen.len() {
        1 => "one sheet or table".to_owned(),
        count => format!("{count} sheets or tables"),
    };
    Err(Refusal::new(
        "is no questionnaire: nothing in it asks",
        format!(
            "looked in {sheets} for a column of questions or numbered requirements with room for answers beside it; if there is one, say where: \
             --map \"{name}: question=B answer=C\""
        ),
    ))
}

/// Columns by their letters.
pub(super) fn list(columns: &[u32]) -> String {
    columns.iter().map(|it| letters(*it)).collect::<Vec<_>>().join(",")
}

/// Somebody else's words in one line, without characters that move a terminal's cursor or turn its direction.
pub(super) fn plain(text: &str) -> String {
    let shown = text.chars().filter(|it| !it.is_control() || it.is_whitespace()).filter(|it| !is_direction(*it));
    let text: String = shown.collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
