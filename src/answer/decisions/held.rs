//! The content of a review file that is not used because it was made for a different file.

/// The content of a review file that is not used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeldDecisions {
    /// The ids of the questions with custom text or a typed verdict.
    pub questions: Vec<String>,
    /// The number of texts that change nothing according to a person.
    pub texts: usize,
}
