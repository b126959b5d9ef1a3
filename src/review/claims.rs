//! What is said, audience by audience, as claims that somebody can sign for.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{in_words, is_nothing};
use crate::{
    answer::ResolvedAnswer,
    audience_view::{AudienceView, Disclosed},
    document::{Document, dated_changes},
    fact::{Audience, Datum, FactId, KINDS, read::Field, site::Site},
    ledger::Claim,
    markup::words,
    statement::Statements,
};

/// The id of the title and the published settings.
pub const SETTINGS: &str = "site/settings";

/// What the ids of notices of changes begin with.
pub const CHANGES: &str = "notice/";

/// What the ids of layouts begin with.
pub const LAYOUT: &str = "layout/";

/// The field that says how a fact of a kind stands.
const STATES: &[(&str, &str)] =
    &[("certification", "state"), ("subprocessor", "standing"), ("scan", "outcome")];

/// Everything that is said on a day, and the names of what it is about.
#[derive(Debug, Clone, Default)]
pub struct ClaimSet {
    /// The claims, by id and audience.
    pub claims: BTreeMap<(String, Audience), Claim>,
    /// The name that readers know a fact or page by, by its id, and the lowest audience that knows it.
    pub titles: BTreeMap<String, (Audience, String)>,
    /// The dated changes among the subprocessors that each audience may know, by the id that notices of them are kept under,
    /// in the sentences that say them before and after.
    pub dated: BTreeMap<(String, Audience), [String; 2]>,
}

impl ClaimSet {
    /// What these audiences are told.
    pub fn up_to(&self, audiences: &[Audience]) -> Self {
        let mut said = self.clone();
        said.claims.retain(|(_, audience), _| audiences.contains(audience));
        said.titles.retain(|_, (audience, _)| audiences.contains(audience));
        said
    }

    /// What exactly this audience is told in words of its own.
    pub fn get(&self, id: &str, audience: Audience) -> Option<&Claim> {
        self.claims.get(&(id.to_owned(), audience))
    }

    /// What `audience` is told under `id`: the claim for it, or for the next lower audience that is told anything.
    pub fn told(&self, id: &str, audience: Audience) -> Option<&Claim> {
        let lower = Audience::ALL.iter().rev().filter(|it| **it <= audience);
        lower.filter_map(|it| self.claims.get(&(id.to_owned(), *it))).next()
    }
}

/// What one audience is told.
#[derive(Debug, Clone, Copy)]
pub struct ClaimSource<'a> {
    /// The statements.
    pub statements: &'a Statements,
    /// The answers.
    pub answers: &'a [ResolvedAnswer],
    /// The pages, for what they say in their own words.
    pub pages: &'a [Document],
    /// What stands around all pages; none where only statements are of interest.
    pub frame: Option<Frame<'a>>,
}

/// What stands around all pages.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// The title of the site.
    pub title: &'a str,
    /// Its settings.
    pub site: &'a Site,
    /// The layouts of the user's own, by their paths below `templates/`: whatever they say is said on every page.
    pub layouts: &'a [(String, String)],
}

/// The id of what a layout of the user's own says.
pub fn layout_id(path: &str) -> String {
    format!("{LAYOUT}{path}/text")
}

/// The claims of what is said to each audience, the lowest first. What a higher audience is told in the same words as a
/// lower one is one claim, the lower one's.
pub fn claims<'a>(tellings: impl IntoIterator<Item = ClaimSource<'a>>) -> ClaimSet {
    let mut said = ClaimSet::default();
    for ClaimSource { statements, answers, pages, frame } in tellings {
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
        let own = own_claims(audience, pages, frame);
        let fields = disclosure.all().map(|(id, fact)| fields_claim(disclosure, id, fact));
        for claim in stated.chain(answered).chain(own).chain(fields) {
            if said.told(&claim.id, audience).is_none_or(|lower| !lower.same_wording_as(&claim)) {
                said.claims.insert((claim.id.clone(), audience), claim);
            }
        }
        said.dated.extend(
            dated_changes(disclosure).into_iter().map(|(name, it)| ((change_id(&name), audience), it)),
        );
        for it in pages {
            said.titles.entry(format!("page/{}", it.name)).or_insert_with(|| (audience, it.title.clone()));
        }
        for (id, fact) in disclosure.all() {
            if let Some(title) = &fact.title {
                said.titles.entry(id.to_string()).or_insert_with(|| (audience, title.clone()));
            }
        }
    }
    said
}

