//! What stands around a question, and may make the same words ask for something else: the question that it is part of, the
//! headings above it, the row before it. Only what needs no context is answered by its words.

use super::words;
use crate::{
    fact::Verdict,
    form::mapping::Asked,
    matching::{content, plain_words},
};

/// Questions of fewer words are labels: `Comments`, `Contact name`.
const LEAST: usize = 4;
/// Longer ones, in characters, carry their own circumstances.
const LONGEST: usize = 400;
/// Beginnings that continue the question before.
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
];
/// Words that point at something that is not there elsewhere.
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
];
/// What a question asks about when it does not say what: `Is it tested?`, `Are they encrypted?`.
const PRONOUNS: &[&str] = &["it", "they", "this", "that", "these", "those", "he", "she", "such", "one", "them"];
/// What such a pronoun follows, or nothing.
const BEFORE_PRONOUNS: &[&str] = &[
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can", "could", "will", "would", "should", "must", "may", "how",
    "when", "where", "why", "often", "which", "of", "who",
];
/// Words of headings under which a question may be about somebody or something else than the vendor and its service.
const OTHERS: &[&str] = &[
    "suppliers",
    "vendors",
    "customers",
    "clients",
    "partners",
    "subcontractor",
    "subcontractors",
    "subprocessor",
    "subprocessors",
    "thirdparty",
    "third party",
    "third parties",
    "fourth party",
    "fourth parties",
    "nth party",
    "reseller",
    "resellers",
    "affiliate",
    "affiliates",
    "subsidiary",
    "subsidiaries",
    "hosting provider",
    "hosting providers",
    "cloud provider",
    "cloud providers",
    "parent company",
    "contractor",
    "contractors",
    "reference",
    "references",
    "legacy",
    "beta",
];

/// Why a question may not be understood by its own words; none where it may.
pub fn needs_context(question: &str) -> Option<&'static str> {
    let plain = question.to_lowercase();
    let words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let start = plain.trim_start_matches(|c: char| !c.is_alphabetic());
    let continues = |it: &str| start.strip_prefix(it).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    if CONTINUING.iter().any(|it| continues(it)) || POINTING.iter().any(|it| plain.contains(it)) {
        Some("it depends on another question")
    } else if count(&words) < LEAST {
        Some("it has too few words to mean the same everywhere")
    } else if begins_with_pronoun(&words) {
        Some("it does not say what it asks about")
    } else if question.chars().count() > LONGEST {
        Some("it is too long to be asked again in these words")
    } else {
        None
    }
}

/// How many words there are; in a script without spaces two characters count as one.
fn count(words: &[&str]) -> usize {
    let unspaced = |word: &str| {
        word.chars().filter(|it| matches!(it, '\u{0e00}'..='\u{0eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')).count()
    };
    words.iter().map(|it| (unspaced(it) / 2).max(1)).sum()
}

/// `Is it tested every year?`; not `Is it possible to export data?`, whose `it` stands for what follows.
fn begins_with_pronoun(words: &[&str]) -> bool {
    let at = words.iter().take(4).position(|it| PRONOUNS.contains(it));
    let Some(at) = at.filter(|at| words.iter().take(*at).all(|it| BEFORE_PRONOUNS.contains(it))) else { return false };
    !(words.get(at) == Some(&"it") && matches!(words.get(at + 1), Some(&"possible" | &"required" | &"allowed" | &"permitted")))
}

/// A question that another is part of, as its id says: `D.1` of `D.1.2`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parent {
    /// Its id.
    pub id: String,
    /// Its words.
    pub question: String,
}

impl Parent {
    /// The question as it is named in files: its id and its words.
    pub fn named(&self) -> String {
        format!("{}: {}", self.id, self.question)
    }

    /// A question that was [named](Self::named) in a file.
    pub fn read(named: &str) -> Self {
        let (id, question) = named.split_once(": ").unwrap_or(("", named));
        Self { id: id.to_owned(), question: question.to_owned() }
    }
}

/// The question that each of `asked` is part of; `asked` are the questions of a file, in order.
pub fn parents(asked: &[&Asked]) -> Vec<Option<Parent>> {
    let mut parents = Vec::with_capacity(asked.len());
    for (at, question) in asked.iter().enumerate() {
        let earlier = asked.get(..at).unwrap_or_default().iter().rev().take(REACH).filter(|it| it.sheet == question.sheet);
        let found = question.id.as_deref().and_then(|id| {
            let mut earlier = earlier.filter_map(|it| Some((it, it.id.as_deref()?)));
            earlier.find(|(_, other)| is_part(id, other)).map(|(it, other)| Parent { id: other.to_owned(), question: it.text.clone() })
        });
        parents.push(found);
    }
    parents
}

