//! The table of bounties: what it pays, for which classes, and what else is said of them.

use super::Subject;
use crate::{
    diagnostic::{Diagnostic, Place, codes},
    fact::{Bounty, Programme},
};

/// A bounty that its own programme does not pay, or that it promises and does not state.
pub fn bounties(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for programme in subject.facts.programme.iter().map(|it| &it.body) {
        programme.bounties.iter().for_each(|it| row(programme, it, findings));
        findings.extend(of_classes(programme));
        findings.extend(of_all(programme));
    }
}

fn conflict(place: Place, message: impl Into<String>, help: &str) -> Diagnostic {
    Diagnostic::new(codes::CONFLICTING_STATEMENTS, place, message).help(help)
}

/// Whether a row pays anything: one without amounts, or with none above zero, pays nothing.
fn pays(row: &Bounty) -> bool {
    [&row.least, &row.most].into_iter().flatten().any(|it| it.value > 0)
}

fn row(programme: &Programme, row: &Bounty, findings: &mut Vec<Diagnostic>) {
    let eligible = &programme.eligible_classes;
    let amount = row.least.as_ref().or(row.most.as_ref());
    if let (Some(class), Some(amount)) = (&row.class, amount)
        && !eligible.is_empty()
        && eligible.iter().all(|it| it.0.value != class.0.value)
    {
        let message =
            format!("this row pays for class `{}`, which is not in `eligible_classes`", class.0.value);
        let finding =
            conflict(amount.place, message, "add the class to `eligible_classes`, or take the amounts out");
        findings.push(finding.also(class.0.place, "this class"));
    }
    if let (Some(least), Some(most)) = (&row.least, &row.most)
        && least.value > most.value
    {
        let message = format!("the least, {}, is above the most, {}", least.value, most.value);
        findings.push(
            Diagnostic::new(codes::CONFLICTING_STATEMENTS, least.place, message).also(most.place, "the most"),
        );
    }
}

/// Classes that are eligible and paid nothing, and those that are rated otherwise than the rows about them.
fn of_classes(programme: &Programme) -> Vec<Diagnostic> {
    let rows = |class: &str| {
        programme
            .bounties
            .iter()
            .filter(|it| it.class.as_ref().is_some_and(|it| it.0.value == class))
            .collect()
    };
    let mut findings = Vec::new();
    for class in programme.eligible_classes.iter().map(|it| &it.0) {
        let rows: Vec<&Bounty> = rows(&class.value);
        let stated =
            rows.first().and_then(|it| it.class.as_ref()).filter(|_| !rows.iter().any(|it| pays(it)));
        if let Some(row) = stated {
            let message = format!("class `{}` is eligible for a bounty, and its row pays none", class.value);
            let finding = conflict(
                class.place,
                message,
                "state an amount in the row, or take the class out of `eligible_classes`",
            );
            findings.push(finding.also(row.0.place, "its row"));
        }
    }
    for class in &programme.classes {
        let Some(severity) = class.severity else { continue };
        let rows: Vec<&Bounty> = rows(&class.id.0.value);
        let Some(first) = rows
            .first()
            .and_then(|it| it.class.as_ref())
            .filter(|_| rows.iter().all(|it| it.severity != severity))
        else {
            continue;
        };
        let message =
            format!("class `{}` is rated {}, and no row about it is", class.id.0.value, severity.word());
        let finding = conflict(first.0.place, message, "give the class and its row one severity");
        findings.push(finding.also(class.id.0.place, "the class"));
    }
    findings
}

/// What is said of all bounties together.
fn of_all(programme: &Programme) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let paid = programme.pays_bounties.as_ref();
    if let Some(none) = paid.filter(|it| !it.value && programme.has_bounties()) {
        let help = "remove `pays_bounties: no`, or remove `bounties`, `eligible_classes` and `eligibility`";
        findings.push(conflict(none.place, "no bounties are paid, but bounties are stated", help));
    }
    let rows = &programme.bounties;
    if let Some(all) = paid.filter(|it| it.value && !rows.is_empty() && !rows.iter().any(pays)) {
        let message = "bounties are paid, and every row of the table pays none";
        findings.push(conflict(
            all.place,
            message,
            "state what is paid in `bounties`, or correct `pays_bounties`",
        ));
    }
    let amounts = rows.iter().find_map(|it| it.least.as_ref().or(it.most.as_ref()));
    if let (Some(amount), None) = (amounts, &programme.currency) {
        findings.push(conflict(
            amount.place,
            "an amount without a currency says nothing",
            "add `currency:` to the programme",
        ));
    }
    findings
}