/// What pages, layouts and the site's title say in their own words.
pub fn own_claims(audience: Audience, pages: &[Document], frame: Option<Frame>) -> Vec<Claim> {
    let own = pages.iter().map(|it| (it.words_id(), page_words(it)));
    let own = own.chain(frame.map(|it| (SETTINGS.to_owned(), settings(it.title, it.site))));
    let layouts = frame.map_or(&[][..], |it| it.layouts).iter();
    let own = own.chain(layouts.map(|(path, text)| (layout_id(path), text.clone())));
    own.map(|(id, words)| Claim {
        id,
        audience,
        state: None,
        verdict: None,
        facts: vec![],
        text: Some(words),
    })
    .collect()
}

/// The settings that are published: title, language, security.txt, and what customers are promised of changes.
fn settings(title: &str, site: &Site) -> String {
    let stated = [
        ("title", Datum::Text(title.to_owned())),
        ("language", site.language.datum()),
        ("security.txt", site.security_txt.datum()),
        ("subprocessor_notice", site.subprocessor_notice.datum()),
    ];
    stated_lines(stated.iter().map(|(name, it)| (*name, it)))
}

/// The id that the notice of a change is kept under in `data/sent`, in the place of an answer's id, by the change's lasting name.
pub fn change_id(name: &str) -> String {
    format!("{CHANGES}{name}")
}

/// The id of what is published of a fact as data: in `facts.json`, and by where its statements are placed.
pub fn fields_id(fact: &str) -> String {
    format!("{fact}/facts.json")
}

/// What is published of a fact as data, as a claim to the audience of the disclosure.
pub fn fields_claim(disclosure: &AudienceView, id: &FactId, fact: &Disclosed) -> Claim {
    Claim {
        id: fields_id(&id.to_string()),
        audience: disclosure.audience,
        state: state(disclosure, id),
        verdict: None,
        facts: vec![],
        text: Some(fields(id, fact)),
    }
}

/// The fields that a fact states, a line each. What follows from them on a day is not among them, nor what only the vendor's
/// own people are told.
fn fields(id: &FactId, fact: &Disclosed) -> String {
    const OWN: [&str; 4] = ["owner", "review", "evidence", "acknowledge"];
    let kind = KINDS.iter().find(|it| it.name == id.kind);
    let left_out = |name: &&str| {
        OWN.contains(name) || kind.is_some_and(|it| it.derived.contains(name) || it.internal.contains(name))
    };
    let Datum::Map(entries) = &fact.data else { return String::new() };
    let written = |name: &'static str, value| fact.data.written(name).unwrap_or(value);
    stated_lines(
        entries.iter().filter(|(name, _)| !left_out(name)).map(|(name, it)| (*name, written(name, it))),
    )
}

/// What a page says in its own words: title, name in the navigation, summary, and the text between the statements.
fn page_words(page: &Document) -> String {
    let nav = Some(page.nav.clone()).filter(|it| *it != page.title);
    let parts = [Some(page.title.clone()), nav, page.summary.clone(), Some(page.own.clone())];
    parts.into_iter().flatten().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn state(disclosure: &AudienceView, about: &FactId) -> Option<String> {
    let (_, field) = STATES.iter().find(|(kind, _)| *kind == about.kind)?;
    if let Some(Datum::Text(it)) = disclosure.get(about)?.data.get(field) { Some(it.clone()) } else { None }
}

/// The facts and the sources that they name, by id.
fn rests_on(disclosure: &AudienceView, facts: &BTreeSet<FactId>) -> Vec<String> {
    let ids: BTreeSet<String> =
        facts.iter().chain(&disclosure.sources(facts)).map(ToString::to_string).collect();
    ids.into_iter().collect()
}

/// What is stated, a line each.
fn stated_lines<'d>(entries: impl IntoIterator<Item = (&'d str, &'d Datum)>) -> String {
    let stated = entries.into_iter().filter(|(_, it)| !is_nothing(it));
    stated.map(|(name, it)| format!("{name}: {}", in_words(it))).collect::<Vec<_>>().join("\n")
}
