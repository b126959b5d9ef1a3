//! What stands around a question, and may make the same words ask for something else: the question that it is part of, the
//! headings above it, notes beside it.

use std::collections::BTreeSet;

use super::{
    dependence::{continues, needs_context},
    parents::Parent,
    topics, words,
};
use crate::{
    fact::Verdict,
    matching::{plain_words, stems},
};

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

/// A question with what stands around it.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The question.
    pub question: &'a str,
    /// The headings it stands under.
    pub sections: &'a [String],
    /// What else speaks of it: the sheet's name, a note above the table, the columns beside it.
    pub around: &'a [String],
    /// The question that it is part of, or continues.
    pub parent: Option<&'a Parent>,
    /// The stems of the library's own topics.
    pub topics: &'a BTreeSet<String>,
}

impl Context<'_> {
    /// Why what stands around the question may make it ask for something else than its words do elsewhere.
    pub fn changes(&self) -> Option<String> {
        needs_context(self.question)
            .map(str::to_owned)
            .or_else(|| self.by_parent())
            .or_else(|| self.by_heading())
            .or_else(|| self.by_note())
    }

    /// What stands around the question and changes what it asks: the question that it is part of or continues, or else the
    /// heading. None where nothing does, and for a label, which is never answered by its words.
    pub fn changing(&self) -> Option<String> {
        let parent = || self.parent.map(|it| it.question.clone());
        if needs_context(self.question).is_some() {
            return continues(self.question).and_then(|_| parent());
        }
        let heading = || self.sections.iter().find(|it| self.heading_changes(it).is_some()).cloned();
        self.by_parent().and_then(|_| parent()).or_else(heading)
    }

    fn by_parent(&self) -> Option<String> {
        let parent = self.parent?;
        let words = stems(&parent.question);
        let repeated = !words.is_empty() && stems(self.question).is_superset(&words) && !words::turns(&parent.question);
        (!repeated).then(|| format!("it is part of question {}, whose words it does not repeat", parent.id))
    }

    fn by_heading(&self) -> Option<String> {
        self.sections.iter().find_map(|it| self.heading_changes(it))
    }

    fn heading_changes(&self, heading: &str) -> Option<String> {
        let strange = || {
            let word = topics::strange(heading, self.question, self.topics)?;
            Some(format!("the heading \"{heading}\" may be about something else (\"{word}\" is not the word of a known topic)"))
        };
        self.turns_or_names(heading, "heading").or_else(strange)
    }

    fn by_note(&self) -> Option<String> {
        // Of a longer text only the sentences count that say how to answer.
        let said = self.around.iter().flat_map(|it| if it.chars().count() > LABEL { answering(it) } else { vec![it.as_str()] });
        let defines = |it: &str| {
            let word = plain_words(it).into_iter().find(|word| DEFINING.contains(&word.as_str()))?;
            Some(format!("the text around it, \"{it}\", says what questions mean (\"{word}\")"))
        };
        said.into_iter().find_map(|it| self.turns_or_names(it, "text around it,").or_else(|| defines(it)))
    }

    /// Why a text may turn the question's sense, or name somebody else than the question does.
    fn turns_or_names(&self, text: &str, what: &str) -> Option<String> {
        if words::turns(text) {
            return Some(format!("the {what} \"{text}\" may turn its sense"));
        }
        let (words, own) = (plain_words(text), plain_words(self.question));
        let names = |it: &&&str| contains(&words, it) && !contains(&own, it);
        OTHERS.iter().find(names).map(|word| format!("the {what} \"{text}\" names \"{word}\", and the question does not"))
    }
}

/// A text of so many characters at most is a name or a label.
const LABEL: usize = 60;
/// Words of sentences that say how questions are to be answered, or who is asked about.
const ANSWERING: &[&str] = &[
    "answer",
    "answers",
    "yes",
    "no",
    "mark",
    "tick",
    "check",
    "select",
    "choose",
    "indicate",
    "enter",
    "respond",
    "response",
    "state",
    "refers",
    "refer",
    "means",
    "mean",
    "concern",
    "concerns",
    "apply",
    "applies",
    "you",
    "antwort",
    "antworten",
    "beantworten",
    "ja",
    "nein",
    "ankreuzen",
    "wählen",
    "répondre",
    "répondez",
    "réponse",
    "oui",
    "cocher",
    "cochez",
    "responda",
    "respuesta",
    "sí",
    "marque",
    "rispondere",
    "risposta",
    "sì",
    "antwoord",
    "beantwoord",
    "nee",
    "resposta",
    "sim",
    "não",
];

/// Words of sentences that say what the words of questions mean, or when they hold: `All questions refer to the year 2020.`
const DEFINING: &[&str] = &["means", "mean", "refers", "refer", "bedeutet", "bezieht", "beziehen", "désigne", "significa", "betekent"];

/// The sentences of a text that say how to answer: `Answer Yes where the control is NOT in place.`
fn answering(text: &str) -> Vec<&str> {
    let says = |it: &&str| plain_words(it).iter().any(|word| ANSWERING.contains(&word.as_str()));
    text.split(['.', ';', '\n', '!']).filter(says).collect()
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
    fn headings_parents_and_notes_change_what_is_asked() {
        let topics = BTreeSet::new();
        let changed = |question: &str, heading: &str, note: &str, parent: &str| {
            let text = |it: &str| if it.is_empty() { vec![] } else { vec![it.to_owned()] };
            let (sections, around) = (text(heading), text(note));
            let parent = (!parent.is_empty()).then(|| Parent { id: "D.1".into(), question: parent.into() });
            Context { question, sections: &sections, around: &around, parent: parent.as_ref(), topics: &topics }.changes().is_some()
        };
        let question = "Is customer data encrypted at rest?";
        assert!(!changed(question, "Encryption", "", ""));
        for heading in ["Your subcontractors", "Which of these do you lack?", "Acquired companies", "Unterauftragnehmer"] {
            assert!(changed(question, heading, "", ""), "{heading}");
        }
        assert!(!changed("Do your subcontractors encrypt data?", "Subcontractors", "", ""));
        assert!(changed(question, "", "Answer Yes where the control is NOT in place.", ""));
        assert!(!changed(question, "", "Contoso 2026", ""));
        assert!(changed(question, "", "All questions refer to the state on 1 January 2020.", ""));
        let instruction = "Complete each tab that fits. Tabs that are not relevant stay hidden, and files without a name are lost.";
        assert!(!changed(question, "", instruction, ""));
        assert!(changed("Are roles and responsibilities documented?", "", "", "Is there a DLP programme?"));
        assert!(!changed("Is the DLP programme reviewed every year?", "", "", "Is there a DLP programme?"));
        for parent in ["Which of the following do you not do?", "Which of these will you do?", "Do your customers have a plan?"] {
            assert!(changed("Do you have an incident response plan?", "", "", parent), "{parent}");
        }
    }
}
