//! Ticks: boxes as characters, signs, controls, form fields and bullets, or an X if there is no box.

use super::{Edits, Pen, Spot};
use crate::questionnaire::{
    boxes::boxes,
    docx::{
        controls::{Control, ControlKind, FieldKind},
        document::{CheckBox, Paragraph},
        element::Child,
        options::{Choice, Tick},
    },
    plain,
    splice::Edit,
};

/// The elements after the indent in a paragraph's properties, in the order of ECMA-376 part 1, 17.3.1.26.
const BEHIND_INDENT: &[&str] = &[
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
];
/// The elements before the list in a paragraph's properties.
const BEFORE_LIST: &[&str] =
    &["pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"];

impl Pen<'_> {
    /// Ticks the first box of a place; writes an X if the place is empty.
    pub(super) fn tick(&mut self, spot: &Spot) -> Edits {
        let paragraphs = spot.paragraphs.iter().filter_map(|it| self.opened.document.paragraphs.get(*it));
        let (mut blank, mut holds) = (true, false);
        for paragraph in paragraphs {
            if let Some((at, length, on)) = boxes(&paragraph.text).into_iter().next() {
                return if on { Ok(vec![]) } else { self.set(paragraph, at, length, true, spot.forms) };
            }
            blank &= paragraph.blank();
            holds |= paragraph.holds;
        }
        if blank && holds {
            return Err("contains a symbol or a picture, but no known box".into());
        }
        if blank { self.words(spot, "X") } else { Err("contains text but no box".into()) }
    }

    /// Ticks one of a place's choices, and no other.
    pub(super) fn choose(&mut self, spot: &Spot, label: &str) -> Edits {
        if !spot.choices.iter().any(|it| it.label == label) {
            return Err(super::unlisted());
        }
        let mut edits = Vec::new();
        for choice in spot.choices.iter().filter(|it| it.on != (it.label == label)) {
            edits.extend(self.set_choice(choice, !choice.on, spot.forms)?);
        }
        Ok(edits)
    }

    fn set_choice(&self, choice: &Choice, on: bool, forms: bool) -> Edits {
        let paragraph = self.opened.document.paragraphs.get(choice.paragraph).ok_or("is not a checkbox")?;
        match choice.tick {
            Tick::Box(at) => {
                let length = boxes(&paragraph.text).into_iter().find(|it| it.0 == at).map_or(0, |it| it.1);
                self.set(paragraph, at, length, on, forms)
            }
            Tick::Bullet { .. } if forms => {
                Err(super::locked("is protected, and its boxes are not content controls"))
            }
            Tick::Bullet { boxed: true } => Ok(self.ticked_bullet(paragraph)),
            Tick::Bullet { boxed: false } if on => {
                Ok(vec![self.begin(paragraph, self.run("\u{2612} ", &self.of_words(paragraph)))])
            }
            Tick::Bullet { boxed: false } => self.character(paragraph, 0, "\u{2612} ".len(), ""),
        }
    }

    /// Ticks or clears the box at a position of a paragraph's text.
    fn set(&self, paragraph: &Paragraph, at: usize, length: usize, on: bool, forms: bool) -> Edits {
        let document = &self.opened.document;
        match paragraph.boxes.iter().find(|it| it.0 == at).map(|it| &it.1) {
            Some(CheckBox::Control(number)) => {
                let control = document.controls.get(*number).filter(|it| !it.locked).ok_or("is locked")?;
                Ok(self.control_box(paragraph, *number, control, on))
            }
            Some(CheckBox::Field(number)) => {
                let field = document.fields.get(*number).filter(|it| !it.locked).ok_or("is locked")?;
                let FieldKind::Check { state, .. } = &field.kind else {
                    return Err("is not a checkbox".into());
                };
                let p = &document.prefix;
                Ok(vec![(
                    state.clone(),
                    if on { format!("<{p}checked/>") } else { format!("<{p}checked {p}val=\"0\"/>") },
                )])
            }
            _ if forms => Err(super::locked("is protected, and its box is not a content control")),
            Some(CheckBox::Sign(span, code)) => {
                let high = code.get(..code.len().saturating_sub(2)).unwrap_or_default();
                Ok(vec![(span.clone(), format!("{high}{}", if on { "FE" } else { "A8" }))])
            }
            None => {
                let old = paragraph.text.get(at..at + length).unwrap_or_default();
                let ticked = plain::leading_box(old).map_or("\u{2612}", |it| it.ticked);
                self.character(paragraph, at, length, if on { ticked } else { plain::unticked(old) })
            }
        }
    }

    /// Replaces some characters of a paragraph, which may be in several runs.
    fn character(&self, paragraph: &Paragraph, at: usize, length: usize, new: &str) -> Edits {
        let (mut edits, mut new) = (Vec::new(), new);
        for (words, bytes) in paragraph
            .runs
            .iter()
            .flat_map(|it| &it.pieces)
            .filter(|it| it.0.start < at + length && at < it.0.end)
        {
            let raw = self.opened.text.get(bytes.clone()).unwrap_or_default();
            let old = paragraph.text.get(words.clone()).unwrap_or_default();
            let (from, to) = (at.saturating_sub(words.start), (at + length).min(words.end) - words.start);
            let put = std::mem::take(&mut new);
            if raw == old {
                edits.push((bytes.start + from..bytes.start + to, put.to_owned()));
            } else {
                let (before, after) =
                    (old.get(..from).unwrap_or_default(), old.get(to..).unwrap_or_default());
                edits.push((bytes.clone(), super::runs::escaped(&format!("{before}{put}{after}"))));
            }
        }
        if edits.is_empty() { Err("has a box that is not a character".into()) } else { Ok(edits) }
    }

    /// Sets the state of a control that is a box, and the sign that shows it.
    fn control_box(&self, paragraph: &Paragraph, number: usize, control: &Control, on: bool) -> Vec<Edit> {
        let ControlKind::Check { state, missing, signs, .. } = &control.kind else { return vec![] };
        let value = if on { "1" } else { "0" };
        let told = missing
            .as_ref()
            .map_or_else(|| value.to_owned(), |prefix| format!("<{prefix}checked {prefix}val=\"{value}\"/>"));
        let mut edits = vec![(state.clone(), told)];
        edits
            .extend(control.placeholder.iter().chain(&control.binding).map(|it| (it.clone(), String::new())));
        let p = &self.opened.document.prefix;
        let sign = if on { signs.0 } else { signs.1 };
        let code = u32::from(sign);
        // A sign of a symbol font would be a letter in any other font.
        let shown = match code {
            0x2000..0xE000 => format!("<{p}t>{sign}</{p}t>"),
            _ => format!("<{p}sym {p}font=\"Wingdings\" {p}char=\"F0{:02X}\"/>", code & 0xFF),
        };
        let mut runs = paragraph
            .runs
            .iter()
            .filter(|it| it.control == Some(number) && control.content.contains(&it.span.start));
        if let Some(first) = runs.next() {
            edits.push((
                first.span.clone(),
                format!("<{p}r>{}{shown}</{p}r>", self.copied(first.properties.as_ref())),
            ));
            edits.extend(runs.map(|it| (it.span.clone(), String::new())));
        }
        edits
    }

    /// Removes an item whose bullet is an empty box from its list, and puts a ticked box in place of the
    /// bullet.
    fn ticked_bullet(&self, paragraph: &Paragraph) -> Vec<Edit> {
        let p = &self.opened.document.prefix;
        let level = self.opened.styles.level(paragraph).unwrap_or_default();
        let attributes: String = level
            .indent
            .iter()
            .map(|(name, value)| format!(" {p}{name}=\"{}\"", value.replace(['"', '<', '&'], "")))
            .collect();
        let indent = if attributes.is_empty() { String::new() } else { format!("<{p}ind{attributes}/>") };
        let none = format!("<{p}numPr><{p}ilvl {p}val=\"0\"/><{p}numId {p}val=\"0\"/></{p}numPr>");
        let run = self.run("\u{2612}\t", &self.of_words(paragraph));
        let Some(span) = &paragraph.properties else {
            return vec![self.begin(paragraph, format!("<{p}pPr>{none}{indent}</{p}pPr>{run}"))];
        };
        let parts = self.children(span).unwrap_or_default();
        let end = span.end - format!("</{p}pPr>").len();
        let before = |known: &dyn Fn(&Child) -> bool| {
            parts.iter().find(|it| known(it)).map_or(end, |it| it.span.start)
        };
        let list = match parts.iter().find(|it| it.name == "numPr") {
            Some(list) => (list.span.clone(), none),
            None => {
                let at = before(&|it| !BEFORE_LIST.contains(&it.name.as_str()));
                (at..at, none)
            }
        };
        let own = parts.iter().any(|it| it.name == "ind");
        let at = before(&|it| BEHIND_INDENT.contains(&it.name.as_str()));
        let indent = (at..at, if own { String::new() } else { indent });
        vec![list, indent, self.begin(paragraph, run)]
    }
}
