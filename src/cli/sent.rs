//! `factum sent`: records deliveries to customers in `data/sent`, one file per delivery, never changed later.

use std::{
    collections::{BTreeSet, HashMap},
    fs,
};

use chrono::NaiveDate;
use clap::Args;

use super::{
    CLEAN, Context, FINDINGS,
    claims_by_date::ClaimsByDate,
    committed, holding, notices, past, pipeline,
    remembered::{self, Remembered},
    sending::{Sending, folders, sending},
    signers::Signers,
};
use crate::{
    diagnostic::human::count,
    error::Error,
    fact::Audience,
    ledger::{Origin, SENT, Sent, Told, What, last_seals, name_of, sent_entry},
    library::Edit,
    load::Loaded,
    markup::anchor,
    review::{folder_of, in_order},
    system::{
        in_place,
        output::{self, WriteLock},
    },
};

/// Printed when the data or the ledgers have errors.
const NOTHING: &str = "fix these errors first; nothing was recorded";

/// Maximum number of places outside the answer cells that are listed.
const PLACES: usize = 10;

/// Arguments of `factum sent`.
#[derive(Args, Debug, Clone)]
pub struct Arguments {
    /// Folders in out/<audience>/questionnaires, or their names [default: all that are not recorded yet]
    #[arg(value_name = "QUESTIONNAIRE", conflicts_with = "notice")]
    pub questionnaires: Vec<String>,
    /// Record that the notice in out/notices was sent to this customer
    #[arg(long, value_name = "CUSTOMER")]
    pub notice: Option<String>,
    /// The date on which it was sent [default: today]
    #[arg(long, value_name = "DATE", value_parser = super::arguments::day)]
    pub on: Option<NaiveDate>,
    /// Refuse a questionnaire with answers that are not approved
    #[arg(long, conflicts_with = "notice")]
    pub require_approved: bool,
}

/// Runs the command.
pub fn run(context: &Context, arguments: &Arguments) -> Result<u8, Error> {
    let on = arguments.on.unwrap_or(context.today);
    if on > context.today {
        let message = format!("`--on {on}` is in the future");
        return Err(Error::Usage { message, help: "pass the date on which it was sent".into() });
    }
    if context.audience.is_some_and(|it| it < Audience::Internal) {
        return Err(Error::Usage {
            message: "`sent` records the whole delivery, whatever its audience".into(),
            help: "omit `--audience`: an answered questionnaire keeps the audience it was answered for"
                .into(),
        });
    }
    // From here on, no other command answers or records.
    let alone = output::alone(&context.root)?;
    let loaded = pipeline::read(context)?;
    if committed::is_incomplete(context, &loaded)? {
        context.terminal.summary(NOTHING);
        return Ok(FINDINGS);
    }
    if let Some(customer) = &arguments.notice {
        let Some((sent, lines)) = notices::to_record(context, &loaded, customer, on)? else {
            return Ok(FINDINGS);
        };
        return record(context, &loaded, &alone, vec![sent], lines);
    }
    deliveries(context, arguments, &loaded, &alone, on)
}

