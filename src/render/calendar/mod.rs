//! Upcoming dates: for programs, [`json`] and [`ics`], and as text.

mod human;
mod ics;
mod json;

pub use human::render as human;
pub use ics::render as ics;
pub use json::{CalendarFile, EventEntry, render as json};
