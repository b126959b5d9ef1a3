//! `factum recall CUSTOMER`: what was delivered to a customer, when, and what of it has changed since.

use clap::Args;

use super::{
    CLEAN, Context,
    paper::{PaperFormat, print},
};
use crate::project::{Project, Stopped};

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
pub fn run(context: &Context, arguments: &Arguments) -> Result<u8, Stopped> {
    let inputs = context.inputs();
    let loaded = inputs.load()?;
    let project = Project::new(&loaded, inputs);
    let words = "fix these errors first; deliveries were not compared with the current data";
    let current = project.claims().map_err(|it| it.so(words))?;
    context.terminal.findings(&current.report, &loaded.sources);
    print(context, &project, &project.recall(&arguments.customer)?, arguments.format)?;
    Ok(CLEAN)
}
