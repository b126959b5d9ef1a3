//! Word documents: each cell of each case is filled separately; broken, protected and hostile documents are
//! rejected or unchanged.

use crate::support::{
    cases, each_case,
    form::{assert_survives, damaged, entry},
    workbook,
    workbook::archive,
};
use std::{collections::BTreeMap, fs, path::Path};

pub use crate::support::document::{DOCUMENT, document, upload};
use factum::questionnaire::{At, Cell, Entry, FORMATS, Form, Format, Sheet, Upload, Value, format_of};

fn docx() -> &'static Format {
    FORMATS.iter().find(|it| it.name == "DOCX").unwrap()
}

fn read(upload: &Upload) -> Form {
    assert_eq!(format_of(upload).unwrap().name, "DOCX");
    (docx().read)(upload).unwrap()
}

/// Each cell of each case in turn: no other cell changes, and the text can be read again.
#[test]
fn one_entry_changes_one_cell() {
    let text = "One & <two>\n\tthree";
    let mut tried = 0;
    each_case(cases("docx"), |case| {
        let upload = upload(&case);
        let before = read(&upload);
        for (sheet, at) in places(&before) {
            let cell = before.sheets[sheet].cells.get(&at).cloned().unwrap_or_default();
            let value = match &cell.choices {
                Some(choices) => Value::Choice(choices.values.last().unwrap().clone()),
                None if cell.tick => Value::Tick,
                None => Value::Text(text.into()),
            };
            let filled = (docx().fill)(&upload, &[Entry { sheet, at, value }]).unwrap();
            if !filled.left.is_empty() {
                assert!(filled.bytes == upload.bytes, "{} {at}", case.display());
                continue;
            }
            tried += 1;
            let after = read(&Upload { bytes: filled.bytes, ..upload.clone() });
            let written = words(&after.sheets[sheet], at);
            if cell.choices.is_none() && !cell.tick && before.sheets[sheet].mapping.is_none() {
                // A control may accept a single line only.
                assert!(
                    written.contains(text) || written.contains("One & <two> three"),
                    "{} {at}: {written}",
                    case.display()
                );
            }
            // The value of a control is also part of the paragraph's text.
            if cell.choices.as_deref().is_none_or(|it| it.ticked) {
                same_but(&before, &after, sheet, at, &case);
            }
        }
    });
    assert!(tried > 60, "{tried}");
}

fn words(sheet: &Sheet, at: At) -> String {
    sheet.cells.get(&at).map(|it| it.text.clone()).unwrap_or_default()
}

/// Every cell of every table, and the answer positions of paragraphs.
fn places(form: &Form) -> Vec<(usize, At)> {
    let mut places = Vec::new();
    for (index, sheet) in form.sheets.iter().enumerate() {
        let rows = sheet.cells.keys().map(|it| it.row).max().unwrap_or(0);
        match &sheet.mapping {
            Some(mapping) => {
                places.extend(mapping.rows.iter().map(|row| (index, At { row: *row, column: 2 })))
            }
            None if sheet.name != "Paragraphs" => places
                .extend((1..=rows).flat_map(|row| (1..4).map(move |column| (index, At { row, column })))),
            None => {}
        }
    }
    places
}

/// In tables, all cells but one are unchanged; paragraphs still have all their words in order.
fn same_but(before: &Form, after: &Form, sheet: usize, at: At, case: &Path) {
    for (index, (old, new)) in before.sheets.iter().zip(&after.sheets).enumerate() {
        let cells = |it: &Sheet| {
            it.cells
                .iter()
                .filter(|it| index != sheet || (*it.0 != at && *it.0 != at.inside()))
                .map(|it| (*it.0, it.1.clone()))
                .collect::<BTreeMap<At, Cell>>()
        };
        if old.name == "Paragraphs" {
            let kept = |it: &Cell| {
                it.text.replace(['_', '☐', '☒', '[', ']', 'x'], "").trim().trim_end_matches(':').to_owned()
            };
            let mut texts = new.cells.iter().filter(|it| it.0.column == 1).map(|it| kept(it.1));
            for cell in old.cells.iter().filter(|it| it.0.column == 1).map(|it| kept(it.1)) {
                assert!(
                    texts.any(|it| it.starts_with(cell.split("  ").next().unwrap())),
                    "{} {at}: {cell} is gone",
                    case.display()
                );
            }
        } else {
            assert_eq!(cells(old), cells(new), "{} {at}", case.display());
        }
    }
}

