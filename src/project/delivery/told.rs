//! What is delivered to a customer, by question: the answers of `answers.json`, as far as they are in the filled file.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::{
    filled_file::{FilledFile, Holds, Now, Spot, Written, moved},
    filled_layout::said,
};
use crate::{
    answer::{ApprovalState, InParagraphs, spoken, verdict_on},
    fact::{Audience, Verdict, printable},
    ledger::{Claim, ClaimId, Origin, Part, Told, digest_of},
    questionnaire::At,
};

/// What is delivered for one question.
#[derive(Debug, Default)]
pub struct ClaimSource {
    /// The answer, and text that factum did not write.
    pub told: Vec<Told>,
    /// The location of the question in the file.
    pub place: Option<Spot>,
    /// Whether it was answered, but the file has no part of the answer.
    pub missing: bool,
    /// Whether a person changed what factum wrote.
    pub edited: bool,
    /// Whether the file has text that is not approved: custom text, or an answer that was not approved when it was given.
    pub unapproved: bool,
    /// Whether the answer was assigned by a pin of a questionnaire.
    pub pinned: bool,
}

/// What the file contains for a question of `answers.json`; `None` if the question cannot be read.
///
/// # Errors
/// The reason why changes to the file make its answers ambiguous.
pub fn telling(json: &Json, audience: Audience, file: &FilledFile) -> Result<Option<ClaimSource>, String> {
    let Some(question) = Question::read(json, audience) else { return Ok(None) };
    let answered = word(json, "tier").as_deref() == Some("answered");
    let written = if answered { question.written() } else { vec![] };
    let mut telling = ClaimSource::default();
    let down = match file.moved(&question.sheet, question.row, &question.text) {
        Ok(down) => down,
        Err(_) if written.is_empty() => return Ok(Some(ClaimSource { missing: answered, ..telling })),
        Err(why) => return Err(why),
    };
    let places = question.places(down);
    let inside = file.in_paragraphs(&question.sheet, question.row);
    let row = u32::try_from(i64::from(question.row) + down).ok();
    telling.place = row.map(|row| {
        let mut cells: Vec<At> =
            written.iter().filter_map(|it| moved(it.at, down)).chain(places.iter().copied()).collect();
        cells.extend(cells.clone().into_iter().filter(|it| it.is_inside()).map(At::outer));
        let rows = inside.iter().flat_map(|it| it.kept.keys().chain(it.new.keys()));
        cells.extend(rows.map(|row| At { row: *row, column: 1 }));
        Spot { sheet: question.sheet.clone(), row, cells }
    });
    let of_paragraphs = inside.as_ref().filter(|it| it.written && !written.is_empty());
    let now = |it: &Written| {
        of_paragraphs.map_or_else(|| file.now(&question.sheet, it, down), |found| found_now(found, it))
    };
    let now: Vec<(&Written, Now)> = written.iter().map(|it| (it, now(it))).collect();
    telling.edited = now.iter().any(|(_, now)| !matches!(now, Now::AsWritten(_)));
    let own = question.told(&now);
    telling.unapproved = own.as_ref().is_some_and(|it| it.claim.is_custom() || !question.is_approved());
    telling.pinned = word(json, "how").as_deref() == Some("pinned");
    let own_is_missing = own.is_none();
    telling.told.extend(own);
    let mut others = file.others(&question.sheet, question.row, &question.text, down, &places);
    if let Some(found) = inside {
        let kept = found.kept.into_iter().filter(|_| written.is_empty());
        let new = found.new.into_iter().filter(|_| written.is_empty() || found.stands);
        let lines: BTreeMap<u32, String> = kept.chain(new).collect();
        others.extend(lines.into_values().filter_map(|it| said(&it)));
    }
    telling.missing = answered && own_is_missing && others.is_empty();
    if !others.is_empty() {
        telling.unapproved = true;
        let text = others.join("\n");
        match telling.told.first_mut().filter(|it| it.claim.is_custom()) {
            // All custom text for one question is one item.
            Some(own) => {
                own.claim.text = own
                    .claim
                    .text
                    .take()
                    .map(|it| if it.is_empty() { text.clone() } else { format!("{it}\n{text}") })
            }
            None => telling.told.push(question.own_words(None, text, Origin::File)),
        }
    }
    Ok(Some(telling))
}

/// The current content of a part of an answer that was written into paragraphs.
fn found_now(found: &InParagraphs, written: &Written) -> Now {
    if found.stands {
        return Now::AsWritten(written.value.clone());
    }
    let lines: BTreeMap<&u32, &String> = found.kept.iter().chain(&found.new).collect();
    let lines: Vec<String> = lines.into_values().filter_map(|it| said(it)).collect();
    match lines.as_slice() {
        [] => Now::Empty,
        [only] if *only == written.value => Now::AsWritten(written.value.clone()),
        lines => Now::Other(printable(&lines.join("\n"))),
    }
}

