//! Deliveries to customers: recorded once, reported if changed, and hidden from audiences that may not see
//! them.

use crate::support::{
    self, each_case,
    legal::{self, AUTUMN, Workspace, approved, check},
};
use std::fs;

#[test]
fn killing_the_sent_command_leaves_complete_records() {
    let answered = || {
        let workspace = approved();
        workspace.customer("borealis.csv", "Borealis AG");
        workspace
    };
    legal::kill_at_each_change(
        answered,
        |_| vec!["sent".into()],
        "data/sent",
        |workspace| {
            check(workspace, 0);
            let written = workspace.path("data/sent/2026-10-01-borealis-ag-borealis.yaml").exists();
            workspace.clean(&["sent"]);
            let files = fs::read_dir(workspace.path("data/sent"))
                .unwrap()
                .map(|it| it.unwrap().file_name().into_string().unwrap());
            let shown: Vec<_> = files.filter(|it| !it.starts_with('.')).collect();
            assert_eq!(shown, ["2026-10-01-borealis-ag-borealis.yaml"]);
            written
        },
    );
}

#[test]
fn a_changed_delivery_record_is_reported() {
    let workspace = approved();
    workspace.customer("borealis.csv", "Borealis AG");
    workspace.clean(&["sent"]);
    let path = "data/sent/2026-10-01-borealis-ag-borealis.yaml";
    let whole = workspace.read(path);
    let cases = [
        ("AES-256", "AES-128", "changed-ledger"),
        ("customer: \"Borealis AG\"", "customer: \"Borealis SE\"", "changed-ledger"),
        ("on: 2026-10-01", "on: 2026-09-01", "changed-ledger"),
        ("delivered:\n", "deliver:\n", "broken-ledger"),
        ("# What", "<<<<<<< HEAD\n# What", "merge-conflict"),
    ];
    each_case(cases, |(old, new, code)| {
        workspace.edit(path, |_| whole.replacen(old, new, 1));
        assert_ne!(workspace.read(path), whole, "{old}");
        let printed = check(&workspace, 1);
        assert!(printed.contains(&format!("error[{code}]")) && printed.contains(path), "{old}: {printed}");
    });
}

#[test]
fn deliveries_are_recorded_once_and_unchanged() {
    let mut workspace = approved();
    // There is no answered questionnaire yet.
    let nothing = workspace.run(&["sent"]);
    assert!(support::stderr(&nothing).contains("nothing new to record"), "{}", support::stderr(&nothing));
    workspace.customer("borealis.csv", "Borealis AG");
    workspace.customer("borealis.csv", "Zephyr SA");
    // Files of the same name from two customers have separate folders.
    assert!(workspace.path("out/public/questionnaires/zephyr-sa--borealis/borealis.csv").is_file());
    workspace.on(AUTUMN + 3 * 86_400);
    // Neither in the future nor before it was answered.
    let cases = [
        ("2026-10-05", "`--on 2026-10-05` is in the future"),
        ("2026-09-30", "so it cannot have been sent earlier, on 2026-09-30"),
    ];
    each_case(cases, |(day, why)| {
        let rejected = workspace.run(&["sent", "--on", day]);
        assert_eq!(rejected.status.code(), Some(2));
        assert!(support::stderr(&rejected).contains(why), "{}", support::stderr(&rejected));
    });
    workspace.clean(&["sent", "borealis-ag--borealis", "--on", "2026-10-02"]);
    assert!(workspace.read("data/sent/2026-10-02-borealis-ag-borealis.yaml").contains("on: 2026-10-02"));
    let again = workspace.run(&["sent", "borealis-ag--borealis"]);
    assert!(
        support::stderr(&again).contains(
            "is already recorded as sent on 2026-10-02; a second delivery on 2026-10-04 was not recorded"
        ),
        "{}",
        support::stderr(&again)
    );
    let again = workspace.run(&["sent", "borealis-ag--borealis", "--on", "2026-10-02"]);
    assert!(!support::stderr(&again).contains("a second delivery"), "{}", support::stderr(&again));
    // No earlier date is accepted for a recorded delivery either.
    let again = workspace.run(&["sent", "borealis-ag--borealis", "--on", "2026-09-30"]);
    assert_eq!(again.status.code(), Some(2), "{}", support::stderr(&again));
    assert!(
        support::stderr(&again).contains("so it cannot have been sent earlier, on 2026-09-30"),
        "{}",
        support::stderr(&again)
    );
    // The filled file was edited by hand: this is reported, and the digest is that of the edited file.
    let file = "out/public/questionnaires/zephyr-sa--borealis/borealis.csv";
    workspace.edit(file, |it| it + "# by hand\n");
    let printed = workspace.run(&["sent"]);
    assert!(
        support::stderr(&printed)
            .contains("was edited after `factum answer` wrote it; the answers in it are unchanged"),
        "{}",
        support::stderr(&printed)
    );
    let unknown = workspace.run(&["sent", "borealiss"]);
    assert_eq!(unknown.status.code(), Some(2));
    let unknown = workspace.run(&["recall", "Nobody"]);
    assert!(
        support::stderr(&unknown).contains("no customer in `data/sent` called"),
        "{}",
        support::stderr(&unknown)
    );
    // A build keeps answered questionnaires, and ledgers are not loaded as facts.
    workspace.clean(&["build"]);
    assert!(workspace.path(file).is_file());
}

