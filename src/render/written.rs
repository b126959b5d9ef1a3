//! What a build wrote, in a sentence for the terminal.

use std::path::Path;

use chrono::NaiveDate;

use super::context::File;
use crate::diagnostic::human::count;

/// What was written, as of which date, and to which folder.
pub fn written(files: &[File], on: NaiveDate, folder: &Path) -> String {
    let bytes: usize = files.iter().map(|it| it.bytes.len()).sum();
    let with = |folder: &str, ending: &str| {
        files.iter().filter(|it| it.path.starts_with(folder) && it.path.ends_with(ending)).count()
    };
    let pdfs = match with("pdf/", ".pdf") {
        0 if !cfg!(feature = "pdf") => {
            "no PDF (this build of factum does not have the `pdf` feature)".to_owned()
        }
        number => count(number, "PDF"),
    };
    format!(
        "wrote {}, {pdfs}, {} as of {on}: {} with {} KiB in {}",
        count(with("site/", ".html"), "page"),
        count(with("questionnaires/", ".json"), "questionnaire"),
        count(files.len(), "file"),
        bytes.div_ceil(1024),
        folder.display(),
    )
}
