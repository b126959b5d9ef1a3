//! Entries that were removed from the ledgers.

use std::collections::{HashMap, HashSet};

use super::{Approval, Ledger, SIGNERS};
use crate::diagnostic::{Diagnostic, codes};

/// The findings for entries of the earlier ledgers `then` that are missing in `now` or have lost their
/// signature; the places are those in `then`. Deliveries are compared only if `all` may be seen, because they
/// name customers.
pub fn removed(then: &Ledger, now: &Ledger, all: bool) -> Vec<Diagnostic> {
    let approvals: HashMap<&str, &Approval> = now.approvals.iter().map(|it| (it.seal.as_str(), it)).collect();
    let sent: HashSet<&str> = now.records().map(|it| it.seal.as_str()).collect();
    let help = "restore its lines as they were: entries are never removed, later ones take precedence";
    let gone = then.approvals.iter().filter_map(|approval| {
        let what = match approvals.get(approval.seal.as_str()) {
            None => "was here and has been removed from the ledger",
            Some(now) if approval.signature.is_some() && now.signature.is_none() => {
                "was signed here and has lost its signature"
            }
            Some(_) => return None,
        };
        let message = format!("the approval by {} on {} {what}", approval.by, approval.on);
        Some(Diagnostic::new(codes::REMOVED_ENTRY, approval.place, message).help(help))
    });
    let untold = then.records().filter(|it| all && !sent.contains(it.seal.as_str())).map(|record| {
        let message = format!(
            "the record of the delivery to {} on {} was here and has been removed",
            record.customer, record.on
        );
        Diagnostic::new(codes::REMOVED_ENTRY, record.place, message).help(help)
    });
    let unguarded =
        then.approvals.first().filter(|_| then.signers.is_some() && now.signers.is_none()).map(|approval| {
            let message = format!(
                "only signed approvals counted here, but `{SIGNERS}` has been removed, so every approval \
                 counts"
            );
            Diagnostic::new(codes::REMOVED_ENTRY, approval.place, message)
                .help(format!("restore `{SIGNERS}`"))
        });
    gone.chain(untold).chain(unguarded).collect()
}
