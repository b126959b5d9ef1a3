//! Approvals of pending changes, as they are recorded.

use std::collections::BTreeSet;

use super::{
    delivery::Recording, inputs::Inputs, remembered::edit as remember, repository::Project,
    review::ReviewResult, stopped::Stopped,
};
use crate::{
    diagnostic::human::count,
    document::Document,
    error::Error,
    fact::printable,
    ledger::{APPROVALS, ApprovalEntry, Claim, SignatureStatus, Signed, append, approval_entry},
    library::FileEdit,
    review::{ClaimChange, by_fact, chosen, document},
};

/// Who approves, and with which note.
#[derive(Debug)]
pub struct ApprovalRequest {
    by: String,
    note: Option<String>,
}

/// Pending changes that are to be approved.
#[derive(Debug)]
pub struct Approvable<'r> {
    /// The changes.
    pub changes: Vec<&'r ClaimChange>,
    reviewed: &'r ReviewResult<'r>,
}

/// An approval that is not recorded yet.
#[derive(Debug)]
pub struct NewApproval {
    by: String,
    /// What is recorded; its seal is what is signed.
    pub entry: ApprovalEntry,
    claims: Vec<Claim>,
    changes: usize,
}

impl ApprovalRequest {
    /// A name and a note, each in one printable line.
    ///
    /// # Errors
    /// One of them is empty, or the effective date is in the past.
    pub fn new(inputs: &Inputs, by: &str, note: Option<&str>) -> Result<Self, Error> {
        let by = one_line("--by", by)?;
        let note = note.map(|it| one_line("--note", it)).transpose()?;
        if inputs.on < inputs.today {
            let message = format!("{} is in the past, and past claims cannot be approved", inputs.on);
            let help = "approve the current claims, or give a later date with `--as-of` to approve ahead";
            return Err(Error::Rejected { message, help: help.into() });
        }
        Ok(Self { by, note })
    }
}

fn one_line(what: &str, words: &str) -> Result<String, Error> {
    let line = printable(words).split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        return Err(Error::Rejected {
            message: format!("`{what}` must not be empty"),
            help: "name the person who approves: `--by \"Jane Doe\"`".into(),
        });
    }
    Ok(line)
}

impl Approvable<'_> {
    /// The changes, to be read.
    pub fn document(&self) -> Document {
        document("Pending changes", by_fact(&self.changes, &self.reviewed.claims, &[]))
    }

    /// Refuses the digest of another review: what was read is not what would be approved.
    ///
    /// # Errors
    /// It is the digest of another review.
    pub fn require_digest(&self, read: &str) -> Result<(), Error> {
        if read == self.reviewed.review.digest() {
            return Ok(());
        }
        Err(Error::Rejected {
            message: "the pending changes differ from those that were reviewed: the data, the ledger or the \
                      audience changed since"
                .into(),
            help: "run `factum review` again with the same `--audience` and `--as-of`, read it, and pass \
                   the digest from its last line"
                .into(),
        })
    }
}

impl Project<'_> {
    /// The review of which changes are approved.
    ///
    /// # Errors
    /// The data or the ledgers have errors.
    pub fn review_to_approve(&self) -> Result<ReviewResult<'_>, Stopped> {
        self.review(0).map_err(|it| it.with_summary("fix these errors first; nothing was approved"))
    }

    /// The pending changes with these ids, or all.
    ///
    /// # Errors
    /// Nothing with such an id is pending.
    pub fn approvable<'r>(
        &self,
        reviewed: &'r ReviewResult<'r>,
        ids: Option<&[String]>,
    ) -> Result<Approvable<'r>, Error> {
        Ok(Approvable { changes: chosen(&reviewed.review, &reviewed.claims, ids)?, reviewed })
    }

    /// An approval of these changes.
    pub fn approve(&self, request: &ApprovalRequest, changes: &[&ClaimChange]) -> NewApproval {
        let (by, note) = (request.by.as_str(), request.note.as_deref());
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
                help: "name the signer as in `data/allowed_signers`: the name and the address in `--by` \
                       must both be principals of the key"
                    .into(),
            }),
        }
    }
}
