//! What is recorded as delivered: the texts of the filled file, cell by cell, and each delivery once.

use std::fs;

use crate::support::{
    self, each_case,
    legal::{WINTER, Workspace, approved, records, sent},
};

/// Answers a file with these lines for a customer; returns the output folder.
#[track_caller]
pub fn answer(workspace: &Workspace, name: &str, lines: &str, customer: &str, further: &[&str]) -> String {
    support::put(workspace.root(), name, lines);
    let path = workspace.path(name).display().to_string();
    workspace.clean(&[&["answer", &path, "--customer", customer], further].concat());
    let folder = customer.to_lowercase().replace(' ', "-");
    format!("out/public/questionnaires/{folder}--{}", name.split('.').next().unwrap())
}

pub const PLAIN: &str =
    "No,Question,Answer\n1,Are you certified to ISO/IEC 27001?,\n2,Is customer data encrypted at rest?,\n";

const YES_NO: &str = "No,Question,Answer (Yes/No),Comment\n1,Are you certified to ISO/IEC 27001?,,\n2,Is \
                      customer data encrypted at rest?,,\n";

#[test]
fn answers_that_were_not_written_are_not_recorded() {
    let workspace = approved();
    let prefilled =
        PLAIN.replace("27001?,", "27001?,Yes we are").replace("rest?,", "rest?,[Supplier response]");
    answer(&workspace, "k.csv", &prefilled, "Ems GmbH", &[]);
    let printed = sent(&workspace, &[]);
    assert!(printed.contains("1 answer in `k.csv` is not from factum; recorded as custom text"), "{printed}");
    let record = workspace.read("data/sent/2026-10-01-ems-gmbh-k.yaml");
    assert!(
        !record.contains("answer: answer/iso") && !record.contains("certified to ISO/IEC 27001, since"),
        "{record}"
    );
    assert!(
        record.contains("answer: words/") && record.contains("text: \"Yes we are\"\n    origin: file"),
        "{record}"
    );
    let recall = support::stdout(&workspace.run(&["recall", "ems"]));
    assert!(
        recall.contains("not from the library; a person must check it") && recall.contains("Yes we are"),
        "{recall}"
    );
    // A customer gets no notice about answers that were not delivered to it.
    let mut workspace = workspace;
    workspace.on(WINTER);
    let review = workspace.review(&[]);
    assert!(!review.contains("Affected customers") && !workspace.path("out/notices").exists(), "{review}");
}

#[test]
fn a_file_without_answers_is_not_recorded() {
    let workspace = approved();
    let folder = answer(&workspace, "k.csv", PLAIN, "Ems GmbH", &[]);
    workspace.edit(&format!("{folder}/k.csv"), |_| PLAIN.to_owned());
    let printed = sent(&workspace, &[]);
    assert!(
        printed.contains("ems-gmbh--k to Ems GmbH: `k.csv` has no answers; nothing was recorded"),
        "{printed}"
    );
    assert!(records(&workspace).is_empty());
}

#[test]
fn a_verdict_or_text_that_is_not_in_the_file_is_not_recorded() {
    let mut workspace = approved();
    let folder = answer(&workspace, "k.csv", YES_NO, "Ems GmbH", &[]);
    // The text of one answer and the verdict of the other are removed by hand.
    workspace.edit(&format!("{folder}/k.csv"), |text| {
        let without = |line: &str| match line.split_once("27001?,Yes,") {
            Some((before, _)) => format!("{before}27001?,Yes,\n"),
            None => line.replace("rest?,Yes,", "rest?,,") + "\n",
        };
        text.lines().map(without).collect()
    });
    sent(&workspace, &[]);
    let record = workspace.read("data/sent/2026-10-01-ems-gmbh-k.yaml");
    let (first, second) = record.split_once("  - question: \"Is customer").unwrap();
    assert!(first.contains("    verdict: yes\n    part: verdict\n") && !first.contains("text: "), "{record}");
    assert!(
        !second.contains("verdict: ")
            && second.contains("    part: text\n")
            && second.contains("with AES-256."),
        "{record}"
    );
    // A changed text with the same verdict does not affect a customer who received the verdict only.
    workspace.edit("data/certifications.yaml", |it| {
        it.replace("is valid from", "is good from").replace("auditor: Zert AG", "auditor: Cert AG")
    });
    workspace.edit("data/answers/library.yaml", |it| {
        it.replacen(
            "{{ say(\"certification/iso-27001/summary\") }}",
            "We are. {{ say(\"certification/iso-27001/summary\") }}",
            1,
        )
    });
    assert!(!workspace.review(&[]).contains("Affected customers"));
    // A changed verdict does.
    workspace.on(WINTER);
    let review = workspace.review(&[]);
    assert!(review.contains("Affected customers") && review.contains("Are you certified"), "{review}");
    assert!(!review[review.find("Affected customers").unwrap()..].contains("encrypted at rest"), "{review}");
}

