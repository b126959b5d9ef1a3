//! When dated subprocessor changes, and their current texts, were first recorded.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::{
    claims::{change_id, fields_claim, fields_id},
    notified::notified_differently,
};
use crate::{
    audience_view::AudienceView,
    calendar::{ALTERS, NoticeChange},
    document::{Recorded, dated_changes, lasting_name, subprocessor_changes},
    fact::CHANGEABLE,
    ledger::{ChangeName, Claim, EffectiveApprovals, Ledger},
};

/// What the ledgers record of the dated changes that the audience may know, by their lasting names: approvals
/// of what is published of the subprocessor as data, and notices to customers.
pub fn recorded(
    approvals: &EffectiveApprovals,
    ledger: &Ledger,
    view: &AudienceView,
) -> BTreeMap<String, Recorded> {
    let began = approvals.approvals.iter().map(|it| it.counts_from()).min();
    let mut noticed: BTreeMap<&str, NaiveDate> = BTreeMap::new();
    for sent in ledger.sent.iter().filter(|it| it.on <= view.on) {
        for item in &sent.items {
            let first = noticed.entry(&item.claim.id).or_insert(sent.on);
            *first = sent.on.min(*first);
        }
    }
    let approved = approved(approvals, view);
    let sentences: BTreeMap<String, [String; 2]> = dated_changes(view).into_iter().collect();
    let notified: HashMap<String, NaiveDate> = subprocessor_changes(view)
        .into_iter()
        .filter_map(|it| Some((lasting_name(&it.fact, &it.what, it.day), it.notified_on?)))
        .collect();
    let sent = || ledger.sent.iter().filter(|it| it.on <= view.on);
    let mut found = BTreeMap::new();
    for (id, fact) in view.of("subprocessor") {
        let now = fields_claim(view, id, fact).text.unwrap_or_default();
        let approved =
            approved.get(fields_id(&id.to_string()).as_str()).map(Vec::as_slice).unwrap_or_default();
        let before = format!("{id}/");
        let own = sentences.range(before.clone()..).take_while(|(it, _)| it.starts_with(&before));
        for (name, words) in own {
            let Some(ChangeName { what, day, .. }) = ChangeName::parse(name) else { continue };
            let found_approvals = in_approvals(approved, what, day, &now);
            let noticed = noticed.get(change_id(name).as_str()).copied();
            let Some(first) = found_approvals.first.into_iter().chain(noticed).min() else { continue };
            let new = found_approvals.first.is_none_or(|it| began.is_some_and(|began| began < it));
            let notified_differently = notified.get(name).is_some_and(|notified_on| {
                !notified_differently(sent(), &change_id(name), *notified_on, words).is_empty()
            });
            found.insert(
                name.clone(),
                Recorded { first, new, words: found_approvals.words, notified_differently },
            );
        }
    }
    found
}

/// What was approved of each subprocessor as data, by the id of its claims, with the day from which it
/// counts, in order. Of one approval, the claim for the narrowest audience that may see it counts.
fn approved<'l>(
    approvals: &EffectiveApprovals<'l>,
    view: &AudienceView,
) -> HashMap<&'l str, Vec<(NaiveDate, &'l str)>> {
    let mut approved: HashMap<&str, Vec<(NaiveDate, &str)>> = HashMap::new();
    for approval in &approvals.approvals {
        let mut claims: BTreeMap<&str, &Claim> = BTreeMap::new();
        let own = |it: &&Claim| {
            it.kind() == "subprocessor" && it.id == fields_id(it.about()) && it.audience <= view.audience
        };
        for claim in approval.claims.iter().filter(own) {
            let kept = claims.entry(&claim.id).or_insert(claim);
            *kept = if claim.audience > kept.audience { claim } else { kept };
        }
        for (id, claim) in claims {
            approved
                .entry(id)
                .or_default()
                .push((approval.counts_from(), claim.text.as_deref().unwrap_or_default()));
        }
    }
    approved
}

/// What approvals record about one change.
struct Approvals {
    /// The day of the first that states it.
    first: Option<NaiveDate>,
    /// The day of the first of those that state it as it is now, if an earlier one stated it differently.
    words: Option<NaiveDate>,
}

fn in_approvals(approved: &[(NaiveDate, &str)], what: &str, day: &str, now: &str) -> Approvals {
    let wanted = lines(now, what, day);
    let (mut first, mut words, mut differs) = (None, None, false);
    for (on, text) in approved {
        let lines = lines(text, what, day);
        // One that does not state the day states another change.
        if !lines.iter().any(|it| states(it, what, day)) {
            continue;
        }
        first = first.or(Some(*on));
        if lines != wanted {
            (words, differs) = (None, true);
        } else if differs {
            words = words.or(Some(*on));
        }
    }
    Approvals { first, words }
}

/// The lines of a subprocessor's fields that the words of a change are made of.
fn lines<'t>(text: &'t str, what: &str, day: &str) -> Vec<&'t str> {
    let starts = what == NoticeChange::Starts.name();
    let of_fields = |line: &str| {
        let name = line.split(':').next().unwrap_or_default();
        let worded = (what == ALTERS || starts) && CHANGEABLE.contains(&name);
        worded || matches!(name, "name" | "products") || (what != ALTERS && name == "notified")
    };
    text.lines().filter(|it| states(it, what, day) || of_fields(it)).collect()
}

/// Whether a line states the day of a change.
fn states(line: &str, what: &str, day: &str) -> bool {
    let field = |name: &str| line.strip_prefix(name).is_some_and(|it| it == day);
    match what {
        ALTERS => {
            line.trim_start_matches("changes: ").strip_prefix("from: ").is_some_and(|it| it.starts_with(day))
        }
        _ if what == NoticeChange::Starts.name() => field("since: "),
        _ => field("until: "),
    }
}
