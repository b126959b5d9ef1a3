//! Time: facts that ended or end soon, reviews that are due, customers that were told too late.

use super::Subject;
use crate::{
    calendar::{ALTERS, Change, NoticeWindow, events, notices},
    diagnostic::{Diagnostic, codes},
    fact::{FactId, Period, still_to_come},
};

/// A day that comes within the time that `warn_before` states.
pub fn ends_soon(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let site = subject.facts.site.warn_before.as_ref();
    let own: std::collections::HashMap<&FactId, &Period> =
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
            let message = format!(
                "`{fact}`, {} ({}): {}",
                ahead((event.day - subject.on).num_days()),
                event.day,
                event.kind.words
            );
            let finding = Diagnostic::new(codes::ENDS_SOON, place, message).help(event.kind.todo);
            findings.push(finding.note(format!("`warn_before` is {warn}; `factum calendar` lists all days")));
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

/// A subprocessor that starts, or changes, before customers had the time they were promised.
pub fn late_notice(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for it in notices(subject.facts, subject.on).iter().filter(|it| it.change != Change::Ends && it.too_early)
    {
        findings.extend(late(it));
    }
}

fn late(it: &NoticeWindow) -> Option<Diagnostic> {
    let (start, tell_by, earliest) = (it.change_day()?, it.tell_by?, it.earliest?);
    let id = &it.subprocessor.id;
    let notified = it.notified();
    let (starts, start_it) =
        if it.change == Change::Starts { ("starts", "let it start") } else { ("changes", "let it change") };
    let finding = match notified {
        Some(told) => {
            let were = if it.told.is_some() { "were told" } else { "are to be told" };
            let message = format!(
                "`{id}` {starts} on {}, and customers {were} on {}, after {tell_by}",
                start.value, told.value
            );
            Diagnostic::new(codes::LATE_NOTICE, start.place, message).also(told.place, "told on this day")
        }
        None => {
            let message = format!("`{id}` {starts} on {}, and nobody was told by {tell_by}", start.value);
            Diagnostic::new(codes::LATE_NOTICE, start.place, message)
        }
    };
    let told = if notified.is_some() { "" } else { ", if customers are told today" };
    Some(finding.help(format!("{start_it} on {earliest} or later{told}")))
}

/// A change of which customers were told with another day than it has now, and which still says when they were told.
pub fn told_of_another_day(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for it in notices(subject.facts, subject.on) {
        let (Some(day), Some(notified)) = (it.change_day(), it.notified()) else { continue };
        let about = format!("notice/{}/{}/", it.subprocessor.id, it.change.name());
        let told = subject
            .sent
            .iter()
            .flat_map(|sent| &sent.told)
            .filter_map(|told| told.claim.id.strip_prefix(&about));
        // Other changes of the subprocessor that are stated have days of their own.
        let others = it
            .subprocessor
            .body
            .changes
            .iter()
            .filter(|_| it.change.name() == ALTERS)
            .map(|it| it.from.value.to_string());
        let others: Vec<String> = others.filter(|it| *it != day.value.to_string()).collect();
        let told: std::collections::BTreeSet<&str> =
            told.filter(|told| others.iter().all(|it| it != told)).collect();
        if let Some(other) = told.last().filter(|_| !told.contains(day.value.to_string().as_str())) {
            let id = &it.subprocessor.id;
            let message = format!(
                "customers were told of {other} for this change of `{id}`, and it is on {} now",
                day.value
            );
            let finding = Diagnostic::new(codes::CONFLICTING_STATEMENTS, notified.place, message)
                .also(day.place, "the day now");
            findings.push(
                finding.help("remove `notified`, tell customers of the new day (`factum review` drafts the notices), and then set it"),
            );
        }
    }
}

/// A fact whose validity has ended; it is no longer said.
pub fn expired_fact(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for fact in subject.facts.all() {
        let Some(until) = fact.envelope().valid.as_ref().and_then(|it| it.until.as_ref()) else { continue };
        if until.value < subject.on {
            let message = format!("`{}` held until {} and is no longer said", fact.id(), until.value);
            findings.push(
                Diagnostic::new(codes::EXPIRED_FACT, until.place, message)
                    .help("renew `until`, or take the entry out"),
            );
        }
    }
}

/// A day on which something is said to have happened, and which is still to come.
pub fn future_date(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for fact in subject.facts.all() {
        for (field, day, place) in still_to_come(fact, subject.on) {
            let message = format!("`{field}` of `{}` is {day}, which is still to come", fact.id());
            let help = "state the day on which it happened; until that day nothing is said of it";
            findings.push(Diagnostic::new(codes::FUTURE_DATE, place, message).help(help));
        }
    }
}

/// A review that should have taken place.
pub fn review_overdue(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for fact in subject.facts.all() {
        let Some(review) = &fact.envelope().review else { continue };
        let Some(due) = review.every.after(review.last.value) else { continue };
        if due < subject.on {
            let message = format!("the review of `{}` was due on {due}", fact.id());
            let help = "check whether it still holds, then set `review.last` to the day on which you did";
            let mut finding = Diagnostic::new(codes::REVIEW_OVERDUE, review.last.place, message).help(help);
            if fact.id().kind == "answer" {
                finding = finding.note(
                    "until then the answer is given to nobody: neither in a customer's file nor on a page",
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
        let built = it
            .built
            .map_or("the security.txt".to_owned(), |day| format!("the security.txt that was built on {day}"));
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
        findings.push(finding.help("run `factum build`, and publish the site"));
    }
}
