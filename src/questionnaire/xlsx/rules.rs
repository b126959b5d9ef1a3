//! The data validation rules of the part.

use super::{
    super::{
        Area, At, Refusal,
        office::xml::{Node, Tag, Walk},
    },
    limits::Limit,
    reference, strings,
};

/// A list for cells.
#[derive(Debug)]
pub struct Validation {
    /// The cells.
    pub areas: Vec<Area>,
    /// Whether other values are refused.
    pub strict: bool,
    pub source: Source,
}

#[derive(Debug)]
pub(super) enum Source {
    /// Values in the list itself.
    Values(Vec<String>),
    /// A formula for the values: an area, a name.
    Formula(String),
}

/// The messages that are shown when a cell is selected, and when a value is refused.
#[derive(Debug)]
pub struct Message {
    /// The cells.
    pub areas: Vec<Area>,
    /// Their titles and texts.
    pub said: String,
}

/// A data validation rule.
#[derive(Debug)]
pub enum Rule {
    /// A list.
    List(Validation),
    /// Any other rule.
    Limit(Limit),
}

impl Rule {
    /// Reads the element just begun, in the standard's form or Excel's later one (`x14`); `None` if it is
    /// not a rule. There may be messages without a rule.
    ///
    /// # Errors
    /// The XML is not well-formed.
    pub fn read(walk: &mut Walk, tag: &Tag) -> Result<(Option<Self>, Option<Message>), Refusal> {
        let said = ["promptTitle", "prompt", "errorTitle", "error"]
            .map(|it| strings::plain(&tag.attribute(it).unwrap_or_default()));
        let said = said.iter().map(|it| it.trim()).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(". ");
        let kind = tag.attribute("type").unwrap_or_default().into_owned();
        let operator = tag.attribute("operator").unwrap_or_default().into_owned();
        let stops = tag.attribute("errorStyle").is_none_or(|it| it == "stop");
        let strict = tag.flag("showErrorMessage") && stops;
        let mut areas = tag.attribute("sqref").unwrap_or_default().into_owned();
        let (mut formula, mut second, mut values) = (None, None, None);
        let depth = walk.open().len();
        while walk.open().len() >= depth {
            match walk.next()? {
                Some(Node::Open(inner)) => match inner.name() {
                    "formula1" => formula = Some(walk.words()?),
                    "formula2" => second = Some(walk.words()?),
                    "sqref" => areas = walk.words()?,
                    // Values with commas in them: Excel writes them in this form, beside a formula for
                    // programs that do not support it.
                    "list" => values = Some(quoted_values(&walk.words()?)),
                    _ => {}
                },
                Some(_) => {}
                None => break,
            }
        }
        let list = |source| Some(Self::List(Validation { areas: parsed(&areas), strict, source }));
        let message = (!said.is_empty()).then(|| Message { areas: parsed(&areas), said });
        let rule = match (values, formula) {
            (Some(values), _) => list(Source::Values(values)),
            (None, Some(formula)) if kind == "list" => list(source(&formula)),
            (None, formula) => {
                Limit::new(&kind, &operator, [formula.as_deref(), second.as_deref()], parsed(&areas), strict)
                    .map(Self::Limit)
            }
        };
        Ok((rule, message))
    }

    /// The cells that it applies to.
    pub fn areas(&self) -> &[Area] {
        match self {
            Self::List(it) => &it.areas,
            Self::Limit(it) => &it.areas,
        }
    }
}

pub(super) fn parsed(areas: &str) -> Vec<Area> {
    areas.split_ascii_whitespace().filter_map(|it| it.parse().ok()).collect()
}

impl Validation {
    /// The cell that relative references start from: the upper left cell of all its areas.
    pub fn origin(&self) -> At {
        let row = self.areas.iter().map(|it| it.first.row).min().unwrap_or(1);
        At { row, column: self.areas.iter().map(|it| it.first.column).min().unwrap_or(1) }
    }

    /// Whether every cell has the same list.
    pub fn is_fixed(&self) -> bool {
        match &self.source {
            Source::Values(_) => true,
            Source::Formula(formula) => reference::parse(formula).is_some_and(|it| it.is_absolute()),
        }
    }
}

pub(super) fn source(formula: &str) -> Source {
    let formula = formula.trim();
    let formula = formula.strip_prefix('=').unwrap_or(formula).trim();
    match formula.strip_prefix('"').and_then(|it| it.strip_suffix('"')) {
        Some(inner) => {
            Source::Values(inner.replace("\"\"", "\"").split(',').map(|it| it.trim().to_owned()).collect())
        }
        None => Source::Formula(formula.to_owned()),
    }
}

/// Splits values at commas, some in quotes: `Yes,"No, never"`.
pub(super) fn quoted_values(text: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut within = false;
    let mut chars = text.trim().chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if within && chars.peek() == Some(&'"') => {
                chars.next();
                values.last_mut().into_iter().for_each(|it| it.push('"'));
            }
            '"' => within = !within,
            ',' if !within => values.push(String::new()),
            c => values.last_mut().into_iter().for_each(|it| it.push(c)),
        }
    }
    values.into_iter().map(|it| it.trim().to_owned()).collect()
}
