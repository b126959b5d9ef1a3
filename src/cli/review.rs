//! `factum review`: compares current statements with approved ones, and shows changes by date and affected customers.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use chrono::Days;
use clap::{Args, ValueEnum};

use super::{CLEAN, Context, FINDINGS, claims_by_date, compare, notices, pipeline, signers::Signers};
use crate::{
    audience_view::AudienceView,
    check::check,
    diagnostic::human,
    document::{self, Document, Publication},
    error::Error,
    fact::Audience,
    ledger::{Approval, EffectiveApprovals},
    load::{Loaded, Templates},
    render,
    review::{
        ClaimSet, Due, Former, Review, changes, coming, days_of_change, due, fields_id, paper,
        renamed_answers, since_when, told_otherwise, unannounced,
    },
    statement,
};

/// Arguments of `factum review`.
#[derive(Args, Debug, Clone)]
pub struct Arguments {
    /// Compare with the data of this git revision instead of the approvals
    #[arg(long, value_name = "REV", conflicts_with = "against")]
    pub since: Option<String>,
    /// Compare with the data in this folder instead of the approvals
    #[arg(long, value_name = "DIR")]
    pub against: Option<PathBuf>,
    /// Number of days ahead to check for changes by date
    #[arg(long, value_name = "DAYS", default_value_t = 30, value_parser = clap::value_parser!(u32).range(0..=3660))]
    pub days: u32,
    /// The output format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = PaperFormat::Human)]
    pub format: PaperFormat,
    /// Exit with code 1 if anything is to be approved, or differs
    #[arg(long)]
    pub exit_code: bool,
}

/// The output format of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PaperFormat {
    /// Text for the terminal.
    Human,
    /// An HTML page.
    Html,
    /// A PDF.
    Pdf,
    /// Markdown, for example for a pull request comment.
    Markdown,
}

/// Prints the review.
pub fn run(context: &Context, arguments: &Arguments) -> Result<u8, Error> {
    // Freed by the system when the program ends, which is soon: freeing a hundred thousand entries one by one takes long.
    let loaded: &Loaded = Box::leak(Box::new(pipeline::read(context)?));
    if arguments.since.is_some() || arguments.against.is_some() {
        return compare::run(context, arguments, loaded);
    }
    let Some((review, said)) = make(context, loaded, arguments.days)? else {
        context.terminal.summary("fix these errors first; nothing was reviewed");
        return Ok(FINDINGS);
    };
    // A notice covers everything that was delivered to a customer, so it is only written for the internal audience.
    let all = context.audience.is_none_or(|it| it == Audience::Internal);
    let today = context.on == context.today;
    let drafted = if all && today {
        notices::write(context, loaded, &review, &said)?
    } else {
        notices::Drafted::default()
    };
    let paper = paper(&review, &said, &format!("Review as of {}", context.on));
    print(context, loaded, &paper, arguments.format)?;
    let folder = context.root.join("out").join(notices::FOLDER);
    let folder = folder.strip_prefix(".").unwrap_or(&folder).display();
    if drafted.notices > 0 {
        context.terminal.summary(&format!("drafted {} in {folder}", human::count(drafted.notices, "notice")));
    }
    for it in &drafted.left {
        context.terminal.summary(&format!(
            "note: {folder}/{it} was written or edited by hand and was not overwritten; delete it to have it drafted again"
        ));
    }
    Ok(if arguments.exit_code && !review.changes.is_empty() { FINDINGS } else { CLEAN })
}

