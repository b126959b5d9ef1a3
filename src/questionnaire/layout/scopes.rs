//! Rows that say what other questions are about: questions about those below them, and fields that the
//! customer has filled in.

use std::{cmp::Ordering, sync::Arc};

use super::{
    super::{
        At, Cell, Sheet,
        bounded::more,
        folded::{fold, start},
    },
    Asked, Layout, answered_for,
    clerical::is_clerical,
    dates::is_date,
    grid::Grid,
    kept::{LONG, kept},
    lead_ins,
    rows::id_at,
    shape::{Shape, shape},
    speaking::{are_questions, has_questions, has_word, is_naming},
    titles,
    words::{is_value, role},
};

/// Words that begin a yes/no question, folded.
const WHETHER: &str = "is, are, do, does, did, has, have, can, could, will, would, should, may, must, was, \
                       were, show, ist, sind, haben, hat, werden, wird, gibt, est, sont, avez, es, son, \
                       tiene, tienen, hay, e, sono, avete, zijn, heeft, hebben, tem, sao";
/// The maximum number of words in a label with a question mark.
const LABEL: usize = 4;
/// The maximum number of such texts per file; one more says how many were omitted.
const TEXTS: usize = 64;

/// Words for the items of a questionnaire, folded.
const THINGS: &str = "question, questions, item, items, row, rows, line, lines, section, sections, part, \
                      parts, form, questionnaire, sheet, tab, page, table, control, controls, requirement, \
                      requirements, field, fields, frage, fragen, abschnitt, teil, zeile, zeilen, punkt, \
                      punkte, formular, fragebogen, lignes, ligne, partie, rubrique, rubriques, formulaire, \
                      pregunta, preguntas, fila, filas, seccion, apartado, cuestionario, domanda, domande, \
                      riga, righe, sezione, questionario, vraag, vragen, rij, rijen, onderdeel, \
                      vragenlijst, pergunta, perguntas, linha, linhas, secao";
/// Words that say that these are below, folded.
const BELOW: &str = "below, following, next, follow, follows, remaining, remainder, rest, subsequent, \
     hereafter, unten, folgende, folgenden, folgender, folgendes, nachfolgend, nachfolgende, nachfolgenden, \
     nachstehend, nachstehenden, nachste, nachsten, weitere, weiteren, ubrigen, restlichen, dessous, \
     suivant, suivante, suivants, suivantes, prochaine, prochaines, apres, restantes, siguiente, siguientes, \
     proxima, proximas, abajo, continuacion, seguente, seguenti, successive, prossime, sotto, restanti, \
     volgende, onderstaande, hieronder, hierna, overige, resterende, seguinte, seguintes, abaixo, proximos, \
     restante";

/// Verbs and nouns in a request for answers, folded.
const ANSWERING: &str = "answer, answers, respond, responses, reply, complete, fill, answered, completed, \
                         beantworten, antworten, ausfullen, repondez, repondre, reponses, responda, \
                         responder, respuestas, rispondete, rispondere, risposte, beantwoord, beantwoorden, \
                         antwoorden, respostas, preencha";
/// Words that follow, before the party to answer for, folded.
const ON_BEHALF: &str = "for, behalf, those, as, fur, namen, anstelle, pour, nom, para, por, nombre, per, \
                         conto, nome, voor, namens";

/// Whether a sentence asks to answer for somebody: `If yes, answer for the provider.`, `The answers must be
/// those of the third party.`
fn asks_to_answer_for(sentence: &str, folded: &str) -> bool {
    let words: Vec<&str> =
        folded.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let behind = |at: usize| words.iter().skip(at + 1).take(4).any(|it| has_word(it, ON_BEHALF));
    // A question may be about how one answers: `Do you respond for customers?`
    !sentence.trim_end().ends_with(['?', '？'])
        && words.iter().enumerate().any(|(at, word)| has_word(word, ANSWERING) && behind(at))
}

/// Phrases that announce a list, folded.
const LISTED: [&str; 13] = [
    "the following",
    "folgende ",
    "folgenden ",
    "folgendes ",
    "les suivants",
    "les suivantes",
    "los siguientes",
    "las siguientes",
    "i seguenti",
    "le seguenti",
    "de volgende",
    "os seguintes",
    "as seguintes",
];

/// Words that may come after such a phrase, folded. A noun would name what is listed beside the question:
/// `the following roles`.
const BEHIND_LISTED: &str = "within, in, by, before, after, during, on, for, at, with, done, carried, \
                             performed, provided, applied, used, apply, innerhalb, vor, nach, durch, dans, \
                             avant, par, dentro, en, antes, por, entro, prima, da, binnen, voor, door";

