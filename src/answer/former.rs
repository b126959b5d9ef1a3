//! A file that was filled before and that a person edited since: what was edited stays, and the rest is filled again.
//!
//! The edited file itself is filled, so that formats, notes and pictures that were added stay as well. A cell counts as edited
//! where it differs from what was written to it, or from the customer's file where nothing was. What cannot be told apart in
//! this way (rows were added, the customer's file is another one) is not filled: both files are kept.

use std::collections::{BTreeMap, BTreeSet};

use super::{Entered, Holds, Reply, Tier, Why, enter::Planned, words};
use crate::{
    fact::printable,
    form::{At, Cell, Entry, Form, Upload, Value, composed, is_ticked, mapping::Mapping, marked},
};

/// A cell of a file: its sheet, counted from 0, and its place.
type Spot = (usize, At);

/// A filled file that was edited.
#[derive(Debug)]
pub struct Former {
    /// The file as it is now.
    pub upload: Upload,
    /// What was written to its cells and is still there.
    kept: BTreeMap<Spot, (Holds, String)>,
    /// What was edited: the texts that stand there now.
    edited: BTreeMap<Spot, String>,
    /// The customer's form with these texts in it.
    form: Form,
}

/// What was recorded of a file when it was filled; sheets by their names.
#[derive(Debug, Default)]
pub struct Record {
    /// What was written, and to which cells.
    pub written: Vec<(String, Entered)>,
    /// The cells that a person had emptied by then.
    pub emptied: Vec<(String, At)>,
}

impl Former {
    /// Compares a file that was filled with the customer's: `original` is the form as it came, `now` the form as it is, with
    /// the cells of the `questions` in both. None where the two cannot be compared cell by cell.
    pub fn compare(upload: Upload, original: &Form, now: &Form, questions: &[(usize, At)], record: &Record) -> Option<Self> {
        let names = |form: &Form| form.sheets.iter().map(|it| composed(&printable(&it.name)).into_owned()).collect::<Vec<_>>();
        let text = |form: &Form, (sheet, at): Spot| form.sheets.get(sheet).map_or(String::new(), |it| it.text(at).to_owned());
        let moved = questions.iter().any(|it| text(original, *it) != text(now, *it));
        if names(original) != names(now) || moved {
            return None;
        }
        let mut kept = BTreeMap::new();
        for (sheet, it) in &record.written {
            let sheet = original.sheets.iter().position(|own| printable(&own.name) == *sheet)?;
            kept.insert((sheet, it.at), (it.holds, it.value.clone()));
        }
        let named = |(name, at): &(String, At)| Some((original.sheets.iter().position(|own| printable(&own.name) == *name)?, *at));
        let emptied: Vec<_> = record.emptied.iter().filter_map(named).filter(|it| text(now, *it).is_empty()).collect();
        let mut former = Self { upload, kept, edited: BTreeMap::new(), form: original.clone() };
        for (sheet, (own, other)) in original.sheets.iter().zip(&now.sheets).enumerate() {
            let cells: BTreeSet<At> = own.cells.keys().chain(other.cells.keys()).copied().collect();
            let ours: Vec<At> = former.kept.keys().filter(|it| it.0 == sheet).map(|it| it.1).collect();
            cells.into_iter().chain(ours).for_each(|at| former.cell((sheet, at), own.cells.get(&at), other.cells.get(&at)));
        }
        former.edited.extend(emptied.into_iter().map(|it| (it, String::new())));
        former.kept.retain(|it, _| !former.edited.contains_key(it));
        Some(former)
    }

    /// Notes a cell where it was edited.
    fn cell(&mut self, spot: Spot, own: Option<&Cell>, now: Option<&Cell>) {
        // What is calculated changes by itself.
        if [own, now].into_iter().flatten().any(|it| it.formula) {
            return;
        }
        let text = |it: Option<&Cell>| it.map_or(String::new(), |it| it.text.trim().to_owned());
        let (before, after) = (text(own), text(now));
        let same = match self.kept.get(&spot) {
            Some((Holds::Tick, label)) => marked(&after).as_ref() == Some(label) || is_ticked(&after),
            Some((_, value)) => words::alike(value.trim_start_matches('\''), after.trim_start_matches('\'')),
            None => before == after,
        };
        if same {
            return;
        }
        if let Some(sheet) = self.form.sheets.get_mut(spot.0) {
            sheet.cells.entry(spot.1).or_default().text.clone_from(&after);
        }
        self.edited.insert(spot, after);
    }

