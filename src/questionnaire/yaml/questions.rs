//! A parsed questionnaire in our own YAML format.

use super::{
    super::{Refusal, Upload},
    question::Question,
    texts,
};
use crate::{
    diagnostic::FileId,
    yaml::{Value, parse},
};

/// The maximum size of a file, in bytes.
pub(super) const BYTES: usize = 8 << 20;

/// A parsed file.
pub(super) struct Opened<'a> {
    pub text: &'a str,
    pub title: Option<String>,
    /// Its texts outside of its questions.
    pub texts: Vec<String>,
    pub questions: Vec<Question>,
}

pub(super) fn open(upload: &Upload) -> Result<Opened<'_>, Refusal> {
    if upload.bytes.len() > BYTES {
        return Err(Refusal::new(
            format!("is longer than {} MiB", BYTES >> 20),
            "use a file with only the questions",
        ));
    }
    let text =
        std::str::from_utf8(&upload.bytes).map_err(|_| Refusal::new("is not UTF-8", "save it as UTF-8"))?;
    let root = parse(FileId(0), text, 0).map_err(|it| {
        Refusal::new(format!("is not valid YAML: {}", it.message), "correct it, or ask for a new copy")
    })?;
    let shape =
        || Refusal::new("has no `questions` list", "list them as `questions: [{id, section, question}]`");
    let Value::Map(fields) = root.value else { return Err(shape()) };
    let texts = texts::of_file(&fields, text);
    let (mut title, mut questions) = (None, None);
    for (key, node) in fields {
        match (key.text.as_str(), node.value) {
            ("title", Value::Scalar { text, .. }) => title = Some(text),
            ("questions", Value::List(items)) => questions = Some(items),
            _ => {}
        }
    }
    let questions: Vec<_> = questions.ok_or_else(shape)?.into_iter().map(|node| Question { node }).collect();
    if questions.iter().any(|it| it.text("question").is_some()) {
        Ok(Opened { text, title, texts, questions })
    } else {
        Err(shape())
    }
}
