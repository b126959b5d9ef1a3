//! Layouts said by a person: `--map "Security: question=B answer=C,D rows=13-40"`, or the same keys in a review file.

use std::collections::BTreeSet;

use super::{
    super::{
        Refusal, Sheet,
        area::{column, letters},
    },
    Mapping,
    answers::Targets,
    describe::{list, plain},
    detect::{Layout, detect},
    grid::Grid,
    heads::Heads,
};

/// The words of a map, and an example of each.
const KEYS: &[(&str, &str)] = &[
    ("question", "question=B"),
    ("answer", "answer=C or answer=C,D"),
    ("yes_no", "yes_no=E"),
    ("tick", "tick=D,E,F"),
    ("comment", "comment=F"),
    ("id", "id=A"),
    ("section", "section=G"),
    ("guidance", "guidance=H"),
    ("header", "header=1,12"),
    ("rows", "rows=13-40,52"),
];

/// A layout as a person says it. Columns and rows are counted from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Override {
    /// The sheet's name; empty for the only one.
    pub sheet: String,
    /// The sheet asks nothing: `Prices: none`.
    pub none: bool,
    /// See [`Mapping::question`].
    pub question: Option<u32>,
    /// See [`Mapping::answers`].
    pub answers: Vec<u32>,
    /// See [`Mapping::yes_no`].
    pub yes_no: Option<u32>,
    /// The columns of boxes; their words are those of their heads.
    pub ticks: Vec<u32>,
    /// See [`Mapping::comment`].
    pub comment: Option<u32>,
    /// See [`Mapping::id`].
    pub id: Option<u32>,
    /// See [`Mapping::sections`].
    pub sections: Vec<u32>,
    /// See [`Mapping::guidance`].
    pub guidance: Option<u32>,
    /// The rows that name columns.
    pub headers: Vec<u32>,
    /// The rows that ask, first and last of each run; found anew where there are none.
    pub rows: Vec<(u32, u32)>,
}

/// Reads a map: `SHEET: question=B answer=C,D yes_no=E comment=F id=A section=G header=1,12 rows=13-40,52`, or
/// `SHEET: none`. Columns are letters or numbers; the sheet may be left out where there is only one.
///
/// # Errors
/// A line that says what is not understood and how to write it.
pub fn parse(text: &str) -> Result<Override, String> {
    let text = text.trim();
    let (sheet, words) = divide(text);
    let mut said = Override { sheet: sheet.to_owned(), ..Override::default() };
    if words.eq_ignore_ascii_case("none") {
        said.none = true;
        return Ok(said);
    }
    if words.is_empty() {
        return Err(format!("`{}` says nothing about columns; write it like this: \"{}: question=B answer=C\"", plain(text), example_sheet(sheet)));
    }
    for word in words.split_whitespace() {
        let Some((key, value)) = word.split_once('=') else {
            return Err(format!("`{}` is not understood; write a word, `=` and a column, without spaces between them: question=B", plain(word)));
        };
        set(&mut said, key, value)?;
    }
    if said.question.is_none() {
        return Err("a map must say which column the questions are in: add question=B, with the letter of that column".to_owned());
    }
    Ok(said)
}

/// The sheet's name, and the words behind it. A name may hold colons and spaces: the words begin with the first `word=`.
fn divide(text: &str) -> (&str, &str) {
    let starts = text.match_indices('=').find_map(|(at, _)| text.get(..at).map(|it| it.rfind([' ', ':']).map_or(0, |it| it + 1)));
    let (sheet, words) = match starts {
        Some(at) => text.split_at_checked(at).unwrap_or((text, "")),
        None => text.rsplit_once(':').unwrap_or((text, "")),
    };
    (sheet.trim().trim_end_matches(':').trim(), words.trim())
}

fn example_sheet(sheet: &str) -> String {
    if sheet.is_empty() { "Sheet1".to_owned() } else { plain(sheet) }
}