#[test]
fn the_later_of_two_deliveries_on_one_day_counts() {
    let workspace = approved();
    workspace.customer("cirrus.csv", "Cirrus Ltd");
    workspace.clean(&["sent"]);
    let former = workspace.read("data/subprocessors.yaml");
    workspace
        .edit("data/subprocessors.yaml", |it| it.replace("Hosting of the application", "Hosting and mail"));
    workspace.customer("cirrus.csv", "Cirrus Ltd");
    let printed = workspace.run(&["sent", "cirrus-ltd--cirrus"]);
    assert!(
        support::stderr(&printed).contains("1 answer of `cirrus-ltd--cirrus` had no approval"),
        "{}",
        support::stderr(&printed)
    );
    assert!(!workspace.review(&[]).contains("Affected customers"));
    workspace.edit("data/subprocessors.yaml", |_| former);
    let review = workspace.review(&[]);
    assert!(
        review.contains("Affected customers") && review.contains("[-and mail-]{+of the application+}"),
        "{review}"
    );
    assert!(
        support::stdout(&workspace.run(&["recall", "cirrus"]))
            .contains("one answer has changed since it was delivered to this customer")
    );
    // The first text is delivered again, so it counts; it is recorded already, so it must be named to be
    // recorded again.
    workspace.customer("cirrus.csv", "Cirrus Ltd");
    let named = workspace.run(&["sent"]);
    assert!(
        support::stderr(&named)
            .contains("if it was sent again, pass its name: `factum sent cirrus-ltd--cirrus`"),
        "{}",
        support::stderr(&named)
    );
    workspace.clean(&["sent", "cirrus-ltd--cirrus"]);
    assert!(workspace.read("data/sent/2026-10-01-cirrus-ltd-cirrus--3.yaml").contains("number: 3"));
    assert!(!workspace.review(&[]).contains("Affected customers"));
    let again = workspace.run(&["sent"]);
    assert!(support::stderr(&again).contains("is already recorded"), "{}", support::stderr(&again));
}

#[test]
fn answers_edited_in_the_output_are_not_recorded() {
    let workspace = approved();
    workspace.customer("borealis.csv", "Borealis AG");
    workspace.edit("out/public/questionnaires/borealis-ag--borealis/answers.json", |it| {
        it.replace("AES-256", "AES-512")
    });
    let rejected = workspace.run(&["sent"]);
    assert_eq!(rejected.status.code(), Some(2));
    assert!(
        support::stderr(&rejected).contains("was changed after `factum answer` wrote it"),
        "{}",
        support::stderr(&rejected)
    );
    assert!(!workspace.path("data/sent").exists());
}

#[test]
fn an_answer_under_a_new_id_is_still_valid() {
    let workspace = approved();
    workspace.customer("borealis.csv", "Borealis AG");
    workspace.clean(&["sent"]);
    workspace.edit("data/answers/library.yaml", |it| it.replace("encryption-at-rest:", "encryption-rest:"));
    assert!(!workspace.review(&[]).contains("Affected customers"));
    assert!(!workspace.path("out/notices").exists());
    assert!(
        support::stdout(&workspace.run(&["recall", "borealis"]))
            .contains("everything delivered to this customer is the same as the current data")
    );
    // Not if the text differs.
    workspace.edit("data/answers/library.yaml", |it| it.replace("'yes' if", "'partial' if"));
    assert!(workspace.review(&[]).contains("Affected customers"));
}

/// On file systems without an atomic exchange, a killed run may leave the former folder under a hidden name.
#[test]
fn a_questionnaire_hidden_by_a_killed_run_is_restored() {
    let workspace = approved();
    workspace.customer("borealis.csv", "Borealis AG");
    let folder = workspace.path("out/public/questionnaires");
    fs::rename(folder.join("borealis-ag--borealis"), folder.join(".old-borealis-ag--borealis")).unwrap();
    workspace.clean(&["build"]);
    assert!(folder.join("borealis-ag--borealis/review.yaml").is_file());
    workspace.clean(&["sent"]);
    assert!(workspace.path("data/sent/2026-10-01-borealis-ag-borealis.yaml").is_file());
}

