//! Typed facts of different kinds that contradict each other: privacy practices and subprocessors, hosting,
//! policies, headcounts.

use std::collections::BTreeMap;

use super::Subject;
use crate::{
    diagnostic::{Diagnostic, Place, codes},
    fact::{AnyFact, Entry, Host, Practice, Product, Ref, Subprocessor, Text},
    word_list::WordList,
};

/// Words for the European Union and the European Economic Area, and the countries in them, in the languages
/// of factum.
static EUROPE: WordList = WordList::new(include_str!("../../words/words-for-europe.txt"));
/// Words for places outside, which also count next to a place in Europe: `Ireland and the United States`.
static OUTSIDE: WordList = WordList::new(include_str!("../../words/words-for-elsewhere.txt"));
/// Words for places that only the vendor or the customer controls.
const OWN: [&str; 3] = ["own infrastructure", "own servers", "customer's infrastructure"];

/// Privacy practices that deny what a subprocessor of the same product does, or that say that data is sent
/// and stays.
pub fn practices(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let holds = |it: &dyn AnyFact| it.envelope().holds(subject.on) && !it.draft();
    let used = |it: &&Entry<Subprocessor>| {
        holds(*it)
            && it.body.since.as_ref().is_none_or(|day| day.value <= subject.on)
            && it.body.until.as_ref().is_none_or(|day| subject.on <= day.value)
    };
    for practice in subject.facts.practices.iter().filter(|it| holds(*it)) {
        let own = practice.body.remains.as_ref().filter(|it| is_own(it));
        if let Some(flag) = practice.body.transmits.as_ref().filter(|it| it.value && own.is_some()) {
            let message = format!(
                "`{}` states that personal data is sent to the vendor, but also `remains: {}`",
                practice.id,
                practice.body.remains.as_ref().map_or("", |it| it.value.as_str())
            );
            let finding = Diagnostic::new(codes::CONTRADICTING_FACTS, place(practice, "remains"), message);
            findings.push(finding.also(flag.place, "stated here").help("correct `transmits` or `remains`"));
        }
        let of_product =
            |it: &&Entry<Subprocessor>| share_a_product(&practice.body.products, &it.body.products);
        for company in subject.facts.subprocessors.iter().filter(used).filter(of_product) {
            for Denied { field, says, but } in denied(&practice.body, &company.body) {
                let message = format!("`{}` {says}, but `{}` {but}", practice.id, company.id);
                let finding = Diagnostic::new(codes::CONTRADICTING_FACTS, place(practice, field), message);
                findings.push(finding.also(company.place, "the subprocessor").help(format!(
                    "correct `{field}`, or set `products` of the subprocessor to the products that it is \
                     used for; if both are true, accept the finding with `acknowledge`"
                )));
            }
        }
    }
}

/// A field of a practice that a subprocessor contradicts.
struct Denied {
    /// The field.
    field: &'static str,
    /// What it states.
    says: String,
    /// What the subprocessor does.
    but: String,
}

/// The fields of a practice that a subprocessor of the product contradicts.
fn denied(practice: &Practice, company: &Subprocessor) -> Vec<Denied> {
    let none = |list: &Option<Vec<Text>>| list.as_ref().is_some_and(Vec::is_empty);
    let data = listed(&company.data);
    let mut found = Vec::new();
    if let Some(remains) = &practice.remains {
        let stated = || format!("states `remains: {}`", remains.value);
        let outside = || company.location.iter().find(|it| !is_european(it));
        if is_own(remains) {
            found.push(Denied { field: "remains", says: stated(), but: format!("processes {data}") });
        } else if let Some(place) = outside().filter(|_| is_european(remains)) {
            found.push(Denied {
                field: "remains",
                says: stated(),
                but: format!("processes data in `{}`", place.value),
            });
        }
    }
    if none(&practice.collects) && !company.data.is_empty() {
        let says = "states that no personal data is collected".to_owned();
        found.push(Denied { field: "collects", says, but: format!("processes {data}") });
    }
    if none(&practice.third_parties) && !company.data.is_empty() {
        let says = "states that personal data is not disclosed".to_owned();
        found.push(Denied { field: "third_parties", says, but: format!("processes {data}") });
    }
    found
}

fn listed(data: &[Text]) -> String {
    let words: Vec<_> = data.iter().map(|it| format!("`{}`", it.value)).collect();
    if words.is_empty() { "data".into() } else { words.join(", ") }
}

