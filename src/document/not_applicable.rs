//! Table cells to which a field does not apply: the period covered by a certificate, the auditor of a
//! self-assessment. Other empty cells mean that a value is not stated.

use crate::{audience_view::Disclosed, fact::is_type_one};

/// Sections of a fact type for which some of its facts have nothing to state.
struct NotApplicable {
    kind: &'static str,
    sections: &'static [&'static str],
    holds: fn(&Disclosed) -> bool,
}

const NOT_APPLICABLE: &[NotApplicable] = &[
    NotApplicable {
        kind: "certification",
        sections: &["period"],
        holds: |it| is(it, "form", &["certificate"]) || is_type_one(text(it, "name")),
    },
    NotApplicable {
        kind: "certification",
        sections: &["period", "auditor"],
        holds: |it| is(it, "holder", &["aligned", "self-assessed"]),
    },
    NotApplicable {
        kind: "certification",
        sections: &["validity", "report"],
        holds: |it| !is(it, "applies", &["yes"]),
    },
    NotApplicable {
        kind: "certification",
        sections: &["period"],
        holds: |it| !is(it, "applies", &["yes"]) && !is(it, "state", &["expired"]),
    },
    NotApplicable {
        kind: "certification",
        sections: &["report"],
        holds: |it| is(it, "holder", &["aligned"]),
    },
    NotApplicable {
        kind: "certification",
        sections: &["auditor", "scope"],
        holds: |it| is(it, "state", &["not-held"]),
    },
    NotApplicable {
        kind: "policy",
        sections: &["version", "next-review"],
        holds: |it| is(it, "approved_yet", &["no"]),
    },
];

/// Whether a fact has nothing to state in a section of its type.
pub fn is_not_applicable(kind: &str, section: &str, fact: &Disclosed) -> bool {
    let rows = NOT_APPLICABLE.iter().filter(|it| it.kind == kind && it.sections.contains(&section));
    rows.into_iter().any(|it| (it.holds)(fact))
}

/// Whether a field of a fact is one of these words.
fn is(fact: &Disclosed, field: &str, words: &[&str]) -> bool {
    fact.data.get(field).is_some_and(|value| words.iter().any(|it| value.says(it)))
}

/// The text of a field; empty if it is not stated.
fn text<'f>(fact: &'f Disclosed, field: &str) -> &'f str {
    fact.data.get(field).and_then(|it| it.text()).unwrap_or_default()
}
