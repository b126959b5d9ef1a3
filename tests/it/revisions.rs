//! `review --since REV` and `--against DIR`: the differences, the outputs that state them, and unusual
//! repositories.

use crate::support::{
    self, each_case, golden,
    legal::{self, AUTUMN, Workspace},
};
use std::{fs, path::Path, process::Command};

fn expected(name: &str) -> std::path::PathBuf {
    support::sample().join("tests/cases/legal/expected").join(name)
}

#[track_caller]
fn git(folder: &Path, arguments: &[&str]) {
    let mut command = support::git(folder);
    let output = command.args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", support::stderr(&output));
}

/// A workspace with one commit of its data.
fn committed() -> Workspace {
    let workspace = Workspace::new(AUTUMN);
    git(workspace.root(), &["init", "-q"]);
    git(workspace.root(), &["add", "data"]);
    git(workspace.root(), &["commit", "-q", "-m", "first"]);
    workspace
}

#[test]
fn changes_since_a_revision_are_listed_with_their_outputs() {
    let workspace = committed();
    assert!(workspace.review(&["--since", "HEAD"]).contains("Nothing has changed: no fact and no claim."));
    workspace.edit("data/measures.yaml", |it| it.replace("within 24 hours", "within 3 days"));
    workspace.edit("data/regions.yaml", |it| it[..it.find("dublin").unwrap()].to_owned());
    workspace.edit("data/subprocessors.yaml", |it| it + legal::NEW_SUBPROCESSOR);
    workspace.edit("data/contacts.yaml", |it| it.replace("security:\n", "reports:\n"));
    let shown = workspace.review(&["--since", "HEAD"]);
    golden(&expected("since.txt"), &without_pdfs(&shown));
    golden(
        &expected("since.md"),
        &without_pdfs(&workspace.review(&["--since", "HEAD", "--format", "markdown"])),
    );
    assert_eq!(workspace.run(&["review", "--since", "HEAD", "--exit-code"]).status.code(), Some(1));
    assert!(!workspace.path("out").exists(), "nothing was written");
}

/// The text without the PDFs, which a build without them does not write: their lines, and the lines below
/// them.
fn without_pdfs(text: &str) -> String {
    let mut of_pdf = false;
    let kept = text.lines().filter(|line| {
        of_pdf = line.contains(".pdf") || (of_pdf && line.starts_with("      "));
        !of_pdf
    });
    kept.map(|it| it.to_owned() + "\n").collect()
}

#[test]
fn a_folder_can_be_compared_without_git() {
    let workspace = Workspace::new(AUTUMN);
    let former = support::copy(&support::sample().join("tests/cases/legal"));
    let folder = former.path().display().to_string();
    assert!(workspace.review(&["--against", &folder]).contains("Nothing has changed"));
    workspace.edit("data/measures.yaml", |it| it.replace("AES-256", "AES-128"));
    let shown = workspace.review(&["--against", &folder]);
    assert!(shown.contains("[-AES-256-]{+AES-128+}") && shown.contains("cipher-weaker"), "{shown}");
    assert!(shown.contains("site/measures.html"), "{shown}");
    let rejected = workspace.run(&["review", "--since", "HEAD"]);
    assert_eq!(rejected.status.code(), Some(2));
    assert!(
        support::stderr(&rejected).contains("is not in a git repository"),
        "{}",
        support::stderr(&rejected)
    );
    assert!(support::stderr(&rejected).contains("--against DIR"));
    // A folder without data, and none at all.
    let cases = ["/", "/nowhere"];
    each_case(cases, |folder| {
        assert_eq!(workspace.run(&["review", "--against", folder]).status.code(), Some(2));
    });
}

#[test]
fn changes_to_layout_and_page_text_are_listed_with_their_files() {
    let page = support::sample_text("templates/pages/index.md") + "\nWe answer quickly.\n";
    let cases = [
        ("templates/pages/index.md", page.as_str(), "  site/index.html\n      Now: own text."),
        ("templates/html/style.css", "p { color: black }", "  site/*.html\n      Now: layout."),
        (
            "data/site.yaml",
            "title: Trust\nsubprocessor_notice: {ahead: 30 days, objection: 14 days}\n",
            "  site/*.html\n      Now: title.",
        ),
    ];
    each_case(cases, |(file, text, says)| {
        let workspace = committed();
        workspace.edit(file, |_| text.to_owned());
        let shown = workspace.review(&["--since", "HEAD"]);
        assert!(shown.contains(says), "{file}: {shown}");
    });
}

