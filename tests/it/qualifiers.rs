//! No sentence is stronger than its fact: the limits of a fact are in all sentences made of it.

use std::collections::BTreeSet;

use factum::fact::KINDS;
use serde_json::Value as Json;

use crate::support;

/// A fact, its entry, and for each limiting field: the section that states it, and the text in it.
struct Row {
    kind: &'static str,
    id: &'static str,
    entry: &'static str,
    says: &'static [(&'static str, &'static str, &'static str)],
}

/// The effective date of all rows.
const DAY: &str = "2026-06-01";

const ROWS: &[Row] = &[
    Row {
        kind: "certification",
        id: "certificate",
        entry: "{name: ISO 27001, framework: ISO/IEC 27001, form: certificate, scope: Operation of the \
                cloud, products: cloud, report: {available: on request, plan: Enterprise}, history: \
                [{state: current, from: 2026-01-01, until: 2027-01-31}]}",
        says: &[
            ("scope", "summary", "Scope: Operation of the cloud."),
            ("scope", "scope", "Operation of the cloud"),
            ("products", "summary", "for Cloud"),
            ("products", "status", "for Cloud"),
            ("report", "summary", "available on request to customers on the Enterprise plan"),
            ("report", "report", "on request to customers on the Enterprise plan"),
            ("history", "summary", "valid from 1 January 2026 to 31 January 2027"),
        ],
    },
    Row {
        kind: "certification",
        id: "report",
        entry: "{name: SOC 2, framework: SOC 2, form: attestation, period: {from: 2025-01-01, until: \
                2025-12-31}, history: [{state: current, from: 2026-01-01}]}",
        says: &[
            ("period", "summary", "the period 1 January 2025 to 31 December 2025"),
            ("period", "period", "31 December 2025"),
        ],
    },
    Row {
        kind: "certification",
        id: "planned",
        entry: "{name: C5, framework: C5, form: attestation, history: [{state: planned, from: 2026-01-01, \
                expected: 2027-01-31}]}",
        says: &[
            ("history", "summary", "is planned and expected by 31 January 2027"),
            ("history", "status", "Planned, expected by"),
        ],
    },
    Row {
        kind: "certification",
        id: "inherited",
        entry: "{name: ISO 9001, framework: ISO 9001, form: certificate, held: inherited, inherited_from: \
                host, scope: Data centres, history: [{state: current, from: 2026-01-01, until: 2027-01-31}]}",
        says: &[
            ("held", "summary", "held by Host, not by Example Ltd"),
            ("inherited_from", "summary", "Host is certified to"),
            ("inherited_from", "status", "Held by Host"),
            ("inherited_from", "form", "held by Host"),
            ("scope", "summary", "Scope: Data centres."),
        ],
    },
    Row {
        kind: "certification",
        id: "assessed",
        entry: "{name: CSA STAR, framework: CSA STAR, form: certificate, held: self-assessed, history: \
                [{state: current, from: 2026-01-01}]}",
        says: &[
            ("held", "summary", "no third party has audited this self-assessment"),
            ("held", "status", "Self-assessed (not audited)"),
            ("held", "form", "Self-assessment"),
        ],
    },
    Row {
        kind: "certification",
        id: "aligned",
        entry: "{name: NIST CSF, framework: NIST CSF, form: certificate, held: aligned, history: [{state: \
                current, from: 2026-01-01}]}",
        says: &[
            ("held", "summary", "this alignment has not been audited"),
            ("held", "status", "Aligned (not audited)"),
            ("held", "form", "Alignment"),
        ],
    },
    Row {
        kind: "subprocessor",
        id: "host",
        entry: "{name: Host, purpose: Hosting, location: Germany, data: content, since: 2020-01-01, until: \
                2027-03-31, products: cloud, notice: at least 30 days, changes: [{from: 2027-02-01, \
                location: Ireland, data: logs, purpose: Hosting and logs}]}",
        says: &[
            ("until", "summary", "Until 31 March 2027"),
            ("until", "purpose", "until 31 March 2027"),
            ("products", "summary", "for Cloud"),
            ("products", "products", "Cloud"),
            ("notice", "notice", "at least 30 days in advance"),
            ("changes", "location", "Germany (from 1 February 2027: Ireland)"),
            ("changes", "data", "from 1 February 2027: logs"),
            ("changes", "purpose", "from 1 February 2027: Hosting and logs"),
        ],
    },
    Row {
        kind: "subprocessor",
        id: "coming",
        entry: "{name: Mail, purpose: Mails, location: Germany, data: names, since: 2026-09-01, until: \
                2027-03-31, notice: up to 30 days}",
        says: &[
            ("since", "summary", "From 1 September 2026 to 31 March 2027, Mail will be a subprocessor"),
            ("since", "purpose", "from 1 September 2026 until 31 March 2027"),
            ("notice", "notice", "in up to 30 days after the change"),
        ],
    },
    Row {
        kind: "measure",
        id: "keys",
        entry: "{name: Keys, topic: encryption, statement: Keys rotate., details: [yearly at least], \
                products: cloud}",
        says: &[("details", "summary", "yearly at least"), ("products", "summary", "Cloud: Keys rotate")],
    },
    Row {
        kind: "practice",
        id: "usage",
        entry: "{name: Usage, collects: [figures], purpose: billing only, retention: at most 30 days, \
                remains: in the region, third_parties: [Host], products: cloud}",
        says: &[
            ("purpose", "summary", "Purpose of collection: billing only."),
            ("retention", "summary", "at most 30 days"),
            ("remains", "summary", "in the region"),
            ("third_parties", "summary", "disclosed to Host"),
            ("products", "summary", "Cloud: The following personal data"),
        ],
    },
    Row {
        kind: "cookie",
        id: "session",
        entry: "{name: session, purpose: login, set: at login, essential: yes, read_by: [the server], \
                products: cloud}",
        says: &[
            ("set", "purpose", "Set at login"),
            ("products", "purpose", "Cloud: Login"),
            ("products", "limits", "Cloud: This cookie is essential"),
            ("products", "access", "Cloud: Only the server reads"),
            ("read_by", "access", "Only the server reads"),
        ],
    },
    Row {
        kind: "cookie",
        id: "third",
        entry: "{name: chat, purpose: support, third_party: yes, vendor_access: yes, vendor_access_for: \
                replies}",
        says: &[
            ("third_party", "third-party", "Yes"),
            (
                "vendor_access",
                "access",
                "Example Ltd accesses or shares the data in this cookie for replies.",
            ),
            ("vendor_access_for", "access", "for replies."),
        ],
    },
    Row {
        kind: "cookie",
        id: "theme",
        entry: "{name: theme, purpose: colors, vendor_access: no, vendor_access_for: support}",
        says: &[
            ("vendor_access", "access", "does not access or share the data in this cookie for any"),
            ("vendor_access_for", "access", "for any purpose other than support."),
        ],
    },
    Row {
        kind: "policy",
        id: "backup",
        entry: "{name: Backup policy, covers: backups, approved: 2026-09-01, availability: under-nda}",
        says: &[
            ("approved", "summary", "is planned for 1 September 2026"),
            ("approved", "approved", "Not yet"),
            ("approved", "availability", "Not yet approved"),
        ],
    },
    Row {
        kind: "policy",
        id: "access",
        entry: "{name: Access policy, covers: access, approved: 2026-01-01, availability: under-nda}",
        says: &[
            ("availability", "summary", "available under a non-disclosure agreement"),
            ("availability", "availability", "Under a non-disclosure agreement"),
        ],
    },
    Row {
        kind: "region",
        id: "eu",
        entry: "{name: Europe, locations: {place: Frankfurt}, isolated_from: us, isolated: [accounts], \
                isolated_at: [Frankfurt], products: cloud}",
        says: &[
            ("products", "summary", "Cloud: The Europe data region"),
            ("products", "separation", "Cloud: The Europe (Frankfurt) region keeps"),
            ("isolated_at", "separation", "Europe (Frankfurt) region"),
            ("isolated", "separation", "region keeps accounts separate from those of the America region"),
        ],
    },
    Row { kind: "region", id: "us", entry: "{name: America, locations: {place: Oregon}}", says: &[] },
    Row {
        kind: "scan",
        id: "images",
        entry: "{tool: Scanner, target: images, runs: at most weekly, counts: {high: 1, low: 2, scanned: \
                2026-05-20}, pass: {high: 2, low: 3}, products: cloud}",
        says: &[
            ("runs", "summary", "at most weekly"),
            ("products", "summary", "Cloud: Example Ltd scans images"),
            ("products", "status", "Passed (for Cloud)"),
            ("counts", "basis", "Reported by Example Ltd, no result file; scan of 20 May 2026"),
            ("counts", "found", "1 high, 2 low"),
            ("pass", "rule", "At most 2 high, 3 low"),
        ],
    },
    Row {
        kind: "scan",
        id: "code",
        entry: "{tool: Scanner, target: code, counts: {critical: 0}, pass: {critical: 0}}",
        says: &[("pass", "rule", "No critical findings")],
    },
    Row {
        kind: "procurement",
        id: "terms",
        entry: "{name: Invoices, note: Enterprise plan only, products: cloud}",
        says: &[("note", "summary", "Enterprise plan only"), ("products", "summary", "for Cloud")],
    },
    Row {
        kind: "programme",
        id: "programme",
        entry: "{channels: [{name: e-mail, email: security@example.com}], classes: [{id: a, name: A, \
                description: Of A.}], currency: EUR, bounties: [{severity: high, class: a, most: 500}], \
                eligible_classes: [a], others_welcome: yes, report_needs: [steps], eligibility: [no \
                automated scans], response: typically within 2 business days, out_of_scope: [{what: the \
                blog}]}",
        says: &[
            ("eligible_classes", "summary", "in class A are currently eligible"),
            (
                "eligibility",
                "summary",
                "subject to the requirements for a bounty and the scope of the programme",
            ),
            (
                "eligibility",
                "eligibility",
                "subject to the requirements for a bounty and the scope of the programme",
            ),
            ("eligibility", "rules", "no automated scans"),
            ("out_of_scope", "scope", "the blog"),
            ("response", "summary", "typically within 2 business days"),
            ("response", "response", "typically within 2 business days"),
            ("bounties", "bounties", "Up to EUR 500"),
            ("others_welcome", "eligibility", "not eligible for a bounty"),
            ("report_needs", "needs", "steps"),
        ],
    },
];

