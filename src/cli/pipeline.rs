//! The steps from files to a publication that the commands share.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Context, claims_by_date, signers::Signers};
use crate::{
    answer::{self, Filled, ResolvedAnswer},
    audience_view::AudienceView,
    check::{Sound, apply_later, check},
    diagnostic::{Diagnostic, Level, Report},
    document::{self, Publication},
    error::{Error, panic_of},
    fact::Audience,
    ledger::EffectiveApprovals,
    load::{Loaded, load, load_with},
    render::{self, RenderContext},
    review,
    statement::{self, Statements},
};

/// The stack of threads that handle nested texts, in bytes; the system only commits what is used.
pub const STACK: usize = 256 << 20;

/// Reads all files under the root.
pub fn read(context: &Context) -> Result<Loaded, Error> {
    context.terminal.stage("reading the facts");
    load(&context.root)
}

/// The same, with `instead` in place of files.
pub fn read_with(context: &Context, instead: &BTreeMap<String, String>) -> Result<Loaded, Error> {
    context.terminal.stage("reading the facts with the changes");
    load_with(&context.root, instead)
}

/// Does `work` for all audiences in parallel, on stacks that nested texts do not exhaust; `doing` describes the work.
///
/// # Errors
/// The work for one of them panicked.
pub fn for_each<T: Send>(
    audiences: &[Audience],
    doing: &str,
    work: impl Fn(Audience) -> T + Sync,
) -> Result<Vec<T>, Error> {
    let internal = |message: String| Error::Internal { message };
    std::thread::scope(|scope| {
        let work = &work;
        let start = |it: &Audience| {
            let audience = *it;
            std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, move || work(audience))
        };
        let threads: Vec<_> = audiences.iter().map(start).collect();
        let join = |it: std::io::Result<std::thread::ScopedJoinHandle<T>>| {
            let started = it.map_err(|it| internal(it.to_string()))?;
            let thread = started.thread().id();
            started.join().map_err(|_| Error::Crashed { doing: doing.to_owned(), panic: panic_of(thread) })
        };
        threads.into_iter().map(join).collect()
    })
}

/// The publication for each of `audiences`, and all findings. There are publications only where the report has no errors.
///
/// # Errors
/// A thread panicked; its results must not be used.
pub fn publish(
    context: &Context,
    loaded: &Loaded,
    audiences: &[Audience],
    deny_warnings: bool,
) -> Result<(Vec<Publication>, Report), Error> {
    context.terminal.stage("checking");
    let checked = check(loaded, context.on, deny_warnings);
    let Some(sound) = checked.sound else { return Ok((vec![], checked.report)) };
    let (approvals, of_ledger) = Signers::new(context, loaded).force(context.on)?;
    context.terminal.stage("generating the statements");
    let made = for_each(audiences, "generating the documents", |audience| {
        let (publication, mut findings) = compose(context, loaded, sound, audience, &approvals);
        findings.extend(render::obstacles(&material(loaded, &publication)));
        (publication, findings)
    })?;
    let mut findings = checked.report.findings;
    findings.extend(of_ledger);
    let (publications, later): (Vec<_>, Vec<_>) = made.into_iter().unzip();
    let all = distinct_audiences(loaded).iter().all(|it| audiences.contains(it));
    findings.extend(apply_later(&loaded.facts, later.concat(), all.then_some(&checked.used)));
    Ok((publications, Report::new(findings, &levels(loaded), deny_warnings)))
}

/// The publication for one audience, for answering its questions: only what prevents that is an error. Where there is one,
/// the findings are printed and there is no publication.
///
/// # Errors
/// A thread panicked.
pub fn answering<'a>(
    context: &Context,
    loaded: &'a Loaded,
    audience: Audience,
) -> Result<Option<(Publication, Sound<'a>)>, Error> {
    context.terminal.stage("checking");
    let checked = check(loaded, context.on, false);
    let mut findings = checked.report.findings;
    let mut made = None;
    if let Some(sound) = checked.sound {
        let (approvals, of_ledger) = Signers::new(context, loaded).force(context.on)?;
        findings.extend(of_ledger);
        context.terminal.stage("preparing the answers");
        let told = for_each(&[audience], "generating the answers", |it| {
            compose(context, loaded, sound, it, &approvals)
        })?;
        for (mut publication, found) in told {
            findings.extend(apply_later(&loaded.facts, found, None));
            publication.pins = claims_by_date::approved_pins(&approvals, sound, context.on);
            made = Some((publication, sound));
        }
    }
    let report = Report::new(findings, &levels(loaded), false);
    if made.is_some() && !report.has_errors() {
        return Ok(made);
    }
    context.terminal.findings(&report, &loaded.sources);
    context.terminal.summary("fix these errors first; nothing was answered");
    Ok(None)
}

fn compose(
    context: &Context,
    loaded: &Loaded,
    sound: Sound,
    audience: Audience,
    approvals: &EffectiveApprovals,
) -> (Publication, Vec<Diagnostic>) {
    let settle = |statements: &Statements, answers: &mut [ResolvedAnswer], filled: &mut [Filled]| {
        claims_by_date::settle(approvals, statements, answers, filled)
    };
    let (mut publication, findings, mut drafts) = worded(loaded, sound, audience, context.on, settle);
    drafts.extend(claims_by_date::draft_pages(approvals, &publication, loaded));
    if loaded.facts.site.mark_drafts.as_ref().is_none_or(|it| it.value) {
        document::mark_drafts(&mut publication, &drafts);
    }
    publication.withdrawn = claims_by_date::withdrawn(approvals, &publication, loaded);
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
    publication.unset = render::unset(&material(loaded, &publication));
    (publication, findings, settled)
}

/// The audiences with different content: one above `public` is omitted if no fact is for it alone and no
/// template of the user depends on the audience, since its findings are then the same.
pub fn distinct_audiences(loaded: &Loaded) -> Vec<Audience> {
    let own = loaded.templates.texts.values().filter(|it| it.own);
    let asked = own.into_iter().any(|it| loaded.sources.text(it.file).contains("audience"));
    let used = |audience: Audience| {
        loaded.facts.all().any(|it| it.envelope().audience.unwrap_or(Audience::Internal) == audience)
    };
    Audience::ALL.iter().copied().filter(|it| *it == Audience::Public || asked || used(*it)).collect()
}

/// The input of the renderers.
pub fn material<'a>(loaded: &'a Loaded, publication: &'a Publication) -> RenderContext<'a> {
    RenderContext {
        publication,
        site: &loaded.facts.site,
        templates: &loaded.templates,
        sources: &loaded.sources,
    }
}

/// The levels that `data/site.yaml` states.
pub fn levels(loaded: &Loaded) -> BTreeMap<&'static str, Level> {
    loaded.facts.site.levels()
}
