//! The drafts of notices: `out/notices/<customer>.md`, one a customer who was told otherwise.

use std::collections::BTreeSet;

use super::{Context, output};
use crate::{
    error::Error,
    load::Loaded,
    prose::anchor,
    review::{Now, Otherwise, Review, notice},
    write::{self, File},
};

/// The folder of the drafts, below `out/`.
pub const FOLDER: &str = "notices";

/// Writes the drafts, and gives how many. Those of earlier reviews that nobody needs any more go.
pub fn write(context: &Context, loaded: &Loaded, review: &Review) -> Result<usize, Error> {
    let files: Vec<File> = review.otherwise.iter().map(|it| draft(context, loaded, review, it)).collect();
    if files.is_empty() && !context.root.join("out").join(FOLDER).exists() {
        return Ok(0);
    }
    output::replace_notices(&context.root, FOLDER, &files)?;
    Ok(files.len())
}

/// The file's name of the notice to a customer.
pub fn file_name(customer: &str) -> String {
    format!("{}.md", anchor(customer).chars().take(80).collect::<String>())
}

fn draft(context: &Context, loaded: &Loaded, review: &Review, otherwise: &Otherwise) -> File {
    let open = unapproved(review, otherwise);
    let vendor = loaded.facts.vendor.first().and_then(|it| crate::fact::AnyFact::title(it)).map_or("", |it| it.value.as_str());
    let paper = notice(vendor, context.on, &otherwise.customer, Some(otherwise), vec![], &open);
    File::new(file_name(&otherwise.customer), write::markdown(&paper))
}

/// What the notice says that nobody has approved.
pub fn unapproved(review: &Review, otherwise: &Otherwise) -> Vec<String> {
    let open: BTreeSet<&str> = review.changes.iter().map(|it| it.id.as_str()).collect();
    let said = otherwise.standings.iter().filter(|it| matches!(it.now, Now::Otherwise(_) | Now::Unsaid));
    let ids: BTreeSet<&str> = said.map(|it| it.told.claim.id.as_str()).filter(|it| open.contains(it)).collect();
    ids.into_iter().map(str::to_owned).collect()
}
