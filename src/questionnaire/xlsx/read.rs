//! Reads a workbook as sheets of cells.

use std::sync::Arc;

use super::{
    super::{
        Area, At, Cell, Choices, Form, Indent, Refusal, Sheet, answer_line,
        area::LAST,
        bounded::{beginning, bounded, struck_words},
        boxes,
        office::{package::Package, parts, properties, unread_parts},
    },
    bounds::LOOKS,
    bounds::{BEYOND, NOTE, OPEN},
    cell_notes::Notes,
    cell_styles::{Styles, spread},
    conditional,
    lists::{Resolver, choices, shared},
    number, rich,
    rules::Validation,
    unset,
    workbook::{Grid, Workbook},
};

/// The maximum number of texts from page headers and footers.
const MARGINS: usize = 30;
/// An indent step, three spaces, in twentieths of a point.
const STEP: i32 = 180;

/// Reads a workbook.
///
/// # Errors
/// It is malformed or exceeds the limits.
pub fn form(package: &Package) -> Result<Form, Refusal> {
    let workbook = Workbook::read(package)?;
    let resolver = Resolver::new(&workbook);
    let mut form = Form::default();
    for (place, (listed, grid)) in workbook.book.sheets.iter().zip(&workbook.grids).enumerate() {
        let (name, titles) = (listed.name.clone(), grid.boxes.clone());
        let margins = bounded(grid.scan.margins.iter().cloned(), MARGINS, NOTE).into();
        let sheet = Sheet {
            name,
            titles,
            margins,
            hidden: listed.hidden,
            protected: grid.scan.protected,
            ..Sheet::default()
        };
        let mut reader = SheetReader {
            workbook: &workbook,
            grid,
            styles: Styles::new(grid),
            sheet,
            looks: LOOKS,
            notes: Notes::default(),
        };
        reader.cells()?;
        reader.hidden_rows(place);
        reader.open_cells();
        for list in &grid.scan.lists {
            reader.list(&resolver, place, list)?;
        }
        reader.notes()?;
        let mut sheet = reader.sheet;
        if let Some(part) = &listed.part {
            sheet.drawn = parts::of_sheet(package, part, &format!("sheet \"{}\"", listed.name))?;
        }
        answer_line::part(&mut sheet, |at| grid.found(at).is_some());
        form.sheets.push(sheet);
    }
    if let Some(first) = form.sheets.first_mut() {
        first.properties = properties::properties(package)?;
        first.drawn.extend(parts::of_sheet(package, &workbook.book.part, "the workbook")?);
        first.drawn.extend(parts::of_sheet(package, "", "the file")?);
    }
    if workbook.grids.iter().any(|it| !it.scan.drawn.is_empty()) {
        form.remarks.push(
            "contains form controls (boxes or lists) drawn over cells, which are not filled: set them \
             yourself"
                .to_owned(),
        );
    }
    form.remarks.extend(unset::remark(&workbook));
    form.remarks.extend(unread_parts::remark(package));
    if package.names().any(|it| it.ends_with("vbaproject.bin")) {
        form.remarks.push("contains macros, which are not changed".to_owned());
    }
    Ok(form)
}

/// Reads one sheet.
struct SheetReader<'a> {
    workbook: &'a Workbook,
    grid: &'a Grid,
    styles: Styles,
    sheet: Sheet,
    /// How many more cells may be visited for the areas over them.
    looks: usize,
    notes: Notes,
}

