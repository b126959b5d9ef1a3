//! Which claims of a publication are approved.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;

use super::{
    claims::{
        ClaimSet, ClaimSource, SharedContent, answer_claim, claims, fields_claim, fields_id, layout_id,
        own_claims,
    },
    phrasings::{approved_phrasings, phrasings_id},
};
use crate::{
    answer::{ApprovalState, ApprovedPhrasings, Filled, ResolvedAnswer},
    audience_view::{AudienceView, Disclosed},
    check::Sound,
    diagnostic::Place,
    document::{Document, Publication},
    fact::{Answer, Audience, Datum, FactId, Kind, Questionnaire},
    ledger::{ClaimId, EffectiveApprovals},
    load::Loaded,
    statement::Statements,
};

/// The folders of `templates/` whose texts appear on every page.
const LAYOUTS: [&str; 2] = ["html/", "pdf/"];

/// The claims of publications.
pub fn claims_of(loaded: &Loaded, publications: &[Publication]) -> ClaimSet {
    let layouts = layouts(loaded);
    claims(publications.iter().map(|it| claim_source_of(it, frame(it, loaded, &layouts))))
}

/// The content of a publication.
fn claim_source_of<'a>(publication: &'a Publication, frame: SharedContent<'a>) -> ClaimSource<'a> {
    ClaimSource {
        statements: &publication.statements,
        answers: &publication.answers,
        pages: &publication.pages,
        frame: Some(frame),
    }
}

/// The user's own layouts, whose text is not part of any statement.
fn layouts(loaded: &Loaded) -> Vec<(String, String)> {
    let own = loaded
        .templates
        .texts
        .iter()
        .filter(|(path, it)| it.own && LAYOUTS.iter().any(|folder| path.starts_with(folder)));
    own.map(|(path, it)| (path.clone(), loaded.sources.text(it.file).to_owned())).collect()
}

fn frame<'a>(
    publication: &'a Publication,
    loaded: &'a Loaded,
    layouts: &'a [(String, String)],
) -> SharedContent<'a> {
    SharedContent { title: &publication.title, site: &loaded.facts.site, layouts }
}

/// The ids of the pages and layouts whose own text is not approved.
pub fn draft_pages(
    approvals: &EffectiveApprovals,
    publication: &Publication,
    loaded: &Loaded,
) -> Vec<String> {
    let layouts = layouts(loaded);
    let own =
        own_claims(publication.audience, &publication.pages, Some(frame(publication, loaded, &layouts)))
            .into_iter();
    own.filter(|it| approvals.covers(it).is_none()).map(|it| it.id).collect()
}

/// The questionnaires with approved pins, as seen by the internal audience.
pub fn approved_pins(
    approvals: &EffectiveApprovals,
    sound: Sound,
    on: NaiveDate,
) -> BTreeMap<FactId, ApprovalState> {
    if approvals.is_empty() {
        return BTreeMap::new();
    }
    let view = AudienceView::new(sound, Audience::Internal, on);
    let covered = |(id, fact)| Some((id, approvals.covers(&fields_claim(&view, id, fact))?.approval));
    let approved = view.of(Questionnaire::NAME).filter_map(covered);
    approved
        .map(|(id, approval)| (id.clone(), ApprovalState::By { name: approval.by.clone(), on: approval.on }))
        .collect()
}

/// The approved phrasings of each answer; `None` if nothing is approved.
pub fn all_approved_phrasings(
    approvals: &EffectiveApprovals,
    sound: Sound,
    on: NaiveDate,
) -> Option<ApprovedPhrasings> {
    let view = AudienceView::new(sound, Audience::Internal, on);
    let of = |(id, fact): (&FactId, _)| (id.clone(), approved_phrasings(approvals, id, fact));
    (!approvals.is_empty()).then(|| view.of(Answer::NAME).map(of).collect())
}

