//! The indentation of paragraphs: the attributes of `w:ind`, and outline levels.

/// The attributes of an indent, as they are in its tag.
pub type Attributes = Vec<(String, String)>;

/// The attributes that are read.
const KNOWN: &[&str] =
    &["left", "start", "right", "end", "hanging", "firstLine", "leftChars", "startChars", "firstLineChars"];
/// A hundredth of a character, in twentieths of a point: the text of Word's own styles is 10.5 points high.
const CHARACTER: f64 = 2.1;
/// Wider than any page, in twentieths of a point.
const WIDEST: i32 = 31_680;

/// Reads the attributes of an indent.
pub fn attributes(of: impl Fn(&str) -> Option<String>) -> Attributes {
    KNOWN.iter().filter_map(|it| Some(((*it).to_owned(), of(it)?))).collect()
}

/// The indent of the first line, in twentieths of a point; `told` has the attributes by precedence, highest
/// first.
pub fn first_line(told: &[&Attributes]) -> i32 {
    let find = |names: &[&str]| {
        let mut all = told.iter().flat_map(|it| it.iter()).filter(|it| names.contains(&it.0.as_str()));
        all.find_map(|it| it.1.trim().parse::<f64>().ok()).filter(|it| it.is_finite())
    };
    let chars = |names: &[&str]| find(names).filter(|it| *it != 0.0).map(|it| it * CHARACTER);
    let left = chars(&["leftChars", "startChars"]).or_else(|| find(&["left", "start"])).unwrap_or(0.0);
    let hanging = find(&["hanging"]).map(|it| -it);
    let line = chars(&["firstLineChars"]).or(hanging).or_else(|| find(&["firstLine"])).unwrap_or(0.0);
    ((left + line) as i32).clamp(-WIDEST, WIDEST)
}

/// An outline level, from 1; `None` for body text.
pub fn outline(value: &str) -> Option<u8> {
    value.trim().parse::<u8>().ok().filter(|it| *it < 9).map(|it| it + 1)
}

#[cfg(test)]
mod tests {
    use super::{Attributes, first_line};

    #[test]
    fn first_line_indent_is_taken_from_the_nearest_definition() {
        let told = |all: &[(&str, &str)]| -> Attributes {
            all.iter().map(|it| (it.0.to_owned(), it.1.to_owned())).collect()
        };
        let level = told(&[("left", "720"), ("hanging", "360")]);
        let own = told(&[("start", "1440")]);
        assert_eq!(first_line(&[]), 0);
        assert_eq!(first_line(&[&level]), 360);
        assert_eq!(first_line(&[&own, &level]), 1080);
        assert_eq!(first_line(&[&told(&[("firstLine", "200")])]), 200);
        assert_eq!(first_line(&[&told(&[("leftChars", "200"), ("left", "1")])]), 420);
        assert_eq!(first_line(&[&told(&[("left", "1e300")])]), 31_680);
        assert_eq!(first_line(&[&told(&[("left", "x")])]), 0);
    }
}
