//! The review file of the questionnaire that is answered.

use std::path::Path;

use super::{
    super::{
        places::REVIEW,
        stopped::{Findings, Stopped},
    },
    belonging::Identity,
    file_names::LARGEST,
    job::{FileSources, Job},
    remarks::{check_audience_of_decisions, not_for_others},
};
use crate::{
    answer::Decisions,
    diagnostic::{Diagnostic, Sources, human::count},
    error::Error,
    load::read_text,
};

impl Job<'_> {
    /// The decisions of the review file that was passed, otherwise of the questionnaire's own.
    pub(super) fn decisions(&self, name: &str) -> Result<(Decisions, Sources), Stopped> {
        let own = self.folder(name).join(REVIEW);
        let path = self.request.review.map_or(own, Path::to_owned);
        let text = match read_text(&path, LARGEST) {
            Ok(it) => it,
            Err(Error::Read { cause, .. })
                if cause.kind() == std::io::ErrorKind::NotFound && self.request.review.is_none() =>
            {
                return Ok(Default::default());
            }
            Err(error) => return Err(error.into()),
        };
        let mut sources = Sources::default();
        let shown = path.strip_prefix(self.root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let file = sources.add(shown, text);
        let (mut decisions, findings) = Decisions::read(file, &sources);
        if !findings.is_empty() {
            return Err(self.stopped(findings, &sources));
        }
        check_audience_of_decisions(&decisions, self.publication.audience, &path)?;
        if self.request.review.is_some() {
            not_for_others(&mut decisions, self.request.customer);
        }
        Ok((decisions, sources))
    }

    /// Binds decisions to the file: those of another file or customer are only held.
    pub(super) fn bind(&self, decisions: &mut Decisions, now: &Identity) {
        decisions.same_file = decisions.digest.is_some() && decisions.digest == now.digest;
        if self.request.review.is_none() && !Identity::of(decisions).is_same(now) {
            decisions.hold_own();
        }
        decisions.bind_read_texts();
    }

    /// Whether `--review` names the review file of the questionnaire's own folder.
    pub(super) fn names_review_of(&self, folder: &Path) -> bool {
        let named = self.request.review.and_then(|it| it.canonicalize().ok());
        named.is_some() && named == folder.join(REVIEW).canonicalize().ok()
    }

    /// Fails if the questionnaire's own review file changed since it was read, because a person may be
    /// editing it.
    pub(super) fn unchanged(
        &self,
        name: &str,
        decisions: &Decisions,
        sources: &Sources,
    ) -> Result<(), Error> {
        let path = self.folder(name).join(REVIEW);
        let (None, Ok(now)) = (&self.request.review, read_text(&path, LARGEST)) else { return Ok(()) };
        if decisions.source.is_some_and(|it| sources.text(it) == now) {
            return Ok(());
        }
        let message = "was changed while the questionnaire was being answered and was not overwritten".into();
        Err(Error::Refused { path, message, help: "run the same command again".into() })
    }

    /// The findings about decisions that are not applied.
    pub(super) fn not_applied(&self, source: &FileSources, findings: Vec<Diagnostic>) -> Box<Findings> {
        let report = self.report(findings);
        let number = report.findings.len();
        let (decisions, were) = (count(number, "decision"), if number == 1 { "was" } else { "were" });
        let words =
            "correct the review file and run `factum answer` again; all other questions were processed";
        let summary = format!("`{}`: {decisions} {were} not applied; {words}", source.path.display());
        Box::new(Findings { report, sources: source.sources.clone(), summary })
    }
}
