//! The claims of a day, and which of them are not approved.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use chrono::NaiveDate;

use super::{Context, pipeline};
use crate::{
    answer::{ApprovalState, Filled, ResolvedAnswer},
    audience_view::AudienceView,
    check::{Sound, apply_later, check},
    diagnostic::{Diagnostic, Level, Place, Report},
    document::{Document, Publication},
    error::Error,
    fact::{Audience, FactId, Kind, Questionnaire},
    ledger::EffectiveApprovals,
    load::Loaded,
    review::{
        ClaimSet, ClaimSource, Frame, OfDay, SETTINGS, claims, fields_claim, fields_id, layout_id, own_claims,
    },
    statement::Statements,
};

/// The folders of `templates/` whose texts appear on every page.
const LAYOUTS: [&str; 2] = ["html/", "pdf/"];

/// The claims for all audiences, by date.
pub struct ClaimsByDate<'a> {
    loaded: &'a Loaded,
    sound: Sound<'a>,
    /// The claims and findings of each requested day.
    days: BTreeMap<NaiveDate, (Arc<ClaimSet>, Report)>,
}

/// The audiences up to the one that was passed; all three if none was.
pub fn audiences(context: &Context) -> Vec<Audience> {
    let highest = context.audience.unwrap_or(Audience::Internal);
    Audience::ALL.iter().copied().filter(|it| *it <= highest).collect()
}

impl<'a> ClaimsByDate<'a> {
    /// The claims on the effective date. If the data has errors, they are printed and there are none.
    ///
    /// # Errors
    /// A thread panicked.
    pub fn new(context: &Context, loaded: &'a Loaded) -> Result<Option<(Self, Arc<ClaimSet>)>, Error> {
        context.terminal.stage("checking");
        let checked = check(loaded, context.on, false);
        let mut findings = checked.report.findings;
        let mut made = None;
        if let Some(sound) = checked.sound {
            context.terminal.stage("generating the statements");
            // Deliveries are compared with the claims for their own audience, whichever audience is reviewed.
            let mut spoken = Self { loaded, sound, days: BTreeMap::new() };
            let (said, found) = spoken.say(context.on)?;
            findings.extend(found);
            spoken.days.insert(context.on, (said.clone(), Report::new(vec![], &BTreeMap::new(), false)));
            made = Some((spoken, said));
        }
        let report = Report::new(findings, &pipeline::levels(loaded), false);
        if made.is_some() && !report.has_errors() {
            let ledger = |it: &&Diagnostic| loaded.ledger.file == Some(it.file());
            let of_ledger = Report { findings: report.findings.iter().filter(ledger).cloned().collect() };
            context.terminal.findings(&of_ledger, &loaded.sources);
            return Ok(made);
        }
        context.terminal.findings(&report, &loaded.sources);
        Ok(None)
    }

    /// What the highest of the audiences may see on the effective date.
    pub fn disclosure(&self, context: &Context) -> AudienceView {
        AudienceView::new(self.sound, context.audience.unwrap_or(Audience::Internal), context.on)
    }

    /// The claims on a day, from the current data; `None` if a thread panicked.
    pub fn on(&mut self, day: NaiveDate) -> Option<OfDay> {
        if !self.days.contains_key(&day) {
            let (said, findings) = self.say(day).ok()?;
            self.days.insert(day, (said, Report::new(findings, &pipeline::levels(self.loaded), false)));
        }
        self.days.get(&day).map(|(said, report)| OfDay { said: said.clone(), broken: report.has_errors() })
    }

    /// The first requested day after `day` on which the data has errors, with these errors.
    pub fn broken_after(&self, day: NaiveDate) -> Option<(NaiveDate, Vec<String>)> {
        let (day, (_, report)) =
            self.days.iter().find(|(it, (_, report))| **it > day && report.has_errors())?;
        let errors = report.findings.iter().filter(|it| it.level == Level::Error);
        Some((
            *day,
            errors
                .map(|it| {
                    format!(
                        "{}: {}",
                        it.labels.first().map_or(String::new(), |it| self.loaded.sources.cite(it.place)),
                        it.message
                    )
                })
                .collect(),
        ))
    }

