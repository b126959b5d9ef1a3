//! The difference between two states of the data, as a document.

use std::collections::BTreeMap;

use super::{
    blocks::heading,
    change::ClaimChange,
    claims::ClaimSet,
    facts::{FactChange, FactChangeKind, fact_table},
    rows::by_fact,
    rules::Risk,
};
use crate::{
    diagnostic::human::count,
    markup::{Block, Cell, Inline, Table, text},
};

/// Where in each file a changed statement was before, and is now.
pub type Files = BTreeMap<String, (String, String)>;

/// The earlier claims under the current ids of their facts.
pub fn renamed_facts(data: ClaimSet, facts: &[FactChange]) -> ClaimSet {
    let names: BTreeMap<&str, &str> = facts
        .iter()
        .filter(|it| it.kind == FactChangeKind::Renamed)
        .filter_map(|it| Some((it.former.as_deref()?, it.id.as_str())))
        .collect();
    if names.is_empty() {
        return data;
    }
    let mut renamed = data.clone();
    renamed.claims = data
        .claims
        .into_iter()
        .map(|((id, audience), mut claim)| {
            claim.facts.iter_mut().for_each(|fact| {
                if let Some(new) = names.get(fact.as_str()) {
                    (*new).clone_into(fact);
                }
            });
            claim.facts.sort();
            let id = match names.get(claim.about()) {
                Some(new) => id.replacen(claim.about(), new, 1),
                None => id,
            };
            claim.id.clone_from(&id);
            ((id, audience), claim)
        })
        .collect();
    renamed
}

/// `ledgers`: entries removed from the ledgers, and changes in who may approve. An older approval may be in
/// effect again.
pub fn difference(
    ledgers: &[String],
    facts: &[FactChange],
    changes: &[ClaimChange],
    files: &Files,
    claims: &ClaimSet,
) -> Vec<Block> {
    let same = facts.is_empty() && changes.is_empty();
    let sentence = match ledgers {
        [] if same => "Nothing has changed: no fact and no claim.".to_owned(),
        _ if same => "No fact and no claim has changed; the ledgers have.".to_owned(),
        _ => {
            format!("{} and {} have changed.", count(facts.len(), "fact"), count(changes.len(), "claim"))
        }
    };
    let mut blocks = vec![Block::Paragraph(text(sentence))];
    if !ledgers.is_empty() {
        blocks.push(heading(2, "Changes in the ledgers"));
        let items = ledgers.iter().map(|it| vec![Block::Paragraph(text(it.clone()))]).collect();
        blocks.push(Block::List { numbered: false, items });
    }
    for risk in Risk::ALL {
        let group: Vec<_> = changes.iter().filter(|it| it.risk() == *risk).collect();
        if !group.is_empty() {
            blocks.push(heading(2, risk.heading()));
            blocks.extend(by_fact(&group, claims, &[]));
        }
    }
    if !facts.is_empty() {
        blocks.push(heading(2, "Facts"));
        blocks.push(fact_table(facts));
    }
    if !files.is_empty() {
        blocks.push(heading(2, "Statements"));
        let row = |(file, (before, now)): (&String, &(String, String))| {
            let mut in_it = vec![];
            in_it.extend(
                (!before.is_empty() && before != now)
                    .then(|| Block::Paragraph(text(format!("Before: {before}.")))),
            );
            in_it.extend((!now.is_empty()).then(|| Block::Paragraph(text(format!("Now: {now}.")))));
            vec![Cell::line(vec![Inline::Code(file.clone())]), Cell::of(in_it)]
        };
        let head = ["File", "Location"].map(str::to_owned).to_vec();
        let rows = files.iter().map(row).collect();
        blocks.push(Block::Table(Table {
            caption: "Files affected by the changes".into(),
            head,
            widths: vec![8, 12],
            rows,
        }));
    }
    blocks
}
