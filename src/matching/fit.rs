//! The confidence's coefficients and thresholds, as `examples/fit_matching.rs` prints them.
//!
//! Fitted to 187 labelled questions (HECVAT 4.14: 110, Google VSAQ: 77), 98 of them answerable from a library
//! of 158 entries; data 24de55263176edf2. What was measured outside the folds is in `docs/matching.md`.

use super::features::COUNT;

/// The intercept.
pub(super) const CONSTANT: f64 = -5.0810;
/// The coefficients, in the order of the features.
pub(super) const COEFFICIENTS: [f64; COUNT] = [
    6.3090, // margin
    2.6001, // phrasing
    2.3736, // covered
    1.8266, // length
];

/// The lowest confidence of a suggestion: of the questions below it, one in fourteen had an approved answer.
pub const REVIEW: f64 = 0.10;
