//! Questionnaires that are answered by decisions, so that a test can set the answer of each row.

use std::{fs, path::Path, process::Output};

use serde_json::Value as Json;

use super::{copy, factum, sample, workbook};

/// A temporary folder with the vendor of the cases.
pub fn vendor() -> tempfile::TempDir {
    copy(&sample().join("tests/cases/answer/vendor"))
}

/// A workbook with one sheet, `Sheet1`, with rows of texts and the XML after them.
pub fn workbook(rows: &[&[&str]], after: &str) -> Vec<u8> {
    sheet(rows, "", after)
}

/// The same with XML before the data, such as sheet protection.
pub fn sheet(rows: &[&[&str]], before: &str, after: &str) -> Vec<u8> {
    let cell = |row: usize, column: usize, text: &str| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        let at = format!("{}{}", char::from(b'A' + column as u8), row + 1);
        if text.is_empty() {
            String::new()
        } else {
            format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
        }
    };
    let line = |(row, cells): (usize, &&[&str])| {
        let cells: String = cells.iter().enumerate().map(|(column, it)| cell(row, column, it)).collect();
        format!("<row r=\"{}\">{cells}</row>", row + 1)
    };
    let data: String = rows.iter().enumerate().map(line).collect();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" \
             Type=\"{office}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" \
                 ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override \
                 PartName=\"/xl/workbook.xml\" \
                 ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/\
                 ><Override PartName=\"/xl/worksheets/sheet1.xml\" \
                 ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/\
                 ></Types>"
            ),
        ),
        ("_rels/.rels", relation("officeDocument", "xl/workbook.xml")),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Sheet1\" \
                 sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        ("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml")),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{main}\"><sheetData>{data}</sheetData>{before}{after}</worksheet>"),
        ),
    ];
    workbook::archive(parts.iter().map(|(name, text)| (*name, text.as_bytes())))
}

/// Data validation rules, each with its cells, attributes and first formula.
pub fn rules(rules: &[(&str, &str, &str)]) -> String {
    let rule = |(cells, attributes, formula): &(&str, &str, &str)| {
        format!(
            "<dataValidation sqref=\"{cells}\" showErrorMessage=\"1\" \
             {attributes}><formula1>{}</formula1></dataValidation>",
            formula.replace('<', "&lt;")
        )
    };
    format!("<dataValidations>{}</dataValidations>", rules.iter().map(rule).collect::<String>())
}

/// The result of answering a file.
pub struct Run {
    /// The output and exit code of the program.
    pub output: Output,
    /// `answers.json`.
    pub answers: Json,
    /// The filled file.
    pub bytes: Vec<u8>,
}

/// Answers the file `name` with these decisions: the id of each question, its text, and the decision in
/// braces.
pub fn answer(
    root: &Path,
    name: &str,
    bytes: &[u8],
    decisions: &[(&str, &str, &str)],
    arguments: &[&str],
) -> Run {
    let file = root.join(name);
    fs::write(&file, bytes).unwrap();
    let lines: String = decisions
        .iter()
        .map(|(id, question, decision)| {
            format!("  - id: \"{id}\"\n    question: {}\n    decision: {decision}\n", Json::from(*question))
        })
        .collect();
    let review = root.join("decided.yaml");
    fs::write(&review, format!("decided_by: Jane\nquestions:\n{lines}")).unwrap();
    let output = factum(
        root,
        &[&["answer", file.to_str().unwrap(), "--review", review.to_str().unwrap()], arguments].concat(),
    );
    Run::of(output, root, name)
}

/// Answers a file, decides its questions in the review file in order, and answers it again.
pub fn answer_decided(root: &Path, name: &str, bytes: &[u8], decisions: &[&str]) -> Run {
    let first = answer(root, name, bytes, &[], &[]);
    assert_eq!(first.output.status.code(), Some(0), "{}", crate::support::stderr(&first.output));
    let stem = Path::new(name).file_stem().unwrap();
    let review = root.join("out/public/questionnaires").join(stem).join("review.yaml");
    let mut text = fs::read_to_string(&review).unwrap();
    for decision in decisions {
        let decision = decision.trim_end_matches('}');
        text = text.replacen("decision: {}", &format!("decision: {decision}, by: Jane}}"), 1);
    }
    fs::write(&review, text).unwrap();
    let output = factum(root, &["answer", root.join(name).to_str().unwrap()]);
    Run::of(output, root, name)
}

impl Run {
    fn of(output: Output, root: &Path, name: &str) -> Self {
        let folder = root.join("out/public/questionnaires").join(Path::new(name).file_stem().unwrap());
        let answers = fs::read_to_string(folder.join("answers.json"))
            .map_or(Json::Null, |it| serde_json::from_str(&it).unwrap());
        Self { output, answers, bytes: fs::read(folder.join(name)).unwrap_or_default() }
    }

    /// The question with an id.
    pub fn question(&self, id: &str) -> &Json {
        self.answers["questions"]
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["id"] == id)
            .unwrap_or_else(|| panic!("no question {id}"))
    }

    /// The texts of the cells of a row of the filled file's first sheet, including empty ones.
    pub fn row(&self, name: &str, row: u32) -> Vec<String> {
        let upload = factum::questionnaire::Upload { name: name.to_owned(), bytes: self.bytes.clone() };
        let form = (factum::questionnaire::format_of(&upload).unwrap().read)(&upload).unwrap();
        let sheet = &form.sheets[0];
        let last = sheet.cells.keys().map(|it| it.column).max().unwrap_or_default();
        (1..=last).map(|column| sheet.text(factum::questionnaire::At { row, column }).to_owned()).collect()
    }

    /// What was not written for a question, and why.
    pub fn unwritten(&self, id: &str) -> Vec<(String, String)> {
        let word = |it: &Json| it.as_str().unwrap_or_default().to_owned();
        self.question(id)["left"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| (word(&it["cell"]), word(&it["why"])))
            .collect()
    }
}
