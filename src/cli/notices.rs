//! Drafts of notices: `out/notices/<customer>.md`, one per affected customer or customer to be notified of a change.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fs,
};

use chrono::NaiveDate;

use super::{Context, recall, review};
use crate::{
    diagnostic::human::count,
    diagnostic::{FileId, Place},
    error::{Error, near},
    fact::{AnyFact, Audience},
    ledger::{Claim, Origin, Sent, Told, What, digest_of, name_of},
    load::{Loaded, read_bytes},
    render::{self, File},
    review::{
        AffectedCustomer, Alteration, CHANGES, ClaimSet, Coming, Now, OWN_WORDS, Review, SETTINGS,
        UNAPPROVED, added_by_hand, folder_of, in_order, may_hide, notice, told_of, untold,
    },
    system::output,
};

/// The folder of the drafts, below `out/`.
pub const FOLDER: &str = "notices";

/// The file with the digests of the drafts as they were written, to detect edits by hand.
const DRAFTS: &str = "drafts.json";

/// The largest file that is read back, in bytes.
const LARGEST: u64 = 64 << 20;

/// A notice to one customer.
pub struct Notice<'r> {
    /// The customer's name, as last recorded.
    pub customer: &'r str,
    /// The highest audience of the deliveries to it.
    pub audience: Audience,
    /// The answers that have changed.
    pub otherwise: Option<&'r AffectedCustomer<'r>>,
    /// The subprocessor changes that it was not notified of.
    pub coming: Vec<&'r Coming>,
}

/// All pending notices.
pub fn all<'r>(sent: &'r [Sent], review: &'r Review, said: &ClaimSet) -> Vec<Notice<'r>> {
    let mut customers: BTreeMap<String, Vec<&Sent>> = BTreeMap::new();
    sent.iter().for_each(|it| customers.entry(name_of(&it.customer)).or_default().push(it));
    let otherwise: HashMap<String, &AffectedCustomer> = review
        .otherwise
        .iter()
        .filter(|it| it.gone().next().is_some())
        .map(|it| (name_of(&it.customer), it))
        .collect();
    let notices = customers.into_iter().filter_map(|(name, mut sent)| {
        sent.sort_by(|a, b| in_order(a, b));
        let (customer, audience) = (&sent.last()?.customer, sent.iter().map(|it| it.audience).max()?);
        let coming = untold(&review.coming, &sent, said, audience);
        Some(Notice { customer, audience, otherwise: otherwise.get(&name).copied(), coming })
    });
    notices.filter(|it| it.otherwise.is_some() || !it.coming.is_empty()).collect()
}

/// The result of writing the drafts.
#[derive(Debug, Default)]
pub struct Drafted {
    /// The number of pending notices.
    pub notices: usize,
    /// The files that were edited or added by hand, which are not changed.
    pub left: Vec<String>,
}

/// Writes the drafts. Obsolete drafts of earlier reviews are deleted; files edited or added by hand are kept.
pub fn write(context: &Context, loaded: &Loaded, review: &Review, said: &ClaimSet) -> Result<Drafted, Error> {
    let folder = context.root.join("out").join(FOLDER);
    let notices = all(&loaded.ledger.sent, review, said);
    let mut drafted = Drafted { notices: notices.len(), left: vec![] };
    if notices.is_empty() && !folder.exists() {
        return Ok(drafted);
    }
    let mut files: Vec<File> = notices.iter().map(|it| draft(context, loaded, review, it)).collect();
    let mut digests: BTreeMap<String, String> =
        files.iter().map(|it| (it.path.clone(), digest_of(&it.bytes))).collect();
    let written: BTreeMap<String, String> = read_bytes(&folder.join(DRAFTS), LARGEST)
        .ok()
        .and_then(|it| serde_json::from_slice(&it).ok())
        .unwrap_or_default();
    for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let bytes = read_bytes(&entry.path(), LARGEST)?;
        let digest = digest_of(&bytes);
        if name == DRAFTS || files.iter().any(|it| it.path == name && it.bytes == bytes) {
            continue;
        }
        if let Some(sent) =
            loaded.ledger.sent.iter().find(|it| it.file.as_ref().is_some_and(|(_, it)| *it == digest))
        {
            // A sent notice is kept under a name that no draft has.
            let base = format!("{}-sent-{}", folder_of(&sent.customer), sent.on);
            let names = std::iter::once(format!("{base}.md"))
                .chain((2..).map(|number| format!("{base}-{number}.md")));
            let free = |it: &String| !folder.join(it).exists() && files.iter().all(|file| file.path != *it);
            let kept =
                if name == file_name(&sent.customer) { names.into_iter().find(free) } else { Some(name) };
            files.extend(kept.map(|it| File::new(it, bytes)));
            continue;
        }
        if written.get(&name) == Some(&digest) {
            continue;
        }
        files.retain(|it| it.path != name);
        // It is still known as edited by hand at the next review.
        digests.remove(&name);
        files.push(File::new(name.clone(), bytes));
        drafted.left.push(name);
    }
    drafted.left.sort();
    let digests =
        serde_json::to_string_pretty(&digests).map_err(|it| Error::Internal { message: it.to_string() })?;
    files.push(File::new(DRAFTS, digests + "\n"));
    output::replace_notices(&context.root, FOLDER, &files)?;
    Ok(drafted)
}

