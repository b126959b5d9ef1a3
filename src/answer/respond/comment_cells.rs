//! Text of the customer in the comment cell of a question's own row: it may limit or contradict the answer.

use super::approved::leave;
use crate::{
    answer::{
        entries::resolved::ResolvedAnswer,
        filling::{customers::Customers, planned::excerpt, preset::Presets, row_texts},
        reply::{AnswerOrigin, Reply, ReplyStatus, verdict_words::with_verdict},
        verdicts::words::{alike, meaning},
    },
    questionnaire::{At, Sheet, layout::Layout},
};

/// Leaves to a person the rows of a file with text in the comment cell and no answer in the other cells.
/// The answer's own text does not count. A decision was made with the row in view, and ends when text is
/// added.
pub fn apply_comments(file: Customers, replies: &mut [Reply], answers: &[ResolvedAnswer]) {
    for (layout, (index, mapping)) in file.mappings.iter().enumerate() {
        let (Some(comment), Some(sheet)) = (mapping.comment, file.form.sheets.get(*index)) else { continue };
        let presets = presets(sheet, mapping, replies, layout);
        for reply in
            replies.iter_mut().filter(|it| it.asked.layout == layout && it.how != AnswerOrigin::Decided)
        {
            let Some((at, said)) = remark(sheet, mapping, &presets, reply, comment) else { continue };
            reply.reasons.push(format!(
                "{at} contains `{}` without an answer next to it: please decide",
                excerpt(said)
            ));
            if reply.tier == ReplyStatus::Answered {
                let given = reply.answer.as_ref().and_then(|id| answers.iter().find(|it| it.id == *id));
                leave(reply, given);
            }
        }
    }
}

/// The prompts in the answer cells of one layout.
fn presets(sheet: &Sheet, mapping: &Layout, replies: &[Reply], layout: usize) -> Presets {
    let asked: Vec<At> =
        replies.iter().filter(|it| it.asked.layout == layout).map(|it| it.asked.at).collect();
    row_texts::presets(sheet, mapping, &asked)
        .with_read(replies.iter().filter(|it| it.asked.layout == layout))
}

/// The text in the comment cell, if there is no answer next to it and it is not the answer's own.
fn remark<'s>(
    sheet: &'s Sheet,
    mapping: &Layout,
    presets: &Presets,
    reply: &Reply,
    comment: u32,
) -> Option<(At, &'s str)> {
    let held = |at: At| sheet.cells.get(&at).filter(|it| !it.tick).and_then(|it| presets.answer(at, it));
    let at = mapping.cell(reply.asked.at, comment)?;
    let said = held(at)?;
    let alone = mapping.cells(reply.asked.at).into_iter().filter(|it| *it != at).all(|it| held(it).is_none());
    (alone && !says(reply, said)).then_some((at, said))
}

/// Whether a text is that of a reply, with or without its verdict before it, or only the verdict.
fn says(reply: &Reply, words: &str) -> bool {
    let text =
        reply.text.as_deref().is_some_and(|it| alike(it, words) || alike(&with_verdict(it, reply), words));
    text || (reply.verdict.is_some() && meaning(words) == reply.verdict)
}
