//! Reused ids: a delivered answer whose id now belongs to another question is compared with the entry that
//! answers the original question, or is reported as no longer stated.

use crate::support::{
    self, each_case,
    legal::{Workspace, approved},
};

const LIBRARY: &str = "data/answers/library.yaml";
const NOTICE: &str = "out/notices/borealis-ag.md";
const ASKED: &str = "question: Is customer data encrypted at rest?";
const TEXT: &str = "Customer data is encrypted at rest with AES-256.";

/// The two answers of `borealis.csv` were delivered to a customer.
fn delivered() -> Workspace {
    let workspace = approved();
    workspace.customer("borealis.csv", "Borealis AG");
    workspace.clean(&["sent"]);
    workspace
}

fn recall(workspace: &Workspace) -> String {
    support::stdout(&workspace.run(&["recall", "borealis"]))
}

/// Replaces the entry on encryption.
fn replaced(workspace: &Workspace, by: &str) {
    workspace.edit(LIBRARY, |text| {
        let at = text.find("encryption-at-rest:").unwrap();
        format!("{}encryption-at-rest:\n{by}", &text[..at])
    });
}

#[test]
fn a_reused_id_does_not_answer_the_former_question() {
    let cases = [
        ("Is customer data encrypted at rest with customer-managed keys?", "no", "Keys are ours."),
        ("Is customer data stored without encryption?", "no", "It is not."),
        ("Do you sell personal data?", "no", "No personal data is sold."),
        ("Werden Kundendaten verkauft?", "no", "Nein, das werden sie nicht."),
        ("Les sauvegardes sont-elles chiffrées ?", "no", "Pas toutes."),
        ("Is customer data encrypted in transit?", "yes", "With TLS."),
        // The same text as before, about something else.
        ("Are backups encrypted at rest?", "yes", TEXT),
    ];
    each_case(cases, |(question, verdict, text)| {
        let workspace = delivered();
        replaced(&workspace, &format!("  question: {question}\n  verdict: {verdict}\n  text: {text}\n"));
        let recall = recall(&workspace);
        assert!(
            recall.contains("one answer has changed since it was delivered to this customer"),
            "{recall}"
        );
        assert!(recall.contains("no longer stated"), "{question}: {recall}");
        workspace.review(&[]);
        let notice = workspace.read(NOTICE);
        assert!(
            notice.contains(TEXT)
                && notice.contains("We withdraw this answer; please do not rely on it any longer."),
            "{notice}"
        );
        assert!(!notice.contains("is now") && !notice.contains("is still"), "{notice}");
        assert!(text == TEXT || !(recall.contains(text) || notice.contains(text)), "{notice}");
        // It is withdrawn only once, and the other question does not affect the customer.
        workspace.approve_all();
        workspace.review(&[]);
        workspace.clean(&["sent", "--notice", "borealis"]);
        assert!(!workspace.review(&[]).contains("Affected customers"));
        assert!(!workspace.path(NOTICE).exists());
    });
}

#[test]
fn the_answer_to_the_question_is_found_under_its_new_id() {
    let workspace = delivered();
    workspace.edit(LIBRARY, |it| {
        it.replace("iso-27001:\n", "was-iso:\n")
            .replace("encryption-at-rest:", "iso-27001:")
            .replace("was-iso:", "encryption-at-rest:")
    });
    let recall = recall(&workspace);
    assert!(
        recall.contains("everything delivered to this customer is the same as the current data"),
        "{recall}"
    );
    workspace.review(&[]);
    assert!(!workspace.path(NOTICE).exists());
}

#[test]
fn changes_under_a_new_id_are_reported() {
    let workspace = delivered();
    replaced(
        &workspace,
        "  question: Do you sell personal data?\n  verdict: no\n  text: No personal data is \
         sold.\nat-rest:\n  question: Is customer data encrypted at rest?\n  verdict: partial\n  text: Most \
         stored data is encrypted.\n",
    );
    workspace.review(&[]);
    let notice = workspace.read(NOTICE);
    assert!(notice.contains("The answer was “Yes” and is now “Partially”."), "{notice}");
    assert!(notice.contains("Most stored data is encrypted.") && !notice.contains("sold"), "{notice}");
    // It waits for the approval of the entry that it shows.
    assert!(notice.contains("Draft, not to be sent") && notice.contains("`answer/at-rest`"), "{notice}");
    workspace.approve_all();
    workspace.review(&[]);
    workspace.clean(&["sent", "--notice", "borealis"]);
    assert!(!workspace.review(&[]).contains("Affected customers"));
    assert!(recall(&workspace).contains("superseded by a later delivery"), "{}", recall(&workspace));
}