fn set(said: &mut Override, key: &str, value: &str) -> Result<(), String> {
    let key = key.to_ascii_lowercase().replace('-', "_");
    let one = || one(&key, value);
    let many = || value.split(',').map(|it| self::one(&key, it)).collect::<Result<Vec<_>, _>>();
    match key.as_str() {
        "question" | "questions" => said.question = Some(one()?),
        "answer" | "answers" => said.answers = many()?,
        "yes_no" | "yesno" => said.yes_no = Some(one()?),
        "tick" | "ticks" => said.ticks = many()?,
        "comment" | "comments" => said.comment = Some(one()?),
        "id" | "ids" => said.id = Some(one()?),
        "section" | "sections" => said.sections = many()?,
        "guidance" => said.guidance = Some(one()?),
        "header" | "headers" => said.headers = runs(&key, value)?.into_iter().flat_map(|it| it.0..=it.1.min(it.0 + 1_000)).collect(),
        "row" | "rows" => said.rows = runs(&key, value)?,
        _ => return Err(unknown(&key)),
    }
    Ok(())
}

fn unknown(key: &str) -> String {
    let near = KEYS.iter().map(|it| it.0).max_by(|one, other| strsim::jaro_winkler(key, one).total_cmp(&strsim::jaro_winkler(key, other)));
    let hint = near.filter(|it| strsim::jaro_winkler(key, it) > 0.8).map(|it| format!("; did you mean `{it}`?")).unwrap_or_default();
    let all: Vec<_> = KEYS.iter().map(|it| it.0).collect();
    format!("`{}` is no word of a map{hint} (the words are {})", plain(key), all.join(", "))
}

fn one(key: &str, value: &str) -> Result<u32, String> {
    let value = value.trim();
    let number = || value.parse::<u32>().ok().filter(|it| (1..=16_384).contains(it));
    let example = KEYS.iter().find(|it| it.0.starts_with(key.trim_end_matches('s'))).map_or("question=B", |it| it.1);
    column(value).or_else(number).ok_or_else(|| format!("`{key}={}` names no column: give its letter, like {example}", plain(value)))
}

fn runs(key: &str, value: &str) -> Result<Vec<(u32, u32)>, String> {
    let wrong = |it: &str| format!("`{key}={}` names no rows: give their numbers, like {key}=13-40,52", plain(it));
    let run = |text: &str| {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let (first, last) = (first.trim().parse::<u32>().ok()?, last.trim().parse::<u32>().ok()?);
        (1 <= first && first <= last).then_some((first, last))
    };
    value.split(',').map(|it| run(it).ok_or_else(|| wrong(it))).collect()
}

/// The layout of a sheet as a person has said it. Columns that take answers are taken as said, and no others; ids, headings
/// and, unless given, rows are found around them. `SHEET: none` is a layout without rows.
///
/// # Errors
/// A column without text, or rows that cannot be answered.
pub fn apply(sheet: &Sheet, said: &Override) -> Result<Mapping, Refusal> {
    if said.none {
        return Ok(Mapping { confidence: 1.0, ..Mapping::default() });
    }
    let name = plain(&sheet.name);
    let Some(question) = said.question else {
        return Err(Refusal::new(format!("`{name}` has a map that does not say where its questions are"), "add question=B, with the letter of their column"));
    };
    let grid = Grid::new(sheet);
    check_columns(&grid, &name, question, said)?;
    let heads = heads(&grid, said);
    let ticks = said.ticks.iter().map(|it| (*it, heads.text(*it).to_owned())).collect();
    let targets = Targets { answers: said.answers.clone(), yes_no: said.yes_no, ticks, comment: said.comment, ..Targets::default() };
    let mut layout = Layout::find(&grid, heads, question, Some((targets, said.id)));
    if !said.rows.is_empty() {
        layout.rows = given_rows(&grid, question, said);
    } else if layout.rows.is_empty() {
        layout.rows = grid.texts(question).map(|it| it.0).filter(|it| !layout.heads.holds(*it)).collect();
    }
    if layout.rows.is_empty() {
        return Err(Refusal::new(
            format!("`{name}` has no text in column {} in the rows of its map", letters(question)),
            "check the numbers after rows=, or leave rows= out",
        ));
    }
    if !said.sections.is_empty() {
        layout.sections.clone_from(&said.sections);
    }
    layout.guidance = said.guidance.or(layout.guidance);
    Ok(layout.mapping(1.0, vec!["said by hand".to_owned()]))
}

