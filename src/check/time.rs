//! Time: facts that have ended or end soon, overdue reviews, late notices to customers.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Subject;
use crate::{
    calendar::{ALTERS, NoticeChange, NoticeWindow, events, notices},
    diagnostic::{Diagnostic, codes},
    fact::{Audience, FactId, FutureDate, TimeSpan, still_to_come, why_not_valid},
    ledger::{DeliveredItem, Sent, name_of},
};

/// A date within the warning time of `warn_before`.
pub fn ends_soon(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let site = subject.facts.site.warn_before.as_ref();
    let own: std::collections::HashMap<&FactId, &TimeSpan> =
        subject.facts.all().filter_map(|it| Some((it.id(), it.envelope().warn_before.as_ref()?))).collect();
    if site.is_none() && own.is_empty() {
        return;
    }
    for event in
        events(subject.facts, subject.on, u32::MAX).iter().filter(|it| it.kind.warns && it.day >= subject.on)
    {
        let (Some(fact), Some(place)) = (&event.fact, event.place) else { continue };
        let Some(warn) = own.get(fact).copied().or(site) else { continue };
        if warn.after(subject.on).is_some_and(|last| event.day <= last) {
            let sentence = event.kind.sentence.replace("{}", &format!("`{fact}`"));
            let message =
                format!("{sentence} {} ({})", ahead((event.day - subject.on).num_days()), event.day);
            let finding = Diagnostic::new(codes::ENDS_SOON, place, message)
                .help(event.todo.as_deref().unwrap_or(event.kind.todo));
            findings
                .push(finding.note(format!("`warn_before` is {warn}; `factum calendar` lists all dates")));
        }
    }
}

fn ahead(days: i64) -> String {
    match days {
        0 => "today".into(),
        1 => "tomorrow".into(),
        _ => format!("in {days} days"),
    }
}

/// A subprocessor that starts or changes before the promised notice period has passed.
pub fn late_notice(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for it in
        notices(subject.facts, subject.on).iter().filter(|it| it.change != NoticeChange::Ends && it.too_early)
    {
        findings.extend(late(it, subject.on));
    }
}

fn late(window: &NoticeWindow, on: NaiveDate) -> Option<Diagnostic> {
    let (start, notify_by, earliest) = (window.change_day()?, window.notify_by?, window.earliest?);
    let id = &window.subprocessor.id;
    let notified = window.notified();
    let past = start.value < on;
    let is_start = window.change == NoticeChange::Starts;
    let starts = match (is_start, past) {
        (true, false) => "starts",
        (true, true) => "started",
        (false, false) => "changes",
        (false, true) => "changed",
    };
    let (what, field) = if is_start { ("start", "`since`") } else { ("change", "its `from`") };
    let is = if notify_by < on { "was" } else { "is" };
    let finding = match notified {
        Some(day) => {
            let were = if window.notified_on.is_some() { "were notified" } else { "are to be notified" };
            let message = format!(
                "`{id}` {starts} on {}, but customers {were} on {}; the last day to notify them {is} \
                 {notify_by}",
                start.value, day.value
            );
            Diagnostic::new(codes::LATE_NOTICE, start.place, message).also(day.place, "customers notified")
        }
        None => {
            let message = format!(
                "`{id}` {starts} on {}, but `notified` is missing; the last day to notify customers {is} \
                 {notify_by}",
                start.value
            );
            Diagnostic::new(codes::LATE_NOTICE, start.place, message)
        }
    };
    let condition = if notified.is_some() { "" } else { "if customers are notified today, " };
    Some(
        finding.help(match (past, notified.is_some()) {
            (true, false) => {
                "notify customers, and set `notified` to that day; `factum review` drafts the notices".into()
            }
            (true, true) => "correct the dates; if they are right, acknowledge the finding, and say what \
                             was agreed with customers"
                .into(),
            _ => format!(
                "{condition}postpone the {what} to {earliest} or later, and set {field} to the new date"
            ),
        }),
    )
}

