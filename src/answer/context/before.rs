//! The context of a question when it was decided, compared with its present context.

use super::{Context, parents::Parent};
use crate::matching::normal;

/// The maximum length of a text that is quoted in a reason, in characters.
const QUOTED: usize = 200;

/// The context of a question when it was decided.
#[derive(Debug, Default)]
pub struct Before {
    /// The headings above it, the outermost first.
    pub headings: Vec<String>,
    /// The question that it was part of.
    pub parent: Option<Parent>,
    /// The titles and notes that could change what it asked.
    pub marks: Vec<String>,
}

impl Before {
    /// Whether the earlier context equals the present one, on a `sheet` of this name, in everything that
    /// may change what is asked.
    pub fn is(&self, now: &Context, sheet: &str) -> bool {
        let texts = |all: Vec<String>| all.iter().map(|it| normal(it)).collect::<Vec<_>>();
        texts(self.above(now)) == texts(now.changing_above()) && self.has_same_marks(now, sheet)
    }

    /// The parent and the headings that changed what the question asked.
    fn above(&self, now: &Context) -> Vec<String> {
        let (sections, parent) = (&*self.headings, self.parent.as_ref());
        Context { sections, titles: &[], around: &[], cover: &[], parent, id: None, ..*now }.changing_above()
    }

    /// Whether every text that may change the question now was there when it was decided, and every text
    /// that could change it then is still there.
    fn has_same_marks(&self, now: &Context, sheet: &str) -> bool {
        let same = |one: &str, other: &str| normal(one) == normal(other);
        let told = || {
            let around = now.titles.iter().chain(now.around).map(|it| it.as_ref());
            let cover = now.cover.iter().map(|it| it.whole.as_str());
            around.chain(cover).chain(now.id).chain([sheet])
        };
        let is_there = |text: &str| told().any(|it| same(it, text) || normal(it).contains(&normal(text)));
        now.marks().all(|mark| self.marks.iter().any(|it| same(it, &mark.whole)))
            && self.marks.iter().all(|it| is_there(it))
    }

    /// A clause that says when the question was decided: before some text around it was added, or while a
    /// text that is now gone was there.
    pub fn when(&self, now: &Context) -> String {
        let before: Vec<String> = self.above(now).into_iter().chain(self.marks.iter().cloned()).collect();
        let now: Vec<String> =
            now.changing_above().into_iter().chain(now.marks().map(|it| it.whole)).collect();
        let among = |all: &[String], text: &str| all.iter().any(|it| normal(it) == normal(text));
        let added: Vec<&String> = now.iter().filter(|it| !among(&before, it)).collect();
        let gone: Vec<&String> = before.iter().filter(|it| !among(&now, it)).collect();
        let quoted = |texts: &[&String]| {
            let cut = |it: &&String| format!("\"{}\"", it.chars().take(QUOTED).collect::<String>());
            texts.iter().map(cut).collect::<Vec<_>>().join(", ")
        };
        match (added.as_slice(), gone.as_slice()) {
            ([], []) => "in a different place or with different surrounding text".to_owned(),
            ([], gone) => format!("while {} stood around it, which is gone or has changed", quoted(gone)),
            (added, _) => format!("before {} was added around it", quoted(added)),
        }
    }
}
