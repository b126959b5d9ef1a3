//! Affected customers: what was delivered compared with current claims.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, HashMap},
};

use chrono::NaiveDate;

use super::{
    asked::{CurrentAnswer, CurrentAnswers, place_of},
    claims::ClaimSet,
    notice_now::notice_now,
    now::Now,
};
use crate::{
    answer::NotGivenAgain,
    document::question_label,
    fact::Audience,
    ledger::{Claim, ClaimId, DeliveredItem, Sent, digest_of, name_of},
    markup::anchor,
};

/// A delivered answer or statement and its current status.
#[derive(Debug, Clone)]
pub struct DeliveredClaim<'l> {
    /// The delivery.
    pub sent: &'l Sent,
    /// What was delivered.
    pub item: &'l DeliveredItem,
    /// What answers its question now.
    pub current: CurrentAnswer,
    /// Its current status.
    pub now: Now,
}

/// Why the answer with an id would not be given again to what was asked in a delivery.
pub type NotAgain<'a> = dyn Fn(&Sent, &DeliveredItem, &str) -> Option<NotGivenAgain> + 'a;

/// Everything that was delivered to a customer, by its normalised name, or to all customers, by delivery,
/// with its status.
pub fn delivered_claims<'l>(
    sent: impl IntoIterator<Item = &'l Sent>,
    claims: &ClaimSet,
    answers: &CurrentAnswers,
    not_again: &NotAgain,
    customer: Option<&str>,
) -> Vec<DeliveredClaim<'l>> {
    let mut ordered: Vec<(String, &Sent)> = sent
        .into_iter()
        .map(|it| (name_of(&it.customer), it))
        .filter(|(it, _)| customer.is_none_or(|name| it == name))
        .collect();
    ordered.sort_by(|(_, a), (_, b)| in_order(a, b));
    let of_sent = |(name, sent): &(String, &'l Sent)| -> Vec<Delivered<'l>> {
        let delivered = |item: &'l DeliveredItem| {
            let current = answers.of(sent, item);
            Delivered { key: (name.clone(), answers.subject(sent, item, &current)), sent, item, current }
        };
        sent.items.iter().map(delivered).collect()
    };
    let all: Vec<Delivered> = ordered.iter().flat_map(of_sent).collect();
    let last = LastDeliveries::of(&all, &ordered);
    let claim = |it: &Delivered<'l>| DeliveredClaim {
        sent: it.sent,
        item: it.item,
        current: it.current.clone(),
        now: last.status(it, claims, not_again),
    };
    all.iter().map(claim).collect()
}

/// The last delivery of each claim, which is the one that counts for a customer, separately for its verdict
/// and its text.
struct LastDeliveries<'d> {
    verdicts: HashMap<&'d Key, &'d DeliveredItem>,
    texts: HashMap<&'d Key, &'d DeliveredItem>,
    /// The narrowest audience of all deliveries to a customer.
    narrowest: HashMap<&'d str, Audience>,
}

impl<'d> LastDeliveries<'d> {
    /// The last ones of `all`; `ordered` are the deliveries with the names of their customers.
    fn of(all: &'d [Delivered], ordered: &'d [(String, &Sent)]) -> Self {
        let last = |includes: fn(&DeliveredItem) -> bool| {
            all.iter().filter(|it| includes(it.item)).map(|it| (&it.key, it.item)).collect()
        };
        let mut narrowest: HashMap<&str, Audience> = HashMap::new();
        for (name, sent) in ordered {
            let entry = narrowest.entry(name).or_insert(sent.audience);
            *entry = sent.audience.max(*entry);
        }
        let (verdicts, texts) = (last(DeliveredItem::includes_verdict), last(DeliveredItem::includes_text));
        Self { verdicts, texts, narrowest }
    }

    /// The current status of something that was delivered.
    fn status(&self, delivered: &Delivered, claims: &ClaimSet, not_again: &NotAgain) -> Now {
        if self.is_superseded(delivered) {
            return Now::Superseded;
        }
        let Delivered { key, sent, item, current } = delivered;
        let narrowest = self.narrowest.get(key.0.as_str()).copied().unwrap_or(sent.audience);
        let id = current.id.as_deref();
        let answer = id.filter(|_| matches!(item.claim.named(), ClaimId::Answer(_)));
        let not_again = || answer.and_then(|id| not_again(sent, item, id));
        let is_stated = item.claim.text.is_some();
        match now(item, sent.audience, narrowest, claims, id) {
            Now::Holds if is_stated => not_again().map_or(Now::Holds, |it| Now::Withheld(it.why)),
            // The current answer is about another product, or is not an answer to this question: the customer
            // does not get it.
            Now::Changed(_) if not_again().is_some_and(|it| it.not_theirs) && is_stated => Now::Unsaid,
            Now::Changed(_) if not_again().is_some_and(|it| it.not_theirs) => Now::Holds,
            now => now,
        }
    }

    /// Whether a later delivery of the same claim has another verdict or text.
    fn is_superseded(&self, delivered: &Delivered) -> bool {
        let item = delivered.item;
        let verdict = self
            .verdicts
            .get(&delivered.key)
            .is_some_and(|last| item.includes_verdict() && last.claim.verdict != item.claim.verdict);
        let text = self.texts.get(&delivered.key).is_some_and(|last| {
            let changed = last.claim.text != item.claim.text || last.restricted != item.restricted;
            item.includes_text() && changed
        });
        verdict || text
    }
}