#[test]
fn ambiguous_or_product_specific_entries_do_not_replace_an_answer() {
    let other = |more: &str| {
        format!(
            "  question: Do you sell personal data?\n  text: No personal data is sold.\nat-rest:\n  \
             question: Is customer data encrypted at rest?\n  text: Most of it is.\n{more}"
        )
    };
    let cases =
        ["  products: cloud\n", "again:\n  question: Is customer data encrypted at rest?\n  text: All is.\n"];
    each_case(cases, |more| {
        let workspace = delivered();
        replaced(&workspace, &other(more));
        workspace.review(&[]);
        let notice = workspace.read(NOTICE);
        assert!(
            notice.contains("We withdraw this answer; please do not rely on it any longer.")
                && !notice.contains("Most of it"),
            "{notice}"
        );
    });
}

#[test]
fn a_reworded_question_is_the_same_question() {
    let cases = [
        "question: is customer data encrypted at rest",
        "question: Is the customer data encrypted at rest?",
        "question: Is data of customers encrypted when stored?\n  phrasings: [Is customer data encrypted at \
         rest?]",
    ];
    each_case(cases, |question| {
        let workspace = delivered();
        workspace.edit(LIBRARY, |it| it.replace(ASKED, question));
        assert!(
            recall(&workspace).contains("to this customer is the same as the current data"),
            "{question}: {}",
            recall(&workspace)
        );
        workspace.edit("data/measures.yaml", |it| it.replace("with AES-256", "with AES-128"));
        workspace.review(&[]);
        let notice = workspace.read(NOTICE);
        assert!(notice.contains("but its text has changed") && notice.contains("AES-128"), "{notice}");
    });
}

/// A customer's wording that is no longer in the library.
fn delivered_reworded() -> Workspace {
    let workspace = approved();
    let before = workspace.read(LIBRARY);
    workspace.edit(LIBRARY, |it| {
        it.replace(ASKED, &format!("{ASKED}\n  phrasings: [Which cipher protects the stored files?]"))
    });
    workspace.approve_all();
    support::put(
        workspace.root(),
        "e.csv",
        "No,Question,Answer\n1,Which cipher protects the stored files?,\n2,Are you certified to ISO/IEC \
         27001?,\n",
    );
    workspace.clean(&["answer", &workspace.path("e.csv").display().to_string(), "--customer", "Borealis AG"]);
    workspace.clean(&["sent"]);
    workspace.edit(LIBRARY, |_| before);
    workspace.approve_all();
    workspace
}

#[test]
fn a_customers_wording_counts_as_the_question_of_its_former_entry() {
    let workspace = delivered_reworded();
    let record = workspace.read("data/sent/2026-10-01-borealis-ag-e.yaml");
    assert!(
        record.contains(
            "entry_question: \"Is customer data encrypted at rest?\"\n    found_by: wording\n    answer: \
             answer/enc"
        ),
        "{record}"
    );
    assert!(
        recall(&workspace).contains("no answer delivered to this customer has changed since"),
        "{}",
        recall(&workspace)
    );
    workspace.edit("data/measures.yaml", |it| it.replace("with AES-256", "with AES-128"));
    workspace.review(&[]);
    assert!(
        workspace.read(NOTICE).contains("The text of this answer has changed."),
        "{}",
        workspace.read(NOTICE)
    );
    workspace.edit(LIBRARY, |it| it.replace(ASKED, "question: Is customer data encrypted in transit?"));
    workspace.review(&[]);
    let notice = workspace.read(NOTICE);
    assert!(
        notice.contains("We withdraw this answer; please do not rely on it any longer.")
            && !notice.contains("AES-128"),
        "{notice}"
    );
}

#[test]
fn an_answer_to_another_question_does_not_replace_a_delivered_one() {
    let workspace = delivered();
    replaced(&workspace, "  question: Do you sell personal data?\n  verdict: no\n  text: No data is sold.\n");
    workspace.approve_all();
    support::put(
        workspace.root(),
        "s.csv",
        "No,Question,Answer\n1,Do you sell personal data?,\n2,Are you certified to ISO/IEC 27001?,\n",
    );
    workspace.clean(&["answer", &workspace.path("s.csv").display().to_string(), "--customer", "Borealis AG"]);
    workspace.clean(&["sent", "borealis-ag--s"]);
    let recall = recall(&workspace);
    assert!(recall.contains("no longer stated") && !recall.contains("superseded"), "{recall}");
    workspace.review(&[]);
    let notice = workspace.read(NOTICE);
    assert!(
        notice.contains("We withdraw this answer; please do not rely on it any longer.")
            && !notice.contains("sold"),
        "{notice}"
    );
}
