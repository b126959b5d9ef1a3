//! Answering one customer's file.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use super::{
    super::{
        inputs::Progress,
        places::{REVIEW, questionnaire},
        publication::render_context,
        stopped::{Findings, Stopped},
    },
    belonging::{Identity, Unused, kept_review, place_of},
    customer_file::{CustomerFile, read, refused},
    earlier::Earlier,
    file_names::{LARGEST, in_one_line, own_name},
    filling::filled,
    kept_reviews::kept_for,
    layouts::{detected, set_by_hand},
    outcome::{AnswerOutcome, AnsweredFile},
    remarks::{
        check_audience_of_decisions, earlier_answers, edits, not_for_others, other_customer, other_file,
        texts_to_read, unused,
    },
    request::AnswerRequest,
};
use crate::{
    answer::{
        Customers, Decisions, Library, Replied, Reply, Tier, apply_comments, filled_paragraphs,
        leave_other_asked, leave_unapproved, respond,
    },
    diagnostic::{Diagnostic, Report, Sources, human::count},
    document::Publication,
    error::Error,
    fact::{Audience, FactId, printable},
    ledger::digest_of,
    load::{Loaded, read_text},
    questionnaire::layout,
    render::{self, File},
};

/// The files of an answered questionnaire, to be written to its folder.
#[derive(Debug, Clone, Copy)]
pub struct AnswerFiles<'a> {
    /// The audience.
    pub audience: Audience,
    /// The name of the folder.
    pub name: &'a str,
    /// The files.
    pub files: &'a [File],
    /// The names of the files that were written before; others in the folder are kept.
    pub ours: &'a BTreeSet<String>,
    /// A note to print before they are written.
    pub note: Option<&'a str>,
}

/// Writes the files of an answered questionnaire to its folder, all or none.
pub type WriteAnswers<'a> = dyn Fn(&AnswerFiles) -> Result<(), Error> + Sync + 'a;

/// The inputs for answering files.
pub struct Job<'a> {
    /// The folder that contains `data/`.
    pub root: &'a Path,
    /// What is answered, and how.
    pub request: AnswerRequest<'a>,
    /// The data.
    pub loaded: &'a Loaded,
    /// What is published to the audience of the answers.
    pub publication: &'a Publication,
    /// Shows what is being done.
    pub progress: &'a dyn Progress,
    /// Writes the files.
    pub write_answers: &'a WriteAnswers<'a>,
}

/// What is written for one file.
struct Written {
    /// The files of the answered questionnaire.
    files: Vec<File>,
    /// The copy of the filled file as a person edited it.
    unmerged_previous_file: Option<File>,
    /// The review files with decisions for this file that were kept when a different file was answered.
    kept: Vec<PathBuf>,
    /// Whether the folder has answers to a copy of the file.
    is_copy: bool,
    /// The names of the files that were written before.
    ours: BTreeSet<String>,
}

/// Adds what a person should know about the decisions, and about the earlier answers.
fn remark(replied: &mut Replied, library: &Library, decisions: &Decisions, earlier: &Earlier) {
    let remarks = [
        other_file(replied, decisions),
        other_customer(decisions),
        unused(replied, decisions),
        texts_to_read(replied),
        earlier_answers(replied),
        earlier.other_questionnaire(replied),
        library.language_note(replied.replies.iter().map(|it| it.asked.text.as_str())),
    ];
    replied.remarks.extend(remarks.into_iter().flatten());
}

