//! Entries of every kind, generated from the program's own schemas with all fields. New kinds and fields are
//! covered without a change here; a new form of value makes the tests state what to add.

use factum::fact::{Envelope, KINDS, KindInfo, read::Record};
use serde_json::{Map, Value as Json, json};

/// What the values of an entry are made of.
#[derive(Debug, Clone, Copy)]
pub struct Style<'a> {
    /// The prefix of every text; letters only, so that no line is broken within.
    pub stem: &'a str,
    /// The same in internal fields.
    pub private: &'a str,
    /// The audience that entries state.
    pub audience: Option<&'a str>,
    /// A digit that makes dates, durations and numbers unique to this style.
    pub digit: u8,
    /// The text before each mark.
    pub payload: &'a str,
    /// The text after the mark in URLs, and before the `@` in e-mail addresses.
    pub tails: (&'a str, &'a str),
}

/// How a value is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A literal text.
    Text,
    /// A text that is a template.
    Template,
    /// An address or a file name: the mark alone.
    Plain,
}

/// One planted text.
#[derive(Debug, Clone)]
pub struct Planted {
    /// Its path: `measure.details.0`.
    pub path: String,
    /// The part that is unique to this text.
    pub mark: String,
    /// The whole value as it should be rendered.
    pub text: String,
    /// Its form.
    pub form: Form,
    /// Whether it is internal, whatever the entry's audience.
    pub private: bool,
    /// Whether it names a file in `data/evidence/`.
    pub evidence: bool,
}

/// A generated entry.
#[derive(Debug, Clone)]
pub struct Made {
    /// Its id.
    pub id: String,
    /// Its fields.
    pub entry: Json,
    /// Its texts.
    pub planted: Vec<Planted>,
}

/// Whether `facts.json` omits a text for other audiences: fields of a certification that pages omit in some
/// states, and verdicts of unanswered questions.
pub fn left_out(path: &str) -> bool {
    let fields =
        factum::render::UNSAID.iter().filter(|it| it.kind == "certification").flat_map(|it| it.fields);
    let of =
        |field: &&str| path.strip_prefix("certification.").and_then(|it| it.split('.').next()) == Some(field);
    fields.into_iter().any(of) || (path.starts_with("questionnaire.questions.") && path.ends_with(".verdict"))
}

/// The id of entry number `variant` of every kind; every reference leads to number 0.
pub fn id(style: &Style, variant: usize) -> String {
    format!("{}-id-{variant}", style.stem)
}

/// The kind to which every `kind/id` leads; its entries have no references, so that there is no cycle.
fn target() -> &'static KindInfo {
    KINDS.iter().rfind(|it| !it.is_singleton).unwrap()
}

/// The name of a kind's file and folder in `data/`.
pub fn folder(kind: &KindInfo) -> &'static str {
    kind.file.trim_end_matches(".yaml")
}

/// As many entries as needed for each choice of each field.
pub fn entries(kind: &KindInfo, style: &Style) -> Vec<Made> {
    let count = if kind.is_singleton {
        1
    } else {
        (kind.field_schemas)().iter().map(|it| choices(&it.schema)).max().unwrap_or(1)
    };
    (0..count).map(|variant| entry(kind, style, variant)).collect()
}

fn choices(schema: &Json) -> usize {
    let own =
        ["enum", "anyOf"].iter().filter_map(|it| schema[it].as_array()).map(Vec::len).max().unwrap_or(1);
    let inner = match schema {
        Json::Object(map) => map.values().map(choices).max().unwrap_or(1),
        Json::Array(items) => items.iter().map(choices).max().unwrap_or(1),
        _ => 1,
    };
    own.max(inner)
}

