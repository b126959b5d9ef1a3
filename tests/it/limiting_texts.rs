//! Texts of known words that limit the questions: other parties, a date, a subject, what a row is about,
//! where to answer.

use std::{collections::BTreeMap, fs};

use serde_json::Value as Json;

use crate::support;

const QUESTIONS: [&str; 3] = [
    "Is customer data encrypted at rest?",
    "Are backups taken every day?",
    "Do you have an incident response plan?",
];

/// Texts that stop all answers as a title, as a heading, and beside the questions.
const LIMITING: &[&str] = &[
    "To be completed by your supplier",
    "Your service providers",
    "Please answer for each vendor",
    "Your provider(s)",
    "Please answer for the other company",
    "Please answer for all companies of your group",
    "Group companies",
    "Group level",
    "Cloud service provider",
    "Von Ihrem Dienstleister auszufüllen",
    "Alle Unternehmen der Gruppe",
    "Votre prestataire",
    "Su proveedor",
    "Before the contract",
    "After contract signature",
    "Status as at 31.12.2023",
    "Please fill in column D only",
    "Do not complete this sheet",
    "Cookies",
    "API",
    "Support",
    "AI",
    "Network",
    "Source code",
    "Human resources",
];
/// Texts that stop none.
const NEUTRAL: &[&str] = &[
    "To be completed by the vendor",
    "Supplier response",
    "Please answer all questions",
    "Company information",
    "Version 4.0.3",
    "Réponse du fournisseur",
    "Security",
    "Privacy and compliance",
    "Operations security",
    "Access control",
];
/// Column headers with a value that stops the answer of its row.
const ROWS: &[(&str, &str)] = &[
    ("Applies to", "Service provider"),
    ("Entity", "Group"),
    ("System", "Security"),
    ("Data category", "Access control"),
    ("Environment", "Test"),
    ("Scope", "Compliance"),
    ("Betroffenes System", "Backup"),
    ("Produit", "Sécurité"),
    ("Section", "Email"),
    ("Date", "2023-12-31"),
    ("Status as at", "31.12.2023"),
    ("Applies to", "N/A"),
    ("Applies to", ""),
];
/// Column headers with a value that does not.
const NEUTRAL_ROWS: &[(&str, &str)] =
    &[("Topic", "Security"), ("Last updated", "2023-12-31"), ("Category", "Access control")];
/// Rows above the table.
const ABOVE: &[&str] = &[
    "Answers as of,2023-12-31,",
    "Status as at,31.12.2023,",
    "Reporting period,2023-01-01,2023-12-31",
    "2023-12-31,,",
    "Scope,Compliance,",
];
const NEUTRAL_ABOVE: &[&str] = &[
    "Last updated,2023-12-31,",
    "Version 4.0.3,2021-06-07,",
    "Date of issue,2026-01-31,",
    "Date,2026-01-31,",
    "Printed,31.01.2026,",
    "Version 4.0.3,,",
];

fn rows(before: &str) -> String {
    (1..).zip(QUESTIONS).map(|(number, it)| format!("{number},{before}{it},\n")).collect()
}

fn above(text: &str) -> String {
    format!("{text}\nID,Question,Answer\n{}", rows(""))
}

fn column(head: &str, value: &str) -> String {
    format!("ID,{head},Question,Answer\n{}", rows(&format!("{value},")))
}

/// Answers each of the files; returns how many questions of each were answered.
fn answered(files: &[(String, String)]) -> BTreeMap<String, usize> {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let mut arguments = vec!["answer".to_owned()];
    for (number, (_, text)) in files.iter().enumerate() {
        let path = dir.path().join(format!("form{number}.csv"));
        fs::write(&path, text).unwrap();
        arguments.push(path.to_str().unwrap().to_owned());
    }
    let output = support::factum(dir.path(), &arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let count = |(number, (name, _)): (usize, &(String, String))| {
        let path = dir.path().join(format!("out/public/questionnaires/form{number}/answers.json"));
        let json: Json = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        let known = |it: &&Json| QUESTIONS.contains(&it["text"].as_str().unwrap());
        let questions = json["questions"].as_array().unwrap().iter().filter(known);
        (name.clone(), questions.filter(|it| it["tier"] == "answered").count())
    };
    files.iter().enumerate().map(count).collect()
}

/// Each text in each position.
fn forms(texts: &[&str], rows: &[(&str, &str)], lines: &[&str]) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for text in texts {
        all.push((format!("title {text}"), above(&format!("{text},,"))));
        all.push((format!("heading {text}"), column("Section", text)));
        all.push((format!("beside {text}"), column("Hint", text)));
    }
    all.extend(rows.iter().map(|(head, value)| (format!("{head} | {value}"), column(head, value))));
    all.extend(lines.iter().map(|it| ((*it).to_owned(), above(it))));
    all
}

#[test]
fn known_limiting_texts_stop_answers() {
    let found = answered(&forms(LIMITING, ROWS, ABOVE));
    let wrong: Vec<_> = found.iter().filter(|it| *it.1 > 0).collect();
    assert!(wrong.is_empty(), "answered: {wrong:#?}");
}

#[test]
fn instructions_disciplines_and_form_dates_stop_no_answers() {
    let mut all = forms(&[], NEUTRAL_ROWS, NEUTRAL_ABOVE);
    all.extend(NEUTRAL.iter().map(|it| (format!("title {it}"), above(&format!("{it},,")))));
    let found = answered(&all);
    let wrong: Vec<_> = found.iter().filter(|it| *it.1 < 3).collect();
    assert!(wrong.is_empty(), "stopped: {wrong:#?}");
}

#[test]
fn a_condition_on_a_choice_is_read_with_the_text_of_the_choice() {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let template = |choice: &str| {
        let items = QUESTIONS.iter().enumerate().map(|(number, it)| {
            format!(r#"{{"type": "yesno", "id": "q{number}", "text": "{it}", "yes": "Yes", "no": "No", "cond": "two"}}"#)
        });
        let items = items.collect::<Vec<_>>().join(", ");
        format!(
            r#"{{"questionnaire": [{{"type": "block", "text": "Security", "items": [{{"type": "radiogroup", "text": "Access control", "choices": [{{"one": "Security"}}, {{"two": "{choice}"}}]}}, {items}]}}]}}"#
        )
    };
    let count = |choice: &str| {
        let path = dir.path().join("form.json");
        fs::write(&path, template(choice)).unwrap();
        let output = support::factum(dir.path(), &["answer", path.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
        let json = fs::read(dir.path().join("out/public/questionnaires/form/answers.json")).unwrap();
        let json: Json = serde_json::from_slice(&json).unwrap();
        fs::remove_dir_all(dir.path().join("out")).unwrap();
        let answered =
            |it: &&Json| QUESTIONS.contains(&it["text"].as_str().unwrap()) && it["tier"] == "answered";
        json["questions"].as_array().unwrap().iter().filter(answered).count()
    };
    assert_eq!(count("Our subcontractor"), 0);
    assert_eq!(count("Your service provider"), 0);
    assert_eq!(count("Compliance"), 3);
}
