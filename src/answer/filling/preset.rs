//! The content of the answer cells of a customer's file before they are filled: nothing, a prompt, or an
//! answer.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    answer::{
        context::{Context, read_texts::Stands},
        reply::Reply,
    },
    questionnaire::{At, Cell, Sheet, is_left_prompt, is_open_box, is_prompt, is_unknown_prompt},
};

/// The prompts around a question that change nothing, according to a person or because they are known
/// texts.
pub fn read_prompts(context: &Context) -> Vec<String> {
    let asks = |it: &&str| is_unknown_prompt(it);
    let read = |it: &&str| {
        context.is_read(Stands::Beside, it) || is_left_prompt(it) && context.by_note(it, false, &[]).is_none()
    };
    context.around.iter().map(AsRef::as_ref).filter(asks).filter(read).map(str::to_owned).collect()
}

/// The minimum number of rows with the same text that show that it was put there for all of them.
const ROWS: usize = 3;

/// The prompts on one sheet.
#[derive(Debug, Default)]
pub struct Presets {
    /// The cells with a text that all cells of their column have.
    repeated: BTreeSet<At>,
    /// The cells of a column that contains the customer's own text: see [`customers`](Self::customers).
    customers: BTreeSet<At>,
    /// Prompts that change nothing, according to a person.
    read: BTreeSet<String>,
}

impl Presets {
    /// The prompts on a sheet whose answers go to these cells, column by column.
    pub fn of(sheet: &Sheet, columns: impl Iterator<Item = (u32, Vec<At>)>) -> Self {
        let columns: BTreeMap<u32, Vec<At>> = columns.collect();
        let one = |cells: &Vec<At>| {
            let first = cells.first().map_or("", |it| sheet.text(*it));
            let all = cells.len() >= ROWS && cells.iter().all(|it| sheet.text(*it) == first);
            // `Supplier's answer` in all of them is a label; any other text has a meaning, though it is in
            // each row.
            !first.is_empty() && all && is_prompt(&format!("{first}:"))
        };
        Self { repeated: columns.into_values().filter(one).flatten().collect(), ..Self::default() }
    }

    /// Treats the prompts that change nothing, according to a person, as empty.
    pub fn with_read<'r>(mut self, replies: impl Iterator<Item = &'r Reply>) -> Self {
        self.read = replies.flat_map(|it| &it.read_prompts).cloned().collect();
        self
    }

    /// Treats the comment cells as the customer's own if more of them are alone than beside an answer; such
    /// cells are never replaced. Each row has its comment cell and its answer cells.
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

    /// Whether a cell contains the customer's own text.
    pub fn is_customers(&self, at: At) -> bool {
        self.customers.contains(&at)
    }

    /// The answer in a cell; `None` if it is empty, contains a prompt, or has only unticked boxes.
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
