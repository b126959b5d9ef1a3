//! Options of several commands, and how their values are read.

use std::path::PathBuf;

use chrono::{Datelike, NaiveDate};
use clap::{Args, ValueEnum};

use crate::{
    answer::Thresholds,
    fact::{Audience, parse_date},
};

/// Options of every command.
#[derive(Args, Debug)]
pub struct Global {
    /// The folder that contains data/ and, optionally, templates/
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// The effective date, such as 2026-11-22 [default: the date of SOURCE_DATE_EPOCH, else today]
    #[arg(long, global = true, value_name = "DATE", value_parser = parse_day)]
    pub as_of: Option<NaiveDate>,
    /// The audience: public, nda or internal [default: public; for review, approve, sent, recall,
    /// calendar and drafts written by `learn --from`: internal; check covers all three]
    #[arg(long, global = true, value_name = "AUDIENCE", value_parser = parse_audience)]
    pub audience: Option<Audience>,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// Do not print progress and summaries
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Stop when a single step, such as rendering a custom PDF template, takes longer than this
    #[arg(long, global = true, value_name = "SECONDS", default_value_t = 600)]
    pub time_limit: u64,
}

/// When to print colours.
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
pub enum OutputFormat {
    Human,
    Json,
}

/// What is treated as an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    Warnings,
}

/// The options for suggestions.
#[derive(Args, Debug, Clone)]
pub struct SuggestionOptions {
    /// Minimum confidence of suggestions, from 0 to 1 [default: 0.1]
    #[arg(long, value_name = "SHARE", value_parser = parse_fraction)]
    pub review_at: Option<f64>,
    /// The id of the product that the customer asks about; can be repeated
    #[arg(long = "product", value_name = "PRODUCT")]
    pub products: Vec<String>,
}

impl SuggestionOptions {
    /// The thresholds, with defaults for those that were not given.
    pub fn thresholds(&self) -> Thresholds {
        Thresholds { review: self.review_at.unwrap_or(Thresholds::default().review) }
    }
}

fn parse_fraction(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|it| (0.0..=1.0).contains(it))
        .ok_or_else(|| "write a number from 0 to 1, such as 0.9".to_owned())
}

/// The years for which dates can be calculated.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=9000;

/// Whether dates can be calculated from a day.
pub fn in_range(day: NaiveDate) -> bool {
    YEARS.contains(&day.year())
}

/// A date from the command line.
///
/// # Errors
/// The text is not a date, or its year is out of range.
pub fn parse_day(text: &str) -> Result<NaiveDate, String> {
    let day = parse_date(text)
        .ok_or_else(|| "there is no such date; write year, month and day, such as 2026-11-22".to_owned())?;
    in_range(day)
        .then_some(day)
        .ok_or_else(|| format!("the year must be between {} and {}", YEARS.start(), YEARS.end()))
}

/// An audience from the command line.
///
/// # Errors
/// It is not the name of one.
pub fn parse_audience(text: &str) -> Result<Audience, String> {
    Audience::from_word(text).ok_or_else(|| "write public, nda or internal".to_owned())
}
