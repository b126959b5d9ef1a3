//! factum: a vendor's dated, sourced facts -> everything the vendor says about its security and privacy.
//!
//! # The way of the data
//!
//! ```text
//! data/*.yaml -> Facts -> check -> Sound -> Disclosure(audience, day) -> Statements -> Publication -> files -> out/
//! customer's file -> Form -> Mapping -> Asked -> Reply (from a Library of answers) -> the same file, filled -> out/
//! review.yaml -> Decisions -> Reply; and, by `learn`, -> data/*.yaml
//! Publications -> Claims -> Changes against the Ledger -> review, notices; by `approve` and `sent`, -> the Ledger
//! ```
//!
//! Types make the order unskippable: [`check::Sound`] is made only by [`check::check`];
//! [`audience_view::AudienceView::new`] is the only door from facts to output; [writers](render) see a
//! [`document::Publication`], never facts. Whatever is above the audience of a build is not hidden on the way: it is not
//! there. Nothing below [`command`] reads the clock, the environment or the terminal; only [`load`] and [`command`] touch
//! the disk (`clippy.toml` bans the rest).
//!
//! # The floors
//!
//! A module uses only modules of lower floors; `tests/it/floors.rs` enforces it.
//!
//! | floor | module | what it holds |
//! |---|---|---|
//! | 10 | [`command`] | one file a command; the only user of clap, clock, terminal, git, ssh-keygen and `out/` |
//! | 9 | [`render`] | documents -> bytes: the `WRITERS` table; pure |
//! | 8 | [`review`] | claims against the ledger: changes, `RULES`, what a date changes, who was told otherwise, notices |
//! | 7 | [`library`] | decisions and filled files -> changes of `data/`, as texts; pure |
//! | 7 | [`document`] | statements -> documents: pages, handbook, sheets, questionnaires |
//! | 6 | [`answer`] | answers over disclosed facts, questionnaires filled with them |
//! | 5 | [`statement`] | wording templates + facts -> statements with provenance |
//! | 4 | [`audience_view`] | what may be said to one audience on one day |
//! | 3 | [`check`] | the `LINTS` table; facts -> `Sound` |
//! | 2 | [`calendar`] | days on which something ends, begins or is due: one table for `check` and the calendar; pure |
//! | 2 | [`load`] | files -> facts, ledgers and templates, every broken entry reported |
//! | 1 | [`ledger`] | who approved which words, what was sent to whom: read and written line by line, sealed |
//! | 0 | [`fact`] | what is true of the vendor: one file a kind, one line in `kinds!` |
//! | - | [`questionnaire`], [`matching`] | ground: customers' files, read and filled; questions matched with entries |
//! | - | [`yaml`], [`markup`], [`diagnostic`], [`error`] | ground: spanned YAML, rich text, findings, reasons to stop |
//!
//! # Where this house departs from its first plan, and why
//!
//! - **Facts are read by their own reader, not by serde's derive.** serde stops at the first broken field of an entry and
//!   knows no spans. A kind is declared once with `record!`; from the one declaration come the struct, its reader (every
//!   broken field is reported, with a did-you-mean), its JSON Schema and its way to templates and `facts.json`. The YAML
//!   scanner itself is serde-saphyr's. Scalars keep their spelling: a version `1.10` is not a number.
//! - **`markup` lies on the ground floor.** Statements are rich text too, so the block tree cannot live above them.
//! - **Values never become markup.** When a template is rendered, a token stands in the place of each value; the Markdown
//!   is parsed, and the values are set in afterwards as literal text. Escaping could be forgotten; this cannot.
//! - **What is not stated is undefined, not empty.** Printing it fails, a misspelt field is a finding with a
//!   did-you-mean, and a statement that renders to nothing is not said.
//! - **A history's undated step claims the less.** A `current` without a day, after an `in-progress` that promised one, is
//!   taken to begin on the promised day: before it the weaker state is said, and a lint asks for the day.
//! - **An entry without an audience is internal.** A forgotten line must not publish anything; a lint asks for it.
//! - **One reading of a workbook serves filling too**, so calamine is not used: it does not show lists, locks, formats or the
//!   bytes of a cell. The package is put together anew by our own hands, as the `zip` crate's raw copy rewrites headers.
//! - **A reading of layouts for all formats.** Tables of documents and records of CSV files are sheets as well.
//! - **Only identity answers.** The first plan gave an answer to a match that was sure enough, and then to one that accounts for
//!   every word. Measured, neither is safe, and the second adds three in 318 questions: an answer is given to a question of the
//!   very same wording whose context does not change it, and to nothing else. Matches are suggestions.
//! - **A lead in a small library counts less** than in the one that the confidence was fitted on: the better entry may not
//!   have been written yet.
//! - **Phrasings are internal and pins know no audience**: both hold customers' words, lead to answers and are never shown.
//! - **The site carries its own copies of the PDFs**, so that `site/` can be published alone.
//! - **What is approved is a claim, not a file**: words, verdict, audience and what they rest on, for the lowest audience that
//!   is told them. Fields that are published as data, pages' own words and the title are claims too: else something could be
//!   published that nobody signed for.
//! - **The ledgers are a strict subset of YAML with a reader of their own**: a line a value, sealed as lines, so that a hundred
//!   thousand entries are read at once and any edit is found. Entries are not chained: two branches that both approve can be
//!   joined (`factum join`), and what was taken out is found against an earlier revision. A signature says who; a seal only
//!   that nothing was changed by mistake.
//! - **git and ssh-keygen are run, not linked**: they know every repository and key that people have. Nothing needs them but
//!   `review --since` and signed approvals.

pub mod answer;
pub mod audience_view;
pub mod calendar;
pub mod check;
pub mod command;
pub mod diagnostic;
pub mod document;
pub mod error;
pub mod fact;
pub mod ledger;
pub mod library;
pub mod load;
pub mod markup;
pub mod matching;
pub mod questionnaire;
pub mod render;
pub mod review;
pub mod statement;
pub mod yaml;
