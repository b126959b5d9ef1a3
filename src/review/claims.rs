//! What is said, audience by audience, as claims that somebody can sign for.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{in_words, is_nothing};
use crate::{
    answer::Given,
    diagnostic::Place,
    disclosure::{Disclosed, Disclosure},
    document::Document,
    fact::{Audience, Datum, FactId, KINDS, read::Field, site::Site},
    ledger::Claim,
    prose::{own_words, words},
    statement::Statements,
};

/// The id of the title and the published settings.
pub const SETTINGS: &str = "site/settings";

/// The field that says how a fact of a kind stands.
const STATES: &[(&str, &str)] = &[("certification", "state"), ("subprocessor", "standing"), ("scan", "outcome")];

/// Everything that is said on a day, and where the facts stand that it is about.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// The claims, by id and audience.
    pub claims: BTreeMap<(String, Audience), Claim>,
    /// The key of the fact that a claim is about, in its file, by claim's id.
    pub places: BTreeMap<String, Place>,
    /// The name that readers know the fact by, by the fact's id.
    pub titles: BTreeMap<String, String>,
}

impl Said {
    /// What these audiences are told.
    pub fn up_to(&self, audiences: &[Audience]) -> Self {
        let mut said = self.clone();
        said.claims.retain(|(_, audience), _| audiences.contains(audience));
        said
    }

    /// What `audience` is told under `id`: the claim for it, or for the next lower audience that is told anything.
    pub fn told(&self, id: &str, audience: Audience) -> Option<&Claim> {
        let lower = Audience::ALL.iter().rev().filter(|it| **it <= audience);
        lower.filter_map(|it| self.claims.get(&(id.to_owned(), *it))).next()
    }
}

/// What one audience is told.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    /// The statements.
    pub statements: &'a Statements,
    /// The answers.
    pub answers: &'a [Given],
    /// The pages, for what they say in their own words.
    pub pages: &'a [Document],
    /// The title of the site and its settings; none where only statements are of interest.
    pub site: Option<(&'a str, &'a Site)>,
}

/// The id of what a page says in its own words.
pub fn page_id(page: &Document) -> String {
    format!("page/{}/words", page.name)
}

/// The claims of what is said to each audience, the lowest first. What a higher audience is told in the same words as a
/// lower one is one claim, the lower one's.
pub fn claims<'a>(tellings: impl IntoIterator<Item = Telling<'a>>) -> Said {
    let mut said = Said::default();
    for Telling { statements, answers, pages, site } in tellings {
        let audience = statements.disclosure.audience;
        let disclosure = &statements.disclosure;
        let stated = statements.all().map(|it| Claim {
            id: it.id.clone(),
            audience,
            state: state(disclosure, &it.about),
            verdict: None,
            facts: rests_on(disclosure, &it.facts),
            text: Some(words(&it.blocks)),
        });
        let answered = answers.iter().map(|it| Claim {
            id: it.id.to_string(),
            audience,
            state: None,
            verdict: it.verdict,
            facts: rests_on(disclosure, &it.facts),
            text: Some(it.text.clone()),
        });
        let own = own_claims(audience, pages, site);
        let fields = disclosure.all().map(|(id, fact)| Claim {
            id: fields_id(&id.to_string()),
            audience,
            state: state(disclosure, id),
            verdict: None,
            facts: vec![],
            text: Some(fields(id, fact)),
        });
        for claim in stated.chain(answered).chain(own).chain(fields) {
            if said.told(&claim.id, audience).is_none_or(|lower| !lower.says_as(&claim)) {
                said.claims.insert((claim.id.clone(), audience), claim);
            }
        }
        for it in statements.all() {
            locate(&mut said, disclosure, &it.about, &it.id);
        }
        for it in pages {
            said.places.extend(it.place.map(|place| (page_id(it), place)));
            said.titles.entry(format!("page/{}", it.name)).or_insert_with(|| it.title.clone());
        }
        for (id, _) in disclosure.all() {
            locate(&mut said, disclosure, id, &fields_id(&id.to_string()));
        }
        for it in answers {
            locate(&mut said, disclosure, &it.id, &it.id.to_string());
        }
    }
    said
}

/// What pages and the site's title say in their own words.
pub fn own_claims(audience: Audience, pages: &[Document], site: Option<(&str, &Site)>) -> Vec<Claim> {
    let own = pages.iter().map(|it| (page_id(it), page_words(it)));
    let own = own.chain(site.map(|(title, it)| (SETTINGS.to_owned(), settings(title, it))));
    own.map(|(id, words)| Claim { id, audience, state: None, verdict: None, facts: vec![], text: Some(words) }).collect()
}

/// The settings that are published: title, language, security.txt, and what customers are promised of changes.
fn settings(title: &str, site: &Site) -> String {
    let stated = [
        ("title", Datum::Text(title.to_owned())),
        ("language", site.language.datum()),
        ("security.txt", site.security_txt.datum()),
        ("subprocessor_notice", site.subprocessor_notice.datum()),
    ];
    let stated = stated.iter().filter(|(_, it)| !is_nothing(it));
    stated.map(|(name, it)| format!("{name}: {}", in_words(it))).collect::<Vec<_>>().join("\n")
}

/// The id of what is published of a fact as data: in `facts.json`, and by where its statements are placed.
pub fn fields_id(fact: &str) -> String {
    format!("{fact}/facts.json")
}

/// The fields that a fact states, a line each. What follows from them on a day is not among them, nor what only the vendor's
/// own people are told.
fn fields(id: &FactId, fact: &Disclosed) -> String {
    const OWN: [&str; 3] = ["owner", "review", "evidence"];
    let derived = KINDS.iter().find(|it| it.name == id.kind).map_or(&[][..], |it| it.derived);
    let Datum::Map(entries) = &fact.data else { return String::new() };
    let stated = entries.iter().filter(|(name, it)| !derived.contains(name) && !OWN.contains(name) && !is_nothing(it));
    stated.map(|(name, it)| format!("{name}: {}", in_words(it))).collect::<Vec<_>>().join("\n")
}

/// What a page says in its own words: title, summary, and the text between the statements.
fn page_words(page: &Document) -> String {
    let parts = [Some(page.title.clone()), page.summary.clone(), Some(own_words(&page.blocks))];
    parts.into_iter().flatten().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn locate(said: &mut Said, disclosure: &Disclosure, about: &FactId, claim: &str) {
    if let Some(fact) = disclosure.get(about) {
        said.places.insert(claim.to_owned(), fact.place);
        if let Some(title) = &fact.title {
            said.titles.entry(about.to_string()).or_insert_with(|| title.clone());
        }
    }
}

fn state(disclosure: &Disclosure, about: &FactId) -> Option<String> {
    let (_, field) = STATES.iter().find(|(kind, _)| *kind == about.kind)?;
    if let Some(Datum::Text(it)) = disclosure.get(about)?.data.get(field) { Some(it.clone()) } else { None }
}

/// The facts and the sources that they name, by id.
fn rests_on(disclosure: &Disclosure, facts: &BTreeSet<FactId>) -> Vec<String> {
    let mut ids: BTreeSet<String> = facts.iter().map(ToString::to_string).collect();
    for fact in facts.iter().filter_map(|it| disclosure.get(it)) {
        if let Some(Datum::List(items)) = fact.data.get("source") {
            ids.extend(items.iter().filter_map(|it| if let Some(Datum::Fact(id)) = it.get("of") { Some(id.to_string()) } else { None }));
        }
    }
    ids.into_iter().collect()
}
