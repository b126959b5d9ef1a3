//! Qualifiers ("typically", "up to", "on request"): those of a source that are missing from the entry, and
//! texts that qualify a duration differently from the field that states it.

use std::sync::LazyLock;

use super::{Subject, wording::find_word};
use crate::{
    diagnostic::{Diagnostic, codes},
    fact::{AnyFact, Datum, PromisedDuration, Text, read::Leaf},
    word_list::{items, lines},
};

/// Qualifiers in groups of similar meaning: any qualifier of a group matches any other of the group.
static GROUPS: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    lines(include_str!("../../words/qualifiers.txt")).map(|it| items(it).collect()).collect()
});

/// Words that follow the name of a plan: `Enterprise plan`, `Pro and Enterprise plans`.
const PLANS: &[&str] = &["plan", "plans", "tier", "tiers", "edition", "subscription"];

/// Fields with the words of a source or of a question, not the entry's own statement.
const NOT_STATED: &[&str] = &["note", "source", "question", "phrasings"];

/// A qualifier of a source, a quotation or a note that is missing from the entry's own words.
pub fn lost(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for fact in
        subject.facts.all().filter(|it| !matches!(it.id().kind, "source" | "conflict" | "questionnaire"))
    {
        let mut stated: Option<String> = None;
        for text in evidence(subject, fact) {
            let quoted = tokens(text);
            if !GROUPS.iter().flat_map(|it| it.iter()).chain(PLANS).any(|it| has(&quoted, it)) {
                continue;
            }
            let stated = stated.get_or_insert_with(|| stated_words(subject, fact));
            // An answer that repeats facts also repeats their qualifiers.
            if fact.id().kind == "answer" && (stated.contains("{{") || stated.contains("{%")) {
                break;
            }
            findings.extend(lost_in(fact, text, &quoted, &tokens(stated)));
        }
    }
}

fn lost_in(fact: &dyn AnyFact, text: &Text, quoted: &[&str], stated: &[&str]) -> Vec<Diagnostic> {
    let missing_groups = GROUPS.iter().filter(|group| !group.iter().any(|it| has(stated, it)));
    let lost_qualifiers =
        missing_groups.filter_map(|group| group.iter().find(|it| has(quoted, it)).map(|it| (*it).to_owned()));
    let finding = |lost: String| {
        let place = find_word(text, &lost).unwrap_or(text.place);
        let message = format!("the source of `{}` says `{lost}`, which is missing from the entry", fact.id());
        let help = format!(
            "add `{lost}` to the text or field that it qualifies, or acknowledge the finding in this entry"
        );
        Diagnostic::new(codes::LOST_QUALIFIER, place, message).help(help)
    };
    lost_qualifiers.chain(lost_plan(quoted, stated)).map(finding).collect()
}

/// All texts of a fact, joined.
fn stated_words(subject: &Subject, fact: &dyn AnyFact) -> String {
    let mut stated = String::new();
    fact.data(subject.on, &subject.facts.evidence)
        .iter()
        .for_each(|(name, it)| append_texts(name, it, &mut stated));
    stated
}

/// The quotations, places and notes of the sources of a fact.
fn evidence<'s>(subject: &'s Subject, fact: &'s dyn AnyFact) -> Vec<&'s Text> {
    let mut sources: Vec<_> = fact.envelope().source.iter().collect();
    let mut texts = Vec::new();
    for it in subject.facts.certifications.iter().filter(|it| it.id == *fact.id()) {
        sources.extend(it.body.history.iter().flat_map(|it| &it.source));
        texts.extend(it.body.history.iter().filter_map(|it| it.note.as_ref()));
    }
    texts.extend(sources.into_iter().flat_map(|it| it.quote.iter().chain(&it.at)));
    let conflicts = subject
        .facts
        .conflicts
        .iter()
        .filter(|conflict| conflict.body.about.iter().any(|it| it.target == *fact.id()));
    texts.extend(conflicts.map(|it| &it.body.kept.says));
    texts
}