/// The optional fields that do not limit a statement: they name, describe or add.
const NEUTRAL: &[(&str, &[&str])] = &[
    ("certification", &["auditor"]),
    ("subprocessor", &["location", "data", "notified", "website"]),
    ("measure", &["references"]),
    ("practice", &["collects", "transmits", "sold"]),
    ("cookie", &["ends", "stored_in", "format", "essential", "not_used_for", "remains"]),
    ("policy", &["covers", "version", "next_review", "url"]),
    ("region", &["isolated_from", "locations"]),
    ("scan", &["tool_url", "result"]),
    ("procurement", &["url"]),
    ("product", &["description", "guide", "guide_url"]),
    ("programme", &["channels", "classes", "pays_bounties", "currency", "report_helps", "policy_url"]),
];

/// The kinds without claims about the vendor's security, or with texts of their own only.
const OTHERS: [&str; 6] = ["vendor", "contact", "answer", "questionnaire", "source", "conflict"];

/// A vendor with these facts, and a product to which none of them applies.
fn vendor() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let put = |path: &str, text: String| support::put(dir.path(), path, text);
    put(
        "data/vendor.yaml",
        "{legal_name: Example Ltd, website: \"https://example.com\", audience: public, source: register}\n"
            .into(),
    );
    put(
        "data/sources.yaml",
        "register: {title: Register, medium: document, dated: 2025-06-01, audience: public}\n".into(),
    );
    put(
        "data/products.yaml",
        "defaults: {audience: public, source: register}\ncloud: {name: Cloud, hosted_by: vendor}\nbox: \
         {name: Box, hosted_by: customer}\n"
            .into(),
    );
    for kind in KINDS {
        let rows: Vec<_> = ROWS.iter().filter(|it| it.kind == kind.name).collect();
        let envelope = "audience: public, source: register, ";
        let entry = |it: &Row| it.entry.replacen('{', &format!("{{{envelope}"), 1);
        let text: String = match rows.as_slice() {
            [] => continue,
            [one] if kind.is_singleton => entry(one) + "\n",
            rows => rows.iter().map(|it| format!("{}: {}\n", it.id, entry(it))).collect(),
        };
        put(&format!("data/{}", kind.file), text);
    }
    dir
}

