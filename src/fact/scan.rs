//! Vulnerability scans. Whether a scan passes is calculated, never typed.

use chrono::NaiveDate;

use super::{
    Datum, EvidenceFile, EvidenceFiles, Kind, Number, Product, Ref, Text, Url, counts::SeverityCounts,
    read::record, read::words,
};

record! {
    /// A vulnerability scan: its tool, target, schedule, result and pass criteria.
    pub struct Scan {
        /// The tool: `grype`.
        pub tool: Text,
        /// The website of the tool.
        pub tool_url: Option<Url>,
        /// What is scanned: `all built Docker images`.
        pub target: Text,
        /// When it runs, in words that follow "runs".
        pub runs: Option<Text>,
        /// The latest result, a grype JSON or SARIF file in data/evidence/. The file name is included only in
        /// the internal build.
        pub result: Option<EvidenceFile>,
        /// The latest result as typed counts, if there is no file.
        pub counts: Option<SeverityCounts>,
        /// The number of findings allowed for each severity.
        pub pass: PassRule,
        /// The ids of the products it applies to.
        pub products: Vec<Ref<Product>>,
    }
}

record! {
    /// The number of findings allowed for each severity. A severity that is left out is not checked.
    pub struct PassRule {
        /// The highest allowed number of critical findings.
        pub critical: Option<Number>,
        /// The highest allowed number of high findings.
        pub high: Option<Number>,
        /// The highest allowed number of medium findings.
        pub medium: Option<Number>,
        /// The highest allowed number of low findings.
        pub low: Option<Number>,
    }
}

words! {
    /// The outcome of a scan.
    pub enum ScanOutcome {
        /// The result is within the rule.
        Passed "passed" Good,
        /// The result exceeds the rule.
        Failed "failed" Bad,
        /// The result is older than the schedule allows.
        Outdated "outdated" Open,
        /// A severity that the rule names was not counted, findings have no severity or were ignored, or
        /// there is no result on this day.
        Unknown "unknown" Open,
    }
}

impl Scan {
    /// The counts in the result file, if there is one.
    pub fn read_result<'a>(&self, evidence: &'a EvidenceFiles) -> Option<&'a Result<SeverityCounts, String>> {
        evidence.results.get(&(self.result.as_ref()?.0.value.clone(), self.tool.value.clone()))
    }

    /// The latest result: from the file if there is one, else the typed counts.
    pub fn result_counts<'a>(&'a self, evidence: &'a EvidenceFiles) -> Option<&'a SeverityCounts> {
        match &self.result {
            Some(_) => self.read_result(evidence)?.as_ref().ok(),
            None => self.counts.as_ref(),
        }
    }

    /// The latest result, if it was known on the day `on`.
    pub fn known_counts<'a>(
        &'a self,
        evidence: &'a EvidenceFiles,
        on: NaiveDate,
    ) -> Option<&'a SeverityCounts> {
        self.result_counts(evidence).filter(|it| it.scanned.as_ref().is_none_or(|day| day.value <= on))
    }

    /// The outcome of the scan on the day `on`.
    pub fn outcome_on(&self, evidence: &EvidenceFiles, on: NaiveDate) -> ScanOutcome {
        match self.known_counts(evidence, on).map(|it| self.outcome(it)) {
            Some(ScanOutcome::Passed) if self.outdated(evidence, on).is_some() => ScanOutcome::Outdated,
            outcome => outcome.unwrap_or(ScanOutcome::Unknown),
        }
    }

    /// The last day on which the result was up to date, if that has passed.
    pub fn outdated(&self, evidence: &EvidenceFiles, on: NaiveDate) -> Option<NaiveDate> {
        self.up_to_date_until(evidence, on).filter(|it| *it < on)
    }

    /// The last day on which the result that is known on the day `on` is up to date: two runs of the schedule
    /// and a week later, or a year later if no schedule is known.
    pub fn up_to_date_until(&self, evidence: &EvidenceFiles, on: NaiveDate) -> Option<NaiveDate> {
        let scanned = self.known_counts(evidence, on)?.scanned.as_ref()?.value;
        let days = self.runs.as_ref().and_then(|it| days_between_runs(it)).map_or(366, |it| 2 * it + 7);
        scanned.checked_add_days(chrono::Days::new(days))
    }

    /// Whether `counts` are within the rule.
    fn outcome(&self, counts: &SeverityCounts) -> ScanOutcome {
        let pairs = [
            (&self.pass.critical, &counts.critical),
            (&self.pass.high, &counts.high),
            (&self.pass.medium, &counts.medium),
            (&self.pass.low, &counts.low),
        ];
        let ruled = || {
            pairs.iter().filter_map(|(most, count)| {
                most.as_ref().map(|most| (most.value, count.as_ref().map(|it| it.value)))
            })
        };
        if ruled().any(|(most, count)| count.is_some_and(|it| it > most)) {
            ScanOutcome::Failed
        } else if ruled().count() == 0 || ruled().any(|(_, count)| count.is_none()) || counts.left_out() > 0 {
            ScanOutcome::Unknown
        } else {
            ScanOutcome::Passed
        }
    }
}

