//! Rejects files without questions and says how to have them read.

use super::{
    super::{Refusal, Sheet},
    Layout,
    describe::plain,
    unread::{UnreadReason, unread},
    unread_words::{suggested, unread_words},
};

/// The minimum number of formulas without a value that may belong to a questionnaire.
const FORMULAS: usize = 3;

/// Checks that a file has questions.
///
/// # Errors
/// It has none: the error says what was searched for and how to give a layout by hand.
pub fn is_questionnaire(sheets: &[Sheet], found: &[(usize, Layout)]) -> Result<(), Refusal> {
    if found.iter().any(|it| !it.1.rows.is_empty()) {
        return Ok(());
    }
    let seen: Vec<_> = sheets.iter().filter(|it| !it.hidden).collect();
    let name =
        seen.iter().find(|it| !it.cells.is_empty()).map_or_else(|| "Sheet1".to_owned(), |it| plain(&it.name));
    let searched = match seen.len() {
        1 => "one sheet or table".to_owned(),
        count => format!("{count} sheets or tables"),
    };
    let unread = unread(sheets, found, &[]);
    let shown = unread.iter().find(|it| it.reason == UnreadReason::NoTable);
    let map = shown
        .and_then(|it| Some(suggested(sheets.get(it.sheet)?, &it.cells)))
        .unwrap_or_else(|| format!("{name}: question=B answer=C"));
    let hidden: Vec<_> = unread.into_iter().filter(|it| it.reason.is_hidden()).collect();
    let hidden = unread_words(sheets, &hidden).into_iter().map(|it| format!("; {it}"));
    Err(Refusal::new(
        "is not a questionnaire: no questions were found",
        format!(
            "searched {searched} for a column of questions or numbered requirements with space for answers \
             next to it; if there is one, name it: --map \"{map}\"{}{}",
            hidden.collect::<String>(),
            formulas(&seen)
        ),
    ))
}

/// The advice if formulas may contain the questionnaire.
fn formulas(sheets: &[&Sheet]) -> String {
    let cells = sheets.iter().flat_map(|it| it.cells.values());
    match cells.filter(|it| it.formula && it.text.trim().is_empty()).count() {
        0..FORMULAS => String::new(),
        open => format!(
            "; {open} cells contain formulas without a value: if they are questions, open the file in Excel \
             or LibreOffice, save it and answer the saved file"
        ),
    }
}
