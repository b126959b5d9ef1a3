//! What is published for an audience, and the findings that only show when it is made.

use chrono::NaiveDate;

use super::{repository::Project, stopped::Stopped, threads::for_each};
use crate::{
    answer::{self, Filled, Library, ResolvedAnswer},
    audience_view::AudienceView,
    check::{Sound, apply_later},
    diagnostic::{Diagnostic, Report},
    document::{self, Publication},
    error::{Error, near},
    fact::Audience,
    ledger::EffectiveApprovals,
    load::Loaded,
    render::{self, RenderContext},
    review::{self, approved_pins, draft_pages, settle, withdrawn},
    statement::{self, Statements},
};

/// The publications of several audiences, and all findings. There are publications only where check found no error.
#[derive(Debug)]
pub struct Published {
    /// The publications.
    pub publications: Vec<Publication>,
    /// The findings.
    pub report: Report,
}

impl<'p> Project<'p> {
    /// The publication for each of `audiences`, and all findings.
    ///
    /// # Errors
    /// A thread panicked; its results must not be used.
    pub fn published(&self, audiences: &[Audience]) -> Result<Published, Error> {
        let checked = self.checked();
        let Some(sound) = checked.sound else {
            return Ok(Published { publications: vec![], report: checked.report.clone() });
        };
        let in_effect = self.approvals()?;
        self.inputs.progress.stage("generating the statements");
        let (loaded, on, approvals) = (self.loaded, self.inputs.on, &in_effect.approvals);
        let made = for_each(audiences, "generating the documents", |audience| {
            let (publication, mut findings) = compose(loaded, sound, audience, on, approvals);
            findings.extend(render::obstacles(&render_context(loaded, &publication)));
            (publication, findings)
        })?;
        let mut findings = checked.report.findings.clone();
        findings.extend(in_effect.findings.iter().cloned());
        let (publications, later): (Vec<_>, Vec<_>) = made.into_iter().unzip();
        let all = self.distinct_audiences().iter().all(|it| audiences.contains(it));
        findings.extend(apply_later(&loaded.facts, later.concat(), all.then_some(&checked.used)));
        Ok(Published { publications, report: self.report(findings) })
    }

    /// The publication for one audience.
    ///
    /// # Errors
    /// The data has errors, or a thread panicked.
    pub fn publication(&self, audience: Audience) -> Result<Publication, Stopped> {
        let mut published = self.published(&[audience])?;
        published.publications.pop().ok_or_else(|| self.stopped(published.report))
    }

    /// The publication for one audience, for answering its questions: only what prevents that is an error.
    ///
    /// # Errors
    /// There is such an error, or a thread panicked.
    pub fn answering(&self, audience: Audience) -> Result<Publication, Stopped> {
        let sound = self.sound().map_err(unanswered)?;
        let in_effect = self.approvals()?;
        self.inputs.progress.stage("preparing the answers");
        let (loaded, on, approvals) = (self.loaded, self.inputs.on, &in_effect.approvals);
        let mut made =
            for_each(&[audience], "generating the answers", |it| compose(loaded, sound, it, on, approvals))?;
        let (mut publication, found) =
            made.pop().ok_or_else(|| Error::Internal { message: "there is no publication".into() })?;
        let mut findings = self.checked().report.findings.clone();
        findings.extend(in_effect.findings.iter().cloned());
        findings.extend(apply_later(&loaded.facts, found, None));
        publication.pins = approved_pins(approvals, sound, on);
        let report = self.report(findings);
        if report.has_errors() { Err(unanswered(self.stopped(report))) } else { Ok(publication) }
    }

    /// The library of answers in a publication, for questions about these products.
    ///
    /// # Errors
    /// The data has errors, or there is no such product.
    pub fn library<'a>(
        &'a self,
        publication: &'a Publication,
        products: &[String],
    ) -> Result<Library<'a>, Stopped> {
        let (audience, on) = (publication.audience, publication.on);
        let mut library =
            Library::new(self.sound()?, &publication.answers, &publication.withheld, audience, on);
        let asked = library.products.asked_about(products);
        asked.map_err(|name| Error::Unknown {
            what: "product called",
            near: near(&name, library.products.ids()),
            name,
        })?;
        Ok(library)
    }

    /// The audiences with different content: one above `public` is omitted if no fact is for it alone and no
    /// template of the user depends on the audience, since its findings are then the same.
    pub fn distinct_audiences(&self) -> Vec<Audience> {
        let loaded = self.loaded;
        let own = loaded.templates.texts.values().filter(|it| it.own);
        let asked = own.into_iter().any(|it| loaded.sources.text(it.file).contains("audience"));
        let used = |audience: Audience| {
            loaded.facts.all().any(|it| it.envelope().audience.unwrap_or(Audience::Internal) == audience)
        };
        Audience::ALL.iter().copied().filter(|it| *it == Audience::Public || asked || used(*it)).collect()
    }
}

fn unanswered(stopped: Stopped) -> Stopped {
    stopped.so("fix these errors first; nothing was answered")
}

fn compose(
    loaded: &Loaded,
    sound: Sound,
    audience: Audience,
    on: NaiveDate,
    approvals: &EffectiveApprovals,
) -> (Publication, Vec<Diagnostic>) {
    let settle = |statements: &Statements, answers: &mut [ResolvedAnswer], filled: &mut [Filled]| {
        settle(approvals, statements, answers, filled)
    };
    let (mut publication, findings, mut drafts) = worded(loaded, sound, audience, on, settle);
    drafts.extend(draft_pages(approvals, &publication, loaded));
    if loaded.facts.site.mark_drafts.as_ref().is_none_or(|it| it.value) {
        document::mark_drafts(&mut publication, &drafts);
    }
    publication.withdrawn = withdrawn(approvals, &publication, loaded);
    publication.drafts = drafts;
    publication.recorded = review::recorded(approvals, &loaded.ledger, &publication.statements.disclosure);
    (publication, findings)
}

/// What is said to one audience on one day, as documents; `settle` notes with the answers what is known of them before they
/// are set into documents.
pub fn worded<T>(
    loaded: &Loaded,
    sound: Sound,
    audience: Audience,
    day: NaiveDate,
    settle: impl FnOnce(&Statements, &mut [ResolvedAnswer], &mut [Filled]) -> T,
) -> (Publication, Vec<Diagnostic>, T) {
    let disclosure = AudienceView::new(sound, audience, day);
    let (statements, mut findings) = statement::say(disclosure, &loaded.templates, &loaded.sources);
    let (mut answered, found) = answer::answer(sound, &statements, &loaded.sources);
    findings.extend(found);
    let settled = settle(&statements, &mut answered.answers, &mut answered.filled);
    let (mut publication, found) =
        document::compose(sound, statements, answered, &loaded.templates, &loaded.sources);
    findings.extend(found);
    publication.unset = render::unset(&render_context(loaded, &publication));
    (publication, findings, settled)
}

/// The input of the renderers.
pub fn render_context<'a>(loaded: &'a Loaded, publication: &'a Publication) -> RenderContext<'a> {
    RenderContext {
        publication,
        site: &loaded.facts.site,
        templates: &loaded.templates,
        sources: &loaded.sources,
    }
}
