//! Customers by name.

use std::collections::BTreeMap;

use crate::error::{Error, near};

/// A customer's name for comparison: in lower case, with single spaces.
pub fn name_of(customer: &str) -> String {
    customer.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Finds the customer by its name, otherwise by a part of it that matches only one.
///
/// # Errors
/// No customer matches, or several do.
pub fn known_customer(names: &BTreeMap<String, &str>, asked: &str) -> Result<String, Error> {
    let wanted = name_of(asked);
    if names.contains_key(&wanted) {
        return Ok(wanted);
    }
    let parts: Vec<_> = names.keys().filter(|it| !wanted.is_empty() && it.contains(&wanted)).collect();
    match parts.as_slice() {
        [one] => Ok((*one).clone()),
        [] => {
            let near = near(asked, names.values().copied());
            Err(Error::Unknown { what: "customer in `data/sent` called", name: asked.to_owned(), near })
        }
        several => {
            let shown: Vec<_> = several.iter().filter_map(|it| names.get(*it).copied()).collect();
            let message =
                format!("`{}` matches several customers: `{}`", asked.escape_debug(), shown.join("`, `"));
            Err(Error::Rejected { message, help: "write the full name".into() })
        }
    }
}
