//! `learn --from`: the answers of a filled file become drafts.

use crate::learned_answers::{form, replied};
use crate::support::{
    self, each_case,
    learn::{case, data, printed},
    put,
};

use factum::{
    answer::ReplyStatus,
    fact::Audience,
    library::{FilledInput, from_answered},
    load::load,
    questionnaire::{At, Cell, Choices},
};

#[test]
fn ticked_boxes_are_read_as_answers() {
    let dir = case("phrasings");
    let boxes =
        ["☐ Yes\n☒ No\n☐ Partial", "☒ Yes ☐ No ☐ Partial", "Yes ☐ No ☑ Partial ☐", "☐ Yes ☐ No ☐ Partial"];
    let questions: Vec<String> = (0..boxes.len())
        .map(|it| format!("Is there a fire door on floor number {it} of the building?"))
        .collect();
    let asked: Vec<(&str, &str)> = questions.iter().map(|it| ("", it.as_str())).collect();
    let mut form = form(&asked, &[]);
    let values = ["Yes", "No", "Partial"].map(str::to_owned).to_vec();
    let choices = std::sync::Arc::new(Choices { values, ticked: true, ..Choices::default() });
    for (row, text) in (2..).zip(boxes) {
        form.sheets[0].cells.insert(
            At { row, column: 3 },
            Cell { text: text.into(), choices: Some(choices.clone()), ..Cell::default() },
        );
    }
    let loaded = load(dir.path()).unwrap();
    let mappings = [(0, form.sheets[0].mapping.clone().unwrap())];
    let (left_out, verdicts) = Default::default();
    let learned = from_answered(&FilledInput {
        loaded: &loaded,
        form: &form,
        mappings: &mappings,
        name: "a.docx",
        audience: Audience::Internal,
        verdicts: &verdicts,
        left_out: &left_out,
    });
    let verdicts: Vec<&str> =
        learned.edits[0].after.lines().filter_map(|it| it.strip_prefix("  verdict: ")).collect();
    assert_eq!(verdicts, ["no", "yes", "no"]);
    assert_eq!(learned.notes, ["not learned (not answered): Security!B5"]);
}

#[test]
fn struck_through_text_is_not_read_as_an_answer() {
    let dir = case("phrasings");
    let asked = [
        ("", "Is there a moat around it?"),
        ("", "Is there a fence around it?"),
        ("", "Is there a wall around it?"),
    ];
    let mut form = form(&asked, &[]);
    for (row, struck, column) in [(2, true, 3), (3, false, 3), (4, false, 3)] {
        let cell = Cell { text: "Yes".into(), struck, ..Cell::default() };
        form.sheets[0].cells.insert(At { row, column }, cell);
    }
    form.sheets[0].notes.insert(At { row: 4, column: 3 }, "Struck through or hidden: Yes".into());
    let loaded = load(dir.path()).unwrap();
    let mappings = [(0, form.sheets[0].mapping.clone().unwrap())];
    let (left_out, verdicts) = Default::default();
    let learned = from_answered(&FilledInput {
        loaded: &loaded,
        form: &form,
        mappings: &mappings,
        name: "a.xlsx",
        audience: Audience::Internal,
        verdicts: &verdicts,
        left_out: &left_out,
    });
    assert_eq!(learned.edits[0].after.matches("question: ").count(), 1, "{}", learned.edits[0].after);
    assert!(learned.edits[0].after.contains("Is there a fence"));
    assert_eq!(
        learned.notes,
        [
            "not learned (a part of the answer is struck through or hidden): Security!B4",
            "not learned (not answered): Security!B2"
        ]
    );
}

/// The start of a library from a file that was filled before.
const FILLED: &str = "ID,Question,Answer,Comment\n1,Do you take backups of customer data?,Yes,\n2,Do you \
     hold the keys of encrypted backups?,No,\"They are {{ ours }}, all of them.\"\n3,How long are the logs \
     of administrators kept?,\"One year.\nThen they go.\",\n4,Do you rotate all signing keys every \
     year?,Yes,\n5,Do you rotate all signing keys every year?,No,\n6,Is there a mascot in the office on \
     Fridays?,,\n7,Please elaborate,A lot of words,\n8,Is there a fire alarm in every building of \
     yours?,-,\n9,Who looks after the cats in the office?,TODO,\n10,Is multi-factor authentication enforced \
     for staff?,yes,\n";

