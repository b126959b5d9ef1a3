//! A questionnaire that is answered again: what a person changed in its folder since then is never lost.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value as Json;

use super::answer::LARGEST;
use crate::{
    answer::{Customers, Entered, Former, Holds, Record, Replied, Reply},
    error::Error,
    ledger::digest_of,
    load::{read_bytes, read_text},
    questionnaire::{At, Upload, format_of},
    render::{File, is_sealed},
};

/// The most bytes of an `answers.json` that are read.
const RECORD: u64 = 256 << 20;

/// What `factum answer` wrote into the folder of a questionnaire before.
#[derive(Debug, Default)]
pub struct Earlier {
    folder: PathBuf,
    /// The name of the filled file.
    file: Option<String>,
    /// The filled file as it is now, where it was edited.
    edited: Option<Vec<u8>>,
    /// Whether it is another than was written.
    changed: bool,
    /// The SHA-256 of the customer's file that was answered.
    original: String,
    /// What was recorded of it; none where that cannot be trusted.
    record: Option<Record>,
    /// What the file asked that was answered.
    asked: BTreeSet<String>,
}

impl Earlier {
    /// Reads what lies in a folder; nothing where it was not answered before. `own` is the name that the filled file gets.
    ///
    /// # Errors
    /// The filled file cannot be read.
    pub fn read(folder: &Path, own: &str) -> Result<Self, Error> {
        let text = read_text(&folder.join("answers.json"), RECORD).unwrap_or_default();
        let json: Json = serde_json::from_str(&text).unwrap_or_default();
        let word = |it: &Json, name: &str| it.get(name).and_then(Json::as_str).map(str::to_owned);
        let returned = json.get("returned").cloned().unwrap_or_default();
        // The file's name is a name, not a path.
        let plain =
            |it: &String| Path::new(it).file_name().is_some_and(|name| name == Path::new(it).as_os_str());
        // Without a record of it, a file of that name is somebody's.
        let file = word(&returned, "file").filter(plain).unwrap_or_else(|| own.to_owned());
        let path = folder.join(&file);
        let earlier = Self { folder: folder.to_owned(), file: Some(file), ..Self::default() };
        if !fs::symlink_metadata(&path).is_ok_and(|it| it.is_file()) {
            return Ok(earlier);
        }
        let bytes = read_bytes(&path, LARGEST)?;
        let carried = json.get("edited").and_then(Json::as_array).is_some_and(|it| !it.is_empty());
        let changed = word(&returned, "sha256").as_deref() != Some(digest_of(&bytes).as_str());
        Ok(Self {
            edited: (changed || carried).then_some(bytes),
            changed,
            original: word(&json, "sha256").unwrap_or_default(),
            asked: asked(&json),
            record: is_sealed(&text).then(|| Record { written: written(&json), edited: edited(&json) }),
            ..earlier
        })
    }

    /// The names of the files that factum wrote into the folder.
    pub fn names(&self) -> BTreeSet<String> {
        let own = ["answers.html", "answers.pdf", "answers.json", "review.yaml"].map(str::to_owned);
        own.into_iter().chain(self.file.clone()).collect()
    }

    /// The edited file, where its edits can be told cell by cell; none where nothing was edited, or where they cannot.
    pub fn former(&self, customers: &Customers, name: &str, replies: &[Reply]) -> Option<Former> {
        let bytes = self.edited.clone()?;
        let record = self.record.as_ref()?;
        if self.original != digest_of(&customers.upload.bytes) || self.file.as_deref() != Some(name) {
            return None;
        }
        let edited = Upload { name: customers.upload.name.clone(), bytes };
        let same = format_of(&edited).is_ok_and(|it| it.name == customers.format.name);
        let questions: Vec<_> = replies.iter().map(|it| (it.asked.sheet, it.asked.at)).collect();
        same.then(|| Former::compare(customers, edited, &questions, record)).flatten()
    }

    /// Says that the folder held the answers to another questionnaire, whose file had the same name: few of its questions are left.
    pub fn other_questionnaire(&self, replied: &Replied) -> Option<String> {
        let now: BTreeSet<String> = replied.replies.iter().map(|it| plain(&it.asked.text)).collect();
        let left = self.asked.intersection(&now).count();
        let other = !self.asked.is_empty() && self.original != replied.digest && left * 4 < self.asked.len();
        let were = format!(
            "{left} of the {} questions that were previously answered in this folder are in this file",
            self.asked.len()
        );
        let help = "the answers to the previous file are replaced; if you need both, rename one of the files and answer both again";
        other.then(|| format!("{were}: {help}"))
    }

    /// Whether the filled file is another than factum wrote.
    pub fn is_changed(&self) -> bool {
        self.changed
    }

    /// The edited file under a name of its own, beside the one that is filled now.
    pub fn aside(&self) -> Option<File> {
        let (bytes, file) = (self.edited.as_ref()?, self.file.as_ref()?);
        let names = (1..1000).map(|number| {
            if number == 1 { format!("edited-{file}") } else { format!("edited-{number}-{file}") }
        });
        let free = |it: &String| {
            fs::symlink_metadata(self.folder.join(it)).is_err()
                || read_bytes(&self.folder.join(it), LARGEST).is_ok_and(|old| old == *bytes)
        };
        let name = names.into_iter().find(free)?;
        Some(File::new(name, bytes.clone()))
    }
}

/// The questions of a file.
fn asked(json: &Json) -> BTreeSet<String> {
    let questions = json.get("questions").and_then(Json::as_array).into_iter().flatten();
    questions.filter_map(|it| it.get("text")?.as_str()).map(plain).collect()
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The cells that were written to, each with the name of its sheet.
fn written(json: &Json) -> Vec<(String, Entered)> {
    let questions = json.get("questions").and_then(Json::as_array).into_iter().flatten();
    let cells = questions.filter_map(|it| it.get("cells")?.as_array()).flatten();
    let cell = |it: &Json| {
        let (sheet, at) = place(it)?;
        let holds = Holds::from_word(it.get("holds")?.as_str()?)?;
        Some((sheet, Entered { at, holds, value: it.get("value")?.as_str()?.to_owned() }))
    };
    cells.filter_map(cell).collect()
}

/// The cells that a person had edited, each with the name of its sheet and what stood there.
fn edited(json: &Json) -> Vec<(String, At, String)> {
    let edited = json.get("edited").and_then(Json::as_array).into_iter().flatten();
    let cell = |it: &Json| {
        let (sheet, at) = place(it)?;
        Some((sheet, at, it.get("value")?.as_str()?.to_owned()))
    };
    edited.filter_map(cell).collect()
}

/// The sheet and the cell that a record names.
fn place(it: &Json) -> Option<(String, At)> {
    let (sheet, at) = it.get("cell")?.as_str()?.rsplit_once('!')?;
    Some((sheet.to_owned(), At::named(at)?))
}
