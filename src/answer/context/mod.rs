//! The context of a question, which may make the same words ask for something else: the question that it is
//! part of, the headings above it, and the notes beside it.

pub mod before;
pub mod changing;
pub mod context_texts;
pub mod cover;
pub mod customer_names;
pub mod dependence;
pub mod file_names;
pub mod id_names;
pub mod ids;
pub mod kinds;
pub mod known;
pub mod laws;
pub mod mark;
pub mod narrowing;
pub mod neutral;
pub mod notes;
pub mod others;
pub mod parents;
pub mod parties;
pub mod phrases;
pub mod pointing;
pub mod read_for;
pub mod read_texts;
pub mod row_places;
pub mod things;
pub mod titles;
pub mod topics;

use std::sync::Arc;

use super::verdicts::reversing;
use crate::{
    fact::{Verdict, printable},
    matching::{plain_words, stems},
    questionnaire::layout::asks,
    symbols::has_picture,
};
use dependence::needs_context;
use known::KnownWords;
use mark::Mark;
use others::{ADDRESSEES, is_questionnaire};
use parents::Parent;
use read_texts::Stands;

/// A question with its context.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The question.
    pub question: &'a str,
    /// The headings above it.
    pub sections: &'a [String],
    /// The titles around it: the sheet's name and the titles above the table.
    pub titles: &'a [Arc<str>],
    /// Other texts about it: the columns next to it, notes.
    pub around: &'a [Arc<str>],
    /// Texts elsewhere in the file, such as on an instructions sheet, that may change what is asked.
    pub cover: &'a [Mark],
    /// The question that it is part of or continues.
    pub parent: Option<&'a Parent>,
    /// The customer's id of the question, if it has one.
    pub id: Option<&'a str>,
    /// Names that do not change the question.
    pub known: &'a KnownWords<'a>,
}

impl<'a> Context<'a> {
    /// Why the context may make the question ask for something other than its words do elsewhere. Titles
    /// may name the products that the answer is `limited_to`.
    pub fn changes(&self, limited_to: &[&str]) -> Option<String> {
        needs_context(self.question)
            .map(str::to_owned)
            .or_else(|| self.by_parent())
            .or_else(|| self.headings().next().map(|it| it.why))
            .or_else(|| self.marks_but(limited_to).next().map(|it| it.why))
    }

    /// The titles and notes that may change what the question asks, and its id if that names a party.
    pub fn marks(&self) -> impl Iterator<Item = Mark> {
        self.marks_but(&[])
    }

    fn marks_but(&self, limited_to: &[&str]) -> impl Iterator<Item = Mark> {
        let id =
            self.id.into_iter().filter(|it| !self.is_read(Stands::Id, it)).filter_map(|it| self.by_id(it));
        let titles = self
            .titles
            .iter()
            .filter(|it| !self.is_read(Stands::Title, it))
            .filter_map(|it| self.by_title(it, limited_to));
        let notes = self
            .around
            .iter()
            .filter(|it| !self.is_read(Stands::Beside, it) && !self.repeats_heading(it))
            .filter_map(|it| self.by_note(it, false, limited_to));
        id.chain(titles).chain(notes).chain(self.cover.iter().cloned())
    }

    /// The headings, titles and notes that alone prevent an answer; empty if the question itself does, or
    /// is part of another one.
    pub(super) fn held_by(&self, limited_to: &[&str]) -> Vec<Mark> {
        if needs_context(self.question).is_some() || self.by_parent().is_some() {
            return vec![];
        }
        self.headings().chain(self.marks_but(limited_to)).collect()
    }

    /// Whether a person has read a text for this question and found that it changes nothing.
    pub(super) fn is_read(&self, stands: Stands, text: &str) -> bool {
        self.known.read.covers(stands, text, self.question)
    }

    pub(super) fn by_parent(&self) -> Option<String> {
        let parent = self.parent?;
        let words = stems(&parent.question);
        let repeated = !words.is_empty()
            && stems(self.question).is_superset(&words)
            && !reversing::reverses(&parent.question);
        let name = || match parent.id.as_str() {
            "" => format!("\"{}\"", parent.question),
            id => id.to_owned(),
        };
        (!repeated).then(|| format!("it is part of question {} and does not repeat its wording", name()))
    }

    /// The headings that change what is asked.
    pub(super) fn headings(&self) -> impl Iterator<Item = Mark> {
        let unread = self.sections.iter().filter(|it| !self.is_read(Stands::Heading, it));
        unread.filter_map(|it| self.by_heading(it))
    }

    fn by_heading(&self, heading: &str) -> Option<Mark> {
        if self.is_neutral(heading, "heading", &[]) || neutral::is_in_question(heading, self.question) {
            return None;
        }
        // The title of a questionnaire may name who asks.
        let titled = is_questionnaire(&plain_words(heading));
        let strange = || {
            let words = plain_words(heading);
            if !words.is_empty() && self.known.named(&words, &[]).iter().all(|it| *it) {
                return None;
            }
            let word = match titled {
                true => titles::strange(heading, self.question, self.known, &[])?,
                false => topics::strange(heading, self.question, self.known.topics)
                    .or_else(|| titles::one_of_several(heading))?,
            };
            Some(format!(
                "the heading \"{heading}\" may be about something else (\"{word}\" is not a known topic)"
            ))
        };
        let product = || {
            let product = self.known.abbreviated(heading, &[])?;
            Some(format!(
                "the heading \"{heading}\" may name a product: if the questions are about it, pass \
                 `--product {product}`"
            ))
        };
        let why = self
            .turns(heading, "heading")
            .or_else(product)
            .or_else(|| self.names(heading, "heading", if titled { ADDRESSEES } else { &[] }))
            .or_else(strange)
            .unwrap_or_else(|| format!("the heading \"{heading}\" may be about something else"));
        Some(Mark::new(Stands::Heading, heading, heading, why))
    }

