//! Templates: ours, embedded in the binary, with the user's files in their place.

use std::{borrow::Cow, collections::BTreeMap};

use super::{
    EMBEDDED,
    embedded::FONTS,
    files::{Folder, file_name},
    whole,
};
use crate::{
    diagnostic::{Diagnostic, FileId, Sources, codes},
    error::{Error, near},
};

/// The largest font that is read, in bytes.
const FONT_LIMIT: u64 = 64 << 20;
/// The folders of `templates/` that hold texts.
const FOLDERS: [&str; 4] = ["html", "pages", "pdf", "statements"];

/// A template's text, by its number in the sources.
#[derive(Debug, Clone, Copy)]
pub struct Template {
    /// Its file.
    pub file: FileId,
    /// Whether it is the user's.
    pub own: bool,
}

/// Every template by its path below `templates/`.
#[derive(Debug, Clone, Default)]
pub struct Templates {
    /// Texts.
    pub texts: BTreeMap<String, Template>,
    /// Fonts by file name: ours first, then the user's.
    pub fonts: Vec<NamedFont>,
}

/// A font's file name and bytes.
pub type NamedFont = (String, Cow<'static, [u8]>);

impl Templates {
    /// The templates in one folder: name without ending, and file.
    pub fn of<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, FileId)> {
        self.texts.iter().filter_map(move |(path, it)| {
            let name = path.strip_prefix(folder)?.strip_prefix('/')?;
            Some((name.rsplit_once('.').map_or(name, |(stem, _)| stem), it.file))
        })
    }

    /// The text at a path below `templates/`.
    pub fn text<'s>(&self, path: &str, sources: &'s Sources) -> &'s str {
        self.texts.get(path).map_or("", |it| sources.text(it.file))
    }
}

/// Reads the user's `templates/`, if there is one, over ours.
pub fn load(folder: &mut Folder) -> Result<Templates, Error> {
    let mut texts = BTreeMap::new();
    let own = folder.root.join("templates").is_dir();
    let own_texts = if own { own_texts(folder)? } else { BTreeMap::new() };
    for (path, text) in EMBEDDED.iter().filter(|(path, _)| !own_texts.contains_key(*path)) {
        // The path says that there is no such file to open.
        let file = folder.sources.add(format!("(built in) templates/{path}"), *text);
        texts.insert((*path).to_owned(), Template { file, own: false });
    }
    texts.extend(own_texts);
    let mut fonts: Vec<_> = FONTS.iter().map(|(name, bytes)| ((*name).to_owned(), Cow::Borrowed(*bytes))).collect();
    if folder.root.join("templates/fonts").is_dir() {
        fonts.extend(own_fonts(folder)?);
    }
    Ok(Templates { texts, fonts })
}

fn own_texts(folder: &mut Folder) -> Result<BTreeMap<String, Template>, Error> {
    let mut texts = BTreeMap::new();
    for dir in folder.list("templates")? {
        let name = file_name(&dir);
        if !dir.is_dir() || ["fonts", "starter"].contains(&name.as_str()) {
            continue;
        }
        if !FOLDERS.contains(&name.as_str()) {
            let file = folder.sources.add(format!("templates/{name}"), "");
            let finding = Diagnostic::new(codes::UNKNOWN_FILE, whole(file), format!("`templates/{name}` is no folder of templates"));
            folder.findings.push(finding.did_you_mean(&near(&name, FOLDERS)));
            continue;
        }
        for path in folder.list(&format!("templates/{name}"))? {
            let path = format!("{name}/{}", file_name(&path));
            if let Some(file) = folder.text(&format!("templates/{path}"))? {
                texts.insert(path, Template { file, own: true });
            }
        }
    }
    Ok(texts)
}

fn own_fonts(folder: &mut Folder) -> Result<Vec<NamedFont>, Error> {
    let mut fonts = Vec::new();
    for path in folder.list("templates/fonts")? {
        let name = file_name(&path);
        let is_font = ["ttf", "otf", "ttc"].iter().any(|it| name.to_lowercase().ends_with(&format!(".{it}")));
        if !is_font || FONTS.iter().any(|(ours, _)| *ours == name) {
            continue;
        }
        if let Some(bytes) = folder.bytes(&format!("templates/fonts/{name}"), FONT_LIMIT)? {
            fonts.push((name, Cow::Owned(bytes)));
        }
    }
    Ok(fonts)
}
