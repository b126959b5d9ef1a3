//! factum: a vendor's dated, sourced facts -> everything that the vendor says about its security and privacy.
//!
//! ```text
//! data/*.yaml -> Facts -> check -> Sound -> AudienceView(audience, date)
//!     -> Statements -> Publication -> files -> out/
//! customer's file -> questions and layout -> Reply (from a Library of answers)
//!     -> the same file, filled -> out/
//! ```
//!
//! Only [`check::check`] makes a [`check::Sound`], only [`audience_view`] leads from facts to output, and
//! [`render`] sees a [`document::Publication`], the site settings and the templates, never other facts. A
//! [`project::Project`] answers all questions about a repository; it prints and writes nothing. Only [`cli`]
//! reads the date and the environment, only [`system`] runs programs, uses the terminal and writes files,
//! and [`load`] opens files.
//!
//! `docs/architecture.md` describes the layers, the invariants, one value's journey, and the reasons for
//! unusual choices.

pub mod answer;
pub mod audience_view;
pub mod calendar;
pub mod check;
pub mod cli;
pub mod contradictions;
pub mod diagnostic;
pub mod document;
pub mod error;
pub mod fact;
pub mod ledger;
pub mod library;
pub mod load;
pub mod markup;
pub mod matching;
pub mod names;
pub mod project;
pub mod questionnaire;
pub mod render;
pub mod review;
pub mod statement;
pub mod symbols;
pub mod system;
pub mod threads;
pub mod word_list;
pub mod yaml;
