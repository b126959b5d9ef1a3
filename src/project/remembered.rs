//! `out/ledgers.json`: the content of the ledgers when they were last written. It reveals if the last
//! record was removed before it was committed.

use std::collections::HashSet;

use serde::{Deserialize, Deserializer, Serialize, de::DeserializeOwned};
use serde_json::Value as Json;

use super::inputs::Inputs;
use crate::{
    diagnostic::{Diagnostic, Place, Sources, codes},
    error::Error,
    ledger::Ledger,
    library::FileEdit,
    load::{is_taken, read_below},
    render::json_text,
};

/// The file, below the root.
pub const FILE: &str = "out/ledgers.json";

/// Maximum size in bytes, enough for some hundred thousand records.
const LIMIT: u64 = 64 << 20;

/// The file. It is read entry by entry, so that one that was changed by hand does not hide the others.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct LedgersFile {
    /// The version of the format.
    #[serde(skip_deserializing)]
    version: u32,
    /// What the file is for.
    #[serde(skip_deserializing)]
    about: &'static str,
    /// The seals of the approvals.
    #[serde(default, deserialize_with = "readable")]
    approvals: Vec<String>,
    /// The delivery records.
    #[serde(default, deserialize_with = "readable")]
    sent: Vec<RecordedSeal>,
}

/// The entries of a list that can be read; none of what is not a list.
fn readable<'de, D: Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<Vec<T>, D::Error> {
    let Json::Array(items) = Json::deserialize(deserializer)? else { return Ok(vec![]) };
    Ok(items.into_iter().filter_map(|it| T::deserialize(it).ok()).collect())
}

const ABOUT: &str = "what the ledgers in data/ contained when factum last wrote them; `check` and `sent` \
                     use it to report entries removed since";

/// A delivery record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedSeal {
    /// Its file, below the root.
    pub path: String,
    /// The SHA-256 over its lines.
    pub seal: String,
}

/// The edit that stores the content of the ledgers: `sent` are new records, `approval` is the seal of a new
/// approval. `None` if the file was not written by factum.
pub fn edit(
    inputs: &Inputs,
    ledger: &Ledger,
    sources: &Sources,
    sent: &[RecordedSeal],
    approval: Option<&str>,
) -> Option<FileEdit> {
    let known = ledger
        .records()
        .map(|it| RecordedSeal { path: sources.path(it.place.file).to_owned(), seal: it.seal.clone() });
    let after = json_text(&LedgersFile {
        version: 1,
        about: ABOUT,
        approvals: ledger
            .approvals
            .iter()
            .map(|it| it.seal.clone())
            .chain(approval.map(str::to_owned))
            .collect(),
        sent: known.chain(sent.iter().cloned()).collect(),
    });
    let before = read_below(inputs.root, FILE, LIMIT);
    let foreign = before.is_none() && is_taken(&inputs.root.join(FILE));
    (!foreign && before.as_deref() != Some(after.as_str())).then(|| FileEdit {
        path: FILE.into(),
        before,
        after,
    })
}

/// The findings for stored records and approvals that are no longer in the ledgers, other than those `known`
/// to be missing. Their locations are in the file, which is added to the sources. In a git repository, what
/// only another branch has is not missing here.
///
/// # Errors
/// Git cannot read the earlier ledgers.
pub fn absent(
    inputs: &Inputs,
    ledger: &Ledger,
    known: &HashSet<String>,
    sources: &mut Sources,
) -> Result<Vec<Diagnostic>, Error> {
    let Some(text) = read_below(inputs.root, FILE, LIMIT) else { return Ok(vec![]) };
    let Ok(remembered) = serde_json::from_str::<LedgersFile>(&text) else { return Ok(vec![]) };
    let sent: HashSet<&str> = ledger.records().map(|it| it.seal.as_str()).collect();
    let approvals: HashSet<&str> = ledger.approvals.iter().map(|it| it.seal.as_str()).collect();
    let records = remembered.sent.into_iter().filter(|it| !sent.contains(it.seal.as_str()));
    let gone = records.map(|RecordedSeal { path, seal }| {
        (seal, format!("the delivery record `{path}` was written here but is now missing or changed"))
    });
    let unapproved = remembered.approvals.into_iter().filter(|it| !approvals.contains(it.as_str()));
    let lost = unapproved.map(|seal| {
        (seal, "an approval was written here but is no longer in `data/approvals.yaml`".to_owned())
    });
    let mut found: Vec<_> = gone.chain(lost).filter(|(seal, _)| !known.contains(seal)).collect();
    if !found.is_empty() && inputs.history.has_committed_data() {
        let committed = inputs.history.committed_seals()?;
        found.retain(|(seal, _)| committed.here.contains(seal) || !committed.anywhere.contains(seal));
    }
    if found.is_empty() {
        return Ok(vec![]);
    }
    let file = sources.add(FILE, text.clone());
    let help = format!(
        "restore it from a backup; if it was removed on purpose (a record of another day), delete `{FILE}`"
    );
    let finding = |(seal, message): (String, String)| {
        let at = text.find(&seal).unwrap_or_default();
        Diagnostic::new(codes::REMOVED_ENTRY, Place::new(file, at..at + seal.len()), message).help(&help)
    };
    Ok(found.into_iter().map(finding).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_without_what_was_changed_by_hand() {
        let record = RecordedSeal { path: "data/sent/acme.yaml".into(), seal: "abc".into() };
        let file =
            LedgersFile { version: 1, about: ABOUT, approvals: vec!["def".into()], sent: vec![record] };
        let text = json_text(&file);
        let read = |text: &str| serde_json::from_str::<LedgersFile>(text).ok();
        assert_eq!(read(&text).map(|it| (it.approvals, it.sent)), Some((file.approvals, file.sent)));
        let edited = r#"{"version": "?", "approvals": 1, "sent": [{"path": 1}, {"path": "a", "seal": "b"}]}"#;
        let sent = read(edited).map(|it| it.sent);
        assert_eq!(sent, Some(vec![RecordedSeal { path: "a".into(), seal: "b".into() }]));
    }
}
