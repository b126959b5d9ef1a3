//! Files -> [`Facts`] and templates: the only reader of `data/` and `templates/`.
//!
//! Every broken entry is reported and left out; the rest is read all the same, so that one run shows all that is wrong.
#![expect(clippy::disallowed_methods, reason = "load is the only reader of data/ and templates/")]

mod embedded;
mod evidence;
mod files;
mod ledger;
mod open;
mod templates;

pub use embedded::{EMBEDDED, STARTER};
pub use ledger::{LEDGER_LIMIT, SIGNERS_LIMIT};
pub use open::{mebibytes, read_bytes, read_text};
pub use templates::{Template, Templates};

use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};

use crate::{
    diagnostic::{Diagnostic, FileId, Place, Sources, codes},
    error::{Error, near},
    fact::{
        Envelope, FactId, Facts, ID_HELP, KINDS, KindInfo, RawEntry, is_id,
        read::{Field, Reader, Record},
        site::Site,
    },
    ledger::Ledger,
    yaml::{Key, Node, Value, parse},
};
use files::{DataFile, Folder};

/// All that was read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The facts that could be read.
    pub facts: Facts,
    /// Our templates, with the user's in their place.
    pub templates: Templates,
    /// The texts that findings point into.
    pub sources: Sources,
    /// What is wrong with the files.
    pub findings: Vec<Diagnostic>,
    /// What was approved, and what was sent.
    pub ledger: Ledger,
    /// How many files of `data/` were read.
    pub files: usize,
}

/// Reads `data/` and `templates/` under `root`.
///
/// # Errors
/// There is no `data/`, or a folder cannot be read.
pub fn load(root: &Path) -> Result<Loaded, Error> {
    load_with(root, &BTreeMap::new())
}

/// The same with other texts in the place of files, by path below the root: what would be if they were written.
///
/// # Errors
/// There is no `data/`, or a folder cannot be read.
pub fn load_with(root: &Path, instead: &BTreeMap<String, String>) -> Result<Loaded, Error> {
    let root = root.canonicalize().map_err(|cause| Error::Read { path: root.to_owned(), cause })?;
    if !root.join("data").is_dir() {
        return Err(Error::NoData { root });
    }
    let mut loaded = Loaded::default();
    let mut folder =
        Folder { root: &root, instead, sources: &mut loaded.sources, findings: &mut loaded.findings };
    let files = folder.data_files()?;
    loaded.templates = templates::load(&mut folder)?;
    loaded.ledger = ledger::load(&mut folder)?;
    loaded.files = files.len();

    let mut reader = Reader::default();
    let mut ids = HashMap::new();
    if !files.iter().any(|it| it.kind.is_some_and(|it| it.name == "vendor"))
        && loaded.findings.iter().all(|it| loaded.sources.path(it.file()) != "data/vendor.yaml")
    {
        let place = whole(loaded.sources.add("data/vendor.yaml", ""));
        let finding = Diagnostic::new(codes::MISSING_FIELD, place, "no file says who the vendor is");
        reader.findings.push(finding.help("write `legal_name: …` into `data/vendor.yaml`"));
    }
    for file in &files {
        match parse(file.id, loaded.sources.text(file.id), 0) {
            Ok(node) => read_file(file, &node, &mut loaded.facts, &mut ids, &mut reader),
            Err(finding) => reader.findings.push(*finding),
        }
    }
    loaded.findings.append(&mut reader.findings);
    let mut folder =
        Folder { root: &root, instead, sources: &mut loaded.sources, findings: &mut loaded.findings };
    loaded.facts.evidence = evidence::load(&mut folder, &loaded.facts)?;
    Ok(loaded)
}

/// Where each fact was first seen.
type Seen = HashMap<FactId, Place>;

