//! The shape of an expression before it is evaluated.

use minijinja::{
    machinery::{
        Span,
        ast::{BinOp, BinOpKind, Call, CallArg, CallType, Expr, Filter, Spanned, UnaryOp, UnaryOpKind},
    },
    value::ValueKind,
};

use super::{
    Fault, ShapeChecker, ValueShape, fault,
    filters::{FILTERS, FilterResult, LIST_TO_TEXT_FILTERS, PREDICATE_FILTERS, unknown_filter},
    truth::check_condition,
    unavailable,
};

type ShapeResult = Result<ValueShape, Fault>;

impl<'t> ShapeChecker<'t> {
    pub fn shape(&mut self, expression: &Expr<'t>) -> ShapeResult {
        match expression {
            Expr::Const(it) => {
                Ok(if it.value.kind() == ValueKind::Number { ValueShape::Number } else { ValueShape::Text })
            }
            Expr::Var(it) => Ok(self.names.get(it.id).copied().unwrap_or(ValueShape::Fact)),
            Expr::GetAttr(it) => {
                let counter = matches!(&it.expr, Expr::Var(name) if name.id == "loop")
                    && !["previtem", "nextitem", "first", "last"].contains(&it.name);
                self.shape(&it.expr)?;
                Ok(if counter { ValueShape::Number } else { ValueShape::Fact })
            }
            Expr::GetItem(it) => {
                self.shape(&it.subscript_expr)?;
                self.shape(&it.expr).map(|it| it.min(ValueShape::Fact))
            }
            Expr::Slice(it) => {
                let bounds = [&it.start, &it.stop, &it.step];
                bounds.into_iter().flatten().try_for_each(|it| self.shape(it).map(drop))?;
                self.shape(&it.expr)
            }
            Expr::UnaryOp(it) => self.unary(it),
            Expr::BinOp(it) => self.binary(it),
            Expr::Compare(it) => {
                self.shape(&it.expr)?;
                it.ops.iter().try_for_each(|it| self.shape(&it.expr).map(drop))?;
                Ok(ValueShape::Text)
            }
            Expr::IfExpr(it) => {
                check_condition(&it.test_expr)?;
                self.shape(&it.test_expr)?;
                let other = it.false_expr.as_ref().map_or(Ok(ValueShape::Text), |it| self.shape(it))?;
                Ok(self.shape(&it.true_expr)?.max(other))
            }
            Expr::Filter(it) => self.filter(it),
            Expr::Test(it) => {
                self.shape(&it.expr)?;
                self.arguments(&it.args, true)?;
                Ok(ValueShape::Text)
            }
            Expr::Call(it) => self.call(it),
            Expr::List(it) => self.literal(&it.items),
            Expr::Tuple(it) => self.literal(&it.items),
            Expr::Map(it) => {
                self.literal(&it.keys)?;
                self.literal(&it.values)
            }
        }
    }

    fn unary(&mut self, node: &UnaryOp<'t>) -> ShapeResult {
        if matches!(node.op, UnaryOpKind::Not) {
            check_condition(&node.expr)?;
        }
        self.shape(&node.expr)?;
        Ok(if matches!(node.op, UnaryOpKind::Neg) { ValueShape::Number } else { ValueShape::Text })
    }

    fn binary(&mut self, node: &Spanned<BinOp<'t>>) -> ShapeResult {
        if matches!(node.op, BinOpKind::ScAnd | BinOpKind::ScOr) {
            check_condition(&node.left)?;
        }
        let sides = [self.shape(&node.left)?, self.shape(&node.right)?];
        operator_shape(node.op, sides, node.span())
    }

