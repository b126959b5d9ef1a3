//! Learned decisions are used only while all texts around the question are the same as when it was decided.

use std::{fs, path::Path};

use serde_json::Value as Json;

use crate::support::{self, document::document, each_case, filling, rows};

const HEAD: &[&str] = &["ID", "Question", "Answer"];
/// A title and a heading that are not known to be neutral.
const TITLE: &[&str] = &["Borealis XXX check"];
const HEADING: &[&str] = &["Contoso plants"];
const ASKED: [&[&str]; 4] = [
    &["1", "Is the server room locked at night?"],
    &["1.1", "If yes, how often is it checked?"],
    &["2", "Are visitors to the building escorted?"],
    &["3", "Is there a fence around the car park of the main building?"],
];

/// The questions of `answers.json` of a file.
fn asked(root: &Path, name: &str, bytes: &[u8]) -> Vec<Json> {
    let file = root.join(name);
    fs::write(&file, bytes).unwrap();
    let output = support::factum(root, &["answer", file.to_str().unwrap(), "--customer", "Eta"]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let path = fs::read_dir(root.join("out/public/questionnaires")).unwrap().next().unwrap().unwrap().path();
    let json: Json = serde_json::from_slice(&fs::read(path.join("answers.json")).unwrap()).unwrap();
    json["questions"].as_array().unwrap().clone()
}

/// A vendor who has learned the decisions on every question of a file, each with different custom text.
fn learned(name: &str, bytes: &[u8]) -> tempfile::TempDir {
    let dir = filling::vendor();
    asked(dir.path(), name, bytes);
    let folder = fs::read_dir(dir.path().join("out/public/questionnaires")).unwrap().next().unwrap().unwrap();
    let review = folder.path().join("review.yaml");
    let mut count = 0;
    let decided: Vec<_> = fs::read_to_string(&review)
        .unwrap()
        .split("decision: {}")
        .map(|before| {
            count += 1;
            format!("{before}decision: {{text: As decided {count}., verdict: yes, by: Jane}}")
        })
        .collect();
    let decided = decided.concat();
    let end = decided.rfind("decision: ").unwrap();
    fs::write(&review, &decided[..end]).unwrap();
    asked(dir.path(), name, bytes);
    let learned = support::factum(dir.path(), &["learn", review.to_str().unwrap(), "--yes"]);
    assert_eq!(learned.status.code(), Some(0), "{}", support::stderr(&learned));
    support::learn::publish(dir.path());
    fs::remove_dir_all(dir.path().join("out")).unwrap();
    dir
}

/// The answers that pins give to the questions of a file, and the output.
fn pinned(root: &Path, name: &str, bytes: &[u8]) -> (Vec<Option<String>>, String) {
    let all = asked(root, name, bytes);
    fs::remove_dir_all(root.join("out")).unwrap();
    let of = |it: &Json| {
        let given = it["tier"] == "answered" && it["how"] == "pinned";
        given
            .then(|| it["text_given"].as_str().or(it["given"]["text"].as_str()).unwrap_or("given").to_owned())
    };
    (all.iter().map(of).collect(), Json::from(all).to_string())
}

fn with_column<'a>(head: &'a str, value: &'a str) -> Vec<Vec<&'a str>> {
    let mut all = vec![TITLE.to_vec(), [HEAD, &[head]].concat(), HEADING.to_vec()];
    all.extend(ASKED.iter().map(|it| [*it, &["", value]].concat()));
    all
}

fn with_rows<'a>(title: &'a [&'a str], heading: &[&'a [&'a str]], head: &'a [&'a str]) -> Vec<Vec<&'a str>> {
    let all = [title, head].into_iter().chain(heading.iter().copied()).chain(ASKED);
    all.map(<[&str]>::to_vec).collect()
}

/// The rows of versions in which a text was added or replaced, and that text.
fn versions() -> Vec<(&'static str, Vec<Vec<&'static str>>)> {
    let columns = [
        ("Country", "Brazil"),
        ("Entity", "Contoso Inc."),
        ("Product", "Self-hosted"),
        ("Environment", "Test"),
        ("Party", "Subcontractor"),
        ("Domain", "Third parties"),
        ("Applies to", "Suppliers"),
        ("Guidance", "Answer for your subcontractors."),
        ("Section", "Your subcontractors"),
    ];
    let mut all: Vec<_> = columns.iter().map(|it| (it.1, with_column(it.0, it.1))).collect();
    let head = &["ID", "Question about your subcontractors", "Answer"];
    all.extend([
        ("Your suppliers", with_rows(TITLE, &[&["Your suppliers"]], HEAD)),
        ("Your suppliers", with_rows(TITLE, &[HEADING, &["Your suppliers"]], HEAD)),
        ("Fabrikam", with_rows(&["Borealis XXX check", "Fabrikam"], &[HEADING], HEAD)),
        ("For your subcontractors:", with_rows(TITLE, &[HEADING, &["", "For your subcontractors:"]], HEAD)),
        ("subcontractors", with_rows(TITLE, &[HEADING], head)),
    ]);
    all
}

fn file(rows: &[Vec<&str>], ending: &str) -> Vec<u8> {
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    rows::files(&rows).into_iter().find(|it| it.0 == ending).unwrap().1
}

#[test]
fn a_pin_expires_when_a_heading_or_column_is_added() {
    let cases = ["xlsx", "csv"];
    each_case(cases, |ending| {
        let name = format!("asked.{ending}");
        let base = file(&with_rows(TITLE, &[HEADING], HEAD), ending);
        let dir = learned(&name, &base);
        let (answers, printed) = pinned(dir.path(), &name, &base);
        assert!(answers.len() == 4 && answers.iter().all(Option::is_some), "{ending}: {printed}");
        // Every third version as CSV.
        for (text, rows) in versions().into_iter().step_by(if ending == "csv" { 3 } else { 1 }) {
            let (answers, printed) = pinned(dir.path(), &name, &file(&rows, ending));
            assert!(answers.iter().filter(|it| it.is_some()).count() == 0, "{ending} {rows:?}: {printed}");
            assert!(printed.contains(text) && printed.contains("decide again"), "{ending} {text}: {printed}");
        }
        // The texts around the questions are removed.
        for rows in [with_rows(TITLE, &[], HEAD), with_rows(&[], &[HEADING], HEAD)] {
            let (answers, printed) = pinned(dir.path(), &name, &file(&rows, ending));
            assert!(answers.iter().all(Option::is_none), "{ending} {rows:?}: {printed}");
        }
    });
}

const STYLES: &str = "<w:styles \
     xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:style w:type=\"paragraph\" \
     w:styleId=\"H1\"><w:name w:val=\"heading 1\"/></w:style><w:style w:type=\"paragraph\" \
     w:styleId=\"H2\"><w:name w:val=\"heading 2\"/></w:style><w:style w:type=\"paragraph\" \
     w:styleId=\"H3\"><w:name w:val=\"heading 3\"/></w:style></w:styles>";

/// A document of headings (`1 Text`) and questions (`question 2`), each with a paragraph for its answer.
fn headed(lines: &[&str]) -> Vec<u8> {
    let paragraph = |style: &str, text: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t \
             xml:space=\"preserve\">{text}</w:t></w:r></w:p>"
        )
    };
    let line = |it: &&str| match it.split_once(' ') {
        Some(("question", number)) => paragraph("P", ASKED[number.parse::<usize>().unwrap()][1]) + "<w:p/>",
        Some((level, text)) => paragraph(&format!("H{level}"), text),
        None => String::new(),
    };
    let body: String = lines.iter().map(line).collect();
    document(&body, &[("styles", STYLES.to_owned())]).bytes
}

const QUESTIONS: &[&str] = &["question 0", "question 2", "question 3"];

fn below<'a>(headings: &[&'a str]) -> Vec<&'a str> {
    [headings, QUESTIONS].concat()
}

