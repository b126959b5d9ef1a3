//! Titles and notes of workbooks: sheet names, titles above tables, cell comments and input messages stop an
//! answer if they may change the question; a decision applies while they are unchanged.

use std::{fs, path::Path};

use serde_json::Value as Json;

use crate::support::{self, each_case, filling, workbook};

const QUESTIONS: &[&[&str]] = &[
    &["ID", "Question", "Answer"],
    &["1", "Is customer data encrypted at rest?", ""],
    &["2", "Are backups taken every day?", ""],
    &["3", "Do you have an incident response plan?", ""],
];

/// A workbook of one sheet with this name, these comments on its cells, and the XML that follows its rows.
fn book(sheet: &str, rows: &[&[&str]], comments: &[(&str, &str)], after: &str) -> Vec<u8> {
    let comment = |(at, note): &(&str, &str)| {
        format!("<comment ref=\"{at}\"><text><r><t>{note}</t></r></text></comment>")
    };
    let comments: String = comments.iter().map(comment).collect();
    let parts =
        workbook::entries(&filling::workbook(rows, after)).into_iter().map(|it| (it.name, it.content));
    let mut parts: Vec<(String, Vec<u8>)> = parts.collect();
    for (name, content) in &mut parts {
        if name == "xl/workbook.xml" {
            *content = String::from_utf8(content.clone()).unwrap().replace("Sheet1", sheet).into_bytes();
        }
    }
    if !comments.is_empty() {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
        let package = "http://schemas.openxmlformats.org/package/2006/relationships";
        let relation = format!(
            "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{kind}\" \
             Target=\"../comments1.xml\"/></Relationships>"
        );
        parts.push(("xl/worksheets/_rels/sheet1.xml.rels".into(), relation.into_bytes()));
        let text =
            format!("<comments xmlns=\"{main}\"><authors/><commentList>{comments}</commentList></comments>");
        parts.push(("xl/comments1.xml".into(), text.into_bytes()));
    }
    workbook::archive(parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())))
}

/// Data validation with only a message on these cells.
fn message(cells: &str, note: &str) -> String {
    format!(
        "<dataValidations><dataValidation sqref=\"{cells}\" showInputMessage=\"1\" promptTitle=\"Note\" \
         prompt=\"{note}\"/></dataValidations>"
    )
}

/// Answers a file; returns whether each of its questions was answered, and why not.
fn answer(root: &Path, bytes: &[u8], more: &[&str]) -> Vec<(bool, String)> {
    let file = root.join("asked.xlsx");
    fs::write(&file, bytes).unwrap();
    let output = support::factum(root, &[&["answer", file.to_str().unwrap()], more].concat());
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let folder = if more.contains(&"--customer") { "fabrikam--asked" } else { "asked" };
    let answers = root.join("out/public/questionnaires").join(folder).join("answers.json");
    let json: Json = serde_json::from_slice(&fs::read(answers).unwrap()).unwrap();
    let questions = json["questions"].as_array().unwrap().clone();
    questions.iter().map(|it| (it["tier"] == "answered", it["reasons"].to_string())).collect()
}

fn vendor() -> tempfile::TempDir {
    support::copy(&support::sample().join("tests/cases/given/vendor"))
}

fn answered(root: &Path, bytes: &[u8], more: &[&str]) -> Vec<bool> {
    answer(root, bytes, more).into_iter().map(|it| it.0).collect()
}

#[test]
fn error_messages_of_validation_rules_are_read() {
    let dir = vendor();
    let rule = |note: &str| {
        format!(
            "<dataValidations><dataValidation type=\"list\" sqref=\"C2:C4\" showErrorMessage=\"1\" \
             error=\"{note}\"><formula1>&quot;Yes,No&quot;</formula1></dataValidation></dataValidations>"
        )
    };
    let answered = |note: &str| answered(dir.path(), &book("Sheet1", QUESTIONS, &[], &rule(note)), &[]);
    assert!(!answered("Choose No where the control is in place").contains(&true));
}

