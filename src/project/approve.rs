//! Approvals of pending changes, as they are recorded.

use std::collections::BTreeSet;

use super::{delivery::Recording, remembered::edit as remember, repository::Project};
use crate::{
    diagnostic::human::count,
    error::Error,
    ledger::{APPROVALS, ApprovalEntry, Claim, SignatureStatus, Signed, append, approval_entry},
    library::FileEdit,
    review::ClaimChange,
};

/// An approval that is not recorded yet.
#[derive(Debug)]
pub struct NewApproval {
    /// The approver.
    pub by: String,
    /// What is recorded; its seal is what is signed.
    pub entry: ApprovalEntry,
    claims: Vec<Claim>,
    changes: usize,
}

impl Project<'_> {
    /// An approval of these changes.
    pub fn approve(&self, by: &str, note: Option<&str>, changes: &[&ClaimChange]) -> NewApproval {
        let claims: Vec<Claim> = changes.iter().flat_map(|it| it.to_approve()).collect();
        let (today, on) = (self.inputs.today, self.inputs.on);
        let entry = approval_entry(by, today, on, note, self.loaded.ledger.approvals.last(), &claims);
        NewApproval { by: by.to_owned(), entry, claims, changes: changes.len() }
    }

    /// The record of an approval.
    ///
    /// # Errors
    /// It would not count.
    pub fn record_approval(
        &self,
        approval: &NewApproval,
        signature: Option<&str>,
    ) -> Result<Recording, Error> {
        let NewApproval { by, entry, claims, changes } = approval;
        self.require_countable(by, &entry.seal, signature)?;
        let (ledger, sources) = (&self.loaded.ledger, &self.loaded.sources);
        let before = ledger.file.map(|it| sources.text(it).to_owned());
        let after = append(before.as_deref().unwrap_or_default(), entry, signature);
        let mut edits = vec![FileEdit { path: APPROVALS.into(), before, after }];
        edits.extend(remember(&self.inputs, ledger, sources, &[], Some(&entry.seal)));
        let (on, today) = (self.inputs.on, self.inputs.today);
        let ahead = if on > today { format!(", effective from {on}") } else { String::new() };
        let mut notes =
            vec![format!("recorded {by}'s approval of {} in {APPROVALS}{ahead}", count(*changes, "claim"))];
        notes.extend(self.overtaken(claims));
        Ok(Recording { edits, notes, ..Recording::default() })
    }

    /// Which of the approved claims a later-dated entry also approves: from that date on, the new approval
    /// has no effect.
    fn overtaken(&self, claims: &[Claim]) -> Vec<String> {
        let mut notes = Vec::new();
        let approved: BTreeSet<_> = claims.iter().map(|claim| (&claim.id, claim.audience)).collect();
        for approval in self.loaded.ledger.approvals.iter().filter(|approval| approval.on > self.inputs.today)
        {
            let both = approval
                .claims
                .iter()
                .filter(|claim| approved.contains(&(&claim.id, claim.audience)))
                .count();
            if both > 0 {
                let words = format!(
                    "note: for {} of these, this approval has no effect from {} on",
                    both, approval.on
                );
                notes.push(format!("{words}: the approval by {} dated that day replaces it", approval.by));
            }
        }
        notes
    }

    /// Refuses an approval that would not count.
    fn require_countable(&self, by: &str, seal: &str, signature: Option<&str>) -> Result<(), Error> {
        let Some(signers) = &self.loaded.ledger.signers else { return Ok(()) };
        let Some(signature) = signature else {
            return Err(Error::Rejected {
                message: "`data/allowed_signers` exists, so only signed approvals count".into(),
                help: "sign with an SSH key that is listed in it: `--sign ~/.ssh/id_ed25519`".into(),
            });
        };
        match self.inputs.signatures.verify(signers, Signed { by, on: self.inputs.today, seal, signature })? {
            SignatureStatus::Holds => Ok(()),
            SignatureStatus::Unknown(why) | SignatureStatus::Broken(why) => Err(Error::Rejected {
                message: format!("the signature would not count: {why}"),
                help: "name the signer as in `data/allowed_signers`: the name and the address in `--by` must both be principals of the key"
                    .into(),
            }),
        }
    }
}
