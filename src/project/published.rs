//! The security.txt files of the last builds in `out/`, with the days on which they expire.
//!
//! The content of `out/` is not trusted: no link is followed, and the size of what is read is limited.

use chrono::NaiveDate;

use super::inputs::Inputs;
use crate::{
    diagnostic::Place,
    error::Error,
    fact::{Audience, parse_date, site::PublishedSecurityTxt},
    load::{Loaded, read_below},
    render::Manifest,
};

/// More than a security.txt needs, in bytes (RFC 9116, section 5.4 asks readers for 32 KiB).
const SECURITY_TXT_LIMIT: u64 = 32 << 10;
/// More than a manifest needs, in bytes.
const MANIFEST_LIMIT: u64 = 8 << 20;

impl Inputs<'_> {
    /// Reads all files, with the expiry dates of the security.txt files in `out/` among the facts; unreadable
    /// ones are ignored.
    ///
    /// # Errors
    /// There is no `data/`, or a folder cannot be read.
    pub fn load_with_builds(&self) -> Result<Loaded, Error> {
        let mut loaded = self.load()?;
        for audience in Audience::ALL.iter().filter(|it| self.audience.is_none_or(|asked| asked == **it)) {
            let path = format!("out/{}/site/.well-known/security.txt", audience.word());
            let Some(text) = read_below(self.root, &path, SECURITY_TXT_LIMIT) else { continue };
            let Some((range, expires)) = expires(&text) else { continue };
            let manifest = format!("out/{}/manifest.json", audience.word());
            let built = read_below(self.root, &manifest, MANIFEST_LIMIT).and_then(|it| as_of(&it));
            let place = Place::new(loaded.sources.add(path, text), range);
            loaded.facts.published.push(PublishedSecurityTxt { audience: *audience, built, expires, place });
        }
        Ok(loaded)
    }
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
    serde_json::from_str::<Manifest>(manifest).ok().map(|it| it.as_of)
}
