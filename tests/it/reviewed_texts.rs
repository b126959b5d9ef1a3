//! Texts around questions stop answers until a person has reviewed them and marked them as neutral.

use std::fs;

use crate::support::{self, each_case, put};

const QUESTIONS: &str = "\
ID,Question,Hint,Answer
1,Is customer data encrypted at rest?,Consider the whole fleet,
2,Are backups taken every day?,Consider the whole fleet,
3,Do you have an incident response plan?,Consider the harbour,
";

/// The lines of a review file that state for which questions a text is reviewed.
const DIGESTS: [&str; 3] = ["question_digests:", "question_set:", "beside_question_sets:"];

struct Run {
    code: Option<i32>,
    /// The terminal output.
    printed: String,
    answered: Vec<bool>,
    review: String,
}

struct Project(tempfile::TempDir);

impl Project {
    fn new() -> Self {
        Self(support::copy(&support::sample().join("tests/cases/given/vendor")))
    }

    fn review(&self) -> std::path::PathBuf {
        self.0.path().join("out/public/questionnaires/asked/review.yaml")
    }

    fn answer(&self, questions: &str, more: &[&str]) -> Run {
        put(self.0.path(), "asked.csv", questions);
        let file = self.0.path().join("asked.csv");
        let output = support::factum(self.0.path(), &[&["answer", file.to_str().unwrap()], more].concat());
        let json = fs::read(self.0.path().join("out/public/questionnaires/asked/answers.json")).unwrap();
        let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
        let answered =
            json["questions"].as_array().unwrap().iter().map(|it| it["tier"] == "answered").collect();
        let printed = support::stdout(&output) + &support::stderr(&output);
        Run {
            code: output.status.code(),
            printed,
            answered,
            review: fs::read_to_string(self.review()).unwrap(),
        }
    }

    /// Answers the next version of the file with the decisions on the previous one.
    fn next_version(&self, questions: &str) -> Run {
        self.answer(questions, &["--review", self.review().to_str().unwrap()])
    }

    /// Marks a text as neutral, with these lines.
    fn decide(&self, text: &str, lines: &str) {
        let review = fs::read_to_string(self.review()).unwrap();
        let (before, after) = review.split_once(&format!("    text: \"{text}\"\n")).unwrap();
        let after = after.replacen("    changes_nothing: no\n", lines, 1);
        fs::write(self.review(), format!("{before}    text: \"{text}\"\n{after}")).unwrap();
    }
}

#[test]
fn a_neutral_text_is_reviewed_once() {
    let project = Project::new();
    let first = project.answer(QUESTIONS, &[]);
    assert_eq!(first.answered, [false; 3]);
    assert!(first.printed.contains("2 texts around questions hold back 3 answers"), "{}", first.printed);
    // The text that stops most answers is first, with its reason.
    let (fleet, harbour) = (
        first.review.find("    text: \"Consider the whole fleet\""),
        first.review.find("    text: \"Consider the harbour\""),
    );
    assert!(fleet.unwrap() < harbour.unwrap());
    assert!(first.review.contains("    questions: 2\n    changes_nothing: no\n"), "{}", first.review);
    assert!(first.review.contains("may change what is asked (\\\"consider\\\")"), "{}", first.review);

    project.decide(
        "Consider the whole fleet",
        "    changes_nothing: yes # the form is for ships\n    by: Jane\n",
    );
    let second = project.answer(QUESTIONS, &[]);
    assert_eq!(second.answered, [true, true, false]);
    assert!(second.printed.contains("1 text around questions holds back 1 answer"), "{}", second.printed);
    let review: String = second
        .review
        .lines()
        .filter(|it| !DIGESTS.iter().any(|key| it.trim_start().starts_with(key)))
        .map(|it| format!("{it}\n"))
        .collect();
    let kept = "  - position: beside\n    text: \"Consider the whole fleet\"\n    changes_nothing: yes # \
                the form is for ships\n    by: Jane\n";
    assert!(review.contains(kept), "{}", second.review);

    // The same file again; then a different text.
    assert_eq!(project.answer(QUESTIONS, &[]).review, second.review);
    assert_eq!(
        project.next_version(&QUESTIONS.replacen("whole fleet", "whole old fleet", 1)).answered,
        [false, true, false]
    );
}

