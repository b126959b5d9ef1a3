//! Parses HTML fragments, because VSAQ's texts are HTML and questions are plain text. Struck-through or
//! hidden text, and text shown beside other text, are kept separately.

use super::super::bounded::{struck_words, unreadable};

/// Tags that separate words; other tags may be within words.
const PARTING: &[&str] =
    &["p", "br", "div", "ul", "ol", "li", "table", "tr", "td", "th", "h1", "h2", "h3", "h4", "hr"];
/// Tags with strikethrough.
const STRIKING: &[&str] = &["del", "s", "strike"];
/// Styles that strike through or hide text, without spaces.
const STYLES: &[&str] = &["line-through", "display:none", "visibility:hidden"];
/// Attributes with visible text.
const SHOWN: &[&str] = &["title", "alt", "placeholder", "aria-label", "label"];
/// Tags with content other than text.
const PICTURES: &[&str] =
    &["img", "svg", "picture", "video", "audio", "canvas", "object", "embed", "iframe", "math"];
/// The supported named characters.
const NAMED: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("mdash", "\u{2014}"),
    ("ndash", "\u{2013}"),
    ("hellip", "\u{2026}"),
    ("rsquo", "\u{2019}"),
    ("lsquo", "\u{2018}"),
    ("ldquo", "\u{201C}"),
    ("rdquo", "\u{201D}"),
];

/// The content of an HTML fragment.
#[derive(Debug, Default)]
pub struct Html {
    /// All its text, on one line.
    pub words: String,
    /// The text that is struck through or hidden.
    struck: String,
    /// Texts that are shown beside its text.
    shown: Vec<String>,
    /// The current tag with strikethrough, and how many tags of its name are open.
    open: Option<(String, usize)>,
}

/// The text, on one line.
pub fn words(html: &str) -> String {
    read(html).words
}

/// Parses an HTML fragment.
pub fn read(html: &str) -> Html {
    let mut read = Html::default();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        read.say(rest.get(..at).unwrap_or_default());
        let tail = rest.get(at..).unwrap_or_default();
        let length = read.tag(tail).or_else(|| read.character(tail)).unwrap_or_else(|| {
            read.say(tail.get(..1).unwrap_or_default());
            1
        });
        rest = tail.get(length..).unwrap_or_default();
    }
    read.say(rest);
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    (read.words, read.struck) = (line(&read.words), line(&read.struck));
    read
}

impl Html {
    /// Whether all text is struck through or hidden.
    pub fn is_struck(&self) -> bool {
        !self.struck.is_empty() && self.struck == self.words
    }

    /// The texts to report in addition: struck-through text, and text shown beside the text.
    pub fn beside(self) -> impl Iterator<Item = String> {
        let struck = (!self.struck.is_empty() && !self.is_struck()).then(|| struck_words(&self.struck));
        struck.into_iter().chain(self.shown)
    }

    fn say(&mut self, text: &str) {
        self.words.push_str(text);
        if self.open.is_some() {
            self.struck.push_str(text);
        }
    }

    /// Reads a tag; returns its length.
    fn tag(&mut self, text: &str) -> Option<usize> {
        let inner = text.strip_prefix('<')?;
        let name = inner.trim_start_matches('/');
        if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') {
            return None;
        }
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next()?.to_ascii_lowercase();
        // A tag that is not closed before the next one begins is not a tag, so no text is scanned twice.
        let end = inner.find(['<', '>']).filter(|it| inner.as_bytes().get(*it) == Some(&b'>'))?;
        if PARTING.contains(&name.as_str()) {
            self.say(" ");
        }
        if inner.starts_with('/') {
            self.close(&name);
        } else {
            self.begin(&name, inner.get(name.len()..end).unwrap_or_default());
        }
        Some(end + 2)
    }

    fn begin(&mut self, name: &str, rest: &str) {
        let attributes = attributes(rest);
        let strikes = STRIKING.contains(&name)
            || attributes.iter().any(|(name, value)| {
                let plain: String = value.to_ascii_lowercase().split_whitespace().collect();
                *name == "hidden" || *name == "style" && STYLES.iter().any(|it| plain.contains(it))
            });
        match &mut self.open {
            Some((open, count)) if open == name => *count += 1,
            Some(_) => {}
            None => self.open = strikes.then(|| (name.to_owned(), 1)),
        }
        let shown = attributes.iter().filter(|it| SHOWN.contains(&it.0.as_str()));
        self.shown.extend(shown.map(|it| words(it.1)).filter(|it| !it.is_empty()));
        if PICTURES.contains(&name) {
            self.shown.push(unreadable(&format!("<{name}> in a text")));
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((_, count)) = self.open.as_mut().filter(|it| it.0 == name) {
            *count -= 1;
            if *count == 0 {
                self.open = None;
            }
        }
    }

    /// Writes the character of `&name;` or `&#39;`; returns its length.
    fn character(&mut self, text: &str) -> Option<usize> {
        let inner = text.strip_prefix('&')?;
        let end = inner.bytes().take(10).position(|it| it == b';')?;
        let name = inner.get(..end)?;
        match name.strip_prefix('#') {
            Some(number) => {
                let hex = number.strip_prefix(['x', 'X']);
                let code = hex.map_or_else(|| number.parse().ok(), |it| u32::from_str_radix(it, 16).ok())?;
                self.say(char::from_u32(code)?.encode_utf8(&mut [0; 4]));
            }
            None => self.say(NAMED.iter().find(|it| it.0 == name)?.1),
        }
        Some(end + 2)
    }
}

/// The attributes of a tag, with their values.
fn attributes(tag: &str) -> Vec<(String, &str)> {
    let mut found = Vec::new();
    let mut rest = tag;
    loop {
        rest = rest.trim_start_matches(|it: char| it.is_whitespace() || matches!(it, '/' | '=' | '"' | '\''));
        let end = rest.find(|it: char| it.is_whitespace() || matches!(it, '=' | '/')).unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        if name.is_empty() {
            return found;
        }
        let behind = behind.trim_start();
        let Some(value) = behind.strip_prefix('=').map(str::trim_start) else {
            found.push((name.to_ascii_lowercase(), ""));
            rest = behind;
            continue;
        };
        let quote = value.chars().next().filter(|it| matches!(it, '"' | '\''));
        let inner = quote.map_or(value, |_| value.get(1..).unwrap_or_default());
        let ends = |it: char| quote.map_or(it.is_whitespace(), |quote| it == quote);
        let (value, behind) = inner.split_at(inner.find(ends).unwrap_or(inner.len()));
        found.push((name.to_ascii_lowercase(), value));
        rest = behind;
    }
}
