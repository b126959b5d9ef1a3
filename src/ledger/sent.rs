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

words! {
    /// What of an answer was told, where it was not the whole.
    pub enum Part {
        /// The verdict alone.
        Verdict "verdict",
        /// The words alone.
        Text "text",
    }
}

words! {
    /// Where words come from that factum did not write as they were sent.
    pub enum Origin {
        /// A person changed them after factum had written them.
        Edited "edited",
        /// A person or the customer wrote them; factum wrote nothing there.
        File "file",
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
    /// The seals of the records before it that no other one names: of one, or of one a branch.
    pub after: Vec<Digest>,
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
    /// The words in the place of the verdict, where they are not the verdict's own; of a change to come, the whole of what the
    /// notice says, where it says more than the change: until when the customer may object.
    pub written: Option<String>,
    /// What of the answer was told; none where it was told whole.
    pub part: Option<Part>,
    /// Where the words come from; none where they are as factum wrote them.
    pub origin: Option<Origin>,
    /// Where in the file the words are, where that is no answer cell of the question: `Security!F7`.
    pub place: Option<String>,
    /// The statements that the answer repeated.
    pub statements: Vec<String>,
}

impl Told {
    /// Whether a verdict was told, or that there is none any more.
    pub fn tells_verdict(&self) -> bool {
        self.part != Some(Part::Text)
    }

    /// Whether words were told, or that there are none any more.
    pub fn tells_text(&self) -> bool {
        self.part != Some(Part::Verdict)
    }

    /// Whether `claim` says what was told, as far as it was told.
    pub fn same_wording_as(&self, claim: &Claim) -> bool {
        (!self.tells_verdict() || self.claim.verdict == claim.verdict)
            && (!self.tells_text() || self.claim.text == claim.text)
    }
}

/// Reads one file.
pub fn read_sent(file: FileId, text: &str) -> (Option<Sent>, Vec<Diagnostic>) {
    if let Some(finding) = conflict(
        file,
        text,
        "keep both records, one of them under another name: see `factum explain merge-conflict`",
    ) {
        return (None, vec![finding]);
    }
    let (records, mut findings) = records(file, text, 0, false, "told");
    let Some(record) = records.first().filter(|it| !it.broken) else {
        if findings.is_empty() {
            findings.push(Diagnostic::new(
                codes::BROKEN_LEDGER,
                Place::new(file, 0..0),
                "this file is empty",
            ));
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
    let after = head.list("after");
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
            after,
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
    let part = fields.maybe("part", "verdict or text", Part::from_word);
    let origin = fields.maybe("origin", "edited or file", Origin::from_word);
    let place = fields.maybe("place", "a text", some);
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
        findings.push(
            Diagnostic::new(codes::CHANGED_LEDGER, at, message)
                .help("restore its lines from version control"),
        );
        return None;
    }
    Some(Told { question: question?, number, claim, written, part, origin, place, statements })
}
