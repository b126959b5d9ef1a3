//! Scans a document's part once for everything that reading and filling need.

mod form_fields;
mod notes;
mod parts;
mod words;

use std::ops::Range;

use super::{
    controls::Control,
    document::{CheckBox, Document, Paragraph, Place, Row, Run, Table},
};
use crate::questionnaire::{
    Refusal,
    office::xml::{Node, Tag, Walk},
};

/// The maximum total number of paragraphs, cells, runs, controls and fields; it bounds memory.
const PARTS: usize = 1_000_000;
/// The maximum number of columns of a row; Word's own limit is 63.
const COLUMNS: u32 = 1_024;

/// Scans a document.
///
/// # Errors
/// The XML is malformed, or the document has too many elements.
pub fn scan(part: &str, text: &str) -> Result<Document, Refusal> {
    let mut scanner = Scanner::new(part, text);
    while let Some(node) = scanner.walk.next()? {
        match node {
            Node::Open(tag) => scanner.open(&tag)?,
            Node::Close { span, .. } => scanner.close(span),
            Node::Text(_) => {}
        }
    }
    let mut document = scanner.document;
    // Text boxes close before the paragraphs that contain them, inner tables before outer ones.
    let mut order: Vec<usize> = (0..document.paragraphs.len()).collect();
    order.sort_by_key(|number| document.paragraphs.get(*number).map(|it| it.span.start));
    let mut places = vec![0; order.len()];
    order.iter().enumerate().for_each(|(new, old)| places.get_mut(*old).into_iter().for_each(|it| *it = new));
    document.paragraphs.sort_by_key(|it| it.span.start);
    document.tables.sort_by_key(|it| it.start);
    for cell in document.tables.iter_mut().flat_map(|it| &mut it.rows).flat_map(|it| &mut it.cells) {
        cell.paragraphs.iter_mut().for_each(|it| *it = places.get(*it).copied().unwrap_or_default());
        cell.paragraphs.sort_unstable();
    }
    Ok(document)
}

struct Scanner<'a> {
    text: &'a str,
    walk: Walk<'a>,
    /// The full names of the open elements.
    names: Vec<&'a str>,
    document: Document,
    tables: Vec<Table>,
    paragraphs: Vec<Paragraph>,
    runs: Vec<Run>,
    /// The open controls.
    controls: Vec<usize>,
    /// The open fields, each with its state.
    fields: Vec<(usize, Progress)>,
    /// The boxes of controls whose first paragraph has not begun: index of the control, whether ticked.
    pending: Vec<(usize, bool)>,
    /// The ids of the comments whose range is open.
    comments: Vec<String>,
    /// The number of paragraphs recorded as being within comments.
    commented: usize,
    /// The number of open text boxes.
    boxes: usize,
    count: usize,
}

/// The state of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Progress {
    /// Its instruction is being read.
    Told,
    /// Its result begins after this run.
    Parting,
    /// Its result began at this position.
    Shown(usize),
}

impl<'a> Scanner<'a> {
    fn new(part: &str, text: &'a str) -> Self {
        Self {
            text,
            walk: Walk::new(part, text),
            names: vec![],
            document: Document::default(),
            tables: vec![],
            paragraphs: vec![],
            runs: vec![],
            controls: vec![],
            fields: vec![],
            pending: vec![],
            comments: vec![],
            commented: 0,
            boxes: 0,
            count: 0,
        }
    }

    fn open(&mut self, tag: &Tag<'a>) -> Result<(), Refusal> {
        if self.names.is_empty() {
            tag.prefix().clone_into(&mut self.document.prefix);
        }
        let own = tag.full_name().strip_prefix(&self.document.prefix).filter(|it| !it.contains(':'));
        match own {
            Some("tbl") => self.tables.push(Table { start: tag.span.start, ..Table::default() }),
            Some("tr") => self.row(),
            Some("tc") => self.cell()?,
            Some("p") => self.paragraph(tag)?,
            Some("r") => self.run(tag)?,
            Some("sdt") => self.control(tag)?,
            Some("sdtContent") => self.with_control(|it| it.content.start = tag.span.end),
            Some("txbxContent") => self.boxes += 1,
            Some("ins" | "moveTo") => self.document.tracked = true,
            Some("drawing" | "pict" | "object") => self.holds(),
            _ if self.part(tag, own)? => return Ok(()),
            _ => {}
        }
        self.names.push(tag.full_name());
        Ok(())
    }

    /// Reads an element with all its content, if it is one of these; returns whether it is.
    fn part(&mut self, tag: &Tag<'a>, own: Option<&str>) -> Result<bool, Refusal> {
        match own {
            Some("t") => self.characters(tag)?,
            Some("tab" | "ptab") => self.push("\t"),
            Some("br") if tag.attribute("type").is_some_and(|it| it != "textWrapping") => self.holds(),
            Some("br" | "cr") => self.push("\n"),
            Some("noBreakHyphen") => self.push("\u{2011}"),
            Some("sym") => self.sign(tag),
            Some("del" | "moveFrom") => {
                self.document.tracked = true;
                let words = self.walk.words()?;
                self.paragraphs.last_mut().into_iter().for_each(|it| it.deleted.push_str(&words));
                return Ok(true);
            }
            Some("fldChar") => return self.field(tag).map(|()| true),
            Some("pPr") => return self.paragraph_properties(tag).map(|()| true),
            Some("rPr") => return self.run_properties(tag).map(|()| true),
            Some("tcPr") => return self.cell_properties(tag).map(|()| true),
            Some("trPr") => return self.row_properties(tag).map(|()| true),
            Some("sdtPr") => return self.control_properties(tag).map(|()| true),
            Some("tblPr") => return self.table_properties(tag).map(|()| true),
            Some("instrText" | "delText" | "tblGrid" | "sectPr") => {}
            Some(
                name @ ("footnoteReference" | "endnoteReference" | "commentReference" | "commentRangeStart"
                | "commentRangeEnd"),
            ) => self.refer(tag, name)?,
            // The letters of an equation.
            None if tag.full_name() == "m:t" => {
                let words = self.walk.words()?;
                self.push(&words);
                self.holds();
                return Ok(true);
            }
            None if tag.name() == "Fallback" => {}
            _ => return Ok(false),
        }
        if own != Some("t") {
            self.walk.skip()?;
        }
        Ok(true)
    }

