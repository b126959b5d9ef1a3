//! Decides which cells of an edited file are written again, which are kept, and which are emptied.

use std::collections::BTreeSet;

use super::{
    former::Former,
    former_entries::{Spot, edit, entry},
    planned::Planned,
};
use crate::{
    answer::{
        reply::{
            Reply, ReplyStatus,
            entered::{Entered, Holds, Why},
            verdict_words::is_worded,
        },
        verdicts::words::{alike, meaning, verdict_begun},
    },
    questionnaire::{At, Entry, Form, Value, is_ticked, layout::Layout, marked},
};

impl Former {
    /// Whether a cell of a question's answer was edited.
    pub(super) fn has_edited(&self, reply: &Reply, mapping: &Layout) -> bool {
        mapping.cells(reply.asked.at).into_iter().any(|at| self.edited.contains_key(&(reply.asked.sheet, at)))
    }

    /// Reduces a plan to what is still to be written. If a cell of the question was edited, nothing is:
    /// edits are kept, previously written text is kept if it is still the answer, and
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
            if reply.tier == ReplyStatus::Answered {
                reply.leave(
                    Some(*at),
                    Holds::Text,
                    Why::Edited,
                    format!("{at} was edited by hand and was not changed"),
                );
            }
        }
        // The text supports the answer's verdict; beside a different verdict from a person it would
        // contradict it.
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
        // Text that is still the answer is kept beside other edits.
        for at in cells.iter().filter(|_| !edited.is_empty() && !other && reply.tier == ReplyStatus::Answered)
        {
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
                "{at} was emptied: it contained an answer that no longer applies, next to a cell that was \
                 edited by hand"
            );
            let holds = self.kept.get(&(sheet, at)).map_or(Holds::Verdict, |it| it.0);
            if reply.tier == ReplyStatus::Answered {
                reply.leave(Some(at), holds, Why::Outdated, words);
            } else {
                reply.reasons.push(words);
            }
        }
    }

    /// Whether a person changed the verdict in a cell of a question's answer, or removed it.
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

    /// Whether the edited file cannot be filled in place, so that the customer's original has to be filled
    /// again with the edited text.
    pub(super) fn is_moved(&self) -> bool {
        self.moved
    }

    /// The entries that add edits and kept text to the customer's original: what the person wrote, and the
    /// parts of `replies` that are not planned again.
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

    /// The entries that remove previously written answers that no longer apply; `None` if that is
    /// impossible.
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
            // A box in a document is more than its sign.
            (*holds != Holds::Tick || !documents).then_some(Entry {
                sheet: *sheet,
                at: *at,
                value: Value::Text(before),
            })
        })
        .collect()
    }
}
