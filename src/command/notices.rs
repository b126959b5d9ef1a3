//! The drafts of notices: `out/notices/<customer>.md`, one a customer who was told otherwise, or is to be told of a change.

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, output};
use crate::{
    error::Error,
    fact::{AnyFact, Audience},
    ledger::Sent,
    load::Loaded,
    review::{Coming, Now, Otherwise, Review, folder_of, name_of, notice, told_of, untold},
    write::{self, File},
};

/// The folder of the drafts, below `out/`.
pub const FOLDER: &str = "notices";

/// A notice to one customer.
pub struct Notice<'r> {
    /// The customer, as it was last written.
    pub customer: &'r str,
    /// The highest audience that it was answered for.
    pub audience: Audience,
    /// What it was told otherwise.
    pub otherwise: Option<&'r Otherwise<'r>>,
    /// The changes among the subprocessors that it has not been told of.
    pub coming: Vec<&'r Coming>,
}

/// Every notice that is to be given.
pub fn all<'r>(sent: &'r [Sent], review: &'r Review) -> Vec<Notice<'r>> {
    let mut customers: BTreeMap<String, (&str, Audience)> = BTreeMap::new();
    for it in sent {
        let entry = customers.entry(name_of(&it.customer)).or_insert((&it.customer, it.audience));
        *entry = (&it.customer, entry.1.max(it.audience));
    }
    let notices = customers.into_iter().map(|(name, (customer, audience))| {
        let otherwise = review.otherwise.iter().find(|it| name_of(&it.customer) == name && it.gone().next().is_some());
        Notice { customer, audience, otherwise, coming: untold(&review.coming, sent, customer, audience) }
    });
    notices.filter(|it| it.otherwise.is_some() || !it.coming.is_empty()).collect()
}

/// Writes the drafts, and gives how many. Those of earlier reviews that nobody needs any more go.
pub fn write(context: &Context, loaded: &Loaded, review: &Review) -> Result<usize, Error> {
    let files: Vec<File> = all(&loaded.ledger.sent, review).iter().map(|it| draft(context, loaded, review, it)).collect();
    if files.is_empty() && !context.root.join("out").join(FOLDER).exists() {
        return Ok(0);
    }
    output::replace_notices(&context.root, FOLDER, &files)?;
    Ok(files.len())
}

/// The file's name of the notice to a customer.
pub fn file_name(customer: &str) -> String {
    format!("{}.md", folder_of(customer))
}

/// The draft of a notice.
pub fn draft(context: &Context, loaded: &Loaded, review: &Review, it: &Notice) -> File {
    let open = unapproved(review, it);
    let vendor = loaded.facts.vendor.first().and_then(AnyFact::title).map_or("", |it| it.value.as_str());
    let paper = notice(vendor, context.on, it.customer, it.otherwise, told_of(&it.coming), &open);
    File::new(file_name(it.customer), write::markdown(&paper))
}

/// What the notice says that nobody has approved.
pub fn unapproved(review: &Review, notice: &Notice) -> Vec<String> {
    let standings = notice.otherwise.iter().flat_map(|it| it.gone());
    let said = standings.filter(|it| matches!(it.now, Now::Otherwise(_) | Now::Unsaid)).map(|it| it.told.claim.id.as_str());
    let mut wanted: BTreeSet<String> = said.map(str::to_owned).collect();
    wanted.extend(notice.coming.iter().map(|it| it.change.fact.to_string()));
    let open: BTreeSet<String> = review.changes.iter().flat_map(|it| [it.id.clone(), it.about()]).collect();
    wanted.into_iter().filter(|it| open.contains(it)).collect()
}
