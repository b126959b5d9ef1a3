//! The ledgers under bad input and faults: each gives a clear message, and nothing is lost.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, dead_code)]

#[path = "support/legal.rs"]
mod legal;
mod support;

use std::{fs, process::Command};

use legal::{AUTUMN, Desk, WINTER};

const LEDGER: &str = "data/approvals.yaml";

/// A desk on which everything is approved.
fn approved() -> Desk {
    let desk = Desk::new(AUTUMN);
    desk.approve_all();
    desk
}

/// What `check` says of a ledger that was changed so; the exit code is that of an error, or not.
#[track_caller]
fn check(desk: &Desk, code: i32) -> String {
    let output = desk.run(&["check"]);
    assert_eq!(output.status.code(), Some(code), "{}{}", support::stdout(&output), support::stderr(&output));
    support::stdout(&output)
}

/// A line of the ledger that holds `what` becomes another: `check`, `review`, `approve` and `build` refuse, and the file stays.
#[track_caller]
fn refused(change: impl Fn(String) -> String, code: &str) -> String {
    let desk = approved();
    desk.edit(LEDGER, change);
    let before = desk.read(LEDGER);
    let said = check(&desk, 1);
    assert!(said.contains(&format!("error[{code}]")), "{said}");
    assert!(said.contains("--> data/approvals.yaml:"), "{said}");
    for arguments in [&["review"][..], &["approve", "--all", "--by", "Jane", "--reviewed", "x"], &["build"]] {
        let output = desk.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", support::stderr(&output));
        assert!(support::stderr(&output).contains(code), "{arguments:?}: {}", support::stderr(&output));
    }
    assert_eq!(desk.read(LEDGER), before);
    said
}

#[test]
fn an_edited_text_under_an_old_digest_is_found_at_its_line() {
    let said = refused(|it| it.replace("encrypted at rest with AES-256", "encrypted at rest with AES-512"), "changed-ledger");
    assert!(said.contains("its digest is another"), "{said}");
}

#[test]
fn every_other_changed_line_is_found_too() {
    refused(|it| it.replacen("by: \"Jane Doe\"", "by: \"John Roe\"", 1), "changed-ledger");
    refused(|it| it.replacen("on: 2026-10-01", "on: 2026-09-01", 1), "changed-ledger");
    refused(|it| it.replacen("    - id: answer/iso-27001", "    - id: answer/iso-27002", 1), "changed-ledger");
    refused(|it| it.replacen("source/certificate]", "source/handbook]", 1), "changed-ledger");
    refused(|it| it.replacen("      state: current\n", "      state: expired\n", 1), "changed-ledger");
    // An entry that was cut out of the middle, or at the end.
    refused(|it| it.lines().filter(|it| !it.starts_with("      digest")).map(|it| it.to_owned() + "\n").collect(), "broken-ledger");
    refused(|it| it.lines().filter(|it| !it.starts_with("  seal")).map(|it| it.to_owned() + "\n").collect(), "changed-ledger");
    refused(|it| it[..it.len() / 2].to_owned(), "broken-ledger");
}

#[test]
fn lines_that_cannot_be_read_are_named() {
    refused(|it| it + "hello\n", "broken-ledger");
    refused(|it| it.replacen("  on: ", "  when: ", 1), "broken-ledger");
    refused(|it| it.replacen("audience: public", "audience: everybody", 1), "broken-ledger");
    refused(|it| it.replacen("text: \"", "text: \"\\", 1), "broken-ledger");
    refused(|_| "approvals: {by: me}\n".into(), "broken-ledger");
    refused(|_| "- by: \"Eve\"\n  on: 2026-10-01\n  approved:\n".into(), "changed-ledger");
}