#[test]
fn texts_in_other_columns_and_about_the_whole_table_are_reviewed() {
    let project = Project::new();
    let titled = QUESTIONS.replace("Consider the whole fleet", "").replace("Consider the harbour", "");
    let titled = format!("Consider the whole fleet,,,\n{titled}");
    assert_eq!(project.answer(&titled, &[]).answered, [false; 3]);
    project.decide("Consider the whole fleet", "    changes_nothing: yes\n    by: Jane\n");
    assert_eq!(project.answer(&titled, &[]).answered, [true; 3]);
}

#[test]
fn a_reviewed_text_needs_a_name() {
    let project = Project::new();
    project.answer(QUESTIONS, &[]);
    project.decide("Consider the whole fleet", "    changes_nothing: yes\n");
    let unsigned = project.answer(QUESTIONS, &[]);
    assert_eq!(unsigned.code, Some(1));
    assert!(
        unsigned.printed.contains("it is not stated who decided that this text changes nothing"),
        "{}",
        unsigned.printed
    );
    // One name for all of them is enough.
    let review = fs::read_to_string(project.review()).unwrap();
    fs::write(project.review(), format!("{review}decided_by: Jane\n")).unwrap();
    assert_eq!(project.answer(QUESTIONS, &[]).answered, [true, true, false]);
}

#[test]
fn reviewed_texts_are_not_reused_for_another_customer() {
    let project = Project::new();
    project.answer(QUESTIONS, &[]);
    project.decide("Consider the whole fleet", "    changes_nothing: yes\n    by: Jane\n");
    let review = fs::read_to_string(project.review()).unwrap();
    fs::write(
        project.0.path().join("theirs.yaml"),
        review.replace("questions:\n", "customer: Ems GmbH\nquestions:\n"),
    )
    .unwrap();
    fs::remove_file(project.review()).unwrap();
    let theirs = project.0.path().join("theirs.yaml");
    assert_eq!(project.answer(QUESTIONS, &["--review", theirs.to_str().unwrap()]).answered, [false; 3]);
}

#[test]
fn a_reviewed_text_counts_only_in_its_position() {
    let project = Project::new();
    project.answer(QUESTIONS, &[]);
    project.decide("Consider the whole fleet", "    changes_nothing: yes\n    by: Jane\n");
    // As a heading it may have another meaning.
    let headed = "ID,Section,Question,Answer\n1,Consider the whole fleet,Is customer data encrypted at \
                  rest?,\n2,Consider the whole fleet,Are backups taken every day?,\n";
    assert_eq!(project.next_version(headed).answered, [false; 2]);
}

#[test]
fn many_texts_beside_single_questions_are_reported_together() {
    let project = Project::new();
    let known = [
        "Is customer data encrypted at rest?",
        "Are backups taken every day?",
        "Do you have an incident response plan?",
        "Is access to customer data logged?",
        "Are security policies reviewed every year?",
    ];
    let rows: String =
        known.iter().enumerate().map(|(at, it)| format!("{at},{it},Consider harbour {at},\n")).collect();
    let questions = format!("ID,Question,Hint,Answer\n{rows}");
    let first = project.answer(&questions, &[]);
    assert_eq!(first.answered, [false; 5]);
    let summary = "5 texts, each beside one question; the first: Consider harbour 0";
    assert!(
        first
            .review
            .contains(&format!("    text: \"{summary}\"\n    texts:\n      - \"Consider harbour 0\"\n")),
        "{}",
        first.review
    );
    project.decide(summary, "    changes_nothing: yes\n    by: Jane\n");
    assert_eq!(project.answer(&questions, &[]).answered, [true; 5]);
    // A changed text is reviewed again, and the others are not.
    let changed = questions.replace("harbour 3", "harbour 33");
    assert_eq!(project.next_version(&changed).answered, [true, true, true, false, true]);
}

