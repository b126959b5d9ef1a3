//! What stood in the ledgers and was taken out of them.

use std::collections::HashSet;

use super::{Ledger, SIGNERS};
use crate::diagnostic::{Diagnostic, codes};

/// The findings of entries that stood in the ledgers `then` and stand in those of `now` no more; their places are in the former.
pub fn removed(then: &Ledger, now: &Ledger) -> Vec<Diagnostic> {
    let acts: HashSet<&str> = now.acts.iter().map(|it| it.seal.as_str()).collect();
    let sent: HashSet<&str> = now.sent.iter().map(|it| it.seal.as_str()).collect();
    let help = "put its lines back as they were: entries are never taken out, later ones count";
    let gone = then.acts.iter().filter(|it| !acts.contains(it.seal.as_str())).map(|it| {
        let message = format!("the approval by {} of {} stood here, and was taken out of the ledger since", it.by, it.on);
        Diagnostic::new(codes::REMOVED_ENTRY, it.place, message).help(help)
    });
    let untold = then.sent.iter().filter(|it| !sent.contains(it.seal.as_str())).map(|it| {
        let message = format!("what was sent to {} on {} stood here, and is recorded no more", it.customer, it.on);
        Diagnostic::new(codes::REMOVED_ENTRY, it.place, message).help(help)
    });
    let unguarded = then.acts.first().filter(|_| then.signed && !now.signed).map(|it| {
        let message = format!("only signed approvals counted here; `{SIGNERS}` is gone since, and every approval counts");
        Diagnostic::new(codes::REMOVED_ENTRY, it.place, message).help(format!("put `{SIGNERS}` back"))
    });
    gone.chain(untold).chain(unguarded).collect()
}