#[test]
fn edited_answers_are_recorded_as_they_are_in_the_file() {
    let workspace = approved();
    let folder = answer(&workspace, "k.csv", YES_NO, "Ems GmbH", &[]);
    let file = format!("{folder}/k.csv");
    // The text of one answer and the verdict of the other are edited, and a line above moves both.
    workspace.edit(&file, |text| {
        let edited =
            text.replace("with AES-256.", "mostly with AES-256.").replace("27001?,Yes,", "27001?,No,");
        assert_ne!(edited, text);
        format!("Confidential,,,\n{edited}")
    });
    let printed = sent(&workspace, &[]);
    assert!(
        printed.contains(
            "`k.csv` was edited after `factum answer` wrote it; 2 answers are recorded with the content now \
             in the file"
        ),
        "{printed}"
    );
    let record = workspace.read("data/sent/2026-10-01-ems-gmbh-k.yaml");
    assert!(!record.contains("answer: answer/") && record.matches("origin: edited").count() == 2, "{record}");
    assert!(
        record
            .contains("verdict: yes\n    text: \"Customer data is encrypted at rest mostly with AES-256.\""),
        "{record}"
    );
    assert!(record.contains("verdict: no\n    text: \"Nordlicht is certified"), "{record}");
    assert!(!record.contains("facts: [") && !record.contains("statements: ["), "{record}");
    let recall = support::stdout(&workspace.run(&["recall", "ems"]));
    assert!(recall.contains("Edited after factum wrote it."), "{recall}");
    // Only the edited text is custom text.
    let folder = answer(&workspace, "m.csv", YES_NO, "Ems GmbH", &[]);
    workspace.edit(&format!("{folder}/m.csv"), |it| {
        it.replace("with AES-256.", "mostly with AES-256.") + "3,Anything else?,No,Call us.\n"
    });
    sent(&workspace, &[]);
    let record = workspace.read("data/sent/2026-10-01-ems-gmbh-m.yaml");
    assert!(
        record.contains("answer: answer/iso-27001\n    verdict: yes\n    text: ")
            && record.contains("mostly with"),
        "{record}"
    );
}

#[test]
fn an_answer_typed_into_the_file_is_recorded_as_custom() {
    let workspace = approved();
    let lines = PLAIN.to_owned() + "3,How many llamas do you keep?,\n";
    let folder = answer(&workspace, "k.csv", &lines, "Ems GmbH", &[]);
    workspace.edit(&format!("{folder}/k.csv"), |it| it.replace("keep?,", "keep?,Three."));
    let printed = sent(&workspace, &[]);
    assert!(printed.contains("1 answer in `k.csv` is not from factum"), "{printed}");
    let record = workspace.read("data/sent/2026-10-01-ems-gmbh-k.yaml");
    assert!(
        record.contains("text: \"Three.\"\n    origin: file")
            && record.matches("answer: answer/").count() == 2,
        "{record}"
    );
}

