//! Findings for a person at a terminal, in the style of rustc.

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Element, Group, Level as Weight, Origin, Renderer, Snippet};

use super::{Diagnostic, FileId, Label, Level, Report, Sources};

/// Renders every finding of `report`, with terminal colours if `styled`.
///
/// Control characters of the sources are shown as symbols, never sent to the terminal.
pub fn render(report: &Report, sources: &Sources, styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    report.findings.iter().map(|it| renderer.render(&groups(it, sources)) + "\n\n").collect()
}

/// `1 warning`, `2 warnings`.
pub fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

fn groups<'a>(finding: &'a Diagnostic, sources: &'a Sources) -> Vec<Group<'a>> {
    let weight = if finding.level == Level::Error { Weight::ERROR } else { Weight::WARNING };
    let title = weight.primary_title(visible(&finding.message)).id(finding.code.name);
    let snippets = by_file(&finding.labels).into_iter().map(|labels| snippet(&labels, sources));
    let notes = finding.notes.iter().map(|it| Element::from(Weight::NOTE.message(visible(it))));
    let help = finding.help.iter().map(|it| Element::from(Weight::HELP.message(visible(it))));
    vec![title.elements(snippets.chain(notes).chain(help))]
}

/// The labels of one finding, grouped by file, the file with the problem first.
fn by_file(labels: &[Label]) -> Vec<Vec<&Label>> {
    let mut order: Vec<FileId> = Vec::new();
    let mut files: BTreeMap<FileId, Vec<&Label>> = BTreeMap::new();
    for label in labels {
        if !files.contains_key(&label.place.file) {
            order.push(label.place.file);
        }
        files.entry(label.place.file).or_default().push(label);
    }
    order.iter().filter_map(|it| files.remove(it)).collect()
}

fn snippet<'a>(labels: &[&'a Label], sources: &'a Sources) -> Element<'a> {
    let Some(first) = labels.first() else { return Origin::path("").into() };
    let file = first.place.file;
    let text = sources.text(file);
    if text.is_empty() {
        return Origin::path(visible(sources.path(file))).into();
    }
    let line_of = |label: &&Label| sources.position(label.place).0;
    let top = labels.iter().map(line_of).min().unwrap_or(1);
    let bottom = labels.iter().map(line_of).max().unwrap_or(top);
    // Only the labelled lines are passed to the renderer, which scans its whole input for every finding. Of a
    // very long line (a file without line ends), only the part around the place is shown.
    let lines = sources.line(file, top).start..sources.line(file, bottom).end;
    let first_start = labels.iter().map(|it| it.place.start as usize).min().unwrap_or(lines.start);
    let far = labels.iter().map(|it| first_line(text, it).end).max().unwrap_or(lines.end);
    let begin = floor_boundary(text, lines.start.max(first_start.saturating_sub(WINDOW)));
    let end = floor_boundary(text, lines.end.min(far + WINDOW).max(begin));
    let shown = harmless(text.get(begin..end).unwrap_or_default());
    let annotations = labels.iter().enumerate().map(|(index, label)| {
        let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let words = (!label.words.is_empty()).then(|| visible(&label.words));
        let range = first_line(text, label);
        kind.span(range.start - begin..range.end - begin).label(words)
    });
    Snippet::source(shown).line_start(top).path(visible(sources.path(file))).annotations(annotations).into()
}

/// The maximum number of bytes shown on either side of a place.
const WINDOW: usize = 400;

/// Replaces characters that affect a terminal by others of the same length in bytes.
fn harmless(text: &str) -> String {
    let shown = |c: char| match c {
        '\u{80}'..='\u{9f}' => '\u{b7}',
        c if is_direction_mark(c) && c.len_utf8() == 3 => '\u{fffd}',
        '\u{61c}' => '\u{b7}',
        c => c,
    };
    text.chars().map(shown).collect()
}

/// The part of a label on its first line.
fn first_line(text: &str, label: &Label) -> std::ops::Range<usize> {
    let start = floor_boundary(text, label.place.start as usize);
    let end = floor_boundary(text, label.place.end as usize).max(start);
    let line_end = text.get(start..end).and_then(|it| it.find('\n')).map_or(end, |at| start + at);
    start..line_end.max(start)
}

fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|it| text.is_char_boundary(*it)).unwrap_or_default()
}

/// `words` with control and direction-changing characters written as escapes.
pub fn visible(words: &str) -> String {
    let hidden = |c: char| c != '\n' && (c.is_control() || is_direction_mark(c));
    if !words.contains(hidden) {
        return words.to_owned();
    }
    words.chars().map(|c| if hidden(c) { c.escape_unicode().to_string() } else { c.into() }).collect()
}

/// Like [`visible`], in one line: a name that contains a line end must not look like two messages.
pub fn in_one_line(words: &str) -> String {
    visible(words).replace('\n', "\\n")
}

/// Characters that reorder the text around them (Unicode Standard Annex 9, section 2).
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{061c}')
}
