//! The disclosure programme: channels that cannot be reached, and addresses for reports that differ.

use super::Subject;
use crate::{
    diagnostic::{Diagnostic, codes},
    fact::{Contact, ContactRole, DisclosureProgramme, Entry, ReportChannel},
};

/// A channel without an address: nobody can use it, and security.txt cannot list it.
pub fn unreachable_channel(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for programme in &subject.facts.programme {
        for (at, channel) in programme.body.channels.iter().enumerate().filter(|(_, it)| !is_reachable(it)) {
            let preferred = if at == 0 { "the preferred channel" } else { "channel" };
            let message = format!(
                "{preferred} `{}` has no address, so security.txt does not list it",
                channel.name.value
            );
            let finding = Diagnostic::new(codes::UNREACHABLE_CHANNEL, channel.name.place, message);
            findings.push(finding.help("add `url:` or `email:` to this channel"));
        }
    }
}

fn is_reachable(channel: &ReportChannel) -> bool {
    channel.url.is_some() || channel.email.is_some()
}

/// A contact for vulnerability reports that is not one of the programme's channels: readers would find two
/// addresses.
pub fn report_addresses(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let contacts: Vec<_> = subject
        .facts
        .contacts
        .iter()
        .filter(|it| it.body.roles.contains(&ContactRole::Vulnerability))
        .collect();
    let primary: Vec<_> = contacts
        .iter()
        .filter(|contact| contact.body.primary.as_ref().is_some_and(|it| it.value))
        .copied()
        .collect();
    // Without a primary contact, each contact is an address for reports.
    let first = if primary.is_empty() { contacts } else { primary };
    for programme in subject.facts.programme.iter().filter(|it| it.body.channels.iter().any(is_reachable)) {
        for contact in first.iter().filter(|it| differs(it, programme)) {
            let message = format!(
                "`{}` takes vulnerability reports, but its address is not among the programme's channels",
                contact.id
            );
            let address = contact.body.email.as_ref().map(|it| it.0.place).or(contact
                .body
                .url
                .as_ref()
                .map(|it| it.0.place));
            let finding =
                Diagnostic::new(codes::CONFLICTING_STATEMENTS, address.unwrap_or(contact.place), message);
            let channel = programme
                .body
                .channels
                .iter()
                .find(|it| is_reachable(it))
                .map_or(programme.place, |it| it.name.place);
            findings.push(finding.also(channel, "the programme's channel").help(
                "give the contact and the programme the same address, add this address to `channels`, or \
                 remove `vulnerability-report` from `roles`",
            ));
        }
    }
}

/// Whether a contact has an address that is not one of the programme's channels.
fn differs(contact: &Entry<Contact>, programme: &Entry<DisclosureProgramme>) -> bool {
    let (email, url) = (contact.body.email.as_ref(), contact.body.url.as_ref());
    let same = |channel: &ReportChannel| {
        let email = email.zip(channel.email.as_ref()).is_some_and(|(a, b)| a.0.eq_ignore_ascii_case(&b.0));
        email || url.zip(channel.url.as_ref()).is_some_and(|(a, b)| a.0.value == b.0.value)
    };
    (email.is_some() || url.is_some()) && !programme.body.channels.iter().any(same)
}
