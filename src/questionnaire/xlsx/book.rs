//! The workbook part: its sheets in order, its defined names, and the parts of the sheets.

use super::{
    super::{
        Refusal,
        office::{
            broken,
            package::Package,
            xml::{Node, Tag, Walk},
        },
    },
    bounds::SHEETS,
};

/// The content of the workbook part.
#[derive(Debug, Default)]
pub struct Book {
    /// The name of the part.
    pub part: String,
    /// Its sheets, in order.
    pub sheets: Vec<Listed>,
    /// Its defined names.
    pub names: Vec<Name>,
    /// Whether dates are counted from 1904.
    pub from_1904: bool,
}

/// A sheet in the workbook's list.
#[derive(Debug)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// Whether it is hidden or very hidden.
    pub hidden: bool,
    /// Its part; `None` for sheets without cells (charts, dialogs).
    pub part: Option<String>,
}

/// A defined name for an area or a list.
#[derive(Debug)]
pub struct Name {
    /// The name.
    pub name: String,
    /// The index of the sheet that it is local to; `None` for the whole workbook.
    pub sheet: Option<usize>,
    /// Its formula.
    pub formula: String,
}

impl Book {
    /// Reads the workbook part of a package.
    ///
    /// # Errors
    /// There is none, it is malformed, or it has too many sheets.
    pub fn read(package: &Package) -> Result<Self, Refusal> {
        let main = package.related("", "officeDocument")?;
        let part = main.into_iter().next().ok_or_else(|| broken("it does not reference a workbook"))?.target;
        let grids = package.related(&part, "worksheet")?;
        let text = package.part(&part)?;
        let mut book = Self { part: part.clone(), ..Self::default() };
        let mut walk = Walk::new(&part, &text);
        while let Some(node) = walk.next()? {
            let Node::Open(tag) = node else { continue };
            match walk.open() {
                ["workbook", "workbookPr"] => book.from_1904 = tag.flag("date1904"),
                ["workbook", "sheets", "sheet"] => {
                    let id = tag.attribute("id").unwrap_or_default();
                    let target = grids.iter().find(|it| it.id == id).map(|it| it.target.clone());
                    book.sheets.push(listed(&tag, target));
                }
                ["workbook", "definedNames", "definedName"] => {
                    let name = tag.attribute("name").unwrap_or_default().into_owned();
                    let sheet = tag.number("localSheetId");
                    book.names.push(Name { name, sheet, formula: walk.words()? });
                }
                _ => {}
            }
        }
        match book.sheets.len() {
            0 => Err(broken("its workbook has no sheets")),
            count if count > SHEETS => {
                Err(Refusal::new(format!("has {count} sheets, more than {SHEETS}"), "ask for a smaller file"))
            }
            _ => Ok(book),
        }
    }

    /// The index of the sheet with a name, ignoring case as in formulas.
    pub fn sheet(&self, name: &str) -> Option<usize> {
        let name = name.to_lowercase();
        self.sheets.iter().position(|it| it.name.to_lowercase() == name)
    }

    /// The formula of a defined name on a sheet: a local name takes precedence over a global one.
    pub fn meaning(&self, name: &str, sheet: usize) -> Option<&str> {
        let name = name.to_lowercase();
        let of = |scope| self.names.iter().find(|it| it.sheet == scope && it.name.to_lowercase() == name);
        of(Some(sheet)).or_else(|| of(None)).map(|it| it.formula.as_str())
    }
}

fn listed(tag: &Tag, part: Option<String>) -> Listed {
    let hidden = tag.attribute("state").is_some_and(|it| it != "visible");
    Listed { name: tag.attribute("name").unwrap_or_default().into_owned(), hidden, part }
}
