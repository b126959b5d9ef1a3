//! Signatures and dates of approvals: whose signature counts, until when, and by which clock.

use crate::ledger::{LEDGER, resealed};
use crate::support::{
    self, each_case,
    legal::{self, AUTUMN, Workspace, approved, check},
};
use std::{fs, process::Command};

#[test]
fn signatures_are_created_and_verified() {
    let workspace = Workspace::new(AUTUMN);
    let keys = tempfile::tempdir().unwrap();
    let key = |name: &str| {
        let path = keys.path().join(name);
        let made = Command::new("ssh-keygen")
            .args(["-q", "-t", "ed25519", "-N", "", "-C", name, "-f"])
            .arg(&path)
            .status()
            .unwrap();
        assert!(made.success());
        path.display().to_string()
    };
    let (jane, eve) = (key("jane"), key("eve"));
    let public = fs::read_to_string(format!("{jane}.pub")).unwrap();
    workspace.edit("data/allowed_signers", |_| format!("\"Jane,jane@nordlicht.example\" {public}"));
    let digest = legal::digest(&workspace.review(&[]));
    let approve = |by: &str, sign: &[&str]| {
        workspace.run(&[&["approve", "--all", "--by", by, "--reviewed", &digest], sign].concat())
    };
    // Unsigned, with the key of another person, or in another name: it would not count and is not written.
    let cases = [
        ("Jane <jane@nordlicht.example>", &[][..], "only signed approvals count"),
        (
            "Jane <jane@nordlicht.example>",
            &["--sign", &eve],
            "its key is not listed in `data/allowed_signers`",
        ),
        (
            "John <john@nordlicht.example>",
            &["--sign", &jane],
            "its key belongs to Jane, jane@nordlicht.example, not to John",
        ),
        // The name or the address alone is not enough.
        (
            "John Smith, General Counsel <jane@nordlicht.example>",
            &["--sign", &jane],
            "not to John Smith, General Counsel",
        ),
        ("Jane <john@nordlicht.example>", &["--sign", &jane], "not to john@nordlicht.example"),
        (
            "John <john@nordlicht.example> <jane@nordlicht.example>",
            &["--sign", &jane],
            "not to John <john@nordlicht.example>",
        ),
        ("Jane <jane@nordlicht.example>", &["--sign", "/nowhere"], "`ssh-keygen` could not sign"),
        ("Jane <jane@nordlicht.example>", &["--sign", "/dev/zero"], "is not a regular file"),
    ];
    each_case(cases, |(by, sign, why)| {
        let output = approve(by, sign);
        assert_eq!(output.status.code(), Some(2));
        assert!(support::stderr(&output).contains(why), "{}", support::stderr(&output));
        assert!(!workspace.path(LEDGER).exists());
    });
    let signed = approve("Jane <jane@nordlicht.example>", &["--sign", &jane]);
    assert_eq!(signed.status.code(), Some(0), "{}", support::stderr(&signed));
    workspace.clean(&["build", "--require-approved"]);
    // A changed line with a recalculated seal has no valid signature.
    let whole = workspace.read(LEDGER);
    workspace.edit(LEDGER, |it| resealed(&it.replacen("  on: 2026-10-01", "  on: 2026-09-01", 1)));
    let printed = check(&workspace, 1);
    assert!(printed.contains("error[bad-signature]"), "{printed}");
    // It does not count without its signature.
    workspace.edit(LEDGER, |_| whole[..whole.find("  signature").unwrap()].to_owned());
    let printed = check(&workspace, 0);
    assert!(printed.contains("warning[unsigned-approval]"), "{printed}");
    assert_eq!(workspace.run(&["build", "--require-approved"]).status.code(), Some(1));
    // A comment after it is allowed, and its key may expire after the date of the signature.
    workspace.edit(LEDGER, |_| whole.clone() + "# With counsel, by phone.\n    # And by mail.\n");
    workspace.clean(&["build", "--require-approved"]);
    workspace.edit("data/allowed_signers", |_| {
        format!("Jane,*@nordlicht.example valid-before=\"20261015\" {public}")
    });
    workspace.clean(&["build", "--require-approved", "--as-of", "2026-12-01"]);
    workspace.edit("data/allowed_signers", |_| {
        format!("Jane,jane@nordlicht.example valid-before=\"20260901\" {public}")
    });
    let printed = check(&workspace, 0);
    assert!(
        printed.contains("warning[unknown-signer]")
            && printed.contains("its key is not listed in `data/allowed_signers` for 2026-10-01"),
        "{printed}"
    );
    // Jane has left: her approvals no longer count, and John can approve.
    let john = key("john");
    let johns = fs::read_to_string(format!("{john}.pub")).unwrap();
    workspace.edit("data/allowed_signers", |_| format!("John,john@nordlicht.example {johns}"));
    assert!(check(&workspace, 0).contains("warning[unknown-signer]"));
    assert_eq!(workspace.run(&["build", "--require-approved"]).status.code(), Some(1));
    let digest = legal::digest(&workspace.review(&[]));
    workspace.clean(&[
        "approve",
        "--all",
        "--by",
        "John <john@nordlicht.example>",
        "--sign",
        &john,
        "--reviewed",
        &digest,
    ]);
    workspace.clean(&["build", "--require-approved"]);
    workspace.edit(LEDGER, |_| whole[..whole.find("  signature").unwrap()].to_owned());
    // Signatures that cannot be verified are reported.
    let signers = workspace.read("data/allowed_signers");
    fs::remove_file(workspace.path("data/allowed_signers")).unwrap();
    workspace.edit(LEDGER, |_| whole.clone());
    // John's approval is removed on purpose.
    fs::remove_file(workspace.path("out/ledgers.json")).unwrap();
    let printed = check(&workspace, 0);
    assert!(
        printed.contains("warning[unknown-signer]") && printed.contains("`data/allowed_signers` is missing"),
        "{printed}"
    );
    workspace.edit("data/allowed_signers", |_| signers);
    workspace.edit(LEDGER, |_| whole[..whole.find("  signature").unwrap()].to_owned());
    // If signatures are not required, the seal is enough.
    fs::remove_file(workspace.path("data/allowed_signers")).unwrap();
    workspace.clean(&["build", "--require-approved"]);
}

