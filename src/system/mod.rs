//! Adapters to the machine, without logic of their own: git, ssh-keygen, the terminal, and files that are
//! replaced whole.
#![expect(clippy::disallowed_methods, reason = "system is where clock, environment and out/ are used")]

mod child;
pub mod git;
pub mod in_place;
pub mod new_files;
pub mod output;
pub mod signature;
mod terminal;
mod watch;

pub use terminal::Terminal;
