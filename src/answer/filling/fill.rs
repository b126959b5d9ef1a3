//! Fills a customer's file with the answers, and records in each reply what was written and what was not.

use std::collections::BTreeMap;

use super::{
    customers::Customers, enter::plan, former::Former, other_lists, planned::Planned, preset::Presets,
};
use crate::{
    answer::reply::{
        Reply,
        entered::{Entered, Holds, Why},
    },
    fact::printable,
    questionnaire::{At, Entry, Form, Format, Refusal, Returned, Unwritten, Upload},
};

/// Fills a file. If the format does not write a verdict, the text that belongs to it is not written either.
///
/// # Errors
/// The format cannot fill the file.
pub fn fill(file: Customers, replies: &mut [Reply], overwrite: bool) -> Result<Returned, Refusal> {
    let mut plans = plans(file.form, file, replies, |_| overwrite);
    let mut returned = written(file.format, file.upload, replies, &mut plans, &[])?;
    returned.remarks.extend(other_lists::remarks(file.form, file.mappings, replies, &plans));
    Ok(returned)
}

/// Fills a file that was filled before and edited since; `None` if answers that no longer apply cannot be
/// removed from it.
///
/// # Errors
/// The format cannot fill the file.
pub fn fill_again(
    file: Customers,
    former: &Former,
    replies: &mut [Reply],
    overwrite: bool,
) -> Result<Option<Again>, Refusal> {
    // Text beside an edited cell is compared with what is already there.
    let edited = |reply: &Reply| {
        file.mappings.get(reply.asked.layout).is_some_and(|it| former.has_edited(reply, &it.1))
    };
    let mut plans = plans(former.form(), file, replies, |reply| overwrite || edited(reply));
    for (reply, plan) in replies.iter_mut().zip(&mut plans) {
        if let Some((_, mapping)) = file.mappings.get(reply.asked.layout) {
            former.reconcile(reply, mapping, plan);
        }
    }
    let before = replies.to_vec();
    if let Some(clearing) = former.clearing(file.form, replies, &plans).filter(|_| !former.is_moved()) {
        let returned = written(file.format, &former.upload, replies, &mut plans.clone(), &clearing)?;
        if !refuses(&returned, &clearing) {
            return Ok(Some(Again { returned, from_original: false }));
        }
        replies.clone_from_slice(&before);
    }
    // Text is carried over even if the file itself cannot be filled.
    let carried = former.carried(file.form, replies, &plans);
    let returned = written(file.format, file.upload, replies, &mut plans, &carried)?;
    Ok((!refuses(&returned, &carried)).then_some(Again { returned, from_original: true }))
}

/// A file that was filled again.
#[derive(Debug)]
pub struct Again {
    /// The file.
    pub returned: Returned,
    /// Whether it is the customer's original with the edited text, and not the edited file itself.
    pub from_original: bool,
}

fn refuses(returned: &Returned, needed: &[Entry]) -> bool {
    returned.left.iter().any(|(entry, _)| needed.contains(entry))
}

/// Plans what to write for each reply into `form`: the customer's original, or its present state.
fn plans(
    form: &Form,
    file: Customers,
    replies: &mut [Reply],
    overwrite: impl Fn(&Reply) -> bool,
) -> Vec<Vec<Planned>> {
    let mappings = file.mappings;
    let presets: Vec<_> = (0..mappings.len()).map(|layout| presets(form, file, layout, replies)).collect();
    let mut plans = Vec::new();
    for reply in replies {
        let layout = mappings.get(reply.asked.layout).zip(presets.get(reply.asked.layout));
        plans.push(match (layout, form.sheets.get(reply.asked.sheet)) {
            (Some(((_, mapping), presets)), Some(sheet)) => {
                let overwrite = overwrite(reply);
                plan(reply, sheet, mapping, presets, overwrite)
            }
            _ => vec![],
        });
    }
    plans
}

