//! The paragraphs outside of tables as one sheet: column A has their text, column B is where the answer to
//! each would go.

use std::collections::BTreeSet;

use super::{
    fillable::{FillableDocument, Spot, Words},
    frames,
    question::{Asks, answer_label, asks, line, without_number},
    view::View,
};
use crate::questionnaire::{
    At, Cell, Sheet,
    boxes::{beside, boxes, marked},
    docx::{
        controls::{ControlKind, FieldKind},
        document::Paragraph,
        options::{choices, is_option},
    },
    layout::{Layout, Left, Reason},
};

const QUESTION: u32 = 1;
const ANSWER: u32 = 2;
/// The maximum length of a heading in bold, in bytes.
const HEADING: usize = 100;
/// The maximum number of empty paragraphs before an answer place.
const BLANKS: usize = 2;
/// The maximum number of explaining paragraphs between a question and an empty one.
const EXPLAINS: usize = 4;

/// Adds the paragraphs as the last sheet, if they have any text.
pub fn lay(view: &View, layout: &mut FillableDocument) {
    let body: Vec<usize> = (0..view.document.paragraphs.len())
        .filter(|number| view.document.paragraphs.get(*number).is_some_and(|it| !it.in_cell))
        .collect();
    let reading = Reading { view, body: &body };
    let index = layout.sheets.len();
    let mut sheet = Sheet {
        name: "Paragraphs".into(),
        protected: view.protected(),
        paragraphs: true,
        ..Sheet::default()
    };
    let asked = reading.questions();
    let asking: BTreeSet<u32> = asked.iter().map(|it| it.at as u32 + 1).collect();
    for (row, paragraph) in (1..).zip(reading.all()) {
        if !paragraph.blank() {
            let heading = reading.heading(paragraph) && !asking.contains(&row);
            let level = if heading { view.styles.heading_level(paragraph) } else { 0 };
            let cell = Cell {
                text: paragraph.text.trim().to_owned(),
                heading,
                level,
                indent: view.indent(paragraph),
                struck: super::view::struck(std::iter::once(paragraph)).1,
                locked: view.protected(),
                ..Cell::default()
            };
            sheet.cells.insert(At { row, column: QUESTION }, cell);
        }
    }
    // One question beside tables is part of an introduction.
    if asked.len() > usize::from(!view.document.tables.is_empty()) {
        sheet.mapping = Some(mapping(&reading, &asked));
        let frames = frames::take(layout, asked.iter().filter_map(|it| it.spot.paragraphs.first().copied()));
        for question in asked {
            let at = At { row: question.at as u32 + 1, column: ANSWER };
            let said = reading.beside(&question);
            if !said.is_empty() {
                sheet.beside.insert(at.row, said);
            }
            let inside = !matches!(question.spot.words, Words::After { .. } | Words::Gap(..));
            let framed = question.spot.paragraphs.first().and_then(|it| frames.get(it));
            let text = match framed {
                Some(text) => text.clone(),
                None if inside && question.spot.choices.is_empty() => reading.value(&question.spot),
                None => String::new(),
            };
            let cell = view.cell(text, &question.spot);
            if cell.choices.is_some() || !cell.text.is_empty() || view.protected() {
                sheet.cells.insert(at, cell);
            }
            layout.spots.insert((index, at), question.spot);
        }
    }
    if !sheet.cells.is_empty() {
        layout.sheets.push(sheet);
    }
}

fn mapping(reading: &Reading, asked: &[Question]) -> Layout {
    let plain = asked.iter().filter(|it| it.asks == Asks::Plainly).count();
    let numbered = asked
        .iter()
        .filter(|line| {
            reading.get(line.at).is_some_and(|it| without_number(&it.text).len() < it.text.trim().len())
        })
        .count();
    let made = asked.iter().filter(|it| it.made).count();
    let marks =
        format!("{plain} {} with a question mark", if plain == 1 { "paragraph" } else { "paragraphs" });
    let places = format!("{made} with a box, a line or a form field for the answer");
    let reasons = std::iter::once(marks).chain((made > 0).then_some(places)).collect();
    Layout {
        // Typed numbers are in the text of the questions.
        id: (numbered * 2 > asked.len()).then_some(QUESTION),
        question: QUESTION,
        answers: vec![ANSWER],
        rows: asked.iter().map(|it| it.at as u32 + 1).collect(),
        left: reading.option_rows(asked),
        confidence: if asked.len() > 2 && plain * 2 > asked.len() { 0.9 } else { 0.6 },
        reasons,
        ..Layout::default()
    }
}

