//! What was said on a past day: the data as the last commit of that day has them, where git knows one.

use chrono::NaiveDate;

use super::{Context, claims_by_date, git, pipeline};
use crate::{check::check, diagnostic::Report, load::load, review::ClaimSet};

/// What the data of a commit said on a day.
pub struct Past {
    /// What was said.
    pub said: ClaimSet,
    /// The beginning of the commit's id.
    pub commit: String,
}

/// What was said on the day `on`; none without a repository, without a commit of that day or before, and where the data of that
/// commit cannot be read or have errors.
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