    /// Whether a text with its column header only repeats a heading, which is judged separately: `Applies
    /// to: Subcontractors`.
    fn repeats_heading(&self, text: &str) -> bool {
        let value = text.split_once(": ").map(|it| it.1);
        value.is_some_and(|value| {
            self.sections.iter().any(|it| it == value) && self.by_heading(value).is_some()
        })
    }

    /// A title names what the questions are about; a longer text among the titles is a note.
    fn by_title(&self, title: &str, limited_to: &[&str]) -> Option<Mark> {
        if self.is_neutral(title, "title", limited_to) || neutral::is_in_question(title, self.question) {
            return None;
        }
        if title.chars().count() > notes::LABEL || notes::is_aside(title) {
            return self.by_note(title, true, limited_to).map(|it| Mark { stands: Stands::Title, ..it });
        }
        let what = self.known.title_name(title);
        let mark = |why: String| Mark::new(Stands::Title, title, title, why.replacen("the title", what, 1));
        let words = plain_words(title);
        let allowed = if is_questionnaire(&words) { ADDRESSEES } else { &[] };
        let title = printable(title);
        let strange = || {
            let word = titles::strange(&title, self.question, self.known, limited_to)?;
            if asks(&title) {
                return Some(format!(
                    "the question \"{title}\" above the table may change what is asked (\"{word}\")"
                ));
            }
            Some(match topics::limits(&word) || file_names::is_case(&word) {
                true => format!("the title \"{title}\" may limit what the questions are about (\"{word}\")"),
                false => format!(
                    "the title \"{title}\" may name a company, place or product that the question is about \
                     (\"{word}\"): {}",
                    customer_names::advice(&title, self.known)
                ),
            })
        };
        let product = || {
            let product = self.known.product(&words).or(self.known.abbreviated(&title, limited_to));
            let product = product.filter(|it| !limited_to.contains(it))?;
            Some(format!(
                "the title \"{title}\" names a product: if the questions are about it, pass `--product \
                 {product}`"
            ))
        };
        let why = self.turns(&title, "title").or_else(|| {
            notes::inverts(&title)
                .then(|| format!("the title \"{title}\" may reverse the meaning of the question"))
        });
        let why = why.or_else(|| self.names(&title, "title", allowed)).or_else(product).or_else(strange);
        Some(mark(why.unwrap_or_else(|| format!("the title \"{title}\" may change what is asked"))))
    }

    /// An id may name a party or a thing: `Subcontractor 1`, `US-1`.
    fn by_id(&self, id: &str) -> Option<Mark> {
        let named = || id_names::scoped(id, self.question, self.known);
        let sign = || {
            has_picture(id)
                .then(|| format!("the id \"{id}\" has a sign that may name a place or something else"))
        };
        let why = self.names(id, "id", &[]).or_else(named).or_else(sign)?;
        Some(Mark::new(Stands::Id, id, id, why))
    }
}

/// Why the verdict of an entry that says who acts does not apply to a question that does not: `Do you
/// encrypt` and `Is it encrypted`.
pub(super) fn only_by_yes(verdict: Option<Verdict>) -> Option<&'static str> {
    (!matches!(verdict, None | Some(Verdict::Yes)))
        .then_some("it does not say who acts, so it may mean somebody else")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_parents_and_notes_can_change_a_question() {
        let known = KnownWords { year: 2026, ..KnownWords::default() };
        let changed = |question: &str, heading: &str, note: &str, parent: &str| {
            let sections: Vec<String> =
                [heading].into_iter().filter(|it| !it.is_empty()).map(str::to_owned).collect();
            let around: Vec<Arc<str>> =
                [note].into_iter().filter(|it| !it.is_empty()).map(Arc::from).collect();
            let parent = (!parent.is_empty()).then(|| Parent { id: "D.1".into(), question: parent.into() });
            let (parent, titles) = (parent.as_ref(), &[]);
            Context {
                question,
                sections: &sections,
                titles,
                around: &around,
                cover: &[],
                parent,
                id: None,
                known: &known,
            }
            .changes(&[])
            .is_some()
        };
        let question = "Is customer data encrypted at rest?";
        assert!(!changed(question, "Encryption", "", ""));
        for heading in
            ["Your subcontractors", "Which of these do you lack?", "Acquired companies", "Unterauftragnehmer"]
        {
            assert!(changed(question, heading, "", ""), "{heading}");
        }
        assert!(!changed("Do your subcontractors encrypt data?", "Subcontractors", "", ""));
        assert!(changed(question, "", "Answer Yes where the control is NOT in place.", ""));
        // A text about anything other than topics and how to answer is left for a person.
        for note in [
            "Contoso 2026",
            "At the edge",
            "Consider the fleet",
            "Complete each tab that fits. Files without a name are lost.",
        ] {
            assert!(changed(question, "", note, ""), "{note}");
        }
        for note in
            ["Answer Yes or No.", "Please complete all fields.", "Encryption", "Data protection policy"]
        {
            assert!(!changed(question, "", note, ""), "{note}");
        }
        assert!(changed(question, "", "All questions refer to the state on 1 January 2020.", ""));
        assert!(changed("Are roles and responsibilities documented?", "", "", "Is there a DLP programme?"));
        assert!(!changed("Is the DLP programme reviewed every year?", "", "", "Is there a DLP programme?"));
        for parent in [
            "Which of the following do you not do?",
            "Which of these will you do?",
            "Do your customers have a plan?",
        ] {
            assert!(changed("Do you have an incident response plan?", "", "", parent), "{parent}");
        }
    }
}