#[test]
fn sheet_names_and_titles_that_name_a_scope_stop_answers() {
    let dir = vendor();
    let cases = [
        "Sheet1",
        "Tab 2",
        "Questionnaire",
        "Vendor form",
        "Tabelle1",
        "Feuil1",
        "Acme",
        "IT Security",
        "Version 2",
    ];
    each_case(cases, |name| {
        assert_eq!(answered(dir.path(), &book(name, QUESTIONS, &[], ""), &[]), [true; 3], "{name}");
    });
    let cases = [
        "Hetzner",
        "2019",
        "Former version",
        "Fabrikam Bank",
        "Acme Server",
        "Berlin office",
        "Supplier A",
        "UK",
    ];
    each_case(cases, |name| {
        assert_eq!(answered(dir.path(), &book(name, QUESTIONS, &[], ""), &[]), [false; 3], "{name}");
    });
    let titled = |title: &'static str| book("Sheet1", &[&[&[title][..], &[""]], QUESTIONS].concat(), &[], "");
    let cases = ["Security questionnaire", "Third party security questionnaire", "Acme"];
    each_case(cases, |title| {
        assert_eq!(answered(dir.path(), &titled(title), &[]), [true; 3], "{title}");
    });
    let cases = [
        "Hetzner",
        "State of 2019",
        "Questions on Acme Server",
        "Singapore",
        "Vendor: Fabrikam",
        "Completed by: Jane Doe",
        "Tick Yes if this is untrue",
    ];
    each_case(cases, |title| {
        assert_eq!(answered(dir.path(), &titled(title), &[]), [false; 3], "{title}");
    });
}

#[test]
fn titles_may_name_the_customer_and_the_topic() {
    let dir = vendor();
    let file =
        book("Fabrikam", &[&[&["Fabrikam vendor questionnaire"][..], &[""]], QUESTIONS].concat(), &[], "");
    assert_eq!(answered(dir.path(), &file, &[]), [false; 3]);
    assert_eq!(answered(dir.path(), &file, &["--customer", "Fabrikam"]), [true; 3]);
    let file = book("Acme Server", QUESTIONS, &[], "");
    assert_eq!(answered(dir.path(), &file, &["--product", "acme-server"]), [true; 3]);
    assert_eq!(answered(dir.path(), &file, &["--product", "acme-cloud"]), [false; 3]);
}

#[test]
fn cell_notes_that_invert_a_yes_stop_answers() {
    let dir = vendor();
    let turning = "Enter N where the control is in place";
    let of = |comments: &[(&str, &str)], after: &str| {
        answered(dir.path(), &book("Sheet1", QUESTIONS, comments, after), &[])
    };
    assert_eq!(of(&[("B3", turning)], ""), [true, false, true]);
    assert_eq!(of(&[("C2", "Jane: tick Yes if this is incorrect")], ""), [false, true, true]);
    assert_eq!(of(&[("C1", turning)], ""), [false; 3]);
    assert_eq!(of(&[], &message("C2:C3", turning)), [false, false, true]);
    assert_eq!(
        of(&[("C1", "Please answer Yes or No")], &message("C2:C4", "Select Yes, No or N/A")),
        [true; 3]
    );
    // The note for programs without threaded comments is ignored.
    let conversation = "[Threaded comment]&#10;&#10;This is not shown in your \
                        version.&#10;&#10;Comment:&#10;    Please be brief.";
    assert_eq!(of(&[("B2", conversation)], ""), [true; 3]);
}

#[test]
fn ids_that_name_one_of_several_stop_answers() {
    let dir = vendor();
    let mut rows = QUESTIONS.to_vec();
    let (first, second) = (["Subcontractor 1", QUESTIONS[1][1], ""], ["Supplier A", QUESTIONS[2][1], ""]);
    (rows[1], rows[2]) = (&first, &second);
    assert_eq!(answered(dir.path(), &book("Sheet1", &rows, &[], ""), &[]), [false, false, true]);
}

