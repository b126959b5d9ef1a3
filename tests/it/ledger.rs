//! The ledgers with bad input and faults: each gives a clear message, and nothing is lost.

use crate::support::{
    self, each_case,
    legal::{self, AUTUMN, WINTER, Workspace, approved, check},
};
use std::fs;

pub const LEDGER: &str = "data/approvals.yaml";

/// Changes the ledger: `check`, `review`, `approve` and `build` must reject it and leave the file unchanged.
#[track_caller]
pub fn rejected(change: impl Fn(String) -> String, code: &str) -> String {
    let workspace = approved();
    workspace.edit(LEDGER, change);
    let before = workspace.read(LEDGER);
    let printed = check(&workspace, 1);
    assert!(printed.contains(&format!("error[{code}]")), "{printed}");
    assert!(printed.contains("--> data/approvals.yaml:"), "{printed}");
    for arguments in [&["review"][..], &["approve", "--all", "--by", "Jane", "--reviewed", "x"], &["build"]] {
        let output = workspace.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", support::stderr(&output));
        assert!(support::stderr(&output).contains(code), "{arguments:?}: {}", support::stderr(&output));
    }
    assert_eq!(workspace.read(LEDGER), before);
    printed
}

#[test]
fn an_edited_text_with_an_old_digest_is_reported_at_its_line() {
    let printed = rejected(
        |it| it.replace("encrypted at rest with AES-256", "encrypted at rest with AES-512"),
        "changed-ledger",
    );
    assert!(printed.contains("digest mismatch"), "{printed}");
}

#[test]
fn every_other_changed_line_is_reported() {
    rejected(|it| it.replacen("by: \"Jane Doe\"", "by: \"John Roe\"", 1), "changed-ledger");
    rejected(|it| it.replacen("on: 2026-10-01", "on: 2026-09-01", 1), "changed-ledger");
    rejected(
        |it| it.replacen("    - id: answer/iso-27001", "    - id: answer/iso-27002", 1),
        "changed-ledger",
    );
    rejected(|it| it.replacen("source/certificate]", "source/handbook]", 1), "changed-ledger");
    rejected(|it| it.replacen("      state: current\n", "      state: expired\n", 1), "changed-ledger");
    // An entry removed from the middle or the end.
    rejected(
        |text| {
            text.lines().filter(|it| !it.starts_with("      digest")).map(|it| it.to_owned() + "\n").collect()
        },
        "broken-ledger",
    );
    rejected(
        |text| text.lines().filter(|it| !it.starts_with("  seal")).map(|it| it.to_owned() + "\n").collect(),
        "changed-ledger",
    );
    // Within a text.
    let half = |it: &str| it.len() / 2 + it[it.len() / 2..].find("text: \"").unwrap() + 12;
    rejected(|it| it[..half(&it)].to_owned(), "broken-ledger");
}

#[test]
fn unreadable_lines_are_reported() {
    rejected(|it| it + "hello\n", "broken-ledger");
    rejected(|it| it.replacen("  on: ", "  when: ", 1), "broken-ledger");
    rejected(|it| it.replacen("audience: public", "audience: everybody", 1), "broken-ledger");
    rejected(|it| it.replacen("text: \"", "text: \"\\", 1), "broken-ledger");
    rejected(|_| "approvals: {by: me}\n".into(), "broken-ledger");
    rejected(|_| "- by: \"Eve\"\n  on: 2026-10-01\n  approved:\n".into(), "changed-ledger");
}

#[test]
fn comments_empty_lines_and_windows_line_ends_change_nothing() {
    let workspace = approved();
    workspace.edit(LEDGER, |it| {
        ("# ours\n\n".to_owned() + &it.replace("  approved:", "  # by phone\n\n  approved:"))
            .replace('\n', "\r\n")
    });
    check(&workspace, 0);
    workspace.edit("data/measures.yaml", |it| it.replace("AES-256", "AES-512"));
    let before = workspace.read(LEDGER);
    workspace.approve_all();
    let after = workspace.read(LEDGER);
    assert!(after.starts_with(&before));
    assert!(!after.replace("\r\n", "").contains('\n'), "line ends are mixed");
    workspace.clean(&["build", "--require-approved"]);
}

