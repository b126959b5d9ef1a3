//! The files that contain statements and answers, and the parts of the files.

use std::collections::BTreeSet;

use serde::Serialize;

use super::planned_file::{PartName, PlannedFile};

/// A file that contains statements or answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContainingFile {
    /// The file, below the folder of the audience; may be a pattern such as `site/*.html`.
    pub file: String,
    /// The part of the file.
    pub how: String,
}

/// The files among `planned` that contain any of `ids`, each with the parts that do. What all files of a kind
/// contain is listed once, before the files that are made from no document.
pub fn containing_files(planned: &[PlannedFile], ids: &BTreeSet<&str>) -> Vec<ContainingFile> {
    let (mut of_documents, mut others, mut shared) = (Vec::new(), Vec::new(), Vec::new());
    for it in planned {
        let how = parts_with(it, ids);
        if !how.is_empty() {
            let files = if it.document.is_some() { &mut of_documents } else { &mut others };
            files.push(ContainingFile { file: it.path.clone(), how });
        }
        if let Some(parts) = it.shared
            && let how = parts.parts(ids)
            && !how.is_empty()
        {
            let found = ContainingFile { file: parts.files.into(), how: how.join(", ") };
            if !shared.contains(&found) {
                shared.push(found);
            }
        }
    }
    [of_documents, shared, others].concat()
}

/// The parts of a file that contain any of `ids`: `table “Certifications”, text` or `question 1, 2`.
fn parts_with(file: &PlannedFile, ids: &BTreeSet<&str>) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut first_question = true;
    for part in file.parts.iter().filter(|it| it.says.any_of(ids)) {
        match &part.name {
            PartName::Words(name) if words.contains(name) => {}
            PartName::Words(name) => words.push(name.clone()),
            PartName::Question(id) if first_question => {
                words.push(format!("question {id}"));
                first_question = false;
            }
            PartName::Question(id) => words.push(id.clone()),
        }
    }
    words.join(", ")
}
