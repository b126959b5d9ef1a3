//! Upcoming subprocessor changes: the deadline for notifying customers, and the text of the notice.

use chrono::NaiveDate;

use super::claims::{ClaimSet, change_id, is_worded};
use crate::{
    audience_view::AudienceView,
    calendar::{NoticeChange, notices},
    document::{SubprocessorChange, announced, lasting_name},
    fact::{AnyFact, Audience, Contact, ContactRole, Entry, Facts},
    ledger::{ClaimId, DeliveredItem, MAY_OBJECT, Sent},
    statement::long_date,
};

/// An upcoming change.
#[derive(Debug, Clone)]
pub struct Coming {
    /// Its id in records: `notice/subprocessor/mailer/start/2027-04-01`.
    pub id: String,
    /// The name of the subprocessor.
    pub name: String,
    /// The change as it would be published.
    pub change: SubprocessorChange,
    /// The widest audience that may see the subprocessor.
    pub audience: Audience,
    /// The last day for notifying customers.
    pub notify_by: Option<NaiveDate>,
    /// The day on which they were notified, according to the data.
    pub notified_on: Option<NaiveDate>,
    /// The last day for objections; if customers were not notified yet, as if they were notified on the
    /// planned day or today.
    pub objections_until: Option<NaiveDate>,
    /// The last day for objections of a customer who receives the notice on the effective date, or on the
    /// planned day after it.
    pub objections_from_now: Option<NaiveDate>,
    /// The contact to which customers send objections, if the data has one.
    pub contact: Option<ObjectionContact>,
    /// The future day on which customers are to be notified, if the data has one.
    pub to_notify: Option<NaiveDate>,
    /// Whether the last day for notifying customers has passed and they were not notified.
    pub overdue: bool,
    /// Whether it has taken effect.
    pub begun: bool,
    /// Whether it is past: the last day of use is still one of use.
    pub is_over: bool,
    /// The first day that would keep the promised notice period, if the change is earlier.
    pub too_early: Option<NaiveDate>,
    /// For a start that was approved later than others: the day before which no approval states it.
    pub approved_from: Option<NaiveDate>,
    /// Whether a notice that customers received by the day `notified_on` states the change differently.
    pub notified_differently: bool,
    /// The customers to be notified of it, and when they were according to the records.
    pub customers: Vec<CustomerNotice>,
}

/// The contact for objections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectionContact {
    /// Its id.
    pub id: String,
    /// Its e-mail address, or the address of its web form.
    pub address: String,
}

/// A customer to be notified of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerNotice {
    /// The customer.
    pub customer: String,
    /// The day of the notice that states the change as it is now; `None` if there is no such notice.
    pub on: Option<NaiveDate>,
}

/// A change in a notice to one customer.
#[derive(Debug, Clone, Copy)]
pub struct Announcement<'c> {
    /// The change, as the vendor knows it.
    pub change: &'c Coming,
    /// What changes, in a sentence, as the customer's audience may know it.
    pub sentence: &'c str,
    /// Whether the customer was not notified of it before, however it was worded.
    pub is_first: bool,
}

/// The upcoming changes that the audience of `view` may see.
pub fn coming(facts: &Facts, view: &AudienceView) -> Vec<Coming> {
    let windows = notices(facts, view.on).into_iter();
    let coming = windows.filter_map(|window| {
        let fact = window.subprocessor;
        let change = announced(view, &fact.id, window.change)?;
        Some(Coming {
            id: change_id(&lasting_name(&fact.id, &change.what, change.day)),
            name: fact.body.name.value.clone(),
            change,
            audience: fact.envelope().audience.unwrap_or(Audience::Internal),
            notify_by: window.notify_by,
            notified_on: window.notified_on,
            objections_until: window.objections_until,
            objections_from_now: window.objections_from_now.filter(|_| window.change != NoticeChange::Ends),
            contact: objection_contact(facts, view, fact.envelope().audience),
            to_notify: window.notified().map(|it| it.value).filter(|day| *day > view.on),
            overdue: window.notified_on.is_none() && window.notify_by.is_some_and(|day| day < view.on),
            begun: window.change_day().is_some_and(|it| it.value <= view.on),
            is_over: window.change_day().is_some_and(|it| match window.change {
                NoticeChange::Ends => it.value < view.on,
                _ => it.value <= view.on,
            }),
            too_early: window.earliest.filter(|_| window.too_early),
            approved_from: facts.new_since_records.get(&fact.id).copied().flatten(),
            notified_differently: false,
            customers: vec![],
        })
    });
    coming.collect()
}

/// The contact for privacy, or else for legal notices, that everyone who may see the subprocessor may see.
fn objection_contact(
    facts: &Facts,
    view: &AudienceView,
    audience: Option<Audience>,
) -> Option<ObjectionContact> {
    let audience = audience.unwrap_or(Audience::Internal);
    let may_see = |it: &&Entry<Contact>| {
        view.get(&it.id).is_some() && it.envelope.audience.unwrap_or(Audience::Internal) <= audience
    };
    let found = |role: ContactRole| {
        let mut contacts: Vec<_> =
            facts.contacts.iter().filter(may_see).filter(|it| it.body.roles.contains(&role)).collect();
        contacts.sort_by_key(|contact| contact.body.primary.as_ref().is_none_or(|it| !it.value));
        contacts.into_iter().find_map(|contact| {
            let email = contact.body.email.as_ref().map(|it| it.0.value.clone());
            let address = email.or_else(|| Some(contact.body.url.as_ref()?.0.value.clone()))?;
            Some(ObjectionContact { id: contact.id.to_string(), address })
        })
    };
    [ContactRole::Privacy, ContactRole::Legal].into_iter().find_map(found)
}

