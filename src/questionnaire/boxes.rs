//! Choices in a text with a box each: `☐ Yes ☐ No`, in a cell of a workbook or in a document.

use std::sync::Arc;

use super::{
    Cell, Choices,
    plain::{is_box, leading_box, unticked},
};

/// The maximum length of a choice's name.
const LABEL: usize = 120;
/// The maximum number of choices.
const COUNT: usize = 60;

/// A choice with its box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boxed {
    /// Its name.
    pub label: String,
    /// The position of its box in the text, in bytes.
    pub at: usize,
    /// The length of the box, in bytes.
    pub length: usize,
    /// Whether it is ticked.
    pub on: bool,
}

/// The boxes of a text: position, length, whether ticked.
pub fn boxes(text: &str) -> Vec<(usize, usize, bool)> {
    let mut found: Vec<(usize, usize, bool)> = Vec::new();
    // Few characters begin a box; all others are skipped quickly.
    for (at, _) in text.char_indices().filter(|(_, it)| matches!(it, '[' | '(' | '\u{2500}'..)) {
        let covered = found.last().is_some_and(|it| at < it.0 + it.1);
        if let Some(it) = text.get(at..).and_then(leading_box).filter(|_| !covered) {
            found.push((at, it.length, it.done));
        }
    }
    found
}

/// The boxes of a text of several lines, each with its name.
pub fn in_lines(text: &str) -> Vec<Boxed> {
    let (mut found, mut start) = (Vec::new(), 0);
    for line in text.split('\n') {
        found.extend(in_line(line).into_iter().map(|it| Boxed { at: start + it.at, ..it }));
        start += line.len() + 1;
        if found.len() > COUNT {
            break;
        }
    }
    found
}

/// The choices that a text holds; empty if there are none or only one, or if the boxes are bullets.
pub fn choices(text: &str) -> Vec<Boxed> {
    let found = in_lines(text);
    if fit(found.iter().map(|it| (it.label.as_str(), it.on))) { found } else { vec![] }
}

/// Whether boxes have names, and different ones. If all are ticked, they are bullets.
pub fn fit<'a>(found: impl Iterator<Item = (&'a str, bool)>) -> bool {
    let found: Vec<_> = found.take(COUNT + 1).collect();
    let named = found.iter().all(|it| !it.0.is_empty() && it.0.chars().count() <= LABEL);
    let mut labels: Vec<_> = found.iter().map(|it| it.0).collect();
    labels.sort_unstable();
    labels.dedup();
    named && labels.len() == found.len() && (2..=COUNT).contains(&found.len()) && found.iter().any(|it| !it.1)
}

/// The text with the box of one choice ticked and the others cleared; `None` if it has no such choice.
pub fn ticked(text: &str, label: &str) -> Option<String> {
    let found = choices(text);
    found.iter().find(|it| it.label == label)?;
    let mut out = String::with_capacity(text.len() + 8);
    let mut from = 0;
    for it in &found {
        let old = text.get(it.at..it.at + it.length)?;
        let new = match (it.label == label, it.on) {
            (true, false) => leading_box(old).map_or("\u{2612}", |it| it.ticked),
            (false, true) => unticked(old),
            _ => old,
        };
        out.push_str(text.get(from..it.at)?);
        out.push_str(new);
        from = it.at + it.length;
    }
    out.push_str(text.get(from..)?);
    Some(out)
}

/// A cell with a text, its box to tick or its choices.
pub fn cell(text: String) -> Cell {
    let values: Vec<_> = choices(&text).into_iter().map(|it| it.label).collect();
    let choices = (!values.is_empty()).then(|| Arc::new(Choices { values, numeric: false, ticked: true }));
    Cell { tick: is_box(&text), text, choices, ..Cell::default() }
}

/// The text of a cell with its only box ticked; `None` if the text is not a single box.
pub fn ticked_alone(text: &str) -> Option<&'static str> {
    let text = text.trim();
    leading_box(text).filter(|it| it.length == text.len()).map(|it| it.ticked)
}