#[test]
fn answers_of_a_filled_file_become_drafts() {
    let dir = case("phrasings");
    put(dir.path(), "Old Answers.csv", FILLED);
    let path = dir.path().join("Old Answers.csv");
    let run = |arguments: &[&str]| {
        let mut all = vec!["learn", "--from", path.to_str().unwrap(), "--yes"];
        all.extend(arguments);
        support::factum(dir.path(), &all)
    };
    let output = run(&[]);
    support::golden(&support::sample().join("tests/cases/learn-from.txt"), &printed(&output));
    let after = data(dir.path());
    let again = run(&[]);
    assert_eq!(support::stdout(&again), "");
    assert_eq!(after, data(dir.path()));
    // A draft is not given until `draft` is removed and the audience is set.
    let asked = form(&[("", "How long are the logs of administrators kept?")], &[]);
    assert_ne!(replied(dir.path(), &asked, None).0[0].tier, ReplyStatus::Answered);
    let text = String::from_utf8(after["answers/old-answers.yaml"].clone()).unwrap();
    put(
        dir.path(),
        "data/answers/old-answers.yaml",
        text.replace("  draft: yes\n", "").replace("audience: internal", "audience: public"),
    );
    assert_eq!(replied(dir.path(), &asked, None).0[0].text.as_deref(), Some("One year.\nThen they go."));
}

/// An earlier answer that contradicts the library is reported and not learned.
#[test]
fn an_earlier_answer_that_contradicts_the_library_is_reported() {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let rows = "ID,Question,Answer,Comment\n1,Is customer data encrypted at rest?,No,Only the paying \
                plan\n2,Are backups taken every day?,Partially,On weekdays\n3,Do you have an incident \
                response plan?,Yes,\n4,Do you pay bounties for reported vulnerabilities?,Yes,Up to 500 \
                euros\n5,Is there a mascot in the office on Fridays?,Yes,A llama looks after the office\n";
    put(dir.path(), "old.csv", rows);
    let path = dir.path().join("old.csv");
    let output = support::factum(dir.path(), &["learn", "--from", path.to_str().unwrap(), "--yes"]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    let output_text = printed(&output);
    let cases = [
        "not learned (contradicts `answer/encryption-at-rest`: the file says no, the library says yes): \
         Records!B2",
        "not learned (contradicts `answer/backups-daily`: the file says partial, the library says yes): \
         Records!B3",
        "not learned (already known): Records!B4",
        "not learned (contradicts `answer/no-bug-bounty`: the file says yes, the library says no): \
         Records!B5",
        "1 draft answer in 1 file",
    ];
    each_case(cases, |line| {
        assert!(output_text.contains(line), "{line}: {output_text}");
    });
}

/// A title above the table is not part of the question, so the draft mentions it for the person who checks
/// it.
#[test]
fn a_draft_names_the_title_above_its_question() {
    let cases = [
        ("Questions on your subcontractors", true),
        ("Security questionnaire", false),
        ("Sold in Brazil", true),
    ];
    each_case(cases, |(title, named)| {
        let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
        let rows = format!(
            "{title},,\nID,Question,Answer\n1,Is there a mascot in the office?,Yes\n2,Is the lawn \
             mown?,No\n3,Is the gate locked?,No\n"
        );
        put(dir.path(), "old.csv", &rows);
        let path = dir.path().join("old.csv");
        let output = support::factum(dir.path(), &["learn", "--from", path.to_str().unwrap(), "--yes"]);
        assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
        let text = std::fs::read_to_string(dir.path().join("data/answers/old.yaml")).unwrap();
        assert_eq!(text.matches("\n  draft: yes").count(), 3, "{text}");
        let output_text = format!("asked below \"{title}\": does it hold elsewhere?");
        assert_eq!(text.matches(&output_text).count(), if named { 3 } else { 0 }, "{text}");
    });
}
