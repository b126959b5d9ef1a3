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
    },
    earlier::Earlier,
    file_names::{LARGEST, in_one_line, own_name, upload},
    filling::filled,
    layouts::{detected, set_by_hand},
    outcome::{Answered, Outcome, Trouble},
    remarks::{edits, may_be_told, not_for_others, other_customer, other_file, texts_to_read, unused},
};
use crate::{
    answer::{
        Customers, Decisions, Library, Replied, Reply, Thresholds, Tier, apply_comments, filled_paragraphs,
        leave_unapproved, respond,
    },
    diagnostic::{Diagnostic, Report, Sources},
    document::Publication,
    error::Error,
    fact::{Audience, FactId, printable},
    ledger::digest_of,
    load::{Loaded, read_text},
    questionnaire::{self as questionnaires, layout},
    render::{self, File},
};

/// What is answered, and how.
#[derive(Debug, Clone, Copy)]
pub struct AnswerRequest<'a> {
    /// The customers' files.
    pub files: &'a [PathBuf],
    /// Layouts in the syntax of `--map`.
    pub maps: &'a [String],
    /// The review file with the decisions, instead of each questionnaire's own.
    pub review: Option<&'a Path>,
    /// The confidence that suggestions must reach.
    pub thresholds: Thresholds,
    /// The ids of the products that the customer asks about.
    pub products: &'a [String],
    /// Whether cells with answers are overwritten.
    pub overwrite: bool,
    /// The customer.
    pub customer: Option<&'a str>,
    /// Whether only approved answers are given.
    pub require_approved: bool,
}

/// The files of an answered questionnaire, to be put into its folder.
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
}

/// Puts the files of an answered questionnaire into its folder, all or none.
pub type Put<'a> = dyn Fn(&AnswerFiles) -> Result<(), Error> + Sync + 'a;

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
    /// Puts the files in place.
    pub put: &'a Put<'a>,
}

impl Job<'_> {
    /// Reads, answers, fills and writes one file.
    pub fn one(&self, library: &Library, path: &Path, name: &str) -> Answered {
        let upload = upload(path)?;
        let refused = |it: questionnaires::Refusal| Error::Refused {
            path: path.to_owned(),
            message: it.message,
            help: it.help,
        };
        let format = questionnaires::format_of(&upload).map_err(refused)?;
        let mut form = (format.read)(&upload).map_err(refused)?;
        for sheet in &mut form.sheets {
            sheet.name = questionnaires::composed(&printable(&sheet.name)).into_owned();
        }
        let name = self.folder_name(name);
        let (mut decisions, sources) = self.decisions(&name)?;
        decisions.same_file = decisions.digest.as_deref() == Some(digest_of(&upload.bytes).as_str());
        let said = set_by_hand(&form, &decisions, self.request.maps)?;
        let mappings = detected(&form, &said).map_err(refused)?;
        let (mut replies, findings) = respond(library, &form, &mappings, &decisions, self.request.thresholds);
        let wrong = (!findings.is_empty()).then(|| self.report(findings, &sources));
        if self.request.require_approved {
            leave_unapproved(&mut replies, &self.publication.answers, &self.publication.pins);
        }
        let withheld = replies.iter().filter(|it| it.withheld).count();
        let earlier = Earlier::read(&self.folder(&name), &own_name(&upload.name))?;
        let customers = Customers { format, upload: &upload, form: &form, mappings: &mappings };
        apply_comments(customers, &mut replies, &self.publication.answers);
        let filled = filled(customers, &earlier, &mut replies, self.request.overwrite).map_err(refused)?;
        let returned = filled.returned;
        let paragraphs = filled_paragraphs(customers, &returned, &replies);
        let mut replied = Replied {
            name: name.clone(),
            file: in_one_line(&upload.name),
            digest: digest_of(&upload.bytes),
            edited: filled.edited,
            paragraphs,
            remarks: form.remarks.iter().chain(&returned.remarks).map(|it| printable(it)).collect(),
            form,
            mappings,
            replies,
            customer: self.request.customer.map(in_one_line),
            products: library.products.asked(),
            returned: (own_name(&upload.name), digest_of(&returned.bytes)),
        };
        replied.remarks.extend(layout::unread(&replied.form.sheets, &replied.mappings, &said));
        replied.remarks.extend(other_file(&replied, &decisions));
        replied.remarks.extend(other_customer(&decisions));
        replied.remarks.extend(unused(&replied, &decisions));
        replied.remarks.extend(texts_to_read(&replied));
        replied.remarks.extend(earlier.other_questionnaire(&replied));
        replied
            .remarks
            .extend(library.language_note(replied.replies.iter().map(|it| it.asked.text.as_str())));
        replied.remarks.extend(edits(&replied, filled.aside.as_ref(), filled.only_saved));
        let material = render_context(self.loaded, self.publication);
        replied.remarks.extend(render::no_pdf(&material, &replied));
        let mut files = render::write_reply(&material, &replied, &decisions)
            .map_err(|it| self.findings(it, &self.loaded.sources))?;
        files.push(File::new(own_name(&upload.name), returned.bytes));
        files.extend(filled.aside);
        self.unchanged(&name, &decisions, &sources)?;
        (self.put)(&AnswerFiles {
            audience: self.publication.audience,
            name: &name,
            files: &files,
            ours: &earlier.names(),
        })?;
        let open =
            replied.replies.iter().filter(|it| self.loaded.ledger.file.is_some() && self.is_open(it)).count();
        Ok(Outcome { open, replied, folder: self.folder(&name), withheld, wrong })
    }

    /// Whether a given library answer, or its pin to the question, is not approved.
    fn is_open(&self, reply: &Reply) -> bool {
        let given = reply.answer.as_ref().filter(|_| reply.tier == Tier::Answered);
        let draft = |id: &FactId| self.publication.drafts.contains(&id.to_string());
        given.is_some_and(|it| draft(it) || reply.unapproved_pin(&self.publication.pins).is_some())
    }

    /// The folder of the questionnaire `name`.
    fn folder(&self, name: &str) -> PathBuf {
        questionnaire(self.root, self.publication.audience, name)
    }

    /// A name that is not used by one of the vendor's own questionnaires.
    fn folder_name(&self, name: &str) -> String {
        let taken = self.publication.questionnaires.iter().any(|it| it.id == name);
        if taken { format!("{name}-answered") } else { name.to_owned() }
    }

    /// The decisions of the review file that was passed, else of the questionnaire's own.
    fn decisions(&self, name: &str) -> Result<(Decisions, Sources), Trouble> {
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
        self.sound_decisions(findings, &sources)?;
        may_be_told(&decisions, self.publication.audience, &path)?;
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

    fn sound_decisions(&self, findings: Vec<Diagnostic>, sources: &Sources) -> Result<(), Trouble> {
        if findings.is_empty() { Ok(()) } else { Err(self.findings(findings, sources)) }
    }

    fn findings(&self, findings: Vec<Diagnostic>, sources: &Sources) -> Trouble {
        Trouble::Findings(self.report(findings, sources))
    }

    fn report(&self, findings: Vec<Diagnostic>, sources: &Sources) -> Box<(Report, Sources)> {
        Box::new((Report::new(findings, &self.loaded.facts.site.levels(), false), sources.clone()))
    }
}
