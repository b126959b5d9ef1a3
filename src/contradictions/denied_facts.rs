//! Finds facts that state what a text denies, for the products of the denial.

use super::{
    sentence::Sentence,
    stated::{StatedFacts, TextContext},
};
use crate::{
    fact::{AnyFact, AuditForm, FactId, Ownership, Product, Ref, Standing, why_not_valid},
    names::words,
};

/// The products for which a sentence denies something.
pub enum Scope {
    /// All products: a fact for one product contradicts it.
    All,
    /// These products.
    Products(Vec<FactId>),
    /// Some products, but it is unclear which: only a fact for all products contradicts it.
    Unclear,
}

impl Scope {
    /// The scope of a sentence: the products of its entry, or those that it or the sentence before it names.
    pub fn of_sentence(stated: &StatedFacts, sentence: &Sentence, around: TextContext) -> Self {
        let named = sentence.names.iter().flat_map(|it| &it.ids).chain(&sentence.named_before);
        let named: Vec<FactId> =
            named.filter(|it| it.kind == "product").map(|it| FactId::clone(it)).collect();
        match () {
            () if !around.products.is_empty() => Self::Products(around.products.to_vec()),
            () if !named.is_empty() => Self::Products(named),
            () if sentence.find_in_text(EDITIONS) || sentence.text_has(&distinguishing(stated)) => {
                Self::Unclear
            }
            () => Self::All,
        }
    }

    /// Whether a fact for these products contradicts the denial; no products means all.
    fn concerns(&self, products: &[Ref<Product>]) -> bool {
        let all = products.is_empty();
        match self {
            Self::All => true,
            Self::Products(own) => all || products.iter().any(|it| own.contains(&it.target())),
            Self::Unclear => all,
        }
    }
}

/// Words for editions of a product that need not be part of its name.
const EDITIONS: &str = "edition, editions, self, hosted, premises, premise, onprem, cloud, saas, server, \
                        desktop, mobile, app, apps, open, community, enterprise, version, versions, \
                        deployment, deployments, installation, installations, lokal, lokale, lokalen";

/// The words that only some product names and ids have: `hosted` of `Acme Self-hosted` and `Acme Cloud`.
fn distinguishing(stated: &StatedFacts) -> Vec<String> {
    let names: Vec<Vec<String>> = stated
        .facts
        .products
        .iter()
        .map(|product| words(&format!("{} {}", product.body.name.value, product.id.id)))
        .map(|words| words.into_iter().map(|it| it.folded).collect())
        .collect();
    let some = |word: &&String| !names.iter().all(|it| it.contains(word));
    names.iter().flatten().filter(some).cloned().collect()
}

/// A subprocessor in use.
pub fn subprocessor<'f>(stated: &StatedFacts<'f>, scope: &Scope) -> Option<&'f dyn AnyFact> {
    let used = stated.facts.subprocessors.iter().find(|it| {
        stated.holds(*it)
            && scope.concerns(&it.body.products)
            && why_not_valid(*it, &stated.facts.evidence, stated.on).is_none()
    });
    used.map(|it| it as _)
}

/// A cookie that is set.
pub fn cookie<'f>(stated: &StatedFacts<'f>, scope: &Scope) -> Option<&'f dyn AnyFact> {
    let set = stated.facts.cookies.iter().find(|it| stated.holds(*it) && scope.concerns(&it.body.products));
    set.map(|it| it as _)
}

/// The programme, if it pays bounties.
pub fn bounty<'f>(stated: &StatedFacts<'f>, _: &Scope) -> Option<&'f dyn AnyFact> {
    let pays = stated.facts.programme.iter().find(|programme| {
        let mut bounties = programme.body.bounties.iter();
        stated.holds(*programme) && bounties.any(|row| row.most.as_ref().is_some_and(|most| most.value > 0))
    });
    pays.map(|it| it as _)
}

/// A certificate that the vendor holds.
pub fn certificate<'f>(stated: &StatedFacts<'f>, scope: &Scope) -> Option<&'f dyn AnyFact> {
    let certificate = stated.facts.certifications.iter().find(|it| {
        stated.holds(*it)
            && it.body.form == AuditForm::Certificate
            && it.body.holder() == Ownership::Own
            && it.body.standing(stated.on) == Standing::Own
            && scope.concerns(&it.body.products)
    });
    certificate.map(|it| it as _)
}

/// A practice that collects personal data.
pub fn collected<'f>(stated: &StatedFacts<'f>, scope: &Scope) -> Option<&'f dyn AnyFact> {
    let collects = stated.facts.practices.iter().find(|it| {
        stated.holds(*it)
            && scope.concerns(&it.body.products)
            && it.body.collects.as_ref().is_some_and(|data| !data.is_empty())
    });
    collects.map(|it| it as _)
}
