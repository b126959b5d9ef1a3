//! Delivery records that were made by mistake: they are kept in the ledger, and a later record marks them
//! as invalid.

use chrono::NaiveDate;

use crate::{
    diagnostic::{FileId, Place},
    error::{Error, near},
    ledger::{Ledger, SENT, Sent, What, Withdrawn, name_of},
    load::Loaded,
};

/// The record that withdraws the delivery record `name`, which is a path, a file name, or a file name
/// without extension.
///
/// # Errors
/// There is no such record, it was withdrawn already, or no reason is given.
pub fn withdrawal(loaded: &Loaded, name: &str, reason: &str, on: NaiveDate) -> Result<Sent, Error> {
    if !reason.chars().any(char::is_alphanumeric) {
        let help = "say what happened: `--reason \"only a preview, it was not sent\"`".into();
        return Err(Error::Rejected { message: "`--reason` must not be empty".into(), help });
    }
    let stem = |it: &Sent| {
        let path = loaded.sources.path(it.place.file);
        path.strip_prefix(SENT).unwrap_or(path).trim_matches('/').trim_end_matches(".yaml").to_owned()
    };
    let path = name.replace('\\', "/");
    let wanted = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".yaml");
    let Some(found) = loaded.ledger.sent.iter().find(|it| stem(it) == wanted) else {
        if loaded.ledger.withdrawn.iter().any(|it| stem(it) == wanted) {
            return Err(Error::Rejected {
                message: format!("`{}` is already withdrawn", wanted.escape_debug()),
                help: "if it was sent after all, record it again: `factum sent QUESTIONNAIRE`".into(),
            });
        }
        let names: Vec<String> = loaded.ledger.sent.iter().map(stem).collect();
        let near = near(wanted, names.iter().map(String::as_str));
        return Err(Error::Unknown {
            what: "delivery record in `data/sent` called",
            name: name.to_owned(),
            near,
        });
    };
    Ok(Sent {
        on,
        what: What::Withdrawal,
        file: None,
        number: 0,
        after: vec![],
        withdraws: Some(Withdrawn { seal: found.seal.clone(), reason: reason.to_owned() }),
        items: vec![],
        seal: String::new(),
        place: Place::new(FileId(0), 0..0),
        ..found.clone()
    })
}

/// Why a delivery is recorded only if its questionnaire is passed by name: another version was delivered to
/// the customer, or its record was withdrawn. The file in `out/` may be a preview that was not sent.
pub fn unless_named(ledger: &Ledger, new: &Sent) -> Option<String> {
    let of_questionnaire = |it: &&Sent| {
        it.what == new.what && it.name == new.name && name_of(&it.customer) == name_of(&new.customer)
    };
    let last = |records: &[Sent]| records.iter().filter(of_questionnaire).map(|it| it.on).max();
    let (name, customer) = (&new.name, &new.customer);
    if let Some(on) = last(&ledger.sent) {
        return Some(format!(
            "{name} was delivered to {customer} on {on} and has changed since: if the new version was sent, \
             run `factum sent {name}`"
        ));
    }
    let on = last(&ledger.withdrawn)?;
    Some(format!(
        "the record of {on} that {name} was delivered to {customer} was withdrawn: if it was sent since, \
         run `factum sent {name}`"
    ))
}
