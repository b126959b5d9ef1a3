//! Customers' files are answered through the binary: which answers are given, and which are not.

use crate::support::{self, each_case};
use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value as Json;

/// A temporary copy of the vendor of the cases.
pub fn vendor() -> tempfile::TempDir {
    support::copy(&case("vendor"))
}

pub fn case(name: &str) -> PathBuf {
    support::sample().join("tests/cases/answer").join(name)
}

pub fn answer(root: &Path, arguments: &[&str]) -> std::process::Output {
    support::factum(root, &[&["answer"], arguments].concat())
}

pub fn customer() -> String {
    case("customer.csv").display().to_string()
}

pub fn folder(root: &Path, audience: &str, name: &str) -> PathBuf {
    root.join("out").join(audience).join("questionnaires").join(name)
}

pub fn answers(folder: &Path) -> Json {
    serde_json::from_str(&fs::read_to_string(folder.join("answers.json")).unwrap()).unwrap()
}

pub fn question<'a>(answers: &'a Json, id: &str) -> &'a Json {
    answers["questions"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["id"] == id)
        .unwrap_or_else(|| panic!("no question {id}"))
}

pub fn reasons(question: &Json) -> String {
    question["reasons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it.as_str().unwrap())
        .collect::<Vec<_>>()
        .join("; ")
}

#[test]
fn a_file_is_filled_with_known_answers_and_nothing_else() {
    let dir = vendor();
    let file = dir.path().join("customer.csv");
    fs::copy(customer(), &file).unwrap();
    let output = answer(dir.path(), &[file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let made = folder(dir.path(), "public", "customer");
    for name in ["customer.csv", "review.yaml", "answers.json"] {
        let text = fs::read_to_string(made.join(name)).unwrap();
        support::golden(&case("expected").join(name), &text);
    }
    let printed = support::stdout(&output).replace(&dir.path().display().to_string(), "ROOT");
    support::golden(&case("expected/terminal.txt"), &printed);
    let answers = answers(&made);
    let tier = |id| question(&answers, id)["tier"].as_str().unwrap();
    let expected = [
        ("Q1", "answered"),
        ("Q2", "answered"),
        ("Q4", "none"),
        ("Q5", "none"),
        ("Q6", "none"),
        ("Q7", "review"),
        ("Q8", "answered"),
        ("Q9", "none"),
        ("STD-7", "answered"),
        ("STD-8", "none"),
    ];
    for (id, wanted_text) in expected {
        assert_eq!(tier(id), wanted_text, "{id}: {}", question(&answers, id));
    }
}

#[test]
fn a_negated_question_does_not_get_the_verdict() {
    let dir = vendor();
    answer(dir.path(), &[&customer()]);
    let answers = answers(&folder(dir.path(), "public", "customer"));
    let turned = question(&answers, "Q3");
    assert_ne!(turned["tier"], "answered", "{turned}");
    assert_eq!(turned["verdict"], Json::Null);
}

#[test]
fn content_above_the_audience_is_in_no_output() {
    let dir = vendor();
    let output = answer(dir.path(), &[&customer()]);
    for (path, bytes) in support::tree(&dir.path().join("out")) {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        for mark in ["zqxnda", "zqxinternal", "penetration-tests", "legal-hold", "narrower audience"] {
            assert!(!text.contains(mark), "{path} holds `{mark}`");
        }
    }
    // The person who runs the command may know that a wider audience would get more.
    assert!(
        support::stdout(&output)
            .contains("1 question may have an answer that is restricted to a narrower audience"),
        "{}",
        support::stdout(&output)
    );
    answer(dir.path(), &[&customer(), "--audience", "nda"]);
    let answers = answers(&folder(dir.path(), "nda", "customer"));
    assert_eq!(question(&answers, "Q4")["text_given"], "zqxnda tests it each spring.");
}

#[test]
fn overdue_and_draft_answers_are_withheld_and_reported() {
    let dir = vendor();
    answer(dir.path(), &[&customer()]);
    let answers = answers(&folder(dir.path(), "public", "customer"));
    assert!(
        reasons(question(&answers, "Q5"))
            .contains("`answer/backups` may fit but is not used: its review was due on 2025-01-01")
    );
    assert!(reasons(question(&answers, "Q6")).contains(
        "`answer/awareness` may fit but is not used: it is a draft (remove its line `draft: yes`)"
    ));
    let output = answer(dir.path(), &[&customer(), "--as-of", "2024-06-01"]);
    assert_eq!(output.status.code(), Some(0));
    let answers = self::answers(&folder(dir.path(), "public", "customer"));
    assert_eq!(question(&answers, "Q5")["tier"], "answered");
}

#[test]
fn a_build_keeps_answered_questionnaires() {
    let dir = vendor();
    answer(dir.path(), &[&customer()]);
    let made = folder(dir.path(), "public", "customer");
    let before = support::tree(&made);
    for _ in 0..2 {
        let output = support::factum(dir.path(), &["build"]);
        assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
        assert_eq!(support::tree(&made), before);
    }
    assert!(
        !dir.path().join("out/public/questionnaires/standard").exists(),
        "a questionnaire of pins was published"
    );
}

#[test]
fn a_negating_heading_stops_answers() {
    let dir = vendor();
    let file = dir.path().join("turned.csv");
    let cases = [
        (
            "Section,Question,Answer\nWhich of these do you lack?,Is customer data encrypted at \
             rest?,\nEncryption,Do you encrypt stored customer data?,\n",
            "A",
        ),
        (
            "Section,Question,Non-compliant (Yes/No)\nOne,Is customer data encrypted at rest?,\nTwo,Do you \
             encrypt stored customer data?,\n",
            "B",
        ),
    ];
    each_case(cases, |(text, case)| {
        fs::write(&file, text).unwrap();
        let map = if case == "A" {
            "question=B answer=C section=A header=1"
        } else {
            "question=B yes_no=C section=A header=1"
        };
        let output = answer(dir.path(), &[file.to_str().unwrap(), "--map", map]);
        assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
        let filled = fs::read_to_string(folder(dir.path(), "public", "turned").join("turned.csv")).unwrap();
        assert_eq!(
            filled.matches("Yes").count(),
            if case == "A" { 1 } else { text.matches("Yes").count() },
            "{filled}"
        );
    });
}

#[test]
fn existing_answers_are_overwritten_only_on_request() {
    let dir = vendor();
    let made = folder(dir.path(), "public", "customer");
    answer(dir.path(), &[&customer()]);
    assert!(fs::read_to_string(made.join("customer.csv")).unwrap().contains(";already answered;"));
    assert!(reasons(question(&answers(&made), "Q10")).contains("C16 already contains `already answered`"));
    answer(dir.path(), &[&customer(), "--overwrite"]);
    assert!(!fs::read_to_string(made.join("customer.csv")).unwrap().contains(";already answered;"));
}

#[test]
fn a_rejected_file_does_not_stop_other_files() {
    let dir = vendor();
    let broken = dir.path().join("broken.xlsx");
    fs::write(&broken, b"PK\x03\x04 this is no workbook").unwrap();
    let prices = dir.path().join("prices.csv");
    fs::write(&prices, "Item,Price\nPen,1\nPencil,2\nPaper,3\n").unwrap();
    let missing = dir.path().join("missing.docx");
    let files = [broken.to_str().unwrap(), &customer(), prices.to_str().unwrap(), missing.to_str().unwrap()];
    let output = answer(dir.path(), &files);
    assert_eq!(output.status.code(), Some(2));
    let printed = support::stderr(&output);
    let cases = ["broken.xlsx` ", "prices.csv` is not a questionnaire", "cannot read `"];
    each_case(cases, |wanted_text| {
        assert!(printed.contains(wanted_text), "`{wanted_text}` is not in {printed}");
    });
    assert!(folder(dir.path(), "public", "customer").join("answers.json").is_file());
    assert!(
        !folder(dir.path(), "public", "prices").exists() && !folder(dir.path(), "public", "broken").exists()
    );
}

#[test]
fn files_that_would_share_a_folder_are_rejected() {
    let dir = vendor();
    let twin = dir.path().join("elsewhere/customer.csv");
    fs::create_dir(dir.path().join("elsewhere")).unwrap();
    fs::copy(case("customer.csv"), &twin).unwrap();
    let output = answer(dir.path(), &[&customer(), twin.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        support::stderr(&output).contains("would both be written to the folder `customer`"),
        "{}",
        support::stderr(&output)
    );
    assert!(!dir.path().join("out").exists());
}

#[test]
fn a_manual_layout_replaces_the_detected_one() {
    let dir = vendor();
    // Text that the customer has filled into an answer cell of an open question stops the other answers.
    let file = dir.path().join("customer.csv");
    let text = fs::read_to_string(customer()).unwrap();
    fs::write(&file, text.replace("always there", "").replace("already answered", "")).unwrap();
    let file = file.display().to_string();
    let output = answer(dir.path(), &[&file, "--map", "question=B answer=D id=A"]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let made = folder(dir.path(), "public", "customer");
    assert_eq!(answers(&made)["mapping"][0]["answers"], serde_json::json!(["D"]));
    let filled = fs::read_to_string(made.join("customer.csv")).unwrap();
    assert!(filled.contains("Q1;Do you encrypt stored customer data?;;Yes. All customer data"), "{filled}");
    let output = answer(dir.path(), &[&file, "--map", "question=B anser=D"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(support::stderr(&output).contains("did you mean `answer`?"), "{}", support::stderr(&output));
    // The same with the review file.
    let review = made.join("review.yaml");
    let text = fs::read_to_string(&review)
        .unwrap()
        .replace("questions:\n", "mapping:\n  Records: question=B answer=C id=A   # ours\nquestions:\n");
    fs::write(&review, text).unwrap();
    let output = answer(dir.path(), &[&file]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    assert_eq!(answers(&made)["mapping"][0]["answers"], serde_json::json!(["C"]));
    assert!(fs::read_to_string(&review).unwrap().contains("  Records: question=B answer=C id=A   # ours\n"));
}

#[test]
fn hostile_customer_texts_have_no_effect() {
    let dir = vendor();
    let hostile = "\u{202e}<script>alert(1)</script> [x](javascript:alert(1)) {{ vendor.legal_name }} #set \
                   page(fill: red) `}}: - ! & *";
    let file = dir.path().join("-rf <b> $(touch pwned).csv");
    let text = format!(
        "ID,Question,Answer\n\"1: {hostile}\",\"Is {hostile} encrypted?\",\n2,Do you encrypt stored \
         customer data?,\n3,\"{hostile}?\",\n4,What is the =cmd|' /C calc'!A0 plan?,\n"
    );
    fs::write(&file, text).unwrap();
    let output = support::factum(dir.path(), &["answer", "--", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let seen = support::stdout(&output) + &support::stderr(&output);
    assert!(!seen.contains('\u{1b}') && !seen.contains('\u{202e}'), "{seen:?}");
    let out: Vec<_> = fs::read_dir(dir.path().join("out/public/questionnaires"))
        .unwrap()
        .map(|it| it.unwrap().path())
        .collect();
    let [made] = out.as_slice() else { panic!("{out:?}") };
    assert!(
        made.file_name().unwrap().to_str().unwrap().chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    );
    let html = fs::read_to_string(made.join("answers.html")).unwrap();
    assert!(
        !html.contains("<script") && !html.contains("javascript:alert(1)\"") && !html.contains('\u{202e}')
    );
    assert!(
        html.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && html.contains("{{ vendor.legal_name }}")
    );
    // The review file can be read again and has the texts unchanged.
    let output = support::factum(dir.path(), &["answer", "--", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    assert!(!dir.path().join("pwned").exists());
}

#[test]
fn text_that_looks_like_a_formula_stays_text() {
    let dir = vendor();
    answer(dir.path(), &[&customer()]);
    let filled = fs::read_to_string(folder(dir.path(), "public", "customer").join("customer.csv")).unwrap();
    let line = filled.lines().find(|it| it.starts_with("Q8;")).unwrap();
    let cell = line.split(';').nth(2).unwrap().trim_start_matches('"');
    assert!(!cell.starts_with(['=', '+', '-', '@']), "{line}");
    assert!(line.contains("=, +, - and @ among others."));
}

#[test]
fn ask_prints_answers_with_their_confidence() {
    let dir = vendor();
    let ask = |arguments: &[&str]| support::factum(dir.path(), &[&["ask"], arguments].concat());
    let output = ask(&["Do you encrypt stored customer data?"]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    support::golden(&case("expected/ask.txt"), &support::stdout(&output));
    let json: Json =
        serde_json::from_str(&support::stdout(&ask(&["Do you encrypt stored customer data?", "--json"])))
            .unwrap();
    assert_eq!((&json["tier"], &json["answer"]), (&"answered".into(), &"answer/encryption-at-rest".into()));
    assert_eq!(json["candidates"][0]["sources"][0]["title"], "Security handbook");
    let output = ask(&["Who supplies the coffee machine of your canteen?"]);
    assert!(support::stdout(&output).starts_with("No matching answer."), "{}", support::stdout(&output));
    let output = ask(&["Is the product tested for penetration by an independent firm?"]);
    assert!(!support::stdout(&output).contains("zqxnda"));
    assert_eq!(ask(&["  "]).status.code(), Some(2));
}

#[test]
fn no_threshold_makes_a_likely_match_an_answer() {
    let dir = vendor();
    assert_eq!(answer(dir.path(), &[&customer(), "--review-at", "1.5"]).status.code(), Some(2));
    answer(dir.path(), &[&customer(), "--review-at", "0"]);
    let answers = answers(&folder(dir.path(), "public", "customer"));
    let given = answers["questions"].as_array().unwrap().iter().filter(|it| it["tier"] == "answered");
    for it in given {
        assert!(it["how"] == "known" || it["how"] == "pinned", "{it:#}");
    }
}
