//! The context of a question apart from its headings and titles: the other columns of its row, the rows
//! between questions, and the notes on its cells.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    super::{
        At,
        bounded::beginning,
        boxes,
        folded::{fold, start},
        is_prompt, is_unknown_prompt,
    },
    Asked, Layout, answer_types, applicable,
    columns::{self, head},
    dates::{dates_form, is_date},
    filled_in,
    grid::Grid,
    kept::{LONG, kept, pieces},
    marks::{is_mark, is_not_applicable, ticks},
    options::is_option,
    shape::is_id,
    subject_heads::is_subject,
    words::{Role, is_role_name, is_value, role},
};
use crate::symbols::has_picture;

/// The maximum length of a label, in bytes.
const LABEL_LENGTH: usize = 80;
/// The maximum number of header rows that are searched for notes.
const HEADS: usize = 16;
/// Header words, folded, of columns that name the company, product or place that a row is about.
const ABOUT: &str = "scope, applies, applicable, applicability, party, parties, entity, entities, product, \
     products, service, services, system, systems, environment, owner, ownership, responsible, \
     responsibility, location, site, country, region, office, plant, subcontractor, subcontractors, \
     subprocessor, subprocessors, supplier, suppliers, vendor, vendors, provider, company, tenant, plan, \
     edition, period, year, unterauftragnehmer, lieferant, land, region, zeitraum, jahr, tarif, \
     sous-traitant, fournisseur, pays, periode, annee, proveedor, pais, periodo, ano, fornitore, paese, \
     anno, leverancier, land, jaar, audience, subject, detail, details, produkt, gilt, betrifft, \
     geltungsbereich, bereich, standort, verantwortlich, produit, portee, concerne, entite, perimetre, \
     producto, alcance, aplica, entidad, responsable, prodotto, ambito, applica, soggetto, partij, \
     toepassing, reikwijdte, verantwoordelijk";

/// Adds to each question of a table the texts around it.
pub(super) fn add(grid: &Grid, mapping: &Layout, asked: &mut [Asked]) {
    let texts = TableTexts::of(grid, mapping);
    for question in asked.iter_mut() {
        texts.add_subjects(question);
        for text in texts.around(question) {
            if !question.sections.iter().any(|it| it.as_str() == text.as_ref())
                && !question.around.contains(&text)
            {
                question.around.push(text);
            }
        }
    }
}

/// The texts of a table apart from its questions.
struct TableTexts<'g> {
    grid: &'g Grid<'g>,
    mapping: &'g Layout,
    /// The texts of the headers, which apply to all rows.
    common: Vec<Arc<str>>,
    /// The columns that name the company, product or place of a row.
    subjects: Vec<u32>,
    /// The other unused columns.
    columns: Vec<u32>,
    /// The columns whose header says what their text is about.
    labelled: Vec<u32>,
    /// All unused columns.
    unused: Vec<u32>,
    /// The columns with marks.
    marked: BTreeSet<u32>,
    /// The column of ids.
    ids: Option<u32>,
}

impl<'g> TableTexts<'g> {
    fn of(grid: &'g Grid<'g>, mapping: &'g Layout) -> Self {
        let heads = mapping.header_rows.iter().take(HEADS);
        let said = |row: u32| grid.shown(row, mapping.question);
        let common = heads.clone().filter(|it| !is_role_name(said(**it)) || has_picture(said(**it)));
        let common = common.filter_map(|it| kept(said(*it))).chain(heads.flat_map(|it| notes(grid, *it)));
        // An answer column may be a date column.
        let targets = mapping.targets();
        let dates = targets.iter().map(|it| head(grid, mapping, *it));
        let dates = dates.filter(|it| is_date(it)).filter_map(kept);
        let unused = columns::unused(grid, mapping);
        // Columns outside of the table apply to all rows, so only those of the table are read by row.
        let of_table = unused.iter().copied().filter(|it| columns::is_of_table(grid, mapping, *it));
        // A column that names the company, product or place of a row is treated as a section column.
        let (subjects, columns): (Vec<u32>, Vec<u32>) =
            of_table.partition(|it| is_about(head(grid, mapping, *it)));
        let labelled = subjects.iter().chain(&columns).chain(&mapping.sections).chain(&mapping.guidance);
        // A column with an id header may contain something else: `3.1 (Brazil)`.
        let is_id = |it: &u32| role(head(grid, mapping, *it)) == Some(Role::Id);
        let before = || grid.columns.keys().copied().filter(|it| *it < mapping.question).find(is_id);
        Self {
            common: common.chain(dates).collect(),
            labelled: labelled.copied().collect(),
            marked: columns::marked(grid, mapping, &unused),
            ids: mapping.id.or_else(before),
            grid,
            mapping,
            subjects,
            columns,
            unused,
        }
    }