#[test]
fn a_lower_audience_sees_only_its_own_changes() {
    let workspace = committed();
    workspace.edit("data/measures.yaml", |it| {
        it.replace("independent firm", "firm called Falcon").replace("AES-256", "AES-512")
    });
    workspace.edit("data/regions.yaml", |it| {
        it.replace(
            "dublin:\n  name: Dublin\n",
            "dublin:\n  name: Project Falcon\n  audience: internal\n  owner: Falcon\n",
        )
    });
    let whole = workspace.review(&["--since", "HEAD"]);
    assert!(
        whole.contains("firm called Falcon")
            && whole.contains("Project Falcon")
            && whole.contains("owner: {+Falcon+}"),
        "{whole}"
    );
    let cases = ["human", "markdown", "html"];
    each_case(cases, |format| {
        let public = workspace.review(&["--since", "HEAD", "--audience", "public", "--format", format]);
        assert!(public.contains("AES-512") && public.contains("Dublin"), "{public}");
        assert!(!public.contains("Falcon") && !public.contains("firm"), "{public}");
    });
}

#[test]
fn changes_to_signers_and_ledgers_are_listed() {
    let workspace = committed();
    workspace.edit("data/allowed_signers", |_| "jane@example.com ssh-ed25519 AAAA\n".into());
    git(workspace.root(), &["add", "data"]);
    git(workspace.root(), &["commit", "-q", "-m", "signers"]);
    workspace.edit("data/allowed_signers", |_| "eve@example.com ssh-ed25519 AAAA\n".into());
    let output = workspace.run(&["review", "--since", "HEAD"]);
    assert!(
        support::stderr(&output).contains("`data/allowed_signers` differs from HEAD"),
        "{}",
        support::stderr(&output)
    );
    // The recipients of deliveries are not public.
    workspace.edit("data/sent/a.yaml", |_| {
        support::sample_text("tests/cases/legal/expected/sent/2026-10-01-cirrus-ltd-cirrus.yaml")
    });
    git(workspace.root(), &["add", "data"]);
    git(workspace.root(), &["commit", "-q", "-m", "sent"]);
    fs::remove_file(workspace.path("data/sent/a.yaml")).unwrap();
    let output = workspace.run(&["review", "--since", "HEAD", "--audience", "public"]);
    assert!(!support::stderr(&output).contains("Cirrus"), "{}", support::stderr(&output));
    assert!(
        support::stderr(&workspace.run(&["review", "--since", "HEAD"]))
            .contains("the delivery to Cirrus Ltd")
    );
}

/// The comment on a pull request contains standard output only.
#[test]
fn removed_ledger_entries_are_in_the_document() {
    let workspace = legal::approved();
    workspace.customer("cirrus.csv", "Cirrus Ltd");
    workspace.clean(&["sent"]);
    git(workspace.root(), &["init", "-q"]);
    git(workspace.root(), &["add", "data"]);
    git(workspace.root(), &["commit", "-q", "-m", "first"]);
    fs::remove_file(workspace.path("data/sent/2026-10-01-cirrus-ltd-cirrus.yaml")).unwrap();
    let cases = ["human", "markdown", "html"];
    each_case(cases, |format| {
        let output = workspace.run(&["review", "--since", "HEAD", "--format", format]);
        assert_eq!(output.status.code(), Some(1));
        let shown = support::stdout(&output).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            shown.contains(
                "the record of the delivery to Cirrus Ltd on 2026-10-01 was here and has been removed"
            ),
            "{shown}"
        );
        assert!(
            !shown.contains("Nothing has changed") && shown.contains("No fact and no claim has changed"),
            "{shown}"
        );
        // A wider audience sees neither.
        let public = support::stdout(&workspace.run(&[
            "review",
            "--since",
            "HEAD",
            "--audience",
            "public",
            "--format",
            format,
        ]));
        assert!(!public.contains("Cirrus"), "{public}");
    });
    fs::remove_file(workspace.path("data/approvals.yaml")).unwrap();
    let shown = support::stdout(&workspace.run(&["review", "--since", "HEAD", "--format", "markdown"]));
    assert!(shown.contains("the approval by Jane Doe on 2026-10-01 was here"), "{shown}");
    // A level that allows it does not hide it.
    workspace.edit("data/site.yaml", |it| it + "levels: {removed-entry: allow}\n");
    let shown = workspace.review(&["--since", "HEAD", "--format", "markdown"]);
    assert!(shown.contains("the approval by Jane Doe on 2026-10-01 was here"), "{shown}");
}

