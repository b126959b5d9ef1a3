//! The spellings of a name.

use std::collections::HashSet;

use super::words::{TextWord, words};
use crate::{fact::Certification, word_list::LEGAL_FORMS};

/// How the letters of a name must be written to be recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// In any case.
    Any,
    /// With capitals where the name has them: `Box` is not `box`.
    AsWritten,
    /// In any case, if the text claims a report or certificate: the number of a standard.
    OnlyClaimed,
    /// As written, if the text claims a report or certificate: `C5`.
    CodeClaimed,
}

/// A spelling of a name, as words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    pub words: Vec<String>,
    capitals: Vec<bool>,
    pub case: Case,
    /// Whether it is the fact's own name, and not the name of its framework or a part of it.
    pub own: bool,
}

/// The minimum length of a name in characters.
const SHORTEST: usize = 3;
/// The minimum number of digits of a standard's number.
const NUMBER: usize = 4;
/// Words for kinds of documents.
const DOCUMENTS: &str = "policy policies plan plans procedure procedures programme program standard \
                         guideline guidelines richtlinie leitlinie konzept plan politique politica política \
                         beleid";
/// Expressions between two names of one company.
const JOINING_NAMES: &[&str] = &[
    " d/b/a ",
    " dba ",
    " doing business as ",
    " trading as ",
    " t/a ",
    " f/k/a ",
    " formerly known as ",
    " formerly ",
    " also known as ",
    " a/k/a ",
];
/// The maximum number of words of a name in brackets.
const LONGEST_WITHIN: usize = 4;

impl Spelling {
    fn new(words: &[TextWord], case: Case, own: bool) -> Self {
        Self {
            words: words.iter().map(|it| it.folded.clone()).collect(),
            capitals: words.iter().map(|it| it.capital).collect(),
            case,
            own,
        }
    }

    /// Whether the words of a text from `at` are this name, without a point, comma or new line between them.
    pub fn is_at(&self, text: &str, words: &[TextWord], at: usize) -> bool {
        let Some(here) = words.get(at..at + self.words.len()) else { return false };
        let same = here.iter().zip(&self.words).all(|(it, word)| it.folded == *word);
        let case_fits = !matches!(self.case, Case::AsWritten | Case::CodeClaimed)
            || here.iter().zip(&self.capitals).all(|(it, capital)| it.capital || !capital);
        let is_separated = |pair: &[TextWord]| {
            let [one, next] = pair else { return false };
            let between = text.get(one.range.end..next.range.start).unwrap_or_default();
            between.contains([';', '!', '?', '\n']) || between.contains(". ") || between.contains(", ")
        };
        same && case_fits && !here.windows(2).any(is_separated)
    }

    /// The spelling of a code such as `C5`, which is recognised only if the text claims it.
    fn code(words: &[TextWord]) -> Self {
        Self { case: Case::CodeClaimed, ..Self::new(words, Case::AsWritten, false) }
    }

    fn is_long_enough(&self) -> bool {
        self.words.iter().map(|it| it.chars().count()).sum::<usize>() >= SHORTEST
    }
}

/// The spellings of a certification: its name, its framework, both without the edition and the type, and the
/// number alone.
pub fn certification(certification: &Certification) -> Vec<Spelling> {
    let mut all = Vec::new();
    for (name, own) in
        [(certification.name.value.as_str(), true), (certification.framework.value.as_str(), false)]
    {
        let full = words(name);
        let bare: Vec<TextWord> = without_edition(&full);
        let base: Vec<TextWord> =
            bare.iter().take_while(|it| !matches!(it.folded.as_str(), "type" | "typ")).cloned().collect();
        let without_iec =
            |words: &[TextWord]| words.iter().filter(|it| it.folded != "iec").cloned().collect::<Vec<_>>();
        for words in [&full, &bare, &base] {
            let own = own && words.len() + 1 >= bare.len();
            all.push(Spelling::new(words, Case::Any, own));
            all.push(Spelling::new(&without_iec(words), Case::Any, own));
        }
        let number =
            |it: &&TextWord| it.folded.len() >= NUMBER && it.folded.bytes().all(|it| it.is_ascii_digit());
        // `C5` of `BSI C5`: a letter with a number, and not `v4`.
        let codes = base.windows(2).filter(|it| is_code(it));
        all.extend(codes.map(Spelling::code));
        let is_standard = base.first().is_some_and(|it| it.folded == "iso");
        all.extend(
            base.iter()
                .find(number)
                .filter(|_| is_standard)
                .map(|it| Spelling::new(std::slice::from_ref(it), Case::OnlyClaimed, false)),
        );
    }
    all.retain(|it| it.case == Case::CodeClaimed || it.is_long_enough());
    all.dedup();
    all
}

/// Whether two words are one capital letter and a number, written as one word.
fn is_code(pair: &[TextWord]) -> bool {
    let [letter, number] = pair else { return false };
    let is_joined = letter.range.end == number.range.start;
    let is_letter = letter.capital && letter.folded.chars().count() == 1;
    is_joined && is_letter && number.folded.bytes().all(|it| it.is_ascii_digit())
}

/// The words of a name without the year of an edition after a number: `ISO/IEC 27001:2022`, `C5:2020`.
fn without_edition(words: &[TextWord]) -> Vec<TextWord> {
    let is_number = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let is_year = |it: &str| it.len() == 4 && is_number(it) && (it.starts_with("19") || it.starts_with("20"));
    let mut kept: Vec<TextWord> = Vec::new();
    for word in words {
        if !(is_year(&word.folded) && kept.last().is_some_and(|it| is_number(&it.folded))) {
            kept.push(word.clone());
        }
    }
    kept
}