/// Whether a question announces a list that it does not contain: `Do you plan to change the following
/// within 12 months?`; not `Do you support the following: SAML, OIDC?`
fn announces_a_list(text: &str) -> bool {
    let folded = fold(text.trim_end().trim_end_matches(['?', '？', ':', '：'])) + " ";
    let behind = LISTED.iter().filter_map(|it| folded.find(it).map(|at| at + it.len())).max();
    behind.and_then(|at| folded.get(at..)).is_some_and(|rest| {
        let next = rest.split_whitespace().next();
        next.is_none_or(|it| has_word(it, BEHIND_LISTED)) && !rest.contains([':', ';', '?', '(', '\n', ','])
    })
}

/// Whether a row that is read as a question is about the questions below it: `If yes, answer the questions
/// below for them.`
pub(super) fn speaks_of_those_below(text: &str) -> bool {
    let text = start(text, LONG);
    let mut sentences = text.split_inclusive(['.', '!', '?', '？', ';', '\n', '。']);
    announces_a_list(text)
        || sentences.any(|sentence| {
            let folded = fold(sentence);
            if lead_ins::names_questions(sentence) || asks_to_answer_for(sentence, &folded) {
                return true;
            }
            // `Are the following controls in place?` has a list of its own.
            let speaks = if sentence.ends_with(['?', '？']) {
                has_questions(&folded)
            } else {
                has_word(&folded, THINGS)
            };
            speaks && has_word(&folded, BELOW)
        })
}

/// Words that refer to something named elsewhere, folded.
const POINTING: &str = "this, these, that, those, them, any of it, dies, diese, dieses, davon, cela, ceci, \
                        ces, esto, estos, estas, questo, questi, queste, dit, deze, hiervan, isto, estes, \
                        estas";
/// Things that a question refers to and that need not be below, folded.
const POINTED: &str = "questionnaire, form, document, assessment, company, organisation, organization, \
                       product, service, year, fragebogen, formular";

/// Whether a question refers to something that it does not name, such as a table header or the questions
/// below: `Did you do any of this in 2019?`
pub(super) fn points(text: &str) -> bool {
    let folded = fold(start(text, LONG));
    let words: Vec<&str> =
        folded.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    words.iter().enumerate().any(|(at, word)| {
        let next = words.get(at + 1).copied().unwrap_or_default();
        // `Do you have subcontractors for this?` names what it asks about.
        let before = at.checked_sub(1).and_then(|it| words.get(it)).copied().unwrap_or_default();
        let aside = has_word(before, "for, to, with, in, on, at, fur, pour, para, per, voor");
        // `data that is stored`
        let joins = *word == "that" && at > 0 && !next.is_empty();
        has_word(word, POINTING) && !aside && !joins && !has_word(next, POINTED)
    })
}

/// Whether a text begins like a yes/no question.
pub(super) fn asks_whether(text: &str) -> bool {
    fold(start(text, LONG)).split_whitespace().next().is_some_and(|it| has_word(it, WHETHER))
}

/// Whether a row asks for a name rather than a yes or no: `Solution name`, `Which of your subsidiaries is
/// it?`.
fn names(text: &str) -> bool {
    let text = start(text, LONG).trim();
    let label = || shape(text) == Shape::Label && !text.contains(['?', '？']);
    let bare = text.trim_end_matches([':', '：', '?', '？', ' ']);
    // `Company being assessed?`, but not `Are you insured?`
    let short = || bare.split_whitespace().nth(LABEL).is_none() && !asks_whether(bare);
    (label() || is_naming(text) || text.ends_with(['?', '？']) && short()) && !is_clerical(bare)
}

/// What the customer filled into the fields of a table and of the rows around it, each with its row:
/// `Solution name: Example Server`.
fn filled(sheet: &Sheet, mapping: &Layout) -> Vec<(u32, Arc<str>)> {
    let grid = Grid::within(sheet, mapping.area);
    let targets: Vec<u32> = mapping.answers.iter().copied().chain(mapping.yes_no).collect();
    let says = |cell: &Cell| !cell.formula && !cell.tick && !is_value(&cell.text);
    let of_form = |at: At, cell: &Cell| is_date(&cell.text) && titles::of_form(&grid, at);
    // Values before the first empty question were provided by the customer.
    let first_empty = mapping.rows.iter().copied().find(|row| {
        let question = mapping.turned(At { row: *row, column: mapping.question });
        let cells = targets.iter().filter_map(|it| mapping.cell(question, *it)).map(|it| mapping.turned(it));
        cells.into_iter().all(|it| grid.text(it.row, it.column).is_empty())
    });
    let mut all = Vec::new();
    let rows = grid.rows.iter().map(|it| it.0).filter(|it| mapping.header_rows.binary_search(it).is_err());
    for row in rows {
        let label = grid.text(row, mapping.question);
        let given = || first_empty.is_some_and(|it| row < it) && mapping.rows.binary_search(&row).is_ok();
        if label.is_empty()
            || role(label).is_some() && !mapping.rows.contains(&row)
            || !(names(label) || given() && !is_clerical(label))
        {
            continue;
        }
        let question = At { row, column: mapping.question };
        let places = targets
            .iter()
            .filter_map(|it| mapping.cell(mapping.turned(question), *it))
            .map(|it| mapping.turned(it));
        let cells = places
            .filter(|it| !grid.hidden(it.column))
            .filter_map(|it| grid.cell(it.row, it.column).filter(|cell| !of_form(it, cell)));
        let label = label.trim_end_matches([':', '：']).trim();
        let values = cells.filter(|it| says(it)).filter_map(|it| kept(&it.text));
        all.extend(values.filter_map(|it| kept(&format!("{label}: {it}"))).map(|it| (row, it)));
    }
    all
}

