//! How a question without an id of the customer is named: by its place in the customer's file.

use std::path::Path;

/// What precedes the cell of a question in a file that has no sheets.
const NO_SHEET: &str = "Records!";

/// The customer's id of a question, or its place. A file without sheets has rows only: `Row 3`. `file` is the
/// file in which the question or a notice about it was sent.
pub fn question_label(file: &str, id: &str) -> String {
    let has_sheets = !has_no_sheets(file) && !file.ends_with(".md");
    let row = id.strip_prefix(NO_SHEET).filter(|_| !has_sheets);
    let row = row.map(|it| it.trim_start_matches(|it: char| it.is_ascii_uppercase()));
    match row.filter(|part| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit())) {
        Some(row) => format!("Row {row}"),
        None => id.to_owned(),
    }
}

/// Whether a file has no sheets, and so no names of them.
pub fn has_no_sheets(file: &str) -> bool {
    Path::new(file)
        .extension()
        .is_some_and(|it| ["csv", "tsv", "txt"].iter().any(|end| it.eq_ignore_ascii_case(end)))
}

#[cfg(test)]
mod tests {
    use super::question_label;

    #[test]
    fn questions_in_files_without_sheets_are_labelled_by_row() {
        assert_eq!(question_label("q.csv", "Records!A3"), "Row 3");
        assert_eq!(question_label("acme.md", "Records!AB12"), "Row 12");
        assert_eq!(question_label("q.xlsx", "Records!A3"), "Records!A3");
        assert_eq!(question_label("q.csv", "C-2"), "C-2");
        assert_eq!(question_label("q.csv", "Records!A"), "Records!A");
    }
}
