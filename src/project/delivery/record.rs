//! Records of deliveries to customers in `data/sent`, one file per delivery, never changed later.

use std::{collections::BTreeSet, path::Path};

use chrono::NaiveDate;

use super::{
    super::{
        inputs::Inputs,
        past::Past,
        remembered::{RecordedSeal, edit as remember},
        repository::Project,
        stopped::Stopped,
    },
    folders::folders,
    holding::{SendingContext, require_approved_custom_text},
    known::{RecordStatus, known},
    notes::notes,
    sending::sending,
    withdrawal::{unless_named, withdrawal},
};
use crate::{
    diagnostic::{Report, human::count},
    error::Error,
    ledger::{InEffect, SENT, Sent, What, last_seals, sent_entry},
    library::FileEdit,
    load::is_taken,
    markup::anchor,
    review::{ClaimsByDate, folder_of},
};

/// Which deliveries to record.
#[derive(Debug, Clone, Copy)]
pub struct Deliveries<'a> {
    /// Folders of questionnaires, or their names; if there are none, all for which no delivery is recorded.
    pub questionnaires: &'a [String],
    /// The day on which they were sent; today if it is not given.
    pub on: Option<NaiveDate>,
    /// Whether answers that are not approved are refused.
    pub require_approved: bool,
}

/// The records to write.
#[derive(Debug, Default)]
pub struct Recording {
    /// The files.
    pub edits: Vec<FileEdit>,
    /// What is to be known about them.
    pub notes: Vec<String>,
    /// Findings about the ledgers.
    pub report: Report,
}

impl Project<'_> {
    /// The records of deliveries.
    ///
    /// # Errors
    /// The data has errors, or a delivery cannot be recorded.
    pub fn deliveries(&self, asked: Deliveries) -> Result<Recording, Stopped> {
        let (today, ledger) = (self.inputs.today, &self.loaded.ledger);
        let on = asked.on.unwrap_or(today);
        let current = self.claims().map_err(|it| it.with_summary(NOTHING_RECORDED))?;
        let mut report = current.report.clone();
        let in_effect = if asked.require_approved { Some(self.approvals_on(on)?) } else { None };
        if let Some(InEffect { findings, .. }) = &in_effect {
            report.findings.extend(self.report(findings.clone()).findings);
            if report.has_errors() {
                return Err(self.stopped(report));
            }
        }
        let claims_then = ClaimsByDate::on(self, on).ok_or_else(|| Error::Internal {
            message: format!("the statements for {on} cannot be generated"),
        })?;
        // For a past day, the current data may differ from the data of that day.
        let past = if on < today { self.inputs.past(on) } else { None };
        let day = SendingContext {
            on,
            subject: &data_of(past.as_ref(), on < today),
            claims: past.as_ref().map_or(&*claims_then.claims, |it| &it.claims),
            ledger,
            approvals: &in_effect.map(|it| it.approvals).unwrap_or_default(),
        };
        let mut found = Recorded::default();
        for folder in folders(&self.inputs, asked.questionnaires)? {
            record(&day, &folder, asked, &mut found)?;
        }
        if found.new.is_empty() {
            let is_explained = !found.lines.is_empty();
            found.lines.push(if is_explained {
                "nothing was recorded".into()
            } else {
                "nothing new to record: run `factum answer FILE --customer NAME` first".into()
            });
        }
        Ok(Recording { report, ..self.recording(found.new, found.lines) })
    }

    /// The record that says that the delivery record `name` was made by mistake.
    ///
    /// # Errors
    /// There is no such record, or no reason is given.
    pub fn withdrawal(&self, name: &str, reason: &str) -> Result<Recording, Error> {
        Ok(self.recording(vec![withdrawal(self.loaded, name, reason, self.inputs.today)?], vec![]))
    }

    /// The files for new records, and what is written, followed by `lines`.
    pub fn recording(&self, new: Vec<Sent>, lines: Vec<String>) -> Recording {
        let ledger = &self.loaded.ledger;
        let mut taken = BTreeSet::new();
        let records: Vec<Sent> = ledger.records().cloned().collect();
        let mut number = records.iter().map(|it| it.number).max().unwrap_or(0);
        let mut before = last_seals(&records);
        let mut edits = Vec::new();
        let mut notes = Vec::new();
        let mut remembered = Vec::new();
        for sent in new {
            number = number.saturating_add(1);
            let path = path(&self.inputs, &sent, &mut taken);
            let what = match sent.what {
                What::Answers => {
                    format!("{} to {}, {}", sent.name, sent.customer, count(sent.items.len(), "answer"))
                }
                What::Notice => format!("notice to {}, {}", sent.customer, count(sent.items.len(), "item")),
                What::Withdrawal => {
                    format!("the record of {} to {} is withdrawn", sent.name, sent.customer)
                }
            };
            notes.push(format!("{path}: {what}"));
            let after = sent_entry(&Sent { number, after: before, ..sent });
            let seal = after.trim_end().rsplit_once("seal: ").map_or_else(String::new, |it| it.1.to_owned());
            before = vec![seal.clone()];
            remembered.push(RecordedSeal { path: path.clone(), seal });
            edits.push(FileEdit { path, before: None, after });
        }
        if !edits.is_empty() {
            edits.extend(remember(&self.inputs, ledger, &self.loaded.sources, &remembered, None));
        }
        notes.extend(lines);
        Recording { edits, notes, report: Report::default() }
    }
}

