//! The files that contain statements and answers, and the parts of the files.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Document, FEED, Output, Publication, stated::stated, subprocessor_changes};
use crate::{
    ledger::{ClaimId, kind_of},
    markup::{Block, walk},
};

/// A file that contains statements or answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContainingFile {
    /// The file, below the folder of the audience; may be a pattern such as `site/*.html`.
    pub file: String,
    /// The part of the file.
    pub how: String,
}

impl ContainingFile {
    fn new(file: impl Into<String>, how: impl Into<String>) -> Self {
        Self { file: file.into(), how: how.into() }
    }
}

/// The files of a build that contain any of `ids`, each with the part of the file; `pdfs` tells whether PDFs
/// are written.
pub fn containing_files(publication: &Publication, ids: &BTreeSet<&str>, pdfs: bool) -> Vec<ContainingFile> {
    let set = |it: &Document| pdfs && !publication.unset.contains(&it.name);
    let mut files = Vec::new();
    for page in &publication.pages {
        let how = how(page, ids);
        if how.is_empty() {
            continue;
        }
        if page.outputs.contains(&Output::Site) {
            files.push(ContainingFile::new(format!("site/{}.html", page.name), how.clone()));
        }
        if page.outputs.contains(&Output::Sheet) && set(page) {
            files.push(ContainingFile::new(format!("pdf/{}.pdf", page.name), how));
        }
    }
    if set(&publication.handbook) && !how(&publication.handbook, ids).is_empty() {
        files.push(ContainingFile::new(
            format!("pdf/{}.pdf", publication.handbook.name),
            how(&publication.handbook, ids),
        ));
    }
    for (filled, document) in publication.questionnaires.iter().zip(&publication.questionnaire_documents) {
        let asked = filled
            .questions
            .iter()
            .filter(|it| it.answer.as_ref().is_some_and(|it| ids.contains(it.id.to_string().as_str())));
        let numbers: Vec<_> = asked.map(|it| it.id.as_str()).collect();
        if numbers.is_empty() {
            continue;
        }
        let how = format!("question {}", numbers.join(", "));
        let folder = format!("questionnaires/{}", filled.id);
        files.push(ContainingFile::new(format!("{folder}/answers.html"), how.clone()));
        files.push(ContainingFile::new(format!("{folder}/answers.json"), how.clone()));
        files.push(ContainingFile::new(format!("site/{}.html", document.name), how.clone()));
        if set(document) {
            files.push(ContainingFile::new(format!("{folder}/answers.pdf"), how.clone()));
            files.push(ContainingFile::new(format!("pdf/{}.pdf", document.name), how));
        }
    }
    let whole = WHOLE.iter().filter(|it| ids.iter().any(|id| (it.is)(id)));
    let made = |file: &str| pdfs || !file.starts_with("pdf/");
    files.extend(whole.filter(|it| made(it.file)).map(|it| ContainingFile::new(it.file, it.how)));
    if ids.iter().any(|it| kind_of(it) == "subprocessor")
        && !subprocessor_changes(&publication.statements.view).is_empty()
    {
        files.push(ContainingFile::new(format!("site/{FEED}"), "entries"));
    }
    files.push(ContainingFile::new("facts.json", "data"));
    files
}

/// Ids that affect every page or a separate file.
struct Whole {
    is: fn(&str) -> bool,
    /// The files.
    file: &'static str,
    /// The part of the files.
    how: &'static str,
}

const WHOLE: [Whole; 6] = [
    Whole { is: is_settings, file: "site/*.html", how: "title" },
    Whole { is: is_settings, file: SECURITY_TXT, how: "settings" },
    Whole { is: |id| is_layout(id, "html/"), file: "site/*.html", how: "layout" },
    Whole { is: |id| is_layout(id, "pdf/"), file: "pdf/*.pdf", how: "layout" },
    Whole { is: |id| kind_of(id) == "contact", file: SECURITY_TXT, how: "contacts" },
    Whole { is: |id| kind_of(id) == "programme", file: SECURITY_TXT, how: "channels" },
];
const SECURITY_TXT: &str = "site/.well-known/security.txt";

fn is_settings(id: &str) -> bool {
    ClaimId::from(id) == ClaimId::Settings
}

fn is_layout(id: &str, folder: &str) -> bool {
    matches!(ClaimId::from(id), ClaimId::Layout(path) if path.starts_with(folder))
}

/// The parts of a document that contain any of `ids`: tables by caption, and text.
fn how(document: &Document, ids: &BTreeSet<&str>) -> String {
    let says = |blocks: &[Block]| stated(blocks).iter().any(|it| ids.contains(it));
    let mut found = Vec::new();
    if ids.contains(document.own_text_id().as_str()) {
        found.push("own text".to_owned());
    }
    let mut in_tables = BTreeSet::new();
    walk(&document.blocks, &mut |block| {
        if let Block::Table(table) = block {
            let cells = table.rows.iter().flatten();
            let here: BTreeSet<_> =
                cells.flat_map(|it| stated(&it.blocks)).filter(|it| ids.contains(it)).collect();
            if !here.is_empty() {
                let words = format!("table “{}”", table.caption);
                if !found.contains(&words) {
                    found.push(words);
                }
                in_tables.extend(here);
            }
        }
    });
    let text = document.blocks.iter().filter(|it| !matches!(it, Block::Table(_)));
    if text.into_iter().any(|it| says(std::slice::from_ref(it))) {
        found.push("text".into());
    }
    found.join(", ")
}
