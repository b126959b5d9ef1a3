//! Remarks about an answered file: decisions that were made elsewhere, texts to read, edits by hand.

use std::{collections::HashSet, path::Path};

use super::file_names::in_one_line;
use crate::{
    answer::{Decisions, Library, Replied, Stands, held_back, holding_back},
    diagnostic::human::count,
    error::Error,
    fact::{Audience, printable},
    ledger::name_of,
    questionnaire::At,
    render::File,
};

/// A remark if decisions were made for a different file: its previous version, or another customer's of the
/// same name.
pub fn other_file(replied: &Replied, decisions: &Decisions) -> Option<String> {
    let taken = replied.replies.iter().filter(|it| it.decision.is_some()).count();
    let other = decisions.digest.as_ref().is_some_and(|it| *it != replied.digest);
    // What was made for another customer is not used where this one is named.
    let words = match (&decisions.customer, &replied.customer) {
        (Some(_), Some(_)) => {
            "made for another version of this customer's file: they count for the questions for which they \
             were made, and questions that are new or have changed are open again"
        }
        (None, Some(_)) => {
            "made for a different file (see `sha256` in its review file), of which no customer was named: \
             check that it was this customer's"
        }
        (_, None) => {
            "made for a different file (see `sha256` in its review file): if that was another customer's, \
             rename this file or pass `--customer NAME`, and answer it again"
        }
    };
    let texts = decisions.read_texts.len();
    let decisions = (taken > 0).then(|| count(taken, "decision"));
    let texts = (texts > 0).then(|| format!("{} with `changes_nothing`", count(texts, "text")));
    let what: Vec<String> = decisions.into_iter().chain(texts).collect();
    (other && !what.is_empty()).then(|| format!("{} {words}", what.join(" and ")))
}

/// A remark about decisions without a matching question.
pub fn unused(replied: &Replied, decisions: &Decisions) -> Option<String> {
    let taken: HashSet<_> = replied
        .replies
        .iter()
        .filter_map(|it| it.decision.as_ref())
        .map(|it| (it.place.file, it.place.start))
        .collect();
    let unused = decisions.all.iter().filter(|it| !taken.contains(&(it.place.file, it.place.start))).count();
    let (are, questions) =
        if unused == 1 { ("is", "its question is") } else { ("are", "their questions are") };
    let why = format!("{questions} gone, or the wording or headings have changed");
    let kept = if unused == 1 { "it is" } else { "they are" };
    (unused > 0).then(|| {
        format!(
            "{} {are} not used because {why}; {kept} kept at the end of review.yaml",
            count(unused, "decision")
        )
    })
}

/// A remark that texts around questions hold back answers, and where they are listed.
pub fn texts_to_read(replied: &Replied) -> Option<String> {
    let holding = holding_back(&replied.replies);
    let (texts, questions) = (holding.len(), held_back(&replied.replies));
    let (hold, change) = if texts == 1 { ("holds", "it may change") } else { ("hold", "they may change") };
    let what =
        format!("{} around questions {hold} back {}", count(texts, "text"), count(questions, "answer"));
    // For a title that may be a name, the reason says how to name the customer.
    let named = holding.iter().find(|it| it.stands == Stands::Title && it.why.contains("`--customer`"));
    let name = named.filter(|_| replied.customer.is_none()).map_or(String::new(), |it| {
        format!("; if \"{}\" is the customer, pass `--customer \"{}\"`", it.text, it.text)
    });
    (texts > 0).then(|| {
        format!("{what} because {change} what is asked: see `surroundings:` at the top of review.yaml{name}")
    })
}

/// A remark that the customer name that was passed is not usable, so that it does not make texts known.
pub fn no_customer(library: &Library, customer: Option<&str>) -> Option<String> {
    let name = customer.filter(|it| !library.may_be_customer(it))?;
    Some(format!(
        "\"{}\" (`--customer`) reads like a title or a product and not like the name of a company: \
         texts with these words still hold back answers; pass the customer's full name with its legal form",
        printable(&in_one_line(name))
    ))
}

/// The maximum number of cells that are named.
const NAMED: usize = 8;

