//! Reviews for approvers: current claims compared with approved ones, affected customers, and changes by
//! date.

mod alteration;
mod approval_states;
mod asked;
mod blocks;
mod by_hand;
mod candidates;
mod change;
mod changes;
mod chosen;
mod claim_pair;
mod claims;
mod coming;
mod coming_section;
mod compare;
mod content;
mod delivered;
mod due;
mod entry_questions;
mod evaluate;
mod facts;
mod figures;
mod notice;
mod notice_now;
mod notified;
mod now;
mod pending;
mod phrasings;
mod readable;
mod recalled;
mod recorded;
mod redline;
mod review_document;
mod rows;
mod rules;
mod unannounced;
mod vocabulary;
mod weakened;

pub use alteration::Alteration;
pub use approval_states::{
    all_approved_phrasings, approved_pins, claims_of, draft_pages, is_approved, set_approval, withdrawn,
};
pub use asked::CurrentAnswers;
pub use blocks::{document, heading};
pub use by_hand::{added_by_hand, may_hide};
pub use candidates::days_of_change;
pub use change::{Before, ChangeKind, ClaimChange, FormerClaims};
pub use changes::changes;
pub use chosen::chosen;
pub use claims::{
    ClaimSet, ClaimSource, SharedContent, answer_claim, claims, fields_claim, fields_id, layout_id,
    own_claims,
};
pub use coming::{Announcement, Coming, CustomerNotice, coming, to_announce};
pub use coming_section::{announcements, section};
pub use compare::{Files, difference, renamed_facts};
pub use content::{ChangeCounts, Review};
pub use delivered::{
    CustomerToReview, DeliveredClaim, NotAgain, customers_to_review, delivered_claims, folder_of, in_order,
};
pub use due::{ClaimsByDate, DayClaims, UpcomingChange};
pub use evaluate::{ReviewInputs, days_of_approval, review};
pub use facts::{FactChange, FactChangeKind, FieldChange, fact_changes, fact_table};
pub use notice::{DraftReasons, UNAPPROVED, notice};
pub use notified::changed_after_notice;
pub use now::Now;
pub use pending::{Notice, notice_file, pending_notices};
pub use phrasings::{approved_phrasings, phrasings_id};
pub use recalled::recall;
pub use recorded::recorded;
pub use redline::{Piece, inlines, redline};
pub use review_document::review_document;
pub use rows::{by_fact, delivered_and_now};
pub use rules::{RULES, Risk, RiskRule};
pub use unannounced::{Unannounced, unannounced};
