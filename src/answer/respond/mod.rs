//! Decides question by question: a person's decision, a pin of a recognised questionnaire, or a question
//! with the same wording in a context that does not change it. Otherwise nothing is given, and entries that
//! may match are suggested.

pub mod approved;
pub mod comment_cells;
pub mod decided;
mod known;
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
        cover, file_names,
        known::KnownWords,
        parents::{Parent, parents},
        read_for::ReadTexts,
        row_places::RowPlaces,
    },
    decisions::{Decisions, assign::Placed},
    entries::resolved::ResolvedAnswer,
    filling::{
        preset::read_prompts,
        row_texts::{self, RowTexts},
    },
    library::{
        Library,
        related::{Identified, RelatedQuestionnaires},
    },
    reply::{AnswerOrigin, Reply, ReplyStatus},
};
use crate::{
    diagnostic::Diagnostic,
    matching::{Candidate, Query},
    questionnaire::{
        At, Form,
        layout::{Asked, Layout, questions},
    },
};
use pinned::Pinned;
use printed::{id_of, printed};
use responder::{Responder, SUGGESTED, Thresholds};
use suggest::suggestion;

/// The replies to every question of a file, and findings about the decisions.
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
    let all = questions(&form.sheets, mappings).into_iter().map(|it| printed(it.titled(title.as_deref())));
    let all: Vec<_> = all.filter(|it| it.sheet < form.sheets.len()).collect();
    let rows = row_texts::of_rows(form, mappings, &all);
    let places = RowPlaces::of(form, mappings, &all);
    let mut read = ReadTexts::new(&decisions.read_texts, &places, decisions.same_file);
    read.add_own(known_rows::of_file(library, &all, &rows).into_iter());
    let ids: BTreeSet<String> = all.iter().filter_map(|it| it.id.clone()).collect();
    let words = KnownWords { read: &read, ids: &ids, file_title: title.as_deref(), ..library.known_words() };
    let covers = cover::marks(&all, &words);
    let parents = parents(&all.iter().collect::<Vec<_>>());
    let sheet_of = |it: &Asked| form.sheets.get(it.sheet).map_or("", |sheet| sheet.name.as_str());
    let reply_ids: Vec<String> = all.iter().map(|it| id_of(it, sheet_of(it))).collect();
    let related_questionnaires = related(library, &all, &parents, &reply_ids);
    let placed: Vec<_> = all
        .iter()
        .zip(&parents)
        .zip(&covers)
        .map(|((asked, parent), cover)| Placed {
            sheet: sheet_of(asked),
            asked,
            parent: parent.as_ref(),
            cover,
        })
        .collect();
    let decided = decisions.assign(&placed, &words, &library.products.asked());
    for (((&Placed { asked, parent, cover, .. }, assigned), id), row) in
        placed.iter().zip(decided).zip(reply_ids).zip(&rows)
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
        let mut reply = responder.reply(id);
        responder.apply_decision(&mut reply, &assigned, decisions, &mut findings);
        reply.held_by.iter_mut().for_each(|it| places.note(it));
        replies.push(reply);
    }
    (replies, findings)
}

/// The questionnaires that the file is a version of.
fn related<'l>(
    library: &Library<'l>,
    asked: &[Asked],
    parents: &[Option<Parent>],
    ids: &[String],
) -> RelatedQuestionnaires<'l> {
    let identified = asked.iter().zip(parents).zip(ids).map(|((asked, parent), id)| {
        let parent = parent.as_ref().map(|it| it.question.as_str());
        let under = asked.sections.iter().map(String::as_str).chain(parent);
        Identified { id, question: &asked.text, under: under.collect() }
    });
    RelatedQuestionnaires::of(library, &identified.collect::<Vec<_>>())
}

/// The reply to a single question without a file.
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
    /// The reply from the library, before decisions are applied.
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
        if reply.tier != ReplyStatus::Answered {
            self.mention_held(&mut reply, query);
        }
        reply
    }

    fn open(&self, id: String, found: &[(&ResolvedAnswer, Candidate)]) -> Reply {
        let shown = found.iter().filter(|(_, it)| it.confidence >= self.thresholds.review);
        Reply {
            asked: self.asked.clone(),
            id,
            tier: ReplyStatus::None,
            how: AnswerOrigin::Open,
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
}
