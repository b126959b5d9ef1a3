//! What `data/` would learn from decisions, or from a file filled in earlier.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::{answers::upload, inputs::Inputs, repository::Project, stopped::Stopped};
use crate::{
    answer::Decisions,
    diagnostic::{Diagnostic, Level, Report, Sources},
    error::Error,
    fact::{Audience, printable},
    library::{FileEdit, FilledInput, Learned, ReviewInput, entry_at, from_answered, from_review, ids_of},
    load::{Loaded, read_text},
    questionnaire::{self, Form, layout},
};

/// The largest review file that is read, in bytes.
const LARGEST: u64 = 64 << 20;
/// Maximum number of attempts to leave out answers that cannot be kept.
const ROUNDS: usize = 4;
/// Said when nothing can be learned.
const NOT_WRITTEN: &str = "these changes would cause errors in data/; nothing was written";

/// What would be learned.
#[derive(Debug)]
pub struct Learning {
    /// The changes of `data/`.
    pub learned: Learned,
    /// The number of warnings that they would add.
    pub more_warnings: usize,
}

/// What is learned from.
#[derive(Debug)]
pub enum LearningSource {
    /// The decisions of a review file.
    Review(Box<ReviewFile>),
    /// A questionnaire that was filled in earlier.
    FilledIn(Box<FilledIn>),
}

impl LearningSource {
    /// Reads the review file at `path`; messages name it as seen from `root`.
    ///
    /// # Errors
    /// It cannot be read, or has errors.
    pub fn review(root: &Path, path: &Path) -> Result<Self, Stopped> {
        Ok(Self::Review(Box::new(ReviewFile::read(root, path)?)))
    }

    /// Reads a questionnaire that was filled in earlier; `maps` are layouts in the syntax of `--map`.
    ///
    /// # Errors
    /// It cannot be read, or is not a questionnaire.
    pub fn filled_in(path: &Path, maps: &[String]) -> Result<Self, Error> {
        Ok(Self::FilledIn(Box::new(FilledIn::read(path, maps)?)))
    }

    /// The layouts of the sheets of a questionnaire, a line each.
    pub fn layouts(&self) -> Vec<String> {
        match self {
            Self::Review(_) => vec![],
            Self::FilledIn(it) => it.layouts(),
        }
    }
}

/// The decisions of a review file.
#[derive(Debug)]
pub struct ReviewFile {
    /// The name of the questionnaire.
    name: String,
    decisions: Decisions,
    sources: Sources,
}

impl ReviewFile {
    fn read(root: &Path, path: &Path) -> Result<Self, Stopped> {
        let mut sources = Sources::default();
        let shown = path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let file = sources.add(shown, review_text(path)?);
        let (decisions, findings) = Decisions::read(file, &sources);
        if !findings.is_empty() {
            return Err(refused(Report::new(findings, &BTreeMap::new(), false), &sources));
        }
        let folder = path.parent().and_then(Path::file_name);
        let name = folder.map_or_else(|| "questionnaire".into(), |it| it.to_string_lossy().into_owned());
        Ok(Self { name, decisions, sources })
    }
}

/// Stopped because of findings in a review file.
fn refused(report: Report, sources: &Sources) -> Stopped {
    Stopped::findings(report, sources).with_summary("fix this first; nothing was learned")
}

/// A questionnaire that was filled in earlier.
#[derive(Debug)]
pub struct FilledIn {
    name: String,
    form: Form,
    mappings: Vec<(usize, layout::Layout)>,
}

impl FilledIn {
    fn read(path: &Path, maps: &[String]) -> Result<Self, Error> {
        let refused = |it: questionnaire::Refusal| Error::Refused {
            path: path.to_owned(),
            message: it.message,
            help: it.help,
        };
        let upload = upload(path)?;
        let format = questionnaire::format_of(&upload).map_err(refused)?;
        let form = (format.read)(&upload).map_err(refused)?;
        let usage = |message| Error::Rejected { message, help: "see `factum learn --help`".into() };
        let overrides =
            maps.iter().map(|it| layout::parse(it)).collect::<Result<Vec<_>, _>>().map_err(usage)?;
        let mappings = layout::detect_with(&form.sheets, &overrides).map_err(refused)?;
        layout::is_questionnaire(&form.sheets, &mappings).map_err(refused)?;
        Ok(Self { name: printable(&upload.name), form, mappings })
    }

    fn layouts(&self) -> Vec<String> {
        layout::describe_all(&self.form.sheets, &self.mappings).into_iter().map(|it| it.0).collect()
    }
}

