//! All tests of the program through its public doors, in one binary: one link instead of thirty. One module a subject.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, dead_code)]

mod basis;
mod support;
mod surroundings;

mod answer;
mod approvals;
mod audience;
mod bounds;
mod calendar;
mod commands;
mod csv;
mod delivered;
mod docx;
mod elsewhere;
mod feed;
mod filling;
mod filling_guards;
mod findings;
mod floors;
mod form_yaml;
mod given;
mod join;
mod judged;
mod learn;
mod learn_again;
mod ledger;
mod legal;
mod library;
mod literal;
mod long_texts;
mod mapping;
mod matching;
mod names;
mod notes;
mod notices;
mod opening;
mod output;
mod own_questionnaires;
mod pages;
mod past;
#[cfg(feature = "pdf")]
mod printed;
mod qualifiers;
mod saved;
mod sent;
mod several_tables;
mod since;
mod site;
mod standings;
mod time;
mod timeline;
mod to_come;
mod typed;
mod vsaq;
mod xlsx;
