//! The kinds of events, in one table.

use crate::fact::Audience;

/// What happens on a day.
#[derive(Debug, PartialEq, Eq)]
pub struct EventKind {
    /// Its stable, kebab-case name.
    pub name: &'static str,
    /// A description of what happens.
    pub words: &'static str,
    /// The start of a sentence about the day; `{}` is replaced by the fact.
    pub sentence: &'static str,
    /// What is to be done.
    pub todo: &'static str,
    /// The widest audience that may see it, regardless of the fact's own audience.
    pub audience: Audience,
    /// Whether `check` warns of it ahead.
    pub warns: bool,
}

macro_rules! kinds {
    ($(
        $constant:ident $name:literal $audience:ident $warns:literal
        $words:literal $sentence:literal $todo:literal
    )*) => {
        /// The kinds as constants.
        pub mod kinds {
            use super::{Audience, EventKind};
            $(
                #[doc = concat!("`", $name, "`: ", $words, ".")]
                pub const $constant: &EventKind = &EventKind {
                    name: $name,
                    words: $words,
                    sentence: $sentence,
                    todo: $todo,
                    audience: Audience::$audience,
                    warns: $warns,
                };
            )*
        }
        /// Every kind, in the order of events on the same day.
        pub const KINDS: &[&EventKind] = &[$(kinds::$constant),*];
    };
}

kinds! {
    REPORT_ENDS "report-ends" Public true
        "last day of the current report" "the last day of the current report of {} is"
        "add the next report to its `history`"
    CERTIFICATE_ENDS "certificate-ends" Public true
        "certificate expires" "the certificate of {} expires"
        "have it renewed, and add the next step to its `history`"
    ALIGNMENT_ENDS "alignment-ends" Public true
        "alignment ends" "the alignment of {} ends"
        "confirm it, and add the next step to its `history`"
    SELF_ASSESSMENT_ENDS "self-assessment-ends" Public true
        "self-assessment ends" "the self-assessment of {} ends"
        "repeat it, and add the next step to its `history`"
    PERIOD_ENDS "period-ends" Public true
        "period covered by the report ends" "the period covered by the report of {} ends"
        "make sure that the next period starts on the following day, and add it"
    PERIOD_ENDED "period-ended" Public false
        "period covered by the report ended" "the period covered by the report of {} ended"
        "add the next report when it is issued"
    EXPECTED "expected" Public true
        "report or certificate expected" "the report or certificate of {} is expected"
        "update its `history`: add the next state, or a new `expected` date"
    STATE_BEGINS "state-begins" Internal false
        "next step of the history begins" "the next step of {} begins"
        "confirm that it happened, or correct its date"
    FACT_BEGINS "fact-begins" Internal false
        "first day of validity" "the validity of {} begins"
        "confirm that it is true from this date"
    FACT_ENDS "fact-ends" Internal true
        "last day of validity" "the validity of {} ends"
        "extend `valid.until`, or remove the entry"
    REVIEW "review" Internal true
        "review due" "the review of {} is due"
        "confirm that it is still true, then set `review.last` to the date of the review"
    POLICY_REVIEW "policy-review" Public true
        "policy review due" "the policy review of {} is due"
        "review the policy, then set `next_review`"
    SECURITY_TXT "security-txt" Public false "file expires" "{} expires" "build and publish again"
    TELL_CUSTOMERS "customer-notice" Internal true
        "last day to notify customers" "the time to notify customers about {} ends"
        "notify customers of the change, then set `notified` to the date on which they were notified"
    OBJECTIONS_UNTIL "objections-until" Public true
        "last day for objections" "the objection period for {} ends"
        "check for objections made up to and including this date, and respond to each of them"
    SUBPROCESSOR_STARTS "subprocessor-starts" Public true
        "use of subprocessor starts" "the use of {} starts"
        "confirm that customers were notified and that no objection is open"
    SUBPROCESSOR_CHANGES "subprocessor-changes" Public true
        "subprocessor change takes effect" "a change of {} takes effect"
        "confirm that customers were notified and that no objection is open"
    SUBPROCESSOR_ENDS "subprocessor-ends" Public true
        "use of subprocessor ends" "the use of {} ends"
        "confirm that it has deleted or returned customer data"
}
