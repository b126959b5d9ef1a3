//! The layouts of a customer's file: detected, or set by hand.

use crate::{
    answer::Decisions,
    error::Error,
    questionnaire::{self, layout},
};

/// The layouts set by hand: on the command line, otherwise in the review file.
///
/// # Errors
/// One of them cannot be read.
pub fn set_by_hand(
    form: &questionnaire::Form,
    decisions: &Decisions,
    maps: &[String],
) -> Result<Vec<layout::Override>, Error> {
    let usage = |message| Error::Rejected {
        message,
        help: "see `factum answer --help`, and `mapping:` in the review file".into(),
    };
    let read = |maps: Vec<String>| {
        maps.iter().map(|it| layout::parse(it)).collect::<Result<Vec<_>, _>>().map_err(usage)
    };
    let written =
        read(decisions.mappings.iter().map(|(sheet, columns)| format!("{sheet}: {columns}")).collect())?;
    Ok(layout::latest(&form.sheets, written, read(maps.to_vec())?))
}

/// The detected layouts, replaced by those set by hand.
///
/// # Errors
/// A layout set by hand does not fit the file.
pub fn detected(
    form: &questionnaire::Form,
    overrides: &[layout::Override],
) -> Result<Vec<(usize, layout::Layout)>, questionnaire::Refusal> {
    let found = layout::detect_with(&form.sheets, overrides)?;
    layout::is_questionnaire(&form.sheets, &found).map(|()| found)
}
