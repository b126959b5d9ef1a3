//! The command line: arguments, options and help texts.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::{approve, calendar, join, recall, review, sent, timeline};
use crate::{
    answer::Thresholds,
    fact::{Audience, parse_date},
};

/// Renders a vendor's dated, sourced facts as a trust site, PDFs and answers to questionnaires
#[derive(Parser, Debug)]
#[command(
    name = "factum",
    version,
    max_term_width = 100,
    after_help = "Examples:
  factum init acme && cd acme     create an example project with comments
  factum check                    report problems in the data
  factum build                    write site, PDFs and questionnaires to out/public
  factum build --audience nda --as-of 2026-12-31

Exit codes: 0 no findings, 1 findings, 2 factum could not run."
)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Args, Debug)]
pub struct Global {
    /// The folder that contains data/ and, optionally, templates/
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// The effective date, such as 2026-11-22 [default: the date of SOURCE_DATE_EPOCH, else today]
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    pub as_of: Option<NaiveDate>,
    /// The audience: public, nda or internal [default: public; for review, approve, sent, recall and
    /// calendar: internal; check covers all three]
    #[arg(long, global = true, value_name = "AUDIENCE", value_parser = audience)]
    pub audience: Option<Audience>,
    /// When to use colors and show progress
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// Print findings and errors only
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Stop when a single step takes longer than this; a custom template in templates/pdf may never finish
    #[arg(long, global = true, value_name = "SECONDS", default_value_t = 600)]
    pub time_limit: u64,
}

/// When to print colors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// The choice of the terminal library.
    pub fn choice(self) -> anstream::ColorChoice {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
    }
}

/// An output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Human,
    Json,
}

/// What is treated as an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    Warnings,
}

/// What `answer` treats as an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DenyAnswer {
    /// An answer, or a part of one, that could not be written into the file.
    Unwritten,
}

/// How suggestions are made.
#[derive(Args, Debug, Clone)]
pub struct Sure {
    /// Suggest answers from this confidence on, from 0 to 1 [default: 0.1]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub review_at: Option<f64>,
    /// The id of the product that the customer asks about; can be repeated
    #[arg(long = "product", value_name = "PRODUCT")]
    pub products: Vec<String>,
}

impl Sure {
    /// The thresholds, with defaults for those that were not given.
    pub fn thresholds(&self) -> Thresholds {
        Thresholds { review: self.review_at.unwrap_or(Thresholds::default().review) }
    }
}

fn share(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|it| (0.0..=1.0).contains(it))
        .ok_or_else(|| "write a number from 0 to 1, such as 0.9".to_owned())
}

/// The commands and their arguments.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Create an example project with comments
    #[command(after_help = "Examples:
  factum init                     in the current folder
  factum init acme                in the folder acme, which is created if necessary

Existing files are never overwritten.")]
    Init {
        /// The folder
        #[arg(value_name = "DIR")]
        dir: Option<PathBuf>,
    },
    /// Report problems in the facts and pages, for all audiences
    #[command(after_help = "Examples:
  factum check
  factum check --deny warnings    for CI: warnings count as errors
  factum check --format json      machine-readable output
  factum check --as-of 2027-01-01 what will be reported on that date

To change the level of a finding, set it in data/site.yaml: levels: {missing-evidence: allow}")]
    Check {
        /// What to treat as errors
        #[arg(long, value_name = "WHAT", value_enum)]
        deny: Option<Deny>,
        /// The output format
        #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
        format: Format,
    },
    /// Write the site, PDFs, questionnaires, facts.json and manifest.json to out/<audience>
    #[command(after_help = "Examples:
  factum build
  factum build --audience nda
  factum build --as-of 2025-03-04
  factum build --deny warnings

