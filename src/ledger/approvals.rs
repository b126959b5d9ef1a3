//! `data/approvals.yaml`: who approved which words, and when.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{
    claim::{Claim, Digest},
    lines::{Fields, Line, Record, conflict, records},
    point,
};
use crate::{
    diagnostic::{Diagnostic, FileId, Place, codes},
    fact::{Audience, Verdict, parse_date},
};

/// One act of approving: somebody signed for claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// Who.
    pub by: String,
    /// The day of doing so.
    pub on: NaiveDate,
    /// The seal of the entry that stood last when it was written: no two entries are the same, and none goes unseen.
    pub after: Option<Digest>,
    /// The day from which the words are said, where it is another: they were approved ahead.
    pub from: Option<NaiveDate>,
    /// What the person said of it.
    pub note: Option<String>,
    /// What was approved.
    pub claims: Vec<Claim>,
    /// The SHA-256 over its lines.
    pub seal: Digest,
    /// The signature, as `ssh-keygen -Y sign` gives it.
    pub signature: Option<String>,
    /// Its first line.
    pub place: Place,
}

impl Approval {
    /// What a signature is made over, in the namespace `factum` (`ssh-keygen -Y`, PROTOCOL.sshsig of OpenSSH).
    pub fn message(seal: &str) -> String {
        format!("factum approval {seal}\n")
    }

    /// The day from which its words count.
    pub fn counts_from(&self) -> NaiveDate {
        self.from.unwrap_or(self.on)
    }
}

/// Reads the approvals of `text`, and says what is wrong with them. An act with a broken line is left out.
pub fn read_approvals(file: FileId, text: &str) -> (Vec<Approval>, Vec<Diagnostic>) {
    let body = text.trim_start_matches('\u{feff}').trim();
    if body == "[]" {
        return (vec![], vec![]);
    }
    if let Some(finding) = conflict(
        file,
        text,
        "keep the entries of both sides: `factum join` takes both versions out of git and makes them one",
    ) {
        return (vec![], vec![finding]);
    }
    let (acts, mut findings) = read_parts(file, text);
    repeated(&acts, &mut findings);
    out_of_order(&acts, &mut findings);
    // An entry that cannot be read is reported already.
    if findings.iter().all(|it| !it.code.fixed) {
        missing(&acts, &mut findings);
    }
    (acts, findings)
}

/// Reads a ledger in parts, each on a thread of its own: some ledgers are long.
fn read_parts(file: FileId, text: &str) -> (Vec<Approval>, Vec<Diagnostic>) {
    let read = |(offset, part): (usize, &str)| {
        let (records, mut findings) = records(file, part, offset, true, "approved");
        let acts: Vec<Approval> =
            records.iter().filter(|it| !it.broken).filter_map(|it| act(it, &mut findings)).collect();
        (acts, findings)
    };
    let parts = parts(text);
    // Each thread reads part after part, so that only a few are in memory as lines.
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(parts.len());
    let share = |first: usize| {
        parts
            .iter()
            .enumerate()
            .skip(first)
            .step_by(threads)
            .map(|(at, it)| (at, read(*it)))
            .collect::<Vec<_>>()
    };
    let mut done: Vec<_> = std::thread::scope(|scope| {
        let running: Vec<_> = (1..threads).map(|first| (first, scope.spawn(move || share(first)))).collect();
        let own = share(0);
        // The work of a thread that panicked is repeated here, where it may panic as usual.
        let rest = running.into_iter().flat_map(|(first, it)| it.join().unwrap_or_else(|_| share(first)));
        own.into_iter().chain(rest).collect()
    });
    done.sort_by_key(|(at, _)| *at);
    let mut all = (vec![], vec![]);
    for (_, (acts, findings)) in done {
        all.0.extend(acts);
        all.1.extend(findings);
    }
    all
}

/// The text in parts of some size, each with its first byte, cut where an entry begins.
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

