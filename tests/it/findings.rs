//! Every finding code has a case in `tests/cases/check/<code>`; `tests/goldens/findings.rs` runs them.

use crate::support::{self, each_case};
use std::{collections::BTreeSet, fs};

use factum::diagnostic::CODES;

#[test]
fn every_code_has_a_case() {
    let cases: BTreeSet<String> = support::cases("check")
        .iter()
        .map(|it| it.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    // A file of more than 8 MiB is not in the repository: `tests/it/commands.rs` creates one.
    for code in CODES.iter().filter(|it| it.name != "file-too-large") {
        assert!(cases.contains(code.name), "no case tests/cases/check/{}", code.name);
        let expected = support::sample().join("tests/cases/check").join(code.name).join("expected.txt");
        let shown = fs::read_to_string(expected).unwrap();
        let mark = format!("{}[{}]", code.level.word(), code.name);
        assert!(shown.contains(&mark), "the case `{}` does not show `{mark}`", code.name);
    }
}

#[test]
fn every_code_has_a_page() {
    each_case(CODES, |code| {
        let output = support::factum(support::sample(), &["explain", code.name]);
        let page = support::stdout(&output);
        assert_eq!(output.status.code(), Some(0));
        assert!(
            page.starts_with("# ") && page.contains("## Example") && page.contains("## How to fix it"),
            "page of {}",
            code.name
        );
    });
}

/// A finding that is made during rendering is acknowledged in its entry like any other; what is omitted
/// because of it is always reported, regardless of levels, acknowledgements and `--quiet`.
#[test]
fn rendering_findings_can_be_acknowledged_and_omissions_are_reported() {
    let measure = |acknowledge: &str| {
        format!(
            "x:\n  audience: public\n  source: page-security\n  name: Name\n  topic: encryption\n  \
             statement: 日本語\n{acknowledge}"
        )
    };
    let accepted = "  acknowledge: {finding: missing-glyph, reason: The handbook is not used.}\n";
    let cases = [("", "warning", true), ("", "allow", false), (accepted, "warning", false)];
    each_case(cases, |(acknowledge, level, shown)| {
        let dir = support::copy(support::sample());
        support::put(dir.path(), "data/measures/more.yaml", measure(acknowledge));
        let site = fs::read_to_string(dir.path().join("data/site.yaml")).unwrap_or_default();
        support::put(dir.path(), "data/site.yaml", format!("{site}\nlevels: {{missing-glyph: {level}}}\n"));
        let checked = support::stdout(&support::factum(dir.path(), &["check"]));
        assert_eq!(checked.contains("[missing-glyph]"), shown, "{checked}");
        assert!(!checked.contains("unused-acknowledgement"), "{checked}");
        for arguments in [&["build"][..], &["build", "--quiet"]] {
            let output = support::factum(dir.path(), arguments);
            let output_text = support::stderr(&output);
            assert_eq!(output.status.code(), Some(0), "{output_text}");
            assert_eq!(output_text.contains("[missing-glyph]"), shown, "{output_text}");
            assert_eq!(output_text.matches("`pdf/handbook.pdf` is not written").count(), 1, "{output_text}");
        }
    });
    // An acknowledgement that matches no finding is reported; for a single audience it may be used for
    // another.
    let dir = support::copy(support::sample());
    support::put(dir.path(), "data/measures/more.yaml", measure(accepted).replace("日本語", "Text"));
    let check =
        |arguments: &[&str]| support::stdout(&support::factum(dir.path(), &[&["check"], arguments].concat()));
    assert!(check(&[]).contains("acknowledges `missing-glyph`, but has no such finding"));
    assert_eq!(check(&[]).matches("but has no such finding").count(), 1);
}

#[test]
fn an_omitted_file_is_named_if_its_finding_is_allowed() {
    let dir = support::copy(&support::sample().join("tests/cases/check/security-contact"));
    support::put(dir.path(), "data/site.yaml", "levels: {security-contact: allow}\n");
    let output = support::factum(dir.path(), &["build", "--quiet"]);
    let output_text = support::stderr(&output);
    assert_eq!(output.status.code(), Some(0), "{output_text}");
    assert!(
        output_text.contains("note: security.txt was not written: security.txt has no address to report to"),
        "{output_text}"
    );
    assert!(!dir.path().join("out/public/site/.well-known/security.txt").exists());
}

/// Acknowledgements of findings that are made after the lints are evaluated when all findings are known.
#[test]
fn codes_of_findings_made_after_the_lints_are_accepted() {
    let later: BTreeSet<&str> = factum::check::MADE_LATER.iter().map(|it| it.name).collect();
    let mut found = BTreeSet::new();
    for folder in ["src/document", "src/render", "src/statement", "src/answer"] {
        for (_, bytes) in support::tree(&support::sample().join(folder)) {
            let text = String::from_utf8(bytes).unwrap();
            for part in text.split("codes::").skip(1) {
                let name: String =
                    part.chars().take_while(|it| it.is_ascii_uppercase() || *it == '_').collect();
                found.insert(name.to_lowercase().replace('_', "-"));
            }
        }
    }
    // A file of `templates/` belongs to no entry, and neither does the finding about its name.
    let found: BTreeSet<&str> = CODES
        .iter()
        .filter(|it| !it.fixed && it.name != "unknown-file" && found.contains(it.name))
        .map(|it| it.name)
        .collect();
    assert_eq!(found, later);
}

/// What two fields of one entry state about the same thing; no finding if they agree.
#[test]
fn entries_that_contradict_themselves_are_reported() {
    let own = "audience: public\nsource: register\n";
    let cookie = |more: &str| {
        format!("admin:\n  audience: public\n  source: register\n  name: Admin\n  ends: at logout\n{more}")
    };
    let scan = |pass: &str| {
        format!("images: {{audience: public, source: register, tool: grype, target: images, pass: {pass}}}\n")
    };
    let programme = |more: &str| {
        let classes = "classes: [{id: p0, name: Supply chain, description: The build is compromised.}, {id: \
                       p1, name: Access, description: Data is read., severity: low}]";
        format!(
            "channels: {{name: an e-mail, email: security@example.com}}\n{classes}\ncurrency: \
             EUR\n{own}{more}"
        )
    };
    let cases = [
        (
            "cookies",
            cookie("  purpose: advertising\n  not_used_for: [advertising]\n"),
            "but its `purpose` mentions it",
        ),
        ("cookies", cookie("  purpose: session, not advertising\n  not_used_for: [advertising]\n"), ""),
        ("cookies", cookie("  purpose: session\n  not_used_for: [advertising]\n"), ""),
        (
            "cookies",
            cookie("  purpose: session\n  third_party: yes\n  read_by: [the server]\n"),
            "only the server reads it",
        ),
        ("cookies", cookie("  purpose: session\n  third_party: no\n  read_by: [the server]\n"), ""),
        ("scans", scan("{}"), "name no severity"),
        ("scans", scan("{medium: 3}"), ""),
        (
            "programme",
            programme("eligible_classes: p0\nbounties: [{severity: high, class: p0}]\n"),
            "its row pays nothing",
        ),
        (
            "programme",
            programme("eligible_classes: p0\nbounties: [{severity: high, class: p0, least: 0, most: 0}]\n"),
            "its row pays nothing",
        ),
        (
            "programme",
            programme("eligible_classes: p0\nbounties: [{severity: high, class: p0, most: 5}]\n"),
            "",
        ),
        (
            "programme",
            programme("pays_bounties: yes\nbounties: [{severity: high}]\n"),
            "no row of the table pays anything",
        ),
        (
            "programme",
            programme("pays_bounties: yes\nbounties: [{severity: high}, {severity: low, most: 5}]\n"),
            "",
        ),
        (
            "programme",
            programme("bounties: [{severity: critical, class: p1, most: 5}]\n"),
            "class `p1` is rated low",
        ),
        ("programme", programme("bounties: [{severity: low, class: p1, most: 5}]\n"), ""),
    ];
    let bare = ["certifications", "contacts", "regions", "subprocessors"];
    each_case(cases, |(file, text, output_text)| {
        let dir = support::copy(&case_of("conflicting-statements"));
        for other in bare.iter().chain(&["programme"]) {
            let _ = std::fs::remove_file(dir.path().join(format!("data/{other}.yaml")));
        }
        support::put(dir.path(), &format!("data/{file}.yaml"), &text);
        let printed = support::stdout(&support::factum(dir.path(), &["check", "--as-of", "2026-01-01"]));
        let found =
            printed.contains("error[conflicting-statements]") || printed.contains("error[missing-field]");
        assert_eq!(found, !output_text.is_empty(), "{text}: {printed}");
        assert!(printed.contains(output_text), "{text}: {printed}");
    });
}

fn case_of(name: &str) -> std::path::PathBuf {
    support::sample().join("tests/cases/check").join(name)
}
