//! `site/subprocessors.atom`: dated changes of subprocessors (RFC 4287).
//!
//! An entry keeps its `atom:id` (section 4.2.6) when its text changes; `atom:updated` (section 4.2.15) is the
//! day on which the text changed according to the ledgers, not the day of the build, so that feed readers
//! show it as new only once.

use chrono::NaiveDate;

use super::{File, RenderContext, uuid};
use crate::{
    calendar::ALTERS,
    diagnostic::Diagnostic,
    document::{FEED, Publication, SubprocessorChange, TEMPLATE_LANGUAGE, dated_by, subprocessor_changes},
    render::{VERSION, escaped},
};

/// Writes the feed, if there are dated changes.
pub fn write(material: &RenderContext) -> Result<Vec<File>, Vec<Diagnostic>> {
    let publication = material.publication;
    let changes = dated_by(subprocessor_changes(&publication.statements.disclosure), &publication.recorded);
    let Some(updated) = changes.iter().map(|it| it.updated).max() else { return Ok(vec![]) };
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out += &format!("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n", TEMPLATE_LANGUAGE);
    out += &format!(
        "<id>urn:uuid:{}</id>\n",
        uuid(publication, &["feed", "subprocessors", publication.audience.word()])
    );
    out += &format!("<title>{}: subprocessor changes</title>\n", escaped(&publication.title));
    out += &format!("<updated>{}</updated>\n", moment(updated));
    out += &format!("<author><name>{}</name></author>\n", escaped(&publication.vendor));
    out += &format!("<generator version=\"{VERSION}\">factum</generator>\n");
    // Section 4.1.1 asks for the feed's own address, which follows from that of security.txt (RFC 9116,
    // section 2.5.2).
    let canonical = material
        .site
        .security_txt
        .as_ref()
        .and_then(|it| it.canonical.as_ref())
        .map(|it| it.0.value.as_str());
    if let Some(base) = canonical.and_then(|it| it.strip_suffix(".well-known/security.txt")) {
        out += &format!(
            "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n",
            escaped(&format!("{base}{FEED}"))
        );
    }
    for it in &changes {
        out += &feed_entry(publication, it);
    }
    out += "</feed>\n";
    Ok(vec![File::new(format!("site/{FEED}"), out)])
}

/// The entry (section 4.1.2) for a change.
fn feed_entry(publication: &Publication, change: &SubprocessorChange) -> String {
    let mut name = vec!["subprocessor-change".to_owned(), change.fact.to_string(), change.what.clone()];
    name.extend((change.what == ALTERS).then(|| change.day.to_string()));
    // Section 4.2.9: `published` is optional.
    let published =
        change.published.map_or(String::new(), |it| format!("<published>{}</published>\n", moment(it)));
    format!(
        "<entry>\n<id>urn:uuid:{}</id>\n<title>{}</title>\n{published}<updated>{}</updated>\n<content type=\"text\">{}</content>\n</entry>\n",
        uuid(publication, &name.iter().map(String::as_str).collect::<Vec<_>>()),
        escaped(&change.title),
        moment(change.updated),
        escaped(&change.words),
    )
}

/// The start of a day (RFC 3339).
fn moment(day: NaiveDate) -> String {
    format!("{day}T00:00:00Z")
}
