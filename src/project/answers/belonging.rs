//! Whether decisions for a questionnaire belong to the file that is answered. Files of two customers may
//! have the same name, and even the same bytes: decisions for one of them are not used for the other.

use std::path::{Component, Path, PathBuf};

use super::{file_names::in_one_line, request::AnswerRequest};
use crate::{
    answer::{Decisions, HeldDecisions},
    diagnostic::{Sources, human::count},
    fact::Audience,
    ledger::{digest_of, name_of},
    render::File,
};

/// Maximum number of questions that the note lists.
const LISTED: usize = 8;

/// What a customer's file is known by.
#[derive(Debug, Clone, Default)]
pub struct Identity {
    /// The customer, if one was named.
    pub customer: Option<String>,
    /// The SHA-256 of the file.
    pub digest: Option<String>,
    /// The digest of its place.
    pub place: Option<String>,
}

impl Identity {
    /// The file for which decisions were made.
    pub fn of(decisions: &Decisions) -> Self {
        Self {
            customer: decisions.customer.clone(),
            digest: decisions.digest.clone(),
            place: decisions.place.clone(),
        }
    }

    /// Whether both are the same customer's: by name, or, where none was named, the same file in the same
    /// place.
    pub fn is_same(&self, other: &Self) -> bool {
        let name = |it: &String| name_of(&in_one_line(it));
        match (&self.customer, &other.customer) {
            (Some(one), Some(another)) => name(one) == name(another),
            (None, None) => {
                self.digest.is_some()
                    && self.place.is_some()
                    && (&self.digest, &self.place) == (&other.digest, &other.place)
            }
            _ => false,
        }
    }
}

/// A digest of where a file is, relative to the root, so that no name of a folder is written down.
pub fn place_of(root: &Path, path: &Path) -> String {
    let real = |it: &Path| it.canonicalize().unwrap_or_else(|_| it.to_owned());
    let (root, path) = (real(root), real(path));
    let shared = root.components().zip(path.components()).take_while(|(one, another)| one == another).count();
    let up = root.components().skip(shared).map(|_| "..".to_owned());
    let down =
        path.components().skip(shared).map(|it: Component| it.as_os_str().to_string_lossy().into_owned());
    let place: Vec<String> = up.chain(down).collect();
    digest_of(place.join("/").as_bytes()).get(..16).unwrap_or_default().to_owned()
}

/// What is not used, and where it is kept.
pub struct Unused<'a> {
    /// The decisions and texts that were read.
    pub held: Option<&'a HeldDecisions>,
    /// The review file with them, under another name.
    pub review: Option<&'a File>,
    /// The filled file with cells that were edited by hand, under another name.
    pub edited: Option<&'a File>,
    /// The review files with decisions for this file that were kept when a different file was answered.
    pub kept: &'a [PathBuf],
    /// The folder that contains `data/`.
    pub root: &'a Path,
    /// The audience of the answers.
    pub audience: Audience,
    /// The folder of the questionnaire.
    pub folder: PathBuf,
}

/// The review file with decisions that are not used, under another name.
pub fn kept_review(decisions: &Decisions, sources: &Sources) -> Option<File> {
    let text = sources.text(decisions.source.filter(|_| decisions.held.is_some())?);
    let digest = digest_of(text.as_bytes());
    Some(File::new(format!("review-{}.yaml", digest.get(..8).unwrap_or_default()), text.as_bytes().to_vec()))
}

impl Unused<'_> {
    /// What is not used for the file at `path`, and how it is used if it is the same customer's; `None` if
    /// all is used.
    pub fn note(&self, request: AnswerRequest, path: &Path) -> Option<String> {
        let whole = |it: &File| self.folder.join(&it.path).display().to_string();
        let mut sentences = Vec::new();
        if let Some((held, review)) = self.held.zip(self.review) {
            let listed: Vec<&str> = held.questions.iter().take(LISTED).map(String::as_str).collect();
            let more = held.questions.len().saturating_sub(LISTED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let decisions = (!listed.is_empty()).then(|| {
                let what = count(held.questions.len(), "decision");
                format!("{what} with custom text or a manually entered verdict ({}{more})", listed.join(", "))
            });
            let texts =
                (held.texts > 0).then(|| format!("{} with `changes_nothing`", count(held.texts, "text")));
            let what: Vec<String> = decisions.into_iter().chain(texts).collect();
            let (review, one) = (whole(review), held.questions.len() + held.texts == 1);
            sentences.push(format!(
                "{} {} not used: {} made for a different file of this name, or for this file in a different \
                 place, and {} kept in `{review}`",
                what.join(" and "),
                if one { "is" } else { "are" },
                if one { "it was" } else { "they were" },
                if one { "is" } else { "are" },
            ));
            let command = self.command(request, path, &review);
            sentences.push(format!("if this is the same customer's file, run `{command}`"));
        }
        if let Some(edited) = self.edited {
            sentences.push(format!(
                "the filled file that was edited by hand was another one of this name; it is kept as `{}`",
                whole(edited)
            ));
        }
        if request.customer.is_none() && !sentences.is_empty() {
            let help =
                "for another customer, add `--customer NAME`: each customer then has a separate folder";
            sentences.push(help.to_owned());
        }
        sentences.extend(self.kept.iter().map(|kept| {
            let review = kept.display().to_string();
            format!(
                "decisions that were made for this file are kept in `{review}` and were not used; to use \
                 them, run `{}`",
                self.command(request, path, &review)
            )
        }));
        (!sentences.is_empty()).then(|| format!("`{}`: {}", path.display(), sentences.join("; ")))
    }

    /// The command that uses the decisions of a review file.
    fn command(&self, request: AnswerRequest, path: &Path, review: &str) -> String {
        let mut words = vec!["factum".to_owned(), "answer".into(), path.display().to_string()];
        let mut add = |name: &str, value: &str| words.extend([name.to_owned(), value.to_owned()]);
        add("--review", review);
        if let Some(customer) = request.customer {
            add("--customer", customer);
        }
        request.products.iter().for_each(|it| add("--product", it));
        request.maps.iter().for_each(|it| add("--map", it));
        if self.audience != Audience::Public {
            add("--audience", self.audience.word());
        }
        if self.root != Path::new(".") {
            add("--root", &self.root.display().to_string());
        }
        let quoted = |it: &String| {
            let plain = it.chars().all(|c| c.is_alphanumeric() || "-_./\\:=+,@".contains(c));
            if plain { it.clone() } else { format!("\"{it}\"") }
        };
        words.iter().map(quoted).collect::<Vec<_>>().join(" ")
    }
}