impl Project<'_> {
    /// What would be learned.
    ///
    /// # Errors
    /// A decision or the data has errors, or the data would have them.
    pub fn learn(&self, source: &LearningSource) -> Result<Learning, Stopped> {
        match source {
            LearningSource::Review(it) => self.learn_review(it),
            LearningSource::FilledIn(it) => self.learn_from(it),
        }
    }

    /// What would be learned from the decisions in a review file.
    fn learn_review(&self, file: &ReviewFile) -> Result<Learning, Stopped> {
        let ReviewFile { name, decisions, sources } = file;
        // Answers without a known audience must not become public because a line was forgotten.
        let stated = decisions.audience.as_deref().and_then(Audience::from_word);
        let audience = self.inputs.audience.or(stated).unwrap_or(Audience::Internal);
        let publication = self.publication_for_answers(audience)?;
        let learned = from_review(&ReviewInput {
            loaded: self.loaded,
            library: &self.library(&publication, &[])?,
            decisions,
            name,
            audience,
            on: self.inputs.on,
        });
        if !learned.findings.is_empty() {
            return Err(refused(self.report(learned.findings), sources));
        }
        match self.now()?.with(&self.inputs, &learned.edits)? {
            Effect::Sound { more_warnings } => Ok(Learning { learned, more_warnings }),
            Effect::Spoiled(report, loaded) => {
                Err(Stopped::findings(report, &loaded.sources).with_summary(NOT_WRITTEN))
            }
        }
    }

    /// What would be learned from a filled file. An answer that cannot be in `data/` does not prevent the
    /// others from being added.
    fn learn_from(&self, file: &FilledIn) -> Result<Learning, Stopped> {
        let now = self.now()?;
        let internal =
            Project::new(self.loaded, Inputs { audience: Some(Audience::Internal), ..self.inputs });
        let answers = &internal.publication_for_answers(Audience::Internal)?.answers;
        let verdicts = answers.iter().filter_map(|it| Some((it.id.id.to_string(), it.verdict?))).collect();
        let mut left_out = BTreeMap::new();
        for _ in 0..ROUNDS {
            let learned = from_answered(&FilledInput {
                loaded: self.loaded,
                form: &file.form,
                mappings: &file.mappings,
                name: &file.name,
                audience: self.inputs.reviewer(),
                verdicts: &verdicts,
                left_out: &left_out,
            });
            let (report, loaded) = match now.with(&self.inputs, &learned.edits)? {
                Effect::Sound { more_warnings } => return Ok(Learning { learned, more_warnings }),
                Effect::Spoiled(report, loaded) => (report, loaded),
            };
            let rejected = rejected_answers(&report, &loaded, &learned.edits);
            if rejected.is_empty() {
                return Err(Stopped::findings(report, &loaded.sources).with_summary(NOT_WRITTEN));
            }
            left_out.extend(rejected);
        }
        Err(Error::Internal { message: "no answer was found that cannot be kept".into() }.into())
    }

    /// The current findings.
    fn now(&self) -> Result<Now, Stopped> {
        let published = self.published(&self.distinct_audiences())?;
        let report = published.report;
        if published.publications.is_empty() {
            return Err(self.stopped(report).with_summary("fix these errors first; nothing was learned"));
        }
        let errors = report.findings.iter().filter(|it| it.level == Level::Error);
        let errors = errors.map(|it| KnownFinding::of(it, self.loaded)).collect();
        Ok(Now { warnings: report.count(Level::Warning), errors })
    }
}

/// The current findings.
struct Now {
    warnings: usize,
    /// Errors that already prevent publishing, which learning does not have to fix.
    errors: BTreeSet<KnownFinding>,
}

/// What edits do to the data.
enum Effect {
    /// They cause no errors.
    Sound {
        /// The number of warnings that they add.
        more_warnings: usize,
    },
    /// They cause these errors, in the data as it would be.
    Spoiled(Report, Box<Loaded>),
}

impl Now {
    /// What edits would do to the data.
    fn with(&self, inputs: &Inputs, edits: &[FileEdit]) -> Result<Effect, Error> {
        if edits.is_empty() {
            return Ok(Effect::Sound { more_warnings: 0 });
        }
        let instead = edits.iter().map(|it| (it.path.clone(), it.after.clone())).collect();
        let loaded = inputs.load_with(&instead)?;
        let project = Project::new(&loaded, *inputs);
        let mut report = project.published(&project.distinct_audiences())?.report;
        report.findings.retain(|it| !self.errors.contains(&KnownFinding::of(it, &loaded)));
        if report.has_errors() {
            return Ok(Effect::Spoiled(report, Box::new(loaded)));
        }
        Ok(Effect::Sound { more_warnings: report.count(Level::Warning).saturating_sub(self.warnings) })
    }
}

/// A finding without its line number, which may have moved.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct KnownFinding {
    code: &'static str,
    message: String,
    file: String,
}

impl KnownFinding {
    fn of(finding: &Diagnostic, loaded: &Loaded) -> Self {
        let file = loaded.sources.path(finding.file()).to_owned();
        Self { code: finding.code.name, message: finding.message.clone(), file }
    }
}

/// The new answers with errors, with the reason.
fn rejected_answers(report: &Report, loaded: &Loaded, edits: &[FileEdit]) -> BTreeMap<String, String> {
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

fn review_text(path: &Path) -> Result<String, Error> {
    read_text(path, LARGEST).map_err(|error| match error {
        Error::Refused { path, message, .. } => {
            Error::Refused { path, message, help: "name the review.yaml that `factum answer` wrote".into() }
        }
        other => other,
    })
}
