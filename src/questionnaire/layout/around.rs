//! What is said around a question, beside its headings and titles: in the other columns of its row, the rows between questions,
//! the notes on its cells.

use std::sync::Arc;

use super::{
    super::{
        At,
        bounded::more,
        composed,
        folded::{fold, start},
    },
    Asked, Layout,
    grid::Grid,
    shape::{is_id, is_year},
    words::{Role, is_value, role},
};

/// No more bytes of a text are kept.
pub(super) const LONG: usize = 2_000;
/// So many parts of a long text are kept.
const PARTS: usize = 200;
/// So many rows of heads are read for notes.
const HEADS: usize = 16;
/// So many texts between two questions are read.
pub(super) const BETWEEN: usize = 8;

/// Words of heads, folded, of columns that name the company, product or place of a row.
const ABOUT: &str = "scope, applies, applicable, applicability, party, parties, entity, entities, product, products, service, services, system, \
    systems, environment, owner, ownership, responsible, responsibility, location, site, country, region, office, \
    plant, subcontractor, subcontractors, subprocessor, subprocessors, supplier, suppliers, vendor, vendors, provider, company, tenant, plan, edition, \
    period, year, unterauftragnehmer, lieferant, land, region, zeitraum, jahr, tarif, sous-traitant, fournisseur, pays, periode, annee, proveedor, pais, \
    periodo, ano, fornitore, paese, anno, leverancier, land, jaar, audience, subject, detail, details, produkt, \
    gilt, betrifft, geltungsbereich, bereich, standort, verantwortlich, produit, portee, concerne, entite, perimetre, producto, alcance, \
    aplica, entidad, responsable, prodotto, ambito, applica, soggetto, partij, toepassing, reikwijdte, verantwoordelijk";

/// Adds to the questions of a table what is said around them.
pub(super) fn add(grid: &Grid, mapping: &Layout, asked: &mut [Asked]) {
    let heads = mapping.header_rows.iter().take(HEADS);
    // A head of one word is the column's name: `Question`.
    let said = |row: u32| grid.shown(row, mapping.question);
    let common = heads
        .clone()
        .filter(|it| said(**it).split_whitespace().nth(1).is_some())
        .filter_map(|it| kept(said(*it)));
    let common: Vec<Arc<str>> = common.chain(heads.flat_map(|it| notes(grid, *it))).collect();
    let columns = columns(grid, mapping);
    let common: Vec<Arc<str>> = common.into_iter().chain(legends(grid, mapping)).collect();
    // A column that names the company, product or place of a row heads it as a section does.
    let (subjects, columns): (Vec<u32>, Vec<u32>) =
        columns.into_iter().partition(|it| is_about(head(grid, mapping, *it)));
    // A column that is called one of ids may hold none: `3.1 (Brazil)`.
    let headed = |it: &u32| role(head(grid, mapping, *it)) == Some(Role::Id) && !grid.hidden(*it);
    let ids =
        mapping.id.or_else(|| grid.columns.keys().copied().filter(|it| *it < mapping.question).find(headed));
    for question in asked.iter_mut() {
        let row = question.at.row;
        for text in subjects
            .iter()
            .map(|it| start(grid.shown(row, *it), LONG).trim())
            .filter(|it| !it.is_empty() && !is_value(it))
        {
            if !question.sections.iter().any(|it| it == text) {
                question.sections.push(text.to_owned());
            }
        }
        // References to standards are ids as well.
        let says = |column: u32, text: &str| {
            let of_ids = matches!(role(head(grid, mapping, column)), Some(Role::Id | Role::DomainTerms));
            !(is_value(text) || of_ids && is_id(text))
        };
        let beside = columns.iter().map(|it| (*it, grid.shown(row, *it)));
        let beside = beside.filter(|(column, text)| says(*column, text)).flat_map(|it| pieces(it.1));
        let explained = question.guidance.as_deref().into_iter().flat_map(pieces);
        let between = std::mem::take(&mut question.around);
        // What stands in the place of an id and is none: `Supplier A`.
        let named = ids
            .filter(|it| question.id.is_none() && *it != mapping.question)
            .map(|it| grid.shown(row, it))
            .filter(|it| !is_id(it))
            .and_then(kept);
        // What the file says of the row outside of its cells.
        let outside = grid.sheet.beside.get(&row).into_iter().flatten();
        for text in outside
            .flat_map(|it| pieces(it))
            .chain(named)
            .chain(beside)
            .chain(explained)
            .chain(between)
            .chain(notes(grid, row))
            .chain(common.iter().cloned())
        {
            if !question.sections.iter().any(|it| it.as_str() == text.as_ref())
                && !question.around.contains(&text)
            {
                question.around.push(text);
            }
        }
    }
}

