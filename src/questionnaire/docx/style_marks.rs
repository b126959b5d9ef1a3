//! The strikethrough and hidden properties of a style.

use crate::questionnaire::office::xml::Tag;

/// The strikethrough and hidden properties of a style, if set.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct StyleMarks {
    /// Whether text is struck through.
    pub struck: Option<bool>,
    /// Whether text is hidden.
    pub hidden: Option<bool>,
}

impl StyleMarks {
    /// Reads a tag within the properties of a style.
    pub fn take(&mut self, tag: &Tag) {
        let on = || !tag.attribute("val").is_some_and(|it| matches!(it.as_ref(), "0" | "false" | "off"));
        match tag.name() {
            "strike" | "dstrike" => self.struck = Some(on() || self.struck == Some(true)),
            "vanish" => self.hidden = Some(on()),
            _ => {}
        }
    }

    /// These properties, with those of `other` where one is not set.
    pub fn or(self, other: Self) -> Self {
        Self { struck: self.struck.or(other.struck), hidden: self.hidden.or(other.hidden) }
    }
}
