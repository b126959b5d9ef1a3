//! An answer's id that now belongs to another question: what was delivered under it is compared with what
//! answers the question that was told, or it is no longer stated.

use crate::support;
use crate::support::legal::{Desk, approved};

const LIBRARY: &str = "data/answers/library.yaml";
const NOTICE: &str = "out/notices/borealis-ag.md";
const ASKED: &str = "question: Is customer data encrypted at rest?";
const TEXT: &str = "Customer data is encrypted at rest with AES-256.";

/// The two answers of `borealis.csv` were delivered to a customer.
fn told() -> Desk {
    let desk = approved();
    desk.customer("borealis.csv", "Borealis AG");
    desk.clean(&["sent"]);
    desk
}

fn recall(desk: &Desk) -> String {
    support::stdout(&desk.run(&["recall", "borealis"]))
}

/// The entry on encryption, replaced.
fn replaced(desk: &Desk, by: &str) {
    desk.edit(LIBRARY, |it| {
        let at = it.find("encryption-at-rest:").unwrap();
        format!("{}encryption-at-rest:\n{by}", &it[..at])
    });
}

#[test]
fn an_entry_that_asks_something_else_does_not_answer_what_was_asked() {
    for (question, verdict, text) in [
        ("Is customer data encrypted at rest with customer-managed keys?", "no", "Keys are ours."),
        ("Is customer data stored without encryption?", "no", "It is not."),
        ("Do you sell personal data?", "no", "No personal data is sold."),
        ("Werden Kundendaten verkauft?", "no", "Nein, das werden sie nicht."),
        ("Les sauvegardes sont-elles chiffrées ?", "no", "Pas toutes."),
        ("Is customer data encrypted in transit?", "yes", "With TLS."),
        // The same words as before, about something else.
        ("Are backups encrypted at rest?", "yes", TEXT),
    ] {
        let desk = told();
        replaced(&desk, &format!("  question: {question}\n  verdict: {verdict}\n  text: {text}\n"));
        let recall = recall(&desk);
        assert!(
            recall.contains("one answer has changed since it was delivered to this customer"),
            "{recall}"
        );
        assert!(recall.contains("no longer stated"), "{question}: {recall}");
        desk.review(&[]);
        let notice = desk.read(NOTICE);
        assert!(
            notice.contains(TEXT)
                && notice.contains("We have withdrawn this answer; please do not rely on it."),
            "{notice}"
        );
        assert!(!notice.contains("is now") && !notice.contains("is still"), "{notice}");
        assert!(text == TEXT || !(recall.contains(text) || notice.contains(text)), "{notice}");
        // Once it is taken back, it is not taken back again; nor is the other question the customer's.
        desk.approve_all();
        desk.review(&[]);
        desk.clean(&["sent", "--notice", "borealis"]);
        assert!(!desk.review(&[]).contains("Affected customers"));
        assert!(!desk.path(NOTICE).exists());
    }
}

#[test]
fn the_answer_to_the_question_is_found_under_its_new_id() {
    let desk = told();
    desk.edit(LIBRARY, |it| {
        it.replace("iso-27001:\n", "was-iso:\n")
            .replace("encryption-at-rest:", "iso-27001:")
            .replace("was-iso:", "encryption-at-rest:")
    });
    let recall = recall(&desk);
    assert!(
        recall.contains("everything delivered to this customer is the same as the current data"),
        "{recall}"
    );
    desk.review(&[]);
    assert!(!desk.path(NOTICE).exists());
}

#[test]
fn a_change_of_the_answer_under_its_new_id_is_the_change_that_is_told() {
    let desk = told();
    replaced(
        &desk,
        "  question: Do you sell personal data?\n  verdict: no\n  text: No personal data is sold.\nat-rest:\n  question: Is customer data encrypted at rest?\n  verdict: partial\n  text: Most stored data is encrypted.\n",
    );
    desk.review(&[]);
    let notice = desk.read(NOTICE);
    assert!(notice.contains("The answer was “Yes” and is now “Partially”."), "{notice}");
    assert!(notice.contains("Most stored data is encrypted.") && !notice.contains("sold"), "{notice}");
    // It waits for the approval of the entry that it shows.
    assert!(notice.contains("Draft, not to be sent") && notice.contains("`answer/at-rest`"), "{notice}");
    desk.approve_all();
    desk.review(&[]);
    desk.clean(&["sent", "--notice", "borealis"]);
    assert!(!desk.review(&[]).contains("Affected customers"));
    assert!(recall(&desk).contains("superseded by a later delivery"), "{}", recall(&desk));
}

