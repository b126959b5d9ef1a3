//! Decisions, learned answers and pins expire when any text that may change their question is added around
//! it.

use crate::support::each_case;
use std::{fs, path::Path};

use serde_json::Value as Json;

use crate::{
    scopes::vendor,
    support::{self, filling},
};

const HEAD: &[&str] = &["ID", "Question", "Answer", "Comment"];
const LOCKED: &[&str] = &["1", "Is the server room locked at night?"];
const VISITORS: &[&str] = &["2", "Are visitors to the building escorted?"];

type Rows<'a> = Vec<&'a [&'a str]>;

/// A file with the two questions, and the same file with a text added around the second.
fn plain() -> Vec<u8> {
    filling::workbook(&[HEAD, LOCKED, VISITORS], "")
}

fn with_texts() -> Vec<(&'static str, Vec<u8>)> {
    let book = |rows: Rows| filling::workbook(&rows, "");
    let tip = "<hyperlinks><hyperlink ref=\"B3\" location=\"A1\" tooltip=\"For your \
               subcontractors\"/></hyperlinks>";
    let rule = "<dataValidations><dataValidation sqref=\"C3\" showInputMessage=\"1\" prompt=\"For your \
                subcontractors\"/></dataValidations>";
    vec![
        ("lead-in", book(vec![HEAD, LOCKED, &["", "For your subcontractors:"], VISITORS])),
        (
            "numbered lead-in",
            book(vec![HEAD, LOCKED, VISITORS, &["3", "Please answer question 2 for your subsidiary."]]),
        ),
        ("heading", book(vec![HEAD, LOCKED, &["Your subcontractors"], VISITORS])),
        ("field", book(vec![&["Is this about your subsidiary?", "Yes"], HEAD, LOCKED, VISITORS])),
        ("title", book(vec![&["Questions about your subcontractors"], HEAD, LOCKED, VISITORS])),
        (
            "head",
            book(vec![&["ID", "Question about your subcontractors", "Answer", "Comment"], LOCKED, VISITORS]),
        ),
        (
            "column",
            book(vec![
                &["ID", "Question", "Answer", "Scope"],
                LOCKED,
                &["2", VISITORS[1], "", "Subcontractors"],
            ]),
        ),
        ("row below", book(vec![HEAD, LOCKED, VISITORS, &[""], &["", "", "", "* at your subcontractors"]])),
        ("screen tip", filling::workbook(&[HEAD, LOCKED, VISITORS], tip)),
        ("message", filling::workbook(&[HEAD, LOCKED, VISITORS], rule)),
    ]
}

/// Whether the second question is answered, and why.
fn answer(root: &Path, bytes: &[u8], more: &[&str]) -> (bool, String) {
    let file = root.join("asked.xlsx");
    fs::write(&file, bytes).unwrap();
    let output = support::factum(root, &[&["answer", file.to_str().unwrap()], more].concat());
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let path = root.join("out/public/questionnaires/asked/answers.json");
    let json: Json = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let all = json["questions"].as_array().unwrap().clone();
    let own = all.iter().find(|it| it["text"] == VISITORS[1]).unwrap();
    (own["tier"] == "answered", own.to_string())
}

#[test]
fn a_decision_expires_when_a_text_is_added() {
    let dir = vendor();
    let review = dir.path().join("out/public/questionnaires/asked/review.yaml");
    answer(dir.path(), &plain(), &[]);
    let decided = fs::read_to_string(&review)
        .unwrap()
        .replace("decision: {}", "decision: {text: As decided., verdict: yes, by: Jane}");
    let with = ["--review", review.to_str().unwrap()];
    for (kind, bytes) in with_texts() {
        fs::write(&review, &decided).unwrap();
        assert!(answer(dir.path(), &plain(), &with).0);
        let (answered, why) = answer(dir.path(), &bytes, &with);
        assert!(!answered && why.contains("decide again"), "{kind}: {why}");
    }
}

#[test]
fn a_decision_expires_when_a_legend_sign_is_added() {
    let dir = vendor();
    let review = dir.path().join("out/public/questionnaires/asked/review.yaml");
    let with = ["--review", review.to_str().unwrap()];
    let rows = |id: &str, question: &str, below: &[&str]| {
        let rows: &[&[&str]] = &[HEAD, LOCKED, &[id, question], &[""], below];
        filling::workbook(rows, "")
    };
    let cases = ["*", "**", "†", "²", "1)", "(a)"];
    each_case(cases, |sign| {
        let legend = ["", &format!("{sign} = your subcontractors")];
        answer(dir.path(), &rows("2", VISITORS[1], &legend), &[]);
        let decided = fs::read_to_string(&review)
            .unwrap()
            .replace("decision: {}", "decision: {text: As decided., verdict: yes, by: Jane}");
        fs::write(&review, &decided).unwrap();
        assert!(answer(dir.path(), &rows("2", VISITORS[1], &legend), &with).0, "{sign}");
        let file = dir.path().join("asked.xlsx");
        fs::write(&file, rows("2", &format!("{} {sign}", VISITORS[1]), &legend)).unwrap();
        support::factum(dir.path(), &["answer", file.to_str().unwrap(), with[0], with[1]]);
        let json = fs::read(dir.path().join("out/public/questionnaires/asked/answers.json")).unwrap();
        let json: Json = serde_json::from_slice(&json).unwrap();
        assert_ne!(json["questions"][1]["tier"], "answered", "{sign}");
        fs::remove_dir_all(dir.path().join("out")).unwrap();
    });
}

/// A legend sign in the id cell counts like one in the question.
#[test]
fn a_decision_expires_when_a_sign_is_added_to_the_id() {
    let dir = vendor();
    let review = dir.path().join("out/public/questionnaires/asked/review.yaml");
    let with = ["--review", review.to_str().unwrap()];
    let rows = |id: &str, sign: &str| {
        let legend = format!("{sign} = your subcontractors");
        let rows: &[&[&str]] = &[HEAD, LOCKED, &[id, VISITORS[1]], &[""], &["", &legend]];
        filling::workbook(rows, "")
    };
    let cases = [("2*", "*"), ("2 **", "**"), ("2 †", "†"), ("*2", "*"), ("2#", "#")];
    each_case(cases, |(id, sign)| {
        answer(dir.path(), &rows("2", sign), &[]);
        let decided = fs::read_to_string(&review)
            .unwrap()
            .replace("decision: {}", "decision: {text: As decided., verdict: yes, by: Jane}");
        fs::write(&review, &decided).unwrap();
        assert!(answer(dir.path(), &rows("2", sign), &with).0, "{sign}");
        let file = dir.path().join("asked.xlsx");
        fs::write(&file, rows(id, sign)).unwrap();
        support::factum(dir.path(), &["answer", file.to_str().unwrap(), with[0], with[1]]);
        let json = fs::read(dir.path().join("out/public/questionnaires/asked/answers.json")).unwrap();
        let json: Json = serde_json::from_slice(&json).unwrap();
        assert_ne!(json["questions"][1]["tier"], "answered", "{id}");
        fs::remove_dir_all(dir.path().join("out")).unwrap();
    });
}

/// Words in the row of a question that were added after its decision.
#[test]
fn a_decision_expires_when_words_are_added_to_its_row() {
    let dir = vendor();
    let review = dir.path().join("out/public/questionnaires/asked/review.yaml");
    let with = ["--review", review.to_str().unwrap()];
    let cases = ["Comment", "Comments", "Notes", "Remarks", "Details", "Bemerkungen"];
    each_case(cases, |head| {
        let rows = |remark: &str| {
            filling::workbook(
                &[&["ID", "Question", "Answer", head], LOCKED, &["2", VISITORS[1], "", remark]],
                "",
            )
        };
        for decision in
            ["{text: As decided., verdict: yes, by: Jane}", "{answer: encryption-at-rest, by: Jane}"]
        {
            for (before, after, expected) in [
                ("", "For your subcontractors only", false),
                ("", "Please describe:", true),
                ("For your subcontractors only", "For your subcontractors only", true),
                ("For your subcontractors only", "For your parent company only", false),
                ("For your subcontractors only", "", true),
                ("", "As decided.", decision.contains("decided")),
            ] {
                let _ = fs::remove_file(&review);
                answer(dir.path(), &rows(before), &[]);
                let decided = fs::read_to_string(&review)
                    .unwrap()
                    .replace("decision: {}", &format!("decision: {decision}"));
                fs::write(&review, decided).unwrap();
                assert!(answer(dir.path(), &rows(before), &with).0, "{head} {before}");
                let (answered, why) = answer(dir.path(), &rows(after), &with);
                assert_eq!(answered, expected, "{head} {decision} {before} {after}: {why}");
                assert!(answered || why.contains("decide again"), "{head} {before} {after}: {why}");
            }
        }
    });
}

#[test]
fn learned_pins_record_the_text_around_their_question() {
    for (kind, bytes) in with_texts() {
        let dir = vendor();
        let review = dir.path().join("out/public/questionnaires/asked/review.yaml");
        answer(dir.path(), &bytes, &[]);
        let decided = fs::read_to_string(&review)
            .unwrap()
            .replace("decision: {}", "decision: {text: As decided., verdict: yes, by: Jane}");
        fs::write(&review, decided).unwrap();
        let learned = support::factum(dir.path(), &["learn", review.to_str().unwrap(), "--yes"]);
        assert_eq!(learned.status.code(), Some(0), "{}", support::stderr(&learned));
        support::learn::publish(dir.path());
        fs::remove_dir_all(dir.path().join("out")).unwrap();
        let (answered, why) = answer(dir.path(), &plain(), &[]);
        assert!(!answered, "{kind}: {why}");
    }
}

#[test]
fn a_pin_expires_when_a_text_is_added() {
    let dir = vendor();
    let pins = format!(
        "pinned:\n  title: Pinned\n  publish: yes\n  audience: public\n  source: {{of: handbook, at: \
         Chapter 3}}\n  questions:\n    - {{id: \"1\", question: \"{}\", verdict: yes}}\n    - {{id: \"2\", \
         question: \"{}\", verdict: yes}}\n",
        LOCKED[1], VISITORS[1]
    );
    support::put(dir.path(), "data/questionnaires/pinned.yaml", &pins);
    let (answered, why) = answer(dir.path(), &plain(), &[]);
    assert!(answered, "{why}");
    for (kind, bytes) in with_texts() {
        let (answered, why) = answer(dir.path(), &bytes, &[]);
        assert!(!answered, "{kind}: {why}");
    }
}
