//! Decides whether a question can be understood on its own. Labels, follow-up questions and questions that
//! refer to an earlier text cannot.

use std::{collections::BTreeSet, sync::LazyLock};

use super::pointing;
use crate::matching::{ReplyKind, reply_kind, stems};

/// The minimum number of words of a question that is not a label: `Comments`, `Contact name`. A yes/no
/// question may have one less: `Are backups encrypted?`
const LEAST: usize = 4;
/// A longer question, in characters, contains its own context.
const LONGEST: usize = 400;
/// Phrases that continue the question before.
const CONTINUING: &[&str] = &[
    "if yes",
    "if so",
    "if no",
    "if not",
    "if any",
    "if applicable",
    "if the answer",
    "if the above",
    "if this is",
    "if you answered",
    "if you do",
    "if you have",
    "if available",
    "in that case",
    "in this case",
    "when so",
    "where applicable",
    "and if",
    "and how",
    "please explain",
    "please elaborate",
    "please describe your answer",
    "please provide details",
    "please provide evidence",
    "please attach",
    "explain your",
    "provide details",
    "provide evidence",
    "same as",
    "other than",
    "additional",
    "any other",
    "comments",
    "see",
    "wenn ja",
    "falls ja",
    "falls nein",
    "wenn nein",
    "si oui",
    "si non",
    "le cas échéant",
    "en caso afirmativo",
    "en caso negativo",
    "si la respuesta",
    "in caso affermativo",
    "se sì",
    "se sim",
    "em caso afirmativo",
    "zo ja",
    "indien ja",
];
/// Phrases that refer to an earlier text.
const POINTING: &[&str] = &[
    " above",
    "previous question",
    "preceding",
    "question before",
    "in question ",
    "answer to question",
    "the following",
    "listed below",
    "this question",
    "mentioned before",
    "see below",
    "as follows",
    "siehe oben",
    "ci-dessus",
    "ci-dessous",
    "anterior",
    "hierboven",
];
/// Pronouns as the subject of a question: `Is it tested?`, `Are they encrypted?`.
const PRONOUNS: &[&str] =
    &["it", "they", "this", "that", "these", "those", "he", "she", "such", "one", "them"];
/// Words that such a pronoun may follow; it may also begin the question.
const BEFORE_PRONOUNS: &[&str] = &[
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can", "could", "will", "would",
    "should", "must", "may", "how", "when", "where", "why", "often", "which", "of", "who",
];
/// Nouns that, after `the`, refer to an earlier text: `Are the policies and procedures reviewed?`
const BEFORE: &[&str] = &[
    "policy",
    "policies",
    "procedure",
    "procedures",
    "process",
    "processes",
    "plan",
    "plans",
    "program",
    "programs",
    "programme",
    "programmes",
    "control",
    "controls",
    "measure",
    "measures",
    "document",
    "documents",
    "standard",
    "standards",
    "report",
    "reports",
    "assessment",
    "assessments",
    "review",
    "reviews",
    "test",
    "tests",
    "result",
    "results",
    "finding",
    "findings",
    "requirement",
    "requirements",
    "role",
    "roles",
    "responsibility",
    "responsibilities",
    "list",
    "lists",
    "inventory",
    "team",
    "committee",
    "training",
    "strategy",
    "framework",
    "tool",
    "tools",
    "solution",
    "function",
    "mechanism",
    "mechanisms",
];
/// Words after such a noun that say which one is meant.
const WHICH: &[&str] =
    &["of", "for", "on", "to", "in", "that", "which", "with", "about", "against", "by", "between", "from"];

/// Words that apply to any subject: a question with no other words is about its heading or the question
/// before.
const OF_ANYTHING: &str = "policy procedure process plan program programme control measure document \
     standard report assessment review test result finding requirement role responsibility list inventory \
     team committee strategy framework tool solution function mechanism owner exist existing place \
     implemented implement documented written formal formally defined assigned approved updated update \
     tested reviewed maintained maintain established available communicated published enforced monitored \
     audited measured tracked regular regularly periodic periodically annual annually yearly year monthly \
     month quarterly quarter frequency frequent often time responsible person done perform performed \
     conducted carried made taken management describe explain provide detail evidence copy example reason \
     comment status current currently have use long many who how when which";

static OF_ANYTHING_STEMS: LazyLock<BTreeSet<String>> = LazyLock::new(|| stems(OF_ANYTHING));

/// Whether a question depends on its heading or on the question before.
pub fn depends(question: &str) -> bool {
    continues(question).is_some() || is_short(question) || names_nothing(question)
}

fn is_short(question: &str) -> bool {
    let plain = question.to_lowercase();
    let words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    count(&words) < if reply_kind(question) == ReplyKind::YesNo { LEAST - 1 } else { LEAST }
}

