//! The `answers.json` of a customer's questionnaire.

use std::collections::BTreeMap;

use crate::{
    answer::{AnswerOrigin, Replied, Reply, Suggestion},
    fact::Audience,
    questionnaire::{
        Texts,
        layout::{Layout, Place, column_name},
    },
    render::{
        RenderContext,
        answers_file::{
            CandidateAnswer, CellInSheet, CustomerAnswers, CustomerQuestion, EditedCell, FilledFileEntry,
            LibraryAnswer, QuestionResult, TableEntry, UnreadEntry, UnwrittenPart, WrittenCell, rounded,
        },
        questionnaire,
    },
};

/// The answers to a customer's questionnaire, not sealed yet.
pub(super) fn answers(context: &RenderContext, replied: &Replied) -> CustomerAnswers {
    let tables = (0..).zip(&replied.mappings);
    let (file, sha256) = replied.returned.clone();
    let edited = replied.edited.iter().map(|(sheet, at, text)| {
        EditedCell::new(replied.form.sheets.get(*sheet).map_or("", |it| &it.name), *at, text)
    });
    let not_read = replied
        .unread
        .iter()
        .map(|entry| UnreadEntry::new(replied.form.sheets.get(entry.sheet).map_or("", |it| &it.name), entry));
    CustomerAnswers {
        heading: questionnaire::heading(context, &replied.name, &replied.file),
        file: replied.file.clone(),
        sha256: Some(replied.digest.clone()),
        place: Some(replied.place.clone()),
        returned: Some(FilledFileEntry { file, sha256 }),
        customer: replied.customer.clone(),
        products: replied.products.clone(),
        mapping: tables.map(|(number, (sheet, layout))| table(replied, number, *sheet, layout)).collect(),
        not_read: not_read.collect(),
        totals: replied.totals(),
        edited: edited.collect(),
        remarks: replied.remarks.clone(),
        texts: Some(texts(replied)),
        paragraphs: replied.paragraphs.iter().map(Into::into).collect(),
        questions: replied.replies.iter().map(|it| question(context, replied, it)).collect(),
        seal: String::new(),
    }
}

fn texts(replied: &Replied) -> BTreeMap<String, BTreeMap<String, String>> {
    let texts = Texts::of(&replied.form);
    texts.lines().into_iter().map(|(sheet, columns)| (sheet.to_owned(), columns)).collect()
}

/// The table with a number.
fn table(replied: &Replied, number: usize, sheet: usize, layout: &Layout) -> TableEntry {
    let name = |column: u32| column_name(layout, column);
    let names = |columns: &[u32]| columns.iter().map(|it| name(*it)).collect();
    let not_asked = layout.left_by_reason().into_iter();
    TableEntry {
        sheet: replied.form.sheets.get(sheet).map_or(String::new(), |it| it.name.clone()),
        header_rows: layout.header_rows.clone(),
        id: layout.id.map(name),
        question: name(layout.question),
        answers: names(&layout.answers),
        yes_no: layout.yes_no.map(name),
        ticks: layout.ticks.iter().map(|(column, word)| (name(*column), word.clone())).collect(),
        comment: layout.comment.map(name),
        sections: names(&layout.sections),
        guidance: layout.guidance.map(name),
        questions: replied.replies.iter().filter(|it| it.asked.layout == number).count(),
        counts: replied.tally_of(number..number + 1).into(),
        not_asked: not_asked.map(|(reason, count)| (reason.word().to_owned(), count)).collect(),
        transposed: layout.transposed,
        place: (&layout.place).into(),
        confidence: rounded(layout.confidence),
        reasons: layout.reasons.clone(),
    }
}

fn question(context: &RenderContext, replied: &Replied, reply: &Reply) -> CustomerQuestion {
    let own = context.publication.audience == Audience::Internal;
    let sheet = replied.sheet(reply);
    let by_a_person = || vec!["decided by a person".to_owned()];
    CustomerQuestion {
        result: result(context, reply),
        sheet: sheet.to_owned(),
        row: Some(reply.asked.at.row),
        sections: reply.asked.sections.clone(),
        how: Some(reply.how),
        confidence: rounded(reply.confidence),
        choice: reply.choice.clone(),
        given: given(context, reply),
        written: reply.cells.iter().map(|it| CellInSheet(it.at)).collect(),
        places: places(replied, reply),
        cells: Some(reply.cells.iter().map(|it| WrittenCell::new(sheet, it)).collect()),
        left: reply.left.iter().map(|it| UnwrittenPart::new(sheet, it)).collect(),
        edited: reply.edited.iter().map(|(at, text)| EditedCell::new(sheet, *at, text)).collect(),
        // Who decided is for the vendor's own people, and in the file for review.
        decided_by: reply.decision.as_ref().filter(|_| own).map(|it| it.by.clone()),
        candidates: reply.suggestions.iter().map(candidate).collect(),
        reasons: if reply.how == AnswerOrigin::Decided && !own {
            by_a_person()
        } else {
            reply.reasons.clone()
        },
    }
}

fn result(context: &RenderContext, reply: &Reply) -> QuestionResult {
    let (facts, sources) = questionnaire::provenance(context, &reply.facts);
    QuestionResult {
        id: reply.id.clone(),
        text: reply.asked.text.clone(),
        tier: reply.tier,
        answer: reply.answer.as_ref().map(ToString::to_string),
        verdict: reply.verdict,
        text_given: reply.text.clone(),
        facts,
        sources,
    }
}

/// The cells of the answer; `None` if they are in the question's row, in the columns of the layout.
fn places(replied: &Replied, reply: &Reply) -> Option<Vec<CellInSheet>> {
    let layout = replied.layout(reply).filter(|it| it.transposed || it.place != Place::Beside)?;
    Some(layout.cells(reply.asked.at).into_iter().map(CellInSheet).collect())
}

/// The answer in the library; `None` if no part of it is given.
fn given(context: &RenderContext, reply: &Reply) -> Option<LibraryAnswer> {
    let publication = context.publication;
    let id = reply.answer.as_ref()?;
    let answer = publication.answers.iter().find(|it| it.id == *id)?;
    Some(LibraryAnswer {
        question: answer.question.clone(),
        verdict: answer.verdict,
        text: answer.text.clone(),
        statements: answer.repeated.iter().cloned().collect(),
        approval: reply.approval(answer, &publication.pins).words(publication.audience),
    })
}

fn candidate(suggestion: &Suggestion) -> CandidateAnswer {
    CandidateAnswer {
        answer: suggestion.answer.to_string(),
        score: rounded(suggestion.score),
        confidence: rounded(suggestion.confidence),
        matched: suggestion.matched.clone(),
        unmatched: suggestion.unmatched.clone(),
    }
}
