//! Answering one customer's file.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use super::{
    super::{
        inputs::Progress,
        places::questionnaire,
        publication::render_context,
        stopped::{Findings, Stopped},
    },
    belonging::{Identity, Unused, kept_review, place_of},
    customer_file::{CustomerFile, read, refused},
    earlier::Earlier,
    file_names::{in_one_line, own_name},
    filling::filled,
    kept_reviews::kept_for,
    layouts::{detected, set_by_hand},
    outcome::{AnswerOutcome, AnsweredFile},
    remarks::{earlier_answers, edits, no_customer, other_customer, other_file, texts_to_read, unused},
    request::AnswerRequest,
};
use crate::{
    answer::{
        Customers, Decisions, Library, Replied, Reply, ReplyStatus, apply_comments, filled_paragraphs,
        leave_other_asked, leave_unapproved, respond,
    },
    diagnostic::{Diagnostic, Report, Sources},
    document::Publication,
    error::Error,
    fact::{Audience, FactId, printable},
    ledger::digest_of,
    load::Loaded,
    questionnaire::{
        Form,
        layout::{self, Layout},
    },
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
        no_customer(library, replied.customer.as_deref()),
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

/// A customer's file, and the texts of its review file.
pub(super) struct FileSources<'s> {
    /// The customer's file.
    pub path: &'s Path,
    /// The texts that findings point into.
    pub sources: &'s Sources,
}

impl Job<'_> {
    /// Reads, answers, fills and writes one file.
    pub fn answer_file(&self, library: &Library, path: &Path, name: &str) -> AnsweredFile {
        let CustomerFile { upload, format, form } = read(path)?;
        let refused = |it| refused(path, it);
        let name = self.folder_name(name);
        let now = self.identity(path, &upload.bytes);
        let (mut decisions, sources) = self.decisions(&name)?;
        self.bind(&mut decisions, &now);
        let overrides = set_by_hand(&form, &decisions, self.request.maps)?;
        let mappings = detected(&form, &overrides).map_err(refused)?;
        let (mut replies, decision_findings) =
            self.replies(library, &form, &mappings, &decisions, &FileSources { path, sources: &sources });
        let withheld = replies.iter().filter(|it| it.withheld).count();
        decisions.remove_held();
        let folder = self.folder(&name);
        let earlier = Earlier::read(&folder, &own_name(&upload.name))?;
        let is_own = earlier.is_of(&now) || self.names_review_of(&folder);
        let customers = Customers { format, upload: &upload, form: &form, mappings: &mappings };
        apply_comments(customers, &mut replies, &self.publication.answers);
        let former = is_own.then(|| earlier.former(&customers, &own_name(&upload.name), &replies)).flatten();
        let filled =
            filled(customers, &earlier, former, &mut replies, self.request.overwrite).map_err(refused)?;
        leave_other_asked(&mut replies, &self.publication.answers);
        let paragraphs = filled_paragraphs(customers, &filled.returned, &replies);
        let returned = (own_name(&upload.name), digest_of(&filled.returned.bytes));
        let remarks = form.remarks.iter().chain(&filled.returned.remarks).map(|it| printable(it)).collect();
        let mut replied = Replied {
            name,
            file: in_one_line(&upload.name),
            digest: now.digest.clone().unwrap_or_default(),
            place: now.place.clone().unwrap_or_default(),
            edited: filled.edited.clone(),
            paragraphs,
            remarks,
            unread: layout::unread(&form.sheets, &mappings, &overrides),
            form,
            mappings,
            replies,
            customer: self.request.customer.map(in_one_line),
            products: library.products.asked(),
            returned,
        };
        replied.remarks.extend(layout::unread_words(&replied.form.sheets, &replied.unread));
        remark(&mut replied, library, &decisions, &earlier);
        replied.remarks.extend(edits(&replied, filled.unmerged_previous_file.as_ref(), filled.only_saved));
        let files = self.files(&mut replied, &decisions, filled.returned.bytes)?;
        let is_new_review = self.request.review.is_none();
        let written = Written {
            files,
            unmerged_previous_file: filled.unmerged_previous_file,
            is_copy: earlier.is_copy_of(&now),
            kept: if is_new_review { kept_for(&folder, &decisions, &now) } else { Vec::new() },
            ours: earlier.names(),
        };
        self.write(written, path, &replied.name, &decisions, &sources)?;
        let unapproved = self.unapproved(&replied.replies);
        Ok(AnswerOutcome { unapproved, replied, folder, withheld, decision_findings })
    }

    /// What identifies the file with these `bytes`.
    fn identity(&self, path: &Path, bytes: &[u8]) -> Identity {
        Identity {
            customer: self.request.customer.map(str::to_owned),
            digest: Some(digest_of(bytes)),
            place: Some(place_of(self.root, path)),
        }
    }

    /// The replies to the questions of a form, and the findings about decisions that are not applied.
    fn replies(
        &self,
        library: &Library,
        form: &Form,
        mappings: &[(usize, Layout)],
        decisions: &Decisions,
        source: &FileSources,
    ) -> (Vec<Reply>, Option<Box<Findings>>) {
        let (mut replies, findings) = respond(library, form, mappings, decisions, self.request.thresholds);
        if self.request.require_approved {
            leave_unapproved(&mut replies, &self.publication.answers, &self.publication.pins);
        }
        (replies, (!findings.is_empty()).then(|| self.not_applied(source, findings)))
    }

    /// How many answers are not approved, where approvals are kept.
    fn unapproved(&self, replies: &[Reply]) -> usize {
        let has_ledger = self.loaded.ledger.file.is_some();
        replies.iter().filter(|it| has_ledger && self.is_unapproved(it)).count()
    }

    /// The files of an answered questionnaire; `filled` are the bytes of the customer's file with the
    /// answers.
    fn files(
        &self,
        replied: &mut Replied,
        decisions: &Decisions,
        filled: Vec<u8>,
    ) -> Result<Vec<File>, Stopped> {
        let context = render_context(self.loaded, self.publication);
        let no_pdf = render::no_pdf(&context, replied);
        replied.remarks.extend(no_pdf);
        let mut files = render::write_reply(&context, replied, decisions)
            .map_err(|it| self.stopped(it, &self.loaded.sources))?;
        files.push(File::new(replied.returned.0.clone(), filled));
        Ok(files)
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
        let given = reply.answer.as_ref().filter(|_| reply.tier == ReplyStatus::Answered);
        let draft = |id: &FactId| self.publication.drafts.contains(&id.to_string());
        let led = reply.is_by_new_phrasing() || reply.unapproved_pin(&self.publication.pins).is_some();
        given.is_some_and(|it| draft(it) || led)
    }

    /// The folder of the questionnaire `name`.
    pub(super) fn folder(&self, name: &str) -> PathBuf {
        questionnaire(self.root, self.publication.audience, name)
    }

    /// A name that is not used by one of the vendor's own questionnaires.
    fn folder_name(&self, name: &str) -> String {
        let taken = self.publication.questionnaires.iter().any(|it| it.id == name);
        if taken { format!("{name}-answered") } else { name.to_owned() }
    }

    pub(super) fn stopped(&self, findings: Vec<Diagnostic>, sources: &Sources) -> Stopped {
        Stopped::findings(self.report(findings), sources)
    }

    pub(super) fn report(&self, findings: Vec<Diagnostic>) -> Report {
        Report::new(findings, &self.loaded.facts.site.levels(), false)
    }
}
