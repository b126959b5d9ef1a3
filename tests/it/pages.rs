//! What pages say is no stronger than the facts: cases in `tests/cases/pages`.

use crate::support::{
    self,
    legal::{AUTUMN, Desk},
};
use std::{collections::BTreeMap, fmt::Write, path::Path};

use scraper::{Html, Selector};
use serde_json::Value as Json;

fn case(name: &str) -> std::path::PathBuf {
    support::sample().join("tests/cases/pages").join(name)
}

/// The files of a build for the public.
fn build(root: &Path, arguments: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let output = support::factum(root, &[&["build"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{}{}", support::stdout(&output), support::stderr(&output));
    support::tree(&root.join("out/public"))
}

fn text<'f>(files: &'f BTreeMap<String, Vec<u8>>, path: &str) -> &'f str {
    std::str::from_utf8(files.get(path).unwrap_or_else(|| panic!("no {path}"))).unwrap()
}

fn json(files: &BTreeMap<String, Vec<u8>>, path: &str) -> Json {
    serde_json::from_str(text(files, path)).unwrap()
}

/// The words of a statement in `facts.json`; none where nothing is said.
fn statement(files: &BTreeMap<String, Vec<u8>>, id: &str) -> Option<String> {
    let facts = json(files, "facts.json");
    let found = facts["statements"].as_array().unwrap().iter().find(|it| it["id"] == id)?;
    Some(found["text"].as_str().unwrap().to_owned())
}

/// Own, inherited, self-assessed, aligned and none at all are told apart, in words, colour and verdict.
#[test]
fn whose_a_certificate_is_can_be_told() {
    let dir = support::copy(&case("standings"));
    let files = build(dir.path(), &[]);
    let facts = json(&files, "facts.json");
    let page = Html::parse_document(text(&files, "site/certifications.html"));
    let rows: Vec<_> = page.select(&Selector::parse("tbody tr").unwrap()).collect();
    let mut out = String::new();
    for (id, fact) in facts["facts"]["certification"].as_object().unwrap() {
        let said = |section: &str| statement(&files, &format!("certification/{id}/{section}")).unwrap_or_default();
        let marked = format!("[data-statement='certification/{id}/status']");
        let row = rows.iter().find(|it| it.select(&Selector::parse(&marked).unwrap()).next().is_some()).unwrap();
        let tone = row
            .select(&Selector::parse(".tone").unwrap())
            .next()
            .map_or("plain", |it| it.attr("class").unwrap().trim_start_matches("tone "));
        let word = |name: &str| fact[name].as_str().unwrap();
        writeln!(out, "{id}: {}, {tone}, {}, is_current {}", word("state"), word("verdict"), fact["is_current"]).unwrap();
        writeln!(out, "  {} | {} | {}", said("form"), said("status"), said("validity")).unwrap();
        writeln!(out, "  {}", said("summary")).unwrap();
    }
    let chart = support::factum(dir.path(), &["timeline"]);
    writeln!(out, "\n{}", support::stdout(&chart).trim_end()).unwrap();
    support::golden(&case("standings").join("expected.txt"), &out);
}

const RENEWED: &str = "
iso:
  {name: ISO 27001, framework: ISO 27001, form: certificate, audience: public, source: page, scope: all, auditor: A, history: [
    {state: current, from: 2023-03-01, until: 2026-02-28}, {state: current, from: 2026-02-01, until: 2029-01-31}]}
";

/// A renewal that is entered before the old term ends: the old term until the new one begins, then the new one.
#[test]
fn a_renewal_may_begin_before_the_old_term_ends() {
    let dir = support::copy(&case("standings"));
    support::put(dir.path(), "data/certifications.yaml", RENEWED);
    for (day, term) in [
        ("2026-01-01", "1 March 2023 to 28 February 2026"),
        ("2026-01-31", "1 March 2023 to 28 February 2026"),
        ("2026-02-01", "1 February 2026 to 31 January 2029"),
        ("2026-03-01", "1 February 2026 to 31 January 2029"),
    ] {
        let files = build(dir.path(), &["--as-of", day]);
        assert_eq!(statement(&files, "certification/iso/validity").unwrap(), term, "{day}");
        assert_eq!(statement(&files, "certification/iso/status").unwrap(), "Certified", "{day}");
    }
    // The old term does not count as one that ends.
    let calendar = support::factum(dir.path(), &["calendar", "--as-of", "2026-01-01", "--days", "90"]);
    assert!(!support::stdout(&calendar).contains("certificate ends"), "{}", support::stdout(&calendar));
    let chart = support::stdout(&support::factum(dir.path(), &["timeline", "--as-of", "2026-03-01"]));
    assert!(chart.contains("2023-03-01  2026-01-31  Certified") && chart.contains("2026-02-01  2029-01-31  Certified"), "{chart}");
}

/// To record a day that was not stated before takes nothing back.
#[test]
fn to_record_a_date_weakens_nothing() {
    for (file, before, after) in [
        ("certifications.yaml", "{state: current}", "{state: current, from: 2025-03-01}"),
        ("certifications.yaml", "{state: current}", "{state: current, from: 2025-03-01, until: 2027-02-28}"),
        ("certifications.yaml", "{state: in-progress}", "{state: in-progress, expected: 2026-12-01}"),
        ("certifications.yaml", "{state: in-progress}", "{state: in-progress, from: 2025-03-01}"),
        ("certifications.yaml", "form: attestation}", "form: attestation, period: {from: 2024-01-01, until: 2024-12-31}}"),
        ("subprocessors.yaml", "purpose: hosting,", "purpose: hosting, since: 2024-01-01,"),
        ("subprocessors.yaml", "purpose: hosting,", "purpose: hosting, notified: 2024-01-01,"),
        ("policies.yaml", "name: Policy,", "name: Policy, approved: 2025-01-01, next_review: 2027-01-01,"),
        ("sources.yaml", "title: Security page,", "title: Security page, dated: 2025-01-01,"),
    ] {
        let desk = Desk::at(&case("dates"), AUTUMN);
        desk.approve_all();
        desk.edit(&format!("data/{file}"), |it| {
            assert!(it.contains(before), "{file} has no {before}");
            it.replace(before, after)
        });
        let review = desk.review(&[]);
        assert!(!review.contains("Weakened"), "{after}\n{review}");
    }
}

const SECURITY_TXT: &str = "site/.well-known/security.txt";

/// When a security.txt expires is told from the file that was built, not from the day on which one asks.
#[test]
fn a_built_security_txt_that_expires_is_told() {
    let dir = support::copy(&case("standings"));
    let calendar = |day: &str, days: &str| support::stdout(&support::factum(dir.path(), &["calendar", "--as-of", day, "--days", days]));
    assert!(calendar("2026-01-05", "200").contains("2026-07-04  in 180 days"), "{}", calendar("2026-01-05", "200"));
    build(dir.path(), &["--as-of", "2026-01-05"]);
    let check = |day: &str| support::stdout(&support::factum(dir.path(), &["check", "--as-of", day]));
    assert!(!check("2026-07-03").contains("security.txt that"), "{}", check("2026-07-03"));
    let found = check("2026-11-26");
    assert!(found.contains("the security.txt that was built on 2026-01-05 expired 145 days ago"), "{found}");
    assert!(found.contains("out/public/site/.well-known/security.txt:2"), "{found}");
    let listed = calendar("2026-11-26", "60");
    assert!(listed.contains("Passed and still open") && listed.contains("2026-07-04  145 days ago"), "{listed}");
    assert!(listed.contains("security.txt (public), built on 2026-01-05"), "{listed}");
    // What is in `out/` is anybody's: links, and files that are too large or not text, count as not there.
    let path = dir.path().join("out/public").join(SECURITY_TXT);
    for hostile in [vec![b' '; 40 << 10], b"\xff\xfe\nExpires: 2020-01-01T00:00:00Z\n".to_vec(), b"Expires: 2026-02-3\xc3\xa4\n".to_vec()] {
        std::fs::write(&path, hostile).unwrap();
        assert!(!check("2026-11-26").contains("security.txt that"), "{}", check("2026-11-26"));
    }
    #[cfg(unix)]
    {
        std::fs::remove_file(&path).unwrap();
        let outside = dir.path().join("elsewhere");
        std::fs::write(&outside, "Expires: 2020-01-01T00:00:00Z\n").unwrap();
        std::os::unix::fs::symlink(&outside, &path).unwrap();
        assert!(!check("2026-11-26").contains("expired"), "{}", check("2026-11-26"));
    }
}
