//! The words of verdicts: yes, no, partly and not applicable, in the languages that are read.

pub mod languages;
pub mod reversing;
pub mod words;
