//! Earlier review files that are kept beside the questionnaire's own because a different file used its
//! folder.

use std::path::{Path, PathBuf};

use super::{belonging::Identity, file_names::LARGEST};
use crate::{
    answer::Decisions,
    diagnostic::Sources,
    load::{list, read_text},
};

/// The maximum number of kept files that are read.
const MOST: usize = 50;

/// The kept review files of a folder with decisions for the file `now`; empty if the folder's own review
/// file is for that file.
pub fn kept_for(folder: &Path, own: &Decisions, now: &Identity) -> Vec<PathBuf> {
    if Identity::of(own).is_same(now) {
        return Vec::new();
    }
    let kept = list(folder).into_iter().filter(|it| is_kept(it)).take(MOST);
    kept.filter(|it| decides_for(it, now)).collect()
}

/// Whether a file has the name under which review files are kept: `review-ff13485c.yaml`.
fn is_kept(path: &Path) -> bool {
    let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let digest = name.strip_prefix("review-").and_then(|it| it.strip_suffix(".yaml"));
    digest.is_some_and(|part| part.len() == 8 && part.bytes().all(|it| it.is_ascii_hexdigit()))
}

fn decides_for(path: &Path, now: &Identity) -> bool {
    let Ok(text) = read_text(path, LARGEST) else { return false };
    let mut sources = Sources::default();
    let file = sources.add(String::new(), text);
    let decisions = Decisions::read(file, &sources).0;
    let decides = decisions.own().next().is_some() || !decisions.read_texts.is_empty();
    decides && Identity::of(&decisions).is_same(now)
}
