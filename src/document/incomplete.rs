//! Pages that list facts of which their audience is not told all.

use super::{Maker, page::PageTemplate};
use crate::{
    diagnostic::Diagnostic,
    markup::markdown,
    statement::{Rendered, incomplete, names_of_each},
};

impl Maker<'_> {
    /// Whether a page is not published because it only says that there are none, or how many, of facts that
    /// are not all told.
    pub(super) fn is_incomplete(
        &self,
        template: &PageTemplate,
        rendered: &Rendered,
        findings: &mut Vec<Diagnostic>,
    ) -> bool {
        let kinds = &rendered.notes.incomplete;
        if kinds.is_empty() {
            return false;
        }
        let disclosure = &self.statements.disclosure;
        let words = markdown::expand(&rendered.text, &rendered.notes.values);
        let listed = names_of_each(disclosure, kinds, &words);
        let name = format!("page/{}", template.name);
        findings.push(incomplete(disclosure, kinds, template.place, &name, listed));
        !listed
    }
}
