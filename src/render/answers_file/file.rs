//! The whole of an `answers.json`: of a customer's questionnaire, or of one of the vendor's own.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    cell::{EditedCell, ParagraphEntry},
    question::{CustomerQuestion, PublishedQuestion},
    seal::{OPEN, sealed},
    table::{TableEntry, UnreadEntry},
};
use crate::{
    answer::Totals,
    fact::Audience,
    render::{iso_day, json_text::json_text},
};

/// The version of the format; incremented by incompatible changes.
pub const VERSION: u32 = 2;

/// What every `answers.json` begins with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnswersHeading {
    /// The version of the format.
    pub version: u32,
    /// The program that wrote the file, with its version.
    pub generator: String,
    /// The effective date.
    #[serde(with = "iso_day")]
    pub as_of: NaiveDate,
    /// The audience of the answers.
    pub audience: Audience,
    /// The name of the vendor.
    pub vendor: String,
    /// The id of the questionnaire, which names its folder.
    pub questionnaire: String,
    /// The title of the questionnaire; for a customer's, the name of the file.
    pub title: String,
}

/// The answers of one of the vendor's own questionnaires.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublishedAnswers {
    /// The beginning.
    #[serde(flatten)]
    pub heading: AnswersHeading,
    /// The questions.
    pub questions: Vec<PublishedQuestion>,
}

/// The answers to a customer's questionnaire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CustomerAnswers {
    /// The beginning.
    #[serde(flatten)]
    pub heading: AnswersHeading,
    /// The name of the customer's file.
    #[serde(default)]
    pub file: String,
    /// SHA-256 of the customer's file as received.
    #[serde(default)]
    pub sha256: Option<String>,
    /// The first 16 hexadecimal digits of a SHA-256 of where the file was, relative to the root.
    #[serde(default)]
    pub place: Option<String>,
    /// The filled file.
    #[serde(default)]
    pub returned: Option<FilledFileEntry>,
    /// The customer's name, if it was stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    /// The ids of the products that the customer asked about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<String>,
    /// The tables of the file.
    #[serde(default)]
    pub mapping: Vec<TableEntry>,
    /// The texts that ask and were not read as questions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_read: Vec<UnreadEntry>,
    /// Numbers of questions.
    #[serde(default)]
    pub totals: Totals,
    /// The cells of the filled file that a person edited before the questionnaire was answered again.
    #[serde(default)]
    pub edited: Vec<EditedCell>,
    /// Remarks about the file.
    #[serde(default)]
    pub remarks: Vec<String>,
    /// The texts of the file as received, by sheet and column: the first 12 hexadecimal digits of the SHA-256
    /// of each, concatenated. `None` in files of versions that did not record them.
    #[serde(default)]
    pub texts: Option<BTreeMap<String, BTreeMap<String, String>>>,
    /// The paragraphs of a filled document that asks its questions in paragraphs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paragraphs: Vec<ParagraphEntry>,
    /// The questions.
    pub questions: Vec<CustomerQuestion>,
    /// SHA-256 of this file with zeros in place of the seal; empty until the file is written.
    #[serde(default)]
    pub seal: String,
}

/// The filled file of a customer's questionnaire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FilledFileEntry {
    /// Its name.
    pub file: String,
    /// SHA-256 of the file as it was written.
    pub sha256: String,
}

impl PublishedAnswers {
    /// The text of the file.
    pub fn text(&self) -> String {
        json_text(self)
    }
}

impl CustomerAnswers {
    /// The text of the file, with its seal.
    pub fn sealed(mut self) -> String {
        OPEN.clone_into(&mut self.seal);
        sealed(&json_text(&self))
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// It is not JSON, or not in this format.
    pub fn read(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}
