//! Decides question by question: a person's decision, a pin of a questionnaire that is recognised, a question
//! of the very same wording in a context that does not change it; else nothing is given, and entries that may
//! fit are suggested.

pub mod approved;
pub mod comment_cells;
pub mod decided;
pub mod known_rows;
pub mod opposed;
pub mod other_asked;
pub mod pinned;
pub mod printed;
pub mod responder;
pub mod suggest;

use std::collections::BTreeSet;

use super::{
    context::{
        Context, cover, file_names,
        known::KnownWords,
        only_by_yes,
        parents::{Parent, parents},
        read_for::ReadTexts,
        row_places::RowPlaces,
    },
    decisions::{
        Decision, Decisions,
        assign::{Assigned, Placed, section},
    },
    entries::resolved::ResolvedAnswer,
    filling::{
        preset::read_prompts,
        row_texts::{self, RowTexts},
    },
    library::{
        Alike, Library,
        related::{Identified, RelatedQuestionnaires},
    },
    reply::{How, Reply, Tier},
    verdicts::reversing,
};
use crate::{
    diagnostic::Diagnostic,
    fact::Verdict,
    matching::{Asks, Candidate, Query, asks},
    questionnaire::{
        At, Form,
        layout::{Asked, Layout, questions},
    },
};
use pinned::Pinned;
use printed::{id_of, printed};
use responder::{Responder, SUGGESTED, Thresholds};
use suggest::suggestion;

/// The replies to every question of a form, and what is wrong with the decisions.
pub fn respond(
    library: &Library,
    form: &Form,
    mappings: &[(usize, Layout)],
    decisions: &Decisions,
    thresholds: Thresholds,
) -> (Vec<Reply>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut replies = Vec::new();
    let title = file_names::title(&form.name, &library.known_words());
    let all: Vec<_> = questions(&form.sheets, mappings)
        .into_iter()
        .map(|it| it.titled(title.as_deref()))
        .map(printed)
        .filter(|it| it.sheet < form.sheets.len())
        .collect();
    let rows = row_texts::of_rows(form, mappings, &all);
    let places = RowPlaces::of(form, mappings, &all);
    let mut read = ReadTexts::new(&decisions.read_texts, &places, decisions.same_file);
    read.add_own(known_rows::of_file(library, &all, &rows).into_iter());
    let ids: BTreeSet<String> = all.iter().filter_map(|it| it.id.clone()).collect();
    let words = KnownWords { read: &read, ids: &ids, file_title: title.as_deref(), ..library.known_words() };
    let covers = cover::marks(&all, &words);
    let named = |it: Asked| form.sheets.get(it.sheet).map(|sheet| (sheet, id_of(&it, &sheet.name), it));
    let all: Vec<_> = all.into_iter().filter_map(named).collect();
    let parents = parents(&all.iter().map(|(_, _, asked)| asked).collect::<Vec<_>>());
    let identified = all.iter().zip(&parents).map(|((_, id, asked), parent)| {
        let under =
            asked.sections.iter().map(String::as_str).chain(parent.as_ref().map(|it| it.question.as_str()));
        Identified { id, question: &asked.text, under: under.collect() }
    });
    let related_questionnaires = RelatedQuestionnaires::of(library, &identified.collect::<Vec<_>>());
    let placed: Vec<_> = all
        .iter()
        .zip(&parents)
        .zip(&covers)
        .map(|(((sheet, _, asked), parent), cover)| Placed {
            sheet: &sheet.name,
            asked,
            parent: parent.as_ref(),
            cover,
        })
        .collect();
    let decided = decisions.assign(&placed, &words, &library.products.asked());
    for (((&Placed { asked, parent, cover, .. }, Assigned { decision, former }), (_, id, _)), row) in
        placed.iter().zip(decided).zip(&all).zip(&rows)
    {
        let responder = Responder {
            library,
            thresholds,
            asked,
            form,
            mappings,
            related_questionnaires: &related_questionnaires,
            parent,
            cover,
            row,
            words: &words,
        };
        let mut reply = responder.reply(id.clone());
        let held = |it: &Decision| decisions.held.is_some() && it.is_own();
        match (decision, former) {
            (Some(decision), _) if held(decision) => responder.hold(&mut reply),
            (Some(decision), _) => responder.decide(&mut reply, decision, decisions.same_file, &mut findings),
            (None, Some(former)) if !held(former) => responder.show_former(&mut reply, former),
            (None, _) => {}
        }
        reply.held_by.iter_mut().for_each(|it| places.note(it));
        replies.push(reply);
    }
    (replies, findings)
}