#[test]
fn a_pin_expires_when_a_heading_is_added_below_another() {
    let base = headed(&below(&["1 Contoso plants", "2 Privacy"]));
    let dir = learned("asked.docx", &base);
    let (answers, printed) = pinned(dir.path(), "asked.docx", &base);
    assert!(answers.len() == 3 && answers.iter().all(Option::is_some), "{printed}");
    let cases =
        ["Suppliers", "Section 2 - Your subcontractors", "Tick yes if the task is not defined", "Brazil"];
    each_case(cases, |text| {
        let own = format!("2 {text}");
        for lines in [
            below(&["1 Contoso plants", &own]),
            below(&["1 Contoso plants", "2 Privacy", &own.replacen('2', "3", 1)]),
            below(&[&own.replacen('2', "1", 1), "2 Contoso plants"]),
        ] {
            let (answers, printed) = pinned(dir.path(), "asked.docx", &headed(&lines));
            assert!(answers.iter().all(Option::is_none), "{lines:?}: {printed}");
            assert!(printed.contains("decide again"), "{lines:?}: {printed}");
        }
    });
}

#[test]
fn identical_questions_below_two_headings_keep_separate_answers() {
    let (one, two) = (["2 Suppliers", "question 2", "question 0"], ["2 Brazil", "question 2", "question 3"]);
    let top = ["1 Contoso plants"];
    let base = headed(&[&top[..], &one, &two].concat());
    let dir = learned("asked.docx", &base);
    let given = |lines: &[&str]| {
        let all = asked(dir.path(), "asked.docx", &headed(lines));
        fs::remove_dir_all(dir.path().join("out")).unwrap();
        let text = |it: &Json| it["text_given"].as_str().unwrap_or("-").to_owned();
        all.iter().filter(|it| it["text"] == ASKED[2][1]).map(text).collect::<Vec<_>>()
    };
    assert_eq!(given(&[&top[..], &one, &two].concat()), ["As decided 1.", "As decided 3."]);
    let [first, second] = given(&[&top[..], &two, &one].concat()).try_into().unwrap();
    assert!(first != "As decided 1." && second != "As decided 3.", "{first} {second}");
    let cases = ["2 France", "2 Suppliers in Brazil", "2 Privacy"];
    each_case(cases, |heading| {
        let lines = [&top[..], &[heading], &one[1..], &two].concat();
        assert_eq!(given(&lines)[0], "-", "{heading}");
    });
}

