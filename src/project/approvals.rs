//! The approvals in effect. Each signature is verified once.

use chrono::NaiveDate;

use super::repository::Project;
use crate::{
    error::Error,
    ledger::{InEffect, in_effect},
};

impl<'p> Project<'p> {
    /// The approvals in effect on the effective date.
    ///
    /// # Errors
    /// A signature cannot be verified here.
    pub fn approvals(&self) -> Result<&InEffect<'p>, Error> {
        if let Some(known) = self.approvals.get() {
            return Ok(known);
        }
        let found = self.approvals_on(self.inputs.on)?;
        Ok(self.approvals.get_or_init(|| found))
    }

    /// The approvals in effect on a day.
    ///
    /// # Errors
    /// A signature cannot be verified here.
    pub fn approvals_on(&self, on: NaiveDate) -> Result<InEffect<'p>, Error> {
        let mut verified = self.verified.borrow_mut();
        in_effect(&self.loaded.ledger, on, self.inputs.today, &mut |signers, signed| {
            if let Some(known) = verified.get(signed.seal) {
                return Ok(known.clone());
            }
            let status = self.inputs.signatures.verify(signers, signed)?;
            verified.insert(signed.seal, status.clone());
            Ok(status)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::{
        path::Path,
        sync::atomic::{AtomicUsize, Ordering},
    };

    use tempfile::TempDir;

    use super::*;
    use crate::{
        diagnostic::FileId,
        fact::Audience,
        ledger::{Claim, Ledger, SignatureStatus, Signed, append, approval_entry, read_approvals},
        load::Loaded,
        project::{CommittedSeals, DataHistory, FormerFile, Inputs, Signatures, inputs::NoProgress},
    };

    /// No repository, and keys that accept every signature.
    #[derive(Default)]
    struct Machine {
        verified: AtomicUsize,
    }

    impl DataHistory for Machine {
        fn checkout(&self, _: &str) -> Result<TempDir, Error> {
            Err(Error::Rejected { message: "no repository".into(), help: String::new() })
        }

        fn last_commit_until(&self, _: NaiveDate) -> Option<String> {
            None
        }

        fn has_committed_data(&self) -> bool {
            false
        }

        fn former_ledgers(&self) -> Result<Vec<FormerFile>, Error> {
            Ok(vec![])
        }

        fn committed_seals(&self) -> Result<CommittedSeals, Error> {
            Ok(CommittedSeals::default())
        }
    }

    impl Signatures for Machine {
        fn verify(&self, _: &str, _: Signed) -> Result<SignatureStatus, Error> {
            self.verified.fetch_add(1, Ordering::Relaxed);
            Ok(SignatureStatus::Holds)
        }
    }

    #[test]
    fn a_signature_is_verified_only_once_for_several_dates() {
        let day = |number| NaiveDate::from_ymd_opt(2026, 10, number).unwrap();
        let claim = Claim {
            id: "measure/backups/summary".into(),
            audience: Audience::Public,
            state: None,
            verdict: None,
            facts: vec!["measure/backups".into()],
            text: Some("Backups are made daily.".into()),
        };
        let entry = approval_entry("Jane Doe", day(1), day(1), None, None, &[claim]);
        let signature = "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n";
        let (approvals, findings) = read_approvals(FileId(0), &append("", &entry, Some(signature)));
        assert!(findings.is_empty(), "{findings:?}");
        let ledger = Ledger { approvals, signers: Some("0".repeat(64)), ..Ledger::default() };
        let loaded = Loaded { ledger, ..Loaded::default() };
        let machine = Machine::default();
        let inputs = Inputs {
            root: Path::new("."),
            on: day(2),
            today: day(2),
            audience: None,
            deny_warnings: false,
            progress: &NoProgress,
            history: &machine,
            signatures: &machine,
        };
        let project = Project::new(&loaded, inputs);
        assert_eq!(project.approvals().unwrap().approvals.all().count(), 1);
        assert_eq!(project.approvals_on(day(9)).unwrap().approvals.all().count(), 1);
        assert_eq!(machine.verified.load(Ordering::Relaxed), 1);
    }
}