/// Whether a person approved an answer with this very text and verdict, as the answer to its question.
pub fn is_approved(approvals: &EffectiveApprovals, view: &AudienceView, given: &ResolvedAnswer) -> bool {
    let fields = || Some(fields_claim(view, &given.id, view.get(&given.id)?));
    !approvals.is_empty()
        && approvals.covers(&answer_claim(view, given)).is_some()
        && fields().is_some_and(|it| approvals.covers(&it).is_some())
}

/// The approved claims for this audience that are no longer published.
pub fn withdrawn(
    approvals: &EffectiveApprovals,
    publication: &Publication,
    loaded: &Loaded,
) -> Vec<(String, Place)> {
    if approvals.is_empty() {
        return vec![];
    }
    let statements = &publication.statements;
    let mut published: HashSet<String> = statements.all().map(|it| it.id.clone()).collect();
    published.extend(statements.view.all().map(|(id, _)| fields_id(&id.to_string())));
    published.extend(publication.answers.iter().map(|it| it.id.to_string()));
    published.extend(all_phrasings_ids(&statements.view));
    published.extend(publication.pages.iter().map(Document::own_text_id));
    published.extend(layouts(loaded).iter().map(|(path, _)| layout_id(path)));
    published.insert(ClaimId::Settings.to_string());
    let gone = approvals.all().filter(|it| {
        it.claim.text.is_some()
            && it.claim.audience <= publication.audience
            && !published.contains(&it.claim.id)
    });
    let mut gone: Vec<_> = gone.map(|it| (it.claim.id.clone(), it.approval.place)).collect();
    gone.sort();
    gone
}

/// The ids of the phrasings of all answers that have some for this audience.
fn all_phrasings_ids(view: &AudienceView) -> impl Iterator<Item = String> {
    let with_phrasings = view.of(Answer::NAME).filter(|(_, it)| has_phrasings(it));
    with_phrasings.map(|(id, _)| phrasings_id(&id.to_string()))
}

/// Whether an answer has phrasings that the audience sees.
fn has_phrasings(fact: &Disclosed) -> bool {
    matches!(fact.data.get("phrasings"), Some(Datum::List(it)) if !it.is_empty())
}

/// Sets the approval state of each answer; returns the ids of the statements and answers that are not
/// approved.
pub fn set_approval(
    approvals: &EffectiveApprovals,
    statements: &Statements,
    answers: &mut [ResolvedAnswer],
    filled: &mut [Filled],
) -> BTreeSet<String> {
    if approvals.is_empty() {
        let facts = statements.view.all().map(|(id, _)| fields_id(&id.to_string()));
        let answers = answers.iter().map(|it| it.id.to_string());
        let phrasings = all_phrasings_ids(&statements.view);
        return statements
            .all()
            .map(|it| it.id.clone())
            .chain(facts)
            .chain(answers)
            .chain(phrasings)
            .collect();
    }
    let claim_set = claims([ClaimSource { statements, answers, pages: &[], frame: None }]);
    let mut drafts = BTreeSet::new();
    let mut signed = HashMap::new();
    for claim in claim_set.claims.values() {
        match approvals.covers(claim) {
            Some(it) => drop(signed.insert(
                claim.id.clone(),
                ApprovalState::By { name: it.approval.by.clone(), on: it.approval.on },
            )),
            None => drop(drafts.insert(claim.id.clone())),
        }
    }
    // The text was approved as the answer to its question.
    let approval = |given: &ResolvedAnswer| {
        let id = given.id.to_string();
        signed
            .get(&id)
            .filter(|_| signed.contains_key(&fields_id(&id)))
            .cloned()
            .unwrap_or(ApprovalState::NotYet)
    };
    for given in answers.iter_mut() {
        given.approval = approval(given);
    }
    for questionnaire in filled {
        let pinned = signed.get(&fields_id(&FactId::new(Questionnaire::NAME, &questionnaire.id).to_string()));
        for question in &mut questionnaire.questions {
            let Some(given) = question.answer.as_mut() else { continue };
            given.approval = approval(given);
            if question.own_words {
                given.approval = given.approval.clone().and(pinned);
            }
        }
    }
    drafts
}