#[test]
fn the_same_text_under_another_question_is_a_different_answer() {
    let workspace = Workspace::new(AUTUMN);
    workspace.edit("data/answers/library.yaml", |it| {
        it + "soc:\n  question: Do you hold a current SOC 2 report?\n  topic: Certification\n  verdict: \
              yes\n  text: We do; see our trust page.\ngdpr:\n  question: Do you sign a data processing \
              agreement?\n  topic: Privacy\n  verdict: yes\n  text: We do; see our trust page.\ntested:\n  \
              question: Are you tested by a third party?\n  topic: Testing\n  verdict: yes\n  text: We are.\n"
    });
    workspace.approve_all();
    support::put(
        workspace.root(),
        "k.csv",
        "No,Question,Answer\n1,Do you hold a current SOC 2 report?,\n2,Are you tested by a third party?,\n",
    );
    workspace.clean(&["answer", &workspace.path("k.csv").display().to_string(), "--customer", "Kunde"]);
    workspace.clean(&["sent"]);
    // Only the id differs: nothing is due, approved or not.
    workspace.edit("data/answers/library.yaml", |it| it.replace("\ntested:", "\ntested-by:"));
    assert!(!workspace.review(&[]).contains("Affected customers") && !workspace.path("out/notices").exists());
    workspace.approve_all();
    assert!(!workspace.review(&[]).contains("Affected customers") && !workspace.path("out/notices").exists());
    workspace.edit("data/answers/library.yaml", |it| it.replace("\nsoc:", "\nsoc:\n  draft: yes"));
    let review = workspace.review(&[]);
    assert!(
        review.contains("Affected customers") && review.contains("Do you hold a current SOC 2 report?"),
        "{review}"
    );
    let notice = workspace.read("out/notices/kunde.md");
    assert!(
        notice.contains("We withdraw this answer; please do not rely on it any longer.")
            && notice.contains("Draft, not to be sent")
            && !notice.contains("third party"),
        "{notice}"
    );
}

#[test]
fn concurrent_records_get_consecutive_numbers() {
    let workspace = approved();
    workspace.customer("cirrus.csv", "Cirrus Ltd");
    workspace.customer("borealis.csv", "Borealis AG");
    let names = ["cirrus-ltd--cirrus", "borealis-ag--borealis"];
    let children: Vec<_> = names.iter().map(|it| workspace.command(&["sent", it]).spawn().unwrap()).collect();
    children.into_iter().for_each(|mut it| assert!(it.wait().unwrap().success()));
    let records =
        ["data/sent/2026-10-01-cirrus-ltd-cirrus.yaml", "data/sent/2026-10-01-borealis-ag-borealis.yaml"]
            .map(|it| workspace.read(it));
    let cases = ["number: 1\n", "number: 2\n"];
    each_case(cases, |number| {
        assert_eq!(records.iter().filter(|it| it.contains(number)).count(), 1, "{number}");
    });
}

#[test]
fn custom_text_is_not_a_library_answer() {
    let workspace = approved();
    workspace.customer("cirrus.csv", "Cirrus Ltd");
    let review = "out/public/questionnaires/cirrus-ltd--cirrus/review.yaml";
    workspace
        .edit(review, |it| it.replacen("decision: {}", "decision: {text: \"None at all.\", by: Jane}", 1));
    workspace.customer("cirrus.csv", "Cirrus Ltd");
    workspace.clean(&["sent"]);
    let record = workspace.read("data/sent/2026-10-01-cirrus-ltd-cirrus.yaml");
    assert!(
        record.contains("answer: words/")
            && record.contains("text: \"None at all.\"")
            && !record.contains("Cloudhost"),
        "{record}"
    );
    let recall = support::stdout(&workspace.run(&["recall", "cirrus"]))
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(
        recall.contains("one other answer is not from the library")
            && recall.contains("custom text; a person must check it"),
        "{recall}"
    );
    // Neither is a verdict that a person decided.
    workspace.edit(review, |text| {
        let without = text.replacen("decision: {text: \"None at all.\", by: Jane}", "decision:  {}", 1);
        without.replacen("decision: {}", "decision: {verdict: partial, by: Jane}", 1)
    });
    workspace.customer("cirrus.csv", "Cirrus Ltd");
    workspace.clean(&["sent", "cirrus-ltd--cirrus"]);
    let record = workspace.read("data/sent/2026-10-01-cirrus-ltd-cirrus--2.yaml");
    assert!(
        record.contains("answer: words/")
            && record.contains("verdict: partial")
            && record.contains("answer: answer/subprocessors"),
        "{record}"
    );
    // A verdict without a cell in the file was not delivered: the text is from the library.
    workspace.edit(review, |it| {
        it.replacen("decision:  {}", "decision: {verdict: partial, by: Jane}", 1).replacen(
            "decision: {}",
            "decision: {verdict: partial, by: Jane}",
            1,
        )
    });
    workspace.customer("cirrus.csv", "Cirrus Ltd");
    workspace.edit("out/public/questionnaires/cirrus-ltd--cirrus/cirrus.csv", |it| it + "\n");
    workspace.clean(&["sent", "cirrus-ltd--cirrus"]);
    let record = workspace.read("data/sent/2026-10-01-cirrus-ltd-cirrus--3.yaml");
    let first = record.split("  - question: ").nth(1).unwrap();
    assert!(first.contains("answer: answer/subprocessors") && !first.contains("verdict: "), "{record}");
    // The review lists it and drafts no notice for it.
    let shown = workspace.review(&[]);
    assert!(
        shown.contains("Custom text for one customer")
            && shown.contains("Which subprocessors handle customer data?"),
        "{shown}"
    );
    assert!(!workspace.path("out/notices").exists());
}

