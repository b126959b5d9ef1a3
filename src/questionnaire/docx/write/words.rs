//! Writes text into cells, controls, form fields, lines to write on and new paragraphs.

use std::ops::Range;

use super::{Edits, Pen, limits, runs::escaped};
use crate::questionnaire::{
    docx::{
        controls::{Control, ControlKind, Field, FieldKind},
        document::Paragraph,
        layout::{Spot, Words},
    },
    splice::Edit,
};

impl<'a> Pen<'a> {
    /// Writes text into a place.
    pub(super) fn words(&mut self, spot: &Spot, text: &str) -> Edits {
        if !spot.choices.is_empty() {
            return Err(super::unlisted());
        }
        if let Some(control) = self.control(spot) {
            return self.put_into_control(control, spot, text);
        }
        if self
            .paragraphs(spot)
            .flat_map(|it| &it.controls)
            .filter_map(|it| self.opened.document.controls.get(*it))
            .any(|it| it.locked)
        {
            return Err(super::locked("contains a locked control"));
        }
        if let Some((control, full)) = self.day(spot) {
            limits::day(text)?;
            let told = full.map(|it| (it, format!("{}T00:00:00Z", text.trim())));
            return Ok(self.put_into_control(control, spot, text.trim())?.into_iter().chain(told).collect());
        }
        if let Some((paragraph, result, field)) = self.field(spot) {
            limits::field(&field.kind, text)?;
            return Ok(vec![(result, self.run(text, &self.of_words(paragraph)))]);
        }
        if self.fields(spot).any(|it| matches!(it.kind, FieldKind::Text { .. })) {
            return Err(super::locked("has a form field that is locked or spans several paragraphs"));
        }
        if spot.forms {
            return Err(super::locked("is protected and has no form field or control for text"));
        }
        match &spot.words {
            Words::Inside => Err("has no control that accepts text".into()),
            Words::Cell => Ok(self.replace(&spot.paragraphs, text, None)),
            Words::After { last, asked, like } => self.after(*last, *asked, *like, text),
            Words::Gap(paragraph, range) => self.put_into_gap(*paragraph, range, text),
        }
    }

