//! The vendor's own questionnaires are read and answered in place; comments, order and line endings are kept.

use crate::support::{
    cases, each_case,
    form::{assert_survives, damaged, entry, format, upload},
};
use factum::questionnaire::{FORMATS, Format, Upload, format_of};

fn yaml(text: &str) -> Upload {
    Upload { name: "questions.yaml".into(), bytes: text.into() }
}

fn ours() -> &'static Format {
    FORMATS.iter().find(|it| it.name == "YAML").unwrap()
}

#[test]
fn any_text_round_trips() {
    let upload = yaml("questions:\n- question: One?\n  id: 1\n");
    let texts = [
        "no",
        "null",
        "~",
        "- a",
        "a: b",
        "a #b",
        "'",
        "\"\\",
        "|",
        "&a",
        "*a",
        "!x",
        "%",
        "@",
        "`",
        "{",
        "[",
        "? x",
        "---",
        "1.10",
        "=1",
        "\ttab",
        " lead",
        "two\nlines",
        "two\n\n\nlines",
        "\nlead",
        "one\n  in\nout",
        "end \nspace",
        "é☐\u{1F600}",
        "#x\n#y",
        "a\n---\nb",
        "a\n...\n",
    ];
    for text in texts {
        let entries = ["D2", "F2"].map(|at| factum::questionnaire::Entry {
            value: factum::questionnaire::Value::Text(text.into()),
            ..entry(&format!("{at} tick"))
        });
        let filled = (ours().fill)(&upload, &entries).unwrap();
        assert_eq!(filled.left, []);
        let again = (ours().read)(&Upload { bytes: filled.bytes, ..upload.clone() }).unwrap();
        assert_eq!(again.sheets[0].cells[&entries[0].at].text, text.trim_end());
        assert_eq!(again.sheets[0].cells[&entries[1].at].text, text.trim_end());
    }
}

#[test]
fn files_that_are_not_questionnaires_are_rejected_in_one_line() {
    let cases = [
        ("a: b\n", "has no `questions` list"),
        ("questions: 3\n", "has no `questions` list"),
        ("questions: [{id: 1}]\n", "has no `questions` list"),
        ("questions: [\n", "is not valid YAML"),
    ];
    each_case(cases, |(text, message)| {
        let refusal = (format(&yaml(text), "YAML").read)(&yaml(text)).unwrap_err();
        assert!(refusal.message.starts_with(message), "{refusal}");
        assert!(!refusal.message.contains('\n'));
    });
    let unnamed =
        |text: &str| format_of(&Upload { name: "x".into(), bytes: text.into() }).ok().map(|it| it.name);
    assert_eq!(unnamed("questions:\n- question: One?\n"), Some("YAML"));
    assert_eq!(unnamed("what questions: none\n"), None);
}

#[test]
fn unwritable_entries_are_skipped_with_a_reason() {
    let text = "questions:\n- &a\n  question: One?\n- *a\n- question: Two?\n";
    let lines = [
        "D3 text x",
        "D9 text x",
        "C2 text x",
        "E2 choice maybe",
        "D2 tick",
        "D4 text kept",
        "D4 text again",
    ];
    let entries: Vec<_> = lines.iter().map(|it| entry(it)).collect();
    let returned = (ours().fill)(&yaml(text), &entries).unwrap();
    let reasons: Vec<_> = returned.left.iter().map(|it| it.1.words.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "D3 belongs to a question that is written elsewhere in the file",
            "D9 is not in the file",
            "C2 is not a place for an answer",
            "E2 only accepts one of yes, no, partial, not-applicable",
            "D2 is not a checkbox",
            "D4 was already filled by an earlier entry",
        ]
    );
    assert_eq!(String::from_utf8(returned.bytes).unwrap(), format!("{text}  answer: \"kept\"\n"));
}

#[test]
fn damaged_and_hostile_files_are_handled_safely() {
    let lines = [entry("D2 text a\\nb"), entry("E3 choice yes"), entry("F4 text :")];
    for case in cases("form_yaml") {
        damaged(&upload(&case)).iter().for_each(|it| assert_survives(ours(), it, &lines));
    }
    let deep = "questions: ".to_owned() + &"[".repeat(100_000);
    let bomb = "a: &a [x,x,x,x,x,x,x,x]\n".to_owned()
        + &(b'b'..b'm')
            .map(|letter| {
                format!(
                    "{0}: &{0} [{1}]\n",
                    char::from(letter),
                    vec![format!("*{}", char::from(letter - 1)); 8].join(",")
                )
            })
            .collect::<String>();
    [deep, bomb + "questions: *l\n"].iter().for_each(|it| assert!((ours().read)(&yaml(it)).is_err()));
}