#[test]
fn a_reviewed_text_counts_only_for_its_listed_questions() {
    let project = Project::new();
    let headed = |rows: &[[&str; 2]]| {
        let row = |it: &[&str; 2]| format!("{},{},\n", it[0], it[1]);
        format!("Section,Question,Answer\n{}", rows.iter().map(row).collect::<String>())
    };
    let one = ["Subcontractors", "Is customer data encrypted at rest?"];
    let two = ["Subcontractors", "Are backups taken every day?"];
    let three = ["Encryption", "Do you have an incident response plan?"];
    assert_eq!(project.answer(&headed(&[one, three]), &[]).answered, [false, true]);
    project.decide("Subcontractors", "    changes_nothing: yes\n    by: Jane\n");
    assert_eq!(project.answer(&headed(&[one, three]), &[]).answered, [true, true]);

    // A new question, or a question that is new below the text, is listed with it.
    let moved = ["Subcontractors", three[1]];
    let next = project.next_version(&headed(&[one, two, moved]));
    assert_eq!(next.answered, [true, false, false]);
    assert_eq!(next.review.matches("    text: \"Subcontractors\"\n").count(), 2, "{}", next.review);
    assert!(next.review.contains("    changes_nothing: no\n"), "{}", next.review);
    assert!(next.review.contains("it was marked for other questions only"), "{}", next.review);
    // And marked as reviewed once more.
    let marked = next.review.replace("changes_nothing: no", "changes_nothing: yes\n    by: Jane");
    fs::write(project.review(), marked).unwrap();
    assert_eq!(project.next_version(&headed(&[one, two, moved])).answered, [true; 3]);
}

#[test]
fn a_text_is_reviewed_again_when_the_library_grows() {
    let project = Project::new();
    let library = project.0.path().join("data/answers");
    let titled =
        format!("Parent company of Contoso,,,\n{}", QUESTIONS.replace("Consider the whole fleet", ""));
    let all = support::tree(&library);
    for (name, text) in &all {
        let text = String::from_utf8_lossy(text)
            .replace("Are backups taken", "Is the lawn watered")
            .replace("Backups are taken", "The lawn is watered");
        fs::write(library.join(name), text).unwrap();
    }
    assert_eq!(project.answer(&titled, &[]).answered, [false; 3]);
    project.decide("Parent company of Contoso", "    changes_nothing: yes\n    by: Jane\n");
    assert_eq!(project.answer(&titled, &[]).answered, [true, false, false]);
    for (name, text) in &all {
        fs::write(library.join(name), text).unwrap();
    }
    let grown = project.answer(&titled, &[]);
    assert_eq!(grown.answered, [true, false, false]);
    assert_eq!(
        grown.review.matches("    text: \"Parent company of Contoso\"\n").count(),
        2,
        "{}",
        grown.review
    );
}

#[test]
fn a_legend_is_reviewed_again_for_a_question_that_gets_its_sign() {
    let cases = ["*", "†", "¹", "1)", "a)", "#"];
    each_case(cases, |sign| {
        let project = Project::new();
        let plain = format!(
            "Answer questions with {sign} for your subcontractors,,,\n{}",
            QUESTIONS.replace("Consider the whole fleet", "").replace("Consider the harbour", "")
        );
        project.answer(&plain, &[]);
        let review = fs::read_to_string(project.review()).unwrap();
        fs::write(
            project.review(),
            review.replace("changes_nothing: no", "changes_nothing: yes\n    by: Jane"),
        )
        .unwrap();
        assert_eq!(project.answer(&plain, &[]).answered, [true; 3], "{sign}");
        let signed = plain.replace("every day?", &format!("every day? {sign}"));
        assert_eq!(project.next_version(&signed).answered, [true, false, true], "{sign}");
    });
}

#[test]
fn question_sets_are_stored_once_and_the_former_format_is_read() {
    let project = Project::new();
    let titled = format!(
        "Consider the harbour,,,\nConsider the fleet,,,\n{}",
        QUESTIONS.replace("Consider the whole fleet", "")
    );
    project.answer(&titled, &[]);
    let review = fs::read_to_string(project.review()).unwrap();
    let set = review.lines().find_map(|it| it.strip_prefix("  1: ")).unwrap();
    assert!(set.matches("\"").count() > 2, "{review}");
    assert!(review.matches("    question_set: 1\n").count() >= 1, "{review}");
    let marked = review.replace("changes_nothing: no", "changes_nothing: yes\n    by: Jane");
    let before = marked.replace("question_set: 1\n", &format!("question_digests: {set}\n"));
    let cases = [&marked, &before];
    each_case(cases, |text| {
        fs::write(project.review(), text).unwrap();
        let second = project.answer(&titled, &[]);
        assert_eq!(second.answered, [true; 3], "{text}\n{}", second.review);
        assert_eq!(project.answer(&titled, &[]).review, second.review);
    });
    // Without the set, it is not known for which questions the texts were reviewed.
    fs::write(project.review(), marked.replace(&format!("  1: {set}\n"), "")).unwrap();
    assert_eq!(project.answer(&titled, &[]).answered, [false; 3]);
}

