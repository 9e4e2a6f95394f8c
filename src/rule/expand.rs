//! Puts the rules of predefined filters in the place of their calls, and gives every variable of a macro a
//! name of its own. Compiler and interpreter both start from the result, so they cannot disagree on it.
//! Owns the bounds of that growth. What cannot be expanded becomes a node that holds the reason.

use super::root::{FILTERS, filter_call};
use super::schema::{KnownFilter, KnownParameter, Schema};
use super::stand_in::{self, FilterProblem, NotExpanded, not_expanded, numbered};
use super::tree;
use super::value::{Typed, typed};
use crate::model::{FieldType, Value};
use cel::IdedExpr;
use cel::common::ast::{CallExpr, ComprehensionExpr, Expr, ListExpr, LiteralValue};

/// How many nodes a rule may have with all its filters in it: more would be slow to check at each key press.
const MAX_NODES: usize = 20_000;

/// How deep it may be then: evaluation recurses, on threads with 2 MiB of stack.
const MAX_DEPTH: usize = 96;

/// A rule with all filters in it.
pub(super) fn expand(root: &IdedExpr, schema: &Schema) -> IdedExpr {
    expand_with(root, schema, Vec::new())
}

/// The same of a part of a filter's rule, whose parameters have these values.
pub(super) fn expand_with(root: &IdedExpr, schema: &Schema, mut scope: Vec<Binding>) -> IdedExpr {
    let mut state = Expander { schema, variables: 0, nodes: 0, calls: Vec::new() };
    let expanded = tree::balance(state.expand(root, &mut scope, 0));
    if tree::depth(&expanded) > MAX_DEPTH { stand_in::too_large() } else { expanded }
}

/// Whether an expanded rule grew beyond the bounds somewhere.
pub(super) fn is_too_large(expr: &IdedExpr) -> bool {
    let mut found = not_expanded(expr) == Some(NotExpanded::TooLarge);
    tree::for_children(expr, &mut |child| found = found || is_too_large(child));
    found
}

/// A name that a rule binds, and what stands in its place.
pub(super) struct Binding {
    pub(super) name: String,
    pub(super) value: IdedExpr,
}

struct Expander<'s> {
    schema: &'s Schema,
    variables: usize,
    nodes: usize,
    /// The filters that are being expanded, outermost first.
    calls: Vec<String>,
}

impl Expander<'_> {
    fn expand(&mut self, expr: &IdedExpr, scope: &mut Vec<Binding>, depth: usize) -> IdedExpr {
        self.nodes += 1;
        if self.nodes > MAX_NODES || depth > MAX_DEPTH {
            return stand_in::too_large();
        }
        match &expr.expr {
            Expr::Ident(ident) => self.ident(expr, ident, scope),
            Expr::Comprehension(all) => self.comprehension(expr.id, all, scope, depth),
            _ => match filter_call(expr) {
                Some(call) if scope.iter().all(|bound| bound.name != FILTERS) => {
                    self.filter(call, scope, depth)
                }
                _ => {
                    let mut copy = expr.clone();
                    tree::edit_children(&mut copy, &mut |child| {
                        *child = self.expand(child, scope, depth + 1);
                    });
                    extreme(copy)
                }
            },
        }
    }

    /// A leading dot reaches past the variables of macros, to the roots.
    fn ident(&mut self, expr: &IdedExpr, ident: &str, scope: &[Binding]) -> IdedExpr {
        if let Some(root) = ident.strip_prefix('.') {
            return IdedExpr { id: expr.id, expr: Expr::Ident(root.to_owned()) };
        }
        match scope.iter().rev().find(|bound| bound.name == ident) {
            Some(bound) => {
                self.nodes += tree::size(&bound.value);
                bound.value.clone()
            }
            None => expr.clone(),
        }
    }

    fn comprehension(
        &mut self,
        id: u64,
        all: &ComprehensionExpr,
        scope: &mut Vec<Binding>,
        depth: usize,
    ) -> IdedExpr {
        let iter_range = self.expand(&all.iter_range, scope, depth + 1);
        self.variables += 1;
        let variable = numbered(&all.iter_var, self.variables);
        scope.push(Binding { name: all.iter_var.clone(), value: name(&variable) });
        let mut part = |part: &IdedExpr| self.expand(part, scope, depth + 1);
        let expanded = ComprehensionExpr {
            iter_range,
            iter_var: variable,
            iter_var2: all.iter_var2.clone(),
            accu_var: all.accu_var.clone(),
            accu_init: part(&all.accu_init),
            loop_cond: part(&all.loop_cond),
            loop_step: part(&all.loop_step),
            result: part(&all.result),
        };
        scope.pop();
        IdedExpr { id, expr: Expr::Comprehension(Box::new(expanded)) }
    }

    fn filter(&mut self, call: &CallExpr, scope: &mut Vec<Binding>, depth: usize) -> IdedExpr {
        let refused = |problem| stand_in::without_filter(problem, &call.func_name);
        if self.calls.contains(&call.func_name) {
            return refused(FilterProblem::CallsItself);
        }
        let schema = self.schema;
        let Some(filter) = schema.filter(&call.func_name) else { return refused(FilterProblem::Unknown) };
        let Some(body) = &filter.body else { return refused(FilterProblem::Unreadable) };
        let arguments = call.args.iter().map(|argument| self.expand(argument, scope, depth + 1)).collect();
        let Some(mut parameters) = bind(filter, arguments, schema) else {
            return refused(FilterProblem::WrongArguments);
        };
        self.calls.push(call.func_name.clone());
        let expanded = self.expand(body, &mut parameters, depth + 1);
        self.calls.pop();
        expanded
    }
}

