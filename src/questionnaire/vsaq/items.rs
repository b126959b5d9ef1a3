//! The items of a VSAQ template that take a value, in order, with the blocks that contain them.

use std::{collections::BTreeSet, sync::Arc};

use serde_json::{Map, Value as Json};

use super::{
    around::{SAID, within_bounds},
    conditions::{Labels, labels, shown_for},
    html,
    texts::{self, text},
};

/// An item that takes a value.
#[derive(Debug)]
pub struct Item {
    /// Its id, under which its value is saved; a group's own, or that of its first choice.
    pub id: String,
    /// The texts of the blocks that contain it, except the outermost, which is the questionnaire's title.
    pub section: String,
    /// The text of the question.
    pub question: String,
    /// The type of its value.
    pub takes: Takes,
    /// The value in the template, as users see it.
    pub value: String,
    /// Whether it is read-only.
    pub locked: bool,
    /// Whether it is shown after certain answers only.
    pub conditional: bool,
    /// Whether its whole question is struck through or hidden.
    pub struck: bool,
    /// The texts around it: its other texts, and the items of its blocks that take no value.
    pub around: Vec<Arc<str>>,
}

/// The type of an item's value.
#[derive(Debug)]
pub enum Takes {
    /// Text.
    Text,
    /// One of several choices.
    One(Vec<Choice>),
    /// A tick.
    Tick,
}

/// A choice, and the value that is saved for it.
#[derive(Debug)]
pub struct Choice {
    /// Its label.
    pub label: String,
    /// The id under which its value is saved.
    pub id: String,
    /// The value if it is chosen.
    pub on: String,
    /// The value if it is not chosen, if one is saved.
    pub off: Option<String>,
}

/// The texts around an item.
#[derive(Clone, Default)]
struct Around {
    blocks: Vec<String>,
    /// The conditions under which it is shown.
    shown_for: Vec<Arc<str>>,
    labels: Arc<Labels>,
    prefix: String,
    locked: bool,
    conditional: bool,
}

/// The items of a template, or of an extension of one, whose ids have its namespace.
pub fn items(template: &Json) -> Vec<Item> {
    let mut found = Vec::new();
    let labels = Arc::new(labels(template));
    let prefix =
        template.get("namespace").and_then(Json::as_str).map(|it| format!("{it}:")).unwrap_or_default();
    for name in ["questionnaire", "extensions"] {
        let prefix = if name == "extensions" { prefix.clone() } else { String::new() };
        block(
            list(template.get(name)),
            &Around { prefix, labels: Arc::clone(&labels), ..Around::default() },
            &mut found,
        );
    }
    // A question is not a text around other questions.
    let asking: BTreeSet<String> = found.iter().map(|it| it.question.clone()).collect();
    found.iter_mut().for_each(|item| item.around.retain(|it| !asking.contains(&**it)));
    within_bounds(found.iter_mut().map(|it| &mut it.around));
    found
}

/// Reads the items of a block. Items without a value apply to all questions of the block, above and below
/// them.
fn block(items: &[Json], around: &Around, found: &mut Vec<Item>) {
    let first = found.len();
    let mut said: Vec<Arc<str>> = Vec::new();
    let mut say = |texts: Vec<String>| {
        let left = (SAID + 1).saturating_sub(said.len());
        said.extend(texts.into_iter().take(left).map(Arc::from));
    };
    // An `info` item may be the question of the group below it if that has no text of its own.
    let mut info = String::new();
    let mut radios: Vec<&Map<String, Json>> = Vec::new();
    for map in items.iter().filter_map(Json::as_object) {
        let kind = text(map, "type");
        if text(map, "auth") == "admin" || text(map, "className").contains("vsaq-invisible") {
            say(texts::all(map));
            continue;
        }
        if kind != "radio" {
            radio_buttons(&std::mem::take(&mut radios), &info, around, found);
        }
        let count = found.len();
        match kind {
            "block" => {
                block(list(map.get("items")), &around.within(map), found);
                add(found, count, &texts::of(map).into_iter().map(Arc::from).collect::<Vec<_>>());
            }
            "info" => info = html::words(text(map, "text")),
            "radio" => radios.push(map),
            "radiogroup" | "checkgroup" => group(map, &info, around, found),
            _ => found.extend(single(map, &info, around)),
        }
        if !matches!(kind, "block" | "radio") && found.len() == count {
            say(texts::all(map));
        }
        let behind = text(map, "insertAfter");
        if !behind.is_empty() {
            let texts = around_of(behind, found.get(..count).unwrap_or_default());
            add(found, count, &texts);
        }
    }
    radio_buttons(&radios, &info, around, found);
    add(found, first, &said);
}