/// A text as it is kept: its beginning; none where it has no words, and is no year.
pub(super) fn kept(text: &str) -> Option<Arc<str>> {
    let text = composed(start(text, LONG));
    let says = text.chars().any(char::is_alphabetic) || is_year(text.trim());
    says.then(|| Arc::from(text.trim()))
}

/// A text as it is kept; of one that is too long, its lines, and of a line that is too long, its parts. Of more parts than are kept
/// the last says so.
pub(super) fn pieces(text: &str) -> Vec<Arc<str>> {
    if text.len() <= LONG {
        return kept(text).into_iter().collect();
    }
    let mut parts = Vec::new();
    for line in text.split('\n') {
        let mut rest = line;
        while !rest.is_empty() {
            let end = part_end(rest);
            parts.push(rest.get(..end).unwrap_or_default());
            rest = rest.get(end..).unwrap_or_default();
        }
    }
    let texts: Vec<_> = parts.iter().filter_map(|it| kept(it)).collect();
    let left = texts.len().saturating_sub(PARTS);
    texts.into_iter().take(PARTS).chain((left > 0).then(|| more(left).into())).collect()
}

/// Where the first part of a text ends that is kept: behind a sentence or a word, where there is one.
fn part_end(text: &str) -> usize {
    if text.len() <= LONG {
        return text.len();
    }
    let end = text.floor_char_boundary(LONG);
    let start = text.get(..end).unwrap_or_default();
    let behind = |it: Option<usize>| it.map(|it| it + 1).filter(|it| *it > 0);
    behind(start.rfind(". ")).or_else(|| behind(start.rfind(' '))).unwrap_or(end.max(1))
}

/// The notes on the cells of a row, wherever they stand.
fn notes(grid: &Grid, row: u32) -> Vec<Arc<str>> {
    let of_row = grid.sheet.notes.range(At { row, column: 0 }..=At { row, column: u32::MAX });
    of_row.filter(|it| grid.sees(it.0.column)).map(|it| Arc::clone(it.1)).collect()
}

/// Words of sentences about the questions themselves and how to answer them, folded.
const OF_QUESTIONS: &str = "question, questions, answer, answers, answering, select, tick, mark, choose, enter, note, notes, above, below, following, \
    all rows, every row, each row, frage, fragen, antwort, antworten, beantworten, ankreuzen, wahlen, hinweis, oben, unten, folgende, folgenden, \
    reponse, reponses, repondre, repondez, cocher, cochez, ci-dessus, ci-dessous, pregunta, preguntas, respuesta, respuestas, responda, marque, \
    domanda, domande, risposta, risposte, rispondere, vraag, vragen, antwoord, beantwoord, pergunta, perguntas, resposta, respostas";

/// Whether a text is a footnote: `* at your subcontractors`; not `*** Part 1 ***`.
pub(super) fn is_footnote(text: &str) -> bool {
    let mark = ['*', '†', '‡'];
    let text = text.trim();
    text.starts_with(mark) && !text.ends_with(mark) && text.chars().any(char::is_alphabetic)
}

/// Whether a text speaks of the questions and asks none: `All questions below relate to ...`, `* at your subcontractors`.
pub(in crate::questionnaire) fn speaks_of_questions(text: &str) -> bool {
    let text = start(text, LONG).trim();
    let footnote = text.starts_with(['*', '†', '‡']) && text.chars().any(char::is_alphabetic);
    let folded = fold(text);
    let words = || folded.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
    let speaks = || words().any(|it| OF_QUESTIONS.split(", ").any(|word| word.trim() == it));
    footnote || (!text.contains(['?', '？']) && words().count() > 2 && speaks())
}

/// What says that a text is about those below it, folded.
const BELOW: &str = "following, these, those, below, davon, folgende, folgenden, folgendes, ces, suivants, suivantes, siguientes, seguenti, volgende, seguintes";

