//! Decisions apply to their own question in its own position only.

use std::fs;

use crate::support::{self, given::given};

#[test]
fn decisions_on_one_question_are_not_given_to_others() {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let ask = |name: &str, rows: &[(&str, &str)]| {
        let file = dir.path().join(format!("{name}.csv"));
        let rows: String = rows.iter().map(|(id, question)| format!("{id},{question},\n")).collect();
        fs::write(&file, format!("ID,Question,Answer\n{rows}")).unwrap();
        let output = support::factum(dir.path(), &["answer", file.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
        given(dir.path(), name)
    };
    let decided = [
        ("D.1", "Do you use data loss prevention (DLP) tools?"),
        ("D.1.1", "Are the roles for handling alerts written down?"),
        ("P.1", "Is the privacy policy reviewed every three years by the board?"),
    ];
    ask("first", &decided);
    let review = dir.path().join("out/public/questionnaires/first/review.yaml");
    let mut text = fs::read_to_string(&review).unwrap();
    for (id, decision) in [
        ("D.1.1", "{text: The mail team has them., verdict: yes, by: Jane}"),
        ("P.1", "{text: Every two years., verdict: no, by: Jane}"),
    ] {
        let at = text.find(&format!("- id: \"{id}\"")).unwrap();
        let (before, after) = text.split_at(at);
        text = before.to_owned() + &after.replacen("decision: {}", &format!("decision: {decision}"), 1);
    }
    fs::write(&review, text).unwrap();
    let learned = support::factum(dir.path(), &["learn", review.to_str().unwrap(), "--yes"]);
    assert_eq!(learned.status.code(), Some(0), "{}", support::stderr(&learned));
    crate::support::learn::publish(dir.path());
    let other = [
        ("1", "Are the roles for handling alerts written down?"),
        ("2", "Is the privacy policy reviewed every year by the board?"),
        ("3", "Is the security policy reviewed every three years by the board?"),
        ("4", "Is the privacy policy reviewed by the board every three years and published?"),
        ("5", "Is the privacy policy reviewed every three years by the board?"),
        ("6", "Is customer data encrypted at rest?"),
    ];
    support::golden(&support::sample().join("tests/cases/given/learned.txt"), &ask("second", &other));
    // In the same questionnaire both are answered as decided.
    support::golden(&support::sample().join("tests/cases/given/learned-again.txt"), &ask("first", &decided));
}

#[test]
fn a_decision_does_not_follow_its_question_to_another_heading_or_another_parent() {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let file = dir.path().join("parts.csv");
    let write = |heading: &str, first: &str| {
        let rows = format!(
            "P.1,{heading},Do you have an incident response plan?,\nP.2,General,{first},\nP.3,General,\"If \
             yes, how?\",\nP.4,General,Is access to customer data logged?,\n"
        );
        fs::write(&file, format!("ID,Section,Question,Answer\n{rows}")).unwrap();
    };
    let answer = || {
        let map = "id=A section=B question=C answer=D header=1";
        let output = support::factum(dir.path(), &["answer", file.to_str().unwrap(), "--map", map]);
        assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
        given(dir.path(), "parts")
    };
    write("Your subcontractors", "Is customer data encrypted at rest?");
    answer();
    let review = dir.path().join("out/public/questionnaires/parts/review.yaml");
    let mut text = fs::read_to_string(&review).unwrap();
    for (id, decision) in [
        ("P.1", "{text: They have none., verdict: no, by: Jane}"),
        ("P.3", "{text: By encryption., by: Jane}"),
    ] {
        let (before, after) = text.split_at(text.find(&format!("- id: \"{id}\"")).unwrap());
        text = before.to_owned() + &after.replacen("decision: {}", &format!("decision: {decision}"), 1);
    }
    fs::write(&review, text).unwrap();
    let same = answer();
    assert_eq!(same.matches("decided by a person").count(), 2, "{same}");
    let learned = support::factum(dir.path(), &["learn", review.to_str().unwrap(), "--yes"]);
    assert_eq!(learned.status.code(), Some(0), "{}", support::stderr(&learned));
    crate::support::learn::publish(dir.path());
    write("General", "Is customer data sold?");
    for _ in 0..2 {
        let other = answer();
        assert!(!other.contains("They have none.") && !other.contains("decided by a person"), "{other}");
        assert!(
            !other.contains("    pinned")
                && other.contains("P.1 Do you have an incident response plan?\n    known: yes"),
            "{other}"
        );
        // Without the decisions on the former version, from learned answers alone.
        fs::remove_dir_all(dir.path().join("out")).unwrap();
    }
    write("Your subcontractors", "Is customer data encrypted at rest?");
    let again = answer();
    assert_eq!(again.matches("    pinned: ").count(), 2, "{again}");
}
