//! Signs beside ids that a legend explains: `2*`, `Q3 †`. They apply to the question.

/// Such signs after an id.
const BEHIND: &str = "*†‡§¶#^⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ";
/// Such signs before it; `#3` and `§ 3` are numbers.
const BEFORE: &str = "*†‡¶";
/// Separators between them and the id.
const BETWEEN: &[char] = &[' ', '\u{a0}', '.', ')', ']', ':', '(', '['];

/// The signs beside the id of a cell, or at the beginning of a text.
pub(super) fn signs(id: &str) -> String {
    let skipped = |it: &char| BETWEEN.contains(it);
    let behind = id.chars().rev().filter(|it| !skipped(it)).take_while(|it| BEHIND.contains(*it));
    let mut behind: Vec<char> = behind.collect();
    behind.reverse();
    let count = id.chars().filter(|it| !skipped(it)).count();
    let before = id.chars().filter(|it| !skipped(it)).take_while(|it| BEFORE.contains(*it));
    if behind.len() == count { String::new() } else { before.chain(behind).collect() }
}

#[cfg(test)]
mod tests {
    use super::signs;

    #[test]
    fn footnote_marks_are_distinguished_from_number_signs() {
        for (id, expected) in [
            ("2*", "*"),
            ("2 **", "**"),
            ("Q3 †", "†"),
            ("(2)*", "*"),
            ("2*.", "*"),
            ("*2", "*"),
            ("4#", "#"),
            ("5²", "²"),
            ("#3", ""),
            ("§ 3", ""),
            ("N°3", ""),
            ("A.1.2", ""),
            ("*", ""),
            ("", ""),
        ] {
            assert_eq!(signs(id), expected, "{id}");
        }
    }
}
