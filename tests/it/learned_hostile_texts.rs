//! Hostile texts of customers that are learned come back unchanged.

use crate::learned_answers::{form, replied, review_of, write};

use crate::support::{learn::case, put};
use factum::{answer::ReplyStatus, load::load};

/// Hostile texts, each of which must round-trip.
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

/// Ids of questions: without them, a question that begins with a star is a footnote to the others.
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
        // A phrasing is added if it asks what the entry's proposition states in other words.
        let entry = |(at, it): (usize, &&str)| {
            format!(
                "open-{at}:\n  question: What is open to everybody in house {at}?\n{}  # a comment\n  \
                 proposition: {}\n  audience: public\n  text: All.\n",
                phrasings.replace("own", &format!("own {at}")),
                serde_json::json!(format!("You offer {} in case {at}.", it.replace(['\n', '{', '}'], " ")))
            )
        };
        // Flow and block lists accept all of them; the other forms show the lists around them.
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
        assert!(replies.iter().all(|it| it.tier == ReplyStatus::Answered));
    }
}
