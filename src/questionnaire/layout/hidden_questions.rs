//! The columns that belong to questions in a hidden column: what is written there answers questions that
//! nobody sees, and not those that are read.

use super::{
    grid::Grid,
    heads::Heads,
    shape::{Shape, shape},
    words::Role,
};

/// The visible columns of questions and their neighbours, as hidden columns of questions divide them.
pub(super) struct HiddenQuestions {
    question: u32,
    /// The nearest hidden column of questions on the left.
    left: Option<u32>,
    /// The nearest hidden column of questions on the right, behind a column for the answers of this one.
    right: Option<u32>,
}

impl HiddenQuestions {
    /// Finds them beside the questions of `rows`. A translation of the questions stands directly beside them:
    /// only behind one of the `targets` other questions begin.
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

    /// Whether a column belongs to questions that are hidden.
    pub fn own(&self, column: u32) -> bool {
        let left = self.left.is_some_and(|it| (it..self.question).contains(&column));
        left || self.right.is_some_and(|it| column > it)
    }
}

/// Whether most texts that a column has in these rows ask.
fn asks(grid: &Grid, heads: &Heads, column: u32, rows: &[u32]) -> bool {
    let texts: Vec<&str> = rows.iter().map(|it| grid.text(*it, column)).filter(|it| !it.is_empty()).collect();
    let asking = texts.iter().filter(|it| shape(it) == Shape::Asks).count();
    let headed = heads.role(column) == Some(Role::Question);
    let other = matches!(heads.role(column), Some(Role::Guidance | Role::Id | Role::Aside));
    !texts.is_empty() && (headed || !other && asking * 2 >= texts.len())
}
