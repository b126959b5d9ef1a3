//! The ledgers of `data/`: `approvals.yaml`, `sent/*.yaml`, and whether there is an `allowed_signers`.

use super::files::{Folder, file_name};
use crate::{
    error::Error,
    ledger::{APPROVALS, Ledger, SENT, SIGNERS, read_approvals, read_sent},
};

/// The largest ledger that is read, in bytes: a million approvals.
const LEDGER_LIMIT: u64 = 512 << 20;

/// Reads both ledgers.
pub fn load(folder: &mut Folder) -> Result<Ledger, Error> {
    let mut ledger = Ledger { signed: folder.root.join(SIGNERS).exists(), ..Ledger::default() };
    if folder.instead.contains_key(APPROVALS) || folder.root.join(APPROVALS).exists() {
        if let Some(file) = folder.text_within(APPROVALS, LEDGER_LIMIT)? {
            let (acts, findings) = read_approvals(file, folder.sources.text(file));
            folder.findings.extend(findings);
            (ledger.file, ledger.acts) = (Some(file), acts);
        }
    }
    if folder.root.join(SENT).is_dir() {
        for path in folder.list(SENT)? {
            let name = file_name(&path);
            if path.is_dir() || !name.ends_with(".yaml") {
                continue;
            }
            let Some(file) = folder.text_within(&format!("{SENT}/{name}"), LEDGER_LIMIT)? else { continue };
            let (sent, findings) = read_sent(file, folder.sources.text(file));
            folder.findings.extend(findings);
            ledger.sent.extend(sent);
        }
    }
    Ok(ledger)
}
