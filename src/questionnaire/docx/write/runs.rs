//! Text as runs, in the format of the place.

use std::ops::Range;

use super::Pen;
use crate::questionnaire::docx::{
    document::Paragraph,
    element::{Child, children},
};

/// Properties that must not be copied: tracked changes, and the style that made a placeholder grey.
const OWN: &[&str] = &["ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"];
/// The properties of a question that its answer shares.
const SHARED: &[&str] = &["rFonts", "sz", "szCs", "lang"];
/// The properties of a question's paragraph that its answer must not have.
const ALONE: &[&str] = &[
    "numPr",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "outlineLvl",
    "sectPr",
    "rPr",
    "pBdr",
    "framePr",
    "cnfStyle",
];

impl Pen<'_> {
    /// A run with a text; line breaks and tabs become elements.
    pub(super) fn run(&self, text: &str, properties: &str) -> String {
        let p = &self.opened.document.prefix;
        let line = |line: &str| {
            let parts = line.split('\t').map(|it| {
                if it.is_empty() {
                    String::new()
                } else {
                    format!("<{p}t xml:space=\"preserve\">{}</{p}t>", escaped(it))
                }
            });
            parts.collect::<Vec<_>>().join(&format!("<{p}tab/>"))
        };
        let lines = text.split('\n').map(line).collect::<Vec<_>>().join(&format!("<{p}br/>"));
        format!("<{p}r>{properties}{lines}</{p}r>")
    }

    /// Run properties copied from a byte range.
    pub(super) fn copied(&self, properties: Option<&Range<usize>>) -> String {
        let grey = |it: &Child| {
            it.name == "rStyle" && it.value.as_deref().is_some_and(|it| it.contains("Placeholder"))
        };
        self.chosen(properties, |it| !grey(it) && !OWN.contains(&it.name.as_str()))
    }

    /// The properties of the paragraph mark, for new text in the paragraph.
    pub(super) fn of_mark(&self, paragraph: &Paragraph) -> String {
        let parts = paragraph.properties.as_ref().and_then(|it| self.children(it));
        let mark = parts.and_then(|parts| parts.into_iter().find(|it| it.name == "rPr"));
        self.copied(mark.map(|it| it.span).as_ref())
    }

    /// The properties of a paragraph's text, or of its mark if it has no text.
    pub(super) fn of_words(&self, paragraph: &Paragraph) -> String {
        let worded = paragraph.runs.iter().find(|run| run.pieces.iter().any(|it| !it.0.is_empty()));
        worded.map_or_else(|| self.of_mark(paragraph), |it| self.copied(it.properties.as_ref()))
    }

    /// The properties of a question's text that an answer shares: its font and size, not its weight.
    pub(super) fn shared(&self, paragraph: &Paragraph) -> String {
        let worded = paragraph.runs.iter().find(|run| run.pieces.iter().any(|it| !it.0.is_empty()));
        self.chosen(worded.and_then(|it| it.properties.as_ref()), |it| SHARED.contains(&it.name.as_str()))
    }

    /// The properties of a paragraph for one that follows it; with `as_is`, the following one is of the
    /// same kind.
    pub(super) fn paragraph_properties(&self, paragraph: &Paragraph, as_is: bool) -> String {
        let p = &self.opened.document.prefix;
        let parts = paragraph.properties.as_ref().and_then(|it| self.children(it)).unwrap_or_default();
        let kept = parts.iter().filter(|part| {
            let heading = part.name == "pStyle"
                && !part
                    .value
                    .as_deref()
                    .is_some_and(|it| it.contains("List") || it.contains("Body") || it.contains("Normal"));
            let alone = if as_is {
                part.name == "sectPr" || part.name == "rPr"
            } else {
                heading || ALONE.contains(&part.name.as_str())
            };
            !alone && !OWN.contains(&part.name.as_str())
        });
        let inner: String = kept.filter_map(|it| self.opened.text.get(it.span.clone())).collect();
        if inner.is_empty() { inner } else { format!("<{p}pPr>{inner}</{p}pPr>") }
    }

    /// The children of an element of the document.
    pub(super) fn children(&self, span: &Range<usize>) -> Option<Vec<Child>> {
        children(&self.opened.text, span.clone()).ok()
    }

    fn chosen(&self, properties: Option<&Range<usize>>, keep: impl Fn(&Child) -> bool) -> String {
        let p = &self.opened.document.prefix;
        let parts = properties.and_then(|it| self.children(it)).unwrap_or_default();
        let inner: String = parts
            .iter()
            .filter(|it| keep(it))
            .filter_map(|it| self.opened.text.get(it.span.clone()))
            .collect();
        if inner.is_empty() { inner } else { format!("<{p}rPr>{inner}</{p}rPr>") }
    }
}

/// A text with XML escapes.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
