//! Texts that apply to the questions of all sheets, or of all tables of a document: those above the
//! questions of the first sheet, texts anywhere that refer to the whole file, and the names of sheets
//! without questions.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    super::{Sheet, folded::fold},
    Asked,
    above_texts::speaks_of_all_above,
    kept::kept,
    shape::{Shape, shape},
    speaking, titles,
};

/// Phrases that refer to more than their own sheet, folded.
const FILE: &str = "workbook, all sheets, every sheet, each sheet, all tabs, every tab, each tab, all \
     worksheets, every worksheet, whole questionnaire, entire questionnaire, this questionnaire, whole file, \
     this file, alle blatter, alle tabellenblatter, jedes blatt, alle reiter, gesamten fragebogen, ganzen \
     fragebogen, arbeitsmappe, toutes les feuilles, tous les onglets, classeur, todas las hojas, todas las \
     pestanas, tutti i fogli, tutte le schede, alle tabbladen, alle bladen, werkmap, todas as folhas, todas \
     as abas, all tables, every table, each table, all the tables, both tables, all sections of this, whole \
     document, entire document, this document, alle tabellen, allen tabellen, jede tabelle, gesamte \
     dokument, ganze dokument, gesamten dokument, ganzen dokument, dieses dokument, tous les tableaux, \
     chaque tableau, tout le document, ensemble du document, ce document, todas las tablas, todo el \
     documento, este documento, tutte le tabelle, tutto il documento, intero documento, questo documento, \
     hele document, gehele document, dit document, todas as tabelas, todo o documento";
/// Phrases of a text other than a question that refer to everything before and after it, folded.
const THROUGHOUT: &str =
    "throughout, durchgehend, durchgangig, tout au long, en todo momento, ovunque, doorgaans, doorlopend";
/// Phrases of a text other than a question that refer to all questions, folded.
const QUESTIONS: &str = "all questions, every question, all answers, alle fragen, toutes les questions, \
                         todas las preguntas, tutte le domande, alle vragen, todas as perguntas";
/// The maximum number of texts.
const TEXTS: usize = 200;

/// A text that applies to questions that it is not beside.
pub(super) struct OfAll {
    sheet: usize,
    /// The table that contains it, if it refers to all tables.
    layout: Option<usize>,
    pub text: Arc<str>,
}

impl OfAll {
    /// Whether it applies to a question.
    pub fn counts_for(&self, question: &Asked) -> bool {
        self.sheet != question.sheet || self.layout.is_some_and(|it| it != question.layout)
    }
}

/// The texts that apply to the questions of other sheets and tables. `own` has the texts of each sheet
/// outside of its tables. The texts above the first table of a document are read with its paragraphs.
pub(super) fn texts<'t>(
    sheets: &[Sheet],
    asked: &'t [Asked],
    own: impl Iterator<Item = (usize, &'t Arc<str>)>,
    document: bool,
) -> Vec<OfAll> {
    let Some(first) = asked.iter().map(|it| (it.sheet, it.layout)).min() else { return vec![] };
    if asked.iter().all(|it| (it.sheet, it.layout) == first) {
        return vec![];
    }
    let names: BTreeSet<&str> = sheets.iter().map(|it| it.name.trim()).collect();
    let mut seen: BTreeSet<(usize, &str)> = BTreeSet::new();
    let mut found: Vec<OfAll> = Vec::new();
    let mut add = |sheet: usize, layout: Option<usize>, text: &'t str, place: Stands| {
        if !seen.insert((layout.unwrap_or(usize::MAX), text)) {
            return;
        }
        let of_all = speaks_of_all(text) || place != Stands::Asks && has(&spaced(text), THROUGHOUT);
        // The sentences of a paragraph that refer to all questions are listed separately.
        let told = document && place == Stands::Above && !speaking::said_of_all(text).is_empty();
        // Tables of a document are below each other.
        let of_above = document && place != Stands::Asks && speaks_of_all_above(text);
        let of_all = of_all || of_above;
        let above = place == Stands::Above && sheet == first.0 && !document && !names.contains(text);
        if (of_all && !told || above) && found.len() < TEXTS {
            let layout = layout.filter(|_| of_all);
            found.extend(kept(text).map(|text| OfAll { sheet, layout, text }));
        }
    };
    own.for_each(|(sheet, text)| add(sheet, None, text, Stands::Above));
    for question in asked {
        let (sheet, layout) = (question.sheet, Some(question.layout));
        question.titles.iter().for_each(|it| add(sheet, layout, it, Stands::Above));
        question.around.iter().for_each(|it| add(sheet, layout, it, Stands::Beside));
        question.sections.iter().for_each(|it| add(sheet, layout, it, Stands::Beside));
        question.guidance.iter().chain([&question.text]).for_each(|it| add(sheet, layout, it, Stands::Asks));
    }
    found
}

/// Where a text is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// Above a table, or as the name of its sheet.
    Above,
    /// Beside a question.
    Beside,
    /// A question, or its explanation.
    Asks,
}

/// The names of the visible sheets that have no questions other than fields about the file: the title of a
/// cover sheet may apply to all sheets.
pub(super) fn names(sheets: &[Sheet], asked: &[Asked]) -> Vec<Arc<str>> {
    let asking: BTreeSet<usize> =
        asked.iter().filter(|it| shape(&it.text) != Shape::Label).map(|it| it.sheet).collect();
    let covers = sheets.iter().enumerate().filter(|(at, it)| !it.hidden && !asking.contains(at));
    covers.filter_map(|it| titles::named(&it.1.name)).map(Arc::from).collect()
}

/// Whether a text refers to all sheets or all questions.
pub(super) fn speaks_of_all(text: &str) -> bool {
    let folded = spaced(text);
    has(&folded, FILE) || (!text.contains('?') && has(&folded, QUESTIONS))
}

/// The words of a text, folded, between spaces.
fn spaced(text: &str) -> String {
    format!(" {} ", fold(text).split_whitespace().collect::<Vec<_>>().join(" "))
}

fn has(spaced: &str, table: &str) -> bool {
    table.split(", ").any(|it| spaced.contains(&format!(" {} ", it.trim())))
}

#[cfg(test)]
mod tests {
    use super::speaks_of_all;

    #[test]
    fn texts_about_the_whole_workbook_are_recognised() {
        for text in [
            "Please answer all questions in this workbook for your subsidiary.",
            "All sheets: answer for your subcontractors",
            "Answers for the parent company (all tabs)",
            "Bitte alle Fragen für Ihre Tochtergesellschaft beantworten.",
            "Guidance for all sheets: Yes means a gap",
            "Question (all tables: please answer for your subcontractors)",
            "Alle Tabellen: für Ihre Tochtergesellschaft",
        ] {
            assert!(speaks_of_all(text), "{text}");
        }
        for text in [
            "Are all backups encrypted?",
            "Are all questions of customers answered?",
            "Answer this section for your subsidiary.",
            "Sheets of paper",
        ] {
            assert!(!speaks_of_all(text), "{text}");
        }
    }
}