/// `Is there a documented procedure?`, `Are roles assigned?`
fn names_nothing(question: &str) -> bool {
    let said = stems(question);
    !said.is_empty() && said.is_subset(&OF_ANYTHING_STEMS)
}

/// Why a question may not be understood by its own words; `None` if it can be.
pub fn needs_context(question: &str) -> Option<&'static str> {
    if let Some(why) = continues(question) {
        Some(why)
    } else if is_short(question) {
        Some("it is too short to mean the same in any context")
    } else if names_nothing(question) {
        Some("it does not say what it asks about")
    } else if question.chars().count() > LONGEST {
        Some("it is too long to be asked again with the same wording")
    } else {
        None
    }
}

/// Why a question continues the one before it; `None` if it does not.
pub fn continues(question: &str) -> Option<&'static str> {
    let plain = question.to_lowercase();
    let words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let start = plain.trim_start_matches(|c: char| !c.is_alphabetic());
    let begins =
        |it: &str| start.strip_prefix(it).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    if CONTINUING.iter().any(|it| begins(it)) || POINTING.iter().any(|it| plain.contains(it)) {
        Some("it depends on another question")
    } else if begins_with_pronoun(&words) || points_back(&words) || pointing::points(question) {
        Some("it does not say what it asks about")
    } else {
        None
    }
}

/// Whether a question refers back with a noun: `Are the policies and procedures reviewed?`; not `Are the
/// policies for access reviewed?`, nor `the incident response plan`.
fn points_back(words: &[&str]) -> bool {
    let named = |it: Option<&&str>| it.is_some_and(|it| BEFORE.contains(it));
    let the = words
        .iter()
        .enumerate()
        .filter(|(_, it)| matches!(**it, "the" | "these" | "those" | "this" | "such" | "said"));
    the.map(|(at, _)| at).any(|at| {
        let mut end = at + 1;
        while named(words.get(end)) {
            end += if words.get(end + 1) == Some(&"and") && named(words.get(end + 2)) { 2 } else { 1 };
        }
        end > at + 1 && !words.get(end).is_some_and(|it| WHICH.contains(it))
    })
}

/// The number of words; in a script without spaces, two characters count as one.
fn count(words: &[&str]) -> usize {
    let unspaced = |word: &str| {
        word.chars()
            .filter(|it| {
                matches!(it, '\u{0e00}'..='\u{0eff}' | '\u{3040}'..='\u{30ff}'
            | '\u{3400}'..='\u{9fff}')
            })
            .count()
    };
    words.iter().map(|it| (unspaced(it) / 2).max(1)).sum()
}

/// `Is it tested every year?`; not `Is it possible to export data?`, where `it` refers to what follows.
fn begins_with_pronoun(words: &[&str]) -> bool {
    let at = words.iter().take(4).position(|it| PRONOUNS.contains(it));
    let Some(at) = at.filter(|at| words.iter().take(*at).all(|it| BEFORE_PRONOUNS.contains(it))) else {
        return false;
    };
    !(words.get(at) == Some(&"it")
        && matches!(words.get(at + 1), Some(&"possible" | &"required" | &"allowed" | &"permitted")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_continuations_and_pronouns_need_context() {
        for question in [
            "Address",
            "Contact name",
            "If yes, how often is it tested?",
            "Is it tested every year?",
            "How often are these reviewed by management?",
            "Does this include your backups?",
            "Please attach the latest report of it.",
            "Which of the following do you use?",
            "Is there a policy?",
            "Is there a documented procedure?",
            "Are roles and responsibilities assigned?",
            "How often are reviews done?",
            "Wenn ja, wie oft wird der Plan geübt?",
            "Si oui, à quelle fréquence le plan est-il testé ?",
        ] {
            assert!(needs_context(question).is_some(), "{question}");
        }
        for question in [
            "保存データは暗号化されていますか",
            "Is it possible to export data?",
            "Do you encrypt backups?",
            "What is your recovery time objective?",
        ] {
            assert_eq!(needs_context(question), None, "{question}");
        }
    }

    #[test]
    fn questions_that_refer_to_earlier_text_need_context() {
        for question in [
            "Are the policies and procedures reviewed and updated at least annually?",
            "Is the plan tested every year with all teams?",
            "Is this procedure documented and approved?",
        ] {
            assert!(continues(question).is_some(), "{question}");
        }
        for question in [
            "Are the policies for access control reviewed every year?",
            "Is the incident response plan tested every year?",
            "Are policies and procedures reviewed every year?",
            "Are backups encrypted?",
        ] {
            assert_eq!(needs_context(question), None, "{question}");
        }
    }
}
