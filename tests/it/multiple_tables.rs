//! Several tables on one sheet: each answer is written into the cells of its own table.

use crate::support::{self, each_case};
use std::{fs, path::Path};

const SIDE: &str = "\
No,Question,Answer,,No,Question,Answer
1,Is there a helipad?,,,11,Does the wall clock tick?,
2,Is the lawn mown?,,,12,Is the roof green?,
";
const SIDE_DECIDED: &str = "\
No,Question,Answer,,No,Question,Answer
1,Is there a helipad?,,,11,Does the wall clock tick?,Loudly.
2,Is the lawn mown?,Weekly.,,12,Is the roof green?,
";

/// Decisions on one question of each table.
fn review(mapping: &str) -> String {
    format!(
        "{mapping}decided_by: Jane\nquestions:\n  - id: \"11\"\n    question: Does the wall clock tick?\n    \
         decision: {{text: Loudly.}}\n  - id: \"2\"\n    question: Is the lawn mown?\n    decision: {{text: \
         Weekly.}}\n"
    )
}

/// The filled file, or the output if there is none.
fn filled(root: &Path, mapping: &str, maps: &[&str]) -> String {
    fs::write(root.join("side.csv"), SIDE).unwrap();
    fs::write(root.join("decided.yaml"), review(mapping)).unwrap();
    let maps: Vec<_> = maps.iter().flat_map(|it| ["--map", it]).collect();
    let file = root.join("side.csv").display().to_string();
    let review = root.join("decided.yaml").display().to_string();
    let output = support::factum(root, &[&["answer", &file, "--review", &review], maps.as_slice()].concat());
    let written = root.join("out/public/questionnaires/side/side.csv");
    fs::read_to_string(written).unwrap_or_else(|_| support::stderr(&output))
}

fn vendor() -> tempfile::TempDir {
    support::copy(&support::sample().join("tests/cases/answer/vendor"))
}

#[test]
fn two_maps_of_one_sheet_each_write_to_their_own_columns() {
    let maps = ["Records: question=B answer=C", "Records: question=F answer=G"];
    assert_eq!(filled(vendor().path(), "", &maps), SIDE_DECIDED);
}

#[test]
fn a_review_file_lists_the_maps_of_one_sheet() {
    let mapping = "mapping:\n  Records:\n    - question=B answer=C\n    - question=F answer=G\n";
    assert_eq!(filled(vendor().path(), mapping, &[]), SIDE_DECIDED);
}

#[test]
fn maps_on_the_command_line_replace_those_of_the_review_file() {
    let mapping = "mapping:\n  Records: question=B answer=D\n";
    let maps = ["question=B answer=C", "question=F answer=G"];
    assert_eq!(filled(vendor().path(), mapping, &maps), SIDE_DECIDED);
}

#[test]
fn maps_that_claim_the_same_cell_are_rejected() {
    let printed =
        filled(vendor().path(), "", &["Records: question=B answer=D", "Records: question=F answer=D"]);
    assert!(printed.contains("writes to a cell of another map, D2"), "{printed}");
}

const INSIDE: &str = "\
Nr,Question
1,\"Does the wall clock tick?

Response:\"
2,\"Is the roof green?
Response: No, grey.\"
3,\"Is the lawn mown?
Vendor response:\"
";

#[test]
fn an_answer_is_written_after_its_line_in_the_question_cell() {
    let dir = vendor();
    fs::write(dir.path().join("inside.csv"), INSIDE).unwrap();
    fs::write(
        dir.path().join("decided.yaml"),
        review("").replace("  - id: \"11\"\n    ", "  - ").replace("  - id: \"2\"\n    ", "  - "),
    )
    .unwrap();
    let cases = [&[][..], &["--map", "Records: question=B answer=inside"]];
    each_case(cases, |maps| {
        let [file, review] =
            ["inside.csv", "decided.yaml"].map(|it| dir.path().join(it).display().to_string());
        let arguments = [&["answer", &file, "--review", &review], maps].concat();
        let printed = support::stdout(&support::factum(dir.path(), &arguments));
        assert!(
            printed.contains("3 questions in B, rows 2 to 4, id A, answer in the question's cell"),
            "{printed}"
        );
        let written =
            fs::read_to_string(dir.path().join("out/public/questionnaires/inside/inside.csv")).unwrap();
        let expected = INSIDE
            .replace("\nResponse:\"", "\nResponse: Loudly.\"")
            .replace("\nVendor response:", "\nVendor response: Weekly.");
        assert_eq!(written, expected);
    });
}

