//! Questions nested below another one by a bullet, an indent, an outline or a list are part of it, as `1.1`
//! is of `1`.

use crate::support::each_case;
use std::{fs, path::Path};

use serde_json::Value as Json;

use crate::{
    scopes::vendor,
    support::{self, document::document, filling, workbook},
};

const HEAD: &[&str] = &["Question", "Answer"];
const ENCRYPTED: &str = "Is customer data encrypted at rest?";
const BACKUPS: &str = "Are backups taken every day?";
const PLAN: &str = "Do you have an incident response plan?";
const SITE: &str = "Do you operate a site in Brazil?";

/// Which of the known questions are answered.
fn answered(root: &Path, name: &str, bytes: &[u8]) -> Vec<bool> {
    let file = root.join(name);
    fs::write(&file, bytes).unwrap();
    let output = support::factum(root, &["answer", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let path = root.join("out/public/questionnaires/asked/answers.json");
    let json: Json = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let known = |it: &&Json| {
        let text = it["text"].as_str().unwrap();
        [ENCRYPTED, BACKUPS, PLAN].iter().any(|known| text.ends_with(known))
    };
    json["questions"].as_array().unwrap().iter().filter(known).map(|it| it["tier"] == "answered").collect()
}

/// A workbook with one style for each indent level, starting with style 0.
fn styled(rows: &[&[&str]], edit: &dyn Fn(String) -> String) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let formats: String =
        (0..4).map(|it| format!("<xf><alignment horizontal=\"left\" indent=\"{it}\"/></xf>")).collect();
    let styles = format!("<styleSheet xmlns=\"{main}\"><cellXfs>{formats}</cellXfs></styleSheet>");
    let mut parts = vec![("xl/styles.xml".to_owned(), styles)];
    for workbook::ArchiveEntry { name, content: text, .. } in workbook::entries(&filling::workbook(rows, ""))
    {
        let text = String::from_utf8(text).unwrap();
        let text = match name.as_str() {
            "xl/worksheets/sheet1.xml" => edit(text),
            "xl/_rels/workbook.xml.rels" => text.replace(
                "</Relationships>",
                "<Relationship Id=\"r2\" \
                    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" \
                    Target=\"styles.xml\"/></Relationships>",
            ),
            _ => text,
        };
        parts.push((name, text));
    }
    workbook::archive(parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())))
}

#[test]
fn a_bulleted_question_is_part_of_the_unbulleted_one_above() {
    let dir = vendor();
    let cases =
        ["- ", "– ", "• ", "→ ", "↳ ", "… ", "» ", "└ ", "▪ ", "[ ] ", "☐ ", "✓ ", "    ", "\t", "> "];
    each_case(cases, |sign| {
        let [backups, plan] = [BACKUPS, PLAN].map(|it| format!("{sign}{it}"));
        let rows: &[&[&str]] = &[HEAD, &[ENCRYPTED], &[SITE], &[&backups], &[&plan]];
        let csv = format!("Question,Answer\n{ENCRYPTED},\n{SITE},\n{backups},\n{plan},\n");
        assert_eq!(
            answered(dir.path(), "asked.xlsx", &filling::workbook(rows, "")),
            [true, false, false],
            "{sign}"
        );
        assert_eq!(answered(dir.path(), "asked.csv", csv.as_bytes()), [true, false, false], "{sign}");
    });
}

#[test]
fn a_list_of_bullets_has_no_parents() {
    let dir = vendor();
    let cases = ["- ", "• ", "    ", "☐ "];
    each_case(cases, |sign| {
        let all = [ENCRYPTED, BACKUPS, PLAN].map(|it| format!("{sign}{it}"));
        let rows: &[&[&str]] = &[HEAD, &[&all[0]], &[&all[1]], &["Operations"], &[&all[2]]];
        assert_eq!(answered(dir.path(), "asked.xlsx", &filling::workbook(rows, "")), [true; 3], "{sign}");
    });
    // Signs that can begin a sentence, and a single space, are not bullets.
    let cases = [" ", "\"", "(2) "];
    each_case(cases, |sign| {
        let plan = format!("{sign}{PLAN}");
        let rows: &[&[&str]] = &[HEAD, &[ENCRYPTED], &[BACKUPS], &[&plan]];
        assert!(answered(dir.path(), "asked.xlsx", &filling::workbook(rows, ""))[..2] == [true; 2], "{sign}");
    });
}