#[test]
fn a_decision_applies_while_the_surrounding_texts_are_unchanged() {
    let dir = vendor();
    let review = dir.path().join("out/public/questionnaires/asked/review.yaml");
    let decide = || {
        let text = answers_and_decisions(&fs::read_to_string(&review).unwrap());
        fs::write(&review, text).unwrap();
    };
    let decided = |bytes: &[u8]| {
        answer(dir.path(), bytes, &["--review", review.to_str().unwrap()])
            .iter()
            .map(|it| it.1.contains("decided by a person"))
            .collect::<Vec<_>>()
    };
    let file = |sheet: &str, comments: &[(&str, &str)], more: &str| {
        let last = ["3", QUESTIONS[3][1], "", more];
        let rows: [&[&str]; 4] = [&["ID", "Question", "Answer", "Scope"], QUESTIONS[1], QUESTIONS[2], &last];
        book(sheet, &rows, comments, "")
    };
    let (named, plain) = (file("Berlin office", &[], ""), file("Sheet1", &[], ""));
    answer(dir.path(), &named, &[]);
    decide();
    assert_eq!(decided(&named), [true; 3]);
    // Another version without relevant changes.
    assert_eq!(decided(&file("Berlin office", &[("C1", "Please answer Yes or No")], "")), [true; 3]);
    // A sheet for another place, and then the same file again: decisions that were set aside are not reused.
    let moved = file("Singapore office", &[], "");
    assert_eq!(decided(&moved), [false; 3]);
    let review_file = ["--review", review.to_str().unwrap()];
    assert!(answer(dir.path(), &moved, &review_file)[0].1.contains("decide again"));
    assert_eq!(decided(&moved), [false; 3]);
    assert_eq!(decided(&named), [true; 3], "with its sheet the decision is taken up again");

    fs::remove_dir_all(dir.path().join("out")).unwrap();
    answer(dir.path(), &plain, &[]);
    decide();
    let reviewed = fs::read_to_string(&review).unwrap();
    let cases = [
        (file("Sheet1", &[("C2", "Enter N where the control is in place")], ""), [false, true, true]),
        (file("Sheet1", &[], "Singapore office"), [false, false, false]),
        (file("Fabrikam", &[], ""), [false, false, false]),
        (plain.clone(), [true, true, true]),
        (file("Questionnaire", &[("B2", "Please be brief")], "N/A"), [true, true, true]),
    ];
    each_case(cases, |(bytes, expected)| {
        fs::write(&review, &reviewed).unwrap();
        assert_eq!(decided(&bytes), expected);
    });
}

/// The answers and decisions of a review file.
fn answers_and_decisions(review: &str) -> String {
    review.replace("decision: {}", "decision: {text: As decided., verdict: yes, by: Jane}")
}

#[test]
fn answers_learned_on_a_sheet_for_one_place_are_not_given_on_another() {
    let dir = vendor();
    let review = dir.path().join("out/public/questionnaires/asked/review.yaml");
    let rows: &[&[&str]] = &[
        QUESTIONS[0],
        &["1", "Is the server room locked at night?", ""],
        &["2", "Are visitors to the building escorted?", ""],
    ];
    let file = |sheet: &str| book(sheet, rows, &[], "");
    answer(dir.path(), &file("Berlin office"), &[]);
    fs::write(&review, answers_and_decisions(&fs::read_to_string(&review).unwrap())).unwrap();
    let learned = support::factum(dir.path(), &["learn", review.to_str().unwrap(), "--yes"]);
    assert_eq!(learned.status.code(), Some(0), "{}", support::stderr(&learned));
    crate::support::learn::publish(dir.path());
    let cases = [("Singapore office", false), ("Sheet1", false), ("Berlin office", true)];
    each_case(cases, |(sheet, expected)| {
        fs::remove_dir_all(dir.path().join("out")).unwrap();
        assert_eq!(answered(dir.path(), &file(sheet), &[]), [expected; 2], "{sheet}");
    });
}

/// A workbook of one sheet with these parts beside it: the kind of each relation, and its XML.
fn with_parts(rows: &[&[&str]], related: &[(&str, String)]) -> Vec<u8> {
    let entries = workbook::entries(&filling::workbook(rows, "")).into_iter().map(|it| (it.name, it.content));
    let mut parts: Vec<(String, Vec<u8>)> = entries.collect();
    let relation = |(at, (kind, _)): (usize, &(&str, String))| {
        let kind = format!("http://schemas.microsoft.com/office/2017/10/relationships/{kind}");
        format!("<Relationship Id=\"r{at}\" Type=\"{kind}\" Target=\"../part{at}.xml\"/>")
    };
    let relations: String = related.iter().enumerate().map(relation).collect();
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let relations = format!("<Relationships xmlns=\"{package}\">{relations}</Relationships>");
    parts.push(("xl/worksheets/_rels/sheet1.xml.rels".into(), relations.into_bytes()));
    parts.extend(
        related
            .iter()
            .enumerate()
            .map(|(at, (_, text))| (format!("xl/part{at}.xml"), text.clone().into_bytes())),
    );
    workbook::archive(parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())))
}

