//! Deliveries to customers: what the filled files in `out/` contain now, and how they are recorded.

mod elsewhere;
mod filled_file;
mod filled_layout;
mod holding;
mod known;
mod notes;
mod record;
mod sending;
mod struck;
mod told;
mod withdrawal;

pub use record::{Deliveries, NOTHING_RECORDED, Recording};
