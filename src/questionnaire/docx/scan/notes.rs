//! Where a document refers to its notes.

use super::Scanner;
use crate::questionnaire::{Refusal, docx::notes::KINDS, office::xml::Tag};

/// So many comments may be open at once; of others only the paragraphs where they begin and end are told.
const OPEN: usize = 16;
/// So many paragraphs are told to lie within comments.
const WITHIN: usize = 100_000;

impl Scanner<'_> {
    /// A mark that refers to a note, or one at which what a comment is about begins or ends.
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

    /// A paragraph that begins within what comments are about.
    pub(super) fn within_comments(&mut self) {
        let left = WITHIN.saturating_sub(self.commented);
        let keys: Vec<_> = self.comments.iter().take(left).map(|it| ("comments", it.clone())).collect();
        self.commented += keys.len();
        self.paragraphs.last_mut().into_iter().for_each(|it| it.notes.extend(keys.iter().cloned()));
    }
}
