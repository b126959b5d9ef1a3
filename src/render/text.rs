//! A document for the terminal: wrapped text, tables as blocks of lines. Colours are ANSI styles.

use anstyle::{AnsiColor, Effects, Style};

use crate::{
    diagnostic::human::visible,
    document::Document,
    markup::{Block, Inline, LinkTarget, Table, Tone, percent, plain},
};

/// The width of a line, in characters.
const WIDTH: usize = 100;

/// The document. With `color`, redlines are coloured; without, they are marked with brackets:
/// `[-old-]{+new+}`.
pub fn text(document: &Document, color: bool) -> String {
    let mut writer = Writer { out: String::new(), color };
    writer.line(0, &writer.styled(Style::new().bold(), &document.title));
    writer.out.push('\n');
    writer.blocks(&document.blocks, 0);
    writer.out.trim_end().to_owned() + "\n"
}

struct Writer {
    out: String,
    color: bool,
}

impl Writer {
    fn styled(&self, style: Style, words: &str) -> String {
        let words = visible(words);
        if self.color && !words.is_empty() { format!("{style}{words}{style:#}") } else { words }
    }

    fn line(&mut self, indent: usize, words: &str) {
        let words = words.trim_end();
        self.out += &" ".repeat(if words.is_empty() { 0 } else { indent });
        self.out += words;
        self.out.push('\n');
    }

    fn blocks(&mut self, blocks: &[Block], indent: usize) {
        for block in blocks {
            self.block(block, indent);
        }
    }

    fn block(&mut self, block: &Block, indent: usize) {
        match block {
            Block::Heading { level, text, .. } => {
                let words = plain(text);
                if *level <= 2 {
                    self.out.push('\n');
                    self.line(indent, &self.styled(Style::new().bold(), &words));
                    self.line(indent, &"-".repeat(words.chars().count().min(WIDTH)));
                } else {
                    self.out.push('\n');
                    self.line(indent, &self.styled(Style::new().bold(), &words));
                }
            }
            Block::Paragraph(text) => self.wrapped(text, indent, indent),
            Block::List { numbered, items } => {
                for (at, item) in items.iter().enumerate() {
                    let mark = if *numbered { format!("{}. ", at + 1) } else { "- ".into() };
                    let start = self.out.len();
                    self.blocks(item, indent + mark.len());
                    let place = start + indent;
                    if self.out.get(start..place + mark.len()).is_some_and(|it| it.trim().is_empty()) {
                        self.out.replace_range(place..place + mark.len(), &mark);
                    }
                }
            }
            Block::Table(table) => self.table(table, indent),
            Block::Note(blocks) => self.blocks(blocks, indent + 2),
            Block::Statement { blocks, .. } => self.blocks(blocks, indent),
            Block::Terms(terms) => {
                for (term, blocks) in terms {
                    self.wrapped(term, indent, indent);
                    self.blocks(blocks, indent + 4);
                }
            }
            Block::Timeline(it) => {
                for (name, words) in it.words() {
                    self.wrapped(&crate::markup::text(format!("{name}: {words}")), indent, indent + 4);
                }
            }
            Block::Shares(shares) => {
                let all = shares.iter().map(|it| it.count).sum();
                for share in shares.iter().filter(|it| it.count > 0) {
                    let words =
                        format!("{:>7}  {} ({}%)", share.count, share.label, percent(share.count, all));
                    self.line(indent, &self.styled(tone(share.tone), &words));
                }
            }
        }
    }

    /// Each row as its first cell, with the other cells below it.
    fn table(&mut self, table: &Table, indent: usize) {
        for row in &table.rows {
            for (at, cell) in row.iter().enumerate().filter(|(_, it)| !it.blocks.is_empty()) {
                let start = self.out.len();
                self.blocks(&cell.blocks, if at == 0 { indent + 2 } else { indent + 6 });
                if self.color && cell.tone != Tone::Plain {
                    let written = self.out.split_off(start);
                    let style = tone(cell.tone);
                    written.lines().for_each(|it| self.out += &format!("{style}{it}{style:#}\n"));
                }
            }
        }
    }

    fn wrapped(&mut self, text: &[Inline], first: usize, rest: usize) {
        let mut words: Vec<(Style, String)> = Vec::new();
        self.collect(text, Style::new(), &mut words);
        let mut line = String::new();
        let mut width = 0;
        let mut indent = first;
        for (style, word) in words {
            if word == "\n" {
                self.line(indent, &line);
                (line, width, indent) = (String::new(), 0, rest);
                continue;
            }
            let length = word.trim_end().chars().count();
            if width > 0 && indent + width + length > WIDTH {
                self.line(indent, &line);
                (line, width, indent) = (String::new(), 0, rest);
            }
            width += word.chars().count();
            line += &self.styled(style, &word);
        }
        self.line(indent, &line);
    }

    /// The words, each with the whitespace after it.
    fn collect(&self, inlines: &[Inline], style: Style, out: &mut Vec<(Style, String)>) {
        for inline in inlines {
            match inline {
                Inline::Text(it) if self.color => spaced(out, it, style),
                Inline::Text(it) => spaced(out, &unmarked(it), style),
                Inline::Code(it) => spaced(out, it, style.fg_color(Some(AnsiColor::Cyan.into()))),
                Inline::Removed(it) if self.color => {
                    spaced(out, it, AnsiColor::Red.on_default() | Effects::STRIKETHROUGH);
                }
                Inline::Inserted(it) if self.color => {
                    spaced(out, it, AnsiColor::Green.on_default() | Effects::UNDERLINE)
                }
                Inline::Removed(it) => spaced(out, &format!("[-{}-]", unmarked(it)), style),
                Inline::Inserted(it) => spaced(out, &format!("{{+{}+}}", unmarked(it)), style),
                Inline::Break => out.push((style, "\n".into())),
                Inline::Strong(inner) => self.collect(inner, style | Effects::BOLD, out),
                Inline::Emphasis(inner) => self.collect(inner, style | Effects::ITALIC, out),
                Inline::Link { to, text } => {
                    self.collect(text, style, out);
                    if let LinkTarget::Url(it) | LinkTarget::Email(it) = to
                        && *it != plain(text)
                    {
                        out.push((style, format!(" <{it}>")));
                    }
                }
            }
        }
    }
}

fn spaced(out: &mut Vec<(Style, String)>, words: &str, style: Style) {
    out.extend(words.split_inclusive([' ', '\n']).map(|it| (style, it.replace('\n', " "))));
}

fn tone(tone: Tone) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Good => AnsiColor::Green.on_default(),
        Tone::Open => AnsiColor::Yellow.on_default(),
        Tone::Bad => AnsiColor::Red.on_default(),
    }
}

/// Separates bracket marks that are part of a text, so that it cannot imitate redlines.
fn unmarked(text: &str) -> String {
    [("[-", "[ -"), ("-]", "- ]"), ("{+", "{ +"), ("+}", "+ }")]
        .iter()
        .fold(text.to_owned(), |text, (mark, apart)| text.replace(mark, apart))
}
