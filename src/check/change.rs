//! Dated changes of subprocessors: each has a day of its own while the subprocessor is used, and changes something.

use std::collections::BTreeMap;

use super::Subject;
use crate::{
    diagnostic::{Diagnostic, codes},
    fact::{Entry, Subprocessor},
};

/// A change that does not come while the subprocessor is used, and two changes on one day.
pub fn misplaced_change(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for it in &subject.facts.subprocessors {
        outside_use(it, findings);
        let mut by_day = BTreeMap::new();
        for update in &it.body.changes {
            let Some(other) = by_day.insert(update.from.value, update.from.place) else { continue };
            let message = format!("two changes of `{}` come on {}", it.id, update.from.value);
            let finding = Diagnostic::new(codes::INVALID_VALUE, update.from.place, message)
                .also(other, "the other one");
            findings.push(finding.help("state what changes on one day in one entry, each field once"));
        }
    }
}

fn outside_use(it: &Entry<Subprocessor>, findings: &mut Vec<Diagnostic>) {
    for update in &it.body.changes {
        let day = &update.from;
        if let Some(since) = it.body.since.as_ref().filter(|since| day.value <= since.value) {
            let message = format!(
                "this change of `{}` comes on {}, and it is used only since {}",
                it.id, day.value, since.value
            );
            let finding =
                Diagnostic::new(codes::INVALID_VALUE, day.place, message).also(since.place, "the start");
            let help = "state what holds from the start in the entry's own fields, or correct the days";
            findings.push(finding.help(help));
        }
        if let Some(until) = it.body.until.as_ref().filter(|until| until.value < day.value) {
            let message = format!(
                "this change of `{}` comes on {}, and it is used only until {}",
                it.id, day.value, until.value
            );
            let finding = Diagnostic::new(codes::CONFLICTING_STATEMENTS, day.place, message)
                .also(until.place, "the last day");
            findings.push(finding.help("take the change out, or correct the days"));
        }
    }
}

/// A dated change of a subprocessor after which everything is as it was before.
pub fn empty_change(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for it in &subject.facts.subprocessors {
        for (_, update) in it.body.updates() {
            let before = update.from.value.pred_opt().map(|day| it.body.as_of(day));
            if before.as_ref().is_some_and(|before| *before == it.body.as_of(update.from.value)) {
                let message =
                    format!("this change of `{}` states nothing that is not stated before it", it.id);
                let help = "state the new `purpose`, `location` or `data` here, and leave what held before in the entry's own fields";
                findings.push(Diagnostic::new(codes::INVALID_VALUE, update.from.place, message).help(help));
            }
        }
    }
}
