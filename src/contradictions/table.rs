//! Tables of words and expressions, each one text with commas or a file in `words/`, parsed once.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use crate::word_list::{items, lines};

/// The expressions of a table by their first word.
type ExpressionsByWord = HashMap<&'static str, Vec<Vec<&'static str>>>;

thread_local! {
    /// The parsed tables by the address of their text.
    static TABLES: RefCell<HashMap<(*const u8, usize), Rc<ExpressionsByWord>>> = RefCell::default();
}

/// The expressions of a table.
pub fn expressions(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    lines(table).flat_map(items).map(|it| it.split_whitespace().collect())
}

/// Whether a table contains a word.
pub fn is_among(word: &str, table: &'static str) -> bool {
    parsed(table).get(word).is_some_and(|known| known.iter().any(|it| it.len() == 1))
}

/// The number of words of the longest expression of a table that begins with `first` and continues with what
/// `word` returns for 1, 2, …
pub fn longest<'w>(table: &'static str, first: &str, word: impl Fn(usize) -> &'w str) -> Option<usize> {
    let table = parsed(table);
    let known = table.get(first)?;
    let is_here = |it: &&Vec<&str>| it.iter().enumerate().skip(1).all(|(at, wanted)| word(at) == *wanted);
    known.iter().filter(is_here).map(Vec::len).max()
}

fn parsed(table: &'static str) -> Rc<ExpressionsByWord> {
    let split = || {
        let mut by_first = ExpressionsByWord::new();
        for expression in expressions(table) {
            if let Some(first) = expression.first() {
                by_first.entry(first).or_default().push(expression);
            }
        }
        Rc::new(by_first)
    };
    TABLES.with_borrow_mut(|tables| tables.entry((table.as_ptr(), table.len())).or_insert_with(split).clone())
}
