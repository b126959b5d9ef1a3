//! Whether a question means the same wherever it is asked: only such wordings may lead to an answer by themselves.

/// Questions of fewer words are heads of columns and rows: `Comments`, `Contact name`.
const LEAST: usize = 4;
/// Longer ones, in characters, carry their own circumstances.
const LONGEST: usize = 400;
/// Beginnings that lean on the question before.
const LEANING: &[&str] = &[
    "if yes",
    "if so",
    "if no",
    "if not",
    "if any",
    "if applicable",
    "if the answer",
    "if you answered",
    "if available",
    "please explain",
    "please elaborate",
    "please describe your answer",
    "please provide details",
    "please provide evidence",
    "please attach",
    "explain your",
    "provide details",
    "provide evidence",
    "same as",
    "other than",
    "additional",
    "any other",
    "comments",
    "see",
];
/// Words that point at something that is not there elsewhere.
const POINTING: &[&str] = &[
    " above",
    "previous question",
    "preceding",
    "question before",
    "in question ",
    "answer to question",
    "the following",
    "listed below",
    "this question",
    "mentioned before",
    "see below",
    "as follows",
];

/// Why a wording may not stand for a question by itself; none where it may.
pub fn leaning(question: &str) -> Option<&'static str> {
    let plain = question.to_lowercase();
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).count();
    let plain = plain.trim_start_matches(|c: char| !c.is_alphabetic());
    let leans = |it: &str| plain.strip_prefix(it).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    if LEANING.iter().any(|it| leans(it)) || POINTING.iter().any(|it| plain.contains(it)) {
        Some("it leans on another question")
    } else if words < LEAST {
        Some("it has too few words to mean the same everywhere")
    } else if question.chars().count() > LONGEST {
        Some("it is too long to be asked again in these words")
    } else {
        None
    }
}
