//! Compares current claims with earlier ones: how each changed, and the risk of the change.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    change::{ChangeKind, ClaimChange, FormerClaim, FormerClaims, key},
    claim_pair::FactContext,
    claims::ClaimSet,
    rules::{Risk, rules_of},
    weakened::{ClaimHistory, Present},
};
use crate::{
    fact::Audience,
    ledger::{Claim, ClaimId, covering},
};

/// The changed claims for `audiences`, ordered by risk (highest first), then by fact.
pub fn changes(claim_set: &ClaimSet, former: &FormerClaims, audiences: &[Audience]) -> Vec<ClaimChange> {
    let mut changes = Vec::new();
    let mut retired: BTreeSet<(&str, Audience)> = BTreeSet::new();
    for claim in claim_set.claims.values() {
        // An approval for a wider or narrower audience covers it as long as it is published to that audience.
        let covered = covering(claim, |id, audience| former.get(id, audience).map(|it| it.claim));
        let still = |it: &Claim| {
            it.audience == claim.audience
                || claim_set.get(&it.id, it.audience).is_some_and(|now| now.same_wording_as(it))
        };
        if covered.is_some_and(still) {
            continue;
        }
        let own = former.get(&claim.id, claim.audience);
        let elsewhere = || {
            Audience::ALL
                .iter()
                .filter_map(|it| former.get(&claim.id, *it))
                .find(|it| it.claim.same_wording_as(claim))
        };
        let (kind, before) = match (own, elsewhere(), former.seen_by(&claim.id, claim.audience)) {
            (Some(own), _, _) if own.claim.same_wording_as(claim) => (ChangeKind::EvidenceChanged, Some(own)),
            (Some(own), _, _) => (ChangeKind::Reworded, Some(own)),
            (None, Some(other), _) => (ChangeKind::Moved, Some(other)),
            // So far, this audience saw the text of a wider one.
            (None, None, Some(wider)) => (ChangeKind::Reworded, Some(wider)),
            (None, None, None) => (ChangeKind::Added, None),
        };
        let mut change = ClaimChange::new(kind, before.map(Into::into), Some(claim.clone()));
        let others =
            audiences.iter().filter(|it| **it != claim.audience && claim_set.get(&claim.id, **it).is_none());
        let same = others.filter_map(|it| former.get(&claim.id, *it)).map(|it| it.claim).filter(|it| {
            match claim_set.seen_by(&it.id, it.audience) {
                // It moved to a narrower audience; or a narrower audience now sees the text of a wider one.
                None => it.same_wording_as(claim),
                Some(wider) => it.audience > claim.audience && wider.same_wording_as(it),
            }
        });
        for claim in same {
            retired.insert(key(claim));
            change.retires.push(claim.clone());
        }
        changes.push(change);
    }
    let removed =
        former.all().filter(|it| audiences.contains(&it.claim.audience) && !retired.contains(&key(it.claim)));
    changes.extend(removed.filter_map(|it| withdrawal(it, claim_set)));
    let was: BTreeMap<&str, Audience> = widest(former.all().map(|it| it.claim));
    let is = widest(claim_set.claims.values());
    join_renamed(&mut changes, &was, &is);
    weigh(&mut changes, former, (&was, &is), claim_set);
    changes
}

/// The change of a claim that no longer exists for its audience; `None` if the audience reads the same as
/// before.
fn withdrawal(former: FormerClaim, claim_set: &ClaimSet) -> Option<ClaimChange> {
    let claim = former.claim;
    if claim_set.get(&claim.id, claim.audience).is_some() {
        return None;
    }
    match claim_set.seen_by(&claim.id, claim.audience) {
        None => Some(ClaimChange::new(ChangeKind::Withdrawn, Some(former.into()), None)),
        Some(wider) if wider.same_wording_as(claim) => None,
        // An audience that had its own text now sees that of a wider audience.
        Some(wider) => {
            let after = Claim { audience: claim.audience, ..wider.clone() };
            Some(ClaimChange::new(ChangeKind::Reworded, Some(former.into()), Some(after)))
        }
    }
}

/// The widest audience with claims about a fact, by fact.
fn widest<'c>(claims: impl Iterator<Item = &'c Claim>) -> BTreeMap<&'c str, Audience> {
    let mut widest = BTreeMap::new();
    for claim in claims {
        let entry = widest.entry(claim.about()).or_insert(claim.audience);
        *entry = claim.audience.min(*entry);
    }
    widest
}

/// What a change says about its fact, independent of the fact's id.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct ChangeWords {
    /// The kind of the fact, and the section.
    section: String,
    audience: Audience,
    verdict: Option<&'static str>,
    text: Option<String>,
}

