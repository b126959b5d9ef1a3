//! What a style says of words that are struck through or hidden.

use crate::questionnaire::office::xml::Tag;

/// What applies to both.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct StyleMarks {
    /// Struck through.
    pub struck: Option<bool>,
    /// Hidden.
    pub hidden: Option<bool>,
}

impl StyleMarks {
    /// Takes what a tag within the properties of a style says.
    pub fn take(&mut self, tag: &Tag) {
        let on = || !tag.attribute("val").is_some_and(|it| matches!(it.as_ref(), "0" | "false" | "off"));
        match tag.name() {
            "strike" | "dstrike" => self.struck = Some(on() || self.struck == Some(true)),
            "vanish" => self.hidden = Some(on()),
            _ => {}
        }
    }

    /// What is said here, else what is said there.
    pub fn or(self, other: Self) -> Self {
        Self { struck: self.struck.or(other.struck), hidden: self.hidden.or(other.hidden) }
    }
}