    /// Adds the subject of a question's row to its headings.
    fn add_subjects(&self, question: &mut Asked) {
        let row = question.at.row;
        let texts = self.subjects.iter().map(|it| start(self.grid.shown(row, *it), LONG).trim());
        for text in texts.filter(|it| !it.is_empty() && !is_mark(it)) {
            if !question.sections.iter().any(|it| it == text) {
                question.sections.push(text.to_owned());
            }
        }
    }

    /// The texts around a question, including those between questions, which are taken from it.
    fn around(&self, question: &mut Asked) -> Vec<Arc<str>> {
        let (grid, mapping, row) = (self.grid, self.mapping, question.at.row);
        // What the file says about the row outside of its cells.
        let outside = grid.sheet.beside.get(&row).into_iter().flatten().flat_map(|it| pieces(it));
        let filled = filled_in::of_row(grid, mapping, row).into_iter();
        let filled = filled.filter_map(|it| kept(&label(it.0, it.1)));
        // A text in the id column that is not an id: `Supplier A`.
        let ids = self.ids.filter(|it| question.id.is_none() && *it != mapping.question);
        let named = ids.map(|it| grid.shown(row, it)).filter(|it| !is_id(it)).and_then(kept);
        let beside = self.columns.iter().map(|it| (*it, grid.shown(row, *it)));
        let beside = beside.filter(|(column, text)| self.counts(*column, text));
        let explained = question.guidance.as_deref().filter(|it| !is_not_applicable(it));
        let explained: Vec<_> = explained.into_iter().flat_map(pieces).collect();
        outside
            .chain(offered(grid, mapping, row))
            .chain(filled)
            .chain(named)
            .chain(beside.flat_map(|it| pieces(it.1)))
            .chain(explained)
            .chain(std::mem::take(&mut question.around))
            .chain(notes(grid, row))
            .chain(self.labels(row))
            .chain(self.common.iter().cloned())
            .collect()
    }

    /// The subject of the row, with its headers, the row's dates, and its marks.
    fn labels(&self, row: u32) -> Vec<Arc<str>> {
        let (grid, mapping) = (self.grid, self.mapping);
        let in_row = |it: &u32| (head(grid, mapping, *it), grid.shown(row, *it).trim());
        let said = self.labelled.iter().map(in_row).filter(|(head, text)| narrows(head, text));
        // `Applicable: No` means that the row does not apply.
        let excluded = self.unused.iter().map(in_row).filter(|it| applicable::excludes(it.0, it.1));
        let said = said.chain(excluded).filter_map(|(head, text)| kept(&label(head, text)));
        said.chain(marks(grid, mapping, &self.unused, &self.marked, row)).collect()
    }

    /// Whether a text in another column matters. References to standards are ids as well; a word without a
    /// number (`US`) may not be one.
    fn counts(&self, column: u32, text: &str) -> bool {
        let head = head(self.grid, self.mapping, column);
        let letters = || text.chars().filter(|it| it.is_alphabetic()).count();
        let of_ids = match role(head) {
            Some(Role::Id) => letters() < 2 || text.contains(char::is_numeric),
            role => role == Some(Role::DomainTerms),
        };
        let marks = is_mark(text) && !head.is_empty();
        !(is_value(text) || marks || is_date(text) || of_ids && is_id(text))
    }
}

/// Label for a column without a header.
const NAMELESS: &str = "No heading";

/// The marks in these columns of a row, each with its header. A column that names the subject of its row is
/// included even if it is empty or says that it is about nothing. A "not applicable" value is included even
/// below a plain header.
fn marks(grid: &Grid, mapping: &Layout, columns: &[u32], marked: &BTreeSet<u32>, row: u32) -> Vec<Arc<str>> {
    let text = |column: &u32| {
        let (head, text) = (head(grid, mapping, *column), grid.shown(row, *column).trim());
        let says = match text {
            "" => is_subject(head).then(|| head.to_owned()),
            mark if is_subject(head) && is_not_applicable(mark) => Some(head.to_owned()),
            mark if head.is_empty() => {
                // Beside a text, a value is part of a legend: `Yes | Gap`.
                let legend = || {
                    !matches!(grid.shown(row, column.saturating_add(1)).trim(),
                    it if it.is_empty() || is_mark(it))
                };
                (marked.contains(column) && ticks(mark) && !legend()).then(|| label(NAMELESS, mark))
            }
            mark if is_not_applicable(mark) => (!explains(head)).then(|| label(head, mark)),
            mark => (is_mark(mark) && !applicable::is_plain(head)).then(|| label(head, mark)),
        };
        says.as_deref().and_then(kept)
    };
    columns.iter().filter_map(text).collect()
}

