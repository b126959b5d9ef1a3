//! A table of texts as a file of each supported format.

use super::{document::document, filling};

/// The table as XLSX, DOCX and CSV, each with its file extension.
pub fn files(rows: &[&[&str]]) -> [(&'static str, Vec<u8>); 3] {
    [("xlsx", filling::workbook(rows, "")), ("docx", docx(rows)), ("csv", csv(rows))]
}

/// The table as YAML: the question and the answer of each row after the first.
pub fn yaml(questions: &[(&str, &str)]) -> Vec<u8> {
    let one =
        |(question, answer): &(&str, &str)| format!("- question: \"{question}\"\n  answer: \"{answer}\"\n");
    format!("questions:\n{}", questions.iter().map(one).collect::<String>()).into_bytes()
}

fn csv(rows: &[&[&str]]) -> Vec<u8> {
    let quoted = |it: &&str| format!("\"{}\"", it.replace('"', "\"\""));
    let line = |it: &&[&str]| it.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n";
    rows.iter().map(line).collect::<String>().into_bytes()
}

fn docx(rows: &[&[&str]]) -> Vec<u8> {
    let width = rows.iter().map(|it| it.len()).max().unwrap_or_default();
    let cell = |text: &str| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        format!("<w:tc><w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p></w:tc>")
    };
    let line = |it: &&[&str]| {
        let cells: String = (0..width).map(|at| cell(it.get(at).copied().unwrap_or_default())).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    document(&format!("<w:tbl>{}</w:tbl>", rows.iter().map(line).collect::<String>()), &[]).bytes
}
