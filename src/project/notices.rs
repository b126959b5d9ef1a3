//! Drafts of notices: `out/notices/<customer>.md`, and how a notice that was sent is recorded.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use chrono::NaiveDate;

use super::{
    delivery::NOTHING_RECORDED, inputs::Inputs, repository::Project, review::ReviewResult, stopped::Stopped,
};
use crate::{
    diagnostic::{Report, human::count},
    error::{Error, near},
    fact::Audience,
    ledger::{Sent, digest_of, known_customer, name_of},
    load::{is_taken, list, read_bytes},
    render::{self, File},
    review::{Notice, Review, UNAPPROVED, added_by_hand, folder_of, may_hide, notice_file, pending_notices},
};

/// The folder of the drafts, below `out/`.
pub const NOTICES: &str = "notices";

/// The file with the digests of the drafts as they were written, to detect edits by hand.
const DRAFTS: &str = "drafts.json";

/// The largest file that is read back, in bytes.
const LARGEST: u64 = 64 << 20;

/// The drafts of the pending notices.
#[derive(Debug, Default)]
pub struct Drafts {
    /// The number of pending notices.
    pub notices: usize,
    /// The files that were edited or added by hand, which are not changed.
    pub left: Vec<String>,
    /// The new content of the folder, if it changes.
    pub files: Option<Vec<File>>,
}

impl Drafts {
    /// What became of the drafts in `folder`, a line each.
    pub fn lines(&self, folder: &Path) -> Vec<String> {
        let folder = folder.display();
        let drafted =
            (self.notices > 0).then(|| format!("drafted {} in {folder}", count(self.notices, "notice")));
        let left = self.left.iter().map(|it| {
            format!(
                "note: {folder}/{it} was written or edited by hand and was not overwritten; delete it to \
                 have it drafted again"
            )
        });
        drafted.into_iter().chain(left).collect()
    }
}

/// A notice to record as sent.
#[derive(Debug)]
pub struct SentNotice {
    /// The record.
    pub sent: Sent,
    /// Other remarks about it.
    pub notes: Vec<String>,
    /// Findings about the ledgers.
    pub report: Report,
}