#[test]
fn a_file_with_ambiguous_answers_is_rejected() {
    let workspace = approved();
    let folder = answer(&workspace, "k.csv", PLAIN, "Ems GmbH", &[]);
    let file = format!("{folder}/k.csv");
    let whole = workspace.read(&file);
    let cases = [
        (whole.replace("Is customer data encrypted at rest?", "What about it?"), "is no longer where it was"),
        (String::from("\0\0\0"), "cannot be"),
    ];
    each_case(cases, |(edited, why)| {
        workspace.edit(&file, |_| edited);
        let rejected = workspace.run(&["sent"]);
        assert_eq!(rejected.status.code(), Some(2));
        let words = support::stderr(&rejected);
        assert!(
            words.contains("was edited after `factum answer` wrote it") && words.contains(why),
            "{words}"
        );
        assert!(records(&workspace).is_empty());
    });
}

#[test]
fn each_delivery_is_recorded_once_in_any_order() {
    let workspace = approved();
    answer(&workspace, "list.csv", PLAIN, "Borealis AG", &[]);
    answer(&workspace, "list-2.csv", &PLAIN.replace("1,", "7,"), "Borealis AG", &[]);
    answer(&workspace, "list.csv", PLAIN, "Borealis AG", &["--audience", "nda"]);
    answer(&workspace, "list.csv", PLAIN, "Cirrus Ltd", &[]);
    for _ in 0..4 {
        sent(&workspace, &[]);
    }
    for folder in ["borealis-ag--list-2", "cirrus-ltd--list", "borealis-ag--list-2"] {
        sent(&workspace, &[folder]);
    }
    for audience in ["nda", "public", "nda"] {
        sent(
            &workspace,
            &[&workspace
                .path(&format!("out/{audience}/questionnaires/borealis-ag--list"))
                .display()
                .to_string()],
        );
    }
    let expected = [
        "2026-10-01-borealis-ag-list--2.yaml",
        "2026-10-01-borealis-ag-list-2.yaml",
        "2026-10-01-borealis-ag-list.yaml",
        "2026-10-01-cirrus-ltd-list.yaml",
    ];
    assert_eq!(records(&workspace), expected);
    // Answering the file again does not create another delivery.
    answer(&workspace, "list.csv", PLAIN, "Borealis AG", &[]);
    sent(&workspace, &[]);
    assert_eq!(records(&workspace), expected);
}

#[test]
fn outdated_answers_are_not_recorded_as_sent_today() {
    let mut workspace = approved();
    answer(&workspace, "list.csv", PLAIN, "Borealis AG", &[]);
    answer(&workspace, "list-2.csv", &PLAIN.replace("1,", "7,"), "Borealis AG", &[]);
    sent(&workspace, &[]);
    workspace.on(WINTER);
    workspace.approve_all();
    workspace.review(&[]);
    sent(&workspace, &["--notice", "borealis"]);
    let before = records(&workspace);
    for _ in 0..3 {
        let printed = sent(&workspace, &[]);
        assert!(
            printed.contains(
                "borealis-ag--list to Borealis AG is already recorded as sent on 2026-10-01, and different \
                 answers were sent since"
            ),
            "{printed}"
        );
        assert_eq!(records(&workspace), before);
    }
    assert!(!workspace.review(&[]).contains("Affected customers"));
    // A delivery that is named is recorded once more, but only once.
    for _ in 0..2 {
        sent(&workspace, &["borealis-ag--list"]);
    }
    assert_eq!(records(&workspace).len(), before.len() + 1);
    assert!(workspace.review(&[]).contains("Affected customers"));
    // Answered today, it is another delivery with a different text.
    answer(&workspace, "list.csv", PLAIN, "Borealis AG", &[]);
    sent(&workspace, &["borealis-ag--list"]);
    sent(&workspace, &[]);
    assert_eq!(records(&workspace).len(), before.len() + 2);
    assert!(!workspace.review(&[]).contains("Affected customers"));
}

#[test]
fn a_deleted_record_is_reported() {
    let workspace = approved();
    for customer in ["Ada", "Bea", "Cid", "Dee"] {
        answer(&workspace, "list.csv", PLAIN, customer, &[]);
    }
    sent(&workspace, &[]);
    support::legal::check(&workspace, 0);
    let cases = [("bea", "delivery record 2 is missing"), ("ada", "delivery records 1 to 2 are missing")];
    each_case(cases, |(customer, says)| {
        fs::remove_file(workspace.path(&format!("data/sent/2026-10-01-{customer}-list.yaml"))).unwrap();
        let printed = support::legal::check(&workspace, 1);
        assert!(printed.contains("error[removed-entry]") && printed.contains(says), "{printed}");
    });
}