#[test]
fn reviewed_texts_without_question_digests_count_for_their_file_only() {
    let project = Project::new();
    let without = |text: &str| {
        text.lines()
            .filter(|it| !DIGESTS.iter().any(|key| it.trim_start().starts_with(key)))
            .map(|it| format!("{it}\n"))
            .collect::<String>()
    };
    project.answer(QUESTIONS, &[]);
    project.decide("Consider the whole fleet", "    changes_nothing: yes\n    by: Jane\n");
    let before = without(&fs::read_to_string(project.review()).unwrap());
    fs::write(project.review(), &before).unwrap();
    let same = project.answer(QUESTIONS, &[]);
    assert_eq!(same.answered, [true, true, false]);
    let listed =
        same.review.matches("question_digests: [").count() + same.review.matches("question_set: ").count();
    assert_eq!(listed, 2, "{}", same.review);
    // In another version, it is not known for which questions they were.
    fs::write(project.review(), &before).unwrap();
    let other = project.next_version(&format!("{QUESTIONS}4,Is the lawn mown?,,\n"));
    assert_eq!(other.answered, [false; 4]);
    assert!(!other.review.contains("changes_nothing: yes"), "{}", other.review);
}

/// A table with a column that has this text in the rows of some questions.
fn with_remark(column: &str, remarked: &[usize]) -> String {
    let known = [
        "Is customer data encrypted at rest?",
        "Are backups taken every day?",
        "Do you have an incident response plan?",
        "Is access to customer data logged?",
        "Are security policies reviewed every year?",
    ];
    let remark = |at: usize| if remarked.contains(&at) { "Consider the old harbour" } else { "" };
    let rows = known.iter().enumerate().map(|(at, it)| format!("{at},{it},,{}\n", remark(at)));
    format!("ID,Question,Answer,{column}\n{}", rows.collect::<String>())
}

#[test]
fn a_text_moved_to_another_row_is_reviewed_again() {
    let cases = ["Reference", "Special", "Hint"];
    each_case(cases, |column| {
        let project = Project::new();
        let marked = || {
            let review = fs::read_to_string(project.review()).unwrap();
            let review = review.replace("changes_nothing: no", "changes_nothing: yes\n    by: Jane");
            fs::write(project.review(), review).unwrap();
        };
        let (third, fifth) = (with_remark(column, &[2]), with_remark(column, &[4]));
        project.answer(&third, &[]);
        marked();
        let read = project.answer(&third, &[]).answered;
        assert_eq!(read, [true; 5], "{column}");
        // A text that is no longer beside any question is neutral, and so is one beside the same question.
        assert_eq!(project.next_version(&with_remark(column, &[])).answered, [true; 5], "{column}");
        assert_eq!(project.next_version(&third).answered, [true; 5], "{column}");
        let moved = project.next_version(&fifth);
        assert!(!moved.answered[4], "{column}");
        // A second row with the text does not affect the first.
        let both = project.next_version(&with_remark(column, &[2, 4]));
        assert!(both.answered[2] && !both.answered[4], "{column}: {:?}", both.answered);
        assert!(both.review.contains("it was marked "), "{column}: {}", both.review);
        marked();
        for remarked in [&[2, 4][..], &[2]] {
            let next = project.next_version(&with_remark(column, remarked));
            assert_eq!(next.answered, [true; 5], "{column}: {}", next.review);
        }
    });
}

#[test]
fn reviewed_texts_without_row_digests_count_for_their_file_only() {
    let project = Project::new();
    let third = with_remark("Reference", &[2]);
    project.answer(&third, &[]);
    let review = fs::read_to_string(project.review()).unwrap();
    assert!(review.contains("    beside_question_sets: ["), "{review}");
    let before = review.lines().filter(|it| !it.contains("beside_question_sets:"));
    let before: String = before.map(|it| format!("{it}\n")).collect();
    let before = before.replace("changes_nothing: no", "changes_nothing: yes\n    by: Jane");
    fs::write(project.review(), &before).unwrap();
    assert_eq!(project.answer(&third, &[]).answered, [true; 5]);
    fs::write(project.review(), &before).unwrap();
    let next = project.next_version(&third.replace("4,", "5,"));
    assert_eq!(next.answered, [false; 5]);
}
