//! Sheets and tables in which something asks with a question mark and that no layout reads: a person is told
//! of them.

use super::{
    super::{Sheet, folded::word_count},
    Layout,
    by_hand::Override,
    describe::plain,
};

/// A text of fewer words, such as `Questions?`, is a heading.
const WORDS: usize = 3;
/// So many sheets are named.
const NAMED: usize = 5;

/// What to say of the sheets that are not read; none where no text in them ends in a question mark. Hidden
/// sheets do not ask, and neither do those that a person has said to ask nothing.
pub fn unread(sheets: &[Sheet], found: &[(usize, Layout)], said: &[Override]) -> Option<String> {
    let left_out = |it: &Sheet| {
        said.iter().any(|map| map.none && map.sheet.trim().to_lowercase() == it.name.trim().to_lowercase())
    };
    let unread = sheets
        .iter()
        .enumerate()
        .filter(|(at, it)| !it.hidden && !left_out(it) && !found.iter().any(|found| found.0 == *at));
    let asking: Vec<(&Sheet, usize)> =
        unread.map(|(_, it)| (it, questions(it))).filter(|it| it.1 > 0).collect();
    let (first, count) = (asking.first()?, asking.iter().map(|it| it.1).sum::<usize>());
    let names: Vec<_> = asking.iter().take(NAMED).map(|it| format!("`{}`", plain(&it.0.name))).collect();
    let more = asking
        .len()
        .checked_sub(NAMED)
        .filter(|it| *it > 0)
        .map_or(String::new(), |it| format!(" and {it} more"));
    let texts = if count == 1 {
        "1 text with a question mark is".to_owned()
    } else {
        format!("{count} texts with a question mark are")
    };
    let map = format!("--map \"{}: question=A answer=B\"", plain(&first.0.name));
    Some(format!(
        "{texts} not read as questions, in {}{more}: if they are questions, name their columns, as in {map}",
        names.join(", ")
    ))
}

fn questions(sheet: &Sheet) -> usize {
    let asks = |text: &str| text.ends_with(['?', '\u{FF1F}', '\u{61F}']) && word_count(text) >= WORDS;
    sheet.cells.values().filter(|it| !it.formula && asks(it.text.trim())).count()
}

#[cfg(test)]
mod tests {
    use super::{super::Layout, unread};
    use crate::questionnaire::{Cell, Sheet, layout::parse};

    fn sheet(name: &str, texts: &[&str]) -> Sheet {
        let mut sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
        for (row, text) in (1..).zip(texts) {
            sheet.cells.insert(
                crate::questionnaire::At { row, column: 1 },
                Cell { text: (*text).to_owned(), ..Cell::default() },
            );
        }
        sheet
    }

    #[test]
    fn what_asks_and_is_not_read_is_said() {
        let asked = sheet("Read", &["Is there a fence?"]);
        let lost = sheet("Lost", &["Is there a gate?", "Questions?", "Notes.", "Is it locked? "]);
        let hidden = Sheet { hidden: true, ..sheet("Hidden", &["Is there a wall?"]) };
        let found = [(0, Layout::default())];
        let sheets = [asked.clone(), lost, hidden];
        assert_eq!(
            unread(&sheets, &found, &[]).unwrap(),
            "2 texts with a question mark are not read as questions, in `Lost`: if they are questions, name their columns, as in \
             --map \"Lost: question=A answer=B\""
        );
        assert_eq!(unread(&sheets, &found, &[parse("lost: none").unwrap()]), None);
        assert_eq!(unread(&[asked], &found, &[]), None);
    }
}