fn read_file(file: &DataFile, node: &Node, facts: &mut Facts, ids: &mut Seen, reader: &mut Reader) {
    if matches!(node.value, Value::Null) {
        return;
    }
    let Some(kind) = file.kind else {
        facts.site = Site::read(node, reader).unwrap_or_default();
        return;
    };
    let Value::Map(entries) = &node.value else {
        let _: Option<()> = reader.wrong_type(node, "a map from id to entry");
        return;
    };
    if kind.one {
        let entry = Place { end: node.place.start + 1, ..node.place };
        let id = FactId::new(kind.name, kind.name);
        if let Some(first) = ids.insert(id.clone(), entry) {
            let finding = Diagnostic::new(codes::DUPLICATE_ID, entry, format!("there can be but one `{id}`"));
            return reader.findings.push(finding.also(first, "first here").help("put both into one file"));
        }
        let raw = RawEntry { id, place: entry, node, defaults: &no_defaults(kind) };
        return (kind.read)(facts, raw, reader);
    }
    let defaults = defaults(kind, entries, reader);
    for (key, node) in entries.iter().filter(|(key, _)| key.text != "defaults") {
        if let Some(id) = entry_id(kind, key, ids, reader) {
            (kind.read)(facts, RawEntry { id, place: key.place, node, defaults: &defaults }, reader);
        }
    }
}

/// The id of an entry, if it is one and stands nowhere else.
fn entry_id(kind: &KindInfo, key: &Key, ids: &mut Seen, reader: &mut Reader) -> Option<FactId> {
    if !is_id(&key.text) {
        let message = format!("`{}` is no id", key.text);
        reader.findings.push(Diagnostic::new(codes::INVALID_VALUE, key.place, message).help(ID_HELP));
        return None;
    }
    let id = FactId::new(kind.name, &key.text);
    if let Some(first) = ids.get(&id) {
        let message = format!("`{id}` stands twice");
        reader
            .findings
            .push(Diagnostic::new(codes::DUPLICATE_ID, key.place, message).also(*first, "first here"));
        return None;
    }
    ids.insert(id.clone(), key.place);
    Some(id)
}

/// What a file's `defaults:` say for all its entries.
fn defaults(kind: &KindInfo, entries: &[(Key, Node)], reader: &mut Reader) -> Envelope {
    let mut all = entries.iter().filter(|(key, _)| key.text == "defaults");
    let stated = all.next();
    if let (Some((first, _)), Some((second, _))) = (stated, all.next()) {
        let finding = Diagnostic::new(codes::DUPLICATE_ID, second.place, "the key `defaults` stands twice");
        reader.findings.push(finding.also(first.place, "first here"));
    }
    let read = stated
        .and_then(|(_, node)| Envelope::read_fields(&mut reader.map(node, node.place, &[Envelope::KEYS])?));
    for it in read.iter().flat_map(|it| &it.acknowledge) {
        let finding = Diagnostic::new(
            codes::INVALID_VALUE,
            it.finding.place,
            "an acknowledgement is for one entry, not for a whole file",
        );
        reader.findings.push(finding.help("move `acknowledge:` into the entry that the finding is about"));
    }
    match read {
        Some(envelope) => envelope.or(&no_defaults(kind)),
        None => no_defaults(kind),
    }
}

/// What is taken where neither the entry nor its file says anything.
fn no_defaults(kind: &KindInfo) -> Envelope {
    Envelope { audience: kind.audience, ..Envelope::default() }
}

/// The kind that the file `name` in `data/` is for, or the findings' words for a name that comes close.
fn kind_of(name: &str) -> Result<&'static KindInfo, Vec<String>> {
    let stem = |it: &'static KindInfo| it.file.trim_end_matches(".yaml");
    let found = KINDS.iter().find(|it| stem(it) == name);
    found.ok_or_else(|| near(name, KINDS.iter().map(stem).chain(["site"])))
}

/// A place for a finding about a whole file.
fn whole(file: FileId) -> Place {
    Place::new(file, 0..0)
}
