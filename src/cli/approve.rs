//! `factum approve`: records an approval of pending changes.

use std::{collections::BTreeSet, path::PathBuf};

use clap::Args;

use super::{CLEAN, Context, FINDINGS, pipeline, remembered, review};
use crate::{
    diagnostic::human::count,
    error::{Error, near},
    fact::printable,
    ledger::{APPROVALS, Claim, append, approval_entry},
    library::Edit,
    load::Loaded,
    render,
    review::{Change, ClaimSet, Review, by_fact, document},
    system::{
        in_place,
        signature::{self, Keys, SignatureStatus},
    },
};

/// Arguments of `factum approve`.
#[derive(Args, Debug, Clone)]
pub struct Arguments {
    /// Statements and answers: kind/id/section, or kind/id for everything about a fact
    #[arg(value_name = "ID", required_unless_present = "all", conflicts_with = "all")]
    pub ids: Vec<String>,
    /// Approve all pending changes
    #[arg(long)]
    pub all: bool,
    /// The approver: a name, or `Name <address>`
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// A note to record with the approval
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// The digest of the review that was read: the last line of `factum review`
    #[arg(long, value_name = "HEX")]
    pub reviewed: Option<String>,
    /// Sign with this SSH key
    #[arg(long, value_name = "KEY")]
    pub sign: Option<PathBuf>,
}

/// Runs the command.
pub fn run(context: &Context, arguments: &Arguments) -> Result<u8, Error> {
    let (by, note) = (
        one_line("--by", &arguments.by)?,
        arguments.note.as_deref().map(|it| one_line("--note", it)).transpose()?,
    );
    if context.on < context.today {
        return Err(Error::Usage {
            message: format!("{} is in the past, and past statements cannot be approved", context.on),
            help: "approve the current statements, or give a later date with `--as-of` to approve ahead"
                .into(),
        });
    }
    let loaded = pipeline::read(context)?;
    let Some((review, said)) = review::make(context, &loaded, 0)? else {
        context.terminal.summary("fix these errors first; nothing was approved");
        return Ok(FINDINGS);
    };
    let chosen = chosen(arguments, &review, &said)?;
    if chosen.is_empty() {
        context.terminal.summary("nothing to approve: everything is as it was approved");
        return Ok(CLEAN);
    }
    if !read_by_somebody(context, arguments, &review, &chosen, &said)? {
        context.terminal.summary("nothing was approved");
        return Ok(FINDINGS);
    }
    let claims: Vec<Claim> = chosen.iter().flat_map(|it| it.to_approve()).collect();
    let entry =
        approval_entry(&by, context.today, context.on, note.as_deref(), loaded.ledger.acts.last(), &claims);
    let signature = match &arguments.sign {
        Some(key) => Some(signature::sign(key, &entry.seal)?),
        None => None,
    };
    counts(context, &loaded, &by, &entry.seal, signature.as_deref())?;
    let before = loaded.ledger.file.map(|it| loaded.sources.text(it).to_owned());
    let after = append(before.as_deref().unwrap_or_default(), &entry, signature.as_deref());
    let mut edits = vec![Edit { path: APPROVALS.into(), before, after }];
    edits.extend(remembered::edit(context, &loaded.ledger, &loaded.sources, &[], Some(&entry.seal)));
    in_place::replace(&context.root, &edits)?;
    let ahead =
        if context.on > context.today { format!(", effective from {}", context.on) } else { String::new() };
    context
        .terminal
        .summary(&format!("{by} approved {} in {APPROVALS}{ahead}", count(chosen.len(), "statement")));
    overtaken(context, &loaded, &claims);
    Ok(CLEAN)
}

/// Prints which of the approved claims a later-dated entry also approves: from that date on, the new approval has no effect.
fn overtaken(context: &Context, loaded: &Loaded, claims: &[Claim]) {
    let approved: BTreeSet<_> = claims.iter().map(|claim| (&claim.id, claim.audience)).collect();
    for act in loaded.ledger.acts.iter().filter(|act| act.on > context.today) {
        let both = act.claims.iter().filter(|claim| approved.contains(&(&claim.id, claim.audience))).count();
        if both > 0 {
            let words =
                format!("note: for {} of these, this approval has no effect from {} on", both, act.on);
            context
                .terminal
                .summary(&format!("{words}: the approval by {} dated that day replaces it", act.by));
        }
    }
}

