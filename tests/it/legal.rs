//! The example of `docs/legal.md`: what was approved, what has changed and which customers are affected.

use crate::support::{
    self, each_case, golden,
    legal::{self, AUTUMN, WINTER, Workspace},
};
use std::fs;

fn expected(name: &str) -> std::path::PathBuf {
    support::sample().join("tests/cases/legal/expected").join(name)
}

#[test]
fn a_lapsed_certificate_and_a_new_subprocessor_lead_to_notices() {
    let mut workspace = Workspace::new(AUTUMN);
    // Nothing is approved yet, so nothing is published if approval is required.
    let rejected = workspace.run(&["build", "--require-approved"]);
    assert_eq!(rejected.status.code(), Some(1));
    let words = support::stderr(&rejected);
    assert!(
        words.contains("error[not-approved]: `certification/iso-27001/status` is not approved"),
        "{words}"
    );
    assert!(words.contains("data/certifications.yaml:2:1"), "{words}");
    assert!(!workspace.path("out/public").exists());

    // Approve everything as reviewed.
    let first = workspace.review(&[]);
    assert!(first.contains("0 are as approved"), "{first}");
    workspace.clean(&[
        "approve",
        "--all",
        "--by",
        "Jane Doe",
        "--note",
        "First approval",
        "--reviewed",
        &legal::digest(&first),
    ]);
    golden(&expected("approvals.yaml"), &workspace.read("data/approvals.yaml"));
    workspace.clean(&["build", "--require-approved"]);
    assert!(workspace.review(&[]).contains("claims are as approved.\n"));

    // Two questionnaires are answered, and the deliveries are recorded.
    workspace.customer("borealis.csv", "Borealis AG");
    workspace.customer("cirrus.csv", "Cirrus Ltd");
    workspace.clean(&["sent"]);
    for name in ["2026-10-01-borealis-ag-borealis.yaml", "2026-10-01-cirrus-ltd-cirrus.yaml"] {
        golden(&expected("sent").join(name), &workspace.read(&format!("data/sent/{name}")));
    }

    // The certificate lapses, and a subprocessor is added.
    workspace.on(WINTER);
    workspace.edit("data/subprocessors.yaml", |it| it + legal::NEW_SUBPROCESSOR);
    let review = workspace.review(&[]);
    golden(&expected("review.txt"), &review);
    golden(&expected("review.md"), &workspace.review(&["--format", "markdown"]));
    let page = workspace.review(&["--format", "html"]);
    golden(&expected("review.html"), page.split("<main").nth(1).unwrap());
    for name in ["borealis-ag.md", "cirrus-ltd.md"] {
        golden(&expected("notices").join(name), &workspace.read(&format!("out/notices/{name}")));
    }
    let rejected = workspace.run(&["build", "--require-approved"]);
    assert_eq!(rejected.status.code(), Some(1));
    assert!(support::stderr(&rejected).contains("`certification/iso-27001/status` is not approved"));
    // A notice with unapproved text is not sent.
    let early = workspace.run(&["sent", "--notice", "Cirrus"]);
    assert_eq!(early.status.code(), Some(2));
    assert!(
        support::stderr(&early).contains("the notice contains text that is not approved"),
        "{}",
        support::stderr(&early)
    );

    // Approve; the build passes, and the notices are no longer drafts.
    workspace.clean(&["approve", "--all", "--by", "Jane Doe", "--reviewed", &legal::digest(&review)]);
    workspace.clean(&["build", "--require-approved"]);
    let after = workspace.review(&[]);
    golden(&expected("after.txt"), &after);
    assert!(!workspace.read("out/notices/cirrus-ltd.md").contains("Draft"));
    golden(&expected("recall.txt"), &support::stdout(&workspace.run(&["recall", "cirrus"])));

    // The notice is sent to Cirrus and not yet to Borealis.
    workspace.clean(&["sent", "--notice", "Cirrus Ltd"]);
    golden(
        &expected("sent/2027-02-10-cirrus-ltd-notice.yaml"),
        &workspace.read("data/sent/2027-02-10-cirrus-ltd-notice.yaml"),
    );
    let last = workspace.review(&[]);
    let last = last.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        last.contains("Notified: Cirrus Ltd on 10 February 2027; no notice recorded for: Borealis AG.")
            && last.matches("Cirrus").count() == 1,
        "{last}"
    );
    assert!(!workspace.path("out/notices/cirrus-ltd.md").exists());
    golden(&expected("recall-after.txt"), &support::stdout(&workspace.run(&["recall", "cirrus"])));
    // The ledger has grown by complete entries; earlier ones are unchanged.
    let ledger = workspace.read("data/approvals.yaml");
    assert!(ledger.starts_with(&fs::read_to_string(expected("approvals.yaml")).unwrap()));
}

