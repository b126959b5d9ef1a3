//! The command line: arguments, options and help texts.

use clap::{Parser, Subcommand};

use super::{
    answer::AnswerArguments, approve::ApproveArguments, ask::AskArguments, build::BuildArguments,
    calendar::CalendarArguments, check::CheckArguments, explain::ExplainArguments, init::InitArguments,
    join::JoinArguments, learn::LearnArguments, options::Global, recall::RecallArguments,
    review::ReviewArguments, schema::SchemaArguments, sent::SentArguments, timeline::TimelineArguments,
    trace::TraceArguments,
};

/// Renders a vendor's dated, sourced facts as a trust site, PDFs and answers to questionnaires
#[derive(Parser, Debug)]
#[command(
    name = "factum",
    version,
    max_term_width = 100,
    after_help = "Examples:
  factum init acme && cd acme     create a starter project: example data with comments
  factum check                    report problems in the data
  factum build                    write site, PDFs and questionnaires to out/public
  factum build --audience nda --as-of 2026-12-31

Exit codes: 0 no errors (warnings may be reported); 1 errors found; 2 factum could not run. With `--deny \
                  warnings`, `check` and `build` treat warnings as errors."
)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// The commands and their arguments.
#[derive(Subcommand, Debug)]
pub enum Command {
    Init(InitArguments),
    Check(CheckArguments),
    Build(BuildArguments),
    Answer(AnswerArguments),
    Ask(AskArguments),
    Learn(LearnArguments),
    Review(ReviewArguments),
    Approve(ApproveArguments),
    Sent(SentArguments),
    Join(JoinArguments),
    Recall(RecallArguments),
    Calendar(CalendarArguments),
    Timeline(TimelineArguments),
    Trace(TraceArguments),
    Explain(ExplainArguments),
    Schema(SchemaArguments),
    /// Print shell completions
    #[command(after_help = "Examples:
  factum completions bash > ~/.local/share/bash-completion/completions/factum
  factum completions zsh > \"${fpath[1]}/_factum\"
  factum completions fish > ~/.config/fish/completions/factum.fish")]
    Completions {
        /// The shell
        #[arg(value_name = "SHELL", value_enum)]
        shell: clap_complete::Shell,
    },
}
