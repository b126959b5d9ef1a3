//! `data/approvals.yaml`: who approved which claims, and when.

use std::collections::HashMap;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::{
    claim::{Claim, Digest},
    claim_id::kind_of,
    fields::{Fields, point},
    lines::{LedgerLine, LedgerRecord, conflict, records},
};
use crate::{
    diagnostic::{Diagnostic, FileId, Place, codes},
    fact::{Audience, FactState, Verdict, parse_date},
};

/// One approval: who approved which claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// The approver.
    pub by: String,
    /// The date of the approval.
    pub on: NaiveDate,
    /// The seal of the last entry when it was written; makes each entry unique, and shows if one is removed.
    pub after: Option<Digest>,
    /// The date from which the claims are made, if they were approved in advance.
    pub from: Option<NaiveDate>,
    /// The approver's note.
    pub note: Option<String>,
    /// The approved claims.
    pub claims: Vec<Claim>,
    /// The SHA-256 over its lines.
    pub seal: Digest,
    /// The signature, as `ssh-keygen -Y sign` gives it.
    pub signature: Option<String>,
    /// Its first line.
    pub place: Place,
}

impl Approval {
    /// The message to sign, for the namespace `factum` (`ssh-keygen -Y`, PROTOCOL.sshsig of OpenSSH).
    pub fn message(seal: &str) -> String {
        format!("factum approval {seal}\n")
    }

    /// The date from which the approval is in force.
    pub fn counts_from(&self) -> NaiveDate {
        self.from.unwrap_or(self.on)
    }
}

/// Reads the approvals in `text`, with the findings about them. An approval with an invalid line is left out.
pub fn read_approvals(file: FileId, text: &str) -> (Vec<Approval>, Vec<Diagnostic>) {
    let body = text.trim_start_matches('\u{feff}').trim();
    if body == "[]" {
        return (vec![], vec![]);
    }
    if let Some(finding) = conflict(
        file,
        text,
        "run `factum join`: it takes both versions out of git and merges them, with the entries of both \
         sides",
    ) {
        return (vec![], vec![finding]);
    }
    let (approvals, mut findings) = read_parts(file, text);
    repeated(&approvals, &mut findings);
    out_of_order(&approvals, &mut findings);
    // An entry that cannot be read is reported already.
    if findings.iter().all(|it| !it.code.fixed) {
        missing(&approvals, &mut findings);
    }
    (approvals, findings)
}

/// Reads a ledger in parts, in parallel: some ledgers are long.
fn read_parts(file: FileId, text: &str) -> (Vec<Approval>, Vec<Diagnostic>) {
    let read = |(offset, part): (usize, &str)| {
        let (records, mut findings) = records(file, part, offset, true, &["approved"]);
        let approvals: Vec<Approval> =
            records.iter().filter(|it| !it.broken).filter_map(|it| approval(it, &mut findings)).collect();
        (approvals, findings)
    };
    let done: Vec<_> = parts(text).into_par_iter().map(read).collect();
    let mut all = (vec![], vec![]);
    for (approvals, findings) in done {
        all.0.extend(approvals);
        all.1.extend(findings);
    }
    all
}

/// The text in parts of about 1 MiB, each with its byte offset, split where an entry begins.
fn parts(text: &str) -> Vec<(usize, &str)> {
    const SIZE: usize = 1 << 20;
    let mut parts = Vec::new();
    let mut start = 0;
    while let Some(rest) = text.get(start..) {
        let from = SIZE.min(rest.len());
        let from = (from..rest.len()).find(|it| rest.is_char_boundary(*it)).unwrap_or(rest.len());
        let end = rest.get(from..).and_then(|it| it.find("\n- ")).map_or(rest.len(), |it| from + it + 1);
        parts.push((start, rest.get(..end).unwrap_or_default()));
        start += end;
        if start >= text.len() {
            break;
        }
    }
    parts
}

/// The approval in a record.
fn approval(record: &LedgerRecord, findings: &mut Vec<Diagnostic>) -> Option<Approval> {
    let before = findings.len();
    let mut head = Fields::new(&record.head, record.place);
    let by = head.need("by", "a text", text);
    let on = head.need("on", "a date such as 2026-11-22", parse_date);
    let after = head.maybe("after", "a seal", text);
    let from = head.maybe("from", "a date such as 2026-11-22", parse_date);
    let note = head.maybe("note", "a text", text);
    findings.extend(head.finish());
    let claims: Vec<_> = record.items.iter().filter_map(|it| claim(it, record.place, findings)).collect();
    if findings.len() == before && record.seal != Some(record.computed.as_str()) {
        findings.push(unsealed(record));
    }
    if findings.len() > before {
        return None;
    }
    let seal = record.computed.clone();
    Some(Approval {
        by: by?,
        on: on?,
        after,
        from,
        note,
        claims,
        seal,
        signature: record.signature.clone(),
        place: record.place,
    })
}

