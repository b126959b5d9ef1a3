//! `manifest.json`: every file with its SHA-256 (FIPS 180-4).

use serde_json::json;
use sha2::{Digest, Sha256};

use super::{File, VERSION};
use crate::document::Publication;

/// The manifest of `files`: `{version, generator, as_of, audience, files: [{path, bytes, sha256}]}`, by path.
pub fn manifest(publication: &Publication, files: &[File]) -> File {
    let mut listed: Vec<_> = files.iter().collect();
    listed.sort_by(|a, b| a.path.cmp(&b.path));
    let entries: Vec<_> = listed
        .iter()
        .map(|it| json!({"path": it.path, "bytes": it.bytes.len(), "sha256": digest(&it.bytes)}))
        .collect();
    let all = json!({
        "version": 1,
        "generator": format!("factum {VERSION}"),
        "as_of": publication.on.to_string(),
        "audience": publication.audience.word(),
        "files": entries,
    });
    File::new("manifest.json", format!("{all:#}\n"))
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|it| format!("{it:02x}")).collect()
}
