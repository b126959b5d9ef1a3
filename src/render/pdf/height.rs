//! Estimates the number of lines of a text in a PDF: short text is kept together on a page, longer text may
//! be divided between pages.

use crate::markup::{Block, Inline, Table, plain, walk};

/// The most lines that are kept together. A page has 40 of them, and a text may take twice the lines that are
/// estimated here.
const TOGETHER: usize = 12;
/// The characters of a line over the whole width of a page, in wide letters.
const LINE: usize = 80;
/// The most rows of one chart: the whole chart is on one page.
pub const CHART_ROWS: usize = 8;

/// Whether the blocks need a page break within them to be printed whole; they have the whole width.
pub fn is_long(blocks: &[Block]) -> bool {
    lines(blocks, LINE) > TOGETHER
}

/// Whether each row of a table may be divided between pages: only a row with a long cell may.
pub fn long_rows(table: &Table) -> Vec<bool> {
    let all = table.widths.iter().map(|it| *it as usize).sum::<usize>().max(1);
    let line = |column: usize| (LINE * table.widths.get(column).map_or(1, |it| *it as usize) / all).max(4);
    let long = |(column, blocks): (usize, &[Block])| lines(blocks, line(column)) > TOGETHER;
    table.rows.iter().map(|row| row.iter().map(|it| it.blocks.as_slice()).enumerate().any(long)).collect()
}

/// The approximate number of lines that blocks take if a line has `line` characters.
fn lines(blocks: &[Block], line: usize) -> usize {
    let mut count = 0;
    let mut text = |it: &[Inline]| count += plain(it).chars().count().div_ceil(line).max(1) + breaks(it);
    walk(blocks, &mut |block| match block {
        Block::Heading { text: it, .. } | Block::Paragraph(it) => text(it),
        Block::Terms(terms) => terms.iter().for_each(|(term, _)| text(term)),
        Block::List { .. } | Block::Note(_) | Block::Statement { .. } => {}
        // These are set in columns and images, whose lines are not counted here.
        Block::Table(_) | Block::Shares(_) | Block::Timeline(_) => text(&vec![Inline::Break; TOGETHER]),
    });
    count
}

fn breaks(inlines: &[Inline]) -> usize {
    let of = |it: &Inline| match it {
        Inline::Break => 1,
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => breaks(inner),
        Inline::Text(_) | Inline::Code(_) | Inline::Removed(_) | Inline::Inserted(_) => 0,
    };
    inlines.iter().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::{Cell, text};

    #[test]
    fn row_height_depends_on_text_length_and_column_width() {
        let row = |words: usize| vec![Cell::line(text("Short.")), Cell::line(text("words ".repeat(words)))];
        let table = |widths: [u32; 2]| Table {
            caption: String::new(),
            head: vec![],
            widths: widths.to_vec(),
            rows: vec![row(10), row(60), row(300)],
        };
        assert_eq!(long_rows(&table([1, 9])), [false, false, true]);
        assert_eq!(long_rows(&table([9, 1])), [false, true, true]);
    }

    #[test]
    fn list_items_and_line_breaks_count_as_lines() {
        let item = || vec![Block::Paragraph(text("a"))];
        assert!(!is_long(&[Block::List { numbered: false, items: vec![item(); 12] }]));
        assert!(is_long(&[Block::List { numbered: false, items: vec![item(); 13] }]));
        assert!(is_long(&[Block::Paragraph(vec![Inline::Break; 13])]));
    }
}
