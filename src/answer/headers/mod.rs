//! What the headers of columns ask for: which answer, by which party, in which form and length.

pub mod columns;
pub mod comments;
pub mod files;
pub mod limits;
mod scales;
pub mod sizes;
pub mod terms;
pub mod tokens;