/// The review, and the current claims for the selected audiences. `None` if the data has errors, which are printed.
pub fn make<'l>(
    context: &Context,
    loaded: &'l Loaded,
    days: u32,
) -> Result<Option<(Review<'l>, ClaimSet)>, Error> {
    let Some((mut spoken, said)) = claims_by_date::ClaimsByDate::new(context, loaded)? else {
        return Ok(None);
    };
    let mut signers = Signers::new(context, loaded);
    let Some(force) = signers.sound_force()? else { return Ok(None) };
    let audiences = claims_by_date::audiences(context);
    let looked_at = said.up_to(&audiences);
    let mut changes = changes(&looked_at, &Former::approved(&force), &audiences);
    context.terminal.stage("looking for changes by date");
    let facts = &loaded.facts;
    let fields =
        force.all().filter(|it| it.claim.id == fields_id(it.claim.about()) && it.claim.text.is_some());
    let approved = fields.map(|it| (it.claim.about(), it.act.counts_from())).collect();
    since_when(&mut changes, &approved, &|start| days_of_change(facts, start, context.on), &mut |day| {
        spoken.on(day)
    });
    let mut due = within(context, &force, &mut signers, (&mut spoken, &said), days)?;
    due.retain(|it| audiences.contains(&it.change.audience));
    let sent = loaded.ledger.sent.iter().filter(|it| audiences.contains(&it.audience));
    let otherwise = told_otherwise(sent, &said, &renamed_answers(&loaded.ledger.acts, &said));
    let coming = coming(facts, &spoken.disclosure(context));
    let unannounced = unannounced(facts, &changes, &coming);
    let changed: BTreeSet<_> = changes.iter().map(|it| (it.id.as_str(), it.audience)).collect();
    let unchanged =
        looked_at.claims.keys().filter(|(id, audience)| !changed.contains(&(id.as_str(), *audience))).count();
    let review = Review {
        on: context.on,
        unchanged,
        changes,
        due: (days, due),
        broken: spoken.broken_after(context.on),
        otherwise,
        coming,
        unannounced,
    };
    Ok(Some((review, looked_at)))
}

/// The changes by date within `days`.
fn within(
    context: &Context,
    force: &EffectiveApprovals,
    signers: &mut Signers,
    (spoken, said): (&mut claims_by_date::ClaimsByDate, &ClaimSet),
    days: u32,
) -> Result<Vec<Due>, Error> {
    let until = context.on.checked_add_days(Days::new(u64::from(days))).unwrap_or(context.on);
    let loaded = signers.loaded;
    let ahead = days_of_change(&loaded.facts, context.on, until);
    // Claims that were approved ahead are effective from their date on.
    let acts =
        loaded.ledger.acts.iter().map(Approval::counts_from).filter(|it| context.on < *it && *it <= until);
    let mut later = BTreeMap::new();
    for day in acts.collect::<BTreeSet<_>>() {
        later.insert(day, signers.force(day)?.0);
    }
    let due = due(said, &ahead, (force, &later), &mut |day| spoken.on(day));
    Ok(due)
}

/// Prints a document in the given format.
pub fn print(context: &Context, loaded: &Loaded, paper: &Document, format: PaperFormat) -> Result<(), Error> {
    match format {
        PaperFormat::Human => context.terminal.print(&render::text(paper, context.terminal.colored())),
        PaperFormat::Markdown => context.terminal.print(&render::markdown(paper)),
        PaperFormat::Html | PaperFormat::Pdf => {
            let bytes = formatted(context, loaded, paper, format)?;
            context.terminal.print_bytes(&bytes)
        }
    }
}

/// The document as a page or PDF, in the vendor's design.
fn formatted(
    context: &Context,
    loaded: &Loaded,
    paper: &Document,
    format: PaperFormat,
) -> Result<Vec<u8>, Error> {
    let publication = shell(context, loaded)?;
    let material = pipeline::material(loaded, &publication);
    let made = match format {
        #[cfg(feature = "pdf")]
        PaperFormat::Pdf => render::pdf_alone(&material, paper.clone()),
        #[cfg(not(feature = "pdf"))]
        PaperFormat::Pdf => {
            let message = "this build of factum does not have the `pdf` feature".into();
            return Err(Error::Usage {
                message,
                help: "use `--format html`, or build factum with its default features".into(),
            });
        }
        _ => render::html_alone(&material, paper),
    };
    made.map_err(|findings| {
        let message = findings.first().map_or_else(String::new, |it| it.message.clone());
        Error::Usage {
            message: format!("the document cannot be generated: {message}"),
            help: "run `factum check`".into(),
        }
    })
}

/// A publication with the vendor's name, language and title, as the frame of a document.
fn shell(context: &Context, loaded: &Loaded) -> Result<Publication, Error> {
    let sound = check(loaded, context.on, false).sound;
    let sound = sound.ok_or_else(|| Error::Internal {
        message: "a document was requested from data with errors".into(),
    })?;
    let disclosure = AudienceView::new(sound, context.audience.unwrap_or(Audience::Internal), context.on);
    let nothing = Templates::default();
    let (statements, _) = statement::say(disclosure, &nothing, &loaded.sources);
    Ok(document::compose(sound, statements, Default::default(), &nothing, &loaded.sources).0)
}
