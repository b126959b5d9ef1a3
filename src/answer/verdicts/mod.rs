//! The words of verdicts: yes, no, partial and not applicable, in the supported languages.

pub mod languages;
pub mod reversing;
pub mod words;