/// Entry number `variant` of a kind.
pub fn entry(kind: &KindInfo, style: &Style, variant: usize) -> Made {
    let mut maker = Maker { style, kind, variant, private: false, planted: vec![] };
    let mut map = Map::new();
    // A customer's or unpublished questionnaire is internal as a whole.
    let whole = kind.name == "questionnaire" && !variant.is_multiple_of(2);
    for field in (kind.field_schemas)() {
        // Drafts are not published; tests/it/answer.rs tests them.
        if field.name == "draft" {
            map.insert(field.name.into(), json!(false));
            continue;
        }
        // A customer's questionnaire is not published, so only unpublished ones have a customer.
        if kind.name == "questionnaire" && field.name == "customer" && variant.is_multiple_of(2) {
            continue;
        }
        // The address of an unpublished policy is internal.
        let kept = field.name == "url" && map.get("availability").is_some_and(|it| it != "published");
        maker.private = whole || kept || field.about.contains("only in the internal build");
        map.insert(field.name.into(), maker.value(&field.schema, field.name, field.about));
    }
    for field in Envelope::field_schemas() {
        if field.name == "audience" {
            map.extend(style.audience.map(|it| ("audience".to_owned(), json!(it))));
            continue;
        }
        if field.name == "rests_on" && kind.name == target().name {
            continue;
        }
        // A choice of every code would need an entry for each; tests/it/pages.rs covers it.
        if field.name == "acknowledge" {
            continue;
        }
        maker.private = whole || field.about.contains("only in the internal build");
        map.insert(field.name.into(), maker.value(&field.schema, field.name, field.about));
    }
    Made { id: id(style, variant), entry: Json::Object(map), planted: maker.planted }
}

struct Maker<'a> {
    style: &'a Style<'a>,
    kind: &'a KindInfo,
    variant: usize,
    private: bool,
    planted: Vec<Planted>,
}

