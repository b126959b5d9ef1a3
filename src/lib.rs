//! factum
pub mod diagnostic;
pub mod error;
pub mod fact;
pub mod yaml;
pub mod answer;
pub mod check;
pub mod disclosure;
pub mod document;
pub mod load;
pub mod prose;
pub mod statement;
pub mod command;
pub mod write;
