//! Layouts given by a person: `--map "Security: question=B answer=C,D rows=13-40"`, or the same keys in a
//! review file.

use super::{
    super::area::{LAST, column},
    describe::plain,
};

/// The keys of a map, each with an example.
const KEYS: &[(&str, &str)] = &[
    ("question", "question=B"),
    ("answer", "answer=C, answer=C,D, answer=below or answer=inside"),
    ("yes_no", "yes_no=E"),
    ("tick", "tick=D,E,F"),
    ("comment", "comment=F"),
    ("id", "id=A"),
    ("section", "section=G"),
    ("guidance", "guidance=H"),
    ("header", "header=1,12"),
    ("rows", "rows=13-40,52"),
];

/// A layout given by a person. Columns and rows are counted from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Override {
    /// The sheet's name; empty for the only one.
    pub sheet: String,
    /// The sheet has no questions: `Prices: none`.
    pub none: bool,
    /// See [`Layout::question`](super::Mapping::question).
    pub question: Option<u32>,
    /// See [`Layout::answers`](super::Mapping::answers).
    pub answers: Vec<u32>,
    /// Answers go below their questions: see [`Place::Below`](super::Place::Below).
    pub below: bool,
    /// Answers go into the question cells: see [`Place::Inside`](super::Place::Inside).
    pub inside: bool,
    /// The map names rows instead of columns, and columns instead of rows: see
    /// [`Layout::transposed`](super::Mapping::transposed).
    pub transposed: bool,
    /// See [`Layout::yes_no`](super::Mapping::yes_no).
    pub yes_no: Option<u32>,
    /// The columns of boxes; each box is labelled by its header.
    pub ticks: Vec<u32>,
    /// See [`Layout::comment`](super::Mapping::comment).
    pub comment: Option<u32>,
    /// See [`Layout::id`](super::Mapping::id).
    pub id: Option<u32>,
    /// See [`Layout::sections`](super::Mapping::sections).
    pub sections: Vec<u32>,
    /// See [`Layout::guidance`](super::Mapping::guidance).
    pub guidance: Option<u32>,
    /// The header rows.
    pub headers: Vec<u32>,
    /// The question rows, as the first and last row of each range; detected if empty.
    pub rows: Vec<(u32, u32)>,
}

/// Reads a map: `SHEET: question=B answer=C,D yes_no=E comment=F id=A section=G header=1,12 rows=13-40,52`,
/// or `SHEET: none`. Columns are letters or numbers; the sheet may be omitted if there is only one.
/// `answer=below` is the free cell below each question. For a table whose questions are in a row, the keys
/// name rows: `question-row=1 answer-row=2`.
///
/// # Errors
/// A message that names the invalid part and shows the correct syntax.
pub fn parse(text: &str) -> Result<Override, String> {
    let text = text.trim();
    let (sheet, words) = divide(text);
    let mut said = Override { sheet: sheet.to_owned(), ..Override::default() };
    if words.eq_ignore_ascii_case("none") {
        said.none = true;
        return Ok(said);
    }
    if words.is_empty() {
        return Err(format!(
            "`{}` does not name columns; write it like this: \"{}: question=B answer=C\"",
            plain(text),
            example_sheet(sheet)
        ));
    }
    for word in words.split_whitespace() {
        let Some((key, value)) = word.split_once('=') else {
            return Err(format!(
                "`{}` is not valid; write a word, `=` and a column without spaces, such as question=B",
                plain(word)
            ));
        };
        set(&mut said, key, value)?;
    }
    if said.transposed
        && words.split_whitespace().any(|word| !is_transposed(word.split('=').next().unwrap_or_default()))
    {
        return Err("a map names either columns or rows: add `-row` to each word, as in question-row=1 \
                    answer-row=2"
            .to_owned());
    }
    if said.question.is_none() {
        return Err("a map must name the column of the questions: add question=B, with the letter of that \
                    column"
            .to_owned());
    }
    Ok(said)
}

