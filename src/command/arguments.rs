//! The command line: what is taken, and how it is explained.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::{approve, calendar, join, recall, review, sent, timeline};
use crate::{
    answer::Thresholds,
    fact::{Audience, parse_date},
};

/// Turns a vendor's dated, sourced facts into its trust statements.
#[derive(Parser, Debug)]
#[command(
    name = "factum",
    version,
    max_term_width = 100,
    after_help = "Examples:
  factum init acme && cd acme     write a commented start
  factum check                    look for what is wrong
  factum build                    write site, PDFs and questionnaires to out/public
  factum build --audience nda --as-of 2026-12-31

Exit code: 0 clean, 1 findings, 2 cannot run."
)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Args, Debug)]
pub struct Global {
    /// The folder that holds data/ and, if there is one, templates/
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// The effective date, as 2026-11-22 [default: the day of SOURCE_DATE_EPOCH, else today]
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    pub as_of: Option<NaiveDate>,
    /// For whom: public, nda or internal [default: public; review, approve, sent, recall and
    /// calendar: internal; check looks at all three]
    #[arg(long, global = true, value_name = "AUDIENCE", value_parser = audience)]
    pub audience: Option<Audience>,
    /// Colours and progress
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// Print findings and errors only
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Give up when one step takes longer: a template of your own in templates/pdf may never end
    #[arg(long, global = true, value_name = "SECONDS", default_value_t = 600)]
    pub time_limit: u64,
}

/// Whether to print colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

/// The form of what is printed.
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

/// What `answer` takes for a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DenyAnswer {
    /// An answer, or a part of one, that could not be written into the file.
    Unwritten,
}

/// How questions are answered.
#[derive(Args, Debug, Clone)]
pub struct Sure {
    /// Suggest answers at this confidence, from 0 to 1 [default: 0.1]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub review_at: Option<f64>,
    /// The product that the customer asks about, by its id; may be given more than once
    #[arg(long = "product", value_name = "PRODUCT")]
    pub products: Vec<String>,
}

impl Sure {
    /// The threshold.
    pub fn thresholds(&self) -> Thresholds {
        Thresholds { review: self.review_at.unwrap_or(Thresholds::default().review) }
    }
}

fn share(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|it| (0.0..=1.0).contains(it))
        .ok_or_else(|| "write a number from 0 to 1: 0.9".to_owned())
}

/// The commands and what each takes.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Write a commented start into a folder
    #[command(after_help = "Examples:
  factum init                     into this folder
  factum init acme                into the folder acme, made if need be

No file that is there is ever overwritten.")]
    Init {
        /// The folder
        #[arg(value_name = "DIR")]
        dir: Option<PathBuf>,
    },
    /// Look for everything that is wrong with the facts and the pages, for all audiences
    #[command(after_help = "Examples:
  factum check
  factum check --deny warnings    for CI: a warning is an error
  factum check --format json      for programs
  factum check --as-of 2027-01-01 what will be wrong then

The level of a finding can be changed in data/site.yaml: levels: {missing-evidence: allow}")]
    Check {
        /// Treat as errors
        #[arg(long, value_name = "WHAT", value_enum)]
        deny: Option<Deny>,
        /// The form of the findings
        #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
        format: Format,
    },
    /// Write site, PDFs, questionnaires, facts.json and manifest.json to out/<audience>
    #[command(after_help = "Examples:
  factum build
  factum build --audience nda
  factum build --as-of 2025-03-04
  factum build --deny warnings

