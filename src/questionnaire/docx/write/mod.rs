//! Converts entries to edits of the document's part; every other part is kept byte for byte.

mod limits;
mod runs;
mod ticks;
mod words;

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    controls::{ControlKind, FieldKind},
    document::Paragraph,
    layout::{Spot, Words},
    opened::{Opened, open},
    scan,
    styles::Protection,
};
use crate::questionnaire::{
    At, Entry, Obstacle, Refusal, Returned, Unwritten, Upload, Value, plain,
    splice::{Edit, splice},
};

/// Fills the document.
///
/// # Errors
/// The document cannot be read or written.
pub fn fill(upload: &Upload, entries: &[Entry]) -> Result<Returned, Refusal> {
    let opened = open(upload)?;
    let mut pen = Pen {
        opened: &opened,
        edits: vec![],
        filled: BTreeSet::new(),
        taken: BTreeMap::new(),
        inserted: BTreeMap::new(),
        remarks: vec![],
    };
    let body = |paragraph: &Paragraph| !paragraph.in_cell;
    let body: Vec<usize> =
        (0..).zip(&opened.document.paragraphs).filter(|it| body(it.1)).map(|it| it.0).collect();
    let mut left = Vec::new();
    for entry in entries {
        match pen.put(entry) {
            Err(reason) => left.push((entry.clone(), reason)),
            Ok(()) => pen.note_inserted(entry, &body),
        }
    }
    let Pen { edits, remarks, inserted, .. } = pen;
    if edits.is_empty() {
        return Ok(Returned { bytes: upload.bytes.clone(), left, remarks, inserted });
    }
    let unsafe_ = || {
        Refusal::new(
            "has a structure that cannot be filled safely",
            "open it in Word, save it again and retry",
        )
    };
    let text = splice(&opened.text, edits).ok_or_else(unsafe_)?;
    scan::scan(&opened.part, &text).map_err(|_| unsafe_())?;
    let bytes = opened.package.repack(&[(opened.part.clone(), text)].into())?;
    Ok(Returned { bytes, left, remarks, inserted })
}

/// Writes entries into a document.
struct Pen<'a> {
    opened: &'a Opened<'a>,
    edits: Vec<Edit>,
    /// The places that have been filled.
    filled: BTreeSet<(usize, At)>,
    /// The byte ranges changed by previous entries: start to end.
    taken: BTreeMap<usize, usize>,
    /// The rows after which a paragraph was added, each with the cell of its entry.
    inserted: BTreeMap<u32, At>,
    remarks: Vec<String>,
}

type Edits = Result<Vec<Edit>, Unwritten>;

