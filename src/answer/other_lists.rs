//! Lists beside an answer that it does not fill: a person is told of them, as the row may not be complete without.

use std::collections::{BTreeMap, BTreeSet};

use super::{Reply, Tier, enter::Planned, preset::Presets};
use crate::{
    fact::printable,
    form::{
        At, Form,
        mapping::{Mapping, column_name},
    },
};

/// What to say of the lists that stay empty, a line for each column of a layout: `form` is the customer's as it came.
pub(super) fn remarks(form: &Form, mappings: &[(usize, Mapping)], replies: &[Reply], plans: &[Vec<Planned>]) -> Vec<String> {
    let mut empty: BTreeMap<(usize, u32), usize> = BTreeMap::new();
    for (reply, plan) in replies.iter().zip(plans).filter(|it| it.0.tier == Tier::Answered && !it.1.is_empty()) {
        let layout = reply.asked.layout;
        let Some(((_, mapping), sheet)) = mappings.get(layout).zip(form.sheets.get(reply.asked.sheet)) else { continue };
        let written: BTreeSet<At> = plan.iter().map(|it| it.entry.at).collect();
        let noted = |at: At| reply.left.iter().any(|it| it.at == Some(at));
        for column in &mapping.answers {
            let Some(at) = mapping.cell(reply.asked.at, *column).filter(|it| !written.contains(it) && !noted(*it)) else { continue };
            let open = sheet.cells.get(&at).is_some_and(|it| {
                let list = it.choices.as_ref().is_some_and(|it| !it.ticked);
                list && !it.formula && !it.locked && Presets::default().answer(at, it).is_none()
            });
            *empty.entry((layout, *column)).or_default() += usize::from(open);
        }
    }
    let line = |((layout, column), count): ((usize, u32), usize)| {
        let (sheet, mapping) = mappings.get(layout).filter(|_| count > 0)?;
        let name = form.sheets.get(*sheet).map(|it| printable(&it.name)).unwrap_or_default();
        let rows = if count == 1 { "1 answered row has".to_owned() } else { format!("{count} answered rows have") };
        let cell = if mapping.transposed { "in" } else { "in column" };
        Some(format!("`{name}`: {rows} another list {cell} {}, which stays empty: choose there yourself", column_name(mapping, column)))
    };
    empty.into_iter().filter_map(line).collect()
}