impl SheetReader<'_> {
    /// Reads the cells of the part.
    fn cells(&mut self) -> Result<(), Refusal> {
        for found in &self.grid.scan.cells {
            let text = self.grid.texts.get(&found.at).map(|it| it.text.clone()).unwrap_or_default();
            let mut cell = self.cell(found.at);
            if text.is_empty() && !found.formula && (cell.locked || !self.sheet.protected) {
                continue;
            }
            if found.formula {
                (cell.text, cell.formula) = (text, true);
            } else {
                let boxed = boxes::cell(text);
                (cell.text, cell.tick, cell.choices) = (boxed.text, boxed.tick, boxed.choices);
            }
            self.sheet.cells.entry(found.at).or_insert(cell);
        }
        for area in &self.grid.scan.arrays {
            for (_, cell) in self.sheet.cells.range_mut(rows(*area)).filter(|it| area.holds(*it.0)) {
                cell.formula = true;
                spend(&mut self.looks)?;
            }
        }
        self.sheet.merged.clone_from(&self.grid.scan.merged);
        self.sheet.hidden_columns = spread(self.grid, false, |it| it.hidden)
            .into_iter()
            .zip(0..=self.width())
            .filter(|it| it.0)
            .map(|it| it.1)
            .collect();
        Ok(())
    }

    /// Marks the rows that are not visible, including those that an active filter hides.
    fn hidden_rows(&mut self, place: usize) {
        let tables =
            self.workbook.tables.iter().filter(|it| it.sheet == place && it.filtered).map(|it| it.area);
        let own = self.grid.scan.filter.filter(|it| it.1).map(|it| it.0);
        let filters: Vec<Area> = own.into_iter().chain(tables).collect();
        let filtered = |row: &u32| filters.iter().any(|it| it.first.row < *row && *row <= it.last.row);
        let hidden = self.grid.scan.rows.iter().filter(|it| it.hidden).map(|it| it.number);
        (self.sheet.filtered_rows, self.sheet.hidden_rows) = hidden.partition(filtered);
    }

    /// An empty cell with the properties of its format.
    fn cell(&self, at: At) -> Cell {
        let style = self.workbook.style(self.styles.of(at));
        let indent = Indent {
            outline: self.styles.outline(at.row),
            left: i32::from(style.indent) * STEP,
            ..Indent::default()
        };
        let locked = self.sheet.protected && style.locked;
        Cell { locked, heading: style.heading, indent, ..Cell::default() }
    }

    /// Adds cells that are not in the part and are unlocked by the format of their row or column.
    fn open_cells(&mut self) {
        let open = |style: usize| !self.workbook.style(style).locked;
        let all: Vec<u32> = (1..=self.width()).collect();
        let some: Vec<u32> = all.iter().copied().filter(|it| open(self.styles.column(*it))).collect();
        let mut left = if self.sheet.protected { OPEN } else { 0 };
        for row in self.grid.scan.rows.iter().filter(|it| it.number <= self.grid.last.row) {
            let columns = row.style.map_or(some.as_slice(), |it| if open(it) { all.as_slice() } else { &[] });
            for column in columns.iter().take(left) {
                let at = At { row: row.number, column: *column };
                if !self.styles.holds(at) {
                    left -= 1;
                    let cell = self.cell(at);
                    self.sheet.cells.entry(at).or_insert(cell);
                }
            }
        }
    }

    fn list(&mut self, resolver: &Resolver, place: usize, list: &Validation) -> Result<(), Refusal> {
        let mut known: Option<Arc<Choices>> = None;
        let (width, height) = (self.width(), self.grid.last.row);
        for area in &list.areas {
            for row in area.first.row..=area.last.row.min(height) {
                for column in area.first.column..=area.last.column.min(width) {
                    spend(&mut self.looks)?;
                    let at = At { row, column };
                    if self.is_told(at) {
                        let fixed = known.take_if(|_| list.is_fixed());
                        let choices = fixed.unwrap_or_else(|| {
                            shared(choices(resolver.items(place, at, list)), known.take())
                        });
                        let cell = self.cell(at);
                        self.sheet.cells.entry(at).or_insert(cell).choices = Some(Arc::clone(&choices));
                        known = Some(choices);
                    }
                }
            }
        }
        Ok(())
    }

    /// Adds the comments on cells, and the messages of rules for selected cells.
    fn notes(&mut self) -> Result<(), Refusal> {
        for (at, said) in &self.grid.comments {
            self.notes.add(&mut self.sheet, *at, &beginning(said, NOTE).into());
        }
        for (at, literal) in unset::literals(&self.grid.scan) {
            self.notes.add(&mut self.sheet, at, &Arc::from(literal));
        }
        self.formats();
        self.conditional()?;
        let (width, height) = (self.width(), self.grid.last.row);
        for message in &self.grid.scan.messages {
            let said: Arc<str> = beginning(&message.said, NOTE).into();
            for area in &message.areas {
                for row in area.first.row..=area.last.row.min(height) {
                    for column in area.first.column..=area.last.column.min(width) {
                        spend(&mut self.looks)?;
                        if self.sheet.notes.len() < self.grid.scan.cells.len() + OPEN {
                            self.notes.add(&mut self.sheet, At { row, column }, &said);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Applies the formats of cells: text that is shown around their values, and strikethrough.
    fn formats(&mut self) {
        let grid = self.grid;
        for at in grid.scan.cells.iter().map(|it| it.at).filter(|it| !grid.texts.contains_key(it)) {
            let Some(style) = self.workbook.styles.get(self.styles.of(at)) else { continue };
            number::words(&style.number, false)
                .into_iter()
                .for_each(|it| self.notes.add(&mut self.sheet, at, &Arc::from(it)));
        }
        for (at, shown) in &grid.texts {
            let Some(style) = self.workbook.styles.get(self.styles.of(*at)) else { continue };
            let words = number::words(&style.number, shown.number.is_some());
            words.into_iter().for_each(|it| self.notes.add(&mut self.sheet, *at, &Arc::from(it)));
            let (struck, all) = match &shown.rich {
                Some(rich) => rich::struck(rich, style.struck),
                None => (String::new(), style.struck),
            };
            if all {
                self.sheet.cells.get_mut(at).into_iter().for_each(|it| it.struck = true);
            } else if !struck.trim().is_empty() {
                self.notes.add(&mut self.sheet, *at, &Arc::from(struck_words(&struck)));
            }
        }
    }

    /// Marks the cells that conditional formats strike through, always or possibly.
    fn conditional(&mut self) -> Result<(), Refusal> {
        let grid = self.grid;
        let strikes = |it: &&conditional::Rule| self.workbook.striking.get(it.format) == Some(&true);
        let rules: Vec<&conditional::Rule> = grid.scan.conditional.iter().filter(strikes).collect();
        let perhaps: Arc<str> = Arc::from(conditional::MAY_BE);
        for rule in rules {
            for area in &rule.areas {
                let cells: Vec<At> =
                    grid.texts.range(rows(*area)).map(|it| *it.0).filter(|it| area.holds(*it)).collect();
                for at in cells {
                    spend(&mut self.looks)?;
                    if rule.always {
                        self.sheet.cells.get_mut(&at).into_iter().for_each(|it| it.struck = true);
                    } else {
                        self.notes.add(&mut self.sheet, at, &perhaps);
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether a list is added to a cell; for a cell that does not exist yet, only within the limit.
    fn is_told(&self, at: At) -> bool {
        let there = self.sheet.cells.get(&at);
        there.map_or(self.sheet.cells.len() < self.grid.scan.cells.len() + OPEN, |cell| {
            cell.choices.as_ref().is_none_or(|it| it.ticked)
        })
    }

    /// The last column for which empty cells are added.
    fn width(&self) -> u32 {
        (self.grid.last.column + BEYOND).min(LAST.column)
    }
}

/// The rows of an area, as a range of cells.
pub fn rows(area: Area) -> std::ops::RangeInclusive<At> {
    At { row: area.first.row, column: 0 }..=At { row: area.last.row, column: u32::MAX }
}

/// Fails if lists and formulas cover too many cells.
fn spend(looks: &mut usize) -> Result<(), Refusal> {
    *looks = looks.checked_sub(1).ok_or_else(|| {
        Refusal::new("has too many lists or formulas over the same cells", "ask for a simpler file")
    })?;
    Ok(())
}
