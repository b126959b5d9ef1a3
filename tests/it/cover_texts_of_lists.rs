//! Texts beside the questions of YAML, VSAQ and CSV files stop answers that they may change.

use crate::support::{each_case, filling};
use factum::questionnaire::{Entry, Obstacle, Upload, Value, format_of};

const ASKED: &str = "Is customer data encrypted at rest?";

/// The tiers of the questions of a file, and the filled file.
fn tiers(name: &str, text: &str) -> (Vec<String>, String) {
    let dir = filling::vendor();
    let run = filling::answer(dir.path(), name, text.as_bytes(), &[], &[]);
    let questions = run.answers["questions"].as_array().unwrap_or_else(|| panic!("{text} {:?}", run.output));
    let tiers = questions.iter().map(|it| it["tier"].as_str().unwrap().to_owned()).collect();
    (tiers, String::from_utf8(run.bytes).unwrap())
}

fn answered(name: &str, text: &str) -> Vec<bool> {
    tiers(name, text).0.iter().map(|it| it == "answered").collect()
}

#[test]
fn keys_of_a_yaml_file_apply_to_its_questions() {
    let other = "  - id: R\n    question: Is the lawn mown?\n    answer:\n";
    let file = |top: &str, keys: &str| {
        format!("{top}questions:\n  - id: Q\n    question: {ASKED}\n{keys}    answer:\n{other}")
    };
    let holds = |text: &str| !answered("asked.yaml", text)[0];
    let cases = [
        file("", ""),
        file("title: Security questionnaire\n", "    type: yesno\n    required: true\n    weight: 3\n"),
        file("# Security questionnaire\n", "    help: Answer Yes or No.\n    options: [\"Yes\", \"No\"]\n"),
    ];
    each_case(cases, |harmless| {
        assert!(!holds(&harmless), "{harmless}");
    });
    let cases = [
        "title: Questionnaire for subcontractors\n",
        "scope: Acme Payroll GmbH\n",
        "product: Example Server\n",
        "meta:\n  about: {period: 2019}\n",
        "notes: [Answer for our AWS deployment only.]\n",
        "# all about subcontractors\n",
        "only_for_subcontractors: true\n",
    ];
    each_case(cases, |top| {
        assert!(holds(&file(top, "")), "{top}");
    });
    let cases = [
        "    help: Answer for your subcontractors\n",
        "    description: in 2019\n",
        "    placeholder: for subcontractors\n",
        "    applies_to: subcontractors\n",
        "    options: [\"Yes, there is a gap\", \"No\"]\n",
        "    options:\n      - {label: Gap}\n      - {label: No gap}\n",
        "    only_subcontractors: true\n",
        "    gap:\n",
        "    gap: # of subcontractors\n",
    ];
    each_case(cases, |keys| {
        assert!(holds(&file("", keys)), "{keys}");
    });
    let group = format!(
        "questions:\n  - section: Staff\n    note: Only for subcontractors\n  - id: Q\n    question: \
         {ASKED}\n    answer:\n{other}"
    );
    assert!(holds(&group));
}

#[test]
fn an_unknown_field_gets_no_answer() {
    let cases = ["gap", "answer_of_subcontractor", "result"];
    each_case(cases, |field| {
        let text = format!(
            "questions:\n  - id: Q\n    question: {ASKED}\n    {field}:\n  - id: R\n    question: Is the \
             lawn mown?\n    {field}: \"\"\n"
        );
        let (tiers, filled) = tiers("asked.yaml", &text);
        assert!(!tiers.contains(&"answered".to_owned()), "{tiers:?}");
        assert!(filled.is_empty() || filled == text, "{filled}");
        assert!(!filled.contains("verdict"), "{filled}");
    });
}

