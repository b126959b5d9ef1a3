//! Wording that must not appear in a published text.

use std::ops::Range;

use super::Subject;
use crate::{
    diagnostic::{Code, Diagnostic, Place, codes},
    fact::{AnyFact, Text, read::Leaf},
    word_list::lines,
};

/// Placeholders of templates and drafts. Matched exactly, or ignoring case if listed in lower case.
const PLACEHOLDERS: &[&str] = &[
    "TBD",
    "TBC",
    "TODO",
    "FIXME",
    "XXX",
    "lorem ipsum",
    "{{",
    "{%",
    "<insert",
    "[insert",
    "<your ",
    "[your ",
];

/// Wording that cannot be verified, each line with its help.
const VAGUE: &str = include_str!("../../words/vague-wording.txt");

/// A placeholder left in a text.
pub fn placeholder(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    each_text(subject, &mut |text, is_template| {
        for word in PLACEHOLDERS.iter().filter(|it| !(is_template && it.starts_with('{'))) {
            if let Some(place) = find_word(text, word) {
                let finding = Diagnostic::new(
                    codes::PLACEHOLDER,
                    place,
                    format!("this text contains the placeholder `{word}`"),
                );
                findings.push(finding.help(
                    "replace it with the actual text, or remove the field: what is not stated is left out",
                ));
            }
        }
    });
}

/// Wording that cannot be verified.
pub fn vague(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    each_text(subject, &mut |text, _| {
        let lower = text.to_lowercase();
        for (word, instead) in
            lines(VAGUE).filter_map(|it| it.split_once(" | ")).filter(|it| lower.contains(it.0))
        {
            if let Some(place) = find_word(text, word) {
                findings.push(report(
                    codes::VAGUE_WORDING,
                    place,
                    format!("`{word}` cannot be verified"),
                    instead,
                ));
            }
        }
    });
}

fn report(code: &'static Code, place: Place, message: String, help: &str) -> Diagnostic {
    Diagnostic::new(code, place, message).help(help)
}

/// Calls `each` for every text of every fact and whether it is a template. Texts that quote other parties
/// (conflicts, sources, questionnaires, the questions of answers) are left out.
pub(super) fn each_text(subject: &Subject, each: &mut dyn FnMut(&Text, bool)) {
    for fact in
        subject.facts.all().filter(|it| !matches!(it.id().kind, "conflict" | "source" | "questionnaire"))
    {
        let asked: &[&str] = if fact.id().kind == "answer" { &["question", "phrasings"] } else { &[] };
        each_text_of(fact, asked, each);
    }
}

/// Calls `each` for every text of a fact, except those of the fields in `without`.
pub(super) fn each_text_of(fact: &dyn AnyFact, without: &[&str], each: &mut dyn FnMut(&Text, bool)) {
    let left_out = places_of(fact.fields(), without);
    let is_left_out = |it: Place| left_out.iter().any(|out| out.start <= it.start && it.end <= out.end);
    fact.leaves(&mut |leaf| match leaf {
        Leaf::Text(text) if !is_left_out(text.place) => each(text, false),
        // A value that a template prints is checked in its own fact.
        Leaf::Template(text) => each(&Text { value: without_expressions(text), place: text.place }, true),
        _ => {}
    });
}

/// A template's own words: expressions are replaced by as many spaces.
fn without_expressions(template: &str) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(start) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let (before, from) = rest.split_at(start);
        let end = from.find("}}").into_iter().chain(from.find("%}")).min().map_or(from.len(), |it| it + 2);
        out.push_str(before);
        out.extend(std::iter::repeat_n(' ', end));
        rest = from.get(end..).unwrap_or_default();
    }
    out + rest
}

/// The places of some fields.
fn places_of(fields: &[(String, Place)], names: &[&str]) -> Vec<Place> {
    fields.iter().filter(|(name, _)| names.contains(&name.as_str())).map(|(_, place)| *place).collect()
}

/// The place of some bytes of a text; for a text that spans several lines or contains escapes, the place of
/// the whole text.
pub(super) fn place_within(text: &Text, bytes: Range<usize>) -> Place {
    let written = text.place.range().len();
    let quote = match written.checked_sub(text.value.len()) {
        Some(0) => 0,
        Some(2) => 1,
        _ => return text.place,
    };
    let start = text.place.range().start + quote;
    Place::new(text.place.file, start + bytes.start..start + bytes.end)
}

/// The place of `word` in a text, as a whole word; for a text that spans several lines or contains escapes,
/// the place of the whole text.
pub(super) fn find_word(text: &Text, word: &str) -> Option<Place> {
    let folds_case = !word.chars().any(char::is_uppercase);
    let hay = if folds_case { text.value.to_lowercase() } else { text.value.clone() };
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let alone = |at: usize| {
        let (before, after) =
            (hay.get(..at).unwrap_or_default(), hay.get(at + word.len()..).unwrap_or_default());
        let open = word.starts_with(|c: char| !c.is_alphanumeric()) || !letter(before.chars().next_back());
        let shut = word.ends_with(|c: char| !c.is_alphanumeric()) || !letter(after.chars().next());
        open && shut
    };
    let at = hay.match_indices(word).map(|(at, _)| at).find(|it| alone(*it))?;
    let place = text.place;
    let written = place.end.saturating_sub(place.start) as usize;
    let quote = match written.checked_sub(text.value.len()) {
        Some(0) => 0,
        Some(2) => 1,
        _ => return Some(place),
    };
    // The offset in the lower-case text is valid in the file only if both have the same length before it.
    let start = place.start as usize + quote + at;
    Some(if hay.len() == text.value.len() {
        Place::new(place.file, start..start + word.len())
    } else {
        place
    })
}
