//! Cookies whose own fields contradict each other.

use super::Subject;
use crate::{
    diagnostic::{Diagnostic, codes},
    matching::plain_words,
};

/// Words that deny what follows them: a purpose with one of them is left to its author.
const DENY: &[&str] = &["no", "not", "without", "never"];

/// A cookie that is used for what it is not used for, and one that another party reads and only others do.
pub fn contradicts_itself(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for it in &subject.facts.cookies {
        let purpose = plain_words(&it.body.purpose.value);
        let denies = purpose.iter().any(|it| DENY.contains(&it.as_str()));
        for other in it.body.not_used_for.iter().filter(|_| !denies) {
            let words = plain_words(&other.value);
            if !words.is_empty() && purpose.windows(words.len()).any(|it| it == words) {
                let message = format!("`{}` is not used for {}, which its purpose names", it.id, other.value);
                let finding = Diagnostic::new(codes::CONFLICTING_STATEMENTS, other.place, message)
                    .also(it.body.purpose.place, "its purpose");
                findings.push(finding.help("correct `purpose`, or take this out of `not_used_for`"));
            }
        }
        if let (Some(third), Some(reader)) =
            (it.body.third_party.as_ref().filter(|it| it.value), it.body.read_by.first())
        {
            let message = format!(
                "another party sets or reads `{}`, and the page says that {} alone reads it",
                it.id, reader.value
            );
            let finding = Diagnostic::new(codes::CONFLICTING_STATEMENTS, third.place, message)
                .also(reader.place, "the only readers");
            let help = "take `read_by` out, or correct `third_party`; if the other party is among the readers, or sets it only, \
                        acknowledge the finding here";
            findings.push(finding.help(help));
        }
    }
}
