//! The settings of `data/site.yaml`: no facts, but how they are published and judged.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde_json::{Value as Json, json};

use super::{
    Audience, Datum, Flag, Period, SecureUrl, Text,
    read::{Field, Reader, record},
};
use crate::{
    diagnostic::{CODES, Diagnostic, Level, Place, code, codes},
    error::near,
    yaml::{Node, Value},
};

record! {
    /// The settings of a site.
    pub struct Site {
        /// The title of the site; by default the vendor's name and "Trust".
        pub title: Option<Text>,
        /// The language of its texts (BCP 47): `en`.
        pub language: Option<Language>,
        /// The level of findings, by code: `missing-evidence: allow`.
        pub levels: Option<Levels>,
        /// What security.txt says beside the contacts.
        pub security_txt: Option<SecurityTxt>,
        /// Whether pages say which statements nobody has approved; they do if left out.
        pub mark_drafts: Option<Flag>,
        /// How long before a day comes `check` warns: `60 days`; an entry may say otherwise.
        pub warn_before: Option<Period>,
        /// What customers are promised of changes among the subprocessors.
        pub subprocessor_notice: Option<SubprocessorNotice>,
    }
}

record! {
    /// What customers are promised of changes among the subprocessors.
    pub struct SubprocessorNotice {
        /// How long ahead they are told: `30 days`.
        pub ahead: Option<Period>,
        /// How long they may object after they were told: `14 days`.
        pub objection: Option<Period>,
    }
}

#[expect(clippy::derivable_impls, reason = "`record!` derives none, as few records have one")]
impl Default for Site {
    fn default() -> Self {
        Self {
            title: None,
            language: None,
            levels: None,
            security_txt: None,
            mark_drafts: None,
            warn_before: None,
            subprocessor_notice: None,
        }
    }
}

record! {
    /// What security.txt says beside the contacts (RFC 9116).
    pub struct SecurityTxt {
        /// How long it holds after the day of the build: `180 days`; at most a year.
        pub valid_for: Option<Period>,
        /// Its own address (section 2.5.2).
        pub canonical: Option<SecureUrl>,
        /// The page that thanks reporters (section 2.5.1).
        pub acknowledgments: Option<SecureUrl>,
        /// The page with open security positions (section 2.5.6).
        pub hiring: Option<SecureUrl>,
        /// The languages reports may be written in (section 2.5.8).
        pub preferred_languages: Vec<Language>,
    }
}

/// A security.txt that the last build wrote to `out/`.
#[derive(Debug, Clone)]
pub struct PublishedSecurityTxt {
    /// For whom the build was made.
    pub audience: Audience,
    /// The effective date of the build, if its manifest states it.
    pub built: Option<NaiveDate>,
    /// The day on which the file expires.
    pub expires: NaiveDate,
    /// The line that says so.
    pub place: Place,
}

/// A language tag (BCP 47): letters, digits and hyphens.
#[derive(Debug, Clone)]
pub struct Language(pub Text);

/// The languages of two letters (ISO 639-1).
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et \
    eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk \
    kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny \
    oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti \
    tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

impl Field for Language {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = Text::read(node, reader)?;
        let part = |it: &str| (1..=8).contains(&it.len()) && it.bytes().all(|b| b.is_ascii_alphanumeric());
        let first = text.split('-').next().unwrap_or_default();
        // Codes of three letters (ISO 639-3) are thousands, and not looked up.
        let known = first.len() == 3 || LANGUAGES.split(' ').any(|it| it.eq_ignore_ascii_case(first));
        if known
            && text.split('-').all(part)
            && (2..=3).contains(&first.len())
            && first.bytes().all(|b| b.is_ascii_alphabetic())
        {
            return Some(Self(text));
        }
        reader.invalid(
            node,
            format!("`{}` is no language", text.value),
            "write a tag of BCP 47: `en`, `pt-BR`",
        );
        None
    }
    fn shape() -> Json {
        json!({"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"})
    }
    fn datum(&self) -> Datum {
        self.0.datum()
    }
}

/// How long security.txt holds where nothing is said: well under the year that section 2.5.5 of RFC 9116 recommends.
const SECURITY_TXT_DAYS: Days = Days::new(180);

impl Site {
    /// The day on which a security.txt that is written on the day `on` ends.
    pub fn security_txt_ends(&self, on: NaiveDate) -> NaiveDate {
        let stated = self.security_txt.as_ref().and_then(|it| it.valid_for.as_ref());
        stated.map_or_else(|| on.checked_add_days(SECURITY_TXT_DAYS), |it| it.after(on)).unwrap_or(on)
    }

    /// The level of findings, by code, where it is stated.
    pub fn levels(&self) -> BTreeMap<&'static str, Level> {
        self.levels.as_ref().map(|it| it.0.clone()).unwrap_or_default()
    }
}

/// The levels of findings, by code.
#[derive(Debug, Clone, Default)]
pub struct Levels(pub BTreeMap<&'static str, Level>);

impl Field for Levels {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            return reader.wrong_type(node, "a map from code to level");
        };
        let mut levels = BTreeMap::new();
        for (key, node) in entries {
            let Some(found) = code(&key.text) else {
                let close = near(&key.text, CODES.iter().map(|it| it.name));
                let finding = Diagnostic::new(
                    codes::UNKNOWN_CODE,
                    key.place,
                    format!("no finding is called `{}`", key.text),
                );
                reader.findings.push(finding.did_you_mean(&close));
                continue;
            };
            if found.fixed {
                let message = format!("the level of `{}` cannot be changed", key.text);
                let note = "without the mended value there is nothing to go on with, or going on would leak";
                reader.findings.push(Diagnostic::new(codes::INVALID_VALUE, key.place, message).note(note));
                continue;
            }
            let Some(text) = reader.text(node) else { continue };
            if levels.contains_key(found.name) {
                let message = format!("the key `{}` stands twice", key.text);
                reader.findings.push(Diagnostic::new(codes::DUPLICATE_ID, key.place, message));
            }
            match Level::from_word(text) {
                Some(level) => drop(levels.insert(found.name, level)),
                None => reader.no_such_word(node, text, &["allow", "warning", "error"]),
            }
        }
        Some(Self(levels))
    }
    fn shape() -> Json {
        let changeable = CODES.iter().filter(|it| !it.fixed);
        let properties: serde_json::Map<_, _> = changeable
            .map(|it| (it.name.to_owned(), json!({"enum": ["allow", "warning", "error"]})))
            .collect();
        json!({"type": "object", "properties": properties, "additionalProperties": false})
    }
    fn datum(&self) -> Datum {
        Datum::Absent
    }
}
