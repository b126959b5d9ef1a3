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
