//! The order of the delivery records, and records that are missing.

use std::collections::{HashMap, HashSet};

use super::{Sent, claim::Digest};
use crate::diagnostic::{Diagnostic, codes};

const RESTORE: &str =
    "restore the files from version control: `git log --diff-filter=D --stat -- data/sent` lists them";

/// The seals of the records that no other record names as its predecessor. The next record names them, so
/// that removing one of them is noticed. A record that names none follows the only record with the preceding
/// number.
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

/// The findings for missing records, by their numbers (which are consecutive) or their seals, and for numbers
/// that two records share.
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
                1 => format!("delivery record {first} is missing"),
                _ => format!("delivery records {first} to {} are missing", record.number - 1),
            };
            let message = format!("{which}: this one has number {}", record.number);
            let finding = Diagnostic::new(codes::REMOVED_ENTRY, record.place, message);
            findings.push(finding.help(RESTORE));
        } else if record.after.iter().any(|it| !seals.contains(it.as_str())) {
            let message = "a delivery record before this one is missing";
            findings.push(Diagnostic::new(codes::REMOVED_ENTRY, record.place, message).help(RESTORE));
        }
        before = record.number;
    }
    findings.extend(twins(&ordered));
    findings
}

/// Records of two branches with the same number that no later record names: removing one would leave no
/// gap.
fn twins(ordered: &[&Sent]) -> Vec<Diagnostic> {
    let named: HashSet<&str> = ordered.iter().flat_map(|it| &it.after).map(String::as_str).collect();
    let open = |it: &&Sent| !named.contains(it.seal.as_str());
    let pairs = ordered
        .iter()
        .zip(ordered.iter().skip(1))
        .filter(|(one, other)| one.number == other.number && one.seal != other.seal);
    let twin = |(one, other): (&&Sent, &&Sent)| {
        let message = format!(
            "the delivery record for {} and this one for {} both have number {}",
            one.customer, other.customer, other.number
        );
        let help = "keep both, as two branches recorded them; the next `factum sent` records the order of \
                    both, and until then only version control shows if one of them is removed";
        Diagnostic::new(codes::DUPLICATE_ENTRY, other.place, message)
            .also(one.place, "the other record")
            .help(help)
    };
    pairs.filter(|(one, other)| open(one) || open(other)).map(twin).collect()
}
