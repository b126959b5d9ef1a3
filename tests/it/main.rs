//! All tests of the program through its public doors, in one binary, with one module per subject.
//! Cases in folders are tests of their own in `tests/goldens`.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, dead_code)]

mod basis;
#[path = "../support/mod.rs"]
mod support;
mod surroundings;

mod answer;
mod approvals;
mod audience;
mod bounds;
mod calendar;
mod commands;
mod cover;
mod cover_lists;
mod cover_office;
mod csv;
mod delivered;
mod documents;
mod docx;
mod elsewhere;
mod facts_json;
mod feed;
mod filling;
mod filling_guards;
mod findings;
mod floors;
mod form_yaml;
mod given;
mod grounds;
mod idle_products;
mod incomplete;
mod join;
mod judged;
mod language;
mod late_notices;
mod learn;
mod learn_again;
mod ledger;
mod legal;
mod library;
mod literal;
mod long_texts;
mod mapping;
mod matching;
mod mismatched;
mod named;
mod names;
mod narrowed;
mod notes;
mod notices;
#[cfg(unix)]
mod opening;
mod options;
mod output;
mod own_questionnaires;
mod pages;
mod past;
mod pins;
#[cfg(feature = "pdf")]
mod printed;
mod qualifiers;
mod read_texts;
mod refilled;
mod remarks;
mod reused_ids;
mod saved;
mod scopes;
mod sent;
mod several_tables;
mod since;
mod site;
mod standings;
mod struck;
mod time;
mod timeline;
mod to_come;
mod two_customers;
mod typed;
mod unbound;
mod unread;
mod vsaq;
mod withdrawn;
mod xlsx;
