//! `factum learn`: adds decisions, or answers from a file filled in earlier, to `data/`, after showing a diff and asking.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use similar::TextDiff;

use super::{CLEAN, Context, FINDINGS, file_names::upload, pipeline};
use crate::{
    answer::{Decisions, Library},
    diagnostic::human::count,
    diagnostic::{Diagnostic, Level, Report, Sources, human::visible},
    error::Error,
    fact::{Audience, printable},
    library::{Answered, Edit, Learned, Review, entry_at, from_answered, from_review, ids_of},
    load::{Loaded, read_text},
    questionnaire::{self, layout},
    system::in_place,
};

/// The largest review file that is read, in bytes.
const LARGEST: u64 = 64 << 20;
/// What is to be done with new answers.
const DRAFTS: &str = "a draft is not given to anyone: check its text, verdict and audience, then remove its line `draft: yes` to publish it";
/// Maximum number of attempts to leave out answers that cannot be kept.
const ROUNDS: usize = 4;

/// The arguments of the command.
#[derive(Debug, Clone)]
pub struct Request {
    /// The review file.
    pub review: Option<PathBuf>,
    /// A questionnaire that was filled in earlier.
    pub from: Option<PathBuf>,
    /// Its layouts in the syntax of `--map`.
    pub maps: Vec<String>,
    /// Whether to write without confirmation.
    pub yes: bool,
    /// Whether to only show the changes.
    pub dry_run: bool,
}

/// Runs the command.
pub fn run(context: &Context, request: &Request) -> Result<u8, Error> {
    match (&request.review, &request.from) {
        (_, Some(file)) => learn_from(context, request, file),
        (Some(file), None) => learn_review(context, request, file),
        (None, None) => Ok(CLEAN),
    }
}