/// A remark about answers in the file that hold back others: their cells, and what to do.
pub fn earlier_answers(replied: &Replied) -> Option<String> {
    let holding = holding_back(&replied.replies);
    let holds = |text: &str| holding.iter().any(|it| it.text.ends_with(text));
    let mut cells: Vec<String> = Vec::new();
    for asked in replied.replies.iter().map(|it| &it.asked) {
        let sheet = replied.form.sheets.get(asked.sheet);
        let Some((sheet, (_, layout))) = sheet.zip(replied.mappings.get(asked.layout)) else { continue };
        let label = asked.text.trim_end_matches([':', '：']).trim();
        let has_text = |at: &At| {
            !sheet.text(*at).is_empty() && holds(&printable(&format!("{label}: {}", sheet.text(*at))))
        };
        let filled = layout.cells(asked.at).into_iter().filter(has_text);
        cells.extend(filled.map(|it| format!("{}!{it}", printable(&sheet.name))));
    }
    let rest = cells.len().saturating_sub(NAMED);
    let more = if rest == 0 { String::new() } else { format!(" and {rest} more") };
    let them = if cells.len() == 1 { "it" } else { "them" };
    let named = cells.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    (!cells.is_empty()).then(|| {
        format!(
            "{} with an earlier answer ({named}{more}) may say what other questions are about: read {them} \
             under `surroundings:` in review.yaml and mark what changes nothing, or empty {them} in the \
             customer's file and run again",
            count(cells.len(), "cell")
        )
    })
}

/// Removes decisions with custom text that was written for another customer.
pub fn not_for_others(decisions: &mut Decisions, customer: Option<&str>) {
    let Some(from) = decisions.customer.as_deref().map(|it| name_of(&in_one_line(it))) else { return };
    if customer.is_none_or(|it| name_of(&in_one_line(it)) != from) {
        let before = decisions.all.len();
        decisions.all.retain(|it| it.text.is_none());
        decisions.of_others = before - decisions.all.len();
        // A text may have a different meaning for another customer's questions.
        decisions.read_texts.clear();
    }
}

/// A remark that custom text was written for another customer, without naming that customer.
pub fn other_customer(decisions: &Decisions) -> Option<String> {
    let words = "with custom text for another customer (see `customer` in the review file) not used: decide \
                 again for this customer";
    (decisions.of_others > 0).then(|| format!("{} {words}", count(decisions.of_others, "decision")))
}

/// Refuses decisions with custom text for a narrower or unknown audience.
///
/// # Errors
/// There are such decisions.
pub fn check_audience_of_decisions(
    decisions: &Decisions,
    audience: Audience,
    path: &Path,
) -> Result<(), Error> {
    // A file from `factum answer` states its audience; one written by hand without it is for the audience it
    // is used for.
    let unknown = if decisions.digest.is_some() { Audience::Internal } else { audience };
    let written_for = decisions
        .audience
        .as_deref()
        .map_or(unknown, |it| Audience::from_word(it).unwrap_or(Audience::Internal));
    let Some(first) = decisions.own().next().filter(|_| written_for > audience) else { return Ok(()) };
    Err(Error::Refused {
        path: path.to_owned(),
        message: format!(
            "has custom text for the {} audience, but this run answers for {}: \"{}\"",
            written_for.word(),
            audience.word(),
            printable(&first.question)
        ),
        help: format!(
            "remove the decisions with `text` or `verdict` from it, or answer with `--audience {}`",
            written_for.word()
        ),
    })
}

/// The remark about edits in the previously filled file, and how they were handled.
pub fn edits(replied: &Replied, previous: Option<&File>, only_saved: bool) -> Option<String> {
    if let Some(previous) = previous.filter(|_| replied.edited.is_empty()) {
        if only_saved {
            let words = "the filled file was saved again with the same text in its cells; any formatting, \
                         comments and pictures added to it are in";
            return Some(format!(
                "{words} `{}`, and `{}` was filled again from the customer's file",
                previous.path, replied.returned.0
            ));
        }
        let words = "the filled file was edited by hand and the edits cannot be carried over; it is kept as";
        return Some(format!(
            "{words} `{}`, and `{}` was filled again from the customer's file",
            previous.path, replied.returned.0
        ));
    }
    let cells = replied.edited.iter().take(8).map(|(sheet, at, _)| {
        let sheet = replied.form.sheets.get(*sheet).map_or("", |it| &it.name);
        format!("{sheet}!{at}")
    });
    let cells: Vec<_> = cells.collect();
    let more = replied.edited.len().saturating_sub(cells.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let edited = count(replied.edited.len(), "cell");
    let whole =
        previous.map_or(String::new(), |it| format!("; the edited file itself is kept as `{}`", it.path));
    (!cells.is_empty()).then(|| {
        format!(
            "{edited} edited by hand in the filled file, kept as edited: {}{more}{whole}",
            cells.join(", ")
        )
    })
}
