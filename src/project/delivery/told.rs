//! What is delivered to a customer, by question: the answers of `answers.json`, as far as they are in the filled file.

use std::collections::BTreeMap;

use super::{
    filled_file::{FilledFile, Now, Spot, moved},
    filled_layout::said,
};
use crate::{
    answer::{Entered, Holds, How, InParagraphs, Tier, spoken, verdict_on},
    fact::{Audience, Verdict, printable},
    ledger::{Claim, ClaimId, Origin, Part, Told, digest_of},
    questionnaire::At,
    render::answers_file::{CustomerQuestion, LibraryAnswer},
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
pub fn telling(
    asked: &CustomerQuestion,
    audience: Audience,
    file: &FilledFile,
) -> Result<Option<ClaimSource>, String> {
    let Some(question) = Question::read(asked, audience) else { return Ok(None) };
    let answered = asked.result.tier == Tier::Answered;
    let written = if answered { question.written() } else { vec![] };
    let mut telling = ClaimSource::default();
    let down = match file.moved(question.sheet, question.row, question.text) {
        Ok(down) => down,
        Err(_) if written.is_empty() => return Ok(Some(ClaimSource { missing: answered, ..telling })),
        Err(why) => return Err(why),
    };
    let places = question.places(down);
    let inside = file.in_paragraphs(question.sheet, question.row);
    let row = u32::try_from(i64::from(question.row) + down).ok();
    telling.place = row.map(|row| {
        let mut cells: Vec<At> =
            written.iter().filter_map(|it| moved(it.at, down)).chain(places.iter().copied()).collect();
        cells.extend(cells.clone().into_iter().filter(|it| it.is_inside()).map(At::outer));
        let rows = inside.iter().flat_map(|it| it.kept.keys().chain(it.new.keys()));
        cells.extend(rows.map(|row| At { row: *row, column: 1 }));
        Spot { sheet: question.sheet.to_owned(), row, cells }
    });
    let of_paragraphs = inside.as_ref().filter(|it| it.written && !written.is_empty());
    let now = |it: &Entered| {
        of_paragraphs.map_or_else(|| file.now(question.sheet, it, down), |found| found_now(found, it))
    };
    let now: Vec<(&Entered, Now)> = written.iter().map(|it| (it, now(it))).collect();
    telling.edited = now.iter().any(|(_, now)| !matches!(now, Now::AsWritten(_)));
    let own = question.told(&now);
    telling.unapproved = own.as_ref().is_some_and(|it| it.claim.is_custom() || !question.is_approved());
    telling.pinned = asked.how == Some(How::Pinned);
    let own_is_missing = own.is_none();
    telling.told.extend(own);
    let mut others = file.others(question.sheet, question.row, question.text, down, &places);
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
fn found_now(found: &InParagraphs, written: &Entered) -> Now {
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
struct Question<'a> {
    entry: &'a CustomerQuestion,
    audience: Audience,
    text: &'a str,
    sheet: &'a str,
    row: u32,
    verdict: Option<Verdict>,
    words: Option<&'a str>,
    choice: Option<&'a str>,
}

impl<'a> Question<'a> {
    /// The current cells of its answer, if these are not in its row.
    fn places(&self, down: i64) -> Vec<At> {
        self.entry.places.iter().flatten().filter_map(|it| moved(it.0, down)).collect()
    }

    fn read(entry: &'a CustomerQuestion, audience: Audience) -> Option<Self> {
        Some(Self {
            entry,
            audience,
            text: stated(&entry.result.text)?,
            sheet: &entry.sheet,
            row: entry.row?,
            verdict: entry.result.verdict,
            words: entry.result.text_given.as_deref().and_then(stated),
            choice: entry.choice.as_deref().and_then(stated),
        })
    }

    /// The cells that factum wrote.
    fn written(&self) -> Vec<Entered> {
        let cells = self.entry.cells.iter().flatten();
        cells.map(|it| Entered { at: it.cell.at, holds: it.holds, value: it.value.clone() }).collect()
    }

    /// Whether the answer was approved when it was given.
    fn is_approved(&self) -> bool {
        self.entry.given.as_ref().is_some_and(LibraryAnswer::is_approved)
    }

    /// The customer's id of the question.
    fn number(&self) -> Option<String> {
        stated(&self.entry.result.id).map(str::to_owned)
    }

    /// What the cells that factum wrote contain; `None` if they are empty.
    fn told(&self, now: &[(&Entered, Now)]) -> Option<Told> {
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
            .map(|(_, words)| words.as_str());
        let written = listed
            .or(self.choice.filter(|_| tells_verdict))
            .filter(|it| !self.is_spoken(it))
            .map(str::to_owned);
        let given = self.entry.given.as_ref();
        let statements = given.filter(|_| tells_text).map(|it| it.statements.clone()).unwrap_or_default();
        let entry_question = given.filter(|_| !full.is_custom()).and_then(|it| stated(&it.question));
        Some(Told {
            question: self.text.to_owned(),
            number: self.number(),
            entry_question: entry_question.map(str::to_owned),
            claim: Claim { verdict, text, ..full },
            written,
            part,
            origin: None,
            place: None,
            statements,
        })
    }

    /// What cells contain if a person changed at least one of them.
    fn edited(&self, now: &[(&Entered, Now)]) -> Told {
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
        let verdict = if unchanged { self.verdict } else { verdict_on(self.text, &word) };
        let text = if text.is_empty() { word.clone() } else { text };
        let mut told = self.own_words(verdict, text, Origin::Edited);
        told.written = Some(word).filter(|it| {
            !it.is_empty() && verdict.is_none_or(|verdict| !it.eq_ignore_ascii_case(spoken(verdict)))
        });
        told
    }

    /// The delivered answer or a part of it: from the library, or custom text.
    fn claim(&self, tells_verdict: bool, tells_text: bool) -> Claim {
        let (audience, facts) = (self.audience, self.entry.result.facts.clone());
        let text = self.words.unwrap_or_default();
        let answer = self.entry.result.answer.as_deref().and_then(stated);
        if let (Some(id), Some(given)) = (answer, &self.entry.given) {
            // Custom text or a custom verdict is not a library answer, whichever entry was chosen.
            if (!tells_verdict || given.verdict == self.verdict) && (!tells_text || given.text == text) {
                let (id, text) = (id.to_owned(), Some(given.text.clone()));
                return Claim { id, audience, state: None, verdict: given.verdict, facts, text };
            }
        }
        let text = Some(text).filter(|it| !it.is_empty()).or(self.choice).unwrap_or_default().to_owned();
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
        Told {
            question: self.text.to_owned(),
            number: self.number(),
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
        own_id(self.text)
    }

    fn begins_with_verdict(&self, value: &str) -> bool {
        let value = value.to_lowercase();
        let words = self.choice.into_iter().chain(self.verdict.map(spoken));
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

/// The text, unless it is empty.
fn stated(text: &str) -> Option<&str> {
    Some(text).filter(|it| !it.is_empty())
}