/// What stands in the file alone, at a place of it.
fn of_file(question: String, number: Option<String>, claim: Claim, place: Option<String>) -> Told {
    Told {
        question,
        number,
        entry_question: None,
        claim,
        written: None,
        part: None,
        origin: Some(Origin::File),
        place,
        statements: vec![],
    }
}

/// The content of a row that is not in `answers.json`: a question that somebody added to the file, with text next to it.
pub fn added(question: String, number: Option<String>, text: String, audience: Audience) -> Told {
    // The same question may be asked elsewhere in the file.
    let id = own_id(&format!("{question}\n{}", number.as_deref().unwrap_or_default()));
    let claim = Claim { id, audience, state: None, verdict: None, facts: vec![], text: Some(text) };
    of_file(question, number, claim, None)
}

/// Text typed into a cell that is not an answer cell; `beside` are the question of its row and the customer's id for it.
pub fn typed(
    place: String,
    text: String,
    beside: Option<(String, Option<String>)>,
    file: &str,
    audience: Audience,
) -> Told {
    let (question, number) = beside.unwrap_or_else(|| ("Added to the file by hand".into(), None));
    let id = own_id(&format!("{file}\n{place}\n{question}"));
    let claim = Claim { id, audience, state: None, verdict: None, facts: vec![], text: Some(text) };
    of_file(question, number, claim, Some(place))
}

fn own_id(question: &str) -> String {
    let digest = digest_of(question.as_bytes());
    ClaimId::Custom(digest.get(..16).unwrap_or_default()).to_string()
}

/// An answered question of `answers.json`.
struct Question<'j> {
    json: &'j Json,
    audience: Audience,
    text: String,
    sheet: String,
    row: u32,
    verdict: Option<Verdict>,
    words: Option<String>,
    choice: Option<String>,
}

impl<'j> Question<'j> {
    /// The current cells of its answer, if these are not in its row.
    fn places(&self, down: i64) -> Vec<At> {
        let places = self.json.get("places").and_then(Json::as_array).into_iter().flatten();
        places.filter_map(|it| moved(At::named(it.as_str()?)?, down)).collect()
    }

    fn read(json: &'j Json, audience: Audience) -> Option<Self> {
        let row = json.get("row").and_then(Json::as_u64).and_then(|it| u32::try_from(it).ok())?;
        Some(Self {
            json,
            audience,
            text: word(json, "text")?,
            sheet: json.get("sheet").and_then(Json::as_str).unwrap_or_default().to_owned(),
            row,
            verdict: verdict(json),
            words: word(json, "text_given"),
            choice: word(json, "choice"),
        })
    }

    /// The cells that factum wrote.
    fn written(&self) -> Vec<Written> {
        self.json
            .get("cells")
            .and_then(Json::as_array)
            .into_iter()
            .flatten()
            .filter_map(written_cell)
            .collect()
    }

    /// Whether the answer was approved when it was given.
    fn is_approved(&self) -> bool {
        let given = self.json.get("given");
        given
            .and_then(|it| it.get("approval"))
            .and_then(Json::as_str)
            .is_some_and(|it| it != ApprovalState::NotYet.words(Audience::Public))
    }

    /// What the cells that factum wrote contain; `None` if they are empty.
    fn told(&self, now: &[(&Written, Now)]) -> Option<Told> {
        // The unchanged text, in the cells for the text or in those for the verdict.
        let of = |text: bool| {
            let cells = now.iter().filter(move |(it, _)| (it.holds == Holds::Text) == text);
            cells.filter_map(
                |(it, now)| if let Now::AsWritten(words) = now { Some((it.holds, words)) } else { None },
            )
        };
        if now.iter().any(|(_, now)| matches!(now, Now::Other(_))) {
            return Some(self.edited(now));
        }
        let tells_text = of(true).next().is_some();
        // If there is no separate cell for the verdict, the text may begin with it.
        let tells_verdict =
            of(false).next().is_some() || of(true).any(|(_, words)| self.begins_with_verdict(words));
        if !(tells_text || tells_verdict) {
            return None;
        }
        let full = self.claim(tells_verdict, tells_text);
        let verdict = full.verdict.filter(|_| tells_verdict);
        let text = if tells_text { full.text.clone() } else { Some(String::new()) };
        let part = match (verdict == full.verdict, text == full.text) {
            (true, false) => Some(Part::Verdict),
            (false, true) => Some(Part::Text),
            _ => None,
        };
        // The customer's own option for the verdict.
        let listed = of(false)
            .find(|(holds, words)| *holds == Holds::Verdict && !words.is_empty())
            .map(|(_, words)| words);
        let written = listed
            .or(self.choice.as_ref().filter(|_| tells_verdict))
            .filter(|it| !self.is_spoken(it))
            .cloned();
        let given = self.json.get("given");
        let statements = given.filter(|_| tells_text).map(|it| list(it, "statements")).unwrap_or_default();
        Some(Told {
            question: self.text.clone(),
            number: word(self.json, "id"),
            entry_question: given.filter(|_| !full.is_custom()).and_then(|it| word(it, "question")),
            claim: Claim { verdict, text, ..full },
            written,
            part,
            origin: None,
            place: None,
            statements,
        })
    }

