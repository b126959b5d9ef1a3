//! Acknowledgements: a finding that an entry accepts by its code, with a reason.

use std::collections::{BTreeMap, BTreeSet};

use super::accepted_words::{TextBinding, binding, digest_at};
use crate::{
    diagnostic::{Code, Diagnostic, FileId, Place, codes},
    fact::{Acknowledgement, AnyFact, FactId, Facts},
};

/// The maximum number of findings that are listed below one acknowledgement.
const LISTED: usize = 10;

/// The codes of findings that are reported after the lints, or both: when answers, pages and files are made.
pub const MADE_LATER: &[&Code] = &[
    codes::DEAD_LINK,
    codes::FIXED_VERDICT,
    codes::FUTURE_DATE,
    codes::INCOMPLETE_LIST,
    codes::LAPSED_BASIS,
    codes::LOST_PRODUCTS,
    codes::MISMATCHED_PIN,
    codes::MISSING_GLYPH,
    codes::NAMED_ABOVE_AUDIENCE,
    codes::PAST_QUESTION,
    codes::RELATIVE_PERIOD,
    codes::SECURITY_CONTACT,
    codes::UNBACKED_PHRASING,
    codes::UNBOUND_VERDICT,
    codes::UNSTATED_BASIS,
    codes::VERDICT_MISMATCH,
];

/// A finding that an acknowledgement accepted.
#[derive(Debug, Clone)]
pub struct Accepted {
    /// The place of the acknowledgement.
    by: Place,
    /// The message of the finding.
    message: String,
    /// Whether it names another fact, so that `about` can distinguish it.
    names_a_fact: bool,
    /// Whether it was accepted for the current text.
    binding: TextBinding,
    /// The digest of that text.
    digest: String,
}

/// Removes the findings that their own entries acknowledge; returns the rest and the accepted ones.
///
/// A finding belongs to the entry that contains its first place. A code whose level is fixed cannot be
/// acknowledged.
pub fn apply(facts: &Facts, findings: Vec<Diagnostic>) -> (Vec<Diagnostic>, Vec<Accepted>) {
    if facts.all().all(|it| it.envelope().acknowledge.is_empty()) {
        return (findings, vec![]);
    }
    let entries = Entries::new(facts);
    let mut used = Vec::new();
    let mut kept = Vec::new();
    for mut finding in findings {
        let place = finding.labels.first().map(|it| it.place);
        let Some(entry) = place.and_then(|it| entries.entry_at(it)).filter(|_| !finding.code.fixed) else {
            kept.push(finding);
            continue;
        };
        let has_code = |it: &&Acknowledgement| it.finding.code == finding.code;
        let all = || entry.envelope().acknowledge.iter().filter(has_code);
        let named = if all().next().is_some() { entries.named(entry, &finding) } else { BTreeSet::new() };
        // An acknowledgement with `about` for the fact comes first.
        let about = |it: &&Acknowledgement| it.about.iter().any(|about| named.contains(&about.0));
        let for_it: Vec<_> = all().filter(about).chain(all().filter(|it| it.about.is_empty())).collect();
        let is_current = |it: &&&Acknowledgement| binding(it, entry, &finding) != TextBinding::Outdated;
        let Some(matching) = for_it.iter().find(is_current).or(for_it.first()) else {
            kept.push(finding);
            continue;
        };
        let accepted = Accepted {
            by: matching.finding.place,
            message: finding.message.clone(),
            names_a_fact: !named.is_empty(),
            binding: binding(matching, entry, &finding),
            digest: place.map(|it| digest_at(entry, it)).unwrap_or_default(),
        };
        if accepted.binding == TextBinding::Outdated {
            finding.notes.push(format!(
                "the text has changed since this finding was accepted: if the reason still holds, write \
                 `text_digest: \"{}\"` into the acknowledgement, else delete it",
                accepted.digest
            ));
            kept.push(finding);
        }
        used.push(accepted);
    }
    (kept, used)
}

/// Like [`apply`], for findings that are made after the lints. If they are from all audiences, `used` lists
/// the acknowledgements that the lints matched, and those that match nothing become findings.
pub fn apply_later(facts: &Facts, findings: Vec<Diagnostic>, used: Option<&[Accepted]>) -> Vec<Diagnostic> {
    let (mut kept, of_these) = apply(facts, findings);
    if let Some(used) = used {
        let all = [used, &of_these].concat();
        kept.extend(unused(facts, &all, true));
        let known = broad(facts, used);
        kept.extend(
            broad(facts, &all).into_iter().filter(|it| known.iter().all(|old| old.labels != it.labels)),
        );
    }
    kept
}

