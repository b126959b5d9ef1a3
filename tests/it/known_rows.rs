//! Rows that are questions of the library stop no other row, with or without a question mark.

use std::fs;

use serde_json::Value as Json;

use crate::support;

const METHOD: &str = "Describe your secure development methodology.";
const OTHERS: [&str; 3] = [
    "Is customer data encrypted at rest?",
    "Are backups taken every day?",
    "Do you have an incident response plan?",
];

/// The tiers of the questions of a table, with a library that has an entry with this question.
fn tiers(entry: &str, lines: &str) -> Vec<String> {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let library = dir.path().join("data/answers/library.yaml");
    let more = format!("\nsecure-development:\n  question: \"{entry}\"\n  text: Code is reviewed.\n");
    fs::write(&library, fs::read_to_string(&library).unwrap() + &more).unwrap();
    let file = dir.path().join("asked.csv");
    fs::write(&file, lines).unwrap();
    let output = support::factum(dir.path(), &["answer", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let answers = dir.path().join("out/public/questionnaires/asked/answers.json");
    let answers: Json = serde_json::from_str(&fs::read_to_string(answers).unwrap()).unwrap();
    let questions = answers["questions"].as_array().unwrap();
    questions.iter().map(|it| it["tier"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_known_request_stops_no_row_below_it() {
    let [one, two, three] = OTHERS;
    let plain = |asked: &str| format!("Question,Answer\n{asked},\n{one},\n{two},\n{three},\n");
    assert_eq!(tiers(METHOD, &plain(METHOD)), ["answered"; 4]);
    // The same words with other punctuation or letter case.
    let other = "Describe  your Secure development methodology";
    assert_eq!(tiers(METHOD, &plain(other)), ["answered"; 4]);
    let numbered = format!("ID,Question,Answer\n1,{one},\n,{METHOD},\n3,{two},\n4,{three},\n");
    assert_eq!(tiers(METHOD, &numbered), ["answered"; 4]);
    // An unknown row may apply to them.
    assert_eq!(tiers("Who develops?", &plain(METHOD))[1..], ["review"; 3]);
}

#[test]
fn a_known_row_about_those_below_stops_them() {
    let [one, two, three] = OTHERS;
    for entry in ["Subcontractors", "Please answer the questions below for your subsidiary."] {
        let lines = format!("Question,Answer\n{entry},\n{one},\n{two},\n{three},\n");
        let found = tiers(entry, &lines);
        assert!(found.iter().rev().take(3).all(|it| it == "review"), "{entry}: {found:?}");
    }
}

#[test]
fn a_question_above_the_headers_is_not_taken_for_a_customer() {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let file = dir.path().join("asked.csv");
    for above in ["Has Meadow ever had a breach?", "Describe the meadow of your company"] {
        fs::write(&file, format!("{above},\n,\nQuestion,Answer\n{},\n{},\n", OTHERS[0], OTHERS[1])).unwrap();
        let output = support::factum(dir.path(), &["answer", file.to_str().unwrap()]);
        let said = support::stdout(&output) + &support::stderr(&output);
        assert!(said.contains("holds back 2 answers") && !said.contains("--customer"), "{said}");
        let review = dir.path().join("out/public/questionnaires/asked/review.yaml");
        let review = fs::read_to_string(review).unwrap();
        assert!(
            review.contains("above the table may change what is asked") && !review.contains("--customer"),
            "{review}"
        );
    }
}
