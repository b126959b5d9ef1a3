//! Answers that need facts that the audience does not see, or that make a claim about what is not stated.
//!
//! A list without withheld facts is incomplete, and a "no" based on it may be wrong. A field that is not
//! stated is neither yes nor no: if an answer is the same as with a stated no, and different from that with
//! a stated yes, it makes a claim that no fact supports.

use std::collections::BTreeSet;

use super::{
    grounds::{expression, place_of_verdict},
    resolved::{ResolvedAnswer, is_unknown, verdict_from, words_of},
    withheld::Withheld,
};
use crate::{
    audience_view::{AudienceView, Disclosed, facts_in},
    diagnostic::{Diagnostic, Level, Place, codes},
    fact::{Datum, FactId, Flag, KINDS, Verdict, read::Field},
    markup::markdown,
    statement::{Assumed, Engine, TemplateSource},
};

/// The maximum number of fields that are varied, and the maximum number of values per field.
const FIELDS: usize = 32;
const WORDS: usize = 8;

type UnstatedField = (FactId, String);

/// An answer, and what may be missing.
pub struct Missing<'a> {
    /// The engine that evaluated it.
    pub engine: &'a Engine<'a>,
    /// What the audience may see.
    pub view: &'a AudienceView,
    /// The answer.
    pub given: &'a ResolvedAnswer,
    /// Its entry.
    pub fact: &'a Disclosed,
}

/// The products that an entry is limited to.
pub fn products_of(fact: &Disclosed) -> BTreeSet<FactId> {
    fact.data.get("products").map(facts_in).unwrap_or_default()
}

