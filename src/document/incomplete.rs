//! Pages that list facts although their audience may not see all of them.

use super::page::PageTemplate;
use crate::{
    diagnostic::Diagnostic,
    markup::markdown,
    statement::{Rendered, Statements, incomplete, names_of_each},
};

/// Whether a page is not published because it only states that there are none, or how many, and its
/// audience may not see all of the facts.
pub fn is_incomplete(
    statements: &Statements,
    template: &PageTemplate,
    rendered: &Rendered,
    findings: &mut Vec<Diagnostic>,
) -> bool {
    let kinds = &rendered.notes.incomplete;
    if kinds.is_empty() {
        return false;
    }
    let view = &statements.view;
    let words = markdown::expand(&rendered.text, &rendered.notes.values);
    let listed = names_of_each(view, kinds, &words);
    let name = format!("page/{}", template.name);
    findings.push(incomplete(view, kinds, template.place, &name, listed));
    !listed
}
