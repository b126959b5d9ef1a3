//! What is recorded as sent to customers, and what becomes of the pending notices when it is recorded.

use chrono::NaiveDate;

use super::{
    delivery::{Deliveries, Recording},
    inputs::Inputs,
    pending::PendingNotices,
    repository::Project,
    stopped::Stopped,
};
use crate::{error::Error, fact::Audience};

/// What is to be recorded.
#[derive(Debug, Clone, Copy)]
pub enum SentRequest<'a> {
    /// Deliveries of questionnaires.
    Deliveries(Deliveries<'a>),
    /// That the notice to a customer was sent.
    Notice {
        /// The customer.
        customer: &'a str,
        /// The day; today if it is not given.
        on: Option<NaiveDate>,
    },
    /// That a delivery record was made by mistake.
    Withdrawal {
        /// The name of the record.
        record: &'a str,
        /// Why it was a mistake.
        reason: &'a str,
    },
}

/// The records to write.
#[derive(Debug)]
pub struct SentRecording {
    /// The records.
    pub recording: Recording,
    /// The notices that are pending before it is written, if it may change them.
    pending: Option<PendingNotices>,
    is_withdrawal: bool,
}

impl SentRequest<'_> {
    /// Refuses deliveries that cannot have happened, and those that would be recorded only in part.
    ///
    /// # Errors
    /// The date is in the future, or an audience is requested.
    pub fn check(&self, inputs: &Inputs) -> Result<(), Error> {
        if let Some(on) = self.day().filter(|it| *it > inputs.today) {
            let message = format!("`--on {on}` is in the future");
            return Err(Error::Rejected { message, help: "pass the date on which it was sent".into() });
        }
        if inputs.audience.is_some_and(|it| it < Audience::Internal) {
            return Err(Error::Rejected {
                message: "`sent` records the whole delivery, whatever its audience".into(),
                help: "omit `--audience`: an answered questionnaire keeps the audience it was answered for"
                    .into(),
            });
        }
        Ok(())
    }

    fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Deliveries(Deliveries { on, .. }) | Self::Notice { on, .. } => *on,
            Self::Withdrawal { .. } => None,
        }
    }
}

impl Project<'_> {
    /// The records of what was sent.
    ///
    /// # Errors
    /// The data has errors, or it cannot be recorded.
    pub fn sent(&self, request: SentRequest) -> Result<SentRecording, Stopped> {
        let recording = match request {
            SentRequest::Deliveries(asked) => self.deliveries(asked)?,
            SentRequest::Withdrawal { record, reason } => self.withdrawal(record, reason)?,
            SentRequest::Notice { customer, on } => {
                let found = self.sent_notice(customer, on.unwrap_or(self.inputs.today))?;
                Recording { report: found.report, ..self.recording(vec![found.sent], found.notes) }
            }
        };
        // A notice that is recorded is not pending, which is what was requested.
        let may_change = !recording.edits.is_empty() && !matches!(request, SentRequest::Notice { .. });
        let pending = if may_change { self.pending().ok() } else { None };
        Ok(SentRecording {
            recording,
            pending,
            is_withdrawal: matches!(request, SentRequest::Withdrawal { .. }),
        })
    }
}

impl SentRecording {
    /// What has become of the pending notices now that the records are written. Reads the data again.
    ///
    /// # Errors
    /// The data cannot be read.
    pub fn changes_of_notices(&self, inputs: &Inputs) -> Result<Vec<String>, Error> {
        let Some(before) = &self.pending else { return Ok(vec![]) };
        let loaded = inputs.load()?;
        let after = Project::new(&loaded, *inputs).pending();
        Ok(after.map(|after| before.changes(&after, self.is_withdrawal)).unwrap_or_default())
    }
}
