//! What stood in the ledgers and was taken out of them.

use std::collections::{HashMap, HashSet};

use super::{Approval, Ledger, SIGNERS};
use crate::diagnostic::{Diagnostic, codes};

/// The findings of entries that stood in the ledgers `then` and stand in those of `now` no more, or unsigned; their places are in
/// the former. What was sent is looked at only for who may see `all`: it names customers.
pub fn removed(then: &Ledger, now: &Ledger, all: bool) -> Vec<Diagnostic> {
    let acts: HashMap<&str, &Approval> = now.acts.iter().map(|it| (it.seal.as_str(), it)).collect();
    let sent: HashSet<&str> = now.sent.iter().map(|it| it.seal.as_str()).collect();
    let help = "put its lines back as they were: entries are never taken out, later ones count";
    let gone = then.acts.iter().filter_map(|it| {
        let what = match acts.get(it.seal.as_str()) {
            None => "stood here, and was taken out of the ledger since",
            Some(now) if it.signature.is_some() && now.signature.is_none() => {
                "was signed here, and has lost its signature since"
            }
            Some(_) => return None,
        };
        let message = format!("the approval by {} of {} {what}", it.by, it.on);
        Some(Diagnostic::new(codes::REMOVED_ENTRY, it.place, message).help(help))
    });
    let untold = then.sent.iter().filter(|it| all && !sent.contains(it.seal.as_str())).map(|it| {
        let message =
            format!("what was sent to {} on {} stood here, and is recorded no more", it.customer, it.on);
        Diagnostic::new(codes::REMOVED_ENTRY, it.place, message).help(help)
    });
    let unguarded = then.acts.first().filter(|_| then.signers.is_some() && now.signers.is_none()).map(|it| {
        let message = format!(
            "only signed approvals counted here; `{SIGNERS}` is gone since, and every approval counts"
        );
        Diagnostic::new(codes::REMOVED_ENTRY, it.place, message).help(format!("put `{SIGNERS}` back"))
    });
    gone.chain(untold).chain(unguarded).collect()
}