#[test]
fn no_answer_is_written_beside_an_unknown_field() {
    let text = format!("questions:\n  - question: {ASKED}\n    gap:\n  - question: {ASKED}\n    answer:\n");
    let upload = Upload { name: "asked.yaml".into(), bytes: text.into_bytes() };
    let entry = |at: &str| Entry { sheet: 0, at: at.parse().unwrap(), value: Value::Text("no".into()) };
    let entries = ["D2", "E2", "F2", "D3"].map(entry);
    let returned = (format_of(&upload).unwrap().fill)(&upload, &entries).unwrap();
    let left: Vec<_> = returned.left.iter().map(|it| (it.0.at.to_string(), it.1.obstacle)).collect();
    assert_eq!(left, ["D2", "E2", "F2"].map(|it| (it.to_owned(), Obstacle::NoPlace)));
    assert!(
        String::from_utf8(returned.bytes)
            .unwrap()
            .ends_with("gap:\n  - question: Is customer data encrypted at rest?\n    answer: \"no\"\n")
    );
}

#[test]
fn texts_beyond_the_limit_stop_an_answer() {
    let note: String = (1..=300).map(|_| "      - Answer Yes or No.\n").collect();
    let file = |note: &str| {
        format!(
            "questions:\n  - id: Q\n    question: {ASKED}\n    help:\n{note}    answer:\n  - id: R\n    \
             question: Is the lawn mown?\n    answer:\n"
        )
    };
    assert_eq!(answered("asked.yaml", &file("      - Answer Yes or No.\n")), [true, false]);
    assert_eq!(answered("asked.yaml", &file(&note)), [false, false]);
}

#[test]
fn vsaq_items_apply_to_the_questions_beside_them() {
    let question = |more: &str| {
        format!(r#"{{"type": "yesno", "id": "q1", "text": "{ASKED}", "yes": "Yes", "no": "No"{more}}}"#)
    };
    let block = |title: &str, items: &[&str]| {
        format!(
            r#"{{"questionnaire": [{{"type": "block", "text": "{title}", "items": [{}]}}]}}"#,
            items.join(", ")
        )
    };
    let first = |text: &str| answered("asked.json", text)[0];
    let plain = question("");
    assert!(first(&block("Encryption", &[&plain])), "no invented title holds it");
    assert!(first(&block("Encryption", &[r#"{"type": "info", "text": "Answer Yes or No."}"#, &plain])));
    let inner = format!(r#"{{"type": "block", "text": "Encryption", "items": [{plain}]}}"#);
    let cases = [
        block("Encryption", &[r#"{"type": "info", "text": "All about subcontractors"}"#, &plain]),
        block("Encryption", &[r#"{"type": "info", "text": "All about subcontractors"}"#, &inner]),
        block(
            "Encryption",
            &[&plain, r#"{"type": "tip", "id": "t", "text": "Think of your subcontractors"}"#],
        ),
        block("Encryption", &[&question(r#", "placeholder": "for subcontractors""#)]),
        block("Encryption", &[&question(r#", "help": {"long": ["only for subcontractors"]}"#)]),
        block("Your subcontractors", &[&inner]),
        block(
            "Encryption",
            &[r#"{"type": "line", "id": "x", "auth": "admin", "text": "Only for subcontractors"}"#, &plain],
        ),
        block("Encryption", &[&plain]).replacen('{', r#"{"title": "Questionnaire for subcontractors", "#, 1),
    ];
    each_case(cases, |text| {
        assert!(!first(&text), "{text}");
    });
}

#[test]
fn a_line_after_the_questions_of_a_csv_file_applies_to_all() {
    let file = |last: &str| {
        format!("ID,Question,Answer\n1,{ASKED},\n2,Is the lawn mown?,\n3,Is the gate locked?,\n{last}")
    };
    assert!(answered("asked.csv", &file(""))[0]);
    assert!(answered("asked.csv", &file("\nThank you for your answers.,,\n"))[0]);
    let cases = [
        "\nAll answers are for your subcontractors,,\n",
        "\n,All questions are about your subcontractors.,\n",
    ];
    each_case(cases, |last| {
        assert!(!answered("asked.csv", &file(last))[0], "{last}");
    });
}