/// The act of a record.
fn act(record: &Record, findings: &mut Vec<Diagnostic>) -> Option<Approval> {
    let before = findings.len();
    let mut head = Fields::new(&record.head, record.place);
    let by = head.need("by", "a text", text);
    let on = head.need("on", "a day, such as 2026-11-22", parse_date);
    let after = head.maybe("after", "a seal", text);
    let from = head.maybe("from", "a day, such as 2026-11-22", parse_date);
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

/// The finding of a record that is not as it was written.
pub fn unsealed(record: &Record) -> Diagnostic {
    match record.seal {
        Some(_) => Diagnostic::new(
            codes::CHANGED_LEDGER,
            record.place,
            "this entry was changed after it was written: its seal is another",
        )
        .help("restore it from version control, or take the whole entry out and do again what it stood for"),
        None => Diagnostic::new(
            codes::CHANGED_LEDGER,
            record.place,
            "this entry has no seal: it was not written by `factum`, or was cut off",
        )
        .help("take the entry out and write it with `factum approve` or `factum sent`"),
    }
}

fn claim(lines: &[Line], place: Place, findings: &mut Vec<Diagnostic>) -> Option<Claim> {
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
        let message = "an entry has either a `text` or `withdrawn: yes`";
        findings.push(Diagnostic::new(codes::BROKEN_LEDGER, point(at), message));
        return None;
    }
    let claim = Claim { id: id?, audience: audience?, state, verdict, facts, text: words };
    if digest? != claim.digest() {
        let message =
            format!("what stands here of `{}` is not what was approved: its digest is another", claim.id);
        let finding = Diagnostic::new(codes::CHANGED_LEDGER, at, message);
        findings.push(finding.help(
            "restore its lines from version control, or take the whole entry out and approve it again",
        ));
        return None;
    }
    Some(claim)
}

fn text(value: &str) -> Option<String> {
    (!value.is_empty()).then(|| value.to_owned())
}

fn repeated(acts: &[Approval], findings: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<&str, Place> = HashMap::new();
    for act in acts {
        if let Some(first) = seen.insert(&act.seal, act.place) {
            let finding = Diagnostic::new(
                codes::DUPLICATE_ENTRY,
                act.place,
                "this approval stands twice; it counts once",
            );
            findings.push(finding.also(first, "first here").help("take one of the two out"));
        }
    }
}

/// Entries that stood before others, and stand in the ledger no more, or below them.
fn missing(acts: &[Approval], findings: &mut Vec<Diagnostic>) {
    if acts.iter().all(|it| it.after.is_none()) {
        return;
    }
    let places: HashMap<&str, usize> =
        acts.iter().enumerate().rev().map(|(at, it)| (it.seal.as_str(), at)).collect();
    for (at, act) in acts.iter().enumerate() {
        match act.after.as_deref().map(|it| places.get(it)) {
            Some(None) => {
                let message = "an approval that stood before this one was taken out of the ledger";
                let finding = Diagnostic::new(codes::REMOVED_ENTRY, act.place, message);
                findings
                    .push(finding.help("put its lines back: `git log -p data/approvals.yaml` shows them"));
            }
            Some(Some(before)) if *before > at => {
                let message = "this approval was given after one that stands further down";
                let place = acts.get(*before).map_or(act.place, |it| it.place);
                let finding = Diagnostic::new(codes::UNORDERED_LEDGER, act.place, message)
                    .also(place, "given before it");
                findings.push(finding.help("put the two back into their order"));
            }
            _ => {}
        }
    }
}

fn out_of_order(acts: &[Approval], findings: &mut Vec<Diagnostic>) {
    for pair in acts.windows(2) {
        if let [before, after] = pair
            && after.on < before.on
        {
            let message = format!("this approval of {} stands after one of {}", after.on, before.on);
            let finding = Diagnostic::new(codes::UNORDERED_LEDGER, after.place, message)
                .also(before.place, "the one before");
            findings.push(finding.help("put the oldest first; until then the days count, not the order"));
        }
    }
}

/// The findings of approvals that are dated after `today`.
pub fn ahead_of_time(acts: &[Approval], today: NaiveDate) -> Vec<Diagnostic> {
    let finding = |act: &Approval| {
        let message =
            format!("this approval is dated {}, which is still to come; it does not count before", act.on);
        let finding = Diagnostic::new(codes::FUTURE_APPROVAL, act.place, message);
        finding.help("see whether the clock of the machine that wrote it was right, then approve again")
    };
    acts.iter().filter(|it| it.on > today).map(finding).collect()
}
