//! What was decided is answered from the second time, whatever words it was decided in.

use crate::support;
use std::path::Path;

use crate::support::each_case;
use crate::support::learn::{case, data, printed, publish};
use crate::support::put;
use factum::{
    answer::{Decisions, How, Library, Reply, Thresholds, Tier, answer, respond},
    audience_view::AudienceView,
    check::check,
    diagnostic::Sources,
    fact::{Audience, parse_date},
    library::{FileEdit, FilledInput, Learned, ReviewInput, from_answered, from_review},
    load::load,
    questionnaire::{At, Cell, Choices, Form, Sheet, layout::Layout},
    statement::generate,
};

/// One sheet with ids, questions, a list to choose from, and a comment.
fn form(questions: &[(&str, &str)], values: &[&str]) -> Form {
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
    // Each begins further out than the one before: no sign before its words makes it a part of that one.
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

/// The replies to a form, and what its review file (if there is one) teaches.
fn replied(root: &Path, form: &Form, review: Option<&str>) -> (Vec<Reply>, Learned) {
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

fn write(root: &Path, edits: &[FileEdit]) {
    edits.iter().for_each(|it| put(root, &it.path, &it.after));
    publish(root);
}

fn review_of(questions: &[(&str, &str)], decisions: &[&str]) -> String {
    let each = questions.iter().zip(decisions).enumerate().map(|(at, ((id, question), decision))| {
        let id = if id.is_empty() { format!("Security!B{}", at + 2) } else { (*id).to_owned() };
        // What continues another question is part of it.
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

/// What a person sees of the replies: verdict or the list's word, and words.
fn seen(replies: &[Reply]) -> Vec<(Tier, Option<String>, Option<String>)> {
    let word = |it: &Reply| {
        it.choice.clone().or_else(|| it.verdict.map(|it| it.word().to_owned())).map(|it| it.to_lowercase())
    };
    replies.iter().map(|it| (it.tier, word(it), it.text.clone())).collect()
}

#[test]
fn decided_questions_are_answered_the_second_time() {
    let dir = case("phrasings");
    let asked = form(ASKED, VALUES);
    let (decided, learned) = replied(dir.path(), &asked, Some(&review_of(ASKED, DECIDED)));
    assert!(decided.iter().all(|it| it.how == How::Decided));
    write(dir.path(), &learned.edits);
    let (again, _) = replied(dir.path(), &asked, None);
    assert_eq!(seen(&again), seen(&decided));
    assert!(again.iter().all(|it| it.how == How::Pinned), "{again:#?}");
    assert_eq!(again[2].text.as_deref(), Some("{{ We }} own them {% all %}."));
    assert_eq!(again[5].choice.as_deref(), Some("Defined"));
}

#[test]
fn only_unchanged_questions_of_a_new_version_are_answered() {
    let dir = case("phrasings");
    let (decided, learned) = replied(dir.path(), &form(ASKED, VALUES), Some(&review_of(ASKED, DECIDED)));
    write(dir.path(), &learned.edits);
    // Other rows, a question that is new, and two in other words.
    let mut questions = vec![("0.1", "Is the moon made of green cheese in your view?")];
    questions.extend(ASKED);
    questions[1].1 = "Do you take backups of all customer data every day?";
    questions[3].1 = "Who are the owners of the systems that hold employee data?";
    let (again, _) = replied(dir.path(), &form(&questions, VALUES), None);
    let cases = [1, 4, 5];
    each_case(cases, |at| {
        assert_eq!(seen(&again[at + 1..=at + 1]), seen(&decided[at..=at]), "{}", ASKED[at].1);
    });
    assert_eq!(again[4].tier, Tier::Review, "it continues a question that was reworded");
    let cases = [&again[1], &again[3]];
    each_case(cases, |reworded| {
        assert_eq!((reworded.tier, reworded.text.as_deref()), (Tier::Review, None), "{reworded:#?}");
        assert!(
            reworded.reasons.iter().any(|it| it.contains("but for a different question")),
            "{reworded:#?}"
        );
    });
    assert_eq!(again[1].suggestions[0].answer.to_string(), "answer/backups");
    assert_eq!(again[0].how, How::Open);
}

#[test]
fn decisions_without_ids_are_found_by_position_and_words() {
    let dir = case("phrasings");
    let without: Vec<_> = ASKED.iter().map(|(_, it)| ("", *it)).collect();
    let asked = form(&without, VALUES);
    let (decided, learned) = replied(dir.path(), &asked, Some(&review_of(&without, DECIDED)));
    write(dir.path(), &learned.edits);
    let (again, _) = replied(dir.path(), &asked, None);
    assert_eq!(seen(&again), seen(&decided));
    // Moved by a row, words alone lead there, but not words that mean nothing alone, nor to a blank.
    let mut moved = vec![("", "Is the moon made of green cheese in your view?")];
    moved.extend(&without);
    let (again, _) = replied(dir.path(), &form(&moved, VALUES), None);
    let cases = [0, 1, 2, 5];
    each_case(cases, |at| {
        assert_eq!(seen(&again[at + 1..=at + 1]), seen(&decided[at..=at]), "{}", ASKED[at].1);
    });
    assert_ne!(again[4].how, How::Pinned);
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
    assert!(replies.iter().all(|it| it.how != How::Pinned && it.tier != Tier::Answered), "{replies:#?}");
}

/// Words as hostile as customers' can be, each to come back as it is.
const HOSTILE: &[&str] = &[
    "yes",
    "No",
    "null",
    "~",
    "1.10",
    "0x1F",
    "2026-01-01",
    "1e3",
    ".inf",
    "=",
    "<<",
    "---",
    "...",
    "%YAML 1.2",
    "- a",
    "? b",
    ": c",
    "key: value",
    "a #b",
    "#",
    "'",
    "''",
    "\"",
    "\\",
    "\\n",
    "it's \"both\" \\ of them",
    "&anchor",
    "*alias",
    "!tag",
    "!!binary x",
    "|",
    ">",
    "|-\n  x",
    "[a, b",
    "{a: b}",
    "}",
    "]",
    ", ",
    "@",
    "`",
    "{{ x }}",
    "{% if %}",
    "{# #}",
    "{{{{",
    "{%{%",
    "{{ \"{{\" }}",
    "{% raw %}{{ x }}{% endraw %}",
    "}}",
    "%}",
    "{",
    "{ {",
    "{{-",
    "-}}",
    "a\nb",
    "a\n\nb",
    "a\n b",
    "a\n  b\nc",
    "- a\n- b",
    "# a\n# b",
    "a: |\n  b",
    "a\n---\nb",
    "a\n...\nb",
    "tab\there",
    "a \nb",
    "é ü 日本 🦀",
    "=cmd|'/c calc'!A1",
    "+1",
    "-1",
    "defaults",
    "<script>alert(1)</script>",
    "[x](javascript:x)",
    "*x* _y_ `z`",
    "a\u{a0}b",
    "\u{fdfa}",
    "a:b",
    "a,b",
    "x:",
    "http://a.b/c#d",
    "y",
    "on",
    "TRUE",
    "nan",
    "12:30:45",
    "1_000",
];

/// Ids of questions: without one, what begins with a star is a footnote to the others.
fn ids(count: usize) -> Vec<String> {
    (1..=count).map(|it| format!("H-{it}")).collect()
}

#[test]
fn hostile_texts_round_trip() {
    let dir = case("phrasings");
    let questions: Vec<String> = HOSTILE
        .iter()
        .enumerate()
        .map(|(at, it)| format!("{it} is said by whom in case number {at}?"))
        .collect();
    let ids = ids(questions.len());
    let asked: Vec<(&str, &str)> =
        ids.iter().zip(&questions).map(|(id, it)| (id.as_str(), it.as_str())).collect();
    let decisions: Vec<String> = HOSTILE
        .iter()
        .map(|it| {
            format!(
                "{{text: {}, by: {}}}",
                serde_json::json!(it),
                serde_json::json!(format!("{}.", it.replace(['{', '%'], "-")))
            )
        })
        .collect();
    let decisions: Vec<&str> = decisions.iter().map(String::as_str).collect();
    let (_, learned) = replied(dir.path(), &form(&asked, &[]), Some(&review_of(&asked, &decisions)));
    assert_eq!(
        (learned.counts.answers, learned.counts.pins, &learned.refused),
        (HOSTILE.len(), HOSTILE.len(), &vec![])
    );
    write(dir.path(), &learned.edits);
    let loaded = load(dir.path()).unwrap();
    assert_eq!(loaded.findings, []);
    let (replies, again) = replied(dir.path(), &form(&asked, &[]), Some(&review_of(&asked, &decisions)));
    assert_eq!(again.edits, []);
    for (reply, words) in replies.iter().zip(HOSTILE) {
        assert_eq!(reply.text.as_deref(), Some(words.trim()), "{:?}", reply.reasons);
    }
    // And without the review file.
    let (replies, _) = replied(dir.path(), &form(&asked, &[]), None);
    for (reply, words) in replies.iter().zip(HOSTILE) {
        assert_eq!(reply.text.as_deref().map(str::trim), Some(words.trim()), "{:?}", reply.reasons);
    }
}

#[test]
fn hostile_wordings_are_added_to_every_form_of_list() {
    for (at, phrasings) in [
        "",
        "  phrasings: One of my own\n",
        "  phrasings: [One of my own]\n",
        "  phrasings: [\n    One of my own, # mine\n  ]\n",
        "  phrasings:\n  - 'One of my own'\n",
    ]
    .iter()
    .enumerate()
    {
        let dir = case("phrasings");
        // A wording is taken up where it asks what the entry's proposition says, in other words.
        let entry = |(at, it): (usize, &&str)| {
            format!(
                "open-{at}:\n  question: What is open to everybody in house {at}?\n{}  # a comment\n  proposition: {}\n  audience: public\n  text: All.\n",
                phrasings.replace("own", &format!("own {at}")),
                serde_json::json!(format!("You offer {} in case {at}.", it.replace(['\n', '{', '}'], " ")))
            )
        };
        // A flow list and a block list take all of them; the other forms are about the list.
        let chosen: Vec<&str> =
            HOSTILE.iter().step_by(if at == 1 || at == 2 { 1 } else { 9 }).copied().collect();
        let entries: String = chosen.iter().enumerate().map(entry).collect();
        put(dir.path(), "data/answers.yaml", entries.trim_end());
        let questions: Vec<String> = chosen
            .iter()
            .enumerate()
            .flat_map(|(at, it)| {
                ["support", "provide"].map(|verb| format!("Do you {verb} {it} in case {at}?"))
            })
            .collect();
        let ids = ids(questions.len());
        let asked: Vec<(&str, &str)> =
            ids.iter().zip(&questions).map(|(id, it)| (id.as_str(), it.as_str())).collect();
        let decisions: Vec<_> = (0..asked.len()).map(|at| format!("{{answer: open-{}}}", at / 2)).collect();
        let decisions: Vec<_> = decisions.iter().map(String::as_str).collect();
        let (_, learned) = replied(dir.path(), &form(&asked, &[]), Some(&review_of(&asked, &decisions)));
        assert_eq!(learned.refused, Vec::<String>::new());
        assert!(
            learned.counts.phrasings > asked.len() / 2,
            "form {at}: {:?} {:?}",
            learned.counts,
            learned.notes
        );
        assert!(
            learned.notes.iter().all(|it| !it.contains("cannot be put into")),
            "form {at}: {:?}",
            learned.notes
        );
        write(dir.path(), &learned.edits);
        assert_eq!(load(dir.path()).unwrap().findings, []);
        let (replies, again) = replied(dir.path(), &form(&asked, &[]), Some(&review_of(&asked, &decisions)));
        assert_eq!(again.edits, []);
        assert!(replies.iter().all(|it| it.tier == Tier::Answered));
    }
}

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

/// A first library from a file that was filled before.
const FILLED: &str = "ID,Question,Answer,Comment\n\
    1,Do you take backups of customer data?,Yes,\n\
    2,Do you hold the keys of encrypted backups?,No,\"They are {{ ours }}, all of them.\"\n\
    3,How long are the logs of administrators kept?,\"One year.\nThen they go.\",\n\
    4,Do you rotate all signing keys every year?,Yes,\n\
    5,Do you rotate all signing keys every year?,No,\n\
    6,Is there a mascot in the office on Fridays?,,\n\
    7,Please elaborate,A lot of words,\n\
    8,Is there a fire alarm in every building of yours?,-,\n\
    9,Who looks after the cats in the office?,TODO,\n\
    10,Is multi-factor authentication enforced for staff?,yes,\n";

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
    // A draft is not given until the line is removed and the audience is set.
    let asked = form(&[("", "How long are the logs of administrators kept?")], &[]);
    assert_ne!(replied(dir.path(), &asked, None).0[0].tier, Tier::Answered);
    let text = String::from_utf8(after["answers/old-answers.yaml"].clone()).unwrap();
    put(
        dir.path(),
        "data/answers/old-answers.yaml",
        text.replace("  draft: yes\n", "").replace("audience: internal", "audience: public"),
    );
    assert_eq!(replied(dir.path(), &asked, None).0[0].text.as_deref(), Some("One year.\nThen they go."));
}

/// An earlier answer that contradicts the library is named, and is not learned.
#[test]
fn an_earlier_answer_that_contradicts_the_library_is_reported() {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let rows = "ID,Question,Answer,Comment\n\
        1,Is customer data encrypted at rest?,No,Only the paying plan\n\
        2,Are backups taken every day?,Partially,On weekdays\n\
        3,Do you have an incident response plan?,Yes,\n\
        4,Do you pay bounties for reported vulnerabilities?,Yes,Up to 500 euros\n\
        5,Is there a mascot in the office on Fridays?,Yes,A llama looks after the office\n";
    put(dir.path(), "old.csv", rows);
    let path = dir.path().join("old.csv");
    let output = support::factum(dir.path(), &["learn", "--from", path.to_str().unwrap(), "--yes"]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    let said = printed(&output);
    let cases = [
        "not learned (contradicts `answer/encryption-at-rest`: the file says no, the library says yes): Records!B2",
        "not learned (contradicts `answer/backups-daily`: the file says partial, the library says yes): Records!B3",
        "not learned (already known): Records!B4",
        "not learned (contradicts `answer/no-bug-bounty`: the file says yes, the library says no): Records!B5",
        "1 draft answer in 1 file",
    ];
    each_case(cases, |line| {
        assert!(said.contains(line), "{line}: {said}");
    });
}

/// A title above the table is not part of the question, so the draft names it for the person who checks it.
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
            "{title},,\nID,Question,Answer\n1,Is there a mascot in the office?,Yes\n2,Is the lawn mown?,No\n3,Is the gate locked?,No\n"
        );
        put(dir.path(), "old.csv", &rows);
        let path = dir.path().join("old.csv");
        let output = support::factum(dir.path(), &["learn", "--from", path.to_str().unwrap(), "--yes"]);
        assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
        let text = std::fs::read_to_string(dir.path().join("data/answers/old.yaml")).unwrap();
        assert_eq!(text.matches("\n  draft: yes").count(), 3, "{text}");
        let said = format!("asked below \"{title}\": does it hold elsewhere?");
        assert_eq!(text.matches(&said).count(), if named { 3 } else { 0 }, "{text}");
    });
}

const ASKS: &str =
    "No,Question,Answer\n1,Do you keep goats?,\n2,Who feeds the goats?,\n3,Are the goats insured?,\n";

/// Answers the file for a customer, decides its first question in own words, answers again and learns.
fn taught(root: &Path, customer: &str, words: &str) -> String {
    put(root, "goats.csv", ASKS);
    let file = root.join("goats.csv").display().to_string();
    let answered = || support::factum(root, &["answer", &file, "--customer", customer]);
    assert_eq!(answered().status.code(), Some(0), "{}", support::stderr(&answered()));
    let review = format!("out/public/questionnaires/{}--goats/review.yaml", customer.to_lowercase());
    let text = std::fs::read_to_string(root.join(&review)).unwrap();
    put(
        root,
        &review,
        text.replacen("decision: {}", &format!("decision: {{text: \"{words}\", verdict: yes, by: Jane}}"), 1),
    );
    assert_eq!(answered().status.code(), Some(0));
    let learned = support::factum(root, &["learn", &root.join(&review).display().to_string(), "--yes"]);
    assert_eq!(learned.status.code(), Some(0), "{}", support::stderr(&learned));
    support::stdout(&learned)
}

#[test]
fn custom_text_is_not_given_until_published() {
    let dir = case("phrasings");
    let root = dir.path();
    put(root, "goats.csv", ASKS);
    let file = root.join("goats.csv").display().to_string();
    let given = |customer: &[&str], name: &str| {
        let output = support::factum(root, &[&["answer", &file], customer].concat());
        assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
        std::fs::read_to_string(root.join(format!("out/public/questionnaires/{name}/goats.csv"))).unwrap()
    };
    given(&[], "goats");
    let review = root.join("out/public/questionnaires/goats/review.yaml");
    let text = std::fs::read_to_string(&review).unwrap();
    let decision = "decision: {text: \"Three goats, as Alba knows.\", verdict: yes, by: Jane}";
    std::fs::write(&review, text.replacen("decision: {}", decision, 1)).unwrap();
    let learned = support::factum(root, &["learn", review.to_str().unwrap(), "--yes"]);
    assert_eq!(learned.status.code(), Some(0), "{}", support::stderr(&learned));
    let (diff, said) = (support::stdout(&learned), support::stderr(&learned));
    assert!(diff.contains("+  draft: yes") && diff.contains("remove the line `draft: yes`"), "{diff}");
    assert!(said.contains("1 draft answer") && said.contains("a draft is not given to anyone"), "{said}");
    assert!(given(&["--customer", "Bora"], "bora--goats").lines().all(|it| !it.contains("Alba")));
    std::fs::remove_dir_all(root.join("out")).unwrap();
    assert!(!given(&[], "goats").contains("Alba"));
    publish(root);
    assert!(given(&["--customer", "Bora"], "bora--goats").contains("as Alba knows"));
    // Changed words are a draft again.
    let decided = std::fs::read_to_string(root.join("out/public/questionnaires/goats/review.yaml")).unwrap();
    std::fs::write(&review, decided.replacen("decision: {}", &decision.replace("Three", "Four"), 1)).unwrap();
    let again = support::factum(root, &["learn", review.to_str().unwrap(), "--yes"]);
    assert!(support::stderr(&again).contains("1 changed answer"), "{}", support::stderr(&again));
    std::fs::remove_dir_all(root.join("out")).unwrap();
    assert!(!given(&[], "goats").contains("Alba"));
}

#[test]
fn text_written_for_one_customer_is_not_given_to_others() {
    let dir = case("phrasings");
    let root = dir.path();
    let diff = taught(root, "Alba", "Three goats, for Alba only.");
    assert!(
        diff.contains("+  draft: yes")
            && diff.contains("written for Alba only")
            && diff.contains("+  customer: Alba"),
        "{diff}"
    );
    let file = root.join("goats.csv").display().to_string();
    let given = |customer: &[&str], name: &str| {
        let output = support::factum(root, &[&["answer", &file], customer].concat());
        assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
        std::fs::read_to_string(root.join(format!("out/public/questionnaires/{name}/goats.csv"))).unwrap()
    };
    assert!(!given(&["--customer", "Bora"], "bora--goats").contains("Alba"));
    assert!(!given(&[], "goats").contains("Alba"));
    // Another customer's file of the same name has separate pins, and does not change the first one's.
    taught(root, "Bora", "Two goats, for Bora only.");
    let files = data(root);
    assert!(
        files.contains_key("questionnaires/alba-goats.yaml")
            && files.contains_key("questionnaires/bora-goats.yaml"),
        "{:?}",
        files.keys()
    );
    // A person releases the words: the pin leads to them for that customer alone, the answer to the question
    // for everybody.
    let learned = String::from_utf8(files["answers/learned.yaml"].clone()).unwrap();
    put(
        root,
        "data/answers/learned.yaml",
        learned
            .replacen("  draft: yes\n", "", 1)
            .replace("question: Do you keep goats?", "question: Which animals?"),
    );
    std::fs::remove_dir_all(root.join("out")).unwrap();
    assert!(given(&["--customer", "ALBA"], "alba--goats").contains("Three goats"));
    let cases = [(&["--customer", "Bora"][..], "bora--goats"), (&[], "goats")];
    each_case(cases, |(customer, name)| {
        assert!(!given(customer, name).contains("Three goats"));
    });
}
