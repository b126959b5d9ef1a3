//! VSAQ questionnaires: templates read as VSAQ reads them, answered with the file that VSAQ loads.

use std::collections::BTreeMap;

use crate::support::{
    cases, each_case,
    form::{assert_survives, damaged, entry, upload},
};
use factum::questionnaire::{FORMATS, Format, Upload, format_of};

fn json(text: &str) -> Upload {
    Upload { name: "questions.json".into(), bytes: text.into() }
}

fn vsaq() -> &'static Format {
    FORMATS.iter().find(|it| it.name == "VSAQ").unwrap()
}

#[test]
fn texts_round_trip() {
    let upload = json(
        r#"{"questionnaire": [{"type": "block", "items": [{"type": "box", "id": "a\"b", "text": "One?"}]}]}"#,
    );
    let cases = ["</script>", "\"\\", "a\nb", "é\u{1F600}", "=1", ""];
    each_case(cases, |text| {
        let given = factum::questionnaire::Entry {
            value: factum::questionnaire::Value::Text(text.into()),
            ..entry("D2 tick")
        };
        let answers: BTreeMap<String, String> =
            serde_json::from_slice(&(vsaq().fill)(&upload, &[given]).unwrap().bytes).unwrap();
        assert_eq!(answers, [("a\"b".to_owned(), text.to_owned())].into());
    });
    assert_eq!((vsaq().fill)(&upload, &[]).unwrap().bytes, b"{}\n");
}

#[test]
fn files_that_are_not_templates_are_rejected() {
    let name = |text: &str| format_of(&json(text)).ok().map(|it| it.name);
    assert_eq!(name(r#"{"questionnaire": []}"#), None);
    assert_eq!(name(r#"{"name": "package", "version": "1"}"#), None);
    assert_eq!(name(r#"{"answer_1": "yes"}"#), None);
    let message = |text: &str| (vsaq().read)(&json(text)).unwrap_err().message;
    assert_eq!(
        message(r#"{"questionnaire": [{"type": "info", "text": "x"}]}"#),
        "has no items that take a value"
    );
    assert!(message("{").starts_with("is not valid JSON"));
}

#[test]
fn damaged_and_hostile_files_are_handled_safely() {
    let lines = [entry("D2 text a"), entry("E3 choice yes"), entry("F4 tick")];
    for case in cases("vsaq") {
        damaged(&upload(&case)).iter().for_each(|it| assert_survives(vsaq(), it, &lines));
    }
    let block = r#"{"type":"block","items":["#;
    let hostile = [
        format!("{{\"questionnaire\":{}", "[".repeat(200_000)),
        format!("{{\"questionnaire\":[{}", block.repeat(50_000)),
        "\"questionnaire\"".to_owned() + &"\"+\"".repeat(100_000),
        "\"questionnaire\"".to_owned() + &"/*".repeat(100_000),
        format!(r#"{{"questionnaire":[{{"type":"box","id":"a","text":"{}"}}]}}"#, "<a&".repeat(100_000)),
    ];
    hostile.iter().for_each(|it| assert_survives(vsaq(), &json(it), &lines));
}
