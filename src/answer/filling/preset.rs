//! What is in the answer cells of a customer's file before they are filled: nothing, a prompt, or an
//! answer.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    answer::{
        context::{Context, read_texts::Stands},
        reply::Reply,
    },
    questionnaire::{At, Cell, Sheet, is_left_prompt, is_open_box, is_prompt, is_unknown_prompt},
};

/// The prompts around a question of which a person has said that they change nothing, or which are known
/// texts.
pub fn read_prompts(context: &Context) -> Vec<String> {
    let asks = |it: &&str| is_unknown_prompt(it);
    let read = |it: &&str| {
        context.is_read(Stands::Beside, it) || is_left_prompt(it) && context.by_note(it, false, &[]).is_none()
    };
    context.around.iter().map(AsRef::as_ref).filter(asks).filter(read).map(str::to_owned).collect()
}

/// So many rows with one and the same text show that it was put there for all of them.
const ROWS: usize = 3;

/// What is a prompt in one sheet.
#[derive(Debug, Default)]
pub struct Presets {
    /// The cells that all hold the text of the others of their column.
    repeated: BTreeSet<At>,
    /// The cells of a column that holds the customer's own words: see [`customers`](Self::customers).
    customers: BTreeSet<At>,
    /// Prompts of which a person has said that they change nothing.
    read: BTreeSet<String>,
}

impl Presets {
    /// Of a sheet whose answers go to these cells, column by column.
    pub fn of(sheet: &Sheet, columns: impl Iterator<Item = (u32, Vec<At>)>) -> Self {
        let columns: BTreeMap<u32, Vec<At>> = columns.collect();
        let one = |cells: &Vec<At>| {
            let first = cells.first().map_or("", |it| sheet.text(*it));
            let all = cells.len() >= ROWS && cells.iter().all(|it| sheet.text(*it) == first);
            // `Supplier's answer` in all of them is a label; any other text says something, though it says it
            // in each row.
            !first.is_empty() && all && is_prompt(&format!("{first}:"))
        };
        Self { repeated: columns.into_values().filter(one).flatten().collect(), ..Self::default() }
    }

    /// Takes the prompts for empty of which a person has said that they change nothing.
    pub fn with_read<'r>(mut self, replies: impl Iterator<Item = &'r Reply>) -> Self {
        self.read = replies.flat_map(|it| &it.read_prompts).cloned().collect();
        self
    }

    /// Takes the cells of comments for the customer's own where more of them stand alone than beside an
    /// answer: each row has the cell of its comment and those of its answer. They are never replaced.
    pub fn customers(mut self, sheet: &Sheet, rows: &[(At, Vec<At>)]) -> Self {
        let holds =
            |at: &At| sheet.cells.get(at).is_some_and(|it| !it.tick && self.answer(*at, it).is_some());
        let filled: Vec<_> = rows.iter().filter(|it| holds(&it.0)).collect();
        let beside = filled.iter().filter(|it| it.1.iter().any(holds)).count();
        if filled.len() > 2 * beside {
            self.customers = filled.iter().map(|it| it.0).collect();
        }
        self
    }

    /// Whether a cell holds the customer's own words.
    pub fn is_customers(&self, at: At) -> bool {
        self.customers.contains(&at)
    }

    /// The answer that a cell holds; `None` if it is empty, holds a prompt, or boxes of which none is
    /// ticked.
    pub fn answer<'a>(&self, at: At, cell: &'a Cell) -> Option<&'a str> {
        let text = cell.text.trim();
        let listed = cell
            .choices
            .as_ref()
            .is_some_and(|choices| !choices.ticked && choices.values.iter().any(|it| it.trim() == text));
        let repeated = !listed && self.repeated.contains(&at);
        let prompt = || is_prompt(text) || self.read.contains(text);
        (!text.is_empty() && !repeated && !prompt() && !is_open_box(text)).then_some(text)
    }
}
