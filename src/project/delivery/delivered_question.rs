//! A question of `answers.json`, and the claim that is delivered for it.

use super::{cell_content::CellContent, custom_text::custom_id, filled_file::moved};
use crate::{
    answer::{AnswerOrigin, Entered, Holds, verdict_label, verdict_on},
    fact::{Audience, Verdict},
    ledger::{Claim, DeliveredItem, FoundBy, Origin, Part},
    questionnaire::At,
    render::answers_file::{CustomerQuestion, LibraryAnswer},
};

/// An answered question of `answers.json`.
pub struct DeliveredQuestion<'a> {
    entry: &'a CustomerQuestion,
    audience: Audience,
    /// The question.
    pub text: &'a str,
    /// The name of its sheet.
    pub sheet: &'a str,
    /// Its row in the customer's file.
    pub row: u32,
    verdict: Option<Verdict>,
    words: Option<&'a str>,
    choice: Option<&'a str>,
}

impl<'a> DeliveredQuestion<'a> {
    /// A question of a file for an audience; `None` if its text or its row is missing.
    pub fn new(entry: &'a CustomerQuestion, audience: Audience) -> Option<Self> {
        Some(Self {
            entry,
            audience,
            text: stated(&entry.result.text)?,
            sheet: &entry.sheet,
            row: entry.row?,
            verdict: entry.result.verdict,
            words: entry.result.text_given.as_deref().and_then(stated),
            choice: entry.choice.as_deref().and_then(stated),
        })
    }

    /// The current cells of its answer, if these are not in its row.
    pub fn places(&self, down: i64) -> Vec<At> {
        self.entry.places.iter().flatten().filter_map(|it| moved(it.0, down)).collect()
    }

    /// The cells that factum wrote.
    pub fn written(&self) -> Vec<Entered> {
        let cells = self.entry.cells.iter().flatten();
        cells.map(|it| Entered { at: it.cell.at, holds: it.holds, value: it.value.clone() }).collect()
    }

    /// Whether the answer was approved when it was given.
    pub fn is_approved(&self) -> bool {
        self.entry.given.as_ref().is_some_and(LibraryAnswer::is_approved)
    }

    /// The customer's id of the question.
    fn number(&self) -> Option<String> {
        stated(&self.entry.result.id).map(str::to_owned)
    }

    /// How its entry was found.
    fn found_by(&self) -> Option<FoundBy> {
        match self.entry.how? {
            AnswerOrigin::Decided => Some(FoundBy::Person),
            AnswerOrigin::Pinned => Some(FoundBy::Pin),
            AnswerOrigin::Known | AnswerOrigin::Matched => Some(FoundBy::Wording),
            AnswerOrigin::Open => None,
        }
    }

    /// The headings above it.
    fn section(&self) -> Option<String> {
        let sections = self.entry.sections.iter().filter_map(|it| stated(it));
        Some(sections.collect::<Vec<_>>().join(" · ")).filter(|it| !it.is_empty())
    }

    /// The claim that the cells which factum wrote contain; `None` if they are empty.
    pub fn claim_in(&self, contents: &[(&Entered, CellContent)]) -> Option<DeliveredItem> {
        if contents.iter().any(|(_, content)| matches!(content, CellContent::Other(_))) {
            return Some(self.edited(contents));
        }
        let unchanged: Vec<(Holds, &str)> = contents.iter().filter_map(as_written).collect();
        let includes_text = unchanged.iter().any(|(holds, _)| *holds == Holds::Text);
        // If there is no separate cell for the verdict, the text may begin with it.
        let includes_verdict =
            unchanged.iter().any(|(holds, words)| *holds != Holds::Text || self.begins_with_verdict(words));
        if !(includes_text || includes_verdict) {
            return None;
        }
        let full = self.claim(includes_verdict, includes_text);
        let verdict = full.verdict.filter(|_| includes_verdict);
        let text = if includes_text { full.text.clone() } else { Some(String::new()) };
        let part = match (verdict == full.verdict, text == full.text) {
            (true, false) => Some(Part::Verdict),
            (false, true) => Some(Part::Text),
            _ => None,
        };
        let given = self.entry.given.as_ref();
        let statements = given.filter(|_| includes_text).map(|it| it.statements.clone()).unwrap_or_default();
        let entry_question = given.filter(|_| !full.is_custom()).and_then(|it| stated(&it.question));
        Some(DeliveredItem {
            question: self.text.to_owned(),
            number: self.number(),
            entry_question: entry_question.map(str::to_owned),
            found_by: self.found_by().filter(|_| !full.is_custom()),
            section: self.section().filter(|_| !full.is_custom()),
            claim: Claim { verdict, text, ..full },
            written: if includes_verdict { self.option(&unchanged) } else { None },
            part,
            origin: None,
            restricted: false,
            objections_until: None,
            place: None,
            statements,
        })
    }