impl Missing<'_> {
    /// Why the answer is not given, and the finding for the vendor.
    pub fn found(&self) -> Option<(Withheld, Diagnostic)> {
        let (why, mut finding) = self
            .incomplete()
            .map(|it| (Withheld::Incomplete, it))
            .or_else(|| self.unstated().map(|it| (Withheld::Unstated, it)))
            .or_else(|| self.other_products().map(|it| (Withheld::OtherProducts, it)))
            .or_else(|| self.mixed_products().map(|it| (Withheld::OtherProducts, it)))?;
        // Nothing is published, so nothing false is published.
        finding.level = Level::Warning;
        Some((why, finding))
    }

    /// The answer lists a kind of which the audience does not see every fact.
    fn incomplete(&self) -> Option<Diagnostic> {
        let kinds = &self.given.incomplete;
        let first = kinds.first()?;
        let listed = kinds.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(" and ");
        let audience = self.view.audience.word();
        let message = format!(
            "`{}` is not given to the {audience} audience: it reads every {listed}, but some are restricted \
             to a narrower audience",
            self.given.id
        );
        let finding = Diagnostic::new(codes::INCOMPLETE_LIST, words_of(self.fact).place, message)
            .help("give the entry the audience of these facts, or name the facts that it means one by one");
        let held = self.view.withheld(first, &products_of(self.fact));
        Some(match held {
            Some(place) => finding.also(place, "restricted to a narrower audience"),
            None => finding,
        })
    }

    /// Its verdict or its text treats an unstated value as a yes or a no.
    fn unstated(&self) -> Option<Diagnostic> {
        let (what, place, (id, field)) = match (self.unstated_verdict(), self.unstated_words()) {
            (Some(field), _) => ("verdict", place_of_verdict(self.fact), field),
            (None, Some(field)) => ("text", words_of(self.fact).place, field),
            (None, None) => return None,
        };
        let message = format!(
            "`{}` is not given: its {what} depends on `{field}` of `{id}`, which is not stated",
            self.given.id
        );
        let finding = Diagnostic::new(codes::UNSTATED_BASIS, place, message);
        let finding = match self.view.get(id) {
            Some(it) => finding.also(it.place, format!("`{field}` is not stated here")),
            None => finding,
        };
        Some(finding.help(format!("state `{field}` there, or let the {what} say that it is not stated")))
    }

    /// It is limited to products, and names a fact of others.
    fn other_products(&self) -> Option<Diagnostic> {
        let products = products_of(self.fact);
        let other = self.given.facts.iter().find(|it| !self.view.is_for(it, &products))?;
        let ids: Vec<_> = products.iter().map(|it| format!("`{}`", it.id)).collect();
        let message = format!(
            "`{}` is not given: it holds for {}, and `{other}`, on which it rests, for other products",
            self.given.id,
            ids.join(", ")
        );
        let place = self.view.get(other).map_or(self.fact.place, |it| it.place);
        let finding = Diagnostic::new(codes::LOST_PRODUCTS, words_of(self.fact).place, message);
        Some(
            finding
                .also(place, "limited here")
                .help("take the reference out, or correct the `products` of one of them"),
        )
    }

    /// It applies to every product, and counts facts that apply to different products.
    fn mixed_products(&self) -> Option<Diagnostic> {
        if !products_of(self.fact).is_empty() || self.view.of("product").nth(1).is_none() {
            return None;
        }
        let limited = |id: &FactId| self.view.get(id).map(products_of).unwrap_or_default();
        let counted: Vec<&FactId> = self.given.counted.iter().collect();
        let mixed = |pair: &&[&FactId]| pair[0].kind == pair[1].kind && limited(pair[0]) != limited(pair[1]);
        let [first, other] = counted.windows(2).find(mixed)? else { return None };
        let message = format!(
            "`{}` is not given: it counts or searches every `{}`, but `{first}` and `{other}` hold for \
             different products",
            self.given.id, first.kind
        );
        let place = self.view.get(other).map_or(self.fact.place, |it| it.place);
        let finding = Diagnostic::new(codes::LOST_PRODUCTS, words_of(self.fact).place, message);
        Some(finding.also(place, "limited here").help(
            "write one entry per product, with its `products`, so that it counts what holds for that \
             product; or name each and its products",
        ))
    }

    /// The unstated field that the verdict depends on.
    fn unstated_verdict(&self) -> Option<&UnstatedField> {
        let verdict = self.given.verdict?;
        let (text, place) = expression(self.fact)?;
        let fields: Vec<_> = self.given.unstated_in_verdict.iter().take(FIELDS).collect();
        let kinds = worlds(text);
        let mut together: Vec<Option<Verdict>> = Vec::new();
        for field in &fields {
            let alone = kinds.iter().map(|it| self.supposing(text, place, &[*field], it));
            if depends(verdict, &alone.collect::<Vec<_>>()) {
                return Some(field);
            }
        }
        together.extend(kinds.iter().map(|it| self.supposing(text, place, &fields, it)));
        fields.first().copied().filter(|_| depends(verdict, &together))
    }

    /// The verdict if these fields had these values; `None` if evaluation fails or the verdict is unknown.
    fn supposing(
        &self,
        text: &str,
        place: Place,
        fields: &[&UnstatedField],
        value: &Datum,
    ) -> Option<Verdict> {
        let assumed: Assumed = fields.iter().map(|it| ((*it).clone(), value.clone())).collect();
        let value = self.engine.evaluate_assuming(TemplateSource { text, place }, assumed)?;
        if is_unknown(&value) { None } else { verdict_from(&value).ok() }
    }

    /// The unstated yes/no field that the text treats as one of the two.
    fn unstated_words(&self) -> Option<&UnstatedField> {
        let flags = self.given.unstated_in_text.iter().filter(|(id, field)| is_flag(id, field)).take(FIELDS);
        let own = sentences(&self.given.text);
        let words = |field: &UnstatedField, flag: bool| {
            let assumed = Assumed::from([(field.clone(), Datum::Flag(flag))]);
            let rendered = self.engine.render_assuming(words_of(self.fact), assumed)?;
            Some(markdown::expand(&rendered.text, &rendered.notes.values))
        };
        let takes = |field: &UnstatedField| {
            let (Some(yes), Some(no)) = (words(field, true), words(field, false)) else { return false };
            let (yes, no) = (sentences(&yes), sentences(&no));
            // A sentence that is left out makes no claim.
            let as_one =
                |one: &BTreeSet<String>, other: &BTreeSet<String>| own == *one && !own.is_subset(other);
            as_one(&yes, &no) || as_one(&no, &yes)
        };
        flags.into_iter().find(|it| takes(it))
    }
}

/// Whether a verdict equals that of one of these cases, and differs from another one's.
fn depends(verdict: Verdict, worlds: &[Option<Verdict>]) -> bool {
    worlds.contains(&Some(verdict)) && worlds.iter().flatten().any(|it| *it != verdict)
}

/// The possible values of a field that an expression can distinguish.
fn worlds(expression: &str) -> Vec<Datum> {
    let something = Datum::List(vec![Datum::Text("stated".into())]);
    let mut worlds = vec![Datum::Flag(true), Datum::Flag(false), something, Datum::List(vec![])];
    let quoted = expression.split(['\'', '"']).skip(1).step_by(2).take(WORDS);
    worlds.extend(quoted.map(|it| Datum::Text(it.to_owned())));
    worlds
}

/// Whether a field is a yes/no field.
fn is_flag(id: &FactId, field: &str) -> bool {
    let kind = KINDS.iter().find(|it| it.name == id.kind);
    let mut field_schemas = kind.map(|it| (it.field_schemas)()).unwrap_or_default().into_iter();
    field_schemas.any(|it| it.name == field && it.schema == <Flag as Field>::schema())
}

/// The sentences of a text.
fn sentences(text: &str) -> BTreeSet<String> {
    let parts = text.split(". ").flat_map(str::lines).map(|it| it.trim().trim_end_matches('.'));
    parts.filter(|it| !it.is_empty()).map(str::to_owned).collect()
}
