//! What a file says outside of its tables of questions: on sheets without questions, before a document's
//! first question, and in notes on cells that belong to no question.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    super::{At, Cell, Sheet, bounded::more, folded::fold, plain::is_box},
    Asked, Layout, Reason, around,
    beside::Beside,
    cover_rows::{LABEL, alone, filled, is_choice, is_question, labelled, lists, without_file},
    dates::{dates_form, is_date},
    grid::Grid,
    kept::pieces,
    of_workbook, speaking, titles,
    words::is_value,
};

/// The maximum number of texts; those about questions are kept first.
const TEXTS: usize = 200;
/// The maximum size of all texts, in bytes.
const BYTES: usize = 128 << 10;
/// The texts for all tables and those for one table together fit into this many times the bounds above,
/// including the texts that say that there are more.
const WITHIN: usize = 3;
/// The maximum number of cells with a text that are examined.
const LOOKS: usize = 20_000;
/// The maximum number of a document's notes that are added to the titles of its questions.
const NOTES: usize = 50;

/// Adds to each question what the file says outside of the tables.
pub(super) fn add(sheets: &[Sheet], mappings: &[(usize, Layout)], asked: &mut [Asked]) {
    if asked.is_empty() {
        return;
    }
    let document = sheets.iter().any(|it| it.paragraphs || it.paragraphs_before.is_some());
    let mut reading = Reading {
        sheets,
        mappings,
        known: known(sheets, asked),
        looks: LOOKS,
        more: false,
        alone: Vec::new(),
    };
    let of_sheets = sheets.iter().flat_map(|it| it.properties.iter().chain(&it.drawn));
    let mut all: Vec<Arc<str>> = of_sheets.flat_map(|it| pieces(it)).collect();
    all.extend(if document { reading.document(asked) } else { reading.sheets_without_questions() });
    all.extend(if document { vec![] } else { of_workbook::names(sheets, asked) });
    let mut own = if document { BTreeMap::new() } else { reading.elsewhere() };
    all.extend(reading.more.then(|| more(1).into()));
    let asking: BTreeSet<usize> = asked.iter().map(|it| it.sheet).collect();
    let mut left = NOTES;
    for (sheet, note) in notes_elsewhere(sheets, asked) {
        if !document && asking.contains(&sheet) {
            own.entry(sheet).or_default().push(note);
        } else if document
            && left > 0
            && (note.chars().count() > LABEL || speaking::speaks_of_questions(&note))
        {
            // A note in a document applies to all questions unless it is attached to one.
            left -= 1;
            asked
                .iter_mut()
                .filter(|it| !it.titles.contains(&note))
                .for_each(|it| it.titles.push(Arc::clone(&note)));
        } else {
            all.push(note);
        }
    }
    let apart = own.iter().flat_map(|(sheet, texts)| texts.iter().map(|it| (*sheet, it)));
    let of_workbook = of_workbook::texts(sheets, asked, apart, document);
    let alone: Vec<Arc<str>> = bounded(reading.alone.iter(), 1).iter().cloned().collect();
    for question in asked.iter_mut() {
        let new: Vec<_> = alone.iter().filter(|it| !question.titles.contains(it)).cloned().collect();
        question.titles.extend(new);
    }
    // If there are too many texts, a selection is made once for all tables.
    let all = bounded(all.iter(), 1);
    let own: BTreeMap<usize, _> =
        own.into_iter().map(|(sheet, texts)| (sheet, bounded(texts.iter(), 1))).collect();
    // The questions of one table share their titles, except those around individual questions.
    let around = around_all(asked);
    let mut shared: BTreeMap<usize, Arc<[Arc<str>]>> = BTreeMap::new();
    for question in asked {
        let others = || of_workbook.iter().filter(|it| it.counts_for(question)).map(|it| &it.text);
        let own = || own.get(&question.sheet).into_iter().flat_map(|it| it.iter());
        let texts = || all.iter().chain(own()).chain(others());
        let new = |it: &&Arc<str>| !around.get(&question.layout).is_some_and(|all| all.contains(*it));
        let cover = shared.entry(question.layout).or_insert_with(|| bounded(texts().filter(new), WITHIN));
        question.cover = Arc::clone(cover);
    }
}

/// For each layout, the texts that are around all of its questions or among the titles of all.
fn around_all(asked: &[Asked]) -> BTreeMap<usize, BTreeSet<Arc<str>>> {
    let own = |it: &Asked| it.titles.iter().chain(&it.around).cloned().collect::<BTreeSet<_>>();
    let mut shared: BTreeMap<usize, BTreeSet<Arc<str>>> = BTreeMap::new();
    for question in asked {
        match shared.get_mut(&question.layout) {
            Some(all) if all.is_empty() => {}
            Some(all) => {
                let own = own(question);
                all.retain(|it| own.contains(it));
            }
            None => {
                shared.insert(question.layout, own(question));
            }
        }
    }
    shared
}