/// The names of the ticked choices in a text, joined by commas; `None` if none is ticked.
pub fn marked(text: &str) -> Option<String> {
    let on: Vec<_> = in_lines(text).into_iter().filter(|it| it.on).map(|it| it.label).collect();
    (!on.is_empty()).then(|| on.join(", "))
}

/// Whether a text is only a tick: a ticked box, a check mark, an X.
pub fn is_ticked(text: &str) -> bool {
    let text = text.trim();
    text.eq_ignore_ascii_case("x") || leading_box(text).is_some_and(|it| it.done && it.length == text.len())
}

/// Whether a text is one or more boxes with their names, none of them ticked.
pub fn is_open_box(text: &str) -> bool {
    is_box(text) || (!choices(text).is_empty() && marked(text).is_none())
}

/// The boxes of a line with their names: the text after a box, or the text before it if the line ends with
/// one.
fn in_line(line: &str) -> Vec<Boxed> {
    let boxes = boxes(line);
    let (Some(first), Some(last)) = (boxes.first(), boxes.last()) else { return vec![] };
    let (before, after) =
        (line.get(..first.0).unwrap_or_default(), line.get(last.0 + last.1..).unwrap_or_default());
    let behind = !name(before).is_empty() && name(after).is_empty();
    let named = boxes.iter().enumerate().map(|(at, (start, length, on))| {
        let text = if behind {
            let from = at.checked_sub(1).and_then(|it| boxes.get(it)).map_or(0, |it| it.0 + it.1);
            let text = line.get(from..*start).unwrap_or_default();
            // The question may be on the same line.
            text.rsplit(['?', ':', '\t']).find(|it| !name(it).is_empty()).unwrap_or(text)
        } else {
            let to = boxes.get(at + 1).map_or(line.len(), |it| it.0);
            line.get(start + length..to).unwrap_or_default()
        };
        Boxed { label: name(text), at: *start, length: *length, on: *on }
    });
    named.collect()
}

/// The parts of a text that are neither choices nor boxes: `Gap found:` in `Gap found: ☐ Yes ☐ No`.
pub fn beside(text: &str) -> Vec<&str> {
    let own = |line: &str| {
        let found = in_line(line);
        let Some(first) = found.first() else { return line.len() };
        let before = line.get(..first.at).unwrap_or_default();
        let behind = !first.label.is_empty() && name(before).ends_with(&first.label);
        let last = found.last().map_or(0, |it| it.at + it.length);
        let named = behind && name(line.get(last..).unwrap_or_default()).is_empty();
        if named { before.rfind(&first.label).unwrap_or(before.len()) } else { before.len() }
    };
    text.split('\n')
        .map(|it| it.get(..own(it)).unwrap_or_default().trim())
        .filter(|it| !it.is_empty())
        .collect()
}

/// A choice's name without the separator from the next.
fn name(text: &str) -> String {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '|' | '\u{FE0F}'))
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::{marked, ticked};

    #[test]
    fn exactly_one_box_of_a_text_is_ticked() {
        assert_eq!(ticked("☐ Yes  ☐ No  ☐ N/A", "No").as_deref(), Some("☐ Yes  ☒ No  ☐ N/A"));
        assert_eq!(ticked("☒ Yes\n☐ No", "No").as_deref(), Some("☐ Yes\n☒ No"));
        assert_eq!(ticked("Yes [ ] No [ ]", "Yes").as_deref(), Some("Yes [x] No [ ]"));
        assert_eq!(ticked("○ Oui ○ Non", "Non").as_deref(), Some("○ Oui ● Non"));
        assert_eq!(ticked("☐ Yes ☐ No", "Maybe"), None);
        assert_eq!(marked("☐ Yes ☒ No").as_deref(), Some("No"));
        assert_eq!(marked("☐ Yes ☐ No"), None);
    }
}
