//! Finds questions that are nested under a question above: under its bullet, indented further, or at a
//! lower level of the outline or of a list. Such a question is a part of the other, as `1.1` is of `1`.

use std::sync::Arc;

use super::{
    super::{
        Indent,
        bullet::{bullet, leading_width},
    },
    Layout, Nested,
    grid::Grid,
    rows::id_at,
    shape::prefix,
};

/// The minimum difference between two indents, in twentieths of a point.
const FURTHER: i32 = 100;
/// The maximum number of levels.
const LEVELS: usize = 32;

/// The depth of a row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Depth {
    indent: Indent,
    /// The bullet before its text.
    sign: Option<char>,
}

impl Depth {
    /// The depth of a row: that of its question, or of the id beside it if that is deeper.
    pub fn of(grid: &Grid, mapping: &Layout, row: u32) -> Self {
        let own = grid.cell(row, mapping.question).filter(|it| !it.text.trim().is_empty());
        let first = || grid.texts_of(row).next();
        let text = own.or_else(first);
        let id = mapping.id.filter(|it| *it != mapping.question).and_then(|it| grid.cell(row, it));
        let indent = |it: &super::super::Cell| {
            let left = it.indent.left.saturating_add(leading_width(&it.text));
            Indent { left, ..it.indent }
        };
        let (own, id) = (text.map(indent).unwrap_or_default(), id.map(indent).unwrap_or_default());
        let sign = text.and_then(|it| bullet(&it.text)).or(own.bullet.then_some('•'));
        let indent = Indent {
            outline: own.outline.max(id.outline),
            list: own.list.max(id.list),
            left: own.left.max(id.left),
            bullet: own.bullet,
        };
        Self { indent, sign }
    }

    /// Whether a row is deeper than another.
    fn is_below(self, other: Self) -> bool {
        self.indent.outline > other.indent.outline
            || self.indent.list > other.indent.list
            || self.indent.left >= other.indent.left.saturating_add(FURTHER)
            || (self.sign.is_some() && self.sign != other.sign && !self.is_further_out(other))
    }

    fn is_further_out(self, other: Self) -> bool {
        other.indent.left >= self.indent.left.saturating_add(FURTHER)
    }

    fn is_beside(self, other: Self) -> bool {
        !self.is_below(other) && !other.is_below(self)
    }
}

/// The open rows above the current one, each deeper than the one before. Question rows have their question.
#[derive(Debug, Default)]
pub(super) struct Nesting(Vec<(Depth, Option<Arc<Nested>>)>);

impl Nesting {
    /// The question that a row is nested under; the row itself becomes open.
    pub fn asks(&mut self, grid: &Grid, mapping: &Layout, row: u32) -> Option<Arc<Nested>> {
        let depth = Depth::of(grid, mapping, row);
        self.close(depth);
        let under = self.0.iter().rev().find_map(|it| it.1.clone());
        if self.0.len() < LEVELS {
            let text = grid.text(row, mapping.question);
            let within = prefix(text).filter(|_| mapping.id == Some(mapping.question));
            let text = within.map_or(text, |it| it.1).to_owned();
            let id = id_at(grid, mapping.id, mapping.question, row);
            self.0.push((depth, Some(Arc::new(Nested { id, text }))));
        }
        under
    }

    /// A heading closes all rows that are not above its depth.
    pub fn heads(&mut self, grid: &Grid, mapping: &Layout, row: u32) {
        self.close(Depth::of(grid, mapping, row));
    }

    /// A header row closes all.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Closes the rows at this depth or deeper: those after the last one at the same depth, otherwise those
    /// that are not above it.
    fn close(&mut self, depth: Depth) {
        if let Some(at) = self.0.iter().rposition(|it| depth.is_beside(it.0)) {
            self.0.truncate(at);
        }
        while self.0.last().is_some_and(|it| !depth.is_below(it.0)) {
            self.0.pop();
        }
    }
}