#[test]
fn gaps_and_damage_of_the_current_ledgers_are_in_the_document() {
    let workspace = legal::approved();
    for customer in ["Ada", "Bea", "Cid"] {
        workspace.customer("cirrus.csv", customer);
        workspace.clean(&["sent"]);
    }
    git(workspace.root(), &["init", "-q"]);
    git(workspace.root(), &["add", "data"]);
    git(workspace.root(), &["commit", "-q", "-m", "first"]);
    let (path, approvals) = ("data/sent/2026-10-01-bea-cirrus.yaml", "data/approvals.yaml");
    let (record, ledger) = (workspace.read(path), workspace.read(approvals));
    let removed = |it: &Workspace| fs::remove_file(it.path(path)).unwrap();
    let gap: &dyn Fn(&Workspace) = &removed;
    type Damage<'a> = (&'a dyn Fn(&Workspace), &'a [&'a str]);
    let cases: [Damage; 3] = [
        (
            gap,
            &["delivery record 2 is missing: this one has number 3", "the record of the delivery to Bea on"],
        ),
        (
            &|it| it.edit(path, |text| text.replace("Bea", "Eve")),
            &["changed", "the record of the delivery to Bea on"],
        ),
        (&|it| it.edit(approvals, |text| text.replacen("AES-256", "AES-512", 1)), &["data/approvals.yaml:"]),
    ];
    for (damage, words) in cases {
        damage(&workspace);
        for format in ["human", "markdown", "html"] {
            for with in [&["--since", "HEAD"][..], &["--since", "HEAD", "--audience", "public"]] {
                let output = workspace.run(&[&["review", "--format", format], with].concat());
                assert_eq!(output.status.code(), Some(1), "{}", support::stderr(&output));
                let shown = support::stdout(&output).split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(
                    shown.contains("Changes in the ledgers") || shown.contains("CHANGES IN THE LEDGERS"),
                    "{shown}"
                );
                assert!(!shown.contains("Nothing has changed"), "{shown}");
                if with.len() == 2 {
                    assert!(words.iter().all(|it| shown.contains(it)), "{words:?}: {shown}");
                } else {
                    let names = ["Ada", "Bea", "Cid", "Eve", "-bea-", "-cid-"];
                    assert!(!names.iter().any(|it| shown.contains(it)), "{shown}");
                }
            }
        }
        workspace.edit(path, |_| record.clone());
        workspace.edit(approvals, |_| ledger.clone());
    }
    assert!(workspace.review(&["--since", "HEAD", "--format", "markdown"]).contains("Nothing has changed"));
}

#[test]
fn a_broken_ledger_of_a_former_state_is_ignored() {
    let workspace = committed();
    workspace.edit("data/approvals.yaml", |_| "- by: nobody\n".into());
    git(workspace.root(), &["add", "data"]);
    git(workspace.root(), &["commit", "-q", "-m", "broken"]);
    std::fs::remove_file(workspace.path("data/approvals.yaml")).unwrap();
    assert!(workspace.review(&["--since", "HEAD"]).contains("Nothing has changed"));
}

#[test]
fn a_former_state_with_errors_is_reported() {
    let workspace = Workspace::new(AUTUMN);
    let former = support::copy(&support::sample().join("tests/cases/legal"));
    support::put(former.path(), "data/measures.yaml", "x: [");
    let folder = former.path().display().to_string();
    let rejected = workspace.run(&["review", "--against", &folder]);
    assert_eq!(rejected.status.code(), Some(1));
    assert!(
        support::stderr(&rejected).contains(&format!("{folder} has these errors")),
        "{}",
        support::stderr(&rejected)
    );
}

