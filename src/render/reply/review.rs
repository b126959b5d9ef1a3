//! `review.yaml`: the one file in which a person decides.

use std::fmt::Write;

use super::surroundings::{self, list, quoted};
use crate::{
    answer::{Decision, Decisions, Replied, Reply, ReplyStatus, Suggestion, section},
    questionnaire::layout,
    render::{RenderContext, ask::has_same_wording},
};

const HEAD: &str = "\
# The results for this questionnaire, and the place for your decisions. Write after `decision:`; factum \
                    rewrites the rest
# each time and keeps what you wrote. After deciding, run `factum answer` on the customer's file again.
#
#   decision: {answer: some-id, by: Jane}                    use this answer from the library
#   decision: {text: Our own words., verdict: yes, by: Jane} use this text; yes, no, partial, not-applicable \
                    or a list option
#   decision: {blank: yes, by: Jane}                         leave the question blank on purpose
#
# A top-level `decided_by: Jane` applies to every decision without `by`. `factum learn` adds decisions to \
                    data/.
";

const QUESTION_SETS: &str = "
# The questions that the texts under `surroundings:` were listed with, as digests. A mark holds for these \
                             questions only.
question_sets:
";

/// The review file: what was found, and the decisions, carried over byte for byte.
pub fn write(context: &RenderContext, replied: &Replied, decisions: &Decisions) -> String {
    let totals = replied.totals();
    let mut out = HEAD.to_owned();
    let _ = writeln!(out, "version: 1\nfile: {}\nsha256: {}", quoted(&replied.file), replied.digest);
    let _ = writeln!(out, "place: {}", quoted(&replied.place));
    let _ =
        writeln!(out, "as_of: {}\naudience: {}", context.publication.on, context.publication.audience.word());
    if let Some(customer) = &replied.customer {
        let _ = writeln!(out, "customer: {}", quoted(customer));
    }
    if !replied.products.is_empty() {
        let _ = writeln!(out, "products: {}", list(&replied.products));
    }
    let figures = (totals.questions, totals.answered, totals.review, totals.none);
    let _ = writeln!(
        out,
        "totals: {{questions: {}, answered: {}, review: {}, none: {}}}",
        figures.0, figures.1, figures.2, figures.3
    );
    if decisions.mappings.is_empty() {
        out += &layouts(replied);
    }
    out += &decisions.raw;
    let sets = surroundings::write(&mut out, replied, decisions);
    out += "questions:\n";
    for reply in &replied.replies {
        question(&mut out, replied, reply);
    }
    let kept: Vec<_> =
        replied.replies.iter().filter_map(|it| it.decision.as_ref()).map(|it| it.place).collect();
    let lost: Vec<_> = decisions.all.iter().filter(|it| !kept.contains(&it.place)).collect();
    if !lost.is_empty() {
        out += "\n# Decisions on questions that are no longer in the file or have changed. They are kept \
                and used again if the question returns.\n";
        lost.iter().for_each(|it| set_aside(&mut out, it));
    }
    if !sets.is_empty() {
        out += QUESTION_SETS;
        for (number, set) in sets.iter().enumerate() {
            let _ = writeln!(out, "  {}: {}", number + 1, list(set));
        }
    }
    out
}

/// The layouts that were found, for a person to correct.
fn layouts(replied: &Replied) -> String {
    let mut out = "# The detected layout. To correct it, remove the `#` from these lines and change the \
                   columns; `none` skips a sheet.\n# mapping:\n"
        .to_owned();
    for (index, sheet) in replied.form.sheets.iter().enumerate() {
        let maps: Vec<_> = replied
            .mappings
            .iter()
            .filter(|it| it.0 == index && !it.1.rows.is_empty())
            .map(|it| &it.1)
            .collect();
        match maps.as_slice() {
            [] => {}
            [one] => out += &format!("#   {}: {}\n", quoted(&sheet.name), quoted(&layout::columns(one))),
            // Each of several tables lists its own rows.
            many => {
                let _ = writeln!(out, "#   {}:", quoted(&sheet.name));
                for one in many {
                    let _ = writeln!(out, "#     - {}", quoted(&layout::columns_and_rows(one)));
                }
            }
        }
    }
    out
}