/// The distinct texts within `times` their bounds; one more text says how many were omitted.
fn bounded<'a>(texts: impl Iterator<Item = &'a Arc<str>>, times: usize) -> Arc<[Arc<str>]> {
    let mut seen = BTreeSet::new();
    let texts: Vec<_> = texts.filter(|it| seen.insert(Arc::clone(it))).collect();
    let mut order: Vec<_> =
        texts.iter().enumerate().map(|(at, it)| (!speaking::speaks_of_questions(it), at)).collect();
    order.sort_unstable();
    let mut left = BYTES * times;
    let fits = |it: &&(bool, usize)| {
        let size = texts.get(it.1).map_or(0, |it| it.len());
        left.checked_sub(size).map(|it| left = it).is_some()
    };
    let mut places: Vec<_> = order.iter().filter(fits).take(TEXTS * times).map(|it| it.1).collect();
    places.sort_unstable();
    let left = texts.len() - places.len();
    let kept = places.iter().filter_map(|it| texts.get(*it)).map(|it| Arc::clone(it));
    kept.chain((left > 0).then(|| more(left).into())).collect()
}

/// Texts that are reported elsewhere, folded: the questions and the values of lists.
fn known(sheets: &[Sheet], asked: &[Asked]) -> BTreeSet<String> {
    let mut lists: BTreeSet<*const super::super::Choices> = BTreeSet::new();
    let choices = sheets.iter().flat_map(|it| it.cells.values()).filter_map(|it| it.choices.as_ref());
    let values =
        choices.filter(|it| lists.insert(Arc::as_ptr(it))).take(LOOKS).flat_map(|it| &it.values).take(LOOKS);
    values.chain(asked.iter().map(|it| &it.text)).map(|it| fold(it.trim())).collect()
}

/// The notes on cells that are not near any question, each with its sheet.
fn notes_elsewhere(sheets: &[Sheet], asked: &[Asked]) -> Vec<(usize, Arc<str>)> {
    let mut told: BTreeSet<(usize, &str)> = BTreeSet::new();
    for question in asked {
        told.extend(question.around.iter().chain(&question.titles).map(|it| (question.sheet, it.as_ref())));
    }
    let notes =
        sheets.iter().enumerate().flat_map(|(index, it)| it.notes.values().map(move |it| (index, it)));
    let notes = notes.take(LOOKS).filter(|(index, it)| !told.contains(&(*index, it.as_ref())));
    let kept = notes.flat_map(|(index, it)| pieces(it).into_iter().map(move |it| (index, it)));
    kept.filter(|(index, it)| !told.contains(&(*index, it.as_ref()))).collect()
}

struct Reading<'a> {
    sheets: &'a [Sheet],
    mappings: &'a [(usize, Layout)],
    known: BTreeSet<String>,
    /// How many more cells may be examined.
    looks: usize,
    /// Whether some cells were not examined.
    more: bool,
    /// List values and field labels that are alone in their place: they are titles.
    alone: Vec<Arc<str>>,
}

