//! The files that Typst can access: the templates in `templates/pdf/`, one data file, the fonts, the date.

use std::{collections::BTreeMap, ops::Range};

use chrono::{Datelike, NaiveDate};
use typst::{
    LibraryExt, World, WorldExt,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

use crate::render::RenderContext;

/// The template that sets every document, by its path below `templates/`.
pub const MAIN: &str = "pdf/document.typ";
const DATA: &str = "pdf/data.json";

/// What all documents share.
pub struct PdfLibrary {
    library: LazyHash<typst::Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    /// The templates by path, and the same by Typst's own number.
    sources: BTreeMap<String, Source>,
}

impl PdfLibrary {
    /// The templates and fonts of `context`.
    pub fn new(context: &RenderContext) -> Self {
        let bytes = |it: &std::borrow::Cow<'static, [u8]>| match it {
            std::borrow::Cow::Borrowed(it) => Bytes::new(*it),
            std::borrow::Cow::Owned(it) => Bytes::new(it.clone()),
        };
        let fonts: Vec<Font> =
            context.templates.fonts.iter().flat_map(|(_, it)| Font::iter(bytes(it))).collect();
        let scripts = context.templates.texts.iter().filter(|(path, _)| path.ends_with(".typ"));
        let sources = scripts.filter_map(|(path, it)| {
            Some((path.clone(), Source::new(file_id(path)?, context.sources.text(it.file).into())))
        });
        Self {
            library: LazyHash::new(typst::Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            sources: sources.collect(),
            fonts,
        }
    }
}

fn file_id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(format!("/{path}")).ok()?).intern())
}

/// One document's world.
pub struct PdfWorld<'a> {
    shared: &'a PdfLibrary,
    on: NaiveDate,
    data: Bytes,
    main: Source,
}

impl<'a> PdfWorld<'a> {
    /// The world for one document.
    pub fn new(shared: &'a PdfLibrary, on: NaiveDate, data: Vec<u8>) -> Self {
        let main = shared.sources.get(MAIN).cloned().unwrap_or_else(|| Source::detached(""));
        Self { shared, on, data: Bytes::new(data), main }
    }

    /// The template and the bytes of a span.
    pub fn place(&self, span: impl Into<DiagSpan>) -> Option<(String, Range<usize>)> {
        let span: DiagSpan = span.into();
        let id = span.id()?;
        let (path, _) = self.shared.sources.iter().find(|(_, it)| it.id() == id)?;
        Some((path.clone(), self.range(span)?))
    }
}

impl World for PdfWorld<'_> {
    fn library(&self) -> &LazyHash<typst::Library> {
        &self.shared.library
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.book
    }
    fn main(&self) -> FileId {
        self.main.id()
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        self.shared.sources.values().find(|it| it.id() == id).cloned().ok_or(FileError::AccessDenied)
    }
    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if Some(id) == file_id(DATA) { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }
    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.get(index).cloned()
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        Datetime::from_ymd(
            self.on.year(),
            u8::try_from(self.on.month()).ok()?,
            u8::try_from(self.on.day()).ok()?,
        )
    }
}
