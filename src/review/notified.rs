//! What notices to customers say of a subprocessor change, compared with what the data says of it now.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    claims::{ClaimSet, change_id, is_worded},
    coming::{Coming, CustomerNotice, is_same_change, to_announce},
    delivered::in_order,
};
use crate::{
    audience_view::AudienceView,
    calendar::notices,
    diagnostic::{Diagnostic, codes},
    document::{dated_changes, lasting_name},
    fact::Facts,
    ledger::{Sent, name_of},
};

/// The deliveries to each customer, in order.
pub fn by_customer<'s>(sent: impl IntoIterator<Item = &'s Sent>) -> BTreeMap<String, Vec<&'s Sent>> {
    let mut customers: BTreeMap<String, Vec<&Sent>> = BTreeMap::new();
    sent.into_iter().for_each(|it| customers.entry(name_of(&it.customer)).or_default().push(it));
    customers.values_mut().for_each(|sent| sent.sort_by(|a, b| in_order(a, b)));
    customers
}

/// The customers whose notice of a change, by the day `notified_on` or last, is worded differently from what
/// the data says now, so that "customers were notified on" that day is not true of the current text.
pub fn notified_differently<'s>(
    sent: impl IntoIterator<Item = &'s Sent>,
    id: &str,
    notified_on: NaiveDate,
    sentences: &[String; 2],
) -> Vec<&'s str> {
    let differs = |sent: &Vec<&'s Sent>| {
        let texts = sent.iter().flat_map(|it| it.items.iter().map(|item| (it.on, item)));
        let texts: Vec<_> = texts.filter(|(_, it)| it.claim.id == id).collect();
        let by_then = texts.iter().rev().find(|(on, _)| *on <= notified_on);
        by_then
            .into_iter()
            .chain(texts.last())
            .any(|(_, it)| it.claim.text.as_ref().is_none_or(|it| !is_worded(sentences, it)))
    };
    let customers = by_customer(sent).into_values().filter(differs);
    customers.filter_map(|sent| Some(sent.last()?.customer.as_str())).collect()
}

/// Adds to each upcoming change which customers were notified of it according to the records, which were not,
/// and whether a notice states it differently.
pub fn add_records(coming: &mut [Coming], sent: &[&Sent], claims: &ClaimSet) {
    let mut found: Vec<Vec<CustomerNotice>> = vec![vec![]; coming.len()];
    for sent in by_customer(sent.iter().copied()).into_values() {
        let Some(last) = sent.last() else { continue };
        let audience = sent.iter().map(|it| it.audience).max().unwrap_or(last.audience);
        let open = to_announce(coming, &sent, claims, audience);
        for (change, notices) in coming.iter().zip(&mut found) {
            let is_open = open.iter().any(|it| it.change.id == change.id);
            let notified_on = sent
                .iter()
                .rfind(|it| !is_open && it.items.iter().any(|item| is_same_change(item, change)))
                .map(|it| it.on);
            let customer = last.customer.clone();
            notices.extend(
                (is_open || notified_on.is_some()).then_some(CustomerNotice { customer, on: notified_on }),
            );
        }
    }
    for (change, notices) in coming.iter_mut().zip(found) {
        change.notified_differently = change.notified_on.is_some_and(|notified_on| {
            let audience = change.audience;
            let words = claims.dated.iter().filter(|((id, it), _)| *id == change.id && *it >= audience);
            words.map(|(_, words)| words).next_back().is_some_and(|words| {
                !notified_differently(sent.iter().copied(), &change.id, notified_on, words).is_empty()
            })
        });
        change.customers = notices;
    }
}

/// A change that was edited after customers were notified of it, and that still has the `notified` of the
/// earlier text.
pub fn changed_after_notice(facts: &Facts, sent: &[Sent], view: &AudienceView) -> Vec<Diagnostic> {
    let words: BTreeMap<String, [String; 2]> = dated_changes(view).into_iter().collect();
    let mut findings = Vec::new();
    for it in notices(facts, view.on) {
        let (Some(notified), Some(notified_on), Some(day)) = (it.notified(), it.notified_on, it.change_day())
        else {
            continue;
        };
        let id = &it.subprocessor.id;
        let name = lasting_name(id, &it.change.name(), day.value);
        let Some(sentences) = words.get(&name) else { continue };
        let sent = sent.iter().filter(|it| it.on <= view.on);
        let customers = notified_differently(sent, &change_id(&name), notified_on, sentences);
        if customers.is_empty() {
            continue;
        }
        let customers: Vec<_> = customers.iter().map(|it| format!("`{it}`")).collect();
        let message = format!(
            "`{id}` was changed after customers were notified on {notified_on}: the notice to {} states \
             this change differently",
            customers.join(", ")
        );
        findings.push(
            Diagnostic::new(codes::UNRECORDED_NOTICE, notified.place, message)
                .also(day.place, "the change")
                .help(
                    "send the notices that `factum review` drafts, record them with `factum sent --notice \
                     CUSTOMER`, and set `notified` to the day on which they were sent",
                ),
        );
    }
    findings
}