/// The file name of the notice to a customer.
pub fn file_name(customer: &str) -> String {
    format!("{}.md", folder_of(customer))
}

/// The draft of a notice.
pub fn draft(context: &Context, loaded: &Loaded, review: &Review, it: &Notice) -> File {
    let open = unapproved(loaded, review, it);
    let vendor = loaded.facts.vendor.first().and_then(AnyFact::title).map_or("", |it| it.value.as_str());
    let paper = notice(vendor, context.on, it.customer, it.otherwise, told_of(&it.coming), &open);
    File::new(file_name(it.customer), render::markdown(&paper))
}

/// The ids in the notice that are not approved; empty if there is no approvals ledger.
fn unapproved(loaded: &Loaded, review: &Review, notice: &Notice) -> Vec<String> {
    if loaded.ledger.file.is_none() {
        return vec![];
    }
    let standings = notice.otherwise.iter().flat_map(|it| it.gone());
    let said = standings.filter(|it| it.now.has_changed()).map(|it| it.told.claim.id.as_str());
    // A withdrawn change is based on its subprocessor; the promised notice period is a setting.
    let of_change =
        |it: &str| it.strip_prefix(CHANGES).and_then(|it| it.rsplitn(3, '/').nth(2)).map(str::to_owned);
    let mut wanted: BTreeSet<String> =
        said.flat_map(|it| [Some(it.to_owned()), of_change(it)]).flatten().collect();
    wanted.extend(notice.coming.iter().map(|it| it.change.fact.to_string()));
    wanted.extend((!notice.coming.is_empty()).then(|| SETTINGS.to_owned()));
    let former = review.changes.iter().filter_map(|it| it.before.as_ref()).map(|it| &it.claim);
    let mut open: BTreeSet<String> =
        review.changes.iter().flat_map(|it| [it.id.clone(), it.about()]).collect();
    open.extend(former.flat_map(|it| [it.id.clone(), it.about().to_owned()]));
    wanted.into_iter().filter(|it| open.contains(it)).collect()
}

