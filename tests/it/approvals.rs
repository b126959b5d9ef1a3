//! What an approval covers: for whom, from when, and until which later approval.

use crate::support::{
    self, each_case,
    legal::{self, AUTUMN, WINTER, Workspace, approved},
};

pub const ALL_APPROVED: &str = "are as approved.\n";

#[test]
fn a_restricted_claim_is_reported_as_moved_and_approved_in_one_round() {
    let workspace = approved();
    workspace
        .edit("data/measures.yaml", |it| it.replace("log-retention:\n", "log-retention:\n  audience: nda\n"));
    let review = workspace.review(&[]);
    assert!(
        review.contains("audience changed from public to nda") && !review.contains("removed, "),
        "{review}"
    );
    workspace.approve_all();
    assert!(workspace.review(&["--exit-code"]).contains(ALL_APPROVED));
    for audience in ["public", "nda", "internal"] {
        workspace.clean(&["build", "--audience", audience, "--require-approved"]);
    }
    // And back again.
    workspace.edit("data/measures.yaml", |it| it.replace("  audience: nda\n  name: Log", "  name: Log"));
    assert!(workspace.review(&[]).contains("audience changed from nda to public"));
    workspace.approve_all();
    assert!(workspace.review(&["--exit-code"]).contains(ALL_APPROVED));
}

#[test]
fn an_approval_ends_when_a_later_one_for_a_wider_audience_replaces_it() {
    let workspace = approved();
    let nda = workspace.read("data/measures.yaml");
    // Restricted content becomes public and then changes.
    let public = nda.replace("  audience: nda\n", "");
    workspace.edit("data/measures.yaml", |_| public.clone());
    workspace.approve_all();
    workspace.edit("data/measures.yaml", |it| it.replace("annually", "each quarter"));
    workspace.approve_all();
    workspace.edit("data/measures.yaml", |_| nda);
    let rejected = workspace.run(&["build", "--audience", "nda", "--require-approved"]);
    assert_eq!(rejected.status.code(), Some(1), "{}", support::stderr(&rejected));
}

#[test]
fn an_audience_that_falls_back_to_the_text_of_a_wider_one_is_listed() {
    let workspace = approved();
    workspace.edit("data/answers/library.yaml", |it| {
        it + "testing:\n  question: Is the application tested by an independent firm?\n  topic: Testing\n  \
              verdict: {expression: \"all('measure') | selectattr('topic','equalto','development') | list | \
              length > 0\"}\n  text: '{% for it in all(\"measure\") %}{% if it.topic == \"development\" %}{{ \
              it.statement }} {% endif %}{% endfor %}Testing is part of our work.'\n"
    });
    workspace.approve_all();
    workspace.edit("data/measures.yaml", |it| it.replace("topic: development", "topic: people"));
    let review = workspace.review(&[]);
    let answer = &review
        [review.find("answer/testing/answer\n").or_else(|| review.find("answer/testing\n")).unwrap()..];
    assert!(
        review.contains("verdict-weaker")
            && answer.contains("reworded, nda")
            && answer.contains("Verdict: [-yes-]{+no+}"),
        "{review}"
    );
    let rejected = workspace.run(&["build", "--audience", "nda", "--require-approved"]);
    assert_eq!(rejected.status.code(), Some(1));
    workspace.approve_all();
    assert!(workspace.review(&["--exit-code"]).contains(ALL_APPROVED));
    workspace.clean(&["build", "--audience", "nda", "--require-approved"]);
}

#[test]
fn the_latest_approval_overrides_one_given_in_advance() {
    let mut workspace = approved();
    let ahead = workspace.review(&["--as-of", "2027-02-01"]);
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
    // Renewed before the end.
    workspace.on(AUTUMN + 86_400 * 30);
    workspace.edit("data/certifications.yaml", |it| {
        it.replace(
            "until: 2027-01-31}",
            "until: 2026-10-31}\n    - {state: current, from: 2026-11-01, until: 2029-10-31}",
        )
    });
    workspace.on(AUTUMN + 86_400 * 31);
    workspace.approve_all();
    // The text approved in advance states the former end, so it is due and must be approved again.
    let review = workspace.review(&["--days", "100"]);
    assert!(
        review.contains("1 February 2027\n")
            && review.contains("[-Expired on 31 January 2027-]{+Certified+}"),
        "{review}"
    );
    let ahead = workspace.review(&["--as-of", "2027-02-01"]);
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
    assert!(!workspace.review(&["--days", "100"]).contains("Due within"));
    workspace.on(WINTER);
    let review = workspace.review(&[]);
    assert!(review.contains(ALL_APPROVED), "{review}");
    workspace.clean(&["build", "--require-approved"]);
}

