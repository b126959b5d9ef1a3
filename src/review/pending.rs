//! Pending notices, one per affected customer or customer to be notified of a change, and how they are
//! recorded.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::{
    alteration::Alteration,
    claims::ClaimSet,
    coming::{Announcement, to_announce},
    content::Review,
    delivered::{CustomerToReview, DeliveredClaim, folder_of},
    notice::{DraftReasons, notice},
    notified::by_customer,
    now::Now,
};
use crate::{
    diagnostic::{FileId, Place},
    document::Document,
    fact::Audience,
    ledger::{Claim, ClaimId, DeliveredItem, Digest, Origin, Sent, What, digest_of, name_of},
    load::Loaded,
};

/// A notice to one customer.
pub struct Notice<'r> {
    /// The customer's name, as last recorded.
    pub customer: &'r str,
    /// The narrowest audience of the deliveries to it.
    pub audience: Audience,
    /// The answers that have changed.
    pub affected: Option<&'r CustomerToReview<'r>>,
    /// The subprocessor changes that it was not notified of.
    pub coming: Vec<Announcement<'r>>,
}

/// All pending notices.
pub fn pending_notices<'r>(sent: &'r [Sent], review: &'r Review, claims: &'r ClaimSet) -> Vec<Notice<'r>> {
    let affected: HashMap<String, &CustomerToReview> = review
        .customers_to_review
        .iter()
        .filter(|it| it.changed().next().is_some())
        .map(|it| (name_of(&it.customer), it))
        .collect();
    let notices = by_customer(sent).into_iter().filter_map(|(name, sent)| {
        let (customer, audience) = (&sent.last()?.customer, sent.iter().map(|it| it.audience).max()?);
        let coming = to_announce(&review.coming, &sent, claims, audience);
        Some(Notice { customer, audience, affected: affected.get(&name).copied(), coming })
    });
    notices.filter(|it| it.affected.is_some() || !it.coming.is_empty()).collect()
}

impl Notice<'_> {
    /// The name of its file.
    pub fn file_name(&self) -> String {
        notice_file(self.customer)
    }

    /// The notice as a document, for the effective date of the review.
    pub fn document(&self, loaded: &Loaded, review: &Review) -> Document {
        let reasons =
            DraftReasons { unapproved: self.unapproved(loaded, review), too_early: self.too_early() };
        let vendor = loaded.facts.vendor.first().map_or(String::new(), |vendor| {
            let legal = &vendor.body.legal_name.value;
            let trading = vendor.body.trading_name.as_ref().filter(|it| it.value != *legal);
            trading.map_or(legal.clone(), |it| format!("{legal} ({})", it.value))
        });
        notice(&vendor, review.on, self.customer, self.affected, &self.coming, &reasons)
    }

    /// The subprocessors with a change in it that takes effect before the objection period ends.
    pub fn too_early(&self) -> Vec<String> {
        let early = self.coming.iter().filter(|it| it.change.precedes_objections());
        early.map(|it| it.change.change.fact.to_string()).collect()
    }

    /// The ids in it that are not approved; empty if there is no approvals ledger.
    pub fn unapproved(&self, loaded: &Loaded, review: &Review) -> Vec<String> {
        if loaded.ledger.file.is_none() {
            return vec![];
        }
        let delivered = self.affected.iter().flat_map(|it| it.changed());
        let changed = delivered.filter(|it| it.now.has_changed());
        let ids =
            changed.flat_map(|it| [Some(it.item.claim.id.as_str()), it.current.id.as_deref()]).flatten();
        // A withdrawn change is based on its subprocessor; the promised notice period is a setting.
        let of_change = |it: &str| ClaimId::from(it).change().map(|it| it.fact.to_owned());
        let mut wanted: BTreeSet<String> =
            ids.flat_map(|it| [Some(it.to_owned()), of_change(it)]).flatten().collect();
        wanted.extend(self.coming.iter().map(|it| it.change.change.fact.to_string()));
        wanted.extend(self.coming.iter().filter_map(|it| Some(it.change.contact.as_ref()?.id.clone())));
        wanted.extend((!self.coming.is_empty()).then(|| ClaimId::Settings.to_string()));
        let former = review.changes.iter().filter_map(|it| it.before.as_ref()).map(|it| &it.claim);
        let mut unapproved: BTreeSet<String> =
            review.changes.iter().flat_map(|it| [it.id.clone(), it.about()]).collect();
        unapproved.extend(former.flat_map(|it| [it.id.clone(), it.about().to_owned()]));
        wanted.into_iter().filter(|it| unapproved.contains(it)).collect()
    }

    /// The products that the customer asked about when it was told what has changed.
    fn products(&self) -> Vec<String> {
        let changed = self.affected.iter().flat_map(|it| it.changed());
        let all: BTreeSet<String> = changed.flat_map(|it| it.sent.products.iter().cloned()).collect();
        all.into_iter().collect()
    }

    /// The record of the notice as it was sent on a day, in a file with this content; `added` was added by
    /// hand.
    pub fn record(&self, on: NaiveDate, as_of: NaiveDate, digest: Digest, added: Option<String>) -> Sent {
        let audience = self.audience;
        let changed = self.affected.iter().flat_map(|it| it.changed());
        let items = changed.map(|it| changed_item(it, audience));
        let items = items.chain(self.coming.iter().map(|it| coming_item(it, audience)));
        Sent {
            customer: self.customer.to_owned(),
            on,
            what: What::Notice,
            name: "notice".into(),
            file: Some((self.file_name(), digest)),
            audience,
            products: self.products(),
            as_of,
            number: 0,
            after: vec![],
            withdraws: None,
            items: items.chain(added.map(|it| own_words(it, audience))).collect(),
            seal: String::new(),
            place: Place::new(FileId(0), 0..0),
        }
    }
}

