//! Deliveries to customers: what the filled files in `out/` contain now, and how they are recorded.

mod cell_content;
mod custom_text;
mod delivered_question;
mod elsewhere;
mod filled_file;
mod filled_layout;
mod folders;
mod holding;
mod known;
mod notes;
mod other_texts;
mod question_delivery;
mod record;
mod same_text;
mod sealed_answers;
mod sending;
mod struck;
mod withdrawal;

pub use record::{Deliveries, NOTHING_RECORDED, Recording};
