//! The spellings of a name.

use super::words::{TextWord, words};
use crate::fact::{Certification, Subprocessor};

/// What the letters of a name must be like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Any.
    Any,
    /// Capitals where the name has them: `Box` is not `box`.
    AsWritten,
    /// Any, and only where the text claims it: the number of a standard.
    OnlyClaimed,
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
/// Numbers of standards have so many digits at least.
const NUMBER: usize = 4;
/// Legal forms at the end of a company's name.
const FORMS: &str = "inc incorporated ltd limited llc llp lp plc gmbh ag kg ug se sa sas sarl bv nv oy oyj ab asa aps co corp \
    corporation company pte pty kk spa srl sl";

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
        let cased = self.case != Case::AsWritten
            || here.iter().zip(&self.capitals).all(|(it, capital)| it.capital || !capital);
        let apart = |pair: &[TextWord]| {
            let [one, next] = pair else { return false };
            let between = text.get(one.range.end..next.range.start).unwrap_or_default();
            between.contains([';', '!', '?', '\n']) || between.contains(". ") || between.contains(", ")
        };
        same && cased && !here.windows(2).any(apart)
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
        let of_standard = base.first().is_some_and(|it| it.folded == "iso");
        all.extend(
            base.iter()
                .find(number)
                .filter(|_| of_standard)
                .map(|it| Spelling::of(std::slice::from_ref(it), Case::OnlyClaimed, false)),
        );
    }
    all.retain(Spelling::is_long_enough);
    all.dedup();
    all
}

/// The words of a name without the year of an edition behind a number: `ISO/IEC 27001:2022`, `C5:2020`.
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

/// The spellings of a company: its name, with and without its legal form.
pub fn subprocessor(it: &Subprocessor) -> Vec<Spelling> {
    let full = words(&it.name.value);
    let mut short = full.as_slice();
    while let Some((last, rest)) = short.split_last() {
        // `S.A.` is two words.
        let initials = last.folded == "a" && rest.last().is_some_and(|it| it.folded == "s");
        let form = FORMS.split_whitespace().any(|it| it == last.folded);
        match (form, initials) {
            (true, _) if !rest.is_empty() => short = rest,
            (_, true) if rest.len() > 1 => short = rest.get(..rest.len() - 1).unwrap_or_default(),
            _ => break,
        }
    }
    let mut all = [&full[..], short].map(|it| Spelling::of(it, Case::AsWritten, true)).to_vec();
    all.retain(Spelling::is_long_enough);
    all.dedup();
    all
}
