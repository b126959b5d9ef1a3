//! References to rules and notifications in SARIF 2.1.0, and their descriptions.

use serde_json::Value as Json;

/// A reference to a rule or a notification (3.52).
pub struct SarifReference<'j> {
    id: Option<&'j str>,
    guid: Option<&'j str>,
    index: Option<usize>,
    component: &'j Json,
}

impl<'j> SarifReference<'j> {
    /// The reference in `json`; `None` if it is empty.
    pub fn of(json: &'j Json) -> Option<Self> {
        let (id, guid, index) = (json["id"].as_str(), json["guid"].as_str(), index(&json["index"]));
        let is_given = id.is_some() || guid.is_some() || index.is_some();
        is_given.then_some(Self { id, guid, index, component: &json["toolComponent"] })
    }

    /// The reference of a result to its rule, in `rule`, `ruleId` and `ruleIndex`.
    pub fn of_result(result: &'j Json) -> Option<Self> {
        let rule = &result["rule"];
        let id = rule["id"].as_str().or_else(|| result["ruleId"].as_str());
        let index = index(&rule["index"]).or_else(|| index(&result["ruleIndex"]));
        let is_given = id.is_some() || index.is_some() || rule["guid"].is_string();
        is_given.then_some(Self { id, guid: rule["guid"].as_str(), index, component: &rule["toolComponent"] })
    }

    /// The description it refers to, in the `list` of the tool component. None if the parts of the reference
    /// contradict each other.
    pub fn find(&self, run: &'j Json, list: &str) -> Option<&'j Json> {
        let tool = &run["tool"];
        let extensions = items(&tool["extensions"]);
        if let Some(component) = self.component(tool, extensions) {
            return self.among(items(&component?[list]));
        }
        if self.index.is_some() {
            // Without a component, an index refers to the list of the driver.
            return self.among(items(&tool["driver"][list]));
        }
        [&tool["driver"]].into_iter().chain(extensions).find_map(|it| self.among(items(&it[list])))
    }

    /// The tool component that is named; `Some(None)` if it does not exist, `None` if no component is named.
    fn component(&self, tool: &'j Json, extensions: &'j [Json]) -> Option<Option<&'j Json>> {
        let component = self.component;
        if let Some(at) = index(&component["index"]) {
            return Some(extensions.get(at));
        }
        let all = || [&tool["driver"]].into_iter().chain(extensions);
        let by = |field: &str| {
            component[field].as_str().map(|name| all().find(|it| it[field].as_str() == Some(name)))
        };
        by("guid").or_else(|| by("name"))
    }

    fn among(&self, descriptors: &'j [Json]) -> Option<&'j Json> {
        let fits =
            |it: &Json| self.id.is_none_or(|id| it["id"].as_str().is_some_and(|own| is_below(id, own)));
        if let Some(at) = self.index {
            return descriptors.get(at).filter(|it| fits(it));
        }
        if let Some(guid) = self.guid {
            return descriptors.iter().find(|it| it["guid"].as_str() == Some(guid)).filter(|it| fits(it));
        }
        // For `CA1000/1/a`, `CA1000/1` is a better match than `CA1000`.
        descriptors.iter().filter(|it| fits(it)).max_by_key(|it| it["id"].as_str().map_or(0, str::len))
    }
}

/// Whether `id` is `rule` or below it: `CA1000/1` is below `CA1000` (3.27.5).
fn is_below(id: &str, rule: &str) -> bool {
    !rule.is_empty() && id.strip_prefix(rule).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// An index in a list; -1 means none.
pub fn index(json: &Json) -> Option<usize> {
    json.as_u64().and_then(|it| usize::try_from(it).ok())
}

/// The items of a list; empty if it is not a list.
pub(super) fn items(json: &Json) -> &[Json] {
    json.as_array().map_or(&[], Vec::as_slice)
}
