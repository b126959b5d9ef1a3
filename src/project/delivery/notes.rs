//! What is to be known about a delivery that is recorded.

use super::sending::Sending;
use crate::{diagnostic::human::count, ledger::Origin};

/// Maximum number of places outside the answer cells that are listed.
const PLACES: usize = 10;

/// Notes about a delivery that is recorded.
pub fn notes(found: &Sending, approvals_are_kept: bool) -> Vec<String> {
    let sent = &found.sent;
    let file = sent.file.as_ref().map_or("", |(name, _)| name);
    let foreign =
        sent.items.iter().filter(|it| it.origin == Some(Origin::File) && it.place.is_none()).count();
    let are = |number: usize| if number == 1 { "is" } else { "are" };
    let mut lines = Vec::new();
    if found.changed {
        let how = match found.edited {
            0 => "the answers in it are unchanged".to_owned(),
            edited => format!(
                "{} {} recorded with the content now in the file",
                count(edited, "answer"),
                are(edited)
            ),
        };
        lines.push(format!("note: `{file}` was edited after `factum answer` wrote it; {how}"));
    }
    if found.missing > 0 {
        lines.push(format!(
            "note: {} {} not in `{file}` and not recorded",
            count(found.missing, "answer"),
            are(found.missing)
        ));
    }
    if foreign > 0 {
        let words =
            format!("note: {} in `{file}` {} not from factum", count(foreign, "answer"), are(foreign));
        lines.push(format!("{words}; recorded as custom text"));
    }
    if !found.typed.is_empty() {
        let shown: Vec<_> = found.typed.iter().take(PLACES).map(String::as_str).collect();
        let more = found
            .typed
            .len()
            .checked_sub(shown.len())
            .filter(|it| *it > 0)
            .map_or(String::new(), |it| format!(" and {it} more"));
        let (texts, are) = (count(found.typed.len(), "text"), are(found.typed.len()));
        lines.push(format!(
            "note: {texts} outside the answer cells of `{file}` {are} not from factum; recorded as custom \
             text: {}{more}",
            shown.join(", ")
        ));
    }
    if found.changed && found.added_text_undetectable {
        lines.push(format!(
            "note: `{file}` was answered by an earlier version of factum, so texts typed into it elsewhere \
             cannot be detected"
        ));
    }
    if found.unapproved_answers > 0 && approvals_are_kept {
        lines.push(format!(
            "note: {} of `{}` had no approval when the file was answered",
            count(found.unapproved_answers, "answer"),
            sent.name
        ));
    }
    lines
}