/// A change about which customers were notified according to the data, but not according to the delivery
/// records.
pub fn unrecorded_notice(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for it in notices(subject.facts, subject.on) {
        let (Some(notified), Some(notified_on), Some(day)) = (it.notified(), it.notified_on, it.change_day())
        else {
            continue;
        };
        let id = &it.subprocessor.id;
        let audience = it.subprocessor.envelope.audience.unwrap_or(Audience::Internal);
        let about = format!("notice/{id}/{}/", it.change.name());
        let exactly = format!("{about}{}", day.value);
        let is_notice = |item: &DeliveredItem| match it.change {
            NoticeChange::Alters(_) => item.claim.id == exactly,
            _ => item.claim.id.starts_with(&about),
        };
        let mut customers: BTreeMap<String, Vec<&Sent>> = BTreeMap::new();
        subject.sent.iter().for_each(|it| customers.entry(name_of(&it.customer)).or_default().push(it));
        let not_notified = customers.values().filter(|sent| {
            let before = sent.iter().any(|it| it.on <= notified_on);
            let may_know = sent.iter().any(|it| it.audience >= audience);
            before && may_know && !sent.iter().flat_map(|it| &it.items).any(is_notice)
        });
        let names: Vec<String> =
            not_notified.filter_map(|sent| sent.last()).map(|it| format!("`{}`", it.customer)).collect();
        if names.is_empty() {
            continue;
        }
        let message = format!(
            "`{id}` states that customers were notified on {notified_on}, but no notice of this change is \
             recorded for {}",
            names.join(", ")
        );
        let help = "send the notices that `factum review` drafts, and record them with `factum sent \
                    --notice CUSTOMER`";
        findings.push(
            Diagnostic::new(codes::UNRECORDED_NOTICE, notified.place, message)
                .also(day.place, "the change")
                .help(help),
        );
    }
}

/// A change that still has `notified`, although the date given to customers differs from the one it has now.
pub fn notified_of_another_day(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for it in notices(subject.facts, subject.on) {
        let (Some(day), Some(notified)) = (it.change_day(), it.notified()) else { continue };
        let (fact, what) = (it.subprocessor.id.to_string(), it.change.name());
        let announced = subject
            .sent
            .iter()
            .flat_map(|sent| &sent.items)
            .filter_map(|item| item.claim.named().change())
            .filter(|change| change.fact == fact && change.what == what)
            .map(|change| change.day);
        // Dates of other changes of the subprocessor are not compared.
        let others = it
            .subprocessor
            .body
            .changes
            .iter()
            .filter(|_| it.change.name() == ALTERS)
            .map(|it| it.from.value.to_string());
        let others: Vec<String> = others.filter(|it| *it != day.value.to_string()).collect();
        let announced: std::collections::BTreeSet<&str> =
            announced.filter(|day| others.iter().all(|it| it != day)).collect();
        if let Some(other) = announced.last().filter(|_| !announced.contains(day.value.to_string().as_str()))
        {
            let id = &it.subprocessor.id;
            let message = format!(
                "customers were notified that the change to `{id}` takes effect on {other}, but it now \
                 takes effect on {}",
                day.value
            );
            let finding = Diagnostic::new(codes::CONFLICTING_STATEMENTS, notified.place, message)
                .also(day.place, "the date now");
            findings.push(finding.help(
                "remove `notified`, notify customers of the new date (`factum review` drafts the notices), \
                 and then set it again",
            ));
        }
    }
}

/// A fact whose validity has ended; it is no longer published.
pub fn expired_fact(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for fact in subject.facts.all() {
        let Some(until) = fact.envelope().valid.as_ref().and_then(|it| it.until.as_ref()) else { continue };
        if until.value < subject.on {
            let message =
                format!("`{}` was valid until {} and is no longer published", fact.id(), until.value);
            findings.push(
                Diagnostic::new(codes::EXPIRED_FACT, until.place, message)
                    .help("update `until`, or remove the entry"),
            );
        }
    }
}

