//! `site/subprocessors.atom`: dated changes of subprocessors (RFC 4287).
//!
//! An entry keeps its `atom:id` (section 4.2.6) when its text changes; `atom:updated` (section 4.2.15) is the
//! day on which the text changed according to the ledgers, not the day of the build, so that feed readers
//! show it as new only once.

use std::io;

use chrono::NaiveDate;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event, attributes::Attribute},
    name::QName,
};

use super::{File, RenderContext, uuid, writer::FileWriter};
use crate::{
    calendar::ALTERS,
    diagnostic::Diagnostic,
    document::{
        FEED, FilePart, PartContent, PlannedFile, Publication, SubprocessorChange, TEMPLATE_LANGUAGE,
        dated_by, subprocessor_changes,
    },
    render::{VERSION, escaped},
};

/// Writes the feed, if there are dated changes.
pub const WRITER: FileWriter = FileWriter { name: "subprocessors.atom", plan, write };

fn plan(publication: &Publication) -> Vec<PlannedFile<'_>> {
    let changes = subprocessor_changes(&publication.statements.view);
    if changes.is_empty() {
        return vec![];
    }
    let changed = changes.into_iter().map(|it| it.fact).collect();
    vec![PlannedFile::with_parts(path(), vec![FilePart::new("entries", PartContent::About(changed))])]
}

fn path() -> String {
    format!("site/{FEED}")
}

fn write(context: &RenderContext) -> Result<Vec<File>, Vec<Diagnostic>> {
    let publication = context.publication;
    let changes = dated_by(subprocessor_changes(&publication.statements.view), &publication.recorded);
    let Some(updated) = changes.iter().map(|it| it.updated).max() else { return Ok(vec![]) };
    // Writing to memory does not fail.
    let bytes = feed(context, &changes, updated).unwrap_or_default();
    Ok(vec![File::new(path(), bytes)])
}

/// The XML of the feed. Every element of the feed and of its entries is on a line.
fn feed(context: &RenderContext, changes: &[SubprocessorChange], updated: NaiveDate) -> io::Result<Vec<u8>> {
    let publication = context.publication;
    let mut feed = Writer::new(Vec::new());
    feed.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    end_line(&mut feed);
    let attributes = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", TEMPLATE_LANGUAGE)];
    feed.create_element("feed").with_attributes(attributes).write_inner_content(|feed| {
        end_line(feed);
        element(feed, "id", &urn(publication, &["feed", "subprocessors", publication.audience.word()]))?;
        element(feed, "title", &format!("{}: subprocessor changes", publication.title))?;
        element(feed, "updated", &moment(updated))?;
        feed.create_element("author").write_inner_content(|author| {
            author.create_element("name").write_text_content(text(&publication.vendor)).map(drop)
        })?;
        end_line(feed);
        feed.create_element("generator")
            .with_attribute(("version", VERSION))
            .write_text_content(text("factum"))?;
        end_line(feed);
        if let Some(address) = own_address(context) {
            let link = [("rel", "self"), ("type", "application/atom+xml")];
            let address = Attribute { key: QName("href"), value: escaped(&address).into() };
            feed.create_element("link").with_attributes(link).with_attribute(address).write_empty()?;
            end_line(feed);
        }
        changes.iter().try_for_each(|it| entry(feed, publication, it))
    })?;
    end_line(&mut feed);
    Ok(feed.into_inner())
}

/// The entry (section 4.1.2) for a change.
fn entry(feed: &mut FeedWriter, publication: &Publication, change: &SubprocessorChange) -> io::Result<()> {
    let mut name = vec!["subprocessor-change".to_owned(), change.fact.to_string(), change.what.clone()];
    name.extend((change.what == ALTERS).then(|| change.day.to_string()));
    let name: Vec<_> = name.iter().map(String::as_str).collect();
    feed.create_element("entry").write_inner_content(|entry| {
        end_line(entry);
        element(entry, "id", &urn(publication, &name))?;
        element(entry, "title", &change.title)?;
        // Section 4.2.9: `published` is optional.
        if let Some(day) = change.published {
            element(entry, "published", &moment(day))?;
        }
        element(entry, "updated", &moment(change.updated))?;
        entry
            .create_element("content")
            .with_attribute(("type", "text"))
            .write_text_content(text(&change.words))?;
        end_line(entry);
        Ok(())
    })?;
    end_line(feed);
    Ok(())
}

/// The feed's own address, which section 4.1.1 asks for. It follows from that of security.txt (RFC 9116,
/// section 2.5.2).
fn own_address(context: &RenderContext) -> Option<String> {
    let canonical = context.site.security_txt.as_ref()?.canonical.as_ref()?;
    let base = canonical.0.value.strip_suffix(".well-known/security.txt")?;
    Some(format!("{base}{FEED}"))
}

type FeedWriter = Writer<Vec<u8>>;

/// An element that contains text only, on a line.
fn element(feed: &mut FeedWriter, name: &str, words: &str) -> io::Result<()> {
    feed.create_element(name).write_text_content(text(words))?;
    end_line(feed);
    Ok(())
}

/// Escaped as in the pages: an apostrophe is `&#39;`.
fn text(words: &str) -> BytesText<'static> {
    BytesText::from_escaped(escaped(words))
}

fn end_line(feed: &mut FeedWriter) {
    feed.get_mut().push(b'\n');
}

/// A name that never changes (RFC 9562).
fn urn(publication: &Publication, name: &[&str]) -> String {
    format!("urn:uuid:{}", uuid(publication, name))
}

/// The start of a day (RFC 3339).
fn moment(day: NaiveDate) -> String {
    format!("{day}T00:00:00Z")
}
