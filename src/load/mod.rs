//! Files -> [`Facts`] and templates: the only reader of `data/` and `templates/`.
//!
//! Every invalid entry is reported and left out; the rest is still read, so that one run reports all
//! problems.
#![expect(clippy::disallowed_methods, reason = "load is the only reader of data/ and templates/")]

mod embedded;
mod evidence;
mod files;
mod ledger;
mod new_subprocessors;
mod open;
mod starter;
mod templates;

pub use embedded::{EMBEDDED, STARTER};
pub use ledger::{LEDGER_LIMIT, SIGNERS_LIMIT};
pub use open::{is_taken, list, mebibytes, read_below, read_bytes, read_text};
pub use starter::starter;
pub use templates::{TemplateFile, Templates};

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    path::Path,
};

use crate::{
    diagnostic::{Diagnostic, Place, Sources, codes},
    error::Error,
    fact::{
        Envelope, FactId, Facts, ID_HELP, KINDS, KindInfo, RawEntry, is_id,
        read::{Field, Reader, Record},
        site::Site,
    },
    ledger::Ledger,
    yaml::{Key, Node, Value, parse},
};
use files::{DataFile, Folder, whole};

/// The result of loading.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The facts that could be read.
    pub facts: Facts,
    /// The built-in templates, replaced by the user's if there are any.
    pub templates: Templates,
    /// The texts that findings point into.
    pub sources: Sources,
    /// The findings about the files.
    pub findings: Vec<Diagnostic>,
    /// The approvals and the deliveries.
    pub ledger: Ledger,
    /// The number of files of `data/` that were read.
    pub files: usize,
}

/// Reads `data/` and `templates/` under `root`.
///
/// # Errors
/// There is no `data/`, or a folder cannot be read.
pub fn load(root: &Path) -> Result<Loaded, Error> {
    load_with(root, &BTreeMap::new())
}

/// Like [`load`], with texts that replace files, by path below the root, to see the effect of edits before
/// writing them.
///
/// # Errors
/// There is no `data/`, or a folder cannot be read.
pub fn load_with(root: &Path, replacements: &BTreeMap<String, String>) -> Result<Loaded, Error> {
    let root = root.canonicalize().map_err(|cause| Error::Read { path: root.to_owned(), cause })?;
    if !root.join("data").is_dir() {
        return Err(Error::NoData { root });
    }
    let mut loaded = Loaded::default();
    let mut folder =
        Folder { root: &root, replacements, sources: &mut loaded.sources, findings: &mut loaded.findings };
    let files = folder.data_files()?;
    loaded.templates = templates::load(&mut folder)?;
    loaded.ledger = ledger::load(&mut folder)?;
    loaded.files = files.len();

    let mut reader = Reader { kinds: KINDS.iter().map(|it| it.name).collect(), ..Reader::default() };
    let mut ids = HashMap::new();
    if !files.iter().any(|file| file.kind.is_some_and(|it| it.name == "vendor"))
        && loaded.findings.iter().all(|it| loaded.sources.path(it.file()) != "data/vendor.yaml")
    {
        let place = whole(loaded.sources.add("data/vendor.yaml", ""));
        let finding = Diagnostic::new(codes::MISSING_FIELD, place, "no file states who the vendor is");
        reader.findings.push(finding.help("add `legal_name: …` to `data/vendor.yaml`"));
    }
    for file in &files {
        match parse(file.id, loaded.sources.text(file.id), 0) {
            Ok(node) => read_file(file, &node, &mut loaded.facts, &mut ids, &mut reader),
            Err(finding) => {
                let place = finding.place();
                loaded.facts.files.broken.extend(file.kind.map(|it| (it.name, place)));
                reader.findings.push(*finding);
            }
        }
        let in_folder = loaded.sources.path(file.id).matches('/').count() > 1;
        loaded.facts.files.folders.extend(file.kind.filter(|_| in_folder).map(|it| it.name));
    }
    let read: HashSet<&FactId> = loaded.facts.all().map(|it| it.id()).collect();
    ids.retain(|id, _| !read.contains(id));
    loaded.facts.files.unread = ids.into_iter().collect();
    loaded.findings.append(&mut reader.findings);
    let mut folder =
        Folder { root: &root, replacements, sources: &mut loaded.sources, findings: &mut loaded.findings };
    loaded.facts.evidence = evidence::load(&mut folder, &loaded.facts)?;
    loaded.facts.new_since_records = new_subprocessors::new_since_records(&loaded.facts, &loaded.ledger);
    Ok(loaded)
}

/// The place where each fact was first defined.
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
    if kind.is_singleton {
        let entry = Place { end: node.place.start + 1, ..node.place };
        let id = FactId::new(kind.name, kind.name);
        if let Some(first) = ids.insert(id.clone(), entry) {
            let finding =
                Diagnostic::new(codes::DUPLICATE_ID, entry, format!("there can be only one `{id}`"));
            return reader
                .findings
                .push(finding.also(first, "first defined here").help("merge both into one file"));
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

/// The id of an entry, if it is valid and not a duplicate.
fn entry_id(kind: &KindInfo, key: &Key, ids: &mut Seen, reader: &mut Reader) -> Option<FactId> {
    if !is_id(&key.text) {
        let message = format!("`{}` is not a valid id", key.text);
        reader.findings.push(Diagnostic::new(codes::INVALID_VALUE, key.place, message).help(ID_HELP));
        return None;
    }
    let id = FactId::new(kind.name, &key.text);
    if let Some(first) = ids.get(&id) {
        let message = format!("duplicate id `{id}`");
        reader.findings.push(
            Diagnostic::new(codes::DUPLICATE_ID, key.place, message).also(*first, "first defined here"),
        );
        return None;
    }
    ids.insert(id.clone(), key.place);
    Some(id)
}

/// The `defaults:` of a file.
fn defaults(kind: &KindInfo, entries: &[(Key, Node)], reader: &mut Reader) -> Envelope {
    let mut all = entries.iter().filter(|(key, _)| key.text == "defaults");
    let stated = all.next();
    if let (Some((first, _)), Some((second, _))) = (stated, all.next()) {
        let finding = Diagnostic::new(codes::DUPLICATE_ID, second.place, "duplicate key `defaults`");
        reader.findings.push(finding.also(first.place, "first defined here"));
    }
    let read = stated
        .and_then(|(_, node)| Envelope::read_fields(&mut reader.map(node, node.place, &[Envelope::KEYS])?));
    for it in read.iter().flat_map(|it| &it.acknowledge) {
        let finding = Diagnostic::new(
            codes::INVALID_VALUE,
            it.finding.place,
            "`acknowledge` applies to one entry, not to a whole file",
        );
        reader.findings.push(finding.help("move `acknowledge:` into the entry that the finding is about"));
    }
    match read {
        Some(envelope) => envelope.or(&no_defaults(kind)),
        None => no_defaults(kind),
    }
}

/// The defaults of a fact type, used if neither the entry nor its file states a value.
fn no_defaults(kind: &KindInfo) -> Envelope {
    Envelope { audience: kind.audience, ..Envelope::default() }
}
