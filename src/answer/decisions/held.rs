//! What was read in a review file and is not used, as it was made for a different file.

/// What is not used of a review file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeldDecisions {
    /// The questions with custom text or a typed verdict, by their ids.
    pub questions: Vec<String>,
    /// The number of texts that a person said change nothing.
    pub texts: usize,
}
