//! A file that was filled before and that a person edited since: what was edited stays, and the rest is
//! filled again.
//!
//! The edited file itself is filled, so that formats, notes and pictures that were added stay as well. A cell
//! counts as edited where it differs from what was written to it, or from the customer's file where nothing
//! was. What cannot be told apart in this way (rows were added, the customer's file is another one) is not
//! filled: both files are kept.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    customers::Customers,
    former_entries::{Spot, edit, entry},
    paragraphs::{PLACE, compare, paragraphs},
    planned::Planned,
    same::{same_text, same_words},
};
use crate::{
    answer::{
        reply::{
            Reply, Tier,
            entered::{Entered, Holds, Why},
            paragraph::Paragraph,
            verdict_words::is_worded,
        },
        verdicts::words::{alike, meaning, verdict_begun},
    },
    fact::printable,
    questionnaire::{
        At, Cell, Entry, Form, Sheet, Upload, Value, composed, is_ticked, layout::Layout, marked,
    },
};

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
    /// Answers stand in paragraphs, whose rows are not those of the customer's file.
    moved: bool,
}

/// What was recorded of a file when it was filled; sheets by their names.
#[derive(Debug, Default)]
pub struct Record {
    /// What was written, and to which cells.
    pub written: Vec<(String, Entered)>,
    /// The cells that a person had edited by then, with what stood there.
    pub edited: Vec<(String, At, String)>,
}

/// A customer's file, and the same as it was filled then and as it is now.
struct Stages<'a> {
    original: &'a Form,
    was: &'a Form,
    now: &'a Form,
    /// The paragraphs that were added for answers.
    inserted: &'a BTreeMap<u32, At>,
}

impl Former {
    /// Compares a file that was filled, as it is now, with the customer's, filled again as it was `record`ed.
    /// None where the two cannot be compared cell by cell. `questions` are the cells of the questions.
    pub fn compare(
        file: &Customers,
        upload: Upload,
        questions: &[(usize, At)],
        record: &Record,
    ) -> Option<Self> {
        let original = file.form;
        let sheet_of = |name: &str| original.sheets.iter().position(|own| printable(&own.name) == *name);
        let mut kept = BTreeMap::new();
        for (sheet, it) in &record.written {
            kept.insert((sheet_of(sheet)?, it.at), (it.holds, it.value.clone()));
        }
        // The same program reads both: what it makes of a filled cell is no edit.
        let paragraphs = |sheet: usize| original.sheets.get(sheet).is_some_and(|it| it.paragraphs);
        let edited =
            record.edited.iter().filter_map(|(name, at, text)| Some(((sheet_of(name)?, *at), text.clone())));
        let edited: BTreeMap<Spot, String> = edited.collect();
        let mut entries: Vec<Entry> =
            kept.iter().map(|(spot, (holds, value))| entry(original, *spot, *holds, value)).collect();
        // What was edited among paragraphs was written again; elsewhere it stands in cells that nothing was
        // written to.
        entries.extend(
            edited
                .iter()
                .filter(|it| paragraphs(it.0.0))
                .filter_map(|(spot, text)| edit(original, *spot, text)),
        );
        let filled = (file.format.fill)(file.upload, &entries).ok().filter(|it| it.left.is_empty())?;
        let was = (file.format.read)(&Upload { name: upload.name.clone(), bytes: filled.bytes }).ok()?;
        let now = (file.format.read)(&upload).ok()?;
        let names = |form: &Form| {
            form.sheets.iter().map(|it| composed(&printable(&it.name)).into_owned()).collect::<Vec<_>>()
        };
        if names(&was) != names(&now) || names(&was) != names(original) {
            return None;
        }
        let stages = Stages { original, was: &was, now: &now, inserted: &filled.inserted };
        let text_of = |form: &Form, (sheet, at): Spot| {
            form.sheets.get(sheet).map_or(String::new(), |it| it.text(at).to_owned())
        };
        let same = |it: &Spot| same_words(&text_of(&was, *it), &text_of(&now, *it));
        if questions.iter().any(|it| !paragraphs(it.0) && !same(it)) {
            return None;
        }
        let mut former = Self { upload, kept, edited: BTreeMap::new(), form: original.clone(), moved: false };
        for index in 0..original.sheets.len() {
            if paragraphs(index) {
                let asked = questions.iter().filter(|it| it.0 == index).map(|it| it.1.row).collect();
                former.paragraphs(index, &stages, &asked)?;
            } else {
                former.cells(index, &stages);
            }
        }
        for (spot, text) in edited {
            // A cell that was emptied, or unticked, looks as if nobody had touched it.
            let stands = paragraphs(spot.0) || same_words(&text_of(&now, spot), &text);
            if !former.edited.contains_key(&spot) && stands && former.form.sheets.get(spot.0).is_some() {
                former.note(spot, text);
            }
        }
        former.moved |= former.kept.keys().chain(former.edited.keys()).any(|it| paragraphs(it.0));
        former.kept.retain(|it, _| !former.edited.contains_key(it));
        Some(former)
    }

