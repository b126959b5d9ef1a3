//! Where the folders of customers' questionnaires are in `out/`.

use std::path::{Path, PathBuf};

use crate::fact::Audience;

/// The folder of questionnaires in an audience's folder.
pub const QUESTIONNAIRES: &str = "questionnaires";
/// The review file: a folder with it is a customer's questionnaire.
pub const REVIEW: &str = "review.yaml";

/// The folder of one customer's questionnaire.
pub fn questionnaire(root: &Path, audience: Audience, name: &str) -> PathBuf {
    root.join("out").join(audience.word()).join(QUESTIONNAIRES).join(name)
}
