//! A page's template: front matter, Markdown, and fenced blocks that place statements.

use crate::{
    diagnostic::{Diagnostic, FileId, Place, Sources, codes},
    fact::{
        Audience, Number, Text,
        read::{Field, Reader, record, words},
    },
    markup::markdown,
    yaml::parse,
};

use super::placement::Placement;

words! {
    /// Where a page is published.
    pub enum Output {
        /// A page of the site.
        Site "site",
        /// A chapter of the handbook.
        Handbook "handbook",
        /// A PDF of its own.
        Sheet "sheet",
    }
}

record! {
    /// The front matter of a page.
    pub struct FrontMatter {
        /// Its title.
        pub title: Text,
        /// Its name in the navigation, if shorter.
        pub nav: Option<Text>,
        /// A summary of its content, in one sentence.
        pub summary: Option<Text>,
        /// Its place among the pages.
        pub order: Option<Number>,
        /// Who may see it.
        pub audience: Option<Audience>,
        /// Where it is published; the site and the handbook if omitted.
        pub outputs: Vec<Output>,
    }
}

/// A fenced block of a page.
#[derive(Debug)]
pub struct Fence {
    /// What it places.
    pub content: FenceContent,
    /// A description of what it places, for reviewers.
    pub text: String,
}

/// What a fenced block places.
#[derive(Debug)]
pub enum FenceContent {
    /// Statements.
    Statements(Box<Placement>),
    /// A list of the other pages.
    Pages,
    /// A list of the questionnaires.
    Questionnaires,
    /// A link to the feed of changes among the subprocessors.
    Feed,
    /// A chart of the certifications' histories.
    Timeline,
}

/// A page's template, read.
#[derive(Debug)]
pub struct PageTemplate {
    /// Its name: `index`, `certifications`.
    pub name: String,
    /// Its front matter.
    pub front: FrontMatter,
    /// Its Markdown, with a token (by index) on a separate line for each fenced block. It has as many bytes
    /// and lines as the file, so that a place in it is a place in the file.
    pub body: String,
    /// The place of the body.
    pub place: Place,
    /// The fenced blocks.
    pub fences: Vec<Fence>,
}

const RULE: &str = "---";

/// Reads the page `name`.
pub fn read(
    name: &str,
    file: FileId,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> Option<PageTemplate> {
    let text = sources.text(file);
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let (front_range, body_start) = front_matter(text, mark).or_else(|| {
        let place = Place::new(file, 0..text.find('\n').unwrap_or(text.len()));
        let finding = Diagnostic::new(codes::TEMPLATE_ERROR, place, "a page begins with front matter");
        findings.push(finding.help("begin with a line `---`, then `title: …`, then a line `---`"));
        None
    })?;
    let mut reader = Reader::default();
    let node = match parse(file, text.get(front_range.clone()).unwrap_or_default(), front_range.start) {
        Ok(node) => node,
        Err(finding) => {
            findings.push(*finding);
            return None;
        }
    };
    let front = FrontMatter::read(&node, &mut reader);
    let (body, fences) = cut_fences(file, text, body_start, &mut reader);
    findings.append(&mut reader.findings);
    Some(PageTemplate {
        name: name.to_owned(),
        front: front?,
        body,
        place: Place::new(file, body_start..text.len()),
        fences,
    })
}

/// The range between the two rules, and where the body begins.
fn front_matter(text: &str, mark: usize) -> Option<(std::ops::Range<usize>, usize)> {
    let mut lines = TextLines { text, at: mark };
    let first = lines.next()?;
    if first.1.trim_end() != RULE {
        return None;
    }
    let start = lines.at;
    while let Some((at, line)) = lines.next() {
        if line.trim_end() == RULE {
            return Some((start..at, lines.at));
        }
    }
    None
}

/// Cuts the fenced blocks out of a body and leaves a token for each.
fn cut_fences(file: FileId, text: &str, start: usize, reader: &mut Reader) -> (String, Vec<Fence>) {
    let mut body = String::with_capacity(text.len() - start);
    let mut fences = Vec::new();
    let mut lines = TextLines { text, at: start };
    while let Some((at, line)) = lines.next() {
        let Some(kind) = line.strip_prefix("```").map(str::trim).filter(|it| !it.is_empty()) else {
            body.push_str(&markdown::without_marks(line));
            continue;
        };
        let inner = lines.at;
        let mut end = text.len();
        for (at, line) in lines.by_ref() {
            if line.trim_end() == "```" {
                end = at;
                break;
            }
        }
        let place = Place::new(file, at..at + line.trim_end().len());
        let lines_of = |it: &str| {
            !it.trim_start().starts_with('#') && !it.starts_with("widths:") && !it.trim().is_empty()
        };
        let stated: Vec<&str> = text
            .get(inner..end)
            .unwrap_or_default()
            .lines()
            .map(str::trim_end)
            .filter(|it| lines_of(it))
            .collect();
        if let Some(content) = fence_content(kind, file, text, inner..end, place, reader) {
            body.push_str(&filler(&markdown::slot(fences.len()), text.get(at..lines.at).unwrap_or_default()));
            let text = match &content {
                FenceContent::Statements(it) => it.in_words(),
                _ => stated.join("\n"),
            };
            fences.push(Fence { content, text });
        } else {
            body.push_str(&filler("", text.get(at..lines.at).unwrap_or_default()));
        }
    }
    (body, fences)
}

/// `token`, padded to the bytes and lines of what it replaces.
fn filler(token: &str, instead_of: &str) -> String {
    let mut out: String = instead_of
        .chars()
        .flat_map(|c| std::iter::repeat_n(if c == '\n' { '\n' } else { ' ' }, c.len_utf8()))
        .collect();
    let first = out.find('\n').unwrap_or(out.len());
    if token.len() <= first {
        out.replace_range(..token.len(), token);
    } else {
        out.insert_str(0, token);
    }
    out
}

fn fence_content(
    kind: &str,
    file: FileId,
    text: &str,
    range: std::ops::Range<usize>,
    place: Place,
    reader: &mut Reader,
) -> Option<FenceContent> {
    match kind {
        "statements" => match parse(file, text.get(range.clone()).unwrap_or_default(), range.start) {
            Ok(node) => Placement::read(&node, reader).map(|it| FenceContent::Statements(Box::new(it))),
            Err(finding) => {
                reader.findings.push(*finding);
                None
            }
        },
        "pages" => Some(FenceContent::Pages),
        "questionnaires" => Some(FenceContent::Questionnaires),
        "feed" => Some(FenceContent::Feed),
        "timeline" => Some(FenceContent::Timeline),
        other => {
            let close =
                crate::error::near(other, ["statements", "pages", "questionnaires", "feed", "timeline"]);
            let finding =
                Diagnostic::new(codes::TEMPLATE_ERROR, place, format!("`{other}` is not a known block type"));
            reader.findings.push(finding.did_you_mean(&close));
            None
        }
    }
}

/// The lines of a text with their first bytes, line ends included.
struct TextLines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for TextLines<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..).filter(|it| !it.is_empty())?;
        let length = rest.find('\n').map_or(rest.len(), |it| it + 1);
        let start = self.at;
        self.at += length;
        Some((start, rest.get(..length)?))
    }
}
