//! The order of the records of what was sent: which follows which, and what is missing between them.

use std::collections::{HashMap, HashSet};

use super::{Sent, claim::Digest};
use crate::diagnostic::{Diagnostic, codes};

const RESTORE: &str =
    "restore the files from version control: `git log --diff-filter=D --stat -- data/sent` names them";

/// The seals of the records that no other one names as standing before it: the next record names them, so that each of them is
/// missed from then on. A record that names none stands after the only one with the number before its own.
pub fn last_seals(sent: &[Sent]) -> Vec<Digest> {
    let named = named(sent);
    sent.iter().map(|it| &it.seal).filter(|it| !named.contains(it.as_str())).cloned().collect()
}

fn named(sent: &[Sent]) -> HashSet<&str> {
    let mut by_number: HashMap<u32, Vec<&str>> = HashMap::new();
    sent.iter().for_each(|it| by_number.entry(it.number).or_default().push(&it.seal));
    let before =
        |it: &Sent| it.number.checked_sub(1).and_then(|it| by_number.get(&it)).filter(|it| it.len() == 1);
    let unnamed = sent.iter().filter(|it| it.after.is_empty()).filter_map(before).flatten().copied();
    sent.iter().flat_map(|it| &it.after).map(String::as_str).chain(unnamed).collect()
}

/// The findings of records that are missing, by their numbers (each record has the next one) or by their seals, and of numbers that
/// two records have.
pub fn numbering(sent: &[Sent]) -> Vec<Diagnostic> {
    let mut ordered: Vec<&Sent> = sent.iter().collect();
    ordered.sort_by_key(|it| (it.number, it.seal.as_str()));
    let seals: HashSet<&str> = sent.iter().map(|it| it.seal.as_str()).collect();
    let mut before = 0;
    let mut findings = Vec::new();
    for record in &ordered {
        let missing = record.number.saturating_sub(before).saturating_sub(1);
        if missing > 0 {
            let first = before + 1;
            let which = match missing {
                1 => format!("record {first} of what was sent is missing"),
                _ => format!("records {first} to {} of what was sent are missing", record.number - 1),
            };
            let message = format!("{which}: this one has the number {}", record.number);
            let finding = Diagnostic::new(codes::REMOVED_ENTRY, record.place, message);
            findings.push(finding.help(RESTORE));
        } else if record.after.iter().any(|it| !seals.contains(it.as_str())) {
            let message = "a record of what was sent is missing that stood before this one";
            findings.push(Diagnostic::new(codes::REMOVED_ENTRY, record.place, message).help(RESTORE));
        }
        before = record.number;
    }
    findings.extend(twins(&ordered));
    findings
}

/// Records of two branches with one number, until a later record names both: one that is taken out would leave no gap.
fn twins(ordered: &[&Sent]) -> Vec<Diagnostic> {
    let named: HashSet<&str> = ordered.iter().flat_map(|it| &it.after).map(String::as_str).collect();
    let open = |it: &&Sent| !named.contains(it.seal.as_str());
    let pairs = ordered
        .iter()
        .zip(ordered.iter().skip(1))
        .filter(|(one, other)| one.number == other.number && one.seal != other.seal);
    let twin = |(one, other): (&&Sent, &&Sent)| {
        let message = format!(
            "the record to {} and this one to {} both have the number {}",
            one.customer, other.customer, other.number
        );
        let help = "keep both, as two branches recorded them; the next record of `factum sent` names both, and until then only version \
                    control knows if one of them is taken out";
        Diagnostic::new(codes::DUPLICATE_ENTRY, other.place, message)
            .also(one.place, "the other one")
            .help(help)
    };
    pairs.filter(|(one, other)| open(one) || open(other)).map(twin).collect()
}
