//! Rejects conditions that are words: every word is true, even `no`.

use minijinja::machinery::ast::{BinOpKind, Expr};

use super::{
    Fault, fault,
    filters::{FILTERS, FilterResult},
};

/// Fields that always contain a word, so that using them as a condition is a mistake.
const WORDS: &[&str] = &["verdict", "state"];
/// The filter that turns any value into true or false; every word becomes true.
const AS_FLAG: &str = "bool";

/// Rejects a condition that is always a word.
///
/// # Errors
/// The word, at its place.
pub fn check_condition(expression: &Expr) -> Result<(), Fault> {
    let Some(word) = word_in(expression) else { return Ok(()) };
    let help = "compare it with a word: `certification['…'].verdict == 'yes'`, or use `.in_force`";
    Err(fault(word.span(), "this is a word, not a condition: every word counts as true, even `no`", help))
}

/// The part of a condition that is a word.
fn word_in<'e, 't>(expression: &'e Expr<'t>) -> Option<&'e Expr<'t>> {
    match expression {
        Expr::GetAttr(it) => WORDS.contains(&it.name).then_some(expression),
        Expr::GetItem(it) => matches!(&it.subscript_expr,
            Expr::Const(name) if name.value.as_str().is_some_and(|it| WORDS.contains(&it)))
        .then_some(expression),
        Expr::BinOp(it) if matches!(it.op, BinOpKind::ScAnd | BinOpKind::ScOr) => {
            word_in(&it.left).or_else(|| word_in(&it.right))
        }
        Expr::BinOp(it) if matches!(it.op, BinOpKind::Concat) => {
            word_in(&it.left).or_else(|| word_in(&it.right))
        }
        Expr::IfExpr(it) => word_in(&it.true_expr).or_else(|| it.false_expr.as_ref().and_then(word_in)),
        Expr::Filter(it) => {
            let result = FILTERS.iter().find(|(name, _)| *name == it.name).map(|(_, result)| *result);
            let words = it.name == AS_FLAG
                || matches!(result, Some(FilterResult::Text | FilterResult::Same | FilterResult::Item));
            it.expr.as_ref().filter(|_| words).and_then(word_in)
        }
        _ => None,
    }
}