fn is_own(remains: &Text) -> bool {
    let words = remains.value.to_lowercase().replace('’', "'");
    OWN.iter().any(|it| words.contains(it))
}

fn is_european(text: &Text) -> bool {
    let words = text.value.to_lowercase();
    let has_any = |list: &WordList| words.split(|c: char| !c.is_alphanumeric()).any(|it| list.has(it));
    has_any(&EUROPE) && !has_any(&OUTSIDE)
}

fn share_a_product(ours: &[Ref<Product>], theirs: &[Ref<Product>]) -> bool {
    ours.is_empty()
        || theirs.is_empty()
        || ours.iter().any(|it| theirs.iter().any(|other| other.target() == it.target()))
}

fn place<T>(entry: &Entry<T>, field: &str) -> Place {
    entry.fields.iter().find(|(name, _)| name == field).map_or(entry.place, |(_, place)| *place)
}

/// Regions and hosting companies of products that only customers host.
pub fn hosting(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let customers = |products: &[Ref<Product>]| {
        let host = |it: &Ref<Product>| subject.facts.products.iter().find(|entry| entry.id == it.target());
        let hosts: Vec<_> = products.iter().filter_map(host).collect();
        hosts.first().copied().filter(|_| hosts.iter().all(|it| it.body.hosted_by == Host::Customer))
    };
    let mut report = |id: &crate::fact::FactId, place: Place, product: &Entry<Product>, what: &str| {
        let message = format!("`{}` is hosted by customers, but `{id}` {what}", product.id);
        let finding =
            Diagnostic::new(codes::CONTRADICTING_FACTS, place, message).also(product.place, "the product");
        findings.push(finding.help("correct `hosted_by` of the product, or the `products` of this entry"));
    };
    for it in subject.facts.regions.iter().filter(|it| it.envelope.holds(subject.on)) {
        if let Some(product) = customers(&it.body.products) {
            report(&it.id, place(it, "products"), product, "is a data region of it");
        }
    }
    let hosts = |it: &&Entry<Subprocessor>| {
        it.body.purpose.value.to_lowercase().contains("hosting") && it.envelope.holds(subject.on)
    };
    for it in subject.facts.subprocessors.iter().filter(hosts) {
        if let Some(product) = customers(&it.body.products) {
            report(&it.id, place(it, "products"), product, "hosts it");
        }
    }
}

/// Policies of one name with different versions.
pub fn policies(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let mut known = BTreeMap::new();
    for it in subject.facts.policies.iter().filter(|it| it.envelope.holds(subject.on)) {
        let Some(version) = &it.body.version else { continue };
        let Some((other, before)) = known.insert(it.body.name.value.trim().to_lowercase(), (it, version))
        else {
            continue;
        };
        if before.value != version.value {
            let message = format!("`{}` and `{}` are versions of one policy", other.id, it.id);
            let finding = Diagnostic::new(codes::CONTRADICTING_FACTS, version.place, message)
                .also(before.place, "the other version");
            findings.push(finding.help("end the former version with `valid: {until: …}`, or remove it"));
        }
    }
}

/// Headcounts of one day that cannot all be true.
pub fn headcounts(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let plain = |it: &Text| it.value.trim().to_lowercase();
    for vendor in &subject.facts.vendor {
        let counts = &vendor.body.headcounts;
        for (at, one) in counts.iter().enumerate() {
            for other in counts.iter().skip(at + 1).filter(|it| it.counted.value == one.counted.value) {
                let (ours, theirs) = (plain(&one.of), plain(&other.of));
                let (one_count, other_count) = (one.count.value, other.count.value);
                let more = (theirs == "all" && one_count > other_count)
                    || (ours == "all" && other_count > one_count);
                let words = if ours == theirs && one_count != other_count {
                    "are two numbers for one day"
                } else if ours != theirs && more {
                    "cannot both be true: a part is larger than the whole"
                } else {
                    continue;
                };
                let message = format!(
                    "the headcounts of `{}` ({one_count}) and `{}` ({other_count}) on {} {words}",
                    one.of.value, other.of.value, one.counted.value
                );
                let finding = Diagnostic::new(codes::CONTRADICTING_FACTS, other.of.place, message)
                    .also(one.of.place, "the other number");
                findings.push(finding.help("keep the number that the source states"));
            }
        }
    }
}
