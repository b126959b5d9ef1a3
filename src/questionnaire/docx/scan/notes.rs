//! References from a document to its notes.

use super::Scanner;
use crate::questionnaire::{Refusal, docx::notes::KINDS, office::xml::Tag};

/// The maximum number of open comments; of others, only the first and last paragraph are recorded.
const OPEN: usize = 16;
/// The maximum number of paragraphs that are recorded as being within comments.
const WITHIN: usize = 100_000;

impl Scanner<'_> {
    /// Reads a reference to a note, or the beginning or end of a comment's range.
    pub(super) fn refer(&mut self, tag: &Tag, own: &str) -> Result<(), Refusal> {
        self.counted()?;
        let id = tag.attribute("id").unwrap_or_default().into_owned();
        if own == "commentRangeEnd" {
            self.comments.retain(|it| *it != id);
            return Ok(());
        }
        let known = KINDS.iter().find(|it| it.reference == own);
        if known.is_some() {
            self.holds();
        }
        let key = (known.map_or("comments", |it| it.relation), id);
        if known.is_none() && self.comments.len() < OPEN {
            self.comments.push(key.1.clone());
        }
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|it| !it.notes.contains(&key)) {
            paragraph.notes.push(key);
        }
        Ok(())
    }

    /// Records a paragraph that begins within the range of comments.
    pub(super) fn within_comments(&mut self) {
        let left = WITHIN.saturating_sub(self.commented);
        let keys: Vec<_> = self.comments.iter().take(left).map(|it| ("comments", it.clone())).collect();
        self.commented += keys.len();
        self.paragraphs.last_mut().into_iter().for_each(|it| it.notes.extend(keys.iter().cloned()));
    }
}
