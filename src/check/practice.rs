//! Privacy practices: statements about personal data must not contradict each other, within an entry or for a
//! product.

use super::Subject;
use crate::{
    diagnostic::{Diagnostic, Place, codes},
    fact::{AnyFact, Entry, Practice, Text},
};

/// An entry that collects no data but says how it is used, and one that does not share data but sells it.
pub fn contradicts_itself(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for practice in &subject.facts.practices {
        let body = &practice.body;
        let none = body.collects.as_ref().is_some_and(Vec::is_empty);
        let sold = body.sold.as_ref().is_some_and(|it| it.value);
        let shared = body.third_parties.as_ref().is_some_and(|it| !it.is_empty());
        let nobody = body.third_parties.as_ref().is_some_and(Vec::is_empty);
        let sent = body.transmits.as_ref().is_some_and(|it| it.value);
        let pairs = [
            (
                none && body.purpose.is_some(),
                "collects",
                "no personal data is collected",
                "purpose",
                "it is collected for a purpose",
            ),
            (
                none && body.retention.is_some(),
                "collects",
                "no personal data is collected",
                "retention",
                "it is kept",
            ),
            (none && shared, "collects", "no personal data is collected", "third_parties", "it is shared"),
            (none && sold, "collects", "no personal data is collected", "sold", "it is sold"),
            (
                none && sent,
                "collects",
                "no personal data is collected",
                "transmits",
                "it is sent to the vendor",
            ),
            (nobody && sold, "third_parties", "personal data is shared with nobody", "sold", "it is sold"),
        ];
        for (_, field, says, other, but) in pairs.into_iter().filter(|it| it.0) {
            let message = format!("`{}` says that {says}, but also that {but}", practice.id);
            let finding = Diagnostic::new(codes::CONFLICTING_STATEMENTS, place(practice, field), message);
            findings.push(
                finding
                    .also(place(practice, other), "stated here")
                    .help(format!("correct `{field}`, or remove `{other}`")),
            );
        }
    }
}

/// Two entries for one product that contradict each other about the same data.
pub fn contradict_each_other(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let valid: Vec<_> =
        subject.facts.practices.iter().filter(|it| it.envelope().holds(subject.on) && !it.draft()).collect();
    for (at, one) in valid.iter().enumerate() {
        for other in valid.iter().skip(at + 1).filter(|it| share_a_product(one, it)) {
            for (field, what) in differing(&one.body, &other.body) {
                let message = format!(
                    "`{}` and `{}` apply to the same product but disagree on {what}",
                    one.id, other.id
                );
                let finding = Diagnostic::new(codes::CONFLICTING_STATEMENTS, place(other, field), message);
                let purposes = one.body.purpose.is_some() && other.body.purpose.is_some();
                let help = if purposes {
                    "keep one of them, or limit each to its `products`"
                } else {
                    "keep one of them, limit each to its `products`, or add the `purpose` of each"
                };
                findings.push(finding.also(place(one, field), "the other entry").help(help));
            }
        }
    }
}

/// The fields in which two practices contradict each other, with the subject of each contradiction.
/// `collects` and `transmits` must always agree; the others only if both practices are about the same data
/// and purpose.
fn differing(one: &Practice, other: &Practice) -> Vec<(&'static str, &'static str)> {
    let flags =
        |one: Option<bool>, other: Option<bool>| one.zip(other).is_some_and(|(one, other)| one != other);
    let empty = |list: &Option<Vec<Text>>| list.as_ref().map(Vec::is_empty);
    let flag = |it: &Option<crate::fact::Flag>| it.as_ref().map(|it| it.value);
    let texts = |one: &Option<Text>, other: &Option<Text>| {
        one.as_ref().zip(other.as_ref()).is_some_and(|(one, other)| plain(one) != plain(other))
    };
    let same = is_same_purpose(one, other) && share_data(one, other);
    [
        (
            flags(empty(&one.collects), empty(&other.collects)),
            "collects",
            "whether personal data is collected",
        ),
        (
            flags(flag(&one.transmits), flag(&other.transmits)),
            "transmits",
            "whether personal data is sent to the vendor",
        ),
        (same && flags(flag(&one.sold), flag(&other.sold)), "sold", "whether personal data is sold"),
        (
            same && flags(empty(&one.third_parties), empty(&other.third_parties)),
            "third_parties",
            "whether personal data is shared",
        ),
        (same && texts(&one.retention, &other.retention), "retention", "how long personal data is kept"),
        (same && texts(&one.remains, &other.remains), "remains", "where personal data remains"),
    ]
    .into_iter()
    .filter_map(|(differs, field, what)| differs.then_some((field, what)))
    .collect()
}

fn is_same_purpose(one: &Practice, other: &Practice) -> bool {
    one.purpose.as_ref().zip(other.purpose.as_ref()).is_none_or(|(one, other)| plain(one) == plain(other))
}

/// Whether both name some of the same data; an entry without data is about all data.
fn share_data(one: &Practice, other: &Practice) -> bool {
    let named = |it: &Practice| it.collects.iter().flatten().map(plain).collect::<Vec<_>>();
    let (one, other) = (named(one), named(other));
    one.is_empty() || other.is_empty() || one.iter().any(|it| other.contains(it))
}

fn share_a_product(one: &Entry<Practice>, other: &Entry<Practice>) -> bool {
    let (ours, theirs) = (&one.body.products, &other.body.products);
    ours.is_empty()
        || theirs.is_empty()
        || ours.iter().any(|it| theirs.iter().any(|other| other.target() == it.target()))
}

fn plain(text: &Text) -> String {
    text.value.trim().to_lowercase()
}

fn place(practice: &Entry<Practice>, field: &str) -> Place {
    practice.fields.iter().find(|(name, _)| name == field).map_or(practice.place, |(_, place)| *place)
}
