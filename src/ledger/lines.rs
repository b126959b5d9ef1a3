//! The strict format of the ledgers: one value per line. A subset of YAML 1.2, so that editors and people can
//! read it.
//!
//! ```text
//! key: value                a header; a value is a plain word, a "quoted text" (JSON), or [words, in,
//! brackets] items:                    one list
//!   - key: value
//!     key: value
//! seal: <SHA-256 over all lines above>
//! signature: |              lines, not under the seal
//!   …
//! ```
//!
//! In a file with several records, each begins with `- ` and is indented by two columns.

use sha2::{Digest as _, Sha256};

use super::claim::hex;
use crate::diagnostic::{Diagnostic, FileId, Place, codes};

/// A key with its value, as written.
#[derive(Debug, Clone)]
pub struct LedgerLine<'t> {
    /// The key.
    pub key: &'t str,
    /// The value, as it is written.
    pub value: &'t str,
    /// The line.
    pub place: Place,
}

/// One record.
#[derive(Debug)]
pub struct LedgerRecord<'t> {
    /// Its first line.
    pub place: Place,
    /// Its header.
    pub head: Vec<LedgerLine<'t>>,
    /// The items of its list.
    pub items: Vec<Vec<LedgerLine<'t>>>,
    /// The seal calculated from its lines.
    pub computed: String,
    /// The seal written in it.
    pub seal: Option<&'t str>,
    /// Its signature, if it is signed.
    pub signature: Option<String>,
    /// Whether it has an invalid line, which is already reported.
    pub broken: bool,
}

/// The part of a record that a line belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Items,
    Signature,
}

/// Reads the records of `text`, which begins at byte `offset` of `file`; `many` says whether each begins
/// with `- `, and `list` is the name of its list. Of each record, only the first invalid line is reported.
pub fn records<'t>(
    file: FileId,
    text: &'t str,
    offset: usize,
    many: bool,
    list: &[&str],
) -> (Vec<LedgerRecord<'t>>, Vec<Diagnostic>) {
    let mut reader = LedgerReader {
        list,
        records: vec![],
        hashes: vec![],
        part: Part::Head,
        broken: false,
        findings: vec![],
    };
    let mut start = offset;
    for raw in text.split_inclusive('\n') {
        let line = raw.trim_end();
        let place = Place::new(file, start..start + line.len());
        start += raw.len();
        // Only the first line of a file may have a byte order mark.
        let line = line.strip_prefix('\u{feff}').unwrap_or(line);
        if line.contains('\r') {
            reader.wrong(place, "this line contains a carriage return");
            continue;
        }
        let content = line.trim_start();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let (begins, line) = match (many, line.strip_prefix("- "), line.strip_prefix("  ")) {
            (true, Some(rest), _) => (true, rest),
            (true, None, Some(rest)) => (false, rest),
            (true, None, None) => {
                reader.wrong(place, "this line is not part of an entry");
                continue;
            }
            (false, ..) => (reader.records.is_empty(), line),
        };
        if begins {
            reader.begin(place);
        }
        reader.line(line, place);
    }
    reader.finish()
}

/// Finds the markers that git leaves where two branches changed the same lines (git-merge); `help` says
/// what to do.
pub fn conflict(file: FileId, text: &str, help: &str) -> Option<Diagnostic> {
    const MARKS: [&str; 3] = ["<<<<<<< ", ">>>>>>> ", "||||||| "];
    if !MARKS.iter().any(|it| text.contains(it)) {
        return None;
    }
    let mut start = 0;
    for raw in text.split_inclusive('\n') {
        if MARKS.iter().any(|it| raw.starts_with(it)) {
            let place = Place::new(file, start..start + raw.trim_end().len());
            let finding = Diagnostic::new(codes::MERGE_CONFLICT, place, "unresolved merge conflict");
            return Some(finding.help(help));
        }
        start += raw.len();
    }
    None
}

struct LedgerReader<'t, 'l> {
    list: &'l [&'l str],
    records: Vec<LedgerRecord<'t>>,
    hashes: Vec<Sha256>,
    part: Part,
    /// Whether the current record has been reported.
    broken: bool,
    findings: Vec<Diagnostic>,
}

impl<'t> LedgerReader<'t, '_> {
    fn begin(&mut self, place: Place) {
        self.records.push(LedgerRecord {
            place,
            head: vec![],
            items: vec![],
            computed: String::new(),
            seal: None,
            signature: None,
            broken: false,
        });
        self.hashes.push(Sha256::new());
        (self.part, self.broken) = (Part::Head, false);
    }

    fn wrong(&mut self, place: Place, message: &str) {
        if let Some(record) = self.records.last_mut() {
            record.broken = true;
        }
        if !std::mem::replace(&mut self.broken, true) {
            let finding = Diagnostic::new(codes::BROKEN_LEDGER, place, message);
            self.findings.push(finding.help(
                "restore the line from version control, or remove the entry: `factum` writes the ledgers \
                 with one value per line",
            ));
        }
    }

    fn line(&mut self, line: &'t str, place: Place) {
        let Some(record) = self.records.last_mut() else { return };
        let indented = line.strip_prefix("  ");
        if let (Part::Signature, Some(rest), Some(signature)) = (self.part, indented, &mut record.signature) {
            signature.push_str(rest);
            signature.push('\n');
            return;
        }
        if line == "signature: |" && record.signature.is_none() {
            record.signature = Some(String::new());
            self.part = Part::Signature;
            return;
        }
        if let Some(seal) = line.strip_prefix("seal: ").filter(|_| record.seal.is_none()) {
            record.seal = Some(seal);
            self.part = Part::Head;
            return;
        }
        let late = record.seal.is_some();
        if let Some(hash) = self.hashes.last_mut() {
            hash.update(line.as_bytes());
            hash.update(b"\n");
        }
        if late {
            return self.wrong(place, "this line follows the seal of its entry");
        }
        if line.strip_suffix(':').is_some_and(|it| self.list.contains(&it)) {
            self.part = Part::Items;
            return;
        }
        let item = indented.filter(|_| self.part == Part::Items);
        let first = item.and_then(|it| it.strip_prefix("- "));
        let next = item.and_then(|it| it.strip_prefix("  "));
        let pair = first
            .or(next)
            .or(if indented.is_none() { Some(line) } else { None })
            .and_then(|it| pair(it, place));
        match (pair, first, next) {
            (Some(pair), Some(_), _) => record.items.push(vec![pair]),
            (Some(pair), None, Some(_)) if !record.items.is_empty() => {
                record.items.iter_mut().next_back().into_iter().for_each(|it| it.push(pair.clone()))
            }
            (Some(pair), None, None) => record.head.push(pair),
            _ => self.wrong(place, "this line cannot be read"),
        }
    }

    fn finish(mut self) -> (Vec<LedgerRecord<'t>>, Vec<Diagnostic>) {
        for (record, hash) in self.records.iter_mut().zip(self.hashes) {
            record.computed = hex(&hash.finalize());
        }
        (self.records, self.findings)
    }
}

fn pair(line: &str, place: Place) -> Option<LedgerLine<'_>> {
    let (key, value) = line.split_once(": ")?;
    (!key.is_empty() && key.bytes().all(|it| it.is_ascii_lowercase() || it == b'_' || it.is_ascii_digit()))
        .then_some(LedgerLine { key, value, place })
}