#[test]
fn duplicate_entries_count_once_in_any_order() {
    let mut workspace = approved();
    let first = workspace.read(LEDGER);
    let entry = first[first.find("- by").unwrap()..].to_owned();
    workspace.edit(LEDGER, |it| it + "\n" + &entry);
    let printed = check(&workspace, 0);
    assert!(printed.contains("warning[duplicate-entry]"), "{printed}");
    workspace.clean(&["build", "--require-approved"]);
    // A later approval at the beginning of the file is still the effective one.
    workspace.edit(LEDGER, |_| first.clone());
    workspace.edit("data/measures.yaml", |it| it.replace("AES-256", "AES-512"));
    workspace.on(AUTUMN + 86_400);
    workspace.approve_all();
    let later = workspace.read(LEDGER)[first.len()..].to_owned();
    workspace.edit(LEDGER, |_| format!("{later}\n{entry}"));
    let printed = check(&workspace, 0);
    assert!(printed.contains("warning[unordered-ledger]"), "{printed}");
    workspace.clean(&["build", "--require-approved"]);
}

#[test]
fn future_approvals_do_not_count_yet() {
    let mut workspace = Workspace::new(WINTER);
    workspace.approve_all();
    workspace.on(AUTUMN);
    let output = workspace.run(&["check"]);
    assert!(support::stdout(&output).contains("warning[future-approval]"), "{}", support::stdout(&output));
    assert_eq!(workspace.run(&["build", "--require-approved"]).status.code(), Some(1));
    // It counts from its date on.
    workspace.on(WINTER);
    workspace.clean(&["build", "--require-approved"]);
}

#[test]
fn removal_of_an_approved_fact_can_be_approved() {
    let workspace = approved();
    workspace.edit("data/contacts.yaml", |it| it.replace("security:\n", "reports:\n  name: Reports\n"));
    let review = workspace.review(&[]);
    assert!(review.contains("contact/security/") && review.contains("removed, public"), "{review}");
    workspace.approve_all();
    assert!(workspace.read(LEDGER).contains("      withdrawn: yes\n"));
    assert!(workspace.review(&[]).contains("are as approved.\n"));
}

#[test]
fn concurrent_approvals_lose_nothing() {
    let workspace = Workspace::new(AUTUMN);
    let digest = legal::digest(&workspace.review(&[]));
    let start = || {
        let mut command = workspace.command(&["approve", "--all", "--by", "Jane", "--reviewed", &digest]);
        command.stderr(std::process::Stdio::piped()).stdout(std::process::Stdio::piped()).spawn().unwrap()
    };
    let running: Vec<_> = (0..6).map(|_| start()).collect();
    let ended: Vec<_> = running.into_iter().map(|it| it.wait_with_output().unwrap()).collect();
    let good = ended.iter().filter(|it| it.status.success()).count();
    assert!(good >= 1);
    for it in ended.iter().filter(|it| !it.status.success()) {
        let words = support::stderr(it);
        assert!(
            words.contains("changed in the meantime")
                || words.contains("differ from those that were reviewed"),
            "{words}"
        );
    }
    check(&workspace, 0);
    // Later runs found nothing left to approve, or were rejected: there is one entry.
    assert_eq!(workspace.read(LEDGER).matches("- by: ").count(), 1);
}

#[test]
fn a_killed_run_leaves_the_ledger_intact() {
    let changed = || {
        let workspace = approved();
        workspace.edit("data/measures.yaml", |it| it.replace("AES-256", "AES-512"));
        workspace
    };
    let before = changed().read(LEDGER);
    let approve = |workspace: &Workspace| {
        let digest = legal::digest(&workspace.review(&[]));
        ["approve", "--all", "--by", "Jane", "--reviewed", &digest].map(str::to_owned).to_vec()
    };
    legal::kill_at_each_change(changed, approve, "data", |workspace| {
        let after = workspace.read(LEDGER);
        assert!(after.starts_with(&before), "a line was lost");
        check(workspace, 0);
        // The run can be repeated, and leaves no incomplete file.
        if after == before {
            workspace.approve_all();
        }
        workspace.clean(&["build", "--require-approved"]);
        let names = fs::read_dir(workspace.path("data")).unwrap().map(|it| it.unwrap().file_name());
        let waiting: Vec<_> = names.filter(|it| it.to_string_lossy().ends_with(".waiting")).collect();
        assert!(waiting.is_empty(), "{waiting:?}");
        after != before
    });
}

