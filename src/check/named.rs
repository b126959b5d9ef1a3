//! Texts that name, in plain words, a report or certificate that has ended or is not held, or a subprocessor that is no
//! longer used.

use super::{Subject, disclosure::named_in};
use crate::{
    diagnostic::{Diagnostic, Level, codes},
    fact::{AnyFact, Datum, FactId, Standing, Verdict, VerdictRule, over, read::Leaf},
};

/// Fact types that describe what has ended, or whose texts are not statements by the vendor.
const OTHER_KINDS: [&str; 7] =
    ["answer", "certification", "subprocessor", "conflict", "source", "questionnaire", "change"];
/// Fields that hold a name, not a statement.
const NAMES: [&str; 6] = ["name", "title", "legal_name", "trading_name", "framework", "url"];
/// Words by which a text says that something has ended.
const PAST: &str = "until, former, formerly, previously, previous, no longer, ended, expired, lapsed, withdrawn, replaced, stopped, was, were, had, \
    bis, ehemals, ehemalig, früher, nicht mehr, abgelaufen, jusqu'au, ancien, ancienne, auparavant, expiré, hasta, anteriormente, fino al, \
    in precedenza, tot, voorheen, até";
/// Words by which a text claims a report or certificate.
const CLAIMED: &str = "certified, certificate, certificates, certification, hold, holds, held, have, has, report, reports, attested, attestation, \
    compliant, label, audited, zertifiziert, zertifikat, bericht, certifié, certifiée, certificat, rapport, certificado, certificada, informe, \
    certificato, certificata, gecertificeerd, rapporto";
/// Words by which a text says that a report or certificate is not the vendor's own, or not held yet.
const OPEN: &str = "no, not, none, plan, plans, planned, progress, working, work, towards, toward, expected, expect, aim, aims, prepare, prepares, \
    preparing, will, aligned, align, aligns, inherited, inherit, provider, providers, subprocessor, subprocessors, by our, self-assessed, \
    self-assessment, kein, keine, nicht, geplant, pas, prévu, prévue, no, previsto, prevista, non, niet, geen, gepland, não, previsto";
/// The shortest name, in characters, that is looked for.
const SHORTEST: usize = 3;

/// The names of what has ended, is not held, and is in force.
struct Ended<'a> {
    /// What has ended, with its name and the reason why nothing can rest on it.
    ended: Vec<(&'a FactId, &'a str, String)>,
    /// What is not the vendor's own, or not in force yet, with its name and its state.
    open: Vec<(&'a FactId, &'a str, String)>,
    /// The names of what is in force.
    held: Vec<&'a str>,
}

/// A text that names something that has ended, or claims something that is not held, and does not say so.
pub fn ended(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let known = Ended::new(subject);
    let told = |fact: &&dyn AnyFact| fact.envelope().holds(subject.on) && !fact.draft();
    let others = subject.facts.all().filter(|it| !OTHER_KINDS.contains(&it.id().kind)).filter(told);
    for fact in others {
        for (name, datum) in fact.data(subject.on, &subject.facts.evidence) {
            if !NAMES.contains(&name) && !fact.internal().contains(&name) {
                known.find(fact, name, &texts(&datum).join("\n"), &[], findings);
            }
        }
    }
    // A no may be a no because it has ended.
    let claims = |it: &VerdictRule| !matches!(it, VerdictRule::Fixed(Verdict::No | Verdict::NotApplicable));
    for answer in subject
        .facts
        .answers
        .iter()
        .filter(|it| told(&(*it as &dyn AnyFact)) && it.body.verdict.as_ref().is_none_or(claims))
    {
        let mut named = Vec::new();
        (answer as &dyn AnyFact).leaves(&mut |leaf| {
            if let Leaf::Template(text) | Leaf::Expression(text) = leaf {
                named.extend(named_in(text));
            }
        });
        known.find(answer, "text", &literal(&answer.body.text.0.value), &named, findings);
    }
}

impl<'a> Ended<'a> {
    fn new(subject: &Subject<'a>) -> Self {
        let mut known = Self { ended: vec![], open: vec![], held: vec![] };
        for it in &subject.facts.certifications {
            let standing = it.body.standing(subject.on);
            let name = it.body.name.value.as_str();
            match standing {
                Standing::Lapsed | Standing::Expired | Standing::Withdrawn => {
                    known.ended.push((&it.id, name, format!("is {}", standing.word())));
                }
                Standing::Own => known.held.push(name),
                _ => known.open.push((&it.id, name, format!("is {}", standing.word()))),
            }
        }
        for it in &subject.facts.subprocessors {
            let name = it.body.name.value.as_str();
            match over(it, &subject.facts.evidence, subject.on).filter(|why| why.contains("until")) {
                Some(why) => known.ended.push((&it.id, name, why)),
                None => known.held.push(name),
            }
        }
        known.held.sort_by_key(|it| std::cmp::Reverse(it.len()));
        known.open.retain(|it| it.1.chars().count() >= SHORTEST && !known.held.contains(&it.1));
        known.ended.retain(|it| it.1.chars().count() >= SHORTEST && !known.held.contains(&it.1));
        known
    }

