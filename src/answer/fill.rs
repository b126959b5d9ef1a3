//! Fills a customer's file with the answers, and notes with each reply what was written and what was not.

use std::collections::BTreeMap;

use super::{
    Entered, Holds, Reply, Why,
    enter::{Planned, plan},
    preset::Presets,
};
use crate::{
    fact::printable,
    form::{At, Entry, Form, Format, Refusal, Returned, Unwritten, Upload, mapping::Mapping},
};

/// Fills a file. Where the format does not write a verdict, the words that belong to it are not written either.
///
/// # Errors
/// The format cannot fill the file.
pub fn fill(
    format: &Format,
    upload: &Upload,
    form: &Form,
    mappings: &[(usize, Mapping)],
    replies: &mut [Reply],
    overwrite: bool,
) -> Result<Returned, Refusal> {
    let presets: Vec<_> = (0..mappings.len()).map(|layout| presets(form, mappings, layout, replies)).collect();
    let mut plans: Vec<Vec<Planned>> = Vec::new();
    for reply in replies.iter_mut() {
        let layout = mappings.get(reply.asked.layout).zip(presets.get(reply.asked.layout));
        plans.push(match (layout, form.sheets.get(reply.asked.sheet)) {
            (Some(((_, mapping), presets)), Some(sheet)) => plan(reply, sheet, mapping, presets, overwrite),
            _ => vec![],
        });
    }
    // Each round takes words away, so it ends.
    loop {
        let entries: Vec<Entry> = plans.iter().flatten().map(|it| it.entry.clone()).collect();
        let returned = (format.fill)(upload, &entries)?;
        let refused = returned.left.iter().map(|(entry, why)| ((entry.sheet, entry.at), why)).collect();
        if !withdraw(replies, &mut plans, &refused) {
            note(replies, &plans, &refused);
            return Ok(returned);
        }
    }
}

/// What stands in the answer cells of one layout.
fn presets(form: &Form, mappings: &[(usize, Mapping)], layout: usize, replies: &[Reply]) -> Presets {
    let Some((sheet, mapping)) = mappings.get(layout).and_then(|(index, it)| Some((form.sheets.get(*index)?, it))) else {
        return Presets::default();
    };
    let columns = || mapping.answers.iter().chain(&mapping.yes_no).chain(&mapping.comment).copied();
    let asked: Vec<At> = replies.iter().filter(|it| it.asked.layout == layout).map(|it| it.asked.at).collect();
    Presets::of(sheet, columns().map(|column| (column, asked.iter().filter_map(|it| mapping.cell(*it, column)).collect())))
}

/// The cells that were refused, each with the reason.
type Refused<'a> = BTreeMap<(usize, At), &'a Unwritten>;

fn refusal<'a>(refused: &Refused<'a>, planned: &Planned) -> Option<&'a Unwritten> {
    refused.get(&(planned.entry.sheet, planned.entry.at)).copied()
}

/// Takes out the words whose verdict was refused; whether there were some.
fn withdraw(replies: &mut [Reply], plans: &mut [Vec<Planned>], refused: &Refused) -> bool {
    let mut withdrawn = false;
    if refused.is_empty() {
        return withdrawn;
    }
    for (reply, plan) in replies.iter_mut().zip(plans) {
        let verdict = plan.iter().find(|it| it.holds != Holds::Text).and_then(|it| Some((it.entry.at, refusal(refused, it)?)));
        let Some((at, _)) = verdict else { continue };
        if let Some(words) = plan.iter().position(|it| it.holds == Holds::Text) {
            let words = plan.remove(words);
            let reason = format!("{} stays empty, as its verdict cannot be written to {at}", words.entry.at);
            reply.leave(Some(words.entry.at), Holds::Text, Why::Withdrawn, reason);
            withdrawn = true;
        }
    }
    withdrawn
}

/// Notes what was written, and of the rest why it was not.
fn note(replies: &mut [Reply], plans: &[Vec<Planned>], refused: &Refused) {
    for (reply, plan) in replies.iter_mut().zip(plans) {
        for it in plan {
            match refusal(refused, it) {
                Some(why) => reply.leave(Some(it.entry.at), it.holds, why.obstacle.into(), printable(&why.words)),
                None => reply.cells.push(Entered { at: it.entry.at, holds: it.holds, value: it.says.clone() }),
            }
        }
    }
}
