//! The files in `data/evidence/` that facts name.

use std::collections::BTreeSet;

use super::files::Folder;
use crate::{
    error::Error,
    fact::{EvidenceFiles, Facts, SeverityCounts, read::Leaf},
};

/// The largest scan result that is read, in bytes.
const RESULT_LIMIT: u64 = 64 << 20;

/// Finds the evidence files that facts name and counts the findings in scan results.
///
/// # Errors
/// A file cannot be read.
pub fn load(folder: &mut Folder, facts: &Facts) -> Result<EvidenceFiles, Error> {
    let mut evidence = EvidenceFiles::default();
    let mut named = Vec::new();
    for fact in facts.all() {
        fact.leaves(&mut |leaf| {
            if let Leaf::Evidence(path) = leaf {
                named.push(path.value.clone());
            }
        });
    }
    let mut readable = BTreeSet::new();
    for path in named {
        let shown = shown(&path);
        if evidence.present.contains(&path) || !folder.root.join(&shown).exists() {
            continue;
        }
        // A file outside the root is reported as such, not as missing.
        evidence.present.insert(path.clone());
        if folder.inside(&shown)?.is_some() {
            readable.insert(path);
        }
    }
    for scan in &facts.scans {
        let Some(file) = scan.body.result.as_ref().filter(|it| readable.contains(&it.0.value)) else {
            continue;
        };
        let Some(bytes) = folder.bytes(&shown(&file.0), RESULT_LIMIT)? else { continue };
        let counts = match std::str::from_utf8(&bytes) {
            Ok(text) => {
                SeverityCounts::of_result(text.trim_start_matches('\u{feff}'), &scan.body.tool, file.0.place)
            }
            Err(_) => Err("is not UTF-8".into()),
        };
        evidence.results.insert((file.0.value.clone(), scan.body.tool.value.clone()), counts);
    }
    Ok(evidence)
}

fn shown(path: &str) -> String {
    format!("data/evidence/{path}")
}
