//! Applies changes to one file of `data/`, and checks that the result has the intended content and nothing
//! else has changed.

use super::{
    change::{EntryChange, written},
    splice::{ScalarSpot, Splice},
    tree::Tree,
};
use crate::{
    diagnostic::FileId,
    yaml::{self, Value},
};

/// The text with the changes, and those that could not be made safely.
pub fn changed<'c>(text: &str, changes: &'c [EntryChange]) -> (String, Vec<&'c EntryChange>) {
    if let Some(after) = attempt(text, changes) {
        return (after, vec![]);
    }
    // If one of them fails, each is applied separately to the result of the previous ones.
    let mut after = text.to_owned();
    let mut refused = Vec::new();
    for change in changes {
        match attempt(&after, std::slice::from_ref(change)) {
            Some(it) => after = it,
            None => refused.push(change),
        }
    }
    (after, refused)
}

/// A new file.
pub fn new(head: &str, changes: &[EntryChange]) -> String {
    let entries = changes
        .iter()
        .filter_map(|it| if let EntryChange::Entries(entries) = it { Some(written(entries)) } else { None });
    format!("{head}{}", entries.collect::<Vec<_>>().join("\n"))
}

/// The text with the changes; `None` unless it then has exactly the intended content.
fn attempt(text: &str, changes: &[EntryChange]) -> Option<String> {
    let node = yaml::parse(FileId(0), text, 0).ok()?;
    // A file may contain only comments.
    let mut expected = if matches!(node.value, Value::Null) { Tree::Map(vec![]) } else { Tree::of(&node) };
    let mut splices = Vec::new();
    for change in changes {
        splices.extend(change.splices(ScalarSpot { text }, &node)?);
        change.expect(&mut expected)?;
    }
    let after = spliced(text, splices)?;
    let found = yaml::parse(FileId(0), &after, 0).ok()?;
    (Tree::of(&found).sorted() == expected.sorted()).then_some(after)
}

fn spliced(text: &str, mut splices: Vec<Splice>) -> Option<String> {
    // Changes at the same position keep their order.
    splices.sort_by_key(|it| it.range.start);
    let crlf = text.contains("\r\n");
    let mut out = String::with_capacity(text.len() + 1024);
    let mut at = 0;
    for splice in splices {
        out.push_str(text.get(at..splice.range.start)?);
        let new = if crlf { splice.text.replace('\n', "\r\n") } else { splice.text };
        out.push_str(&new);
        at = splice.range.end;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}
