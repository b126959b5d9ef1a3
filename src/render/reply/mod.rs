//! What becomes of a customer's questionnaire: `answers.html`, `answers.pdf`, `answers.json` and `review.yaml`.

mod review;

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use super::{File, RenderContext, glyphs::unset_characters, html, questionnaire};
use crate::{
    answer::{Decisions, Entered, How, Left, Paragraph, Replied, Reply, Suggestion, Tally, Why},
    diagnostic::Diagnostic,
    document::reply_paper,
    fact::{Audience, printable},
    ledger::digest_of,
    questionnaire::{
        At, Texts,
        layout::{Layout, Place, column_name},
    },
};

/// Writes everything but the filled file itself. Paths are below the questionnaire's own folder.
///
/// # Errors
/// A template of the user's own fails.
pub fn write(
    material: &RenderContext,
    replied: &Replied,
    decisions: &Decisions,
) -> Result<Vec<File>, Vec<Diagnostic>> {
    let paper = reply_paper(replied, &material.publication.statements.disclosure);
    let mut files = vec![File::new("answers.html", html::alone(material, &paper)?)];
    #[cfg(feature = "pdf")]
    if unset_characters(material, &paper).is_empty() {
        files.push(File::new("answers.pdf", super::pdf_alone(material, paper)?));
    }
    files.push(File::new("answers.json", sealed(&json(material, replied))));
    files.push(File::new("review.yaml", review::write(material, replied, decisions)));
    Ok(files)
}

/// Why there is no `answers.pdf`: a customer's words may be in any script. None where there is one.
pub fn no_pdf(material: &RenderContext, replied: &Replied) -> Option<String> {
    let missing =
        unset_characters(material, &reply_paper(replied, &material.publication.statements.disclosure));
    let shown: Vec<_> = missing.iter().take(5).map(|c| format!("`{c}` (U+{:04X})", *c as u32)).collect();
    let more = missing
        .len()
        .checked_sub(shown.len())
        .filter(|it| *it > 0)
        .map_or(String::new(), |it| format!(" and {it} more"));
    let why = "answers.pdf is not written, because no font has a shape for";
    let help = "put a font that has it into `templates/fonts/`; answers.html has the same";
    (cfg!(feature = "pdf") && !missing.is_empty())
        .then(|| format!("{why} {}{more}: {help}", shown.join(", ")))
}

fn json(material: &RenderContext, replied: &Replied) -> Json {
    let mut json = questionnaire::head(material, &replied.name, &replied.file);
    let totals = replied.totals();
    json["file"] = json!(replied.file);
    json["sha256"] = json!(replied.digest);
    json["place"] = json!(replied.place);
    json["returned"] = json!({"file": replied.returned.0, "sha256": replied.returned.1});
    if let Some(customer) = &replied.customer {
        json["customer"] = json!(customer);
    }
    json["mapping"] = (0..)
        .zip(&replied.mappings)
        .map(|(layout, (sheet, it))| mapping(replied, layout, *sheet, it))
        .collect();
    json["totals"] = json!({
        "questions": totals.questions, "answered": totals.answered, "review": totals.review,
        "none": totals.none, "blank": totals.blank, "written": totals.written,
        "unwritten": totals.unwritten, "incomplete": totals.incomplete,
    });
    let edited = |(sheet, at, text): &(usize, At, String)| {
        edit(replied.form.sheets.get(*sheet).map_or("", |it| &it.name), *at, text)
    };
    json["edited"] = replied.edited.iter().map(edited).collect();
    json["remarks"] = json!(replied.remarks);
    json["texts"] = json!(Texts::of(&replied.form).lines());
    if !replied.paragraphs.is_empty() {
        json["paragraphs"] = replied.paragraphs.iter().map(paragraph).collect();
    }
    json["questions"] = replied.replies.iter().map(|it| question(material, replied, it)).collect();
    json["seal"] = json!(OPEN);
    json
}

/// What stands in the place of the seal while it is reckoned.
const OPEN: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The text of an `answers.json` with its seal: the SHA-256 over the text with noughts in the seal's place.
fn sealed(json: &Json) -> String {
    let text = format!("{json:#}\n");
    let seal = digest_of(text.as_bytes());
    text.replacen(&line(OPEN), &line(&seal), 1)
}

/// Whether the text of an `answers.json` is as it was sealed.
pub fn is_sealed(text: &str) -> bool {
    let seal =
        text.split_once("\n  \"seal\": \"").and_then(|(_, rest)| rest.get(..OPEN.len())).unwrap_or_default();
    digest_of(text.replacen(&line(seal), &line(OPEN), 1).as_bytes()) == seal
}

/// The field as it is written; in a text of somebody's the quotes would be escaped.
fn line(seal: &str) -> String {
    format!("\n  \"seal\": \"{seal}\"")
}

