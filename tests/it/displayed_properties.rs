//! Texts that are displayed beside the content of a file, or describe it: numbering with words, titles, tags
//! and placeholders of content controls, screen tips, captions, alternative texts, formulas without saved
//! values, labels of yes.

use crate::support::each_case;
use std::fs;

use serde_json::Value as Json;

use crate::{
    docx::document,
    support::{self, filling, workbook},
};

const ASKED: &str = "Is customer data encrypted at rest?";
/// Texts, and whether they leave the question answered.
const TEXTS: &[(&str, bool)] = &[("For your subcontractors", false), ("Security questionnaire", true)];

fn answered(name: &str, bytes: &[u8]) -> bool {
    let dir = filling::vendor();
    let file = dir.path().join(name);
    fs::write(&file, bytes).unwrap();
    let output = support::factum(dir.path(), &["answer", file.to_str().unwrap()]);
    let path = dir.path().join("out/public/questionnaires/asked/answers.json");
    let json: Json =
        serde_json::from_slice(&fs::read(path).unwrap_or_else(|_| panic!("{output:?}"))).unwrap();
    let questions = json["questions"].as_array().unwrap().clone();
    questions.iter().find(|it| it["text"].to_string().contains(ASKED)).unwrap()["tier"] == "answered"
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A table of questions, with the texts of its properties.
fn table(properties: &str, answer: &str) -> String {
    let cell = |text: &str| {
        let inner = if text.starts_with('<') { text.to_owned() } else { paragraph(text) };
        format!("<w:tc>{inner}</w:tc>")
    };
    let row = |cells: [&str; 3]| format!("<w:tr>{}</w:tr>", cells.map(cell).concat());
    let rows = [
        row(["No", "Question", "Answer"]),
        row(["1", ASKED, answer]),
        row(["2", "Is the lawn mown?", ""]),
        row(["3", "Is the gate locked?", ""]),
    ];
    format!("<w:tbl><w:tblPr>{properties}</w:tblPr>{}</w:tbl>", rows.concat())
}

fn control(properties: &str, content: &str) -> String {
    format!("<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>")
}

#[test]
fn texts_shown_by_document_properties_are_read() {
    each_case(TEXTS, |(text, expected)| {
        let placeholder = control("<w:showingPlcHdr/>", &paragraph(text));
        let link = format!(
            "<w:p><w:hyperlink w:anchor=\"a\" \
             w:tooltip=\"{text}\"><w:r><w:t>Questions</w:t></w:r></w:hyperlink></w:p>"
        );
        let help = format!(
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:helpText w:type=\"text\" \
             w:val=\"{text}\"/><w:textInput/></w:ffData></w:fldChar></w:r><w:r><w:fldChar \
             w:fldCharType=\"separate\"/></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
        );
        let logo = format!(
            "<w:p><w:r><w:drawing><wp:inline xmlns:wp=\"urn:wp\"><wp:extent cx=\"900000\" \
             cy=\"900000\"/><wp:docPr id=\"1\" name=\"Picture 1\" descr=\"{text}\"/><a:graphic \
             xmlns:a=\"urn:a\"><a:graphicData uri=\"urn/picture\"><a:blip xmlns:r=\"urn:r\" \
             r:embed=\"r0\"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        );
        for body in [
            table(&format!("<w:tblCaption w:val=\"{text}\"/>"), ""),
            table(&format!("<w:tblDescription w:val=\"{text}\"/>"), ""),
            table("", &control(&format!("<w:alias w:val=\"{text}\"/>"), &paragraph(""))),
            table("", &control(&format!("<w:tag w:val=\"{}\"/>", text.replace(' ', "_")), &paragraph(""))),
            table("", &placeholder),
            link + &table("", ""),
            table("", &help),
            logo + &table("", ""),
        ] {
            assert_eq!(answered("asked.docx", &document(&body, &[]).bytes), *expected, "{text} {body}");
        }
        let numbering = format!(
            "<w:numbering xmlns:w=\"urn:w\"><w:abstractNum w:abstractNumId=\"0\"><w:lvl \
             w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"{text} \
             %1:\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId \
             w:val=\"0\"/></w:num></w:numbering>"
        );
        let upload = document(&table("", ""), &[("numbering", numbering)]);
        assert_eq!(answered("asked.docx", &upload.bytes), *expected, "numbering: {text}");
    });
    let cases = [
        "Click or tap here to enter text.",
        "Klicken oder tippen Sie hier, um Text einzugeben.",
        "Choisissez un élément.",
    ];
    each_case(cases, |placeholder| {
        let body = table("", &control("<w:showingPlcHdr/>", &paragraph(placeholder)));
        assert!(answered("asked.docx", &document(&body, &[]).bytes), "{placeholder}");
    });
}

/// A workbook with three questions, the XML after its rows, and a separate cell to the right.
fn book(after: &str, cell: &str) -> Vec<u8> {
    let rows: &[&[&str]] = &[
        &["ID", "Question", "Answer"],
        &["1", ASKED],
        &["2", "Is the lawn mown?"],
        &["3", "Is the gate locked?"],
        &["End"],
    ];
    let parts: Vec<(String, Vec<u8>)> = workbook::entries(&filling::workbook(rows, after))
        .into_iter()
        .map(|workbook::ArchiveEntry { name, content, .. }| {
            let text = String::from_utf8(content).unwrap();
            let text = text.replace("<c r=\"A5\" t=\"inlineStr\"><is><t>End</t></is></c>", cell);
            (name, text.into_bytes())
        })
        .collect();
    workbook::archive(parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
}

#[test]
fn texts_shown_by_workbook_properties_are_read() {
    assert!(answered("asked.xlsx", &book("", "")));
    each_case(TEXTS, |(text, expected)| {
        let tip =
            format!("<hyperlinks><hyperlink ref=\"B2\" location=\"A1\" tooltip=\"{text}\"/></hyperlinks>");
        assert_eq!(answered("asked.xlsx", &book(&tip, "")), *expected, "tip: {text}");
        for formula in [
            format!("\"{text}\""),
            format!("CONCATENATE(\"{text}\",A1)"),
            format!("IF(TRUE,\"{text}\",\"\")"),
        ] {
            let cell = format!("<c r=\"A5\"><f>{}</f></c>", formula.replace('"', "&quot;"));
            assert_eq!(answered("asked.xlsx", &book("", &cell)), *expected, "{formula}");
        }
        let margin = format!("<headerFooter><oddHeader>&amp;C{text}</oddHeader></headerFooter>");
        assert_eq!(answered("asked.xlsx", &book(&margin, "")), *expected, "header: {text}");
    });
    let long = format!("<c r=\"A5\"><f>\"For your subcontractors\"&amp;\"{}\"</f></c>", " ".repeat(300));
    assert!(!answered("asked.xlsx", &book("", &long)));
}

#[test]
fn labels_of_yes_in_vsaq_files_are_read() {
    let item = |more: &str| {
        format!(
            r#"{{"questionnaire": [{{"type": "block", "text": "Encryption", "items": [{{"type": "yesno", "id": "q1", "text": "{ASKED}", {more}}}]}}]}}"#
        )
    };
    let cases = [
        (r#""yes": "Yes", "no": "No""#, true),
        (r#""yes": "Ja", "no": "Nein""#, true),
        (r#""yes": "No gap", "no": "Gap""#, false),
        (r#""yes": "Yes, at our subcontractors", "no": "No""#, false),
        (r#""yes": "Yes", "no": "No", "warn": "Think of your subcontractors""#, false),
        (r#""yes": "No", "no": "Yes""#, false),
    ];
    each_case(cases, |(more, expected)| {
        assert_eq!(answered("asked.json", item(more).as_bytes()), expected, "{more}");
    });
}
