//! Decided questions are answered from the second time on, in whatever form they were decided.

use crate::support::{
    self, each_case,
    learn::{case, publish},
    put,
};
use std::path::Path;

use factum::{
    answer::{AnswerOrigin, Decisions, Library, Reply, ReplyStatus, Thresholds, answer, respond},
    audience_view::AudienceView,
    check::check,
    diagnostic::Sources,
    fact::{Audience, parse_date},
    library::{FileEdit, Learned, ReviewInput, from_review},
    load::load,
    questionnaire::{At, Cell, Choices, Form, Sheet, layout::Layout},
    statement::generate,
};

/// One sheet with ids, questions, a list of values, and a comment.
pub fn form(questions: &[(&str, &str)], values: &[&str]) -> Form {
    let choices = std::sync::Arc::new(Choices {
        values: values.iter().map(|it| (*it).to_owned()).collect(),
        ..Choices::default()
    });
    let mut sheet = Sheet { name: "Security".into(), ..Sheet::default() };
    let mut cell = |row, column, text: &str, listed: bool| {
        let choices = (listed && !choices.values.is_empty()).then(|| choices.clone());
        sheet.cells.insert(At { row, column }, Cell { text: text.into(), choices, ..Cell::default() });
    };
    for (at, head) in ["ID", "Question", "Answer", "Comment"].iter().enumerate() {
        cell(1, at as u32 + 1, head, false);
    }
    for (at, (id, question)) in questions.iter().enumerate() {
        let row = at as u32 + 2;
        cell(row, 1, id, false);
        cell(row, 2, question, false);
        cell(row, 3, "", true);
    }
    // Each is indented less than the previous one, so that none is part of another.
    for (at, cell) in sheet.cells.iter_mut().filter(|it| it.0.column == 2) {
        cell.indent.left = 20_000 - 200 * at.row as i32;
    }
    let ids = questions.iter().any(|(id, _)| !id.is_empty());
    let mapping = Layout {
        header_rows: vec![1],
        id: ids.then_some(1),
        question: 2,
        answers: vec![3],
        comment: Some(4),
        rows: (2..questions.len() as u32 + 2).collect(),
        confidence: 1.0,
        ..Layout::default()
    };
    sheet.mapping = Some(mapping);
    Form { sheets: vec![sheet], ..Form::default() }
}

/// The replies to a form, and what is learned from its review file, if there is one.
pub fn replied(root: &Path, form: &Form, review: Option<&str>) -> (Vec<Reply>, Learned) {
    let on = parse_date(support::DAY).unwrap();
    let loaded = load(root).unwrap();
    let checked = check(&loaded, on, false);
    let sound = checked.sound.unwrap_or_else(|| panic!("{:#?}", checked.report));
    let (statements, findings) =
        generate(AudienceView::new(sound, Audience::Public, on), &loaded.templates, &loaded.sources);
    assert_eq!(findings, []);
    let (answered, findings) = answer(sound, &statements, &loaded.sources);
    assert_eq!(findings, []);
    let library = Library::new(sound, &answered.answers, &answered.withheld, Audience::Public, on);
    let mut sources = Sources::default();
    let file = sources.add("review.yaml", review.unwrap_or("questions: []\n"));
    let (decisions, findings) = Decisions::read(file, &sources);
    assert_eq!(findings, []);
    let mappings: Vec<_> =
        form.sheets.iter().enumerate().filter_map(|(at, it)| Some((at, it.mapping.clone()?))).collect();
    let (replies, findings) = respond(&library, form, &mappings, &decisions, Thresholds::default());
    assert_eq!(findings, []);
    let learned = from_review(&ReviewInput {
        loaded: &loaded,
        library: &library,
        decisions: &decisions,
        name: "Acme.xlsx",
        audience: Audience::Public,
        on,
    });
    (replies, learned)
}

pub fn write(root: &Path, edits: &[FileEdit]) {
    edits.iter().for_each(|it| put(root, &it.path, &it.after));
    publish(root);
}

pub fn review_of(questions: &[(&str, &str)], decisions: &[&str]) -> String {
    let each = questions.iter().zip(decisions).enumerate().map(|(at, ((id, question), decision))| {
        let id = if id.is_empty() { format!("Security!B{}", at + 2) } else { (*id).to_owned() };
        // A question that continues another one is part of it.
        let parent = at
            .checked_sub(1)
            .and_then(|it| questions.get(it))
            .filter(|_| ["If yes", "it's"].iter().any(|it| question.starts_with(it)));
        let parent =
            parent.map(|(id, it)| if id.is_empty() { (*it).to_owned() } else { format!("{id} | {it}") });
        let part_of =
            parent.map(|it| format!("    part_of: {}\n", serde_json::json!(it))).unwrap_or_default();
        let (id, question) = (serde_json::json!(id), serde_json::json!(question));
        let place = format!("    sheet: Security\n    row: {}\n{part_of}", at + 2);
        format!("  - id: {id}\n{place}    question: {question}\n    decision: {decision}\n")
    });
    format!("file: Acme.xlsx\naudience: public\ndecided_by: Jane\nquestions:\n{}", each.collect::<String>())
}

const ASKED: &[(&str, &str)] = &[
    ("1.1", "Do you take backups of customer data?"),
    ("1.2", "Do you lack a process for the training of employees?"),
    ("1.3", "Who are the owners of the systems that hold customer data?"),
    ("1.4", "If yes, please describe."),
    ("1.5", "Are unicorns allowed in the data centre at night?"),
    ("1.6", "How mature is the process of security training?"),
];

