//! Text that files can contain: without control characters, with one kind of line end; and boxes made of
//! characters.

/// Empty boxes, each with the ticked one of its kind.
const BOXES: &[(&str, &str)] = &[
    ("\u{2610}", "\u{2612}"),
    ("\u{25A1}", "\u{25A0}"),
    ("\u{25A2}", "\u{25A0}"),
    ("\u{25FB}", "\u{25FC}"),
    ("\u{2B1C}", "\u{2B1B}"),
    ("\u{2B1A}", "\u{2612}"),
    ("\u{274F}", "\u{2612}"),
    ("\u{2750}", "\u{2612}"),
    ("\u{2751}", "\u{2612}"),
    ("\u{2752}", "\u{2612}"),
    ("\u{25CB}", "\u{25CF}"),
    ("\u{25EF}", "\u{25CF}"),
    ("[ ]", "[x]"),
    ("[]", "[x]"),
    ("( )", "(x)"),
];

/// Ticked boxes.
const TICKED: &[&str] = &[
    "\u{2612}", "\u{2611}", "\u{25A0}", "\u{25FC}", "\u{2B1B}", "\u{25CF}", "\u{2713}", "\u{2714}", "[x]",
    "[X]", "(x)", "(X)",
];

/// A box at the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeadingBox {
    /// Its length in bytes.
    pub length: usize,
    /// Its ticked form; if it is ticked already, the box itself.
    pub ticked: &'static str,
    /// Whether it is ticked already.
    pub done: bool,
}

/// The box that a text begins with.
pub fn leading_box(text: &str) -> Option<LeadingBox> {
    let empty = BOXES.iter().find(|(it, _)| text.starts_with(it)).map(|(it, ticked)| LeadingBox {
        length: it.len(),
        ticked,
        done: false,
    });
    empty.or_else(|| {
        TICKED.iter().find(|it| text.starts_with(**it)).map(|it| LeadingBox {
            length: it.len(),
            ticked: it,
            done: true,
        })
    })
}

/// The empty box of the same kind as a ticked one.
pub fn unticked(ticked: &str) -> &'static str {
    BOXES.iter().find(|it| it.1.eq_ignore_ascii_case(ticked)).map_or("\u{2610}", |it| it.0)
}

/// Whether a text is only an unticked box.
pub fn is_box(text: &str) -> bool {
    let text = text.trim();
    leading_box(text).is_some_and(|it| it.length == text.len() && !it.done)
}

/// A text with line breaks as `\n`, and whether characters were removed that a text file should not
/// contain.
pub fn plain(text: &str) -> (String, bool) {
    let broken = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}'], "\n");
    let kept: String = broken.chars().filter(|it| *it == '\n' || *it == '\t' || !unfit(*it)).collect();
    let dropped = kept.len() != broken.len();
    (kept, dropped)
}

/// Whether a character is invalid in XML or YAML, or invisible.
fn unfit(c: char) -> bool {
    c.is_control() || matches!(c, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}
