//! The decisions of a person, question by question.

pub mod assign;
pub mod held;
pub mod marked_before;
pub mod matched;
pub mod own;
pub mod review_file;

use std::{collections::BTreeSet, sync::Arc};

use super::context::{Context, before::Before, known::KnownWords, parents::Parent, read_texts::ReadText};
use crate::{
    diagnostic::{FileId, Place},
    questionnaire::layout::is_nameless,
};

/// A decision, with its question.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The chosen entry.
    pub answer: Option<(String, Place)>,
    /// The text to use.
    pub text: Option<String>,
    /// A verdict, or one of the cell's own words.
    pub verdict: Option<(String, Place)>,
    /// Whether the answer is left blank on purpose.
    pub blank: bool,
    /// The entry whose answer was in the file beside the decision.
    pub given: Option<String>,
    /// The digest of the entry's text when it was decided, if the file has it.
    pub text_digest: Option<String>,
    /// The ids of the products that the chosen entry was limited to when the decision was last applied;
    /// `None` if it was not applied yet.
    pub limited_to: Option<Vec<String>>,
    /// Who decided.
    pub by: String,
    /// The date, if it is stated.
    pub on: Option<String>,
    /// The customer's id of the question at that time.
    pub id: Option<String>,
    /// The sheet and row at that time.
    pub at: Option<(String, u32)>,
    /// The headings above it; `None` if the file does not say.
    pub section: Option<String>,
    /// The question that it was part of: its id and text.
    pub part_of: Option<String>,
    /// The titles and notes around it that could change what it asked; also empty if the file is from a
    /// version that only recorded the sheet's name.
    pub around: Vec<String>,
    /// The texts in the cells of its row.
    pub row_texts: Vec<String>,
    /// The ids of the products that the customer asked about, in order.
    pub products: Vec<String>,
    /// The text of the question at that time.
    pub question: String,
    /// Whether its question no longer existed when the file was written: it is used only if nothing around
    /// the question has changed.
    pub set_aside: bool,
    /// The decision as written in the file, to carry it over.
    pub raw: String,
    /// Its location.
    pub place: Place,
}

/// All decisions of a review file.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    /// The decisions, in the order of the file.
    pub all: Vec<Decision>,
    /// Texts around questions that a person has read and that change nothing.
    pub read_texts: Vec<ReadText>,
    /// The digests of the questions that the library could answer, with or without their context.
    pub matched: BTreeSet<String>,
    /// Layouts that a person gave: a sheet's name and its columns.
    pub mappings: Vec<(String, String)>,
    /// The lines of `mapping:` and `decided_by:`, as they are in the file.
    pub raw: String,
    /// The review file; `None` if there is none yet.
    pub source: Option<FileId>,
    /// The name of the customer's file.
    pub file: Option<String>,
    /// SHA-256 of the customer's file, in hexadecimal.
    pub digest: Option<String>,
    /// A digest of the folder of the customer's file.
    pub place: Option<String>,
    /// The content that is not used because it was made for a different file.
    pub held: Option<super::HeldDecisions>,
    /// The name of the audience that it was answered for.
    pub audience: Option<String>,
    /// Whether they were made for the very file that is answered, byte for byte.
    pub same_file: bool,
    /// The customer that it was answered for, if one was named.
    pub customer: Option<String>,
    /// The ids of the products that the customer asked about, in order.
    pub products: Vec<String>,
    /// The number of decisions that were omitted because they were worded for another customer.
    pub of_others: usize,
    /// The questions, in normal form, that the file asks more than once.
    pub repeated: BTreeSet<String>,
}

impl Decision {
    /// The headings above the question, the outermost first.
    pub fn sections(&self) -> impl Iterator<Item = &str> {
        self.section.iter().flat_map(|it| it.split(" · "))
    }

    /// The context of the question when it was decided.
    pub fn before(&self, known: &KnownWords, question: &str) -> Before {
        Before {
            headings: self.sections().map(str::to_owned).collect(),
            parent: self.part_of.as_deref().map(Parent::read),
            marks: self.marks(known, question),
        }
    }

    /// The titles and notes that could change what the question asked, from the file or otherwise from the
    /// sheet's name.
    pub fn marks(&self, known: &KnownWords, question: &str) -> Vec<String> {
        if !self.around.is_empty() {
            return self.around.clone();
        }
        let titles: Vec<Arc<str>> =
            self.at.iter().map(|it| Arc::from(it.0.as_str())).filter(|it| !is_nameless(it)).collect();
        let id = self.id.as_deref();
        let context = Context {
            question,
            sections: &[],
            titles: &titles,
            around: &[],
            cover: &[],
            parent: None,
            id,
            known,
        };
        context.marks().map(|it| it.whole).collect()
    }
}
