//! The facts that a fact is based on: it must not claim more than they do.

use std::collections::{BTreeMap, BTreeSet};

use super::{Subject, disclosure::named_in};
use crate::{
    diagnostic::{Diagnostic, Place, codes},
    fact::{
        Answer, AnyFact, Certification, Entry, FactId, NotValid, Ownership, Standing, Verdict, VerdictRule,
        not_valid, read::Leaf, why_not_valid,
    },
};

/// The facts that a fact is based on, directly through its templates and `rests_on` or through other facts,
/// each with the place of the direct reference.
fn basis(fact: &dyn AnyFact, facts: &BTreeMap<&FactId, &dyn AnyFact>) -> BTreeMap<FactId, Place> {
    let mut references = stated(fact);
    fact.leaves(&mut |leaf| {
        if let Leaf::Template(text) | Leaf::Expression(text) = leaf {
            references.extend(named_in(text).into_iter().map(|it| (it, text.place)));
        }
    });
    closed(fact, references, facts)
}

/// The facts that a fact names in `rests_on`.
fn stated(fact: &dyn AnyFact) -> Vec<(FactId, Place)> {
    fact.envelope().rests_on.iter().map(|it| (it.target.clone(), it.place)).collect()
}

/// The given facts and all that they are based on.
fn closed(
    fact: &dyn AnyFact,
    mut references: Vec<(FactId, Place)>,
    facts: &BTreeMap<&FactId, &dyn AnyFact>,
) -> BTreeMap<FactId, Place> {
    let mut found = BTreeMap::new();
    while let Some((id, place)) = references.pop() {
        if let (Some(other), false) = (facts.get(&id), found.contains_key(&id)) {
            references.extend(other.envelope().rests_on.iter().map(|it| (it.target.clone(), place)));
            found.insert(id, place);
        }
    }
    found.remove(fact.id());
    found
}

fn by_id<'s>(subject: &Subject<'s>) -> BTreeMap<&'s FactId, &'s dyn AnyFact> {
    subject.facts.all().map(|it| (it.id(), it)).collect()
}

/// The certification with an id.
fn certification<'s>(subject: &Subject<'s>, id: &FactId) -> Option<&'s Entry<Certification>> {
    subject.facts.certifications.iter().find(|it| it.id == *id)
}

fn is_fixed_yes(answer: &Answer) -> bool {
    matches!(answer.verdict, Some(VerdictRule::Fixed(Verdict::Yes)))
}

/// A fixed yes that rests on a report or certificate, and does not change with it.
pub fn fixed_verdict(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let facts = by_id(subject);
    for answer in subject.facts.answers.iter().filter(|it| is_fixed_yes(&it.body)) {
        let rests = basis(answer, &facts);
        let certifications = rests.keys().filter_map(|it| certification(subject, it));
        let in_force = certifications.filter(|it| it.body.standing(subject.on) == Standing::Own);
        for it in in_force {
            let place = answer
                .fields
                .iter()
                .find(|(name, _)| name == "verdict")
                .map_or(answer.place, |(_, place)| *place);
            let message = format!(
                "the verdict of `{}` is a fixed `yes` and does not depend on the state of `{}`",
                answer.id, it.id
            );
            let help = format!("write `verdict: {{expression: \"certification['{}'].verdict\"}}`", it.id.id);
            findings.push(Diagnostic::new(codes::FIXED_VERDICT, place, message).help(help));
        }
    }
}

/// A fixed yes that rests on a report or certificate that is not in force; and any other text, except an
/// answer, that rests on such a one, or on a fact that has ended, not begun or not happened.
pub fn lapsed(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let facts = by_id(subject);
    let claims = |it: &&dyn AnyFact| {
        !matches!(it.id().kind, "answer" | "certification" | "conflict" | "source" | "questionnaire")
    };
    let fixed = subject.facts.answers.iter().filter(|it| is_fixed_yes(&it.body)).map(|it| it as &dyn AnyFact);
    // A fact that has ended is not published.
    let holds = |it: &&dyn AnyFact| {
        let until = it.envelope().valid.as_ref().and_then(|it| it.until.as_ref());
        until.is_none_or(|it| subject.on <= it.value) && !it.draft()
    };
    for fact in subject.facts.all().filter(claims).chain(fixed).filter(holds) {
        for (id, place) in basis(fact, &facts) {
            let Some(it) = certification(subject, &id) else { continue };
            let standing = it.body.standing(subject.on);
            if standing.is_in_force() {
                continue;
            }
            let message = format!(
                "`{}` rests on `{id}`, which is not in force: {}",
                fact.id(),
                standing.message_word()
            );
            let help = match fact.id().kind {
                "answer" => {
                    format!("write `verdict: {{expression: \"certification['{}'].verdict\"}}`", id.id)
                }
                _ => "end the entry with `valid: {until: …}`, or state what is true now and remove the \
                      reference"
                    .to_owned(),
            };
            findings.push(
                Diagnostic::new(codes::LAPSED_BASIS, place, message).also(it.place, "stated here").help(help),
            );
        }
        // An answer is withheld when its facts have ended; any other text would be published unchanged.
        for (id, place) in
            closed(fact, stated(fact), &facts).into_iter().filter(|_| fact.id().kind != "answer")
        {
            let Some(other) = facts.get(&id) else { continue };
            let Some(why) = why_not_valid(*other, &subject.facts.evidence, subject.on) else { continue };
            let message = format!("`{}` rests on `{id}`, which {why}", fact.id());
            let finding =
                Diagnostic::new(codes::LAPSED_BASIS, place, message).also(other.place(), "stated here");
            let state = not_valid(*other, &subject.facts.evidence, subject.on).unwrap_or(NotValid::Ended);
            findings.push(finding.help(help_for_basis(*other, state)));
        }
    }
}

