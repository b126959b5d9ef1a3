//! Customers' files are answered through the binary: what is given, what is not, and what a person decides.

use crate::support;
use crate::support::each_case;
use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value as Json;

/// The vendor of the cases, in a folder that goes away.
fn vendor() -> tempfile::TempDir {
    support::copy(&case("vendor"))
}

fn case(name: &str) -> PathBuf {
    support::sample().join("tests/cases/answer").join(name)
}

fn answer(root: &Path, arguments: &[&str]) -> std::process::Output {
    support::factum(root, &[&["answer"], arguments].concat())
}

fn customer() -> String {
    case("customer.csv").display().to_string()
}

fn folder(root: &Path, audience: &str, name: &str) -> PathBuf {
    root.join("out").join(audience).join("questionnaires").join(name)
}

fn answers(folder: &Path) -> Json {
    serde_json::from_str(&fs::read_to_string(folder.join("answers.json")).unwrap()).unwrap()
}

fn question<'a>(answers: &'a Json, id: &str) -> &'a Json {
    answers["questions"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["id"] == id)
        .unwrap_or_else(|| panic!("no question {id}"))
}

fn reasons(question: &Json) -> String {
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
    let said = support::stdout(&output).replace(&dir.path().display().to_string(), "ROOT");
    support::golden(&case("expected/terminal.txt"), &said);
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
    for (id, wanted) in expected {
        assert_eq!(tier(id), wanted, "{id}: {}", question(&answers, id));
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
    // Who runs it may know that a wider run would say more.
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

/// Puts decisions into the review file, after the questions they are about.
fn decide(folder: &Path, decisions: &[(&str, &str)]) {
    let path = folder.join("review.yaml");
    let mut text = fs::read_to_string(&path).unwrap();
    for (id, decision) in decisions {
        let at =
            text.find(&format!("- id: \"{id}\"")).unwrap_or_else(|| panic!("no {id} in the review file"));
        let (before, after) = text.split_at(at);
        text = before.to_owned() + &after.replacen("    decision: {}\n", decision, 1);
    }
    fs::write(path, text).unwrap();
}

#[test]
fn decisions_of_a_person_are_never_overridden() {
    let dir = vendor();
    answer(dir.path(), &[&customer()]);
    let made = folder(dir.path(), "public", "customer");
    let decisions = [
        (
            "Q3",
            "    decision:\n      # the customer asked twice\n      text: No, nowhere but in Germany.\n      verdict: no\n      by: Jane\n",
        ),
        ("Q9", "    decision: {blank: yes, by: Jane}   # none of their business\n"),
        ("Q1", "    decision: {answer: support-hours, by: Jane}\n"),
    ];
    decide(&made, &decisions);
    for _ in 0..2 {
        let output = answer(dir.path(), &[&customer()]);
        assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
        let review = fs::read_to_string(made.join("review.yaml")).unwrap();
        for (_, decision) in decisions {
            assert!(review.contains(decision), "lost: {decision}\n{review}");
        }
        let answers = answers(&made);
        let turned = question(&answers, "Q3");
        assert_eq!(
            (&turned["verdict"], &turned["tier"], &turned["how"]),
            (&"no".into(), &"answered".into(), &"decided".into())
        );
        // Who decided stays in the file for review.
        assert!(turned["decided_by"].is_null() && !answers.to_string().contains("Jane"), "{answers}");
        assert_eq!(question(&answers, "Q1")["answer"], "answer/support-hours");
        assert_eq!(question(&answers, "Q9")["tier"], "none");
        let filled = fs::read_to_string(made.join("customer.csv")).unwrap();
        assert!(
            filled.contains("Q3;Is customer data stored outside the EU?;\"No, nowhere but in Germany.\";"),
            "{filled}"
        );
    }
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
fn decisions_survive_new_versions_and_removed_questions() {
    let dir = vendor();
    answer(dir.path(), &[&customer()]);
    let made = folder(dir.path(), "public", "customer");
    let decisions = [
        ("Q1", "    decision: {answer: support-hours, by: Jane}\n"),
        ("Q3", "    decision: {blank: yes, by: Jane}\n"),
        ("Q9", "    decision: {text: Acme does., by: Jane}\n"),
    ];
    decide(&made, &decisions);
    // The next version has a question in another row, one in other words, and lacks another.
    let text = fs::read_to_string(case("customer.csv")).unwrap();
    let line = |start: &str| text.lines().find(|it| it.starts_with(start)).unwrap();
    let next =
        text.replace(&format!("{}\n", line("Q3;")), "").replace("of your canteen?", "in your canteen?");
    let file = dir.path().join("customer.csv");
    fs::write(&file, next).unwrap();
    let review = made.join("review.yaml");
    let output = answer(dir.path(), &[file.to_str().unwrap(), "--review", review.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let said = support::stdout(&output);
    assert!(
        said.contains("1 decision made for a different file") && said.contains("rename this file"),
        "{said}"
    );
    let answers = answers(&made);
    assert_eq!(question(&answers, "Q1")["how"], "decided");
    // Other words under the same id: what was decided is shown, and decided again.
    assert_eq!(question(&answers, "Q9")["tier"], "none");
    assert!(
        reasons(question(&answers, "Q9")).contains("this id was decided when the question was"),
        "{}",
        reasons(question(&answers, "Q9"))
    );
    let review = fs::read_to_string(made.join("review.yaml")).unwrap();
    assert!(
        review.contains("text: Acme does.")
            && review.contains("Is customer data stored outside the EU?")
            && review.contains("decision: {blank: yes, by: Jane}"),
        "{review}"
    );
    // The question comes back, and so does its decision.
    answer(dir.path(), &[&customer(), "--review", made.join("review.yaml").to_str().unwrap()]);
    assert!(reasons(question(&self::answers(&made), "Q3")).contains("decided by a person"));
}

#[test]
fn a_decision_does_not_apply_to_another_row_with_the_same_words() {
    let dir = vendor();
    let file = dir.path().join("twice.csv");
    let text = "Question,Answer\nAccess control,\nPlease describe the process for this.,\nIs it reviewed?,\nBackups,\nPlease describe the process for this.,\nIs it reviewed?,\n";
    fs::write(&file, text).unwrap();
    let arguments = [file.to_str().unwrap(), "--map", "question=A answer=B rows=3-4,6-7"];
    answer(dir.path(), &arguments);
    let made = folder(dir.path(), "public", "twice");
    decide(&made, &[("Records!A3", "    decision: {text: Access is granted by role., by: Jane}\n")]);
    for _ in 0..2 {
        answer(dir.path(), &arguments);
        let answers = answers(&made);
        assert_eq!(question(&answers, "Records!A3")["text_given"], "Access is granted by role.");
        assert_eq!(question(&answers, "Records!A6")["text_given"], Json::Null);
    }
}

#[test]
fn decisions_follow_their_headings_when_sections_are_reordered() {
    let dir = vendor();
    let file = dir.path().join("parts.csv");
    let cloud = "Cloud,Is access logged by the vendor?,\nCloud,Are changes reviewed by the vendor?,\n";
    let premises = cloud.replace("Cloud", "Premises");
    let arguments = [file.to_str().unwrap(), "--map", "question=B answer=C section=A header=1"];
    fs::write(&file, format!("Section,Question,Answer\n{cloud}{premises}")).unwrap();
    answer(dir.path(), &arguments);
    let made = folder(dir.path(), "public", "parts");
    decide(&made, &[("Records!B2", "    decision: {text: In the cloud., by: Jane}\n")]);
    fs::write(&file, format!("Section,Question,Answer\n{premises}{cloud}")).unwrap();
    let review = made.join("review.yaml");
    let output = answer(dir.path(), &[&arguments[..], &["--review", review.to_str().unwrap()]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let filled = fs::read_to_string(made.join("parts.csv")).unwrap();
    assert!(
        filled.contains("Cloud,Is access logged by the vendor?,In the cloud.")
            && filled.matches("In the cloud.").count() == 1,
        "{filled}"
    );
}

#[test]
fn a_negating_heading_stops_answers() {
    let dir = vendor();
    let file = dir.path().join("turned.csv");
    let cases = [
        (
            "Section,Question,Answer\nWhich of these do you lack?,Is customer data encrypted at rest?,\nEncryption,Do you encrypt stored customer data?,\n",
            "A",
        ),
        (
            "Section,Question,Non-compliant (Yes/No)\nOne,Is customer data encrypted at rest?,\nTwo,Do you encrypt stored customer data?,\n",
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
fn a_broken_review_file_is_reported_at_its_line_and_changes_nothing() {
    let cases = [
        ("    decision: {answer: data-in-eu}\n", "this decision does not say who made it"),
        ("    decision: {by: Jane}\n", "this decision has no answer"),
        (
            "    decision: {blank: yes, text: No., by: Jane}\n",
            "both leaves the question blank and answers it",
        ),
        ("    decision: {answr: data-in-eu, by: Jane}\n", "unknown key `answr`"),
    ];
    each_case(cases, |(decision, wanted)| {
        let dir = vendor();
        answer(dir.path(), &[&customer()]);
        let made = folder(dir.path(), "public", "customer");
        decide(&made, &[("Q3", decision)]);
        let before = support::tree(&made);
        let output = answer(dir.path(), &[&customer()]);
        let said = support::stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{decision}: {said}");
        assert!(
            said.contains(wanted) && said.contains("questionnaires/customer/review.yaml:"),
            "{decision}: {said}"
        );
        assert_eq!(support::tree(&made), before, "{decision}");
    });
}

#[test]
fn an_invalid_decision_is_reported_at_its_line_and_leaves_its_question_open() {
    let cases = [
        ("    decision: {answer: encryption, by: Jane}\n", "there is no answer `encryption`"),
        (
            "    decision: {answer: penetration-tests, by: Jane}\n",
            "`penetration-tests` is not for this audience",
        ),
        ("    decision: {answer: backups, by: Jane}\n", "cannot be used"),
        ("    decision: {verdict: perhaps, by: Jane}\n", "`perhaps` is not a valid verdict here"),
        (
            "    decision: {text: \"No, we do not.\", verdict: yes, by: Jane}\n",
            "the verdict of this decision is `yes`, but its text says `no`",
        ),
    ];
    each_case(cases, |(decision, wanted)| {
        let dir = vendor();
        answer(dir.path(), &[&customer()]);
        let made = folder(dir.path(), "public", "customer");
        let tiers = || -> Vec<String> {
            let json: Json = serde_json::from_slice(&fs::read(made.join("answers.json")).unwrap()).unwrap();
            json["questions"]
                .as_array()
                .unwrap()
                .iter()
                .map(|it| format!("{} {}", it["id"], it["tier"]))
                .collect()
        };
        let before = tiers();
        // Another decision of the same file is followed.
        decide(&made, &[("Q3", decision), ("Q9", "    decision: {text: Acme does., by: Jane}\n")]);
        for _ in 0..2 {
            let output = answer(dir.path(), &[&customer()]);
            let said = support::stderr(&output);
            assert_eq!(output.status.code(), Some(1), "{decision}: {said}");
            assert!(
                said.contains(wanted) && said.contains("questionnaires/customer/review.yaml:"),
                "{decision}: {said}"
            );
            assert!(said.contains("1 decision was not applied"), "{decision}: {said}");
            let after = tiers();
            let expected: Vec<String> =
                before.iter().map(|it| it.replace("\"Q9\" \"none\"", "\"Q9\" \"answered\"")).collect();
            let q3 = |all: &[String]| all.iter().position(|it| it.starts_with("\"Q3\"")).unwrap();
            assert!(after[q3(&after)].ends_with("\"review\""), "{decision}: {after:?}");
            let rest =
                |all: Vec<String>| all.into_iter().filter(|it| !it.starts_with("\"Q3\"")).collect::<Vec<_>>();
            assert_eq!(rest(after), rest(expected), "{decision}");
            let review = fs::read_to_string(made.join("review.yaml")).unwrap();
            assert!(review.contains(decision), "the decision is kept: {review}");
            assert!(review.contains("the decision was not applied: "), "{review}");
        }
    });
}

#[test]
fn decisions_of_a_named_questionnaire_are_reused_under_another_name() {
    let dir = vendor();
    answer(dir.path(), &[&customer()]);
    let made = folder(dir.path(), "public", "customer");
    decide(&made, &[("Q9", "    decision: {text: Acme does., by: Jane}\n")]);
    let file = dir.path().join("next-year.csv");
    fs::copy(case("customer.csv"), &file).unwrap();
    let review = made.join("review.yaml");
    let output = answer(dir.path(), &[file.to_str().unwrap(), "--review", review.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let made = folder(dir.path(), "public", "next-year");
    assert_eq!(question(&answers(&made), "Q9")["text_given"], "Acme does.");
    // They are the new questionnaire's own from now on.
    answer(dir.path(), &[file.to_str().unwrap()]);
    assert_eq!(question(&answers(&made), "Q9")["text_given"], "Acme does.");
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
    let said = support::stderr(&output);
    let cases = ["broken.xlsx` ", "prices.csv` is not a questionnaire", "cannot read `"];
    each_case(cases, |wanted| {
        assert!(said.contains(wanted), "`{wanted}` is not in {said}");
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
    // What the customer has filled into an answer cell of an open question holds the other answers back.
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
    // The same by the review file.
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
    let hostile = "\u{202e}<script>alert(1)</script> [x](javascript:alert(1)) {{ vendor.legal_name }} #set page(fill: red) `}}: - ! & *";
    let file = dir.path().join("-rf <b> $(touch pwned).csv");
    let text = format!(
        "ID,Question,Answer\n\"1: {hostile}\",\"Is {hostile} encrypted?\",\n2,Do you encrypt stored customer data?,\n3,\"{hostile}?\",\n4,What is the =cmd|' /C calc'!A0 plan?,\n"
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
    // The review file reads back, with the words as they were.
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

#[test]
fn custom_text_is_rejected_for_a_wider_audience_and_reported_for_another_customer() {
    let dir = vendor();
    answer(dir.path(), &[&customer(), "--audience", "nda", "--customer", "Alba"]);
    let made = folder(dir.path(), "nda", "alba--customer");
    decide(&made, &[("Q9", "    decision: {text: Under the agreement only., by: Jane}\n")]);
    let review = made.join("review.yaml");
    assert!(fs::read_to_string(&review).unwrap().contains("\naudience: nda\ncustomer: \"Alba\"\n"));
    let review = review.to_str().unwrap();
    // For a lower audience nothing is written.
    let refused = answer(dir.path(), &[&customer(), "--customer", "Bora", "--review", review]);
    let said = support::stderr(&refused);
    assert_eq!(refused.status.code(), Some(2), "{said}");
    assert!(said.contains("has custom text for the nda audience, but this run answers for public"), "{said}");
    assert!(!folder(dir.path(), "public", "bora--customer").exists());
    // To the same audience of another customer they are given, and that is said, without the name.
    let other =
        answer(dir.path(), &[&customer(), "--audience", "nda", "--customer", "Bora", "--review", review]);
    let said = support::stdout(&other);
    assert_eq!(other.status.code(), Some(0), "{said}");
    assert!(
        said.contains("1 decision with custom text for another customer") && !said.contains("Alba"),
        "{said}"
    );
    // Where the file does not say for whom it was written, it may have been for anybody.
    let text = fs::read_to_string(review).unwrap().replace("audience: nda\n", "");
    fs::write(review, text).unwrap();
    assert_eq!(
        answer(dir.path(), &[&customer(), "--audience", "nda", "--review", review]).status.code(),
        Some(2)
    );
    let same = answer(
        dir.path(),
        &[&customer(), "--audience", "internal", "--customer", "alba", "--review", review],
    );
    assert_eq!(same.status.code(), Some(0), "{}", support::stderr(&same));
    assert!(!support::stdout(&same).contains("another customer"));
}
