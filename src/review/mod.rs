//! Reviews for approvers: current claims compared with approved ones, affected customers, and changes by date.

mod alteration;
mod blocks;
mod by_hand;
mod candidates;
mod change;
mod changes;
mod claims;
mod coming;
mod content;
mod due;
mod facts;
mod figures;
mod notice;
mod paper;
mod recorded;
mod redline;
mod rows;
mod rules;
mod told;
mod vocabulary;
mod weakened;

pub use alteration::Alteration;
pub use blocks::{document, heading};
pub use by_hand::{added_by_hand, may_hide};
pub use candidates::days_of_change;
pub use change::{Before, Change, Former, Kind};
pub use changes::changes;
pub use claims::{
    CHANGES, ClaimSet, ClaimSource, Frame, SETTINGS, claims, fields_claim, fields_id, layout_id, own_claims,
};
pub use coming::{Coming, Unannounced, coming, section, told_of, unannounced, untold};
pub use content::{Counts, Review};
pub use due::{Due, OfDay, OnDay, due, since_when};
pub use facts::{FactChange, Fate, fact_changes, fact_table};
pub use notice::{UNAPPROVED, notice, recall};
pub use paper::paper;
pub use recorded::recorded;
pub use redline::{Piece, inlines, redline};
pub use rows::{by_fact, told_and_now};
pub use rules::{RULES, Risk, Rule};
pub use told::{
    AffectedCustomer, Now, OWN_WORDS, Standing, folder_of, in_order, renamed_answers, standings,
    told_otherwise,
};
