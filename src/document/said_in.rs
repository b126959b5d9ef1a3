//! The files that contain statements and answers, and the parts of the files.

use std::collections::BTreeSet;

use super::{Document, FEED, Output, Publication, stated::stated, subprocessor_changes};
use crate::markup::{Block, walk};

/// The files of a build that contain any of `ids`, each with the part of the file; `pdfs` tells whether PDFs are written.
pub fn said_in(publication: &Publication, ids: &BTreeSet<&str>, pdfs: bool) -> Vec<(String, String)> {
    let set = |it: &Document| pdfs && !publication.unset.contains(&it.name);
    let mut files = Vec::new();
    for page in &publication.pages {
        let how = how(page, ids);
        if how.is_empty() {
            continue;
        }
        if page.outputs.contains(&Output::Site) {
            files.push((format!("site/{}.html", page.name), how.clone()));
        }
        if page.outputs.contains(&Output::Sheet) && set(page) {
            files.push((format!("pdf/{}.pdf", page.name), how));
        }
    }
    if set(&publication.handbook) && !how(&publication.handbook, ids).is_empty() {
        files.push((format!("pdf/{}.pdf", publication.handbook.name), how(&publication.handbook, ids)));
    }
    for (filled, paper) in publication.questionnaires.iter().zip(&publication.papers) {
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
        files.push((format!("{folder}/answers.html"), how.clone()));
        files.push((format!("{folder}/answers.json"), how.clone()));
        files.push((format!("site/{}.html", paper.name), how.clone()));
        if set(paper) {
            files.push((format!("{folder}/answers.pdf"), how.clone()));
            files.push((format!("pdf/{}.pdf", paper.name), how));
        }
    }
    let whole = WHOLE.iter().filter(|(id, _, _)| ids.iter().any(|it| it.starts_with(id)));
    let made = |file: &str| pdfs || !file.starts_with("pdf/");
    files.extend(
        whole.filter(|(_, file, _)| made(file)).map(|(_, file, how)| ((*file).to_owned(), (*how).to_owned())),
    );
    if ids.iter().any(|it| it.starts_with("subprocessor/"))
        && !subprocessor_changes(&publication.statements.disclosure).is_empty()
    {
        files.push((format!("site/{FEED}"), "entries".into()));
    }
    files.push(("facts.json".into(), "data".into()));
    files
}

/// Ids that affect every page or a separate file: the prefix of the id, the files, and the part of the files.
const WHOLE: [(&str, &str, &str); 6] = [
    ("site/settings", "site/*.html", "title"),
    ("site/settings", "site/.well-known/security.txt", "settings"),
    ("layout/html/", "site/*.html", "layout"),
    ("layout/pdf/", "pdf/*.pdf", "layout"),
    ("contact/", "site/.well-known/security.txt", "contacts"),
    ("programme/", "site/.well-known/security.txt", "channels"),
];

/// The parts of a document that contain any of `ids`: tables by caption, and text.
fn how(document: &Document, ids: &BTreeSet<&str>) -> String {
    let says = |blocks: &[Block]| stated(blocks).iter().any(|it| ids.contains(it));
    let mut found = Vec::new();
    if ids.contains(document.words_id().as_str()) {
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
