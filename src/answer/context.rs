//! What stands around a question, and may make the same words ask for something else: the question that it is part of, the
//! headings above it, the row before it. Only what needs no context is answered by its words.

use super::{parents::Parent, words};
use crate::{
    fact::Verdict,
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
    "siehe oben",
    "ci-dessus",
    "ci-dessous",
    "anterior",
    "hierboven",
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
    "unterauftragnehmer",
    "subunternehmer",
    "auftragsverarbeiter",
    "lieferanten",
    "kunden",
    "sous traitant",
    "sous traitants",
    "fournisseurs",
    "subencargados",
    "subcontratistas",
    "proveedores",
    "clientes",
    "onderaannemers",
    "leveranciers",
    "klanten",
    "subfornitori",
    "fornitori",
    "clienti",
    "fornecedores",
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
    fn headings_and_parents_change_what_is_asked() {
        let heading = |text: &str| vec![text.to_owned()];
        let question = "Is customer data encrypted at rest?";
        assert_eq!(changed_by_context(question, &heading("Encryption"), None), None);
        assert!(changed_by_context(question, &heading("Your subcontractors"), None).is_some());
        assert!(changed_by_context(question, &heading("Which of these do you lack?"), None).is_some());
        assert!(changed_by_context("Werden Kundendaten im Ruhezustand verschlüsselt?", &heading("Unterauftragnehmer"), None).is_some());
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
