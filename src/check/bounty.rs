//! The bounty table: contradictions between rows, classes and the programme.

use super::Subject;
use crate::{
    diagnostic::{Diagnostic, Place, codes},
    fact::{Bounty, DisclosureProgramme},
};

/// Bounties that contradict other fields of the programme.
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

/// Whether a row pays anything: it has an amount above zero.
fn pays(row: &Bounty) -> bool {
    [&row.least, &row.most].into_iter().flatten().any(|it| it.value > 0)
}

fn row(programme: &DisclosureProgramme, row: &Bounty, findings: &mut Vec<Diagnostic>) {
    let eligible = &programme.eligible_classes;
    let amount = row.least.as_ref().or(row.most.as_ref()).filter(|_| pays(row));
    if let (Some(class), Some(amount)) = (&row.class, amount)
        && !eligible.is_empty()
        && eligible.iter().all(|it| it.0.value != class.0.value)
    {
        let message =
            format!("this row pays for class `{}`, which is not in `eligible_classes`", class.0.value);
        let finding =
            conflict(amount.place, message, "add the class to `eligible_classes`, or remove the amounts");
        findings.push(finding.also(class.0.place, "this class"));
    }
    if let (Some(least), Some(most)) = (&row.least, &row.most)
        && least.value > most.value
    {
        let message = format!("`least` ({}) is greater than `most` ({})", least.value, most.value);
        findings.push(
            Diagnostic::new(codes::CONFLICTING_STATEMENTS, least.place, message).also(most.place, "`most`"),
        );
    }
}

/// Eligible classes that are paid nothing, and classes whose severity differs from that of their rows.
fn of_classes(programme: &DisclosureProgramme) -> Vec<Diagnostic> {
    let rows = |class: &str| {
        programme
            .bounties
            .iter()
            .filter(|row| row.class.as_ref().is_some_and(|it| it.0.value == class))
            .collect()
    };
    let mut findings = Vec::new();
    for class in programme.eligible_classes.iter().map(|it| &it.0) {
        let rows: Vec<&Bounty> = rows(&class.value);
        let stated =
            rows.first().and_then(|it| it.class.as_ref()).filter(|_| !rows.iter().any(|it| pays(it)));
        if let Some(row) = stated {
            let message =
                format!("class `{}` is eligible for a bounty, but its row pays nothing", class.value);
            let finding = conflict(
                class.place,
                message,
                "add an amount to the row, or remove the class from `eligible_classes`",
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
            format!("class `{}` is rated {}, but none of its rows is", class.id.0.value, severity.word());
        let finding = conflict(first.0.place, message, "give the class and its row the same severity");
        findings.push(finding.also(class.id.0.place, "the class"));
    }
    findings
}

/// Contradictions about the bounties as a whole.
fn of_all(programme: &DisclosureProgramme) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let paid = programme.pays_bounties.as_ref();
    if let Some(none) = paid.filter(|it| !it.value && programme.has_bounties()) {
        let help = "remove `pays_bounties: no`, or remove `bounties`, `eligible_classes` and `eligibility`";
        findings.push(conflict(none.place, "no bounties are paid, but bounties are stated", help));
    }
    let rows = &programme.bounties;
    if let Some(all) = paid.filter(|it| it.value && !rows.is_empty() && !rows.iter().any(pays)) {
        let message = "bounties are paid, but no row of the table pays anything";
        findings.push(conflict(
            all.place,
            message,
            "add the amounts to `bounties`, or correct `pays_bounties`",
        ));
    }
    let amounts = rows.iter().find_map(|it| it.least.as_ref().or(it.most.as_ref()));
    if let (Some(amount), None) = (amounts, &programme.currency) {
        findings.push(conflict(
            amount.place,
            "this amount has no currency",
            "add `currency:` to the programme",
        ));
    }
    findings
}
