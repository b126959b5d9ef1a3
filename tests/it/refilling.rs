//! Files that are answered again: moved ticks, unused decisions, other files of the same name, and formulas
//! without saved values.

use std::fs;

use crate::support::{
    self, each_case,
    filling::{Run, answer, answer_decided, vendor, workbook},
};

const ASKED: [(&str, &str); 2] = [("Q1", "Is there a helipad?"), ("Q2", "Is the lawn mown?")];
const YES: &str = "{text: We do., verdict: yes}";
const NO: &str = "{text: We do not., verdict: no}";

fn decided(decisions: [&str; 2]) -> Vec<(&str, &str, &str)> {
    ASKED.iter().zip(decisions).map(|((id, question), it)| (*id, *question, it)).collect()
}

fn rewritten(bytes: &[u8], change: impl Fn(String) -> String) -> Vec<u8> {
    support::resave::rewritten(bytes, |_, text| change(text))
}

#[test]
fn text_of_the_former_verdict_is_removed_beside_a_moved_tick() {
    let dir = vendor();
    let head: &[&str] = &["ID", "Question", "Yes", "No", "Explanation"];
    let rows: Vec<Vec<&str>> =
        ASKED.iter().map(|(id, question)| vec![*id, *question, "☐", "☐", ""]).collect();
    let rows: Vec<&[&str]> = std::iter::once(head).chain(rows.iter().map(Vec::as_slice)).collect();
    let bytes = workbook(&rows, "");
    let first = answer(dir.path(), "asked.xlsx", &bytes, &decided([YES, YES]), &[]);
    assert_eq!(first.row("asked.xlsx", 2)[2..], ["☒", "☐", "We do."]);
    let moved = rewritten(&first.bytes, |it| {
        it.replacen('☒', "moved", 1).replacen('☐', "☒", 1).replacen("moved", "☐", 1)
    });
    fs::write(dir.path().join("out/public/questionnaires/asked/asked.xlsx"), moved).unwrap();
    let cases = [true, false];
    each_case(cases, |first| {
        let again = answer(dir.path(), "asked.xlsx", &bytes, &decided([YES, NO]), &[]);
        assert_eq!(again.row("asked.xlsx", 2)[2..], ["☐", "☒", ""]);
        assert_eq!(again.row("asked.xlsx", 3)[2..], ["☐", "☒", "We do not."]);
        assert!(
            support::stdout(&again.output).contains("2 cells edited by hand"),
            "{}",
            support::stdout(&again.output)
        );
        let outdated = again.unwritten("Q1").contains(&("Sheet1!E2".to_owned(), "outdated".to_owned()));
        assert_eq!(outdated, first, "{:?}", again.unwritten("Q1"));
    });
}

#[test]
fn library_text_stays_beside_an_edited_verdict_only_if_it_matches() {
    let rows: [&[&str]; 3] =
        [&["ID", "Question", "Yes/No", "Comment"], &["Q1", ASKED[0].1, "", ""], &["Q2", ASKED[1].1, "", ""]];
    let cases = [
        ("No", ""),
        ("Partially", ""),
        ("N/A", ""),
        ("", ""),
        ("Later", ""),
        ("YES", "We do."),
        ("Yes.", "We do."),
    ];
    each_case(cases, |(edited, words)| {
        let dir = vendor();
        let bytes = workbook(&rows, "");
        let first = answer(dir.path(), "asked.xlsx", &bytes, &decided([YES, NO]), &[]);
        assert_eq!(first.row("asked.xlsx", 2)[2..], ["Yes", "We do."]);
        let changed = rewritten(&first.bytes, |it| {
            it.replacen("<t>Yes</t>", &format!("<t>{edited}</t>"), 1).replacen(
                "<t xml:space=\"preserve\">Yes</t>",
                &format!("<t>{edited}</t>"),
                1,
            )
        });
        assert_ne!(changed, first.bytes, "{edited}");
        fs::write(dir.path().join("out/public/questionnaires/asked/asked.xlsx"), changed).unwrap();
        for arguments in [&[][..], &["--overwrite"], &[]] {
            let again = answer(dir.path(), "asked.xlsx", &bytes, &decided([YES, NO]), arguments);
            let row = again.row("asked.xlsx", 2);
            let cell = |at: usize| row.get(at).cloned().unwrap_or_default();
            assert_eq!([cell(2), cell(3)], [edited, words], "{edited} {arguments:?}");
            assert_eq!(again.row("asked.xlsx", 3)[2..], ["No", "We do not."]);
        }
    });
}

fn printed(run: &Run) -> String {
    support::stdout(&run.output) + &support::stderr(&run.output)
}

