//! The entries of the answer library for one audience on one effective date: their text and verdict, and
//! why they may not be used.

pub mod antonyms;
pub mod approved_phrasings;
pub mod backed;
pub mod basis;
pub mod bound;
pub mod conditions;
pub mod contradicted;
pub mod denied_asked;
pub mod evaluated;
pub mod exceeding;
pub mod grounds;
pub mod mismatch;
pub mod missing;
pub mod moving_period;
pub mod named;
mod past;
pub mod products;
pub mod relative_period;
pub mod resolved;
pub mod searched;
pub mod suppose;
pub mod tense;
pub mod text_digest;
pub mod unmoved;
pub mod withheld;
