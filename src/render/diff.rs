//! A change of a file as a unified diff for the terminal.

use similar::TextDiff;

use crate::{diagnostic::human::visible, library::FileEdit};

/// A unified diff of one file, in colour where supported, without control sequences from its text.
pub fn diff(edit: &FileEdit) -> String {
    let before = edit.before.as_deref().unwrap_or_default().replace("\r\n", "\n");
    let after = edit.after.replace("\r\n", "\n");
    let from = if edit.before.is_some() { format!("a/{}", edit.path) } else { "/dev/null".into() };
    let text = TextDiff::from_lines(&before, &after)
        .unified_diff()
        .context_radius(3)
        .header(&from, &format!("b/{}", edit.path))
        .to_string();
    text.lines().map(|line| format!("{}\n", painted(&visible(line)))).collect()
}

fn painted(line: &str) -> String {
    use anstyle::{AnsiColor, Style};
    let style = match line.as_bytes() {
        [b'+', b'+', b'+', ..] | [b'-', b'-', b'-', ..] => Style::new().bold(),
        [b'+', ..] => AnsiColor::Green.on_default(),
        [b'-', ..] => AnsiColor::Red.on_default(),
        [b'@', ..] => AnsiColor::Cyan.on_default(),
        _ => return line.to_owned(),
    };
    format!("{style}{line}{style:#}")
}