/// A question is part of one among so many before it.
const REACH: usize = 200;

/// Whether an id names a part of what another names: `D.1.2` of `D.1`, `7a` of `7`, `b` of `7`.
fn is_part(id: &str, of: &str) -> bool {
    let of = of.trim().trim_end_matches(['.', ')', ':']);
    let of = of.strip_suffix(".0").unwrap_or(of);
    let id = id.trim().trim_matches(['(', ')', '.', ':']);
    let letter = |it: &str| it.len() <= 3 && !it.is_empty() && it.bytes().all(|it| it.is_ascii_lowercase());
    if letter(id) {
        return of.ends_with(|it: char| it.is_ascii_digit());
    }
    let Some(rest) = id.strip_prefix(of).filter(|_| !of.is_empty()) else { return false };
    rest.starts_with(['.', '-', '_', '/', '(', ' ']) && rest.len() > 1 || (of.ends_with(|it: char| it.is_ascii_digit()) && letter(rest))
}

/// Why what stands around a question may make it ask for something else than its words do elsewhere.
pub fn changed_by_context(question: &str, sections: &[String], parent: Option<&Parent>) -> Option<String> {
    if let Some(why) = needs_context(question) {
        return Some(why.to_owned());
    }
    if let Some(parent) = parent.filter(|it| !content(question).is_superset(&content(&it.question))) {
        return Some(format!("it is part of question {}, whose words it does not repeat", parent.id));
    }
    if let Some(heading) = sections.iter().find(|it| words::turns(it)) {
        return Some(format!("the heading \"{heading}\" may turn its sense"));
    }
    let own = plain_words(question);
    let other = sections.iter().find_map(|heading| {
        let words = plain_words(heading);
        let names = |it: &&&str| contains(&words, it) && !contains(&own, it);
        OTHERS.iter().find(names).map(|it| (heading, it))
    });
    other.map(|(heading, word)| format!("the heading \"{heading}\" names \"{word}\", and the question does not"))
}

/// What stands around a question and changes what it asks: the question that it is part of, or else the heading. None where
/// nothing does, and where the question says too little by itself, for then it is never answered by its words.
pub fn changing(question: &str, sections: &[String], parent: Option<&Parent>) -> Option<String> {
    if needs_context(question).is_some() {
        return None;
    }
    let parent = parent.filter(|it| changed_by_context(question, &[], Some(it)).is_some()).map(|it| it.question.clone());
    let heading = || sections.iter().find(|it| changed_by_context(question, std::slice::from_ref(it), None).is_some()).cloned();
    parent.or_else(heading)
}

/// Whether words stand in a text, one after the other.
fn contains(text: &[String], phrase: &str) -> bool {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    text.windows(phrase.len()).any(|it| it.iter().zip(&phrase).all(|(a, b)| a == b))
}

/// Why the verdict of an entry that says who acts is not that of a question that does not: `Do you encrypt` and `Is it encrypted`.
pub(super) fn only_by_yes(verdict: Option<Verdict>) -> Option<&'static str> {
    (!matches!(verdict, None | Some(Verdict::Yes))).then_some("it does not say who acts, and somebody else may")
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
    fn ids_tell_what_a_question_is_part_of() {
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
        for (id, of) in [("1.10", "1.1"), ("D.2", "D.1"), ("11", "1"), ("D.1", "D.1"), ("b", "a"), ("AC-12", "AC-1"), ("2", "")] {
            assert!(!is_part(id, of), "{id} | {of}");
        }
    }

    #[test]
    fn headings_and_parents_change_what_is_asked() {
        let heading = |text: &str| vec![text.to_owned()];
        let question = "Is customer data encrypted at rest?";
        assert_eq!(changed_by_context(question, &heading("Encryption"), None), None);
        assert!(changed_by_context(question, &heading("Your subcontractors"), None).is_some());
        assert!(changed_by_context(question, &heading("Which of these do you lack?"), None).is_some());
        assert_eq!(changed_by_context("Do your subcontractors encrypt data?", &heading("Subcontractors"), None), None);
        let parent = |question: &str| Some(Parent { id: "D.1".into(), question: question.into() });
        assert!(
            changed_by_context("Are roles and responsibilities documented?", &[], parent("Is there a DLP programme?").as_ref()).is_some()
        );
        assert_eq!(
            changed_by_context("Is the DLP programme reviewed every year?", &[], parent("Is there a DLP programme?").as_ref()),
            None
        );
    }
}
