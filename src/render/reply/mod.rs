//! What becomes of a customer's questionnaire: `answers.html`, `answers.pdf`, `answers.json` and
//! `review.yaml`.

mod answers;
mod review;
mod surroundings;

use super::{File, RenderContext, glyphs::unset_characters, html};
use crate::{
    answer::{Decisions, Replied},
    diagnostic::Diagnostic,
    document::reply_document,
};

/// Writes everything but the filled file itself. Paths are below the questionnaire's own folder.
///
/// # Errors
/// A template of the user's own fails.
pub fn write(
    context: &RenderContext,
    replied: &Replied,
    decisions: &Decisions,
) -> Result<Vec<File>, Vec<Diagnostic>> {
    let document = reply_document(replied, &context.publication.statements.view);
    let mut files = vec![File::new("answers.html", html::alone(context, &document)?)];
    #[cfg(feature = "pdf")]
    if unset_characters(context, &document).is_empty() {
        files.push(File::new("answers.pdf", super::pdf_alone(context, document)?));
    }
    files.push(File::new("answers.json", answers::answers(context, replied).sealed()));
    files.push(File::new("review.yaml", review::write(context, replied, decisions)));
    Ok(files)
}

/// Why there is no `answers.pdf`: a customer's text may be in any script. `None` if there is one.
pub fn no_pdf(context: &RenderContext, replied: &Replied) -> Option<String> {
    let missing = unset_characters(context, &reply_document(replied, &context.publication.statements.view));
    let shown: Vec<_> = missing.iter().take(5).map(|c| format!("`{c}` (U+{:04X})", *c as u32)).collect();
    let more = missing
        .len()
        .checked_sub(shown.len())
        .filter(|it| *it > 0)
        .map_or(String::new(), |it| format!(" and {it} more"));
    let why = "answers.pdf is not written, because no font has a shape for";
    let help = "put a font that has it into `templates/fonts/`; answers.html has the same";
    (cfg!(feature = "pdf") && !missing.is_empty())
        .then(|| format!("{why} {}{more}: {help}", shown.join(", ")))
}
