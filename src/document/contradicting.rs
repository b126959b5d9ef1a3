//! Text of pages, their titles and captions, and the site title, that typed facts contradict.

use super::{
    named::PageWords,
    page::{Fence, FenceContent},
};
use crate::{
    contradictions::{Contradiction, StatedFacts, TextContext},
    diagnostic::{Diagnostic, Place},
    fact::site::Site,
};

const HELP: &str = "correct whichever is wrong, say in the text which one it means, or insert the generated \
                    statement with `say:`";

/// The findings about the text of a page, and about the captions, column titles and headings of its fenced
/// blocks.
pub fn on_page(stated: &StatedFacts, words: &PageWords, fences: &[Fence]) -> Vec<Diagnostic> {
    let own = format!("page `{}`", words.page);
    let texts = words.titles.iter().map(String::as_str).chain([words.prose.as_str()]);
    let fences = fences.iter().flat_map(|it| headings(&it.content));
    let mut found: Vec<Diagnostic> = Vec::new();
    for text in texts.chain(fences) {
        for it in stated.contradicted(text, TextContext::default()) {
            let finding = it.finding(&own, place_of(words, text, &it), HELP);
            if !found.contains(&finding) {
                found.push(finding);
            }
        }
    }
    found
}

/// The texts of a fenced block that are shown.
fn headings(content: &FenceContent) -> Vec<&str> {
    let FenceContent::Statements(it) = content else { return vec![] };
    let heads = it.table.iter().flat_map(|pair| pair.0.iter().map(|it| &it.0));
    it.caption.iter().chain(&it.rest).chain(heads).map(|it| it.value.as_str()).collect()
}

/// The findings on the title of the site.
pub fn on_site(stated: &StatedFacts, site: &Site) -> Vec<Diagnostic> {
    let Some(title) = &site.title else { return vec![] };
    let found = stated.contradicted(title, TextContext::default());
    found.iter().map(|it| it.finding("the title of the site", title.place, HELP)).collect()
}

/// The location of the text in the template; the template's beginning if it is not there literally.
fn place_of(words: &PageWords, text: &str, it: &Contradiction) -> Place {
    let start = words.place.range().start;
    let quote = text.get(it.range.clone()).filter(|it| !it.is_empty());
    match quote.and_then(|quote| Some((words.template.find(quote)?, quote.len()))) {
        Some((at, length)) => Place::new(words.place.file, start + at..start + at + length),
        None => Place::new(words.place.file, start..start),
    }
}
