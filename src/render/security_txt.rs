//! `site/.well-known/security.txt` (RFC 9116).

use chrono::NaiveDate;

use super::{File, RenderContext, writer::FileWriter};
use crate::{
    audience_view::{AudienceView, Disclosed},
    diagnostic::{Diagnostic, Place, codes},
    document::{FilePart, PartContent, PlannedFile, Publication},
    fact::{Datum, FactId, TimeSpan},
};

/// A field that a contact must have to be in the file beside the programme's channels.
const ROLE: &str = "vulnerability-report";

/// Writes the file, if there is an address: section 2.5.3 requires one.
pub const WRITER: FileWriter = FileWriter { name: "security.txt", plan, write };

const PATH: &str = "site/.well-known/security.txt";

fn plan(publication: &Publication) -> Vec<PlannedFile<'_>> {
    let view = &publication.statements.view;
    if contacts(view).is_empty() {
        return vec![];
    }
    let contacts = takers(view).map(|it| it.0.clone()).collect();
    let programme = view.of("programme").map(|it| it.0.clone()).collect();
    let parts = vec![
        FilePart::new("settings", PartContent::settings()),
        FilePart::new("contacts", PartContent::About(contacts)),
        FilePart::new("channels", PartContent::About(programme)),
    ];
    vec![PlannedFile::with_parts(PATH, parts)]
}

/// Creates the file.
///
/// # Errors
/// There is no address, or the file would be valid for too long or too short a time.
pub fn write(context: &RenderContext) -> Result<Vec<File>, Vec<Diagnostic>> {
    let view = &context.publication.statements.view;
    let contacts = contacts(view);
    if contacts.is_empty() {
        let id = FactId::new("programme", "programme");
        let place = view.get(&id).or_else(|| view.all().next().map(|(_, it)| it)).map(|it| it.place);
        let nowhere = Place::new(crate::diagnostic::FileId(0), 0..0);
        let message = "security.txt has no address to report to";
        let finding = Diagnostic::new(codes::SECURITY_CONTACT, place.unwrap_or(nowhere), message);
        let help = "give a channel of `data/programme.yaml`, or a contact whose `roles` include \
                    `vulnerability-report`, an `email` or `url`";
        return Err(vec![finding.help(help).note("RFC 9116, section 2.5.3, wants at least one")]);
    }
    if let Some(stated) = too_long(context) {
        let finding = Diagnostic::new(
            codes::INVALID_VALUE,
            stated.place,
            format!("security.txt may hold for a day to a year, not for {stated}"),
        );
        return Err(vec![finding.help("write for example `180 days`").note("RFC 9116, section 2.5.5")]);
    }
    let mut lines: Vec<String> = contacts.iter().map(|it| format!("Contact: {it}")).collect();
    lines.push(format!("Expires: {}T00:00:00Z", ends(context)));
    lines.extend(encryption(view).iter().map(|it| format!("Encryption: {it}")));
    let settings = context.site.security_txt.as_ref();
    if let Some(it) = settings.and_then(|it| it.acknowledgments.as_ref()) {
        lines.push(format!("Acknowledgments: {}", it.0.value));
    }
    let languages = settings.map_or(&[][..], |it| it.preferred_languages.as_slice());
    let languages: Vec<_> = languages.iter().map(|it| it.0.value.as_str()).collect();
    if !languages.is_empty() {
        lines.push(format!("Preferred-Languages: {}", languages.join(", ")));
    }
    if let Some(it) = settings.and_then(|it| it.canonical.as_ref()) {
        lines.push(format!("Canonical: {}", it.0.value));
    }
    if let Some(it) = text(view, "policy_url") {
        lines.push(format!("Policy: {it}"));
    }
    if let Some(it) = settings.and_then(|it| it.hiring.as_ref()) {
        lines.push(format!("Hiring: {}", it.0.value));
    }
    Ok(vec![File::new(PATH, lines.join("\n") + "\n")])
}

/// The date on which the file expires: at most the day after the last day on which the programme and the
/// contacts in it are valid (section 2.5.5: after that, the data must not be used).
fn ends(context: &RenderContext) -> NaiveDate {
    let view = &context.publication.statements.view;
    let programme = view.get(&FactId::new("programme", "programme"));
    let stated = programme.into_iter().chain(takers(view).map(|it| it.1)).filter_map(|it| it.valid_until);
    let ends = context.site.security_txt_ends(context.publication.on);
    stated.filter_map(|it| it.succ_opt()).chain([ends]).min().unwrap_or(ends)
}

/// The contacts that take reports of vulnerabilities.
fn takers(view: &AudienceView) -> impl Iterator<Item = (&FactId, &Disclosed)> {
    view.of("contact").filter(|(_, it)| it.data.get("roles").is_some_and(|it| it.says(ROLE)))
}

/// The stated time, if it is less than a day or more than a year.
fn too_long<'a>(context: &RenderContext<'a>) -> Option<&'a TimeSpan> {
    let stated = context.site.security_txt.as_ref()?.valid_for.as_ref()?;
    let on = context.publication.on;
    let ends = stated.after(on);
    let sound = ends.is_some_and(|it| it > on && Some(it) <= on.checked_add_months(chrono::Months::new(12)));
    (!sound).then_some(stated)
}

/// The addresses as URIs (section 2.5.3), the preferred first, none twice.
fn contacts(view: &AudienceView) -> Vec<String> {
    let mut found = Vec::new();
    for channel in channels(view) {
        found.extend(address(channel, "url"));
        found.extend(address(channel, "email"));
    }
    let mut takers: Vec<_> = takers(view).collect();
    takers.sort_by_key(|(_, it)| it.data.get("primary") != Some(&Datum::Flag(true)));
    for (_, contact) in takers {
        found.extend(address(&contact.data, "email"));
        found.extend(address(&contact.data, "url"));
    }
    let mut once = Vec::new();
    for it in found {
        if !once.contains(&it) {
            once.push(it);
        }
    }
    once
}

fn encryption(view: &AudienceView) -> Vec<String> {
    channels(view).iter().filter_map(|it| address(it, "encryption")).collect()
}

fn channels(view: &AudienceView) -> &[Datum] {
    let programme = view.get(&FactId::new("programme", "programme"));
    match programme.and_then(|it| it.data.get("channels")) {
        Some(Datum::List(items)) => items,
        _ => &[],
    }
}

fn text(view: &AudienceView, name: &str) -> Option<String> {
    let programme = view.get(&FactId::new("programme", "programme"))?;
    if let Some(Datum::Text(it)) = programme.data.get(name) { Some(it.clone()) } else { None }
}

fn address(of: &Datum, name: &str) -> Option<String> {
    let Some(Datum::Text(it)) = of.get(name) else { return None };
    Some(if name == "email" { super::mailto(it) } else { it.clone() })
}
