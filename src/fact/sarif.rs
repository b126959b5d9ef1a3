//! The results of SARIF 2.1.0: which rule each belongs to, and how severe it is. What cannot be
//! determined is `unknown`, never a guess.

use serde_json::Value as Json;

use super::sarif_reference::{SarifReference, index, items};

/// The severity of a result for which the file states none.
const UNKNOWN: &str = "unknown";

/// Why the runs do not show a complete scan, if they say so themselves.
pub fn broken(json: &Json, runs: &[Json]) -> Option<&'static str> {
    let invocations = || runs.iter().flat_map(|it| items(&it["invocations"]));
    if runs.is_empty() {
        Some("has no runs, so it does not show a scan")
    } else if invocations().any(|it| it["executionSuccessful"] == false) {
        Some("says that the scan failed: `executionSuccessful` is false")
    } else if invocations().any(|it| it["processStartFailureMessage"].is_string()) {
        Some("says that the scan failed: it has a `processStartFailureMessage`")
    } else if runs.iter().any(|run| run["results"].as_array().is_none()) {
        Some("has a run without results")
    } else if !items(&json["inlineExternalProperties"]).is_empty()
        || runs.iter().any(|it| !items(&it["externalPropertyFileReferences"]["results"]).is_empty())
    {
        Some("keeps results outside its runs, which are not read")
    } else if runs.iter().any(reports_tool_errors) {
        Some("reports errors during the scan: a notification of level `error`")
    } else {
        None
    }
}

/// The severities of the findings of one run: by `security-severity` (CVSS, 0 to 10) where given, else by
/// level. Results of a kind that reports no problem are not findings.
pub fn severities(run: &Json) -> Vec<String> {
    let found = items(&run["results"])
        .iter()
        .filter(|it| !matches!(it["kind"].as_str(), Some("pass" | "notApplicable")));
    found.map(|it| severity(run, it).to_owned()).collect()
}

/// Whether the run reports a tool error (3.20.20, 3.20.21).
fn reports_tool_errors(run: &Json) -> bool {
    let of = |invocation: &Json, (notes, associated): (&str, &str)| {
        let stated = items(&invocation[notes]).iter();
        let configured = |note: &Json| {
            let descriptor = SarifReference::of(&note["descriptor"]);
            let found = descriptor.as_ref().and_then(|it| it.find(run, associated));
            level(&[invocation], "notificationConfigurationOverrides", run, associated, found).to_owned()
        };
        stated
            .map(|note| note["level"].as_str().map_or_else(|| configured(note), str::to_owned))
            .any(|it| it == "error")
    };
    let lists = [
        ("toolExecutionNotifications", "notifications"),
        ("toolConfigurationNotifications", "notifications"),
    ];
    items(&run["invocations"]).iter().any(|invocation| lists.into_iter().any(|it| of(invocation, it)))
}

fn severity(run: &Json, result: &Json) -> &'static str {
    let reference = SarifReference::of_result(result);
    let rule = reference.as_ref().and_then(|it| it.find(run, "rules"));
    let scored = |it: &Json| it["properties"].get("security-severity").map(score);
    if let Some(score) = scored(result).or_else(|| scored(rule?)) {
        return score.map_or(UNKNOWN, by_score);
    }
    // A tool that does not describe rules states the severity of a finding in its level only.
    let stated = result["level"].as_str().filter(|_| rule.is_some() || !describes_rules(run));
    match (stated, result["kind"].as_str()) {
        (Some(it), None | Some("fail" | "informational")) => by_level(it),
        (None, Some("informational")) => "low",
        (None, None | Some("fail")) if rule.is_some() || (reference.is_none() && !describes_rules(run)) => {
            let invocations = items(&run["invocations"]);
            let own = index(&result["provenance"]["invocationIndex"]).and_then(|at| invocations.get(at));
            let asked = own.map_or_else(|| invocations.iter().collect(), |it| vec![it]);
            by_level(level(&asked, "ruleConfigurationOverrides", run, "rules", rule))
        }
        // It is an error at least.
        (None, None | Some("fail")) if result["level"] == "error" => "high",
        _ => UNKNOWN,
    }
}

/// `security-severity`: text or a number from 0 to 10.
fn score(value: &Json) -> Option<f64> {
    let number = value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())?;
    (0.0..=10.0).contains(&number).then_some(number)
}

fn by_score(score: f64) -> &'static str {
    match score {
        9.0.. => "critical",
        7.0.. => "high",
        4.0.. => "medium",
        _ => "low",
    }
}

fn by_level(level: &str) -> &'static str {
    match level {
        "error" => "high",
        "warning" => "medium",
        "note" | "none" => "low",
        _ => UNKNOWN,
    }
}

