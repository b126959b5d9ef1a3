//! Changes and affected customers as document sections and table rows.

use super::{
    alteration::{Alteration, verdict_apart},
    blocks::heading,
    change::{ChangeKind, ClaimChange},
    claims::{ClaimSet, fields_id},
    content::Review,
    delivered::{CustomerToReview, DeliveredClaim, number_before},
    due::UpcomingChange,
    now::Now,
    readable::readable,
    redline::{Piece, inlines, redline},
    rules::{Risk, RiskRule},
};
use crate::{
    fact::title_without_name,
    ledger::{Claim, ClaimId, kind_of},
    markup::{Block, Cell, Inline, Table, Tone, text},
    statement::{capital, long_date},
};

/// The changes as tables, grouped by fact.
pub fn by_fact(changes: &[&ClaimChange], claims: &ClaimSet, affected: &[&DeliveredClaim]) -> Vec<Block> {
    let mut groups: Vec<(String, Vec<&ClaimChange>)> = Vec::new();
    for change in changes {
        let about = change.about();
        match groups.last_mut() {
            Some((last, group)) if *last == about => group.push(change),
            _ => groups.push((about, vec![change])),
        }
    }
    let mut blocks = Vec::new();
    for (about, group) in groups {
        let title = claims.titles.get(&about).map(|(_, it)| format!("{it} ({})", kind_of(&about)));
        let title = title.or_else(|| title_without_name(&about).map(str::to_owned));
        blocks.push(heading(3, &title.unwrap_or_else(|| about.clone())));
        let mut rules: Vec<_> = group.iter().flat_map(|it| &it.rules).collect();
        rules.sort_by_key(|it| it.name);
        rules.dedup_by_key(|it| it.name);
        if !rules.is_empty() {
            let item = |it: &&&RiskRule| vec![Block::Paragraph(rule(it))];
            blocks.push(Block::List { numbered: false, items: rules.iter().map(item).collect() });
        }
        blocks.push(Block::Table(table(&about, &group)));
        blocks.extend(affected_customers(&group, affected));
    }
    blocks
}

fn table(about: &str, group: &[&ClaimChange]) -> Table {
    let head = ["Claim", "Change", "Text"].map(str::to_owned).to_vec();
    Table {
        caption: format!("Changes to {about}"),
        head,
        widths: vec![5, 4, 11],
        rows: group.iter().map(|it| row(it)).collect(),
    }
}

fn row(change: &ClaimChange) -> Vec<Cell> {
    vec![
        Cell::line(vec![Inline::Code(change.id.clone())]),
        Cell::line(text(change_in_words(change))).toned(tone(change)),
        Cell::of(words(change)),
    ]
}

fn change_in_words(change: &ClaimChange) -> String {
    let mut words = change.kind.word().to_owned();
    if let Some(since) = change.since {
        words += &format!(" since {since}");
    }
    if let Some(before) = &change.before {
        words += &match change.kind {
            ChangeKind::Moved => {
                return format!(
                    "{words} from {} to {}",
                    before.claim.audience.word(),
                    change.audience.word()
                );
            }
            ChangeKind::Renamed => format!(" from {}", before.claim.about()),
            _ => String::new(),
        };
    }
    format!("{words}, {}", seen_by(change))
}

/// The audience of a change. Settings are on no page: they take effect for an audience.
fn seen_by(change: &ClaimChange) -> String {
    let audience = change.audience.word();
    match ClaimId::from(change.id.as_str()) {
        ClaimId::Settings => format!("setting that takes effect for the {audience} audience"),
        _ => audience.to_owned(),
    }
}