    fn close(&mut self, span: Range<usize>) {
        let name = self.names.pop().and_then(|it| it.strip_prefix(&self.document.prefix)).unwrap_or_default();
        match name {
            "p" => self.end_paragraph(&span),
            "r" => self.end_run(&span),
            "tbl" => self.document.tables.extend(self.tables.pop()),
            "sdtContent" => self.with_control(|it| it.content.end = span.start.max(it.content.start)),
            "sdt" => {
                self.with_control(|it| it.span.end = span.end);
                let closed = self.controls.pop();
                self.pending.retain(|it| Some(it.0) != closed);
            }
            "txbxContent" => self.boxes = self.boxes.saturating_sub(1),
            _ => {}
        }
    }

    /// Counts an item that takes memory.
    fn counted(&mut self) -> Result<(), Refusal> {
        self.count += 1;
        let large = || {
            Refusal::new(
                format!("has more than {PARTS} paragraphs, cells and runs"),
                "use a file with only the questions",
            )
        };
        if self.count > PARTS { Err(large()) } else { Ok(()) }
    }

    fn row(&mut self) {
        self.tables.last_mut().into_iter().for_each(|it| it.rows.push(Row::default()));
        for number in &self.controls {
            self.document.controls.get_mut(*number).into_iter().for_each(|it| it.around_rows = true);
        }
    }

    fn cell(&mut self) -> Result<(), Refusal> {
        self.counted()?;
        if let Some(row) = self.tables.last_mut().and_then(|it| it.rows.last_mut()) {
            let column = row.cells.last().map_or(1 + row.indent, |it| it.column + it.width);
            row.cells.push(Place { column: column.min(COLUMNS), width: 1, ..Place::default() });
        }
        Ok(())
    }

    fn paragraph(&mut self, tag: &Tag) -> Result<(), Refusal> {
        self.counted()?;
        let controls = self.controls.last().copied().into_iter().collect();
        let in_cell = !self.tables.is_empty();
        let span = tag.span.clone();
        let end = span.end;
        self.paragraphs.push(Paragraph {
            span,
            empty_tag: tag.empty,
            start: end,
            end,
            controls,
            in_cell,
            in_box: self.boxes > 0,
            ..Paragraph::default()
        });
        self.within_comments();
        for (control, on) in std::mem::take(&mut self.pending) {
            self.tick(CheckBox::Control(control), on);
        }
        Ok(())
    }

    fn end_paragraph(&mut self, span: &Range<usize>) {
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        paragraph.end = span.start;
        paragraph.span.end = span.end;
        let number = self.document.paragraphs.len();
        if let Some(cell) =
            self.tables.last_mut().and_then(|it| it.rows.last_mut()).and_then(|it| it.cells.last_mut())
        {
            cell.paragraphs.push(number);
        }
        self.document.paragraphs.push(paragraph);
    }

    fn run(&mut self, tag: &Tag) -> Result<(), Refusal> {
        self.counted()?;
        let control = self.controls.last().copied();
        self.runs.push(Run { span: tag.span.clone(), control, ..Run::default() });
        Ok(())
    }

    fn end_run(&mut self, span: &Range<usize>) {
        let Some(mut run) = self.runs.pop() else { return };
        run.span.end = span.end;
        if let Some((_, progress @ Progress::Parting)) = self.fields.last_mut() {
            *progress = Progress::Shown(span.end);
        }
        self.paragraphs.last_mut().into_iter().for_each(|it| it.runs.push(std::mem::take(&mut run)));
    }

    fn control(&mut self, tag: &Tag) -> Result<(), Refusal> {
        self.counted()?;
        let number = self.document.controls.len();
        let inline = !self.paragraphs.is_empty();
        let empty = tag.span.end..tag.span.end;
        self.document.controls.push(Control {
            span: tag.span.clone(),
            content: empty,
            parent: self.controls.last().copied(),
            inline,
            ..Control::default()
        });
        self.controls.push(number);
        self.paragraphs.last_mut().into_iter().for_each(|it| it.controls.push(number));
        Ok(())
    }

    fn with_control(&mut self, change: impl FnOnce(&mut Control)) {
        if let Some(control) = self.controls.last().copied().and_then(|it| self.document.controls.get_mut(it))
        {
            change(control);
        }
    }

    /// Records that the current paragraph and run have content other than text.
    fn holds(&mut self) {
        self.paragraphs.last_mut().into_iter().for_each(|it| it.holds = true);
        self.runs.last_mut().into_iter().for_each(|it| it.holds = true);
    }
}