/// A paragraph with a question: its index among the body paragraphs.
struct Question {
    at: usize,
    asks: Asks,
    /// Whether its place is made for an answer.
    made: bool,
    spot: Spot,
    /// The first paragraph after its place.
    next: usize,
}

/// The body paragraphs, by index.
struct Reading<'a> {
    view: &'a View<'a>,
    body: &'a [usize],
}

/// The place for an answer.
struct Found {
    spot: Spot,
    /// Whether the place is made for an answer: a control, a line to write on, choices.
    made: bool,
    /// The number of empty paragraphs that follow.
    blanks: usize,
    /// The first paragraph after all this.
    next: usize,
}

impl<'a> Reading<'a> {
    fn all(&self) -> impl Iterator<Item = &'a Paragraph> {
        self.body.iter().filter_map(|it| self.view.document.paragraphs.get(*it))
    }

    fn get(&self, at: usize) -> Option<&'a Paragraph> {
        self.view.document.paragraphs.get(*self.body.get(at)?)
    }

    fn questions(&self) -> Vec<Question> {
        let plain = self.all().filter(|it| self.asks(it) == Asks::Plainly).count();
        // If most questions look like headings, such a paragraph is not a heading of others.
        let headed =
            self.all().filter(|it| self.asks(it) == Asks::Plainly && self.heading(it)).count() * 2 > plain;
        let (mut found, mut at) = (Vec::new(), 0);
        while let Some(paragraph) = self.get(at) {
            let asks = self.asks(paragraph);
            let place = (asks != Asks::No && !self.view.styles.contents(paragraph)).then(|| self.place(at));
            let place = place.filter(|it| match asks {
                // A heading in the form of a question is answered by what follows it, if anything does.
                Asks::Plainly if self.heading(paragraph) => {
                    let numbered = |it: &Paragraph| without_number(&it.text).len() < it.text.trim().len();
                    let like = |it: &Paragraph| headed || (numbered(it) && numbered(paragraph));
                    let unanswered =
                        |it: &Paragraph| self.heading(it) || (like(it) && self.asks(it) == Asks::Plainly);
                    it.made || self.get(it.next).is_none_or(unanswered)
                }
                Asks::Plainly => true,
                Asks::Perhaps => it.made || (plain > 1 && it.blanks > 0 && !self.heading(paragraph)),
                Asks::Label | Asks::No => it.made,
            });
            let next = place.as_ref().filter(|it| it.made).map_or(at + 1, |it| it.next.max(at + 1));
            found.extend(place.map(|it| Question { at, asks, made: it.made, next: it.next, spot: it.spot }));
            at = next;
        }
        found
    }

    fn asks(&self, paragraph: &Paragraph) -> Asks {
        if paragraph.blank() {
            return Asks::No;
        }
        let numbered = self.view.styles.level(paragraph).is_some_and(|it| !it.bullet);
        asks(&paragraph.text, numbered)
    }

    fn heading(&self, paragraph: &Paragraph) -> bool {
        self.view.styles.heading(paragraph)
            || (paragraph.bold() && paragraph.text.trim().chars().count() <= HEADING)
    }

    /// Finds the place for the answer to a paragraph.
    fn place(&self, at: usize) -> Found {
        if let Some(spot) = self.own(at) {
            return Found { spot, made: true, blanks: 0, next: at + 1 };
        }
        let mut last = at;
        // The items of a list below a question belong to it.
        while self.get(last + 1).is_some_and(|it| self.follows(last) && self.item(it)) {
            last += 1;
        }
        last = self.explained(last);
        let blanks = (last + 1..)
            .take_while(|at| self.follows(at - 1) && self.get(*at).is_some_and(|it| self.empty(it)))
            .count();
        let next = last + 1 + blanks;
        if blanks <= BLANKS
            && self.follows(next - 1)
            && let Some((spot, end)) = self.made(next)
        {
            return Found { spot, made: true, blanks, next: end };
        }
        let forms = self.view.protected();
        let frame = |at: usize| frames::find(self.view.document, self.get(at)?, self.get(at + 1));
        if let Some(paragraphs) = frame(next - 1).or_else(|| frame(last)) {
            return Found { spot: Spot { paragraphs, forms, ..Spot::default() }, made: true, blanks, next };
        }
        let number = |at: usize| self.body.get(at).copied().unwrap_or_default();
        let spot = match blanks {
            0 => Spot {
                words: Words::After { last: number(last), asked: number(at), like: None },
                forms,
                ..Spot::default()
            },
            // The single empty paragraph is kept between the answer and the next question.
            1 => Spot {
                words: Words::After { last: number(last), asked: number(at), like: Some(number(last + 1)) },
                forms,
                ..Spot::default()
            },
            _ => Spot { paragraphs: vec![number(last + 1)], forms, ..Spot::default() },
        };
        Found { spot, made: false, blanks, next }
    }

    /// The last of the few paragraphs that explain a question, or the question itself. An empty paragraph
    /// or one of boxes ends them.
    fn explained(&self, at: usize) -> usize {
        let explains = |it: &Paragraph| {
            !it.blank()
                && !self.heading(it)
                && self.asks(it) == Asks::No
                && !self.fillable(it)
                && boxes(&it.text).is_empty()
                && line(&it.text).is_none()
        };
        let count = (at + 1..)
            .take_while(|it| self.follows(it - 1) && self.get(*it).is_some_and(explains))
            .take(EXPLAINS + 1)
            .count();
        let next = at + count + 1;
        let boxed = || self.follows(next - 1) && self.made(next).is_some_and(|it| !it.0.choices.is_empty());
        let ended = self.get(next).is_some_and(|it| it.blank() && !self.fillable(it)) || boxed();
        if count <= EXPLAINS && ended { at + count } else { at }
    }

    /// An answer place in the question's own paragraph.
    fn own(&self, at: usize) -> Option<Spot> {
        let paragraph = self.get(at)?;
        let paragraphs = vec![*self.body.get(at)?];
        let forms = self.view.protected();
        let choices = choices(self.view.document, self.view.styles, &paragraphs);
        if !choices.is_empty() || self.fillable(paragraph) {
            return Some(Spot { paragraphs, choices, words: Words::Inside, forms });
        }
        let words = Words::Gap(*paragraphs.first()?, line(&paragraph.text)?);
        Some(Spot { paragraphs, words, forms, ..Spot::default() })
    }

    /// A place at a paragraph that is made for an answer, and the paragraph after it.
    fn made(&self, at: usize) -> Option<(Spot, usize)> {
        let paragraph = self.get(at)?;
        let forms = self.view.protected();
        let boxed = |it: &Paragraph| {
            !it.blank()
                && (it.text.contains('[')
                    || !boxes(&it.text).is_empty()
                    || self.view.styles.level(it).is_some_and(|it| it.boxed))
        };
        let count = (at..)
            .take_while(|it| (*it == at || self.follows(it - 1)) && self.get(*it).is_some_and(boxed))
            .count();
        let paragraphs: Vec<_> = self.body.get(at..at + count).unwrap_or_default().to_vec();
        let choices = choices(self.view.document, self.view.styles, &paragraphs);
        if !choices.is_empty() {
            return Some((Spot { paragraphs, choices, words: Words::Inside, forms }, at + count));
        }
        let number = *self.body.get(at)?;
        let spot = |words| Some((Spot { paragraphs: vec![number], words, forms, ..Spot::default() }, at + 1));
        let label = answer_label(&paragraph.text);
        if self.fillable(paragraph) && (paragraph.blank() || label.is_some() || !self.asks_itself(paragraph))
        {
            return spot(Words::Inside);
        }
        if let Some(end) = label {
            return spot(Words::Gap(number, end..paragraph.text.len()));
        }
        let gap = line(&paragraph.text)?;
        let rest = paragraph.text.get(..gap.start)?.len() + paragraph.text.get(gap.end..)?.trim().len();
        if rest == 0 { spot(Words::Gap(number, gap)) } else { None }
    }

    /// Whether a paragraph with a control is a question with its own place: `Name: [      ]`.
    fn asks_itself(&self, paragraph: &Paragraph) -> bool {
        self.asks(paragraph) != Asks::No
    }

    /// Whether a paragraph has a control or a field for text, or a list.
    fn fillable(&self, paragraph: &Paragraph) -> bool {
        let document = self.view.document;
        let control = |it: &usize| {
            let control = document.controls.get(*it);
            control.is_some_and(|it| {
                !it.locked
                    && matches!(it.kind, ControlKind::Text | ControlKind::List(_) | ControlKind::Day(_))
                    && document.covers(it, paragraph)
            })
        };
        let field = |it: &usize| {
            document.fields.get(*it).is_some_and(|it| {
                !it.locked && matches!(it.kind, FieldKind::Text { .. } | FieldKind::List { .. })
            })
        };
        paragraph.controls.iter().any(control) || paragraph.fields.iter().any(field)
    }

    /// The texts between a question and the end of its place, except boxes with their names.
    fn beside(&self, question: &Question) -> Vec<String> {
        let labels: BTreeSet<&str> = question.spot.choices.iter().map(|it| it.label.as_str()).collect();
        let paragraphs = (question.at + 1..question.next).filter(|_| question.made);
        let texts = paragraphs.filter_map(|it| self.get(it)).flat_map(|it| beside(it.text.trim()));
        let ticked =
            self.options_behind(question).filter_map(|it| self.get(it)).filter_map(|it| marked(&it.text));
        let texts = texts.filter(|it| !labels.contains(it)).map(str::to_owned);
        texts.chain(ticked).collect()
    }

    /// The paragraphs of yes/no boxes that belong to questions: their own choices, and those after their
    /// places. They are not headings, whatever their format.
    fn option_rows(&self, asked: &[Question]) -> Vec<Left> {
        let of = |question: &Question| {
            let chosen = question.spot.choices.iter().map(|it| it.paragraph);
            let chosen = chosen.filter_map(|it| self.body.binary_search(&it).ok());
            // A choice with additional text may apply to other questions.
            let own = chosen.filter(|it| *it > question.at && self.get(*it).is_some_and(is_option));
            own.chain(self.options_behind(question)).collect::<BTreeSet<usize>>()
        };
        let rows: BTreeSet<usize> = asked.iter().flat_map(of).collect();
        rows.into_iter().map(|it| Left { row: it as u32 + 1, reason: Reason::AnswerLine }).collect()
    }

    /// The paragraphs after the place of a question that only have yes/no boxes.
    fn options_behind(&self, question: &Question) -> impl Iterator<Item = usize> {
        let follow = |at: &usize| {
            self.follows(at - 1) && self.get(*at).is_some_and(|it| self.empty(it) || is_option(it))
        };
        let rows = (question.next.max(question.at + 1)..).take_while(follow);
        rows.filter(|it| self.get(*it).is_some_and(is_option)).collect::<Vec<_>>().into_iter()
    }

    /// The present value of the control or field of a place.
    fn value(&self, spot: &Spot) -> String {
        let paragraphs = spot.paragraphs.iter().filter_map(|it| self.view.document.paragraphs.get(*it));
        let words = paragraphs.flat_map(|it| it.controls.iter().map(move |control| (it, control))).map(
            |(paragraph, control)| {
                let held =
                    paragraph.runs.iter().filter(|it| it.control == Some(*control)).flat_map(|it| &it.pieces);
                held.filter_map(|it| paragraph.text.get(it.0.clone())).collect::<String>()
            },
        );
        words.collect::<Vec<_>>().join(" ").trim().to_owned()
    }

    /// Whether a paragraph is an item of a bulleted list, and neither a choice nor a question.
    fn item(&self, paragraph: &Paragraph) -> bool {
        let bullet = self.view.styles.level(paragraph).is_some_and(|it| it.bullet && !it.boxed);
        bullet && !paragraph.blank() && self.asks(paragraph) != Asks::Plainly && !self.fillable(paragraph)
    }

    /// Whether a paragraph is empty and has nothing that must be kept or that is made for an answer.
    fn empty(&self, paragraph: &Paragraph) -> bool {
        paragraph.blank() && !paragraph.holds && !self.fillable(paragraph) && paragraph.boxes.is_empty()
    }

    /// Whether the next paragraph follows directly, without a table in between.
    fn follows(&self, at: usize) -> bool {
        let (Some(one), Some(next)) = (self.get(at), self.get(at + 1)) else { return false };
        let tables = &self.view.document.tables;
        let from = tables.partition_point(|it| it.start < one.span.start);
        tables.get(from).is_none_or(|it| it.start > next.span.start)
    }
}