#[test]
fn a_pin_without_context_applies_only_without_context() {
    let question = ASKED[2][1];
    let pin = |more: &str| {
        format!(
            "eta:\n  title: Eta\n  publish: no\n  audience: internal\n  customer: Eta\n  questions:\n    - \
             {{question: \"{question}\", answer: encryption-at-rest{more}}}\n"
        )
    };
    let plants = ["question 0", "2 Contoso plants", "question 2"];
    let below = ["question 0", "2 Contoso plants", "3 Suppliers", "question 2"];
    let stored = ", section: Contoso plants, headings: [Contoso plants]";
    let cases = [
        ("", &plants[..1], false),
        ("", &["question 0", "question 2"], true),
        ("", &plants, false),
        (", section: Contoso plants", &plants, false),
        (stored, &plants, true),
        (stored, &["question 0", "question 2"], false),
        (stored, &below, false),
        (", section: Contoso plants · Suppliers, headings: [Contoso plants, Suppliers]", &below, true),
        (", section: Contoso plants · Suppliers, headings: [Suppliers, Contoso plants]", &below, false),
    ];
    each_case(cases, |(more, lines, followed)| {
        let dir = filling::vendor();
        support::put(dir.path(), "data/questionnaires/eta.yaml", pin(more));
        let (answers, printed) = pinned(dir.path(), "asked.docx", &headed(lines));
        assert_eq!(answers.last().unwrap().is_some(), followed, "{more} {lines:?}: {printed}");
    });
}

/// All sentences of a note count, not only the first one that may change the question.
#[test]
fn a_pin_expires_when_a_sentence_is_added_to_a_note() {
    let note = |text: &'static str| with_column("Guidance", text);
    let before = "This applies to the plants in Brazil.";
    let base = file(&note(before), "xlsx");
    let dir = learned("asked.xlsx", &base);
    let (answers, printed) = pinned(dir.path(), "asked.xlsx", &base);
    assert!(answers.len() == 4 && answers.iter().all(Option::is_some), "{printed}");
    let cases = [
        "This applies to the plants in Brazil. It applies to the plants in Chile.",
        "This applies to the plants in Brazil. Contoso Inc. answers as well.",
        "This applies to the plants in Brazil. Tick yes if it is not done.",
    ];
    each_case(cases, |added| {
        let (answers, printed) = pinned(dir.path(), "asked.xlsx", &file(&note(added), "xlsx"));
        assert!(answers.iter().all(Option::is_none), "{added}: {printed}");
    });
}
