//! The properties of paragraphs, runs, cells, rows, controls and fields.

use std::ops::Range;

use super::{COLUMNS, Scanner};
use crate::questionnaire::{
    Refusal,
    docx::{
        controls::{Control, ControlKind},
        document::{CheckBox, Emphasis, Marks, Merge},
        element::{Child, children},
        indents,
    },
    office::xml::Tag,
};

/// The maximum number of values of one list.
pub(super) const VALUES: usize = 10_000;
/// Controls that do not take answers.
const OTHER: &[&str] = &[
    "picture",
    "docPartObj",
    "docPartList",
    "group",
    "repeatingSection",
    "citation",
    "bibliography",
    "equation",
];

/// Whether the properties of a run make its text struck through or hidden.
fn marks(parts: &[Child]) -> Marks {
    let said = |names: &[&str]| {
        let mut own = parts.iter().filter(|it| names.contains(&it.name.as_str())).map(Child::on);
        let first = own.next()?;
        Some(own.fold(first, |all, it| all || it))
    };
    let style = parts.iter().find(|it| it.name == "rStyle").and_then(|it| it.value.clone());
    Marks { struck: said(&["strike", "dstrike"]), hidden: said(&["vanish"]), style }
}

/// The emphasis that the properties of a run give to its text.
fn emphasis(parts: &[Child]) -> Emphasis {
    let on = |name: &str| parts.iter().any(|it| it.name == name && it.on());
    let value = |name: &str| parts.iter().find(|it| it.name == name).and_then(|it| it.value.clone());
    Emphasis {
        italic: on("i"),
        underlined: value("u").is_some_and(|it| it != "none"),
        capitals: on("caps") || on("smallCaps"),
        size: value("sz"),
        colour: value("color"),
    }
}

impl<'a> Scanner<'a> {
    /// Skips the element just begun; returns its byte range and its children.
    pub(super) fn element(&mut self, tag: &Tag) -> Result<(Range<usize>, Vec<Child>), Refusal> {
        let span = tag.span.start..self.walk.skip()?;
        let children = children(self.text, span.clone())?;
        Ok((span, children))
    }

    pub(super) fn paragraph_properties(&mut self, tag: &Tag) -> Result<(), Refusal> {
        let (span, parts) = self.element(tag)?;
        let list = parts
            .iter()
            .find(|it| it.name == "numPr")
            .map(|it| children(self.text, it.span.clone()))
            .transpose()?;
        let number = |name: &str| {
            list.iter().flatten().find(|it| it.name == name).and_then(|it| it.value.as_deref()?.parse().ok())
        };
        let Some(paragraph) = self.paragraphs.last_mut() else { return Ok(()) };
        paragraph.start = span.end;
        paragraph.properties = Some(span);
        paragraph.style = parts.iter().find(|it| it.name == "pStyle").and_then(|it| it.value.clone());
        paragraph.list = number("numId").map(|id| (id, number("ilvl").unwrap_or(0)));
        let outline = parts.iter().filter(|it| it.name == "outlineLvl").find_map(|it| it.value.as_deref());
        paragraph.outline = outline.and_then(indents::outline);
        let indent = parts.iter().find(|it| it.name == "ind");
        paragraph.indent =
            indent.map(|it| indents::attributes(|name| it.attribute(name))).unwrap_or_default();
        paragraph.holds |= parts.iter().any(|it| it.name == "sectPr");
        Ok(())
    }

    pub(super) fn run_properties(&mut self, tag: &Tag) -> Result<(), Refusal> {
        let (span, parts) = self.element(tag)?;
        if let Some(run) = self.runs.last_mut() {
            run.properties = Some(span);
            run.bold = parts.iter().any(|it| it.name == "b" && it.on());
            run.marks = marks(&parts);
            run.emphasis = emphasis(&parts);
        }
        Ok(())
    }

    pub(super) fn table_properties(&mut self, tag: &Tag) -> Result<(), Refusal> {
        let (_, parts) = self.element(tag)?;
        let style = parts.into_iter().find(|it| it.name == "tblStyle").and_then(|it| it.value);
        self.tables.last_mut().into_iter().for_each(|it| it.style.clone_from(&style));
        Ok(())
    }

    pub(super) fn cell_properties(&mut self, tag: &Tag) -> Result<(), Refusal> {
        let (_, parts) = self.element(tag)?;
        let Some(cell) =
            self.tables.last_mut().and_then(|it| it.rows.last_mut()).and_then(|it| it.cells.last_mut())
        else {
            return Ok(());
        };
        for part in parts {
            match part.name.as_str() {
                "gridSpan" => {
                    cell.width = part.value.and_then(|it| it.parse().ok()).unwrap_or(1).clamp(1, COLUMNS)
                }
                "vMerge" if part.value.as_deref() == Some("restart") => cell.merge = Merge::First,
                "vMerge" => cell.merge = Merge::Next,
                "shd" => {
                    let fill = part.attribute("fill").unwrap_or_default().to_ascii_uppercase();
                    cell.shaded = !matches!(fill.as_str(), "" | "AUTO" | "FFFFFF");
                }
                _ => {}
            }
        }
        Ok(())
    }