#[test]
fn every_qualifier_is_in_the_sentences_of_its_fact() {
    let dir = vendor();
    let output = support::factum(dir.path(), &["build", "--as-of", DAY]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let facts: Json =
        serde_json::from_slice(&std::fs::read(dir.path().join("out/public/facts.json")).unwrap()).unwrap();
    let statements = facts["statements"].as_array().unwrap();
    let mut lost = Vec::new();
    for row in ROWS {
        for (field, section, says) in row.says {
            // The only fact of its kind has the id of the kind.
            let about =
                if row.id == row.kind { row.kind.to_owned() } else { format!("{}/{}", row.kind, row.id) };
            let id = format!("{about}/{section}");
            let found = statements.iter().find(|it| it["id"] == id.as_str());
            let text = found.map_or("", |it| it["text"].as_str().unwrap());
            if !text.split_whitespace().collect::<Vec<_>>().join(" ").contains(says) {
                lost.push(format!("{id} loses `{field}` ({says}): {text}"));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

/// Each field must be in a sentence above or listed as not limiting.
#[test]
fn every_optional_field_is_listed_here() {
    for kind in KINDS.iter().filter(|it| !OTHERS.contains(&it.name)) {
        let limiting: BTreeSet<&str> =
            ROWS.iter().filter(|it| it.kind == kind.name).flat_map(|it| it.says).map(|it| it.0).collect();
        let neutral = NEUTRAL.iter().find(|it| it.0 == kind.name).map_or(&[][..], |it| it.1);
        let optional: BTreeSet<&str> =
            (kind.field_schemas)().iter().filter(|it| !it.required).map(|it| it.name).collect();
        for field in &optional {
            assert!(
                limiting.contains(field) != neutral.contains(field),
                "`{field}` of `{}`: does it limit what is said?",
                kind.name
            );
        }
        for field in neutral {
            assert!(optional.contains(field), "`{field}` is no optional field of `{}`", kind.name);
        }
    }
}
