//! The filled file, with the edits that a person made in the previous one.

use super::earlier::Earlier;
use crate::{
    answer::{Customers, Former, Reply, fill, fill_again},
    questionnaire,
    render::File,
};

/// A filled file, and the edits of the previous one.
pub struct Filling {
    /// The filled file.
    pub returned: questionnaire::Returned,
    /// The edited cells: sheet, location and text.
    pub edited: Vec<(usize, questionnaire::At, String)>,
    /// The previous file, if its edits could not be carried over.
    pub unmerged_previous_file: Option<File>,
    /// No cell was edited; only formatting, comments or pictures may have changed.
    pub only_saved: bool,
}

/// Fills the file, or the `former` filled one if a person edited it. If the edits cannot be identified, both
/// are kept.
///
/// # Errors
/// The filled file cannot be composed.
pub fn filled(
    file: Customers,
    earlier: &Earlier,
    former: Option<Former>,
    replies: &mut Vec<Reply>,
    overwrite: bool,
) -> Result<Filling, questionnaire::Refusal> {
    if let Some(former) = former.as_ref().filter(|it| !it.is_unchanged()) {
        let mut again = replies.clone();
        if let Some(it) = fill_again(file, former, &mut again, overwrite)? {
            *replies = again;
            let edited = former.edited().map(|(sheet, at, text)| (sheet, at, text.to_owned())).collect();
            // Other changes to it would be lost.
            let unmerged_previous_file =
                earlier.unmerged_previous_file().filter(|_| it.from_original && earlier.is_changed());
            return Ok(Filling { returned: it.returned, edited, unmerged_previous_file, only_saved: false });
        }
    }
    // A CSV file contains only text; to a workbook or document, a person may have added formatting,
    // comments and pictures.
    let only_saved = former.is_some_and(|it| it.is_unchanged());
    let unmerged_previous_file =
        earlier.unmerged_previous_file().filter(|it| !only_saved || it.bytes.starts_with(b"PK"));
    Ok(Filling {
        returned: fill(file, replies, overwrite)?,
        edited: vec![],
        unmerged_previous_file,
        only_saved,
    })
}