/// How to fix an entry that is based on a fact that is not valid.
fn help_for_basis(basis: &dyn AnyFact, state: NotValid) -> &'static str {
    match state {
        NotValid::Ended => {
            "end the entry with `valid: {until: …}`, or state what is true now and remove the reference"
        }
        NotValid::ToCome if basis.id().kind == "policy" => {
            "start the entry on the approval date with `valid: {from: …}`, or state what is true now and \
             remove the reference"
        }
        NotValid::ToCome => {
            "start the entry on that date with `valid: {from: …}`, or state what is true now and remove the \
             reference"
        }
    }
}

/// A report or certificate that is in force and inherited from a subprocessor that is not in use on the
/// effective date; or one that is still promised although the subprocessor is no longer in use.
pub fn inherited(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for it in subject.facts.certifications.iter().filter(|it| it.body.holder() == Ownership::Inherited) {
        let standing = it.body.standing(subject.on);
        let promised = matches!(
            standing,
            Standing::Planned | Standing::InProgress | Standing::Overdue | Standing::Lapsed
        );
        let Some(from) = &it.body.inherited_from else { continue };
        let Some(provider) = subject.facts.subprocessors.iter().find(|it| it.id == from.target()) else {
            continue;
        };
        let (since, until) = (provider.body.since.as_ref(), provider.body.until.as_ref());
        let (day, words) =
            match (since.filter(|it| subject.on < it.value), until.filter(|it| it.value < subject.on)) {
                (Some(day), _) if standing == Standing::Inherited => {
                    (day, format!("is not used until {}", day.value))
                }
                (None, Some(day)) if promised || standing == Standing::Inherited => {
                    (day, format!("was used only until {}", day.value))
                }
                _ => continue,
            };
        let message = format!("`{}` is inherited from `{}`, which {words}", it.id, provider.id);
        let finding =
            Diagnostic::new(codes::LAPSED_BASIS, from.id.place, message).also(day.place, "stated here");
        findings.push(finding.help(
            "add to its `history` when the inheritance begins and ends, or correct the dates of the \
             subprocessor",
        ));
    }
}

/// A fact that applies to all products but rests on one that is limited to some.
pub fn lost_products(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let facts = by_id(subject);
    let limits = |fact: &dyn AnyFact| -> BTreeSet<&FactId> {
        let data = fact.data(subject.on, &subject.facts.evidence);
        let products = data.iter().find(|(name, _)| *name == "products").map(|(_, it)| it);
        subject.facts.limits(products, subject.on).into_iter().map(|it| &it.id).collect()
    };
    for fact in subject
        .facts
        .all()
        .filter(|it| matches!(it.id().kind, "answer" | "measure" | "practice" | "certification" | "scan"))
        .filter(|it| subject.facts.idle_products(*it, subject.on).is_empty())
    {
        let own = limits(fact);
        for (id, place) in basis(fact, &facts) {
            // A list of companies makes no claim about a product.
            let Some(other) = facts.get(&id).filter(|_| id.kind != "subprocessor") else { continue };
            let theirs = limits(*other);
            if theirs.is_empty() || (!own.is_empty() && own.is_subset(&theirs)) {
                continue;
            }
            let ids: Vec<&str> = theirs.iter().map(|it| &*it.id).collect();
            let message = format!(
                "`{}` rests on `{id}` but is not limited to its products: `{}`",
                fact.id(),
                ids.join("`, `")
            );
            let finding =
                Diagnostic::new(codes::LOST_PRODUCTS, place, message).also(other.place(), "limited here");
            findings.push(finding.help(format!("add `products: [{}]` to `{}`", ids.join(", "), fact.id())));
        }
    }
}