const DECIDED: &[&str] = &[
    "{answer: backups}",
    "{answer: training, verdict: no}",
    "{text: '{{ We }} own them {% all %}.', verdict: yes}",
    "{answer: encryption}",
    "{blank: yes}",
    "{answer: training, verdict: Defined}",
];

const VALUES: &[&str] = &["Yes", "No", "Defined"];

/// What a person sees of a reply.
#[derive(Debug, PartialEq)]
struct VisibleReply {
    tier: ReplyStatus,
    verdict_or_choice: Option<String>,
    text: Option<String>,
}

fn visible(replies: &[Reply]) -> Vec<VisibleReply> {
    let word = |it: &Reply| {
        it.choice.clone().or_else(|| it.verdict.map(|it| it.word().to_owned())).map(|it| it.to_lowercase())
    };
    let visible =
        |it: &Reply| VisibleReply { tier: it.tier, verdict_or_choice: word(it), text: it.text.clone() };
    replies.iter().map(visible).collect()
}

#[test]
fn decided_questions_are_answered_the_second_time() {
    let dir = case("phrasings");
    let asked = form(ASKED, VALUES);
    let (decided, learned) = replied(dir.path(), &asked, Some(&review_of(ASKED, DECIDED)));
    assert!(decided.iter().all(|it| it.how == AnswerOrigin::Decided));
    write(dir.path(), &learned.edits);
    let (again, _) = replied(dir.path(), &asked, None);
    assert_eq!(visible(&again), visible(&decided));
    assert!(again.iter().all(|it| it.how == AnswerOrigin::Pinned), "{again:#?}");
    assert_eq!(again[2].text.as_deref(), Some("{{ We }} own them {% all %}."));
    assert_eq!(again[5].choice.as_deref(), Some("Defined"));
}

#[test]
fn only_unchanged_questions_of_a_new_version_are_answered() {
    let dir = case("phrasings");
    let (decided, learned) = replied(dir.path(), &form(ASKED, VALUES), Some(&review_of(ASKED, DECIDED)));
    write(dir.path(), &learned.edits);
    // Other rows, a new question, and two reworded ones.
    let mut questions = vec![("0.1", "Is the moon made of green cheese in your view?")];
    questions.extend(ASKED);
    questions[1].1 = "Do you take backups of all customer data every day?";
    questions[3].1 = "Who are the owners of the systems that hold employee data?";
    let (again, _) = replied(dir.path(), &form(&questions, VALUES), None);
    let cases = [1, 4, 5];
    each_case(cases, |at| {
        assert_eq!(visible(&again[at + 1..=at + 1]), visible(&decided[at..=at]), "{}", ASKED[at].1);
    });
    assert_eq!(again[4].tier, ReplyStatus::Review, "it continues a question that was reworded");
    let cases = [&again[1], &again[3]];
    each_case(cases, |reworded| {
        assert_eq!((reworded.tier, reworded.text.as_deref()), (ReplyStatus::Review, None), "{reworded:#?}");
        assert!(
            reworded.reasons.iter().any(|it| it.contains("but for a different question")),
            "{reworded:#?}"
        );
    });
    assert_eq!(again[1].suggestions[0].answer.to_string(), "answer/backups");
    assert_eq!(again[0].how, AnswerOrigin::Open);
}

#[test]
fn decisions_without_ids_are_found_by_position_and_words() {
    let dir = case("phrasings");
    let without: Vec<_> = ASKED.iter().map(|(_, it)| ("", *it)).collect();
    let asked = form(&without, VALUES);
    let (decided, learned) = replied(dir.path(), &asked, Some(&review_of(&without, DECIDED)));
    write(dir.path(), &learned.edits);
    let (again, _) = replied(dir.path(), &asked, None);
    assert_eq!(visible(&again), visible(&decided));
    // One row further, questions are found by their words alone, except for words that need context or an
    // empty answer.
    let mut moved = vec![("", "Is the moon made of green cheese in your view?")];
    moved.extend(&without);
    let (again, _) = replied(dir.path(), &form(&moved, VALUES), None);
    let cases = [0, 1, 2, 5];
    each_case(cases, |at| {
        assert_eq!(visible(&again[at + 1..=at + 1]), visible(&decided[at..=at]), "{}", ASKED[at].1);
    });
    assert_ne!(again[4].how, AnswerOrigin::Pinned);
}

#[test]
fn questions_of_another_customer_with_the_same_ids_are_not_answered() {
    let dir = case("phrasings");
    let (_, learned) = replied(dir.path(), &form(ASKED, VALUES), Some(&review_of(ASKED, DECIDED)));
    write(dir.path(), &learned.edits);
    let other = [
        ("1.1", "Is the office open on public holidays?"),
        ("1.2", "Do you publish a magazine for your neighbours?"),
        ("1.3", "Which colours do the walls of your building have?"),
        ("1.4", "If yes, please describe."),
    ];
    let (replies, _) = replied(dir.path(), &form(&other, VALUES), None);
    assert!(
        replies.iter().all(|it| it.how != AnswerOrigin::Pinned && it.tier != ReplyStatus::Answered),
        "{replies:#?}"
    );
}
