//! `factum sent`: records what was sent to customers, in `data/sent`, a file a sending; none is ever changed.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use chrono::NaiveDate;
use clap::Args;
use serde_json::Value as Json;

use super::{CLEAN, Context, FINDINGS, in_place, notices, output, pipeline, recall, review, terminal::count};
use crate::{
    answer::Approval,
    diagnostic::{FileId, Place},
    error::{Error, near},
    fact::{Audience, Verdict, parse_date, printable},
    learn::Edit,
    ledger::{Claim, SENT, Sent, Told, What, digest_of, sent_entry},
    load::Loaded,
    prose::anchor,
    review::{Now, OWN_WORDS, folder_of, name_of},
};

/// What `factum sent` takes.
#[derive(Args, Debug, Clone)]
pub struct Arguments {
    /// Folders of out/<audience>/questionnaires, or their names [default: all that are not recorded yet]
    #[arg(value_name = "QUESTIONNAIRE", conflicts_with = "notice")]
    pub questionnaires: Vec<String>,
    /// Record that the notice in out/notices was sent to this customer
    #[arg(long, value_name = "CUSTOMER")]
    pub notice: Option<String>,
    /// The day on which it was sent [default: today]
    #[arg(long, value_name = "DATE", value_parser = super::arguments::day)]
    pub on: Option<NaiveDate>,
}

/// Records.
pub fn run(context: &Context, arguments: &Arguments) -> Result<u8, Error> {
    let on = arguments.on.unwrap_or(context.today);
    if on > context.today {
        let message = format!("nothing can have been sent on {on}, which is still to come");
        return Err(Error::Usage { message, help: "give the day on which it was sent".into() });
    }
    let loaded = pipeline::read(context)?;
    if context.audience.is_some_and(|it| it < Audience::Internal) {
        return Err(Error::Usage {
            message: "what was sent is recorded whole, whoever may see it".into(),
            help: "leave `--audience` out: the audience of an answered questionnaire is the one it was answered for".into(),
        });
    }
    if let Some(customer) = &arguments.notice {
        return record_notice(context, &loaded, customer, on);
    }
    let folders = folders(context, &arguments.questionnaires)?;
    let mut edits = Vec::new();
    let mut lines = Vec::new();
    let mut taken = BTreeSet::new();
    for folder in folders {
        let Some(Sending { sent, changed, open }) = sending(&folder, on, !arguments.questionnaires.is_empty())? else { continue };
        if on < sent.as_of {
            let message = format!("`{}` speaks of {}: it cannot have been sent on {on}, before", sent.name, sent.as_of);
            return Err(Error::Usage { message, help: "give the day on which it was sent, with `--on`".into() });
        }
        if let Some(known) = loaded.ledger.sent.iter().find(|it| same(it, &sent)) {
            lines.push(format!("{} to {} is recorded already, as sent on {}", sent.name, sent.customer, known.on));
            continue;
        }
        let path = path(context, &sent, &mut taken);
        lines.push(format!("{}: {} to {}, {} answers", path, sent.name, sent.customer, sent.told.len()));
        if changed {
            let file = sent.file.as_ref().map_or("", |(name, _)| name);
            lines.push(format!("note: `{file}` was changed after `factum answer` wrote it; recorded is what factum answered, and the SHA-256 of the file as it is"));
        }
        if open > 0 && loaded.ledger.file.is_some() {
            lines.push(format!("note: {} of it nobody had approved when it was answered", count(open, "answer")));
        }
        let sent = Sent { number: next_number(&loaded) + u32::try_from(edits.len()).unwrap_or(0), ..sent };
        edits.push(Edit { path, before: None, after: sent_entry(&sent) });
    }
    if edits.is_empty() {
        lines.push("nothing new to record: `factum answer FILE --customer NAME` answers for a customer".into());
    } else {
        in_place::replace(&context.root, &edits)?;
    }
    lines.iter().for_each(|it| context.terminal.summary(it));
    Ok(CLEAN)
}