impl Maker<'_> {
    fn value(&mut self, schema: &Json, path: &str, about: &str) -> Json {
        if let Some(words) = schema["enum"].as_array() {
            return words[self.variant % words.len()].clone();
        }
        if let Some(ways) = schema["anyOf"].as_array() {
            // The richest form first: a list rather than a single value, a map rather than a word.
            let at = self.variant % ways.len();
            let list = ways[0]["type"] == "array";
            return self.value(&ways[if list { at } else { ways.len() - 1 - at }], path, about);
        }
        match schema["type"].as_str() {
            Some("object") => {
                let properties = schema["properties"].as_object().unwrap();
                let outer = self.private;
                let mut map = Map::new();
                for (name, inner) in properties {
                    // It names sections of templates.
                    if name == "supports" {
                        continue;
                    }
                    if name == "text_digest" {
                        // The digest of another text: the pin is never used, whatever its text.
                        map.insert(name.clone(), json!("0000000000000000"));
                        continue;
                    }
                    let about = inner["description"].as_str().unwrap_or_default();
                    self.private = outer || about.contains("only in the internal build");
                    map.insert(name.clone(), self.value(inner, &format!("{path}.{name}"), about));
                }
                self.private = outer;
                Json::Object(map)
            }
            Some("array") => {
                let free = schema["items"]["type"] == "string"
                    && schema["items"]["pattern"].is_null()
                    && schema["items"]["format"].is_null();
                let mut items: Vec<Json> = (0..if free { 2 } else { 1 })
                    .map(|at| self.value(&schema["items"], &format!("{path}.{at}"), about))
                    .collect();
                if self.kind.name == "questionnaire" && path == "questions" {
                    // The other one is never used: a page needs an answered one.
                    items.push(json!({"id": "plain", "answer": id(self.style, 0)}));
                }
                Json::Array(items)
            }
            Some("string") => json!(self.string(schema, path, about)),
            Some("integer") => json!(self.number()),
            Some("boolean") => json!(self.variant.is_multiple_of(2)),
            _ => panic!(
                "{}.{path}: teach tests/support/generate.rs to make a value of {schema}",
                self.kind.name
            ),
        }
    }

    fn number(&self) -> u32 {
        907_090_700 + u32::from(self.style.digit)
    }

    fn string(&mut self, schema: &Json, path: &str, about: &str) -> String {
        let digit = self.style.digit;
        let mark = self.mark(path);
        match (schema["format"].as_str(), schema["pattern"].as_str()) {
            (Some("date"), _) => {
                let last = path.rsplit('.').next().unwrap_or_default();
                let later = ["until", "expected", "next_review"].contains(&last);
                // A change is after the start.
                let day = if path.starts_with("changes.") && last == "from" { 7 } else { 6 };
                format!("{}90{digit}-05-0{day}", if later { 2 } else { 1 })
            }
            (Some("email"), _) => {
                self.plant(path, format!("{mark}{}@example.com", self.style.tails.1), &mark, Form::Plain)
            }
            (Some("uri"), _) => self.plant(
                path,
                format!("https://example.com/{mark}{}", self.style.tails.0),
                &mark,
                Form::Plain,
            ),
            (_, None) if about.contains("data/evidence/") => {
                let text = self.plant(path, mark.clone(), &mark, Form::Plain);
                self.planted.iter_mut().for_each(|it| it.evidence |= it.mark == mark);
                text
            }
            (_, None) => self.text(path, &mark),
            (_, Some("^[a-z0-9]+(-[a-z0-9]+)*$")) => id(self.style, 0),
            (_, Some("^[a-z]+(/[a-z0-9]+(-[a-z0-9]+)*)?$")) => {
                format!("{}/{}", target().name, id(self.style, 0))
            }
            (_, Some("^[A-Z]{3}$")) => "XTS".into(),
            (_, Some(pattern)) if pattern.contains("[1-9][0-9]* (hours?|days?") => {
                format!("9090{digit} days")
            }
            _ => {
                panic!(
                    "{}.{path}: teach tests/support/generate.rs to make a text of {schema}",
                    self.kind.name
                )
            }
        }
    }

    fn text(&mut self, path: &str, mark: &str) -> String {
        let text = format!("{}{mark}", self.style.payload);
        match (self.kind.name, path) {
            // An expression must evaluate to a verdict.
            ("answer", "verdict.expression") => {
                let text = format!("'yes' if '{mark}' else 'no'");
                self.plant(path, text, mark, Form::Plain)
            }
            ("answer", "text") => {
                self.plant(path, text.clone(), mark, Form::Template);
                // A brace would begin a template instruction; as a value it is a text like any other.
                if text.contains('{') { format!("{{{{ {} }}}}", json!(text)) } else { text }
            }
            _ => self.plant(path, text, mark, Form::Text),
        }
    }

    fn mark(&self, path: &str) -> String {
        let stem = if self.private { self.style.private } else { self.style.stem };
        format!("{stem}-{}-{}-{}-end", self.kind.name, path.replace(['.', '_'], "-"), self.variant)
    }

    fn plant(&mut self, path: &str, text: String, mark: &str, form: Form) -> String {
        let path = format!("{}.{path}", self.kind.name);
        self.planted.push(Planted {
            path,
            mark: mark.to_owned(),
            text: text.trim().to_owned(),
            form,
            private: self.private,
            evidence: false,
        });
        text
    }
}

/// The values of a style that are not texts, in each form in which they may be shown.
pub fn figures(style: &Style) -> Vec<String> {
    let digit = style.digit;
    let years = [format!("190{digit}"), format!("290{digit}")];
    let days = years
        .iter()
        .flat_map(|it| [6, 7].map(|day| [format!("{it}-05-0{day}"), format!("{day} May {it}")]))
        .flatten();
    days.chain([format!("9090{digit} day"), format!("90709070{digit}"), format!("907,090,70{digit}")])
        .collect()
}

/// Entries as YAML: JSON is YAML, with a comment at the end of each line.
pub fn yaml(content: &Json, comment: &str) -> String {
    let json = format!("{content:#}");
    let ends = |line: &str| {
        if line.ends_with([',', '{', '[']) { format!("{line} # {comment}\n") } else { format!("{line}\n") }
    };
    format!("# {comment}\n{}", json.lines().map(ends).collect::<String>())
}
