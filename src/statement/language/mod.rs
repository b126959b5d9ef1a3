//! Checks that a template is in the accepted language: its work and memory are limited by its length and the
//! data.
//!
//! The engine's fuel counts instructions and characters, but not the work of one instruction on nested lists.
//! Two lines that put a list twice into a new list, repeated sixty times, make a value of 2^60 parts, and
//! comparing it never ends. So a list or map that a template makes must be flat: it contains texts, numbers
//! and values of facts, never another made list.

mod compared;
mod expression;
mod fault;
mod filters;
mod truth;

pub use compared::{StateComparisons, compared};
pub use fault::Fault;

use std::collections::HashMap;

use minijinja::{
    machinery::{
        Span,
        ast::{CallType, Expr, ForLoop, Macro, Spanned, Stmt},
        parse, parse_expr,
    },
    syntax::SyntaxConfig,
};

use fault::fault;

/// The shape of a value, as known before it is computed; a later shape includes the earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ValueShape {
    Number,
    /// A text, a number, or yes or no.
    Text,
    /// A value of a fact, also a list; its size is that of the data.
    Fact,
    /// A list or map that the template made.
    Made,
}

/// The maximum number of passes to resolve the names of a template.
const ROUNDS: usize = 16;

/// Checks a template. One that cannot be parsed is accepted here: the engine reports its error.
///
/// # Errors
/// The first part that is not accepted.
pub fn check(text: &str, syntax: SyntaxConfig) -> Result<(), Fault> {
    let Ok(Stmt::Template(template)) = parse(text, "template", syntax) else { return Ok(()) };
    resolve_names(|checker| checker.statements(&template.children))
}

/// Checks an expression.
///
/// # Errors
/// The first part that is not accepted.
pub fn check_expression(text: &str) -> Result<(), Fault> {
    let Ok(expression) = parse_expr(text) else { return Ok(()) };
    resolve_names(|checker| checker.shape(&expression).map(drop))
}

/// Repeats a check until the shapes of the names no longer change.
fn resolve_names<'t>(mut check: impl FnMut(&mut ShapeChecker<'t>) -> Result<(), Fault>) -> Result<(), Fault> {
    let mut checker = ShapeChecker::default();
    for _ in 0..ROUNDS {
        checker.changed = false;
        check(&mut checker)?;
        if !checker.changed {
            return Ok(());
        }
    }
    Err(Fault {
        range: 0..0,
        message: "the names of this template depend on each other too deeply".into(),
        help: "use fewer names".into(),
    })
}

/// Checks a template and collects the widest shape of each of its names.
#[derive(Default)]
struct ShapeChecker<'t> {
    names: HashMap<&'t str, ValueShape>,
    changed: bool,
}

impl<'t> ShapeChecker<'t> {
    fn statements(&mut self, statements: &[Stmt<'t>]) -> Result<(), Fault> {
        statements.iter().try_for_each(|it| self.statement(it))
    }

    fn statement(&mut self, statement: &Stmt<'t>) -> Result<(), Fault> {
        match statement {
            Stmt::Template(it) => self.statements(&it.children),
            Stmt::EmitRaw(_) => Ok(()),
            Stmt::EmitExpr(it) => self.shape(&it.expr).map(drop),
            Stmt::ForLoop(it) => self.for_loop(it),
            Stmt::IfCond(it) => {
                truth::check_condition(&it.expr)?;
                self.shape(&it.expr)?;
                self.statements(&it.true_body)?;
                self.statements(&it.false_body)
            }
            Stmt::WithBlock(it) => {
                for (name, value) in &it.assignments {
                    self.name(name, value)?;
                }
                self.statements(&it.body)
            }
            Stmt::Set(it) => self.name(&it.target, &it.expr),
            Stmt::SetBlock(it) => {
                self.statements(&it.body)?;
                it.filter.iter().try_for_each(|it| self.shape(it).map(drop))?;
                self.bind(&it.target, ValueShape::Text)
            }
            Stmt::AutoEscape(it) => {
                self.shape(&it.enabled)?;
                self.statements(&it.body)
            }
            Stmt::FilterBlock(it) => {
                self.shape(&it.filter)?;
                self.statements(&it.body)
            }
            Stmt::Macro(it) => self.macro_definition(it),
            Stmt::Do(it) => self.call(&it.call).map(drop),
            Stmt::Block(it) => Err(unavailable(it.span())),
            Stmt::Import(it) => Err(unavailable(it.span())),
            Stmt::FromImport(it) => Err(unavailable(it.span())),
            Stmt::Extends(it) => Err(unavailable(it.span())),
            Stmt::Include(it) => Err(unavailable(it.span())),
            Stmt::CallBlock(it) => Err(unavailable(it.span())),
        }
    }

    fn for_loop(&mut self, node: &Spanned<ForLoop<'t>>) -> Result<(), Fault> {
        if node.recursive {
            return Err(fault(node.iter.span(), "loops cannot be recursive", "write a loop inside the loop"));
        }
        self.shape(&node.iter)?;
        let is_range = matches!(&node.iter, Expr::Call(call) if matches!(call.identify_call(),
            CallType::Function("range")));
        self.bind(&node.target, if is_range { ValueShape::Number } else { ValueShape::Fact })?;
        node.filter_expr.iter().try_for_each(truth::check_condition)?;
        node.filter_expr.iter().try_for_each(|it| self.shape(it).map(drop))?;
        self.statements(&node.body)?;
        self.statements(&node.else_body)
    }

    fn macro_definition(&mut self, node: &Spanned<Macro<'t>>) -> Result<(), Fault> {
        node.args.iter().try_for_each(|it| self.bind(it, ValueShape::Fact))?;
        for value in &node.defaults {
            self.flat(value)?;
        }
        self.statements(&node.body)
    }

    fn name(&mut self, target: &Expr<'t>, value: &Expr<'t>) -> Result<(), Fault> {
        let shape = self.shape(value)?;
        self.bind(target, shape)
    }

    /// Records the shape of a name; the items of an unpacked value have the shape of facts.
    fn bind(&mut self, target: &Expr<'t>, shape: ValueShape) -> Result<(), Fault> {
        match target {
            Expr::Var(it) => {
                let known = self.names.get(it.id).copied();
                let wider = known.map_or(shape, |it| it.max(shape));
                if known != Some(wider) {
                    self.names.insert(it.id, wider);
                    self.changed = true;
                }
                Ok(())
            }
            Expr::List(it) => it.items.iter().try_for_each(|it| self.bind(it, ValueShape::Fact)),
            Expr::Tuple(it) => it.items.iter().try_for_each(|it| self.bind(it, ValueShape::Fact)),
            other => Err(fault(other.span(), "only a name can be set", "give the value a name of its own")),
        }
    }
}

fn unavailable(span: Span) -> Fault {
    fault(
        span,
        "templates cannot include, extend or import others, or have blocks",
        "write the text here, or use `say(id)`",
    )
}
