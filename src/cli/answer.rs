//! `factum answer FILE...`: reads, answers and fills customers' questionnaires. A file that fails does not stop the others.

use std::{
    path::{Path, PathBuf},
    sync::Mutex,
};

use super::{
    Context, FINDINGS,
    decided::{may_be_told, not_for_others, other_customer, other_file, texts_to_read, unused},
    file_names::{folder_names, in_one_line, own_name, upload},
    outcome::{Answered, Outcome, Trouble, tell},
    pipeline,
    refill::Earlier,
};
use crate::{
    answer::{
        Customers, Decisions, Library, Replied, Reply, Thresholds, apply_comments, fill, fill_again,
        filled_paragraphs, leave_unapproved, respond,
    },
    diagnostic::human::count,
    diagnostic::{Diagnostic, Report, Sources},
    document::Publication,
    error::{Error, near, panic_of},
    fact::{Audience, printable},
    ledger::digest_of,
    load::{Loaded, read_text},
    questionnaire::{self, layout},
    render::{self, File},
    system::output,
};

/// The largest file that is read, in bytes.
pub const LARGEST: u64 = 64 << 20;

/// The arguments of the command.
#[derive(Debug, Clone)]
pub struct Request {
    /// The customers' files.
    pub files: Vec<PathBuf>,
    /// Layouts in the syntax of `--map`.
    pub maps: Vec<String>,
    /// The review file with the decisions, instead of each questionnaire's own.
    pub review: Option<PathBuf>,
    /// The confidence that suggestions must reach.
    pub thresholds: Thresholds,
    /// The ids of the products that the customer asks about.
    pub products: Vec<String>,
    /// Whether cells with answers are overwritten.
    pub overwrite: bool,
    /// Whether an answer that could not be written is a finding.
    pub deny_unwritten: bool,
    /// The customer.
    pub customer: Option<String>,
    /// Whether only approved answers are given.
    pub require_approved: bool,
}

/// Runs the command.
pub fn run(context: &Context, request: &Request) -> Result<u8, Error> {
    let names = folder_names(&request.files, request.customer.as_deref())?;
    let audience = context.audience.unwrap_or_default();
    let loaded = pipeline::read(context)?;
    let Some((publication, sound)) = pipeline::answering(context, &loaded, audience)? else {
        return Ok(FINDINGS);
    };
    let desk = Job { context, request, loaded: &loaded, publication: &publication, audience };
    let mut library = Library::new(sound, &publication.answers, &publication.withheld, audience, context.on);
    asked_about(&mut library, &request.products)?;
    if let Some(customer) = &request.customer {
        library.asked_by(customer);
    }
    let outcomes = desk.all(&library, &names)?;
    tell(context, &request.files, &outcomes, request.deny_unwritten)
}

/// Tells the library which products the customer asks about.
pub fn asked_about(library: &mut Library, products: &[String]) -> Result<(), Error> {
    let asked = library.products.asked_about(products);
    asked.map_err(|name| Error::Unknown {
        what: "product called",
        near: near(&name, library.products.ids()),
        name,
    })
}

/// The remark about edits in the previously filled file, and how they were handled.
fn edits(replied: &Replied, aside: Option<&File>, only_saved: bool) -> Option<String> {
    if let Some(aside) = aside.filter(|_| replied.edited.is_empty()) {
        if only_saved {
            let words = "the filled file was saved again with the same text in its cells; any formatting, comments and pictures added to it are in";
            return Some(format!(
                "{words} `{}`, and `{}` was filled again from the customer's file",
                aside.path, replied.returned.0
            ));
        }
        let words = "the filled file was edited by hand and the edits cannot be carried over; it is kept as";
        return Some(format!(
            "{words} `{}`, and `{}` was filled again from the customer's file",
            aside.path, replied.returned.0
        ));
    }
    let cells = replied.edited.iter().take(8).map(|(sheet, at, _)| {
        let sheet = replied.form.sheets.get(*sheet).map_or("", |it| &it.name);
        format!("{sheet}!{at}")
    });
    let cells: Vec<_> = cells.collect();
    let more = replied.edited.len().saturating_sub(cells.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let edited = count(replied.edited.len(), "cell");
    let whole =
        aside.map_or(String::new(), |it| format!("; the edited file itself is kept as `{}`", it.path));
    (!cells.is_empty()).then(|| {
        format!(
            "{edited} edited by hand in the filled file, kept as edited: {}{more}{whole}",
            cells.join(", ")
        )
    })
}

/// A filled file, and the edits of the previous one.
struct Filling {
    returned: questionnaire::Returned,
    /// The edited cells: sheet, location and text.
    edited: Vec<(usize, questionnaire::At, String)>,
    /// The previous file, if its edits could not be carried over.
    aside: Option<File>,
    /// No cell was edited; only formatting, comments or pictures may have changed.
    only_saved: bool,
}

/// The inputs for answering files.
struct Job<'a> {
    context: &'a Context,
    request: &'a Request,
    loaded: &'a Loaded,
    publication: &'a Publication,
    audience: Audience,
}