/// Whether a row that is read as a question heads those below it: it ends like a heading, points at them, continues to somebody else, or has the
/// letter of a section for an id.
pub(super) fn opens_a_list(text: &str, id: Option<&str>) -> bool {
    let text = start(text, LONG).trim();
    let folded = fold(text);
    let has = |it: &str| BELOW.split(", ").any(|word| word == it);
    let points = folded.split(|c: char| !c.is_alphanumeric()).any(has);
    let roman = |it: &str| !it.is_empty() && it.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let letter = |it: &str| it.len() == 1 && it.chars().all(|c| c.is_ascii_uppercase());
    let section = id
        .map(|it| it.trim().trim_end_matches(['.', ')']))
        .is_some_and(|it| it == "0" || roman(it) || letter(it));
    let heads = id.is_none()
        && (text.ends_with([':', '：'])
            || points
            || folded.starts_with("and ")
            || folded.starts_with("now "));
    heads || (section && !text.contains(['?', '？']))
}

/// Whether most of the texts are questions by their marks.
pub(super) fn are_questions<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let (mut asking, mut all) = (0, 0);
    for text in texts {
        (asking, all) = (asking + usize::from(text.contains(['?', '？'])), all + 1);
    }
    asking * 2 > all
}

/// What begins a question that takes no yes or no, folded.
const OPEN: &str = "what, which, who, where, when, was, welche, welcher, welches, welchem, welchen, wer, wo, wann, que, quoi, quel, quelle, quels, quelles, qui, ou, \
    quand, cual, cuales, quien, donde, cuando, quale, quali, che, chi, dove, quando, wat, welke, wie, waar, wanneer, qual, quais, quem, onde";
/// What begins a row that continues the one above it, folded.
const CONTINUING: &str = "if, please, explain, describe, provide, specify, attach, wenn, falls, bitte, si, se, merci, veuillez, als, indien, zo, graag, favor";
/// Texts of so many words at most are labels, and may head what stands below.
const LABEL: usize = 4;

/// Whether a text is a question for a yes or no that says itself what it asks: it is said of no other row.
pub(super) fn is_closed(text: &str) -> bool {
    let text = start(text, LONG);
    text.contains(['?', '？'])
        && text.split_whitespace().nth(LABEL).is_some()
        && !fold(text).starts_with("and ")
        && !is_open(text)
}

/// Whether a question begins with a word that asks for more than a yes or no.
fn is_open(text: &str) -> bool {
    listed(OPEN, &fold(text))
}

/// What begins a request to name something, folded.
const NAMING: &str = "name, state, specify, enter, indicate, identify, select, choose, nennen, angeben, benennen, wahlen, indiquez, precisez, nommez, indique, \
    especifique, nombre, indicare, specificare, noem, vermeld, nome, informe";
/// Words before it, folded.
const POLITE: &str = "please, kindly, bitte, merci, de, veuillez, por, favor, per, favore, gelieve";
/// Words of so many characters at most may stand before a word that asks: `For which product?`.
const PREPOSITION: usize = 4;

/// Whether a text asks for a name, or requests one: `Which product is it?`, `Please specify the system`, `If so, which one?`
pub(super) fn is_naming(text: &str) -> bool {
    let folded = fold(start(text, LONG));
    let mut words = folded.split_whitespace().skip_while(|it| is_among(it, POLITE));
    let requests = words.next().is_some_and(|it| is_among(it, NAMING));
    let asks = |piece: &str| {
        let folded = fold(piece);
        let mut words = folded.split_whitespace();
        let first = words.next().unwrap_or_default();
        let second = words.next().filter(|_| first.chars().count() <= PREPOSITION);
        is_among(first, OPEN) || second.is_some_and(|it| is_among(it, OPEN))
    };
    let pieces = || start(text, LONG).split([',', ';', '.', '!', '?', '？', '\n']);
    requests || (text.contains(['?', '？']) && pieces().any(asks))
}

/// Whether a folded text has one of the words of a table.
pub(super) fn has_word(folded: &str, table: &str) -> bool {
    folded.split_whitespace().any(|it| is_among(it, table))
}

/// Whether a folded text speaks of questions.
pub(super) fn has_questions(folded: &str) -> bool {
    has_word(folded, QUESTIONS)
}

fn is_among(word: &str, table: &str) -> bool {
    table.split(", ").any(|it| it.trim() == word)
}

/// Whether a folded text begins with one of these words.
fn listed(table: &str, folded: &str) -> bool {
    let first = folded.split(|c: char| !c.is_alphanumeric()).find(|it| !it.is_empty()).unwrap_or_default();
    table.split(", ").any(|it| it == first)
}

/// Whether a row that is read as a question may head those below it as well: a few words, or a statement without an id where the
/// others are questions.
pub(super) fn may_head(text: &str, id: Option<&str>, mostly_questions: bool) -> bool {
    let text = start(text, LONG);
    let asks = text.contains(['?', '？']);
    let short = text.split_whitespace().nth(LABEL).is_none();
    // `What is missing?`, and not `Are backups encrypted?`, nor `If yes, please describe.`
    let label =
        short && if asks { is_open(text) } else { mostly_questions && !listed(CONTINUING, &fold(text)) };
    label || (mostly_questions && id.is_none() && !asks)
}