    /// What cells contain if a person changed at least one of them.
    fn edited(&self, now: &[(&Written, Now)]) -> Told {
        let words = |text: bool| {
            let cells = now.iter().filter(|(it, _)| (it.holds == Holds::Text) == text);
            let words = cells.filter_map(|(_, now)| match now {
                Now::Empty => None,
                Now::AsWritten(words) | Now::Other(words) => Some(words.clone()),
            });
            words.collect::<Vec<_>>().join("\n")
        };
        let (word, text) = (words(false), words(true));
        let unchanged =
            now.iter().any(|(it, now)| it.holds != Holds::Text && matches!(now, Now::AsWritten(_)));
        let verdict = if unchanged { self.verdict } else { verdict_on(&self.text, &word) };
        let text = if text.is_empty() { word.clone() } else { text };
        let mut told = self.own_words(verdict, text, Origin::Edited);
        told.written = Some(word).filter(|it| {
            !it.is_empty() && verdict.is_none_or(|verdict| !it.eq_ignore_ascii_case(spoken(verdict)))
        });
        told
    }

    /// The delivered answer or a part of it: from the library, or custom text.
    fn claim(&self, tells_verdict: bool, tells_text: bool) -> Claim {
        let (audience, facts) = (self.audience, list(self.json, "facts"));
        let text = self.words.clone().unwrap_or_default();
        if let (Some(id), Some(given)) =
            (word(self.json, "answer"), self.json.get("given").filter(|it| it.is_object()))
        {
            let of_library = (verdict(given), word(given, "text").unwrap_or_default());
            // Custom text or a custom verdict is not a library answer, whichever entry was chosen.
            if (!tells_verdict || of_library.0 == self.verdict) && (!tells_text || of_library.1 == text) {
                return Claim {
                    id,
                    audience,
                    state: None,
                    verdict: of_library.0,
                    facts,
                    text: Some(of_library.1),
                };
            }
        }
        let text = if text.is_empty() { self.choice.clone().unwrap_or_default() } else { text };
        Claim { id: self.own_id(), audience, state: None, verdict: self.verdict, facts, text: Some(text) }
    }

    /// Custom text, which is not based on any of the library's facts.
    fn own_words(&self, verdict: Option<Verdict>, text: String, origin: Origin) -> Told {
        let claim = Claim {
            id: self.own_id(),
            audience: self.audience,
            state: None,
            verdict,
            facts: vec![],
            text: Some(text),
        };
        let number = word(self.json, "id");
        Told {
            question: self.text.clone(),
            number,
            entry_question: None,
            claim,
            written: None,
            part: None,
            origin: Some(origin),
            place: None,
            statements: vec![],
        }
    }

    fn own_id(&self) -> String {
        own_id(&self.text)
    }

    fn begins_with_verdict(&self, value: &str) -> bool {
        let value = value.to_lowercase();
        let words = self.choice.iter().cloned().chain(self.verdict.map(|it| spoken(it).to_owned()));
        words.into_iter().any(|it| {
            value
                .strip_prefix(&it.to_lowercase())
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    }

    fn is_spoken(&self, word: &str) -> bool {
        self.verdict.is_some_and(|it| word.eq_ignore_ascii_case(spoken(it)))
    }
}

/// A cell as `answers.json` names it: `{"cell": "Sheet1!C5", "holds": "text", "value": "…"}`.
fn written_cell(json: &Json) -> Option<Written> {
    let cell = word(json, "cell")?;
    let holds = match word(json, "holds")?.as_str() {
        "verdict" => Holds::Verdict,
        "tick" => Holds::Tick,
        _ => Holds::Text,
    };
    Some(Written {
        at: crate::questionnaire::At::named(cell.rsplit('!').next()?)?,
        holds,
        value: word(json, "value").unwrap_or_default(),
    })
}

fn word(json: &Json, name: &str) -> Option<String> {
    json.get(name).and_then(Json::as_str).filter(|it| !it.is_empty()).map(str::to_owned)
}

fn list(json: &Json, name: &str) -> Vec<String> {
    let items = json.get(name).and_then(Json::as_array).into_iter().flatten();
    items.filter_map(Json::as_str).map(str::to_owned).collect()
}

fn verdict(json: &Json) -> Option<Verdict> {
    word(json, "verdict").and_then(|it| Verdict::from_word(&it))
}