/// The notice to a customer as it will be recorded, generated again for the day on which it was sent; and further
/// messages. `None` if the data has errors, which are printed.
///
/// # Errors
/// No notice to the customer is pending, its content is not approved, or the file does not have that content.
pub fn to_record(
    context: &Context,
    loaded: &Loaded,
    customer: &str,
    on: NaiveDate,
) -> Result<Option<(Sent, Vec<String>)>, Error> {
    // A notice states facts as of the day it was sent, or of the earlier effective date that was passed.
    let context = &Context {
        on: context.on.min(on),
        terminal: context.terminal.clone(),
        root: context.root.clone(),
        ..*context
    };
    let Some((review, said)) = review::make(context, loaded, 0)? else {
        context.terminal.summary("fix these errors first; nothing was recorded");
        return Ok(None);
    };
    let notices = all(&loaded.ledger.sent, &review, &said);
    let names = notices.iter().map(|it| (name_of(it.customer), it.customer)).collect();
    let found = recall::known_customer(&names, customer)
        .ok()
        .and_then(|name| notices.iter().find(|it| name_of(it.customer) == name));
    let Some(notice) = found else {
        let near = near(customer, names.values().copied());
        return Err(Error::Unknown {
            what: "pending notice to a customer called",
            name: customer.to_owned(),
            near,
        });
    };
    let open = unapproved(loaded, &review, notice);
    if !open.is_empty() {
        return Err(Error::Usage {
            message: format!("the notice contains text that is not approved: `{}`", open.join("`, `")),
            help: "read `factum review`, approve the changes, and draft the notice again".into(),
        });
    }
    if let Some(later) =
        notice.otherwise.iter().flat_map(|it| it.gone()).map(|it| it.sent.on).filter(|it| *it > on).max()
    {
        return Err(Error::Usage {
            message: format!(
                "the notice refers to a delivery of {later}, so it cannot have been sent earlier, on {on}"
            ),
            help: "pass the date on which it was sent with `--on`".into(),
        });
    }
    let file = context.root.join("out").join(FOLDER).join(file_name(notice.customer));
    let bytes = read_bytes(&file, LARGEST)?;
    let mut lines = Vec::new();
    let added = by_hand(context, loaded, &review, notice, &bytes)?;
    if let Some(added) = &added {
        lines.push(match added.len() {
            0 => "note: the notice was edited by hand; everything in the draft is still in it".to_owned(),
            some => {
                format!("note: {} added to the notice by hand; recorded as custom text", count(some, "line"))
            }
        });
    }
    let added = added.filter(|it| !it.is_empty()).map(|it| it.join("\n"));
    let audience = notice.audience;
    let otherwise = notice.otherwise.iter().flat_map(|it| it.gone()).map(|it| Told {
        question: it.told.question.clone(),
        number: it.told.number.clone(),
        claim: match &it.now {
            Now::AffectedCustomer(claim) => Claim { audience, state: None, ..claim.clone() },
            _ => Claim { audience, text: None, verdict: None, facts: vec![], ..it.told.claim.clone() },
        },
        written: match it.now {
            Now::Restricted(_) => Alteration::of(it).map(|alteration| alteration.sentence(it)),
            _ => None,
        },
        part: None,
        origin: None,
        place: None,
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
        written: it.objections_until.map(|_| it.told_words()),
        part: None,
        origin: None,
        place: None,
        statements: vec![],
    });
    let sent = Sent {
        customer: notice.customer.to_owned(),
        on,
        what: What::Notice,
        name: "notice".into(),
        file: Some((file_name(notice.customer), digest_of(&bytes))),
        audience,
        as_of: context.on,
        number: 0,
        after: vec![],
        told: otherwise.chain(coming).chain(added.map(|it| own_words(it, audience))).collect(),
        seal: String::new(),
        place: Place::new(FileId(0), 0..0),
    };
    Ok(Some((sent, lines)))
}

/// Text added to a notice by hand: the data does not show whether it holds.
fn own_words(text: String, audience: Audience) -> Told {
    let id = format!("{OWN_WORDS}{}", digest_of(text.as_bytes()).get(..16).unwrap_or_default());
    Told {
        question: "Added to the notice by hand".into(),
        number: None,
        claim: Claim { id, audience, state: None, verdict: None, facts: vec![], text: Some(text) },
        written: None,
        part: None,
        origin: Some(Origin::Edited),
        place: None,
        statements: vec![],
    }
}

/// The lines that were added to the draft by hand; `None` if the file is the draft.
///
/// # Errors
/// The file does not contain everything from the draft, or still says that it must not be sent.
fn by_hand(
    context: &Context,
    loaded: &Loaded,
    review: &Review,
    notice: &Notice,
    bytes: &[u8],
) -> Result<Option<Vec<String>>, Error> {
    let draft = draft(context, loaded, review, notice);
    if draft.bytes == bytes {
        return Ok(None);
    }
    let nothing = Notice { otherwise: None, coming: vec![], ..*notice };
    let around = self::draft(context, loaded, review, &nothing);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let file = text(bytes);
    // Every line with content must be there, but not the line that says that it must not be sent.
    let is_draft = file.lines().any(|it| it.contains(UNAPPROVED));
    let path = context.root.join("out").join(FOLDER).join(file_name(notice.customer));
    if let Some(added) = added_by_hand(&text(&draft.bytes), &text(&around.bytes), &file).filter(|_| !is_draft)
    {
        let Some(line) = added.iter().find(|it| may_hide(it)) else { return Ok(Some(added)) };
        return Err(Error::Refused {
            path,
            message: format!(
                "contains HTML or a link definition that may hide text from readers: `{}`",
                line.escape_debug()
            ),
            help: "remove it: a notice is plain text and Markdown".into(),
        });
    }
    Err(Error::Refused {
        path,
        message: format!("does not have the content that was due on {}", context.on),
        help: "pass the date on which it was sent with `--on DAY`; or delete it, let `factum review` draft it again, send that draft, and record it then"
            .into(),
    })
}
