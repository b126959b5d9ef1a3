//! The words that an expression compares with the state of a certification.

use std::collections::BTreeSet;

use minijinja::machinery::{
    ast::{BinOpKind, CompareOpKind, Expr, UnaryOpKind},
    parse_expr,
};

/// Comparisons of the state of a certification with a word: its id and the word.
pub type StateComparisons = BTreeSet<(String, String)>;

/// The state comparisons of an expression with `==` or `in` that are not negated.
pub fn compared(text: &str) -> StateComparisons {
    let mut found = StateComparisons::new();
    if let Ok(expression) = parse_expr(text) {
        collect(&expression, &mut found);
    }
    found
}

fn collect(expression: &Expr, found: &mut StateComparisons) {
    match expression {
        Expr::Compare(it) => {
            let mut left = &it.expr;
            for next in &it.ops {
                collect_comparison(
                    left,
                    &next.expr,
                    matches!(next.op, CompareOpKind::Eq),
                    matches!(next.op, CompareOpKind::In),
                    found,
                );
                left = &next.expr;
            }
        }
        Expr::BinOp(it) => match it.op {
            BinOpKind::Eq => collect_comparison(&it.left, &it.right, true, false, found),
            BinOpKind::In => collect_comparison(&it.left, &it.right, false, true, found),
            BinOpKind::ScAnd | BinOpKind::ScOr => {
                [&it.left, &it.right].into_iter().for_each(|it| collect(it, found))
            }
            _ => {}
        },
        Expr::IfExpr(it) => {
            let parts = [Some(&it.test_expr), Some(&it.true_expr), it.false_expr.as_ref()];
            parts.into_iter().flatten().for_each(|it| collect(it, found));
        }
        Expr::UnaryOp(it) if !matches!(it.op, UnaryOpKind::Not) => collect(&it.expr, found),
        _ => {}
    }
}

/// Adds the words of one comparison.
fn collect_comparison(left: &Expr, right: &Expr, equal: bool, among: bool, found: &mut StateComparisons) {
    let of = |state: &Expr, words: &Expr| {
        state_of(state).map(|id| words_of(words, among).into_iter().map(|it| (id.clone(), it)).collect())
    };
    let pairs: Option<Vec<_>> = of(left, right).or_else(|| if equal { of(right, left) } else { None });
    found.extend(pairs.filter(|_| equal || among).into_iter().flatten());
}

/// The id of the certification, if the expression is its state.
fn state_of(expression: &Expr) -> Option<String> {
    let (of, field) = attribute(expression)?;
    let (kind, id) = attribute(of)?;
    (field == "state" && matches!(kind, Expr::Var(it) if it.id == "certification")).then_some(id)
}

/// The value that an attribute or item is taken from, and its name.
fn attribute<'e, 't>(expression: &'e Expr<'t>) -> Option<(&'e Expr<'t>, String)> {
    match expression {
        Expr::GetAttr(it) => Some((&it.expr, it.name.to_owned())),
        Expr::GetItem(it) => match &it.subscript_expr {
            Expr::Const(name) => name.value.as_str().map(|name| (&it.expr, name.to_owned())),
            _ => None,
        },
        _ => None,
    }
}

fn words_of(expression: &Expr, among: bool) -> Vec<String> {
    let word = |it: &Expr| if let Expr::Const(it) = it { it.value.as_str().map(str::to_owned) } else { None };
    match expression {
        Expr::List(it) if among => it.items.iter().filter_map(word).collect(),
        Expr::Tuple(it) if among => it.items.iter().filter_map(word).collect(),
        // `in` on a text looks for a substring.
        Expr::Const(_) if !among => word(expression).into_iter().collect(),
        _ => vec![],
    }
}

#[cfg(test)]
mod tests {
    use super::compared;

    #[test]
    fn only_comparisons_that_are_not_negated_name_a_state() {
        let cases: &[(&str, &[(&str, &str)])] = &[
            ("certification['a-b'].state == 'aligned'", &[("a-b", "aligned")]),
            ("'aligned' == certification.a.state", &[("a", "aligned")]),
            ("certification.a.state in ['aligned', 'lapsed']", &[("a", "aligned"), ("a", "lapsed")]),
            (
                "'partial' if certification.a.state == 'lapsed' else certification.a.verdict",
                &[("a", "lapsed")],
            ),
            ("certification.a.in_force or certification.b.state == 'aligned'", &[("b", "aligned")]),
            ("certification.a.state != 'aligned'", &[]),
            ("not certification.a.state == 'aligned'", &[]),
            ("certification.a.state not in ['aligned']", &[]),
            ("certification['aligned'].applies", &[]),
            ("certification.a.name == 'aligned'", &[]),
            ("certification.a.state in 'aligned'", &[]),
        ];
        for (expression, words) in cases {
            let found = compared(expression);
            let found: Vec<_> = found.iter().map(|(id, word)| (id.as_str(), word.as_str())).collect();
            assert_eq!(found, *words, "{expression}");
        }
    }
}
