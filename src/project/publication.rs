//! What is published for an audience, and the findings that only show when it is made.

use std::{collections::BTreeMap, rc::Rc};

use chrono::NaiveDate;

use super::{
    repository::{Composed, Project},
    stopped::Stopped,
};
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
    review::{
        self, all_approved_phrasings, approved_pins, changed_after_notice, draft_pages, is_approved,
        set_approval, withdrawn,
    },
    statement::{self, Statements},
    threads::for_each,
};

/// The publications of several audiences, and all findings. There are publications only where check found no
/// error.
#[derive(Debug)]
pub struct Published {
    /// The publications.
    pub publications: Vec<Rc<Publication>>,
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
        let made = self.composed(sound, audiences, "generating the documents")?;
        let mut findings = checked.report.findings.clone();
        findings.extend(in_effect.findings.iter().cloned());
        let mut later: Vec<_> = made.iter().flat_map(|it| it.findings.iter().cloned()).collect();
        later.extend(self.obstacles(&made)?);
        let all_facts = AudienceView::new(sound, Audience::Internal, self.inputs.on);
        later.extend(changed_after_notice(&self.loaded.facts, &self.loaded.ledger.sent, &all_facts));
        let all = self.distinct_audiences().iter().all(|it| audiences.contains(it));
        findings.extend(apply_later(&self.loaded.facts, later, all.then_some(&checked.used)));
        let publications = made.into_iter().map(|it| it.publication).collect();
        Ok(Published { publications, report: self.report(findings) })
    }

    /// The publication for one audience.
    ///
    /// # Errors
    /// The data has errors, or a thread panicked.
    pub fn publication(&self, audience: Audience) -> Result<Rc<Publication>, Stopped> {
        let mut published = self.published(&[audience])?;
        published.publications.pop().ok_or_else(|| self.stopped(published.report))
    }

    /// The publication for one audience, for answering its questions: only what prevents that is an error.
    ///
    /// # Errors
    /// There is such an error, or a thread panicked.
    pub fn publication_for_answers(&self, audience: Audience) -> Result<Rc<Publication>, Stopped> {
        let sound = self.sound().map_err(unanswered)?;
        let in_effect = self.approvals()?;
        self.inputs.progress.stage("preparing the answers");
        let mut made = self.composed(sound, &[audience], "generating the answers")?;
        let Composed { publication, findings: found } =
            made.pop().ok_or_else(|| Error::Internal { message: "there is no publication".into() })?;
        let mut findings = self.checked().report.findings.clone();
        findings.extend(in_effect.findings.iter().cloned());
        findings.extend(apply_later(&self.loaded.facts, found, None));
        let report = self.report(findings);
        if report.has_errors() { Err(unanswered(self.stopped(report))) } else { Ok(publication) }
    }

    /// What is made for each of `audiences`; `doing` describes the work.
    fn composed(&self, sound: Sound, audiences: &[Audience], doing: &str) -> Result<Vec<Composed>, Error> {
        let known = |it: &Audience| self.composed.borrow().get(it).cloned();
        let new: Vec<_> = audiences.iter().copied().filter(|it| known(it).is_none()).collect();
        let (loaded, on, approvals) = (self.loaded, self.inputs.on, &self.approvals()?.approvals);
        let made = for_each(&new, doing, |audience| compose(loaded, sound, *audience, on, approvals))?;
        for (audience, (publication, findings)) in new.into_iter().zip(made) {
            let made = Composed { publication: Rc::new(publication), findings };
            self.composed.borrow_mut().insert(audience, made);
        }
        Ok(audiences.iter().filter_map(known).collect())
    }

    /// What would prevent writing.
    fn obstacles(&self, made: &[Composed]) -> Result<Vec<Diagnostic>, Error> {
        let publications: BTreeMap<Audience, &Publication> =
            made.iter().map(|it| (it.publication.audience, &*it.publication)).collect();
        let audiences: Vec<_> = publications.keys().copied().collect();
        let loaded = self.loaded;
        let found = for_each(&audiences, "generating the documents", |audience| {
            let publication = publications.get(audience);
            publication.map_or(vec![], |it| render::obstacles(&render_context(loaded, it)))
        })?;
        Ok(found.concat())
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
        library.approved_phrasings(publication.phrasings.as_ref());
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
    stopped.with_summary("fix these errors first; nothing was answered")
}

fn compose(
    loaded: &Loaded,
    sound: Sound,
    audience: Audience,
    on: NaiveDate,
    approvals: &EffectiveApprovals,
) -> (Publication, Vec<Diagnostic>) {
    let set_approval = |statements: &Statements, answers: &mut [ResolvedAnswer], filled: &mut [Filled]| {
        set_approval(approvals, statements, answers, filled)
    };
    let is_approved =
        |statements: &Statements, given: &ResolvedAnswer| is_approved(approvals, &statements.view, given);
    let view = AudienceView::new(sound, audience, on);
    let ComposedPublication { mut publication, findings, approval_result: mut drafts } =
        compose_publication(loaded, sound, view, is_approved, set_approval);
    drafts.extend(draft_pages(approvals, &publication, loaded));
    if loaded.facts.site.mark_drafts.as_ref().is_none_or(|it| it.value) {
        document::mark_drafts(&mut publication, &drafts);
    }
    publication.withdrawn = withdrawn(approvals, &publication, loaded);
    publication.drafts = drafts;
    publication.pins = approved_pins(approvals, sound, on);
    publication.phrasings = all_approved_phrasings(approvals, sound, on);
    publication.recorded = review::recorded(approvals, &loaded.ledger, &publication.statements.view);
    (publication, findings)
}

/// The publication for one audience and date, with the findings about it.
pub struct ComposedPublication<T> {
    /// The publication.
    pub publication: Publication,
    /// The findings of making it.
    pub findings: Vec<Diagnostic>,
    /// What `set_approval` returned.
    pub approval_result: T,
}

/// Composes the publication for one audience and date. `is_approved` returns whether a person approved an
/// answer with exactly this text; `set_approval` adds the approval state to the answers before they are
/// rendered.
pub fn compose_publication<T>(
    loaded: &Loaded,
    sound: Sound,
    view: AudienceView,
    is_approved: impl Fn(&Statements, &ResolvedAnswer) -> bool,
    set_approval: impl FnOnce(&Statements, &mut [ResolvedAnswer], &mut [Filled]) -> T,
) -> ComposedPublication<T> {
    let (statements, mut findings) = statement::generate(view, &loaded.templates, &loaded.sources);
    let approved = |given: &ResolvedAnswer| is_approved(&statements, given);
    let (mut answered, found) = answer::answer_approved(sound, &statements, &loaded.sources, &approved);
    findings.extend(found);
    let approval_result = set_approval(&statements, &mut answered.answers, &mut answered.filled);
    let (mut publication, found) =
        document::compose(sound, statements, answered, &loaded.templates, &loaded.sources);
    findings.extend(found);
    publication.without_pdf = render::without_pdf(&render_context(loaded, &publication));
    ComposedPublication { publication, findings, approval_result }
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
