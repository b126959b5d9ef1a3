//! What was answered for customers, as the folders of `out/` hold it: to be recorded as sent.

use std::{
    fs,
    path::{Path, PathBuf},
};

use chrono::NaiveDate;
use serde_json::Value as Json;

use super::{Context, output};
use crate::{
    answer::{Approval, spoken},
    diagnostic::{FileId, Place},
    error::{Error, near},
    fact::{Audience, Verdict, parse_date, printable},
    ledger::{Claim, Sent, Told, What, digest_of},
    load::{read_bytes, read_text},
    review::OWN_WORDS,
    write::is_sealed,
};

/// The largest file that is read back, in bytes; a filled file may be somewhat larger than what a customer sent.
const LARGEST: u64 = 256 << 20;

/// The folders that are asked for; else every customer's questionnaire of every audience.
pub fn folders(context: &Context, asked: &[String]) -> Result<Vec<PathBuf>, Error> {
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
pub struct Sending {
    /// What was answered, as it will be recorded; its number is given then.
    pub sent: Sent,
    /// Whether the filled file is another than was written.
    pub changed: bool,
    /// How many of the answers nobody had approved.
    pub open: usize,
}

/// What `answers.json` of a folder says was told, and whether the filled file is another than was written. One that was
/// answered for nobody in particular is left out, unless it is `asked` for.
pub fn sending(folder: &Path, on: NaiveDate, asked: bool) -> Result<Option<Sending>, Error> {
    let path = folder.join("answers.json");
    let text = read_text(&path, LARGEST)?;
    let refuse = |message: &str| Error::Refused {
        path: path.clone(),
        message: message.into(),
        help: "run `factum answer FILE --customer NAME` again".into(),
    };
    let json: Json = serde_json::from_str(&text).map_err(|_| refuse("is not as `factum answer` writes it"))?;
    let word = |it: &Json, name: &str| it.get(name).and_then(Json::as_str).filter(|it| !it.is_empty()).map(printable);
    if word(&json, "customer").is_some() && !is_sealed(&text) {
        return Err(refuse("was changed after `factum answer` wrote it: it does not say what was answered"));
    }
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
    let now = if plain { digest_of(&read_bytes(&sent_file, LARGEST)?) } else { return Err(broken()) };
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
    let claim = match (word(it, "answer"), it.get("given").filter(|it| it.is_object())) {
        // A person's own words or verdict are no answer of the library, whichever entry was chosen.
        (Some(id), Some(given)) if (word(given, "text"), verdict_of(given)) == (text.clone(), verdict) => {
            Claim { id, audience, state: None, verdict, facts: list(it, "facts"), text }
        }
        _ => {
            let id = format!("{OWN_WORDS}{}", digest_of(question.as_bytes()).get(..16).unwrap_or_default());
            let text = text.or_else(|| choice.clone()).or_else(|| Some(String::new()));
            Claim { id, audience, state: None, verdict, facts: list(it, "facts"), text }
        }
    };
    // The customer's own word for the verdict, from a list of the file.
    let written = choice.filter(|it| verdict.is_none_or(|verdict| !it.eq_ignore_ascii_case(spoken(verdict))));
    let statements = it.get("given").map(|it| list(it, "statements")).unwrap_or_default();
    Some(Told { question, number: word(it, "id"), claim, written, statements })
}