    fn say(&self, day: NaiveDate) -> Result<(Arc<ClaimSet>, Vec<Diagnostic>), Error> {
        let (told, findings) = tell(self.loaded, self.sound, day)?;
        Ok((Arc::new(said(self.loaded, &told)), findings))
    }
}

/// The publications for each audience on a day, the lowest first.
///
/// # Errors
/// A thread panicked.
pub fn tell(
    loaded: &Loaded,
    sound: Sound,
    day: NaiveDate,
) -> Result<(Vec<Publication>, Vec<Diagnostic>), Error> {
    let tellings = pipeline::for_each(Audience::ALL, "generating the statements", |audience| {
        pipeline::worded(loaded, sound, audience, day, |_, _, _| ())
    })?;
    let (mut told, mut findings) = (Vec::new(), Vec::new());
    for (publication, found, ()) in tellings {
        findings.extend(apply_later(&loaded.facts, found, None));
        told.push(publication);
    }
    Ok((told, findings))
}

/// The claims of publications.
pub fn said(loaded: &Loaded, told: &[Publication]) -> ClaimSet {
    let layouts = layouts(loaded);
    claims(told.iter().map(|it| telling_of(it, frame(it, loaded, &layouts))))
}

/// The content of a publication.
fn telling_of<'a>(it: &'a Publication, frame: Frame<'a>) -> ClaimSource<'a> {
    ClaimSource { statements: &it.statements, answers: &it.answers, pages: &it.pages, frame: Some(frame) }
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

fn frame<'a>(it: &'a Publication, loaded: &'a Loaded, layouts: &'a [(String, String)]) -> Frame<'a> {
    Frame { title: &it.title, site: &loaded.facts.site, layouts }
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
    let disclosure = AudienceView::new(sound, Audience::Internal, on);
    let covered = |(id, fact)| Some((id, approvals.covers(&fields_claim(&disclosure, id, fact))?.act));
    let approved = disclosure.of(Questionnaire::NAME).filter_map(covered);
    approved.map(|(id, act)| (id.clone(), ApprovalState::By { name: act.by.clone(), on: act.on })).collect()
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
    let mut said: HashSet<String> = statements.all().map(|it| it.id.clone()).collect();
    said.extend(statements.disclosure.all().map(|(id, _)| fields_id(&id.to_string())));
    said.extend(publication.answers.iter().map(|it| it.id.to_string()));
    said.extend(publication.pages.iter().map(Document::words_id));
    said.extend(layouts(loaded).iter().map(|(path, _)| layout_id(path)));
    said.insert(SETTINGS.to_owned());
    let gone = approvals.all().filter(|it| {
        it.claim.text.is_some() && it.claim.audience <= publication.audience && !said.contains(&it.claim.id)
    });
    let mut gone: Vec<_> = gone.map(|it| (it.claim.id.clone(), it.act.place)).collect();
    gone.sort();
    gone
}

/// Sets the approval state of each answer; returns the ids of the statements and answers that are not approved.
pub fn settle(
    approvals: &EffectiveApprovals,
    statements: &Statements,
    answers: &mut [ResolvedAnswer],
    filled: &mut [Filled],
) -> BTreeSet<String> {
    if approvals.is_empty() {
        let facts = statements.disclosure.all().map(|(id, _)| fields_id(&id.to_string()));
        let answers = answers.iter().map(|it| it.id.to_string());
        return statements.all().map(|it| it.id.clone()).chain(facts).chain(answers).collect();
    }
    let said = claims([ClaimSource { statements, answers, pages: &[], frame: None }]);
    let mut drafts = BTreeSet::new();
    let mut signed = HashMap::new();
    for claim in said.claims.values() {
        match approvals.covers(claim) {
            Some(it) => drop(
                signed.insert(claim.id.clone(), ApprovalState::By { name: it.act.by.clone(), on: it.act.on }),
            ),
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
