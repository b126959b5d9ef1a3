//! `data/sent/*.yaml`: what was told to whom, and when. One file a sending; none is ever changed.

use chrono::NaiveDate;

use super::{
    approvals::unsealed,
    claim::{Claim, Digest},
    lines::{Fields, Line, conflict, records},
};
use crate::{
    diagnostic::{Diagnostic, FileId, Place, codes},
    fact::{Audience, Verdict, parse_date, read::words},
};

words! {
    /// What was sent.
    pub enum What {
        /// The answers to a questionnaire.
        Answers "answers",
        /// A notice that something no longer holds as it was told.
        Notice "notice",
    }
}

/// One sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// To whom.
    pub customer: String,
    /// When.
    pub on: NaiveDate,
    /// What.
    pub what: What,
    /// The questionnaire's folder, or the notice's file.
    pub name: String,
    /// The name of the file that was sent, and its SHA-256.
    pub file: Option<(String, Digest)>,
    /// For which audience it was made.
    pub audience: Audience,
    /// The day it spoke of.
    pub as_of: NaiveDate,
    /// The how manieth record it is, so that of two on one day the later is known.
    pub number: u32,
    /// What was told.
    pub told: Vec<Told>,
    /// The SHA-256 over its lines.
    pub seal: Digest,
    /// Its first line.
    pub place: Place,
}

/// One thing that was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The customer's question.
    pub question: String,
    /// The customer's id of it.
    pub number: Option<String>,
    /// The answer that was given, with the facts it rested on. Own words have the id `words/<digest of the question>`.
    pub claim: Claim,
    /// The words that were written, where they are not those of the answer.
    pub written: Option<String>,
    /// The statements that the answer repeated.
    pub statements: Vec<String>,
}

/// Reads one file.
pub fn read_sent(file: FileId, text: &str) -> (Option<Sent>, Vec<Diagnostic>) {
    if let Some(finding) = conflict(file, text, "keep both records, one of them under another name: see `factum explain merge-conflict`") {
        return (None, vec![finding]);
    }
    let (records, mut findings) = records(file, text, 0, false, "told");
    let Some(record) = records.first().filter(|it| !it.broken) else {
        if findings.is_empty() {
            findings.push(Diagnostic::new(codes::BROKEN_LEDGER, Place::new(file, 0..0), "this file is empty"));
        }
        return (None, findings);
    };
    let mut head = Fields::new(&record.head, record.place);
    let some = |it: &str| (!it.is_empty()).then(|| it.to_owned());
    let customer = head.need("customer", "a name", some);
    let on = head.need("on", "a day, such as 2026-11-22", parse_date);
    let what = head.need("what", "answers or notice", What::from_word);
    let name = head.need("name", "a name", some);
    let sent_file = head.maybe("file", "a name", some);
    let sha256 = head.maybe("sha256", "a digest", some);
    let audience = head.need("audience", "public, nda or internal", Audience::from_word);
    let as_of = head.need("as_of", "a day, such as 2026-11-22", parse_date);
    let number = head.need("number", "a number", |it| it.parse().ok());
    findings.extend(head.finish());
    let told: Vec<_> = record.items.iter().filter_map(|it| read_told(it, audience?, &mut findings)).collect();
    if findings.is_empty() && record.seal != Some(record.computed.as_str()) {
        findings.push(unsealed(record));
    }
    if !findings.is_empty() {
        return (None, findings);
    }
    let place = record.place;
    let seal = record.computed.clone();
    let build = || {
        let file = sent_file.zip(sha256);
        Some(Sent {
            customer: customer?,
            on: on?,
            what: what?,
            name: name?,
            file,
            audience: audience?,
            as_of: as_of?,
            number: number?,
            told,
            seal,
            place,
        })
    };
    (build(), findings)
}

fn read_told(lines: &[Line], audience: Audience, findings: &mut Vec<Diagnostic>) -> Option<Told> {
    let before = findings.len();
    let at = lines.first()?.place;
    let mut fields = Fields::new(lines, at);
    let some = |it: &str| (!it.is_empty()).then(|| it.to_owned());
    let question = fields.need("question", "a text", some);
    let number = fields.maybe("number", "a text", some);
    let id = fields.need("answer", "an id", some);
    let verdict = fields.maybe("verdict", "a verdict", Verdict::from_word);
    let text = fields.maybe("text", "a text", some);
    let withdrawn = fields.maybe("withdrawn", "yes", |it| (it == "yes").then_some(())).is_some();
    let written = fields.maybe("written", "a text", some);
    let facts = fields.list("facts");
    let statements = fields.list("statements");
    let digest = fields.need("digest", "a digest", some);
    findings.extend(fields.finish());
    if findings.len() > before {
        return None;
    }
    let text = text.filter(|_| !withdrawn).or_else(|| (!withdrawn).then(String::new));
    let claim = Claim { id: id?, audience, state: None, verdict, facts, text };
    if digest? != claim.digest() {
        let message = "what stands here is not what was told: its digest is another";
        findings.push(Diagnostic::new(codes::CHANGED_LEDGER, at, message).help("restore its lines from version control"));
        return None;
    }
    Some(Told { question: question?, number, claim, written, statements })
}