#[test]
fn an_indented_or_grouped_question_of_a_workbook_is_part_of_the_one_above() {
    let dir = vendor();
    let rows: &[&[&str]] = &[HEAD, &[ENCRYPTED], &[SITE], &[BACKUPS], &["Operations"], &[PLAN]];
    let cell = |text: String, at: &str, style: u8| {
        text.replace(&format!("<c r=\"{at}\""), &format!("<c r=\"{at}\" s=\"{style}\""))
    };
    let indented = styled(rows, &|it| cell(it, "A4", 1));
    assert_eq!(answered(dir.path(), "asked.xlsx", &indented), [true, false, true]);
    let grouped = styled(rows, &|it| it.replace("<row r=\"4\">", "<row r=\"4\" outlineLevel=\"1\">"));
    assert_eq!(answered(dir.path(), "asked.xlsx", &grouped), [true, false, true]);
    // A section heading ends the nesting and is not a question.
    let below_headings = styled(rows, &|it| cell(it, "A6", 2));
    assert_eq!(answered(dir.path(), "asked.xlsx", &below_headings), [true; 3]);
    let heading_below = styled(rows, &|it| cell(cell(it, "A5", 1), "A6", 2));
    assert_eq!(answered(dir.path(), "asked.xlsx", &heading_below), [true, true, false]);
    let all = |it: String| ["A2", "A3", "A4", "A6"].iter().fold(it, |it, at| cell(it, at, 3));
    assert_eq!(answered(dir.path(), "asked.xlsx", &styled(rows, &all)), [true; 3]);
    // A question with less depth than the previous one is part of none.
    let back = styled(rows, &|it| cell(cell(it, "A2", 1), "A3", 1));
    assert_eq!(answered(dir.path(), "asked.xlsx", &back), [true; 3]);
}

/// Questions as a table and as paragraphs, each with its paragraph properties.
fn documents(asked: &[(&str, &str)]) -> [Vec<u8>; 2] {
    let paragraph =
        |it: &(&str, &str)| format!("<w:p><w:pPr>{}</w:pPr><w:r><w:t>{}</w:t></w:r></w:p>", it.1, it.0);
    let cell = |it: &str| format!("<w:tc>{it}</w:tc>");
    let row = |it: &(&str, &str)| format!("<w:tr>{}{}</w:tr>", cell(&paragraph(it)), cell("<w:p/>"));
    let head =
        format!("<w:tr>{}{}</w:tr>", cell(&paragraph(&("Question", ""))), cell(&paragraph(&("Answer", ""))));
    let table = format!("<w:tbl>{head}{}</w:tbl>", asked.iter().map(row).collect::<String>());
    let flat: String = asked.iter().map(|it| format!("{}<w:p/>", paragraph(it))).collect();
    let main = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let style = |id: &str, name: &str, inner: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name \
             w:val=\"{name}\"/><w:pPr>{inner}</w:pPr></w:style>"
        )
    };
    let styles = format!(
        "<w:styles {main}>{}{}{}{}</w:styles>",
        style("Further", "Further", "<w:ind w:left=\"720\"/>"),
        style("Heading2", "heading 2", "<w:outlineLvl w:val=\"1\"/>"),
        style("Heading3", "heading 3", "<w:outlineLvl w:val=\"2\"/>"),
        style("Item2", "Item 2", "<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr>"),
    );
    let level = |level: u8, format: &str| {
        format!("<w:lvl w:ilvl=\"{level}\"><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"-\"/></w:lvl>")
    };
    let numbering = format!(
        "<w:numbering {main}><w:abstractNum w:abstractNumId=\"0\">{}{}</w:abstractNum><w:abstractNum \
         w:abstractNumId=\"1\">{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId \
         w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>",
        level(0, "decimal"),
        level(1, "lowerLetter"),
        level(0, "bullet")
    );
    let parts = [("styles", styles), ("numbering", numbering)];
    [table, flat].map(|it| document(&it, &parts).bytes)
}