fn question(out: &mut String, replied: &Replied, reply: &Reply) {
    let sheet = quoted(replied.sheet(reply));
    let _ =
        write!(out, "\n  - id: {}\n    sheet: {sheet}\n    row: {}\n", quoted(&reply.id), reply.asked.at.row);
    let section = section(&reply.asked);
    if !section.is_empty() {
        let _ = writeln!(out, "    section: {}", quoted(&section));
    }
    if let Some(parent) = &reply.part_of {
        let _ = writeln!(out, "    part_of: {}", quoted(parent));
    }
    if !reply.around.is_empty() {
        let _ = writeln!(out, "    around: {}", list(&reply.around));
    }
    if !reply.row_texts.is_empty() {
        let _ = writeln!(out, "    row_texts: {}", list(&reply.row_texts));
    }
    if let Some(decided) = reply.decision.as_ref().filter(|it| !it.products.is_empty()) {
        let _ = writeln!(out, "    products: {}", list(&decided.products));
    }
    let _ = writeln!(out, "    question: {}\n    tier: {}", quoted(&reply.asked.text), reply.tier.word());
    if reply.tier == ReplyStatus::Answered {
        if let Some(answer) = &reply.answer {
            let _ = writeln!(out, "    answer: {}", answer.id);
        }
        if let Some(verdict) =
            reply.choice.as_deref().map(quoted).or_else(|| reply.verdict.map(|it| it.word().to_owned()))
        {
            let _ = writeln!(out, "    verdict: {verdict}");
        }
        if let Some(text) = &reply.text {
            let _ = writeln!(out, "    text: {}", quoted(text));
        }
    }
    if let Some(products) = reply.decision.as_ref().and_then(|it| it.limited_to.as_ref())
        && (!products.is_empty() || reply.tier != ReplyStatus::Answered)
    {
        let _ = writeln!(out, "    limited_to: [{}]", products.join(", "));
    }
    text_digest(out, reply.decision.as_ref());
    let choices = choices(replied, reply);
    if !choices.is_empty() {
        let _ = writeln!(out, "    choices: {}", list(&choices));
    }
    if !reply.reasons.is_empty() {
        let _ = writeln!(out, "    reasons: {}", list(&reply.reasons));
    }
    if reply.tier != ReplyStatus::Answered && !reply.suggestions.is_empty() {
        out.push_str("    candidates:\n");
        reply.suggestions.iter().for_each(|it| candidate(out, it, has_same_wording(reply, it)));
    }
    match &reply.decision {
        Some(it) => out.push_str(&it.raw),
        None => out.push_str("    decision: {}\n"),
    }
}

/// A decision whose question no longer exists.
fn set_aside(out: &mut String, it: &Decision) {
    out.push_str("\n  - question: ");
    let _ = writeln!(out, "{}", quoted(&it.question));
    if let Some(id) = &it.id {
        let _ = writeln!(out, "    id: {}", quoted(id));
    }
    if let Some((sheet, row)) = &it.at {
        let _ = writeln!(out, "    sheet: {}\n    row: {row}", quoted(sheet));
    }
    if let Some(section) = &it.section {
        let _ = writeln!(out, "    section: {}", quoted(section));
    }
    if let Some(parent) = &it.part_of {
        let _ = writeln!(out, "    part_of: {}", quoted(parent));
    }
    if !it.around.is_empty() {
        let _ = writeln!(out, "    around: {}", list(&it.around));
    }
    if !it.row_texts.is_empty() {
        let _ = writeln!(out, "    row_texts: {}", list(&it.row_texts));
    }
    if !it.products.is_empty() {
        let _ = writeln!(out, "    products: {}", list(&it.products));
    }
    if let Some(products) = &it.limited_to {
        let _ = writeln!(out, "    limited_to: [{}]", products.join(", "));
    }
    text_digest(out, Some(it));
    out.push_str(&it.raw);
}

/// The text for which it was decided.
fn text_digest(out: &mut String, decision: Option<&Decision>) {
    if let Some(digest) = decision.and_then(|it| it.text_digest.as_ref()) {
        let _ = writeln!(out, "    text_digest: {}", quoted(digest));
    }
}

/// The options of the cells of the question's row, if there are few.
fn choices(replied: &Replied, reply: &Reply) -> Vec<String> {
    let Some(sheet) = replied.form.sheets.get(reply.asked.sheet) else { return vec![] };
    let Some(layout) = replied.layout(reply) else { return vec![] };
    let cells = layout.yes_no.iter().chain(&layout.answers).filter_map(|it| layout.cell(reply.asked.at, *it));
    let lists = cells.filter_map(|it| sheet.cells.get(&it)?.choices.as_ref());
    let values: Vec<String> = lists.take(1).flat_map(|it| it.values.clone()).collect();
    if values.len() > 20 { vec![] } else { values }
}

/// A suggestion; what has the same wording needs no confidence.
fn candidate(out: &mut String, it: &Suggestion, has_same_wording: bool) {
    let _ = writeln!(out, "      - answer: {}", it.answer.id);
    if !has_same_wording {
        let _ = writeln!(out, "        confidence: {:.2}", it.confidence);
    }
    let _ = writeln!(out, "        text: {}", quoted(&it.text));
    if !it.unmatched.is_empty() {
        let _ = writeln!(out, "        unmatched: {}", list(&it.unmatched));
    }
}