impl Kind for Scan {
    const NAME: &'static str = "scan";
    const FILE: &'static str = "scans.yaml";
    const DERIVED: &'static [&'static str] = &["outcome", "found", "scanned", "proven"];

    fn title(&self) -> Option<&Text> {
        Some(&self.tool)
    }

    /// `outcome` (passed, failed, outdated or unknown), `found` (the counts), `scanned` (the date) and
    /// `proven` (from a file, not typed).
    ///
    /// A result dated after `on` is not known yet on that day.
    fn derived(&self, on: NaiveDate, evidence: &EvidenceFiles) -> Vec<(&'static str, Datum)> {
        use super::read::Field;
        let counts = self.known_counts(evidence, on);
        vec![
            ("outcome", self.outcome_on(evidence, on).into()),
            ("found", counts.map_or(Datum::Absent, Field::datum)),
            ("scanned", counts.map_or(Datum::Absent, |it| it.scanned.datum())),
            ("proven", Datum::Flag(self.result.is_some() && counts.is_some())),
        ]
    }

    fn unstated(&self) -> Vec<&'static str> {
        let undated = self.counts.as_ref().is_some_and(|it| it.scanned.is_none());
        (self.result.is_none() && undated).then_some("scan date").into_iter().collect()
    }
}

/// The number of days between two runs for the words of a schedule; the most frequent schedule comes first.
const SCHEDULES: &[(u64, &[&str])] = &[
    (
        1,
        &[
            "hourly",
            "daily",
            "nightly",
            "continuously",
            "every hour",
            "every day",
            "every night",
            "each day",
            "a day",
            "per day",
        ],
    ),
    (3, &["every weekday", "every working day", "every business day", "on weekdays", "twice a week"]),
    (7, &["weekly", "every week", "each week", "a week", "per week"]),
    (14, &["fortnightly", "biweekly", "bi-weekly", "every two weeks", "every other week", "twice a month"]),
    (31, &["monthly", "every month", "each month", "a month", "per month"]),
    (92, &["quarterly", "every quarter", "each quarter", "every three months", "a quarter", "per quarter"]),
    (184, &["half-yearly", "semi-annually", "twice a year", "every six months"]),
    (366, &["yearly", "annually", "every year", "each year", "a year", "per year"]),
];

fn days_between_runs(runs: &str) -> Option<u64> {
    let words = |text: &str| {
        text.to_lowercase().split(|c: char| !c.is_alphanumeric() && c != '-').collect::<Vec<_>>().join(" ")
    };
    let spaced = format!(" {} ", words(runs));
    let named = |(days, words): &(u64, &[&str])| {
        words.iter().any(|it| spaced.contains(&format!(" {it} "))).then_some(*days)
    };
    SCHEDULES.iter().find_map(named).or_else(|| every_so_many(&spaced))
}

/// `every 2 weeks`, in days.
fn every_so_many(spaced: &str) -> Option<u64> {
    let mut words = spaced.split_whitespace().skip_while(|it| *it != "every").skip(1);
    let count: u64 = words.next()?.parse().ok().filter(|it| (1..=1000).contains(it))?;
    let unit = words.next()?.trim_end_matches('s');
    let days =
        [("hour", 1), ("day", count), ("week", count * 7), ("month", count * 31), ("year", count * 366)];
    days.into_iter().find_map(|(name, days)| (name == unit).then_some(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schedules_are_parsed_as_days_between_runs() {
        let cases = [
            ("daily", Some(1)),
            ("on every build, and Daily.", Some(1)),
            ("once a week", Some(7)),
            ("twice a week", Some(3)),
            ("every two weeks", Some(14)),
            ("every 2 weeks", Some(14)),
            ("every 12 hours", Some(1)),
            ("on every build", None),
            ("twice a year", Some(184)),
            ("a yearbook", None),
        ];
        for (runs, days) in cases {
            assert_eq!(days_between_runs(runs), days, "{runs}");
        }
    }
}
