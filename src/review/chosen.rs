//! The changes that an approver selects.

use std::collections::BTreeSet;

use super::{change::ClaimChange, claims::ClaimSet, content::Review};
use crate::error::{Error, near};

/// The changes of these statements and answers, or of everything about a fact; without `ids`, all changes.
///
/// # Errors
/// There is no such statement or answer.
pub fn chosen<'r>(
    review: &'r Review,
    claim_set: &ClaimSet,
    ids: Option<&[String]>,
) -> Result<Vec<&'r ClaimChange>, Error> {
    let Some(ids) = ids else { return Ok(review.changes.iter().collect()) };
    let mut chosen: Vec<&ClaimChange> = Vec::new();
    for id in ids {
        let named: Vec<_> = review.changes.iter().filter(|it| it.id == *id || it.about() == *id).collect();
        let known = claim_set.claims.values().any(|it| it.id == *id || it.about() == *id);
        if named.is_empty() && !known {
            let ids: BTreeSet<&str> =
                claim_set.claims.values().flat_map(|it| [it.id.as_str(), it.about()]).collect();
            let changed = review.changes.iter().map(|it| it.id.as_str());
            let near = near(id, ids.into_iter().chain(changed));
            return Err(Error::Unknown { what: "claim called", name: id.clone(), near });
        }
        chosen.extend(named);
    }
    let mut seen = BTreeSet::new();
    chosen.retain(|it| seen.insert((&it.id, it.audience)));
    Ok(chosen)
}