/// Questions, folded; rows and the like; and what says which of them.
const QUESTIONS: &str = "questions, fragen, preguntas, domande, vragen, perguntas";
const ROWS: &str = "rows, items, controls, requirements, statements, answers, responses, antworten, zeilen, reponses, lignes, respuestas, risposte, righe, antwoorden, respostas";
const WHICH: &str = "above, below, following, all, every, oben, unten, folgenden, alle, ci-dessus, ci-dessous, toutes, anteriores, siguientes, todas, seguenti, tutte, alle";

/// The sentences of a text that speak of many questions: of all, of those above or below; a footnote as a whole.
pub(super) fn said_of_all(text: &str) -> Vec<Arc<str>> {
    let text = start(text, LONG);
    if text.trim_start().starts_with(['*', '†', '‡']) {
        return kept(text).filter(|_| speaks_of_questions(text)).into_iter().collect();
    }
    let many = |sentence: &&str| {
        let folded = fold(sentence);
        let has = |table: &str| {
            folded
                .split(|c: char| !c.is_alphanumeric() && c != '-')
                .any(|it| table.split(", ").any(|word| word == it))
        };
        !sentence.contains(['?', '？']) && (has(QUESTIONS) || (has(ROWS) && has(WHICH)))
    };
    text.split(['.', '!', ';', '\n']).filter(many).filter_map(kept).collect()
}

/// The texts of a row that asks nothing and heads nothing.
pub(super) fn of_row(grid: &Grid, row: u32) -> Vec<Arc<str>> {
    let cells = grid
        .rows
        .binary_search_by_key(&row, |it| it.0)
        .ok()
        .and_then(|it| grid.rows.get(it))
        .map(|it| it.1.as_slice());
    let shown = cells.unwrap_or_default().iter().filter(|it| !grid.hidden(it.0));
    shown.map(|it| it.1.text.trim()).filter(|it| !is_value(it)).filter_map(kept).take(BETWEEN).collect()
}

/// The head of a column; empty where it has none.
fn head<'a>(grid: &'a Grid, mapping: &Layout, column: u32) -> &'a str {
    mapping.header_rows.iter().map(|it| grid.shown(*it, column)).find(|it| !it.is_empty()).unwrap_or_default()
}

/// The texts of the rows of heads that head nothing: a legend beside them. A head of one word is the name of an empty column.
fn legends(grid: &Grid, mapping: &Layout) -> Vec<Arc<str>> {
    let targets = mapping.targets();
    let headed = |column: u32| {
        Some(column) == mapping.id
            || Some(column) == mapping.guidance
            || column == mapping.question
            || mapping.sections.contains(&column)
            || targets.contains(&column)
            || grid.texts(column).any(|it| mapping.rows.binary_search(&it.0).is_ok())
    };
    let mut texts = Vec::new();
    for row in mapping.header_rows.iter().take(HEADS) {
        let Ok(place) = grid.rows.binary_search_by_key(row, |it| it.0) else { continue };
        let cells = grid.rows.get(place).map(|it| it.1.as_slice()).unwrap_or_default();
        let free = cells
            .iter()
            .filter(|it| !headed(it.0) && role(it.1.text.trim()).is_none())
            .filter(|it| it.1.text.split_whitespace().nth(1).is_some());
        texts.extend(free.filter(|it| !is_value(&it.1.text)).take(BETWEEN).flat_map(|it| pieces(&it.1.text)));
    }
    texts
}

/// Whether the column of this head names the company, product or place of a row.
pub(super) fn is_about(head: &str) -> bool {
    let head = fold(head);
    head.trim() == "as of"
        || head.split_whitespace().any(|it| ABOUT.split(", ").any(|word| word.trim() == it))
}

/// The columns with texts beside the questions, whatever their heads say: all but those with a use of their own.
fn columns(grid: &Grid, mapping: &Layout) -> Vec<u32> {
    let targets = mapping.targets();
    let used = |column: u32| {
        Some(column) == mapping.id
            || column == mapping.question
            || mapping.sections.contains(&column)
            || targets.contains(&column)
    };
    // A note may stand far from its question.
    let shown = grid.columns.keys().copied().filter(|it| !grid.hidden(*it));
    shown.filter(|it| !used(*it)).collect()
}