#[test]
fn renamed_data_is_reported_as_renamed() {
    let workspace = committed();
    // Another file, and another id.
    fs::create_dir(workspace.path("data/measures")).unwrap();
    fs::rename(workspace.path("data/measures.yaml"), workspace.path("data/measures/all.yaml")).unwrap();
    assert!(workspace.review(&["--since", "HEAD"]).contains("Nothing has changed"));
    workspace.edit("data/measures/all.yaml", |it| it.replace("log-retention:", "log-storage:"));
    let shown = workspace.review(&["--since", "HEAD"]);
    assert!(shown.contains("renamed from measure/log-retention"), "{shown}");
    assert!(shown.contains("1 fact and 0 claims have changed"), "{shown}");
    // A different name under a different id is a different company.
    workspace.edit("data/subprocessors.yaml", |it| {
        it.replace("cloudhost:\n  name: Cloudhost", "evilhost:\n  name: Evilhost")
    });
    let shown = workspace.review(&["--since", "HEAD"]);
    assert!(!shown.contains("renamed from subprocessor") && shown.contains("subprocessor-added"), "{shown}");
    // Markup in the vendor's own text is escaped.
    workspace.edit("data/measures/all.yaml", |it| {
        it.replace("is encrypted at rest with AES-256", "[-is not-] {+encrypted+} at rest")
    });
    let shown = workspace.review(&["--since", "HEAD"]);
    assert!(shown.contains("[ -is not- ] { +encrypted+ }") && !shown.contains("[-is not-]"), "{shown}");
}

#[test]
fn a_moved_data_folder_is_reported() {
    let workspace = committed();
    let moved = workspace.path("trust");
    fs::create_dir(&moved).unwrap();
    fs::rename(workspace.path("data"), moved.join("data")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_factum"));
    let output = command.arg("--root").arg(&moved).args(["review", "--since", "HEAD"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let words = support::stderr(&output);
    assert!(
        words.contains("`HEAD` has no `data` folder here") && words.contains("at the top of the repository"),
        "{words}"
    );
}

#[test]
fn missing_revisions_and_shallow_clones_are_reported() {
    let workspace = committed();
    for revision in ["nope", "--all", "HEAD:data", "", "HEAD\u{1b}[31m"] {
        let rejected = workspace.run(&["review", &format!("--since={revision}")]);
        assert_eq!(rejected.status.code(), Some(2), "{revision}");
        let words = support::stderr(&rejected);
        assert!(words.contains("git does not know the revision") && !words.contains('\u{1b}'), "{words}");
    }
    workspace.edit("data/measures.yaml", |it| it.replace("AES-256", "AES-128"));
    git(workspace.root(), &["commit", "-q", "-a", "-m", "second"]);
    let clone = tempfile::tempdir().unwrap();
    git(
        clone.path(),
        &["clone", "-q", "--depth", "1", &format!("file://{}", workspace.root().display()), "shallow"],
    );
    let root = clone.path().join("shallow");
    let mut command = Command::new(env!("CARGO_BIN_EXE_factum"));
    let output = command.arg("--root").arg(&root).args(["review", "--since", "HEAD~1"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let words = support::stderr(&output);
    assert!(words.contains("this clone is shallow") && words.contains("git fetch --unshallow"), "{words}");
    // An empty repository has no revisions.
    let empty = Workspace::new(AUTUMN);
    git(empty.root(), &["init", "-q"]);
    let rejected = empty.run(&["review", "--since", "HEAD"]);
    assert!(
        support::stderr(&rejected).contains("git does not know the revision"),
        "{}",
        support::stderr(&rejected)
    );
}

#[cfg(unix)]
#[test]
fn symbolic_links_of_a_former_state_are_not_followed() {
    let workspace = Workspace::new(AUTUMN);
    git(workspace.root(), &["init", "-q"]);
    std::os::unix::fs::symlink("/etc/passwd", workspace.path("data/notes.yaml")).unwrap();
    git(workspace.root(), &["add", "data"]);
    git(workspace.root(), &["commit", "-q", "-m", "link"]);
    fs::remove_file(workspace.path("data/notes.yaml")).unwrap();
    let rejected = workspace.run(&["review", "--since", "HEAD"]);
    assert_eq!(rejected.status.code(), Some(2));
    assert!(
        support::stderr(&rejected).contains("`data/notes.yaml` is a symbolic link in `HEAD`"),
        "{}",
        support::stderr(&rejected)
    );
}
