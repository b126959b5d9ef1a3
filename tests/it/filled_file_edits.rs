//! Edits in a filled file are kept when it is answered again.

use crate::filling::{LIST, NO, PARTIAL, YES, answers, asking, decided};
use crate::support::{
    self, each_case,
    filling::{answer, rules, vendor, workbook},
};

/// The filled file with some texts replaced, as by a person.
fn edit(bytes: &[u8], changes: &[(&str, &str)]) -> Vec<u8> {
    let change = |text: String| changes.iter().fold(text, |text, (old, new)| text.replace(old, new));
    support::resave::rewritten(bytes, |_, text| change(text))
}

#[test]
fn edits_in_a_filled_file_are_kept() {
    let dir = vendor();
    let list = rules(&[("C2:C4", LIST, "\"Yes,No,Partially\"")]);
    let bytes = asking([["", ""]; 3], &list);
    let made = dir.path().join("out/public/questionnaires/asked");
    let first = answer(dir.path(), "asked.xlsx", &bytes, &decided(&[YES, NO, PARTIAL]), &[]);
    // A person rewords one answer, removes another, and adds a file.
    std::fs::write(
        made.join("asked.xlsx"),
        edit(&first.bytes, &[("We do not.", "Never on Sundays."), ("Mostly.", "")]),
    )
    .unwrap();
    std::fs::write(made.join("evidence.txt"), "kept").unwrap();
    // The answer to the first question has changed in the meantime.
    let cases = [&[][..], &["--overwrite"], &[]];
    each_case(cases, |arguments| {
        let again = answer(dir.path(), "asked.xlsx", &bytes, &decided(&[NO, NO, PARTIAL]), arguments);
        assert_eq!(
            answers(&again),
            [["No", "We do not."], ["No", "Never on Sundays."], ["Partially", ""]],
            "{arguments:?}"
        );
        let printed = support::stdout(&again.output);
        assert!(
            printed
                .contains("2 cells edited by hand in the filled file, kept as edited: Sheet1!D3, Sheet1!D4"),
            "{printed}"
        );
        assert_eq!(
            again.answers["edited"][0],
            serde_json::json!({"cell": "Sheet1!D3", "value": "Never on Sundays."})
        );
        assert_eq!(again.question("Q2")["edited"][0]["cell"], "Sheet1!D3");
        assert_eq!(
            again.question("Q2")["cells"],
            serde_json::json!([{"cell": "Sheet1!C3", "holds": "verdict", "value": "No"}])
        );
        assert_eq!(again.unwritten("Q2"), [("Sheet1!D3".to_owned(), "edited".to_owned())]);
        assert_eq!(std::fs::read_to_string(made.join("evidence.txt")).unwrap(), "kept");
    });
    // A verdict that is no longer valid is removed beside an edited text, and the new one is not written
    // there.
    let cases = [true, false];
    each_case(cases, |first| {
        let again = answer(dir.path(), "asked.xlsx", &bytes, &decided(&[NO, YES, PARTIAL]), &[]);
        assert_eq!(answers(&again)[1], ["", "Never on Sundays."]);
        assert_eq!(
            again.unwritten("Q2").contains(&("Sheet1!C3".to_owned(), "outdated".to_owned())),
            first,
            "{:?}",
            again.unwritten("Q2")
        );
        let edited: Vec<_> =
            again.answers["edited"].as_array().unwrap().iter().map(|it| it["cell"].clone()).collect();
        assert_eq!(edited, ["Sheet1!D3", "Sheet1!D4"], "an emptied cell was not edited by hand");
    });
}

