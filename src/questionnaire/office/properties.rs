//! What a file says of itself in its properties (ECMA-376 part 2, 11): its title, its subject, its keywords.

use super::{
    package::Package,
    xml::{Node, Walk},
};
use crate::questionnaire::{Refusal, bounded::bounded};

/// The properties that may say what a file is about.
const TEXTS: &[&str] = &["title", "subject", "keywords", "category", "description", "contentStatus"];
/// So many bytes of them are read.
const BYTES: usize = 20_000;

/// The texts of a package's properties.
///
/// # Errors
/// Their part is broken.
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
    Ok(bounded(found, TEXTS.len(), BYTES))
}
