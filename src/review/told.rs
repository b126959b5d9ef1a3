//! Affected customers: what was delivered compared with current claims.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, HashMap, HashSet},
};

use super::{
    asked::{CurrentAnswer, CurrentAnswers},
    claims::{ClaimSet, fields_id, is_worded},
};
use crate::{
    answer::NotGivenAgain,
    calendar::NoticeChange,
    fact::{Audience, Kind, Subprocessor, parse_date},
    ledger::{Claim, ClaimId, Sent, Told, digest_of, kind_of, name_of},
    markup::anchor,
};

/// A delivered answer or statement and its current status.
#[derive(Debug, Clone)]
pub struct DeliveredClaim<'l> {
    /// The delivery.
    pub sent: &'l Sent,
    /// What was delivered.
    pub told: &'l Told,
    /// What answers its question now.
    pub current: CurrentAnswer,
    /// Its current status.
    pub now: Now,
}

/// The current status of something that was delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Now {
    /// It is unchanged.
    Holds,
    /// Its text or verdict has changed.
    AffectedCustomer(Claim),
    /// It is published under an NDA only, and was delivered to a lower audience. With the current claim.
    Restricted(Claim),
    /// It is no longer published to this audience.
    Unsaid,
    /// It is a subprocessor change that will not take place.
    Cancelled,
    /// It is unchanged, but would not be given to this question of this customer now: the reason, as a
    /// clause.
    Withheld(String),
    /// A later delivery to the customer replaced it.
    Superseded,
    /// It is custom text for this customer, so the data does not show whether it holds.
    Unknown,
}

impl Now {
    /// Whether it has changed since it was delivered.
    pub fn has_changed(&self) -> bool {
        matches!(self, Self::AffectedCustomer(_) | Self::Restricted(_) | Self::Unsaid | Self::Cancelled)
    }

    /// Why it would not be given again, if it is unchanged.
    pub fn withheld(&self) -> Option<&str> {
        if let Self::Withheld(why) = self { Some(why) } else { None }
    }

    /// The current claim, if it is known and differs or is restricted.
    pub fn claim(&self) -> Option<&Claim> {
        if let Self::AffectedCustomer(claim) | Self::Restricted(claim) = self { Some(claim) } else { None }
    }
}

/// Why the answer with an id would not be given again to what was asked in a delivery.
pub type NotAgain<'a> = dyn Fn(&Sent, &Told, &str) -> Option<NotGivenAgain> + 'a;

/// Everything that was delivered to customers whose name matches, by delivery, with its status.
pub fn standings<'l>(
    sent: impl IntoIterator<Item = &'l Sent>,
    said: &ClaimSet,
    answers: &CurrentAnswers,
    not_again: &NotAgain,
    customer: &dyn Fn(&str) -> bool,
) -> Vec<DeliveredClaim<'l>> {
    let mut ordered: Vec<(String, &Sent)> =
        sent.into_iter().map(|it| (name_of(&it.customer), it)).filter(|(it, _)| customer(it)).collect();
    ordered.sort_by(|(_, a), (_, b)| in_order(a, b));
    let of_sent = |(name, sent): &(String, &'l Sent)| -> Vec<Delivered<'l>> {
        let delivered = |told: &'l Told| {
            let current = answers.of(sent, told);
            Delivered { key: (name.clone(), answers.subject(told, &current)), sent, told, current }
        };
        sent.told.iter().map(delivered).collect()
    };
    let all: Vec<Delivered> = ordered.iter().flat_map(of_sent).collect();
    // The last delivery of each claim is the one that counts for a customer, separately for its verdict and
    // its text.
    let last = |tells: fn(&Told) -> bool| -> HashMap<&Key, &Told> {
        all.iter().filter(|it| tells(it.told)).map(|it| (&it.key, it.told)).collect()
    };
    let (verdicts, texts) = (last(Told::tells_verdict), last(Told::tells_text));
    let mut highest: HashMap<&str, Audience> = HashMap::new();
    for (name, sent) in &ordered {
        let entry = highest.entry(name).or_insert(sent.audience);
        *entry = sent.audience.max(*entry);
    }
    let stands = |it: &Delivered| {
        let (sent, told) = (it.sent, it.told);
        let verdict = verdicts
            .get(&it.key)
            .is_some_and(|last| told.tells_verdict() && last.claim.verdict != told.claim.verdict);
        let text = texts.get(&it.key).is_some_and(|last| {
            let changed = last.claim.text != told.claim.text || last.restricted != told.restricted;
            told.tells_text() && changed
        });
        if verdict || text {
            return Now::Superseded;
        }
        let highest = highest.get(it.key.0.as_str()).copied().unwrap_or(sent.audience);
        let id = it.current.id.as_deref();
        let answer = id.filter(|_| matches!(told.claim.named(), ClaimId::Answer(_)));
        let not_again = || answer.and_then(|id| not_again(sent, told, id));
        let is_stated = told.claim.text.is_some();
        match now(told, sent.audience, highest, said, id) {
            Now::Holds if is_stated => not_again().map_or(Now::Holds, |it| Now::Withheld(it.why)),
            // The current answer is about another product, and is not told to this customer.
            Now::AffectedCustomer(_) if not_again().is_some_and(|it| it.other_product) => {
                if is_stated {
                    Now::Unsaid
                } else {
                    Now::Holds
                }
            }
            now => now,
        }
    };
    all.iter()
        .map(|it| DeliveredClaim {
            sent: it.sent,
            told: it.told,
            current: it.current.clone(),
            now: stands(it),
        })
        .collect()
}

