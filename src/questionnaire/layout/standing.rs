//! List values and field labels that are alone: as a title, or as the only text in their place. Within a
//! list, or beside a value or another field, they do not affect the questions.

use super::{
    super::folded::{fold, start},
    clerical::is_clerical,
    words::is_value,
};

/// Labels of fields that also name a thing, folded.
const THINGS: &str = "email, e mail, emails, mail, phone, telephone, telefon, telefono, fax, mobile, \
                      website, web site, url, correo, courriel";
/// The maximum length of such a text, in bytes.
const LONG: usize = 40;

/// Whether a text is a field label that also names a thing: `Email`; not `Email:`, which requires a value.
fn is_thing(text: &str) -> bool {
    let folded = fold(start(text, LONG)).split_whitespace().collect::<Vec<_>>().join(" ");
    text.len() <= LONG && !text.ends_with([':', '：']) && THINGS.split(", ").any(|it| it.trim() == folded)
}

/// Whether a text is a list value or a field label and is alone: `row` has the texts of its row, `near`
/// those above and below it.
pub(super) fn is_alone<'a>(text: &str, row: usize, near: impl IntoIterator<Item = &'a str>) -> bool {
    let label = |it: &str| is_thing(it) || is_clerical(it.trim_end_matches([':', '：'])) || it.ends_with(':');
    let (value, thing) = (is_value(text), is_thing(text));
    let listed = |it: &str| if value { is_value(it) } else { label(it) };
    row == 1 && (value || thing) && !near.into_iter().any(listed)
}

#[cfg(test)]
mod tests {
    use super::is_alone;

    #[test]
    fn list_and_field_words_are_titles_only_when_alone() {
        for text in ["Planned", "Not applicable", "No", "Email", "Website"] {
            assert!(is_alone(text, 1, ["", "Question"]), "{text}");
            assert!(!is_alone(text, 2, ["", "Question"]), "{text}");
        }
        assert!(!is_alone("No", 1, ["Yes", ""]) && !is_alone("Email", 1, ["Name:", "Phone"]));
        assert!(!is_alone("Email:", 1, ["", ""]) && !is_alone("Security", 1, ["", ""]));
    }
}
