//! The spellings of a name.

use super::words::{TextWord, words};
use crate::{fact::Certification, word_list::LEGAL_FORMS};

/// What the letters of a name must be like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Any.
    Any,
    /// Capitals if the name has them: `Box` is not `box`.
    AsWritten,
    /// Any, and only if the text claims it: the number of a standard.
    OnlyClaimed,
    /// As written, and only if the text claims it: `C5`.
    CodeClaimed,
}

/// The words of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    pub words: Vec<String>,
    capitals: Vec<bool>,
    pub case: Case,
    /// It is the fact's own name, not that of its framework or a part of it.
    pub own: bool,
}

/// Names of fewer characters are not looked for.
const SHORTEST: usize = 3;
/// The minimum number of digits of a standard's number.
const NUMBER: usize = 4;
/// Words that say that a name is that of a document.
const DOCUMENTS: &str = "policy policies plan plans procedure procedures programme program standard guideline guidelines richtlinie \
    leitlinie konzept plan politique politica política beleid";
/// What joins two names of one company.
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
    fn of(words: &[TextWord], case: Case, own: bool) -> Self {
        Self {
            words: words.iter().map(|it| it.folded.clone()).collect(),
            capitals: words.iter().map(|it| it.capital).collect(),
            case,
            own,
        }
    }

    /// Whether the words of a text at a place are this name; a point, a line or a comma within parts them.
    pub fn is_at(&self, text: &str, words: &[TextWord], at: usize) -> bool {
        let Some(here) = words.get(at..at + self.words.len()) else { return false };
        let same = here.iter().zip(&self.words).all(|(it, word)| it.folded == *word);
        let cased = !matches!(self.case, Case::AsWritten | Case::CodeClaimed)
            || here.iter().zip(&self.capitals).all(|(it, capital)| it.capital || !capital);
        let apart = |pair: &[TextWord]| {
            let [one, next] = pair else { return false };
            let between = text.get(one.range.end..next.range.start).unwrap_or_default();
            between.contains([';', '!', '?', '\n']) || between.contains(". ") || between.contains(", ")
        };
        same && cased && !here.windows(2).any(apart)
    }

    /// A code such as `C5`, which counts only if the text claims it.
    fn coded(words: &[TextWord]) -> Self {
        Self { case: Case::CodeClaimed, ..Self::of(words, Case::AsWritten, false) }
    }

    fn is_long_enough(&self) -> bool {
        self.words.iter().map(|it| it.chars().count()).sum::<usize>() >= SHORTEST
    }
}

/// The spellings of a certification: its name, its framework, both without the edition and the type, and the
/// number alone.
pub fn certification(it: &Certification) -> Vec<Spelling> {
    let mut all = Vec::new();
    for (name, own) in [(it.name.value.as_str(), true), (it.framework.value.as_str(), false)] {
        let full = words(name);
        let bare: Vec<TextWord> = without_edition(&full);
        let base: Vec<TextWord> =
            bare.iter().take_while(|it| !matches!(it.folded.as_str(), "type" | "typ")).cloned().collect();
        let joint =
            |words: &[TextWord]| words.iter().filter(|it| it.folded != "iec").cloned().collect::<Vec<_>>();
        for words in [&full, &bare, &base] {
            let own = own && words.len() + 1 >= bare.len();
            all.push(Spelling::of(words, Case::Any, own));
            all.push(Spelling::of(&joint(words), Case::Any, own));
        }
        let number =
            |it: &&TextWord| it.folded.len() >= NUMBER && it.folded.bytes().all(|it| it.is_ascii_digit());
        // `C5` of `BSI C5`: a letter with a number, and not `v4`.
        let coded = base.windows(2).filter(|it| is_code(it));
        all.extend(coded.map(Spelling::coded));
        let of_standard = base.first().is_some_and(|it| it.folded == "iso");
        all.extend(
            base.iter()
                .find(number)
                .filter(|_| of_standard)
                .map(|it| Spelling::of(std::slice::from_ref(it), Case::OnlyClaimed, false)),
        );
    }
    all.retain(|it| it.case == Case::CodeClaimed || it.is_long_enough());
    all.dedup();
    all
}

/// Whether two words are one capital letter and a number, written as one word.
fn is_code(pair: &[TextWord]) -> bool {
    let [letter, number] = pair else { return false };
    let joined = letter.range.end == number.range.start;
    let of_letter = letter.capital && letter.folded.chars().count() == 1;
    joined && of_letter && number.folded.bytes().all(|it| it.is_ascii_digit())
}

/// The words of a name without the year of an edition after a number: `ISO/IEC 27001:2022`, `C5:2020`.
fn without_edition(words: &[TextWord]) -> Vec<TextWord> {
    let number = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let year = |it: &str| it.len() == 4 && number(it) && (it.starts_with("19") || it.starts_with("20"));
    let mut kept: Vec<TextWord> = Vec::new();
    for word in words {
        if !(year(&word.folded) && kept.last().is_some_and(|it| number(&it.folded))) {
            kept.push(word.clone());
        }
    }
    kept
}

/// The one spelling of a name, with its capitals.
pub fn as_written(name: &str) -> Vec<Spelling> {
    let mut all = vec![Spelling::of(&words(name), Case::AsWritten, true)];
    all.retain(Spelling::is_long_enough);
    all
}

/// The spellings of a policy's name: in any case if it has several words and one of them says what it is, as
/// in running text.
pub fn document(name: &str) -> Vec<Spelling> {
    let own = words(name);
    let is_document = own.iter().any(|it| DOCUMENTS.split_whitespace().any(|word| word == it.folded));
    let case = if own.len() > 1 && is_document { Case::Any } else { Case::AsWritten };
    long_enough(vec![Spelling::of(&own, case, true)])
}

/// The spellings of a measure's name: of several words, or an abbreviation.
pub fn of_measure(name: &str) -> Vec<Spelling> {
    let own = words(name);
    let is_abbreviation = name.chars().filter(|it| it.is_uppercase()).count() > 1;
    match own.len() {
        0 => vec![],
        1 if is_abbreviation => long_enough(vec![Spelling::of(&own, Case::AsWritten, true)]),
        1 => vec![],
        _ => long_enough(vec![Spelling::of(&own, Case::Any, true)]),
    }
}

/// The spellings of a company: each of its names (`Functional Software, Inc. d/b/a Sentry`), with and without
/// its legal form, and the first letters of a name of several words (`AWS`).
pub fn subprocessor(name: &str) -> Vec<Spelling> {
    let mut all: Vec<Spelling> = Vec::new();
    for name in names_of(name) {
        let full = words(&name);
        let short = without_form(&full);
        all.extend([&full[..], short].map(|it| Spelling::of(it, Case::AsWritten, true)));
        all.extend(initials(short).map(|it| Spelling::of(&[it], Case::AsWritten, true)));
    }
    all = long_enough(all);
    let mut known: Vec<Vec<String>> = Vec::new();
    all.retain(|it| {
        !known.contains(&it.words) && {
            known.push(it.words.clone());
            true
        }
    });
    all
}

/// The names in the name of a company: what is in brackets after it, and what follows `doing business
/// as`.
fn names_of(name: &str) -> Vec<String> {
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
    // `(affiliate: …)` and `(Ireland only)` are not names.
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
        let form = LEGAL_FORMS.has(&last.folded);
        match (form, initials) {
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
