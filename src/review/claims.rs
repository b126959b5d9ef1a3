//! Everything that is published, per audience, as claims that can be approved.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    entry_questions::EntryQuestions,
    facts::{in_words, is_nothing},
    phrasings::phrasings_claim,
};
use crate::{
    answer::ResolvedAnswer,
    audience_view::{AudienceView, Disclosed},
    document::{Document, PREVIOUSLY, UNTIL_THEN, dated_changes},
    fact::{Answer, Audience, CHANGEABLE, Datum, FactId, KINDS, Kind, read::Field, site::Site},
    ledger::{Claim, ClaimId},
    markup::words,
    statement::{Statements, capital},
};

/// All claims of a day, and the names of their facts and pages.
#[derive(Debug, Clone, Default)]
pub struct ClaimSet {
    /// The effective date; `None` if nothing is published.
    pub on: Option<NaiveDate>,
    /// The claims, by id and audience.
    pub claims: BTreeMap<(String, Audience), Claim>,
    /// The title of a fact or page, by id, with the widest audience that may see it.
    pub titles: BTreeMap<String, (Audience, String)>,
    /// The dated subprocessor changes that each audience may see, by the id under which notices record them,
    /// with their sentences before and after the date.
    pub dated: BTreeMap<(String, Audience), [String; 2]>,
    /// What the entries of the answer library ask, by their ids.
    pub questions: BTreeMap<String, EntryQuestions>,
}

impl ClaimSet {
    /// The claims for these audiences.
    pub fn up_to(&self, audiences: &[Audience]) -> Self {
        let mut claim_set = self.clone();
        claim_set.claims.retain(|(_, audience), _| audiences.contains(audience));
        claim_set.titles.retain(|_, (audience, _)| audiences.contains(audience));
        claim_set
    }

    /// The claim for exactly this audience.
    pub fn get(&self, id: &str, audience: Audience) -> Option<&Claim> {
        self.claims.get(&(id.to_owned(), audience))
    }

    /// The claim `id` that `audience` sees: its own, or that of the next wider audience with one.
    pub fn seen_by(&self, id: &str, audience: Audience) -> Option<&Claim> {
        let wider = Audience::ALL.iter().rev().filter(|it| **it <= audience);
        wider.filter_map(|it| self.claims.get(&(id.to_owned(), *it))).next()
    }
}

/// What is published to one audience.
#[derive(Debug, Clone, Copy)]
pub struct ClaimSource<'a> {
    /// The statements.
    pub statements: &'a Statements,
    /// The answers.
    pub answers: &'a [ResolvedAnswer],
    /// The pages, for the text that is not generated from facts.
    pub pages: &'a [Document],
    /// The content shared by all pages; `None` if only statements are needed.
    pub frame: Option<SharedContent<'a>>,
}

/// The content shared by all pages.
#[derive(Debug, Clone, Copy)]
pub struct SharedContent<'a> {
    /// The title of the site.
    pub title: &'a str,
    /// Its settings.
    pub site: &'a Site,
    /// The user's own layouts, by path below `templates/`. Their text is on every page.
    pub layouts: &'a [(String, String)],
}

/// The id of the text of a user's own layout.
pub fn layout_id(path: &str) -> String {
    ClaimId::Layout(path).to_string()
}

/// The claims for each audience, the widest first. A claim with the same text for a wider and a narrower
/// audience is one claim, that of the wider audience.
pub fn claims<'a>(sources: impl IntoIterator<Item = ClaimSource<'a>>) -> ClaimSet {
    let mut claim_set = ClaimSet::default();
    for ClaimSource { statements, answers, pages, frame } in sources {
        let audience = statements.view.audience;
        let view = &statements.view;
        claim_set.on = Some(view.on);
        let stated = statements.all().map(|it| Claim {
            id: it.id.clone(),
            audience,
            state: view.state(&it.about),
            verdict: None,
            facts: rests_on(view, &it.facts),
            text: Some(words(&it.blocks)),
        });
        let answered = answers.iter().map(|it| answer_claim(view, it));
        let own = own_claims(audience, pages, frame);
        let fields = view.all().map(|(id, fact)| fields_claim(view, id, fact));
        let phrasings = view.of(Answer::NAME).filter_map(|(id, fact)| {
            Some(fact).filter(|_| audience == Audience::Internal).and_then(|fact| phrasings_claim(id, fact))
        });
        for claim in stated.chain(answered).chain(own).chain(fields).chain(phrasings) {
            if claim_set.seen_by(&claim.id, audience).is_none_or(|wider| !wider.same_wording_as(&claim)) {
                claim_set.claims.insert((claim.id.clone(), audience), claim);
            }
        }
        claim_set
            .dated
            .extend(dated_changes(view).into_iter().map(|(name, it)| ((change_id(&name), audience), it)));
        // The narrowest audience is the last one, and sees the phrasings too.
        claim_set.questions.extend(
            view.of(Answer::NAME).filter_map(|(id, it)| Some((id.to_string(), EntryQuestions::of(it)?))),
        );
        for it in pages {
            claim_set
                .titles
                .entry(format!("page/{}", it.name))
                .or_insert_with(|| (audience, it.title.clone()));
        }
        for (id, fact) in view.all() {
            if let Some(title) = &fact.title {
                claim_set.titles.entry(id.to_string()).or_insert_with(|| (audience, title.clone()));
            }
        }
    }
    claim_set
}

