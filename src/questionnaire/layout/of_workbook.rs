//! What a sheet with questions says of the questions of all sheets: what stands above those of the first one,
//! and what speaks of the workbook anywhere.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    super::{Sheet, folded::fold},
    Asked,
    around::kept,
};

/// Words by which a text speaks of more than its own sheet, folded.
const FILE: &str = "workbook, all sheets, every sheet, each sheet, all tabs, every tab, each tab, all worksheets, every worksheet, \
    whole questionnaire, entire questionnaire, this questionnaire, whole file, this file, alle blatter, alle tabellenblatter, jedes blatt, \
    alle reiter, gesamten fragebogen, ganzen fragebogen, arbeitsmappe, toutes les feuilles, tous les onglets, classeur, todas las hojas, \
    todas las pestanas, tutti i fogli, tutte le schede, alle tabbladen, alle bladen, werkmap, todas as folhas, todas as abas";
/// Words by which a text that asks nothing speaks of all questions, folded.
const QUESTIONS: &str = "all questions, every question, all answers, alle fragen, toutes les questions, todas las preguntas, tutte le domande, \
    alle vragen, todas as perguntas";
/// So many texts are kept.
const TEXTS: usize = 200;

/// The texts that count for the questions of all sheets, each with the sheet that it is on. `own` has what
/// each sheet says outside of its tables.
pub(super) fn texts<'t>(
    sheets: &[Sheet],
    asked: &'t [Asked],
    own: impl Iterator<Item = (usize, &'t Arc<str>)>,
) -> Vec<(usize, Arc<str>)> {
    let Some(first) = asked.iter().map(|it| it.sheet).min() else { return vec![] };
    if asked.iter().all(|it| it.sheet == first) {
        return vec![];
    }
    let names: BTreeSet<&str> = sheets.iter().map(|it| it.name.trim()).collect();
    let mut seen: BTreeSet<(usize, &str)> = BTreeSet::new();
    let mut found: Vec<(usize, Arc<str>)> = Vec::new();
    let mut add = |sheet: usize, text: &'t str, above: bool| {
        let new = seen.insert((sheet, text));
        let says = (above && sheet == first) || speaks_of_all(text);
        if new && says && !names.contains(text) && found.len() < TEXTS {
            found.extend(kept(text).map(|it| (sheet, it)));
        }
    };
    own.for_each(|(sheet, text)| add(sheet, text, true));
    for question in asked {
        question.titles.iter().for_each(|it| add(question.sheet, it, true));
        question.around.iter().for_each(|it| add(question.sheet, it, false));
        let more = question.sections.iter().chain(&question.guidance).chain([&question.text]);
        more.for_each(|it| add(question.sheet, it, false));
    }
    found
}

/// Whether a text speaks of all sheets or all questions.
fn speaks_of_all(text: &str) -> bool {
    let folded = format!(" {} ", fold(text).split_whitespace().collect::<Vec<_>>().join(" "));
    let has = |table: &str| table.split(", ").any(|it| folded.contains(&format!(" {} ", it.trim())));
    has(FILE) || (!text.contains('?') && has(QUESTIONS))
}

#[cfg(test)]
mod tests {
    use super::speaks_of_all;

    #[test]
    fn texts_about_the_whole_workbook_are_known() {
        for text in [
            "Please answer all questions in this workbook for your subsidiary.",
            "All sheets: answer for your subcontractors",
            "Answers for the parent company (all tabs)",
            "Bitte alle Fragen für Ihre Tochtergesellschaft beantworten.",
            "Guidance for all sheets: Yes means a gap",
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
