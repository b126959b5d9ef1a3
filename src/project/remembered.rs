//! `out/ledgers.json`: the content of the ledgers when they were last written. Nothing else shows that the last
//! record was removed before it was committed.

use std::collections::HashSet;

use serde::Serialize;
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
#[derive(Serialize)]
struct LedgersFile<'a> {
    /// The version of the format.
    version: u32,
    /// What the file is for.
    about: &'static str,
    /// The seals of the approvals.
    approvals: Vec<&'a str>,
    /// The delivery records.
    sent: Vec<Remembered>,
}

const ABOUT: &str = "what the ledgers in data/ contained when factum last wrote them; `check` and `sent` use \
                     it to report entries removed since";

/// A delivery record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remembered {
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
    sent: &[Remembered],
    approval: Option<&str>,
) -> Option<FileEdit> {
    let known = ledger
        .records()
        .map(|it| Remembered { path: sources.path(it.place.file).to_owned(), seal: it.seal.clone() });
    let after = json_text(&LedgersFile {
        version: 1,
        about: ABOUT,
        approvals: ledger.approvals.iter().map(|it| it.seal.as_str()).chain(approval).collect(),
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

/// The findings for stored records and approvals that are no longer in the ledgers, other than those `known` to
/// be missing. Their locations are in the file, which is added to the sources. In a git repository, what only
/// another branch has is not missing here.
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
    let Ok(json) = serde_json::from_str::<Json>(&text) else { return Ok(vec![]) };
    let list = |name: &str| json.get(name).and_then(Json::as_array).into_iter().flatten();
    let sent: HashSet<&str> = ledger.records().map(|it| it.seal.as_str()).collect();
    let approvals: HashSet<&str> = ledger.approvals.iter().map(|it| it.seal.as_str()).collect();
    let word = |it: &Json, name: &str| it.get(name).and_then(Json::as_str).map(str::to_owned);
    let records = list("sent")
        .filter_map(|it| Some((word(it, "path")?, word(it, "seal")?)))
        .filter(|it| !sent.contains(it.1.as_str()));
    let gone = records.map(|(path, seal)| {
        (seal, format!("the delivery record `{path}` was written here but is now missing or changed"))
    });
    let unapproved = list("approvals").filter_map(Json::as_str).filter(|it| !approvals.contains(it));
    let lost = unapproved.map(|seal| {
        (seal.to_owned(), "an approval was written here but is no longer in `data/approvals.yaml`".to_owned())
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