#[test]
fn two_entries_that_ask_it_or_one_for_some_products_answer_nothing() {
    let other = |more: &str| {
        format!(
            "  question: Do you sell personal data?\n  text: No personal data is sold.\nat-rest:\n  question: Is customer data encrypted at rest?\n  text: Most of it is.\n{more}"
        )
    };
    for more in
        ["  products: cloud\n", "again:\n  question: Is customer data encrypted at rest?\n  text: All is.\n"]
    {
        let desk = told();
        replaced(&desk, &other(more));
        desk.review(&[]);
        let notice = desk.read(NOTICE);
        assert!(
            notice.contains("We have withdrawn this answer; please do not rely on it.")
                && !notice.contains("Most of it"),
            "{notice}"
        );
    }
}

#[test]
fn a_question_in_other_words_is_the_same_question() {
    for question in [
        "question: is customer data encrypted at rest",
        "question: Is the customer data encrypted at rest?",
        "question: Is data of customers encrypted when stored?\n  phrasings: [Is customer data encrypted at rest?]",
    ] {
        let desk = told();
        desk.edit(LIBRARY, |it| it.replace(ASKED, question));
        assert!(
            recall(&desk).contains("to this customer is the same as the current data"),
            "{question}: {}",
            recall(&desk)
        );
        desk.edit("data/measures.yaml", |it| it.replace("with AES-256", "with AES-128"));
        desk.review(&[]);
        let notice = desk.read(NOTICE);
        assert!(notice.contains("but its text has changed") && notice.contains("AES-128"), "{notice}");
    }
}

/// A customer's own wording, which the library no longer has.
fn told_in_other_words() -> Desk {
    let desk = approved();
    let before = desk.read(LIBRARY);
    desk.edit(LIBRARY, |it| {
        it.replace(ASKED, &format!("{ASKED}\n  phrasings: [Which cipher protects the stored files?]"))
    });
    desk.approve_all();
    support::put(
        desk.root(),
        "e.csv",
        "No,Question,Answer\n1,Which cipher protects the stored files?,\n2,Are you certified to ISO/IEC 27001?,\n",
    );
    desk.clean(&["answer", &desk.path("e.csv").display().to_string(), "--customer", "Borealis AG"]);
    desk.clean(&["sent"]);
    desk.edit(LIBRARY, |_| before);
    desk.approve_all();
    desk
}

#[test]
fn a_customers_own_wording_is_the_question_of_its_entry_as_it_was() {
    let desk = told_in_other_words();
    let record = desk.read("data/sent/2026-10-01-borealis-ag-e.yaml");
    assert!(
        record.contains("entry_question: \"Is customer data encrypted at rest?\"\n    found_by: wording\n    answer: answer/enc"),
        "{record}"
    );
    assert!(
        recall(&desk).contains("no answer delivered to this customer has changed since"),
        "{}",
        recall(&desk)
    );
    desk.edit("data/measures.yaml", |it| it.replace("with AES-256", "with AES-128"));
    desk.review(&[]);
    assert!(desk.read(NOTICE).contains("The text of this answer has changed."), "{}", desk.read(NOTICE));
    desk.edit(LIBRARY, |it| it.replace(ASKED, "question: Is customer data encrypted in transit?"));
    desk.review(&[]);
    let notice = desk.read(NOTICE);
    assert!(
        notice.contains("We have withdrawn this answer; please do not rely on it.")
            && !notice.contains("AES-128"),
        "{notice}"
    );
}

#[test]
fn an_answer_to_another_question_does_not_replace_what_was_told() {
    let desk = told();
    replaced(&desk, "  question: Do you sell personal data?\n  verdict: no\n  text: No data is sold.\n");
    desk.approve_all();
    support::put(
        desk.root(),
        "s.csv",
        "No,Question,Answer\n1,Do you sell personal data?,\n2,Are you certified to ISO/IEC 27001?,\n",
    );
    desk.clean(&["answer", &desk.path("s.csv").display().to_string(), "--customer", "Borealis AG"]);
    desk.clean(&["sent", "borealis-ag--s"]);
    let recall = recall(&desk);
    assert!(recall.contains("no longer stated") && !recall.contains("superseded"), "{recall}");
    desk.review(&[]);
    let notice = desk.read(NOTICE);
    assert!(
        notice.contains("We have withdrawn this answer; please do not rely on it.")
            && !notice.contains("sold"),
        "{notice}"
    );
}