/// A fact that is not published because all its products have ended or not begun.
pub fn idle_products(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for fact in subject.facts.all().filter(|it| it.envelope().holds(subject.on) && !it.draft()) {
        let products = subject.facts.idle_products(fact, subject.on);
        let Some(first) = products.first() else { continue };
        let named: Vec<String> = products
            .iter()
            .filter_map(|it| {
                Some(format!(
                    "`{}`, which {}",
                    it.id,
                    why_not_valid(*it, &subject.facts.evidence, subject.on)?
                ))
            })
            .collect();
        let message =
            format!("`{}` is not published: it applies only to {}", fact.id(), named.join(", and "));
        let place = fact.fields().iter().find(|it| it.0 == "products").map_or(fact.place(), |it| it.1);
        findings.push(
            Diagnostic::new(codes::IDLE_PRODUCT, place, message).also(first.place, "the product").help(
                "end the entry with `valid`, name the products that it applies to now, or correct the dates \
                 of the product",
            ),
        );
    }
}

/// The date of a past event that is after the effective date.
pub fn future_date(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for fact in subject.facts.all() {
        for FutureDate { field, day, place } in still_to_come(fact, subject.on) {
            let message = format!("`{field}` of `{}` is {day}, which is after the effective date", fact.id());
            let help = "correct the date, or add it once the event has taken place; until then the event \
                        counts as not having taken place";
            findings.push(Diagnostic::new(codes::FUTURE_DATE, place, message).help(help));
        }
    }
}

/// An overdue review.
pub fn review_overdue(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for fact in subject.facts.all() {
        let Some(review) = &fact.envelope().review else { continue };
        let Some(due) = review.every.after(review.last.value) else { continue };
        if due < subject.on {
            let message = format!("the review of `{}` was due on {due}", fact.id());
            let help = "check that it is still true, then set `review.last` to the date of the check";
            let mut finding = Diagnostic::new(codes::REVIEW_OVERDUE, review.last.place, message).help(help);
            if fact.id().kind == "answer" {
                finding = finding.note(
                    "the answer is not given, in customers' files or on pages, until it has been reviewed",
                );
            }
            findings.push(finding);
        }
    }
    for policy in &subject.facts.policies {
        let Some(next) = policy.body.next_review.as_ref().filter(|it| it.value < subject.on) else {
            continue;
        };
        let message = format!("the next review of `{}` was due on {}", policy.id, next.value);
        findings.push(
            Diagnostic::new(codes::REVIEW_OVERDUE, next.place, message)
                .help("review the policy, then set `next_review`"),
        );
    }
}

/// A security.txt in `out/` that has expired, or expires within the time that `warn_before` states.
pub fn security_txt(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let warn = subject.facts.site.warn_before.as_ref();
    for it in &subject.facts.published {
        let built =
            it.built.map_or("the security.txt".to_owned(), |day| format!("the security.txt built on {day}"));
        let days = (it.expires - subject.on).num_days();
        let ago = |days: i64| if days == 1 { "yesterday".to_owned() } else { format!("{days} days ago") };
        let (code, when) = match days {
            0 => (codes::SECURITY_TXT_EXPIRED, "expired today".to_owned()),
            days if days < 0 => (codes::SECURITY_TXT_EXPIRED, format!("expired {}", ago(-days))),
            days if warn.and_then(|it| it.after(subject.on)).is_some_and(|last| it.expires <= last) => {
                (codes::ENDS_SOON, format!("expires {}", ahead(days)))
            }
            _ => continue,
        };
        let finding = Diagnostic::new(code, it.place, format!("{built} {when}"));
        findings.push(finding.help("run `factum build` and publish the site"));
    }
}