impl Project<'_> {
    /// The drafts. The new content of the folder omits obsolete drafts; files edited or added by hand stay in
    /// it. A notice covers everything that was delivered to a customer, so it is only drafted for the
    /// internal audience, and for today.
    ///
    /// # Errors
    /// Earlier drafts cannot be read.
    pub fn notices(&self, reviewed: &ReviewResult) -> Result<Drafts, Error> {
        let all = self.inputs.audience.is_none_or(|it| it == Audience::Internal);
        let folder = self.inputs.root.join("out").join(NOTICES);
        let ledger = &self.loaded.ledger;
        if !(all && self.inputs.on == self.inputs.today) {
            return Ok(Drafts::default());
        }
        let notices = pending_notices(&ledger.sent, &reviewed.review, &reviewed.claims);
        let mut drafts = Drafts { notices: notices.len(), ..Drafts::default() };
        if notices.is_empty() && !folder.exists() {
            return Ok(drafts);
        }
        let mut files: Vec<File> = notices.iter().map(|it| self.draft(&reviewed.review, it)).collect();
        let mut digests: BTreeMap<String, String> =
            files.iter().map(|it| (it.path.clone(), digest_of(&it.bytes))).collect();
        let written: BTreeMap<String, String> = read_bytes(&folder.join(DRAFTS), LARGEST)
            .ok()
            .and_then(|it| serde_json::from_slice(&it).ok())
            .unwrap_or_default();
        for path in list(&folder) {
            let name = path.file_name().map_or(String::new(), |it| it.to_string_lossy().into_owned());
            let bytes = read_bytes(&path, LARGEST)?;
            let digest = digest_of(&bytes);
            if name == DRAFTS || files.iter().any(|it| it.path == name && it.bytes == bytes) {
                continue;
            }
            if let Some(sent) =
                ledger.sent.iter().find(|it| it.file.as_ref().is_some_and(|(_, it)| *it == digest))
            {
                // A sent notice is kept under a name that no draft has.
                let base = format!("{}-sent-{}", folder_of(&sent.customer), sent.on);
                let names = std::iter::once(format!("{base}.md"))
                    .chain((2..).map(|number| format!("{base}-{number}.md")));
                let free =
                    |it: &String| !is_taken(&folder.join(it)) && files.iter().all(|file| file.path != *it);
                let kept = if name == notice_file(&sent.customer) {
                    names.into_iter().find(free)
                } else {
                    Some(name)
                };
                files.extend(kept.map(|it| File::new(it, bytes)));
                continue;
            }
            if written.get(&name) == Some(&digest) {
                continue;
            }
            files.retain(|it| it.path != name);
            // It is still known as edited by hand at the next review.
            digests.remove(&name);
            files.push(File::new(name.clone(), bytes));
            drafts.left.push(name);
        }
        drafts.left.sort();
        let digests = serde_json::to_string_pretty(&digests)
            .map_err(|it| Error::Internal { message: it.to_string() })?;
        files.push(File::new(DRAFTS, digests + "\n"));
        drafts.files = Some(files);
        Ok(drafts)
    }

    /// The draft of a notice.
    fn draft(&self, review: &Review, notice: &Notice) -> File {
        File::new(notice.file_name(), render::markdown(&notice.document(self.loaded, review)))
    }

    /// The notice to a customer as it will be recorded, generated again for the day on which it was sent.
    ///
    /// # Errors
    /// The data has errors, no notice to the customer is pending, its content is not approved, or the file
    /// does not have that content.
    pub fn sent_notice(&self, customer: &str, on: NaiveDate) -> Result<SentNotice, Stopped> {
        // A notice states facts as of the day it was sent, or of the earlier effective date that was passed.
        let then = Project::new(self.loaded, Inputs { on: self.inputs.on.min(on), ..self.inputs });
        let reviewed = then.review(0).map_err(|it| it.with_summary(NOTHING_RECORDED))?;
        then.record_of(&reviewed, customer, on)
    }

    fn record_of(
        &self,
        reviewed: &ReviewResult,
        customer: &str,
        on: NaiveDate,
    ) -> Result<SentNotice, Stopped> {
        let review = &reviewed.review;
        let notices = pending_notices(&self.loaded.ledger.sent, review, &reviewed.claims);
        let names = notices.iter().map(|it| (name_of(it.customer), it.customer)).collect();
        let found = known_customer(&names, customer)
            .ok()
            .and_then(|name| notices.iter().find(|it| name_of(it.customer) == name));
        let Some(notice) = found else {
            let near = near(customer, names.values().copied());
            return Err(Error::Unknown {
                what: "pending notice to a customer called",
                name: customer.to_owned(),
                near,
            }
            .into());
        };
        self.can_be_sent(review, notice, on)?;
        let bytes = read_bytes(&self.file_of(notice), LARGEST)?;
        let added = self.by_hand(review, notice, &bytes)?;
        let notes = added.iter().map(|it| match it.len() {
            0 => "note: the notice was edited by hand; everything in the draft is still in it".to_owned(),
            some => {
                format!("note: {} added to the notice by hand; recorded as custom text", count(some, "line"))
            }
        });
        let notes = notes.collect();
        let added = added.filter(|it| !it.is_empty()).map(|it| it.join("\n"));
        Ok(SentNotice {
            sent: notice.record(on, self.inputs.on, digest_of(&bytes), added),
            notes,
            report: reviewed.report.clone(),
        })
    }

    /// Checks that a notice may have been sent on a day.
    ///
    /// # Errors
    /// Its content is not approved, a change in it starts before the objection period ends, or it refers to a
    /// later delivery.
    fn can_be_sent(&self, review: &Review, notice: &Notice, on: NaiveDate) -> Result<(), Error> {
        let rejected = |message: String, help: &str| Err(Error::Rejected { message, help: help.into() });
        let listed = |ids: &[String]| ids.join("`, `");
        let unapproved = notice.unapproved(self.loaded, review);
        if !unapproved.is_empty() {
            return rejected(
                format!("the notice contains text that is not approved: `{}`", listed(&unapproved)),
                "read `factum review`, approve the changes, and draft the notice again",
            );
        }
        let early = notice.too_early();
        if !early.is_empty() {
            return rejected(
                format!(
                    "a change in the notice starts before the objection period ends: `{}`",
                    listed(&early)
                ),
                "postpone the change, or correct its date if it is wrong (`since`, or `from` of the \
                 change), and draft the notice again",
            );
        }
        let deliveries = notice.affected.iter().flat_map(|it| it.changed()).map(|it| it.sent.on);
        if let Some(later) = deliveries.filter(|it| *it > on).max() {
            return rejected(
                format!(
                    "the notice refers to a delivery of {later}, so it cannot have been sent earlier, on \
                     {on}"
                ),
                "pass the date on which it was sent with `--on`",
            );
        }
        Ok(())
    }

    fn file_of(&self, notice: &Notice) -> PathBuf {
        self.inputs.root.join("out").join(NOTICES).join(notice.file_name())
    }

    /// The lines that were added to the draft by hand; `None` if the file is the draft.
    ///
    /// # Errors
    /// The file does not contain everything from the draft, or still says that it must not be sent.
    fn by_hand(&self, review: &Review, notice: &Notice, bytes: &[u8]) -> Result<Option<Vec<String>>, Error> {
        let draft = self.draft(review, notice);
        if draft.bytes == bytes {
            return Ok(None);
        }
        let nothing = Notice { affected: None, coming: vec![], ..*notice };
        let around = self.draft(review, &nothing);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let file = text(bytes);
        // Every line with content must be there, but not the line that says that it must not be sent.
        let is_draft = file.lines().any(|it| it.contains(UNAPPROVED));
        let path = self.file_of(notice);
        if let Some(added) =
            added_by_hand(&text(&draft.bytes), &text(&around.bytes), &file).filter(|_| !is_draft)
        {
            let Some(line) = added.iter().find(|it| may_hide(it)) else { return Ok(Some(added)) };
            return Err(Error::Refused {
                path,
                message: format!(
                    "contains HTML or a link definition that may hide text from readers: `{}`",
                    line.escape_debug()
                ),
                help: "remove it: a notice is plain text and Markdown".into(),
            });
        }
        Err(Error::Refused {
            path,
            message: format!("does not have the content that was due on {}", self.inputs.on),
            help: "pass the date on which it was sent with `--on DAY`; or delete it, let `factum review` \
                   draft it again, send that draft, and record it then"
                .into(),
        })
    }
}
