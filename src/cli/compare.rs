//! `factum review --since REV` and `--against DIR`: the difference between two states of the data.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::{CLEAN, Context, FINDINGS, claims_by_date, pipeline, review};
use crate::{
    audience_view::stated,
    check::check,
    diagnostic::human,
    diagnostic::{Diagnostic, Report},
    document::{Publication, said_in},
    error::Error,
    fact::{Audience, Datum, FactId},
    ledger::{SIGNERS, is_ledger, removed},
    load::{Loaded, load},
    markup::{Block, Cell, Inline, Table, text},
    review::{
        Change, ClaimSet, FactChange, Fate, Former, Risk, by_fact, changes, document, fact_changes,
        fact_table, heading,
    },
    system::git,
};

/// Where in each file a changed statement was before, and is now.
type Files = BTreeMap<String, (String, String)>;

/// Prints the difference.
pub fn run(context: &Context, arguments: &review::Arguments, now: &Loaded) -> Result<u8, Error> {
    let (then, name) = former(context, arguments)?;
    let gone =
        removed(&then.ledger, &now.ledger, claims_by_date::audiences(context).contains(&Audience::Internal));
    let mut lines: Vec<String> = gone
        .iter()
        .map(|it| {
            format!(
                "{} ({})",
                it.message,
                it.labels.first().map_or(String::new(), |it| then.sources.cite(it.place))
            )
        })
        .collect();
    let lost = Report::new(gone, &pipeline::levels(now), false);
    context.terminal.findings(&lost, &then.sources);
    if lost.has_errors() {
        context
            .terminal
            .summary(&format!("these entries are in the ledgers of {name} but not in the current ones"));
    }
    if then.ledger.signers.is_some()
        && now.ledger.signers.is_some()
        && then.ledger.signers != now.ledger.signers
    {
        context
            .terminal
            .summary(&format!("note: `{SIGNERS}` differs from {name}: check who may approve now"));
        lines.push(format!("{SIGNERS} has changed: who may approve may have changed"));
    }
    let Some(former) = State::of(context, &then, &name)? else { return Ok(FINDINGS) };
    let Some(current) = State::of(context, now, "the current data")? else { return Ok(FINDINGS) };
    let facts = fact_changes(&former.facts, &current.facts);
    let renamed = renamed(former.said.clone(), &facts);
    let changes = changes(&current.said, &Former::said(&renamed), Audience::ALL);
    let ids = |test: &dyn Fn(&&Change) -> bool| -> BTreeSet<&str> {
        changes.iter().filter(test).map(|it| it.id.as_str()).collect()
    };
    let mut files = Files::new();
    if !(changes.is_empty() && facts.is_empty()) {
        for (file, how) in
            said_in(&former.publication, &ids(&|it| it.before.is_some()), cfg!(feature = "pdf"))
        {
            files.entry(file).or_default().0 = how;
        }
        for (file, how) in
            said_in(&current.publication, &ids(&|it| it.after.is_some()), cfg!(feature = "pdf"))
        {
            files.entry(file).or_default().1 = how;
        }
    }
    // What was removed is listed under its previous name.
    let mut said = former.said;
    said.titles.extend(current.said.titles);
    let paper = document(&format!("Changes since {name}"), blocks(&lines, &facts, &changes, &files, &said));
    review::print(context, now, &paper, arguments.format)?;
    let differs = !(facts.is_empty() && changes.is_empty() && lines.is_empty());
    Ok(if lost.has_errors() || (arguments.exit_code && differs) { FINDINGS } else { CLEAN })
}

/// The earlier state and its name. Errors in its ledgers are ignored: they can no longer be fixed.
fn former(context: &Context, arguments: &review::Arguments) -> Result<(Loaded, String), Error> {
    let (mut loaded, name) = if let Some(revision) = &arguments.since {
        context.terminal.stage("reading the earlier data from git");
        let folder = git::checkout(&context.root, revision)?;
        (load(folder.path())?, revision.clone())
    } else {
        let folder = arguments.against.as_deref().unwrap_or(Path::new("."));
        (load(folder)?, folder.display().to_string())
    };
    let (sources, findings) = (&loaded.sources, std::mem::take(&mut loaded.findings));
    let of_ledger = |it: &Diagnostic| is_ledger(sources.path(it.file()));
    loaded.findings = findings.into_iter().filter(|it| !of_ledger(it)).collect();
    Ok((loaded, name))
}

/// A state of the data, as far as the given audience may see it.
struct State {
    /// The claims.
    said: ClaimSet,
    /// The publications.
    publication: Publication,
    /// The fields of the facts.
    facts: Vec<(FactId, Datum)>,
}

impl State {
    /// Reads a state of the data; `None` if it has errors, which are printed.
    fn of(context: &Context, loaded: &Loaded, name: &str) -> Result<Option<Self>, Error> {
        let audience = context.audience.unwrap_or(Audience::Internal);
        let checked = check(loaded, context.on, false);
        let mut report = checked.report;
        if let Some(sound) = checked.sound {
            let (mut told, findings) = claims_by_date::tell(loaded, sound, context.on)?;
            report = Report::new([report.findings, findings].concat(), &pipeline::levels(loaded), false);
            let said = claims_by_date::said(loaded, &told).up_to(&claims_by_date::audiences(context));
            told.retain(|it| it.audience == audience);
            if let (Some(publication), false) = (told.pop(), report.has_errors()) {
                return Ok(Some(Self { said, publication, facts: stated(sound, audience, context.on) }));
            }
        }
        context.terminal.findings(&report, &loaded.sources);
        context
            .terminal
            .summary(&format!("{name} has these errors and cannot be compared with until they are fixed"));
        Ok(None)
    }
}

/// The earlier claims under the current ids of their facts.
fn renamed(said: ClaimSet, facts: &[FactChange]) -> ClaimSet {
    let names: BTreeMap<&str, &str> = facts
        .iter()
        .filter(|it| it.fate == Fate::Renamed)
        .filter_map(|it| Some((it.former.as_deref()?, it.id.as_str())))
        .collect();
    if names.is_empty() {
        return said;
    }
    let mut renamed = said.clone();
    renamed.claims = said
        .claims
        .into_iter()
        .map(|((id, audience), mut claim)| {
            claim.facts.iter_mut().for_each(|it| {
                if let Some(new) = names.get(it.as_str()) {
                    (*new).clone_into(it);
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

/// `ledgers`: entries removed from the ledgers, and changes in who may approve. An older approval may be in effect again.
fn blocks(
    ledgers: &[String],
    facts: &[FactChange],
    changes: &[Change],
    files: &Files,
    said: &ClaimSet,
) -> Vec<Block> {
    let count = |number: usize, one: &str| human::count(number, one);
    let same = facts.is_empty() && changes.is_empty();
    let sentence = match ledgers {
        [] if same => "Nothing has changed: no fact and no statement.".to_owned(),
        _ if same => "No fact and no statement has changed; the ledgers have.".to_owned(),
        _ => {
            format!("{} and {} have changed.", count(facts.len(), "fact"), count(changes.len(), "statement"))
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
            blocks.extend(by_fact(&group, said, &[]));
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