    /// Notes the cells of a sheet that were edited.
    fn cells(&mut self, index: usize, stages: &Stages) {
        let (Some(was), Some(now)) = (stages.was.sheets.get(index), stages.now.sheets.get(index)) else {
            return;
        };
        let cells: BTreeSet<At> = was.cells.keys().chain(now.cells.keys()).copied().collect();
        for at in cells.iter().copied() {
            // A cell with a place of its own within is told whole as well.
            let whole = cells.contains(&at.inside()) && !self.kept.contains_key(&(index, at));
            if !whole {
                self.cell((index, at), was.cells.get(&at), now.cells.get(&at));
            }
        }
    }

    /// Notes the answers in paragraphs that were edited; none where something else was.
    fn paragraphs(&mut self, index: usize, stages: &Stages, asked: &BTreeSet<u32>) -> Option<()> {
        let sheet = |form: &'_ Form| form.sheets.get(index).cloned();
        let (original, was, now) = (sheet(stages.original)?, sheet(stages.was)?, sheet(stages.now)?);
        let written = paragraphs(&original, &was, stages.inserted, asked);
        let rows = |sheet: &Sheet| sheet.cells.keys().map(|it| it.row).collect::<BTreeSet<_>>();
        self.moved |= rows(&was) != rows(&now);
        let compared = compare(&written, &now, asked);
        let foreign =
            |(paragraph, row): (&Paragraph, &Option<u32>)| paragraph.answers.is_none() && row.is_none();
        if written.iter().zip(&compared.rows).any(foreign)
            || compared.new.iter().any(|it| it.question.is_none())
        {
            return None;
        }
        let count = |rows: std::ops::RangeTo<u32>| stages.inserted.range(rows).count() as u32;
        for row in asked.iter().copied() {
            let place = At { row, column: PLACE };
            let answer = compared.answer(&written, &now, row);
            if !answer.written && answer.new.is_empty() {
                // A control, a form field or a frame, which is no paragraph of the sheet.
                let before = was.cells.get(&At { row: row + count(..row), ..place });
                let after = compared.row(&written, row).and_then(|row| now.cells.get(&At { row, ..place }));
                self.cell((index, place), before, after);
            } else if !(answer.stands && answer.new.is_empty()) {
                let lines: BTreeMap<u32, String> = answer.kept.into_iter().chain(answer.new).collect();
                let lines: Vec<String> = lines.into_values().filter(|it| !it.is_empty()).collect();
                self.note((index, place), lines.join("\n"));
            }
        }
        Some(())
    }

