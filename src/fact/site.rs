//! The settings of `data/site.yaml`: how facts are published and checked.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde_json::{Value as Json, json};

use super::{
    Audience, Datum, Flag, SecureUrl, Text, TimeSpan,
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
        /// The title of the site. By default the vendor's name and "Trust".
        pub title: Option<Text>,
        /// The language of the texts (BCP 47): `en`.
        pub language: Option<Language>,
        /// The levels of findings, by code: `missing-evidence: allow`.
        pub levels: Option<Levels>,
        /// What security.txt contains besides the contacts.
        pub security_txt: Option<SecurityTxt>,
        /// Whether pages mark statements that nobody has approved as drafts. Yes if left out.
        pub mark_drafts: Option<Flag>,
        /// How long before a date `factum check` warns: `60 days`. An entry can override it.
        pub warn_before: Option<TimeSpan>,
        /// The notice that customers are promised before subprocessors change.
        pub subprocessor_notice: Option<SubprocessorNotice>,
    }
}

record! {
    /// The notice that customers are promised before subprocessors change.
    pub struct SubprocessorNotice {
        /// How long before a change customers are notified: `30 days`.
        pub ahead: Option<TimeSpan>,
        /// How long customers may object after they were notified: `14 days`.
        pub objection: Option<TimeSpan>,
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
    /// What security.txt contains besides the contacts (RFC 9116).
    pub struct SecurityTxt {
        /// How long the file is valid after the build: `180 days`. At most a year.
        pub valid_for: Option<TimeSpan>,
        /// The address of the file itself (section 2.5.2).
        pub canonical: Option<SecureUrl>,
        /// The address of the page that thanks reporters (section 2.5.1).
        pub acknowledgments: Option<SecureUrl>,
        /// The address of the page with open security positions (section 2.5.6).
        pub hiring: Option<SecureUrl>,
        /// The languages in which reports may be written (section 2.5.8).
        pub preferred_languages: Vec<Language>,
    }
}

/// A security.txt that the last build wrote to `out/`.
#[derive(Debug, Clone)]
pub struct PublishedSecurityTxt {
    /// The audience of the build.
    pub audience: Audience,
    /// The effective date of the build, if its manifest states it.
    pub built: Option<NaiveDate>,
    /// The day on which the file expires.
    pub expires: NaiveDate,
    /// The place of the line that states it.
    pub place: Place,
}

/// A language tag (BCP 47): letters, digits and hyphens.
#[derive(Debug, Clone)]
pub struct Language(pub Text);

/// The two-letter language codes (ISO 639-1).
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs \
                         cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv \
                         ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl \
                         km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt \
                         my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru \
                         rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl \
                         tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

impl Field for Language {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = Text::read(node, reader)?;
        let part = |it: &str| (1..=8).contains(&it.len()) && it.bytes().all(|b| b.is_ascii_alphanumeric());
        let first = text.split('-').next().unwrap_or_default();
        // There are thousands of three-letter codes (ISO 639-3); they are not looked up.
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
            format!("`{}` is not a valid language tag", text.value),
            "write a BCP 47 tag such as `en` or `pt-BR`",
        );
        None
    }
    fn schema() -> Json {
        json!({"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"})
    }
    fn datum(&self) -> Datum {
        self.0.datum()
    }
}

/// How long security.txt is valid by default. RFC 9116, section 2.5.5, recommends less than a year.
const SECURITY_TXT_DAYS: Days = Days::new(180);

impl Site {
    /// The day on which a security.txt that is built on the day `on` expires.
    pub fn security_txt_ends(&self, on: NaiveDate) -> NaiveDate {
        let stated = self.security_txt.as_ref().and_then(|it| it.valid_for.as_ref());
        stated.map_or_else(|| on.checked_add_days(SECURITY_TXT_DAYS), |it| it.after(on)).unwrap_or(on)
    }

    /// The levels that the settings state, by code.
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
                    format!("unknown finding code `{}`", key.text),
                );
                reader.findings.push(finding.did_you_mean(&close));
                continue;
            };
            if found.fixed {
                let message = format!("the level of `{}` cannot be changed", key.text);
                let note = "without a fix there is nothing to publish, or publishing would disclose \
                            something confidential";
                reader.findings.push(Diagnostic::new(codes::INVALID_VALUE, key.place, message).note(note));
                continue;
            }
            let Some(text) = reader.text(node) else { continue };
            if levels.contains_key(found.name) {
                let message = format!("duplicate key `{}`", key.text);
                reader.findings.push(Diagnostic::new(codes::DUPLICATE_ID, key.place, message));
            }
            match Level::from_word(text) {
                Some(level) => drop(levels.insert(found.name, level)),
                None => reader.no_such_word(node, text, &["allow", "warning", "error"]),
            }
        }
        Some(Self(levels))
    }
    fn schema() -> Json {
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
