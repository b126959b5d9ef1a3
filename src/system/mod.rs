//! Adapters to the machine: git, ssh-keygen, the terminal, and atomic file replacement. This module does not
//! depend on facts or answers.
#![expect(clippy::disallowed_methods, reason = "system is where clock, environment and out/ are used")]

mod child;
pub mod git;
mod git_command;
mod git_ledgers;
pub mod in_place;
pub mod new_files;
pub mod output;
pub mod signature;
mod terminal;
mod timeout;

pub use terminal::Terminal;