/// Appends the texts of a value to `out`.
fn append_texts(name: &str, datum: &Datum, out: &mut String) {
    match datum {
        _ if NOT_STATED.contains(&name) => {}
        Datum::Text(it) => {
            out.push_str(it);
            out.push_str(" . ");
        }
        Datum::List(items) => items.iter().for_each(|it| append_texts(name, it, out)),
        Datum::Map(entries) => entries.iter().for_each(|(name, it)| append_texts(name, it, out)),
        _ => {}
    }
}

/// The words of a text.
fn tokens(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).collect()
}

/// Whether `words` contains the words of `qualifier` in sequence. `May` with a capital is a month.
fn has(words: &[&str], qualifier: &str) -> bool {
    let wanted = tokens(qualifier);
    let same = |(a, b): (&&str, &&str)| a == b || (a.eq_ignore_ascii_case(b) && *b != "may");
    words.windows(wanted.len()).any(|window| window.iter().zip(&wanted).all(same))
}

/// The name of a plan that the source mentions and the entry does not.
fn lost_plan(quoted: &[&str], stated: &[&str]) -> Option<String> {
    let at = quoted.iter().position(|it| PLANS.contains(&it.to_lowercase().as_str()))?;
    let before = quoted.get(at.saturating_sub(4)..at)?;
    let joins = |it: &str| matches!(it, "and" | "or");
    let plan_name = before.iter().rev().take_while(|it| joins(it) || it.starts_with(char::is_uppercase));
    let name = |it: &&&str| !joins(it) && !matches!(**it, "The" | "Our" | "All" | "Any" | "A" | "This");
    plan_name.filter(name).find(|it| !has(stated, it)).map(|it| (*it).to_owned())
}

/// A text that qualifies a duration that a field states without a qualifier, or the reverse.
pub fn differing(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let targets = subject
        .facts
        .programme
        .iter()
        .filter_map(|it| Some((it.id.to_string(), "response", it.body.response.as_ref()?, RESPONSE)));
    let notices = subject
        .facts
        .subprocessors
        .iter()
        .filter_map(|it| Some((it.id.to_string(), "notice", it.body.notice.as_ref()?, NOTICE)));
    for (id, field, target, subjects) in targets.chain(notices) {
        for fact in subject
            .facts
            .all()
            .filter(|it| matches!(it.id().kind, "measure" | "answer" | "policy" | "programme"))
        {
            fact.leaves(&mut |leaf| {
                let (Leaf::Text(text) | Leaf::Template(text)) = leaf else { return };
                findings.extend(differs(&id, field, target, subjects, text));
            });
        }
    }
}

/// Words of texts about response times, and about the notice of a change.
const RESPONSE: &[&[&str]] =
    &[&["report", "vulnerabilit", "researcher"], &["follow", "respon", "acknowledg", "repl", "answer"]];
const NOTICE: &[&[&str]] = &[&["subprocessor", "sub-processor"], &["notif", "told", "inform", "notice"]];

fn differs(
    id: &str,
    field: &str,
    target: &PromisedDuration,
    subjects: &[&[&str]],
    text: &Text,
) -> Option<Diagnostic> {
    let lower = text.to_lowercase();
    if !subjects.iter().all(|words| words.iter().any(|it| lower.contains(it))) {
        return None;
    }
    let period = target.span.to_string();
    let at = lower.find(&period)?;
    let before: Vec<&str> = lower.get(..at)?.split_whitespace().rev().take(4).collect();
    let before = before.into_iter().rev().collect::<Vec<_>>().join(" ");
    let before = tokens(&before);
    let quoted = GROUPS.iter().flat_map(|it| it.iter()).find(|it| has(&before, it));
    if quoted.is_some() == target.qualifier.is_some() {
        return None;
    }
    let place = find_word(text, &period).unwrap_or(text.place);
    let (here, there) = (quoted.map_or(period.clone(), |it| format!("{it} {period}")), target.to_string());
    let message = format!("this text says `{here}`, but `{field}` of `{id}` says `{there}`");
    let finding =
        Diagnostic::new(codes::LOST_QUALIFIER, place, message).also(target.span.place, "stated here");
    Some(finding.help("use the qualifier of the source in both"))
}
