//! Finds and reads files: only inside the root, of limited size, in UTF-8.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use super::open::{mebibytes, read_bytes};
use crate::{
    diagnostic::{Diagnostic, FileId, Place, Sources, codes},
    error::{Error, near},
    fact::{KINDS, KindInfo},
};

/// The largest data file or template that is read, in bytes.
const TEXT_LIMIT: u64 = 8 << 20;

/// A data file; without a fact type it is `site.yaml`.
pub struct DataFile {
    pub id: FileId,
    pub kind: Option<&'static KindInfo>,
}

/// The root folder, with the texts and findings collected so far.
pub struct Folder<'a> {
    pub root: &'a Path,
    /// Texts that replace those on disk, by path; a path may be new.
    pub replacements: &'a BTreeMap<String, String>,
    pub sources: &'a mut Sources,
    pub findings: &'a mut Vec<Diagnostic>,
}

/// Folders in `data/` without facts.
const FOLDERS_WITHOUT_FACTS: [&str; 3] = ["evidence", "schema", "sent"];
/// Files in `data/` without facts.
const FILES_WITHOUT_FACTS: [&str; 1] = ["approvals.yaml"];

impl Folder<'_> {
    /// The data files in `data/` and its folders, sorted by path.
    ///
    /// # Errors
    /// A file or folder cannot be read.
    pub fn data_files(&mut self) -> Result<Vec<DataFile>, Error> {
        let mut files = Vec::new();
        for path in self.list("data")? {
            let name = file_name(&path);
            if path.is_dir() {
                if !FOLDERS_WITHOUT_FACTS.contains(&name.as_str()) {
                    self.kind_folder(&name, &mut files)?;
                }
            } else if let Some(stem) =
                yaml_stem(&name).filter(|_| !FILES_WITHOUT_FACTS.contains(&name.as_str()))
            {
                files.extend(self.data_file(&format!("data/{name}"), stem)?);
            }
        }
        let facts = self.replacements.keys().filter(|it| it.as_str() != crate::ledger::APPROVALS);
        for shown in facts.filter(|it| self.sources.find(it).is_none()).cloned().collect::<Vec<_>>() {
            let folder = shown.split('/').nth(1).unwrap_or_default();
            files.extend(self.data_file(&shown, folder)?);
        }
        Ok(files)
    }

    fn kind_folder(&mut self, folder: &str, files: &mut Vec<DataFile>) -> Result<(), Error> {
        for path in self.list(&format!("data/{folder}"))? {
            let name = file_name(&path);
            let shown = format!("data/{folder}/{name}");
            if path.is_dir() {
                let file = self.sources.add(shown, "");
                let finding = Diagnostic::new(
                    codes::UNKNOWN_FILE,
                    whole(file),
                    "folders in `data/` cannot have subfolders",
                );
                self.findings.push(finding.help("move the files one level up"));
            } else if yaml_stem(&name).is_some() {
                files.extend(self.data_file(&shown, folder)?);
            }
        }
        Ok(())
    }

    /// Reads the file at `shown`, whose fact type should be `stem`.
    fn data_file(&mut self, shown: &str, stem: &str) -> Result<Option<DataFile>, Error> {
        let kind = match kind_of(stem) {
            Ok(kind) => Some(kind),
            Err(_) if ["data/site.yaml", "data/site.yml"].contains(&shown) => None,
            Err(close) => {
                let file = self.sources.add(shown, "");
                let finding = Diagnostic::new(
                    codes::UNKNOWN_FILE,
                    whole(file),
                    format!("`{stem}` is not a known fact type"),
                );
                let list = crate::fact::KINDS.iter().map(|it| it.file).collect::<Vec<_>>().join("`, `");
                self.findings.push(if close.is_empty() {
                    finding.help(format!("known files: `{list}`, `site.yaml`"))
                } else {
                    finding.did_you_mean(&close)
                });
                return Ok(None);
            }
        };
        let Some(id) = self.text(shown)? else { return Ok(None) };
        if self.sources.text(id).trim_matches(['\u{feff}', ' ', '\n', '\r', '\t']).is_empty() {
            let finding = Diagnostic::new(codes::YAML_SYNTAX, whole(id), "the file is empty");
            self.findings.push(finding.help(
                "delete it, or run `factum init` in another folder and copy a starter file from there",
            ));
            return Ok(None);
        }
        Ok(Some(DataFile { id, kind }))
    }

    /// Reads a text file into the sources; a file that cannot be read as text is reported.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn text(&mut self, shown: &str) -> Result<Option<FileId>, Error> {
        self.text_within(shown, TEXT_LIMIT)
    }

    /// Reads a text file of at most `limit` bytes into the sources; a file that cannot be read as text is
    /// reported.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn text_within(&mut self, shown: &str, limit: u64) -> Result<Option<FileId>, Error> {
        if let Some(text) = self.replacements.get(shown) {
            return Ok(if self.too_large(shown, text.len() as u64, limit) {
                None
            } else {
                Some(self.sources.add(shown, text))
            });
        }
        let Some(bytes) = self.bytes(shown, limit)? else { return Ok(None) };
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(self.sources.add(shown, text))),
            Err(bad) => {
                let file = self.sources.add(shown, "");
                let at = bad.utf8_error().valid_up_to();
                let line = 1 + bad.as_bytes().iter().take(at).filter(|it| **it == b'\n').count();
                let finding =
                    Diagnostic::new(codes::NOT_UTF8, whole(file), format!("line {line} is not UTF-8"));
                self.findings
                    .push(finding.help("save the file as UTF-8 in your editor, then run the same command"));
                Ok(None)
            }
        }
    }

    /// Reads a file of at most `limit` bytes that lies inside the root.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn bytes(&mut self, shown: &str, limit: u64) -> Result<Option<Vec<u8>>, Error> {
        let path = self.root.join(shown);
        let fail = |cause| Error::Read { path: path.clone(), cause };
        let Some(real) = self.inside(shown)? else { return Ok(None) };
        let size = fs::metadata(&real).map_err(fail)?.len();
        if self.too_large(shown, size, limit) {
            return Ok(None);
        }
        read_bytes(&real, limit).map(Some)
    }

    /// Reports a file of more than `limit` bytes.
    fn too_large(&mut self, shown: &str, size: u64, limit: u64) -> bool {
        if size > limit {
            let file = self.sources.add(shown, "");
            let message = format!("the file is {:.1} MiB; the limit is {} MiB", mebibytes(size), limit >> 20);
            self.findings.push(
                Diagnostic::new(codes::FILE_TOO_LARGE, whole(file), message)
                    .help("split it into several files in the folder of its fact type"),
            );
        }
        size > limit
    }

    /// The real path of a regular file inside the root.
    ///
    /// # Errors
    /// The path cannot be resolved.
    pub fn inside(&mut self, shown: &str) -> Result<Option<PathBuf>, Error> {
        let path = self.root.join(shown);
        let real = match path.canonicalize() {
            Ok(real) => real,
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound && path.is_symlink() => {
                return self.refuse(shown, "the symbolic link is broken");
            }
            Err(cause) => return Err(Error::Read { path, cause }),
        };
        let words = if !real.starts_with(self.root) {
            "the path leads outside the root folder"
        } else if !real.is_file() {
            "this is not a regular file"
        } else {
            return Ok(Some(real));
        };
        self.refuse(shown, words)
    }

    fn refuse(&mut self, shown: &str, words: &str) -> Result<Option<PathBuf>, Error> {
        let file = self.sources.add(shown, "");
        self.findings.push(
            Diagnostic::new(codes::OUTSIDE_ROOT, whole(file), words)
                .help("replace it with a copy of the file"),
        );
        Ok(None)
    }

    /// The contents of a folder inside the root, by name, without hidden files; a folder outside the root is
    /// reported.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn list(&mut self, shown: &str) -> Result<Vec<PathBuf>, Error> {
        let path = self.root.join(shown);
        let fail = |cause| Error::Read { path: path.clone(), cause };
        let real = path.canonicalize().map_err(fail)?;
        if !real.starts_with(self.root) {
            let file = self.sources.add(shown, "");
            let finding =
                Diagnostic::new(codes::OUTSIDE_ROOT, whole(file), "the path leads outside the root folder");
            self.findings.push(finding.help("replace it with a copy of the folder"));
            return Ok(vec![]);
        }
        let entries: Result<Vec<_>, _> = fs::read_dir(&real)
            .map_err(fail)?
            .map(|entry| entry.map(|it| path.join(it.file_name())))
            .collect();
        let mut entries = entries.map_err(fail)?;
        entries.retain(|it| !file_name(it).starts_with('.'));
        entries.sort();
        Ok(entries)
    }
}

/// The last part of a path.
pub fn file_name(path: &Path) -> String {
    path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default()
}

fn yaml_stem(name: &str) -> Option<&str> {
    name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml"))
}

/// The fact type of the file `name` in `data/`, or similar names.
pub(super) fn kind_of(name: &str) -> Result<&'static KindInfo, Vec<String>> {
    let stem = |it: &'static KindInfo| it.file.trim_end_matches(".yaml");
    let found = KINDS.iter().find(|it| stem(it) == name);
    found.ok_or_else(|| near(name, KINDS.iter().map(stem).chain(["site"])))
}

/// The place of a finding about a whole file.
pub(super) fn whole(file: FileId) -> Place {
    Place::new(file, 0..0)
}