    pub(super) fn row_properties(&mut self, tag: &Tag) -> Result<(), Refusal> {
        let (_, parts) = self.element(tag)?;
        let Some(row) = self.tables.last_mut().and_then(|it| it.rows.last_mut()) else { return Ok(()) };
        for part in parts {
            match part.name.as_str() {
                "tblHeader" => row.heading = part.on(),
                "gridBefore" => {
                    row.indent = part.value.and_then(|it| it.parse().ok()).unwrap_or(0).min(COLUMNS)
                }
                "del" => row.deleted = true,
                _ => {}
            }
        }
        Ok(())
    }

    pub(super) fn control_properties(&mut self, tag: &Tag) -> Result<(), Refusal> {
        let (_, parts) = self.element(tag)?;
        let mut kind = ControlKind::Text;
        for part in &parts {
            match part.name.as_str() {
                "dropDownList" | "comboBox" => kind = ControlKind::List(self.values(part)?),
                "checkbox" => kind = self.check(part)?,
                "date" => kind = ControlKind::Day(part.span_of("fullDate")),
                name if OTHER.contains(&name) => kind = ControlKind::Other,
                _ => {}
            }
        }
        let span = |name: &str| parts.iter().find(|it| it.name == name).map(|it| it.span.clone());
        let lock =
            parts.iter().find(|it| it.name == "lock").and_then(|it| it.value.clone()).unwrap_or_default();
        let placeholder =
            parts.iter().find(|it| it.name == "showingPlcHdr" && it.on()).map(|it| it.span.clone());
        let (binding, properties) = (span("dataBinding"), span("rPr"));
        let on = if let ControlKind::Check { on, .. } = kind { Some(on) } else { None };
        let locked = lock.to_ascii_lowercase().ends_with("contentlocked");
        let lines = |it: &Child| {
            it.attribute("multiLine").is_some_and(|it| matches!(it.as_str(), "1" | "true" | "on"))
        };
        let single = parts.iter().any(|it| it.name == "text" && !lines(it));
        self.with_control(|it| {
            *it = Control {
                single,
                kind,
                placeholder,
                binding,
                properties,
                locked,
                span: it.span.clone(),
                content: it.content.clone(),
                parent: it.parent,
                around_rows: it.around_rows,
                inline: it.inline,
            }
        });
        if let (Some(on), Some(number)) = (on, self.controls.last().copied()) {
            // The box of a control around paragraphs or a cell is in the first paragraph that follows.
            if self.document.controls.get(number).is_some_and(|it| it.inline) {
                self.tick(CheckBox::Control(number), on);
            } else {
                self.pending.push((number, on));
            }
        }
        Ok(())
    }

    /// The displayed values of a list. The first item often only asks to choose one, and has no value.
    fn values(&self, list: &Child) -> Result<Vec<String>, Refusal> {
        let items = children(self.text, list.span.clone())?;
        let items: Vec<_> = items.iter().filter(|it| it.name == "listItem").collect();
        let described = items.iter().skip(1).any(|it| it.attribute("displayText").is_some());
        let shown = items.iter().enumerate().filter_map(|(at, it)| {
            if at == 0 && described && it.attribute("displayText").is_none() {
                return None;
            }
            let value = it.attribute("value");
            let shown = it.attribute("displayText").filter(|it| !it.is_empty()).or_else(|| value.clone())?;
            (!shown.trim().is_empty() && value.is_none_or(|it| !it.is_empty())).then_some(shown)
        });
        Ok(shown.take(VALUES).collect())
    }

    fn check(&self, part: &Child) -> Result<ControlKind, Refusal> {
        if part.tag.ends_with("/>") {
            return Ok(ControlKind::Other);
        }
        let parts = children(self.text, part.span.clone())?;
        let sign = |name: &str, usual: char| {
            let code = parts
                .iter()
                .find(|it| it.name == name)
                .and_then(|it| u32::from_str_radix(it.value.as_deref()?, 16).ok());
            code.and_then(char::from_u32).unwrap_or(usual)
        };
        let signs = (sign("checkedState", '\u{2612}'), sign("uncheckedState", '\u{2610}'));
        let state = parts.iter().find(|it| it.name == "checked");
        let on = state.is_some_and(Child::on);
        let value = state.and_then(|it| it.value_span.clone());
        // Without a state element, or if it has no value (which means yes), the element is written again.
        let start = state.map_or(part.span.start + part.tag.len(), |it| it.span.start);
        let end = state.map_or(start, |it| it.span.end);
        let missing = value.is_none().then(|| part.prefix.clone());
        Ok(ControlKind::Check { state: value.unwrap_or(start..end), missing, on, signs })
    }
}
