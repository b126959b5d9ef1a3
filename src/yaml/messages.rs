//! The messages of the YAML scanner, for authors of data.

/// Messages of the scanner that say little to an author, by their beginning or a part, each with its help.
const FAULTS: &[(&str, &str)] = &[
    (
        "mapping values are not allowed",
        "put a value that contains `: ` in quotes; otherwise check the indentation, and this line and the one above for an unclosed `[`, `{` or quote",
    ),
    (
        "did not find expected key",
        "check the indentation of this line, and this line and the one above for an unclosed `[`, `{` or quote",
    ),
    ("illegal placement", UNCLOSED),
    ("did not find expected", UNCLOSED),
];
const UNCLOSED: &str = "check this line and the one above for an unclosed `[`, `{` or quote";

/// The message for the author, with its help.
pub fn in_plain_words(words: String) -> (String, Option<&'static str>) {
    match FAULTS.iter().find(|(part, _)| words.contains(part)) {
        Some((_, help)) => ("cannot parse this line".into(), Some(help)),
        None => (words, None),
    }
}

/// The message of the scanner without a full stop.
pub fn plain_words(words: &str) -> String {
    words.trim_end_matches('.').to_owned()
}
