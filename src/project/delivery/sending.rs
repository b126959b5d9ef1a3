//! The answered questionnaires in `out/`, to be recorded as deliveries.

use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
};

use chrono::NaiveDate;

use super::{
    super::{
        inputs::Inputs,
        places::{REVIEW, questionnaire},
    },
    filled_file::{FilledFile, Spot},
    told::{ClaimSource, added, telling},
};
use crate::{
    diagnostic::{FileId, Place},
    error::{Error, near},
    fact::{Audience, printable},
    ledger::{Sent, What},
    load::{list, read_text},
    render::answers_file::{CustomerAnswers, is_sealed},
};

/// The largest `answers.json` that is read, in bytes.
const LARGEST: u64 = 256 << 20;

/// The given folders, else the questionnaires of all customers and audiences.
pub fn folders(inputs: &Inputs, asked: &[String]) -> Result<Vec<PathBuf>, Error> {
    let mut all = Vec::new();
    for audience in Audience::ALL {
        let found = list(&questionnaire(inputs.root, *audience, ""));
        all.extend(found.into_iter().filter(|it| it.join(REVIEW).is_file()));
    }
    if asked.is_empty() {
        return Ok(all);
    }
    let mut chosen = Vec::new();
    for name in asked {
        let folder = Path::new(name);
        let found: Vec<_> = all
            .iter()
            .filter(|it| it.file_name().is_some_and(|it| it.to_string_lossy() == *name))
            .cloned()
            .collect();
        match found.as_slice() {
            _ if folder.join("answers.json").is_file() => chosen.push(folder.to_owned()),
            [one] => chosen.push(one.clone()),
            [] => {
                let names: Vec<_> = all
                    .iter()
                    .filter_map(|it| Some(it.file_name()?.to_string_lossy().into_owned()))
                    .collect();
                let near = near(name, names.iter().map(String::as_str));
                return Err(Error::Unknown {
                    what: "answered questionnaire in `out/` called",
                    name: name.clone(),
                    near,
                });
            }
            several => {
                let message =
                    format!("`{}` was answered for {} audiences", name.escape_debug(), several.len());
                return Err(Error::Usage {
                    message,
                    help: format!(
                        "name the folder: `{}`",
                        several.first().map_or(String::new(), |it| it.display().to_string())
                    ),
                });
            }
        }
    }
    Ok(chosen)
}

/// A delivery read from a folder of `out/`.
pub struct Sending {
    /// The record of the filled file; its number is assigned later.
    pub sent: Sent,
    /// Whether the filled file differs from what was written.
    pub changed: bool,
    /// Number of answers that are recorded with different text than factum wrote.
    pub edited: usize,
    /// Number of answered questions whose answer is not in the file.
    pub missing: usize,
    /// Number of answers that were not approved when they were given.
    pub open: usize,
    /// The answers that were not approved when they were given: their ids, and whether a questionnaire pins the question to them.
    pub unapproved: Vec<String>,
    /// The questions with custom text in the file.
    pub own: Vec<String>,
    /// The locations of texts typed into the file outside the answer cells: cells, or whole sheets with too many of them.
    pub typed: Vec<String>,
    /// Whether such texts cannot be detected, because `answers.json` does not have the customer's texts.
    pub untold: bool,
}

/// The delivery of a folder: what its filled file contains for the questions in its `answers.json`. One that was answered for
/// no specific customer is skipped, unless it was passed by name (`asked`).
///
/// # Errors
/// One of the two files cannot be read, or `answers.json` was changed.
pub fn sending(folder: &Path, on: NaiveDate, asked: bool) -> Result<Option<Sending>, Error> {
    let path = folder.join("answers.json");
    let text = read_text(&path, LARGEST)?;
    let refuse = |message: &str| Error::Refused {
        path: path.clone(),
        message: message.into(),
        help: "run `factum answer FILE --customer NAME` again".into(),
    };
    let changed =
        || refuse("was changed after `factum answer` wrote it, so the answers cannot be read from it");
    let broken = || refuse("is not in the format that `factum answer` writes");
    let answers = CustomerAnswers::read(&text)
        .map_err(|it| if it.is_data() && !is_sealed(&text) { changed() } else { broken() })?;
    let word = |it: &str| Some(it).filter(|it| !it.is_empty()).map(printable);
    let Some(customer) = answers.customer.as_deref().and_then(word) else {
        return if asked { Err(refuse("does not name a customer")) } else { Ok(None) };
    };
    if !is_sealed(&text) {
        return Err(changed());
    }
    let (audience, as_of) = (answers.heading.audience, answers.heading.as_of);
    let returned = answers.returned.as_ref();
    let (file_name, digest) =
        returned.and_then(|it| word(&it.file).zip(word(&it.sha256))).ok_or_else(broken)?;
    let name = word(&answers.heading.questionnaire).ok_or_else(broken)?;
    if answers.questions.iter().any(|it| it.cells.is_none()) {
        return Err(refuse(
            "does not record what was written to which cell: it was written by a different version of factum",
        ));
    }
    let file = FilledFile::read(folder, &file_name, &digest, &answers)?;
    let mut found = Sending {
        sent: Sent {
            customer,
            on,
            what: What::Answers,
            name,
            file: Some((file_name.clone(), file.digest.clone())),
            audience,
            as_of,
            number: 0,
            after: vec![],
            withdraws: None,
            told: vec![],
            seal: String::new(),
            place: Place::new(FileId(0), 0..0),
        },
        changed: file.edited,
        edited: 0,
        missing: 0,
        open: 0,
        unapproved: vec![],
        own: vec![],
        typed: vec![],
        untold: false,
    };
    let (mut known, mut spots, mut beside) = (HashSet::new(), Vec::new(), HashMap::new());
    for question in &answers.questions {
        let moved = |why: String| {
            Error::Refused {
            path: folder.join(&file_name),
            message: format!(
                "was edited after `factum answer` wrote it, and its answers cannot be assigned to questions: {why}"
            ),
            help: "move the questions back to where they were, or answer the questionnaire again and record the new file"
                .into(),
        }
        };
        let telling = telling(question, audience, &file).map_err(moved)?.unwrap_or_default();
        if let Some(spot) = &telling.place {
            known.insert((spot.sheet.clone(), spot.row));
            let (text, id) = (printable(&question.result.text), word(&question.result.id));
            beside.insert((spot.sheet.clone(), spot.row), (text, id));
            spots.push(spot.clone());
        }
        found.add(telling);
    }
    for it in file.added(&known) {
        spots.push(Spot { sheet: it.sheet, row: it.at.row, cells: vec![it.at] });
        found.add(ClaimSource {
            told: vec![added(it.question, it.number, it.words, audience)],
            unapproved: true,
            ..ClaimSource::default()
        });
    }
    found.add_typed(&file, &spots, &beside);
    Ok(Some(found))
}

impl Sending {
    fn add(&mut self, telling: ClaimSource) {
        self.edited += usize::from(telling.edited);
        self.missing += usize::from(telling.missing);
        for told in &telling.told {
            if told.claim.is_custom() {
                self.own.push(format!("custom text for \"{}\"", told.question));
            } else if telling.unapproved {
                let by = if telling.pinned { ", pinned by a questionnaire" } else { "" };
                self.unapproved.push(format!("{}{by}", told.claim.id));
                self.open += 1;
            }
        }
        self.sent.told.extend(telling.told);
    }
}