#[test]
fn threaded_comments_and_text_boxes_are_read_as_notes() {
    let comment = |at: &str, note: &str| {
        format!("<threadedComment ref=\"{at}\" id=\"{{1}}\"><text>{note}</text></threadedComment>")
    };
    let conversation = |inner: String| {
        let space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments";
        ("threadedComment", format!("<ThreadedComments xmlns=\"{space}\">{inner}</ThreadedComments>"))
    };
    let shape = |properties: &str, more: &str, note: &str| {
        let text = format!("<xdr:txBody><a:p><a:r><a:t>{note}</a:t></a:r></a:p></xdr:txBody>");
        format!(
            "<xdr:twoCellAnchor><xdr:sp><xdr:nvSpPr><xdr:cNvPr id=\"2\" \
             name=\"Box\"{properties}>{more}</xdr:cNvPr></xdr:nvSpPr>{text}</xdr:sp></xdr:twoCellAnchor>"
        )
    };
    let drawing = |inner: String| {
        let spaces = "xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\" \
            xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
            xmlns:a14=\"http://schemas.microsoft.com/office/drawing/2010/main\"";
        ("drawing", format!("<xdr:wsDr {spaces}>{inner}</xdr:wsDr>"))
    };
    let only = "Questions relate to your subcontractors only";
    let (first, all, none) = ([false, true, true], [false; 3], [true; 3]);
    let cases = [
        (conversation(comment("B2", only)), first),
        (conversation(comment("B2", "Thank you") + &comment("B2", only)), first),
        (conversation(comment("B1", only)), all),
        (conversation(comment("B2", "Thank you")), none),
        (drawing(shape("", "", only)), all),
        (drawing(shape("", "", "Thank you for your replies.")), none),
        // Hidden content, and the content of a checkbox.
        (drawing(shape(" hidden=\"1\"", "", only)), none),
        (drawing(shape("", "<a:extLst><a:ext><a14:compatExt/></a:ext></a:extLst>", only)), none),
    ];
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let plain: Vec<bool> =
        answer(dir.path(), &with_parts(QUESTIONS, &[]), &[]).into_iter().map(|it| it.0).collect();
    each_case(cases, |((kind, text), expected)| {
        let given = answer(dir.path(), &with_parts(QUESTIONS, &[(kind, text.clone())]), &[]);
        let given: Vec<bool> = given.into_iter().map(|it| it.0).collect();
        let expected: Vec<bool> = plain.iter().zip(expected).map(|(plain, it)| *plain && it).collect();
        assert_eq!(given, expected, "{kind} {text}");
    });
    assert!(plain[0], "{plain:?}");
    // The same text in a comment and in the thread is one note.
    let comments = format!(
        "<comments><commentList><comment ref=\"B2\"><text><t>[Threaded comment]\n\nComment:\n    \
         {only}</t></text></comment></commentList></comments>"
    );
    let bytes = with_parts(QUESTIONS, &[("comments", comments), conversation(comment("B2", only))]);
    let upload = factum::questionnaire::Upload { name: "asked.xlsx".into(), bytes };
    let form = (factum::questionnaire::format_of(&upload).unwrap().read)(&upload).unwrap();
    assert_eq!(form.sheets[0].notes.values().map(ToString::to_string).collect::<Vec<_>>(), [only]);
}

#[test]
fn a_comment_moved_from_a_header_to_a_question_is_reviewed_again() {
    let dir = vendor();
    let root = dir.path();
    let book = |cell: &str| book("Sheet1", QUESTIONS, &[(cell, "Consider the old harbour")], "");
    let answered = |bytes: &[u8], more: &[&str]| answered(root, bytes, more);
    assert_eq!(answered(&book("B1"), &[]), [false; 3]);
    let review = root.join("out/public/questionnaires/asked/review.yaml");
    let text = fs::read_to_string(&review).unwrap();
    fs::write(&review, text.replace("changes_nothing: no", "changes_nothing: yes\n    by: Jane")).unwrap();
    assert_eq!(answered(&book("B1"), &[]), [true; 3]);
    let again = ["--review", review.to_str().unwrap()];
    assert!(!answered(&book("B4"), &again)[2]);
    assert_eq!(answered(&book("B1"), &again), [true; 3]);
}