#[test]
fn a_merge_conflict_is_named_and_both_sides_can_be_kept() {
    let desk = approved();
    let ours = desk.read(LEDGER);
    desk.edit("data/measures.yaml", |it| it.replace("AES-256", "AES-512"));
    desk.approve_all();
    let both = desk.read(LEDGER);
    let theirs = &both[ours.len()..];
    desk.edit(LEDGER, |_| format!("{ours}<<<<<<< HEAD\n=======\n{theirs}>>>>>>> terms\n"));
    let said = check(&desk, 1);
    assert!(said.contains("error[merge-conflict]") && said.contains("keep the entries of both sides"), "{said}");
    assert_eq!(said.matches("error[").count(), 1, "{said}");
    // As the message says: without the marker lines all is well.
    desk.edit(LEDGER, |it| it.lines().filter(|it| !it.starts_with(['<', '=', '>'])).map(|it| it.to_owned() + "\n").collect());
    check(&desk, 0);
    assert!(desk.review(&[]).contains("stand as they were approved.\n"));
}

#[test]
fn comments_empty_lines_and_windows_line_ends_change_nothing() {
    let desk = approved();
    desk.edit(LEDGER, |it| ("# ours\n\n".to_owned() + &it.replace("  approved:", "  # by phone\n\n  approved:")).replace('\n', "\r\n"));
    check(&desk, 0);
    desk.edit("data/measures.yaml", |it| it.replace("AES-256", "AES-512"));
    let before = desk.read(LEDGER);
    desk.approve_all();
    let after = desk.read(LEDGER);
    assert!(after.starts_with(&before));
    assert!(!after.replace("\r\n", "").contains('\n'), "line ends are mixed");
    desk.clean(&["build", "--require-approved"]);
}

#[test]
fn an_entry_twice_counts_once_and_order_does_not_matter() {
    let mut desk = approved();
    let first = desk.read(LEDGER);
    let entry = first[first.find("- by").unwrap()..].to_owned();
    desk.edit(LEDGER, |it| it + "\n" + &entry);
    let said = check(&desk, 0);
    assert!(said.contains("warning[duplicate-entry]"), "{said}");
    desk.clean(&["build", "--require-approved"]);
    // A later approval that stands first is still the one in force.
    desk.edit(LEDGER, |_| first.clone());
    desk.edit("data/measures.yaml", |it| it.replace("AES-256", "AES-512"));
    desk.on(AUTUMN + 86_400);
    desk.approve_all();
    let later = desk.read(LEDGER)[first.len()..].to_owned();
    desk.edit(LEDGER, |_| format!("{later}\n{entry}"));
    let said = check(&desk, 0);
    assert!(said.contains("warning[unordered-ledger]"), "{said}");
    desk.clean(&["build", "--require-approved"]);
}

#[test]
fn what_is_approved_tomorrow_is_not_approved() {
    let mut desk = Desk::new(WINTER);
    desk.approve_all();
    desk.on(AUTUMN);
    let output = desk.run(&["check"]);
    assert!(support::stdout(&output).contains("warning[future-approval]"), "{}", support::stdout(&output));
    assert_eq!(desk.run(&["build", "--require-approved"]).status.code(), Some(1));
    // On its day it counts.
    desk.on(WINTER);
    desk.clean(&["build", "--require-approved"]);
}

#[test]
fn approvals_of_what_nobody_knows_are_withdrawn_and_can_be_signed_for() {
    let desk = approved();
    desk.edit("data/contacts.yaml", |it| it.replace("security:\n", "reports:\n"));
    let review = desk.review(&[]);
    assert!(review.contains("contact/security/") && review.contains("withdrawn, public"), "{review}");
    desk.approve_all();
    assert!(desk.read(LEDGER).contains("      withdrawn: yes\n"));
    assert!(desk.review(&[]).contains("stand as they were approved.\n"));
}

#[test]
fn two_at_once_lose_nothing() {
    let desk = Desk::new(AUTUMN);
    let digest = legal::digest(&desk.review(&[]));
    let start = || {
        let mut command = desk.command(&["approve", "--all", "--by", "Jane", "--reviewed", &digest]);
        command.stderr(std::process::Stdio::piped()).stdout(std::process::Stdio::piped()).spawn().unwrap()
    };
    let running: Vec<_> = (0..6).map(|_| start()).collect();
    let ended: Vec<_> = running.into_iter().map(|it| it.wait_with_output().unwrap()).collect();
    let good = ended.iter().filter(|it| it.status.success()).count();
    assert!(good >= 1);
    for it in ended.iter().filter(|it| !it.status.success()) {
        let words = support::stderr(it);
        assert!(words.contains("changed meanwhile") || words.contains("is not what was reviewed"), "{words}");
    }
    check(&desk, 0);
    // Who came after found nothing left to approve, or was sent away: there is one entry.
    assert_eq!(desk.read(LEDGER).matches("- by: ").count(), 1);
}

