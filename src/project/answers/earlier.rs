//! Answering a questionnaire again without losing what a person changed in its folder.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use super::{belonging::Identity, file_names::LARGEST};
use crate::{
    answer::{Customers, Entered, Former, Record, Replied, Reply},
    error::Error,
    ledger::digest_of,
    load::{is_taken, read_bytes, read_text},
    questionnaire::{Upload, format_of},
    render::{
        File,
        answers_file::{CustomerAnswers, is_sealed},
    },
};

/// Maximum size of an `answers.json`, in bytes.
const RECORD: u64 = 256 << 20;

/// The previous output of `factum answer` in the folder of a questionnaire.
#[derive(Debug, Default)]
pub struct Earlier {
    folder: PathBuf,
    /// The name of the filled file.
    file: Option<String>,
    /// The filled file as it is now, if it was edited.
    edited: Option<Vec<u8>>,
    /// Whether it differs from what was written.
    changed: bool,
    /// The customer's file that was answered.
    original: Identity,
    /// Its record; `None` if the record cannot be trusted.
    record: Option<Record>,
    /// The questions of the file that was answered.
    asked: BTreeSet<String>,
}

impl Earlier {
    /// Reads a folder; empty if it was not answered before. `own` is the name of the filled file.
    ///
    /// # Errors
    /// The filled file cannot be read.
    pub fn read(folder: &Path, own: &str) -> Result<Self, Error> {
        let text = read_text(&folder.join("answers.json"), RECORD).unwrap_or_default();
        let answers = CustomerAnswers::read(&text).ok();
        let returned = answers.as_ref().and_then(|it| it.returned.as_ref());
        // It must be a file name, not a path.
        let is_name =
            |it: &String| Path::new(it).file_name().is_some_and(|name| name == Path::new(it).as_os_str());
        // A file of that name without a record was not written by factum.
        let file = returned.map(|it| it.file.clone()).filter(is_name).unwrap_or_else(|| own.to_owned());
        let path = folder.join(&file);
        let earlier = Self { folder: folder.to_owned(), file: Some(file), ..Self::default() };
        if !path.symlink_metadata().is_ok_and(|it| it.is_file()) {
            return Ok(earlier);
        }
        let bytes = read_bytes(&path, LARGEST)?;
        let carried = answers.as_ref().is_some_and(|it| !it.edited.is_empty());
        let changed = returned.is_none_or(|it| it.sha256 != digest_of(&bytes));
        let edited = (changed || carried).then_some(bytes);
        let earlier = Self { edited, changed, ..earlier };
        let Some(answers) = answers else { return Ok(earlier) };
        Ok(Self {
            asked: answers.questions.iter().map(|it| plain(&it.result.text)).collect(),
            record: is_sealed(&text).then(|| record(&answers)),
            original: Identity { customer: answers.customer, digest: answers.sha256, place: answers.place },
            ..earlier
        })
    }

    /// The names of the files that factum wrote into the folder.
    pub fn names(&self) -> BTreeSet<String> {
        let own = ["answers.html", "answers.pdf", "answers.json", "review.yaml"].map(str::to_owned);
        own.into_iter().chain(self.file.clone()).collect()
    }

    /// Whether the folder has the answers to the file `now`.
    pub fn is_of(&self, now: &Identity) -> bool {
        self.original.is_same(now)
    }

    /// Whether the folder has the answers to a file with the same bytes that is not the file `now`.
    pub fn is_copy_of(&self, now: &Identity) -> bool {
        self.original.digest == now.digest && !self.is_of(now)
    }

    /// The edited file, if its edits can be identified cell by cell; `None` if nothing was edited, or they
    /// cannot.
    pub fn former(&self, customers: &Customers, name: &str, replies: &[Reply]) -> Option<Former> {
        let bytes = self.edited.clone()?;
        let record = self.record.as_ref()?;
        let same = self.original.digest.as_deref() == Some(digest_of(&customers.upload.bytes).as_str());
        if !same || self.file.as_deref() != Some(name) {
            return None;
        }
        let edited = Upload { name: customers.upload.name.clone(), bytes };
        let same = format_of(&edited).is_ok_and(|it| it.name == customers.format.name);
        let questions: Vec<_> = replies.iter().map(|it| (it.asked.sheet, it.asked.at)).collect();
        same.then(|| Former::compare(customers, edited, &questions, record)).flatten()
    }

    /// A remark if the folder had the answers to a different questionnaire with the same file name: few of
    /// its questions are left.
    pub fn other_questionnaire(&self, replied: &Replied) -> Option<String> {
        let now: BTreeSet<String> = replied.replies.iter().map(|it| plain(&it.asked.text)).collect();
        let left = self.asked.intersection(&now).count();
        let other = !self.asked.is_empty()
            && self.original.digest.as_deref() != Some(replied.digest.as_str())
            && left * 4 < self.asked.len();
        let were = format!(
            "{left} of the {} questions that were previously answered in this folder are in this file",
            self.asked.len()
        );
        let help = "the answers to the previous file are replaced; if you need both, rename one of the \
                    files and answer both again";
        other.then(|| format!("{were}: {help}"))
    }

    /// Whether the filled file differs from what factum wrote.
    pub fn is_changed(&self) -> bool {
        self.changed
    }

    /// The edited file under a separate name, next to the newly filled one.
    pub fn unmerged_previous_file(&self) -> Option<File> {
        let (bytes, file) = (self.edited.as_ref()?, self.file.as_ref()?);
        let names = (1..1000).map(|number| {
            if number == 1 { format!("edited-{file}") } else { format!("edited-{number}-{file}") }
        });
        let free = |it: &String| {
            !is_taken(&self.folder.join(it))
                || read_bytes(&self.folder.join(it), LARGEST).is_ok_and(|old| old == *bytes)
        };
        let name = names.into_iter().find(free)?;
        Some(File::new(name, bytes.clone()))
    }
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The written cells and the cells edited by hand, each with the name of its sheet.
fn record(answers: &CustomerAnswers) -> Record {
    let cells = answers.questions.iter().flat_map(|it| it.cells.iter().flatten());
    let written = cells.map(|cell| {
        let entered = Entered { at: cell.cell.at, holds: cell.holds, value: cell.value.clone() };
        (cell.cell.sheet.clone(), entered)
    });
    let edited = answers.edited.iter().map(|it| (it.cell.sheet.clone(), it.cell.at, it.value.clone()));
    Record { written: written.collect(), edited: edited.collect() }
}
