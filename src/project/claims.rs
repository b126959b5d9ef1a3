//! The claims for all audiences, by date.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{
    publication::compose_publication,
    repository::{CurrentClaims, EvaluatedDay, Project},
    stopped::Stopped,
};
use crate::{
    audience_view::AudienceView,
    check::{Sound, apply_later},
    diagnostic::{Diagnostic, Level, Report},
    document::Publication,
    error::Error,
    fact::Audience,
    load::Loaded,
    review::{ClaimsByDate, DayClaims, claims_of},
    threads::for_each,
};

impl Project<'_> {
    /// The claims on the effective date.
    ///
    /// # Errors
    /// The data has errors, or a thread panicked.
    pub fn claims(&self) -> Result<&CurrentClaims, Stopped> {
        if let Some(known) = self.current.get() {
            return Ok(known);
        }
        let sound = self.sound()?;
        self.inputs.progress.stage("generating the statements");
        let (publications, found) = compose_all(self.loaded, sound, self.inputs.on)?;
        let claims = Arc::new(claims_of(self.loaded, &publications));
        let of_day = DayClaims { claims: claims.clone(), broken: false };
        self.days
            .borrow_mut()
            .insert(self.inputs.on, EvaluatedDay { claims: of_day, report: Report::default() });
        let mut findings = self.checked().report.findings.clone();
        findings.extend(found);
        let mut report = self.report(findings);
        if report.has_errors() {
            return Err(self.stopped(report));
        }
        report.findings.retain(|it| self.loaded.ledger.file == Some(it.file()));
        Ok(self.current.get_or_init(|| CurrentClaims { claims, report }))
    }

    /// What the narrowest of the audiences may see on the effective date.
    ///
    /// # Errors
    /// The data has errors.
    pub fn view(&self) -> Result<AudienceView, Stopped> {
        Ok(AudienceView::new(self.sound()?, self.inputs.reviewer(), self.inputs.on))
    }

    /// The first requested day after `day` on which the data has errors, with these errors.
    pub fn broken_after(&self, day: NaiveDate) -> Option<(NaiveDate, Vec<String>)> {
        let days = self.days.borrow();
        let (day, broken) = days.iter().find(|(it, found)| **it > day && found.report.has_errors())?;
        let cite = |it: &Diagnostic| {
            let place = it.labels.first().map_or(String::new(), |it| self.loaded.sources.cite(it.place));
            format!("{place}: {}", it.message)
        };
        let errors = broken.report.findings.iter().filter(|it| it.level == Level::Error);
        Some((*day, errors.map(cite).collect()))
    }

    fn evaluated(&self, day: NaiveDate) -> Option<EvaluatedDay> {
        let (publications, findings) = compose_all(self.loaded, self.checked().sound?, day).ok()?;
        let report = self.report(findings);
        let claims = DayClaims {
            claims: Arc::new(claims_of(self.loaded, &publications)),
            broken: report.has_errors(),
        };
        Some(EvaluatedDay { claims, report })
    }
}

impl ClaimsByDate for Project<'_> {
    fn on(&self, day: NaiveDate) -> Option<DayClaims> {
        if let Some(known) = self.days.borrow().get(&day) {
            return Some(known.claims.clone());
        }
        let found = self.evaluated(day)?;
        let claims = found.claims.clone();
        self.days.borrow_mut().insert(day, found);
        Some(claims)
    }
}

/// The publications for each audience on a day, the widest first, and the findings about them.
///
/// # Errors
/// A thread panicked.
pub fn compose_all(
    loaded: &Loaded,
    sound: Sound,
    day: NaiveDate,
) -> Result<(Vec<Publication>, Vec<Diagnostic>), Error> {
    let composed = for_each(Audience::ALL, "generating the statements", |audience| {
        // What waits for approval is among the claims, so that it can be approved.
        compose_publication(
            loaded,
            sound,
            AudienceView::new(sound, *audience, day),
            |_, _| true,
            |_, _, _| (),
        )
    })?;
    let (mut publications, mut findings) = (Vec::new(), Vec::new());
    for it in composed {
        findings.extend(apply_later(&loaded.facts, it.findings, None));
        publications.push(it.publication);
    }
    Ok((publications, findings))
}
