//! What is delivered to a customer for one question: the part of its answer in `answers.json` that is in
//! the filled file.

use std::collections::BTreeMap;

use super::{
    cell_content::CellContent,
    delivered_question::DeliveredQuestion,
    filled_file::{FilledFile, QuestionSpot, moved},
    filled_layout::text_content,
};
use crate::{
    answer::{AnswerOrigin, Entered, InParagraphs, ReplyStatus},
    fact::{Audience, printable},
    ledger::{DeliveredItem, Origin},
    questionnaire::At,
    render::answers_file::CustomerQuestion,
};

/// What is delivered for one question.
#[derive(Debug, Default)]
pub struct QuestionDelivery {
    /// The answer, and text that factum did not write.
    pub items: Vec<DeliveredItem>,
    /// The location of the question in the file.
    pub place: Option<QuestionSpot>,
    /// Whether it was answered, but the file has no part of the answer.
    pub missing: bool,
    /// Whether a person changed what factum wrote.
    pub edited: bool,
    /// Whether the file has text that is not approved: custom text, or an answer that was not approved when
    /// it was given.
    pub unapproved: bool,
    /// Whether the answer was assigned by a pin of a questionnaire.
    pub pinned: bool,
}

/// What the file contains for a question of `answers.json`; `None` if the question cannot be read.
///
/// # Errors
/// The reason why changes to the file make its answers ambiguous.
pub fn question_delivery(
    entry: &CustomerQuestion,
    audience: Audience,
    file: &FilledFile,
) -> Result<Option<QuestionDelivery>, String> {
    let Some(question) = DeliveredQuestion::new(entry, audience) else { return Ok(None) };
    let answered = entry.result.tier == ReplyStatus::Answered;
    let written = if answered { question.written() } else { vec![] };
    let down = match file.moved(question.sheet, question.row, question.text) {
        Ok(down) => down,
        Err(_) if written.is_empty() => {
            return Ok(Some(QuestionDelivery { missing: answered, ..QuestionDelivery::default() }));
        }
        Err(why) => return Err(why),
    };
    let located = Located {
        places: question.places(down),
        paragraphs: file.in_paragraphs(question.sheet, question.row),
        question: &question,
        file,
        written: &written,
        down,
    };
    let contents = located.contents();
    let claim = question.claim_in(&contents);
    let others = located.others();
    let unapproved = claim.as_ref().is_some_and(|it| it.claim.is_custom() || !question.is_approved());
    Ok(Some(QuestionDelivery {
        place: located.spot(),
        missing: answered && claim.is_none() && others.is_empty(),
        edited: contents.iter().any(|(_, content)| !matches!(content, CellContent::AsWritten(_))),
        unapproved: unapproved || !others.is_empty(),
        pinned: entry.how == Some(AnswerOrigin::Pinned),
        items: with_others(&question, claim, &others),
    }))
}

/// A question whose row in the filled file is known.
struct Located<'a> {
    question: &'a DeliveredQuestion<'a>,
    file: &'a FilledFile,
    /// The cells that factum wrote, at their location then.
    written: &'a [Entered],
    /// The number of rows by which the question moved down since.
    down: i64,
    /// The current cells of the answer, if these are not in the question's row.
    places: Vec<At>,
    /// The answer, if it is in paragraphs.
    paragraphs: Option<InParagraphs>,
}

impl Located<'_> {
    /// The current location of the question and its answer.
    fn spot(&self) -> Option<QuestionSpot> {
        let row = u32::try_from(i64::from(self.question.row) + self.down).ok()?;
        let written = self.written.iter().filter_map(|it| moved(it.at, self.down));
        let mut cells: Vec<At> = written.chain(self.places.iter().copied()).collect();
        cells.extend(cells.clone().into_iter().filter(|it| it.is_inside()).map(At::outer));
        let rows = self.paragraphs.iter().flat_map(|it| it.kept.keys().chain(it.new.keys()));
        cells.extend(rows.map(|row| At { row: *row, column: 1 }));
        Some(QuestionSpot { sheet: self.question.sheet.to_owned(), row, cells })
    }

    /// The current content of each cell that factum wrote.
    fn contents(&self) -> Vec<(&Entered, CellContent)> {
        let paragraphs = self.paragraphs.as_ref().filter(|it| it.written);
        let content = |it: &Entered| match paragraphs {
            Some(found) => content_of_paragraphs(found, it),
            None => self.file.content(self.question.sheet, it, self.down),
        };
        self.written.iter().map(|it| (it, content(it))).collect()
    }

    /// The texts in places for the answer that factum did not write.
    fn others(&self) -> Vec<String> {
        let DeliveredQuestion { sheet, row, text, .. } = *self.question;
        let mut others = self.file.others(sheet, row, text, self.down, &self.places);
        if let Some(found) = &self.paragraphs {
            let kept = found.kept.iter().filter(|_| self.written.is_empty());
            let new = found.new.iter().filter(|_| self.written.is_empty() || found.stands);
            let lines: BTreeMap<u32, &String> = kept.chain(new).map(|(row, text)| (*row, text)).collect();
            others.extend(lines.into_values().filter_map(|it| text_content(it)));
        }
        others
    }
}

/// The claim, and the other texts as custom text. All custom text for one question is one claim.
fn with_others(
    question: &DeliveredQuestion,
    claim: Option<DeliveredItem>,
    others: &[String],
) -> Vec<DeliveredItem> {
    if others.is_empty() {
        return claim.into_iter().collect();
    }
    let text = others.join("\n");
    match claim {
        Some(mut custom) if custom.claim.is_custom() => {
            let own = custom.claim.text.take();
            custom.claim.text =
                own.map(|it| if it.is_empty() { text.clone() } else { format!("{it}\n{text}") });
            vec![custom]
        }
        claim => claim.into_iter().chain([question.custom_text(None, text, Origin::File)]).collect(),
    }
}

/// The current content of a part of an answer that was written into paragraphs.
fn content_of_paragraphs(found: &InParagraphs, written: &Entered) -> CellContent {
    if found.stands {
        return CellContent::AsWritten(written.value.clone());
    }
    let lines: BTreeMap<&u32, &String> = found.kept.iter().chain(&found.new).collect();
    let lines: Vec<String> = lines.into_values().filter_map(|it| text_content(it)).collect();
    match lines.as_slice() {
        [] => CellContent::Empty,
        [only] if *only == written.value => CellContent::AsWritten(written.value.clone()),
        lines => CellContent::Other(printable(&lines.join("\n"))),
    }
}
