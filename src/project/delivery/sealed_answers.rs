//! The `answers.json` of a customer's questionnaire, as `factum answer` wrote it.

use std::path::Path;

use crate::{
    error::Error,
    fact::printable,
    load::read_text,
    render::answers_file::{CustomerAnswers, is_sealed},
};

/// The largest `answers.json` that is read, in bytes.
const LARGEST: u64 = 256 << 20;

/// Reasons to refuse a file.
const BROKEN: &str = "is not in the format that `factum answer` writes";
const CHANGED: &str = "was changed after `factum answer` wrote it, so the answers cannot be read from it";
const NO_CUSTOMER: &str = "does not name a customer";
const NO_CELLS: &str =
    "does not record what was written to which cell: it was written by a different version of factum";

/// The answers to a customer's questionnaire, unchanged since they were written.
pub struct SealedAnswers {
    /// The customer.
    pub customer: String,
    /// The name of the questionnaire's folder.
    pub name: String,
    /// The name of the filled file.
    pub file: String,
    /// The SHA-256 of the filled file as it was written.
    pub digest: String,
    /// All of the file.
    pub answers: CustomerAnswers,
}

impl SealedAnswers {
    /// Reads the file in a folder; `None` if it names no customer and was not passed by name (`asked`).
    ///
    /// # Errors
    /// It cannot be read, was changed, or names no customer.
    pub fn read(folder: &Path, asked: bool) -> Result<Option<Self>, Error> {
        let path = folder.join("answers.json");
        let text = read_text(&path, LARGEST)?;
        Self::of(&text, asked).map_err(|message| Error::Refused {
            path,
            message: message.into(),
            help: "run `factum answer FILE --customer NAME` again".into(),
        })
    }

    fn of(text: &str, asked: bool) -> Result<Option<Self>, &'static str> {
        let answers = CustomerAnswers::read(text)
            .map_err(|it| if it.is_data() && !is_sealed(text) { CHANGED } else { BROKEN })?;
        let Some(customer) = answers.customer.as_deref().and_then(stated) else {
            return if asked { Err(NO_CUSTOMER) } else { Ok(None) };
        };
        if !is_sealed(text) {
            return Err(CHANGED);
        }
        let returned = answers.returned.as_ref();
        let (file, digest) =
            returned.and_then(|it| stated(&it.file).zip(stated(&it.sha256))).ok_or(BROKEN)?;
        let name = stated(&answers.heading.questionnaire).ok_or(BROKEN)?;
        if answers.questions.iter().any(|it| it.cells.is_none()) {
            return Err(NO_CELLS);
        }
        Ok(Some(Self { customer, name, file, digest, answers }))
    }
}

/// A text without characters that cannot be printed; `None` if it is empty.
pub(super) fn stated(text: &str) -> Option<String> {
    Some(text).filter(|it| !it.is_empty()).map(printable)
}