/// Two branches used the same record number; removing one of the records leaves no gap.
#[test]
fn a_deleted_record_of_a_branch_is_reported() {
    let workspace = approved();
    let path = |customer: &str| workspace.path(&format!("data/sent/2026-10-01-{customer}-list.yaml"));
    let record = |customer: &str| {
        answer(&workspace, "list.csv", PLAIN, customer, &[]);
        sent(&workspace, &[&format!("{}--list", customer.to_lowercase())]);
    };
    record("Ada");
    // First one branch, then the other without the record.
    record("Bea");
    let branch = fs::read(path("bea")).unwrap();
    fs::remove_file(path("bea")).unwrap();
    fs::remove_file(workspace.path("out/ledgers.json")).unwrap();
    record("Cid");
    fs::write(path("bea"), &branch).unwrap();
    let printed = support::legal::check(&workspace, 0);
    assert!(
        printed.contains("warning[duplicate-entry]") && printed.contains("both have number 2"),
        "{printed}"
    );
    record("Dee");
    let dee = fs::read_to_string(path("dee")).unwrap();
    assert!(
        dee.contains("number: 3\nafter: [")
            && dee.lines().any(|it| it.starts_with("after: ") && it.matches(", ").count() == 1),
        "{dee}"
    );
    assert!(!support::legal::check(&workspace, 0).contains("duplicate-entry"));
    let cases = ["bea", "cid"];
    each_case(cases, |customer| {
        let whole = fs::read(path(customer)).unwrap();
        fs::remove_file(path(customer)).unwrap();
        let printed = support::legal::check(&workspace, 1);
        assert!(printed.contains("a delivery record before this one is missing"), "{printed}");
        fs::write(path(customer), whole).unwrap();
    });
    support::legal::check(&workspace, 0);
}

#[test]
fn every_text_in_answer_and_comment_cells_is_recorded() {
    let workspace = approved();
    let lines = "No,Question,Answer,Comment\n1,Are you certified to ISO/IEC 27001?,,\n2,Do you keep \
                 goats?,,\n3,Do you keep bees?,,old: two hives\n";
    let folder = answer(&workspace, "k.csv", lines, "Ems GmbH", &[]);
    // As received, with its original content.
    let printed = sent(&workspace, &[]);
    assert!(printed.contains("1 answer in `k.csv` is not from factum; recorded as custom text"), "{printed}");
    let record = workspace.read("data/sent/2026-10-01-ems-gmbh-k.yaml");
    assert!(
        record.contains("question: \"Do you keep bees?\"")
            && record.contains("text: \"old: two hives\"\n    origin: file"),
        "{record}"
    );
    // Edits by hand: a comment, a row in the middle, one at the end, and a repeated known question.
    workspace.edit(&format!("{folder}/k.csv"), |it| {
        it.replace(
            "2,Do you keep goats?,,",
            "1b,Do you hold a SOC 2 report?,\"Yes, type 2\",\n2,Do you keep goats?,,Three goats",
        ) + "4,Do you have an SLA?,100% uptime,\n5,Do you keep goats?,Yes,\n"
    });
    let rejected = workspace.run(&["sent", "--require-approved"]);
    let printed = support::stderr(&rejected);
    assert_eq!(rejected.status.code(), Some(2), "{printed}");
    let cases = ["Do you hold a SOC 2 report?", "Do you keep goats?", "Do you have an SLA?"];
    each_case(cases, |question| {
        assert!(printed.contains(&format!("custom text for \"{question}\"")), "{question}: {printed}");
    });
    sent(&workspace, &["ems-gmbh--k"]);
    let record = workspace.read("data/sent/2026-10-01-ems-gmbh-k--2.yaml");
    let cases =
        ["Yes, type 2", "Three goats", "100% uptime", "text: \"Yes\"", "number: \"1b\"", "old: two hives"];
    each_case(cases, |words| {
        assert!(record.contains(words), "{words}: {record}");
    });
    assert!(record.contains("answer: answer/iso-27001"), "{record}");
}