/// Writes what was planned, and `more`.
fn written(
    format: &Format,
    upload: &Upload,
    replies: &mut [Reply],
    plans: &mut [Vec<Planned>],
    more: &[Entry],
) -> Result<Returned, Refusal> {
    // Each round removes planned cells, so the loop terminates.
    loop {
        let entries: Vec<Entry> = plans.iter().flatten().map(|it| &it.entry).chain(more).cloned().collect();
        let returned = (format.fill)(upload, &entries)?;
        let refused = returned.left.iter().map(|(entry, why)| ((entry.sheet, entry.at), why)).collect();
        if !withdraw(replies, plans, &refused) {
            note(replies, plans, &refused);
            return Ok(returned);
        }
    }
}

/// The content of the answer cells of one layout; `form` is the customer's original, or its present state.
fn presets(form: &Form, file: Customers, layout: usize, replies: &[Reply]) -> Presets {
    let found = file
        .mappings
        .get(layout)
        .and_then(|(index, it)| Some((form.sheets.get(*index)?, file.form.sheets.get(*index)?, it)));
    let Some((sheet, original, mapping)) = found else { return Presets::default() };
    let columns = || mapping.answers.iter().chain(&mapping.yes_no).chain(&mapping.comment).copied();
    let asked: Vec<At> =
        replies.iter().filter(|it| it.asked.layout == layout).map(|it| it.asked.at).collect();
    let presets = Presets::of(
        sheet,
        columns().map(|column| (column, asked.iter().filter_map(|it| mapping.cell(*it, column)).collect())),
    )
    .with_read(replies.iter().filter(|it| it.asked.layout == layout));
    // A person who names the comment column knows its content.
    let Some(comment) = mapping.comment.filter(|_| !mapping.by_hand) else { return presets };
    let row = |it: &At| {
        let at = mapping.cell(*it, comment)?;
        Some((at, mapping.cells(*it).into_iter().filter(|it| *it != at).collect()))
    };
    let rows: Vec<(At, Vec<At>)> = asked.iter().filter_map(row).collect();
    // The original is used: what a person wrote into the filled file is not the customer's.
    presets.customers(original, &rows)
}

/// The refused cells, each with the reason.
type Refused<'a> = BTreeMap<(usize, At), &'a Unwritten>;

fn refusal<'a>(refused: &Refused<'a>, planned: &Planned) -> Option<&'a Unwritten> {
    refused.get(&(planned.entry.sheet, planned.entry.at)).copied()
}

/// Removes what must not be written without a refused part; returns whether there was any.
fn withdraw(replies: &mut [Reply], plans: &mut [Vec<Planned>], refused: &Refused) -> bool {
    let mut withdrawn = false;
    if refused.is_empty() {
        return withdrawn;
    }
    for (reply, plan) in replies.iter_mut().zip(plans) {
        // A cell that must be emptied but cannot be contradicts the whole answer; a refused verdict takes
        // its text with it.
        let needed = |it: &&Planned| it.holds != Holds::Text || it.says.is_empty();
        let found = plan
            .iter()
            .filter(needed)
            .find_map(|it| refusal(refused, it).map(|_| (it.entry.at, it.says.is_empty())));
        let Some((at, emptied)) = found else { continue };
        let doomed = |it: &Planned| it.entry.at != at && (emptied || it.holds == Holds::Text);
        for it in plan.extract_if(.., |it| doomed(it)) {
            let what = if emptied { "cannot be emptied" } else { "does not allow its verdict" };
            reply.leave(
                Some(it.entry.at),
                it.holds,
                Why::Withdrawn,
                format!("{} was not changed because {at} {what}", it.entry.at),
            );
            withdrawn = true;
        }
    }
    withdrawn
}

/// Records what was written, and why the rest was not.
fn note(replies: &mut [Reply], plans: &[Vec<Planned>], refused: &Refused) {
    for (reply, plan) in replies.iter_mut().zip(plans) {
        for it in plan {
            match refusal(refused, it) {
                Some(why) => {
                    reply.leave(Some(it.entry.at), it.holds, why.obstacle.into(), printable(&why.words))
                }
                None => {
                    reply.cells.push(Entered { at: it.entry.at, holds: it.holds, value: it.says.clone() })
                }
            }
        }
    }
}
