//! Words in the cells beside a heading stop the answers below it: in the id, answer and comment columns, in
//! every format.

use crate::support::{self, each_case, filling, rows};

const ASKED: [&str; 2] = ["Is customer data encrypted at rest?", "Is customer data stored in the EU?"];

/// How many of the known questions below the heading are answered, by format.
fn answered(heading: &[&str]) -> Vec<usize> {
    let all: [&[&str]; 6] = [
        &["No", "Question", "Answer", "Comments"],
        &["1", "Is the lawn mown?", "", ""],
        heading,
        &["2", ASKED[0], "", ""],
        &["3", ASKED[1], "", ""],
        &["4", "Is the gate locked?", "", ""],
    ];
    let count = |(name, bytes): (&str, Vec<u8>)| {
        let dir = filling::vendor();
        let run = filling::answer(dir.path(), name, &bytes, &[], &[]);
        let questions = run.answers["questions"].as_array();
        let questions = questions.unwrap_or_else(|| panic!("{}", support::stderr(&run.output)));
        let known = |it: &&serde_json::Value| ASKED.contains(&it["text"].as_str().unwrap());
        questions.iter().filter(known).filter(|it| it["tier"] == "answered").count()
    };
    rows::files(&all).into_iter().map(count).collect()
}

#[test]
fn words_beside_a_heading_apply_to_the_questions_below_it() {
    let cases = [["A", "Compliance", "", ""], ["", "Compliance", "", ""], ["A", "Compliance", "", "Yes"]];
    each_case(cases, |heading| {
        assert_eq!(answered(&heading), [2, 2, 2], "{heading:?}");
    });
    let cases = ["Planned", "Suppliers", "As of 2023", "Which are NOT in place?", "Not applicable"];
    each_case(cases, |words| {
        for heading in
            [[words, "Compliance", "", ""], ["", "Compliance", words, ""], ["A", "Compliance", "", words]]
        {
            assert_eq!(answered(&heading), [0, 0, 0], "{heading:?}");
        }
    });
}
