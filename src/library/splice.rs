//! Edits a YAML file in place, so that comments, order, indentation and quotes are kept.
//!
//! Functions return `None` if the text is not as expected; the result is checked afterwards by parsing it.

use std::ops::Range;

use super::{
    scalar::QuoteMarks,
    tree::{Tree, key_of},
};
use crate::yaml::{Key, Node, Value};

/// A byte range and its replacement.
#[derive(Debug, Clone, PartialEq)]
pub struct Splice {
    /// The bytes.
    pub range: Range<usize>,
    /// The replacement.
    pub text: String,
}

/// A text that is to be changed.
#[derive(Debug, Clone, Copy)]
pub struct ScalarSpot<'a> {
    /// The text.
    pub text: &'a str,
}

impl ScalarSpot<'_> {
    /// Appends items to a list.
    pub fn append(self, list: &Node, items: &[Tree]) -> Option<Vec<Splice>> {
        let Value::List(present) = &list.value else { return None };
        let Some(last) = present.last() else {
            let open = list.place.range().start;
            let flow = items.iter().map(Tree::inline).collect::<Vec<_>>().join(", ");
            return self.text.get(open..)?.starts_with('[').then(|| vec![put(open + 1, flow)]);
        };
        let marks = self.marks(last);
        let end = self.end(last);
        if self.begins(list, '[') {
            let items = items.iter().map(|it| format!(", {}", marked(it, true, marks)));
            return Some(vec![put(end, items.collect())]);
        }
        // Any item shows the column of the dash, unless it follows an anchor or another dash.
        let column = present.iter().rev().find_map(|it| self.dash(it))?;
        let written = |it: &Tree| match it {
            Tree::Map(_) if self.begins(last, '{') => it.inline(),
            Tree::Map(_) => it.block(column + 2),
            other => marked(other, false, marks),
        };
        let items: String =
            items.iter().map(|it| format!("{}- {}\n", " ".repeat(column), written(it))).collect();
        Some(vec![self.lines_after(end, items)])
    }

    /// Converts a single value, which counts as a list of one, to a list with further values.
    pub fn into_list(self, key: &Key, one: &Node, items: &[Tree]) -> Option<Vec<Splice>> {
        let own = self.text.get(one.place.range().start..self.end(one))?;
        let start = self.line_start(key.place.range().start);
        let before = self.text.get(start..key.place.range().start)?;
        if own.contains('\n') || !before.trim().is_empty() {
            return None;
        }
        let gap = " ".repeat(before.len() + 2);
        let value_start = one.place.range().start;
        let colon = key.place.range().end + self.text.get(key.place.range().end..value_start)?.find(':')? + 1;
        let marks = self.marks(one);
        let items: String = items.iter().map(|it| format!("{gap}- {}\n", marked(it, false, marks))).collect();
        let first = Splice { range: colon..value_start, text: format!("\n{gap}- ") };
        Some(vec![first, self.lines_after(self.end(one), items)])
    }

    /// Inserts fields into a map, after the field `after` or otherwise after the last one.
    pub fn insert(
        self,
        map: &Node,
        after: Option<&str>,
        fields: &[(&'static str, Tree)],
    ) -> Option<Vec<Splice>> {
        let Value::Map(entries) = &map.value else { return None };
        let found = entries.iter().find(|(key, _)| Some(key.text.as_str()) == after);
        let (_, node) = found.or(entries.last())?;
        let end = self.end(node);
        if self.begins(map, '{') {
            let fields = fields.iter().map(|(name, it)| format!(", {}: {}", key_of(name, true), it.inline()));
            return Some(vec![put(end, fields.collect())]);
        }
        let column = self.column(entries.first()?.0.place.range().start);
        let gap = " ".repeat(column);
        let lines = fields
            .iter()
            .map(|(name, it)| format!("{gap}{}:{}\n", key_of(name, false), it.behind_key(column)));
        Some(vec![self.lines_after(end, lines.collect())])
    }

    /// Replaces the value of a field.
    pub fn replace(self, map: &Node, key: &Key, node: &Node, value: &Tree) -> Option<Splice> {
        let range = node.place.range().start..self.end(node);
        if self.begins(map, '{') {
            return Some(Splice { range, text: value.inline() });
        }
        // From the colon on, so that a block may begin there; a comment after the value stays after the
        // first line.
        let colon = key.place.range().end + self.text.get(key.place.range().end..range.start)?.find(':')? + 1;
        let own = self.text.get(range.clone())?;
        let column = self.column(key.place.range().start);
        let commented =
            self.is_commented(range.end) || own.starts_with(['|', '>']) && own.lines().next()?.contains('#');
        let text = match value {
            Tree::Text(_) if !commented => value.behind_key(column),
            other => format!(" {}", marked(other, false, self.marks(node))),
        };
        Some(Splice { range: colon..range.end, text })
    }

    /// Removes a field from a map.
    pub fn remove(self, map: &Node, name: &str) -> Option<Splice> {
        let Value::Map(entries) = &map.value else { return None };
        let at = entries.iter().position(|(key, _)| key.text == name)?;
        let (key, node) = entries.get(at)?;
        let (start, end) = (key.place.range().start, self.end(node));
        let alone = self.text.get(self.line_start(start)..start)?.trim().is_empty();
        let range = if alone && !self.begins(map, '{') {
            self.line_start(start)..self.line_end(end)
        } else if let Some((next, _)) = entries.get(at + 1) {
            start..next.place.range().start
        } else {
            self.end(&entries.get(at.checked_sub(1)?)?.1)..end
        };
        Some(Splice { range, text: String::new() })
    }

    /// Adds lines at the end of the file; a last line without a line end gets one.
    pub fn at_end(self, root: &Node, lines: &str) -> Option<Vec<Splice>> {
        if self.begins(root, '{') {
            return None;
        }
        let end = self.text.len();
        let open = !self.text.ends_with('\n');
        let apart = if self.text.trim_end_matches([' ', '\t', '\r']).ends_with("\n\n") { "" } else { "\n" };
        let text =
            if open { format!("\n\n{}", lines.trim_end_matches('\n')) } else { format!("{apart}{lines}") };
        Some(vec![put(end, text)])
    }

    /// Inserts whole lines below the one that contains `end`.
    fn lines_after(self, end: usize, lines: String) -> Splice {
        let at = self.line_end(end);
        let open = at == self.text.len() && !self.text.ends_with('\n');
        put(at, if open { format!("\n{}", lines.trim_end_matches('\n')) } else { lines })
    }

    /// The end of a value, without the trailing line ends of a block.
    fn end(self, node: &Node) -> usize {
        let range = node.place.range();
        range.start + self.text.get(range.clone()).map_or(0, |it| it.trim_end().len())
    }

    fn begins(self, node: &Node, with: char) -> bool {
        self.text.get(node.place.range().start..).is_some_and(|it| it.starts_with(with))
    }

    fn line_start(self, at: usize) -> usize {
        self.text.get(..at).and_then(|it| it.rfind('\n')).map_or(0, |it| it + 1)
    }

    /// The position after the end of the line.
    fn line_end(self, at: usize) -> usize {
        self.text.get(at..).and_then(|it| it.find('\n')).map_or(self.text.len(), |it| at + it + 1)
    }

    fn is_commented(self, end: usize) -> bool {
        self.text.get(end..self.line_end(end)).is_some_and(|it| it.trim_start().starts_with('#'))
    }

    /// The distance of a position from the beginning of its line, in characters.
    fn column(self, at: usize) -> usize {
        self.text
            .get(self.line_start(at)..at)
            .map_or(0, |it| it.trim_start_matches('\u{feff}').chars().count())
    }

    /// The column of the dash before an item, if nothing else is before it.
    fn dash(self, item: &Node) -> Option<usize> {
        let start = item.place.range().start;
        let before = self.text.get(self.line_start(start)..start)?;
        let (gap, rest) = before.split_at(before.find('-')?);
        (gap.chars().all(|c| c == ' ') && rest.get(1..)?.chars().all(|c| c == ' ')).then_some(gap.len())
    }

    /// The quotation marks of a neighbouring scalar.
    fn marks(self, neighbour: &Node) -> QuoteMarks {
        match self.text.get(neighbour.place.range().start..).and_then(|it| it.chars().next()) {
            Some('"') => QuoteMarks::Double,
            Some('\'') => QuoteMarks::Single,
            _ => QuoteMarks::Any,
        }
    }
}

fn put(at: usize, text: String) -> Splice {
    Splice { range: at..at, text }
}

fn marked(tree: &Tree, flow: bool, marks: QuoteMarks) -> String {
    match tree {
        Tree::Text(_) => tree.leaf(flow, marks),
        Tree::Word(_) | Tree::Null => tree.leaf(flow, QuoteMarks::Any),
        other => other.inline(),
    }
}
