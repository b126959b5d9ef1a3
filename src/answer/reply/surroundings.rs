//! The texts around questions that hold them back.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap},
};

use super::Reply;
use crate::answer::context::{
    mark::Mark,
    read_for::question_digest,
    read_texts::{ReadText, Stands, digest},
};

/// A text, or a group of texts, that holds back questions which the library could answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldsBack {
    /// Where it is.
    pub stands: Stands,
    /// The text; for many texts, their number and the first one.
    pub text: String,
    /// The digests of the texts, if there are many.
    pub digests: Vec<String>,
    /// These texts in full, in the same order.
    pub texts: Vec<String>,
    /// Whether an unknown word is the only objection.
    pub unknown: bool,
    /// Why it may change what is asked.
    pub why: String,
    /// The number of questions that it holds back, alone or with others.
    pub questions: usize,
    /// The distinct digests of these questions; for many texts beside one question each, the digest of each
    /// question, in the same order.
    pub question_digests: Vec<String>,
    /// For each of the texts, or for the single text, the digests of the questions in whose rows it is.
    pub beside: Vec<Vec<String>>,
}

/// The minimum number of texts beside one question each that are listed as one item.
const MANY: usize = 4;

/// The distinct texts that hold back questions: first those that name a party, thing or time or that may
/// reverse the meaning, then the others; among each, those that hold back most come first. Texts beside one
/// question each whose only fault is unknown words are combined.
pub fn holding_back(replies: &[Reply]) -> Vec<HoldsBack> {
    let mut at: HashMap<(Stands, &str), usize> = HashMap::new();
    let mut all: Vec<(HoldsBack, bool)> = Vec::new();
    for held in replies.iter().filter(|it| it.decision.is_none()) {
        let mut seen = BTreeSet::new();
        let question = question_digest(&held.asked.text);
        for mark in held.held_by.iter().filter(|it| seen.insert((it.stands, it.whole.as_str()))) {
            let place = *at.entry((mark.stands, &mark.whole)).or_insert_with(|| {
                all.push((HoldsBack::of(mark), mark.unknown && mark.digests.is_empty()));
                all.len() - 1
            });
            if let Some((it, _)) = all.get_mut(place) {
                it.questions += 1;
                it.question_digests.push(question.clone());
            }
        }
    }
    let mut all = within_others(all);
    for (it, _) in &mut all {
        let mut seen = BTreeSet::new();
        it.question_digests.retain(|it| seen.insert(it.clone()));
    }
    let lone = |it: &(HoldsBack, bool)| {
        let own = it.0.beside.iter().flatten().all(|question| it.0.question_digests.contains(question));
        it.1 && own && it.0.questions == 1 && it.0.stands == Stands::Beside
    };
    let (many, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(lone);
    let mut told: Vec<HoldsBack> = rest.into_iter().map(|it| it.0).collect();
    match many.as_slice() {
        [first, ..] if many.len() >= MANY => told.push(HoldsBack {
            text: format!("{} texts, each beside one question; the first: {}", many.len(), first.0.text),
            digests: many.iter().map(|it| digest(&it.0.text)).collect(),
            texts: many.iter().map(|it| it.0.text.clone()).collect(),
            questions: many.len(),
            question_digests: many.iter().flat_map(|it| it.0.question_digests.clone()).collect(),
            beside: vec![],
            ..first.0.clone()
        }),
        _ => told.extend(many.into_iter().map(|it| it.0)),
    }
    told.sort_by_key(|it| (it.unknown, Reverse(it.questions)));
    told
}

/// Merges items whose texts are all contained in another item, so that each text is read once.
fn within_others(all: Vec<(HoldsBack, bool)>) -> Vec<(HoldsBack, bool)> {
    let mut kept: Vec<(usize, (HoldsBack, bool))> = Vec::with_capacity(all.len());
    let mut all: Vec<_> = all.into_iter().enumerate().collect();
    all.sort_by_key(|it| Reverse(it.1.0.digests.len()));
    for (at, (item, lone)) in all {
        let among = |other: &HoldsBack| {
            !item.digests.is_empty() && item.digests.iter().all(|it| other.digests.contains(it))
        };
        match kept.iter_mut().find(|it| among(&it.1.0)) {
            Some((_, (other, _))) => {
                other.questions += item.questions;
                other.question_digests.extend(item.question_digests);
            }
            None => kept.push((at, (item, lone))),
        }
    }
    kept.sort_by_key(|it| it.0);
    kept.into_iter().map(|it| it.1).collect()
}

impl HoldsBack {
    /// The text as it is listed for a person who has not read it. The questions in whose rows it is are
    /// omitted if a review file without them has the same meaning.
    pub fn unread(&self) -> ReadText {
        let alone = self.stands == Stands::Beside && self.question_digests.len() == 1;
        let usual: &[String] = if alone { &self.question_digests } else { &[] };
        // In the order of the text's own questions, so that one set may represent both.
        let own = |it: &String| self.question_digests.iter().position(|own| own == it).unwrap_or(usize::MAX);
        let mut beside = self.beside.clone();
        beside.iter_mut().for_each(|it| it.sort_by_key(own));
        let is_usual = beside.iter().all(|it| it == usual);
        ReadText {
            stands: self.stands,
            text: self.text.clone(),
            digests: self.digests.clone(),
            texts: self.texts.clone(),
            question_digests: self.question_digests.clone(),
            beside: if is_usual { vec![] } else { beside },
            by: String::new(),
            raw: String::new(),
        }
    }

    fn of(mark: &Mark) -> Self {
        let (text, why) = (mark.whole.clone(), mark.why.clone());
        let (digests, texts) = (mark.digests.clone(), mark.texts.clone());
        let (questions, question_digests, beside) = (0, vec![], mark.beside.clone());
        Self {
            stands: mark.stands,
            text,
            digests,
            texts,
            unknown: mark.unknown,
            why,
            questions,
            question_digests,
            beside,
        }
    }
}

/// The number of questions that are held back by texts alone.
pub fn held_back(replies: &[Reply]) -> usize {
    replies.iter().filter(|it| it.decision.is_none() && !it.held_by.is_empty()).count()
}
