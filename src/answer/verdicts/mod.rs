//! The words of verdicts: yes, no, partly and not applicable, in the languages that are read.

pub mod languages;
pub mod words;
