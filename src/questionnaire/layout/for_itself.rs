//! Texts that are questions in their own right and do not affect the rows below them.

use super::{
    answered_for, lead_ins, list_heads, scopes,
    shape::{Shape, shape},
    speaking,
};

/// Whether a text is a question, a request or a statement that does not refer to other rows.
pub fn asks_for_itself(text: &str) -> bool {
    let speaks_of_others = scopes::speaks_of_those_below(text)
        || scopes::points(text)
        || lead_ins::leads(text, false)
        || answered_for::sets_scope(text)
        || list_heads::reach(text).is_some()
        || speaking::opens_a_list(text, None)
        || speaking::explains_a_head(text)
        || !speaking::said_of_all(text).is_empty();
    shape(text) != Shape::Label && !speaks_of_others
}

/// Whether a text is a question or a request, and not the name of a company.
pub fn asks(text: &str) -> bool {
    matches!(shape(text), Shape::Asks | Shape::Requests)
}

#[cfg(test)]
mod tests {
    use super::asks_for_itself;

    #[test]
    fn rows_that_ask_are_distinguished_from_rows_about_others() {
        for text in [
            "Describe your secure development methodology.",
            "Who is your DPO?",
            "Please provide your security policy",
            "Security policies are reviewed every year.",
            "Beschreiben Sie Ihren Entwicklungsprozess.",
        ] {
            assert!(asks_for_itself(text), "{text}");
        }
        for text in [
            "Subcontractors",
            "Your subcontractors",
            "Describe for each of the following:",
            "Please answer the questions below for your subsidiary.",
            "Which of the following do you NOT do?",
            "Which of these do you lack?",
            "All questions relate to 2019.",
            "Answer: No = compliant",
        ] {
            assert!(!asks_for_itself(text), "{text}");
        }
    }
}
