//! The sample vendor's answers: what each states on three dates, and what prevents the use of an answer where
//! it does not apply.

use crate::support;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use factum::{
    answer::{ResolvedAnswer, answer},
    audience_view::AudienceView,
    check::check,
    fact::{Audience, Datum, FactId, parse_date},
    load::load,
    statement::generate,
};

/// The date that the golden shows in full.
const TODAY: &str = "2026-11-22";
/// Dates on which SOC 2 Type II was in progress; the golden shows the differences.
const EARLIER: [&str; 2] = ["2025-03-04", "2025-01-15"];

/// The answers for the public on a date, and the facts that it may see.
fn given(day: &str) -> (Vec<ResolvedAnswer>, AudienceView) {
    given_to(Audience::Public, day)
}

fn given_to(audience: Audience, day: &str) -> (Vec<ResolvedAnswer>, AudienceView) {
    let on = parse_date(day).unwrap();
    let loaded = load(support::sample()).unwrap();
    let sound = check(&loaded, on, false).sound.unwrap();
    let view = || AudienceView::new(sound, audience, on);
    let (statements, _) = generate(view(), &loaded.templates, &loaded.sources);
    let (answered, findings) = answer(sound, &statements, &loaded.sources);
    assert!(findings.is_empty(), "{findings:?}");
    (answered.answers, view())
}

/// Verdict and text of each answer.
fn answer_texts(day: &str) -> BTreeMap<String, String> {
    let line = |it: &ResolvedAnswer| format!("[{}] {}", it.verdict.map_or("-", |it| it.word()), it.text);
    given(day).0.iter().map(|it| (it.id.id.to_string(), line(it))).collect()
}

/// The texts of a field with one or several values.
fn texts<'a>(data: &'a Datum, field: &str) -> Vec<&'a str> {
    match data.get(field) {
        Some(Datum::Text(it)) => vec![it],
        Some(Datum::List(items)) => items
            .iter()
            .map(|it| if let Datum::Text(it) = it { it.as_str() } else { panic!("{it:?}") })
            .collect(),
        _ => vec![],
    }
}

#[test]
fn each_answer_matches_the_facts_of_its_date() {
    let today = answer_texts(TODAY);
    let mut shown = format!("{TODAY}\n");
    for (id, line) in &today {
        let _ = writeln!(shown, "  {id}: {line}");
    }
    for day in EARLIER {
        let _ = writeln!(shown, "{day}, where otherwise");
        for (id, line) in answer_texts(day).iter().filter(|(id, line)| today.get(*id) != Some(*line)) {
            let _ = writeln!(shown, "  {id}: {line}");
        }
    }
    support::golden(&support::sample().join("tests/cases/library/answers.txt"), &shown);
}

#[test]
fn verdicts_and_propositions_occur_together() {
    for (id, fact) in given(TODAY).1.of("answer") {
        let affirms = !texts(&fact.data, "proposition").is_empty();
        let has_verdict = fact.data.get("verdict").is_some_and(|it| *it != Datum::Absent);
        assert_eq!(affirms, has_verdict, "{id}");
    }
}

/// The text is written into a customer's cell without the other fields of the entry.
#[test]
fn answers_for_one_product_name_it_in_their_text() {
    let (answers, view) = given(TODAY);
    let mut seen = 0;
    for it in &answers {
        let Some(Datum::List(products)) = view.get(&it.id).unwrap().data.get("products") else {
            continue;
        };
        for product in products {
            let Datum::Fact(product) = product else { panic!("{product:?}") };
            let name = view.get(product).unwrap().title.clone().unwrap();
            assert!(it.text.contains(&name), "{}: {}", it.id, it.text);
            seen += 1;
        }
    }
    assert!(seen > 0);
}

#[test]
fn each_answer_has_its_own_phrasings() {
    // Phrasings are internal.
    let view = given_to(Audience::Internal, TODAY).1;
    let mut asked: BTreeMap<String, &FactId> = BTreeMap::new();
    for (id, fact) in view.of("answer") {
        let phrasings = texts(&fact.data, "phrasings");
        assert!(phrasings.len() >= 3, "{id} has {} phrasings", phrasings.len());
        for it in texts(&fact.data, "question").into_iter().chain(phrasings) {
            let words: BTreeSet<String> =
                it.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
            let words = words.into_iter().collect::<Vec<_>>().join(" ");
            if let Some(other) = asked.insert(words, id) {
                panic!("{id} and {other} are both asked: {it}");
            }
        }
    }
}