    /// Reports what a field of a fact names, unless the fact also refers to it by id, which other lints check.
    fn find(
        &self,
        fact: &dyn AnyFact,
        field: &str,
        text: &str,
        named: &[FactId],
        findings: &mut Vec<Diagnostic>,
    ) {
        for sentence in text.split(['.', '!', '?', ';', '\n']) {
            self.find_in_sentence(fact, field, sentence, named, findings);
        }
    }

    fn find_in_sentence(
        &self,
        fact: &dyn AnyFact,
        field: &str,
        sentence: &str,
        named: &[FactId],
        findings: &mut Vec<Diagnostic>,
    ) {
        let mut text = plain(sentence);
        // `SOC 2 Type II` does not name `SOC 2`.
        for name in self.held.iter().filter(|it| !it.is_empty()) {
            text = text.replace(&plain(name), "\n");
        }
        let all = || self.ended.iter().chain(&self.open);
        let unnamed = all().fold(text.clone(), |text, it| text.replace(&plain(it.1), "\n")).to_lowercase();
        let says = |words: &str| words.split(", ").any(|it| is_in(it.trim(), &unnamed));
        let ended = self.ended.iter().filter(|_| !says(PAST));
        let open = self.open.iter().filter(|_| says(CLAIMED) && !says(OPEN) && !says(PAST));
        let rests = |id: &FactId| fact.envelope().rests_on.iter().any(|it| it.target == *id);
        for (id, name, why) in
            ended.chain(open).filter(|it| is_in(&plain(it.1), &text) && !named.contains(it.0) && !rests(it.0))
        {
            let place = fact.fields().iter().find(|it| it.0 == field).map_or(fact.place(), |it| it.1);
            let message = format!("the text of `{}` names `{name}`, but `{id}` {why}", fact.id());
            let help = "say so in the text, remove the name, or accept the finding with `acknowledge`";
            let mut finding = Diagnostic::new(codes::LAPSED_BASIS, place, message).help(help);
            // The text may mean something else by the name.
            finding.level = Level::Warning;
            if !findings.contains(&finding) {
                findings.push(finding);
            }
        }
    }
}

/// The text with the names of ISO standards in one spelling: `ISO/IEC 27001` and `ISO27001` become `ISO 27001`.
fn plain(text: &str) -> String {
    let text = text.replace("ISO/IEC", "ISO").replace("ISO-", "ISO ");
    let mut plain = String::with_capacity(text.len());
    for (at, part) in text.split("ISO").enumerate() {
        if at > 0 {
            plain.push_str("ISO");
            if part.starts_with(|c: char| c.is_ascii_digit()) {
                plain.push(' ');
            }
        }
        plain.push_str(part);
    }
    plain
}

/// Whether a text contains these words as whole words.
fn is_in(words: &str, text: &str) -> bool {
    text.match_indices(words).any(|(at, it)| {
        let before = text.get(..at).and_then(|it| it.chars().next_back());
        let after = text.get(at + it.len()..).and_then(|it| it.chars().next());
        !before.into_iter().chain(after).any(char::is_alphanumeric)
    })
}

/// The texts of a value, without names.
fn texts(datum: &Datum) -> Vec<&str> {
    match datum {
        Datum::Text(it) => vec![it],
        Datum::List(items) => items.iter().flat_map(texts).collect(),
        Datum::Map(entries) => {
            entries.iter().filter(|it| !NAMES.contains(&it.0)).flat_map(|it| texts(&it.1)).collect()
        }
        _ => vec![],
    }
}

/// A template without its tags.
fn literal(template: &str) -> String {
    let mut rest = template;
    let mut text = String::new();
    while let Some(at) = rest.find("{{").into_iter().chain(rest.find("{%")).chain(rest.find("{#")).min() {
        text.push_str(rest.get(..at).unwrap_or_default());
        text.push('\n');
        let inside = rest.get(at..).unwrap_or_default();
        let end = inside.find("}}").into_iter().chain(inside.find("%}")).chain(inside.find("#}")).min();
        rest = end.and_then(|it| inside.get(it + 2..)).unwrap_or_default();
    }
    text + rest
}
