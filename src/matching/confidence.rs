//! The probability that a candidate is right: a logistic function of its features.

use super::{
    features::Features,
    fit::{COEFFICIENTS, CONSTANT},
};

/// Confidences are rounded to this many parts, so that they are the same on every machine.
const GRAIN: f64 = 1e4;

/// The probability that a candidate with these features is right, from 0 to 1.
pub(super) fn confidence(features: &Features) -> f64 {
    let sum = CONSTANT
        + COEFFICIENTS.iter().zip(features).map(|(coefficient, feature)| coefficient * feature).sum::<f64>();
    rounded(1.0 / (1.0 + (-sum).exp()))
}

/// Rounds a share to the precision of a confidence.
pub(super) fn rounded(share: f64) -> f64 {
    (share * GRAIN).round() / GRAIN
}