    /// A list in the text of the template, or one side of a map.
    fn literal(&mut self, items: &[Expr<'t>]) -> ShapeResult {
        items.iter().filter(|it| !is_constant(it)).try_for_each(|it| self.flat(it).map(drop))?;
        Ok(ValueShape::Made)
    }

    /// The shape of a value that may be put into a list or passed on: anything but a made list.
    pub fn flat(&mut self, expression: &Expr<'t>) -> ShapeResult {
        match self.shape(expression)? {
            ValueShape::Made if !is_constant(expression) => Err(fault(
                expression.span(),
                "a list or map made in a template cannot be put into another one, or passed to a filter, \
                 function or macro",
                "use it where it is made: loop over it, or print it with `listed` or `join`",
            )),
            shape => Ok(shape),
        }
    }

    fn arguments(&mut self, arguments: &[CallArg<'t>], may_be_list: bool) -> Result<(), Fault> {
        arguments.iter().try_for_each(|it| match it {
            CallArg::Pos(it) | CallArg::Kwarg(_, it) if may_be_list => self.shape(it).map(drop),
            CallArg::Pos(it) | CallArg::Kwarg(_, it) => self.flat(it).map(drop),
            CallArg::PosSplat(it) | CallArg::KwargSplat(it) => {
                Err(fault(it.span(), "arguments cannot be unpacked from a list", "write each argument"))
            }
        })
    }

    fn filter(&mut self, node: &Spanned<Filter<'t>>) -> ShapeResult {
        let subject = node.expr.as_ref().map_or(Ok(ValueShape::Text), |it| self.shape(it))?;
        let Some((_, result)) = FILTERS.iter().find(|(name, _)| *name == node.name) else {
            return Err(unknown_filter(node.name, node.span()));
        };
        if node.name == "map" {
            self.check_map(node)?;
        }
        let is_default = matches!(node.name, "d" | "default");
        self.arguments(&node.args, is_default || PREDICATE_FILTERS.contains(&node.name))?;
        match result {
            FilterResult::Text
                if subject == ValueShape::Made && !LIST_TO_TEXT_FILTERS.contains(&node.name) =>
            {
                let message = format!("`{}` cannot turn a list into text", node.name);
                Err(fault(node.span(), message, "use `listed` or `join`"))
            }
            FilterResult::Text => Ok(ValueShape::Text),
            FilterResult::Number => Ok(ValueShape::Number),
            FilterResult::List => Ok(ValueShape::Made),
            FilterResult::Item => Ok(subject.min(ValueShape::Fact)),
            FilterResult::Same if is_default => {
                node.args.iter().try_fold(subject, |widest, argument| match argument {
                    CallArg::Pos(it) | CallArg::Kwarg(_, it) => Ok(self.shape(it)?.max(widest)),
                    _ => Ok(widest),
                })
            }
            FilterResult::Same => Ok(subject),
        }
    }

    /// Checks that `map` returns texts or numbers.
    fn check_map(&mut self, node: &Spanned<Filter<'t>>) -> Result<(), Fault> {
        let Some(CallArg::Pos(first)) = node.args.first() else { return Ok(()) };
        let filter_name = match first {
            Expr::Const(name) => name.value.as_str().map(str::to_owned),
            _ => None,
        };
        let result = filter_name.as_deref().and_then(|name| FILTERS.iter().find(|(it, _)| *it == name));
        match result {
            Some((_, FilterResult::Text | FilterResult::Number)) => Ok(()),
            _ => Err(fault(
                first.span(),
                "`map` needs the name of a filter that returns a text or a number",
                "use `map(attribute=\"name\")` for a field, and a loop for anything else",
            )),
        }
    }

    pub fn call(&mut self, node: &Spanned<Call<'t>>) -> ShapeResult {
        self.arguments(&node.args, false)?;
        match node.identify_call() {
            CallType::Function("all" | "range") => Ok(ValueShape::Made),
            // `say`, or a macro; the engine checks that it exists.
            CallType::Function(_) => Ok(ValueShape::Text),
            CallType::Method(of, _) => {
                self.shape(of)?;
                Ok(ValueShape::Fact)
            }
            CallType::Object(of) => {
                self.shape(of)?;
                Ok(ValueShape::Fact)
            }
            CallType::Block(_) => Err(unavailable(node.span())),
        }
    }
}

/// The shape of the result of an operator.
fn operator_shape(op: BinOpKind, sides: [ValueShape; 2], span: Span) -> ShapeResult {
    let widest = sides.into_iter().max().unwrap_or(ValueShape::Text);
    let number = "add `| int` to a value that is a number; loop over two lists one after the other";
    match op {
        BinOpKind::ScAnd | BinOpKind::ScOr => Ok(widest),
        BinOpKind::Sub | BinOpKind::Div | BinOpKind::FloorDiv | BinOpKind::Rem | BinOpKind::Pow => {
            Ok(ValueShape::Number)
        }
        // A list cannot be added to a number or text, so one known side is enough.
        BinOpKind::Add if sides.iter().any(|it| *it <= ValueShape::Text) => Ok(widest.min(ValueShape::Text)),
        BinOpKind::Add => Err(fault(span, "`+` adds numbers, but these may be lists", number)),
        BinOpKind::Mul if sides.iter().all(|it| *it <= ValueShape::Text) => Ok(widest),
        BinOpKind::Mul => Err(fault(span, "`*` multiplies numbers, but these may be lists", number)),
        BinOpKind::Concat if widest == ValueShape::Made => {
            Err(fault(span, "`~` cannot turn a list into text", "use `listed` or `join`"))
        }
        _ => Ok(ValueShape::Text),
    }
}

/// Whether an expression is a constant.
fn is_constant(expression: &Expr) -> bool {
    match expression {
        Expr::Const(_) => true,
        Expr::List(it) => it.items.iter().all(is_constant),
        Expr::Tuple(it) => it.items.iter().all(is_constant),
        Expr::Map(it) => it.keys.iter().chain(&it.values).all(is_constant),
        _ => false,
    }
}