fn item(list: u8, level: u8) -> String {
    format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>")
}

#[test]
fn a_deeper_question_of_a_document_is_part_of_the_one_above() {
    let dir = vendor();
    let style = |it: &str| format!("<w:pStyle w:val=\"{it}\"/>");
    let first = item(1, 0);
    let cases = [
        ("indent", "", "<w:ind w:left=\"360\"/>".to_owned()),
        ("start", "", "<w:ind w:start=\"360\"/>".to_owned()),
        ("first line", "", "<w:ind w:firstLine=\"360\"/>".to_owned()),
        ("indent of a style", "", style("Further")),
        ("item", "", first.clone()),
        ("level", &first, item(1, 1)),
        ("bullet", &first, item(2, 0)),
        ("level of a style", &first, style("Item2")),
    ];
    each_case(cases, |(kind, outer, inner)| {
        for (bytes, way) in documents(&[(ENCRYPTED, outer), (SITE, outer), (BACKUPS, &inner), (PLAN, outer)])
            .iter()
            .zip(["table", "paragraphs"])
        {
            assert_eq!(answered(dir.path(), "asked.docx", bytes), [true, false, true], "{kind} {way}");
        }
        for bytes in documents(&[(ENCRYPTED, &inner), (BACKUPS, &inner), (PLAN, &inner)]) {
            assert_eq!(answered(dir.path(), "asked.docx", &bytes), [true; 3], "{kind}");
        }
    });
    let (outer, inner) = (style("Heading2"), style("Heading3"));
    let [table, flat] = documents(&[(ENCRYPTED, &outer), (SITE, &outer), (BACKUPS, &inner), (PLAN, &outer)]);
    assert_eq!(answered(dir.path(), "asked.docx", &table), [true, false, true]);
    assert!(!answered(dir.path(), "asked.docx", &flat)[1]);
}

#[test]
fn generated_numbers_in_a_separate_cell_set_the_level() {
    let dir = vendor();
    let row = |level: u8, text: &str| {
        let number = format!("<w:p><w:pPr>{}</w:pPr></w:p>", item(1, level));
        format!(
            "<w:tr><w:tc>{number}</w:tc><w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:\
             tc></w:tr>"
        )
    };
    let [bytes, _] = documents(&[]);
    let parts = workbook::entries(&bytes).into_iter().map(
        |workbook::ArchiveEntry { name, content: text, .. }| {
            let text = String::from_utf8(text).unwrap();
            let head = "<w:tr><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>Question</w:t></w:r></w:p></w:tc><w:\
                        tc><w:p><w:r><w:t>Answer</w:t></w:r></w:p></w:tc></w:tr>";
            let rows = [row(0, ENCRYPTED), row(0, SITE), row(1, BACKUPS), row(0, PLAN)].concat();
            let (from, until) = (text.find("<w:tbl>"), text.find("</w:tbl>"));
            let text = match from.zip(until) {
                Some((from, until)) => format!("{}<w:tbl>{head}{rows}{}", &text[..from], &text[until..]),
                None => text,
            };
            (name, text)
        },
    );
    let parts: Vec<_> = parts.collect();
    let bytes = workbook::archive(parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())));
    assert_eq!(answered(dir.path(), "asked.docx", &bytes), [true, false, true]);
}