#[cfg(feature = "pdf")]
#[test]
fn the_review_is_also_written_as_pdf() {
    let mut workspace = Workspace::new(AUTUMN);
    workspace.approve_all();
    workspace.on(WINTER);
    let output = workspace.run(&["review", "--format", "pdf"]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    assert!(output.stdout.starts_with(b"%PDF-"));
    lopdf::Document::load_mem(&output.stdout).unwrap();
}

#[test]
fn changes_by_date_are_due_and_can_be_approved_in_advance() {
    let workspace = Workspace::new(AUTUMN);
    workspace.approve_all();
    let far = workspace.review(&["--days", "150"]);
    support::golden(&support::sample().join("tests/cases/legal/expected/due.txt"), &far);
    let weakened = far.find("Claims that will be weakened on a date").unwrap();
    assert!(
        far.find("certification-lost").unwrap() > weakened
            && far.find("Other claims that will change on a date").is_none_or(|it| it > weakened),
        "{far}"
    );
    assert!(
        far.contains("1 February 2027") && far.contains("[-Certified-]{+Expired on 31 January 2027+}"),
        "{far}"
    );
    assert!(far.contains("public, not approved yet"), "{far}");
    assert!(!workspace.review(&["--days", "30"]).contains("Expired on"));
    // Approved in advance, they count from that date on, and the current text stays approved until then.
    let ahead = support::stdout(&workspace.run(&["review", "--as-of", "2027-02-01"]));
    workspace.clean(&[
        "approve",
        "--all",
        "--by",
        "Jane Doe",
        "--as-of",
        "2027-02-01",
        "--reviewed",
        &legal::digest(&ahead),
    ]);
    assert!(workspace.read("data/approvals.yaml").contains("  on: 2026-10-01\n  from: 2027-02-01\n"));
    workspace.clean(&["build", "--require-approved"]);
    workspace.clean(&["build", "--require-approved", "--as-of", "2027-02-01"]);
    let due = workspace.review(&["--days", "150"]);
    assert!(due.contains("public, approved in advance"), "{due}");
    // Without an approval in advance, the date makes it overdue, and the review states since when.
    let mut workspace = Workspace::new(AUTUMN);
    workspace.approve_all();
    workspace.on(WINTER);
    let late = workspace.review(&[]);
    assert!(late.contains("changed by date since 2027-02-01"), "{late}");
}

#[test]
fn pages_say_which_statements_are_drafts() {
    let workspace = Workspace::new(AUTUMN);
    workspace.clean(&["build"]);
    let page = workspace.read("out/public/site/measures.html");
    assert!(page.contains("Draft: no statement on this page has been approved."), "{page}");
    let questionnaire = "id: {title: Common questions, audience: public, questions: [{answer: iso-27001}]}\n";
    support::put(workspace.root(), "data/questionnaires/common.yaml", questionnaire);
    workspace.clean(&["build"]);
    let page = workspace.read("out/public/questionnaires/id/answers.html");
    assert!(page.contains("Draft: no statement in this document has been approved."), "{page}");
    workspace.approve_all();
    workspace.clean(&["build"]);
    assert!(!workspace.read("out/public/site/measures.html").to_lowercase().contains("draft"));
    workspace.edit("data/measures.yaml", |it| it.replace("AES-256", "AES-512"));
    workspace.clean(&["build"]);
    let page = workspace.read("out/public/site/measures.html");
    assert!(page.contains("One statement here is a draft (marked as such)"), "{page}");
    assert!(page.contains("encrypted at rest with AES-512. <em>(draft)</em>"), "{page}");
    let trace = workspace.clean(&["trace", "measure/encryption"]);
    assert!(
        trace.contains("AES-512.\n      not approved\n")
            && trace.contains("Encryption at rest\n      approved\n"),
        "{trace}"
    );
    let json = workspace.read("out/public/facts.json");
    assert!(!json.contains("(draft)"));
    // A project without approvals states that.
    workspace.edit("data/site.yaml", |_| "mark_drafts: no\n".into());
    workspace.clean(&["build"]);
    assert!(!workspace.read("out/public/site/measures.html").to_lowercase().contains("draft"));
}

#[test]
fn approve_requires_the_digest_of_the_current_review() {
    let workspace = Workspace::new(AUTUMN);
    // No terminal and no digest.
    let unread = workspace.run(&["approve", "--all", "--by", "Jane Doe"]);
    assert_eq!(unread.status.code(), Some(2));
    assert!(support::stderr(&unread).contains("not running in a terminal"));
    let digest = legal::digest(&workspace.review(&[]));
    workspace.edit("data/measures.yaml", |it| it.replace("AES-256", "AES-128"));
    let moved = workspace.run(&["approve", "--all", "--by", "Jane Doe", "--reviewed", &digest]);
    assert_eq!(moved.status.code(), Some(2));
    assert!(
        support::stderr(&moved).contains("differ from those that were reviewed"),
        "{}",
        support::stderr(&moved)
    );
    assert!(!workspace.path("data/approvals.yaml").exists());
    // A single fact; for an unknown id, similar ids are suggested.
    let digest = legal::digest(&workspace.review(&[]));
    let unknown = workspace.run(&["approve", "measure/encription", "--by", "Jane", "--reviewed", &digest]);
    assert!(
        support::stderr(&unknown).contains("did you mean `measure/encryption"),
        "{}",
        support::stderr(&unknown)
    );
    workspace.clean(&["approve", "measure/encryption", "--by", "Jane", "--reviewed", &digest]);
    let ledger = workspace.read("data/approvals.yaml");
    assert_eq!(ledger.matches("    - id: ").count(), ledger.matches("    - id: measure/encryption/").count());
    assert!(ledger.contains("measure/encryption/summary"));
    // Nothing is approved without a name.
    let unnamed = workspace.run(&["approve", "--all", "--by", " \u{202e}", "--reviewed", &digest]);
    assert_eq!(unnamed.status.code(), Some(2));
}

#[test]
fn a_review_hides_content_above_its_audience() {
    let workspace = Workspace::new(AUTUMN);
    let public = workspace.review(&["--audience", "public"]);
    assert!(public.contains("Encryption at rest") && !public.contains("independent firm"), "{public}");
    assert!(workspace.review(&[]).contains("independent firm"));
}

/// At a terminal (provided by `script` of util-linux) the redline is shown and a confirmation is required.
#[cfg(target_os = "linux")]
#[test]
fn approve_asks_for_confirmation_at_a_terminal() {
    use std::{io::Write, process::Stdio};
    let cases = [("n\n", false), ("y\n", true)];
    each_case(cases, |(printed, approved)| {
        let workspace = Workspace::new(AUTUMN);
        let line = format!(
            "'{}' --root '{}' approve measure/encryption --by Jane",
            env!("CARGO_BIN_EXE_factum"),
            workspace.root().display()
        );
        let mut command = std::process::Command::new("script");
        command
            .args(["-qec", &line, "/dev/null"])
            .env("FACTUM_CLOCK", legal::day(AUTUMN))
            .env("NO_COLOR", "1");
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.as_mut().unwrap().write_all(printed.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let shown = support::stdout(&output);
        assert!(
            shown.contains("Customer data is encrypted at rest with AES-256.")
                && shown.contains("Does Jane approve 3 claims?"),
            "{shown}"
        );
        assert_eq!(workspace.path("data/approvals.yaml").exists(), approved, "{shown}");
    });
}

#[test]
fn a_review_quotes_conflicting_sources() {
    let workspace = legal::approved();
    support::put(
        workspace.root(),
        "data/conflicts.yaml",
        "cloud:\n  name: Location of the hosting\n  about: subprocessor/cloudhost\n  kept: {says: Hosted in \
         Germany, by: {of: handbook, at: Hosting}}\n  set_aside: [{says: Hosted in Ireland, by: {of: \
         handbook, at: Annex}}]\n  reason: The annex is older\n  source: handbook\n",
    );
    let review = workspace.review(&[]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        review.contains("kept: “Hosted in Germany” (source/handbook: Hosting)")
            && review.contains("set aside: “Hosted in Ireland” (source/handbook: Annex)"),
        "{review}"
    );
}

#[test]
fn settings_are_not_called_published_for_an_audience() {
    let workspace = Workspace::new(AUTUMN);
    let review = workspace.review(&["--format", "markdown"]);
    let row = review.lines().find(|it| it.contains("`site/settings`")).unwrap();
    assert!(row.contains("| added, setting that takes effect for the public audience |"), "{row}");
    assert!(review.contains("added, public |"), "{review}");
}