fn heads(grid: &Grid, said: &Override) -> Heads {
    let Some(first) = said.headers.first() else { return Heads::find(grid) };
    let mut heads = Heads::at(grid, *first);
    heads.rows.clone_from(&said.headers);
    heads.rows.sort_unstable();
    heads.rows.dedup();
    heads
}

fn check_columns(grid: &Grid, name: &str, question: u32, said: &Override) -> Result<(), Refusal> {
    if grid.texts(question).next().is_none() {
        let filled: Vec<_> = grid.columns.keys().copied().filter(|it| grid.texts(*it).next().is_some()).take(12).collect();
        let help = if filled.is_empty() { "check the sheet's name".to_owned() } else { format!("name one of the columns that have: {}", list(&filled)) };
        return Err(Refusal::new(format!("`{name}` has no text in column {}, where its map says the questions are", letters(question)), help));
    }
    let written = said.answers.iter().chain(&said.yes_no).chain(&said.comment).chain(said.ticks.iter());
    if written.copied().any(|it| it == question) {
        return Err(Refusal::new(
            format!("`{name}` has a map that puts answers over the questions in column {}", letters(question)),
            "name another column for the answers",
        ));
    }
    Ok(())
}

/// The rows that a map gives, those of them that have a text.
fn given_rows(grid: &Grid, question: u32, said: &Override) -> Vec<u32> {
    let given = |row: u32| said.rows.iter().any(|it| (it.0..=it.1).contains(&row));
    grid.texts(question).map(|it| it.0).filter(|it| given(*it)).collect()
}

/// What was found in a form and what a person has said of it: a map replaces what was found on its sheet.
///
/// # Errors
/// A map names a sheet that is not there, or does not fit its sheet.
pub fn detect_with(sheets: &[Sheet], said: &[Override]) -> Result<Vec<(usize, Mapping)>, Refusal> {
    let mut mapped = Vec::new();
    for said in said {
        let index = sheet_of(sheets, said)?;
        if let Some(sheet) = sheets.get(index) {
            mapped.push((index, apply(sheet, said)?));
        }
    }
    let named: BTreeSet<_> = mapped.iter().map(|it| it.0).collect();
    let mut found: Vec<_> = detect(sheets).into_iter().filter(|it| !named.contains(&it.0)).collect();
    found.extend(mapped.into_iter().filter(|it| !it.1.rows.is_empty()));
    found.sort_by_key(|it| it.0);
    Ok(found)
}

/// The sheet that a map names.
fn sheet_of(sheets: &[Sheet], said: &Override) -> Result<usize, Refusal> {
    let name = said.sheet.trim();
    let exact = sheets.iter().position(|it| it.name.trim() == name);
    let loose = || sheets.iter().position(|it| it.name.trim().to_lowercase() == name.to_lowercase());
    let only = || (name.is_empty() && sheets.iter().filter(|it| !it.hidden).count() == 1).then(|| sheets.iter().position(|it| !it.hidden)).flatten();
    exact.or_else(loose).or_else(only).ok_or_else(|| {
        let names: Vec<_> = sheets.iter().filter(|it| !it.hidden).take(20).map(|it| format!("`{}`", plain(&it.name))).collect();
        let message = if name.is_empty() { "has more than one sheet, and a map names none".to_owned() } else { format!("has no sheet `{}`, which a map names", plain(name)) };
        Refusal::new(message, format!("name one of {}", names.join(", ")))
    })
}
