//! A document as Markdown (GitHub's, for comments on pull requests). Every text is escaped: nothing in it
//! becomes markup.

use crate::{
    document::Document,
    markup::{Block, Cell, Inline, LinkTarget, Table, percent, plain},
};

/// The document.
pub fn markdown(document: &Document) -> String {
    let mut out = format!("# {}\n\n", escaped(&document.title));
    blocks(&document.blocks, "", &mut out);
    out.trim_end().to_owned() + "\n"
}

fn blocks(blocks: &[Block], indent: &str, out: &mut String) {
    for it in blocks {
        block(it, indent, out);
    }
}

fn block(block: &Block, indent: &str, out: &mut String) {
    match block {
        Block::Heading { level, text, .. } => {
            let marks = "#".repeat(usize::from((*level).clamp(1, 6)));
            *out += &format!("{indent}{marks} {}\n\n", inlines(text, " "));
        }
        Block::Paragraph(text) => *out += &format!("{indent}{}\n\n", inlines(text, &format!("  \n{indent}"))),
        Block::List { numbered, items } => {
            for (at, item) in items.iter().enumerate() {
                let mark = if *numbered { format!("{}. ", at + 1) } else { "- ".into() };
                let mut inner = String::new();
                blocks(item, &format!("{indent}{}", " ".repeat(mark.len())), &mut inner);
                *out += &format!("{indent}{mark}{}\n", inner.trim());
            }
            out.push('\n');
        }
        Block::Table(it) => table(it, indent, out),
        Block::Note(inner) => {
            let mut quoted = String::new();
            blocks(inner, "", &mut quoted);
            quoted
                .trim_end()
                .lines()
                .for_each(|it| *out += &format!("{}\n", format!("{indent}> {it}").trim_end()));
            out.push('\n');
        }
        Block::Statement { blocks: inner, .. } => blocks(inner, indent, out),
        Block::Terms(terms) => {
            for (term, inner) in terms {
                *out += &format!("{indent}**{}**\n\n", inlines(term, " "));
                blocks(inner, indent, out);
            }
        }
        Block::Timeline(it) => {
            it.words().iter().for_each(|(name, words)| {
                *out += &format!("{indent}- {}: {}\n", escaped(name), escaped(words))
            });
            out.push('\n');
        }
        Block::Shares(shares) => {
            let all = shares.iter().map(|it| it.count).sum();
            for share in shares.iter().filter(|it| it.count > 0) {
                *out += &format!(
                    "{indent}- {} {} ({}%)\n",
                    share.count,
                    escaped(&share.label),
                    percent(share.count, all)
                );
            }
            out.push('\n');
        }
    }
}

fn table(table: &Table, indent: &str, out: &mut String) {
    let row = |cells: Vec<String>| format!("{indent}| {} |\n", cells.join(" | "));
    *out += &row(table.head.iter().map(|it| escaped(it)).collect());
    *out += &row(table.head.iter().map(|_| "---".to_owned()).collect());
    for cells in &table.rows {
        *out += &row(cells.iter().map(cell).collect());
    }
    out.push('\n');
}

/// The blocks of a cell in one line.
fn cell(cell: &Cell) -> String {
    let line = |it: &Block| match it {
        Block::Heading { text, .. } | Block::Paragraph(text) => inlines(text, "<br>"),
        Block::Statement { blocks, .. } | Block::Note(blocks) => self::cell(&Cell::of(blocks.clone())),
        Block::List { items, .. } => {
            let item = |it: &Vec<Block>| format!("• {}", self::cell(&Cell::of(it.clone())));
            items.iter().map(item).collect::<Vec<_>>().join("<br>")
        }
        other => escaped(&crate::markup::plain_blocks(std::slice::from_ref(other))),
    };
    cell.blocks.iter().map(line).filter(|it| !it.is_empty()).collect::<Vec<_>>().join("<br>")
}

fn inlines(inlines: &[Inline], line_break: &str) -> String {
    let one = |it: &Inline| match it {
        Inline::Text(it) => escaped(it),
        Inline::Code(it) => code(it),
        Inline::Strong(it) => wrapped("**", &self::inlines(it, line_break)),
        Inline::Emphasis(it) => wrapped("*", &self::inlines(it, line_break)),
        // Markdown delimiters are only recognised between certain characters (CommonMark 6.2); these tags
        // always are.
        Inline::Removed(it) => format!("<del>{}</del>", escaped(it)),
        Inline::Inserted(it) => format!("<ins>{}</ins>", escaped(it)),
        Inline::Break => line_break.to_owned(),
        Inline::Link { to: LinkTarget::Url(it) | LinkTarget::Email(it), text } if *it != plain(text) => {
            format!("{} ({})", self::inlines(text, line_break), escaped(it))
        }
        Inline::Link { text, .. } => self::inlines(text, line_break),
    };
    let mut out = String::new();
    for it in inlines {
        // A space separates the inserted text from the removed text.
        if matches!(it, Inline::Inserted(_)) && out.ends_with("</del>") {
            out.push(' ');
        }
        out += &one(it);
    }
    out
}

/// Marks around text; surrounding spaces stay outside, as CommonMark 6.2 requires.
fn wrapped(mark: &str, words: &str) -> String {
    let inner = words.trim();
    if inner.is_empty() {
        return words.to_owned();
    }
    let (before, after) = (words.len() - words.trim_start().len(), words.trim_end().len());
    format!(
        "{}{mark}{inner}{mark}{}",
        words.get(..before).unwrap_or_default(),
        words.get(after..).unwrap_or_default()
    )
}

/// A code span with more backticks around it than it has within (CommonMark 6.1).
fn code(text: &str) -> String {
    let text = text.replace(['\n', '|'], " ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let marks = "`".repeat(longest + 1);
    if longest > 0 { format!("{marks} {text} {marks}") } else { format!("{marks}{text}{marks}") }
}

/// Literal text: markup is escaped, and `@name` does not notify anyone.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for c in crate::diagnostic::human::visible(text).chars() {
        match c {
            '\n' => out.push(' '),
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '&' => out += "&amp;",
            '@' if !before.is_alphanumeric() => out += "@<!-- -->",
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
        before = c;
    }
    // Headings, lists and rules are only recognized at the start of a line.
    match out.chars().next() {
        Some('#' | '-' | '+' | '=') => format!("\\{out}"),
        Some(c) if c.is_ascii_digit() => {
            let digits = out.find(|c: char| !c.is_ascii_digit()).unwrap_or(out.len());
            if out.get(digits..).is_some_and(|it| it.starts_with(['.', ')'])) {
                out.insert(digits, '\\');
            }
            out
        }
        _ => out,
    }
}