/// The notice to a customer, worked out anew: what is recorded is what is said now.
fn record_notice(context: &Context, loaded: &Loaded, customer: &str, on: NaiveDate) -> Result<u8, Error> {
    let Some((review, _)) = review::make(context, loaded, 0)? else {
        context.terminal.summary("nothing is recorded before these errors are mended");
        return Ok(FINDINGS);
    };
    let notices = notices::all(&loaded.ledger.sent, &review);
    let names = notices.iter().map(|it| (name_of(it.customer), it.customer)).collect();
    let Ok(name) = recall::whom(&names, customer) else {
        let near = near(customer, names.values().copied());
        return Err(Error::Unknown { what: "customer to whom a notice is due, called", name: customer.to_owned(), near });
    };
    let Some(notice) = notices.iter().find(|it| name_of(it.customer) == name) else { return Ok(CLEAN) };
    let open = notices::unapproved(&review, notice);
    if !open.is_empty() {
        return Err(Error::Usage {
            message: format!("the notice says what nobody has approved: `{}`", open.join("`, `")),
            help: "read `factum review`, approve it, and draft the notice anew".into(),
        });
    }
    let file = context.root.join("out").join(notices::FOLDER).join(notices::file_name(notice.customer));
    let bytes = fs::read(&file).map_err(|cause| Error::Read { path: file.clone(), cause })?;
    let by_hand = faithful(context, loaded, &review, notice, &bytes)?;
    let audience = notice.audience;
    let otherwise = notice.otherwise.iter().flat_map(|it| it.gone()).map(|it| Told {
        question: it.told.question.clone(),
        number: it.told.number.clone(),
        claim: match &it.now {
            Now::Otherwise(claim) => Claim { audience, state: None, ..claim.clone() },
            _ => Claim { audience, text: None, verdict: None, facts: vec![], ..it.told.claim.clone() },
        },
        written: None,
        statements: it.told.statements.clone(),
    });
    let coming = notice.coming.iter().map(|it| Told {
        question: it.change.title.clone(),
        number: None,
        claim: Claim {
            id: it.id.clone(),
            audience,
            state: None,
            verdict: None,
            facts: vec![it.change.fact.to_string()],
            text: Some(it.change.sentence.clone()),
        },
        written: None,
        statements: vec![],
    });
    let sent = Sent {
        customer: notice.customer.to_owned(),
        on,
        what: What::Notice,
        name: "notice".into(),
        file: Some((notices::file_name(notice.customer), digest_of(&bytes))),
        audience,
        as_of: context.on,
        number: next_number(loaded),
        told: otherwise.chain(coming).collect(),
        seal: String::new(),
        place: Place::new(FileId(0), 0..0),
    };
    let path = path(context, &sent, &mut BTreeSet::new());
    in_place::replace(&context.root, &[Edit { path: path.clone(), before: None, after: sent_entry(&sent) }])?;
    context.terminal.summary(&format!("{path}: notice to {}, {}", sent.customer, count(sent.told.len(), "thing")));
    if by_hand {
        context
            .terminal
            .summary("note: the notice was changed by hand; recorded is what the draft says, and the SHA-256 of the file as it is");
    }
    Ok(CLEAN)
}

/// Whether the file is the draft of today, changed by hand at most around what it tells.
fn faithful(
    context: &Context,
    loaded: &Loaded,
    review: &crate::review::Review,
    notice: &notices::Notice,
    bytes: &[u8],
) -> Result<bool, Error> {
    let draft = notices::draft(context, loaded, review, notice);
    if draft.bytes == bytes {
        return Ok(false);
    }
    let (file, draft) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&draft.bytes).into_owned());
    // The quoted lines are what was told and what is said now.
    let quoted =
        draft.lines().filter(|it| it.starts_with("> ") || notice.coming.iter().any(|change| it.starts_with(&change.change.sentence)));
    let whole = quoted.into_iter().all(|it| file.contains(it)) && !file.contains("Draft, not to be sent");
    if whole {
        return Ok(true);
    }
    let path = context.root.join("out").join(notices::FOLDER).join(notices::file_name(notice.customer));
    Err(Error::Refused {
        path,
        message: "does not say what is to be told now".into(),
        help: "run `factum review`, which drafts it anew, send that, and record it then".into(),
    })
}