impl Pen<'_> {
    fn put(&mut self, entry: &Entry) -> Result<(), Unwritten> {
        let at = entry.at;
        let layout = &self.opened.layout;
        let Some(spot) = layout.spots.get(&(entry.sheet, at)) else {
            let merged = layout.sheets.get(entry.sheet).is_some_and(|it| it.area(at).is_some());
            let reason = if merged {
                "is part of a merged cell, but not its first cell"
            } else {
                "is not a place for an answer"
            };
            return Err(Unwritten::new(Obstacle::NoPlace, format!("{at} {reason}")));
        };
        if self.opened.protection == Protection::All {
            return Err(Unwritten::new(Obstacle::Locked, format!("{at} is protected against changes")));
        }
        let edits = self
            .edits(spot, &entry.value)
            .map_err(|it| Unwritten { words: format!("{at} {}", it.words), ..it })?;
        let edits =
            self.around(spot, edits).map_err(|it| Unwritten { words: format!("{at} {}", it.words), ..it })?;
        if self.filled.contains(&(entry.sheet, at)) || edits.iter().any(|it| self.overlaps(&it.0)) {
            return Err(format!("{at} was already filled by an earlier entry").into());
        }
        for (range, _) in &edits {
            self.taken.entry(range.start).and_modify(|it| *it = range.end.max(*it)).or_insert(range.end);
        }
        self.filled.insert((entry.sheet, at));
        self.edits.extend(edits);
        Ok(())
    }

    /// Records where an entry has become a new paragraph; `body` are the paragraphs outside of tables.
    fn note_inserted(&mut self, entry: &Entry, body: &[usize]) {
        let spot = self.opened.layout.spots.get(&(entry.sheet, entry.at));
        if let Some(Words::After { last, .. }) = spot.map(|it| &it.words) {
            self.inserted.insert(body.partition_point(|it| it <= last) as u32, entry.at);
        }
    }

    /// Adds the edits that are needed in the surrounding controls: their content is no longer a
    /// placeholder.
    fn around(&self, spot: &Spot, mut edits: Vec<Edit>) -> Edits {
        let document = &self.opened.document;
        for control in
            document.around(&spot.paragraphs).into_iter().filter_map(|it| document.controls.get(it))
        {
            let within = |it: &Edit| control.content.start <= it.0.start && it.0.end <= control.content.end;
            if !edits.iter().any(within) {
                continue;
            }
            // A locked group protects its content except its controls.
            if control.locked && !matches!(control.kind, ControlKind::Other) {
                return Err(locked("is locked"));
            }
            let mark = control.placeholder.clone().filter(|mark| !edits.iter().any(|it| it.0 == *mark));
            edits.extend(mark.map(|it| (it, String::new())));
        }
        Ok(edits)
    }

    fn overlaps(&self, range: &Range<usize>) -> bool {
        let before = self.taken.range(..range.start).next_back().is_some_and(|it| *it.1 > range.start);
        before || self.taken.range(range.start..range.end.max(range.start + 1)).next().is_some()
    }

    fn edits(&mut self, spot: &Spot, value: &Value) -> Edits {
        match value {
            Value::Tick => self.tick(spot),
            Value::Number(number) if number.is_finite() => self.words(spot, &number.to_string()),
            Value::Number(_) => Err("takes a number, but the value is not one".into()),
            Value::Text(text) | Value::Choice(text) => {
                let (text, cut) = plain::plain(text);
                if cut {
                    self.remark("control characters were removed from an answer");
                }
                if spot.choices.is_empty() { self.one_of(spot, &text) } else { self.choose(spot, &text) }
            }
        }
    }

    /// Writes a value of the list if the place has a list, otherwise text.
    fn one_of(&mut self, spot: &Spot, text: &str) -> Edits {
        let paragraphs = || spot.paragraphs.iter().filter_map(|it| self.opened.document.paragraphs.get(*it));
        let controls =
            paragraphs().flat_map(|it| &it.controls).filter_map(|it| self.opened.document.controls.get(*it));
        let listed =
            controls.filter(|it| self.opened.document.covers_only(it, &spot.paragraphs)).find_map(|it| {
                match &it.kind {
                    ControlKind::List(values) => Some((it, values)),
                    _ => None,
                }
            });
        if let Some((control, values)) = listed {
            return match values.iter().any(|it| it == text) {
                true if control.locked => Err(locked("is locked")),
                true => self.put_into_control(control, spot, text),
                false => Err(unlisted()),
            };
        }
        let fields =
            paragraphs().flat_map(|it| &it.fields).filter_map(|it| self.opened.document.fields.get(*it));
        for field in fields {
            if let FieldKind::List { values, state, .. } = &field.kind {
                let number = values.iter().position(|it| it == text).ok_or_else(unlisted)?;
                if field.locked {
                    return Err(locked("is locked"));
                }
                let p = &self.opened.document.prefix;
                let shown =
                    field.result.clone().filter(|it| !it.is_empty()).map(|it| (it, self.run(text, "")));
                return Ok([(state.clone(), format!("<{p}result {p}val=\"{number}\"/>"))]
                    .into_iter()
                    .chain(shown)
                    .collect());
            }
        }
        self.words(spot, text)
    }

    fn remark(&mut self, words: &str) {
        if !self.remarks.iter().any(|it| it == words) {
            self.remarks.push(words.to_owned());
        }
    }
}

/// The refusal to change a locked place.
fn locked(words: &str) -> Unwritten {
    Unwritten::new(Obstacle::Locked, words)
}

/// The refusal of a value that is not among the choices of the place.
fn unlisted() -> Unwritten {
    Unwritten::new(Obstacle::Validation, "only accepts one of its options")
}