/// The redline, the verdicts, the facts it is based on, and the earlier approval.
fn words(change: &ClaimChange) -> Vec<Block> {
    let before = change.before.as_ref().map(|it| &it.claim);
    let is_fields = change.id == fields_id(&change.about());
    let shown = |claim: Option<&Claim>| {
        let text = claim.and_then(|it| it.text.as_deref()).unwrap_or_default();
        if is_fields { readable(text) } else { text.to_owned() }
    };
    let (old, new) = (&shown(before), &shown(change.after.as_ref()));
    let body = match change.kind {
        ChangeKind::Added => inlines(&[Piece::Same(new.clone())]),
        _ => inlines(&redline(old, new)),
    };
    let mut blocks = vec![];
    let verdicts = (before.and_then(|it| it.verdict), change.after.as_ref().and_then(|it| it.verdict));
    if verdicts != (None, None) {
        let word = |it: Option<crate::fact::Verdict>| it.map_or("", |it| it.word());
        let pieces = if change.kind == ChangeKind::Added {
            vec![Piece::Same(word(verdicts.1).into())]
        } else {
            redline(word(verdicts.0), word(verdicts.1))
        };
        blocks.push(Block::Paragraph([text("Verdict: "), inlines(&pieces)].concat()));
    }
    blocks.push(Block::Paragraph(body));
    if let (ChangeKind::EvidenceChanged, Some(before), Some(after)) = (change.kind, before, &change.after) {
        blocks.push(Block::Paragraph(backing(before, after)));
    }
    if let Some((by, on)) = change.before.as_ref().and_then(|it| it.approved.as_ref()) {
        blocks.push(Block::Paragraph(vec![Inline::Emphasis(text(format!("Approved by {by} on {on}.")))]));
    }
    blocks
}

/// The facts that were added and removed.
fn backing(before: &Claim, after: &Claim) -> Vec<Inline> {
    let mut line = text("Based on: ");
    let all: std::collections::BTreeSet<_> = before.facts.iter().chain(&after.facts).collect();
    for (at, fact) in all.into_iter().enumerate() {
        line.extend((at > 0).then(|| Inline::Text(", ".into())));
        line.push(match (before.facts.contains(fact), after.facts.contains(fact)) {
            (true, false) => Inline::Removed(fact.clone()),
            (false, true) => Inline::Inserted(fact.clone()),
            _ => Inline::Text(fact.clone()),
        });
    }
    line
}

/// The customers affected by a group of changes.
fn affected_customers(group: &[&ClaimChange], affected: &[&DeliveredClaim]) -> Option<Block> {
    let of = affected.iter().filter(|delivered| group.iter().any(|it| delivered.says(&it.id)));
    let mut names: Vec<_> = of.map(|it| format!("{} ({})", it.sent.customer, it.sent.on)).collect();
    names.sort();
    names.dedup();
    let words = format!("Affected customers: {}.", names.join(", "));
    (!names.is_empty()).then(|| Block::Paragraph(vec![Inline::Strong(text(words))]))
}

/// The upcoming changes by date, grouped by risk.
pub fn due(review: &Review) -> Vec<Block> {
    let (within, due) = &review.due;
    let title = heading(2, &format!("Changes within {within} days"));
    let broken = review.broken.iter().flat_map(|(day, errors)| {
        let words =
            format!("From {} on, nothing can be built until these errors are fixed:", long_date(*day));
        let item = |it: &String| vec![Block::Paragraph(text(it.clone()))];
        let errors = Block::List { numbered: false, items: errors.iter().map(item).collect() };
        [Block::Paragraph(vec![Inline::Strong(text(words))]), errors]
    });
    let broken: Vec<Block> = broken.collect();
    if due.is_empty() {
        return if broken.is_empty() { vec![] } else { [vec![title], broken].concat() };
    }
    let mut blocks = [vec![title], broken].concat();
    blocks.extend([Block::Paragraph(vec![
        Inline::Text(
            "These claims will change on a stated date, without an edit. To approve them in advance, run "
                .into(),
        ),
        Inline::Code("factum approve --as-of DATE".into()),
        Inline::Text(".".into()),
    ])]);
    for risk in Risk::ALL {
        let rows: Vec<_> = due.iter().filter(|it| it.change.risk() == *risk).map(due_row).collect();
        if rows.is_empty() {
            continue;
        }
        let heading_words = risk.heading_by_date().to_owned();
        let head = ["Date", "Claim", "New text"].map(str::to_owned).to_vec();
        blocks.push(heading(3, &heading_words));
        blocks.push(Block::Table(Table { caption: heading_words, head, widths: vec![3, 6, 11], rows }));
    }
    blocks
}

fn due_row(upcoming: &UpcomingChange) -> Vec<Cell> {
    let change = &upcoming.change;
    let state = if upcoming.approved { "approved in advance" } else { "not approved yet" };
    let mut statement = vec![
        Block::Paragraph(vec![Inline::Code(change.id.clone())]),
        Block::Paragraph(text(format!("{}, {state}", seen_by(change)))),
    ];
    statement.extend(change.rules.iter().map(|it| Block::Paragraph(rule(it))));
    vec![
        Cell::line(text(long_date(upcoming.on))).toned(tone(change)),
        Cell::of(statement),
        Cell::of(words(change)),
    ]
}

