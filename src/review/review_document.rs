//! The review as a document, the most significant changes first.

use super::{
    blocks::{document, heading},
    claims::ClaimSet,
    coming_section::section,
    content::Review,
    delivered::{CustomerToReview, DeliveredClaim},
    rows::{by_fact, customers, due},
    rules::Risk,
};
use crate::{
    document::Document,
    markup::{Block, Inline, Share, Tone, text},
};

/// The review as a document, with the digest that approving asks for at its end.
pub fn review_document(review: &Review, claims: &ClaimSet, title: &str) -> Document {
    let mut blocks = vec![Block::Paragraph(text(review.sentence()))];
    if !review.changes.is_empty() {
        blocks.push(shares(review));
    }
    let affected: Vec<&DeliveredClaim> =
        review.customers_to_review.iter().flat_map(CustomerToReview::changed).collect();
    for risk in Risk::ALL {
        let changes: Vec<_> = review.changes.iter().filter(|it| it.risk() == *risk).collect();
        if !changes.is_empty() {
            blocks.push(heading(2, risk.heading()));
            blocks.extend(by_fact(&changes, claims, &affected));
        }
    }
    blocks.extend(due(review));
    blocks.extend(customers(review));
    blocks.extend(section(&review.coming, &review.unannounced));
    if !review.changes.is_empty() {
        blocks.push(heading(2, "To approve"));
        blocks.push(Block::Paragraph(vec![
            Inline::Text("To approve these changes: ".into()),
            Inline::Code(format!("factum approve --all --by NAME --reviewed {}", review.digest())),
        ]));
    }
    let digest = Inline::Code(review.digest());
    blocks.push(Block::Paragraph(vec![Inline::Text("review digest: ".into()), digest]));
    document(title, blocks)
}

fn shares(review: &Review) -> Block {
    let count = |risk: Risk| review.changes.iter().filter(|it| it.risk() == risk).count();
    let share = |[one, several]: [&str; 2], count, tone| Share {
        label: if count == 1 { one } else { several }.into(),
        count,
        tone,
    };
    Block::Shares(vec![
        share(["as approved"; 2], review.unchanged, Tone::Good),
        share(["other change", "other changes"], count(Risk::Other), Tone::Plain),
        share(["needs review", "need review"], count(Risk::Watch), Tone::Open),
        share(["weakened"; 2], count(Risk::Weakened), Tone::Bad),
    ])
}