/// Said when the data or the ledgers have errors.
pub const NOTHING_RECORDED: &str = "fix these errors first; nothing was recorded";

/// The origin of the claims of a date, as the beginning of a clause.
fn data_of(past: Option<&Past>, is_past: bool) -> String {
    match past {
        Some(past) => format!("the data of commit {}, the last one up to that day, says", past.commit),
        None if is_past => "the current data (no commit has the data of that day) says".to_owned(),
        None => "the data says".to_owned(),
    }
}

/// New records, and what is to be known about them and others.
#[derive(Default)]
struct Recorded {
    new: Vec<Sent>,
    lines: Vec<String>,
}

/// Why a delivery is not recorded, as it is recorded already or may not be a delivery; `None` if it is
/// recorded. `named`: whether its name was passed.
fn not_recorded(day: &SendingContext, sent: &Sent, named: bool) -> Option<String> {
    match known(&day.ledger.sent, sent) {
        RecordStatus::Recorded(it) => {
            let words =
                format!("{} to {} is already recorded as sent on {}", sent.name, sent.customer, it.on);
            let second = format!("{words}; a second delivery on {} was not recorded", day.on);
            Some(if named && it.on != day.on { second } else { words })
        }
        RecordStatus::Superseded(it) if !named => {
            let words = format!(
                "{} to {} is already recorded as sent on {}, and different answers were sent since",
                sent.name, sent.customer, it.on
            );
            Some(format!("{words}; if it was sent again, pass its name: `factum sent {}`", sent.name))
        }
        RecordStatus::New if !named => unless_named(day.ledger, sent),
        RecordStatus::Superseded(_) | RecordStatus::New => None,
    }
}

/// Records the delivery of a folder, unless it is recorded.
fn record(
    day: &SendingContext,
    folder: &Path,
    asked: Deliveries,
    recorded: &mut Recorded,
) -> Result<(), Error> {
    let (on, named, lines) = (day.on, !asked.questionnaires.is_empty(), &mut recorded.lines);
    let Some(found) = sending(folder, on, named)? else { return Ok(()) };
    let sent = &found.sent;
    if asked.require_approved {
        require_approved_custom_text(&found)?;
    }
    let lapsed = day.lapsed(sent);
    if named {
        require_later(sent, on)?;
    }
    if let Some(line) = not_recorded(day, sent, named) {
        lines.push(line);
        if let RecordStatus::Recorded(_) = known(&day.ledger.sent, sent) {
            lines.extend(day.note(sent, &lapsed).filter(|_| named));
        }
        return Ok(());
    }
    require_later(sent, on)?;
    if sent.items.is_empty() {
        let file = sent.file.as_ref().map_or("", |(name, _)| name);
        lines.push(format!(
            "{} to {}: `{file}` has no answers; nothing was recorded",
            sent.name, sent.customer
        ));
        return Ok(());
    }
    if asked.require_approved {
        day.require_approval(&found, &lapsed)?;
    }
    lines.extend(notes(&found, day.ledger.file.is_some()));
    lines.extend(day.note(sent, &lapsed));
    if asked.on.is_none() && sent.as_of < on {
        let words =
            format!("note: {} states facts as of {} and is recorded as sent on {on}", sent.name, sent.as_of);
        lines.push(format!(
            "{words}; if it was sent on another day, remove that record (and `out/ledgers.json`, if there \
             is one) before you commit it, and run `factum sent --on DAY`"
        ));
    }
    recorded.new.push(found.sent);
    Ok(())
}

/// Refuses a delivery on a day before the one of which it states facts.
fn require_later(sent: &Sent, on: NaiveDate) -> Result<(), Error> {
    if on >= sent.as_of {
        return Ok(());
    }
    let message = format!(
        "`{}` states facts as of {}, so it cannot have been sent earlier, on {on}",
        sent.name, sent.as_of
    );
    Err(Error::Rejected { message, help: "pass the date on which it was sent with `--on`".into() })
}

/// An unused path in `data/sent`: date, customer and questionnaire.
fn path(inputs: &Inputs, sent: &Sent, taken: &mut BTreeSet<String>) -> String {
    let customer = folder_of(&sent.customer);
    let name = anchor(sent.name.strip_prefix(&format!("{customer}--")).unwrap_or(&sent.name));
    let kind = if sent.what == What::Withdrawal { "-withdrawal" } else { "" };
    let base: String = format!("{}-{customer}-{name}{kind}", sent.on).chars().take(120).collect();
    let base = base.trim_end_matches('-');
    let mut number = 1;
    loop {
        // Names have no two hyphens in a row: the second record of `list` is not the first of `list-2`.
        let path =
            if number == 1 { format!("{SENT}/{base}.yaml") } else { format!("{SENT}/{base}--{number}.yaml") };
        if !is_taken(&inputs.root.join(&path)) && taken.insert(path.clone()) {
            return path;
        }
        number += 1;
    }
}
