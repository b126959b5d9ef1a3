//! What would be learned, as text for the terminal.

use crate::{diagnostic::human::count, library::Learned};

/// What is to be done with new answers.
const DRAFTS: &str = "a draft is not given to anyone: check its text, verdict and audience, then remove its \
                      line `draft: yes` to have it given";

/// The messages about what would be learned, in addition to its diffs.
#[derive(Debug, Default)]
pub struct LearningLines {
    /// That there are more warnings than before.
    pub warnings: Option<String>,
    /// Why nothing can be written, if that is so.
    pub refused: Option<String>,
    /// What is not learned, and why.
    pub notes: Vec<String>,
    /// How much is learned.
    pub summary: Vec<String>,
}

/// The messages about what would be learned; `more_warnings` is the number of warnings that it would add.
pub fn learning_lines(learned: &Learned, more_warnings: usize) -> LearningLines {
    let warnings = (more_warnings > 0).then(|| {
        let more = count(more_warnings, "warning");
        format!("{more} more than before; run `factum check` afterwards to see them")
    });
    let refused = (!learned.refused.is_empty()).then(|| {
        let files = learned.refused.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
        format!(
            "{files}: cannot be edited safely; nothing was written\nwrite the entries as plain blocks, \
             without aliases, and one document per file"
        )
    });
    let notes = learned.notes.iter().map(|it| format!("note: {it}")).collect();
    let mut summary = vec![figures(learned)];
    summary.extend((learned.counts.answers + learned.counts.changed > 0).then(|| DRAFTS.to_owned()));
    LearningLines { warnings, refused, notes, summary }
}

fn figures(learned: &Learned) -> String {
    if learned.edits.is_empty() {
        return "nothing new to learn: data/ already has everything".into();
    }
    let it = learned.counts;
    let parts = [
        (it.phrasings, "phrasing"),
        (it.pins, "pin"),
        (it.answers, "draft answer"),
        (it.changed, "changed answer"),
    ];
    let parts: Vec<_> =
        parts.iter().filter(|(number, _)| *number > 0).map(|(number, one)| count(*number, one)).collect();
    format!("{} in {}", parts.join(", "), count(learned.edits.len(), "file"))
}
