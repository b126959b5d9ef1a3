//! Puts statements in the places that a page defines for them.

use super::{
    not_applicable::is_not_applicable,
    placement::{Pairs, Placement, PlacementShape},
    stated_block::PlaceableStatements,
};
use crate::{
    diagnostic::{Diagnostic, codes},
    error::near,
    fact::{Datum, FactId, FactState, KINDS, KindInfo, Text},
    markup::{Absence, Block, Cell, Inline, Table, Tone, anchor, text},
    statement::Statement,
};

/// Places what `placement` asks for; headings it makes are of `level`.
pub fn place(
    placement: &Placement,
    stated: &PlaceableStatements,
    level: u8,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Block> {
    let mut blocks = explicit(placement, stated, findings);
    let Some(kind) = &placement.each else { return blocks };
    let Some(known) = KINDS.iter().find(|it| it.name == kind.value) else {
        let close = near(kind, KINDS.iter().map(|it| it.name));
        findings.push(
            Diagnostic::new(
                codes::UNKNOWN_STATEMENT,
                kind.place,
                format!("`{}` is not a known fact type", kind.value),
            )
            .did_you_mean(&close),
        );
        return blocks;
    };
    if !sections_known(placement, known.name, stated, findings)
        || !fields_known(placement, known, kind, stated, findings)
    {
        return blocks;
    }
    let facts: Vec<_> = stated
        .statements
        .view
        .of(known.name)
        .map(|(id, _)| id)
        .filter(|id| matches(id, placement.only.as_ref(), stated))
        .collect();
    match &placement.by {
        None => blocks.extend(group(placement, &facts, stated)),
        Some(field) => {
            for (title, facts) in groups(&facts, field, placement, stated) {
                let inner = group(placement, &facts, stated);
                if !inner.is_empty() {
                    blocks.push(Block::Heading { level, anchor: anchor(&title), text: text(title) });
                    blocks.extend(inner);
                }
            }
        }
    }
    blocks
}

/// The statements that are named one by one.
fn explicit(
    placement: &Placement,
    stated: &PlaceableStatements,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Block> {
    let mut items = Vec::new();
    for name in &placement.say {
        match stated.find(name) {
            Ok(found) => items.extend(found),
            Err(finding) => findings.push(*finding),
        }
    }
    form(placement, items.into_iter().map(|it| vec![it]).collect())
}

/// Whether every requested section is in the fact type's template.
fn sections_known(
    placement: &Placement,
    kind: &str,
    stated: &PlaceableStatements,
    findings: &mut Vec<Diagnostic>,
) -> bool {
    let columns = placement.table.iter().flat_map(|it| it.0.iter().map(|(_, section)| section));
    let before = findings.len();
    for asked in columns.chain(&placement.sections) {
        for section in asked.split('+').map(str::trim) {
            let sections = stated.statements.sections(kind);
            if !sections.iter().any(|it| it == section) {
                let close = near(section, sections.iter().map(String::as_str));
                let message = format!("`{kind}` has no section `{section}`");
                findings.push(
                    Diagnostic::new(codes::UNKNOWN_STATEMENT, asked.place, message).did_you_mean(&close),
                );
            }
        }
    }
    findings.len() == before
}

/// Whether every requested field is one of the fact type's, and whether anything is requested at all.
fn fields_known(
    placement: &Placement,
    kind: &KindInfo,
    each: &Text,
    stated: &PlaceableStatements,
    findings: &mut Vec<Diagnostic>,
) -> bool {
    let before = findings.len();
    if placement.sections.is_empty() && placement.table.is_none() {
        let finding = Diagnostic::new(
            codes::UNKNOWN_STATEMENT,
            each.place,
            "nothing is placed: `each` needs `sections` or `table`",
        );
        let sections = stated.statements.sections(kind.name).join("`, `");
        findings.push(finding.help(format!("add `sections:` with some of `{sections}`")));
    }
    let own = (kind.field_schemas)().into_iter().map(|it| it.name);
    let names: Vec<&str> = own.chain(kind.derived.iter().copied()).collect();
    let only = placement.only.iter().flat_map(|it| it.0.iter().map(|(field, _)| field));
    let state: Vec<&str> = FactState::field(kind.name).into_iter().collect();
    let asked = only.chain(&placement.by).map(|it| (it, &names));
    let asked = asked.chain(placement.tone.iter().map(|it| (it, &state)));
    for (field, names) in asked.filter(|(it, names)| !names.contains(&it.value.as_str())) {
        let message = format!("`{}` has no field `{}`", kind.name, field.value);
        findings.push(
            Diagnostic::new(codes::UNKNOWN_STATEMENT, field.place, message)
                .did_you_mean(&near(field, names.iter().copied())),
        );
    }
    findings.len() == before
}

fn matches(id: &FactId, only: Option<&Pairs>, stated: &PlaceableStatements) -> bool {
    let Some(fact) = stated.statements.view.get(id) else { return false };
    only.is_none_or(|pairs| {
        pairs.0.iter().all(|(field, value)| fact.data.get(field).is_some_and(|it| it.says(value)))
    })
}

/// The facts grouped by the value of a field; those without a value come first.
fn groups<'a>(
    facts: &[&'a FactId],
    field: &Text,
    placement: &Placement,
    stated: &PlaceableStatements,
) -> Vec<(String, Vec<&'a FactId>)> {
    let view = &stated.statements.view;
    let values = |id: &FactId| match view.get(id).and_then(|it| it.data.get(field)) {
        Some(Datum::List(items)) => items.clone(),
        Some(Datum::Absent) | None => vec![],
        Some(other) => vec![other.clone()],
    };
    let title = |datum: &Datum| match datum {
        Datum::Fact(id) => view.get(id).and_then(|it| it.title.clone()).unwrap_or_else(|| id.id.to_string()),
        other => other.text().map_or_else(|| other.json().to_string(), str::to_owned),
    };
    let mut groups: Vec<(String, Vec<&FactId>)> = Vec::new();
    let rest: Vec<_> = facts.iter().copied().filter(|id| values(id).is_empty()).collect();
    if !rest.is_empty() {
        groups.push((placement.rest.as_ref().map_or("All".into(), |it| it.value.clone()), rest));
    }
    for id in facts {
        for value in values(id) {
            let title = title(&value);
            match groups.iter_mut().find(|(it, _)| *it == title) {
                Some((_, members)) => members.push(id),
                None => groups.push((title, vec![id])),
            }
        }
    }
    groups
}

fn group(placement: &Placement, facts: &[&FactId], stated: &PlaceableStatements) -> Vec<Block> {
    match &placement.table {
        Some(columns) => table(placement, columns, facts, stated).into_iter().collect(),
        None => {
            let found = |id: &FactId| {
                placement.sections.iter().filter_map(|it| stated.of(id, it)).collect::<Vec<_>>()
            };
            form(placement, facts.iter().map(|id| found(id)).filter(|it| !it.is_empty()).collect())
        }
    }
}

/// Statements in the requested form; one list a fact.
fn form(placement: &Placement, items: Vec<Vec<&Statement>>) -> Vec<Block> {
    if items.is_empty() {
        return vec![];
    }
    match placement.form.unwrap_or(PlacementShape::Paragraphs) {
        PlacementShape::Paragraphs => items.into_iter().flatten().map(said_block).collect(),
        PlacementShape::List => {
            vec![Block::List {
                numbered: false,
                items: items.into_iter().map(|it| it.into_iter().map(said_block).collect()).collect(),
            }]
        }
        PlacementShape::Terms => {
            // A name without a text is omitted.
            let named_only = placement.sections.len() > 1;
            let term = |it: Vec<&Statement>| {
                let (first, rest) = it.split_first().filter(|it| !(named_only && it.1.is_empty()))?;
                Some((inlines(first), rest.iter().map(|it| said_block(it)).collect::<Vec<_>>()))
            };
            vec![Block::Terms(items.into_iter().filter_map(term).collect())]
        }
    }
}

fn table(
    placement: &Placement,
    columns: &Pairs,
    facts: &[&FactId],
    stated: &PlaceableStatements,
) -> Option<Block> {
    let cell = |id: &FactId, sections: &Text| {
        let found: Vec<_> = sections.split('+').filter_map(|it| stated.of(id, it.trim())).collect();
        let state = found.iter().find_map(|it| it.state).filter(|_| placement.tone.is_some());
        let tone = state.map_or(Tone::Plain, FactState::tone);
        let cell = Cell::of(found.into_iter().map(said_block).collect()).toned(tone);
        Cell { absence: absence(id, sections, stated), ..cell }
    };
    let rows: Vec<Vec<_>> =
        facts.iter().map(|id| columns.0.iter().map(|(_, it)| cell(id, it)).collect()).collect();
    let rows: Vec<Vec<Cell>> =
        rows.into_iter().filter(|row: &Vec<Cell>| row.iter().any(|it| !it.blocks.is_empty())).collect();
    if rows.is_empty() {
        return None;
    }
    // A column without any statement is left out.
    let filled: Vec<bool> = (0..columns.0.len())
        .map(|at| rows.iter().any(|row| row.get(at).is_some_and(|it| !it.blocks.is_empty())))
        .collect();
    let keep = |at: usize| filled.get(at).copied().unwrap_or_default();
    let head = columns
        .0
        .iter()
        .enumerate()
        .filter(|(at, _)| keep(*at))
        .map(|(_, (it, _))| it.value.clone())
        .collect();
    let widths = (0..columns.0.len())
        .filter(|at| keep(*at))
        .map(|at| placement.widths.get(at).map_or(1, |it| it.value.clamp(1, 100)))
        .collect();
    let rows = rows
        .into_iter()
        .map(|row| row.into_iter().enumerate().filter(|(at, _)| keep(*at)).map(|(_, it)| it).collect())
        .collect();
    let caption = placement.caption.as_ref().map_or(String::new(), |it| it.value.clone());
    Some(Block::Table(Table { caption, head, widths, rows }))
}

/// Why a cell with these sections is empty, if it is.
fn absence(id: &FactId, sections: &Text, stated: &PlaceableStatements) -> Absence {
    let fact = stated.statements.view.get(id);
    let nothing = |section: &str| fact.is_some_and(|it| is_not_applicable(id.kind, section.trim(), it));
    if sections.split('+').all(nothing) { Absence::NotApplicable } else { Absence::NotStated }
}

/// A statement as a block with its id.
fn said_block(statement: &Statement) -> Block {
    Block::Statement { statement: statement.id.clone(), sources: vec![], blocks: statement.blocks.clone() }
}

/// The running text of a statement, for a term.
fn inlines(statement: &Statement) -> Vec<Inline> {
    match statement.blocks.as_slice() {
        [Block::Paragraph(inlines)] => inlines.clone(),
        _ => text(statement.plain.clone()),
    }
}