/// A finding for each acknowledgement without `about` that accepts several findings, and for each without a
/// text digest that needs one.
pub fn broad(facts: &Facts, accepted: &[Accepted]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for entry in facts.all() {
        for it in entry.envelope().acknowledge.iter().filter(|it| it.about.is_empty()) {
            let own_findings = accepted
                .iter()
                .filter(|found| found.by == it.finding.place && found.binding != TextBinding::Outdated);
            let can_be_told_apart = own_findings.clone().any(|it| it.names_a_fact);
            let messages: BTreeSet<&str> = own_findings.map(|it| it.message.as_str()).collect();
            if messages.len() < 2 || !can_be_told_apart {
                continue;
            }
            let message = format!(
                "one acknowledgement of `{}` in `{}` accepts {} findings",
                it.finding.code.name,
                entry.id(),
                messages.len()
            );
            let finding = Diagnostic::new(codes::BROAD_ACKNOWLEDGEMENT, it.finding.place, message)
                .help("write one acknowledgement for each, with the fact that it names in `about:`");
            findings.push(messages.into_iter().take(LISTED).fold(finding, Diagnostic::note));
        }
    }
    findings.extend(unbound(facts, accepted));
    findings
}

/// A finding for each acknowledgement that accepts a finding about a text without its digest.
fn unbound(facts: &Facts, accepted: &[Accepted]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for entry in facts.all() {
        for it in &entry.envelope().acknowledge {
            let own_findings = accepted.iter().filter(|found| found.by == it.finding.place);
            let digests: BTreeSet<&str> = own_findings
                .filter(|it| it.binding == TextBinding::No)
                .map(|it| it.digest.as_str())
                .collect();
            let Some(digest) = digests.first().filter(|_| digests.len() == 1) else { continue };
            let message = format!(
                "an acknowledgement of `{}` in `{}` accepts whatever its text will say",
                it.finding.code.name,
                entry.id()
            );
            findings.push(
                Diagnostic::new(codes::BROAD_ACKNOWLEDGEMENT, it.finding.place, message)
                    .help(format!("add `text_digest: \"{digest}\"` to accept the text as it is now")),
            );
        }
    }
    findings
}

/// A finding for each acknowledgement that matches nothing: of the lints' codes, or with `later`, of
/// [`MADE_LATER`].
pub fn unused(facts: &Facts, used: &[Accepted], later: bool) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for entry in facts.all() {
        let candidates =
            entry.envelope().acknowledge.iter().filter(|it| MADE_LATER.contains(&it.finding.code) == later);
        for it in candidates.filter(|it| used.iter().all(|found| found.by != it.finding.place)) {
            let about: Vec<_> = it.about.iter().map(|it| format!("`{}`", it.0)).collect();
            let about =
                if about.is_empty() { String::new() } else { format!(" about {}", about.join(" or ")) };
            let message = format!(
                "`{}` acknowledges `{}`, but has no such finding{about}",
                entry.id(),
                it.finding.code.name
            );
            let finding = Diagnostic::new(codes::UNUSED_ACKNOWLEDGEMENT, it.finding.place, message);
            findings.push(finding.help("delete this acknowledgement"));
        }
    }
    findings
}

/// The entries of each file, by their first bytes.
struct Entries<'f>(BTreeMap<FileId, BTreeMap<u32, &'f dyn AnyFact>>);

impl<'f> Entries<'f> {
    fn new(facts: &'f Facts) -> Self {
        let mut files: BTreeMap<FileId, BTreeMap<u32, &dyn AnyFact>> = BTreeMap::new();
        for fact in facts.all() {
            files.entry(fact.place().file).or_default().insert(fact.place().start, fact);
        }
        Self(files)
    }

    /// The other facts that a finding of `entry` names: by id in its words, or by a place.
    fn named(&self, entry: &dyn AnyFact, finding: &Diagnostic) -> BTreeSet<FactId> {
        let places = finding.labels.iter().skip(1).filter_map(|it| self.entry_at(it.place));
        let words = std::iter::once(&finding.message).chain(&finding.notes);
        let quoted: BTreeSet<&str> = words.flat_map(|it| it.split('`').skip(1).step_by(2)).collect();
        let all = self.0.values().flat_map(BTreeMap::values);
        let in_words = all.filter(|it| quoted.contains(it.id().to_string().as_str())).copied();
        places.chain(in_words).map(|it| it.id().clone()).filter(|it| it != entry.id()).collect()
    }

    /// The entry that contains a place: the last one that begins before it.
    fn entry_at(&self, place: Place) -> Option<&'f dyn AnyFact> {
        self.0.get(&place.file)?.range(..=place.start).next_back().map(|(_, it)| *it)
    }
}
