//! What a fact, statement or answer is based on, and where it is published.

use super::{repository::Project, stopped::Stopped};
use crate::{
    document::{Trace, trace},
    fact::Audience,
    render::planned,
};

impl Project<'_> {
    /// The trace of a fact, statement or answer in the publication for an audience.
    ///
    /// # Errors
    /// The data has errors, or the audience knows nothing of this id.
    pub fn trace(&self, audience: Audience, id: &str) -> Result<Trace, Stopped> {
        let publication = self.publication(audience);
        let publication =
            publication.map_err(|it| it.with_summary("fix these errors first; nothing was traced"))?;
        let has_ledger = self.loaded.ledger.file.is_some();
        Ok(trace(&publication, &planned(&publication), id, has_ledger, &self.loaded.sources)?)
    }
}