/// The number of the next record.
fn next_number(loaded: &Loaded) -> u32 {
    loaded.ledger.sent.iter().map(|it| it.number).max().unwrap_or(0).saturating_add(1)
}

/// The folders that are asked for; else every customer's questionnaire of every audience.
fn folders(context: &Context, asked: &[String]) -> Result<Vec<PathBuf>, Error> {
    let mut all = Vec::new();
    for audience in Audience::ALL {
        let parent = output::questionnaire(&context.root, *audience, "");
        let mut found: Vec<_> = fs::read_dir(&parent).into_iter().flatten().flatten().map(|it| it.path()).collect();
        found.retain(|it| it.join(output::REVIEW).is_file());
        found.sort();
        all.extend(found);
    }
    if asked.is_empty() {
        return Ok(all);
    }
    let mut chosen = Vec::new();
    for name in asked {
        let folder = Path::new(name);
        let found: Vec<_> = all.iter().filter(|it| it.file_name().is_some_and(|it| it.to_string_lossy() == *name)).cloned().collect();
        match found.as_slice() {
            _ if folder.join("answers.json").is_file() => chosen.push(folder.to_owned()),
            [one] => chosen.push(one.clone()),
            [] => {
                let names: Vec<_> = all.iter().filter_map(|it| Some(it.file_name()?.to_string_lossy().into_owned())).collect();
                let near = near(name, names.iter().map(String::as_str));
                return Err(Error::Unknown { what: "answered questionnaire in `out/` called", name: name.clone(), near });
            }
            several => {
                let message = format!("`{}` was answered for {} audiences", name.escape_debug(), several.len());
                return Err(Error::Usage {
                    message,
                    help: format!("name the folder: `{}`", several.first().map_or(String::new(), |it| it.display().to_string())),
                });
            }
        }
    }
    Ok(chosen)
}

/// What a folder of `out/` holds for a customer.
struct Sending {
    sent: Sent,
    /// Whether the filled file is another than was written.
    changed: bool,
    /// How many of the answers nobody had approved.
    open: usize,
}

/// What `answers.json` of a folder says was told, and whether the filled file is another than was written. One that was
/// answered for nobody in particular is left out, unless it is `asked` for.
fn sending(folder: &Path, on: NaiveDate, asked: bool) -> Result<Option<Sending>, Error> {
    let path = folder.join("answers.json");
    let text = fs::read_to_string(&path).map_err(|cause| Error::Read { path: path.clone(), cause })?;
    let refuse = |message: &str| Error::Refused {
        path: path.clone(),
        message: message.into(),
        help: "run `factum answer FILE --customer NAME` again".into(),
    };
    let json: Json = serde_json::from_str(&text).map_err(|_| refuse("is not as `factum answer` writes it"))?;
    let word = |it: &Json, name: &str| it.get(name).and_then(Json::as_str).filter(|it| !it.is_empty()).map(printable);
    let Some(customer) = word(&json, "customer") else {
        return if asked { Err(refuse("names no customer")) } else { Ok(None) };
    };
    let broken = || refuse("is not as `factum answer` writes it");
    let audience = word(&json, "audience").and_then(|it| Audience::from_word(&it)).ok_or_else(broken)?;
    let as_of = word(&json, "as_of").and_then(|it| parse_date(&it)).ok_or_else(broken)?;
    let returned = json.get("returned").ok_or_else(broken)?;
    let (file, digest) = word(returned, "file").zip(word(returned, "sha256")).ok_or_else(broken)?;
    // The file's name is a name, not a path.
    let plain = Path::new(&file).file_name().is_some_and(|it| it == Path::new(&file).as_os_str());
    let sent_file = folder.join(&file);
    let bytes = if plain { fs::read(&sent_file) } else { Err(std::io::ErrorKind::InvalidInput.into()) };
    let now = digest_of(&bytes.map_err(|cause| Error::Read { path: sent_file, cause })?);
    let questions = json.get("questions").and_then(Json::as_array).ok_or_else(broken)?;
    let told: Vec<Told> = questions.iter().filter_map(|it| told(it, audience)).collect();
    let name = word(&json, "questionnaire").ok_or_else(broken)?;
    let changed = now != digest;
    let (seal, place) = (String::new(), Place::new(FileId(0), 0..0));
    let approval = |it: &&Json| {
        it.get("given").and_then(|it| it.get("approval")).and_then(Json::as_str).is_some_and(|it| it == Approval::NotYet.words())
    };
    let open = questions.iter().filter(approval).count();
    let sent = Sent { customer, on, what: What::Answers, name, file: Some((file, now)), audience, as_of, number: 0, told, seal, place };
    Ok(Some(Sending { sent, changed, open }))
}