    /// Notes a cell where it was edited.
    fn cell(&mut self, spot: Spot, was: Option<&Cell>, now: Option<&Cell>) {
        // What is calculated changes by itself. A formula that was put in or taken out is an edit.
        let calculated = |it: Option<&Cell>| it.is_some_and(|it| it.formula);
        if calculated(was) && calculated(now) {
            return;
        }
        let text = |it: Option<&Cell>| it.map_or(String::new(), |it| it.text.trim().to_owned());
        let (before, after) = (text(was), text(now));
        let ticked = matches!(self.kept.get(&spot), Some((Holds::Tick, label)) if marked(&after).as_ref() == Some(label) || is_ticked(&after));
        let same = ticked || same_text(&before, &after);
        if !same || calculated(was) != calculated(now) {
            self.note(spot, after);
        }
    }

    fn note(&mut self, spot: Spot, text: String) {
        if let Some(sheet) = self.form.sheets.get_mut(spot.0) {
            sheet.cells.entry(spot.1).or_default().text.clone_from(&text);
        }
        self.edited.insert(spot, text);
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
    pub(super) fn has_edited(&self, reply: &Reply, mapping: &Layout) -> bool {
        mapping.cells(reply.asked.at).into_iter().any(|at| self.edited.contains_key(&(reply.asked.sheet, at)))
    }

    /// What of a plan is still to be written. Where a cell of the question was edited, nothing is: what was
    /// edited stays, what was written before stays as long as it is still the answer, and
    /// [`clearing`](Self::clearing) empties the rest.
    pub(super) fn reconcile(&self, reply: &mut Reply, mapping: &Layout, plan: &mut Vec<Planned>) {
        let sheet = reply.asked.sheet;
        let cells = mapping.cells(reply.asked.at);
        let edited: Vec<At> =
            cells.iter().copied().filter(|at| self.edited.contains_key(&(sheet, *at))).collect();
        for at in &edited {
            let value = self.edited.get(&(sheet, *at)).cloned().unwrap_or_default();
            reply.edited.push((*at, value));
            reply.left.retain(|it| it.at != Some(*at));
            if reply.tier == Tier::Answered {
                reply.leave(
                    Some(*at),
                    Holds::Text,
                    Why::Edited,
                    format!("{at} was edited by hand and was not changed"),
                );
            }
        }
        // Words say what the answer's verdict says; beside another one that a person put there they would say
        // the contrary.
        let other = self.other_verdict(reply, mapping, &edited);
        let stays = |holds: Holds| !(other && holds == Holds::Text);
        let mut rest = Vec::new();
        for it in plan.drain(..) {
            match self.kept.get(&(sheet, it.entry.at)) {
                Some((holds, value)) if *holds == it.holds && *value == it.says && stays(*holds) => {
                    reply.cells.push(Entered { at: it.entry.at, holds: it.holds, value: it.says });
                }
                _ if edited.is_empty() => rest.push(it),
                _ => {}
            }
        }
        *plan = rest;
        // Words that are still the answer stay beside what else was edited.
        for at in cells.iter().filter(|_| !edited.is_empty() && !other && reply.tier == Tier::Answered) {
            let held =
                self.kept.get(&(sheet, *at)).filter(|it| it.0 == Holds::Text && is_worded(reply, &it.1));
            if let Some((holds, value)) = held.filter(|_| !reply.cells.iter().any(|it| it.at == *at)) {
                reply.cells.push(Entered { at: *at, holds: *holds, value: value.clone() });
            }
        }
        let outdated = |at: &&At| {
            !edited.is_empty()
                && self.kept.contains_key(&(sheet, **at))
                && !reply.cells.iter().any(|it| it.at == **at)
        };
        let outdated: Vec<At> = cells.iter().filter(outdated).copied().collect();
        for at in outdated {
            let words = format!(
                "{at} was emptied: it contained an answer that no longer applies, next to a cell that was edited by hand"
            );
            let holds = self.kept.get(&(sheet, at)).map_or(Holds::Verdict, |it| it.0);
            if reply.tier == Tier::Answered {
                reply.leave(Some(at), holds, Why::Outdated, words);
            } else {
                reply.reasons.push(words);
            }
        }
    }

    /// Whether a person changed the verdict in a cell of a question's answer to another one than the
    /// answer's, or to none.
    fn other_verdict(&self, reply: &Reply, mapping: &Layout, edited: &[At]) -> bool {
        let sheet = reply.asked.sheet;
        let listed = |at: At| {
            self.form
                .sheets
                .get(sheet)
                .and_then(|it| it.cells.get(&at))
                .is_some_and(|it| it.choices.is_some())
        };
        let tick = |at: At| mapping.ticks.iter().find(|it| mapping.cell(reply.asked.at, it.0) == Some(at));
        let takes = |at: &&At| {
            let yes_no = mapping.yes_no.and_then(|it| mapping.cell(reply.asked.at, it));
            yes_no == Some(**at) || listed(**at) || tick(**at).is_some()
        };
        let said = |at: &At| {
            let text = self.edited.get(&(sheet, *at)).map_or("", |it| it.as_str());
            match tick(*at) {
                Some((_, head)) => is_ticked(text).then(|| head.clone()),
                None => Some(marked(text).unwrap_or_else(|| text.to_owned())),
            }
        };
        let verdicts: Vec<&At> = edited.iter().filter(takes).collect();
        let own = |it: &String| {
            let verdict = meaning(it).or_else(|| verdict_begun(it));
            reply.choice.as_deref().is_some_and(|own| alike(own, it))
                || (verdict.is_some() && verdict == reply.verdict)
        };
        let said: Vec<String> = verdicts.iter().filter_map(|it| said(it)).collect();
        !verdicts.is_empty() && (said.is_empty() || !said.iter().all(own))
    }

    /// Whether the edited file cannot be filled where it stands, but only the customer's file again, with the
    /// words that were edited.
    pub(super) fn is_moved(&self) -> bool {
        self.moved
    }

    /// What makes the customer's file what was edited and what stays: the words that a person wrote, and
    /// those of `replies` that are not planned again.
    pub fn carried(&self, original: &Form, replies: &[Reply], plans: &[Vec<Planned>]) -> Vec<Entry> {
        let planned: BTreeSet<Spot> =
            plans.iter().flatten().map(|it| (it.entry.sheet, it.entry.at)).collect();
        let cells =
            replies.iter().flat_map(|reply| reply.cells.iter().map(|it| ((reply.asked.sheet, it.at), it)));
        let stays = cells
            .filter(|it| !planned.contains(&it.0))
            .map(|(spot, it)| entry(original, spot, it.holds, &it.value));
        stays.chain(self.edited.iter().filter_map(|(spot, text)| edit(original, *spot, text))).collect()
    }

    /// What takes away the answers that were written before and are given no more; none where that cannot be
    /// done.
    pub(super) fn clearing(
        &self,
        original: &Form,
        replies: &[Reply],
        plans: &[Vec<Planned>],
    ) -> Option<Vec<Entry>> {
        let mut spared: BTreeSet<Spot> =
            plans.iter().flatten().map(|it| (it.entry.sheet, it.entry.at)).collect();
        for reply in replies {
            spared.extend(reply.cells.iter().map(|it| (reply.asked.sheet, it.at)));
        }
        let documents =
            [".docx", ".docm"].iter().any(|it| self.upload.name.to_ascii_lowercase().ends_with(it));
        let gone = self.kept.iter().filter(|it| !spared.contains(it.0));
        gone.map(|((sheet, at), (holds, _))| {
            let before = original.sheets.get(*sheet).map_or("", |it| it.text(*at)).to_owned();
            // A box of a document is more than its sign.
            (*holds != Holds::Tick || !documents).then_some(Entry {
                sheet: *sheet,
                at: *at,
                value: Value::Text(before),
            })
        })
        .collect()
    }
}
