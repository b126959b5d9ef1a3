//! Where statements and answers are said: which files, and in what of them.

use std::collections::BTreeSet;

use super::{Document, Output, Publication, stated};
use crate::prose::{Block, walk};

/// The files of a build that hold any of `ids`, and in what; `pdfs` says whether it makes PDFs.
pub fn said_in(publication: &Publication, ids: &BTreeSet<&str>, pdfs: bool) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for page in &publication.pages {
        let how = how(page, ids);
        if how.is_empty() {
            continue;
        }
        if page.outputs.contains(&Output::Site) {
            files.push((format!("site/{}.html", page.name), how.clone()));
        }
        if page.outputs.contains(&Output::Sheet) && pdfs {
            files.push((format!("pdf/{}.pdf", page.name), how));
        }
    }
    if pdfs && !how(&publication.handbook, ids).is_empty() {
        files.push((format!("pdf/{}.pdf", publication.handbook.name), how(&publication.handbook, ids)));
    }
    for (filled, paper) in publication.questionnaires.iter().zip(&publication.papers) {
        let asked = filled.questions.iter().filter(|it| it.answer.as_ref().is_some_and(|it| ids.contains(it.id.to_string().as_str())));
        let numbers: Vec<_> = asked.map(|it| it.id.as_str()).collect();
        if numbers.is_empty() {
            continue;
        }
        let how = format!("question {}", numbers.join(", "));
        let folder = format!("questionnaires/{}", filled.id);
        files.push((format!("{folder}/answers.html"), how.clone()));
        files.push((format!("{folder}/answers.json"), how.clone()));
        files.push((format!("site/{}.html", paper.name), how.clone()));
        if pdfs {
            files.push((format!("{folder}/answers.pdf"), how.clone()));
            files.push((format!("pdf/{}.pdf", paper.name), how));
        }
    }
    files.push(("facts.json".into(), "data".into()));
    files
}

/// In what a document says any of `ids`: a table by its caption, the text.
fn how(document: &Document, ids: &BTreeSet<&str>) -> String {
    let says = |blocks: &[Block]| stated(blocks).iter().any(|it| ids.contains(it));
    let mut found = Vec::new();
    let mut in_tables = BTreeSet::new();
    walk(&document.blocks, &mut |block| {
        if let Block::Table(table) = block {
            let cells = table.rows.iter().flatten();
            let here: BTreeSet<_> = cells.flat_map(|it| stated(&it.blocks)).filter(|it| ids.contains(it)).collect();
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
