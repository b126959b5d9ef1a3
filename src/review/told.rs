//! Affected customers: what was delivered compared with current claims.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, HashMap, HashSet},
};

use super::claims::{ClaimSet, fields_id, is_worded};
use crate::{
    fact::Audience,
    ledger::{Approval, Claim, ClaimId, Sent, Told, digest_of, name_of},
    markup::anchor,
};

/// A delivered answer or statement and its current status.
#[derive(Debug, Clone)]
pub struct Standing<'l> {
    /// The delivery.
    pub sent: &'l Sent,
    /// What was delivered.
    pub told: &'l Told,
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
    /// A later delivery to the customer replaced it.
    Superseded,
    /// It is custom text for this customer, so the data does not show whether it holds.
    Unknown,
}

impl Now {
    /// Whether it has changed since it was delivered.
    pub fn has_changed(&self) -> bool {
        matches!(self, Self::AffectedCustomer(_) | Self::Restricted(_) | Self::Unsaid)
    }

    /// The current claim, if it is known and differs or is restricted.
    pub fn claim(&self) -> Option<&Claim> {
        if let Self::AffectedCustomer(claim) | Self::Restricted(claim) = self { Some(claim) } else { None }
    }
}

/// The renamed answers, new id by previous id: everything that was approved about an answer that no longer exists,
/// including its question, now belongs to another one.
pub fn renamed_answers(acts: &[Approval], said: &ClaimSet) -> HashMap<String, String> {
    let fields = |it: &&Claim| it.kind() == "answer" && it.id == fields_id(it.about());
    let mut now: HashMap<&str, &str> = HashMap::new();
    for claim in said.claims.values().filter(fields) {
        now.extend(claim.text.as_deref().map(|it| (it, claim.about())));
    }
    let is_said: HashSet<&str> = now.values().copied().collect();
    let approved =
        acts.iter().flat_map(|it| &it.claims).filter(fields).filter(|it| !is_said.contains(it.about()));
    // Its last version, whether or not its withdrawal is approved.
    let last: HashMap<&str, &str> =
        approved.filter_map(|it| Some((it.about(), it.text.as_deref()?))).collect();
    last.into_iter()
        .filter_map(|(former, text)| Some((former.to_owned(), (*now.get(text)?).to_owned())))
        .collect()
}

/// Everything that was delivered to customers whose name matches, by delivery, with its status. `renamed`: see
/// [`renamed_answers`].
pub fn standings<'l>(
    sent: impl IntoIterator<Item = &'l Sent>,
    said: &ClaimSet,
    renamed: &HashMap<String, String>,
    customer: &dyn Fn(&str) -> bool,
) -> Vec<Standing<'l>> {
    let mut ordered: Vec<(String, &Sent)> =
        sent.into_iter().map(|it| (name_of(&it.customer), it)).filter(|(it, _)| customer(it)).collect();
    ordered.sort_by(|(_, a), (_, b)| in_order(a, b));
    let all = || {
        ordered.iter().flat_map(|(name, sent)| sent.told.iter().map(move |told| (name.as_str(), *sent, told)))
    };
    // The last delivery of each claim is the one that counts for a customer, separately for its verdict and its text.
    let last = |tells: fn(&Told) -> bool| -> HashMap<(&str, &str), &Claim> {
        all()
            .filter(|(_, _, told)| tells(told))
            .map(|(name, _, told)| ((name, told.claim.id.as_str()), &told.claim))
            .collect()
    };
    let (verdicts, texts) = (last(Told::tells_verdict), last(Told::tells_text));
    let mut highest: HashMap<&str, Audience> = HashMap::new();
    for (name, sent) in &ordered {
        let entry = highest.entry(name).or_insert(sent.audience);
        *entry = sent.audience.max(*entry);
    }
    let stands = |name: &str, sent: &Sent, told: &Told| {
        let key = (name, told.claim.id.as_str());
        let verdict =
            verdicts.get(&key).is_some_and(|it| told.tells_verdict() && it.verdict != told.claim.verdict);
        let text = texts.get(&key).is_some_and(|it| told.tells_text() && it.text != told.claim.text);
        if verdict || text {
            return Now::Superseded;
        }
        let highest = highest.get(name).copied().unwrap_or(sent.audience);
        now(told, sent.audience, highest, said, renamed)
    };
    all().map(|(name, sent, told)| Standing { sent, told, now: stands(name, sent, told) }).collect()
}

/// Orders deliveries by date; those of one day by the order in which they were recorded.
pub fn in_order(a: &Sent, b: &Sent) -> Ordering {
    (a.on, a.number, &a.name, &a.seal).cmp(&(b.on, b.number, &b.name, &b.seal))
}

/// The current status of something that was delivered to a customer. `highest`: the highest audience of all deliveries to it.
fn now(
    telling: &Told,
    audience: Audience,
    highest: Audience,
    said: &ClaimSet,
    renamed: &HashMap<String, String>,
) -> Now {
    let told = &telling.claim;
    if told.is_custom() {
        return Now::Unknown;
    }
    if matches!(told.named(), ClaimId::Change(_)) {
        // It may have been postponed or dropped; the data shows whether it happened.
        let words = said.dated.get(&(told.id.clone(), audience));
        let holds = told.text.as_ref().is_none_or(|text| words.is_some_and(|it| is_worded(it, text)));
        return if holds { Now::Holds } else { Now::Unsaid };
    }
    let id = renamed.get(&told.id).unwrap_or(&told.id);
    let current = |claim: &Claim| Claim { id: told.id.clone(), ..claim.clone() };
    // That something is known to the vendor alone is not told.
    match (said.told(id, audience), said.told(id, Audience::Nda)) {
        (Some(claim), _) if telling.same_wording_as(claim) => Now::Holds,
        (Some(claim), _) => Now::AffectedCustomer(current(claim)),
        (None, _) if told.text.is_none() => Now::Holds,
        (None, Some(claim)) if highest < Audience::Nda => Now::Restricted(current(claim)),
        (None, Some(claim)) if telling.same_wording_as(claim) => Now::Holds,
        (None, Some(claim)) => Now::AffectedCustomer(current(claim)),
        (None, None) => Now::Unsaid,
    }
}

/// A customer's name in names of files and folders: letters and digits, and where the name has more than these, the beginning
/// of a digest, which keeps it apart from others of the same letters.
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
    /// What has changed, and custom text with unknown status.
    pub standings: Vec<Standing<'l>>,
}

/// All customers with changed answers or custom text.
pub fn told_otherwise<'l>(
    sent: impl IntoIterator<Item = &'l Sent>,
    said: &ClaimSet,
    renamed: &HashMap<String, String>,
) -> Vec<AffectedCustomer<'l>> {
    let mut by_customer: BTreeMap<String, AffectedCustomer> = BTreeMap::new();
    let mut known: HashSet<(String, &str, &str)> = HashSet::new();
    for standing in standings(sent, said, renamed, &|_| true) {
        if !standing.now.has_changed() && standing.now != Now::Unknown {
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
    pub fn gone(&self) -> impl Iterator<Item = &Standing<'_>> {
        self.standings.iter().filter(|it| it.now != Now::Unknown)
    }

    /// The custom text for this customer.
    pub fn own_words(&self) -> impl Iterator<Item = &Standing<'_>> {
        self.standings.iter().filter(|it| it.now == Now::Unknown)
    }
}

impl Standing<'_> {
    /// Whether a change of the claim `id` affects what was delivered: it is the answer, or a statement in it.
    pub fn says(&self, id: &str) -> bool {
        self.told.claim.id == id || self.told.statements.iter().any(|it| it == id)
    }
}