impl Coming {
    /// Whether it is the end of use. Customers are told of it, but cannot object to it.
    pub fn is_end(&self) -> bool {
        self.change.what == NoticeChange::Ends.name()
    }

    /// Whether it is still to come, and customers who are notified now could object after it took effect.
    pub fn precedes_objections(&self) -> bool {
        !self.begun && self.objections_from_now.is_some_and(|until| self.change.day <= until)
    }

    /// Until when customers may object; for an end, only when they were notified.
    pub fn objections(&self) -> Option<String> {
        let until = self.objections_until.filter(|_| !self.is_end()).map(long_date);
        if let Some(notified_on) = self.notified_on.filter(|_| !self.notified_differently) {
            let until = until.map_or(String::new(), |it| format!("; objections up to and including {it}"));
            return Some(format!("Notified on {}{until}.", long_date(notified_on)));
        }
        let until = long_date(self.objections_from_now?);
        let day = self.to_notify.map_or("today".into(), |it| format!("on {}", long_date(it)));
        Some(format!("If they are notified {day}, they may object up to and including {until}."))
    }
}

impl Announcement<'_> {
    /// The text for the customer: the change, and the deadline for objections. The period runs from the day
    /// on which the customer receives this text.
    pub fn words(&self) -> String {
        let change = self.change;
        let late = if self.is_first && change.begun && !change.is_end() {
            " We did not notify you earlier."
        } else {
            ""
        };
        let at =
            change.contact.as_ref().map_or(String::new(), |it| format!(", by writing to {}", it.address));
        let object = change
            .objections_from_now
            .map_or(String::new(), |it| format!(" {MAY_OBJECT} up to and including {}{at}.", long_date(it)));
        format!("{}{late}{object}", self.sentence)
    }
}

/// The changes that a customer with the deliveries `sent` was not notified of. What a notice to the customer
/// said about a change takes precedence over `notified`: a change that was announced with a different date,
/// name or purpose is announced again. What the audience does not read anywhere is not announced to it.
pub fn to_announce<'c>(
    coming: &'c [Coming],
    sent: &[&Sent],
    claims: &'c ClaimSet,
    audience: Audience,
) -> Vec<Announcement<'c>> {
    let announcement = |change: &'c Coming| {
        let words = claims.dated.get(&(change.id.clone(), audience))?;
        // The subprocessor's other stated changes are not this one with a different date.
        let stated = |it: &DeliveredItem| {
            it.claim.id != change.id && claims.dated.contains_key(&(it.claim.id.clone(), audience))
        };
        let last =
            sent.iter().flat_map(|sent| &sent.items).rfind(|it| is_same_change(it, change) && !stated(it));
        let is_notified = match last {
            Some(last) => last.claim.text.as_ref().is_some_and(|it| is_worded(words, it)),
            // `notified` counts only for customers without an earlier delivery.
            None => {
                change.notified_on.is_some_and(|day| sent.iter().all(|sent| day < sent.on))
                    || !is_concerned(change, sent)
            }
        };
        let is_first = last.is_none() && change.notified_on.is_none();
        let [to_come, has_come] = words;
        let sentence = if change.is_over { has_come } else { to_come };
        (!is_notified).then_some(Announcement { change, sentence, is_first })
    };
    coming.iter().filter(|it| it.audience <= audience).filter_map(announcement).collect()
}

/// Whether a change concerns a customer. A customer that came after it received no statement from before it,
/// unless the subprocessor was entered later than it was used: what the customer received before that does
/// not name it.
fn is_concerned(change: &Coming, sent: &[&Sent]) -> bool {
    let fact = change.change.fact.to_string();
    let is_named = || sent.iter().flat_map(|it| &it.items).any(|it| it.claim.facts.contains(&fact));
    let entered_later = |it: &&Sent| change.approved_from.is_some_and(|day| it.on < day);
    !change.begun
        || sent.iter().any(|it| it.on < change.change.day)
        || (change.change.what == NoticeChange::Starts.name()
            && sent.iter().any(entered_later)
            && !is_named())
}

/// Whether a notice announced a change, even with a different date or under a different id of a subprocessor
/// with the same name.
pub fn is_same_change(item: &DeliveredItem, change: &Coming) -> bool {
    let name = |id| ClaimId::from(id).change();
    let (Some(notified), Some(own)) = (name(item.claim.id.as_str()), name(change.id.as_str())) else {
        return false;
    };
    let of_name =
        || item.question.strip_prefix(&change.name).is_some_and(|rest| rest.starts_with([' ', ':']));
    notified.what == own.what && (notified.fact == own.fact || of_name())
}
