//! The result file of a scan: grype's JSON, or SARIF 2.1.0, counted by severity.

use serde_json::Value as Json;

use super::{
    Date, Number, SeverityCounts, parse_date,
    sarif::{broken, severities},
};
use crate::diagnostic::Place;

impl SeverityCounts {
    /// Counts the findings in the result file of a scan with `tool`. `place` is where the file is named.
    ///
    /// # Errors
    /// Why the file cannot be read as a result of this tool.
    pub fn of_result(text: &str, tool: &str, place: Place) -> Result<Self, String> {
        let json: Json = serde_json::from_str(text).map_err(|it| format!("is not valid JSON: {it}"))?;
        let found = match (json["matches"].as_array(), json["runs"].as_array()) {
            (Some(matches), _) => grype(&json, matches)?,
            (_, Some(runs)) => sarif(&json, runs)?,
            _ => return Err("is neither grype's JSON nor SARIF".into()),
        };
        if let Some(other) = found.tools.iter().find(|it| !same_tool(it, tool)) {
            return Err(format!("is a result of `{other}`, not of `{tool}`"));
        }
        let number = |found: usize| Some(Number { value: u32::try_from(found).unwrap_or(u32::MAX), place });
        let count =
            |word: &str| number(found.severities.iter().filter(|it| it.eq_ignore_ascii_case(word)).count());
        let rated = |it: &str| {
            ["critical", "high", "medium", "low", "negligible"]
                .iter()
                .any(|word| it.eq_ignore_ascii_case(word))
        };
        let positive = |found: usize| number(found).filter(|it| it.value > 0);
        Ok(Self {
            critical: count("critical"),
            high: count("high"),
            medium: count("medium"),
            low: count("low"),
            unrated: positive(found.severities.iter().filter(|it| !rated(it)).count()),
            ignored: positive(found.ignored),
            scanned: found.stamp.and_then(|it| parse_date(it.get(..10)?)).map(|value| Date { value, place }),
        })
    }
}

/// The contents of a result file.
struct ScanResult<'j> {
    /// The tools that wrote it.
    tools: Vec<&'j str>,
    /// The severity of each finding.
    severities: Vec<String>,
    /// The number of findings that ignore rules leave out.
    ignored: usize,
    /// The time at which it was written.
    stamp: Option<&'j str>,
}

/// Whether the tool name in a file matches that of an entry; one may contain the other: `GitHub CodeQL` and
/// `CodeQL`.
fn same_tool(file: &str, entry: &str) -> bool {
    let letters = |it: &str| {
        it.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    let (file, entry) = (letters(file), letters(entry));
    file.contains(&entry) || (!file.is_empty() && entry.contains(&file))
}

fn grype<'j>(json: &'j Json, matches: &[Json]) -> Result<ScanResult<'j>, String> {
    let severity = |it: &Json| it["vulnerability"]["severity"].as_str().map(str::to_owned);
    let severities =
        matches.iter().map(severity).collect::<Option<Vec<_>>>().ok_or("has a match without a severity")?;
    let descriptor = &json["descriptor"];
    let negligible = |it: &&Json| severity(it).is_some_and(|it| it.eq_ignore_ascii_case("negligible"));
    let ignored =
        json["ignoredMatches"].as_array().map_or(0, |all| all.iter().filter(|it| !negligible(it)).count());
    // Only grype writes files in this format.
    let tools = vec![descriptor["name"].as_str().unwrap_or("grype")];
    Ok(ScanResult { tools, severities, ignored, stamp: descriptor["timestamp"].as_str() })
}

fn sarif<'j>(json: &Json, runs: &'j [Json]) -> Result<ScanResult<'j>, String> {
    if let Some(why) = broken(json, runs) {
        return Err(why.into());
    }
    let severities = runs.iter().flat_map(severities).collect();
    let tools = runs.iter().filter_map(|it| it["tool"]["driver"]["name"].as_str()).collect();
    // A file with runs of several dates is as old as its oldest run.
    let stamps = runs
        .iter()
        .flat_map(|it| it["invocations"].as_array())
        .flatten()
        .filter_map(|it| it["endTimeUtc"].as_str());
    Ok(ScanResult { tools, severities, ignored: 0, stamp: stamps.min() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::FileId;

    fn read(text: &str, tool: &str) -> Result<SeverityCounts, String> {
        SeverityCounts::of_result(text, tool, Place::new(FileId(0), 0..0))
    }

    #[test]
    fn files_without_a_scan_by_the_tool_are_rejected() {
        let cases = [
            (r#"{"runs": []}"#, "Trivy", "has no runs"),
            (
                r#"{"runs": [{"invocations": [{"executionSuccessful": false}], "results": []}]}"#,
                "Trivy",
                "the scan failed",
            ),
            (
                r#"{"runs": [{"results": []}, {"invocations": [{}, {"executionSuccessful": false}], "results": []}]}"#,
                "T",
                "failed",
            ),
            (
                r#"{"runs": [{"tool": {"driver": {"name": "CodeQL"}}, "results": []}]}"#,
                "Trivy",
                "`CodeQL`, not of `Trivy`",
            ),
            (r#"{"matches": [], "descriptor": {"name": "grype"}}"#, "Snyk", "`grype`, not of `Snyk`"),
            (r#"{"matches": []}"#, "Snyk", "`grype`, not of `Snyk`"),
        ];
        for (text, tool, why) in cases {
            assert!(read(text, tool).is_err_and(|it| it.contains(why)), "{text}");
        }
        for (file, tool) in [
            ("CodeQL", "GitHub CodeQL"),
            ("grype", "Grype"),
            ("Snyk Container", "Snyk"),
            ("npm-audit", "npm audit"),
        ] {
            let text =
                format!(r#"{{"runs": [{{"tool": {{"driver": {{"name": "{file}"}}}}, "results": []}}]}}"#);
            assert!(read(&text, tool).is_ok(), "{file} {tool}");
        }
    }

    #[test]
    fn ignored_and_unrated_findings_are_counted_separately() {
        let of = |severity: &str| format!(r#"{{"vulnerability": {{"severity": "{severity}"}}}}"#);
        let text = format!(
            r#"{{"matches": [{}, {}, {}], "ignoredMatches": [{}, {}]}}"#,
            of("High"),
            of("Unknown"),
            of("Negligible"),
            of("Critical"),
            of("Negligible")
        );
        let counts = read(&text, "grype").ok();
        let number = |of: fn(&SeverityCounts) -> &Option<Number>| {
            counts.as_ref().and_then(|it| of(it).as_ref()).map(|it| it.value)
        };
        assert_eq!(number(|it| &it.high), Some(1));
        assert_eq!((number(|it| &it.unrated), number(|it| &it.ignored)), (Some(1), Some(1)));
        assert_eq!(counts.map(|it| it.left_out()), Some(2));
    }
}