/// One question that is in no file.
pub fn ask(library: &Library, question: &str, thresholds: Thresholds) -> Reply {
    let at = At { row: 1, column: 1 };
    let asked = Asked {
        sheet: 0,
        layout: 0,
        at,
        id: None,
        sections: vec![],
        titles: vec![],
        around: vec![],
        cover: std::sync::Arc::default(),
        under: None,
        text: question.to_owned(),
        guidance: None,
    };
    let asked = printed(asked);
    let words = library.known_words();
    Responder {
        library,
        thresholds,
        asked: &asked,
        form: &Form::default(),
        mappings: &[],
        related_questionnaires: &RelatedQuestionnaires::default(),
        parent: None,
        cover: &[],
        row: &RowTexts::default(),
        words: &words,
    }
    .reply("question".into())
}

impl<'l> Responder<'_, 'l> {
    /// What the library has to say, before a person is heard.
    fn reply(&self, id: String) -> Reply {
        let query = Query { text: &self.asked.text, sections: &self.asked.sections };
        let found = self.library.search(query, SUGGESTED);
        let mut reply = self.open(id, &found);
        let pinned = self.pinned(&reply.id);
        let changing = self.context().changing();
        let under = self.places();
        let under = under.iter().map(String::as_str).chain(self.parent.map(|it| it.question.as_str()));
        match (&pinned, self.library.pins.of_words(&self.asked.text, under.chain(changing.as_deref()))) {
            (Some(Pinned::Same(pin)), _) => self.follow(&mut reply, *pin),
            (_, Some((pin, true))) if self.same_context(&pin) => self.follow(&mut reply, pin),
            (_, None | Some((_, true))) => self.known(&mut reply, &found),
            (_, Some((pin, false))) => {
                self.follow(&mut reply, pin);
                self.apply_context(&mut reply);
            }
        }
        match pinned {
            Some(Pinned::Other(pin)) => self.doubt(&mut reply, pin),
            Some(Pinned::Same(_)) => {}
            None => self.doubt_by_words(&mut reply),
        }
        if reply.tier != Tier::Answered {
            self.mention_held(&mut reply, query);
        }
        reply
    }

    /// What the question is under, in each way in which a pin may name it: its headings, its titles,
    /// both.
    pub(super) fn places(&self) -> Vec<String> {
        let asked = self.asked;
        let all = section(asked);
        let titles = asked.titles.iter().map(|it| it.trim().to_owned());
        let both = titles.clone().filter(|_| !all.is_empty()).map(|title| format!("{all} · {title}"));
        asked
            .sections
            .iter()
            .cloned()
            .chain([all.clone()])
            .chain(titles)
            .chain(both)
            .filter(|it| !it.is_empty())
            .collect()
    }

    /// The headings above the question, and what else is said around it.
    fn around(&self) -> Vec<String> {
        let beside = self.asked.titles.iter().chain(&self.asked.around).map(|it| it.to_string());
        self.asked.sections.iter().cloned().chain(beside).collect()
    }

    fn open(&self, id: String, found: &[(&ResolvedAnswer, Candidate)]) -> Reply {
        let shown = found.iter().filter(|(_, it)| it.confidence >= self.thresholds.review);
        Reply {
            asked: self.asked.clone(),
            id,
            tier: Tier::None,
            how: How::Open,
            confidence: found.first().map_or(0.0, |(_, it)| it.confidence),
            answer: None,
            verdict: None,
            choice: None,
            text: None,
            facts: BTreeSet::new(),
            suggestions: shown.map(|(given, it)| suggestion(given, it)).collect(),
            reasons: vec![],
            decision: None,
            withheld: false,
            cells: vec![],
            left: vec![],
            verdict_stands: false,
            part_of: self.parent.map(Parent::named),
            around: self.context().marks().map(|it| it.whole).collect(),
            row_texts: self.row.words(),
            pinned_by: None,
            by_new_phrasing: false,
            held_by: vec![],
            read_prompts: read_prompts(&self.context()),
            edited: vec![],
        }
    }

    pub(super) fn give(&self, reply: &mut Reply, given: &ResolvedAnswer, how: How, confidence: f64) {
        reply.tier = Tier::Answered;
        reply.how = how;
        reply.confidence = confidence;
        reply.answer = Some(given.id.clone());
        reply.verdict = given.verdict;
        reply.text = Some(given.text.clone());
        reply.facts.clone_from(&given.facts);
    }

    /// The answer of the one entry that is asked for in the very same wording, where nothing around the
    /// question changes it; else what may fit is for a person.
    fn known(&self, reply: &mut Reply, found: &[(&'l ResolvedAnswer, Candidate)]) {
        let exact = self.library.known(&self.asked.text);
        let alike = match exact {
            Some(given) => vec![Alike { given, by_yes_only: false }],
            None => self.library.same_wording(&self.asked.text),
        };
        let one = match alike.as_slice() {
            [] => {
                self.suggest(reply, found);
                if let Some((given, name)) = self.library.unbacked(&self.asked.text) {
                    self.put_first(reply, given);
                    reply.reasons.push(format!(
                        "same wording as a phrasing of `{}`, but its answer does not contain `{name}`",
                        given.id
                    ));
                }
                return;
            }
            [one] => one,
            several => {
                several.iter().rev().for_each(|it| self.put_first(reply, it.given));
                let ids: Vec<_> = several.iter().map(|it| format!("`{}`", it.given.id)).collect();
                return reply.reasons.push(format!("{} have this wording: choose one", ids.join(" and ")));
            }
        };
        let given = one.given;
        let only = || only_by_yes(given.verdict).filter(|_| one.by_yes_only).map(str::to_owned);
        let against = || self.library.against(given, &self.asked.text, &self.around());
        let why = self.context().changes(self.library.limits(given)).or_else(only).or_else(against);
        if let Some(why) = why {
            reply.held_by = self.context().held_by(self.library.limits(given));
            self.put_first(reply, given);
            return reply.reasons.push(format!("same wording as `{}`, but {why}", given.id));
        }
        let (how, words) = if exact.is_some() {
            (How::Known, "same wording as")
        } else {
            (How::Matched, "nearly the same wording as")
        };
        self.give(reply, given, how, 1.0);
        reply.by_new_phrasing = !self.library.is_approved_wording(given, &self.asked.text);
        reply.reasons.push(format!("{words} `{}`", given.id));
        if given.verdict.is_none() && asks(&self.asked.text) == Asks::YesNo && !says_either(&given.text) {
            reply.reasons.push(format!("`{}` has no verdict; only its text is given", given.id));
        }
    }

    pub(super) fn context(&self) -> Context<'_> {
        Context {
            question: &self.asked.text,
            sections: &self.asked.sections,
            titles: &self.asked.titles,
            around: &self.asked.around,
            cover: self.cover,
            parent: self.parent,
            id: self.asked.id.as_deref(),
            known: self.words,
        }
    }

    /// What was pinned elsewhere is not given where what is around the question changes it.
    fn apply_context(&self, reply: &mut Reply) {
        if reply.tier != Tier::Answered {
            return;
        }
        let given = reply.answer.as_ref().and_then(|id| self.library.get(&id.id));
        let limits = given.map(|it| self.library.limits(it)).unwrap_or_default();
        let Some(why) = self.context().changes(limits) else { return };
        reply.held_by = self.context().held_by(limits);
        self.leave_open(reply);
        reply.reasons.push(why);
    }

    /// Takes an answer back, for a person to look at.
    pub(super) fn leave_open(&self, reply: &mut Reply) {
        let given = reply.answer.take().and_then(|id| self.library.get(&id.id));
        (reply.tier, reply.how) = (Tier::Review, How::Open);
        (reply.verdict, reply.choice, reply.text) = (None, None, None);
        reply.facts.clear();
        if let Some(given) = given {
            self.put_first(reply, given);
        }
    }

    /// Why the verdict that a person typed for the entry of a reply does not hold on this day.
    pub(super) fn bars(&self, reply: &Reply, typed: Verdict) -> Option<String> {
        let given = reply.answer.as_ref().and_then(|id| self.library.get(&id.id))?;
        given.bars(typed, self.may_turn(given) || reversing::asks_for_end(&self.asked.text))
    }

    /// Whether the question may ask for the contrary of what an entry affirms: `Do you lack a certificate?`.
    pub(super) fn may_turn(&self, given: &ResolvedAnswer) -> bool {
        reversing::reverses(&self.asked.text) || self.library.turned(given, &self.asked.text).is_some()
    }
}

fn says_either(text: &str) -> bool {
    let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
    matches!(first.as_str(), "yes" | "no" | "partly" | "partially")
}
