//! Expressions that make an answer conditional, from `words/conditions.yaml`.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

use crate::{
    diagnostic::FileId,
    yaml::{Node, Value, parse},
};

const FILE: &str = include_str!("../../../words/conditions.yaml");

static CONDITIONS: LazyLock<Vec<Condition>> = LazyLock::new(|| read(FILE).unwrap_or_default());

/// A group of expressions with the same effect.
struct Condition {
    /// The effect on the answer.
    does: &'static str,
    /// The expressions, in lower case. `*` is one word, `#` a future year; `$` is the end of a clause that
    /// no comma continues.
    says: Vec<String>,
    /// Words that cancel the effect if they are in the same sentence.
    unless: Vec<String>,
}

/// The effects that a file may name, and the words for them in messages.
const EFFECTS: &[(&str, &str)] = &[
    ("plan", "makes it depend on a plan or an extra fee"),
    ("request", "makes it depend on a request"),
    ("region", "limits it to a region"),
    ("later", "refers to a later date"),
    ("exception", "makes an exception"),
    ("part", "says that it only partly applies"),
];

/// The condition of a sentence; `None` if there is none, or if what was `asked` has the same condition.
pub fn conditional(sentence: &str, asked: &[Vec<String>], on: NaiveDate) -> Option<String> {
    let clauses = clauses(sentence, on);
    let is_in = |clauses: &[Vec<String>], says: &str| clauses.iter().any(|it| found(it, says));
    CONDITIONS.iter().find_map(|condition| {
        let says = condition.says.iter().find(|says| is_in(&clauses, says) && !is_in(asked, says))?;
        if condition.unless.iter().any(|it| is_in(&clauses, it)) {
            return None;
        }
        let shown = says.trim_end_matches(" $").replace('#', "<year>").replace('*', "…");
        Some(format!("{} (`{shown}`)", condition.does))
    })
}

/// The words of each clause of a sentence in lower case, with `#` for a future year, and `$` at the end of
/// a clause that no comma continues.
pub fn clauses(sentence: &str, on: NaiveDate) -> Vec<Vec<String>> {
    let is_to_come = |year: i32| year > on.year() && year < on.year() + 50;
    let is_year = |word: &str| word.len() == 4 && word.parse().is_ok_and(is_to_come);
    let word = |word: &str| if is_year(word) { "#".to_owned() } else { word.to_lowercase() };
    let words = |part: &str| -> Vec<String> {
        let words = part.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '\''));
        words.filter(|it| !it.is_empty()).map(word).collect()
    };
    let mut clauses = Vec::new();
    let sentence = sentence.replace('\u{2019}', "'");
    for part in sentence.split([';', ':', '(', ')', '–', '—']).flat_map(|it| it.split(" - ")) {
        clauses.extend(part.split(',').map(words).filter(|it| !it.is_empty()));
        if let Some(last) = clauses.last_mut().filter(|_| !part.trim_end().ends_with(',')) {
            last.push("$".into());
        }
    }
    clauses
}

/// Whether a clause contains an expression.
fn found(clause: &[String], says: &str) -> bool {
    let wanted: Vec<&str> = says.split(' ').collect();
    let same = |(word, wanted): (&String, &&str)| word == wanted || (*wanted == "*" && word != "$");
    clause.windows(wanted.len()).any(|words| words.iter().zip(&wanted).all(same))
}

/// The conditions of a file, language by language; `None` if the file is malformed.
fn read(text: &str) -> Option<Vec<Condition>> {
    let Value::Map(languages) = parse(FileId(0), text, 0).ok()?.value else { return None };
    let mut conditions = Vec::new();
    for (_, language) in languages {
        let Value::List(items) = language.value else { return None };
        for item in &items {
            conditions.push(condition(item)?);
        }
    }
    Some(conditions)
}

fn condition(item: &Node) -> Option<Condition> {
    let Value::Map(fields) = &item.value else { return None };
    let field = |name: &str| match &fields.iter().find(|(key, _)| key.text == name)?.1.value {
        Value::Scalar { text, .. } => Some(text.trim()),
        _ => None,
    };
    let expressions = |name: &str| -> Option<Vec<String>> {
        Some(field(name)?.split(',').map(|it| it.trim().to_owned()).collect())
    };
    let effect = field("effect")?;
    let (_, does) = EFFECTS.iter().find(|(name, _)| *name == effect)?;
    Some(Condition { does, says: expressions("says")?, unless: expressions("unless")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_has_every_effect_in_every_language() {
        assert_eq!(
            CONDITIONS.len(),
            EFFECTS.len() * 7,
            "a condition of `words/conditions.yaml` cannot be read"
        );
        for condition in CONDITIONS.iter() {
            for it in condition.says.iter().chain(&condition.unless) {
                assert!(!it.is_empty() && it.to_lowercase() == *it, "`{it}` ({})", condition.does);
            }
        }
    }
}
