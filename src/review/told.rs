//! Who was told otherwise: what customers were told against what is said now.

use std::collections::BTreeMap;

use super::claims::Said;
use crate::{
    fact::Audience,
    ledger::{Claim, Sent, Told, digest_of},
    prose::anchor,
};

/// What the customer's own words are kept under, in the place of an answer's id.
pub const OWN_WORDS: &str = "words/";

/// One thing that a customer was told, and how it stands now.
#[derive(Debug, Clone)]
pub struct Standing<'l> {
    /// The sending.
    pub sent: &'l Sent,
    /// What was told.
    pub told: &'l Told,
    /// How it stands.
    pub now: Now,
}

/// How something that was told stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Now {
    /// It is still said in these words.
    Holds,
    /// It is said in other words, or with another verdict.
    Otherwise(Claim),
    /// It is no longer said to this audience.
    Unsaid,
    /// The customer was told something else since.
    Superseded,
    /// It was worded for this customer alone, so that nothing in the data says whether it holds.
    Unknown,
}

/// Everything that was told to customers whose name matches, sending by sending, and how it stands.
pub fn standings<'l>(sent: impl IntoIterator<Item = &'l Sent>, said: &Said, customer: &dyn Fn(&str) -> bool) -> Vec<Standing<'l>> {
    let mut ordered: Vec<&Sent> = sent.into_iter().filter(|it| customer(&it.customer)).collect();
    // On one day, the one that was recorded later.
    ordered.sort_by(|a, b| (a.on, a.number, &a.name, &a.seal).cmp(&(b.on, b.number, &b.name, &b.seal)));
    // The last telling of each claim is the one that a customer goes by.
    let mut last: BTreeMap<(String, &str), (&Sent, &Told)> = BTreeMap::new();
    for (sent, told) in ordered.iter().flat_map(|sent| sent.told.iter().map(move |told| (*sent, told))) {
        last.insert((name_of(&sent.customer), &told.claim.id), (sent, told));
    }
    let stands = |sent: &Sent, told: &Told| {
        let latest = last.get(&(name_of(&sent.customer), told.claim.id.as_str()));
        if latest.is_some_and(|(_, it)| !it.claim.says_as(&told.claim)) {
            return Now::Superseded;
        }
        now(&told.claim, sent.audience, said)
    };
    ordered
        .into_iter()
        .flat_map(|sent| sent.told.iter().map(move |told| (sent, told)))
        .map(|(sent, told)| Standing { sent, told, now: stands(sent, told) })
        .collect()
}

fn now(told: &Claim, audience: Audience, said: &Said) -> Now {
    if told.id.starts_with(OWN_WORDS) {
        return Now::Unknown;
    }
    // A notice of a change is no claim that could stop to hold: it was given.
    if told.id.starts_with(super::CHANGES) {
        return Now::Holds;
    }
    match said.told(&told.id, audience) {
        Some(claim) if claim.says_as(told) => Now::Holds,
        Some(claim) => Now::Otherwise(claim.clone()),
        None if told.text.is_none() => Now::Holds,
        None => Now::Unsaid,
    }
}

/// A customer's name as it is compared: in lower case, with single spaces.
pub fn name_of(customer: &str) -> String {
    customer.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
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

/// One customer and what no longer holds of what it was told: the last telling of each, once.
#[derive(Debug, Clone)]
pub struct Otherwise<'l> {
    /// The customer, as it was last written.
    pub customer: String,
    /// What no longer holds, and what nothing in the data speaks of.
    pub standings: Vec<Standing<'l>>,
}

/// Every customer who was told otherwise than is said now, or in words of its own.
pub fn told_otherwise<'l>(sent: impl IntoIterator<Item = &'l Sent>, said: &Said) -> Vec<Otherwise<'l>> {
    let mut by_customer: BTreeMap<String, Otherwise> = BTreeMap::new();
    for standing in standings(sent, said, &|_| true) {
        if !matches!(standing.now, Now::Otherwise(_) | Now::Unsaid | Now::Unknown) {
            continue;
        }
        let entry =
            by_customer.entry(name_of(&standing.sent.customer)).or_insert_with(|| Otherwise { customer: String::new(), standings: vec![] });
        entry.customer.clone_from(&standing.sent.customer);
        let same = |it: &Standing| it.told.claim.id == standing.told.claim.id && it.told.question == standing.told.question;
        // The first date on which it was told so counts.
        if !entry.standings.iter().any(same) {
            entry.standings.push(standing);
        }
    }
    by_customer.into_values().collect()
}

impl Otherwise<'_> {
    /// What is said otherwise now.
    pub fn gone(&self) -> impl Iterator<Item = &Standing<'_>> {
        self.standings.iter().filter(|it| it.now != Now::Unknown)
    }

    /// What was worded for this customer alone.
    pub fn own_words(&self) -> impl Iterator<Item = &Standing<'_>> {
        self.standings.iter().filter(|it| it.now == Now::Unknown)
    }
}

impl Standing<'_> {
    /// Whether a change of the claim `id` is a change of what was told: it is the answer, or a statement in it.
    pub fn says(&self, id: &str) -> bool {
        self.told.claim.id == id || self.told.statements.iter().any(|it| it == id)
    }
}
