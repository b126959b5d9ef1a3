//! Our own questionnaire format: a YAML file with `title` and `questions`, each with `id`, `section`,
//! `question` and, once answered, `answer`, `verdict` and `comment`.

mod fill;
mod question;
mod questions;
mod sheet;
mod texts;

use super::{Form, Format, Refusal, Upload};
use questions::{BYTES, open};
use sheet::sheet;

/// Questionnaires in our own YAML format.
pub const FORMAT: Format = Format { name: "YAML", endings: ENDINGS, is, read, fill: fill::fill };

const ENDINGS: &[&str] = &["yaml", "yml"];

fn is(upload: &Upload) -> bool {
    let named = upload
        .name
        .rsplit_once('.')
        .is_some_and(|(_, it)| ENDINGS.contains(&it.to_ascii_lowercase().as_str()));
    let hinted = || upload.bytes.windows(b"questions".len()).any(|it| it == b"questions");
    named || (upload.bytes.len() <= BYTES && hinted() && open(upload).is_ok())
}

fn read(upload: &Upload) -> Result<Form, Refusal> {
    let opened = open(upload)?;
    let remarks = opened.title.iter().map(|it| format!("its title is `{it}`")).collect();
    Ok(Form { sheets: vec![sheet(&opened)], remarks, ..Form::default() })
}
