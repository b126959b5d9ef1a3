//! The zip packages of Office files (ECMA-376 part 2): opened within limits, read one part at a time,
//! repacked byte for byte.
//!
//! Only requested parts are unpacked. Names of parts are compared without regard to ASCII case, as the
//! standard requires.

mod bounds;
mod not_zip;
mod repack;
mod text;

use std::{
    collections::BTreeMap,
    fmt,
    io::{self, Cursor, Read},
};

use zip::ZipArchive;

use super::{
    super::Refusal,
    broken,
    xml::{Node, Walk},
};
use bounds::key;

pub use text::Encoding;

/// A zip package whose limits have been checked.
#[derive(Clone)]
pub struct Package<'a> {
    bytes: &'a [u8],
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The index of each entry in the archive, by its name in lower case.
    places: BTreeMap<String, usize>,
}

/// A relationship of a part to another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// Its id, by which the part refers to it.
    pub id: String,
    /// The last word of its type: `worksheet`. The rest differs between the transitional and the strict
    /// standard.
    pub kind: String,
    /// The target part, from the package's root, without a leading slash.
    pub target: String,
    /// Whether the target is a URL outside of the package.
    pub external: bool,
}

impl<'a> Package<'a> {
    /// Opens a package.
    ///
    /// # Errors
    /// The bytes are not a zip archive, or not a supported one: malformed, encrypted, signed, binary, too
    /// large, or with names that are duplicate or lead out of it.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        not_zip::refuse(bytes)?;
        let mut archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken("it is not a readable zip archive"))?;
        let places = bounds::check(&mut archive)?;
        let package = Self { bytes, archive, places };
        if package.related("", "officeDocument")?.iter().any(|it| it.target.ends_with(".bin")) {
            return Err(Refusal::new("is a binary workbook (.xlsb)", "save it as .xlsx"));
        }
        Ok(package)
    }

    /// Whether it has a part.
    pub fn holds(&self, name: &str) -> bool {
        self.places.contains_key(&key(name))
    }

    /// The names of its parts in lower case, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(String::as_str)
    }

    /// The text of a part, without a byte order mark.
    ///
    /// # Errors
    /// There is no part of that name, it cannot be unpacked, or it is not Unicode text.
    pub fn part(&self, name: &str) -> Result<String, Refusal> {
        Encoding::of(&self.bytes_of(name)?)
            .map(|it| it.1)
            .ok_or_else(|| broken(format!("its part `{name}` is not valid Unicode text")))
    }

    /// The relationships of a part that are of a kind, in order; those of the package itself for the part
    /// ``.
    ///
    /// # Errors
    /// They exist, but cannot be read.
    pub fn related(&self, part: &str, kind: &str) -> Result<Vec<Relation>, Refusal> {
        Ok(self.relations(part)?.into_iter().filter(|it| it.kind == kind).collect())
    }

    /// All relationships of a part to parts of the package, in order.
    ///
    /// # Errors
    /// They exist, but cannot be read.
    pub fn relations(&self, part: &str) -> Result<Vec<Relation>, Refusal> {
        Ok(self.all_relations(part)?.into_iter().filter(|it| !it.external).collect())
    }

    /// All relationships of a part, in order, including external ones.
    ///
    /// # Errors
    /// They exist, but cannot be read.
    pub fn all_relations(&self, part: &str) -> Result<Vec<Relation>, Refusal> {
        let (folder, file) = part.rsplit_once('/').map_or(("", part), |(folder, file)| (folder, file));
        let name = format!("{folder}{}_rels/{file}.rels", if folder.is_empty() { "" } else { "/" });
        if !self.holds(&name) {
            return Ok(Vec::new());
        }
        let text = self.part(&name)?;
        let mut walk = Walk::new(&name, &text);
        let mut relations = Vec::new();
        while let Some(node) = walk.next()? {
            let Node::Open(tag) = node else { continue };
            if tag.name() != "Relationship" {
                continue;
            }
            let external = tag.attribute("TargetMode").is_some_and(|it| it == "External");
            let (Some(id), Some(kind), Some(target)) =
                (tag.attribute("Id"), tag.attribute("Type"), tag.attribute("Target"))
            else {
                continue;
            };
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let target = if external { target.into_owned() } else { self.resolve(folder, &target) };
            relations.push(Relation { id: id.into_owned(), kind, target, external });
        }
        Ok(relations)
    }

    /// The checksum of a part in the archive; 0 if there is no such part.
    pub fn checksum(&self, name: &str) -> u32 {
        let mut archive = self.archive.clone();
        let place = self.places.get(&key(name)).copied();
        place.and_then(|index| archive.by_index_raw(index).ok().map(|it| it.crc32())).unwrap_or_default()
    }

    /// The package with new text in some parts; every other entry is copied byte for byte, in its place.
    ///
    /// # Errors
    /// A changed part does not exist, or the archive does not match its directory.
    pub fn repack(&self, changed: &BTreeMap<String, String>) -> Result<Vec<u8>, Refusal> {
        let mut parts = BTreeMap::new();
        for (name, text) in changed {
            let place =
                *self.places.get(&key(name)).ok_or_else(|| broken(format!("it has no part `{name}`")))?;
            // The declaration of a part names its encoding, so UTF-16 is kept.
            let (encoding, _) = Encoding::of(&self.bytes_of(name)?)
                .ok_or_else(|| broken(format!("its part `{name}` is not valid Unicode text")))?;
            parts.insert(place, encoding.encode(text));
        }
        repack::repack(self.bytes, &self.archive, &parts)
    }

    /// Remarks about parts that cannot be unpacked, including those that are never read: they are returned
    /// unchanged.
    pub fn corrupt(&self) -> Vec<String> {
        let whole = |place: usize| {
            let mut archive = self.archive.clone();
            let Ok(file) = archive.by_index(place) else { return false };
            let size = file.size();
            io::copy(&mut file.take(size.min(bounds::PART) + 1), &mut io::sink()).is_ok_and(|it| it == size)
        };
        let corrupt = self.places.iter().filter(|(_, place)| !whole(**place));
        corrupt
            .map(|(name, _)| format!("has a corrupt part, `{name}`, which was returned unchanged"))
            .collect()
    }

    /// The part that a relationship of a part in `folder` refers to: `/xl/a.xml` from the root, `../a.xml`
    /// from the folder.
    fn resolve(&self, folder: &str, target: &str) -> String {
        let target = target.replace('\\', "/");
        let mut steps: Vec<&str> =
            if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
        for step in target.split('/') {
            match step {
                "" | "." => {}
                ".." => drop(steps.pop()),
                step => steps.push(step),
            }
        }
        steps.retain(|it| !it.is_empty());
        let name = steps.join("/");
        // Names of entries may also be percent-encoded, depending on the program.
        if self.holds(&name) { name } else { percent_decoded(&name) }
    }

    fn bytes_of(&self, name: &str) -> Result<Vec<u8>, Refusal> {
        let unreadable = || broken(format!("its part `{name}` cannot be unpacked"));
        let place = *self.places.get(&key(name)).ok_or_else(|| broken(format!("it has no part `{name}`")))?;
        let mut archive = self.archive.clone();
        let file = archive.by_index(place).map_err(|_| unreadable())?;
        let size = file.size();
        let mut bytes = Vec::with_capacity(usize::try_from(size.min(bounds::PART)).unwrap_or_default());
        // The size in the directory was checked but may be wrong: with one byte more, the part is refused.
        file.take(size.min(bounds::PART) + 1).read_to_end(&mut bytes).map_err(|_| unreadable())?;
        if bytes.len() as u64 == size { Ok(bytes) } else { Err(unreadable()) }
    }
}

impl fmt::Debug for Package<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.places.keys()).finish()
    }
}

/// Targets are URLs: a space in a name is `%20` there.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let escaped =
            (first == b'%').then(|| tail.get(..2).and_then(|it| std::str::from_utf8(it).ok())).flatten();
        match escaped.and_then(|it| u8::from_str_radix(it, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