/// Records the selected questionnaires.
fn deliveries(
    context: &Context,
    arguments: &Arguments,
    loaded: &Loaded,
    alone: &WriteLock,
    on: NaiveDate,
) -> Result<u8, Error> {
    let Some((mut spoken, _)) = ClaimsByDate::new(context, loaded)? else {
        context.terminal.summary(NOTHING);
        return Ok(FINDINGS);
    };
    let Some(approvals) = Signers::new(context, loaded).on(on, arguments.require_approved)? else {
        return Ok(FINDINGS);
    };
    let told_then = spoken
        .on(on)
        .ok_or_else(|| Error::Internal { message: format!("the statements for {on} cannot be generated") })?;
    // For a past day, the current data may differ from the data of that day.
    let past = if on < context.today { past::said_on(context, on) } else { None };
    let said = past.as_ref().map_or(&*told_then.said, |it| &it.said);
    let by = match &past {
        Some(past) => format!("the data of commit {}, the last one up to that day, says", past.commit),
        None if on < context.today => "the current data (no commit has the data of that day) says".to_owned(),
        None => "the data says".to_owned(),
    };
    let day = holding::Day { on, by: &by, said, ledger: &loaded.ledger, approvals: &approvals };
    let named = !arguments.questionnaires.is_empty();
    let mut new = Vec::new();
    let mut lines = Vec::new();
    for folder in folders(context, &arguments.questionnaires)? {
        let Some(found) = sending(&folder, on, named)? else { continue };
        let sent = &found.sent;
        if arguments.require_approved {
            holding::own_words_are_approved(&found)?;
        }
        let lapsed = day.lapsed(sent);
        match known(&loaded.ledger.sent, sent) {
            Known::Recorded(it) => {
                lines.push(format!(
                    "{} to {} is already recorded as sent on {}",
                    sent.name, sent.customer, it.on
                ));
                lines.extend(day.note(sent, &lapsed).filter(|_| named));
                continue;
            }
            Known::Superseded(it) if !named => {
                let words = format!(
                    "{} to {} is already recorded as sent on {}, and different answers were sent since",
                    sent.name, sent.customer, it.on
                );
                lines.push(format!(
                    "{words}; if it was sent again, pass its name: `factum sent {}`",
                    sent.name
                ));
                continue;
            }
            Known::Superseded(_) | Known::New => {}
        }
        if on < sent.as_of {
            let message = format!(
                "`{}` states facts as of {}, so it cannot have been sent earlier, on {on}",
                sent.name, sent.as_of
            );
            return Err(Error::Usage {
                message,
                help: "pass the date on which it was sent with `--on`".into(),
            });
        }
        if sent.told.is_empty() {
            let file = sent.file.as_ref().map_or("", |(name, _)| name);
            lines.push(format!(
                "{} to {}: `{file}` has no answers; nothing was recorded",
                sent.name, sent.customer
            ));
            continue;
        }
        if arguments.require_approved {
            day.approves(&found, &lapsed)?;
        }
        lines.extend(notes(&found, loaded.ledger.file.is_some()));
        lines.extend(day.note(sent, &lapsed));
        if arguments.on.is_none() && sent.as_of < on {
            let words = format!(
                "note: {} states facts as of {} and is recorded as sent on {on}",
                sent.name, sent.as_of
            );
            lines.push(format!(
                "{words}; if it was sent on another day, remove that record (and `out/ledgers.json`, if there is one) before you commit it, and run `factum sent --on DAY`"
            ));
        }
        new.push(found.sent);
    }
    if new.is_empty() {
        lines.push(
            "nothing new to record: `factum answer FILE --customer NAME` answers for a customer".into(),
        );
    }
    record(context, loaded, alone, new, lines)
}

/// Writes the records and prints what was written, followed by `lines`.
fn record(
    context: &Context,
    loaded: &Loaded,
    alone: &WriteLock,
    new: Vec<Sent>,
    lines: Vec<String>,
) -> Result<u8, Error> {
    let mut taken = BTreeSet::new();
    let mut number = loaded.ledger.sent.iter().map(|it| it.number).max().unwrap_or(0);
    let mut before = last_seals(&loaded.ledger.sent);
    let mut edits = Vec::new();
    let mut said = Vec::new();
    let mut remembered = Vec::new();
    for sent in new {
        number = number.saturating_add(1);
        let path = path(context, &sent, &mut taken);
        let what = match sent.what {
            What::Answers => {
                format!("{} to {}, {}", sent.name, sent.customer, count(sent.told.len(), "answer"))
            }
            What::Notice => format!("notice to {}, {}", sent.customer, count(sent.told.len(), "thing")),
        };
        said.push(format!("{path}: {what}"));
        let after = sent_entry(&Sent { number, after: before, ..sent });
        let seal = after.trim_end().rsplit_once("seal: ").map_or_else(String::new, |it| it.1.to_owned());
        before = vec![seal.clone()];
        remembered.push(Remembered { path: path.clone(), seal });
        edits.push(Edit { path, before: None, after });
    }
    if !edits.is_empty() {
        edits.extend(remembered::edit(context, &loaded.ledger, &loaded.sources, &remembered, None));
        in_place::replace_alone(alone, &context.root, &edits)?;
    }
    said.iter().chain(&lines).for_each(|it| context.terminal.summary(it));
    Ok(CLEAN)
}

