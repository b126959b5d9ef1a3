//! The cells of an answer relative to the cell of its question.

use super::{
    super::{Area, At, Sheet},
    Layout, Place,
};

impl Layout {
    /// The cell of a question's answer in a column of the layout; `None` if the question has no such cell.
    pub fn cell(&self, question: At, column: u32) -> Option<At> {
        let row = self.turned(question).row;
        let row = match &self.place {
            Place::Beside | Place::Inside => row,
            Place::Below(rows) => *rows.get(&row)?,
        };
        Some(self.turned(At { row, column }))
    }

    /// The cells that an answer to a question may be written to, including comments and boxes.
    pub fn cells(&self, question: At) -> Vec<At> {
        self.targets().into_iter().filter_map(|column| self.cell(question, column)).collect()
    }

    /// The header cells of a column of the layout.
    pub fn heads(&self, column: u32) -> impl Iterator<Item = At> {
        self.header_rows.iter().map(move |row| self.turned(At { row: *row, column }))
    }

    /// The cells of the questions, in order.
    pub fn asked(&self) -> impl Iterator<Item = At> {
        self.rows.iter().map(|row| self.question_of(*row))
    }

    /// The cell of the text in the question column, for a row of the layout.
    pub fn question_of(&self, row: u32) -> At {
        self.turned(At { row, column: self.question })
    }

    /// The columns that are written to.
    pub(super) fn targets(&self) -> Vec<u32> {
        let ticks = self.ticks.iter().map(|it| it.0);
        let mut columns: Vec<_> = self
            .yes_no
            .into_iter()
            .chain(self.answers.iter().copied())
            .chain(ticks)
            .chain(self.comment)
            .collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    }

    /// The area of the table in the sheet's own coordinates; `None` for the whole sheet.
    pub(super) fn area_of_sheet(&self) -> Option<Area> {
        let area = self.area?;
        Some(Area { first: self.turned(area.first), last: self.turned(area.last) })
    }

    /// Converts a cell between the coordinates of the sheet and those of the layout.
    pub(super) fn turned(&self, at: At) -> At {
        if self.transposed { at.transposed() } else { at }
    }
}

impl At {
    /// The cell with row and column exchanged.
    pub fn transposed(self) -> Self {
        Self { row: self.column, column: self.row }
    }
}

impl Sheet {
    /// The sheet with rows and columns exchanged, without a layout defined by the format.
    pub fn transposed(&self) -> Self {
        Self {
            name: self.name.clone(),
            hidden: self.hidden,
            protected: self.protected,
            cells: self
                .cells
                .iter()
                .filter(|it| !it.0.is_inside())
                .map(|(at, cell)| (at.transposed(), cell.clone()))
                .collect(),
            merged: self
                .merged
                .iter()
                .map(|it| super::super::Area { first: it.first.transposed(), last: it.last.transposed() })
                .collect(),
            hidden_rows: self.hidden_columns.clone(),
            hidden_columns: self.hidden_rows.clone(),
            beside: std::collections::BTreeMap::new(),
            margins: std::sync::Arc::clone(&self.margins),
            properties: self.properties.clone(),
            drawn: self.drawn.clone(),
            filtered_rows: std::collections::BTreeSet::new(),
            slots: self
                .slots
                .as_ref()
                .map(|cells| cells.iter().filter(|it| !it.is_inside()).map(|it| it.transposed()).collect()),
            paragraphs: false,
            paragraphs_before: None,
            titles: self.titles.clone(),
            notes: self
                .notes
                .iter()
                .map(|(at, note)| (at.transposed(), std::sync::Arc::clone(note)))
                .collect(),
            mapping: None,
        }
    }
}
