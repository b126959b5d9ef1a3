//! factum
pub mod answer;
pub mod check;
pub mod command;
pub mod diagnostic;
pub mod disclosure;
pub mod document;
pub mod error;
pub mod fact;
pub mod load;
pub mod prose;
pub mod statement;
pub mod write;
pub mod yaml;
