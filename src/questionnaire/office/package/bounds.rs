//! Limits of a zip archive: number, size and names of its entries. They are checked in its directory before
//! anything is unpacked.

use std::{collections::BTreeMap, io::Cursor};

use zip::ZipArchive;

use super::{Refusal, broken};

/// The maximum unpacked size of one part, in bytes.
pub const PART: u64 = 64 << 20;
/// The maximum unpacked size of all parts together, in bytes.
const TOTAL: u64 = 512 << 20;
/// The maximum number of entries.
const ENTRIES: usize = 10_000;
/// The maximum compression ratio of an entry. Real sheets stay under 100, blank pictures under 200.
const RATIO: u64 = 400;
/// The unpacked size up to which the ratio is not checked, in bytes.
const SMALL: u64 = 4 << 20;
/// The folder of digital signatures (ECMA-376 part 2, 13).
const SIGNATURES: &str = "_xmlsignatures/";

/// Checks the directory of an archive; returns the index of each entry by its name in lower case.
///
/// # Errors
/// The archive exceeds a limit.
pub fn check(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<BTreeMap<String, usize>, Refusal> {
    if archive.len() > ENTRIES {
        return Err(Refusal::new(format!("has {} entries, more than {ENTRIES}", archive.len()), LARGE));
    }
    if archive.has_duplicate_names() {
        return Err(broken("it has two entries with the same name"));
    }
    let mut places = BTreeMap::new();
    let mut total = 0_u64;
    for place in 0..archive.len() {
        let entry = archive.by_index_data(place).map_err(|_| broken("its directory cannot be read"))?;
        let name =
            entry.name().map_err(|_| broken("it has an entry whose name cannot be read"))?.into_owned();
        check_name(&name)?;
        check_size(&name, entry.size(), entry.compressed_size())?;
        if entry.encrypted() {
            return Err(Refusal::new("is encrypted", "save it without a password"));
        }
        total = total.saturating_add(entry.size());
        if places.insert(key(&name), place).is_some() {
            return Err(broken(format!("it has two entries with the same name, `{name}`")));
        }
    }
    if total > TOTAL {
        return Err(Refusal::new(format!("unpacks to more than {} MiB", TOTAL >> 20), LARGE));
    }
    // Small archives can unpack to huge ones with entries that share bytes.
    if archive.has_overlapping_entries().unwrap_or(true) {
        return Err(broken("its entries overlap"));
    }
    if places.keys().any(|it| it.starts_with(SIGNATURES)) {
        return Err(Refusal::new(
            "is digitally signed, and filling it in would invalidate the signature",
            "ask for an unsigned copy",
        ));
    }
    Ok(places)
}

const LARGE: &str = "ask for a smaller file";

/// Checks that a name stays within the package.
fn check_name(name: &str) -> Result<(), Refusal> {
    let leaves = name.starts_with(['/', '\\'])
        || name.contains(['\0', ':'])
        || name.split(['/', '\\']).any(|it| it == "..");
    if leaves { Err(broken("it has an entry whose name points outside the archive")) } else { Ok(()) }
}

fn check_size(name: &str, size: u64, packed: u64) -> Result<(), Refusal> {
    if size > PART {
        return Err(Refusal::new(
            format!("has a part, `{name}`, that unpacks to more than {} MiB", PART >> 20),
            LARGE,
        ));
    }
    if size > SMALL && size / packed.max(1) > RATIO {
        return Err(Refusal::new(
            format!("has a part, `{name}`, that unpacks to more than {RATIO} times its size"),
            LARGE,
        ));
    }
    Ok(())
}

/// Some programs separate folders by backslashes, and some relationships use a different case.
pub(super) fn key(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}
