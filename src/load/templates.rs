//! Templates: built in, or replaced by the user's files.

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
pub struct TemplateFile {
    /// Its file.
    pub file: FileId,
    /// Whether it is the user's own.
    pub own: bool,
}

/// The templates by path below `templates/`.
#[derive(Debug, Clone, Default)]
pub struct Templates {
    /// Texts.
    pub texts: BTreeMap<String, TemplateFile>,
    /// Fonts by file name: built-in ones first, then the user's.
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

/// Reads the built-in templates, replaced by those in the user's `templates/`, if there is one.
///
/// # Errors
/// A template cannot be read.
pub fn load(folder: &mut Folder) -> Result<Templates, Error> {
    let mut texts = BTreeMap::new();
    let own = folder.root.join("templates").is_dir();
    if !own && folder.root.join("templates").is_symlink() | folder.root.join("templates").exists() {
        let place = whole(folder.sources.add("templates", ""));
        folder.findings.push(
            Diagnostic::new(codes::UNKNOWN_FILE, place, "`templates` is not a folder")
                .help("replace it with a folder, or remove it"),
        );
    }
    let own_texts = if own { own_texts(folder)? } else { BTreeMap::new() };
    for (path, text) in EMBEDDED.iter().filter(|(path, _)| !own_texts.contains_key(*path)) {
        // The path shows that the template is not a file on disk.
        let file = folder.sources.add(format!("built-in templates/{path}"), *text);
        texts.insert((*path).to_owned(), TemplateFile { file, own: false });
    }
    texts.extend(own_texts);
    let mut fonts: Vec<_> =
        FONTS.iter().map(|(name, bytes)| ((*name).to_owned(), Cow::Borrowed(*bytes))).collect();
    if folder.root.join("templates/fonts").is_dir() {
        fonts.extend(own_fonts(folder)?);
    }
    Ok(Templates { texts, fonts })
}

fn own_texts(folder: &mut Folder) -> Result<BTreeMap<String, TemplateFile>, Error> {
    let mut texts = BTreeMap::new();
    for dir in folder.list("templates")? {
        let name = file_name(&dir);
        if ["fonts", "starter"].contains(&name.as_str())
            || name.ends_with('~')
            || (!dir.is_dir() && !FOLDERS.contains(&name.as_str()))
        {
            continue;
        }
        if !dir.is_dir() {
            let place = whole(folder.sources.add(format!("templates/{name}"), ""));
            folder.findings.push(Diagnostic::new(
                codes::UNKNOWN_FILE,
                place,
                format!("`templates/{name}` is not a folder"),
            ));
            continue;
        }
        if !FOLDERS.contains(&name.as_str()) {
            let file = folder.sources.add(format!("templates/{name}"), "");
            let finding = Diagnostic::new(
                codes::UNKNOWN_FILE,
                whole(file),
                format!("`templates/{name}` is not a known template folder"),
            );
            folder.findings.push(finding.did_you_mean(&near(&name, FOLDERS)));
            continue;
        }
        for path in folder.list(&format!("templates/{name}"))? {
            let file = file_name(&path);
            let path = format!("{name}/{file}");
            // Backup and lock files of editors are not templates.
            if file.ends_with('~') || file.starts_with('#') {
                continue;
            }
            if let Some((message, help)) = misnamed(&name, &file) {
                let place = whole(folder.sources.add(format!("templates/{path}"), ""));
                folder.findings.push(Diagnostic::new(codes::UNKNOWN_FILE, place, message).help(help));
                continue;
            }
            if let Some(file) = folder.text(&format!("templates/{path}"))? {
                texts.insert(path, TemplateFile { file, own: true });
            }
        }
    }
    Ok(texts)
}

/// Why a file name in a template folder is not allowed, with help. File names become paths and links.
fn misnamed(folder: &str, file: &str) -> Option<(String, &'static str)> {
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    let endings: &[&str] = match folder {
        "html" => &["html", "css"],
        "pdf" => &["typ"],
        _ => &["md"],
    };
    if !endings.contains(&ending) {
        return Some((
            format!(
                "the name of a template in `templates/{folder}` must end in `.{}`",
                endings.join("` or `.")
            ),
            "rename it, or remove it",
        ));
    }
    if !crate::fact::is_id(stem) {
        return Some((format!("`{stem}` is not a valid template name"), crate::fact::ID_HELP));
    }
    if folder == "html" && !EMBEDDED.iter().any(|(path, _)| *path == format!("html/{file}")) {
        return Some((
            format!("there is no built-in template `html/{file}` to replace"),
            "name it `page.html` or `style.css`, or remove it",
        ));
    }
    let taken = folder == "pages" && (stem == "handbook" || stem.starts_with("questionnaire-"));
    taken.then(|| {
        (format!("the name `{stem}` is reserved for documents that factum generates"), "choose another name")
    })
}

fn own_fonts(folder: &mut Folder) -> Result<Vec<NamedFont>, Error> {
    let mut fonts = Vec::new();
    for path in folder.list("templates/fonts")? {
        let name = file_name(&path);
        let is_font = ["ttf", "otf", "ttc"].iter().any(|it| name.to_lowercase().ends_with(&format!(".{it}")));
        if !is_font || FONTS.iter().any(|(ours, _)| *ours == name) {
            continue;
        }
        let Some(bytes) = folder.bytes(&format!("templates/fonts/{name}"), FONT_LIMIT)? else { continue };
        if ttf_parser::Face::parse(&bytes, 0).is_ok() {
            fonts.push((name, Cow::Owned(bytes)));
        } else {
            let place = whole(folder.sources.add(format!("templates/fonts/{name}"), ""));
            let finding = Diagnostic::new(codes::UNKNOWN_FILE, place, "this file cannot be read as a font");
            folder.findings.push(finding.help("replace it with a TrueType or OpenType font, or remove it"));
        }
    }
    Ok(fonts)
}
