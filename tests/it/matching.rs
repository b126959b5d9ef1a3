//! Search, polarity and recognition of questions: tables in `tests/cases/matching`, and properties of any
//! text.

use crate::support::{self, each_case};
use std::{fmt::Write, fs};

use factum::matching::{
    Candidate, Index, KnownTexts, Likeness, Query, REVIEW, ReplyKind, SearchEntry, Settings, Wordings,
    likeness, normal, pinned_polarity, polarity, reply_kind, wording_difference,
};

#[test]
fn questions_find_their_entries() {
    let library = table("library.txt");
    let entries = entries(&library);
    let index = Index::new(&entries);
    let mut shown = String::new();
    for question in lines("questions.txt") {
        writeln!(shown, "{question}").unwrap();
        let found = search(&index, &question);
        for it in &found {
            let (question, polarity) =
                (entries[it.entry].phrasings[0], it.polarity.as_deref().unwrap_or("-"));
            writeln!(
                shown,
                "    {} {:.2} | {question} | has {} | lacks {} | {polarity}",
                tier(it),
                it.confidence,
                it.matched.join(", "),
                it.unmatched.join(", ")
            )
            .unwrap();
        }
        if found.is_empty() {
            writeln!(shown, "    nothing").unwrap();
        }
    }
    support::golden(&case("found.txt"), &shown);
}

#[test]
fn a_yes_is_not_copied_if_a_cue_negates_it() {
    each_case(rows("polarity.txt"), |[question, affirmed, reason]| {
        let found =
            polarity(&question, &SearchEntry { phrasings: vec![&affirmed], ..SearchEntry::default() });
        assert_eq!(found.as_deref().unwrap_or("-"), reason, "{question} | {affirmed}");
    });
}

#[test]
fn negation_of_a_pinned_question_is_detected() {
    each_case(rows("turned.txt"), |[question, asked, own, reason]| {
        let found = pinned_polarity(
            &question,
            &SearchEntry { phrasings: vec![&asked], ..SearchEntry::default() },
            own == "no",
        );
        assert_eq!(found.as_deref().unwrap_or("-"), reason, "{question} | {asked}");
    });
}

