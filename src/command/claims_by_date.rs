//! What is said on a day, as claims; and which of it nobody has approved.

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

/// The folders of `templates/` whose texts stand around the statements on every page.
const LAYOUTS: [&str; 2] = ["html/", "pdf/"];

/// Everything that is said to the audiences in question, today and on other days.
pub struct ClaimsByDate<'a> {
    loaded: &'a Loaded,
    sound: Sound<'a>,
    /// What is said on each day that was asked for, and what is wrong with the data on that day.
    days: BTreeMap<NaiveDate, (Arc<ClaimSet>, Report)>,
}

/// The audiences up to the one that is asked for; all three where none is.
pub fn audiences(context: &Context) -> Vec<Audience> {
    let highest = context.audience.unwrap_or(Audience::Internal);
    Audience::ALL.iter().copied().filter(|it| *it <= highest).collect()
}

impl<'a> ClaimsByDate<'a> {
    /// What is said on the day of the context. Where the data have errors they are printed, and there is none.
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
            // What was told to a customer is held against what its own audience is told, whoever is looked at.
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

    /// What the highest of the audiences may know on the day of the context.
    pub fn disclosure(&self, context: &Context) -> AudienceView {
        AudienceView::new(self.sound, context.audience.unwrap_or(Audience::Internal), context.on)
    }

    /// What is said on a day, with the data as they are; none where a thread panicked.
    pub fn on(&mut self, day: NaiveDate) -> Option<OfDay> {
        if !self.days.contains_key(&day) {
            let (said, findings) = self.say(day).ok()?;
            self.days.insert(day, (said, Report::new(findings, &pipeline::levels(self.loaded), false)));
        }
        self.days.get(&day).map(|(said, report)| OfDay { said: said.clone(), broken: report.has_errors() })
    }

    /// The first day after `day`, of those that were asked for, on which the data have errors, and what they are.
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

/// What each audience is told on a day, the lowest first.
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

/// What is told, as claims.
pub fn said(loaded: &Loaded, told: &[Publication]) -> ClaimSet {
    let layouts = layouts(loaded);
    claims(told.iter().map(|it| telling_of(it, frame(it, loaded, &layouts))))
}

/// What a publication tells.
fn telling_of<'a>(it: &'a Publication, frame: Frame<'a>) -> ClaimSource<'a> {
    ClaimSource { statements: &it.statements, answers: &it.answers, pages: &it.pages, frame: Some(frame) }
}

/// The layouts of the user's own: what they say, no statement has said.
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

/// The ids of the pages and layouts whose own words nobody has approved.
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

/// The questionnaires whose questions somebody has approved with what they are pinned to, as the vendor's own people see them.
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

/// What this audience was told by the approvals, and is no longer told.
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

/// Notes with each answer whether somebody has approved it; gives the ids of the statements and answers that nobody has.
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
    // Who approved the words did so for the question that they answer.
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