/// A statement that others repeat ends on a date: the build fails from that date on.
#[test]
fn dates_on_which_the_data_will_have_errors_are_listed() {
    let workspace = approved();
    workspace.edit("data/measures.yaml", |it| {
        it.replace("\nencryption:\n", "\nencryption:\n  valid: {until: 2026-10-10}\n")
    });
    workspace.approve_all();
    let review = workspace.review(&["--days", "150"]);
    let words = review.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("From 11 October 2026 on, nothing can be built until these errors are fixed:")
            && words.contains("data/answers/library.yaml:"),
        "{review}"
    );
    // The end and later changes are due; the answer that cannot be generated is not reported as withdrawn.
    assert!(
        review.contains("[-Customer data is encrypted at rest with AES-256.-]")
            && review.contains("[-Certified-]{+Expired"),
        "{review}"
    );
    assert!(!review.contains("  answer/encryption-at-rest\n"), "{review}");
    assert!(workspace.review(&["--days", "150", "--format", "markdown"]).contains("nothing can be built"));
}

#[test]
fn a_change_by_edit_is_reworded_and_a_change_by_date_is_changed_by_date() {
    let edit = |workspace: &Workspace| {
        workspace.edit("data/certifications.yaml", |it| {
            it.replace("until: 2027-01-31}", "until: 2026-10-31}\n    - {state: withdrawn, from: 2026-11-01}")
        });
    };
    let mut workspace = approved();
    edit(&workspace);
    workspace.on(AUTUMN + 86_400 * 40);
    let review = workspace.review(&[]);
    assert!(review.contains("reworded, public") && !review.contains("overdue"), "{review}");
    // Planned and approved; then the date arrives.
    let mut workspace = Workspace::new(AUTUMN);
    workspace.edit("data/subprocessors.yaml", |it| {
        it + &legal::NEW_SUBPROCESSOR.replace("2027-04-01", "2026-10-20")
    });
    workspace.edit("data/measures.yaml", |it| {
        it.replace(
            "\nencryption:",
            "\nlater:\n  name: Later\n  topic: logging\n  valid: {from: 2026-10-10}\n  statement: We do \
             more.\nencryption:",
        )
    });
    workspace.approve_all();
    workspace.on(AUTUMN + 86_400 * 40);
    let review = workspace.review(&[]);
    assert!(review.contains("changed by date since 2026-10-20, public"), "{review}");
}

/// An approval of the cause does not cover the claims that repeat it.
#[test]
fn approving_the_cause_does_not_hide_what_it_weakens() {
    let mut workspace = approved();
    // An answer that repeats the certificate in words that no rule recognises.
    workspace.edit("data/answers/library.yaml", |it| {
        it + "standing:\n  question: How do you stand with ISO/IEC 27001?\n  topic: Certification\n  text: \
              'Our status: {{ say(\"certification/iso-27001/status\") }}.'\n"
    });
    workspace.approve_all();
    workspace.on(WINTER);
    let weakened = |review: &str, id: &str| {
        let of_kind =
            review.split("\nNeeds review\n").next().unwrap().split("\nOther changes\n").next().unwrap();
        of_kind.contains("Weakened claims") && of_kind.contains(&format!("  {id}\n"))
    };
    let before = workspace.review(&[]);
    let answers = ["answer/iso-27001", "answer/standing"];
    assert!(answers.iter().all(|it| weakened(&before, it)), "{before}");
    workspace.clean(&[
        "approve",
        "certification/iso-27001",
        "--by",
        "Jane",
        "--reviewed",
        &legal::digest(&before),
    ]);
    let after = workspace.review(&[]);
    assert!(
        !after.contains("certification-lost") && answers.iter().all(|it| weakened(&after, it)),
        "{after}"
    );
    assert!(after.contains("repeats-weakened"), "{after}");
    // Once approved, they are not reported again after the next edit.
    workspace.approve_all();
    workspace.edit("data/answers/library.yaml", |it| it.replace("Our status:", "The status:"));
    let review = workspace.review(&[]);
    assert!(!review.contains("Weakened claims"), "{review}");
}

/// The approved and unapproved claims add up to the total, and so do the segments of the bar; the kinds of
/// change add up to the unapproved claims.
#[test]
fn the_counts_of_a_review_add_up() {
    let workspace = approved();
    let edits: [(&str, &str, &str); 4] = [
        ("measures.yaml", "within 24 hours", "within 3 days"),
        (
            "regions.yaml",
            "dublin:\n  name: Dublin\n  locations: [{place: \"Dublin, Ireland\"}]\n  products: cloud\n",
            "",
        ),
        ("measures.yaml", "log-retention:\n", "log-retention:\n  audience: nda\n"),
        ("subprocessors.yaml", "cloudhost:", "hoster:"),
    ];
    each_case(edits, |(file, old, new)| {
        workspace.edit(&format!("data/{file}"), |text| {
            assert!(text.contains(old), "{file} has no {old}");
            text.replacen(old, new, 1)
        });
        for audience in ["public", "nda", "internal"] {
            let review =
                workspace.review(&["--audience", audience]).split_whitespace().collect::<Vec<_>>().join(" ");
            let at = review.find(" claims: ").unwrap();
            let start = review[..at].rfind(' ').map_or(0, |space| space + 1);
            let sentence = review[start..].split_once('.').unwrap().0;
            let number = |it: &str| it.parse::<usize>().ok();
            let figures: Vec<usize> = sentence.split([' ', '(']).filter_map(number).collect();
            let [total, unchanged, to_approve, kinds @ ..] = figures.as_slice() else {
                panic!("{sentence}");
            };
            assert_eq!(unchanged + to_approve, *total, "{sentence}");
            assert_eq!(kinds.iter().sum::<usize>(), *to_approve, "{sentence}");
            let page =
                support::stdout(&workspace.run(&["review", "--audience", audience, "--format", "html"]));
            let bar = scraper::Html::parse_document(&page);
            let shares = scraper::Selector::parse(".shares").unwrap();
            let words = bar.select(&shares).next().unwrap().text().collect::<Vec<_>>().join(" ");
            let shares: usize = words.split_whitespace().filter_map(number).sum();
            assert_eq!(shares, *total, "{words}");
        }
    });
}

