//! A notice contains nothing above its customer's audience, for every kind of change.

use std::fs;

use crate::support::{
    self,
    legal::{NEW_SUBPROCESSOR, VERDICT, WINTER, Workspace, approved, check},
};

/// The mark in every text of a fact or answer above the customer's audience.
const SECRET: &str = "Zirbelnuss";

/// Internal facts and facts under NDA of each kind, also about public companies and questions.
fn plant(workspace: &Workspace) {
    let host = |id: &str, audience: &str, dates: &str| {
        format!(
            "\n{id}:\n  name: Cloudhost\n  purpose: {SECRET} backups\n  location: {SECRET}\n  data: \
             {SECRET} files\n  audience: {audience}\n{dates}"
        )
    };
    workspace.edit("data/products.yaml", |it| {
        it + &format!("\nsecret:\n  name: {SECRET} Cloud\n  hosted_by: vendor\n  audience: internal\n")
    });
    workspace.edit("data/contacts.yaml", |it| {
        it + &format!("\nprivacy:\n  roles: privacy\n  email: {SECRET}@nordlicht.example\n  audience: nda\n")
    });
    workspace.edit("data/subprocessors.yaml", |text| {
        let others = host("host-internal", "internal", "  since: 2021-01-01\n  products: secret\n")
            + &host("host-nda", "nda", "  since: 2021-02-01\n  until: 2026-10-15\n");
        let coming = format!(
            "\nmailer-internal:\n  name: Mailer\n  purpose: {SECRET}\n  location: {SECRET}\n  data: \
             {SECRET}\n  since: 2027-05-01\n  audience: internal\n  products: secret\n"
        );
        text + &others + &coming
    });
    workspace.edit("data/measures.yaml", |it| {
        it + &format!(
            "\nhidden:\n  name: {SECRET}\n  topic: encryption\n  statement: The {SECRET} is encrypted.\n  \
             audience: internal\n"
        )
    });
}

/// The notices after consecutive changes, each recorded as sent.
fn notices_after(steps: &[&dyn Fn(&mut Workspace)]) -> Vec<String> {
    let mut workspace = approved();
    plant(&workspace);
    check(&workspace, 0);
    workspace.approve_all();
    workspace.customer("borealis.csv", "Borealis AG");
    workspace.customer("cirrus.csv", "Borealis AG");
    workspace.clean(&["sent"]);
    let mut notices = Vec::new();
    for step in steps {
        step(&mut workspace);
        workspace.approve_all();
        workspace.review(&[]);
        let notice = fs::read_to_string(workspace.path("out/notices/borealis-ag.md")).unwrap_or_default();
        if !notice.is_empty() {
            let output = workspace.run(&["sent", "--notice", "borealis"]);
            assert_eq!(output.status.code(), Some(0), "{}\n{notice}", support::stderr(&output));
        }
        notices.push(notice);
    }
    for entry in fs::read_dir(workspace.path("data/sent")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        assert!(!text.contains(SECRET), "{text}");
    }
    notices
}

fn edited(path: &'static str, from: &'static str, to: String) -> impl Fn(&mut Workspace) {
    move |workspace| {
        workspace.edit(path, |text| {
            assert!(text.contains(from), "{from}: {text}");
            text.replacen(from, &to, 1)
        })
    }
}

const LIBRARY: &str = "data/answers/library.yaml";
const SUBPROCESSORS: &str = "data/subprocessors.yaml";

#[test]
fn notices_about_answers_contain_nothing_above_the_audience() {
    let changed = edited("data/measures.yaml", "AES-256", "AES-512".into());
    let internal = format!("  audience: internal\n{VERDICT}");
    let withdrawn = edited(LIBRARY, VERDICT, internal.clone());
    let reworded =
        edited(LIBRARY, "{{ say(\"measure/encryption/summary\") }}", format!("{SECRET} encrypts."));
    let restricted = edited(LIBRARY, "audience: internal\n", "audience: nda\n".into());
    let given_away = edited(
        LIBRARY,
        "subprocessors:\n",
        format!(
            "other:\n  question: Are you certified to ISO/IEC 27001?\n  verdict: no\n  text: The {SECRET} \
             is not.\n  audience: internal\nsubprocessors:\n"
        ),
    );
    let lapsed = |workspace: &mut Workspace| workspace.on(WINTER);
    let both = |workspace: &mut Workspace| {
        withdrawn(workspace);
        reworded(workspace);
    };
    let notices = notices_after(&[&changed, &both, &restricted, &given_away, &lapsed]);
    for (notice, words) in notices.iter().zip([
        "encrypted at rest with AES-512",
        "We withdraw this answer",
        "",
        "",
        "The answer was “Yes” and is now “No”",
    ]) {
        assert!(notice.contains(words), "{words}: {notice}");
        assert!(!notice.contains(SECRET), "{notice}");
    }
}

#[test]
fn notices_about_subprocessors_contain_nothing_above_the_audience() {
    let ended =
        edited(SUBPROCESSORS, "  since: 2022-01-01\n", "  since: 2022-01-01\n  until: 2026-11-30\n".into());
    let later = edited(SUBPROCESSORS, "until: 2026-11-30", "until: 2027-01-31".into());
    let kept = edited(SUBPROCESSORS, "  until: 2027-01-31\n", String::new());
    let altered = edited(
        SUBPROCESSORS,
        "  since: 2022-01-01\n",
        "  since: 2022-01-01\n  changes: [{from: 2027-01-01, location: France}]\n".into(),
    );
    let announced = |workspace: &mut Workspace| workspace.edit(SUBPROCESSORS, |it| it + NEW_SUBPROCESSOR);
    let postponed = edited(SUBPROCESSORS, "since: 2027-04-01", "since: 2027-06-01".into());
    let cancelled = edited(SUBPROCESSORS, NEW_SUBPROCESSOR, String::new());
    let cancelled = |workspace: &mut Workspace| {
        edited(SUBPROCESSORS, "since: 2027-06-01", "since: 2027-04-01".into())(workspace);
        cancelled(workspace);
    };
    let notices = notices_after(&[&ended, &later, &kept, &altered, &announced, &postponed, &cancelled]);
    for (notice, words) in notices.iter().zip([
        "Cloudhost will no longer be a subprocessor",
        "Cloudhost will no longer be a subprocessor",
        "Cloudhost will remain a subprocessor.",
        "The use of Cloudhost as a subprocessor for Nordlicht Cloud will change on 1 January 2027.",
        "From 1 April 2027, Mailer will be a subprocessor",
        "From 1 June 2027, Mailer will be a subprocessor",
        "We withdraw this notice.",
    ]) {
        assert!(notice.contains(words), "{words}: {notice}");
        assert!(!notice.contains(SECRET), "{notice}");
    }
}