/// Notes about a delivery that is recorded.
fn notes(found: &Sending, approvals_are_kept: bool) -> Vec<String> {
    let sent = &found.sent;
    let file = sent.file.as_ref().map_or("", |(name, _)| name);
    let foreign = sent.told.iter().filter(|it| it.origin == Some(Origin::File) && it.place.is_none()).count();
    let are = |number: usize| if number == 1 { "is" } else { "are" };
    let mut lines = Vec::new();
    if found.changed {
        let how = match found.edited {
            0 => "the answers in it are unchanged".to_owned(),
            edited => format!(
                "{} {} recorded with the content now in the file",
                count(edited, "answer"),
                are(edited)
            ),
        };
        lines.push(format!("note: `{file}` was edited after `factum answer` wrote it; {how}"));
    }
    if found.missing > 0 {
        lines.push(format!(
            "note: {} {} not in `{file}` and not recorded",
            count(found.missing, "answer"),
            are(found.missing)
        ));
    }
    if foreign > 0 {
        let words =
            format!("note: {} in `{file}` {} not from factum", count(foreign, "answer"), are(foreign));
        lines.push(format!("{words}; recorded as custom text"));
    }
    if !found.typed.is_empty() {
        let shown: Vec<_> = found.typed.iter().take(PLACES).map(String::as_str).collect();
        let more = found
            .typed
            .len()
            .checked_sub(shown.len())
            .filter(|it| *it > 0)
            .map_or(String::new(), |it| format!(" and {it} more"));
        let (texts, are) = (count(found.typed.len(), "text"), are(found.typed.len()));
        lines.push(format!(
            "note: {texts} outside the answer cells of `{file}` {are} not from factum; recorded as custom text: {}{more}",
            shown.join(", ")
        ));
    }
    if found.changed && found.untold {
        lines.push(format!(
            "note: `{file}` was answered by an earlier version of factum, so texts typed into it elsewhere cannot be detected"
        ));
    }
    if found.open > 0 && approvals_are_kept {
        lines.push(format!(
            "note: {} of `{}` had no approval when the file was answered",
            count(found.open, "answer"),
            sent.name
        ));
    }
    lines
}

/// Whether a delivery is already recorded.
enum Known<'l> {
    /// It is not recorded.
    New,
    /// It is recorded and is the latest for the customer.
    Recorded(&'l Sent),
    /// It is recorded, but different answers were sent since.
    Superseded(&'l Sent),
}

/// Looks for the delivery of the same file of the same questionnaire to the same customer and audience.
fn known<'l>(known: &'l [Sent], new: &Sent) -> Known<'l> {
    let customer = name_of(&new.customer);
    let mut own: Vec<&Sent> = known.iter().filter(|it| name_of(&it.customer) == customer).collect();
    own.sort_by(|a, b| in_order(a, b));
    let digest = |it: &Sent| it.file.as_ref().map(|(_, digest)| digest.clone());
    let is_same = |it: &&Sent| {
        (it.what, it.audience, &it.name, digest(it)) == (new.what, new.audience, &new.name, digest(new))
    };
    let Some(at) = own.iter().rposition(is_same) else { return Known::New };
    let Some(same) = own.get(at) else { return Known::New };
    let words: HashMap<&str, &Told> = same.told.iter().map(|it| (it.claim.id.as_str(), it)).collect();
    let differs = |later: &Told| {
        words
            .get(later.claim.id.as_str())
            .is_some_and(|it| !(it.same_wording_as(&later.claim) || later.same_wording_as(&it.claim)))
    };
    let superseded = own.iter().skip(at + 1).flat_map(|it| &it.told).any(differs);
    if superseded { Known::Superseded(same) } else { Known::Recorded(same) }
}

/// An unused path in `data/sent`: date, customer and questionnaire.
fn path(context: &Context, sent: &Sent, taken: &mut BTreeSet<String>) -> String {
    let customer = folder_of(&sent.customer);
    let name = anchor(sent.name.strip_prefix(&format!("{customer}--")).unwrap_or(&sent.name));
    let base: String = format!("{}-{customer}-{name}", sent.on).chars().take(120).collect();
    let base = base.trim_end_matches('-');
    let mut number = 1;
    loop {
        // Names have no two hyphens in a row: the second record of `list` is not the first of `list-2`.
        let path =
            if number == 1 { format!("{SENT}/{base}.yaml") } else { format!("{SENT}/{base}--{number}.yaml") };
        if fs::symlink_metadata(context.root.join(&path)).is_err() && taken.insert(path.clone()) {
            return path;
        }
        number += 1;
    }
}