/// Splits a map into the sheet's name and the keys. A name may contain colons and spaces: the keys begin
/// with the first `word=`.
fn divide(text: &str) -> (&str, &str) {
    let starts = text
        .match_indices('=')
        .find_map(|(at, _)| text.get(..at).map(|text| text.rfind([' ', ':']).map_or(0, |it| it + 1)));
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
    let across = is_transposed(&key);
    said.transposed |= across;
    let one = |value: &str| if across { row(&key, value) } else { one(&key, value) };
    let many = || value.split(',').map(one).collect::<Result<Vec<_>, _>>();
    let one = || one(value);
    match key.trim_end_matches("_row") {
        "answer" | "answers" if value.eq_ignore_ascii_case("below") => said.below = true,
        "answer" | "answers" if value.eq_ignore_ascii_case("inside") => said.inside = true,
        "column" | "columns" => said.rows = columns(&key, value)?,
        "question" | "questions" => said.question = Some(one()?),
        "answer" | "answers" => said.answers = many()?,
        "yes_no" | "yesno" => said.yes_no = Some(one()?),
        "tick" | "ticks" => said.ticks = many()?,
        "comment" | "comments" => said.comment = Some(one()?),
        "id" | "ids" => said.id = Some(one()?),
        "section" | "sections" => said.sections = many()?,
        "guidance" => said.guidance = Some(one()?),
        "header" | "headers" => {
            said.headers =
                runs(&key, value)?.into_iter().flat_map(|it| it.0..=it.1.min(it.0 + 1_000)).collect()
        }
        "row" | "rows" => said.rows = runs(&key, value)?,
        _ => return Err(unknown(&key)),
    }
    Ok(())
}

/// Whether a key belongs to the map of a table whose questions are in a row.
fn is_transposed(key: &str) -> bool {
    key.ends_with("_row") || key.ends_with("-row") || matches!(key, "column" | "columns")
}

fn row(key: &str, value: &str) -> Result<u32, String> {
    let wrong = || format!("`{key}={}` is not a row: give its number, such as question-row=1", plain(value));
    value.trim().parse::<u32>().ok().filter(|it| (1..=LAST.row).contains(it)).ok_or_else(wrong)
}

/// Column ranges: `B-F,H`.
fn columns(key: &str, value: &str) -> Result<Vec<(u32, u32)>, String> {
    let run = |text: &str| {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let (first, last) = (one(key, first)?, one(key, last)?);
        Ok((first.min(last), first.max(last)))
    };
    value.split(',').map(run).collect()
}

fn unknown(key: &str) -> String {
    let near = KEYS
        .iter()
        .map(|it| it.0)
        .max_by(|one, other| strsim::jaro_winkler(key, one).total_cmp(&strsim::jaro_winkler(key, other)));
    let hint = near
        .filter(|it| strsim::jaro_winkler(key, it) > 0.8)
        .map(|it| format!("; did you mean `{it}`?"))
        .unwrap_or_default();
    let all: Vec<_> = KEYS.iter().map(|it| it.0).collect();
    format!("`{}` is not a known word in a map{hint} (known words: {})", plain(key), all.join(", "))
}

fn one(key: &str, value: &str) -> Result<u32, String> {
    let value = value.trim();
    let number = || value.parse::<u32>().ok().filter(|it| (1..=16_384).contains(it));
    let example =
        KEYS.iter().find(|it| it.0.starts_with(key.trim_end_matches('s'))).map_or("question=B", |it| it.1);
    column(value).or_else(number).ok_or_else(|| {
        format!("`{key}={}` is not a column: give its letter, such as {example}", plain(value))
    })
}

fn runs(key: &str, value: &str) -> Result<Vec<(u32, u32)>, String> {
    let wrong = |it: &str| {
        format!("`{key}={}` is not a list of rows: give their numbers, such as {key}=13-40,52", plain(it))
    };
    let run = |text: &str| {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let (first, last) = (first.trim().parse::<u32>().ok()?, last.trim().parse::<u32>().ok()?);
        (1 <= first && first <= last).then_some((first, last))
    };
    value.split(',').map(|it| run(it).ok_or_else(|| wrong(it))).collect()
}
