//! The properties of a file (ECMA-376 part 2, 11): its title, subject and keywords, and custom properties.

use super::{
    package::Package,
    xml::{Node, Walk},
};
use crate::questionnaire::{Refusal, bounded::bounded};

/// The properties that may say what a file is about.
const TEXTS: &[&str] = &["title", "subject", "keywords", "category", "description", "contentStatus"];
/// Prefixes, in lower case, of custom properties that programs write or that name the author.
const WRITTEN: &str = "contenttypeid, media, msip_label, _dlc, xd_, ksoproductbuildver, icv, order, \
                       templateurl, complianceassetid, triggerflowinfo, sharedwith, workbookguid, \
                       mtwinequs, mendeley, zotero, display_urn, docindexref, docear, grammarly, \
                       taxcatchall, taxkeyword, lcf, _activity, _extendeddescription, _sourceurl, \
                       _sharedfileindex, _newreviewcycle, _adhoc, _author, _email, _previousadhoc, \
                       _reviewing, _ip_, folder, author, owner, client_, gslidesid, google., generator, \
                       fullname, producer, creator, pdf, appversion, docsecurity, hyperlink, linksuptodate, \
                       scalecrop, shareddoc, isproperty, created, lastsaved, classificationcontentmarking";
/// The maximum number of custom properties that are read.
const ADDED: usize = 60;
/// The maximum size of their texts, in bytes.
const BYTES: usize = 20_000;

/// The texts of a package's properties.
///
/// # Errors
/// Their part is malformed.
pub fn properties(package: &Package) -> Result<Vec<String>, Refusal> {
    let mut found = Vec::new();
    let relations = package.related("", "core-properties")?;
    for relation in relations.into_iter().filter(|it| package.holds(&it.target)).take(1) {
        let text = package.part(&relation.target)?;
        let mut walk = Walk::new(&relation.target, &text);
        while let Some(node) = walk.next()? {
            let Node::Open(tag) = node else { continue };
            if TEXTS.contains(&tag.name()) {
                found.push(walk.words()?);
            }
        }
    }
    let mut found = bounded(found, TEXTS.len(), BYTES);
    found.extend(added(package)?);
    Ok(found)
}

/// The custom properties, each with its name: `Scope: Subcontractors`.
fn added(package: &Package) -> Result<Vec<String>, Refusal> {
    let mut found = Vec::new();
    let relations = package.related("", "custom-properties")?;
    for relation in relations.into_iter().filter(|it| package.holds(&it.target)).take(1) {
        let text = package.part(&relation.target)?;
        let mut walk = Walk::new(&relation.target, &text);
        while let Some(node) = walk.next()? {
            let Node::Open(tag) = node else { continue };
            if tag.name() == "property" {
                let name = tag.attribute("name").unwrap_or_default().trim().to_owned();
                let value = walk.words()?;
                let written = || WRITTEN.split(", ").any(|it| name.to_lowercase().starts_with(it.trim()));
                found.extend(
                    (!value.trim().is_empty() && !written()).then(|| format!("{name}: {}", value.trim())),
                );
            }
        }
    }
    Ok(bounded(found, ADDED, BYTES))
}