impl Job<'_> {
    /// Reads, answers, fills and writes one file.
    pub fn answer_file(&self, library: &Library, path: &Path, name: &str) -> AnsweredFile {
        let CustomerFile { upload, format, form } = read(path)?;
        let refused = |it| refused(path, it);
        let name = self.folder_name(name);
        let (digest, place) = (digest_of(&upload.bytes), place_of(self.root, path));
        let now = Identity {
            customer: self.request.customer.map(str::to_owned),
            digest: Some(digest.clone()),
            place: Some(place.clone()),
        };
        let (mut decisions, sources) = self.decisions(&name)?;
        self.bind(&mut decisions, &now);
        let overrides = set_by_hand(&form, &decisions, self.request.maps)?;
        let mappings = detected(&form, &overrides).map_err(refused)?;
        let (mut replies, findings) = respond(library, &form, &mappings, &decisions, self.request.thresholds);
        let decision_findings = (!findings.is_empty()).then(|| self.not_applied(path, findings, &sources));
        if self.request.require_approved {
            leave_unapproved(&mut replies, &self.publication.answers, &self.publication.pins);
        }
        let withheld = replies.iter().filter(|it| it.withheld).count();
        decisions.remove_held();
        let folder = self.folder(&name);
        let earlier = Earlier::read(&folder, &own_name(&upload.name))?;
        let is_own = earlier.is_of(&now) || self.names_review_of(&folder);
        let customers = Customers { format, upload: &upload, form: &form, mappings: &mappings };
        apply_comments(customers, &mut replies, &self.publication.answers);
        let former =
            if is_own { earlier.former(&customers, &own_name(&upload.name), &replies) } else { None };
        let filled =
            filled(customers, &earlier, former, &mut replies, self.request.overwrite).map_err(refused)?;
        leave_other_asked(&mut replies, &self.publication.answers);
        let (returned, unmerged_previous_file) = (filled.returned, filled.unmerged_previous_file);
        let paragraphs = filled_paragraphs(customers, &returned, &replies);
        let mut replied = Replied {
            name,
            file: in_one_line(&upload.name),
            digest,
            place,
            edited: filled.edited,
            paragraphs,
            remarks: form.remarks.iter().chain(&returned.remarks).map(|it| printable(it)).collect(),
            unread: layout::unread(&form.sheets, &mappings, &overrides),
            form,
            mappings,
            replies,
            customer: self.request.customer.map(in_one_line),
            products: library.products.asked(),
            returned: (own_name(&upload.name), digest_of(&returned.bytes)),
        };
        replied.remarks.extend(layout::unread_words(&replied.form.sheets, &replied.unread));
        remark(&mut replied, library, &decisions, &earlier);
        replied.remarks.extend(edits(&replied, unmerged_previous_file.as_ref(), filled.only_saved));
        let context = render_context(self.loaded, self.publication);
        replied.remarks.extend(render::no_pdf(&context, &replied));
        let mut files = render::write_reply(&context, &replied, &decisions)
            .map_err(|it| self.stopped(it, &self.loaded.sources))?;
        files.push(File::new(own_name(&upload.name), returned.bytes));
        let written = Written {
            files,
            unmerged_previous_file,
            is_copy: earlier.is_copy_of(&now),
            kept: if self.request.review.is_none() {
                kept_for(&folder, &decisions, &now)
            } else {
                Vec::new()
            },
            ours: earlier.names(),
        };
        self.write(written, path, &replied.name, &decisions, &sources)?;
        let unapproved = replied
            .replies
            .iter()
            .filter(|it| self.loaded.ledger.file.is_some() && self.is_unapproved(it))
            .count();
        Ok(AnswerOutcome { unapproved, replied, folder, withheld, decision_findings })
    }

    /// Binds decisions to the file: those of another file or customer are only held.
    fn bind(&self, decisions: &mut Decisions, now: &Identity) {
        decisions.same_file = decisions.digest.is_some() && decisions.digest == now.digest;
        if self.request.review.is_none() && !Identity::of(decisions).is_same(now) {
            decisions.hold_own();
        }
        decisions.bind_read_texts();
    }

    /// Writes the files, with those that are kept, if the review file was not changed meanwhile.
    fn write(
        &self,
        written: Written,
        path: &Path,
        name: &str,
        decisions: &Decisions,
        sources: &Sources,
    ) -> Result<(), Stopped> {
        let Written { mut files, unmerged_previous_file, kept, is_copy, ours } = written;
        let review = kept_review(decisions, sources);
        let unused = Unused {
            held: decisions.held.as_ref(),
            review: review.as_ref(),
            edited: unmerged_previous_file.as_ref().filter(|_| is_copy),
            kept: &kept,
            root: self.root,
            audience: self.publication.audience,
            folder: self.folder(name),
        };
        let note = unused.note(self.request, path);
        files.extend(review.into_iter().chain(unmerged_previous_file));
        self.unchanged(name, decisions, sources)?;
        (self.write_answers)(&AnswerFiles {
            audience: self.publication.audience,
            name,
            files: &files,
            ours: &ours,
            note: note.as_deref(),
        })?;
        Ok(())
    }

    /// Whether a given library answer, or its pin to the question, is not approved.
    fn is_unapproved(&self, reply: &Reply) -> bool {
        let given = reply.answer.as_ref().filter(|_| reply.tier == Tier::Answered);
        let draft = |id: &FactId| self.publication.drafts.contains(&id.to_string());
        let led = reply.is_by_new_phrasing() || reply.unapproved_pin(&self.publication.pins).is_some();
        given.is_some_and(|it| draft(it) || led)
    }

    /// The folder of the questionnaire `name`.
    fn folder(&self, name: &str) -> PathBuf {
        questionnaire(self.root, self.publication.audience, name)
    }

    /// Whether `--review` names the review file of the questionnaire's own folder.
    fn names_review_of(&self, folder: &Path) -> bool {
        let named = self.request.review.and_then(|it| it.canonicalize().ok());
        named.is_some() && named == folder.join(REVIEW).canonicalize().ok()
    }

    /// A name that is not used by one of the vendor's own questionnaires.
    fn folder_name(&self, name: &str) -> String {
        let taken = self.publication.questionnaires.iter().any(|it| it.id == name);
        if taken { format!("{name}-answered") } else { name.to_owned() }
    }

    /// The decisions of the review file that was passed, else of the questionnaire's own.
    fn decisions(&self, name: &str) -> Result<(Decisions, Sources), Stopped> {
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

    /// Fails if the questionnaire's own review file changed since it was read: somebody may be editing it.
    fn unchanged(&self, name: &str, decisions: &Decisions, sources: &Sources) -> Result<(), Error> {
        let path = self.folder(name).join(REVIEW);
        let (None, Ok(now)) = (&self.request.review, read_text(&path, LARGEST)) else { return Ok(()) };
        if decisions.source.is_some_and(|it| sources.text(it) == now) {
            return Ok(());
        }
        let message = "was changed while the questionnaire was being answered and was not overwritten".into();
        Err(Error::Refused { path, message, help: "run the same command again".into() })
    }

    fn stopped(&self, findings: Vec<Diagnostic>, sources: &Sources) -> Stopped {
        Stopped::findings(self.report(findings), sources)
    }

    /// The findings about decisions that are not applied.
    fn not_applied(&self, path: &Path, findings: Vec<Diagnostic>, sources: &Sources) -> Box<Findings> {
        let report = self.report(findings);
        let number = report.findings.len();
        let (decisions, were) = (count(number, "decision"), if number == 1 { "was" } else { "were" });
        let words =
            "correct the review file and run `factum answer` again; all other questions were processed";
        let summary = format!("`{}`: {decisions} {were} not applied; {words}", path.display());
        Box::new(Findings { report, sources: sources.clone(), summary })
    }

    fn report(&self, findings: Vec<Diagnostic>) -> Report {
        Report::new(findings, &self.loaded.facts.site.levels(), false)
    }
}