/// The customer and the subject of something that was delivered.
type Key = (String, (String, String));

/// Something that was delivered, before its status is known.
struct Delivered<'l> {
    key: Key,
    sent: &'l Sent,
    told: &'l Told,
    current: CurrentAnswer,
}

/// Orders deliveries by date; those of one day by the order in which they were recorded.
pub fn in_order(a: &Sent, b: &Sent) -> Ordering {
    (a.on, a.number, &a.name, &a.seal).cmp(&(b.on, b.number, &b.name, &b.seal))
}

/// The current status of something that was delivered to a customer. `highest`: the highest audience of all
/// deliveries to it; `id`: what states it now.
fn now(telling: &Told, audience: Audience, highest: Audience, said: &ClaimSet, id: Option<&str>) -> Now {
    let told = &telling.claim;
    if told.is_custom() {
        return Now::Unknown;
    }
    if matches!(told.named(), ClaimId::Change(_)) {
        // It may have been postponed or dropped; the data shows whether it happened.
        let words = said.dated.get(&(told.id.clone(), audience));
        let holds = told.text.as_ref().is_none_or(|text| words.is_some_and(|it| is_worded(it, text)));
        return match () {
            () if holds => Now::Holds,
            () if is_cancelled(telling, said) => Now::Cancelled,
            () => Now::Unsaid,
        };
    }
    let current = |claim: &Claim| Claim { id: told.id.clone(), ..claim.clone() };
    // What only the vendor knows is not mentioned.
    let stated = |audience| id.and_then(|id| said.told(id, audience));
    match (stated(audience), stated(Audience::Nda)) {
        (Some(claim), _) if telling.same_wording_as(claim) => Now::Holds,
        (Some(claim), _) => Now::AffectedCustomer(current(claim)),
        // It was to be had under an NDA, and is no longer.
        (None, None) if telling.restricted => Now::Unsaid,
        (None, _) if told.text.is_none() => Now::Holds,
        (None, Some(claim)) if highest < Audience::Nda => Now::Restricted(current(claim)),
        (None, Some(claim)) if telling.same_wording_as(claim) => Now::Holds,
        (None, Some(claim)) => Now::AffectedCustomer(current(claim)),
        (None, None) => Now::Unsaid,
    }
}

