//! The stable codes of all findings: one line and one explanation page per code.
//!
//! The page `explanations/<code>.md` says what the finding means, why it matters and how to fix it;
//! `factum explain <code>` prints it. A test requires a case folder for each line.

use super::Level;

/// The code of a finding.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Its stable, kebab-case name.
    pub name: &'static str,
    /// Its level, unless `data/site.yaml` sets another.
    pub level: Level,
    /// Whether its level cannot be changed in `data/site.yaml`, because nothing can be published without a
    /// fix, or because publishing would disclose something confidential.
    pub fixed: bool,
    /// Its page, Markdown; the first line is a heading with one sentence.
    pub explanation: &'static str,
}

macro_rules! codes {
    ($($constant:ident $name:literal $level:ident $fixed:literal)*) => {
        /// The codes as constants, for the modules that report them.
        pub mod codes {
            use super::{Code, Level};
            $(
                #[doc = concat!("See `factum explain ", $name, "`.")]
                pub const $constant: &Code = &Code {
                    name: $name,
                    level: Level::$level,
                    fixed: $fixed,
                    explanation: include_str!(concat!("explanations/", $name, ".md")),
                };
            )*
        }
        /// Every code, by name.
        pub const CODES: &[&Code] = &[$(codes::$constant),*];
    };
}

codes! {
    ATTESTATION_AS_CERTIFICATION "attestation-as-certification" Warning false
    BAD_SIGNATURE "bad-signature" Error true
    BROAD_ACKNOWLEDGEMENT "broad-acknowledgement" Warning false
    BROKEN_EVIDENCE "broken-evidence" Error false
    BROKEN_LEDGER "broken-ledger" Error true
    CHANGED_LEDGER "changed-ledger" Error true
    CONFLICTING_STATEMENTS "conflicting-statements" Error false
    CONTRADICTING_FACTS "contradicting-facts" Warning false
    CONTRADICTING_TEXT "contradicting-text" Warning false
    CYCLIC_REFERENCE "cyclic-reference" Error true
    DANGLING_REFERENCE "dangling-reference" Error true
    DEAD_LINK "dead-link" Error false
    DUPLICATE_ENTRY "duplicate-entry" Warning false
    DUPLICATE_ID "duplicate-id" Error true
    ENDS_SOON "ends-soon" Warning false
    EXPECTED_DATE_PASSED "expected-date-passed" Warning false
    EXPIRED_CERTIFICATION "expired-certification" Warning false
    EXPIRED_FACT "expired-fact" Warning false
    FILE_TOO_LARGE "file-too-large" Error true
    FIXED_VERDICT "fixed-verdict" Warning false
    FORMER_PERIOD "former-period" Warning false
    FUTURE_APPROVAL "future-approval" Warning false
    FUTURE_DATE "future-date" Warning false
    HISTORY_ORDER "history-order" Error false
    IDLE_PRODUCT "idle-product" Warning false
    INCOMPLETE_LIST "incomplete-list" Warning false
    INVALID_VALUE "invalid-value" Error true
    LAPSED_BASIS "lapsed-basis" Error false
    LATE_NOTICE "late-notice" Warning false
    LEAKED_AUDIENCE "leaked-audience" Error true
    LOST_PRODUCTS "lost-products" Warning false
    LOST_QUALIFIER "lost-qualifier" Warning false
    MERGE_CONFLICT "merge-conflict" Error true
    MISMATCHED_PIN "mismatched-pin" Warning false
    MISSING_AUDIENCE "missing-audience" Warning false
    MISSING_EVIDENCE "missing-evidence" Warning false
    MISSING_FIELD "missing-field" Error true
    MISSING_GLYPH "missing-glyph" Warning false
    MISSING_SOURCE "missing-source" Warning false
    NAMED_ABOVE_AUDIENCE "named-above-audience" Warning false
    NOT_APPROVED "not-approved" Error true
    NOT_STATED "not-stated" Warning false
    NOT_UTF8 "not-utf8" Error true
    OUTSIDE_ROOT "outside-root" Error true
    PAST_QUESTION "past-question" Warning false
    PERIOD_GAP "period-gap" Warning false
    PLACEHOLDER "placeholder" Error false
    RELATIVE_PERIOD "relative-period" Warning false
    REMOVED_ENTRY "removed-entry" Error false
    REVIEW_OVERDUE "review-overdue" Warning false
    SCAN_FAILED "scan-failed" Warning false
    SECURITY_CONTACT "security-contact" Error false
    SECURITY_TXT_EXPIRED "security-txt-expired" Warning false
    TEMPLATE_ERROR "template-error" Error true
    UNDATED_CERTIFICATION "undated-certification" Warning false
    UNBACKED_PHRASING "unbacked-phrasing" Warning false
    UNBOUND_VERDICT "unbound-verdict" Warning false
    UNKNOWN_CODE "unknown-code" Error true
    UNKNOWN_FILE "unknown-file" Error false
    UNKNOWN_KEY "unknown-key" Error true
    UNKNOWN_SIGNER "unknown-signer" Warning false
    UNKNOWN_STATEMENT "unknown-statement" Error true
    UNLIKELY_TERM "unlikely-term" Warning false
    UNORDERED_LEDGER "unordered-ledger" Warning false
    UNREACHABLE_CHANNEL "unreachable-channel" Warning false
    UNRECORDED_NOTICE "unrecorded-notice" Warning false
    UNSIGNED_APPROVAL "unsigned-approval" Warning false
    UNSTATED_BASIS "unstated-basis" Warning false
    UNUSED_ACKNOWLEDGEMENT "unused-acknowledgement" Warning false
    UNUSED_FIELD "unused-field" Warning false
    VAGUE_WORDING "vague-wording" Warning false
    VERDICT_MISMATCH "verdict-mismatch" Warning false
    WRONG_TYPE "wrong-type" Error true
    YAML_SYNTAX "yaml-syntax" Error true
}

/// The code with this name.
pub fn code(name: &str) -> Option<&'static Code> {
    CODES.iter().copied().find(|it| it.name == name)
}
