//! Dated changes of subprocessors: each must have its own date, fall within the period of use, and change
//! something.

use std::collections::BTreeMap;

use super::Subject;
use crate::{
    diagnostic::{Diagnostic, codes},
    fact::{Entry, Subprocessor},
};

/// A change outside the period in which the subprocessor is used, and two changes on one date.
pub fn misplaced_change(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for it in &subject.facts.subprocessors {
        outside_use(it, findings);
        let mut by_day = BTreeMap::new();
        for update in &it.body.changes {
            let Some(other) = by_day.insert(update.from.value, update.from.place) else { continue };
            let message = format!("`{}` has two changes dated {}", it.id, update.from.value);
            let finding = Diagnostic::new(codes::INVALID_VALUE, update.from.place, message)
                .also(other, "the other change");
            findings.push(
                finding
                    .help("combine the changes of one date in one item of `changes`, with each field once"),
            );
        }
    }
}

fn outside_use(fact: &Entry<Subprocessor>, findings: &mut Vec<Diagnostic>) {
    for update in &fact.body.changes {
        let day = &update.from;
        if let Some(since) = fact.body.since.as_ref().filter(|since| day.value <= since.value) {
            let message = format!(
                "this change of `{}` is dated {}, which is not after its start on {}",
                fact.id, day.value, since.value
            );
            let finding =
                Diagnostic::new(codes::INVALID_VALUE, day.place, message).also(since.place, "start");
            let help = "put what applies from the start in the entry's own fields, or correct the dates";
            findings.push(finding.help(help));
        }
        if let Some(until) = fact.body.until.as_ref().filter(|until| until.value < day.value) {
            let message = format!(
                "this change of `{}` is dated {}, which is after its last day, {}",
                fact.id, day.value, until.value
            );
            let finding = Diagnostic::new(codes::CONFLICTING_STATEMENTS, day.place, message)
                .also(until.place, "last day");
            findings.push(finding.help("remove the change, or correct the dates"));
        }
    }
}

/// A dated change of a subprocessor that changes no value.
pub fn empty_change(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for it in &subject.facts.subprocessors {
        for (_, update) in it.body.updates() {
            let before = update.from.value.pred_opt().map(|day| it.body.as_of(day));
            if before.as_ref().is_some_and(|before| *before == it.body.as_of(update.from.value)) {
                let message = format!("this change of `{}` does not change anything", it.id);
                let help = "set the new `purpose`, `location` or `data` here, and keep the previous values \
                            in the entry's own fields";
                findings.push(Diagnostic::new(codes::INVALID_VALUE, update.from.place, message).help(help));
            }
        }
    }
}