/// The customer and the subject of something that was delivered.
type Key = (String, (String, String));

/// Something that was delivered, before its status is known.
struct Delivered<'l> {
    key: Key,
    sent: &'l Sent,
    item: &'l DeliveredItem,
    current: CurrentAnswer,
}

/// Orders deliveries by date; those of one day by the order in which they were recorded.
pub fn in_order(a: &Sent, b: &Sent) -> Ordering {
    (a.on, a.number, &a.name, &a.seal).cmp(&(b.on, b.number, &b.name, &b.seal))
}

/// The current status of something that was delivered to a customer. `narrowest`: the narrowest audience of
/// all deliveries to it; `id`: what states it now.
fn now(
    delivered: &DeliveredItem,
    audience: Audience,
    narrowest: Audience,
    claims: &ClaimSet,
    id: Option<&str>,
) -> Now {
    let item = &delivered.claim;
    if item.is_custom() {
        return Now::Unknown;
    }
    if matches!(item.named(), ClaimId::Change(_)) {
        return notice_now(delivered, audience, claims);
    }
    let current = |claim: &Claim| Claim { id: item.id.clone(), ..claim.clone() };
    // What only the vendor knows is not mentioned.
    let stated = |audience| id.and_then(|id| claims.seen_by(id, audience));
    match (stated(audience), stated(Audience::Nda)) {
        (Some(claim), _) if delivered.same_wording_as(claim) => Now::Holds,
        (Some(claim), _) => Now::Changed(current(claim)),
        // It was to be had under an NDA, and is no longer.
        (None, None) if delivered.restricted => Now::Unsaid,
        (None, _) if item.text.is_none() => Now::Holds,
        (None, Some(claim)) if narrowest < Audience::Nda => Now::Restricted(current(claim)),
        (None, Some(claim)) if delivered.same_wording_as(claim) => Now::Holds,
        (None, Some(claim)) => Now::Changed(current(claim)),
        (None, None) => Now::Unsaid,
    }
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
pub struct CustomerToReview<'l> {
    /// The customer's name, as last recorded.
    pub customer: String,
    /// What has changed, what would not be given again, and custom text with unknown status.
    pub delivered_claims: Vec<DeliveredClaim<'l>>,
}

/// All customers with answers that have changed or would not be given again, or with custom text.
pub fn customers_to_review<'l>(
    sent: impl IntoIterator<Item = &'l Sent>,
    claims: &ClaimSet,
    answers: &CurrentAnswers,
    not_again: &NotAgain,
) -> Vec<CustomerToReview<'l>> {
    let mut by_customer: BTreeMap<String, CustomerToReview> = BTreeMap::new();
    let mut known: HashMap<(String, &str, &str, String), NaiveDate> = HashMap::new();
    for delivered in delivered_claims(sent, claims, answers, not_again, None) {
        if matches!(delivered.now, Now::Holds | Now::Superseded) {
            continue;
        }
        let name = name_of(&delivered.sent.customer);
        // The first date on which it was delivered counts, with every file of that day.
        let item = delivered.item;
        let place = if item.claim.is_custom() { place_of(delivered.sent, item) } else { String::new() };
        let key = (name.clone(), item.claim.id.as_str(), item.question.as_str(), place);
        let first = *known.entry(key).or_insert(delivered.sent.on) == delivered.sent.on;
        let entry = by_customer
            .entry(name)
            .or_insert_with(|| CustomerToReview { customer: String::new(), delivered_claims: vec![] });
        entry.customer.clone_from(&delivered.sent.customer);
        entry.delivered_claims.extend(first.then_some(delivered));
    }
    by_customer.into_values().collect()
}

impl CustomerToReview<'_> {
    /// What has changed.
    pub fn changed(&self) -> impl Iterator<Item = &DeliveredClaim<'_>> {
        self.delivered_claims.iter().filter(|it| it.now.has_changed())
    }

    /// What has not changed, but would not be given again, with the reasons.
    pub fn withheld(&self) -> impl Iterator<Item = (&DeliveredClaim<'_>, &str)> {
        self.delivered_claims.iter().filter_map(|it| Some((it, it.now.withheld()?)))
    }

    /// The custom text for this customer.
    pub fn own_words(&self) -> impl Iterator<Item = &DeliveredClaim<'_>> {
        self.delivered_claims.iter().filter(|it| it.now == Now::Unknown)
    }
}

impl DeliveredClaim<'_> {
    /// Whether a change of the claim `id` affects what was delivered: it is the answer, or a statement in it.
    pub fn says(&self, id: &str) -> bool {
        self.item.claim.id == id
            || self.current.id.as_deref() == Some(id)
            || self.item.statements.iter().any(|it| it == id)
    }
}

/// The customer's id of a question, or its place, before the question.
pub fn number_before(delivered: &DeliveredClaim) -> String {
    let file = delivered.sent.file.as_ref().map_or("", |(name, _)| name.as_str());
    delivered.item.number.as_ref().map_or(String::new(), |it| format!("{}: ", question_label(file, it)))
}