#[test]
fn unused_decisions_are_counted() {
    let dir = vendor();
    let rows = |asked: [&str; 2]| {
        let rows = [vec!["ID", "Question", "Answer"], vec!["Q1", asked[0], ""], vec!["Q2", asked[1], ""]]
            .map(|it| it.to_vec());
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        workbook(&rows, "")
    };
    let run = answer(dir.path(), "asked.xlsx", &rows([ASKED[0].1, ASKED[1].1]), &decided([YES, NO]), &[]);
    assert!(!printed(&run).contains("not used"), "{}", printed(&run));
    let run = answer(
        dir.path(),
        "asked.xlsx",
        &rows([ASKED[0].1, "Does the wall clock tick?"]),
        &decided([YES, NO]),
        &[],
    );
    assert!(
        printed(&run).contains("1 decision is not used because its question is gone"),
        "{}",
        printed(&run)
    );
    assert!(!printed(&run).contains("previously answered in this folder"), "{}", printed(&run));
    // A file of the same name without any of these questions.
    let run = answer(
        dir.path(),
        "asked.xlsx",
        &rows(["Is there a dog?", "Is there a cat?"]),
        &decided([YES, NO]),
        &[],
    );
    assert!(
        printed(&run).contains("2 decisions are not used because their questions are gone"),
        "{}",
        printed(&run)
    );
    assert!(
        printed(&run)
            .contains("0 of the 2 questions that were previously answered in this folder are in this file"),
        "{}",
        printed(&run)
    );
}

#[test]
fn a_decision_without_content_is_rejected() {
    let dir = vendor();
    let rows: &[&[&str]] = &[&["ID", "Question", "Answer"], &["Q1", ASKED[0].1, ""], &["Q2", ASKED[1].1, ""]];
    let run =
        answer(dir.path(), "asked.xlsx", &workbook(rows, ""), &decided(["{blank: no, by: Jane}", NO]), &[]);
    assert_eq!(run.output.status.code(), Some(1));
    assert!(printed(&run).contains("this decision has no answer"), "{}", printed(&run));
}

#[test]
fn formulas_without_saved_values_are_resolved_or_reported() {
    let dir = vendor();
    let rows: &[&[&str]] = &[
        &["ID", "Question", "Answer", "", "Texts"],
        &["Q1", "@=E2", "", "", ASKED[0].1],
        &["Q2", "@=$F$3", "", "", "", "@=Sheet1!E4"],
        &["Q3", "@=E2&amp;\" Why?\"", "", "", ASKED[1].1],
        &["Q4", "@=B4", "", ""],
        &["Q5", "@=B6", "", ""],
        &["Q6", "Does the wall clock tick?", ""],
    ];
    let formula = |text: String| {
        let mut out = String::new();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once(" t=\"inlineStr\"><is><t>@=") {
            let (formula, after) = after.split_once("</t></is></c>").unwrap();
            out += &format!("{before}><f>{}</f><v></v></c>", formula.replace("&amp;amp;", "&amp;"));
            rest = after;
        }
        out + rest
    };
    let run = answer_decided(dir.path(), "asked.xlsx", &rewritten(&workbook(rows, ""), formula), &[YES, NO]);
    let text = printed(&run);
    assert!(text.contains("has formulas whose values are not saved in it (3 in `Sheet1`)"), "{text}");
    let asked: Vec<_> =
        run.answers["questions"].as_array().unwrap().iter().map(|it| it["text"].as_str().unwrap()).collect();
    assert_eq!(asked, [ASKED[0].1, ASKED[1].1, "Does the wall clock tick?"], "{text}");
    assert_eq!(run.row("asked.xlsx", 2)[2], "Yes. We do.");
    // If there are no other questions, the rejection states the reason.
    let rows: &[&[&str]] = &[
        &["ID", "Question", "Answer"],
        &["Q1", "@=A1&amp;B1", ""],
        &["Q2", "@=A1&amp;B1", ""],
        &["Q3", "@=B1&amp;A1", ""],
    ];
    let run = answer(dir.path(), "all.xlsx", &rewritten(&workbook(rows, ""), formula), &[], &[]);
    assert!(
        printed(&run).contains("no questions were found")
            && printed(&run).contains("3 cells contain formulas without a value"),
        "{}",
        printed(&run)
    );
}