    /// Whether nothing was edited after all.
    pub fn is_unchanged(&self) -> bool {
        self.edited.is_empty()
    }

    /// The customer's form with the texts that were edited.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// The cells that were edited, each with the text that stands there.
    pub fn edited(&self) -> impl Iterator<Item = (usize, At, &str)> {
        self.edited.iter().map(|((sheet, at), text)| (*sheet, *at, text.as_str()))
    }

    /// Whether a cell of a question's answer was edited.
    pub(super) fn has_edited(&self, reply: &Reply, mapping: &Mapping) -> bool {
        mapping.cells(reply.asked.at).into_iter().any(|at| self.edited.contains_key(&(reply.asked.sheet, at)))
    }

    /// What of a plan is still to be written. Where a cell of the question was edited, nothing is: what was edited stays, what was
    /// written before stays as long as it is still the answer, and [`clearing`](Self::clearing) empties the rest.
    pub(super) fn reconcile(&self, reply: &mut Reply, mapping: &Mapping, plan: &mut Vec<Planned>) {
        let sheet = reply.asked.sheet;
        let cells = mapping.cells(reply.asked.at);
        let edited: Vec<At> = cells.iter().copied().filter(|at| self.edited.contains_key(&(sheet, *at))).collect();
        for at in &edited {
            let value = self.edited.get(&(sheet, *at)).cloned().unwrap_or_default();
            reply.edited.push((*at, value));
            reply.left.retain(|it| it.at != Some(*at));
            if reply.tier == Tier::Answered {
                reply.leave(Some(*at), Holds::Text, Why::Edited, format!("{at} was edited by hand: it is left as it is"));
            }
        }
        let mut rest = Vec::new();
        for it in plan.drain(..) {
            match self.kept.get(&(sheet, it.entry.at)) {
                Some((holds, value)) if *holds == it.holds && *value == it.says => {
                    reply.cells.push(Entered { at: it.entry.at, holds: it.holds, value: it.says });
                }
                _ if edited.is_empty() => rest.push(it),
                _ => {}
            }
        }
        *plan = rest;
        let outdated =
            |at: &&At| !edited.is_empty() && self.kept.contains_key(&(sheet, **at)) && !reply.cells.iter().any(|it| it.at == **at);
        let outdated: Vec<At> = cells.iter().filter(outdated).copied().collect();
        for at in outdated {
            let words = format!("{at} is emptied: it said what is answered no more, beside a cell that was edited by hand");
            let holds = self.kept.get(&(sheet, at)).map_or(Holds::Verdict, |it| it.0);
            if reply.tier == Tier::Answered {
                reply.leave(Some(at), holds, Why::Outdated, words);
            } else {
                reply.reasons.push(words);
            }
        }
    }

    /// What takes away the answers that were written before and are given no more; none where that cannot be done.
    pub(super) fn clearing(&self, original: &Form, replies: &[Reply], plans: &[Vec<Planned>]) -> Option<Vec<Entry>> {
        let mut spared: BTreeSet<Spot> = plans.iter().flatten().map(|it| (it.entry.sheet, it.entry.at)).collect();
        for reply in replies {
            spared.extend(reply.cells.iter().map(|it| (reply.asked.sheet, it.at)));
        }
        let documents = [".docx", ".docm"].iter().any(|it| self.upload.name.to_ascii_lowercase().ends_with(it));
        let gone = self.kept.iter().filter(|it| !spared.contains(it.0));
        gone.map(|((sheet, at), (holds, _))| {
            let before = original.sheets.get(*sheet).map_or("", |it| it.text(*at)).to_owned();
            // A box of a document is more than its sign.
            (*holds != Holds::Tick || !documents).then_some(Entry { sheet: *sheet, at: *at, value: Value::Text(before) })
        })
        .collect()
    }
}
