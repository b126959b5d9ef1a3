//! CSV files are read as spreadsheets read them and filled field by field; every other byte is unchanged.

use std::fs;

use crate::support::{
    cases, each_case,
    form::{assert_survives, damaged, entry, format, upload},
};
use factum::questionnaire::{Entry, Upload, Value, format_of};

fn csv(text: impl AsRef<[u8]>) -> Upload {
    Upload { name: "questions.csv".into(), bytes: text.as_ref().to_vec() }
}

/// The bytes of `text` after the entries, each written as a line.
#[track_caller]
fn filled(text: impl AsRef<[u8]>, lines: &[&str]) -> String {
    let upload = csv(text);
    let entries: Vec<_> = lines.iter().map(|it| entry(it)).collect();
    let returned = (format(&upload, "CSV").fill)(&upload, &entries).unwrap();
    assert_eq!(returned.left, []);
    String::from_utf8(returned.bytes).unwrap()
}

/// Each field of each case in turn: only the bytes of the field change, and the text can be read again.
#[test]
fn one_entry_changes_one_field() {
    each_case(cases("csv"), |case| {
        let upload = upload(&case);
        let format = format(&upload, "CSV");
        let before = (format.read)(&upload).unwrap();
        for (at, cell) in &before.sheets[0].cells {
            let entry =
                Entry { sheet: 0, at: *at, value: Value::Text("New; \"text\",\nin\ttwo | lines".into()) };
            let after = (format.fill)(&upload, &[entry]).unwrap();
            if !after.left.is_empty() {
                assert!(
                    after.bytes == upload.bytes && after.left[0].1.words.contains("would close the open one"),
                    "{} {at}",
                    case.display()
                );
                continue;
            }
            let (kept, old) = (after.bytes.len().min(upload.bytes.len()), &upload.bytes);
            let head = (0..kept).take_while(|it| after.bytes[*it] == old[*it]).count();
            let tail = (1..=kept - head)
                .take_while(|it| after.bytes[after.bytes.len() - it] == old[old.len() - it])
                .count();
            assert!(old.len() - head - tail <= 2 * (2 * cell.text.len() + 4), "{} {at}", case.display());
            let mut again =
                (format.read)(&Upload { bytes: after.bytes, ..upload.clone() }).unwrap().sheets.remove(0);
            assert_eq!(again.cells.remove(at).unwrap().text, "New; \"text\",\nin\ttwo | lines");
            let mut rest = before.sheets[0].cells.clone();
            rest.remove(at);
            // A text written over a question with an answer line removes the line.
            rest.remove(&at.inside());
            assert_eq!(again.cells, rest, "{} {at}", case.display());
        }
    });
}

#[test]
fn texts_that_look_like_formulas_are_escaped() {
    let cases = ["=", "+", "-", "@", "\\t", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}"];
    each_case(cases, |start| {
        let text = filled("Question,Answer\nA?,\n", &[&format!("B2 text {start}cmd|' /C calc'!A0")]);
        assert!(text.contains("A?,\"'"), "{text}");
    });
    // A carriage return becomes a line break.
    assert_eq!(filled("Question,Answer\nA?,\n", &["B2 text \\r=1"]), "Question,Answer\nA?,\"'\n=1\"\n");
    assert_eq!(filled("Question,Answer\nA?,\n", &["B2 number -3"]), "Question,Answer\nA?,-3\n");
}

#[test]
fn short_records_are_extended_only_as_far_as_needed() {
    assert_eq!(
        filled("Q;A;B;C\r\nOne?\r\nTwo?;;;\r\n", &["C2 text yes", "B2 text no"]),
        "Q;A;B;C\r\nOne?;no;yes\r\nTwo?;;;\r\n"
    );
    assert_eq!(filled("Q\tA\nOne?", &["B2 text yes"]), "Q\tA\nOne?\tyes");
}

#[test]
fn unwritable_entries_are_skipped_with_a_reason() {
    let cases: &[(&[u8], &str, &str)] = &[
        (b"Q,A\nCaf\xE9?,\n", "B2 text \u{3042}", "B2 would need characters that Windows-1252 cannot encode"),
        (b"Q,A\nOne?,\n", "B3 text yes", "B3 is below the last record"),
        (b"Q,A\nOne?,\n", "2!B2 text yes", "B2 is not in the file"),
        (b"Q,A\nOne?,\n", "AMK2 text yes", "AMK2 is not in the file"),
        (b"Q,A\nOne?,\n", "B2 number NaN", "the value for B2 is not a number"),
    ];
    each_case(cases, |(text, line, reason)| {
        let returned = (factum::questionnaire::FORMATS.iter().find(|it| it.name == "CSV").unwrap().fill)(
            &csv(text),
            &[entry(line)],
        )
        .unwrap();
        assert_eq!(returned.left[0].1.words, *reason);
        assert_eq!(returned.bytes, *text);
    });
    let twice =
        (format(&csv("Q,A\n1,"), "CSV").fill)(&csv("Q,A\n1,"), &[entry("B2 text a"), entry("B2 text b")])
            .unwrap();
    assert_eq!((twice.bytes.as_slice(), twice.left.len()), (&b"Q,A\n1,a"[..], 1));
}

#[test]
fn binary_files_are_rejected_in_one_line() {
    let long = "a".repeat(33 << 20);
    let wide = ",".repeat(2_000);
    let cases: &[(&[u8], &str)] = &[
        (b"a,b\n\0\x01\x02", "contains bytes that are not valid text"),
        (b"\xFF\xFEa\0b", "declares the encoding UTF-16, but is not valid UTF-16"),
        (b"\xFF\xFE\x00\xD8a\0", "declares the encoding UTF-16, but is not valid UTF-16"),
        (b"\xEF\xBB\xBF\xFF", "declares the encoding UTF-8, but is not valid UTF-8"),
        (long.as_bytes(), "is longer than 32 MiB"),
        (wide.as_bytes(), "has more than 200000 records, 1024 fields per record or 1000000 fields"),
    ];
    each_case(cases, |(bytes, message)| {
        let upload = csv(bytes);
        assert_eq!((format(&upload, "CSV").read)(&upload).unwrap_err().message, *message);
    });
}

#[test]
fn csv_is_recognised_by_content_only_if_it_has_records() {
    let named = |name: &str, text: &str| {
        format_of(&Upload { name: name.into(), bytes: text.into() }).ok().map(|it| it.name)
    };
    assert_eq!(named("list", "Question;Answer\nOne?;\nTwo?;\n"), Some("CSV"));
    assert_eq!(named("letter", "Dear all,\nplease find enclosed the questions.\n\nYours"), None);
    assert_eq!(named("page.html", "<p>a,b</p>\n<p>a,b</p>\n"), None);
    assert_eq!(named("x.csv", "PK\x03\x04 a,b"), None);
}

#[test]
fn damaged_and_hostile_files_are_handled_safely() {
    let format = factum::questionnaire::FORMATS.iter().find(|it| it.name == "CSV").unwrap();
    let lines = [entry("A1 text =1\\n\"x\""), entry("J3 text far"), entry("B2 tick")];
    for case in cases("csv") {
        damaged(&upload(&case)).iter().for_each(|it| assert_survives(format, it, &lines));
    }
    let quotes = [
        "\"".repeat(200_000),
        "\",".repeat(200_000),
        "\"\",\"\"\"x".repeat(50_000),
        "\r".repeat(150_000),
        "sep=;".into(),
        "sep=".into(),
    ];
    quotes.iter().for_each(|it| assert_survives(format, &csv(it), &lines));
    assert!(fs::exists("tests/cases/csv").unwrap());
}
