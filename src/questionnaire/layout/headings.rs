//! The headings above a question, as rows are read from top to bottom.

use super::{
    super::bounded::more,
    rows::form,
    shape::{above, bare, prefix},
};

/// The maximum depth of nested headings; the innermost are kept, and one more text says how many were
/// omitted.
const DEPTH: usize = 16;
/// The maximum number of distinct heading looks.
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

/// A heading, with what determines its level.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Heading {
    pub text: String,
    pub look: Look,
    /// The level of its style, 1 for the outermost; 0 if the format has none.
    pub level: u8,
    /// Its number, before its words or in the id column: `A.1`.
    pub number: Option<String>,
    /// The number of headings of the same look that follow before the next question: a chapter has one more
    /// than its first section.
    pub rank: usize,
}

impl Heading {
    /// A heading with the number at its beginning, or the id beside it.
    pub fn new(text: &str, id: Option<&str>, look: Look, level: u8) -> Self {
        let number = prefix(text).map(|it| it.0).or(id.map(bare)).map(str::to_owned);
        Self { text: text.to_owned(), look, level, number, rank: 0 }
    }

    fn has_level(&self) -> bool {
        self.level > 0 || self.number.is_some()
    }

    /// Whether this heading ends another one, by its style or its number; `None` if these do not tell.
    fn ends_by_level(&self, open: &Self) -> Option<bool> {
        if self.level > 0 && open.level > 0 {
            return Some(open.level >= self.level);
        }
        // A typed heading is below one by style.
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

/// The index of a heading, in reading order.
pub(super) type Number = usize;

/// An open heading.
#[derive(Debug)]
struct Open {
    heading: Heading,
    number: Number,
    /// Whether a question is under it.
    used: bool,
}

/// The headings above the current row.
#[derive(Debug, Default)]
pub(super) struct Headings {
    open: Vec<Open>,
    /// The number of headings read so far.
    count: usize,
    /// The number of outermost headings that were omitted.
    left: usize,
    /// The looks of the headings after the first question.
    later: Vec<Look>,
}

impl Headings {
    /// Creates the state; `looks` are those of the headings after the first question.
    pub fn new<'m>(looks: impl Iterator<Item = &'m Look>) -> Self {
        let mut later: Vec<Look> = Vec::new();
        for look in looks {
            if later.len() < LOOKS && !later.contains(look) {
                later.push(*look);
            }
        }
        Self { later, ..Self::default() }
    }

    /// Adds a heading. It ends the open one of its level and those within it, except headings without a
    /// question under them, which stay open for the headings right below. If neither style nor number tells
    /// the level, headings of one look have one level, except that the first of several in a row is the
    /// chapter of the others; a new look is nested.
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

    /// Adds the text of a header row. A title above the first header row applies to the whole sheet and is
    /// kept apart from the headings, unless it looks like the headings further down.
    pub fn header(&mut self, text: Option<String>, first: bool) {
        if first {
            self.open.retain(|it| it.heading.look.header || self.later.contains(&it.heading.look));
            // A title that looks like a heading stays open until the next one of its look.
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

    /// Marks the open headings as used by a question. Of the headings above the first question, those that
    /// look like later ones or have a level of their own are kept, otherwise the last.
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

    /// Adds any other row: above the first question, it makes the text above it the heading of an
    /// instruction.
    pub fn other(&mut self, first: bool) {
        if first {
            self.open.clear();
        }
    }

    /// The innermost open heading.
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
