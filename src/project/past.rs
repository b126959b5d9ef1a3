//! The claims of a past date, from the data of the last commit up to that date.

use chrono::NaiveDate;

use super::{
    claims::compose_all,
    inputs::{Inputs, NoProgress},
    repository::Project,
};
use crate::{
    load::load,
    review::{ClaimSet, claims_of},
};

/// The claims of a commit's data on a day.
#[derive(Debug)]
pub struct Past {
    /// The claims.
    pub claims: ClaimSet,
    /// The abbreviated commit id.
    pub commit: String,
}

impl Inputs<'_> {
    /// The claims on a past day. `None` without a repository or a commit up to that day, or if the data of
    /// that commit cannot be read or has errors.
    pub fn past(&self, on: NaiveDate) -> Option<Past> {
        let commit = self.history.last_commit_until(on)?;
        let folder = self.history.checkout(&commit).ok()?;
        let loaded = load(folder.path()).ok()?;
        let project = Project::new(&loaded, Inputs { on, progress: &NoProgress, ..*self });
        let (publications, findings) = compose_all(&loaded, project.checked().sound?, on).ok()?;
        let commit = commit.get(..10)?.to_owned();
        (!project.report(findings).has_errors())
            .then(|| Past { claims: claims_of(&loaded, &publications), commit })
    }
}
