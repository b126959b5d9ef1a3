//! The digests of the texts of a customer's original file, by which texts that were added later are found.

use std::collections::{BTreeMap, HashMap};

use sha2::{Digest, Sha256};

use super::{At, Cell, Form, column, letters};

/// The number of hexadecimal digits of a digest that are kept: 48 bits.
const DIGITS: usize = 12;

/// The number of occurrences of each text in a column, by digest.
type Column = BTreeMap<String, usize>;

/// The texts of a file: the number of occurrences by sheet and column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts(BTreeMap<String, BTreeMap<u32, Column>>);

impl Texts {
    /// The texts of a file.
    pub fn of(form: &Form) -> Self {
        let mut texts = Self::default();
        for (sheet, at, cell) in cells(form) {
            let columns = texts.0.entry(sheet).or_default();
            *columns.entry(at.column).or_default().entry(digest(&cell.text)).or_default() += 1;
        }
        texts
    }

    /// The concatenated digests by sheet and column letters.
    pub fn lines(&self) -> BTreeMap<&str, BTreeMap<String, String>> {
        let line = |it: &Column| it.iter().map(|(digest, count)| digest.repeat(*count)).collect::<String>();
        let columns =
            |it: &BTreeMap<u32, Column>| it.iter().map(|(column, it)| (letters(*column), line(it))).collect();
        self.0.iter().map(|(sheet, it)| (sheet.as_str(), columns(it))).collect()
    }

    /// Adds a line from [`lines`](Self::lines).
    pub fn add(&mut self, sheet: &str, of: &str, line: &str) {
        let Some(column) = column(of) else { return };
        let known = self.0.entry(sheet.to_owned()).or_default().entry(column).or_default();
        for digest in line.as_bytes().chunks(DIGITS) {
            *known.entry(String::from_utf8_lossy(digest).into_owned()).or_default() += 1;
        }
    }

    /// The texts of a file that are not among these, with their sheets and positions; `known` cells are
    /// skipped. A text may have moved within its column when rows moved, or into another column when
    /// columns or sheets were moved.
    pub fn added<'f>(&self, form: &'f Form, known: &dyn Fn(&str, At) -> bool) -> Vec<(String, At, &'f str)> {
        let mut left = self.0.clone();
        let mut open = Vec::new();
        for (sheet, at, cell) in cells(form).filter(|(sheet, at, _)| !known(sheet, *at)) {
            let of_column = left
                .get_mut(&sheet)
                .and_then(|it| it.get_mut(&at.column))
                .and_then(|it| it.get_mut(&digest(&cell.text)));
            match of_column.filter(|it| **it > 0) {
                Some(count) => *count -= 1,
                None => open.push((sheet, at, cell.text.trim())),
            }
        }
        let mut elsewhere: HashMap<String, usize> = HashMap::new();
        for (digest, count) in left.into_values().flat_map(BTreeMap::into_values).flatten() {
            *elsewhere.entry(digest).or_default() += count;
        }
        open.retain(|(_, _, text)| match elsewhere.get_mut(&digest(text)).filter(|it| **it > 0) {
            Some(count) => {
                *count -= 1;
                false
            }
            None => true,
        });
        open
    }
}

/// The cells with text, each with the name of its sheet. Calculated values change by themselves and are
/// skipped.
fn cells(form: &Form) -> impl Iterator<Item = (String, At, &Cell)> {
    form.sheets.iter().flat_map(|sheet| {
        let name = &sheet.name;
        let said =
            sheet.cells.iter().filter(|(_, it)| !it.formula && it.text.chars().any(char::is_alphanumeric));
        said.map(move |(at, cell)| (name.clone(), *at, cell))
    })
}

fn digest(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let spaced = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    Sha256::digest(spaced.as_bytes()).iter().take(DIGITS / 2).map(|it| format!("{it:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::Sheet;

    fn form(rows: &[&[&str]]) -> Form {
        let mut sheet = Sheet { name: "List".into(), ..Sheet::default() };
        for (row, cells) in (1..).zip(rows) {
            for (column, text) in (1..).zip(*cells) {
                sheet.cells.insert(At { row, column }, Cell { text: (*text).into(), ..Cell::default() });
            }
        }
        Form { sheets: vec![sheet], ..Form::default() }
    }

    #[test]
    fn added_texts_are_found() {
        let original =
            form(&[&["No", "Question", "Answer"], &["1", "Is it so?", ""], &["2", "And it?", "Yes"]]);
        let texts = Texts::of(&original);
        let mut read = Texts::default();
        for (sheet, columns) in texts.lines() {
            columns.iter().for_each(|(column, line)| read.add(sheet, column, line));
        }
        assert_eq!(read, texts);
        let added = |rows: &[&[&str]]| {
            read.added(&form(rows), &|_, at| at == At { row: 9, column: 9 })
                .into_iter()
                .map(|(_, at, text)| format!("{at}={text}"))
                .collect::<Vec<_>>()
        };
        let no: Vec<String> = vec![];
        for (rows, expected) in [
            (
                &[&["No", "Question", "Answer"][..], &["1", "Is  it so?", ""], &["2", "And it?", "Yes"]][..],
                no.clone(),
            ),
            // Moved down, and into another column.
            (
                &[
                    &["", "", ""],
                    &["No", "Question", "Answer"],
                    &["1", "Is it so?", ""],
                    &["2", "And it?", "Yes"],
                ],
                no.clone(),
            ),
            (
                &[
                    &["", "No", "Question", "Answer"],
                    &["", "1", "Is it so?", ""],
                    &["", "2", "And it?", "Yes"],
                ],
                no,
            ),
            // A comment beside, a row below, and a text that also occurs elsewhere.
            (
                &[
                    &["No", "Question", "Answer"],
                    &["1", "Is it so?", "Yes", "Yes"],
                    &["2", "And it?", "Yes"],
                    &["", "Call us."],
                ],
                vec!["B4=Call us.".into(), "C2=Yes".into(), "D2=Yes".into()],
            ),
        ] {
            let mut found = added(rows);
            // It is unknown which of two equal texts is the new one: one of them is reported.
            found.iter_mut().for_each(|it| *it = it.replace("C3=Yes", "C2=Yes"));
            found.sort();
            assert_eq!(found, expected);
        }
    }
}
