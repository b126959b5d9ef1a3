//! The surroundings of VSAQ items are read: items without a value in the same block, conditions, HTML markup.

use crate::support::{self, each_case, filling};

const ASKED: [&str; 3] = [
    "Is customer data encrypted at rest?",
    "Are backups taken every day?",
    "Do you have an incident response plan?",
];

fn question(number: usize, more: &str) -> String {
    let text = ASKED[number];
    format!(r#"{{"type": "yesno", "id": "q{number}", "text": "{text}", "yes": "Yes", "no": "No"{more}}}"#)
}

fn block(items: &[&str]) -> String {
    format!(r#"{{"type": "block", "text": "Security", "items": [{}]}}"#, items.join(", "))
}

/// Which of the questions are answered in a template with these items and extensions.
fn answered(items: &[&str], extensions: &str) -> [bool; 3] {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let template = format!(r#"{{"questionnaire": [{}], "extensions": [{extensions}]}}"#, items.join(", "));
    let run = filling::answer(dir.path(), "form.json", template.as_bytes(), &[], &[]);
    let tier = |text: &str| {
        let questions = run.answers["questions"].as_array().cloned().unwrap_or_default();
        questions.iter().any(|it| it["text"] == text && it["tier"] == "answered")
    };
    ASKED.map(tier)
}

#[test]
fn items_without_a_value_apply_to_their_whole_block() {
    let [one, two, three] = [0, 1, 2].map(|it| question(it, ""));
    let info = r#"{"type": "info", "text": "All of this concerns your subcontractors."}"#;
    let tip = r#"{"type": "tip", "text": "For your subcontractors", "id": "t"}"#;
    assert_eq!(answered(&[&block(&[&one, &two]), &block(&[&three])], ""), [true; 3]);
    let cases = [info, tip];
    each_case(cases, |item| {
        for items in [[&one, &two, item], [item, &one, &two], [&one, item, &two]] {
            assert_eq!(answered(&[&block(&items), &block(&[&three])], ""), [false, false, true], "{items:?}");
        }
        let inner = block(&[&one, &two]);
        assert_eq!(answered(&[&block(&[&inner, item]), &block(&[&three])], ""), [false, false, true]);
    });
    let plain = r#"{"type": "info", "text": "Please answer all questions."}"#;
    assert_eq!(answered(&[&block(&[&one, &two, plain]), &block(&[&three])], ""), [true; 3]);
}

#[test]
fn conditions_are_read() {
    let other = r#"{"type": "yesno", "id": "own", "text": "Do you run systems of your own?", "yes": "Yes", "no": "No"}"#;
    let [one, three] = [question(0, ""), question(2, "")];
    let cases = ["own/no", "own/yes", "!own/yes", "elsewhere", "own/no && q0/yes", "1 == 2"];
    each_case(cases, |condition| {
        let two = question(1, &format!(r#", "cond": "{condition}""#));
        assert_eq!(answered(&[&block(&[other, &one, &two, &three])], ""), [true, false, true], "{condition}");
    });
    let two = format!(
        r#"{{"type": "block", "text": "Backups", "cond": "own/no", "items": [{}]}}"#,
        question(1, "")
    );
    assert_eq!(answered(&[&block(&[other, &one, &two, &three])], ""), [true, false, true]);
}

#[test]
fn html_that_strikes_through_hides_or_replaces_text_is_read() {
    let [one, three] = [question(0, ""), question(2, "")];
    let cases = [
        ("Are backups taken every day?", true),
        ("<b>Are</b> <span class='a'>backups taken</span> every day?", true),
        ("Are backups taken <s>every day</s>?", false),
        ("Are backups taken <span style='display:none'>every</span> day?", false),
        ("Are backups taken <span><span hidden>every</span></span> day?", false),
        ("<span title='at your subcontractors'>Are backups</span> taken every day?", false),
        ("Are backups taken every day?<img src='scope.png' alt='Subcontractors'>", false),
        ("Are backups taken every day?<img src='scope.png'/>", false),
    ];
    each_case(cases, |(html, expected)| {
        let two = question(1, "").replace(ASKED[1], html);
        assert_eq!(answered(&[&block(&[&one, &two, &three])], ""), [true, expected, true], "{html}");
    });
    let cases = ["del", "s", "p style='color: red; text-decoration: line-through'"];
    each_case(cases, |tag| {
        let name = tag.split(' ').next().unwrap();
        let two = question(1, "").replace(ASKED[1], &format!("<{tag}>{}</{name}>", ASKED[1]));
        assert!(!answered(&[&block(&[&one, &two, &three])], "")[1], "{tag}");
    });
    let info = r#"{"type": "info", "text": "Please answer all questions. <del>Answer for your subcontractors</del>"}"#;
    assert_eq!(answered(&[&block(&[&one, &question(1, ""), info, &three])], ""), [false; 3]);
    let number = question(1, r#", "asOf": 2023"#);
    assert_eq!(answered(&[&block(&[&one, &number, &three])], ""), [true, false, true]);
}

#[test]
fn inserted_items_belong_to_their_block() {
    let [one, two, three] = [0, 1, 2].map(|it| question(it, ""));
    let info = r#"{"type": "info", "text": "All of this concerns your subcontractors."}"#;
    let behind = |id: &str| two.replacen('{', &format!(r#"{{"insertAfter": "{id}", "#), 1);
    let items = [block(&[&one, info]), block(&[&three])];
    let items = items.each_ref().map(String::as_str);
    assert_eq!(answered(&items, &behind("q2")), [false, true, true]);
    assert_eq!(answered(&items, &behind("q0")), [false, false, true]);
    assert_eq!(answered(&items, &behind("elsewhere")), [false, false, true]);
}

#[test]
fn many_items_and_texts_are_read_within_limits() {
    let long = format!(r#"{{"type": "info", "text": "{}"}}"#, "For your subcontractors. ".repeat(400));
    let many = question(0, "") + &format!(", {}", question(1, "")).repeat(20);
    let items = format!("{}, {many}", [long.as_str(); 70].join(", "));
    assert_eq!(answered(&[&block(&[&items])], ""), [false; 3]);
}
