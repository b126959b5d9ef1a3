//! Writes the lines of the ledgers.

use std::fmt::Write;

use chrono::NaiveDate;

use super::{
    Approval, Claim, DeliveredItem, Sent,
    claim::{Digest, digest_of},
};
use crate::fact::{Audience, FactState};

/// The lines of a new approval, and their seal. A signature over [`message`](super::Approval::message) may be
/// added.
#[derive(Debug, Clone)]
pub struct ApprovalEntry {
    lines: String,
    /// The SHA-256 over its lines.
    pub seal: Digest,
}

/// An approval of `claims`, after the entry with the seal `after`.
pub fn approval_entry(
    by: &str,
    on: NaiveDate,
    from: NaiveDate,
    note: Option<&str>,
    after: Option<&Approval>,
    claims: &[Claim],
) -> ApprovalEntry {
    let mut lines = format!("by: {}\non: {on}\n", quoted(by));
    if from != on {
        let _ = writeln!(lines, "from: {from}");
    }
    if let Some(note) = note {
        let _ = writeln!(lines, "note: {}", quoted(note));
    }
    if let Some(last) = after {
        let _ = writeln!(lines, "after: {}", last.seal);
    }
    lines += "approved:\n";
    for claim in claims {
        let mut item = Item::default();
        item.word("id", &claim.id);
        item.word("audience", claim.audience.word());
        item.maybe("state", claim.state.map(FactState::word));
        item.maybe("verdict", claim.verdict.map(|it| it.word()));
        item.list("facts", &claim.facts);
        item.text_or_withdrawn("text", claim.text.as_deref());
        item.word("digest", &claim.digest());
        lines += &item.lines;
    }
    let seal = digest_of(lines.as_bytes());
    ApprovalEntry { lines, seal }
}

/// The ledger with one more entry at its end; everything else is unchanged.
pub fn append(ledger: &str, entry: &ApprovalEntry, signature: Option<&str>) -> String {
    let mut text = match ledger.trim_start_matches('\u{feff}').trim() {
        "" | "[]" => HEAD.to_owned(),
        _ => ledger.to_owned(),
    };
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let windows = text.contains("\r\n");
    let mut added = String::from("\n");
    let mut lines = format!("{}seal: {}\n", entry.lines, entry.seal);
    if let Some(signature) = signature {
        lines += "signature: |\n";
        signature.trim_end().lines().for_each(|it| lines += &format!("  {it}\n"));
    }
    for (at, line) in lines.lines().enumerate() {
        added += if at == 0 { "- " } else { "  " };
        added += line;
        added += "\n";
    }
    text + &if windows { added.replace('\n', "\r\n") } else { added }
}

const HEAD: &str = "\
# Who approved which claims, and when; written by `factum approve`, oldest first. You can add comments. The \
                    seals detect
# accidental changes to the other lines, not deliberate ones.
";

/// The file of one delivery; its `seal` is calculated here.
pub fn sent_entry(sent: &Sent) -> String {
    let mut lines = format!(
        "customer: {}\non: {}\nwhat: {}\nname: {}\n",
        quoted(&sent.customer),
        sent.on,
        sent.what.word(),
        quoted(&sent.name)
    );
    if let Some((file, digest)) = &sent.file {
        let _ = writeln!(lines, "file: {}\nsha256: {digest}", quoted(file));
    }
    let _ = writeln!(lines, "audience: {}", sent.audience.word());
    if !sent.products.is_empty() {
        let _ = writeln!(lines, "products: [{}]", sent.products.join(", "));
    }
    let _ = writeln!(lines, "as_of: {}\nnumber: {}", sent.as_of, sent.number);
    if !sent.after.is_empty() {
        let _ = writeln!(lines, "after: [{}]", sent.after.join(", "));
    }
    if let Some(it) = &sent.withdraws {
        let _ = writeln!(lines, "withdraws: {}\nreason: {}", it.seal, quoted(&it.reason));
    }
    lines += "delivered:\n";
    for delivered in &sent.items {
        lines += &item_lines(delivered);
    }
    let seal = digest_of(lines.as_bytes());
    if sent.withdraws.is_some() {
        let head = "# A record that was made by mistake does not count; written by `factum sent \
                    --withdraw`. The seal detects accidental changes to these lines, not deliberate ones.";
        return format!("{head}\n{lines}seal: {seal}\n");
    }
    format!(
        "# What was delivered to a customer; written by `factum sent`. The seal detects accidental changes \
         to these lines, not deliberate ones.\n{lines}seal: {seal}\n"
    )
}

fn item_lines(delivered: &DeliveredItem) -> String {
    let claim = &delivered.claim;
    let mut item = Item::default();
    item.text("question", &delivered.question);
    if let Some(number) = &delivered.number {
        item.text("number", number);
    }
    if let Some(asked) = &delivered.entry_question {
        item.text("entry_question", asked);
    }
    item.maybe("found_by", delivered.found_by.map(|it| it.word()));
    if let Some(section) = &delivered.section {
        item.text("section", section);
    }
    item.word("answer", &claim.id);
    item.maybe("verdict", claim.verdict.map(|it| it.word()));
    match claim.text.as_deref() {
        Some("") => {}
        None if delivered.restricted => item.word("restricted", Audience::Nda.word()),
        text => item.text_or_withdrawn("text", text),
    }
    if let Some(written) = &delivered.written {
        item.text("written", written);
    }
    item.maybe("objections_until", delivered.objections_until.map(|it| it.to_string()).as_deref());
    item.maybe("part", delivered.part.map(|it| it.word()));
    item.maybe("origin", delivered.origin.map(|it| it.word()));
    if let Some(place) = &delivered.place {
        item.text("place", place);
    }
    item.list("facts", &claim.facts);
    item.list("statements", &delivered.statements);
    item.word("digest", &claim.digest());
    item.lines
}

/// The lines of one item.
#[derive(Default)]
struct Item {
    lines: String,
}

impl Item {
    fn line(&mut self, key: &str, value: &str) {
        let begin = if self.lines.is_empty() { "  - " } else { "    " };
        let _ = writeln!(self.lines, "{begin}{key}: {value}");
    }

    fn text(&mut self, key: &str, value: &str) {
        self.line(key, &quoted(value));
    }

    fn word(&mut self, key: &str, value: &str) {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"/-_.".contains(&b);
        if value.bytes().all(plain) && !value.is_empty() {
            self.line(key, value)
        } else {
            self.text(key, value)
        }
    }

    fn maybe(&mut self, key: &str, value: Option<&str>) {
        value.into_iter().for_each(|it| self.word(key, it));
    }

    fn list(&mut self, key: &str, values: &[String]) {
        if !values.is_empty() {
            self.line(key, &format!("[{}]", values.join(", ")));
        }
    }

    fn text_or_withdrawn(&mut self, key: &str, text: Option<&str>) {
        match text {
            Some(text) => self.text(key, text),
            None => self.line("withdrawn", "yes"),
        }
    }
}

/// A quoted text: JSON, with every character escaped that some program treats as a line break.
fn quoted(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    json.chars().fold(String::new(), |mut out, c| {
        match c {
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
        out
    })
}
