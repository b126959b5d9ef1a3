//! One round of review and approval is enough for any edit.

use crate::approvals::ALL_APPROVED;
use crate::support::{
    self,
    legal::{self, AUTUMN, Workspace},
};

/// A measure with changing id, audience and text.
#[derive(Clone, Copy)]
struct Measure {
    present: bool,
    id: u32,
    audience: u32,
    words: u32,
    until: Option<u32>,
}

/// After any edit, one review and one approval of everything are enough: then everything is approved, for
/// each audience.
#[test]
fn one_round_of_review_and_approval_is_enough_for_any_edit() {
    for seed in 1..=4_u64 {
        let mut state = seed;
        let mut dice = |faces: u32| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            u32::try_from(state >> 33).unwrap() % faces
        };
        let mut workspace = Workspace::new(AUTUMN);
        workspace.edit("data/answers/library.yaml", |it| {
            it.replace("{{ say(\"measure/encryption/summary\") }}", "It is.").replace(
                "{expression: \"'yes' if 'encrypted' in measure['encryption'].statement else 'unknown'\"}",
                "yes",
            ) + "all:\n  question: What measures are there?\n  topic: Measures\n  text: 'These. {% for it in \
                 all(\"measure\") %}{{ it.statement }} {% endfor %}'\n"
        });
        let mut measures = [Measure { present: true, id: 0, audience: 0, words: 0, until: None }; 3];
        let mut day = 0;
        for step in 0..12 {
            for _ in 0..=dice(3) {
                let it = &mut measures[dice(3) as usize];
                match dice(6) {
                    0 => it.present = !it.present,
                    1 => it.id += 1,
                    2 => it.words = dice(3),
                    3 => it.until = (dice(2) == 0).then(|| day + 1 + dice(20)),
                    _ => it.audience = dice(3),
                }
            }
            day += dice(12);
            workspace.on(AUTUMN + 86_400 * u64::from(day));
            let text: String = measures.iter().enumerate().filter(|(_, it)| it.present).fold(
                "defaults: {source: handbook}\nalways:\n  audience: public\n  name: Always\n  topic: \
                 logging\n  statement: We log.\n"
                    .to_owned(),
                |text, (at, it)| {
                    let audience = ["public", "nda", "internal"][it.audience as usize];
                    let until = it.until.map_or(String::new(), |days| {
                        let last = chrono::NaiveDate::from_ymd_opt(2026, 10, 1).unwrap()
                            + chrono::Days::new(u64::from(days));
                        format!("  valid: {{until: {last}}}\n")
                    });
                    text + &format!(
                        "m{at}-{}:\n  audience: {audience}\n  name: Measure {at}\n  topic: logging\n  \
                         statement: We do {at} in way {}.\n{until}",
                        it.id, it.words
                    )
                },
            );
            workspace.edit("data/measures.yaml", |_| text);
            let review = workspace.review(&["--days", "0"]);
            workspace.clean(&["approve", "--all", "--by", "Jane Doe", "--reviewed", &legal::digest(&review)]);
            let after = workspace.review(&["--days", "0"]);
            assert!(
                after.contains(ALL_APPROVED),
                "seed {seed}, step {step}: approved was\n{review}\nand then\n{after}"
            );
            for audience in ["public", "nda", "internal"] {
                let built = workspace.run(&["build", "--audience", audience, "--require-approved"]);
                assert_eq!(
                    built.status.code(),
                    Some(0),
                    "seed {seed}, step {step}, {audience}: {}\n{review}",
                    support::stderr(&built)
                );
            }
        }
    }
}
