//! Finds the question that another is part of, by ids or by nesting.

use super::dependence::{continues, depends};
use crate::{answer::verdicts::words::is_question, questionnaire::layout::Asked};

/// A question that another is part of, by its id (`D.1` for `D.1.2`) or by nesting (indented, a bullet
/// below it), or that another continues (`If yes, how?`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parent {
    /// Its id; empty if it has none.
    pub id: String,
    /// Its text.
    pub question: String,
}

impl Parent {
    /// The name of the question in files: its id and its text.
    pub fn named(&self) -> String {
        if self.id.is_empty() { self.question.clone() } else { format!("{} | {}", self.id, self.question) }
    }

    /// Parses the [name](Self::named) of a question in a file.
    pub fn read(named: &str) -> Self {
        let (id, question) = named.split_once(" | ").unwrap_or(("", named));
        Self { id: id.to_owned(), question: question.to_owned() }
    }
}

/// For each of `asked`, the question that it is part of or continues. `asked` are the questions of a file,
/// in order.
pub fn parents(asked: &[&Asked]) -> Vec<Option<Parent>> {
    let parent = |it: &Asked| Parent { id: it.id.clone().unwrap_or_default(), question: it.text.clone() };
    let mut parents = Vec::with_capacity(asked.len());
    for (at, question) in asked.iter().enumerate() {
        let earlier =
            || asked.get(..at).unwrap_or_default().iter().rev().filter(|it| it.sheet == question.sheet);
        let whole = question.id.as_deref().and_then(|id| {
            earlier()
                .take(REACH)
                .find(|it| it.id.as_deref().is_some_and(|other| is_part(id, other)))
                .map(|it| parent(it))
        });
        let before = || earlier().next().filter(|before| follows(question, before)).map(|it| parent(it));
        let under = || {
            let under = question.under.as_deref()?;
            Some(Parent { id: under.id.clone().unwrap_or_default(), question: under.text.clone() })
        };
        parents.push(whole.or_else(under).or_else(before));
    }
    parents
}

/// Labels of additions to the previous answer, in lower case.
const ADDED: &[&str] = &[
    "details",
    "detail",
    "evidence",
    "explanation",
    "frequency",
    "how",
    "remarks",
    "remark",
    "reason",
    "reasons",
    "description",
    "comment",
    "comments",
    "notes",
    "justification",
    "reference",
    "references",
    "link",
    "period",
    "interval",
    "since",
    "date",
    "nachweis",
    "begründung",
    "häufigkeit",
    "details",
    "bemerkung",
    "bemerkungen",
    "fréquence",
    "preuve",
    "précisions",
    "frecuencia",
    "evidencia",
    "frequenza",
    "evidenza",
    "frequentie",
    "toelichting",
    "frequência",
    "evidência",
];

/// Whether a question continues the one before it, or is too short to be about anything else under the same
/// headings.
fn follows(question: &Asked, before: &Asked) -> bool {
    let label = question.text.to_lowercase();
    let label = label.trim_matches(|c: char| !c.is_alphanumeric());
    let open = || depends(&question.text) && (is_question(&question.text) || ADDED.contains(&label));
    continues(&question.text).is_some() || (before.sections == question.sections && open())
}

/// The maximum number of questions between a question and its parent.
const REACH: usize = 200;

/// Whether an id is a part of another: `D.1.2` of `D.1`, `7a` of `7`, `b` of `7`.
fn is_part(id: &str, of: &str) -> bool {
    let of = of.trim().trim_end_matches(['.', ')', ':']);
    let of = of.strip_suffix(".0").unwrap_or(of);
    let id = id.trim().trim_matches(['(', ')', '.', ':']);
    let letter = |it: &str| it.len() <= 3 && !it.is_empty() && it.bytes().all(|it| it.is_ascii_lowercase());
    if letter(id) {
        return of.ends_with(|it: char| it.is_ascii_digit());
    }
    let Some(rest) = id.strip_prefix(of).filter(|_| !of.is_empty()) else { return false };
    // `A1` of `A`.
    let lettered =
        of.ends_with(|it: char| it.is_ascii_alphabetic()) && rest.starts_with(|it: char| it.is_ascii_digit());
    rest.starts_with(['.', '-', '_', '/', '(', ' ']) && rest.len() > 1
        || lettered
        || (of.ends_with(|it: char| it.is_ascii_digit()) && letter(rest))
}

#[cfg(test)]
mod tests {
    use super::is_part;

    #[test]
    fn parent_questions_are_derived_from_ids() {
        for (id, of) in [
            ("D.1.2", "D.1"),
            ("D.1.2", "D.1."),
            ("1.1", "1.0"),
            ("7a", "7"),
            ("7 b", "7"),
            ("(b)", "7"),
            ("AC-1(2)", "AC-1"),
            ("ii", "3.2"),
        ] {
            assert!(is_part(id, of), "{id} | {of}");
        }
        for (id, of) in [
            ("1.10", "1.1"),
            ("D.2", "D.1"),
            ("11", "1"),
            ("D.1", "D.1"),
            ("b", "a"),
            ("AC-12", "AC-1"),
            ("2", ""),
        ] {
            assert!(!is_part(id, of), "{id} | {of}");
        }
    }
}
