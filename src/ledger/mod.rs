//! The ledgers: approvals (`data/approvals.yaml`) and deliveries to customers (`data/sent/*.yaml`).
//!
//! Both are YAML in a strict format with one value per line, written by `factum` and readable by people.
//! Comments and empty lines are allowed anywhere. Every record ends in a seal, the SHA-256 of its lines,
//! which reveals later changes; a signature proves who wrote a record (see [`Approval::message`]). Entries
//! are appended and never changed: the last one counts.

mod approvals;
mod claim;
mod claim_id;
mod customer;
mod effective;
mod fields;
mod join;
mod lines;
mod order;
mod read_sent;
mod removed;
mod sent;
mod verified;
mod write;

pub use approvals::{Approval, ahead_of_time, read_approvals};
pub use claim::{Claim, Digest, digest_of, hex, text_digest};
pub use claim_id::{ChangeName, ClaimId, about, fact_and_section, kind_of};
pub use customer::{known_customer, name_of};
pub use effective::{Approved, EffectiveApprovals, covering};
pub use join::joined;
pub use order::{last_seals, numbering};
pub use read_sent::read_sent;
pub use removed::removed;
pub use sent::{DeliveredItem, FoundBy, MAY_OBJECT, Origin, Part, Sent, What, Withdrawn};
pub use verified::{InEffect, SignatureStatus, Signed, in_effect};
pub use write::{ApprovalEntry, append, approval_entry, sent_entry};

use crate::diagnostic::FileId;

/// The ledger of approvals, below the root.
pub const APPROVALS: &str = "data/approvals.yaml";
/// The folder of the delivery records, below the root.
pub const SENT: &str = "data/sent";
/// The file of public keys for signed approvals, below the root, in the format of `ssh-keygen`.
pub const SIGNERS: &str = "data/allowed_signers";

/// Both ledgers, as they were read.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// The file of approvals; `None` if there is no such file.
    pub file: Option<FileId>,
    /// The approvals, in the order of the file.
    pub approvals: Vec<Approval>,
    /// The deliveries that count, by file.
    pub sent: Vec<Sent>,
    /// The withdrawals, and the deliveries that were recorded by mistake.
    pub withdrawn: Vec<Sent>,
    /// The SHA-256 of `data/allowed_signers`, if it exists: then only signed approvals count.
    pub signers: Option<Digest>,
}

impl Ledger {
    /// All delivery records, including those that do not count.
    pub fn records(&self) -> impl Iterator<Item = &Sent> {
        self.sent.iter().chain(&self.withdrawn)
    }

    /// Separates the deliveries that count from the withdrawals and what they withdraw.
    pub fn apply_withdrawals(&mut self) {
        let gone: std::collections::HashSet<Digest> =
            self.sent.iter().filter_map(|it| Some(it.withdraws.as_ref()?.seal.clone())).collect();
        let counts = |it: &Sent| it.what != What::Withdrawal && !gone.contains(&it.seal);
        (self.sent, self.withdrawn) = std::mem::take(&mut self.sent).into_iter().partition(counts);
    }
}

/// Whether this path below the root is a ledger or the list of allowed signers.
pub fn is_ledger(path: &str) -> bool {
    path == APPROVALS || path == SIGNERS || path.strip_prefix(SENT).is_some_and(|it| it.starts_with('/'))
}