/// One answered question; none where nothing was told.
fn told(it: &Json, audience: Audience) -> Option<Told> {
    let word = |it: &Json, name: &str| it.get(name).and_then(Json::as_str).filter(|it| !it.is_empty()).map(str::to_owned);
    let list = |it: &Json, name: &str| -> Vec<String> {
        let items = it.get(name).and_then(Json::as_array).into_iter().flatten();
        items.filter_map(Json::as_str).map(str::to_owned).collect()
    };
    if word(it, "tier").as_deref() != Some("answered") {
        return None;
    }
    let question = word(it, "text")?;
    let verdict_of = |it: &Json| word(it, "verdict").and_then(|it| Verdict::from_word(&it));
    let (verdict, text, choice) = (verdict_of(it), word(it, "text_given"), word(it, "choice"));
    let mut written = None;
    let claim = match (word(it, "answer"), it.get("given").filter(|it| it.is_object())) {
        // Words of a person's own are no answer of the library, whichever entry was chosen for the verdict.
        (Some(id), Some(given)) if word(given, "text") == text => {
            let claim =
                Claim { id, audience, state: None, verdict: verdict_of(given), facts: list(it, "facts"), text: word(given, "text") };
            if (&claim.text, claim.verdict) != (&text, verdict) {
                let verdict = choice.clone().or(verdict.map(|it| it.word().to_owned()));
                let parts: Vec<_> = verdict.into_iter().chain(text).collect();
                written = Some(parts.join(": ")).filter(|it| !it.is_empty());
            }
            claim
        }
        _ => {
            let id = format!("{OWN_WORDS}{}", digest_of(question.as_bytes()).get(..16).unwrap_or_default());
            Claim { id, audience, state: None, verdict, facts: list(it, "facts"), text: text.or(choice).or_else(|| Some(String::new())) }
        }
    };
    let statements = it.get("given").map(|it| list(it, "statements")).unwrap_or_default();
    Some(Told { question, number: word(it, "id"), claim, written, statements })
}

/// Whether both record one sending: to one customer, of one file, with the same words.
fn same(known: &Sent, new: &Sent) -> bool {
    let words = |it: &Sent| it.told.iter().map(|it| (it.claim.digest(), it.written.clone())).collect::<Vec<_>>();
    name_of(&known.customer) == name_of(&new.customer) && known.what == new.what && known.file == new.file && words(known) == words(new)
}

/// A path in `data/sent` that no file has: day, customer and questionnaire.
fn path(context: &Context, sent: &Sent, taken: &mut BTreeSet<String>) -> String {
    let (customer, name) = (folder_of(&sent.customer), anchor(&sent.name));
    let name = name.strip_prefix(&format!("{customer}-")).unwrap_or(&name);
    let base: String = format!("{}-{customer}-{name}", sent.on).chars().take(120).collect();
    let mut number = 1;
    loop {
        let path = if number == 1 { format!("{SENT}/{base}.yaml") } else { format!("{SENT}/{base}-{number}.yaml") };
        if fs::symlink_metadata(context.root.join(&path)).is_err() && taken.insert(path.clone()) {
            return path;
        }
        number += 1;
    }
}