impl Job<'_> {
    /// Answers all files, on as many threads as there are cores.
    fn all(&self, library: &Library, names: &[String]) -> Result<Vec<Answered>, Error> {
        let jobs: Vec<_> = self.request.files.iter().zip(names).enumerate().collect();
        let next = Mutex::new(jobs.into_iter());
        let done = Mutex::new(Vec::new());
        let work = || {
            while let Some((at, (path, name))) = next.lock().ok().and_then(|mut it| it.next()) {
                self.context.terminal.stage(&format!(
                    "answering {} ({} of {})",
                    path.display(),
                    at + 1,
                    names.len()
                ));
                let guarded =
                    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.one(library, path, name)));
                let crashed = |_| {
                    let doing = format!("answering `{}`", path.display());
                    Err(Error::Crashed { doing, panic: panic_of(std::thread::current().id()) }.into())
                };
                let answered = guarded.unwrap_or_else(crashed);
                if let Ok(mut done) = done.lock() {
                    done.push((at, answered));
                }
            }
        };
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(names.len());
        std::thread::scope(|scope| {
            for _ in 0..threads {
                std::thread::Builder::new()
                    .stack_size(pipeline::STACK)
                    .spawn_scoped(scope, work)
                    .map_err(|it| it.to_string())?;
            }
            Ok(())
        })
        .map_err(|message: String| Error::Internal { message })?;
        let mut done = done.into_inner().unwrap_or_default();
        done.sort_by_key(|(at, _)| *at);
        Ok(done.into_iter().map(|(_, it)| it).collect())
    }

    /// Reads, answers, fills and writes one file.
    fn one(&self, library: &Library, path: &Path, name: &str) -> Answered {
        let upload = upload(path)?;
        let refused = |it: questionnaire::Refusal| Error::Refused {
            path: path.to_owned(),
            message: it.message,
            help: it.help,
        };
        let format = questionnaire::format_of(&upload).map_err(refused)?;
        let mut form = (format.read)(&upload).map_err(refused)?;
        for sheet in &mut form.sheets {
            sheet.name = questionnaire::composed(&printable(&sheet.name)).into_owned();
        }
        let name = self.folder_name(name);
        let (mut decisions, sources) = self.decisions(&name)?;
        decisions.same_file =
            decisions.digest.as_deref() == Some(crate::ledger::digest_of(&upload.bytes).as_str());
        let said = self.maps(&form, &decisions)?;
        let mappings = mappings(&form, &said).map_err(refused)?;
        let (mut replies, findings) = respond(library, &form, &mappings, &decisions, self.request.thresholds);
        let wrong = (!findings.is_empty()).then(|| self.report(findings, &sources));
        if self.request.require_approved {
            leave_unapproved(&mut replies, &self.publication.answers, &self.publication.pins);
        }
        let withheld = replies.iter().filter(|it| it.withheld).count();
        let earlier = Earlier::read(
            &output::questionnaire(&self.context.root, self.audience, &name),
            &own_name(&upload.name),
        )?;
        let customers = Customers { format, upload: &upload, form: &form, mappings: &mappings };
        apply_comments(customers, &mut replies, &self.publication.answers);
        let filled = self.filled(customers, &earlier, &mut replies).map_err(refused)?;
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
            customer: self.request.customer.as_deref().map(in_one_line),
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
        let material = pipeline::material(self.loaded, self.publication);
        replied.remarks.extend(render::no_pdf(&material, &replied));
        let mut files = render::write_reply(&material, &replied, &decisions)
            .map_err(|it| self.findings(it, &self.loaded.sources))?;
        files.push(File::new(own_name(&upload.name), returned.bytes));
        files.extend(filled.aside);
        self.unchanged(&name, &decisions, &sources)?;
        output::replace_questionnaire(&self.context.root, self.audience, &name, &files, &earlier.names())?;
        let open =
            replied.replies.iter().filter(|it| self.loaded.ledger.file.is_some() && self.is_open(it)).count();
        Ok(Outcome {
            open,
            replied,
            folder: output::questionnaire(&self.context.root, self.audience, &name),
            withheld,
            wrong,
        })
    }

    /// Whether a given library answer, or its pin to the question, is not approved.
    fn is_open(&self, reply: &Reply) -> bool {
        let given = reply.answer.as_ref().filter(|_| reply.tier == crate::answer::Tier::Answered);
        let draft = |id: &crate::fact::FactId| self.publication.drafts.contains(&id.to_string());
        given.is_some_and(|it| draft(it) || reply.unapproved_pin(&self.publication.pins).is_some())
    }

    /// Fills the file, or the previously filled one if a person edited it. If the edits cannot be identified, both are kept.
    fn filled(
        &self,
        file: Customers,
        earlier: &Earlier,
        replies: &mut Vec<Reply>,
    ) -> Result<Filling, questionnaire::Refusal> {
        let own = own_name(&file.upload.name);
        let former = earlier.former(&file, &own, replies);
        if let Some(former) = former.as_ref().filter(|it| !it.is_unchanged()) {
            let mut again = replies.clone();
            if let Some(it) = fill_again(file, former, &mut again, self.request.overwrite)? {
                *replies = again;
                let edited = former.edited().map(|(sheet, at, text)| (sheet, at, text.to_owned())).collect();
                // Other changes to it would be lost.
                let aside = earlier.aside().filter(|_| it.anew && earlier.is_changed());
                return Ok(Filling { returned: it.returned, edited, aside, only_saved: false });
            }
        }
        // A CSV file only has texts; somebody may have added formatting, comments and pictures to a workbook or document.
        let only_saved = former.is_some_and(|it| it.is_unchanged());
        let aside = earlier.aside().filter(|it| !only_saved || it.bytes.starts_with(b"PK"));
        Ok(Filling {
            returned: fill(file, replies, self.request.overwrite)?,
            edited: vec![],
            aside,
            only_saved,
        })
    }

    /// A name that is not used by one of the vendor's own questionnaires.
    fn folder_name(&self, name: &str) -> String {
        let taken = self.publication.questionnaires.iter().any(|it| it.id == name);
        if taken { format!("{name}-answered") } else { name.to_owned() }
    }

    /// The decisions of the review file that was passed, else of the questionnaire's own.
    fn decisions(&self, name: &str) -> Result<(Decisions, Sources), Trouble> {
        let own = output::questionnaire(&self.context.root, self.audience, name).join(output::REVIEW);
        let path = self.request.review.clone().unwrap_or(own);
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
        let shown =
            path.strip_prefix(&self.context.root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let file = sources.add(shown, text);
        let (mut decisions, findings) = Decisions::read(file, &sources);
        self.sound_decisions(findings, &sources)?;
        may_be_told(&decisions, self.audience, &path)?;
        if self.request.review.is_some() {
            not_for_others(&mut decisions, self.request.customer.as_deref());
        }
        Ok((decisions, sources))
    }

    /// Fails if the questionnaire's own review file changed since it was read: somebody may be editing it.
    fn unchanged(&self, name: &str, decisions: &Decisions, sources: &Sources) -> Result<(), Error> {
        let path = output::questionnaire(&self.context.root, self.audience, name).join(output::REVIEW);
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
        Box::new((Report::new(findings, &pipeline::levels(self.loaded), false), sources.clone()))
    }

    /// The layouts set by hand: on the command line, else in the review file.
    fn maps(
        &self,
        form: &questionnaire::Form,
        decisions: &Decisions,
    ) -> Result<Vec<layout::Override>, Error> {
        let usage = |message| Error::Usage {
            message,
            help: "see `factum answer --help`, and `mapping:` in the review file".into(),
        };
        let read = |maps: Vec<String>| {
            maps.iter().map(|it| layout::parse(it)).collect::<Result<Vec<_>, _>>().map_err(usage)
        };
        let written =
            read(decisions.mappings.iter().map(|(sheet, columns)| format!("{sheet}: {columns}")).collect())?;
        Ok(layout::latest(&form.sheets, written, read(self.request.maps.clone())?))
    }
}

/// The detected layouts, replaced by those set by hand.
fn mappings(
    form: &questionnaire::Form,
    said: &[layout::Override],
) -> Result<Vec<(usize, layout::Layout)>, questionnaire::Refusal> {
    let found = layout::detect_with(&form.sheets, said)?;
    layout::is_questionnaire(&form.sheets, &found).map(|()| found)
}