/// Adds texts to all items from an index on, within the limit.
fn add(found: &mut [Item], from: usize, texts: &[Arc<str>]) {
    for item in found.get_mut(from..).unwrap_or_default() {
        let left = (2 * SAID).saturating_sub(item.around.len());
        item.around.extend(texts.iter().take(left).cloned());
    }
}

/// The texts around the item after which others are inserted. If it is unknown, they may be inserted
/// anywhere.
fn around_of(id: &str, items: &[Item]) -> Vec<Arc<str>> {
    match items.iter().rfind(|it| it.id == id) {
        Some(item) => [Arc::from(item.section.as_str())].into_iter().chain(item.around.clone()).collect(),
        None => vec![format!("Inserted after: {id}").into()],
    }
}

impl Around {
    fn within(&self, map: &Map<String, Json>) -> Self {
        let mut inner = self.clone();
        let title = html::words(text(map, "text"));
        inner.blocks.extend((!title.is_empty()).then_some(title));
        inner.conditional |= !text(map, "cond").is_empty();
        inner.shown_for.extend(shown_for(map, &self.labels));
        inner
    }

    fn item(&self, map: &Map<String, Json>, id: String, question: String, takes: Takes) -> Item {
        let inner = self.blocks.get(1..).unwrap_or_default();
        let outermost = self.blocks.first().filter(|_| !inner.is_empty()).cloned().into_iter();
        let section = if inner.is_empty() { self.blocks.join(" / ") } else { inner.join(" / ") };
        let locked = self.locked || text(map, "auth") == "readonly";
        let conditional = self.conditional || !text(map, "cond").is_empty();
        let own = outermost.chain(texts::of(map)).map(Arc::from);
        let shown_for = self.shown_for.iter().cloned().chain(shown_for(map, &self.labels));
        Item {
            id: format!("{}{id}", self.prefix),
            section,
            question,
            takes,
            value: String::new(),
            locked,
            conditional,
            struck: html::read(text(map, "text")).is_struck(),
            around: shown_for.chain(own).take(SAID + 1).collect(),
        }
    }
}

/// An item that is a single question: a line, a box, a yes/no, a tick.
fn single(map: &Map<String, Json>, info: &str, around: &Around) -> Option<Item> {
    let (id, given) = (text(map, "id"), text(map, "default"));
    let takes = match text(map, "type") {
        "line" | "box" => Takes::Text,
        "check" => Takes::Tick,
        "yesno" => Takes::One(["yes", "no"].map(|it| yes_or_no(map, it, around)).into()),
        // Tips are explanations, spacers are empty, and files cannot be uploaded here.
        _ => return None,
    };
    let question =
        Some(html::words(text(map, "text"))).filter(|it| !it.is_empty()).unwrap_or_else(|| info.to_owned());
    let mut item = around.item(map, id.to_owned(), question, takes);
    item.around.extend(renamed(&item.takes).into_iter().map(Arc::from));
    item.value = match &item.takes {
        Takes::One(choices) => {
            choices.iter().find(|it| it.on == given).map(|it| it.label.clone()).unwrap_or_default()
        }
        Takes::Tick if given == super::CHECKED || map.get("default") == Some(&Json::Bool(true)) => {
            "\u{2612}".into()
        }
        Takes::Tick => String::new(),
        Takes::Text => given.to_owned(),
    };
    (!id.is_empty()).then_some(item)
}

