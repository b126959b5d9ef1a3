//! Decisions of a person in review files: they are followed, survive new versions of the file, and are
//! checked.

use crate::answer::{answer, answers, case, customer, folder, question, reasons, vendor};
use crate::support::{self, each_case};
use std::{fs, path::Path};

use serde_json::Value as Json;

/// Inserts decisions into the review file, after their questions.
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
            "    decision:\n      # the customer asked twice\n      text: No, nowhere but in \
                Germany.\n      verdict: no\n      by: Jane\n",
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
        // The name of the person who decided stays in the file for review.
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
    // In the next version, one question is in another row, one is reworded, and one is missing.
    let text = fs::read_to_string(case("customer.csv")).unwrap();
    let line = |start: &str| text.lines().find(|it| it.starts_with(start)).unwrap();
    let next =
        text.replace(&format!("{}\n", line("Q3;")), "").replace("of your canteen?", "in your canteen?");
    let file = dir.path().join("customer.csv");
    fs::write(&file, next).unwrap();
    let review = made.join("review.yaml");
    let output = answer(dir.path(), &[file.to_str().unwrap(), "--review", review.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let printed = support::stdout(&output);
    assert!(
        printed.contains("1 decision made for a different file") && printed.contains("rename this file"),
        "{printed}"
    );
    let answers = answers(&made);
    assert_eq!(question(&answers, "Q1")["how"], "decided");
    // With other words under the same id, the former decision is shown, and the question must be decided
    // again.
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
    // When the question is back, its decision is used again.
    answer(dir.path(), &[&customer(), "--review", made.join("review.yaml").to_str().unwrap()]);
    assert!(reasons(question(&self::answers(&made), "Q3")).contains("decided by a person"));
}

#[test]
fn a_decision_does_not_apply_to_another_row_with_the_same_words() {
    let dir = vendor();
    let file = dir.path().join("twice.csv");
    let text = "Question,Answer\nAccess control,\nPlease describe the process for this.,\nIs it \
                reviewed?,\nBackups,\nPlease describe the process for this.,\nIs it reviewed?,\n";
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
    each_case(cases, |(decision, wanted_text)| {
        let dir = vendor();
        answer(dir.path(), &[&customer()]);
        let made = folder(dir.path(), "public", "customer");
        decide(&made, &[("Q3", decision)]);
        let before = support::tree(&made);
        let output = answer(dir.path(), &[&customer()]);
        let printed = support::stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{decision}: {printed}");
        assert!(
            printed.contains(wanted_text) && printed.contains("questionnaires/customer/review.yaml:"),
            "{decision}: {printed}"
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
    each_case(cases, |(decision, wanted_text)| {
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
        // A valid decision in the same file is used.
        decide(&made, &[("Q3", decision), ("Q9", "    decision: {text: Acme does., by: Jane}\n")]);
        for _ in 0..2 {
            let output = answer(dir.path(), &[&customer()]);
            let printed = support::stderr(&output);
            assert_eq!(output.status.code(), Some(1), "{decision}: {printed}");
            assert!(
                printed.contains(wanted_text) && printed.contains("questionnaires/customer/review.yaml:"),
                "{decision}: {printed}"
            );
            assert!(printed.contains("1 decision was not applied"), "{decision}: {printed}");
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
    // From now on they belong to the new questionnaire.
    answer(dir.path(), &[file.to_str().unwrap()]);
    assert_eq!(question(&answers(&made), "Q9")["text_given"], "Acme does.");
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
    // Nothing is written for a wider audience.
    let rejected = answer(dir.path(), &[&customer(), "--customer", "Bora", "--review", review]);
    let printed = support::stderr(&rejected);
    assert_eq!(rejected.status.code(), Some(2), "{printed}");
    assert!(
        printed.contains("has custom text for the nda audience, but this run answers for public"),
        "{printed}"
    );
    assert!(!folder(dir.path(), "public", "bora--customer").exists());
    // For the same audience of another customer they are given, with a warning that does not contain the
    // name.
    let other =
        answer(dir.path(), &[&customer(), "--audience", "nda", "--customer", "Bora", "--review", review]);
    let printed = support::stdout(&other);
    assert_eq!(other.status.code(), Some(0), "{printed}");
    assert!(
        printed.contains("1 decision with custom text for another customer") && !printed.contains("Alba"),
        "{printed}"
    );
    // If the file does not name a customer, the text may be for any customer.
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
