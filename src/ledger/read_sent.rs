//! Reads the records of deliveries.

use super::{
    approvals::unsealed,
    claim::Claim,
    fields::Fields,
    lines::{LedgerLine, LedgerRecord, conflict, records},
    sent::{DeliveredItem, FoundBy, Origin, Part, Sent, What, Withdrawn},
};
use crate::{
    diagnostic::{Diagnostic, FileId, Place, codes},
    fact::{Audience, Verdict, parse_date},
};

const KEEP_BOTH: &str =
    "keep both records, one of them under another name: see `factum explain merge-conflict`";

/// The name of a date in messages.
const A_DATE: &str = "a date such as 2026-11-22";

/// Reads one file.
pub fn read_sent(file: FileId, text: &str) -> (Option<Sent>, Vec<Diagnostic>) {
    if let Some(finding) = conflict(file, text, KEEP_BOTH) {
        return (None, vec![finding]);
    }
    let (records, mut findings) = records(file, text, 0, false, &["delivered", "told"]);
    let Some(record) = records.first().filter(|it| !it.broken) else {
        if findings.is_empty() {
            let place = Place::new(file, 0..0);
            findings.push(Diagnostic::new(codes::BROKEN_LEDGER, place, "this file is empty"));
        }
        return (None, findings);
    };
    let sent = read_record(record, &mut findings);
    if findings.is_empty() && record.seal != Some(record.computed.as_str()) {
        findings.push(unsealed(record));
    }
    (sent.filter(|_| findings.is_empty()), findings)
}

/// A text that is not empty.
fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Reads a record; `None` if a field is missing or invalid, with findings.
fn read_record(record: &LedgerRecord, findings: &mut Vec<Diagnostic>) -> Option<Sent> {
    let mut head = Fields::new(&record.head, record.place);
    let customer = head.need("customer", "a name", some);
    let on = head.need("on", A_DATE, parse_date);
    let what = head.need("what", "answers, notice or withdrawal", What::from_word);
    let name = head.need("name", "a name", some);
    let sent_file = head.maybe("file", "a name", some);
    let sha256 = head.maybe("sha256", "a digest", some);
    let audience = head.need("audience", "public, nda or internal", Audience::from_word);
    let products = head.list("products");
    let as_of = head.need("as_of", A_DATE, parse_date);
    let number = head.need("number", "a number", |it| it.parse().ok());
    let after = head.list("after");
    let withdraws = (what == Some(What::Withdrawal)).then(|| {
        let seal = head.need("withdraws", "a digest", some);
        Some(Withdrawn { seal: seal?, reason: head.need("reason", "a text", some)? })
    });
    findings.extend(head.finish());
    let items = record.items.iter().filter_map(|it| read_item(it, audience?, findings)).collect();
    Some(Sent {
        customer: customer?,
        on: on?,
        what: what?,
        name: name?,
        file: sent_file.zip(sha256),
        audience: audience?,
        products,
        as_of: as_of?,
        number: number?,
        after,
        withdraws: withdraws.flatten(),
        items,
        seal: record.computed.clone(),
        place: record.place,
    })
}

fn read_item(
    lines: &[LedgerLine],
    audience: Audience,
    findings: &mut Vec<Diagnostic>,
) -> Option<DeliveredItem> {
    let before = findings.len();
    let at = lines.first()?.place;
    let mut fields = Fields::new(lines, at);
    let question = fields.need("question", "a text", some);
    let number = fields.maybe("number", "a text", some);
    let entry_question = fields.maybe("entry_question", "a text", some);
    let found_by = fields.maybe("found_by", "wording, pin or person", FoundBy::from_word);
    let section = fields.maybe("section", "a text", some);
    let id = fields.need("answer", "an id", some);
    let verdict = fields.maybe("verdict", "a verdict", Verdict::from_word);
    let text = fields.maybe("text", "a text", some);
    let withdrawn = fields.maybe("withdrawn", "yes", |it| (it == "yes").then_some(())).is_some();
    let restricted = fields.maybe("restricted", "nda", |it| (it == "nda").then_some(())).is_some();
    let written = fields.maybe("written", "a text", some);
    let objections_until = fields.maybe("objections_until", A_DATE, parse_date);
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
    // Some records use `withdrawn` for both; only a notice of a restriction also has a sentence.
    let restricted = restricted || (withdrawn && written.is_some());
    let is_stated = !withdrawn && !restricted;
    let text = text.filter(|_| is_stated).or_else(|| is_stated.then(String::new));
    let claim = Claim { id: id?, audience, state: None, verdict, facts, text };
    if digest? != claim.digest() {
        let message = "this is not as it was sent: digest mismatch";
        let finding = Diagnostic::new(codes::CHANGED_LEDGER, at, message);
        findings.push(finding.help("restore its lines from version control"));
        return None;
    }
    Some(DeliveredItem {
        question: question?,
        number,
        entry_question,
        found_by,
        section,
        claim,
        written,
        objections_until,
        part,
        origin,
        restricted,
        place,
        statements,
    })
}
