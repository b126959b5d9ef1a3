//! Cookies whose own fields contradict each other.

use super::Subject;
use crate::{
    diagnostic::{Diagnostic, codes},
    matching::plain_words,
};

/// Negations. A purpose that contains one is not checked.
const DENY: &[&str] = &["no", "not", "without", "never"];

/// A cookie whose purpose is listed in `not_used_for`, and a third-party cookie with `read_by`.
pub fn contradicts_itself(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for it in &subject.facts.cookies {
        let purpose = plain_words(&it.body.purpose.value);
        let denies = purpose.iter().any(|it| DENY.contains(&it.as_str()));
        for other in it.body.not_used_for.iter().filter(|_| !denies) {
            let words = plain_words(&other.value);
            if !words.is_empty() && purpose.windows(words.len()).any(|it| it == words) {
                let message =
                    format!("`{}` is not used for {}, but its `purpose` mentions it", it.id, other.value);
                let finding = Diagnostic::new(codes::CONFLICTING_STATEMENTS, other.place, message)
                    .also(it.body.purpose.place, "purpose");
                findings.push(finding.help("correct `purpose`, or remove this from `not_used_for`"));
            }
        }
        if let (Some(third), Some(reader)) =
            (it.body.third_party.as_ref().filter(|it| it.value), it.body.read_by.first())
        {
            let message = format!(
                "a third party sets or reads `{}`, but the page says that only {} reads it",
                it.id, reader.value
            );
            let finding = Diagnostic::new(codes::CONFLICTING_STATEMENTS, third.place, message)
                .also(reader.place, "the only readers");
            let help = "remove `read_by`, or correct `third_party`; if the third party is one of the \
                        readers, or only sets the cookie, acknowledge the finding here";
            findings.push(finding.help(help));
        }
    }
}