#[test]
fn everything_published_needs_approval() {
    let [index, certifications] =
        ["index", "certifications"].map(|it| support::sample_text(&format!("templates/pages/{it}.md")));
    let cases = [
        ("data/answers/library.yaml", "Is customer data encrypted at rest?", "Do you sell customer data?"),
        ("data/answers/library.yaml", "proposition: The vendor is", "proposition: The vendor is not"),
        ("data/regions.yaml", "  products: cloud\ndublin", "dublin"),
        ("data/certifications.yaml", "framework: ISO/IEC 27001", "framework: ISO/IEC 27002"),
        ("data/vendor.yaml", "source: handbook", "source: {of: handbook, at: Chapter 9}"),
        ("data/site.yaml", "subprocessor", "title: We hold FedRAMP High\nsubprocessor"),
        ("data/site.yaml", "subprocessor", "security_txt: {valid_for: 30 days}\nsubprocessor"),
        ("data/site.yaml", "ahead: 30 days", "ahead: 10 days"),
        // Removals need approval too.
        (
            "data/regions.yaml",
            "dublin:\n  name: Dublin\n  locations: [{place: \"Dublin, Ireland\"}]\n  products: cloud\n",
            "",
        ),
        (
            "templates/html/page.html",
            "",
            &(support::sample_text("templates/html/page.html") + "<p>We hold FedRAMP High</p>"),
        ),
        ("templates/html/style.css", "", "body::after { content: 'We hold FedRAMP High' }"),
        ("templates/pages/index.md", "", "---\ntitle: Trust\n---\n# We hold FedRAMP High\n"),
        ("templates/pages/index.md", "", &index.replacen("nav: Overview", "nav: We hold FedRAMP High", 1)),
        (
            "templates/pages/certifications.md",
            "",
            &certifications.replacen("caption: ", "caption: Without exceptions, ", 1),
        ),
        (
            "templates/pages/certifications.md",
            "",
            &certifications.replacen(
                "Auditor or certification body: auditor",
                "\"FedRAMP High\": auditor",
                1,
            ),
        ),
        (
            "data/questionnaires/own.yaml",
            "",
            "own:\n  title: We never had a breach\n  audience: public\n  source: handbook\n  questions: \
             [{answer: iso-27001}]\n",
        ),
    ];
    each_case(cases, |(file, old, new)| {
        let workspace = approved();
        workspace.clean(&["build", "--require-approved"]);
        workspace.edit(file, |text| {
            assert!(text.contains(old), "{file} has no {old}");
            if old.is_empty() { new.to_owned() } else { text.replacen(old, new, 1) }
        });
        let rejected = workspace.run(&["build", "--require-approved"]);
        assert_eq!(rejected.status.code(), Some(1), "{file}: {new}: {}", support::stderr(&rejected));
        assert!(
            support::stderr(&rejected).contains("error[not-approved]"),
            "{file}: {}",
            support::stderr(&rejected)
        );
        // Both the statement and its removal can be approved.
        let is_layout = file.starts_with("templates/html");
        assert_eq!(
            workspace
                .review(&[])
                .contains(&format!("layout/{}/text", &file["templates/".len().min(file.len())..])),
            is_layout,
            "{file}"
        );
        workspace.approve_all();
        workspace.clean(&["build", "--require-approved"]);
        if is_layout {
            std::fs::remove_file(workspace.path(file)).unwrap();
            assert_eq!(
                workspace.run(&["build", "--require-approved"]).status.code(),
                Some(1),
                "{file} taken away"
            );
        }
    });
}

/// Dangling links are not treated as missing files.
#[cfg(unix)]
#[test]
fn dangling_links_are_errors() {
    let cases = ["data/allowed_signers", "data/sent", "data/approvals.yaml"];
    each_case(cases, |path| {
        let workspace = Workspace::new(AUTUMN);
        std::os::unix::fs::symlink("/nowhere", workspace.path(path)).unwrap();
        for command in [&["check"][..], &["review"], &["build", "--require-approved"]] {
            let output = workspace.run(command);
            assert_ne!(output.status.code(), Some(0), "{path}: {command:?}");
            let printed = support::stdout(&output) + &support::stderr(&output);
            assert!(printed.contains(path), "{path}: {printed}");
        }
    });
}

#[test]
fn a_duplicate_seal_and_carriage_returns_in_a_ledger_are_found() {
    let seal = |it: String| it.clone() + &it[it.find("  seal: ").unwrap()..].replace("seal: ", "seal: 0");
    assert!(rejected(seal, "broken-ledger").contains("this line follows the seal of its entry"));
    assert!(
        rejected(|it| it.replace('\n', "\r"), "broken-ledger")
            .contains("this line contains a carriage return")
    );
    let workspace = approved();
    workspace.edit(LEDGER, |it| format!("\u{feff}{}", &it[it.find("- by").unwrap()..]));
    check(&workspace, 0);
    workspace.clean(&["build", "--require-approved"]);
}

/// A ledger with one entry and a recalculated seal, as a forger would write it.
pub fn resealed(ledger: &str) -> String {
    let (body, tail) = ledger.split_once("  seal: ").unwrap();
    let start = body.find("- by").unwrap();
    let lines: String = body[start..].lines().map(|it| it[2..].to_owned() + "\n").collect();
    format!("{body}  seal: {}{}", factum::ledger::digest_of(lines.as_bytes()), &tail[64..])
}