/// Whether a subprocessor change that was announced will not take place: its day is still to come, and what
/// was to start is in no entry for any audience, or what was to end goes on. Whether a dropped change of
/// purpose, location or data was given up or has been made already is not known.
fn is_cancelled(telling: &Told, said: &ClaimSet) -> bool {
    let Some(name) = telling.claim.named().change() else { return false };
    if parse_date(name.day).is_none_or(|day| said.on.is_none_or(|on| day <= on)) {
        return false;
    }
    let fields = fields_id(name.fact);
    let is_stated = Audience::ALL.iter().any(|audience| said.get(&fields, *audience).is_some());
    if name.what == NoticeChange::Starts.name() {
        // Under another id, it is still planned.
        let of_name = |title: &str| {
            telling.question.strip_prefix(title).is_some_and(|rest| rest.starts_with([' ', ':']))
        };
        let mut others = said.titles.iter().filter(|(id, _)| kind_of(id) == Subprocessor::NAME);
        return !is_stated && !others.any(|(_, (_, title))| of_name(title));
    }
    let mut dated = said.dated.keys().filter_map(|(id, _)| ClaimId::from(id.as_str()).change());
    name.what == NoticeChange::Ends.name()
        && is_stated
        && !dated.any(|it| it.fact == name.fact && it.what == name.what)
}

/// A customer's name in names of files and folders: letters and digits, and, if the name has other
/// characters, the beginning of a digest, which distinguishes it from names with the same letters.
pub fn folder_of(customer: &str) -> String {
    let name = name_of(customer);
    let short: String = anchor(customer).chars().take(60).collect();
    if short.replace('-', " ") == name {
        return short;
    }
    format!("{short}-{}", digest_of(name.as_bytes()).get(..8).unwrap_or_default())
}

/// A customer and what has changed of its deliveries: the last delivery of each claim.
#[derive(Debug, Clone)]
pub struct AffectedCustomer<'l> {
    /// The customer's name, as last recorded.
    pub customer: String,
    /// What has changed, what would not be given again, and custom text with unknown status.
    pub standings: Vec<DeliveredClaim<'l>>,
}

/// All customers with changed answers or custom text.
pub fn affected_customers<'l>(
    sent: impl IntoIterator<Item = &'l Sent>,
    said: &ClaimSet,
    answers: &CurrentAnswers,
    not_again: &NotAgain,
) -> Vec<AffectedCustomer<'l>> {
    let mut by_customer: BTreeMap<String, AffectedCustomer> = BTreeMap::new();
    let mut known: HashSet<(String, &str, &str)> = HashSet::new();
    for standing in standings(sent, said, answers, not_again, &|_| true) {
        if matches!(standing.now, Now::Holds | Now::Superseded) {
            continue;
        }
        let name = name_of(&standing.sent.customer);
        // The first date on which it was delivered counts.
        let first = known.insert((name.clone(), &standing.told.claim.id, &standing.told.question));
        let entry = by_customer
            .entry(name)
            .or_insert_with(|| AffectedCustomer { customer: String::new(), standings: vec![] });
        entry.customer.clone_from(&standing.sent.customer);
        entry.standings.extend(first.then_some(standing));
    }
    by_customer.into_values().collect()
}

impl AffectedCustomer<'_> {
    /// What has changed.
    pub fn changed(&self) -> impl Iterator<Item = &DeliveredClaim<'_>> {
        self.standings.iter().filter(|it| it.now.has_changed())
    }

    /// What has not changed, but would not be given again, with the reasons.
    pub fn withheld(&self) -> impl Iterator<Item = (&DeliveredClaim<'_>, &str)> {
        self.standings.iter().filter_map(|it| Some((it, it.now.withheld()?)))
    }

    /// The custom text for this customer.
    pub fn own_words(&self) -> impl Iterator<Item = &DeliveredClaim<'_>> {
        self.standings.iter().filter(|it| it.now == Now::Unknown)
    }
}

impl DeliveredClaim<'_> {
    /// Whether a change of the claim `id` affects what was delivered: it is the answer, or a statement in it.
    pub fn says(&self, id: &str) -> bool {
        self.told.claim.id == id
            || self.current.id.as_deref() == Some(id)
            || self.told.statements.iter().any(|it| it == id)
    }
}