out/<audience> is replaced completely, or not at all.")]
    Build {
        /// What to treat as errors
        #[arg(long, value_name = "WHAT", value_enum)]
        deny: Option<Deny>,
        /// Fail if any statement or answer is not approved
        #[arg(long)]
        require_approved: bool,
    },
    /// Fill in customers' questionnaires and list the open questions
    #[command(after_help = "Examples:
  factum answer hecvat.xlsx
  factum answer inbox/*.xlsx --audience nda
  factum answer list.csv --map \"question=B answer=D id=A\"
  factum answer book.xlsx --map \"Sheet 2: question=C answer=E,F header=3\" --map \"Prices: none\"
  factum answer two-tables.xlsx --map \"A: question=B answer=C rows=2-9\" --map \"A: question=B answer=E rows=12-30\"
  factum answer form.xlsx --map \"A: question=A answer=below\"      in the cell below each question, or next to a label \"Answer:\" there
  factum answer form.docx --map \"Table 1: question=B answer=inside\"  after a line \"Response:\" in the question's cell
  factum answer wide.xlsx --map \"A: question-row=1 answer-row=2\"  questions in one row, answers in the row below

The results go to out/<audience>/questionnaires/<name>: the filled file, answers.html, answers.pdf, answers.json \
and review.yaml. Decide the open questions in review.yaml, then run the command again. Questions without an approved \
answer are left blank. Formats: XLSX, XLSM, DOCX, CSV, TSV, YAML, VSAQ JSON.

Exit codes: 0 every file was answered; 1 findings in data/ or in a review file or, with `--deny unwritten`, an answer \
that could not be written; 2 a file was refused.")]
    Answer {
        /// The customers' files
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        /// The columns of questions and answers, to override detection: [SHEET:] question=B answer=C [comment=D id=A ...]
        #[arg(long = "map", value_name = "LAYOUT")]
        maps: Vec<String>,
        /// Use the decisions of this review file, such as that of the questionnaire's previous version
        #[arg(long, value_name = "FILE")]
        review: Option<PathBuf>,
        /// Overwrite cells of FILE that contain an answer. Edits in the filled file in out/ are kept; edits in FILE itself are not
        #[arg(long)]
        overwrite: bool,
        /// Exit with code 1 if an answer, or part of one, could not be written
        #[arg(long, value_name = "WHAT")]
        deny: Option<DenyAnswer>,
        /// The customer; `factum sent` records the delivery under this name
        #[arg(long, value_name = "NAME")]
        customer: Option<String>,
        /// Leave questions open whose answer is not approved
        #[arg(long)]
        require_approved: bool,
        #[command(flatten)]
        sure: Sure,
    },
    /// Look up a single question in the answer library
    #[command(after_help = "Examples:
  factum ask \"Do you have a SOC 2 Type II report?\"
  factum ask \"Is data encrypted at rest?\" --audience nda --json")]
    Ask {
        /// The question
        #[arg(value_name = "QUESTION")]
        question: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        sure: Sure,
    },
    /// Add decisions, or answers from a questionnaire filled in earlier, to data/
    #[command(after_help = "Examples:
  factum learn out/public/questionnaires/acme/review.yaml
  factum learn review.yaml --dry-run
  factum learn review.yaml --yes               without confirmation, for scripts
  factum learn --from answered.xlsx            start a library from a filled file
  factum learn --from old.csv --map \"question=B answer=D\" --audience nda

From a review file: each decided question is pinned to its answer in data/questionnaires, question wordings that \
mean the same in any context are added to the answer's phrasings, and custom text becomes an answer in \
data/answers/learned.yaml, for the audience of the questionnaire (or --audience).

From a filled file: each answer becomes a draft in data/answers. A draft is never given until a person removes its \
line `draft: yes`; its audience is internal unless --audience is given.

The changes are shown as a diff first. Comments and order are kept. Nothing is written if the changes would cause \
errors in data/. Learning the same file twice changes nothing.

Exit codes: 0 learned, or nothing new; 1 findings, or nothing written; 2 factum could not run.")]
    Learn {
        /// The review file
        #[arg(value_name = "REVIEW", required_unless_present = "from", conflicts_with = "from")]
        review: Option<PathBuf>,
        /// A questionnaire that was filled in earlier
        #[arg(long, value_name = "FILE")]
        from: Option<PathBuf>,
        /// Its columns of questions and answers, to override detection: [SHEET:] question=B answer=C [comment=D id=A ...]
        #[arg(long = "map", value_name = "LAYOUT", requires = "from")]
        maps: Vec<String>,
        /// Write without confirmation
        #[arg(short, long, conflicts_with = "dry_run")]
        yes: bool,
        /// Show the changes without writing them
        #[arg(long)]
        dry_run: bool,
    },
    /// Compare current statements with approved ones: redlines, upcoming changes by date, affected customers
    #[command(after_help = "Examples:
  factum review
  factum review --format markdown > comment.md    for a pull request
  factum review --format pdf > review.pdf
  factum review --days 90                         changes by date in the next 90 days
  factum review --since v2026.1                   compare with the data of a git revision
  factum review --against ../former               compare with the data of another folder

Notices to affected customers are drafted in out/notices, one per customer. The last line is the review digest, \
which identifies this review to `factum approve`.")]
    Review(review::Arguments),
    /// Approve pending changes
    #[command(after_help = "Examples:
  factum approve --all --by \"Jane Doe\"                          asks for confirmation
  factum approve certification/iso-27001 --by \"Jane Doe\"
  factum approve --all --by \"Jane Doe\" --reviewed 5f0c...       for scripts
  factum approve --all --by \"Jane Doe <jane@acme.example>\" --sign ~/.ssh/id_ed25519
  factum approve --all --by \"Jane Doe\" --as-of 2027-01-01       ahead of that date

Appends to data/approvals.yaml; existing entries are never changed.")]
    Approve(approve::Arguments),
    /// Record deliveries to customers
    #[command(after_help = "Examples:
  factum answer hecvat.xlsx --customer \"Acme GmbH\" && factum sent
  factum sent acme-gmbh--hecvat --on 2026-11-20    one questionnaire, sent on that date
  factum sent --notice \"Acme GmbH\"                the notice that `factum review` drafted

Writes a file to data/sent for each questionnaire in out/ that was answered for a customer and is not recorded \
yet. The filled file is read as it is in the folder, and only its content is recorded. The same file is recorded once; \
to record that it was sent again after different answers were sent, pass its name.")]
    Sent(sent::Arguments),
    /// Merge two versions of the approvals ledger from different branches
    #[command(after_help = "Examples:
  factum join                              during a git merge with conflicts
  git config merge.factum.driver 'factum join %A %B'
  echo 'data/approvals.yaml merge=factum' >> .gitattributes

The entries of both versions are kept, oldest first; no line of an entry is changed.")]
    Join(join::Arguments),
    /// Show what was delivered to a customer, when, and what has changed since
    #[command(after_help = "Examples:
  factum recall \"Acme GmbH\"
  factum recall acme --format markdown")]
    Recall(recall::Arguments),
    /// Print upcoming start, end and due dates, and past dates that are still open
    #[command(after_help = "Examples:
  factum calendar                 the next 90 days, for internal use
  factum calendar --days 365 --format ics > trust.ics
  factum calendar --audience public --format html > calendar.html

To get warnings from `factum check`, set warn_before: 60 days in data/site.yaml or on an entry.")]
    Calendar(calendar::Arguments),
    /// Print the history of the certifications, as a chart or as text
    #[command(after_help = "Examples:
  factum timeline
  factum timeline --format svg > history.svg
  factum timeline --audience nda --as-of 2025-03-04 --format html > history.html")]
    Timeline(timeline::Arguments),
    /// Show what a fact, statement or answer is based on, and where it is published
    #[command(after_help = "Examples:
  factum trace certification/soc2-type-2
  factum trace certification/soc2-type-2/status
  factum trace answer/isms --format json")]
    Trace {
        /// A fact or answer as kind/id, or a statement as kind/id/section
        #[arg(value_name = "ID")]
        id: String,
        /// The output format
        #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
        format: Format,
    },
    /// Explain a finding code
    #[command(after_help = "Examples:
  factum explain missing-evidence
  factum explain                  list all codes")]
    Explain {
        /// The code, as printed in brackets in a finding; without it, all codes are listed
        #[arg(value_name = "CODE")]
        code: Option<String>,
    },
    /// Print the JSON Schema of a file in data/ or of an output file
    #[command(after_help = "Examples:
  factum schema                   list the names
  factum schema certifications
  factum schema facts.json
  factum schema --write           write all schemas to data/schema, for editors")]
    Schema {
        /// The name of the file: certifications, site, facts.json, answers.json
        #[arg(value_name = "NAME")]
        name: Option<String>,
        /// Write the schemas of all files in data/ to data/schema
        #[arg(long, conflicts_with = "name")]
        write: bool,
    },
    /// Print shell completions
    #[command(after_help = "Examples:
  factum completions bash > ~/.local/share/bash-completion/completions/factum
  factum completions zsh > \"${fpath[1]}/_factum\"
  factum completions fish > ~/.config/fish/completions/factum.fish")]
    Completions {
        /// The shell
        #[arg(value_name = "SHELL", value_enum)]
        shell: clap_complete::Shell,
    },
}

/// The years for which dates can be calculated.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=9000;

/// Whether dates can be calculated from a day.
pub fn in_range(day: NaiveDate) -> bool {
    use chrono::Datelike;
    YEARS.contains(&day.year())
}

/// A date from the command line.
///
/// # Errors
/// The text is not a date, or its year is out of range.
pub fn day(text: &str) -> Result<NaiveDate, String> {
    let day = parse_date(text).ok_or_else(|| "write year, month and day, such as 2026-11-22".to_owned())?;
    in_range(day)
        .then_some(day)
        .ok_or_else(|| format!("the year must be between {} and {}", YEARS.start(), YEARS.end()))
}

fn audience(text: &str) -> Result<Audience, String> {
    Audience::from_word(text).ok_or_else(|| "write public, nda or internal".to_owned())
}