impl ChangeWords {
    fn of(change: &ClaimChange) -> Option<Self> {
        let claim = change.after.as_ref().or(change.before.as_ref().map(|it| &it.claim))?;
        let section = claim.id.strip_prefix(claim.about()).unwrap_or(&claim.id);
        Some(Self {
            section: format!("{}{section}", claim.kind()),
            audience: claim.audience,
            verdict: claim.verdict.map(|it| it.word()),
            text: claim.text.clone(),
        })
    }
}

/// Merges the removal of a fact and the addition of one with the same kind and content into a rename.
fn join_renamed(
    changes: &mut Vec<ClaimChange>,
    was: &BTreeMap<&str, Audience>,
    is: &BTreeMap<&str, Audience>,
) {
    let says = |of: &[usize], changes: &[ClaimChange]| {
        let mut says: Vec<_> =
            of.iter().filter_map(|it| changes.get(*it)).filter_map(ChangeWords::of).collect();
        says.sort();
        says
    };
    let (mut gone, mut fresh): (BTreeMap<String, Vec<usize>>, BTreeMap<String, Vec<usize>>) =
        Default::default();
    for (at, change) in changes.iter().enumerate() {
        let about = change.about();
        match change.kind {
            ChangeKind::Withdrawn if !is.contains_key(about.as_str()) => {
                gone.entry(about).or_default().push(at)
            }
            ChangeKind::Added if !was.contains_key(about.as_str()) => {
                fresh.entry(about).or_default().push(at)
            }
            _ => {}
        }
    }
    let mut fresh: BTreeMap<Vec<ChangeWords>, &Vec<usize>> =
        fresh.values().map(|it| (says(it, changes), it)).collect();
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for former in gone.values() {
        // Of two with the same content, one has the new id; the other was removed.
        let Some(new) = fresh.remove(&says(former, changes)) else { continue };
        for at in former {
            let words =
                |it: &usize| changes.get(*it).and_then(ChangeWords::of).map(|it| (it.section, it.audience));
            joined.extend(new.iter().find(|it| words(it) == words(at)).map(|it| (*at, *it)));
        }
    }
    for (old, new) in &joined {
        let before = changes.get(*old).and_then(|it| it.before.clone());
        if let Some(change) = changes.get_mut(*new).filter(|it| it.kind == ChangeKind::Added) {
            change.retires.extend(before.as_ref().map(|it| it.claim.clone()));
            (change.kind, change.before) = (ChangeKind::Renamed, before);
        }
    }
    let old: BTreeSet<usize> = joined.iter().map(|(old, _)| *old).collect();
    let mut at = 0..;
    changes.retain(|_| at.next().is_none_or(|it| !old.contains(&it)));
}

/// Applies the rules to the changes and sorts them by risk (highest first), then by fact. `was` and `is`: the
/// widest audience with claims about a fact, before and now.
fn weigh(
    changes: &mut [ClaimChange],
    former: &FormerClaims,
    (was, is): (&BTreeMap<&str, Audience>, &BTreeMap<&str, Audience>),
    now: &ClaimSet,
) {
    let present = Present::new(now, is);
    let is_seen = |of: &BTreeMap<&str, Audience>, about: &str, audience: Audience| {
        of.get(about).is_some_and(|it| *it <= audience)
    };
    let history = ClaimHistory::of(changes, former);
    let mut weakened = BTreeSet::new();
    // First what is weakened itself, then what repeats it.
    for repeating in [false, true] {
        for change in changes.iter_mut() {
            let about = change.about();
            let (before, after) = (change.before.as_ref().map(|it| &it.claim), change.after.as_ref());
            let renamed = change.kind == ChangeKind::Renamed;
            let mut facts = before.into_iter().chain(after).flat_map(|it| &it.facts);
            // The cause may be approved already, but what repeats it not yet.
            let approval = before.and_then(|it| former.get(&it.id, it.audience)).and_then(|it| it.approval);
            let earlier = || approval.is_some_and(|it| history.weakened_since(change, it, &present));
            let context = FactContext {
                is_new: !was.is_empty()
                    && !renamed
                    && after.is_some_and(|it| !is_seen(was, &about, it.audience)),
                is_removed: !renamed && before.is_some_and(|it| !is_seen(is, &about, it.audience)),
                state: present.state(&about, change.audience),
                depends_on_weakened: repeating
                    && (facts.any(|it| *it != about && weakened.contains(it)) || earlier()),
            };
            change.rules = rules_of(before, after, context);
        }
        weakened.extend(changes.iter().filter(|it| it.risk() == Risk::Weakened).map(ClaimChange::about));
    }
    // The cause before what repeats it.
    changes.sort_by_cached_key(|it| {
        (it.risk(), ClaimId::from(it.id.as_str()).is_of_answer(), it.about(), it.id.clone(), it.audience)
    });
}
