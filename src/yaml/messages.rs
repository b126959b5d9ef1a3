//! Error messages of the YAML scanner, reworded for authors of data.

/// Scanner messages, by their beginning or a part, each with help.
const FAULTS: &[(&str, &str)] = &[
    (
        "mapping values are not allowed",
        "put a value that contains `: ` in quotes; otherwise check the indentation, and this line and the \
         one above for an unclosed `[`, `{` or quote",
    ),
    (
        "did not find expected key",
        "check the indentation of this line, and this line and the one above for an unclosed `[`, `{` or \
         quote",
    ),
    ("illegal placement", UNCLOSED),
    ("did not find expected", UNCLOSED),
];
const UNCLOSED: &str = "check this line and the one above for an unclosed `[`, `{` or quote";

/// The reworded message with its help.
pub fn in_plain_words(words: String) -> (String, Option<&'static str>) {
    match FAULTS.iter().find(|(part, _)| words.contains(part)) {
        Some((_, help)) => ("cannot parse this line".into(), Some(help)),
        None => (words, None),
    }
}

/// The scanner's message without a full stop.
pub fn plain_words(words: &str) -> String {
    words.trim_end_matches('.').to_owned()
}
