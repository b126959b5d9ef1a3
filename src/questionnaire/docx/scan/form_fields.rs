//! Legacy form fields: fields for text, boxes and lists (ECMA-376 part 1, 17.16.17).

use super::{Progress, Scanner, parts::VALUES};
use crate::questionnaire::{
    Refusal,
    docx::{
        controls::{Field, FieldKind, Takes},
        document::CheckBox,
        element::{Child, children},
    },
    office::xml::Tag,
};

impl Scanner<'_> {
    pub(super) fn field(&mut self, tag: &Tag) -> Result<(), Refusal> {
        let kind = tag.attribute("fldCharType").unwrap_or_default().into_owned();
        let (_, parts) = self.element(tag)?;
        self.runs.last_mut().into_iter().for_each(|it| it.holds = true);
        match kind.as_str() {
            "begin" => {
                self.counted()?;
                let data = parts
                    .iter()
                    .find(|it| it.name == "ffData")
                    .map(|it| children(self.text, it.span.clone()))
                    .transpose()?;
                self.begin_field(&data.unwrap_or_default())?;
            }
            "separate" => self.fields.last_mut().into_iter().for_each(|it| it.1 = Progress::Parting),
            "end" => {
                let start = self.runs.last().map_or(tag.span.start, |it| it.span.start);
                if let Some((number, Progress::Shown(from))) = self.fields.pop()
                    && let Some(field) = self.document.fields.get_mut(number)
                {
                    field.result = (from <= start).then_some(from..start);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn begin_field(&mut self, data: &[Child]) -> Result<(), Refusal> {
        let mut field =
            Field { locked: data.iter().any(|it| it.name == "enabled" && !it.on()), ..Field::default() };
        for part in data {
            match part.name.as_str() {
                "textInput" => field.kind = self.field_text(part)?,
                "checkBox" => field.kind = self.field_check(part)?,
                "ddList" => field.kind = self.field_list(part)?,
                _ => {}
            }
        }
        let number = self.document.fields.len();
        let on = if let FieldKind::Check { on, .. } = field.kind { Some(on) } else { None };
        if let FieldKind::List { chosen: Some(chosen), .. } = &field.kind {
            self.push(chosen);
        }
        self.document.fields.push(field);
        self.fields.push((number, Progress::Told));
        if self.form_field().is_some_and(|it| !matches!(it, FieldKind::Other)) {
            self.paragraphs.last_mut().into_iter().for_each(|it| it.fields.push(number));
        }
        on.into_iter().for_each(|on| self.tick(CheckBox::Field(number), on));
        Ok(())
    }

    fn field_text(&self, part: &Child) -> Result<FieldKind, Refusal> {
        let parts = children(self.text, part.span.clone())?;
        let told = |name: &str| parts.iter().find(|it| it.name == name).and_then(|it| it.value.as_deref());
        let takes = match told("type").unwrap_or_default() {
            "number" => Takes::Number,
            "date" => Takes::Day,
            "currentDate" | "currentTime" | "calculated" => Takes::Nothing,
            _ => Takes::Words,
        };
        // Zero means no limit.
        let longest = told("maxLength").and_then(|it| it.parse().ok()).filter(|it| *it > 0);
        Ok(FieldKind::Text { takes, longest })
    }

    fn field_check(&self, part: &Child) -> Result<FieldKind, Refusal> {
        if part.tag.ends_with("/>") {
            return Ok(FieldKind::Other);
        }
        let parts = children(self.text, part.span.clone())?;
        let told = |name: &str| parts.iter().find(|it| it.name == name);
        let on = told("checked").or_else(|| told("default")).is_some_and(Child::on);
        let end =
            part.span.start + self.text.get(part.span.clone()).and_then(|it| it.rfind("</")).unwrap_or(0);
        Ok(FieldKind::Check { state: told("checked").map_or(end..end, |it| it.span.clone()), on })
    }

    fn field_list(&self, part: &Child) -> Result<FieldKind, Refusal> {
        let parts = children(self.text, part.span.clone())?;
        let values: Vec<_> = parts
            .iter()
            .filter(|it| it.name == "listEntry")
            .filter_map(|it| it.value.clone())
            .take(VALUES)
            .collect();
        let start = part.span.start + part.tag.len();
        let result = parts.iter().find(|it| it.name == "result");
        let chosen = result
            .and_then(|it| it.value.as_deref()?.parse::<usize>().ok())
            .and_then(|it| values.get(it))
            .cloned();
        let state = result.map_or(start..start, |it| it.span.clone());
        Ok(FieldKind::List { values, state, chosen })
    }
}