/// The current data.
struct Now {
    loaded: Loaded,
    warnings: usize,
    /// Errors that already prevent publishing, which learning does not have to fix.
    errors: BTreeSet<(&'static str, String, String)>,
}

fn learn_review(context: &Context, request: &Request, path: &Path) -> Result<u8, Error> {
    let mut sources = Sources::default();
    let shown = path.strip_prefix(&context.root).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let file = sources.add(shown, review_text(path)?);
    let (decisions, findings) = Decisions::read(file, &sources);
    if !findings.is_empty() {
        return Ok(refuse(context, findings, &sources, &BTreeMap::new()));
    }
    // Answers without a known audience must not become public because a line was forgotten.
    let stated = decisions.audience.as_deref().and_then(Audience::from_word);
    let audience = context.audience.or(stated).unwrap_or(Audience::Internal);
    let loaded = pipeline::read(context)?;
    let Some((publication, sound)) = pipeline::answering(context, &loaded, audience)? else {
        return Ok(FINDINGS);
    };
    let library = Library::new(sound, &publication.answers, &publication.withheld, audience, context.on);
    let name = path
        .parent()
        .and_then(Path::file_name)
        .map_or_else(|| "questionnaire".into(), |it| it.to_string_lossy());
    let learned = from_review(&Review {
        loaded: &loaded,
        library: &library,
        decisions: &decisions,
        name: &name,
        audience,
        on: context.on,
    });
    if !learned.findings.is_empty() {
        return Ok(refuse(context, learned.findings, &sources, &pipeline::levels(&loaded)));
    }
    let Some(now) = now(context, loaded)? else { return Ok(FINDINGS) };
    if let Err((report, loaded)) = would_be(context, &now, &learned.edits)? {
        return Ok(spoiled(context, &report, &loaded));
    }
    finish(context, request, &learned)
}

fn learn_from(context: &Context, request: &Request, path: &Path) -> Result<u8, Error> {
    let refused = |it: questionnaire::Refusal| Error::Refused {
        path: path.to_owned(),
        message: it.message,
        help: it.help,
    };
    let upload = upload(path)?;
    let format = questionnaire::format_of(&upload).map_err(refused)?;
    let form = (format.read)(&upload).map_err(refused)?;
    let usage = |message| Error::Usage { message, help: "see `factum learn --help`".into() };
    let said =
        request.maps.iter().map(|it| layout::parse(it)).collect::<Result<Vec<_>, _>>().map_err(usage)?;
    let mappings = layout::detect_with(&form.sheets, &said).map_err(refused)?;
    layout::is_questionnaire(&form.sheets, &mappings).map_err(refused)?;
    layout::describe_all(&form.sheets, &mappings).iter().for_each(|it| context.terminal.summary(&it.0));
    let Some(now) = now(context, pipeline::read(context)?)? else { return Ok(FINDINGS) };
    let audience = context.audience.unwrap_or(Audience::Internal);
    let mut left_out = BTreeMap::new();
    for _ in 0..ROUNDS {
        let answered = Answered {
            loaded: &now.loaded,
            form: &form,
            mappings: &mappings,
            name: &printable(&upload.name),
            audience,
            left_out: &left_out,
        };
        let learned = from_answered(&answered);
        let Err((report, loaded)) = would_be(context, &now, &learned.edits)? else {
            return finish(context, request, &learned);
        };
        // An answer that cannot be in data/ must not prevent the others from being added.
        let spoilt = spoilt(&report, &loaded, &learned.edits);
        if spoilt.is_empty() {
            return Ok(spoiled(context, &report, &loaded));
        }
        left_out.extend(spoilt);
    }
    Err(Error::Internal { message: "no answer was found that cannot be kept".into() })
}

fn review_text(path: &Path) -> Result<String, Error> {
    read_text(path, LARGEST).map_err(|error| match error {
        Error::Refused { path, message, .. } => {
            Error::Refused { path, message, help: "name the review.yaml that `factum answer` wrote".into() }
        }
        other => other,
    })
}

/// The current data, if it has no errors.
fn now(context: &Context, loaded: Loaded) -> Result<Option<Now>, Error> {
    let (publications, report) =
        pipeline::publish(context, &loaded, &pipeline::distinct_audiences(&loaded), false)?;
    if publications.is_empty() {
        context.terminal.findings(&report, &loaded.sources);
        context.terminal.summary("fix these errors first; nothing was learned");
        return Ok(None);
    }
    let errors =
        report.findings.iter().filter(|it| it.level == Level::Error).map(|it| known(it, &loaded)).collect();
    Ok(Some(Now { warnings: report.count(Level::Warning), errors, loaded }))
}

/// A finding without its line number, which may have moved.
fn known(finding: &Diagnostic, loaded: &Loaded) -> (&'static str, String, String) {
    (finding.code.name, finding.message.clone(), loaded.sources.path(finding.file()).to_owned())
}

type Sound = Result<(), (Report, Loaded)>;

/// The errors that the data would have with the edits.
fn would_be(context: &Context, now: &Now, edits: &[Edit]) -> Result<Sound, Error> {
    if edits.is_empty() {
        return Ok(Ok(()));
    }
    let instead = edits.iter().map(|it| (it.path.clone(), it.after.clone())).collect();
    let loaded = pipeline::read_with(context, &instead)?;
    let (_, mut report) = pipeline::publish(context, &loaded, &pipeline::distinct_audiences(&loaded), false)?;
    report.findings.retain(|it| !now.errors.contains(&known(it, &loaded)));
    if report.has_errors() {
        return Ok(Err((report, loaded)));
    }
    let more = report.count(Level::Warning).saturating_sub(now.warnings);
    if more > 0 {
        context.terminal.summary(&format!(
            "{} more than before; run `factum check` afterwards to see them",
            count(more, "warning")
        ));
    }
    Ok(Ok(()))
}

/// The new answers with errors, with the reason.
fn spoilt(report: &Report, loaded: &Loaded, edits: &[Edit]) -> BTreeMap<String, String> {
    let errors = report.findings.iter().filter(|it| it.level == Level::Error);
    let entry = |it: &Diagnostic| {
        let place = it.labels.first()?.place;
        let edit = edits.iter().find(|edit| edit.path == loaded.sources.path(place.file))?;
        let id = entry_at(&edit.after, place.range().start)?;
        let new = edit.before.as_deref().is_none_or(|before| !ids_of(before).contains(&id));
        new.then(|| (id, format!("not kept ({})", it.message)))
    };
    errors.filter_map(entry).collect()
}

/// Shows the changes, asks for confirmation, and writes them.
fn finish(context: &Context, request: &Request, learned: &Learned) -> Result<u8, Error> {
    let terminal = &context.terminal;
    if !learned.refused.is_empty() {
        let files = learned.refused.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
        terminal.summary(&format!("{files}: cannot be edited safely; nothing was written\nwrite the entries as plain blocks, without aliases, and one document per file"));
        return Ok(FINDINGS);
    }
    for it in &learned.edits {
        terminal.print(&diff(it))?;
    }
    for it in &learned.notes {
        terminal.summary(&format!("note: {it}"));
    }
    if learned.edits.is_empty() {
        terminal.summary("nothing new to learn: data/ already has everything");
        return Ok(CLEAN);
    }
    terminal.summary(&figures(learned));
    if learned.counts.answers + learned.counts.changed > 0 {
        terminal.summary(DRAFTS);
    }
    if request.dry_run {
        terminal.summary("dry run: nothing was written");
        return Ok(CLEAN);
    }
    let agreed = if request.yes { Some(true) } else { terminal.confirm("Write these changes?") };
    match agreed {
        Some(true) => {
            in_place::replace(&context.root, &learned.edits)?;
            terminal.summary(&format!("wrote {} in data/", count(learned.edits.len(), "file")));
            Ok(CLEAN)
        }
        Some(false) => {
            terminal.summary("nothing was written");
            Ok(FINDINGS)
        }
        None => {
            terminal.summary("nothing was written: not running in a terminal; pass `--yes` to confirm");
            Ok(FINDINGS)
        }
    }
}

fn figures(learned: &Learned) -> String {
    let it = learned.counts;
    let parts = [
        (it.phrasings, "phrasing"),
        (it.pins, "pin"),
        (it.answers, "draft answer"),
        (it.changed, "changed answer"),
    ];
    let parts: Vec<_> =
        parts.iter().filter(|(number, _)| *number > 0).map(|(number, one)| count(*number, one)).collect();
    format!("{} in {}", parts.join(", "), count(learned.edits.len(), "file"))
}

/// A unified diff of one file, in color where supported, without control sequences from its text.
fn diff(edit: &Edit) -> String {
    let before = edit.before.as_deref().unwrap_or_default().replace("\r\n", "\n");
    let after = edit.after.replace("\r\n", "\n");
    let from = if edit.before.is_some() { format!("a/{}", edit.path) } else { "/dev/null".into() };
    let text = TextDiff::from_lines(&before, &after)
        .unified_diff()
        .context_radius(3)
        .header(&from, &format!("b/{}", edit.path))
        .to_string();
    text.lines().map(|line| format!("{}\n", painted(&visible(line)))).collect()
}

fn painted(line: &str) -> String {
    use anstyle::{AnsiColor, Style};
    let style = match line.as_bytes() {
        [b'+', b'+', b'+', ..] | [b'-', b'-', b'-', ..] => Style::new().bold(),
        [b'+', ..] => AnsiColor::Green.on_default(),
        [b'-', ..] => AnsiColor::Red.on_default(),
        [b'@', ..] => AnsiColor::Cyan.on_default(),
        _ => return line.to_owned(),
    };
    format!("{style}{line}{style:#}")
}

fn refuse(
    context: &Context,
    findings: Vec<Diagnostic>,
    sources: &Sources,
    levels: &BTreeMap<&'static str, Level>,
) -> u8 {
    context.terminal.findings(&Report::new(findings, levels, false), sources);
    context.terminal.summary("fix this first; nothing was learned");
    FINDINGS
}

fn spoiled(context: &Context, report: &Report, loaded: &Loaded) -> u8 {
    context.terminal.findings(report, &loaded.sources);
    context.terminal.summary("these changes would cause errors in data/; nothing was written");
    FINDINGS
}