/// The sentence of a rule, and its name.
fn rule(rule: &RiskRule) -> Vec<Inline> {
    vec![Inline::Text(format!("{} ", rule.says)), Inline::Code(format!("[{}]", rule.name))]
}

/// The colour of a change, by its risk.
fn tone(change: &ClaimChange) -> Tone {
    match change.risk() {
        Risk::Weakened => Tone::Bad,
        Risk::Watch => Tone::Open,
        Risk::Other => Tone::Plain,
    }
}

/// The affected customers, and those with custom text.
pub fn customers(review: &Review) -> Vec<Block> {
    let mut blocks = Vec::new();
    for it in review.customers_to_review.iter().filter(|it| it.changed().next().is_some()) {
        blocks.push(heading(3, &it.customer));
        let head = ["Sent on", "Question", "What was said, and the answer now"].map(str::to_owned).to_vec();
        let rows = it.changed().map(delivered_row).collect();
        blocks.push(Block::Table(Table {
            caption: format!("What was delivered to {}", it.customer),
            head,
            widths: vec![3, 6, 12],
            rows,
        }));
    }
    if !blocks.is_empty() {
        blocks.insert(0, heading(2, "Affected customers"));
    }
    let item = |it: &CustomerToReview| {
        let withheld: Vec<_> =
            it.withheld().map(|(it, why)| format!("{} ({}): {why}", it.item.question, it.sent.on)).collect();
        vec![Block::Paragraph(vec![
            Inline::Strong(text(format!("{}: ", it.customer))),
            Inline::Text(withheld.join(" · ")),
        ])]
    };
    let withheld: Vec<_> =
        review.customers_to_review.iter().filter(|it| it.withheld().next().is_some()).map(item).collect();
    if !withheld.is_empty() {
        blocks.push(heading(2, "Delivered answers that would not be given now"));
        blocks.push(Block::Paragraph(text(
            "Their words have not changed, so no notice is drafted; a person must decide whether the \
             customer is to be told.",
        )));
        blocks.push(Block::List { numbered: false, items: withheld });
    }
    let item = |it: &CustomerToReview| {
        let questions: Vec<_> =
            it.own_words().map(|it| format!("{} ({})", it.item.question, it.sent.on)).collect();
        vec![Block::Paragraph(vec![
            Inline::Strong(text(format!("{}: ", it.customer))),
            Inline::Text(questions.join(" · ")),
        ])]
    };
    let own: Vec<_> =
        review.customers_to_review.iter().filter(|it| it.own_words().next().is_some()).map(item).collect();
    if !own.is_empty() {
        blocks.push(heading(2, "Custom text for one customer"));
        blocks.push(Block::Paragraph(text(
            "The data does not show whether these answers still hold; a person must check them.",
        )));
        blocks.push(Block::List { numbered: false, items: own });
    }
    blocks
}

fn delivered_row(delivered: &DeliveredClaim) -> Vec<Cell> {
    let number = number_before(delivered);
    vec![
        Cell::line(text(delivered.sent.on.to_string())),
        Cell::line(text(format!("{number}{}", delivered.item.question))),
        Cell::line([delivered_and_now(delivered), remark(delivered)].concat()),
    ]
}

/// What happened to it, if a redline does not show it.
fn remark(delivered: &DeliveredClaim) -> Vec<Inline> {
    let is_shown = !matches!(delivered.now, Now::Restricted(_) | Now::Unsaid | Now::Continues(_));
    let label = Alteration::of(delivered).filter(|_| !is_shown).map(Alteration::label);
    let words = |it: &str| vec![Inline::Break, Inline::Emphasis(text(format!("{}.", capital(it))))];
    label.map(words).unwrap_or_default()
}

/// What was delivered, as a redline to the current answer.
pub fn delivered_and_now(delivered: &DeliveredClaim) -> Vec<Inline> {
    let full = |claim: &Claim| {
        let words = claim.text.as_deref().unwrap_or_default();
        verdict_apart(claim).map_or(String::new(), |it| format!("{it}. ")) + words
    };
    let before = full(&delivered.item.claim);
    match &delivered.now {
        Now::Changed(claim) | Now::Restricted(claim) | Now::NoticeChanged(claim) => {
            inlines(&redline(&before, &full(claim)))
        }
        Now::Unsaid | Now::Continues(_) => vec![Inline::Removed(before)],
        _ => text(before),
    }
}