#[test]
fn an_answer_is_written_beside_or_after_the_label_below_its_question() {
    let dir = vendor();
    fs::write(dir.path().join("decided.yaml"), review("")).unwrap();
    let ask = |text: &str, maps: &[&str]| {
        fs::write(dir.path().join("labels.csv"), text).unwrap();
        let [file, review] =
            ["labels.csv", "decided.yaml"].map(|it| dir.path().join(it).display().to_string());
        let arguments = [&["answer", &file, "--review", &review], maps].concat();
        let printed = support::stdout(&support::factum(dir.path(), &arguments));
        assert!(printed.contains("2 read, 2 answered, 2 written"), "{printed}");
        let folder = dir.path().join("out/public/questionnaires/labels");
        let written = fs::read_to_string(folder.join("labels.csv")).unwrap();
        fs::remove_dir_all(folder).unwrap();
        written
    };
    let cases = [&[][..], &["--map", "Records: question=A answer=below"]];
    each_case(cases, |maps| {
        let beside = "11. Does the wall clock tick?,\nAnswer:,\n2. Is the lawn mown?,\nAnswer:,\n";
        assert_eq!(
            ask(beside, maps),
            "11. Does the wall clock tick?,\nAnswer:,Loudly.\n2. Is the lawn mown?,\nAnswer:,Weekly.\n"
        );
        let behind = "11. Does the wall clock tick?\nAnswer:\n2. Is the lawn mown?\nAnswer:\n";
        assert_eq!(
            ask(behind, maps),
            "11. Does the wall clock tick?\nAnswer: Loudly.\n2. Is the lawn mown?\nAnswer: Weekly.\n"
        );
    });
}

#[test]
fn a_line_label_that_no_question_has_is_rejected() {
    let dir = vendor();
    let file = dir.path().join("labels.csv").display().to_string();
    fs::write(&file, "Does the clock tick?\nAnswer:\nIs the lawn mown?\nAnswer:\n").unwrap();
    let printed = support::stderr(&support::factum(
        dir.path(),
        &["answer", &file, "--map", "Records: question=A answer=inside"],
    ));
    assert!(printed.contains("has no line like `Response:` in its cells"), "{printed}");
}

/// A document of the document cases as a customer's file.
fn document(root: &Path, case: &str) -> String {
    let path = root.join("site.docx");
    let case = support::sample().join("tests/cases/docx").join(case);
    fs::write(&path, crate::docx::upload(&case).bytes).unwrap();
    path.display().to_string()
}

#[test]
fn document_answers_are_written_into_frames_and_question_cells() {
    let dir = vendor();
    let printed = support::stdout(&support::factum(
        dir.path(),
        &["answer", &document(dir.path(), "answers-below-and-inside")],
    ));
    let lines = [
        "Tables 3 to 4: 1 question each in A, row 1, id before the text, answer below",
        "Table 5: 1 question in row 1, column B, answer row 2",
        "Table 6: 3 questions in A, rows 1 to 5, id before the text, answer below",
        "Table 7: 3 questions in B, rows 1 to 3, id A, answer in the question's cell",
        "Table 8: 3 questions in B, rows 2 to 4, id A, no place for answers (add a column for them in the \
         document)",
        "Paragraphs: 2 questions in paragraphs 1 to 3, id before the text, answer in the paragraph or below \
         it",
    ];
    for line in lines {
        assert!(printed.contains(line), "{line}: {printed}");
    }
}

#[test]
fn a_map_for_a_missing_column_is_rejected() {
    let dir = vendor();
    let file = document(dir.path(), "answers-below-and-inside");
    let map = |map: &str| support::stderr(&support::factum(dir.path(), &["answer", &file, "--map", map]));
    let printed = map("Table 8: question=B answer=C");
    assert!(printed.contains("`Table 8` has no column C, where its map puts answers"), "{printed}");
    assert!(map("Table 8: question=B answer=inside").contains("has no line like `Response:`"));
    assert!(map("Table 8: question=B answer=below").contains("no free cell below"));
}

#[test]
fn labels_below_questions_lead_to_the_answers_of_a_document() {
    let dir = vendor();
    let printed =
        support::stdout(&support::factum(dir.path(), &["answer", &document(dir.path(), "answer-labels")]));
    let lines = [
        "Table 1: 2 questions in A, rows 1 to 3, id before the text, answer below, in B",
        "Table 2: 2 questions in A, rows 1 to 3, id before the text, answer below, after its label",
        "Table 3: 1 question in A, row 1, id before the text, answer below, after its label",
        "Table 4: 1 question in A, row 1, id before the text, answer below, in B",
        "Table 5: 2 questions in B, rows 2 to 4, id A, answer below, after its label",
    ];
    for line in lines {
        assert!(printed.contains(line), "{line}: {printed}");
    }
}

#[test]
fn the_only_question_of_a_document_is_found_in_a_table_of_two_rows() {
    let dir = vendor();
    let printed =
        support::stdout(&support::factum(dir.path(), &["answer", &document(dir.path(), "one-small-table")]));
    assert!(printed.contains("Table 1: 1 question in A, row 1, answer below"), "{printed}");
    assert!(!printed.contains("Table 2"), "{printed}");
}