/// Approvals and records have the date of the clock: neither SOURCE_DATE_EPOCH nor `--as-of` can backdate
/// them.
#[test]
fn entries_are_never_backdated() {
    let workspace = Workspace::new(AUTUMN);
    let run = |epoch: &str, arguments: &[&str]| {
        workspace.command(arguments).env("SOURCE_DATE_EPOCH", epoch).output().unwrap()
    };
    // 2025-12-30: what was reviewed for that date can no longer be approved.
    let past = "1767052800";
    let digest = legal::digest(&support::stdout(&run(past, &["review"])));
    let rejected = run(past, &["approve", "--all", "--by", "Jane Doe", "--reviewed", &digest]);
    assert_eq!(rejected.status.code(), Some(2));
    assert!(
        support::stderr(&rejected).contains("2025-12-30 is in the past"),
        "{}",
        support::stderr(&rejected)
    );
    assert!(!workspace.path(LEDGER).exists());
    // With today as the effective date, the entry has the date of the clock.
    let today = ["--as-of", "2026-10-01"];
    let digest = legal::digest(&support::stdout(&run(past, &[&["review"], &today[..]].concat())));
    let approved =
        run(past, &[&["approve", "--all", "--by", "Jane Doe", "--reviewed", &digest], &today[..]].concat());
    assert_eq!(approved.status.code(), Some(0), "{}", support::stderr(&approved));
    assert!(workspace.read(LEDGER).contains("  on: 2026-10-01\n  approved:"));
    workspace.customer("cirrus.csv", "Cirrus Ltd");
    run(past, &["sent"]);
    assert!(workspace.path("data/sent/2026-10-01-cirrus-ltd-cirrus.yaml").is_file());
}

/// An expired key cannot approve anything, whatever the effective date.
#[test]
fn an_expired_key_cannot_sign_for_an_earlier_date() {
    let workspace = Workspace::new(AUTUMN);
    let keys = tempfile::tempdir().unwrap();
    let key = keys.path().join("jane");
    assert!(
        Command::new("ssh-keygen")
            .args(["-q", "-t", "ed25519", "-N", "", "-f"])
            .arg(&key)
            .status()
            .unwrap()
            .success()
    );
    let public = fs::read_to_string(keys.path().join("jane.pub")).unwrap();
    workspace.edit("data/allowed_signers", |_| format!("Jane valid-before=\"20260101\" {public}"));
    let digest = legal::digest(&workspace.review(&[]));
    let sign = key.display().to_string();
    let cases = ["", "1767052800"];
    each_case(cases, |epoch| {
        let arguments = [
            "approve",
            "--all",
            "--by",
            "Jane",
            "--sign",
            &sign,
            "--reviewed",
            &digest,
            "--as-of",
            "2026-10-01",
        ];
        let rejected = workspace.command(&arguments).env("SOURCE_DATE_EPOCH", epoch).output().unwrap();
        assert_eq!(rejected.status.code(), Some(2));
        assert!(
            support::stderr(&rejected)
                .contains("its key is not listed in `data/allowed_signers` for 2026-10-01"),
            "{}",
            support::stderr(&rejected)
        );
        assert!(!workspace.path(LEDGER).exists());
    });
}

/// An entry with a later date from a wrong clock replaces what is approved now, which is reported.
#[test]
fn an_approval_replaced_by_a_later_one_is_reported() {
    let mut workspace = approved();
    workspace.on(AUTUMN - 86_400 * 10);
    let digest = legal::digest(&workspace.review(&[]));
    let again = workspace.run(&["approve", "measure/encryption", "--by", "John", "--reviewed", &digest]);
    let words = support::stderr(&again);
    assert!(
        words.contains("note: for 3 of these, this approval has no effect from 2026-10-01 on"),
        "{words}"
    );
    assert!(words.contains("the approval by Jane Doe dated that day replaces it"), "{words}");
}
