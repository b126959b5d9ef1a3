//! The approvals in effect on a day. If `data/allowed_signers` exists, only signed approvals count.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{Context, pipeline};
use crate::{
    diagnostic::{Diagnostic, Report, codes},
    error::Error,
    ledger::{Approval, EffectiveApprovals, Ledger, SIGNERS, ahead_of_time},
    load::Loaded,
    system::signature::{self, Keys, SignatureStatus},
};

/// The approvals ledger and the results of verifying its signatures; each is verified once.
pub struct Signers<'l> {
    context: &'l Context,
    /// The data with the ledger.
    pub loaded: &'l Loaded,
    held: HashMap<&'l str, SignatureStatus>,
    /// The accepted keys; read when the first signature is verified.
    keys: Option<Keys>,
}

impl<'l> Signers<'l> {
    /// Signers without any verified signature yet.
    pub fn new(context: &'l Context, loaded: &'l Loaded) -> Self {
        Self { context, loaded, held: HashMap::new(), keys: None }
    }

    /// The approvals in effect on the effective date; `None` if they have errors, which are printed.
    ///
    /// # Errors
    /// `ssh-keygen` cannot be run.
    pub fn sound_force(&mut self) -> Result<Option<EffectiveApprovals<'l>>, Error> {
        self.on(self.context.on, true)
    }

    /// The approvals in effect on the day `on`, if `asked` for; `None` if they have errors, which are printed.
    ///
    /// # Errors
    /// `ssh-keygen` cannot be run.
    pub fn on(&mut self, on: NaiveDate, asked: bool) -> Result<Option<EffectiveApprovals<'l>>, Error> {
        if !asked {
            return Ok(Some(EffectiveApprovals::default()));
        }
        let (force, findings) = self.force(on)?;
        let report = Report::new(findings, &pipeline::levels(self.loaded), false);
        self.context.terminal.findings(&report, &self.loaded.sources);
        Ok((!report.has_errors()).then_some(force))
    }

    /// The approvals in effect on the day `on`, and findings about those that are not because of their signatures.
    ///
    /// # Errors
    /// `ssh-keygen` cannot be run.
    pub fn force(&mut self, on: NaiveDate) -> Result<(EffectiveApprovals<'l>, Vec<Diagnostic>), Error> {
        let (ledger, today) = (&self.loaded.ledger, self.context.today);
        let mut findings = ahead_of_time(&ledger.acts, today);
        findings.extend(unverified(ledger));
        let mut refused: HashSet<&str> = HashSet::new();
        if ledger.signers.is_some() {
            let all = EffectiveApprovals::new(ledger, on, today, &refused);
            findings.extend(unsigned(&all));
            refused =
                ledger.acts.iter().filter(|it| it.signature.is_none()).map(|it| it.seal.as_str()).collect();
        }
        loop {
            let force = EffectiveApprovals::new(ledger, on, today, &refused);
            let before = refused.len();
            let acts: HashMap<&str, &'l Approval> =
                force.all().map(|it| (it.act.seal.as_str(), it.act)).collect();
            for act in acts.into_values().filter(|_| ledger.signers.is_some()) {
                if let Some(finding) = self.look_at(act)? {
                    refused.insert(&act.seal);
                    findings.push(finding);
                }
            }
            if refused.len() == before {
                return Ok((force, findings));
            }
        }
    }

    /// The finding about the signature of an approval, if any.
    fn look_at(&mut self, act: &'l Approval) -> Result<Option<Diagnostic>, Error> {
        let Some(signature) = &act.signature else { return Ok(None) };
        let held = match self.held.get(act.seal.as_str()) {
            Some(known) => known,
            None => {
                let digest = self.loaded.ledger.signers.as_deref().unwrap_or_default();
                let keys = match self.keys.take() {
                    Some(keys) => keys,
                    None => Keys::read(&self.context.root, digest)?,
                };
                let held = signature::verify(self.keys.insert(keys), &act.by, act.on, &act.seal, signature)?;
                self.held.entry(&act.seal).or_insert(held)
            }
        };
        Ok(match held {
            SignatureStatus::Holds => None,
            SignatureStatus::Unknown(why) => {
                let message = format!("the approval by {} of {} does not count: {why}", act.by, act.on);
                let help =
                    format!("approve again with a key that is listed in `{SIGNERS}`, or add the key to it");
                Some(Diagnostic::new(codes::UNKNOWN_SIGNER, act.place, message).help(help))
            }
            SignatureStatus::Broken(why) => {
                let message =
                    format!("the signature of the approval by {} of {} is not valid: {why}", act.by, act.on);
                Some(
                    Diagnostic::new(codes::BAD_SIGNATURE, act.place, message)
                        .help("see `factum explain bad-signature`"),
                )
            }
        })
    }
}

/// The finding about signatures that cannot be verified because there are no keys.
fn unverified(ledger: &Ledger) -> Option<Diagnostic> {
    let signed =
        ledger.acts.iter().rfind(|it| it.signature.is_some()).filter(|_| ledger.signers.is_none())?;
    let message = format!(
        "this approval is signed, but `{SIGNERS}` is missing: signatures are not verified, and unsigned approvals count"
    );
    let help = format!(
        "restore `{SIGNERS}` from version control, or create it with the keys that may approve: see `man ssh-keygen`"
    );
    Some(Diagnostic::new(codes::UNKNOWN_SIGNER, signed.place, message).help(help))
}

/// One finding for all approvals that would be in effect if they were signed.
fn unsigned(force: &EffectiveApprovals) -> Option<Diagnostic> {
    let mut acts: Vec<&Approval> = force.all().map(|it| it.act).filter(|it| it.signature.is_none()).collect();
    acts.sort_by_key(|it| it.place.start);
    acts.dedup_by_key(|it| &it.seal);
    let last = acts.last()?;
    let message = format!("the approval by {} of {} is not signed and does not count", last.by, last.on);
    let help =
        format!("approve again with `--sign KEY`; because `{SIGNERS}` exists, only signed approvals count");
    let finding = Diagnostic::new(codes::UNSIGNED_APPROVAL, last.place, message).help(help);
    Some(match acts.len() {
        1 => finding,
        all => finding.note(format!("earlier unsigned approvals that do not count: {}", all - 1)),
    })
}