/// The rows of a table that are read as questions but are about other ones.
fn leading(sheet: &Sheet, mapping: &Layout) -> Vec<(u32, Arc<str>)> {
    let grid = Grid::within(sheet, mapping.area);
    let texts = || mapping.rows.iter().map(|row| (*row, grid.text(*row, mapping.question)));
    let mostly_questions = are_questions(texts().map(|it| it.1));
    let leads = texts().filter(|it| lead_ins::leads(it.1, mostly_questions));
    leads.filter_map(|it| Some((it.0, kept(it.1)?))).collect()
}

/// The rows of a table that set the scope of the questions behind them, filled in or not.
fn scoping(sheet: &Sheet, mapping: &Layout) -> Vec<(u32, Arc<str>)> {
    let grid = Grid::within(sheet, mapping.area);
    let rows = grid.rows.iter().map(|it| it.0).filter(|it| mapping.header_rows.binary_search(it).is_err());
    let texts = rows.map(|row| (row, grid.text(row, mapping.question)));
    let scoping = texts.filter(|it| answered_for::sets_scope(it.1));
    scoping.filter_map(|it| Some((it.0, kept(it.1)?))).collect()
}

/// A text that applies to other questions of its sheet and to those of later sheets.
struct SheetText {
    sheet: usize,
    layout: usize,
    at: At,
    text: Arc<str>,
    /// Whether it applies on its sheet only to what is behind it.
    behind: bool,
}

impl SheetText {
    /// Whether it applies to a question, which is in a table that is transposed or not.
    fn reaches(&self, question: &Asked, transposed: bool) -> bool {
        let line = |it: At| if transposed { it.column } else { it.row };
        let behind = || match question.layout.cmp(&self.layout) {
            Ordering::Equal => line(question.at) > line(self.at),
            other => other == Ordering::Greater,
        };
        match question.sheet.cmp(&self.sheet) {
            Ordering::Equal if self.behind => behind(),
            Ordering::Equal => question.at != self.at,
            other => other == Ordering::Greater,
        }
    }
}

/// Adds to each question the texts of fields, of rows that only look like questions, and of questions that
/// set the scope, on its sheet and on earlier sheets.
pub(super) fn add(sheets: &[Sheet], mappings: &[(usize, Layout)], asked: &mut [Asked]) {
    let mut all: Vec<SheetText> = Vec::new();
    for (layout, (index, mapping)) in mappings.iter().enumerate() {
        let Some(sheet) = sheets.get(*index) else { continue };
        let turned = mapping.transposed.then(|| sheet.transposed());
        let sheet = turned.as_ref().unwrap_or(sheet);
        let said = |behind: bool| {
            move |(row, text)| SheetText { sheet: *index, layout, at: mapping.question_of(row), text, behind }
        };
        let texts = filled(sheet, mapping).into_iter().chain(leading(sheet, mapping));
        all.extend(texts.map(said(false)).chain(scoping(sheet, mapping).into_iter().map(said(true))));
    }
    let left = all.len().saturating_sub(TEXTS);
    all.truncate(TEXTS);
    let rest: Option<Arc<str>> = (left > 0).then(|| more(left).into());
    for question in asked {
        let transposed = mappings.get(question.layout).is_some_and(|it| it.1.transposed);
        let before = all.iter().filter(|it| it.reaches(question, transposed)).map(|it| &it.text);
        let repeats = |it: &Arc<str>| it.as_ref() == question.text || question.around.contains(it);
        let new: Vec<_> = before.chain(&rest).filter(|it| !repeats(it)).cloned().collect();
        question.around.extend(new);
    }
}

/// The text beside an id in its cell: `(Brazil)` in `3.1 (Brazil)`.
pub(super) fn beside_id(grid: &Grid, mapping: &Layout, row: u32) -> Option<Arc<str>> {
    let column = mapping.id.filter(|it| *it != mapping.question)?;
    id_at(grid, mapping.id, mapping.question, row)?;
    let text = grid.text(row, column);
    let rest = text.split_whitespace().filter(|word| !word.chars().any(|it| it.is_ascii_digit()));
    let rest = rest.collect::<Vec<_>>().join(" ");
    let words = rest.split(|it: char| !it.is_alphanumeric()).filter(|it| it.chars().count() > 1);
    (rest.len() < text.len() && words.count() > 0).then(|| kept(&rest)).flatten()
}
