//! The current status of a subprocessor change of which a customer was notified.

use super::{
    claims::{ClaimSet, fields_id, is_worded},
    now::Now,
};
use crate::{
    calendar::{ALTERS, NoticeChange},
    document::{PREVIOUSLY, UNTIL_THEN},
    fact::{Audience, CHANGEABLE, parse_date},
    ledger::{ChangeName, Claim, ClaimId, DeliveredItem},
    statement::{capital, ended},
};

/// What is said of a start that was given up, or whose entry was removed for another reason.
const NOTIFIED_AGAIN: &str = "We will notify you again before any such change.";

/// The current status of a change that a notice announced to a customer of this audience.
pub fn notice_now(delivered: &DeliveredItem, audience: Audience, claims: &ClaimSet) -> Now {
    let claim = &delivered.claim;
    let Some(text) = &claim.text else { return Now::Holds };
    let own = claims.dated.get(&(claim.id.clone(), audience));
    if own.is_some_and(|it| is_worded(it, text)) {
        return Now::Holds;
    }
    let Some(name) = claim.named().change() else { return Now::Unsaid };
    let others = others(delivered, name, audience, claims);
    // The entry has another id now, and says the same.
    if others.iter().any(|(_, it)| is_worded(it, text)) {
        return Now::Holds;
    }
    let other = match others.as_slice() {
        // Which of several dated changes it has become is not known.
        [only] => Some((only.0.day, only.1)),
        [first, ..] if name.what != ALTERS => Some((first.0.day, first.1)),
        _ => None,
    };
    if let Some((day, [to_come, has_come])) = own.map(|it| (name.day, it)).or(other) {
        let is_over = parse_date(day).zip(claims.on).is_some_and(|(day, on)| match name.what {
            what if what == NoticeChange::Ends.name() => day < on,
            _ => day <= on,
        });
        let sentence = if is_over { has_come } else { to_come };
        return Now::NoticeChanged(Claim { text: Some(sentence.clone()), ..claim.clone() });
    }
    continues(delivered, name, audience, claims)
        .or_else(|| given_up(delivered, name, claims))
        .map_or(Now::Unsaid, Now::Continues)
}

/// What the customer can expect instead of a start that was announced and is still to come, where no entry
/// is about the company any more: it was given up, or will be announced again.
fn given_up(delivered: &DeliveredItem, name: ChangeName, claims: &ClaimSet) -> Option<String> {
    let is_to_come = parse_date(name.day).zip(claims.on).is_some_and(|(day, on)| on < day);
    let starts = name.what != ALTERS && name.what != NoticeChange::Ends.name();
    let known = claims.titles.keys().any(|fact| is_of_company(fact, delivered, name, claims));
    (is_to_come && starts && !known).then(|| NOTIFIED_AGAIN.to_owned())
}

/// The stated changes of the same company that are of the same sort, other than the one with the id that was
/// delivered.
fn others<'s>(
    delivered: &DeliveredItem,
    name: ChangeName,
    audience: Audience,
    claims: &'s ClaimSet,
) -> Vec<(ChangeName<'s>, &'s [String; 2])> {
    let of_company = |fact: &str| is_of_company(fact, delivered, name, claims);
    let stated = claims.dated.iter().filter(|((_, it), _)| *it == audience);
    let named = stated.filter_map(|((id, _), words)| Some((ClaimId::from(id.as_str()).change()?, words)));
    named
        .filter(|(it, _)| {
            it.what == name.what && of_company(it.fact) && (it.fact, it.day) != (name.fact, name.day)
        })
        .collect()
}

/// Whether a fact is about the company of a change that was delivered.
fn is_of_company(fact: &str, delivered: &DeliveredItem, name: ChangeName, claims: &ClaimSet) -> bool {
    fact == name.fact
        || claims.titles.get(fact).is_some_and(|(_, title)| {
            delivered.question.strip_prefix(title.as_str()).is_some_and(|it| it.starts_with([' ', ':']))
        })
}

/// What holds instead of a change that is no longer stated, as the data says it: the day is still to come,
/// and the end is not stated any more, or the values before the change are still those of the entry. A start
/// that is in no entry any more may have been given up or not; the data does not show it.
fn continues(
    delivered: &DeliveredItem,
    name: ChangeName,
    audience: Audience,
    claims: &ClaimSet,
) -> Option<String> {
    let text = delivered.claim.text.as_deref()?;
    parse_date(name.day).zip(claims.on).filter(|(day, on)| on < day)?;
    let fields = claims.seen_by(&fields_id(name.fact), audience)?.text.as_deref()?;
    let (_, title) = claims.titles.get(name.fact)?;
    let stated = |field: &str| fields.lines().find_map(|it| it.strip_prefix(field)?.strip_prefix(": "));
    if stated("until").is_some() {
        return None;
    }
    if name.what == NoticeChange::Ends.name() {
        return Some(format!("{title} will remain a subprocessor."));
    }
    if name.what != ALTERS || stated("changes").is_some() {
        return None;
    }
    let mut kept = String::new();
    for field in CHANGEABLE {
        let named = [format!(" New {field}: "), format!(" {}: ", capital(field))];
        if !named.iter().any(|it| text.contains(it)) {
            continue;
        }
        let value = stated(field)?;
        let was = [UNTIL_THEN, PREVIOUSLY].map(|it| format!("{it}{value})"));
        if !was.iter().any(|it| text.contains(it)) {
            return None;
        }
        kept += &format!(" {}: {}", capital(field), ended(value.to_owned()));
    }
    (!kept.is_empty()).then(|| format!("{title} will continue to be used as before.{kept}"))
}