#[test]
fn an_approval_for_a_past_date_is_rejected() {
    let workspace = approved();
    let rejected =
        workspace.run(&["approve", "--all", "--by", "Jane", "--as-of", "2026-09-01", "--reviewed", "0"]);
    assert_eq!(rejected.status.code(), Some(2));
    assert!(
        support::stderr(&rejected).contains("2026-09-01 is in the past"),
        "{}",
        support::stderr(&rejected)
    );
}

#[test]
fn a_fact_with_a_new_id_is_renamed_and_not_withdrawn() {
    let workspace = approved();
    workspace.edit("data/measures.yaml", |it| it.replace("log-retention:", "log-storage:"));
    let review = workspace.review(&[]);
    assert!(review.contains("renamed from measure/log-retention, public"), "{review}");
    assert!(!review.contains("removed, ") && !review.contains("Weakened"), "{review}");
    workspace.approve_all();
    assert!(workspace.review(&["--exit-code"]).contains(ALL_APPROVED));
    workspace.clean(&["build", "--require-approved"]);
}

#[test]
fn the_position_of_a_statement_on_a_page_needs_approval() {
    let workspace = Workspace::new(AUTUMN);
    let page = "---\ntitle: Held\n---\n## Held\n\n```statements\nsay: \
                [certification/iso-27001/summary]\n```\n\n## Not held any more\n\n```statements\nsay: \
                [certification/soc2-type-2/summary]\n```\n\n```statements\n# A remark.\neach: \
                certification\ntable: {Framework: name, Valid: validity, Auditor: auditor}\nwidths: [1, 2, \
                3]\n```\n";
    workspace.edit("templates/pages/held.md", |_| page.to_owned());
    workspace.approve_all();
    workspace.clean(&["build", "--require-approved"]);
    let swapped = page
        .replace("iso-27001/summary", "X")
        .replace("soc2-type-2/summary", "iso-27001/summary")
        .replace("X", "soc2-type-2/summary");
    let cases =
        [swapped, page.replace("Valid: validity, Auditor: auditor", "Valid: auditor, Auditor: validity")];
    each_case(cases, |changed| {
        workspace.edit("templates/pages/held.md", |_| changed);
        assert_eq!(workspace.run(&["build", "--require-approved"]).status.code(), Some(1));
        assert!(workspace.review(&[]).contains("page/held/words"));
    });
    // Column widths and comments are ignored.
    workspace.edit("templates/pages/held.md", |_| {
        page.replace("[1, 2, 3]", "[3, 2, 1]").replace("A remark", "Another")
    });
    workspace.clean(&["build", "--require-approved"]);
}

#[test]
fn additional_text_for_a_narrower_audience_is_compared_with_the_text_of_the_wider_one() {
    let workspace = Workspace::new(AUTUMN);
    workspace.edit("data/answers/library.yaml", |it| {
        it + "kept:\n  question: What is kept?\n  topic: Retention\n  text: '{% for it in all(\"measure\") \
              %}{% if it.topic == \"logging\" %}{{ it.statement }} {% endif %}{% endfor %}'\n"
    });
    workspace.approve_all();
    workspace.edit("data/measures.yaml", |it| {
        it + "backups:\n  audience: nda\n  name: Backups\n  topic: logging\n  statement: Backups of customer \
              data are retained for 900 days.\n"
    });
    let review = workspace.review(&[]);
    let answer = &review[review.find("answer/kept\n").unwrap()..];
    assert!(
        answer.contains("reworded, nda")
            && answer.contains("{+ Backups of customer data are retained for 900 days.+}"),
        "{review}"
    );
    assert!(review.contains("retention-longer"), "{review}");
}

#[test]
fn of_two_identical_claims_one_is_renamed_and_the_other_withdrawn() {
    let workspace = Workspace::new(AUTUMN);
    let entry = |id: &str| format!("{id}:\n  name: Twin\n  topic: logging\n  statement: We log.\n");
    workspace.edit("data/measures.yaml", |it| it + &entry("first") + &entry("second"));
    workspace.approve_all();
    workspace
        .edit("data/measures.yaml", |it| it.replace(&(entry("first") + &entry("second")), &entry("third")));
    let review = workspace.review(&[]);
    assert!(review.contains("renamed from measure/") && review.contains("removed, public"), "{review}");
    workspace.approve_all();
    assert!(workspace.review(&["--exit-code"]).contains(ALL_APPROVED));
    workspace.clean(&["build", "--require-approved"]);
}