#[test]
fn a_kill_leaves_the_ledger_whole() {
    for pause in [0, 2, 5, 10, 20, 40] {
        let desk = approved();
        desk.edit("data/measures.yaml", |it| it.replace("AES-256", "AES-512"));
        let digest = legal::digest(&desk.review(&[]));
        let before = desk.read(LEDGER);
        let mut child = desk.command(&["approve", "--all", "--by", "Jane", "--reviewed", &digest]).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(pause));
        child.kill().unwrap();
        child.wait().unwrap();
        let after = desk.read(LEDGER);
        assert!(after.starts_with(&before), "a line was lost");
        check(&desk, 0);
        // It can be done again, and leaves no half file.
        if after == before {
            desk.clean(&["approve", "--all", "--by", "Jane", "--reviewed", &digest]);
        }
        desk.clean(&["build", "--require-approved"]);
    }
}

#[test]
fn a_kill_of_sent_leaves_whole_records() {
    for pause in [0, 1, 3, 8] {
        let desk = approved();
        desk.customer("borealis.csv", "Borealis AG");
        let mut child = desk.command(&["sent"]).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(pause));
        child.kill().unwrap();
        child.wait().unwrap();
        check(&desk, 0);
        desk.clean(&["sent"]);
        let files = fs::read_dir(desk.path("data/sent")).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
        let shown: Vec<_> = files.filter(|it| !it.starts_with('.')).collect();
        assert_eq!(shown, ["2026-10-01-borealis-ag-borealis.yaml"]);
    }
}

#[test]
fn a_changed_record_of_what_was_sent_is_found() {
    let desk = approved();
    desk.customer("borealis.csv", "Borealis AG");
    desk.clean(&["sent"]);
    let path = "data/sent/2026-10-01-borealis-ag-borealis.yaml";
    let whole = desk.read(path);
    for (old, new, code) in [
        ("AES-256", "AES-128", "changed-ledger"),
        ("customer: \"Borealis AG\"", "customer: \"Borealis SE\"", "changed-ledger"),
        ("on: 2026-10-01", "on: 2026-09-01", "changed-ledger"),
        ("told:\n", "tell:\n", "broken-ledger"),
        ("# What", "<<<<<<< HEAD\n# What", "merge-conflict"),
    ] {
        desk.edit(path, |_| whole.replacen(old, new, 1));
        assert_ne!(desk.read(path), whole, "{old}");
        let said = check(&desk, 1);
        assert!(said.contains(&format!("error[{code}]")) && said.contains(path), "{old}: {said}");
    }
}