#[test]
fn yaml_questionnaires_get_the_verdict_in_a_separate_field() {
    let dir = vendor();
    let text = "questions:\n- id: Q1\n  question: Is there a helipad?\n  answer:\n  verdict:\n- id: Q2\n  \
                question: Is the lawn mown?\n";
    let run = answer(dir.path(), "asked.yaml", text.as_bytes(), &decided([YES, NO]), &[]);
    let filled = String::from_utf8(run.bytes.clone()).unwrap();
    assert!(
        filled.contains("answer: \"We do.\"\n  verdict: \"yes\"") && filled.contains("verdict: \"no\""),
        "{filled}\n{}",
        printed(&run)
    );
}

#[test]
fn edits_of_a_formula_or_single_character_are_kept() {
    let dir = vendor();
    let rows: &[&[&str]] =
        &[&["ID", "Question", "Answer", "Comment"], &["Q1", ASKED[0].1, "", ""], &["Q2", ASKED[1].1, "", ""]];
    let bytes = workbook(rows, "");
    let decisions = decided(["{text: Runs on US hosts. Twice., verdict: yes}", NO]);
    let made = dir.path().join("out/public/questionnaires/asked/asked.xlsx");
    let cell = "<c r=\"C2\" t=\"str\"><f>CONCATENATE(\"Yes. \",\"We do.\")</f><v>Yes. We do.</v></c>";
    for (new, text) in [
        ("Yes. Runs on us hosts. Twice.", "Yes. Runs on us hosts. Twice."),
        ("Yes. Runs on US hosts. Twice", "Yes. Runs on US hosts. Twice"),
        ("Yes. Runs on US hosts.\nTwice.", "Yes. Runs on US hosts.\nTwice."),
        ("Yes. Runs on US hosts.  Twice.", "Yes. Runs on US hosts.  Twice."),
        (cell, "Yes. We do."),
    ] {
        let first = answer(dir.path(), "asked.xlsx", &bytes, &decisions, &[]);
        assert_eq!(first.row("asked.xlsx", 2)[2], "Yes. Runs on US hosts. Twice.");
        let edited = rewritten(&first.bytes, |text| {
            let Some(words) = text.find("Yes. Runs on US hosts. Twice.") else { return text };
            let (start, end) =
                (text[..words].rfind("<c ").unwrap(), words + text[words..].find("</c>").unwrap() + 4);
            let own = text[start..end].replace("Yes. Runs on US hosts. Twice.", new);
            format!("{}{}{}", &text[..start], if new == cell { cell } else { &own }, &text[end..])
        });
        fs::write(&made, edited).unwrap();
        for _ in 0..2 {
            let again = answer(dir.path(), "asked.xlsx", &bytes, &decisions, &[]);
            assert_eq!(again.row("asked.xlsx", 2)[2], text);
            assert!(
                printed(&again)
                    .contains("1 cell edited by hand in the filled file, kept as edited: Sheet1!C2"),
                "{}",
                printed(&again)
            );
            let sheet = support::workbook::entries(&again.bytes)
                .into_iter()
                .find(|it| it.name.ends_with("sheet1.xml"))
                .unwrap();
            assert_eq!(String::from_utf8(sheet.content).unwrap().contains("<f>CONCATENATE"), new == cell);
        }
        fs::remove_dir_all(made.parent().unwrap()).unwrap();
    }
}

#[test]
fn a_filled_file_saved_with_other_content_is_kept_as_a_copy() {
    let dir = vendor();
    let rows: &[&[&str]] = &[&["ID", "Question", "Answer"], &["Q1", ASKED[0].1, ""], &["Q2", ASKED[1].1, ""]];
    let bytes = workbook(rows, "");
    let first = answer(dir.path(), "asked.xlsx", &bytes, &decided([YES, NO]), &[]);
    let folder = dir.path().join("out/public/questionnaires/asked");
    let mut parts = support::workbook::entries(&first.bytes);
    let name = "xl/comments9.xml".to_owned();
    parts.push(support::workbook::ArchiveEntry { name, raw: Vec::new(), content: b"<comments/>".to_vec() });
    let edited = support::workbook::archive(parts.iter().map(|it| (it.name.as_str(), it.content.as_slice())));
    fs::write(folder.join("asked.xlsx"), &edited).unwrap();
    let again = answer(dir.path(), "asked.xlsx", &bytes, &decided([YES, NO]), &[]);
    assert!(
        printed(&again).contains("comments and pictures added to it are in `edited-asked.xlsx`"),
        "{}",
        printed(&again)
    );
    assert_eq!(fs::read(folder.join("edited-asked.xlsx")).unwrap(), edited);
    assert_eq!(again.row("asked.xlsx", 2)[2], "Yes. We do.");
    let again = answer(dir.path(), "asked.xlsx", &bytes, &decided([YES, NO]), &[]);
    assert!(!printed(&again).contains("edited-"), "{}", printed(&again));
}