/// The text of pages, layouts and the site title that is not generated from facts.
pub fn own_claims(audience: Audience, pages: &[Document], frame: Option<SharedContent>) -> Vec<Claim> {
    let own = pages.iter().map(|it| (it.own_text_id(), page_words(it)));
    let own = own.chain(frame.map(|it| (ClaimId::Settings.to_string(), settings(it.title, it.site))));
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

/// The published settings: title, language, security.txt, and the promised notice of changes.
fn settings(title: &str, site: &Site) -> String {
    let stated = [
        ("title", Datum::Text(title.to_owned())),
        ("language", site.language.datum()),
        ("security.txt", site.security_txt.datum()),
        ("subprocessor_notice", site.subprocessor_notice.datum()),
    ];
    stated_lines(stated.iter().map(|(name, it)| (*name, it)))
}

/// The id of a subprocessor change in `data/sent`, in place of an answer's id, from the change's stable name.
pub fn change_id(name: &str) -> String {
    ClaimId::Change(name).to_string()
}

/// An answer, as a claim for the audience of `view`.
pub fn answer_claim(view: &AudienceView, given: &ResolvedAnswer) -> Claim {
    Claim {
        id: given.id.to_string(),
        audience: view.audience,
        state: None,
        verdict: given.verdict,
        facts: rests_on(view, &given.facts),
        text: Some(given.text.clone()),
    }
}

/// Whether a text is one of the sentences of a change. Some recorded notices do not name location and
/// data of a new subprocessor, and introduce new values like present ones; they still hold.
pub fn is_worded(sentences: &[String; 2], text: &str) -> bool {
    const DETAILS: [&str; 2] = ["; location: ", "; data: "];
    let earlier = !DETAILS.iter().any(|it| text.contains(it));
    let begins = |sentence: &String| {
        let rest = sentence.strip_prefix(text.strip_suffix('.').unwrap_or(text));
        earlier && rest.is_some_and(|rest| DETAILS.iter().any(|it| rest.starts_with(it)))
    };
    sentences.iter().any(|it| it == text || begins(it) || in_earlier_words(it) == text)
}

/// The sentence of a change to come, as some recorded notices word it.
fn in_earlier_words(sentence: &str) -> String {
    let earlier = sentence.replace(UNTIL_THEN, PREVIOUSLY);
    CHANGEABLE.iter().fold(earlier, |words, field| {
        words.replace(&format!(" New {field}: "), &format!(" {}: ", capital(field)))
    })
}

/// The id of the published fields of a fact: in `facts.json`, and by where its statements are placed.
pub fn fields_id(fact: &str) -> String {
    ClaimId::Fields(fact).to_string()
}

/// The published fields of a fact, as a claim for the audience of `view`.
pub fn fields_claim(view: &AudienceView, id: &FactId, fact: &Disclosed) -> Claim {
    Claim {
        id: fields_id(&id.to_string()),
        audience: view.audience,
        state: view.state(id),
        verdict: None,
        facts: vec![],
        text: Some(fields(id, fact)),
    }
}

/// The fields of a fact, one per line, without derived values and without what is only for the internal
/// audience.
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

/// The text of a page that is not generated from facts: title, navigation title, summary, and the text
/// between statements.
fn page_words(page: &Document) -> String {
    let nav = Some(page.nav.clone()).filter(|it| *it != page.title);
    let parts = [Some(page.title.clone()), nav, page.summary.clone(), Some(page.own.clone())];
    parts.into_iter().flatten().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// The facts and their sources, by id.
fn rests_on(view: &AudienceView, facts: &BTreeSet<FactId>) -> Vec<String> {
    let ids: BTreeSet<String> = facts.iter().chain(&view.sources(facts)).map(ToString::to_string).collect();
    ids.into_iter().collect()
}

/// The stated fields, one per line.
fn stated_lines<'d>(entries: impl IntoIterator<Item = (&'d str, &'d Datum)>) -> String {
    let stated = entries.into_iter().filter(|(_, it)| !is_nothing(it));
    stated.map(|(name, it)| format!("{name}: {}", in_words(it))).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    #[test]
    fn notices_of_planned_changes_worded_by_earlier_versions_stay_valid() {
        let words =
            |verb: &str, fields: &str| format!("The use of Mailer as a subprocessor {verb}. {fields}");
        let now = [
            words("will change on 1 May 2027", "New location: Spain (until then: Italy). New data: names."),
            words("changed on 1 May 2027", "Location: Spain (previously: Italy). Data: names."),
        ];
        let is_worded = |fields: &str| super::is_worded(&now, &words("will change on 1 May 2027", fields));
        assert!(is_worded("Location: Spain (previously: Italy). Data: names."));
        assert!(!is_worded("Location: France (previously: Italy). Data: names."));
    }
}
