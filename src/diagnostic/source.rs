//! The texts that findings point into.

use std::ops::Range;

/// A file, by its index in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of bytes in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Place {
    /// The place in `file` that covers `range`, in bytes.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { file, start: byte(range.start), end: byte(range.end.max(range.start)) }
    }

    /// The covered bytes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The texts that were read, with the paths to show for them.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

#[derive(Debug, Clone)]
struct SourceFile {
    path: String,
    text: String,
    /// The byte at which each line begins.
    lines: Vec<usize>,
}

impl Sources {
    /// Adds `text` with `path` (relative to the root, `/` between folders).
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        self.files.push(SourceFile { path: path.into(), text, lines });
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// The file of a path.
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.files.iter().position(|it| it.path == path).and_then(|it| u32::try_from(it).ok()).map(FileId)
    }

    /// The path of a file.
    pub fn path(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |it| &it.path)
    }

    /// The text of a file.
    pub fn text(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |it| &it.text)
    }

    /// The line and column of a place's first byte, both from 1; the column counts characters.
    pub fn position(&self, place: Place) -> (usize, usize) {
        let Some(file) = self.files.get(place.file.0 as usize) else { return (1, 1) };
        let start = place.start as usize;
        let line = file.lines.partition_point(|it| *it <= start).saturating_sub(1);
        let begin = file.lines.get(line).copied().unwrap_or_default();
        let column = file.text.get(begin..start).map_or(0, |it| it.chars().count());
        (line + 1, column + 1)
    }

    /// The `path:line` of a place.
    pub fn cite(&self, place: Place) -> String {
        format!("{}:{}", self.path(place.file), self.position(place).0)
    }

    /// The range of line `number` (from 1) of `file`, without its line end.
    pub fn line(&self, file: FileId, number: usize) -> Range<usize> {
        let Some(it) = self.files.get(file.0 as usize) else { return 0..0 };
        let last = it.lines.len();
        let index = number.clamp(1, last) - 1;
        let start = it.lines.get(index).copied().unwrap_or_default();
        let end = it.lines.get(index + 1).map_or(it.text.len(), |next| next - 1);
        start..end.max(start)
    }
}
