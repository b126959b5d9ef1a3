//! Text that was typed into a filled file outside of the answer cells is recorded with its position.

use crate::support::{
    self, each_case, filling,
    legal::{Workspace, approved},
    workbook,
};

const ASKED: &str = "No,Question,Answer,,\n1,Are you certified to ISO/IEC 27001?,,,\n2,Is customer data \
                     encrypted at rest?,,,\n";

/// The output folder of the answers to a file.
fn answered(workspace: &Workspace, name: &str, bytes: &[u8], further: &[&str]) -> String {
    support::put(workspace.root(), name, bytes);
    let path = workspace.path(name).display().to_string();
    workspace.clean(&[&["answer", &path, "--customer", "Ems GmbH"], further].concat());
    format!("out/public/questionnaires/ems-gmbh--{}", name.split('.').next().unwrap())
}

/// The output of `sent`, and the record that it writes.
fn sent(workspace: &Workspace, name: &str) -> (String, String) {
    let output = workspace.run(&["sent"]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let record = workspace.path(&format!("data/sent/2026-10-01-ems-gmbh-{name}.yaml"));
    (support::stderr(&output), std::fs::read_to_string(record).unwrap_or_default())
}

/// A way to edit a file.
type Edit = fn(&str) -> String;

/// A typed text: its cell, the text, and the question with which it is recorded.
type Typed = (&'static str, &'static str, &'static str);

#[test]
fn typed_text_is_recorded_in_every_position() {
    // The edits, and the typed texts that they add.
    let table: [(Edit, &[Typed]); 6] = [
        (
            |it| it.replace("No,Question,Answer,,", "No,Question,Answer,Our remark,"),
            &[("D1", "Our remark", "Added to the file by hand")],
        ),
        (
            |it| it.replace("with AES-256.,,", "with AES-256.,We pay twice if it fails.,"),
            &[("D3", "We pay twice if it fails.", "Is customer data encrypted at rest?")],
        ),
        (
            |it| it.to_owned() + ",We guarantee 99.99 %.,,,\n",
            &[("B4", "We guarantee 99.99 %.", "Added to the file by hand")],
        ),
        (|it| it.to_owned() + ",,,,Signed: Jane\n", &[("E4", "Signed: Jane", "Added to the file by hand")]),
        // A text that is elsewhere in the file as well is still a typed text.
        (
            |it| it.replace("with AES-256.,,", "with AES-256.,Answer,"),
            &[("D3", "Answer", "Is customer data encrypted at rest?")],
        ),
        // Moved rows and changed answers are not typed texts.
        (|it| it.replacen("1,", "\n\n1,", 1).replace("with AES-256", "mostly with AES-256"), &[]),
    ];
    each_case(table, |(edit, typed)| {
        let workspace = approved();
        let folder = answered(&workspace, "k.csv", ASKED.as_bytes(), &[]);
        workspace.edit(&format!("{folder}/k.csv"), |text| {
            let edited = edit(&text);
            assert_ne!(edited, text);
            edited
        });
        let (printed, record) = sent(&workspace, "k");
        assert_eq!(record.matches("    place: ").count(), typed.len(), "{record}");
        assert_eq!(printed.contains("outside the answer cells of `k.csv`"), !typed.is_empty(), "{printed}");
        for (place, text, question) in typed {
            let item = record
                .split("  - question: ")
                .find(|it| it.contains(&format!("{place}\"\n")))
                .unwrap_or_else(|| panic!("{place}: {record}"));
            assert!(
                item.starts_with(&format!("\"{question}\""))
                    && item.contains(&format!("text: \"{text}\"\n    origin: file\n")),
                "{record}"
            );
            assert!(printed.contains(&format!("{place}\n")), "{printed}");
            let recall = support::stdout(&workspace.run(&["recall", "ems"]))
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            assert!(recall.contains(&format!("{place}, which is not an answer cell")), "{recall}");
            let rejected = workspace.run(&["sent", "--require-approved"]);
            assert_eq!(rejected.status.code(), Some(2));
        }
        // The record can be read.
        workspace.clean(&["check"]);
    });
}

#[test]
fn typed_text_is_recorded_in_a_workbook_and_after_answering_again() {
    let rows: &[&[&str]] = &[
        &["No", "Question", "Answer", "", "Total"],
        &["1", "Are you certified to ISO/IEC 27001?", "", "", ""],
        &["2", "Is customer data encrypted at rest?", "", "", ""],
    ];
    let workspace = approved();
    let original = filling::workbook(rows, "");
    let folder = answered(&workspace, "k.xlsx", &original, &[]);
    let path = workspace.path(&format!("{folder}/k.xlsx"));
    // The person continues with the filled file: its answers are then part of the person's file.
    let filled = std::fs::read(&path).unwrap();
    let upload = factum::questionnaire::Upload { name: "k.xlsx".into(), bytes: filled };
    let format = factum::questionnaire::format_of(&upload).unwrap();
    let entry = |at: &str, text: &str| factum::questionnaire::Entry {
        sheet: 0,
        at: factum::questionnaire::At::named(at).unwrap(),
        value: factum::questionnaire::Value::Text(text.into()),
    };
    let edited =
        (format.fill)(&upload, &[entry("D2", "Free of charge."), entry("B7", "Valid for ten years.")])
            .unwrap();
    assert!(edited.left.is_empty());
    std::fs::write(&path, &edited.bytes).unwrap();
    // Answered again, the file keeps the typed text and counts as written by factum.
    answered(&workspace, "k.xlsx", &original, &[]);
    let (printed, record) = sent(&workspace, "k");
    assert!(!printed.contains("was edited after"), "{printed}");
    assert!(
        record.contains("text: \"Free of charge.\"") && record.contains("text: \"Valid for ten years.\""),
        "{record}"
    );
    assert_eq!(record.matches("    place: ").count(), 2, "{record}");
    assert_eq!(record.matches("answer: answer/").count(), 2, "{record}");
}

/// The value of a formula is calculated by the program that opens the file: without a stored value it is not
/// known what the customer read.
#[test]
fn a_formula_without_a_value_is_recorded_as_unknown() {
    let workspace = approved();
    let original = filling::workbook(
        &[
            &["No", "Question", "Answer"],
            &["2", "Is customer data encrypted at rest?", ""],
            &["3", "Do you keep a zoo?", ""],
        ],
        "",
    );
    let folder = answered(&workspace, "k.xlsx", &original, &[]);
    let path = workspace.path(&format!("{folder}/k.xlsx"));
    let filled = std::fs::read(&path).unwrap();
    let parts: Vec<(String, Vec<u8>)> = workbook::entries(&filled)
        .into_iter()
        .map(|workbook::ArchiveEntry { name, content, .. }| (name, content))
        .collect();
    let cases = [
        ("", "(a formula; its value is not stored in the file, and not known)"),
        ("<v>We encrypt all.</v>", "We encrypt all."),
    ];
    each_case(cases, |(value, recorded)| {
        let formula = |(name, content): &(String, Vec<u8>)| {
            let mut text = String::from_utf8_lossy(content).into_owned();
            if let Some((before, rest)) =
                text.split_once("<c r=\"C2\"").filter(|_| name.contains("worksheets/"))
            {
                let after = rest.split_once("</c>").unwrap().1;
                text = format!(
                    "{before}<c r=\"C2\" t=\"str\"><f>\"We encrypt \"&amp;\"all.\"</f>{value}</c>{after}"
                );
            }
            (name.clone(), text.into_bytes())
        };
        let edited: Vec<(String, Vec<u8>)> = parts.iter().map(formula).collect();
        std::fs::write(
            &path,
            workbook::archive(edited.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))),
        )
        .unwrap();
        let (printed, record) = sent(&workspace, "k");
        assert!(printed.contains("1 answer is recorded with the content now in the file"), "{printed}");
        assert!(record.contains(recorded) && !record.contains("part: "), "{record}");
        std::fs::remove_dir_all(workspace.path("data/sent")).unwrap();
        let _ = std::fs::remove_file(workspace.path("out/ledgers.json"));
    });
}

