//! Headings, titles, ids and notes that name a law or standard with its own scope, and frameworks without
//! one.

use serde_json::Value as Json;

use crate::support::{self, each_case, filling};

const ASKED: &str = "Is customer data encrypted at rest?";

/// Whether the known question in these rows is answered.
fn answered(name: &str, rows: &[&[&str]]) -> bool {
    let dir = filling::vendor();
    let run = filling::answer(dir.path(), name, &filling::workbook(rows, ""), &[], &[]);
    let questions: &Vec<Json> =
        run.answers["questions"].as_array().unwrap_or_else(|| panic!("{}", support::stderr(&run.output)));
    questions.iter().find(|it| it["text"] == ASKED).unwrap()["tier"] == "answered"
}

#[test]
fn texts_that_name_a_law_need_review() {
    let head = ["No", "Question", "Answer"];
    let (other, last) = (["2", "Is the lawn mown?"], ["3", "Is the gate locked?"]);
    let cases = [
        ("PCI DSS", false),
        ("4. PCI-DSS", false),
        ("HIPAA", false),
        ("GDPR", false),
        ("DSGVO", false),
        ("Security & HIPAA", false),
        ("PCI-1 Security", false),
        ("TISAX", false),
        ("FedRAMP", false),
        ("SOX", false),
        ("ISO 27001", true),
        ("NIST CSF", true),
        ("SOC 2", true),
        ("Security", true),
    ];
    each_case(cases, |(name, expected)| {
        let heading: [&[&str]; 5] = [&head, &["", name], &["1", ASKED], &other, &last];
        assert_eq!(answered("asked.xlsx", &heading), expected, "heading {name}");
        let title: [&[&str]; 6] = [&[name], &[""], &head, &["1", ASKED], &other, &last];
        assert_eq!(answered("asked.xlsx", &title), expected, "title {name}");
    });
    let note: [&[&str]; 4] = [
        &["No", "Framework", "Question", "Answer"],
        &["1", "HIPAA", ASKED],
        &["2", "", other[1]],
        &["3", "", last[1]],
    ];
    assert!(!answered("asked.xlsx", &note));
    let ids: [&[&str]; 4] = [&head, &["HIPAA-1", ASKED], &["HIPAA-2", other[1]], &["HIPAA-3", last[1]]];
    assert!(!answered("asked.xlsx", &ids));
    let plain: [&[&str]; 4] = [&head, &["1", ASKED], &other, &last];
    assert!(answered("asked.xlsx", &plain));
    assert!(!answered("pci-dss.xlsx", &plain));
}