#[test]
fn a_decided_question_is_a_phrasing_only_if_it_asks_what_the_entry_asks() {
    let text = fs::read_to_string(support::sample().join("tests/cases/wording/decided.txt")).unwrap();
    let rows: Vec<[&str; 3]> = text
        .lines()
        .filter(|it| !it.starts_with('#'))
        .map(|it| it.split('|').map(str::trim).collect::<Vec<_>>().try_into().unwrap())
        .collect();
    assert!(rows.len() >= 40);
    let wrong: Vec<_> = rows
        .iter()
        .map(|[expected, wording, question]| {
            (*expected, *wording, *question, wording_difference(question, &[wording], &["Langfuse"]))
        })
        .filter(|(expected, .., found)| found.is_some() != (*expected == "pin"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn search_and_function_return_the_same_polarity() {
    let library = table("library.txt");
    let entries = entries(&library);
    let index = Index::new(&entries);
    each_case(lines("questions.txt"), |question| {
        for it in search(&index, &question) {
            assert_eq!(it.polarity, polarity(&question, &entries[it.entry]), "{question}");
        }
    });
}

#[test]
fn polarity_uses_the_proposition_first_and_then_the_phrasings() {
    let question = "Are logs kept within the EU for 12 months?";
    let entry = SearchEntry {
        phrasings: vec!["Are logs kept?", "Do you keep logs for 12 months?"],
        ..SearchEntry::default()
    };
    assert_eq!(polarity(question, &entry), None);
    let turned = SearchEntry { proposition: Some("Logs are never kept."), ..entry.clone() };
    assert!(polarity(question, &turned).is_some());
    let narrower = SearchEntry { phrasings: vec!["Are logs kept?"], ..SearchEntry::default() };
    assert!(polarity(question, &narrower).is_some());
    assert_eq!(polarity(question, &SearchEntry { text: "For twelve months.", ..narrower }), None);
}

#[test]
fn questions_are_recognised() {
    each_case(rows("likeness.txt"), |[one, other, expected]| {
        let found = match likeness(&one, &other) {
            Likeness::Exact => "exact",
            Likeness::Near => "near",
            Likeness::Reworded => "reworded",
            Likeness::Other => "other",
        };
        assert_eq!(found, expected, "{one} | {other}");
        assert_eq!(likeness(&one, &other), likeness(&other, &one), "{one} | {other}");
        let known = KnownTexts::from_iter([one.as_str()]);
        let looked_up = known.find(&other).map(|it| it.0);
        let expected_likeness = Some(likeness(&one, &other)).filter(|it| *it >= Likeness::Near);
        assert_eq!(looked_up, expected_likeness, "{one} | {other}");
    });
    assert_eq!(normal(" 3.1)  Is “Data” encrypted,\nat-rest?** "), "is data encrypted at rest");
}

#[test]
fn similar_but_different_questions_never_match() {
    let cases = ["different.txt", "different-2.txt"];
    each_case(cases, |name| {
        let pairs = pairs(name);
        assert!(pairs.len() >= 100, "{name}: {}", pairs.len());
        for (known, question) in pairs {
            assert_eq!(found(&known, &question), None, "{known} | {question}");
        }
    });
}

#[test]
fn most_equivalent_questions_are_recognised() {
    let mut shown = String::new();
    for (known, question) in pairs("same.txt") {
        let found = match found(&known, &question) {
            Some(false) => "same       ",
            Some(true) => "same if yes",
            None => "missed     ",
        };
        writeln!(shown, "{found}  {known} | {question}").unwrap();
    }
    support::golden(&support::sample().join("tests/cases/wording/found.txt"), &shown);
}

/// Whether a question has a known wording, and whether only a yes answers it.
fn found(known: &str, question: &str) -> Option<bool> {
    let mut wordings = Wordings::default();
    wordings.add(known, 0);
    wordings.find(question).first().map(|it| it.by_yes_only)
}

fn pairs(name: &str) -> Vec<(String, String)> {
    let text = fs::read_to_string(support::sample().join("tests/cases/wording").join(name)).unwrap();
    let lines = text.lines().filter(|it| !it.starts_with('#'));
    lines
        .map(|it| it.split_once(" | ").unwrap())
        .map(|(known, question)| (known.to_owned(), question.to_owned()))
        .collect()
}

#[test]
fn known_texts_are_found_among_thousands() {
    let mut known = KnownTexts::from_iter(["Is A on?", "Is B on?", "is a ON"]);
    assert_eq!(known.find("1. Is A on?"), Some((Likeness::Exact, &[0, 2][..])));
    assert_eq!(known.find("Is C on?"), None);
    assert_eq!(known.find("?!"), None);
    (0..10_000).for_each(|it| known.add(&format!("Is control number {it} in place?")));
    assert_eq!(known.find("Is the control number 4711 in place?"), Some((Likeness::Near, &[4714][..])));
}

#[test]
fn the_expected_kind_of_reply_is_detected() {
    each_case(rows("asks.txt"), |[question, expected]| {
        let found = match reply_kind(&question) {
            ReplyKind::YesNo => "yes or no",
            ReplyKind::Open => "open",
            ReplyKind::Statement => "statement",
        };
        assert_eq!(found, expected, "{question}");
    });
}

#[test]
fn search_results_are_deterministic_and_ties_keep_library_order() {
    let library = table("library.txt");
    let entries = entries(&library);
    each_case(lines("questions.txt"), |question| {
        let first = search(&Index::new(&entries), &question);
        assert_eq!(search(&Index::new(&entries), &question), first);
        let index = Index::new(&entries);
        let one = index.search(Query { text: &question, sections: &[] }, 1);
        assert_eq!(
            one.as_slice(),
            &first[..first.len().min(1)],
            "the best results do not depend on the number of results"
        );
        assert!(first.windows(2).all(|it| it[0].score >= it[1].score));
    });
    let same = SearchEntry { phrasings: vec!["Is the moat guarded?"], ..SearchEntry::default() };
    let found = search(&Index::new(&[same.clone(), same.clone(), same]), "Is the moat guarded?");
    assert_eq!(found.iter().map(|it| it.entry).collect::<Vec<_>>(), [0, 1, 2]);
}

#[test]
fn headings_decide_between_equal_matches_only() {
    let entries = [
        SearchEntry {
            topic: Some("endpoints"),
            phrasings: vec!["Is encryption in use on laptops?"],
            ..SearchEntry::default()
        },
        SearchEntry {
            topic: Some("backups"),
            phrasings: vec!["Is encryption in use on tapes?"],
            ..SearchEntry::default()
        },
    ];
    let index = Index::new(&entries);
    let under = |heading: &str| {
        index.search(Query { text: "Is encryption in use?", sections: &[heading.to_owned()] }, 3)
    };
    assert_eq!(under("Backups")[0].entry, 1);
    assert_eq!(under("Endpoints")[0].entry, 0);
    assert_eq!(under("Endpoints")[0].score, under("Gardening")[0].score);
    let without = Index::with(&entries, Settings { headings: false, ..Settings::default() });
    assert_eq!(
        without.search(Query { text: "Is encryption in use?", sections: &["Backups".to_owned()] }, 3)[0]
            .entry,
        0
    );
}

#[test]
fn domain_synonyms_match_and_lookalikes_do_not() {
    let entries = [
        SearchEntry { phrasings: vec!["Is multi-factor authentication used?"], ..SearchEntry::default() },
        SearchEntry { phrasings: vec!["Are session IDs random?"], ..SearchEntry::default() },
        SearchEntry { phrasings: vec!["Is there intrusion detection?"], ..SearchEntry::default() },
        SearchEntry { phrasings: vec!["Is the product accessible to the blind?"], ..SearchEntry::default() },
        SearchEntry { phrasings: vec!["Is access to rooms restricted?"], ..SearchEntry::default() },
    ];
    let index = Index::new(&entries);
    let best = |question| search(&index, question).first().map(|it| it.entry);
    assert_eq!(best("2FA?"), Some(0));
    assert_eq!(best("Two-factor login?"), Some(0));
    assert_eq!(best("IDS?"), Some(2));
    assert_eq!(best("Random IDs?"), Some(1));
    assert_eq!(best("Accessibility?"), Some(3));
    assert_eq!(best("Room access?"), Some(4));
    let plain = Index::with(&entries, Settings { synonyms: false, ..Settings::default() });
    assert_eq!(search(&plain, "2FA?"), []);
}

#[test]
fn matched_words_keep_the_spelling_of_the_question() {
    let entries =
        [SearchEntry { phrasings: vec!["Is e-mail encrypted with TLS 1.2?"], ..SearchEntry::default() }];
    let found = search(&Index::new(&entries), "Is EMAIL encryption TLS1.2, for Penguins?");
    assert_eq!(found[0].matched, ["EMAIL", "encryption", "TLS", "1.2"]);
    assert_eq!(found[0].unmatched, ["Penguins"]);
}

#[test]
fn very_long_and_unusual_texts_are_handled() {
    let library = table("library.txt");
    let entries = entries(&library);
    let index = Index::new(&entries);
    let huge = "Is data encrypted at rest? ".repeat(40_000);
    let unbroken = "ä".repeat(1 << 20);
    let odd = [
        "",
        " ",
        "?",
        "\u{0}",
        "e.g",
        "(e.g.",
        "'s",
        "n't",
        "-",
        "e-",
        "1.",
        "Q",
        "(",
        "İ",
        "ǅ’ſ",
        "a\u{301}’",
        "😀?",
        "24/7/",
        "un",
        "ß.5",
        ". . .",
    ];
    for text in odd.into_iter().chain([huge.as_str(), unbroken.as_str()]) {
        let found = search(&index, text);
        assert!(found.len() <= 3);
        for it in found {
            assert!((0.0..=1.0).contains(&it.score) && (0.0..=1.0).contains(&it.confidence));
        }
        let entry =
            SearchEntry { topic: Some(text), phrasings: vec![text, text], proposition: Some(text), text };
        let own = Index::new(&[entry.clone(), SearchEntry::default()]);
        search(&own, text);
        polarity(text, &entry);
        reply_kind(text);
        assert!(normal(text).len() <= 32 * 1024);
        assert_eq!(likeness(text, text) == Likeness::Exact, !normal(text).is_empty());
    }
    assert_eq!(search(&Index::new(&[]), "Is data encrypted?"), []);
    assert_eq!(index.search(Query { text: "Is data encrypted?", sections: &[] }, 0), []);
    assert!(index.search(Query { text: "Is data encrypted?", sections: &[] }, usize::MAX).len() <= 20);
}

#[test]
fn long_texts_with_equal_beginnings_are_distinguished() {
    let long = "word ".repeat(10_000);
    assert_eq!(likeness(&long, &format!("{long}not")), Likeness::Other);
    assert_eq!(likeness(&long, &long), Likeness::Exact);
}

#[test]
fn other_languages_are_not_answered() {
    let library = table("library.txt");
    let entries = entries(&library);
    let mut wordings = Wordings::default();
    entries
        .iter()
        .enumerate()
        .for_each(|(at, it)| it.phrasings.iter().for_each(|text| wordings.add(text, at)));
    let cases = [
        "Sans WAF ?",
        "Werden ruhende Kundendaten verschlüsselt?",
        "Les données sont-elles chiffrées au repos ?",
        "¿Se cifran los datos almacenados de los clientes?",
        "Zijn er back-ups en een disaster recovery plan aanwezig bij de leverancier?",
        "保存データは暗号化されていますか",
    ];
    each_case(cases, |question| {
        assert_eq!(wordings.find(question), [], "{question}");
    });
}

fn tier(it: &Candidate) -> &'static str {
    match it.confidence {
        sure if sure >= REVIEW => "suggested",
        _ => "too far  ",
    }
}

fn search(index: &Index, question: &str) -> Vec<Candidate> {
    index.search(Query { text: question, sections: &[] }, 3)
}

fn case(name: &str) -> std::path::PathBuf {
    support::sample().join("tests/cases/matching").join(name)
}

fn lines(name: &str) -> Vec<String> {
    let text = fs::read_to_string(case(name)).unwrap();
    let lines: Vec<String> =
        text.lines().filter(|it| !it.starts_with('#') && !it.is_empty()).map(str::to_owned).collect();
    assert!(!lines.is_empty());
    lines
}

fn table(name: &str) -> Vec<Vec<String>> {
    lines(name).iter().map(|line| line.split(" | ").map(|it| it.trim().to_owned()).collect()).collect()
}

fn rows<const COLUMNS: usize>(name: &str) -> Vec<[String; COLUMNS]> {
    table(name).into_iter().map(|it| it.try_into().unwrap()).collect()
}

fn entries(library: &[Vec<String>]) -> Vec<SearchEntry<'_>> {
    let marked = |row: &'_ [String], mark: &str| row.iter().position(|it| it.starts_with(mark));
    library
        .iter()
        .map(|row| SearchEntry {
            topic: Some(row[0].as_str()),
            phrasings: row[1..].iter().filter(|it| !it.starts_with(['=', '>'])).map(String::as_str).collect(),
            proposition: marked(row, "= ").map(|it| &row[it][2..]),
            text: marked(row, "> ").map_or("", |it| &row[it][2..]),
        })
        .collect()
}