/// Whether a header names an explanation or a reference, so that "not applicable" below it does not concern
/// the question.
fn explains(head: &str) -> bool {
    matches!(role(head), Some(Role::Guidance | Role::Id))
}

/// The texts in a question's answer cells: unknown prompts and text beside boxes, such as `Gap found:` in
/// `Gap found: ☐ Yes ☐ No`.
fn offered(grid: &Grid, mapping: &Layout, row: u32) -> Vec<Arc<str>> {
    let question = mapping.turned(At { row, column: mapping.question });
    let cells = mapping.targets().into_iter().filter_map(|it| mapping.cell(question, it));
    let cells = cells.map(|it| mapping.turned(it)).filter_map(|it| grid.cell(it.row, it.column));
    let mut said = Vec::new();
    for cell in cells {
        // A prompt with words of its own may say what the answer is to cover.
        let prompt = Some(&cell.text).filter(|it| is_unknown_prompt(it) && !is_value(it));
        said.extend(prompt.and_then(|it| kept(it)));
        let Some(choices) = cell.choices.as_ref() else { continue };
        if choices.ticked {
            let own = |it: &&str| !choices.values.iter().any(|value| value == it) && !is_value(it);
            said.extend(boxes::beside(&cell.text).into_iter().filter(own).flat_map(pieces));
        }
        // With `Yes, for some` and `Yes, for most`, neither option is chosen.
        if choices.ticked || choices.values.iter().filter(|it| is_value(it)).nth(1).is_some() {
            said.extend(choices.values.iter().filter_map(|it| beyond_value(it)).flat_map(pieces));
        }
    }
    said
}

/// The part of a choice that goes beyond yes or no; the whole choice if it is neither, nor another known
/// one.
fn beyond_value(choice: &str) -> Option<&str> {
    behind_value(choice).or_else(|| Some(choice.trim()).filter(|it| !is_option(it) && !is_prompt(it)))
}

/// The text after the yes or no of a choice: `(your subcontractors)` in `No (your subcontractors)`.
fn behind_value(choice: &str) -> Option<&str> {
    if is_value(choice) {
        return None;
    }
    let ends = choice.char_indices().filter(|it| !it.1.is_alphanumeric()).map(|it| it.0);
    let value = ends.rev().find(|it| choice.get(..*it).is_some_and(is_value))?;
    let rest = choice.get(value..)?.trim_matches(|it: char| !it.is_alphanumeric());
    (!rest.is_empty() && !is_value(rest)).then_some(rest)
}

/// The notes on all cells of a row.
fn notes(grid: &Grid, row: u32) -> Vec<Arc<str>> {
    let of_row = grid.sheet.notes.range(At { row, column: 0 }..=At { row, column: u32::MAX });
    of_row.filter(|it| grid.sees(it.0.column)).map(|it| Arc::clone(it.1)).collect()
}

/// The texts of a row that is neither a question nor a heading.
pub(super) fn of_row(grid: &Grid, row: u32) -> Vec<Arc<str>> {
    let cells = grid
        .rows
        .binary_search_by_key(&row, |it| it.0)
        .ok()
        .and_then(|it| grid.rows.get(it))
        .map(|it| it.1.as_slice());
    let texts = cells.unwrap_or_default().iter().map(|it| it.1.text.trim());
    texts.filter(|it| !is_value(it)).filter_map(kept).collect()
}

/// Whether a column with this header names the company, product or place of a row.
pub(super) fn is_about(head: &str) -> bool {
    let head = fold(head);
    head.trim() == "as of"
        || head.split_whitespace().any(|it| ABOUT.split(", ").any(|word| word.trim() == it))
}

/// Whether a cell, read with its header, names the subject or the date of its row.
fn narrows(head: &str, text: &str) -> bool {
    if is_date(text) {
        return !dates_form(head);
    }
    if answer_types::asks_for_no_text(head, text) {
        return true;
    }
    is_subject(head) && text.chars().any(char::is_alphanumeric) && !is_mark(text)
}

/// A text with its label: `Applies to: Subcontractors`.
pub(super) fn label(label: &str, text: &str) -> String {
    let label = start(label, LABEL_LENGTH).split_whitespace().collect::<Vec<_>>().join(" ");
    let label = label.trim_end_matches([':', '：']).trim();
    if label.is_empty() { text.to_owned() } else { format!("{label}: {}", beginning(text, LONG)) }
}
