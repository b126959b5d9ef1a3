//! Reads the ledgers in `data/`: `approvals.yaml` and `sent/*.yaml`, and checks whether `allowed_signers`
//! exists.

use std::collections::HashMap;

use super::{
    files::{Folder, file_name},
    whole,
};
use crate::{
    diagnostic::{Diagnostic, Place, codes},
    error::Error,
    ledger::{APPROVALS, Ledger, SENT, SIGNERS, digest_of, numbering, read_approvals, read_sent},
};

/// The largest ledger that is read, in bytes: a million approvals.
pub const LEDGER_LIMIT: u64 = 512 << 20;

/// The largest list of signers that is read, in bytes: some ten thousand keys.
pub const SIGNERS_LIMIT: u64 = 8 << 20;

/// Reads both ledgers.
///
/// # Errors
/// A file cannot be read, or a symbolic link to a ledger is broken.
pub fn load(folder: &mut Folder) -> Result<Ledger, Error> {
    let there = |path: &str| {
        let path = folder.root.join(path);
        match path.metadata() {
            Ok(_) => Ok(true),
            Err(cause) if path.is_symlink() => Err(Error::Read { path, cause }),
            Err(_) => Ok(false),
        }
    };
    // A broken link must not count as a missing ledger.
    let (signed, kept, sent) = (there(SIGNERS)?, there(APPROVALS)?, there(SENT)?);
    let kept = kept || folder.replacements.contains_key(APPROVALS);
    let signers = if signed { folder.bytes(SIGNERS, SIGNERS_LIMIT)? } else { None };
    let mut ledger = Ledger { signers: signers.map(|it| digest_of(&it)), ..Ledger::default() };
    if let Some(file) = if kept { folder.text_within(APPROVALS, LEDGER_LIMIT)? } else { None } {
        let (approvals, findings) = read_approvals(file, folder.sources.text(file));
        folder.findings.extend(findings);
        (ledger.file, ledger.approvals) = (Some(file), approvals);
    }
    let place = folder.root.join(SENT);
    if sent && !place.is_dir() {
        unknown(folder, SENT, "`data/sent` must be a folder");
    }
    if place.is_dir() {
        let mut readable = true;
        let mut seals: HashMap<String, Place> = HashMap::new();
        for path in folder.list(SENT)? {
            let name = file_name(&path);
            if path.is_dir() || !name.ends_with(".yaml") {
                unknown(
                    folder,
                    &format!("{SENT}/{name}"),
                    "this is not a delivery record: records are files that end in `.yaml`",
                );
                continue;
            }
            let Some(file) = folder.text_within(&format!("{SENT}/{name}"), LEDGER_LIMIT)? else { continue };
            let (sent, findings) = read_sent(file, folder.sources.text(file));
            folder.findings.extend(findings);
            if let Some(new) = &sent
                && let Some(first) = seals.insert(new.seal.clone(), new.place)
            {
                let finding = Diagnostic::new(
                    codes::DUPLICATE_ENTRY,
                    Place::new(file, 0..1),
                    "duplicate delivery record",
                );
                folder.findings.push(finding.also(first, "first record").help("remove one of the two files"));
            }
            readable &= sent.is_some();
            ledger.sent.extend(sent);
        }
        // An unreadable record has been reported before.
        if readable {
            folder.findings.extend(numbering(&ledger.sent));
        }
        ledger.apply_withdrawals();
    }
    Ok(ledger)
}

fn unknown(folder: &mut Folder, path: &str, words: &str) {
    let file = folder.sources.add(path, "");
    let finding = Diagnostic::new(codes::UNKNOWN_FILE, whole(file), words);
    folder.findings.push(finding.help("move it elsewhere, or restore its name"));
}