/// Many typed texts are reported with their sheet, and not recorded individually.
#[test]
fn many_typed_texts_are_only_counted() {
    let workspace = approved();
    let folder = answered(&workspace, "k.csv", ASKED.as_bytes(), &[]);
    let more: String = (0..300).map(|it| format!(",,,,Line {it}\n")).collect();
    workspace.edit(&format!("{folder}/k.csv"), |it| it + &more);
    let (printed, record) = sent(&workspace, "k");
    assert!(
        record.contains("300 texts were typed in by hand and are not recorded individually."),
        "{record}"
    );
    assert!(printed.contains("the sheet ") && !record.contains("Line 7"), "{printed}");
}

/// An `answers.json` of an earlier version lacks the texts of the customer's file.
#[test]
fn missing_original_texts_are_reported() {
    let workspace = approved();
    let folder = answered(&workspace, "k.csv", ASKED.as_bytes(), &[]);
    let json = workspace.read(&format!("{folder}/answers.json"));
    let mut parsed: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(parsed["texts"].as_object().is_some_and(|it| !it.is_empty()));
    parsed.as_object_mut().unwrap().remove("texts");
    let open = "0".repeat(64);
    parsed["seal"] = open.clone().into();
    let text = format!("{parsed:#}\n");
    let seal = factum::ledger::digest_of(text.as_bytes());
    support::put(workspace.root(), &format!("{folder}/answers.json"), text.replacen(&open, &seal, 1));
    workspace.edit(&format!("{folder}/k.csv"), |it| it + ",,,,By hand\n");
    let (printed, record) = sent(&workspace, "k");
    assert!(printed.contains("so texts typed into it elsewhere cannot be detected"), "{printed}");
    assert!(!record.contains("By hand"), "{record}");
}