/// The spelling of a name with its capitals; none if it is too short.
pub fn as_written(name: &str) -> Vec<Spelling> {
    let mut all = vec![Spelling::new(&words(name), Case::AsWritten, true)];
    all.retain(Spelling::is_long_enough);
    all
}

/// The spellings of a policy's name. If it has several words and one is a kind of document, case is ignored,
/// as in running text.
pub fn document(name: &str) -> Vec<Spelling> {
    let own = words(name);
    let is_document = own.iter().any(|it| DOCUMENTS.split_whitespace().any(|word| word == it.folded));
    let case = if own.len() > 1 && is_document { Case::Any } else { Case::AsWritten };
    long_enough(vec![Spelling::new(&own, case, true)])
}

/// The spellings of a measure's name: of several words or an abbreviation; none for one plain word.
pub fn measure(name: &str) -> Vec<Spelling> {
    let own = words(name);
    let is_abbreviation = name.chars().filter(|it| it.is_uppercase()).count() > 1;
    match own.len() {
        0 => vec![],
        1 if is_abbreviation => long_enough(vec![Spelling::new(&own, Case::AsWritten, true)]),
        1 => vec![],
        _ => long_enough(vec![Spelling::new(&own, Case::Any, true)]),
    }
}

/// The spellings of a company: each of its names (`Functional Software, Inc. d/b/a Sentry`), with and without
/// its legal form, and the first letters of a name of several words (`AWS`).
pub fn subprocessor(name: &str) -> Vec<Spelling> {
    let mut all: Vec<Spelling> = Vec::new();
    for name in split_names(name) {
        let full = words(&name);
        let short = without_form(&full);
        all.extend([&full[..], short].map(|it| Spelling::new(it, Case::AsWritten, true)));
        all.extend(initials(short).map(|it| Spelling::new(&[it], Case::AsWritten, true)));
    }
    all = long_enough(all);
    let mut known: HashSet<Vec<String>> = HashSet::new();
    all.retain(|it| known.insert(it.words.clone()));
    all
}

/// The names in a company's name: the name in brackets after it, and the name after `doing business as`.
fn split_names(name: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let (mut outside, mut inside) = (String::new(), Vec::new());
    for (number, part) in name.split('(').enumerate() {
        match part.split_once(')').filter(|_| number > 0) {
            Some((within, after)) => {
                inside.push(within);
                outside += after;
            }
            None => outside += part,
        }
    }
    let mut rest = outside;
    while let Some((at, joining)) =
        JOINING_NAMES.iter().filter_map(|it| Some((rest.to_lowercase().find(it)?, it))).min()
    {
        let Some(after) = rest.get(at + joining.len()..).map(str::to_owned) else { break };
        names.extend(rest.get(..at).map(str::to_owned));
        rest = after;
    }
    names.push(rest);
    // `(affiliate: …)` and `(Ireland only)` are remarks, not names.
    let is_name = |it: &&str| {
        let own = words(it);
        !it.contains([':', ';']) && own.len() <= LONGEST_WITHIN && own.iter().all(|it| it.capital)
    };
    names.extend(inside.into_iter().filter(is_name).map(str::to_owned));
    names.retain(|it| !it.trim().is_empty());
    names
}

/// A company's name without its legal form.
fn without_form(full: &[TextWord]) -> &[TextWord] {
    let mut short = full;
    while let Some((last, rest)) = short.split_last() {
        // `S.A.` is two words.
        let initials = last.folded == "a" && rest.last().is_some_and(|it| it.folded == "s");
        let is_form = LEGAL_FORMS.has(&last.folded);
        match (is_form, initials) {
            (true, _) if !rest.is_empty() => short = rest,
            (_, true) if rest.len() > 1 => short = rest.get(..rest.len() - 1).unwrap_or_default(),
            _ => break,
        }
    }
    short
}

/// The first letters of a name of three words or more, as one word.
fn initials(name: &[TextWord]) -> Option<TextWord> {
    let all_capitals = name.len() >= SHORTEST && name.iter().all(|it| it.capital);
    let folded = name.iter().filter_map(|it| it.folded.chars().next()).collect();
    all_capitals.then_some(TextWord { folded, capital: true, range: 0..0 })
}

fn long_enough(mut all: Vec<Spelling>) -> Vec<Spelling> {
    all.retain(Spelling::is_long_enough);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(all: &[Spelling]) -> String {
        all.iter().map(|it| it.words.join(" ")).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn companies_are_recognised_by_each_of_their_names() {
        for (name, expected) in [
            ("Mailgrid Inc.", "mailgrid inc|mailgrid"),
            ("Amazon Web Services, Inc.", "amazon web services inc|amazon web services|aws"),
            ("Amazon Web Services (AWS)", "amazon web services|aws"),
            ("Functional Software, Inc. d/b/a Sentry", "functional software inc|functional software|sentry"),
            (
                "Finto Technologies Inc. (affiliate: Clickhouse Inc.)",
                "finto technologies inc|finto technologies",
            ),
            ("Hostwell GmbH (Ireland only)", "hostwell gmbh|hostwell"),
            ("Acme Holding S.A.", "acme holding s a|acme holding"),
        ] {
            assert_eq!(spelled(&subprocessor(name)), expected, "{name}");
        }
    }
}
