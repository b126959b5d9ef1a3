//! `factum sent`: records what was sent to customers, in `data/sent`, a file a sending; none is ever changed.

use std::{
    collections::{BTreeSet, HashSet},
    fs,
};

use chrono::NaiveDate;
use clap::Args;

use super::{
    CLEAN, Context, FINDINGS, in_place, notices,
    output::{self, Alone},
    pipeline,
    sending::{Sending, folders, sending},
    terminal::count,
};
use crate::{
    error::Error,
    fact::Audience,
    learn::Edit,
    ledger::{SENT, Sent, What, sent_entry},
    load::Loaded,
    prose::anchor,
    review::{folder_of, in_order, name_of},
};

/// What `factum sent` takes.
#[derive(Args, Debug, Clone)]
pub struct Arguments {
    /// Folders of out/<audience>/questionnaires, or their names [default: all that are not recorded yet]
    #[arg(value_name = "QUESTIONNAIRE", conflicts_with = "notice")]
    pub questionnaires: Vec<String>,
    /// Record that the notice in out/notices was sent to this customer
    #[arg(long, value_name = "CUSTOMER")]
    pub notice: Option<String>,
    /// The day on which it was sent [default: today]
    #[arg(long, value_name = "DATE", value_parser = super::arguments::day)]
    pub on: Option<NaiveDate>,
}

/// Records.
pub fn run(context: &Context, arguments: &Arguments) -> Result<u8, Error> {
    let on = arguments.on.unwrap_or(context.today);
    if on > context.today {
        let message = format!("nothing can have been sent on {on}, which is still to come");
        return Err(Error::Usage { message, help: "give the day on which it was sent".into() });
    }
    if context.audience.is_some_and(|it| it < Audience::Internal) {
        return Err(Error::Usage {
            message: "what was sent is recorded whole, whoever may see it".into(),
            help: "leave `--audience` out: the audience of an answered questionnaire is the one it was answered for".into(),
        });
    }
    // From here on nobody answers anew, nor records the same.
    let alone = output::alone(&context.root)?;
    let loaded = pipeline::read(context)?;
    if let Some(customer) = &arguments.notice {
        let Some((sent, lines)) = notices::to_record(context, &loaded, customer, on)? else { return Ok(FINDINGS) };
        return record(context, &loaded, &alone, vec![sent], lines);
    }
    let folders = folders(context, &arguments.questionnaires)?;
    let mut new = Vec::new();
    let mut lines = Vec::new();
    for folder in folders {
        let Some(Sending { sent, changed, open }) = sending(&folder, on, !arguments.questionnaires.is_empty())? else { continue };
        if on < sent.as_of {
            let message = format!("`{}` speaks of {}: it cannot have been sent on {on}, before", sent.name, sent.as_of);
            return Err(Error::Usage { message, help: "give the day on which it was sent, with `--on`".into() });
        }
        if let Some(known) = recorded(&loaded.ledger.sent, &sent) {
            lines.push(format!("{} to {} is recorded already, as sent on {}", sent.name, sent.customer, known.on));
            continue;
        }
        if changed {
            let file = sent.file.as_ref().map_or("", |(name, _)| name);
            lines.push(format!("note: `{file}` was changed after `factum answer` wrote it; recorded is what factum answered, and the SHA-256 of the file as it is"));
        }
        if open > 0 && loaded.ledger.file.is_some() {
            lines.push(format!("note: {} of `{}` nobody had approved when it was answered", count(open, "answer"), sent.name));
        }
        new.push(sent);
    }
    if new.is_empty() {
        lines.push("nothing new to record: `factum answer FILE --customer NAME` answers for a customer".into());
    }
    record(context, &loaded, &alone, new, lines)
}

/// Writes the records, and says so; `lines` is what else is to be said.
fn record(context: &Context, loaded: &Loaded, alone: &Alone, new: Vec<Sent>, lines: Vec<String>) -> Result<u8, Error> {
    let mut taken = BTreeSet::new();
    let mut number = loaded.ledger.sent.iter().map(|it| it.number).max().unwrap_or(0);
    let mut edits = Vec::new();
    let mut said = Vec::new();
    for sent in new {
        number = number.saturating_add(1);
        let path = path(context, &sent, &mut taken);
        let what = match sent.what {
            What::Answers => format!("{} to {}, {}", sent.name, sent.customer, count(sent.told.len(), "answer")),
            What::Notice => format!("notice to {}, {}", sent.customer, count(sent.told.len(), "thing")),
        };
        said.push(format!("{path}: {what}"));
        edits.push(Edit { path, before: None, after: sent_entry(&Sent { number, ..sent }) });
    }
    if !edits.is_empty() {
        in_place::replace_alone(alone, &context.root, &edits)?;
    }
    said.iter().chain(&lines).for_each(|it| context.terminal.summary(it));
    Ok(CLEAN)
}

/// The record of this very sending: the customer's last one of the questionnaire for the audience, with the same file and words, if
/// nothing that it told has been told anew since.
fn recorded<'l>(known: &'l [Sent], new: &Sent) -> Option<&'l Sent> {
    let customer = name_of(&new.customer);
    let mut own: Vec<&Sent> = known.iter().filter(|it| name_of(&it.customer) == customer).collect();
    own.sort_by(|a, b| in_order(a, b));
    let key = |it: &Sent| (it.what, it.audience);
    let at = own.iter().rposition(|it| key(it) == key(new) && it.name == new.name)?;
    let words = |it: &Sent| it.told.iter().map(|it| (it.claim.digest(), it.written.clone())).collect::<Vec<_>>();
    let last = own.get(at).filter(|it| it.file == new.file && words(it) == words(new))?;
    let told: HashSet<&str> = new.told.iter().map(|it| it.claim.id.as_str()).collect();
    let later = own.iter().skip(at + 1).flat_map(|it| &it.told);
    (!later.into_iter().any(|it| told.contains(it.claim.id.as_str()))).then_some(*last)
}

/// A path in `data/sent` that no file has: day, customer and questionnaire.
fn path(context: &Context, sent: &Sent, taken: &mut BTreeSet<String>) -> String {
    let customer = folder_of(&sent.customer);
    let name = anchor(sent.name.strip_prefix(&format!("{customer}--")).unwrap_or(&sent.name));
    let base: String = format!("{}-{customer}-{name}", sent.on).chars().take(120).collect();
    let mut number = 1;
    loop {
        let path = if number == 1 { format!("{SENT}/{base}.yaml") } else { format!("{SENT}/{base}-{number}.yaml") };
        if fs::symlink_metadata(context.root.join(&path)).is_err() && taken.insert(path.clone()) {
            return path;
        }
        number += 1;
    }
}
