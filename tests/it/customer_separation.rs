//! Two customers' files of the same name: text written for one of them is not given to the other.

use std::{fs, path::Path};

use serde_json::Value as Json;

use crate::support::{self, each_case, put};

const ROWS: &str = "ID,Question,Answer\n1,Are the doors alarmed by night?,\n2,Is the lawn mown?,\n3,Is \
                    customer data encrypted at rest?,\n";
const MORE: &str = "4,Is the gate locked?,\n";
const OWN: &str = "{text: For Borealis we give a discount., by: Jane}";

struct Workspace(tempfile::TempDir);

impl Workspace {
    fn new() -> Self {
        Self(support::copy(&support::sample().join("tests/cases/given/vendor")))
    }

    /// Answers `place/form.csv`; returns standard output and standard error.
    fn answer(&self, place: &str, rows: &str, more: &[&str]) -> Messages {
        put(self.0.path(), &format!("{place}/form.csv"), rows);
        let file = format!("{place}/form.csv");
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_factum"))
            .current_dir(self.0.path())
            .args(["answer", &file, "--as-of", support::DAY])
            .args(more)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{}{}", support::stdout(&output), support::stderr(&output));
        Messages { out: support::stdout(&output), notes: support::stderr(&output) }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join("out/public/questionnaires/form").join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Decides a question of the review file.
    fn decide(&self, id: &str, decision: &str) {
        let text = self.read("review.yaml");
        let (before, after) = text.split_once(&format!("- id: \"{id}\"")).unwrap();
        let after = after.replacen("    decision: {}", &format!("    decision: {decision}"), 1);
        fs::write(self.path("review.yaml"), format!("{before}- id: \"{id}\"{after}")).unwrap();
    }

    fn tier(&self, id: &str) -> String {
        let json: Json = serde_json::from_str(&self.read("answers.json")).unwrap();
        let questions = json["questions"].as_array().unwrap();
        questions.iter().find(|it| it["id"] == id).unwrap()["tier"].as_str().unwrap().to_owned()
    }

    /// All files of the folder that contain this text.
    fn with(&self, words: &str) -> Vec<String> {
        let tree = support::tree(&self.path(""));
        tree.into_iter()
            .filter(|(_, it)| String::from_utf8_lossy(it).contains(words))
            .map(|it| it.0)
            .collect()
    }
}

struct Messages {
    out: String,
    notes: String,
}

/// The command in a note, without the name of the program.
fn command(notes: &str) -> Vec<String> {
    let (_, rest) = notes.split_once("run `factum ").unwrap();
    rest.split_once('`').unwrap().0.split(' ').map(str::to_owned).collect()
}

#[test]
fn custom_text_is_used_only_for_the_same_file_and_path() {
    let cases = [format!("{ROWS}{MORE}"), ROWS.to_owned()];
    each_case(cases, |rows| {
        let workspace = Workspace::new();
        workspace.answer("a", ROWS, &[]);
        workspace.decide("1", OWN);
        workspace.decide("3", "{answer: encryption-at-rest, verdict: yes, by: Jane}");
        let printed = workspace.answer("a", ROWS, &[]);
        assert!(!printed.notes.contains("not used"), "{}", printed.notes);
        assert!(workspace.read("form.csv").contains("For Borealis"));

        let printed = workspace.answer("b", &rows, &[]);
        assert!(
            printed.notes.contains(
                "`b/form.csv`: 2 decisions with custom text or a manually entered verdict (1, 3) are not \
                 used"
            ),
            "{}",
            printed.notes
        );
        assert!(!printed.out.contains("Borealis") && !printed.notes.contains("Borealis"));
        assert_eq!([workspace.tier("1"), workspace.tier("3")], ["review", "review"]);
        let kept = workspace.with("For Borealis");
        assert!(kept.len() == 1 && kept[0].starts_with("review-") && kept[0].ends_with(".yaml"), "{kept:?}");
        // Nor the second time.
        let printed = workspace.answer("b", &rows, &[]);
        assert!(!printed.notes.contains("not used"), "{}", printed.notes);
        assert_eq!(workspace.with("For Borealis"), kept);
    });
}

#[test]
fn the_suggested_command_reuses_the_decisions() {
    let workspace = Workspace::new();
    workspace.answer("a", ROWS, &[]);
    workspace.decide("1", OWN);
    workspace.answer("a", ROWS, &[]);
    let printed = workspace.answer("new version", &format!("{ROWS}{MORE}"), &[]);
    assert!(
        printed.notes.contains("run `factum answer \"new version/form.csv\" --review "),
        "{}",
        printed.notes
    );
    let printed = workspace.answer("b", &format!("{ROWS}{MORE}"), &[]);
    assert!(!printed.notes.contains("not used"), "they were kept already: {}", printed.notes);
    let kept = workspace.with("For Borealis").remove(0);
    workspace.answer("b", &format!("{ROWS}{MORE}"), &["--review", workspace.path(&kept).to_str().unwrap()]);
    assert!(workspace.read("form.csv").contains("For Borealis"));
    // From now on they belong to this file, and a note for another version says how to reuse them.
    assert!(!workspace.answer("b", &format!("{ROWS}{MORE}"), &[]).notes.contains("not used"));
    let printed = workspace.answer("b", ROWS, &[]);
    let command = command(&printed.notes);
    assert_eq!(command[..3], ["answer", "b/form.csv", "--review"]);
    workspace.answer("b", ROWS, &["--review", &command[3]]);
    assert!(workspace.read("form.csv").contains("For Borealis"));
}

#[test]
fn neutral_texts_are_reviewed_again_in_another_file() {
    let rows = "ID,Question,Hint,Answer\n1,Is customer data encrypted at rest?,Consider the whole \
                fleet,\n2,Is the lawn mown?,,\n3,Is the gate locked?,,\n";
    let workspace = Workspace::new();
    workspace.answer("a", rows, &[]);
    let text = workspace.read("review.yaml");
    fs::write(
        workspace.path("review.yaml"),
        text.replace("changes_nothing: no", "changes_nothing: yes\n    by: Jane"),
    )
    .unwrap();
    workspace.answer("a", rows, &[]);
    assert_eq!(workspace.tier("1"), "answered");
    let printed = workspace.answer("b", rows, &[]);
    assert!(printed.notes.contains("1 text with `changes_nothing` is not used"), "{}", printed.notes);
    assert_ne!(workspace.tier("1"), "answered");
}

#[test]
fn manual_edits_stay_with_their_file() {
    let workspace = Workspace::new();
    workspace.answer("a", ROWS, &[]);
    let edit = |it: String| it.replace("mown?,", "mown?,For Borealis only");
    fs::write(workspace.path("form.csv"), edit(workspace.read("form.csv"))).unwrap();
    let printed = workspace.answer("a", ROWS, &[]);
    assert!(printed.out.contains("kept as edited"), "{}", printed.out);
    let printed = workspace.answer("b", ROWS, &[]);
    assert!(
        printed.notes.contains("it is kept as `./out/") || printed.notes.contains("it is kept as `out/"),
        "{}",
        printed.notes
    );
    assert_eq!(workspace.with("For Borealis only"), ["edited-form.csv"]);
}

#[test]
fn chosen_entries_are_reused_and_a_named_customer_keeps_all_decisions() {
    let workspace = Workspace::new();
    workspace.answer("a", ROWS, &[]);
    workspace.decide("2", "{answer: backups-daily, by: Jane}");
    workspace.answer("a", ROWS, &[]);
    let printed = workspace.answer("b", &format!("{ROWS}{MORE}"), &[]);
    assert!(!printed.notes.contains("not used"), "{}", printed.notes);
    assert_eq!(workspace.tier("2"), "answered");
    assert!(printed.out.contains("1 decision made for a different file"), "{}", printed.out);

    let customer = ["--customer", "Borealis AG"];
    workspace.answer("a", ROWS, &customer);
    let review = Path::new("out/public/questionnaires/borealis-ag--form/review.yaml");
    let review = workspace.0.path().join(review);
    let text = fs::read_to_string(&review).unwrap();
    fs::write(&review, text.replacen("    decision: {}", &format!("    decision: {OWN}"), 1)).unwrap();
    let cases = ["a", "b"];
    each_case(cases, |place| {
        let printed = workspace.answer(place, &format!("{ROWS}{MORE}"), &customer);
        assert!(!printed.notes.contains("not used"), "{}", printed.notes);
        let version = printed.out.contains("1 decision made for another version of this customer's file");
        assert!(version == (place == "a") && !printed.out.contains("pass `--customer"), "{}", printed.out);
        let filled = fs::read_to_string(review.with_file_name("form.csv")).unwrap();
        assert!(filled.contains("For Borealis"), "{filled}");
    });
}

#[test]
fn saved_decisions_are_reported_when_the_file_is_answered_again() {
    let workspace = Workspace::new();
    let kept = "decisions that were made for this file are kept in `";
    workspace.answer("one", ROWS, &[]);
    workspace.decide("1", OWN);
    assert!(!workspace.answer("one", ROWS, &[]).notes.contains(kept));
    // A different file of this name replaces the folder.
    assert!(
        !workspace
            .answer("two", "ID,Question,Answer\n7,Is the roof new?,\n8,Is it flat?,\n", &[])
            .notes
            .contains(kept)
    );
    let printed = workspace.answer("one", ROWS, &[]).notes;
    let review = printed.split_once(kept).unwrap().1.split_once('`').unwrap().0.to_owned();
    assert!(printed.contains(&format!("run `factum answer one/form.csv --review {review}`")), "{printed}");
    assert_eq!(workspace.tier("1"), "none");
    let printed = workspace.answer("one", ROWS, &["--review", &review]).notes;
    assert!(!printed.contains(kept), "{printed}");
    assert_eq!(workspace.tier("1"), "answered");
    assert!(!workspace.answer("one", ROWS, &[]).notes.contains(kept));
}