/// `math.greatest(…)` and `math.least(…)` in the form that the interpreter runs: the extension has them as
/// macros, which the parser we use does not take.
fn extreme(expr: IdedExpr) -> IdedExpr {
    let Expr::Call(call) = &expr.expr else { return expr };
    let of_math =
        matches!(call.target.as_deref(), Some(IdedExpr { expr: Expr::Ident(name), .. }) if name == "math");
    let function = match call.func_name.as_str() {
        "greatest" if of_math => "math.@max",
        "least" if of_math => "math.@min",
        _ => return expr,
    };
    let several = call.args.len() > 2;
    let args = call.args.clone();
    let args =
        if several { vec![IdedExpr { id: expr.id, expr: Expr::List(ListExpr::new(args)) }] } else { args };
    IdedExpr { id: expr.id, expr: tree::call(function, args) }
}

/// The parameters of a filter with what a call gives for them, defaults for those it leaves out.
pub(super) fn bind(filter: &KnownFilter, arguments: Vec<IdedExpr>, schema: &Schema) -> Option<Vec<Binding>> {
    if arguments.len() > filter.parameters.len() {
        return None;
    }
    let mut given = arguments.into_iter();
    let value = |parameter: &KnownParameter, given: Option<IdedExpr>| match given {
        Some(argument) => Some(adapt(argument, &parameter.parameter_type, schema)),
        None => parameter.default.as_ref().map(written),
    };
    let bound = |parameter: &KnownParameter| {
        let value = value(parameter, given.next())?;
        Some(Binding { name: parameter.name.clone(), value })
    };
    filter.parameters.iter().map(bound).collect()
}

/// An argument as its parameter's type: a whole number will do for a decimal one, and a text for a moment.
fn adapt(argument: IdedExpr, parameter_type: &FieldType, schema: &Schema) -> IdedExpr {
    match (parameter_type, &argument.expr) {
        (FieldType::Decimal, Expr::Literal(LiteralValue::Double(_))) => argument,
        (FieldType::Decimal, _) => IdedExpr { id: argument.id, expr: tree::call("double", vec![argument]) },
        (FieldType::Date | FieldType::DateTime, Expr::Literal(LiteralValue::String(text))) => {
            match typed(&Value::from(text.inner()), parameter_type, schema.zone()) {
                Ok(moment) => written(&moment),
                Err(_) => argument,
            }
        }
        _ => argument,
    }
}

/// A value as an expression.
fn written(value: &Typed) -> IdedExpr {
    let literal = |literal| IdedExpr { id: 0, expr: Expr::Literal(literal) };
    let text = |text: &str| literal(LiteralValue::String(text.to_owned().into()));
    match value {
        Typed::Boolean(value) => literal(LiteralValue::Boolean((*value).into())),
        Typed::Integer(value) => literal(LiteralValue::Int((*value).into())),
        Typed::Decimal(value) => literal(LiteralValue::Double((*value).into())),
        Typed::Text(value) => text(value),
        Typed::Moment(at) => IdedExpr { id: 0, expr: tree::call("timestamp", vec![text(&at.to_string())]) },
        Typed::List(texts) => {
            IdedExpr { id: 0, expr: Expr::List(ListExpr::new(texts.iter().map(|item| text(item)).collect())) }
        }
    }
}

fn name(name: &str) -> IdedExpr {
    IdedExpr { id: 0, expr: Expr::Ident(name.to_owned()) }
}
