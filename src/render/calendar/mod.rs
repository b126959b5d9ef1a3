//! Upcoming dates for programs: [`json`] and [`ics`].

mod ics;
mod json;

pub use ics::render as ics;
pub use json::render as json;
