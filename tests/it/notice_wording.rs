//! What a later notice states about an earlier one, and how records of earlier versions are read.

use sha2::{Digest, Sha256};

use crate::support::{
    self,
    legal::{NEW_SUBPROCESSOR, VERDICT, Workspace, delivered},
};

const LIBRARY: &str = "data/answers/library.yaml";
const RECORD: &str = "data/sent/2026-10-01-borealis-ag-notice.yaml";

fn recall(workspace: &Workspace) -> String {
    let printed = support::stdout(&workspace.run(&["recall", "borealis"]));
    printed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A workspace whose customer was notified that an answer is now available only under an NDA, and the library
/// before that change.
fn restricted() -> (Workspace, String) {
    let workspace = delivered("borealis.csv", "Borealis AG");
    let former = workspace.read(LIBRARY);
    workspace.edit(LIBRARY, |it| it.replace(VERDICT, &format!("  audience: nda\n{VERDICT}")));
    workspace.approve_all();
    let output_text = recall(&workspace);
    assert!(
        output_text.contains(
            "no answer delivered to this customer has changed since; one is unchanged but now available \
             only under an NDA."
        ),
        "{output_text}"
    );
    assert_eq!(
        output_text.matches("unchanged, but now available only under an NDA").count(),
        1,
        "{output_text}"
    );
    workspace.review(&[]);
    workspace.clean(&["sent", "--notice", "borealis"]);
    (workspace, former)
}

/// Writes a changed record with a valid seal.
fn rewrite(workspace: &Workspace, record: &str, change: impl FnOnce(String) -> String) {
    let text = change(workspace.read(record));
    let lines = text.lines().filter(|it| !it.starts_with('#') && !it.starts_with("seal: "));
    let lines: String = lines.flat_map(|it| [it, "\n"]).collect();
    let seal: String = Sha256::digest(lines.as_bytes()).iter().map(|it| format!("{it:02x}")).collect();
    workspace.edit(record, |_| format!("{lines}seal: {seal}\n"));
    std::fs::remove_file(workspace.path("out/ledgers.json")).unwrap();
}

#[track_caller]
fn assert_unrestricted(workspace: &Workspace) {
    workspace.review(&[]);
    let notice = workspace.read("out/notices/borealis-ag.md");
    assert!(
        notice
            .contains("On 1 October 2026, we notified you that this answer was available only under an NDA.")
            && notice.contains("It is now available without an NDA.")
            && !notice.contains("withdrawn")
            && !notice.contains("reinstated"),
        "{notice}"
    );
}

#[test]
fn a_restricted_answer_is_not_called_withdrawn() {
    let (workspace, former) = restricted();
    let record = workspace.read(RECORD);
    assert!(record.contains("restricted: nda\n") && !record.contains("withdrawn"), "{record}");
    workspace.edit(LIBRARY, |_| former);
    workspace.approve_all();
    assert_unrestricted(&workspace);
}

#[test]
fn records_of_earlier_versions_are_read_and_their_seals_verify() {
    let (workspace, former) = restricted();
    rewrite(&workspace, RECORD, |it| {
        it.replace("restricted: nda", "withdrawn: yes").replace("delivered:", "told:")
    });
    workspace.clean(&["check"]);
    workspace.edit(LIBRARY, |_| former);
    workspace.approve_all();
    assert_unrestricted(&workspace);
}

#[test]
fn an_answer_no_longer_available_under_nda_is_withdrawn() {
    let (workspace, former) = restricted();
    workspace.edit(LIBRARY, |_| former.replace(VERDICT, &format!("  draft: yes\n{VERDICT}")));
    workspace.approve_all();
    workspace.review(&[]);
    let notice = workspace.read("out/notices/borealis-ag.md");
    assert!(
        notice.contains("that this answer was available only under an NDA.")
            && notice.contains("We withdraw this answer; please do not rely on it any longer."),
        "{notice}"
    );
    workspace.clean(&["sent", "--notice", "borealis"]);
    workspace.review(&[]);
    assert!(!workspace.path("out/notices/borealis-ag.md").exists(), "another notice was drafted");
}

/// The objection period of a replaced notice is read from its date, and in records of earlier versions from
/// its text.
#[test]
fn the_objection_period_of_an_earlier_notice_is_read_from_its_record() {
    let period = "The objection period stated there applies";
    let day = "    objections_until: 2026-10-15\n";
    let rewritten: [(&dyn Fn(String) -> String, bool); 4] = [
        (&|it| it, true),
        (&|it| it.replace(day, ""), true),
        (&|it| it.replace("You may object", "Objections are possible"), true),
        (&|it| it.replace("You may object", "Objections are possible").replace(day, ""), false),
    ];
    for (at, (change, stated)) in rewritten.into_iter().enumerate() {
        let workspace = delivered("borealis.csv", "Borealis AG");
        workspace.edit("data/subprocessors.yaml", |it| it + NEW_SUBPROCESSOR);
        workspace.approve_all();
        workspace.review(&[]);
        workspace.clean(&["sent", "--notice", "borealis"]);
        assert!(workspace.read(RECORD).contains(day), "{}", workspace.read(RECORD));
        rewrite(&workspace, RECORD, change);
        workspace.clean(&["check"]);
        workspace.edit("data/subprocessors.yaml", |it| it.replace("since: 2027-04-01", "since: 2027-06-01"));
        workspace.approve_all();
        workspace.review(&[]);
        let notice = workspace.read("out/notices/borealis-ag.md");
        assert_eq!(notice.contains(period), stated, "{at}: {notice}");
    }
}
