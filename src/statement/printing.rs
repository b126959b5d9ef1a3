//! What a template prints: a token for each value, and a text of limited length.

use minijinja::{
    Error, ErrorKind,
    value::{Value, ValueKind},
};

use super::{template_error::wrong, world::TemplateFacts};
use crate::markup::markdown;

/// The longest text that one template may produce, in bytes.
const TEXT_LIMIT: usize = 8 << 20;

/// A text of limited length.
#[derive(Default)]
pub struct Bounded(pub Vec<u8>);

impl std::io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > TEXT_LIMIT {
            return Err(std::io::Error::other(too_long()));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn too_long() -> String {
    format!("the text is longer than {} MiB", TEXT_LIMIT >> 20)
}

/// A token for a printed value.
///
/// # Errors
/// The value is not stated, cannot be printed, or is too long.
pub fn print(world: &TemplateFacts, value: &Value) -> Result<String, Error> {
    let text = match value.kind() {
        ValueKind::String => value.as_str().unwrap_or_default().to_owned(),
        ValueKind::Number => value.to_string(),
        ValueKind::Undefined | ValueKind::None => {
            return Err(Error::new(ErrorKind::UndefinedError, "this is not stated"));
        }
        other => {
            return Err(wrong(format!(
                "{} cannot be printed; use `| listed` for a list, and `if` for a yes or no",
                kind_words(other)
            )));
        }
    };
    if value.is_safe() {
        return Ok(text);
    }
    let mut notes = world.notes();
    // The result of a macro or a `set` block has been printed before and contains tokens itself.
    let left = TEXT_LIMIT.saturating_sub(notes.printed);
    let text = markdown::expand_within(&text, &notes.values, left).ok_or_else(|| wrong(too_long()))?;
    notes.printed += text.len();
    notes.values.push(text);
    Ok(markdown::token(notes.values.len() - 1))
}

fn kind_words(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Seq | ValueKind::Iterable => "a list",
        ValueKind::Map => "a map",
        ValueKind::Bool => "a yes or no",
        _ => "this value",
    }
}
