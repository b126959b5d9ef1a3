//! `out/ledgers.json`: the content of the ledgers when they were last written. Outside of a git repository,
//! nothing else shows that the last record was removed.

use std::collections::HashSet;

use serde::Serialize;
use serde_json::Value as Json;

use super::inputs::Inputs;
use crate::{
    diagnostic::{Diagnostic, Place, Sources, codes},
    ledger::{Ledger, is_ledger},
    library::FileEdit,
    load::{Loaded, is_taken, read_below},
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
/// approval. `None` in a git repository, which has the history, and if the file was not written by factum.
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
    if foreign || inputs.history.has_committed_data() {
        return None;
    }
    (before.as_deref() != Some(after.as_str())).then(|| FileEdit { path: FILE.into(), before, after })
}

impl Inputs<'_> {
    /// The findings for records and approvals that are no longer in the ledgers; their locations are in a
    /// file that is added to the sources.
    pub fn load_missing_entries(&self, loaded: &mut Loaded) -> Vec<Diagnostic> {
        if is_damaged(loaded) { vec![] } else { absent(self, &loaded.ledger, &mut loaded.sources) }
    }
}

/// Whether an entry of the ledgers cannot be read.
fn is_damaged(loaded: &Loaded) -> bool {
    loaded.findings.iter().any(|it| is_ledger(loaded.sources.path(it.file())))
}

/// The findings for stored records and approvals that are no longer in the ledgers; empty if an entry cannot
/// be read. Their locations are in the file, which is added to the sources. In a git repository with a commit
/// of the data, the ledgers are compared with that instead.
pub fn missing_entries(inputs: &Inputs, loaded: &Loaded, sources: &mut Sources) -> Vec<Diagnostic> {
    if is_damaged(loaded) { vec![] } else { absent(inputs, &loaded.ledger, sources) }
}

fn absent(inputs: &Inputs, ledger: &Ledger, sources: &mut Sources) -> Vec<Diagnostic> {
    let Some(text) = read_below(inputs.root, FILE, LIMIT).filter(|_| !inputs.history.has_committed_data())
    else {
        return vec![];
    };
    let Ok(json) = serde_json::from_str::<Json>(&text) else { return vec![] };
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
    let found: Vec<_> = gone.chain(lost).collect();
    if found.is_empty() {
        return vec![];
    }
    let file = sources.add(FILE, text.clone());
    let help = format!(
        "restore it from a backup; if it was removed on purpose (a record of another day), delete `{FILE}`"
    );
    let finding = |(seal, message): (String, String)| {
        let at = text.find(&seal).unwrap_or_default();
        Diagnostic::new(codes::REMOVED_ENTRY, Place::new(file, at..at + seal.len()), message).help(&help)
    };
    found.into_iter().map(finding).collect()
}