/// Labels of yes and no.
const CALLED: [(&str, &str); 2] = [
    ("yes", "yes, y, ja, j, oui, o, si, sí, s, sim, true"),
    ("no", "no, n, nein, nee, non, não, nao, false"),
];

/// The labels of yes and no, if they have other meanings: `"yes": "No gap"`.
fn renamed(takes: &Takes) -> Vec<String> {
    let Takes::One(choices) = takes else { return Vec::new() };
    let plain = |it: &Choice| {
        let word = it.label.trim().trim_end_matches(['.', '!']).to_lowercase();
        CALLED.iter().any(|(on, words)| *on == it.on && words.split(", ").any(|it| it == word))
    };
    let others = choices.iter().filter(|it| !plain(it));
    others.map(|it| format!("A {} is called \"{}\"", it.on, it.label)).collect()
}

fn yes_or_no(map: &Map<String, Json>, name: &str, around: &Around) -> Choice {
    let label =
        Some(html::words(text(map, name))).filter(|it| !it.is_empty()).unwrap_or_else(|| name.to_owned());
    Choice { label, id: format!("{}{}", around.prefix, text(map, "id")), on: name.into(), off: None }
}

/// A group: radio buttons are one question, boxes are one each.
fn group(map: &Map<String, Json>, info: &str, around: &Around, found: &mut Vec<Item>) {
    let asked =
        Some(html::words(text(map, "text"))).filter(|it| !it.is_empty()).unwrap_or_else(|| info.to_owned());
    let choices =
        list(map.get("choices")).iter().filter_map(Json::as_object).filter_map(|it| it.iter().next());
    let choices: Vec<_> =
        choices.filter_map(|(id, label)| Some((id.clone(), html::words(label.as_str()?)))).collect();
    let Some((first, _)) = choices.first() else { return };
    if text(map, "type") == "checkgroup" {
        let question =
            |label: &str| if asked.is_empty() { label.to_owned() } else { format!("{asked} {label}") };
        found.extend(
            choices.iter().map(|(id, label)| around.item(map, id.clone(), question(label), Takes::Tick)),
        );
        return;
    }
    let id = Some(text(map, "id")).filter(|it| !it.is_empty()).unwrap_or(first).to_owned();
    let choices = choices.into_iter().map(|(id, label)| radio(label, &id, around)).collect();
    found.push(around.item(map, id, asked, Takes::One(choices)));
}

/// Consecutive radio buttons in a block are one question, whose text is above them.
fn radio_buttons(maps: &[&Map<String, Json>], info: &str, around: &Around, found: &mut Vec<Item>) {
    let Some(first) = maps.first() else { return };
    let choices =
        maps.iter().map(|it| radio(html::words(text(it, "text")), text(it, "id"), around)).collect();
    let mut item = around.item(first, text(first, "id").to_owned(), info.to_owned(), Takes::One(choices));
    let chosen = maps
        .iter()
        .find(|it| text(it, "default") == super::CHECKED || it.get("default") == Some(&Json::Bool(true)));
    let others = maps.iter().skip(1).flat_map(|it| texts::of(it)).take(SAID);
    item.around.extend(others.map(Arc::from));
    item.value = chosen.map(|it| html::words(text(it, "text"))).unwrap_or_default();
    found.push(item);
}

fn radio(label: String, id: &str, around: &Around) -> Choice {
    Choice {
        label,
        id: format!("{}{id}", around.prefix),
        on: super::CHECKED.into(),
        off: Some(String::new()),
    }
}

fn list(json: Option<&Json>) -> &[Json] {
    json.and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// The value that VSAQ saves for a box or radio button that is on.
pub(super) const CHECKED: &str = "checked";
