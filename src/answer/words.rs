//! Verdicts in the words of customers' lists and headings.

use crate::{fact::Verdict, form::Choices};

/// What each verdict is called, in lower case; a list's word is compared as a whole, then by its parts.
const WORDS: &[(Verdict, &[&str])] = &[
    (
        Verdict::Yes,
        &[
            "yes",
            "y",
            "true",
            "compliant",
            "fully compliant",
            "complete",
            "completed",
            "implemented",
            "fully implemented",
            "in place",
            "met",
            "fully met",
            "satisfied",
            "pass",
            "comply",
            "complies",
            "conforms",
            "conformant",
            "oui",
            "ja",
            "si",
            "sí",
            "sì",
            "sim",
            "conforme",
            "erfüllt",
            "vollständig",
            "voldoet",
            "tak",
            "ano",
            "kyllä",
        ],
    ),
    (
        Verdict::No,
        &[
            "no",
            "n",
            "false",
            "not compliant",
            "non-compliant",
            "noncompliant",
            "not available",
            "not implemented",
            "not in place",
            "not met",
            "not satisfied",
            "fail",
            "does not comply",
            "non",
            "nein",
            "nee",
            "não",
            "nao",
            "non conforme",
            "nicht erfüllt",
            "nie",
            "ne",
            "nej",
            "ei",
        ],
    ),
    (
        Verdict::Partial,
        &[
            "partial",
            "partially",
            "partly",
            "in part",
            "partially compliant",
            "partially implemented",
            "partially met",
            "partial compliance",
            "partiel",
            "partiellement",
            "teilweise",
            "parcial",
            "parcialmente",
            "parziale",
            "parzialmente",
            "gedeeltelijk",
            "deels",
        ],
    ),
    (
        Verdict::NotApplicable,
        &[
            "n/a",
            "na",
            "n.a",
            "not applicable",
            "non applicable",
            "sans objet",
            "s/o",
            "nicht anwendbar",
            "entfällt",
            "no aplica",
            "no aplicable",
            "n.v.t",
            "nvt",
            "niet van toepassing",
            "non applicabile",
            "não aplicável",
        ],
    ),
];

/// The verdict that a customer's word stands for.
pub fn verdict_of(word: &str) -> Option<Verdict> {
    let word = plain(word);
    WORDS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(verdict, _)| *verdict)
}

/// The value of a list that says `verdict`, in the list's own spelling; none where no value or more than one does.
pub fn choice(choices: &Choices, verdict: Verdict) -> Option<&str> {
    let exact: Vec<_> = choices.values.iter().filter(|it| verdict_of(it) == Some(verdict)).collect();
    let found = if exact.is_empty() { choices.values.iter().filter(|it| all_parts(it) == Some(verdict)).collect() } else { exact };
    match found.as_slice() {
        [only] => Some(only),
        _ => None,
    }
}

/// The list's own spelling of a word that a person wrote.
pub fn spelled<'a>(choices: &'a Choices, word: &str) -> Option<&'a str> {
    let same = |it: &&String| it.trim() == word.trim();
    let alike = |it: &&String| plain(it) == plain(word);
    choices.values.iter().find(same).or_else(|| choices.values.iter().find(alike)).map(String::as_str)
}

/// The verdict of a longer value all of whose parts say the same: `Yes – compliant`, `2 - No`, `N/A (not applicable)`. One
/// that says more (`Yes, since 2019`) claims more than a verdict does, and is for a person to choose.
fn all_parts(value: &str) -> Option<Verdict> {
    let parts = value.split([',', ';', ':', '–', '—', '(', ')', '=']).flat_map(|it| it.split(" - ")).map(str::trim);
    let said: Vec<_> = parts.filter(|it| !it.is_empty() && it.parse::<u32>().is_err()).map(verdict_of).collect();
    let first = said.first().copied().flatten()?;
    said.iter().all(|it| *it == Some(first)).then_some(first)
}

/// The verdict that a text begins with: `Yes, since 2019`, `No – planned`.
pub fn verdict_begun(text: &str) -> Option<Verdict> {
    let first = text.split([',', ';', ':', '.', '–', '—', '(']).next()?.split(" - ").next()?;
    // One letter begins many things: `N. Virginia`.
    verdict_of(first).filter(|_| first.len() > 1 && first.len() < text.len())
}

fn plain(word: &str) -> String {
    word.trim().trim_end_matches(['.', '!']).to_lowercase().replace('’', "'")
}

/// What turns a heading, or the head of a column: a yes below it does not say that a proposition holds.
const TURNS: &[&str] = &["not", "don't", "lack", "missing", "without", "except", "deviation", "gap", "non"];

/// Whether a heading turns what is asked below it: `Which of these do you lack?`, `Non-compliant`.
pub fn turns(heading: &str) -> bool {
    let heading = heading.to_lowercase().replace('’', "'");
    let words = heading.split(|c: char| !c.is_alphanumeric() && c != '\'');
    words.into_iter().any(|word| TURNS.contains(&word) || word.starts_with("noncompl") || word.starts_with("deviation"))
}

/// The verdict as a person says it.
pub fn spoken(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Yes => "Yes",
        Verdict::No => "No",
        Verdict::Partial => "In part",
        Verdict::NotApplicable => "Not applicable",
    }
}
