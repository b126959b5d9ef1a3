//! The security.txt files of the last builds in `out/`, with the days on which they expire.
//!
//! The content of `out/` is not trusted: no link is followed, and the size of what is read is limited.

use std::{fs, path::Path};

use chrono::NaiveDate;

use super::Context;
use crate::{
    diagnostic::Place,
    fact::{Audience, parse_date, site::PublishedSecurityTxt},
    load::{Loaded, read_text},
};

/// More than a security.txt needs, in bytes (RFC 9116, section 5.4 asks readers for 32 KiB).
const SECURITY_TXT_LIMIT: u64 = 32 << 10;
/// More than a manifest needs, in bytes.
const MANIFEST_LIMIT: u64 = 8 << 20;

/// Adds the expiry dates of the security.txt files in `out/` to the facts; unreadable files are ignored.
pub fn read(context: &Context, loaded: &mut Loaded) {
    let audiences = Audience::ALL.iter().filter(|it| context.audience.is_none_or(|asked| asked == **it));
    for audience in audiences {
        let path = format!("out/{}/site/.well-known/security.txt", audience.word());
        let Some(text) = read_bounded(&context.root, &path, SECURITY_TXT_LIMIT) else { continue };
        let Some((range, expires)) = expires(&text) else { continue };
        let manifest =
            read_bounded(&context.root, &format!("out/{}/manifest.json", audience.word()), MANIFEST_LIMIT);
        let built = manifest.and_then(|it| as_of(&it));
        let place = Place::new(loaded.sources.add(path, text), range);
        loaded.facts.published.push(PublishedSecurityTxt { audience: *audience, built, expires, place });
    }
}

/// The text of a file below `root`; none where it, or a folder on the way, is a link, or it has more than `limit` bytes.
pub fn read_bounded(root: &Path, path: &str, limit: u64) -> Option<String> {
    let mut at = root.to_owned();
    for part in path.split('/') {
        at.push(part);
        if fs::symlink_metadata(&at).ok()?.file_type().is_symlink() {
            return None;
        }
    }
    read_text(&at, limit).ok()
}

/// The line that says when the file expires, and the day (RFC 9116, section 2.5.5).
fn expires(text: &str) -> Option<(std::ops::Range<usize>, NaiveDate)> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let range = start..start + line.trim_end().len();
        start += line.len();
        let Some((name, value)) = line.split_once(':') else { continue };
        if name.eq_ignore_ascii_case("expires") {
            return Some((range, parse_date(value.trim().get(..10)?)?));
        }
    }
    None
}

/// The effective date of a build, from its manifest.
fn as_of(manifest: &str) -> Option<NaiveDate> {
    let json: serde_json::Value = serde_json::from_str(manifest).ok()?;
    parse_date(json.get("as_of")?.as_str()?)
}
