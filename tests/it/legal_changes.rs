//! Changes for which customers must be notified or which weaken a claim, on the example of `docs/legal.md`.

use crate::support::{
    each_case,
    legal::{self, AUTUMN, VERDICT, Workspace},
};

/// Each rule of the table, with an edit that triggers it.
#[test]
fn each_weakening_is_reported_with_its_rule() {
    let cases: &[(&str, &str, &str, &str)] = &[
        ("certifications.yaml", "until: 2027-01-31", "until: 2026-09-30", "certification-lost"),
        (
            "regions.yaml",
            "dublin:\n  name: Dublin\n  locations: [{place: \"Dublin, Ireland\"}]\n  products: cloud\n",
            "",
            "region-removed",
        ),
        ("measures.yaml", "kept for 90 days", "kept for 12 months", "retention-longer"),
        ("measures.yaml", "within 24 hours", "within 3 days", "service-slower"),
        (
            "measures.yaml",
            "encryption:\n  name: Encryption at rest\n  topic: encryption\n  statement: Customer data is \
             encrypted at rest with AES-256.\n",
            "",
            "measure-withdrawn",
        ),
        ("measures.yaml", "with AES-256", "with AES-256, except backups", "limit-added"),
        ("measures.yaml", "AES-256", "AES-128", "cipher-weaker"),
        ("measures.yaml", "AES-256", "AES-512", "figure-changed"),
        ("answers/library.yaml", VERDICT, "", "verdict-weaker"),
        ("regions.yaml", "dublin:\n", "dublin:\n  audience: internal\n", "region-removed"),
        ("measures.yaml", "retention:\n", "retention:\n  audience: nda\n", "audience-narrowed"),
        ("certifications.yaml", "until: 2027-01-31", "until: 2026-09-30", "verdict-weaker"),
        ("measures.yaml", "audience: nda\n  name: Pen", "audience: public\n  name: Pen", "audience-widened"),
        ("answers/library.yaml", "'yes' if", "'partial' if", "verdict-weaker"),
        ("measures.yaml", "is encrypted", "is not encrypted", "negation-changed"),
        ("measures.yaml", "within 24 hours", "without undue delay", "time-dropped"),
        ("measures.yaml", "kept for 90 days", "kept indefinitely", "retention-longer"),
        (
            "measures.yaml",
            "Customer data is encrypted",
            "Customer data should be encrypted",
            "promise-softened",
        ),
        ("measures.yaml", "annually", "every two years", "time-longer"),
        ("regions.yaml", "Dublin, Ireland", "Ashburn, USA", "place-changed"),
        ("subprocessors.yaml", "location: Germany", "location: United States", "place-changed"),
        (
            "subprocessors.yaml",
            "customers' content",
            "customers' content and health data",
            "subprocessor-changed",
        ),
        ("certifications.yaml", "scope: Nordlicht Cloud", "scope: Headquarters", "scope-changed"),
        ("certifications.yaml", "held: own", "held: inherited", "scope-changed"),
    ];
    each_case(cases, |(file, old, new, rule)| {
        let workspace = Workspace::new(AUTUMN);
        workspace.approve_all();
        if *rule == "measure-withdrawn" {
            workspace.edit("data/answers/library.yaml", |it| {
                it.replace("{{ say(\"measure/encryption/summary\") }}", "It is.")
                    .replace(VERDICT, "  verdict: yes\n")
            });
        }
        workspace.edit(&format!("data/{file}"), |text| {
            assert!(text.contains(old), "{file} has no {old}");
            text.replace(old, new)
        });
        let review = workspace.review(&[]);
        assert!(review.contains(rule), "no {rule} in\n{review}");
    });
    // Edits that only look similar are not reported.
    let cases = [
        ("certifications.yaml", "  auditor: Zert AG\n", "", "certification-lost"),
        ("certifications.yaml", "  scope: Nordlicht Cloud\n", "", "certification-lost"),
        ("certifications.yaml", "\nsoc2-type-2:", "\nsoc2-type-two:", "certification-lost"),
        ("regions.yaml", "  name: Dublin\n", "  name: Dublin\n  isolated_from: frankfurt\n", "place-changed"),
        (
            "subprocessors.yaml",
            "since: 2022-01-01",
            "since: 2022-01-01\n  notified: 2021-11-01",
            "subprocessor-changed",
        ),
        ("subprocessors.yaml", "cloudhost:", "hoster:", "subprocessor-added"),
        ("measures.yaml", "encryption:\n", "encryption:\n  products: cloud\n", "measure-withdrawn"),
    ];
    each_case(cases, |(file, old, new, rule)| {
        let workspace = Workspace::new(AUTUMN);
        workspace.approve_all();
        workspace.edit(&format!("data/{file}"), |text| {
            assert!(text.contains(old), "{file} has no {old}");
            text.replacen(old, new, 1)
        });
        let review = workspace.review(&[]);
        assert!(!review.contains(rule) && !review.contains("All 81"), "{rule} in\n{review}");
    });
    // Stronger promises are not weakenings.
    let workspace = Workspace::new(AUTUMN);
    workspace.approve_all();
    workspace.edit("data/measures.yaml", |it| {
        it.replace("within 24 hours", "within 12 hours").replace("90 days", "30 days")
    });
    let review = workspace.review(&[]);
    assert!(!review.contains("Weakened claims") && review.contains("figure-changed"), "{review}");
}