/// The finding for a record that was changed after it was written.
pub fn unsealed(record: &LedgerRecord) -> Diagnostic {
    match record.seal {
        Some(_) => Diagnostic::new(
            codes::CHANGED_LEDGER,
            record.place,
            "this entry was changed after it was written: seal mismatch",
        )
        .help("restore it from version control, or remove the whole entry and repeat what it recorded"),
        None => Diagnostic::new(
            codes::CHANGED_LEDGER,
            record.place,
            "this entry has no seal: it was not written by `factum`, or it is cut off",
        )
        .help("remove the entry, and write it with `factum approve` or `factum sent`"),
    }
}

fn claim(lines: &[LedgerLine], place: Place, findings: &mut Vec<Diagnostic>) -> Option<Claim> {
    let before = findings.len();
    let at = lines.first().map_or(place, |it| it.place);
    let mut fields = Fields::new(lines, at);
    let id = fields.need("id", "an id", text);
    let audience = fields.need("audience", "public, nda or internal", Audience::from_word);
    let state = fields.maybe("state", "a word", text);
    let verdict = fields.maybe("verdict", "a verdict", Verdict::from_word);
    let facts = fields.list("facts");
    let words = fields.maybe("text", "a text", text);
    let withdrawn = fields.maybe("withdrawn", "yes", |it| (it == "yes").then_some(())).is_some();
    let digest = fields.need("digest", "a digest", text);
    findings.extend(fields.finish());
    if findings.len() > before {
        return None;
    }
    if words.is_some() == withdrawn {
        let message = "an entry must have either `text` or `withdrawn: yes`";
        findings.push(Diagnostic::new(codes::BROKEN_LEDGER, point(at), message));
        return None;
    }
    let id = id?;
    let state = state.and_then(|word| FactState::from_word(kind_of(&id), &word));
    let claim = Claim { id, audience: audience?, state, verdict, facts, text: words };
    if digest? != claim.digest() {
        let message = format!("`{}` is not as it was approved: digest mismatch", claim.id);
        let finding = Diagnostic::new(codes::CHANGED_LEDGER, at, message);
        findings.push(
            finding.help(
                "restore its lines from version control, or remove the whole entry and approve it again",
            ),
        );
        return None;
    }
    Some(claim)
}

fn text(value: &str) -> Option<String> {
    (!value.is_empty()).then(|| value.to_owned())
}

fn repeated(approvals: &[Approval], findings: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<&str, Place> = HashMap::new();
    for approval in approvals {
        if let Some(first) = seen.insert(&approval.seal, approval.place) {
            let finding =
                Diagnostic::new(codes::DUPLICATE_ENTRY, approval.place, "duplicate approval; it counts once");
            findings.push(finding.also(first, "first entry").help("remove one of the two"));
        }
    }
}

/// Entries that others name as their predecessor and that are missing or listed below them.
fn missing(approvals: &[Approval], findings: &mut Vec<Diagnostic>) {
    if approvals.iter().all(|it| it.after.is_none()) {
        return;
    }
    let places: HashMap<&str, usize> =
        approvals.iter().enumerate().rev().map(|(at, it)| (it.seal.as_str(), at)).collect();
    for (at, approval) in approvals.iter().enumerate() {
        match approval.after.as_deref().map(|it| places.get(it)) {
            Some(None) => {
                let message = "an approval before this one was removed from the ledger";
                let finding = Diagnostic::new(codes::REMOVED_ENTRY, approval.place, message);
                findings.push(finding.help("restore its lines: `git log -p data/approvals.yaml` shows them"));
            }
            Some(Some(before)) if *before > at => {
                let message = "this approval is listed before one that was given earlier";
                let place = approvals.get(*before).map_or(approval.place, |it| it.place);
                let finding = Diagnostic::new(codes::UNORDERED_LEDGER, approval.place, message)
                    .also(place, "given earlier");
                findings.push(finding.help("put the two back in order"));
            }
            _ => {}
        }
    }
}

fn out_of_order(approvals: &[Approval], findings: &mut Vec<Diagnostic>) {
    for pair in approvals.windows(2) {
        if let [before, after] = pair
            && after.on < before.on
        {
            let message = format!("this approval dated {} is listed after one dated {}", after.on, before.on);
            let finding = Diagnostic::new(codes::UNORDERED_LEDGER, after.place, message)
                .also(before.place, "previous entry");
            findings.push(finding.help("put the oldest first; until then, the dates decide, not the order"));
        }
    }
}

/// The findings for approvals that are dated after `today`.
pub fn ahead_of_time(approvals: &[Approval], today: NaiveDate) -> Vec<Diagnostic> {
    let finding = |approval: &Approval| {
        let message = format!(
            "this approval is dated {}, which is in the future; it does not count before then",
            approval.on
        );
        let finding = Diagnostic::new(codes::FUTURE_APPROVAL, approval.place, message);
        finding.help("check the clock of the machine that wrote it, then approve again")
    };
    approvals.iter().filter(|it| it.on > today).map(finding).collect()
}
