//! Words as files can hold them: no control characters, one kind of line end; and boxes drawn with
//! characters.

/// Boxes that wait for a tick, each with the ticked one of its kind.
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

/// Marks that are a tick already.
const TICKED: &[&str] = &[
    "\u{2612}", "\u{2611}", "\u{25A0}", "\u{25FC}", "\u{2B1B}", "\u{25CF}", "\u{2713}", "\u{2714}", "[x]",
    "[X]", "(x)", "(X)",
];

/// A box at the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeadingBox {
    /// Its length in bytes.
    pub length: usize,
    /// What takes its place when it is ticked; itself, where it is.
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

/// The empty box of a ticked one's kind.
pub fn unticked(ticked: &str) -> &'static str {
    BOXES.iter().find(|it| it.1.eq_ignore_ascii_case(ticked)).map_or("\u{2610}", |it| it.0)
}

/// Whether a text is a box and nothing else, not yet ticked.
pub fn is_box(text: &str) -> bool {
    let text = text.trim();
    leading_box(text).is_some_and(|it| it.length == text.len() && !it.done)
}

/// A text's words with line breaks as `\n`, and whether characters had to go that no text file should hold.
pub fn plain(text: &str) -> (String, bool) {
    let broken = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}'], "\n");
    let kept: String = broken.chars().filter(|it| *it == '\n' || *it == '\t' || !unfit(*it)).collect();
    let dropped = kept.len() != broken.len();
    (kept, dropped)
}

/// Characters that XML and YAML refuse, or that no reader sees.
fn unfit(c: char) -> bool {
    c.is_control() || matches!(c, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}