#[test]
fn files_that_are_not_documents_are_rejected_in_one_line() {
    let message = |bytes: &[u8]| {
        (docx().read)(&Upload { name: "x.docx".into(), bytes: bytes.to_vec() }).unwrap_err().message
    };
    assert!(message(b"PK\x03\x04rubbish").starts_with("is broken"));
    assert!(message(b"words").starts_with("is broken"));
    let doctype = document("", &[]);
    let parts = workbook::entries(&doctype.bytes);
    let parts = parts.iter().map(|workbook::ArchiveEntry { name, content: text, .. }| {
        let text = String::from_utf8(text.clone()).unwrap();
        (
            name.clone(),
            if name == DOCUMENT {
                text.replace("<w:document", "<!DOCTYPE x [<!ENTITY a \"b\">]><w:document")
            } else {
                text
            },
        )
    });
    let parts: Vec<_> = parts.collect();
    let bytes = archive(parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())));
    assert_eq!(message(&bytes), "has a document type declaration in its part `word/document.xml`");
    let cases =
        [("<w:p>".repeat(300), "has more than 256 nested elements"), ("<w:p>".into(), "is broken: its part")];
    each_case(cases, |(body, start)| {
        assert!(message(&document(&body, &[]).bytes).starts_with(start));
    });
    assert_eq!(
        message(&document(&"<w:p/>".repeat(1_000_001), &[]).bytes),
        "has more than 1000000 paragraphs, cells and runs"
    );
}

#[test]
fn protected_documents_are_not_changed() {
    let settings = |edit: &str| {
        format!(
            "<w:settings xmlns:w=\"x\"><w:documentProtection w:edit=\"{edit}\" \
             w:enforcement=\"1\"/></w:settings>"
        )
    };
    let body =
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>One?</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>";
    let cases = [("readOnly", Some("B1 is protected against changes")), ("trackedChanges", None)];
    each_case(cases, |(edit, left)| {
        let upload = document(body, &[("settings", settings(edit))]);
        let form = read(&upload);
        assert_eq!((form.sheets[0].protected, form.remarks.len()), (left.is_some(), 1));
        let returned = (docx().fill)(&upload, &[entry("B1 text Yes")]).unwrap();
        assert_eq!(returned.left.first().map(|it| it.1.words.as_str()), left);
    });
}

#[test]
fn damaged_and_hostile_documents_are_handled_safely() {
    let lines = [
        entry("B2 text a\\nb"),
        entry("2!B2 tick"),
        entry("C3 choice Yes"),
        entry("1!B7 text x"),
        entry("2!B1 text x"),
    ];
    for case in cases("docx") {
        let whole = upload(&case);
        damaged(&whole).iter().step_by(7).for_each(|it| assert_survives(docx(), it, &lines));
        // Damage inside the part of an intact archive.
        let text = fs::read(case.join("body.xml")).unwrap();
        for it in damaged(&Upload { name: String::new(), bytes: text }).into_iter().step_by(3) {
            let parts: Vec<_> = ["numbering", "settings"]
                .iter()
                .filter_map(|it| Some((*it, fs::read_to_string(case.join(format!("{it}.xml"))).ok()?)))
                .collect();
            assert_survives(docx(), &document(&String::from_utf8_lossy(&it.bytes), &parts), &lines);
        }
    }
    let cell =
        "<w:tc><w:tcPr><w:gridSpan w:val=\"4294967295\"/><w:vMerge w:val=\"restart\"/></w:tcPr><w:p/></w:tc>";
    let hostile = [
        format!(
            "<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"4294967295\"/></w:trPr>{}</w:tr></w:tbl>",
            cell.repeat(2_000)
        ),
        format!(
            "<w:tbl><w:tr><w:tc>{}{}</w:tc></w:tr></w:tbl>",
            "<w:tbl><w:tr><w:tc>".repeat(60),
            "</w:tc></w:tr></w:tbl>".repeat(60)
        ),
        format!("<w:p><w:r><w:t>{}?</w:t></w:r></w:p>", "☐ a [ ] ( ".repeat(50_000)),
        "<w:p><w:r><w:t>Is it?</w:t></w:r></w:p>".repeat(4_000),
        "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>".repeat(100)
            + &"<w:p><w:r><w:t>Name:</w:t></w:r></w:p>".repeat(2_000)
            + &"</w:sdtContent></w:sdt>".repeat(100),
        "<w:tc><w:p/></w:tc><w:tr><w:p/></w:tr><w:r><w:t>x</w:t></w:r><w:fldChar w:fldCharType=\"end\"/>"
            .into(),
        format!("<w:p><w:r><w:t>Name: {}</w:t></w:r></w:p>", "_ ".repeat(100_000)),
        format!("<w:p>{}</w:p>", "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>".repeat(20_000)),
    ];
    hostile.iter().for_each(|it| assert_survives(docx(), &document(it, &[]), &lines));
}