#[test]
fn a_withdrawn_answer_is_removed_from_unedited_cells() {
    let dir = vendor();
    let list = rules(&[("C2:C4", LIST, "\"Yes,No,Partially\"")]);
    let bytes = asking([["", ""]; 3], &list);
    let made = dir.path().join("out/public/questionnaires/asked");
    let first = answer(dir.path(), "asked.xlsx", &bytes, &decided(&[YES, NO, PARTIAL]), &[]);
    std::fs::write(made.join("asked.xlsx"), edit(&first.bytes, &[("We do not.", "Never on Sundays.")]))
        .unwrap();
    for _ in 0..2 {
        let again = answer(dir.path(), "asked.xlsx", &bytes, &decided(&[YES, "{blank: yes}", PARTIAL]), &[]);
        assert_eq!(answers(&again), [["Yes", "We do."], ["", "Never on Sundays."], ["Partially", "Mostly."]]);
        assert_eq!(again.answers["edited"].as_array().unwrap().len(), 1, "{}", again.answers["edited"]);
    }
}

#[test]
fn an_answer_that_is_no_longer_given_is_removed_from_an_edited_file() {
    let dir = vendor();
    let bytes = asking([["TBD", ""]; 3], "");
    let first = answer(dir.path(), "asked.xlsx", &bytes, &decided(&[YES, NO, NO]), &[]);
    let made = dir.path().join("out/public/questionnaires/asked");
    std::fs::write(made.join("asked.xlsx"), edit(&first.bytes, &[("Yes. We do.", "Yes, on the roof.")]))
        .unwrap();
    let again = answer(dir.path(), "asked.xlsx", &bytes, &decided(&[YES, "{blank: yes}", NO]), &[]);
    assert_eq!(answers(&again), [["Yes, on the roof.", ""], ["TBD", ""], ["No. We do not.", ""]]);
}

#[test]
fn an_edited_file_that_cannot_be_compared_is_kept_as_a_copy() {
    let dir = vendor();
    let first = answer(dir.path(), "asked.xlsx", &asking([["", ""]; 3], ""), &decided(&[YES, NO, NO]), &[]);
    let made = dir.path().join("out/public/questionnaires/asked");
    let edited = edit(&first.bytes, &[("Yes. We do.", "Yes, on the roof.")]);
    std::fs::write(made.join("asked.xlsx"), &edited).unwrap();
    // The next version of the customer's file.
    let next = asking([["", "new"], ["", ""], ["", ""]], "");
    for _ in 0..2 {
        let again = answer(dir.path(), "asked.xlsx", &next, &decided(&[NO, NO, NO]), &[]);
        assert_eq!(answers(&again)[1], ["No. We do not.", ""]);
        assert_eq!(std::fs::read(made.join("edited-asked.xlsx")).unwrap(), edited);
    }
    // The file differs from the recorded one, and the record is missing.
    std::fs::remove_file(made.join("answers.json")).unwrap();
    let printed =
        support::stdout(&answer(dir.path(), "asked.xlsx", &next, &decided(&[NO, NO, NO]), &[]).output);
    assert!(printed.contains("it is kept as `edited-2-asked.xlsx`"), "{printed}");
}

#[test]
fn composed_and_decomposed_accents_are_the_same_text() {
    let dir = vendor();
    let head: &[&str] = &["ID", "Question", "Re\u{301}ponse", "Commentaire"];
    let rows: &[&[&str]] = &[
        head,
        &["Q1", "Le sie\u{300}ge est a\u{300} Gene\u{300}ve.", "", ""],
        &["Q2", "Is the lawn mown?", "", ""],
    ];
    let decisions = [("Q1", "Le siège est à Genève.", NO), ("Q2", "Is the lawn mown?", YES)];
    let list = rules(&[("C2:C3", LIST, "\"Conforme,Ne satisfait pas,A\u{300} de\u{301}finir\"")]);
    let filled = answer(dir.path(), "accents.xlsx", &workbook(rows, &list), &decisions, &[]);
    assert_eq!(
        filled.row("accents.xlsx", 2)[2..],
        ["Ne satisfait pas", "We do not."],
        "{}",
        support::stdout(&filled.output)
    );
    assert_eq!(
        filled.row("accents.xlsx", 2)[1],
        "Le sie\u{300}ge est a\u{300} Gene\u{300}ve.",
        "the file's own characters stay"
    );
}