/// A name or a note, in one printable line.
fn one_line(what: &str, words: &str) -> Result<String, Error> {
    let line = printable(words).split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        return Err(Error::Usage {
            message: format!("`{what}` must not be empty"),
            help: "name the person who approves: `--by \"Jane Doe\"`".into(),
        });
    }
    Ok(line)
}

/// The selected changes.
fn chosen<'r>(arguments: &Arguments, review: &'r Review, said: &ClaimSet) -> Result<Vec<&'r Change>, Error> {
    if arguments.all {
        return Ok(review.changes.iter().collect());
    }
    let mut chosen: Vec<&Change> = Vec::new();
    for id in &arguments.ids {
        let named: Vec<_> = review.changes.iter().filter(|it| it.id == *id || it.about() == *id).collect();
        let known = said.claims.values().any(|it| it.id == *id || it.about() == *id);
        if named.is_empty() && !known {
            let ids: BTreeSet<&str> =
                said.claims.values().flat_map(|it| [it.id.as_str(), it.about()]).collect();
            let changed = review.changes.iter().map(|it| it.id.as_str());
            let near = near(id, ids.into_iter().chain(changed));
            return Err(Error::Unknown { what: "statement or answer called", name: id.clone(), near });
        }
        chosen.extend(named);
    }
    let mut seen = BTreeSet::new();
    chosen.retain(|it| seen.insert((&it.id, it.audience)));
    Ok(chosen)
}

/// Whether somebody has read the pending changes: shown by the review digest, or confirmed in the terminal.
fn read_by_somebody(
    context: &Context,
    arguments: &Arguments,
    review: &Review,
    chosen: &[&Change],
    said: &ClaimSet,
) -> Result<bool, Error> {
    let digest = review.digest();
    if let Some(read) = &arguments.reviewed {
        if *read == digest {
            return Ok(true);
        }
        return Err(Error::Usage {
            message: "the pending changes differ from those that were reviewed: the data, the ledger or the audience changed since".into(),
            help: "run `factum review` again with the same `--audience` and `--as-of`, read it, and pass the digest from its last line".into(),
        });
    }
    let paper = document("Pending changes", by_fact(chosen, said, &[]));
    if context.terminal.is_attended() {
        context.terminal.print(&render::text(&paper, context.terminal.colored()))?;
        let question = format!("Does {} approve {}?", arguments.by, count(chosen.len(), "statement"));
        return Ok(context.terminal.confirm(&question).unwrap_or(false));
    }
    Err(Error::Usage {
        message: "not running in a terminal, so the pending changes cannot be shown".into(),
        help: "read the output of `factum review` and pass the digest from its last line: `--reviewed HEX`"
            .into(),
    })
}

/// Refuses an approval that would not count.
fn counts(
    context: &Context,
    loaded: &Loaded,
    by: &str,
    seal: &str,
    signature: Option<&str>,
) -> Result<(), Error> {
    let Some(digest) = &loaded.ledger.signers else { return Ok(()) };
    let Some(signature) = signature else {
        return Err(Error::Usage {
            message: "`data/allowed_signers` exists, so only signed approvals count".into(),
            help: "sign with an SSH key that is listed in it: `--sign ~/.ssh/id_ed25519`".into(),
        });
    };
    match signature::verify(&Keys::read(&context.root, digest)?, by, context.today, seal, signature)? {
        SignatureStatus::Holds => Ok(()),
        SignatureStatus::Unknown(why) | SignatureStatus::Broken(why) => Err(Error::Usage {
            message: format!("the signature would not count: {why}"),
            help: "name the signer as in `data/allowed_signers`: the name and the address in `--by` must both be principals of the key"
                .into(),
        }),
    }
}
