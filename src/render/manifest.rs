//! `manifest.json`: every file with its SHA-256 (FIPS 180-4).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{File, VERSION, iso_day, json_text::json_text};
use crate::{document::Publication, fact::Audience};

/// The content of a `manifest.json`. Only the date must be in one that is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the format; incremented by incompatible changes.
    #[serde(default)]
    pub version: u32,
    /// The program that wrote the files, with its version.
    #[serde(default)]
    pub generator: String,
    /// The effective date of the build.
    #[serde(with = "iso_day")]
    pub as_of: NaiveDate,
    /// The audience of the files.
    #[serde(default)]
    pub audience: Audience,
    /// The files, by path.
    #[serde(default)]
    pub files: Vec<ManifestEntry>,
}

/// A file of a build.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestEntry {
    /// Its path in the folder of the build.
    pub path: String,
    /// Its size in bytes.
    pub bytes: usize,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

/// The manifest of `files`.
pub fn manifest(publication: &Publication, files: &[File]) -> File {
    let mut listed: Vec<_> = files.iter().collect();
    listed.sort_by(|a, b| a.path.cmp(&b.path));
    let entry = |it: &&File| ManifestEntry {
        path: it.path.clone(),
        bytes: it.bytes.len(),
        sha256: digest(&it.bytes),
    };
    let manifest = Manifest {
        version: 1,
        generator: format!("factum {VERSION}"),
        as_of: publication.on,
        audience: publication.audience,
        files: listed.iter().map(entry).collect(),
    };
    File::new("manifest.json", json_text(&manifest))
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|it| format!("{it:02x}")).collect()
}