    /// The customer's option for the verdict, in its cell or as a person chose it; `None` if it is the word
    /// of the verdict.
    fn option(&self, unchanged: &[(Holds, &str)]) -> Option<String> {
        let mut words =
            unchanged.iter().filter(|(holds, words)| *holds == Holds::Verdict && !words.is_empty());
        let option = words.next().map(|(_, words)| *words).or(self.choice)?;
        let is_word = self.verdict.is_some_and(|it| option.eq_ignore_ascii_case(verdict_label(it)));
        (!is_word).then(|| option.to_owned())
    }

    /// The claim that cells contain if a person changed at least one of them.
    fn edited(&self, contents: &[(&Entered, CellContent)]) -> DeliveredItem {
        let words = |text: bool| {
            let cells = contents.iter().filter(|(it, _)| (it.holds == Holds::Text) == text);
            let words = cells.filter_map(|(_, content)| match content {
                CellContent::Empty => None,
                CellContent::AsWritten(words) | CellContent::Other(words) => Some(words.clone()),
            });
            words.collect::<Vec<_>>().join("\n")
        };
        let (word, text) = (words(false), words(true));
        let unchanged = contents
            .iter()
            .any(|(it, content)| it.holds != Holds::Text && matches!(content, CellContent::AsWritten(_)));
        let verdict = if unchanged { self.verdict } else { verdict_on(self.text, &word) };
        let text = if text.is_empty() { word.clone() } else { text };
        let mut edited = self.custom_text(verdict, text, Origin::Edited);
        edited.written = Some(word).filter(|it| {
            !it.is_empty() && verdict.is_none_or(|verdict| !it.eq_ignore_ascii_case(verdict_label(verdict)))
        });
        edited
    }

    /// The delivered answer or a part of it: from the library, or custom text.
    fn claim(&self, includes_verdict: bool, includes_text: bool) -> Claim {
        let (audience, facts) = (self.audience, self.entry.result.facts.clone());
        let text = self.words.unwrap_or_default();
        let answer = self.entry.result.answer.as_deref().and_then(stated);
        if let (Some(id), Some(given)) = (answer, &self.entry.given) {
            // Custom text or a custom verdict is not a library answer, whichever entry was chosen.
            if (!includes_verdict || given.verdict == self.verdict) && (!includes_text || given.text == text)
            {
                let (id, text) = (id.to_owned(), Some(given.text.clone()));
                return Claim { id, audience, state: None, verdict: given.verdict, facts, text };
            }
        }
        let text = Some(text).filter(|it| !it.is_empty()).or(self.choice).unwrap_or_default().to_owned();
        Claim {
            id: custom_id(self.text),
            audience,
            state: None,
            verdict: self.verdict,
            facts,
            text: Some(text),
        }
    }

    /// Custom text, which is not based on any of the library's facts.
    pub fn custom_text(&self, verdict: Option<Verdict>, text: String, origin: Origin) -> DeliveredItem {
        let claim = Claim {
            id: custom_id(self.text),
            audience: self.audience,
            state: None,
            verdict,
            facts: vec![],
            text: Some(text),
        };
        DeliveredItem {
            question: self.text.to_owned(),
            number: self.number(),
            entry_question: None,
            found_by: None,
            section: None,
            claim,
            written: None,
            part: None,
            origin: Some(origin),
            restricted: false,
            objections_until: None,
            place: None,
            statements: vec![],
        }
    }

    fn begins_with_verdict(&self, value: &str) -> bool {
        let value = value.to_lowercase();
        let words = self.choice.into_iter().chain(self.verdict.map(verdict_label));
        words.into_iter().any(|it| {
            value
                .strip_prefix(&it.to_lowercase())
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    }
}

/// The content of a cell and the part of the answer in it, if it is unchanged.
fn as_written<'c>((cell, content): &'c (&Entered, CellContent)) -> Option<(Holds, &'c str)> {
    match content {
        CellContent::AsWritten(words) => Some((cell.holds, words)),
        CellContent::Empty | CellContent::Other(_) => None,
    }
}

/// The text, unless it is empty.
fn stated(text: &str) -> Option<&str> {
    Some(text).filter(|it| !it.is_empty())
}