out/<audience> is replaced as a whole, or not at all.")]
    Build {
        /// Treat as errors
        #[arg(long, value_name = "WHAT", value_enum)]
        deny: Option<Deny>,
        /// Refuse where anything would be said that nobody has approved
        #[arg(long)]
        require_approved: bool,
    },
    /// Answer customers' questionnaires: the same files, filled, and what is still open
    #[command(after_help = "Examples:
  factum answer hecvat.xlsx
  factum answer inbox/*.xlsx --audience nda
  factum answer list.csv --map \"question=B answer=D id=A\"
  factum answer book.xlsx --map \"Sheet 2: question=C answer=E,F header=3\" --map \"Prices: none\"
  factum answer two-tables.xlsx --map \"A: question=B answer=C rows=2-9\" --map \"A: question=B answer=E rows=12-30\"
  factum answer form.xlsx --map \"A: question=A answer=below\"      the cell below each question, or beside a label \"Answer:\" there
  factum answer form.docx --map \"Table 1: question=B answer=inside\"  behind a line \"Response:\" in the question's cell
  factum answer wide.xlsx --map \"A: question-row=1 answer-row=2\"  questions in a row, answers in the row below

Each goes to out/<audience>/questionnaires/<name>: the filled file, answers.html, answers.pdf, answers.json, and
review.yaml, in which a person decides what is open. Run it again after deciding. What has no approved answer is left
blank. Formats: XLSX, XLSM, DOCX, CSV, TSV, YAML, VSAQ JSON.

Exit code: 0 every file was answered, 1 findings in data/ or in a review file, or with `--deny unwritten` an answer that
could not be written, 2 a file is refused.")]
    Answer {
        /// The customers' files
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        /// Where questions and answers are, if not as found: [SHEET:] question=B answer=C [comment=D id=A ...]
        #[arg(long = "map", value_name = "LAYOUT")]
        maps: Vec<String>,
        /// Take the decisions of this review file, such as that of the questionnaire's former version
        #[arg(long, value_name = "FILE")]
        review: Option<PathBuf>,
        /// Write over cells that hold an answer; what was edited by hand in a filled file stays
        #[arg(long)]
        overwrite: bool,
        /// Exit with 1 if an answer, or a part of one, could not be written
        #[arg(long, value_name = "WHAT")]
        deny: Option<DenyAnswer>,
        /// Who asks; `factum sent` records under this name what was told
        #[arg(long, value_name = "NAME")]
        customer: Option<String>,
        /// Leave to a person what nobody has approved
        #[arg(long)]
        require_approved: bool,
        #[command(flatten)]
        sure: Sure,
    },
    /// Ask the library one question
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
    /// Take what was decided, or answered before, into data/
    #[command(after_help = "Examples:
  factum learn out/public/questionnaires/acme/review.yaml
  factum learn review.yaml --dry-run
  factum learn review.yaml --yes               without asking, for programs
  factum learn --from answered.xlsx            a first library from a file that was filled before
  factum learn --from old.csv --map \"question=B answer=D\" --audience nda

Of a review file, every decided question is pinned to its answer in data/questionnaires, wordings that mean the same
everywhere become phrasings of it, and own words become answers in data/answers/learned.yaml, for the audience that was
answered (or --audience). Of a filled file, every answer becomes a draft in data/answers, which is given to nobody before a
person takes the line `draft: yes` out; it is for internal use, unless --audience says otherwise.

All is shown as a diff first. Comments and order stay. Nothing is written unless data/ is sound with it, and learning the
same twice changes nothing.

Exit code: 0 learned, or nothing new; 1 findings, or not written; 2 cannot run.")]
    Learn {
        /// The review file
        #[arg(value_name = "REVIEW", required_unless_present = "from", conflicts_with = "from")]
        review: Option<PathBuf>,
        /// A questionnaire that was filled before
        #[arg(long, value_name = "FILE")]
        from: Option<PathBuf>,
        /// Where its questions and answers are, if not as found: [SHEET:] question=B answer=C [comment=D id=A ...]
        #[arg(long = "map", value_name = "LAYOUT", requires = "from")]
        maps: Vec<String>,
        /// Write without asking
        #[arg(short, long, conflicts_with = "dry_run")]
        yes: bool,
        /// Show the changes only
        #[arg(long)]
        dry_run: bool,
    },
    /// What is said against what was approved: redlines, what a date will change, who was told otherwise
    #[command(after_help = "Examples:
  factum review
  factum review --format markdown > comment.md    for a pull request
  factum review --format pdf > review.pdf
  factum review --days 90                         what a date will change by then
  factum review --since v2026.1                   against the data of a git revision
  factum review --against ../former               against the data of another folder

Where customers were told otherwise, notices to them are drafted in out/notices, one a customer. The last line is the
review digest, by which `factum approve` knows what was read.")]
    Review(review::Arguments),
    /// Sign for what is said
    #[command(after_help = "Examples:
  factum approve --all --by \"Jane Doe\"                          shows what it is, and asks
  factum approve certification/iso-27001 --by \"Jane Doe\"
  factum approve --all --by \"Jane Doe\" --reviewed 5f0c...       for programs: the digest of `factum review`
  factum approve --all --by \"Jane Doe <jane@acme.example>\" --sign ~/.ssh/id_ed25519
  factum approve --all --by \"Jane Doe\" --as-of 2027-01-01       ahead, what will be said from that day on

Appends to data/approvals.yaml; nothing in it is ever changed.")]
    Approve(approve::Arguments),
    /// Record what was sent to customers
    #[command(after_help = "Examples:
  factum answer hecvat.xlsx --customer \"Acme GmbH\" && factum sent
  factum sent acme-gmbh--hecvat --on 2026-11-20    one questionnaire, sent on that day
  factum sent --notice \"Acme GmbH\"                the notice that `factum review` drafted

Writes a file to data/sent for each questionnaire of out/ that was answered for a customer and is not recorded yet.
The filled file is read as it is in the folder: only what it says is recorded. The same file is recorded once; to record
that it was sent again after other words were told, name it.")]
    Sent(sent::Arguments),
    /// Join two versions of the ledger of approvals, after branches
    #[command(after_help = "Examples:
  factum join                              in the middle of a merge that git could not finish
  git config merge.factum.driver 'factum join %A %B'
  echo 'data/approvals.yaml merge=factum' >> .gitattributes

Every entry of both is kept, the older first; no line of an entry is changed.")]
    Join(join::Arguments),
    /// What a customer was told, when, and what of it no longer holds
    #[command(after_help = "Examples:
  factum recall \"Acme GmbH\"
  factum recall acme --format markdown")]
    Recall(recall::Arguments),
    /// Print what ends, begins or is due in the days ahead, and what has passed and is still open
    #[command(after_help = "Examples:
  factum calendar                 90 days ahead, for the vendor's own people
  factum calendar --days 365 --format ics > trust.ics
  factum calendar --audience public --format html > calendar.html

To be warned by `factum check`: warn_before: 60 days, in data/site.yaml or on an entry.")]
    Calendar(calendar::Arguments),
    /// Print the histories of the certifications, as a chart or in words
    #[command(after_help = "Examples:
  factum timeline
  factum timeline --format svg > history.svg
  factum timeline --audience nda --as-of 2025-03-04 --format html > history.html")]
    Timeline(timeline::Arguments),
    /// Show what a fact, statement or answer rests on, and where it is said
    #[command(after_help = "Examples:
  factum trace certification/soc2-type-2
  factum trace certification/soc2-type-2/status
  factum trace answer/isms --format json")]
    Trace {
        /// kind/id of a fact or answer, or kind/id/section of a statement
        #[arg(value_name = "ID")]
        id: String,
        /// The form of the answer
        #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
        format: Format,
    },
    /// Explain a finding by its code
    #[command(after_help = "Examples:
  factum explain missing-evidence
  factum explain                  list every code")]
    Explain {
        /// The code, as printed in the brackets of a finding
        #[arg(value_name = "CODE")]
        code: Option<String>,
    },
    /// Print the JSON Schema of a file in data/ or of a file that is written
    #[command(after_help = "Examples:
  factum schema                   list the names
  factum schema certifications
  factum schema facts.json
  factum schema --write           write all to data/schema, for editors")]
    Schema {
        /// The name of the file: certifications, site, facts.json, answers.json
        #[arg(value_name = "NAME")]
        name: Option<String>,
        /// Write the schemas of all files in data/ to data/schema
        #[arg(long, conflicts_with = "name")]
        write: bool,
    },
    /// Print completions for a shell
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

/// Whether a day lies where days can be reckoned with.
pub fn in_range(day: NaiveDate) -> bool {
    use chrono::Datelike;
    YEARS.contains(&day.year())
}

/// A day as it is written on the command line.
///
/// # Errors
/// It is none.
pub fn day(text: &str) -> Result<NaiveDate, String> {
    let day = parse_date(text).ok_or_else(|| "write year, month and day: 2026-11-22".to_owned())?;
    in_range(day)
        .then_some(day)
        .ok_or_else(|| format!("the year must be from {} to {}", YEARS.start(), YEARS.end()))
}

fn audience(text: &str) -> Result<Audience, String> {
    Audience::from_word(text).ok_or_else(|| "write public, nda or internal".to_owned())
}