fn mapping(replied: &Replied, layout: usize, sheet: usize, it: &Layout) -> Json {
    let column = |column: Option<u32>| column.map(|column| column_name(it, column));
    json!({
        "sheet": replied.form.sheets.get(sheet).map_or("", |it| &it.name),
        "header_rows": it.header_rows,
        "id": column(it.id),
        "question": column_name(it, it.question),
        "answers": it.answers.iter().map(|column| column_name(it, *column)).collect::<Vec<_>>(),
        "yes_no": column(it.yes_no),
        "ticks": it.ticks.iter().map(|(column, word)| (column_name(it, *column), json!(word))).collect::<Map<_, _>>(),
        "comment": column(it.comment),
        "sections": it.sections.iter().map(|column| column_name(it, *column)).collect::<Vec<_>>(),
        "guidance": column(it.guidance),
        "questions": replied.replies.iter().filter(|it| it.asked.layout == layout).count(),
        "counts": counts(&replied.tally_of(layout..layout + 1)),
        "not_asked": it.left_by_reason().into_iter().map(|(reason, count)| (reason.word().to_owned(), json!(count))).collect::<Map<_, _>>(),
        "transposed": it.transposed,
        "place": match it.place {
            Place::Beside => "beside",
            Place::Below(_) => "below",
            Place::Inside => "inside",
        },
        "confidence": rounded(it.confidence),
        "reasons": it.reasons,
    })
}

fn counts(it: &Tally) -> Json {
    let reasons = |it: &BTreeMap<Why, usize>| {
        it.iter().map(|(why, count)| (why.word().to_owned(), json!(count))).collect::<Map<_, _>>()
    };
    json!({
        "read": it.read, "answered": it.answered, "written": it.written, "verdicts": it.verdicts, "texts": it.texts,
        "unwritten": reasons(&it.unwritten), "incomplete": reasons(&it.incomplete),
    })
}

fn question(material: &RenderContext, replied: &Replied, it: &Reply) -> Json {
    let mut json = questionnaire::provenance(material, &it.facts);
    let own = material.publication.audience == Audience::Internal;
    let fields = [
        ("id", json!(it.id)),
        ("sheet", json!(replied.sheet(it))),
        ("row", json!(it.asked.at.row)),
        ("sections", json!(it.asked.sections)),
        ("text", json!(it.asked.text)),
        ("tier", json!(it.tier.word())),
        ("how", json!(it.how.word())),
        ("confidence", rounded(it.confidence)),
        ("answer", json!(it.answer.as_ref().map(ToString::to_string))),
        ("verdict", json!(it.verdict.map(|it| it.word()))),
        ("choice", json!(it.choice)),
        ("text_given", json!(it.text)),
        ("given", given(material, it)),
        ("written", json!(it.cells.iter().map(|it| it.at.to_string()).collect::<Vec<_>>())),
        ("cells", it.cells.iter().map(|cell| entered(replied.sheet(it), cell)).collect()),
        ("left", it.left.iter().map(|part| left(replied.sheet(it), part)).collect()),
        ("edited", it.edited.iter().map(|(at, text)| edit(replied.sheet(it), *at, text)).collect()),
        // Who decided is for the vendor's own people, and in the file for review.
        ("decided_by", json!(it.decision.as_ref().filter(|_| own).map(|it| &it.by))),
        ("candidates", it.suggestions.iter().map(candidate).collect()),
        (
            "reasons",
            if it.how == How::Decided && !own { json!(["decided by a person"]) } else { json!(it.reasons) },
        ),
    ];
    for (name, value) in fields {
        json[name] = value;
    }
    // Beside a question, the columns of its layout say where its answer is.
    let apart = replied.layout(it).filter(|it| it.transposed || it.place != Place::Beside);
    if let Some(mapping) = apart {
        json["places"] = mapping.cells(it.asked.at).iter().map(|at| json!(at.to_string())).collect();
    }
    json
}

/// A cell that holds a part of the answer.
fn entered(sheet: &str, it: &Entered) -> Json {
    json!({"cell": format!("{sheet}!{}", it.at), "holds": it.holds.word(), "value": it.value})
}

/// A cell that a person edited.
fn edit(sheet: &str, at: At, value: &str) -> Json {
    json!({"cell": format!("{sheet}!{at}"), "value": printable(value)})
}

/// A paragraph of the filled document.
fn paragraph(it: &Paragraph) -> Json {
    let mut json = json!({"digest": it.digest});
    let rows = [("row", it.row), ("answers", it.answers)]
        .into_iter()
        .filter_map(|(name, row)| Some((name, json!(row?))));
    let texts = [("head", &it.head), ("tail", &it.tail)]
        .into_iter()
        .filter(|it| !it.1.is_empty())
        .map(|(name, text)| (name, json!(text)));
    rows.chain(texts).for_each(|(name, value)| json[name] = value);
    json
}

/// A part of the answer that was not written.
fn left(sheet: &str, it: &Left) -> Json {
    json!({"cell": it.at.map(|at| format!("{sheet}!{at}")), "holds": it.holds.word(), "why": it.why.word()})
}

/// The answer as the library has it; null where none of it is given.
fn given(material: &RenderContext, reply: &Reply) -> Json {
    let all = &material.publication.answers;
    let Some(it) = reply.answer.as_ref().and_then(|id| all.iter().find(|it| it.id == *id)) else {
        return Json::Null;
    };
    json!({
        "question": it.question,
        "verdict": it.verdict.map(|it| it.word()),
        "text": it.text,
        "statements": it.repeated,
        "approval": reply.approval(it, &material.publication.pins).words(material.publication.audience),
    })
}

fn candidate(it: &Suggestion) -> Json {
    json!({
        "answer": it.answer.to_string(),
        "score": rounded(it.score),
        "confidence": rounded(it.confidence),
        "matched": it.matched,
        "unmatched": it.unmatched,
    })
}

/// To three places: more would only be noise in a diff.
fn rounded(share: f64) -> Json {
    json!((share * 1000.0).round() / 1000.0)
}
