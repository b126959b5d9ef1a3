//! What a person has added to the draft of a notice.

use chrono::NaiveDate;
use similar::{Algorithm, ChangeTag, TextDiff};

/// The lines of `file` that are not in `draft`. `None` if `file` does not contain everything from `draft` in
/// the same order. Lines of `around`, the same notice without content, may be missing.
pub fn added_by_hand(draft: &str, around: &str, file: &str) -> Option<Vec<String>> {
    let [draft, around, file] =
        [draft, around, file].map(|text| text.lines().map(str::trim_end).collect::<Vec<&str>>());
    let mut rest = file.iter();
    if !draft.iter().filter(|it| !around.contains(it)).all(|it| rest.any(|line| line == it)) {
        return None;
    }
    let diff = TextDiff::configure().algorithm(Algorithm::Myers).diff_slices(&draft, &file);
    let added = diff.iter_all_changes().filter(|it| it.tag() == ChangeTag::Insert).map(|it| it.value());
    let mut added: Vec<String> = added.filter(|it| !it.is_empty()).map(str::to_owned).collect();
    // A draft of another day has that date in its first lines.
    let dated = draft.iter().filter(|it| !file.contains(it)).find_map(|it| dated(it));
    if let Some((sender, on)) = dated
        && let Some(at) =
            added.iter().position(|it| self::dated(it).is_some_and(|(from, day)| from == sender && day <= on))
    {
        added.remove(at);
    }
    Some(added)
}

/// The sender and the day of a line `From Acme, 3 October 2026.`
fn dated(line: &str) -> Option<(&str, NaiveDate)> {
    let (sender, day) = line.strip_prefix("From ")?.strip_suffix('.')?.rsplit_once(", ")?;
    Some((sender, NaiveDate::parse_from_str(day, "%d %B %Y").ok()?))
}

/// Whether a line of Markdown has something that may hide text from a reader: a comment, a tag, or a link
/// definition (CommonMark 4.6, 4.7, 6.6). An address between `<` and `>` hides nothing.
pub fn may_hide(line: &str) -> bool {
    let address = |rest: &str| {
        rest.split_once('>')
            .is_some_and(|(it, _)| it.contains([':', '@']) && !it.contains(char::is_whitespace))
    };
    let tag = |rest: &str| {
        rest.starts_with(|c: char| c.is_ascii_alphabetic() || "!/?".contains(c)) && !address(rest)
    };
    line.match_indices('<').any(|(at, _)| line.get(at + 1..).is_some_and(tag))
        || line.trim_start_matches([' ', '>']).strip_prefix('[').is_some_and(|it| it.contains("]:"))
}
