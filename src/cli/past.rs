//! The claims of a past day, from the data of the last commit up to that day.

use chrono::NaiveDate;

use super::{Context, claims_by_date, pipeline};
use crate::{check::check, diagnostic::Report, load::load, review::ClaimSet, system::git};

/// The claims of a commit's data on a day.
pub struct Past {
    /// The claims.
    pub said: ClaimSet,
    /// The abbreviated commit id.
    pub commit: String,
}

/// The claims on the day `on`. `None` without a repository or a commit up to that day, or if the data of that
/// commit cannot be read or has errors.
pub fn said_on(context: &Context, on: NaiveDate) -> Option<Past> {
    let commit = git::commit_of(&context.root, on)?;
    let folder = git::checkout(&context.root, &commit).ok()?;
    let loaded = load(folder.path()).ok()?;
    let checked = check(&loaded, on, false);
    let (told, findings) = claims_by_date::tell(&loaded, checked.sound?, on).ok()?;
    let report = Report::new(findings, &pipeline::levels(&loaded), false);
    let commit = commit.get(..10)?.to_owned();
    (!report.has_errors()).then(|| Past { said: claims_by_date::said(&loaded, &told), commit })
}
