//! The text version of a chart of histories.

use chrono::NaiveDate;

use super::timeline::{Bar, ChartStyle, ProviderTerm, Timeline, TimelineRow};

/// Remarks on dates that are not stated.
const UNSTATED: [&str; 6] = [
    ", report date not stated",
    ", start and end dates not stated",
    ", start date not stated",
    ", end date not stated",
    " (validity not stated)",
    " (date not stated)",
];

/// A text without such remarks.
pub fn without_remarks(text: &str) -> String {
    UNSTATED.iter().fold(text.to_owned(), |text, remark| text.replace(remark, ""))
}

impl Timeline {
    /// The title of the chart.
    pub fn title(&self) -> String {
        format!("History of attestations and certificates, as of {}", long(self.today))
    }

    /// The text version: each name with a sentence.
    pub fn words(&self) -> Vec<(&str, String)> {
        self.rows.iter().map(|it| (it.name.as_str(), it.words())).collect()
    }
}

impl TimelineRow {
    /// The text version of the row.
    pub fn words(&self) -> String {
        let mut parts = self.sentences();
        let spans =
            |it: &[(NaiveDate, NaiveDate)]| {
                it.iter()
                    .map(|(from, until)| {
                        if from == until {
                            long(*from)
                        } else {
                            format!("{} to {}", long(*from), long(*until))
                        }
                    })
                    .collect::<Vec<_>>()
                    .join(", ")
            };
        if !self.expected.is_empty() {
            parts.push(format!(
                "{} {}{}",
                self.expected_words,
                self.expected.iter().map(|it| long(*it)).collect::<Vec<_>>().join(", "),
                if self.expected_passed { ", no update since" } else { "" }
            ));
        }
        if !self.periods.is_empty() {
            let word = if self.periods.len() == 1 { "period covered" } else { "periods covered" };
            parts.push(format!("{word}: {}", spans(&self.periods)));
        }
        if !self.gaps.is_empty() {
            parts.push(format!("not covered by a report: {}", spans(&self.gaps)));
        }
        let later = parts.iter().skip(1).map(|it| small(it));
        parts.first().cloned().into_iter().chain(later).collect::<Vec<_>>().join("; ")
    }

    /// Whether an expected date has passed without an update.
    fn is_overdue(&self) -> bool {
        !self.expected.is_empty()
            && self.bars.last().is_some_and(|it| it.style == ChartStyle::Dotted && it.until.is_none())
    }

    /// The sentences of the bars. A state that still applies is stated with its first day only: the next
    /// audit continues although its expected date has passed, and until it ends there is no current report.
    fn sentences(&self) -> Vec<String> {
        let shown = self.bars.len() - usize::from(self.is_overdue());
        let bars = self.bars.get(..shown).unwrap_or_default();
        let waits =
            |it: &Bar| matches!(it.style, ChartStyle::Striped | ChartStyle::Outlined | ChartStyle::Dotted);
        let first_waiting = bars.iter().rposition(|it| !waits(it)).map_or(0, |it| it + 1);
        let is_renewal = bars.iter().take(first_waiting).any(|it| it.style == ChartStyle::Solid);
        let sentence = |(at, bar): (usize, &Bar)| {
            let goes_on = (self.is_overdue() && at + 1 == shown && waits(bar))
                || (at + 1 == first_waiting && bar.style == ChartStyle::Crossed && bar.ended.is_none());
            let mut bar = bar.clone();
            if goes_on {
                (bar.until, bar.until_stated) = (None, true);
            }
            if is_renewal
                && at >= first_waiting
                && matches!(bar.style, ChartStyle::Striped | ChartStyle::Outlined)
            {
                bar.lasting = format!("Next audit {}", bar.legend);
                bar.words.clone_from(&bar.lasting);
            }
            bar.sentence()
        };
        bars.iter().enumerate().map(sentence).collect()
    }
}

impl ProviderTerm {
    fn sentence(&self) -> String {
        let dated = match (self.from, self.until, self.is_report) {
            (None, None, true) => ", report date not stated".into(),
            (None, None, false) => ", start and end dates not stated".into(),
            (Some(from), None, true) => format!(", issued {}", long(from)),
            (Some(from), None, false) => format!(", valid from {}, end date not stated", long(from)),
            (Some(from), Some(until), true) => {
                format!(", issued {}, considered current until {}", long(from), long(until))
            }
            (Some(from), Some(until), false) => format!(", valid from {} to {}", long(from), long(until)),
            (None, Some(until), true) => format!(", considered current until {}", long(until)),
            (None, Some(until), false) => format!(", valid until {}", long(until)),
        };
        let used = match (self.used_from, self.used_until) {
            (None, None) => String::new(),
            (Some(from), None) => format!(" (subprocessor since {})", long(from)),
            (Some(from), Some(until)) => format!(" (subprocessor from {} until {})", long(from), long(until)),
            (None, Some(until)) => format!(" (subprocessor until {})", long(until)),
        };
        format!("{}{dated}{used}", self.held)
    }
}

impl Bar {
    fn sentence(&self) -> String {
        if let Some(term) = &self.term {
            return term.sentence();
        }
        if let (Some(issued), Some(day), true) = (self.issued, self.from, self.from_stated) {
            let until = self.until.filter(|_| self.until_stated && self.until_own);
            let until = until.map_or(String::new(), |it| format!(", considered current until {}", long(it)));
            return format!("{issued} {}{until}", long(day));
        }
        if !self.from_stated && !self.until_stated {
            return format!("{}, start and end dates not stated", self.words);
        }
        if let (Some(ended), None, true, Some(day)) = (self.ended, self.until, self.from_stated, self.from) {
            let day = if ended.on_the_day_before { day.pred_opt().unwrap_or(day) } else { day };
            return format!("{} {}", ended.words, long(day));
        }
        // A date that is not stated is not printed: it may only have been an expected one.
        let from = match self.from.filter(|_| self.from_stated) {
            Some(day) if self.until.is_none() => format!(" since {}", long(day)),
            Some(day) => format!(" from {}", long(day)),
            None if self.issued.is_some() => ", report date not stated".into(),
            None => ", start date not stated".into(),
        };
        let comma = if self.from_stated { "" } else { "," };
        let until = match self.until {
            Some(_) if !self.until_stated => ", end date not stated".into(),
            until => until.map_or(String::new(), |it| format!("{comma} until {}", long(it))),
        };
        // The wording of an end needs its first day.
        let is_undated_end = self.ended.is_some() && !self.from_stated;
        format!("{}{from}{until}", if is_undated_end { &self.words } else { &self.lasting })
    }
}

/// A sentence as it is written after a semicolon.
fn small(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

fn long(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}