    fn paragraphs(&self, spot: &Spot) -> impl Iterator<Item = &'a Paragraph> {
        let document = &self.opened.document;
        spot.paragraphs.iter().filter_map(|it| document.paragraphs.get(*it))
    }

    /// The text control of a place: an empty one, otherwise the first.
    fn control(&self, spot: &Spot) -> Option<&'a Control> {
        let document = &self.opened.document;
        let known =
            self.paragraphs(spot).flat_map(|it| &it.controls).filter_map(|it| document.controls.get(*it));
        let fit: Vec<_> = known
            .filter(|it| {
                matches!(it.kind, ControlKind::Text)
                    && !it.locked
                    && document.covers_only(it, &spot.paragraphs)
            })
            .collect();
        fit.iter()
            .find(|it| it.placeholder.is_some() || it.content.is_empty())
            .or_else(|| fit.first())
            .copied()
    }

    /// The date control of a place, and the byte range of its stored date.
    fn day(&self, spot: &Spot) -> Option<(&'a Control, Option<Range<usize>>)> {
        let document = &self.opened.document;
        let known =
            self.paragraphs(spot).flat_map(|it| &it.controls).filter_map(|it| document.controls.get(*it));
        known.filter(|it| document.covers_only(it, &spot.paragraphs)).find_map(|it| match &it.kind {
            ControlKind::Day(full) => Some((it, full.clone())),
            _ => None,
        })
    }

    fn fields(&self, spot: &Spot) -> impl Iterator<Item = &'a Field> {
        let document = &self.opened.document;
        self.paragraphs(spot).flat_map(|it| &it.fields).filter_map(|it| document.fields.get(*it))
    }

    /// The text form field of a place, and the byte range of its value.
    fn field(&self, spot: &Spot) -> Option<(&'a Paragraph, Range<usize>, &'a Field)> {
        let document = &self.opened.document;
        let fit = |it: &Field| matches!(it.kind, FieldKind::Text { .. }) && !it.locked;
        self.paragraphs(spot).find_map(|paragraph| {
            let field =
                paragraph.fields.iter().filter_map(|it| document.fields.get(*it)).find(|it| fit(it))?;
            // A value over several paragraphs is not a single byte range.
            let result =
                field.result.clone().filter(|it| paragraph.start <= it.start && it.end <= paragraph.end)?;
            Some((paragraph, result, field))
        })
    }

    /// Writes into a control: the control is kept, its placeholder is removed.
    pub(super) fn put_into_control(&mut self, control: &Control, spot: &Spot, text: &str) -> Edits {
        let p = &self.opened.document.prefix;
        let text = &if control.single {
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        } else {
            text.to_owned()
        };
        let own = control.properties.as_ref().map(|it| self.copied(Some(it)));
        let mut edits: Vec<Edit> = control
            .placeholder
            .iter()
            .chain(&control.binding)
            .map(|it| (it.clone(), String::new()))
            .collect();
        if control.inline {
            let held = self
                .paragraphs(spot)
                .find(|it| it.span.start < control.span.start && control.span.end <= it.span.end);
            let shown = held.filter(|_| control.placeholder.is_none()).and_then(|paragraph| {
                paragraph.runs.iter().find(|it| control.content.contains(&it.span.start))
            });
            let shown = shown.map(|it| self.copied(it.properties.as_ref()));
            let usual = shown.or_else(|| held.map(|it| self.of_mark(it))).unwrap_or_default();
            let run = self.run(text, &own.unwrap_or(usual));
            let before = self.opened.text.get(..control.content.start).unwrap_or_default();
            // A self-closing tag of the content is opened.
            let tag = before.ends_with("/>").then(|| before.rfind('<')).flatten();
            edits.push(match tag {
                Some(tag) => (tag..control.content.end, format!("<{p}sdtContent>{run}</{p}sdtContent>")),
                None => (control.content.clone(), run),
            });
        } else {
            let document = &self.opened.document;
            let within = |it: &&usize| {
                document.paragraphs.get(**it).is_some_and(|it| control.content.contains(&it.span.start))
            };
            let paragraphs: Vec<_> = spot.paragraphs.iter().filter(within).copied().collect();
            edits.extend(self.replace(
                &paragraphs,
                text,
                own.or_else(|| control.placeholder.is_some().then(String::new)),
            ));
        }
        if control.binding.is_some() {
            self.remark(
                "a control was bound to the document's properties; the binding was removed, because they \
                 would override the answer",
            );
        }
        Ok(edits)
    }

    /// Replaces the text of paragraphs: the new text goes into the first one, with its format; the others
    /// are removed unless they have other content.
    fn replace(&self, paragraphs: &[usize], text: &str, properties: Option<String>) -> Vec<Edit> {
        let known: Vec<_> = paragraphs
            .iter()
            .filter_map(|it| self.opened.document.paragraphs.get(*it))
            .filter(|it| !it.in_box)
            .collect();
        let Some(first) = known.iter().find(|it| !it.blank()).or_else(|| known.first()) else {
            return vec![];
        };
        let run = self.run(text, &properties.unwrap_or_else(|| self.of_words(first)));
        let mut edits = Vec::new();
        for paragraph in &known {
            let raw = self.opened.text.get(paragraph.span.clone()).unwrap_or_default();
            let marked = paragraph.holds
                || ["bookmark", "comment", "perm", "<w:sdt", "fldChar"].iter().any(|it| raw.contains(it));
            if paragraph.span == first.span {
                edits.extend(self.cleared(paragraph));
                edits.push(self.begin(paragraph, run.clone()));
            } else if marked {
                edits.extend(self.cleared(paragraph));
            } else if !paragraph.blank() {
                edits.push((paragraph.span.clone(), String::new()));
            }
        }
        edits
    }

    /// Removes the text from a paragraph's runs; runs with other content are kept.
    fn cleared(&self, paragraph: &Paragraph) -> Vec<Edit> {
        let mut edits = Vec::new();
        for run in &paragraph.runs {
            if run.holds {
                edits.extend(run.pieces.iter().map(|it| (it.1.clone(), String::new())));
            } else {
                edits.push((run.span.clone(), String::new()));
            }
        }
        edits
    }

    /// Inserts a run at the beginning of a paragraph.
    pub(super) fn begin(&self, paragraph: &Paragraph, run: String) -> Edit {
        let p = &self.opened.document.prefix;
        if !paragraph.empty_tag {
            return (paragraph.start..paragraph.start, run);
        }
        let tag = self.opened.text.get(paragraph.span.clone()).unwrap_or_default();
        let open = tag.trim_end_matches("/>").trim_end();
        (paragraph.span.clone(), format!("{open}>{run}</{p}p>"))
    }

    /// Adds text as a paragraph after another, in the format of an empty one or of the question.
    fn after(&self, last: usize, asked: usize, like: Option<usize>, text: &str) -> Edits {
        let p = &self.opened.document.prefix;
        let document = &self.opened.document;
        let (Some(last), Some(asked)) = (document.paragraphs.get(last), document.paragraphs.get(asked))
        else {
            return Err("is not a place for an answer".into());
        };
        let like = like.and_then(|it| document.paragraphs.get(it));
        let form = self.paragraph_properties(like.unwrap_or(asked), like.is_some());
        let properties = match like.map(|it| self.of_mark(it)) {
            Some(it) if !it.is_empty() => it,
            _ => self.shared(asked),
        };
        let end = last.span.end;
        Ok(vec![(end..end, format!("<{p}p>{form}{}</{p}p>", self.run(text, &properties)))])
    }

    /// Replaces a line of underscores with text, or adds text after `Answer:`.
    fn put_into_gap(&self, paragraph: usize, gap: &Range<usize>, text: &str) -> Edits {
        let p = &self.opened.document.prefix;
        let broken = || "is at a line with a structure that cannot be filled".to_owned();
        let paragraph = self.opened.document.paragraphs.get(paragraph).ok_or_else(broken)?;
        let touched = |it: &Range<usize>| {
            !it.is_empty() && it.start < gap.end.max(gap.start + 1) && gap.start <= it.end
        };
        let pieces = paragraph.runs.iter().flat_map(|run| run.pieces.iter().map(move |it| (run, it)));
        let mut edits: Vec<Edit> = Vec::new();
        for (run, (words, bytes)) in pieces.filter(|it| touched(&it.1.0)) {
            let part = |range: Range<usize>| paragraph.text.get(range).unwrap_or_default();
            let before = part(words.start..gap.start.clamp(words.start, words.end));
            let after = part(gap.end.clamp(words.start, words.end)..words.end);
            let rest = escaped(after);
            let new = if edits.is_empty() {
                let form = self.copied(run.properties.as_ref());
                // A space at the end of a text element may be dropped, so it is written with the answer.
                let space = if before.is_empty() { "" } else { " " };
                let answer = self.run(&format!("{space}{text}"), &form);
                let tail = if rest.trim().is_empty() {
                    String::new()
                } else {
                    format!("<{p}r>{form}<{p}t xml:space=\"preserve\">{rest}</{p}t></{p}r>")
                };
                // The run is closed after the text before the gap; its own end tags close an empty run.
                format!("{}</{p}t></{p}r>{answer}{tail}<{p}r><{p}t>", escaped(before.trim_end()))
            } else {
                rest
            };
            edits.push((bytes.clone(), new));
        }
        if edits.is_empty() { Err(broken().into()) } else { Ok(edits) }
    }
}