#[test]
fn different_customer_names_are_kept_separate() {
    let workspace = approved();
    for (file, customer) in [("gmbh-sec.csv", "Acme"), ("sec.csv", "Acme GmbH")] {
        let path = workspace.path(file);
        std::fs::copy(support::sample().join("tests/cases/legal/cirrus.csv"), &path).unwrap();
        workspace.clean(&["answer", &path.display().to_string(), "--customer", customer]);
    }
    workspace.clean(&["sent"]);
    assert_eq!(std::fs::read_dir(workspace.path("data/sent")).unwrap().count(), 2);
    let workspace = approved();
    for name in ["Foo Bar", "Foo & Bar", "Foo-Bar", "foo  bar"] {
        workspace.customer("cirrus.csv", name);
    }
    workspace.clean(&["sent"]);
    let recorded = fs::read_dir(workspace.path("data/sent")).unwrap().count();
    // Letter case and spaces do not make a different customer.
    assert_eq!(recorded, 3);
    let recall = workspace.run(&["recall", "foo"]);
    assert!(support::stderr(&recall).contains("matches several customers"), "{}", support::stderr(&recall));
}

#[test]
fn unknown_files_among_the_records_are_reported() {
    let workspace = approved();
    workspace.customer("cirrus.csv", "Cirrus Ltd");
    workspace.clean(&["sent"]);
    let record = workspace.path("data/sent/2026-10-01-cirrus-ltd-cirrus.yaml");
    fs::copy(&record, workspace.path("data/sent/copy.yaml")).unwrap();
    assert!(check(&workspace, 0).contains("warning[duplicate-entry]"));
    fs::rename(workspace.path("data/sent/copy.yaml"), workspace.path("data/sent/copy.yml")).unwrap();
    assert!(check(&workspace, 1).contains("error[unknown-file]"));
    fs::remove_dir_all(workspace.path("data/sent")).unwrap();
    workspace.edit("data/sent", |_| String::new());
    assert!(check(&workspace, 1).contains("error[unknown-file]"));
}

#[test]
fn a_review_shows_no_delivery_for_a_narrower_audience() {
    let workspace = Workspace::new(AUTUMN);
    workspace.edit("data/answers/library.yaml", |it| {
        it + "pentest:\n  audience: nda\n  question: Is the application penetration tested?\n  verdict: \
              {expression: \"'yes' if measure.pentest.statement else 'no'\"}\n  text: '{{ \
              say(\"measure/pentest/summary\") }}'\n"
    });
    workspace.approve_all();
    support::put(
        workspace.root(),
        "f.csv",
        "No,Question,Answer\n1,Is the application penetration tested?,\n2,Are you certified to ISO/IEC \
         27001?,\n",
    );
    let file = workspace.path("f.csv").display().to_string();
    workspace.clean(&["answer", &file, "--customer", "Ndaco", "--audience", "nda"]);
    workspace.clean(&["sent"]);
    let all = workspace.review(&[]);
    assert!(!all.contains("Affected customers") && !workspace.path("out/notices").exists(), "{all}");
    // The answers under NDA and the public ones have changed.
    workspace.edit("data/measures.yaml", |it| {
        it.replace("independent firm", "independent firm of testers").replace("AES-256", "AES-512")
    });
    let all = workspace.review(&["--as-of", "2026-10-02"]);
    assert!(all.contains("Ndaco") && all.contains("independent firm"), "{all}");
    let public = workspace.review(&["--audience", "public"]);
    assert!(
        public.contains("AES-512") && !public.contains("Ndaco") && !public.contains("independent firm"),
        "{public}"
    );
    assert!(!workspace.path("out/notices").exists());
    assert_eq!(workspace.run(&["recall", "Ndaco", "--audience", "public"]).status.code(), Some(2));
    assert!(support::stdout(&workspace.run(&["recall", "Ndaco"])).contains("independent firm"));
    assert_eq!(workspace.run(&["sent", "--notice", "Ndaco", "--audience", "public"]).status.code(), Some(2));
}