/// The level that a descriptor has (3.27.10): as the invocations override it, the most severe of several;
/// else by its default configuration; else `warning`.
fn level<'j>(
    invocations: &[&'j Json],
    overrides: &str,
    run: &'j Json,
    list: &str,
    descriptor: Option<&'j Json>,
) -> &'j str {
    let Some(descriptor) = descriptor else { return "warning" };
    let all = invocations.iter().flat_map(|it| items(&it[overrides]));
    let meant = |it: &&Json| {
        let found = SarifReference::of(&it["descriptor"]).and_then(|it| it.find(run, list));
        found.is_some_and(|it| std::ptr::eq(it, descriptor))
    };
    let levels = all.filter(meant).filter_map(|it| it["configuration"]["level"].as_str());
    let most =
        levels.max_by_key(|it| ["none", "note", "warning", "error"].iter().position(|known| known == it));
    most.or_else(|| descriptor["defaultConfiguration"]["level"].as_str()).unwrap_or("warning")
}

/// Whether a part of the tool describes its rules.
fn describes_rules(run: &Json) -> bool {
    let extensions = items(&run["tool"]["extensions"]).iter();
    extensions.chain([&run["tool"]["driver"]]).any(|it| !items(&it["rules"]).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// The severities of one result, where the tool is `tool` and its only invocation is `invocation`.
    fn of(tool: &Json, result: &Json, invocation: &Json) -> Vec<String> {
        severities(&json!({"tool": tool, "results": [result], "invocations": [invocation]}))
    }

    #[test]
    fn a_result_is_matched_to_its_rule_by_each_kind_of_reference() {
        let critical = json!({"id": "r1", "guid": "g1", "properties": {"security-severity": "9.8"}});
        let low = json!({"id": "r0", "properties": {"security-severity": "1.0"}});
        let driver = json!({"driver": {"name": "t", "rules": [low, critical]}});
        let extension = json!({"driver": {"name": "t", "rules": [low, low]}, "extensions": [{"name": "e",
            "rules": [low, critical]}]});
        let same = json!({"driver": {"name": "t", "rules": [low]},
            "extensions": [{"name": "d", "rules": []}, {"name": "e", "guid": "G", "rules": [{"id": "r0",
                "properties": {"security-severity": 9.8}}]}]});
        let nested = json!({"driver": {"rules": [{"id": "r1", "properties": {"security-severity": 1}},
            {"id": "r1/sub", "properties": {"security-severity": 9.8}}]}});
        let cases = [
            (&driver, json!({"ruleId": "r1"}), "critical"),
            (&driver, json!({"ruleIndex": 1}), "critical"),
            (&driver, json!({"ruleIndex": -1, "ruleId": "r1"}), "critical"),
            (&driver, json!({"rule": {"id": "r1"}}), "critical"),
            (&driver, json!({"rule": {"index": 1}}), "critical"),
            (&driver, json!({"rule": {"guid": "g1"}}), "critical"),
            (&driver, json!({"ruleId": "r1/sub"}), "critical"),
            (&driver, json!({"ruleId": "r1/sub", "ruleIndex": 1}), "critical"),
            (&driver, json!({"rule": {"index": 1, "toolComponent": {"name": "t"}}}), "critical"),
            (&extension, json!({"ruleId": "r1"}), "critical"),
            (
                &extension,
                json!({"ruleId": "r1", "rule": {"id": "r1", "index": 1, "toolComponent": {"index": 0}}}),
                "critical",
            ),
            (&extension, json!({"ruleId": "r1", "rule": {"toolComponent": {"name": "e"}}}), "critical"),
            (&same, json!({"rule": {"id": "r0", "toolComponent": {"guid": "G"}}}), "critical"),
            (&same, json!({"rule": {"id": "r0"}}), "low"),
            (&nested, json!({"ruleId": "r1/sub/a"}), "critical"),
            (&nested, json!({"ruleId": "r1/subs"}), "low"),
            // No such rule, no such part, or a place that is another rule's.
            (&driver, json!({"ruleId": "r2", "level": "note"}), UNKNOWN),
            (&driver, json!({"ruleId": "r2", "level": "error"}), "high"),
            (&driver, json!({"ruleId": "r12"}), UNKNOWN),
            (&driver, json!({"ruleIndex": 7}), UNKNOWN),
            (&driver, json!({"ruleId": "r1", "ruleIndex": 0}), UNKNOWN),
            (&driver, json!({"rule": {"id": "r1", "toolComponent": {"index": 3}}}), UNKNOWN),
            (&driver, json!({"rule": {"id": "r1", "toolComponent": {"name": "other"}}}), UNKNOWN),
            (&driver, json!({"message": {"text": "which rule is not said"}}), UNKNOWN),
        ];
        for (tool, result, severity) in cases {
            assert_eq!(of(tool, &result, &json!({})), [severity], "{result}");
        }
    }

    #[test]
    fn severity_is_taken_from_score_then_level_then_configuration() {
        let rule = |it: Json| json!({"driver": {"rules": [it]}});
        let plain = rule(json!({"id": "r"}));
        let error = rule(json!({"id": "r", "defaultConfiguration": {"level": "error"}}));
        let scored = |it: Json| rule(json!({"id": "r", "properties": {"security-severity": it}}));
        let none = json!({"driver": {}});
        let overridden = |level: &str| {
            json!({"ruleConfigurationOverrides": [{"descriptor": {"index": 0},
            "configuration": {"level": level}}]})
        };
        let cases = [
            (scored(json!(9.8)), json!({"ruleId": "r"}), json!({}), "critical"),
            (scored(json!("7.0")), json!({"ruleId": "r", "level": "note"}), json!({}), "high"),
            (scored(json!(" 4 ")), json!({"ruleId": "r"}), json!({}), "medium"),
            (
                scored(json!("1")),
                json!({"ruleId": "r", "properties": {"security-severity": 9}}),
                json!({}),
                "critical",
            ),
            (scored(json!("NaN")), json!({"ruleId": "r"}), json!({}), UNKNOWN),
            (scored(json!("98")), json!({"ruleId": "r"}), json!({}), UNKNOWN),
            (scored(json!("high")), json!({"ruleId": "r"}), json!({}), UNKNOWN),
            (scored(json!(null)), json!({"ruleId": "r"}), json!({}), UNKNOWN),
            (plain.clone(), json!({"ruleId": "r"}), json!({}), "medium"),
            (error.clone(), json!({"ruleId": "r"}), json!({}), "high"),
            (error.clone(), json!({"ruleId": "r", "level": "note"}), json!({}), "low"),
            (plain.clone(), json!({"ruleId": "r"}), overridden("error"), "high"),
            (error.clone(), json!({"ruleId": "r"}), overridden("note"), "low"),
            (
                plain.clone(),
                json!({"ruleId": "r", "provenance": {"invocationIndex": 0}}),
                overridden("error"),
                "high",
            ),
            (plain.clone(), json!({"ruleId": "r", "level": "severe"}), json!({}), UNKNOWN),
            (plain.clone(), json!({"ruleId": "r", "kind": "open"}), json!({}), UNKNOWN),
            (plain.clone(), json!({"ruleId": "r", "kind": "review", "level": "none"}), json!({}), UNKNOWN),
            (plain.clone(), json!({"ruleId": "r", "kind": "informational"}), json!({}), "low"),
            (none.clone(), json!({"ruleId": "r", "level": "error"}), json!({}), "high"),
            (none.clone(), json!({"ruleId": "r"}), json!({}), UNKNOWN),
            (none.clone(), json!({}), json!({}), "medium"),
        ];
        for (tool, result, invocation, severity) in cases {
            assert_eq!(of(&tool, &result, &invocation), [severity], "{tool} {result} {invocation}");
        }
        assert!(of(&plain, &json!({"ruleId": "r", "kind": "pass"}), &json!({})).is_empty());
    }

    #[test]
    fn a_scan_that_reports_itself_incomplete_is_rejected() {
        let run = |more: Json| {
            let mut run = json!({"tool": {"driver": {"notifications": [{"id": "n",
                "defaultConfiguration": {"level": "error"}}]}}, "results": []});
            more.as_object().into_iter().flatten().for_each(|(name, it)| run[name] = it.clone());
            json!({"runs": [run]})
        };
        let noted = |list: &str, note: Json| run(json!({"invocations": [{list: [note]}]}));
        let cases = [
            (noted("toolExecutionNotifications", json!({"level": "error"})), true),
            (noted("toolConfigurationNotifications", json!({"level": "error"})), true),
            (noted("toolExecutionNotifications", json!({"descriptor": {"id": "n"}})), true),
            (
                noted("toolExecutionNotifications", json!({"level": "warning", "descriptor": {"id": "n"}})),
                false,
            ),
            (noted("toolExecutionNotifications", json!({"message": {"text": "x"}})), false),
            (run(json!({"invocations": [{"processStartFailureMessage": "no such file"}]})), true),
            (run(json!({"externalPropertyFileReferences": {"results": [{"location": {"uri": "x"}}]}})), true),
            (run(json!({"results": null})), true),
            (json!({"runs": []}), true),
            (json!({"runs": [{"results": []}], "inlineExternalProperties": [{"results": [{}]}]}), true),
            (run(json!({})), false),
        ];
        for (json, expected) in cases {
            assert_eq!(broken(&json, items(&json["runs"])).is_some(), expected, "{json}");
        }
    }
}
