//! Upcoming dates.

use std::rc::Rc;

use super::{repository::Project, stopped::Stopped};
use crate::{audience_view, calendar::Event, document::Publication};

/// Upcoming dates, and past dates that are still open.
#[derive(Debug)]
pub struct Calendar {
    /// What is published to the audience of the calendar.
    pub publication: Rc<Publication>,
    /// The dates.
    pub events: Vec<Event>,
}

impl Project<'_> {
    /// The dates within `days`, for the internal audience unless another one was requested.
    ///
    /// # Errors
    /// The data has errors.
    pub fn calendar(&self, days: u32) -> Result<Calendar, Stopped> {
        let audience = self.inputs.reviewer();
        let publication = self.publication(audience)?;
        let events = audience_view::dates(self.sound()?, audience, self.inputs.on, days);
        Ok(Calendar { publication, events })
    }
}
