//! The headings that a question stands under, as rows are read from top to bottom.

use super::{
    super::bounded::more,
    rows::form,
    shape::{above, bare, prefix},
};

/// So many headings within headings are kept, the innermost; one more says how many are not.
const DEPTH: usize = 16;
/// So many looks of headings are told apart.
const LOOKS: usize = 16;

/// What a heading looks like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Look {
    pub header: bool,
    pub column: u32,
    pub wide: bool,
    pub bold: bool,
    pub depth: usize,
}

/// A heading: what tells its level.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Heading {
    pub text: String,
    pub look: Look,
    /// The level of its style, 1 for the outermost; 0 where the format has none.
    pub level: u8,
    /// Its number, before its words or in the column of the ids: `A.1`.
    pub number: Option<String>,
    /// How many headings of the same look follow before the next question: a chapter has one more than its
    /// first section.
    pub rank: usize,
}

impl Heading {
    /// A heading with the number that its words begin with, or the id beside them.
    pub fn new(text: &str, id: Option<&str>, look: Look, level: u8) -> Self {
        let number = prefix(text).map(|it| it.0).or(id.map(bare)).map(str::to_owned);
        Self { text: text.to_owned(), look, level, number, rank: 0 }
    }

    fn has_level(&self) -> bool {
        self.level > 0 || self.number.is_some()
    }

    /// Whether this heading, by its style or its number, ends another one; none where these do not tell.
    fn ends_by_level(&self, open: &Self) -> Option<bool> {
        if self.level > 0 && open.level > 0 {
            return Some(open.level >= self.level);
        }
        // What is typed as a heading stands below what is one by its style.
        if open.level > 0 {
            return Some(false);
        }
        let (own, other) = (self.number.as_deref()?, open.number.as_deref()?);
        if above(other, own) {
            return Some(false);
        }
        let (own, other) = (form(own), form(other));
        (own.starts_with(&other) || other.starts_with(&own)).then_some(true)
    }
}

/// The number of a heading among those that were read.
pub(super) type Number = usize;

/// An open heading.
#[derive(Debug)]
struct Open {
    heading: Heading,
    number: Number,
    /// A question stands under it.
    used: bool,
}

/// The headings above the row that is read.
#[derive(Debug, Default)]
pub(super) struct Headings {
    open: Vec<Open>,
    /// So many were read.
    count: usize,
    /// So many of the outermost were left out.
    left: usize,
    /// What the headings after the first question look like.
    later: Vec<Look>,
}

impl Headings {
    /// `looks` are those of the headings after the first question.
    pub fn new<'m>(looks: impl Iterator<Item = &'m Look>) -> Self {
        let mut later: Vec<Look> = Vec::new();
        for look in looks {
            if later.len() < LOOKS && !later.contains(look) {
                later.push(*look);
            }
        }
        Self { later, ..Self::default() }
    }

    /// A heading ends the one of its level and those within it, but for headings without a question under
    /// them: these go on to the headings right below. Where neither style nor number tells the level, those
    /// of one look have one level, but that the first of several in a row is the chapter of the others; a new
    /// look lies within.
    pub fn row(&mut self, heading: Heading) {
        let ends = |it: &Open| {
            let alike = || it.used && it.heading.look == heading.look && it.heading.rank <= heading.rank;
            heading.ends_by_level(&it.heading).unwrap_or_else(alike)
        };
        if let Some(at) = self.open.iter().position(ends) {
            let mut place = 0;
            self.open.retain(|heading| {
                place += 1;
                place <= at || !(heading.used || ends(heading))
            });
        }
        if self.open.len() == DEPTH {
            self.open.remove(0);
            self.left += 1;
        }
        self.count += 1;
        self.open.push(Open { heading, number: self.count, used: false });
    }

    /// Titles above the first header row head the whole sheet, and are told apart from headings; but one that
    /// looks like the headings further down is one of them.
    pub fn header(&mut self, text: Option<String>, first: bool) {
        if first {
            self.open.retain(|it| it.heading.look.header || self.later.contains(&it.heading.look));
            // A title that looks like a heading goes on until the next one of its look.
            self.open.retain(|it| it.heading.rank == 0 || it.heading.has_level());
            for it in &mut self.open {
                (it.used, it.heading.rank) = (true, 0);
            }
        }
        match text {
            Some(text) => {
                let look = Look { header: true, ..Look::default() };
                self.open.retain(|it| !it.heading.look.header || it.used);
                self.row(Heading { text, look, ..Heading::default() });
            }
            None => self.open.retain(|it| !it.heading.look.header),
        }
    }

    /// Of the headings above the first question those count that look like later ones or have a level of
    /// their own, or else the last.
    pub fn asked(&mut self, first: bool) {
        if first {
            self.open.retain(|it| it.used || it.heading.rank <= 1 || it.heading.has_level());
            let last = self.open.len().saturating_sub(1);
            let alike = |it: &Open| {
                it.heading.look.header || it.heading.level > 0 || self.later.contains(&it.heading.look)
            };
            let any = self.open.iter().any(alike);
            let parent = |it: &Open| {
                let number = it.heading.number.as_deref();
                self.open.iter().any(|own| {
                    number.zip(own.heading.number.as_deref()).is_some_and(|(it, own)| above(it, own))
                })
            };
            let kept: Vec<bool> = self
                .open
                .iter()
                .enumerate()
                .map(|(at, it)| alike(it) || parent(it) || (!any && at == last))
                .collect();
            let mut kept = kept.into_iter();
            self.open.retain(|_| kept.next().unwrap_or(true));
        }
        self.open.iter_mut().for_each(|it| it.used = true);
    }

    /// A row of something else: above the first question, what stood above it was an instruction's heading.
    pub fn other(&mut self, first: bool) {
        if first {
            self.open.clear();
        }
    }

    /// The innermost heading that is open.
    pub fn last(&self) -> Option<Number> {
        self.open.last().map(|it| it.number)
    }

    /// Whether a heading is open.
    pub fn is_open(&self, number: Number) -> bool {
        self.open.iter().any(|it| it.number == number)
    }

    /// The headings, the outermost first.
    pub fn texts(&self) -> Vec<String> {
        let more = (self.left > 0).then(|| more(self.left));
        more.into_iter().chain(self.open.iter().map(|it| it.heading.text.clone())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{DEPTH, Heading, Headings, Look};

    #[test]
    fn of_very_many_headings_the_outermost_are_left_out_with_a_text_that_says_so() {
        let mut headings = Headings::new(std::iter::empty());
        for level in 1..=DEPTH as u8 + 4 {
            headings.row(Heading::new(&format!("Part {level}"), None, Look::default(), level));
        }
        headings.asked(true);
        let texts = headings.texts();
        assert_eq!(texts.len(), DEPTH + 1);
        assert!(texts[0].contains("more texts") && texts[1] == "Part 5", "{texts:?}");
        assert_eq!(texts.last().map(String::as_str), Some("Part 20"));
    }
}
