//! `factum recall CUSTOMER`: what was delivered to a customer, when, and what of it has changed since.

use std::collections::BTreeMap;

use clap::Args;

use super::{CLEAN, Context, FINDINGS, claims_by_date::ClaimsByDate, pipeline, review, review::PaperFormat};
use crate::{
    error::{Error, near},
    ledger::name_of,
    review::{recall, renamed_answers, standings},
};

/// Arguments of `factum recall`.
#[derive(Args, Debug, Clone)]
pub struct Arguments {
    /// The customer's name, or a part of it that matches no other customer
    #[arg(value_name = "CUSTOMER")]
    pub customer: String,
    /// The output format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = PaperFormat::Human)]
    pub format: PaperFormat,
}

/// Runs the command.
pub fn run(context: &Context, arguments: &Arguments) -> Result<u8, Error> {
    let loaded = pipeline::read(context)?;
    let Some((_, said)) = ClaimsByDate::new(context, &loaded)? else {
        context
            .terminal
            .summary("fix these errors first; deliveries were not compared with the current data");
        return Ok(FINDINGS);
    };
    // With a lower audience, only deliveries to that audience are shown.
    let audiences = super::claims_by_date::audiences(context);
    let sent: Vec<_> = loaded.ledger.sent.iter().filter(|it| audiences.contains(&it.audience)).collect();
    let names: BTreeMap<String, &str> =
        sent.iter().map(|it| (name_of(&it.customer), it.customer.as_str())).collect();
    let name = known_customer(&names, &arguments.customer)?;
    let told = standings(sent, &said, &renamed_answers(&loaded.ledger.acts, &said), &|it| it == name);
    let shown = names.get(&name).copied().unwrap_or_default();
    review::print(context, &loaded, &recall(shown, context.on, &told), arguments.format)?;
    Ok(CLEAN)
}

/// Finds the customer by its name, else by a part of it that matches only one.
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
            Err(Error::Usage { message, help: "write the full name".into() })
        }
    }
}