#[test]
fn a_new_subprocessor_without_a_notice_is_reported() {
    let cases = [
        ("", "Mailer is new, but the date from which it is used is not stated"),
        ("  since: 2026-07-01\n", "The last day to notify customers was 31 May 2026."),
    ];
    each_case(cases, |(since, says)| {
        let workspace = Workspace::new(AUTUMN);
        workspace.approve_all();
        workspace.edit("data/subprocessors.yaml", |it| {
            it + &legal::NEW_SUBPROCESSOR.replace("  since: 2027-04-01\n", since)
        });
        let review = workspace.review(&[]).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(review.contains(says), "{review}");
        workspace.edit("data/site.yaml", |_| "title: Trust\n".into());
        assert!(!workspace.review(&[]).contains("Subprocessor changes"));
    });
}

/// That a planned use begins is no change of the company's name, purpose, location or data.
#[test]
fn a_planned_use_that_begins_is_an_added_subprocessor_not_a_changed_one() {
    let mut workspace = Workspace::new(AUTUMN);
    workspace.edit("data/subprocessors.yaml", |it| it + legal::NEW_SUBPROCESSOR);
    workspace.approve_all();
    workspace.on(legal::WINTER + 86_400 * 90);
    let review = workspace.review(&[]);
    let mailer = review.split("Mailer (subprocessor)").nth(1).unwrap();
    assert!(mailer.contains("subprocessor-added"), "{review}");
    assert!(!review.contains("subprocessor-changed"), "{review}");
}

/// A change with a date is announced; a change without one is reported.
#[test]
fn a_subprocessor_change_without_a_notice_is_reported() {
    let cases = [
        ("location: Germany", "location: United States", Some("location is not as approved")),
        ("customers' content", "customers' content and health data", Some("data is not as approved")),
        (
            "location: Germany",
            "location: Germany\n  changes: {from: 2027-04-01, location: United States}",
            None,
        ),
    ];
    each_case(cases, |(from, to, fields)| {
        let workspace = Workspace::new(AUTUMN);
        workspace.approve_all();
        workspace.customer("cirrus.csv", "Cirrus Ltd");
        workspace.clean(&["sent"]);
        workspace.edit("data/subprocessors.yaml", |it| it.replacen(from, to, 1));
        let review = workspace.review(&[]);
        assert!(review.contains("subprocessor-changed"), "{review}");
        let words = review.split_whitespace().collect::<Vec<_>>().join(" ");
        let announced = "The use of Cloudhost as a subprocessor will change on 1 April 2027. New location: \
                         United States (until then: Germany).";
        match fields {
            Some(fields) => assert!(words.contains(fields) && !words.contains(announced), "{review}"),
            None => {
                assert!(words.contains(announced) && !words.contains("not as approved"), "{review}");
                let notice = workspace
                    .read("out/notices/cirrus-ltd.md")
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ");
                assert!(notice.contains(announced), "{notice}");
            }
        }
    });
}

#[test]
fn use_of_a_subprocessor_for_more_products_needs_a_notice() {
    let product = |it: String| it + "server:\n  name: Nordlicht Server\n  hosted_by: customer\n";
    let cases = [
        ("", true),
        ("  products: [cloud, server]\n", true),
        ("  products: cloud\n", false),
        ("  products: server\n", true),
    ];
    each_case(cases, |(limit, wider)| {
        let mut workspace = Workspace::new(AUTUMN);
        workspace.edit("data/products.yaml", product);
        workspace.edit("data/subprocessors.yaml", |it| it + legal::NEW_SUBPROCESSOR);
        workspace.approve_all();
        workspace.customer("cirrus.csv", "Cirrus Ltd");
        workspace.clean(&["sent"]);
        workspace.review(&[]);
        let announcement = "From 1 April 2027, Mailer will be a subprocessor for Nordlicht Cloud. Purpose: \
                            Sending of messages. Location: Ireland. Data: addresses.";
        let read = |workspace: &Workspace| {
            workspace.read("out/notices/cirrus-ltd.md").split_whitespace().collect::<Vec<_>>().join(" ")
        };
        assert!(read(&workspace).contains(announcement), "{}", read(&workspace));
        workspace.clean(&["sent", "--notice", "cirrus"]);
        workspace.on(AUTUMN + 86_400);
        workspace.edit("data/subprocessors.yaml", |it| it.replace("  products: cloud\n", limit));
        let review = workspace.review(&[]).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(
            review.contains("is now used for more products than approved"),
            wider,
            "{limit}: {review}"
        );
        workspace.approve_all();
        workspace.review(&[]);
        assert_eq!(workspace.path("out/notices/cirrus-ltd.md").exists(), wider, "{limit}");
        if wider {
            let notice = read(&workspace);
            assert!(
                notice.contains(announcement)
                    && notice
                        .contains("This notice is replaced by the one under “Changes to our subprocessors”."),
                "{notice}"
            );
            assert_eq!(
                notice.matches("From 1 April 2027, Mailer will be a subprocessor").count(),
                2,
                "{notice}"
            );
        }
    });
}

#[test]
fn the_same_text_based_on_other_facts_has_changed_evidence() {
    let workspace = Workspace::new(AUTUMN);
    workspace.approve_all();
    workspace.edit("data/measures.yaml", |it| {
        it.replace("incident-notice:\n", "incident-notice:\n  source: certificate\n")
    });
    let review = workspace.review(&[]);
    assert!(
        review.contains("basis changed, public")
            && review.contains("{+source/certificate+}")
            && review.contains("[-source/handbook-]"),
        "{review}"
    );
}
