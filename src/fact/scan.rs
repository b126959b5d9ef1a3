//! Scans for known vulnerabilities; whether one passes is computed, never typed.

use chrono::NaiveDate;
use serde_json::Value as Json;

use super::{Date, Datum, EvidenceFile, EvidenceFiles, Kind, Number, Product, Ref, Text, Url, read::record};

record! {
    /// A scan: a tool, its target, when it runs, its result and the rule that says what passes.
    pub struct Scan {
        /// The tool: `grype`.
        pub tool: Text,
        /// The tool's site.
        pub tool_url: Option<Url>,
        /// What it looks at: `all built Docker images`.
        pub target: Text,
        /// When it runs, in words that follow "runs".
        pub runs: Option<Text>,
        /// The newest result, a grype JSON or SARIF file in data/evidence/. Its name is shown to the internal audience only.
        pub result: Option<EvidenceFile>,
        /// The newest result as typed counts, where there is no file.
        pub counts: Option<Counts>,
        /// How many findings of each severity still pass.
        pub pass: PassRule,
        /// The products it holds for.
        pub products: Vec<Ref<Product>>,
    }
}

record! {
    /// How many findings of each severity still pass; a severity that is left out does not count.
    pub struct PassRule {
        /// The most critical findings.
        pub critical: Option<Number>,
        /// The most high findings.
        pub high: Option<Number>,
        /// The most medium findings.
        pub medium: Option<Number>,
        /// The most low findings.
        pub low: Option<Number>,
    }
}

record! {
    /// How many findings of each severity there are.
    pub struct Counts {
        /// Critical findings.
        pub critical: Option<Number>,
        /// High findings.
        pub high: Option<Number>,
        /// Medium findings.
        pub medium: Option<Number>,
        /// Low findings.
        pub low: Option<Number>,
        /// The day of the scan.
        pub scanned: Option<Date>,
    }
}

/// What a scan comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Within the rule.
    Passed,
    /// Beyond the rule.
    Failed,
    /// A severity that the rule names was not counted, or there is no result for this day.
    Unknown,
}

impl Outcome {
    /// The outcome as templates see it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        }
    }
}

impl Scan {
    /// The newest result: from the evidence if there is a file, else as typed.
    pub fn result_counts<'a>(&'a self, evidence: &'a EvidenceFiles) -> Option<&'a Counts> {
        match &self.result {
            Some(file) => evidence.results.get(&*file.0.value)?.as_ref().ok(),
            None => self.counts.as_ref(),
        }
    }

    /// The newest result, if it was known on the day `on`.
    pub fn known_counts<'a>(&'a self, evidence: &'a EvidenceFiles, on: NaiveDate) -> Option<&'a Counts> {
        self.result_counts(evidence).filter(|it| it.scanned.as_ref().is_none_or(|day| day.value <= on))
    }

    /// Whether `counts` are within the rule.
    pub fn outcome(&self, counts: &Counts) -> Outcome {
        let pairs = [
            (&self.pass.critical, &counts.critical),
            (&self.pass.high, &counts.high),
            (&self.pass.medium, &counts.medium),
            (&self.pass.low, &counts.low),
        ];
        let ruled = || pairs.iter().filter_map(|(most, count)| most.as_ref().map(|most| (most.value, count.as_ref().map(|it| it.value))));
        if ruled().any(|(most, count)| count.is_some_and(|it| it > most)) {
            Outcome::Failed
        } else if ruled().count() == 0 || ruled().any(|(_, count)| count.is_none()) {
            Outcome::Unknown
        } else {
            Outcome::Passed
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

    /// `outcome` (passed, failed or unknown), `found` (the counts), `scanned` (the day) and `proven` (from a file or typed).
    ///
    /// A result of a later day than `on` is not known yet on that day.
    fn derived(&self, on: NaiveDate, evidence: &EvidenceFiles) -> Vec<(&'static str, Datum)> {
        use super::read::Field;
        let counts = self.known_counts(evidence, on);
        let outcome = counts.map_or(Outcome::Unknown, |it| self.outcome(it));
        vec![
            ("outcome", Datum::Text(outcome.word().into())),
            ("found", counts.map_or(Datum::Absent, Field::datum)),
            ("scanned", counts.map_or(Datum::Absent, |it| it.scanned.datum())),
            ("proven", Datum::Flag(self.result.is_some() && counts.is_some())),
        ]
    }

    fn unstated(&self) -> Vec<&'static str> {
        let undated = self.counts.as_ref().is_some_and(|it| it.scanned.is_none());
        (self.result.is_none() && undated).then_some("day of the scan").into_iter().collect()
    }
}

impl Counts {
    /// Counts the findings in a result file: grype's JSON, or SARIF 2.1.0. `place` is where the file is named.
    ///
    /// # Errors
    /// Why the text is neither.
    pub fn of_result(text: &str, place: crate::diagnostic::Place) -> Result<Self, String> {
        let json: Json = serde_json::from_str(text).map_err(|it| format!("is no JSON: {it}"))?;
        let severities = match (json["matches"].as_array(), json["runs"].as_array()) {
            (Some(matches), _) => matches.iter().map(grype_severity).collect::<Option<Vec<_>>>().ok_or("has a match without a severity")?,
            (_, Some(runs)) => runs.iter().map(sarif_severities).collect::<Option<Vec<_>>>().ok_or("has a run without results")?.concat(),
            _ => return Err("is neither grype's JSON nor SARIF".into()),
        };
        let count = |word: &str| {
            let found = severities.iter().filter(|it| it.eq_ignore_ascii_case(word)).count();
            Some(Number { value: u32::try_from(found).unwrap_or(u32::MAX), place })
        };
        let stamp = json["descriptor"]["timestamp"].as_str().or_else(|| json["runs"][0]["invocations"][0]["endTimeUtc"].as_str());
        let day = stamp.and_then(|it| super::parse_date(it.get(..10)?));
        Ok(Self {
            critical: count("critical"),
            high: count("high"),
            medium: count("medium"),
            low: count("low"),
            scanned: day.map(|value| Date { value, place }),
        })
    }
}

fn grype_severity(it: &Json) -> Option<String> {
    it["vulnerability"]["severity"].as_str().map(str::to_owned)
}

/// The severities of one SARIF run: by `security-severity` (CVSS, 0 to 10) where given, else by level (SARIF 2.1.0, 3.27.10).
fn sarif_severities(run: &Json) -> Option<Vec<String>> {
    let rules = run["tool"]["driver"]["rules"].as_array().map_or(&[][..], Vec::as_slice);
    let score_of = |result: &Json| {
        let rule = rules.iter().find(|it| it["id"] == result["ruleId"] && !result["ruleId"].is_null());
        let property = [Some(result), rule].into_iter().flatten().find_map(|it| it["properties"]["security-severity"].as_str());
        property.and_then(|it| it.parse::<f64>().ok())
    };
    let results = run["results"].as_array()?;
    let word = |result: &Json| match (score_of(result), result["level"].as_str().unwrap_or("warning")) {
        (Some(score), _) if score >= 9.0 => "critical",
        (Some(score), _) if score >= 7.0 => "high",
        (Some(score), _) if score >= 4.0 => "medium",
        (Some(_), _) => "low",
        (None, "error") => "high",
        (None, "warning") => "medium",
        (None, _) => "low",
    };
    Some(results.iter().map(|it| word(it).to_owned()).collect())
}
