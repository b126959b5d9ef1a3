//! The columns that belong to questions in a hidden column: text in them answers questions that users do
//! not see, and not those that are read.

use super::{
    grid::Grid,
    heads::Heads,
    shape::{Shape, shape},
    words::Role,
};

/// The visible question columns and their neighbours, as divided by hidden question columns.
pub(super) struct HiddenQuestions {
    question: u32,
    /// The nearest hidden question column to the left.
    left: Option<u32>,
    /// The nearest hidden question column to the right, after an answer column of this one.
    right: Option<u32>,
}

impl HiddenQuestions {
    /// Finds them beside the questions of `rows`. A translation of the questions is directly beside them,
    /// so other questions begin only after one of the `targets`.
    pub fn find(grid: &Grid, heads: &Heads, question: u32, rows: &[u32], targets: &[u32]) -> Self {
        let hidden: Vec<u32> = grid
            .columns
            .keys()
            .copied()
            .filter(|it| grid.hidden(*it) && asks(grid, heads, *it, rows))
            .collect();
        let behind = |it: &u32| targets.iter().any(|target| (question + 1..*it).contains(target));
        Self {
            question,
            left: hidden.iter().copied().rfind(|it| *it < question),
            right: hidden.into_iter().filter(|it| *it > question).find(behind),
        }
    }

    /// Whether a column belongs to hidden questions.
    pub fn own(&self, column: u32) -> bool {
        let left = self.left.is_some_and(|it| (it..self.question).contains(&column));
        left || self.right.is_some_and(|it| column > it)
    }
}

/// Whether most texts of a column in these rows are questions.
fn asks(grid: &Grid, heads: &Heads, column: u32, rows: &[u32]) -> bool {
    let texts: Vec<&str> = rows.iter().map(|it| grid.text(*it, column)).filter(|it| !it.is_empty()).collect();
    let asking = texts.iter().filter(|it| shape(it) == Shape::Asks).count();
    let headed = heads.role(column) == Some(Role::Question);
    let other = matches!(heads.role(column), Some(Role::Guidance | Role::Id | Role::Aside));
    !texts.is_empty() && (headed || !other && asking * 2 >= texts.len())
}
