//! Names for things that programs keep: the same for the same thing in every build.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::{document::Publication, fact::Datum};

/// A UUID of version 8 (RFC 9562, section 5.8) over SHA-256 of the vendor's web site, or its name, and
/// `parts`.
pub fn uuid(publication: &Publication, parts: &[&str]) -> String {
    let vendor = publication.statements.view.of("vendor").next();
    let website = vendor.and_then(|(_, it)| {
        if let Some(Datum::Text(it)) = it.data.get("website") { Some(it.as_str()) } else { None }
    });
    let mut hash = Sha256::new();
    for part in ["factum", website.unwrap_or(&publication.vendor)].iter().chain(parts) {
        // Lengths keep the parts apart.
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let digest = hash.finalize();
    let mut text = String::with_capacity(36);
    for (at, byte) in digest.iter().take(16).enumerate() {
        let byte = match at {
            6 => byte & 0x0f | 0x80,
            8 => byte & 0x3f | 0x80,
            _ => *byte,
        };
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        let _ = write!(text, "{byte:02x}");
    }
    text
}
