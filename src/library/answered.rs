//! Converts a filled file to drafts of answers.

use std::collections::{BTreeMap, HashSet};

use super::{
    Learned, LearnedCounts, change,
    found::{FoundAnswer, found},
    name,
    pending_edits::PendingEdits,
    scalar::{clean, literal, one_line},
    tree::Tree,
};
use crate::{
    answer::{Context, KnownWords, needs_context, parents, title_of_file},
    fact::{Answer, Audience, Entry, Verdict, VerdictRule},
    load::Loaded,
    matching::normal,
    questionnaire::{
        Form,
        layout::{Asked, Layout, questions},
    },
};

/// The first lines of a new file.
const HEAD: &str = "\
# yaml-language-server: $schema=../schema/answers.schema.json
# Answers from a questionnaire that was filled in earlier, added by `factum learn --from`. Each is a draft \
                    and is not given
# to anyone: check it, replace values that are in facts by `{{ … }}`, set its audience, then remove the line \
                    `draft: yes`.

";
/// The maximum number of places of one kind that are named.
const NAMED: usize = 12;
/// The maximum length of a heading.
const TOPIC: usize = 80;

/// A filled file, and what it is compared with.
#[derive(Clone, Copy)]
pub struct FilledInput<'a> {
    /// The data.
    pub loaded: &'a Loaded,
    /// The file as it was read.
    pub form: &'a Form,
    /// Its layouts, each with its sheet.
    pub mappings: &'a [(usize, Layout)],
    /// Its name.
    pub name: &'a str,
    /// The audience of the answers once they are approved.
    pub audience: Audience,
    /// The current verdicts of the library's entries, by their ids.
    pub verdicts: &'a BTreeMap<String, Verdict>,
    /// Omitted answers, by the id that they would have, with the reason.
    pub left_out: &'a BTreeMap<String, String>,
}

/// A question with its answer in the file.
struct Pair<'a> {
    asked: Asked,
    place: String,
    found: FoundAnswer,
    question: String,
    /// The titles that may change what is asked.
    below: Option<String>,
    sheet: &'a str,
}

/// The changes to the library from a filled file.
pub fn from_answered(answered: &FilledInput) -> Learned {
    let mut learned = Learned::default();
    let mut skipped = Skipped::default();
    let mut shelf = PendingEdits::new(answered.loaded);
    let path = format!("data/answers/{}.yaml", name::of_file(answered.name));
    for pair in pairs(answered, &mut skipped) {
        let id = shelf.free_id(&pair.question);
        if let Some(why) = answered.left_out.get(&id) {
            skipped.add(why, pair.place);
            continue;
        }
        let comment = one_line(&format!(
            "{} ({}, row {}){}",
            pair.asked.id.as_deref().unwrap_or(&pair.place),
            pair.sheet,
            pair.asked.at.row,
            pair.below
                .as_ref()
                .map_or(String::new(), |it| format!(", asked below \"{it}\": does it hold elsewhere?"))
        ));
        shelf.add(
            &path,
            HEAD,
            change::NewEntry { id, comment: Some(comment), fields: fields(&pair, answered.audience) },
        );
        learned.counts = LearnedCounts { answers: learned.counts.answers + 1, ..learned.counts };
    }
    shelf.finish(&mut learned);
    learned.notes.extend(skipped.notes());
    learned
}

fn fields(pair: &Pair, audience: Audience) -> Tree {
    let topic = pair
        .asked
        .sections
        .last()
        .map(|it| one_line(it))
        .filter(|it| !it.is_empty() && it.chars().count() <= TOPIC);
    Tree::map([
        ("question", Some(Tree::text(&pair.question))),
        ("topic", topic.map(Tree::text)),
        ("verdict", pair.found.verdict.map(|it| Tree::word(it.word()))),
        ("text", Some(Tree::text(literal(&pair.found.words)))),
        ("audience", Some(Tree::word(audience.word()))),
        ("draft", Some(Tree::word("yes"))),
    ])
}

/// The new questions with a single answer.
fn pairs<'a>(answered: &FilledInput<'a>, skipped: &mut Skipped) -> Vec<Pair<'a>> {
    let known = wordings(answered.loaded);
    let mut groups: Vec<Vec<Pair>> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for pair in all_pairs(answered, skipped) {
        let own = normal(&pair.question);
        if let Some(entries) = known.get(&own) {
            let why = entries.iter().find_map(|it| contradiction(answered, it, &pair.found));
            skipped.add(why.as_deref().unwrap_or("already known"), pair.place);
            continue;
        }
        let at = *places.entry(own).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(pair),
            None => groups.push(vec![pair]),
        }
    }
    let mut pairs = Vec::new();
    for mut group in groups {
        let agreed =
            group.first().is_some_and(|first| group.iter().all(|it| it.found.says_same(&first.found)));
        let first = group.drain(..usize::from(agreed)).next();
        let why = if agreed {
            "already asked and answered the same way"
        } else {
            "asked more than once, with different answers"
        };
        group.into_iter().for_each(|it| skipped.add(why, it.place));
        pairs.extend(first);
    }
    pairs
}

