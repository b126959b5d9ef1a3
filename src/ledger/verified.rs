//! The approvals in effect on a date. If `data/allowed_signers` exists, only signed approvals count.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{
    Ledger, SIGNERS,
    approvals::{Approval, ahead_of_time},
    effective::EffectiveApprovals,
};
use crate::diagnostic::{Diagnostic, codes};

/// A signature, and what it claims to sign.
#[derive(Debug, Clone, Copy)]
pub struct Signed<'a> {
    /// The approver.
    pub by: &'a str,
    /// The day of the approval.
    pub on: NaiveDate,
    /// The seal of the approval.
    pub seal: &'a str,
    /// The signature.
    pub signature: &'a str,
}

/// The result of verifying a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignatureStatus {
    /// It is valid, by the named person, with an accepted key.
    Holds,
    /// It is valid, but the key is not accepted, was not accepted on that date, or belongs to another
    /// person; with the reason.
    Unknown(String),
    /// It is not a signature of these lines; with the reason.
    Broken(String),
}

/// The approvals in effect, and findings about those that are not because of their signatures.
#[derive(Debug)]
pub struct InEffect<'l> {
    /// The approvals.
    pub approvals: EffectiveApprovals<'l>,
    /// The findings.
    pub findings: Vec<Diagnostic>,
}

/// The approvals in effect for the effective date `on`, when the current date is `today`. Signatures are
/// verified with `verify`, only where an approval would be in effect.
///
/// # Errors
/// A signature cannot be verified here.
pub fn in_effect<'l, E>(
    ledger: &'l Ledger,
    on: NaiveDate,
    today: NaiveDate,
    verify: &mut dyn FnMut(&str, Signed<'l>) -> Result<SignatureStatus, E>,
) -> Result<InEffect<'l>, E> {
    let mut findings = ahead_of_time(&ledger.approvals, today);
    findings.extend(unverified(ledger));
    let mut refused: HashSet<&str> = HashSet::new();
    if ledger.signers.is_some() {
        let all = EffectiveApprovals::new(ledger, on, today, &refused);
        findings.extend(unsigned(&all));
        refused =
            ledger.approvals.iter().filter(|it| it.signature.is_none()).map(|it| it.seal.as_str()).collect();
    }
    loop {
        let approvals = EffectiveApprovals::new(ledger, on, today, &refused);
        let before = refused.len();
        if let Some(signers) = &ledger.signers {
            let approvals: HashMap<&str, &'l Approval> =
                approvals.all().map(|it| (it.approval.seal.as_str(), it.approval)).collect();
            for approval in approvals.into_values() {
                let Some(signature) = &approval.signature else { continue };
                let signed = Signed { by: &approval.by, on: approval.on, seal: &approval.seal, signature };
                if let Some(finding) = of_status(approval, verify(signers, signed)?) {
                    refused.insert(&approval.seal);
                    findings.push(finding);
                }
            }
        }
        if refused.len() == before {
            return Ok(InEffect { approvals, findings });
        }
    }
}

/// The finding about the signature of an approval, if any.
fn of_status(approval: &Approval, status: SignatureStatus) -> Option<Diagnostic> {
    match status {
        SignatureStatus::Holds => None,
        SignatureStatus::Unknown(why) => {
            let message = format!("the approval by {} of {} does not count: {why}", approval.by, approval.on);
            let help =
                format!("approve again with a key that is listed in `{SIGNERS}`, or add the key to it");
            Some(Diagnostic::new(codes::UNKNOWN_SIGNER, approval.place, message).help(help))
        }
        SignatureStatus::Broken(why) => {
            let message = format!(
                "the signature of the approval by {} of {} is not valid: {why}",
                approval.by, approval.on
            );
            Some(
                Diagnostic::new(codes::BAD_SIGNATURE, approval.place, message)
                    .help("see `factum explain bad-signature`"),
            )
        }
    }
}

/// The finding about signatures that cannot be verified because there are no keys.
fn unverified(ledger: &Ledger) -> Option<Diagnostic> {
    let signed =
        ledger.approvals.iter().rfind(|it| it.signature.is_some()).filter(|_| ledger.signers.is_none())?;
    let message = format!(
        "this approval is signed, but `{SIGNERS}` is missing: signatures are not verified, and unsigned \
         approvals count"
    );
    let help = format!(
        "restore `{SIGNERS}` from version control, or create it with the keys that may approve: see `man \
         ssh-keygen`"
    );
    Some(Diagnostic::new(codes::UNKNOWN_SIGNER, signed.place, message).help(help))
}

/// One finding for all approvals that would be in effect if they were signed.
fn unsigned(approvals: &EffectiveApprovals) -> Option<Diagnostic> {
    let mut approvals: Vec<&Approval> =
        approvals.all().map(|it| it.approval).filter(|it| it.signature.is_none()).collect();
    approvals.sort_by_key(|it| it.place.start);
    approvals.dedup_by_key(|it| &it.seal);
    let last = approvals.last()?;
    let message = format!("the approval by {} of {} is not signed and does not count", last.by, last.on);
    let help =
        format!("approve again with `--sign KEY`; because `{SIGNERS}` exists, only signed approvals count");
    let finding = Diagnostic::new(codes::UNSIGNED_APPROVAL, last.place, message).help(help);
    Some(match approvals.len() {
        1 => finding,
        all => finding.note(format!("earlier unsigned approvals that do not count: {}", all - 1)),
    })
}
