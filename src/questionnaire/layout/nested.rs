//! Which question stands deeper than another one above it: under its bullet, further in, at a lower level of
//! the outline or of a list. It is a part of that one, as `1.1` is of `1`.

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

/// What begins less further in than this, in twentieths of a point, begins at the same place.
const FURTHER: i32 = 100;
/// So many levels are told apart.
const LEVELS: usize = 32;

/// How deep a row stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Depth {
    indent: Indent,
    /// The sign before its words.
    sign: Option<char>,
}

impl Depth {
    /// The depth of a row: that of its question, or of the id beside it where that stands further in.
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

    /// Whether a row stands deeper than another.
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

/// The rows that are open above the row that is read, each less deep than the next. Those that ask have their
/// question.
#[derive(Debug, Default)]
pub(super) struct Nesting(Vec<(Depth, Option<Arc<Nested>>)>);

impl Nesting {
    /// The question above which a row stands deeper; the row is open from now on.
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

    /// A heading ends what does not stand less deep than it.
    pub fn heads(&mut self, grid: &Grid, mapping: &Layout, row: u32) {
        self.close(Depth::of(grid, mapping, row));
    }

    /// A row that names the columns ends all.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Closes the rows at the depth of another and below: those since the last that is beside it, else
    /// those that it is not below.
    fn close(&mut self, depth: Depth) {
        if let Some(at) = self.0.iter().rposition(|it| depth.is_beside(it.0)) {
            self.0.truncate(at);
        }
        while self.0.last().is_some_and(|it| !depth.is_below(it.0)) {
            self.0.pop();
        }
    }
}
