//! A promised duration with its qualifier.

use std::fmt;

use serde_json::{Value as Json, json};

use super::{
    Datum, TimeSpan,
    read::{Field, Reader},
};
use crate::yaml::{Node, Value};

/// The qualifiers that may precede a duration.
const QUALIFIERS: [&str; 12] = [
    "typically",
    "usually",
    "generally",
    "normally",
    "in most cases",
    "in general",
    "on average",
    "approximately",
    "about",
    "up to",
    "at least",
    "at most",
];

/// A promised duration: `5 business days`, `typically within 2 business days`, `at least 30 days`.
#[derive(Debug, Clone)]
pub struct PromisedDuration {
    /// The duration.
    pub span: TimeSpan,
    /// The qualifier: `typically`.
    pub qualifier: Option<&'static str>,
    /// Whether it is an upper limit: `within 30 days`.
    pub within: bool,
}

impl fmt::Display for PromisedDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.qualifier {
            Some(it) => write!(f, "{it} {}", self.span),
            None => self.span.fmt(f),
        }
    }
}

impl PromisedDuration {
    /// How long ahead, in words that follow a verb: `typically 30 days in advance`. An upper limit (`up to 30
    /// days`) is not turned into a minimum.
    pub fn ahead(&self) -> String {
        if self.within || matches!(self.qualifier, Some("up to" | "at most")) {
            let after = if matches!(self.qualifier, Some("up to" | "at most")) { "after" } else { "of" };
            return format!("{} {after} the change", self.within());
        }
        format!("{self} in advance")
    }

    /// Within which time, as words that follow a verb: `typically within 2 business days`.
    pub fn within(&self) -> String {
        match self.qualifier {
            // A limit qualifies the figure, any other qualifier the promise.
            Some(bound @ ("up to" | "at most")) => format!("in {bound} {}", self.span),
            Some(bound @ ("at least" | "about" | "approximately")) => {
                format!("within {bound} {}", self.span)
            }
            Some(it) => format!("{it} within {}", self.span),
            None => format!("within {}", self.span),
        }
    }
}

impl Field for PromisedDuration {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let words = reader.text(node)?.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut rest = words.as_str();
        let (mut qualifier, mut within) = (None, false);
        for _ in 0..2 {
            if let Some(after) = rest.strip_prefix("within ") {
                (rest, within) = (after, true);
            }
            let found = QUALIFIERS
                .into_iter()
                .find(|word| rest.strip_prefix(word).is_some_and(|after| after.starts_with(' ')));
            if let (Some(found), None) = (found, qualifier) {
                qualifier = Some(found);
                rest = rest.strip_prefix(found).unwrap_or(rest).trim_start();
            }
        }
        if !rest.starts_with(|it: char| it.is_ascii_digit()) {
            let message = format!("`{words}` is not a valid duration");
            let help = format!(
                "write a number and a unit, preceded by one of these qualifiers if the source has it: `{}`",
                QUALIFIERS.join("`, `")
            );
            reader.invalid(node, message, &help);
            return None;
        }
        let bare = Node { place: node.place, value: Value::Scalar { text: rest.to_owned(), plain: true } };
        TimeSpan::read(&bare, reader).map(|span| Self { span, qualifier, within })
    }
    fn schema() -> Json {
        let words = QUALIFIERS.join("|");
        json!({"type": "string", "pattern": format!("^(within )?(({words}) )?(within )?[1-9][0-9]* \
            (hours?|days?|business days?|weeks?|months?|years?)$")})
    }
    fn datum(&self) -> Datum {
        Datum::Text(self.to_string())
    }
}