impl<'a> Reading<'a> {
    /// The layouts of a sheet that have questions.
    fn layouts(&self, sheet: usize) -> impl Iterator<Item = &'a Layout> {
        self.mappings.iter().filter(move |it| it.0 == sheet && !it.1.rows.is_empty()).map(|it| &it.1)
    }

    fn sheets_without_questions(&mut self) -> Vec<Arc<str>> {
        let mut texts = Vec::new();
        for (index, sheet) in self.sheets.iter().enumerate() {
            if self.layouts(index).next().is_none() {
                texts.extend(sheet.titles.iter().chain(sheet.margins.iter()).flat_map(|it| pieces(it)));
                texts.extend(self.texts(sheet, |_| true));
            }
        }
        texts
    }

    /// The texts of each sheet with questions that are above its titles, below its last question, in hidden
    /// rows and columns, or outside of its tables.
    fn elsewhere(&mut self) -> BTreeMap<usize, Vec<Arc<str>>> {
        let mut found = BTreeMap::new();
        for (index, sheet) in self.sheets.iter().enumerate() {
            let Some(beside) = Beside::of(sheet, self.layouts(index)) else { continue };
            let texts = self.texts(sheet, |at| beside.holds(sheet, at));
            if !texts.is_empty() {
                found.insert(index, texts);
            }
        }
        found
    }

    /// The texts of a document before its first question, after its last one, and between them without
    /// belonging to a question.
    fn document(&mut self, asked: &mut [Asked]) -> Vec<Arc<str>> {
        // Paragraphs are ordered by their rows; a table follows the last paragraph before it.
        let sheets = self.sheets;
        let place = |index: usize, row: u32| match sheets.get(index).and_then(|it| it.paragraphs_before) {
            Some(before) => (before, index + 1),
            None => (row, 0),
        };
        let first = self.mappings.iter().filter_map(|it| Some(place(it.0, *it.1.rows.first()?))).min();
        let last = self.mappings.iter().filter_map(|it| Some(place(it.0, *it.1.rows.last()?))).max();
        let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
        let (mut texts, mut between, mut behind) = (Vec::new(), Vec::new(), Vec::new());
        for (index, sheet) in sheets.iter().enumerate() {
            if !sheet.paragraphs
                && let Some(beside) = Beside::of(sheet, self.layouts(index))
            {
                texts.extend(self.texts(sheet, |at| beside.holds(sheet, at)));
                continue;
            }
            let asking = self.layouts(index).flat_map(|it| &it.rows).copied();
            let left = self.layouts(index).flat_map(|it| &it.left);
            let lines = left.filter(|it| it.reason == Reason::AnswerLine).map(|it| it.row);
            let own: BTreeSet<u32> = asking.chain(lines).collect();
            let place = |at: At| Some(place(index, at.row)).filter(|_| !own.contains(&at.row));
            texts.extend(self.texts(sheet, |at| place(at).is_some_and(|it| it < first)));
            between.extend(self.texts(sheet, |at| place(at).is_some_and(|it| it >= first && it <= last)));
            behind.extend(self.texts(sheet, |at| place(at).is_some_and(|it| it > last)));
        }
        // The choices below a question belong to it.
        let asks = |it: &Asked| {
            Some(around::label(sheets.get(it.sheet)?.text(it.at), "").trim_end_matches(": ").to_owned())
        };
        let questions: BTreeSet<String> = asked.iter().filter_map(asks).collect();
        between.retain(|it| !is_choice(it, &questions));
        behind.retain(|it| !is_choice(it, &questions));
        // Text after the last question applies to all questions, not only to that one.
        let closing: BTreeSet<&Arc<str>> = behind.iter().collect();
        for question in asked.iter_mut().filter(|it| place(it.sheet, it.at.row) == last) {
            question.around.retain(|it| !closing.contains(it));
            question.titles.retain(|it| !closing.contains(it));
        }
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for question in asked.iter() {
            told.extend(question.titles.iter().chain(&question.around).map(|it| it.as_ref()));
            told.extend(question.sections.iter().chain(&question.guidance).map(String::as_str));
        }
        texts.extend(between.iter().flat_map(|it| speaking::said_of_all(it)));
        texts.extend(between.into_iter().filter(|it| !told.contains(it.as_ref())));
        texts.extend(behind);
        texts
    }

    /// The texts of some rows of a sheet, without lists of values, numbers, questions, and information
    /// about the file itself.
    fn texts(&mut self, sheet: &Sheet, place: impl Fn(At) -> bool) -> Vec<Arc<str>> {
        let wanted = |it: &(&At, &Cell)| !it.0.is_inside() && !it.1.text.trim().is_empty() && place(*it.0);
        // The second column of paragraphs contains answers.
        let wanted = |it: &(&At, &Cell)| wanted(it) && (!sheet.paragraphs || it.0.column == 1);
        let cells: Vec<(At, &str)> =
            sheet.cells.iter().filter(wanted).take(self.looks).map(|it| (*it.0, it.1.text.trim())).collect();
        self.looks -= cells.len();
        self.more |= self.looks == 0;
        let rows = cells.chunk_by(|one, next| one.0.row == next.0.row);
        let alone = rows.clone().filter(|_| !sheet.paragraphs).filter_map(|it| alone(sheet, it));
        self.alone.extend(alone);
        let mut of_file = Vec::new();
        let lines = rows.map(|it| without_file(it, &mut of_file)).filter(|it| !it.is_empty());
        let lines: Vec<_> = lines.collect();
        let listed = if sheet.paragraphs { BTreeSet::new() } else { lists(&lines) };
        let empty = |text: &str| is_value(text) || is_box(text) || is_question(text);
        let says = |it: &&(At, &str)| !empty(it.1) && !self.known.contains(&fold(it.1));
        let (mut texts, mut grid) = (of_file, None);
        for line in lines {
            texts.extend(filled(sheet, line).into_iter().map(Arc::from));
            match labelled(line) {
                Some((label, rest)) => {
                    let says = |it: &&(At, &str)| says(it) && !(is_date(it.1) && dates_form(label));
                    let values = rest.iter().filter(says).flat_map(|it| pieces(it.1));
                    texts.extend(values.map(|it| Arc::from(format!("{label}: {it}"))));
                }
                None => {
                    // A text is read with the text beside it: `Contact | Hetzner` and `Answer for |
                    // Hetzner`.
                    let left = |at: At| line.iter().rev().find(|it| it.0 < at).map_or("", |it| it.1);
                    let left = |at: At| Some(left(at)).filter(|it| it.chars().count() <= LABEL);
                    let told = line.iter().filter(|it| !listed.contains(&it.0)).filter(says);
                    let told = told.filter(|it| !is_date(it.1));
                    texts.extend(
                        told.flat_map(|it| pieces(&around::label(left(it.0).unwrap_or_default(), it.1))),
                    );
                    let dates = line.iter().filter(|it| is_date(it.1));
                    let dates = dates
                        .filter(|it| !titles::of_form(grid.get_or_insert_with(|| Grid::new(sheet)), it.0));
                    let beside = |at: At| {
                        line.iter().rev().find(|it| it.0 < at && !is_date(it.1)).map_or("", |it| it.1)
                    };
                    texts.extend(dates.map(|it| Arc::from(around::label(beside(it.0), it.1))));
                }
            }
        }
        texts
    }
}