#[test]
fn what_was_sent_is_recorded_once_and_as_it_is() {
    let mut desk = approved();
    // Nothing was answered for anybody.
    let nothing = desk.run(&["sent"]);
    assert!(support::stderr(&nothing).contains("nothing new to record"), "{}", support::stderr(&nothing));
    desk.customer("borealis.csv", "Borealis AG");
    desk.customer("borealis.csv", "Zephyr SA");
    // Two customers' files of one name do not share a folder.
    assert!(desk.path("out/public/questionnaires/zephyr-sa-borealis/borealis.csv").is_file());
    desk.on(AUTUMN + 3 * 86_400);
    // Neither tomorrow nor before it was answered.
    for (day, why) in [("2026-10-05", "still to come"), ("2026-09-30", "cannot have been sent on 2026-09-30, before")] {
        let refused = desk.run(&["sent", "--on", day]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(support::stderr(&refused).contains(why), "{}", support::stderr(&refused));
    }
    desk.clean(&["sent", "borealis-ag-borealis", "--on", "2026-10-02"]);
    assert!(desk.read("data/sent/2026-10-02-borealis-ag-borealis.yaml").contains("on: 2026-10-02"));
    let again = desk.run(&["sent", "borealis-ag-borealis"]);
    assert!(support::stderr(&again).contains("is recorded already, as sent on 2026-10-02"), "{}", support::stderr(&again));
    // The filled file was changed by hand: that is said, and its digest is that of the file as it is.
    let file = "out/public/questionnaires/zephyr-sa-borealis/borealis.csv";
    desk.edit(file, |it| it + "# by hand\n");
    let said = desk.run(&["sent"]);
    assert!(support::stderr(&said).contains("was changed after `factum answer` wrote it"), "{}", support::stderr(&said));
    let unknown = desk.run(&["sent", "borealiss"]);
    assert_eq!(unknown.status.code(), Some(2));
    let unknown = desk.run(&["recall", "Nobody"]);
    assert!(support::stderr(&unknown).contains("no customer in `data/sent` called"), "{}", support::stderr(&unknown));
    // A build keeps what was answered, and a fact's loader does not take the ledgers for facts.
    desk.clean(&["build"]);
    assert!(desk.path(file).is_file());
}

#[test]
fn of_two_sendings_on_one_day_the_later_counts() {
    let desk = approved();
    desk.customer("cirrus.csv", "Cirrus Ltd");
    desk.clean(&["sent"]);
    let former = desk.read("data/subprocessors.yaml");
    desk.edit("data/subprocessors.yaml", |it| it.replace("Hosting of the application", "Hosting and mail"));
    desk.customer("cirrus.csv", "Cirrus Ltd");
    let said = desk.run(&["sent"]);
    assert!(support::stderr(&said).contains("1 answer of it nobody had approved"), "{}", support::stderr(&said));
    assert!(!desk.review(&[]).contains("Customers who were told otherwise"));
    desk.edit("data/subprocessors.yaml", |_| former);
    let review = desk.review(&[]);
    assert!(review.contains("Customers who were told otherwise") && review.contains("[-and mail-]{+of the application+}"), "{review}");
    assert!(support::stdout(&desk.run(&["recall", "cirrus"])).contains("one thing that was told no longer holds"));
}

#[test]
fn own_words_are_no_answer_of_the_library() {
    let desk = approved();
    desk.customer("cirrus.csv", "Cirrus Ltd");
    let review = "out/public/questionnaires/cirrus-ltd-cirrus/review.yaml";
    desk.edit(review, |it| it.replacen("decision: {}", "decision: {text: \"None at all.\", by: Jane}", 1));
    desk.customer("cirrus.csv", "Cirrus Ltd");
    desk.clean(&["sent"]);
    let record = desk.read("data/sent/2026-10-01-cirrus-ltd-cirrus.yaml");
    assert!(record.contains("answer: words/") && record.contains("text: \"None at all.\"") && !record.contains("Cloudhost"), "{record}");
    let recall = support::stdout(&desk.run(&["recall", "cirrus"]));
    assert!(recall.contains("one was worded for this customer alone") && recall.contains("own words: not known"), "{recall}");
    // Review names it, and drafts no notice of it.
    let shown = desk.review(&[]);
    assert!(shown.contains("Worded for one customer alone") && shown.contains("Which subprocessors handle customer data?"), "{shown}");
    assert!(!desk.path("out/notices").exists());
}

#[test]
fn names_that_are_not_the_same_stay_apart() {
    let desk = approved();
    for name in ["Foo Bar", "Foo & Bar", "Foo-Bar", "foo  bar"] {
        desk.customer("cirrus.csv", name);
    }
    desk.clean(&["sent"]);
    let recorded = fs::read_dir(desk.path("data/sent")).unwrap().count();
    // Case and spaces do not make another customer.
    assert_eq!(recorded, 3);
    let recall = desk.run(&["recall", "foo"]);
    assert!(support::stderr(&recall).contains("may be any of"), "{}", support::stderr(&recall));
}

#[test]
fn what_is_no_record_in_the_folder_of_records_is_named() {
    let desk = approved();
    desk.customer("cirrus.csv", "Cirrus Ltd");
    desk.clean(&["sent"]);
    let record = desk.path("data/sent/2026-10-01-cirrus-ltd-cirrus.yaml");
    fs::copy(&record, desk.path("data/sent/copy.yaml")).unwrap();
    assert!(check(&desk, 0).contains("warning[duplicate-entry]"));
    fs::rename(desk.path("data/sent/copy.yaml"), desk.path("data/sent/copy.yml")).unwrap();
    assert!(check(&desk, 1).contains("error[unknown-file]"));
    fs::remove_dir_all(desk.path("data/sent")).unwrap();
    desk.edit("data/sent", |_| String::new());
    assert!(check(&desk, 1).contains("error[unknown-file]"));
}

#[test]
fn above_its_audience_nothing_of_what_was_sent_is_shown() {
    let desk = Desk::new(AUTUMN);
    desk.edit("data/answers/library.yaml", |it| {
        it + "pentest:\n  audience: nda\n  question: Is the application penetration tested?\n  verdict: yes\n  text: '{{ say(\"measure/pentest/summary\") }}'\n"
    });
    desk.approve_all();
    support::put(
        desk.root(),
        "f.csv",
        "No,Question,Answer\n1,Is the application penetration tested?,\n2,Are you certified to ISO/IEC 27001?,\n",
    );
    let file = desk.path("f.csv").display().to_string();
    desk.clean(&["answer", &file, "--customer", "Ndaco", "--audience", "nda"]);
    desk.clean(&["sent"]);
    let all = desk.review(&[]);
    assert!(!all.contains("told otherwise") && !desk.path("out/notices").exists(), "{all}");
    let public = desk.review(&["--audience", "public"]);
    assert!(!public.contains("Ndaco") && !public.contains("independent firm"), "{public}");
    assert!(!desk.path("out/notices").exists());
    assert_eq!(desk.run(&["recall", "Ndaco", "--audience", "public"]).status.code(), Some(2));
    assert!(support::stdout(&desk.run(&["recall", "Ndaco"])).contains("independent firm"));
    assert_eq!(desk.run(&["sent", "--notice", "Ndaco", "--audience", "public"]).status.code(), Some(2));
}

#[test]
fn a_notice_is_recorded_as_it_was_drafted() {
    let mut desk = approved();
    desk.customer("borealis.csv", "Borealis AG");
    desk.clean(&["sent"]);
    desk.on(WINTER);
    let digest = legal::digest(&desk.review(&[]));
    let draft = desk.read("out/notices/borealis-ag.md");
    desk.clean(&["approve", "--all", "--by", "Jane", "--reviewed", &digest]);
    // The draft still says that it is one.
    let refused = desk.run(&["sent", "--notice", "borealis"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(support::stderr(&refused).contains("does not say what is to be told now"), "{}", support::stderr(&refused));
    desk.review(&[]);
    assert_ne!(desk.read("out/notices/borealis-ag.md"), draft);
    // A greeting may be added; what is told may not be taken out.
    let good = desk.read("out/notices/borealis-ag.md");
    desk.edit("out/notices/borealis-ag.md", |it| it.replace("expired", "was renewed"));
    assert_eq!(desk.run(&["sent", "--notice", "borealis"]).status.code(), Some(2));
    desk.edit("out/notices/borealis-ag.md", |_| format!("Dear customer,\n\n{good}"));
    let recorded = desk.run(&["sent", "--notice", "borealis"]);
    assert_eq!(recorded.status.code(), Some(0), "{}", support::stderr(&recorded));
    assert!(support::stderr(&recorded).contains("was changed by hand"), "{}", support::stderr(&recorded));
}

#[test]
fn nothing_that_is_published_escapes_approval() {
    for (file, old, new) in [
        ("data/answers/library.yaml", "Is customer data encrypted at rest?", "Do you sell customer data?"),
        ("data/answers/library.yaml", "proposition: The vendor is", "proposition: The vendor is not"),
        ("data/regions.yaml", "  products: cloud\ndublin", "dublin"),
        ("data/certifications.yaml", "framework: ISO/IEC 27001", "framework: ISO/IEC 27002"),
        ("data/vendor.yaml", "source: handbook", "source: {of: handbook, at: Chapter 9}"),
        ("data/site.yaml", "subprocessor", "title: We hold FedRAMP High\nsubprocessor"),
        ("data/site.yaml", "subprocessor", "security_txt: {valid_for: 30 days}\nsubprocessor"),
        ("data/site.yaml", "ahead: 30 days", "ahead: 10 days"),
        // What is no longer said is to be signed for too.
        ("data/regions.yaml", "dublin:\n  name: Dublin\n  locations: [{place: \"Dublin, Ireland\"}]\n  products: cloud\n", ""),
        ("templates/pages/index.md", "", "---\ntitle: Trust\n---\n# We hold FedRAMP High\n"),
        (
            "data/questionnaires/own.yaml",
            "",
            "own:\n  title: We never had a breach\n  audience: public\n  source: handbook\n  questions: [{answer: iso-27001}]\n",
        ),
    ] {
        let desk = approved();
        desk.clean(&["build", "--require-approved"]);
        desk.edit(file, |it| {
            assert!(it.contains(old), "{file} has no {old}");
            if old.is_empty() { new.to_owned() } else { it.replacen(old, new, 1) }
        });
        let refused = desk.run(&["build", "--require-approved"]);
        assert_eq!(refused.status.code(), Some(1), "{file}: {new}: {}", support::stderr(&refused));
        assert!(support::stderr(&refused).contains("error[not-approved]"), "{file}: {}", support::stderr(&refused));
    }
}

#[test]
fn signatures_are_made_and_verified() {
    let desk = Desk::new(AUTUMN);
    let keys = tempfile::tempdir().unwrap();
    let key = |name: &str| {
        let path = keys.path().join(name);
        let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-C", name, "-f"]).arg(&path).status().unwrap();
        assert!(made.success());
        path.display().to_string()
    };
    let (jane, eve) = (key("jane"), key("eve"));
    let public = fs::read_to_string(format!("{jane}.pub")).unwrap();
    desk.edit("data/allowed_signers", |_| format!("jane@nordlicht.example {public}"));
    let digest = legal::digest(&desk.review(&[]));
    let approve = |by: &str, sign: &[&str]| desk.run(&[&["approve", "--all", "--by", by, "--reviewed", &digest], sign].concat());
    // Unsigned, by another's key, in another's name: it would not count, and is not written.
    for (by, sign, why) in [
        ("Jane <jane@nordlicht.example>", &[][..], "only signed approvals count"),
        ("Jane <jane@nordlicht.example>", &["--sign", &eve], "its key is not in `data/allowed_signers`"),
        ("John <john@nordlicht.example>", &["--sign", &jane], "its key is that of jane@nordlicht.example"),
        ("Jane <jane@nordlicht.example>", &["--sign", "/nowhere"], "`ssh-keygen` did not sign"),
    ] {
        let output = approve(by, sign);
        assert_eq!(output.status.code(), Some(2));
        assert!(support::stderr(&output).contains(why), "{}", support::stderr(&output));
        assert!(!desk.path(LEDGER).exists());
    }
    let signed = approve("Jane <jane@nordlicht.example>", &["--sign", &jane]);
    assert_eq!(signed.status.code(), Some(0), "{}", support::stderr(&signed));
    desk.clean(&["build", "--require-approved"]);
    // A line that is changed and sealed anew is not what was signed.
    let whole = desk.read(LEDGER);
    desk.edit(LEDGER, |it| resealed(&it.replacen("  on: 2026-10-01", "  on: 2026-09-01", 1)));
    let said = check(&desk, 1);
    assert!(said.contains("error[bad-signature]"), "{said}");
    // Without its signature it does not count.
    desk.edit(LEDGER, |_| whole[..whole.find("  signature").unwrap()].to_owned());
    let said = check(&desk, 0);
    assert!(said.contains("warning[unsigned-approval]"), "{said}");
    assert_eq!(desk.run(&["build", "--require-approved"]).status.code(), Some(1));
    // Where nobody asks for signatures, the seal is enough.
    fs::remove_file(desk.path("data/allowed_signers")).unwrap();
    desk.clean(&["build", "--require-approved"]);
}

/// The ledger of one entry, with the seal that its lines come to: as somebody would who forges it.
fn resealed(ledger: &str) -> String {
    let (body, tail) = ledger.split_once("  seal: ").unwrap();
    let start = body.find("- by").unwrap();
    let lines: String = body[start..].lines().map(|it| it[2..].to_owned() + "\n").collect();
    format!("{body}  seal: {}{}", factum::ledger::digest_of(lines.as_bytes()), &tail[64..])
}
