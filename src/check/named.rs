//! Texts that name, in plain words, a report or certificate that has ended or a subprocessor that is not used any more.

use super::{Subject, disclosure::named_in};
use crate::{
    diagnostic::{Diagnostic, Level, codes},
    fact::{AnyFact, Datum, FactId, Standing, Verdict, VerdictRule, over, read::Leaf},
};

/// Kinds that tell of what has ended, or whose texts are not the vendor's statements.
const OTHER_KINDS: [&str; 7] =
    ["answer", "certification", "subprocessor", "conflict", "source", "questionnaire", "change"];
/// Fields that name a thing, and say nothing.
const NAMES: [&str; 6] = ["name", "title", "legal_name", "trading_name", "framework", "url"];
/// Words of a text that tells that something has ended.
const PAST: &str = "until, former, formerly, previously, previous, no longer, ended, expired, lapsed, withdrawn, replaced, stopped, was, were, had, \
    bis, ehemals, ehemalig, früher, nicht mehr, abgelaufen, jusqu'au, ancien, ancienne, auparavant, expiré, hasta, anteriormente, fino al, \
    in precedenza, tot, voorheen, até";
/// A shorter name says little.
const SHORTEST: usize = 3;

/// What has ended, and the names of what has not.
struct Ended<'a> {
    /// Each with its name, and why nothing can rest on it.
    ended: Vec<(&'a FactId, &'a str, String)>,
    /// The names of what holds.
    held: Vec<&'a str>,
}

/// A text that names by its name what has ended, and does not say so.
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
    // A no may be a no because of it.
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
        let mut known = Self { ended: vec![], held: vec![] };
        for it in &subject.facts.certifications {
            let standing = it.body.standing(subject.on);
            let name = it.body.name.value.as_str();
            match standing {
                Standing::Lapsed | Standing::Expired | Standing::Withdrawn => {
                    known.ended.push((&it.id, name, format!("is {}", standing.word())));
                }
                _ => known.held.push(name),
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
        known.ended.retain(|it| it.1.chars().count() >= SHORTEST && !known.held.contains(&it.1));
        known
    }

    /// Notes what a field of a fact names, unless the fact names it otherwise too: other rules look at that.
    fn find(
        &self,
        fact: &dyn AnyFact,
        field: &str,
        text: &str,
        named: &[FactId],
        findings: &mut Vec<Diagnostic>,
    ) {
        let unnamed =
            self.ended.iter().fold(text.to_owned(), |text, it| text.replace(it.1, "\n")).to_lowercase();
        if self.ended.is_empty() || PAST.split(", ").any(|it| is_in(it, &unnamed)) {
            return;
        }
        let mut text = text.to_owned();
        // `SOC 2 Type II` names no `SOC 2`.
        for name in self.held.iter().filter(|it| !it.is_empty()) {
            text = text.replace(name, "\n");
        }
        let rests = |id: &FactId| fact.envelope().rests_on.iter().any(|it| it.target == *id);
        for (id, name, why) in
            self.ended.iter().filter(|it| is_in(it.1, &text) && !named.contains(it.0) && !rests(it.0))
        {
            let place = fact.fields().iter().find(|it| it.0 == field).map_or(fact.place(), |it| it.1);
            let message = format!("the text of `{}` names `{name}`, and `{id}` {why}", fact.id());
            let help = "say that it has ended, take the name out, or accept the finding with `acknowledge`";
            let mut finding = Diagnostic::new(codes::LAPSED_BASIS, place, message).help(help);
            // The text may mean something else by the name.
            finding.level = Level::Warning;
            findings.push(finding);
        }
    }
}

/// Whether a text has these words, and not as a part of others.
fn is_in(words: &str, text: &str) -> bool {
    text.match_indices(words).any(|(at, it)| {
        let before = text.get(..at).and_then(|it| it.chars().next_back());
        let after = text.get(at + it.len()..).and_then(|it| it.chars().next());
        !before.into_iter().chain(after).any(char::is_alphanumeric)
    })
}

/// The texts of a value that customers may read.
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
