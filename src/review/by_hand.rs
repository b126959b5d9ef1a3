//! What a person has added to the draft of a notice.

use similar::{Algorithm, ChangeTag, TextDiff};

/// The lines of `file` that are not in `draft`, where `file` still says everything that `draft` tells, in its order; else none.
/// What `around` says, the same notice with nothing to tell, may be missing.
pub fn added_by_hand(draft: &str, around: &str, file: &str) -> Option<Vec<String>> {
    let [draft, around, file] = [draft, around, file].map(|text| text.lines().map(str::trim_end).collect::<Vec<&str>>());
    let mut rest = file.iter();
    if !draft.iter().filter(|it| !around.contains(it)).all(|it| rest.any(|line| line == it)) {
        return None;
    }
    let diff = TextDiff::configure().algorithm(Algorithm::Myers).diff_slices(&draft, &file);
    let added = diff.iter_all_changes().filter(|it| it.tag() == ChangeTag::Insert).map(|it| it.value());
    Some(added.filter(|it| !it.is_empty()).map(str::to_owned).collect())
}