fn all_pairs<'a>(answered: &FilledInput<'a>, skipped: &mut Skipped) -> Vec<Pair<'a>> {
    let mut pairs = Vec::new();
    let title = title_of_file(answered.name, &KnownWords::default());
    let all = questions(&answered.form.sheets, answered.mappings).into_iter();
    let all: Vec<_> = all.map(|it| it.titled(title.as_deref())).collect();
    let parents = parents(&all.iter().collect::<Vec<_>>());
    let texts: HashSet<String> = all.iter().map(|it| it.text.clone()).collect();
    for (asked, parent) in all.into_iter().zip(parents) {
        let (Some(sheet), Some((_, mapping))) =
            (answered.form.sheets.get(asked.sheet), answered.mappings.get(asked.layout))
        else {
            continue;
        };
        let own = one_line(&asked.text);
        // A question whose meaning depends on its heading or parent is learned together with it. Titles and
        // filled fields name the former customer, so a note tells the person who checks the draft about
        // them.
        let is_field = |text: &str| {
            text.match_indices(": ").any(|place| text.get(..place.0).is_some_and(|it| texts.contains(it)))
        };
        let around: Vec<_> = asked.around.iter().filter(|it| !is_field(it)).cloned().collect();
        let (parent, known) = (parent.as_ref(), &KnownWords::default());
        let context = Context {
            question: &own,
            sections: &asked.sections,
            titles: &[],
            around: &around,
            cover: &[],
            parent,
            id: None,
            known,
        };
        let question =
            context.changing().map_or_else(|| own.clone(), |it| format!("{}: {own}", one_line(&it)));
        let titled = Context { sections: &[], around: &[], parent: None, titles: &asked.titles, ..context };
        let below = titled.marks().map(|it| clean(&one_line(&it.text))).collect::<Vec<_>>().join("\", \"");
        let below = (!below.is_empty()).then_some(below);
        let place = format!("{}!{}", clean(&sheet.name), asked.at);
        match found(sheet, mapping, asked.at, &asked.text) {
            Err(why) => skipped.add(&why, place),
            Ok(_) if needs_context(&own).is_some() => {
                skipped.add("the wording cannot be understood without its context", place)
            }
            Ok(found) => {
                if let Some(why) = &found.left_out {
                    skipped.add(&format!("only the comment: {why}"), place.clone());
                }
                pairs.push(Pair { asked, place, found, question, below, sheet: &sheet.name });
            }
        }
    }
    pairs
}

/// The entries of the library by their wordings, including drafts.
fn wordings(loaded: &Loaded) -> BTreeMap<String, Vec<&Entry<Answer>>> {
    let mut wordings: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for entry in &loaded.facts.answers {
        let own = std::iter::once(&entry.body.question).chain(&entry.body.phrasings).map(|it| normal(it));
        own.for_each(|it| wordings.entry(it).or_default().push(entry));
    }
    wordings
}

/// How an answer in the file contradicts an entry for the same question.
fn contradiction(answered: &FilledInput, entry: &Entry<Answer>, found: &FoundAnswer) -> Option<String> {
    let fixed = match &entry.body.verdict {
        Some(VerdictRule::Fixed(it)) => Some(*it),
        _ => None,
    };
    let id = &entry.id.id;
    let (own, there) = (answered.verdicts.get(&**id).copied().or(fixed)?, found.verdict?);
    (own != there).then(|| {
        format!("contradicts `answer/{id}`: the file says {}, the library says {}", there.word(), own.word())
    })
}

/// Questions that were not learned, by reason.
#[derive(Default)]
struct Skipped(BTreeMap<String, Vec<String>>);

impl Skipped {
    fn add(&mut self, why: &str, place: String) {
        self.0.entry(why.to_owned()).or_default().push(place);
    }

    fn notes(self) -> impl Iterator<Item = String> {
        self.0.into_iter().map(|(why, places)| {
            let more = if places.len() > NAMED {
                format!(" and {} more", places.len() - NAMED)
            } else {
                String::new()
            };
            let named = places.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
            format!("not learned ({why}): {named}{more}")
        })
    }
}