/// What a notice says about something that was delivered and has changed.
fn changed_item(delivered: &DeliveredClaim, audience: Audience) -> DeliveredItem {
    DeliveredItem {
        question: delivered.item.question.clone(),
        number: delivered.item.number.clone(),
        entry_question: is_answer(&delivered.item.claim).then(|| delivered.current.asked.clone()),
        found_by: delivered.item.found_by,
        section: delivered.item.section.clone(),
        claim: match &delivered.now {
            Now::Changed(claim) => Claim { audience, state: None, ..claim.clone() },
            _ => Claim { audience, text: None, verdict: None, facts: vec![], ..delivered.item.claim.clone() },
        },
        written: match delivered.now {
            Now::Restricted(_) => Alteration::of(delivered).map(|alteration| alteration.sentence(delivered)),
            _ => None,
        },
        objections_until: None,
        part: None,
        origin: None,
        restricted: matches!(delivered.now, Now::Restricted(_)),
        place: None,
        statements: delivered.item.statements.clone(),
    }
}

/// What a notice says about an upcoming change.
fn coming_item(announcement: &Announcement, audience: Audience) -> DeliveredItem {
    DeliveredItem {
        question: announcement.change.change.title.clone(),
        number: None,
        entry_question: None,
        found_by: None,
        section: None,
        claim: Claim {
            id: announcement.change.id.clone(),
            audience,
            state: None,
            verdict: None,
            facts: vec![announcement.change.change.fact.to_string()],
            text: Some(announcement.sentence.to_owned()),
        },
        written: Some(announcement.words()).filter(|words| *words != announcement.sentence),
        objections_until: announcement.change.objections_from_now,
        part: None,
        origin: None,
        restricted: false,
        place: None,
        statements: vec![],
    }
}

fn is_answer(claim: &Claim) -> bool {
    matches!(claim.named(), ClaimId::Answer(_))
}

/// The file name of the notice to a customer.
pub fn notice_file(customer: &str) -> String {
    format!("{}.md", folder_of(customer))
}

/// Text added to a notice by hand: the data does not show whether it holds.
fn own_words(text: String, audience: Audience) -> DeliveredItem {
    let digest = digest_of(text.as_bytes());
    let id = ClaimId::Custom(digest.get(..16).unwrap_or_default()).to_string();
    DeliveredItem {
        question: "Added to the notice by hand".into(),
        number: None,
        entry_question: None,
        found_by: None,
        section: None,
        claim: Claim { id, audience, state: None, verdict: None, facts: vec![], text: Some(text) },
        written: None,
        objections_until: None,
        part: None,
        origin: Some(Origin::Edited),
        restricted: false,
        place: None,
        statements: vec![],
    }
}
