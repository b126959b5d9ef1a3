//! A parsed CSV file.

use super::{
    super::{Refusal, Upload},
    encoding::{Decoded, decode},
    scan::{Records, scan},
};

/// The maximum size of a file, in bytes.
pub(super) const BYTES: usize = 32 << 20;

/// A parsed file.
pub(super) struct Opened {
    pub decoded: Decoded,
    pub records: Records,
}

pub(super) fn open(upload: &Upload) -> Result<Opened, Refusal> {
    if upload.bytes.len() > BYTES {
        return Err(Refusal::new(
            format!("is longer than {} MiB", BYTES >> 20),
            "use a file with only the questions",
        ));
    }
    let decoded = decode(&upload.bytes)?;
    let fallback = match ending(upload).as_deref() {
        Some("tsv" | "tab" | "txt") => '\t',
        _ => ',',
    };
    let records = scan(&decoded.text, fallback)?;
    Ok(Opened { decoded, records })
}

pub(super) fn ending(upload: &Upload) -> Option<String> {
    upload.name.rsplit_once('.').map(|(_, it)| it.to_ascii_lowercase())
}
