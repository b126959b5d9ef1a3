//! Writes replies into the cells of a customer's file, keeps what a person edited there, and records what
//! was written.

pub mod customers;
pub mod enter;
pub mod fill;
pub mod filled;
pub mod former;
pub mod former_entries;
pub mod guard;
mod listed_options;
pub mod other_lists;
pub mod paragraphs;
pub mod planned;
pub mod preset;
pub mod reading;
mod refill;
pub mod rivals;
pub mod row_heads;
pub mod row_texts;
pub mod same;
