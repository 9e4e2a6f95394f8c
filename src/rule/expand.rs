//! Puts the rules of predefined filters in the place of their calls, and gives every variable of a macro a
//! name of its own. Compiler and interpreter both start from the result, so they cannot disagree on it.
//! Owns the bounds of that growth. What cannot be expanded becomes a node that holds the reason.

use super::growth::MAX_NODES;
use super::known_filter::{KnownFilter, KnownParameter};
use super::linked::Linked;
use super::root::{FILTERS, Root, filter_call};
use super::schema::Schema;
use super::stand_in::{self, FilterProblem, NotExpanded, not_expanded, numbered};
use super::tree;
use super::value::{Typed, typed};
use crate::model::{FieldType, Value};
use cel::IdedExpr;
use cel::common::ast::{CallExpr, ComprehensionExpr, Expr, ListExpr, LiteralValue};

/// How deep it may be then: evaluation recurses, on threads with 2 MiB of stack.
const MAX_DEPTH: usize = 96;

/// How many filters without values call each other: more are too large.
const MAX_LEVEL: usize = 32;

/// How many parameters a filter may have: each name of its rule is looked for among them.
const MAX_PARAMETERS: usize = 100;

/// A rule with all filters in it.
pub(super) fn expand(root: &IdedExpr, schema: &Schema) -> IdedExpr {
    expand_with(root, schema, Vec::new())
}

/// The same of a part of a filter's rule, whose parameters have these values.
pub(super) fn expand_with(root: &IdedExpr, schema: &Schema, mut scope: Vec<Binding>) -> IdedExpr {
    if schema.is_beyond(root) {
        return stand_in::too_large();
    }
    let mut state = Expander { schema, variables: 0, nodes: 0, links: None, below: 0 };
    let expanded = tree::balance(state.expand(root, &mut scope, Spot::TOP));
    if tree::depth(&expanded) > MAX_DEPTH { stand_in::too_large() } else { expanded }
}

/// A rule with names for the filters that it calls without values, where their truth is all it asks for, and all other
/// filters in it.
pub(super) fn link(root: &IdedExpr, schema: &Schema) -> IdedExpr {
    link_with(root, schema, Vec::new(), 0).map_or_else(stand_in::too_large, |linked| linked.expr)
}

/// `None` when it is too large. `level` is how many filters around it are being linked.
fn link_with(root: &IdedExpr, schema: &Schema, mut scope: Vec<Binding>, level: usize) -> Option<Linked> {
    if schema.is_beyond(root) {
        return None;
    }
    let mut state = Expander { schema, variables: 0, nodes: 0, links: Some(level), below: 0 };
    let expr = tree::balance(state.expand(root, &mut scope, Spot::TOP));
    let depth = tree::depth(&expr).max(state.below);
    let mut roots = Vec::new();
    gather_roots(&expr, schema, &mut roots);
    (depth <= MAX_DEPTH).then_some(Linked { expr, nodes: state.nodes, depth, roots })
}

/// Whether [`link`] would make nothing else of a rule: it calls no filter, and has nothing that is given another name.
pub(super) fn is_expanded(root: &IdedExpr) -> bool {
    let is_other = |expr: &IdedExpr| match &expr.expr {
        Expr::Ident(name) => name.starts_with('.'),
        Expr::Comprehension(_) => true,
        Expr::Call(call) => filter_call(expr).is_some() || is_extreme(call),
        _ => false,
    };
    !tree::any(root, &is_other) && tree::size(root) <= MAX_NODES && tree::depth(root) <= MAX_DEPTH
}

/// The roots that an expression names, also through filters.
pub(super) fn gather_roots(expr: &IdedExpr, schema: &Schema, roots: &mut Vec<Root>) {
    if let Some(linked) = stand_in::filter_place(expr).and_then(|place| schema.linked(place)) {
        roots.extend(&linked.roots);
    } else if let Expr::Ident(name) = &expr.expr {
        roots.extend(Root::named(name));
    }
    tree::for_children(expr, &mut |child| gather_roots(child, schema, roots));
    roots.sort_unstable();
    roots.dedup();
}

/// Whether an expanded rule grew beyond the bounds somewhere.
pub(super) fn is_too_large(expr: &IdedExpr) -> bool {
    tree::any(expr, &|expr| not_expanded(expr) == Some(NotExpanded::TooLarge))
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
    /// Whether names are left for filters that are called without values, and how many filters around are being linked.
    links: Option<usize>,
    /// How deep the deepest of those filters lies.
    below: usize,
}

/// Where an expression stands.
#[derive(Clone, Copy)]
struct Spot {
    /// In how many others.
    depth: usize,
    /// Whether only its truth is asked for: all around it is logic.
    is_truth: bool,
}

impl Spot {
    const TOP: Self = Self { depth: 0, is_truth: true };

    /// One further down, in an expression that is logic or not.
    fn below(self, logic: bool) -> Self {
        Self { depth: self.depth + 1, is_truth: self.is_truth && logic }
    }
}

impl Expander<'_> {
    fn expand(&mut self, expr: &IdedExpr, scope: &mut Vec<Binding>, spot: Spot) -> IdedExpr {
        self.nodes += 1;
        if self.nodes > MAX_NODES || spot.depth > MAX_DEPTH {
            return stand_in::too_large();
        }
        match &expr.expr {
            Expr::Ident(ident) => self.ident(expr, ident, scope),
            Expr::Comprehension(all) => self.comprehension(expr.id, all, scope, spot.below(false)),
            _ => match filter_call(expr) {
                Some(call) if scope.iter().all(|bound| bound.name != FILTERS) => {
                    self.linked(expr.id, call, spot).unwrap_or_else(|| self.filter(call, scope, spot))
                }
                _ => {
                    let (mut copy, inside) = (expr.clone(), spot.below(tree::is_logic(expr)));
                    tree::edit_children(&mut copy, &mut |child| {
                        *child = self.expand(child, scope, inside);
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
        inside: Spot,
    ) -> IdedExpr {
        let iter_range = self.expand(&all.iter_range, scope, inside);
        self.variables += 1;
        let variable = numbered(&all.iter_var, self.variables);
        scope.push(Binding { name: all.iter_var.clone(), value: name(&variable) });
        let mut part = |part: &IdedExpr| self.expand(part, scope, inside);
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

    /// The name in the place of a filter that is called without values; `None` where it is put there itself.
    fn linked(&mut self, id: u64, call: &CallExpr, spot: Spot) -> Option<IdedExpr> {
        let level = self.links.filter(|_| spot.is_truth && call.args.is_empty())?;
        let schema = self.schema;
        let place = schema.place(&call.func_name).filter(|place| !schema.is_looping(*place))?;
        let filter = &schema.filters()[place];
        let body = filter.body.as_ref()?;
        if level >= MAX_LEVEL || filter.parameters.len() > MAX_PARAMETERS {
            return Some(stand_in::too_large());
        }
        let parameters = bind(filter, Vec::new(), schema)?;
        let linked = filter.linked.get_or_init(|| {
            let linked = link_with(body, schema, parameters, level + 1)?;
            (!is_too_large(&linked.expr)).then_some(linked)
        });
        let fits = linked.as_ref().filter(|linked| {
            self.nodes + linked.nodes <= MAX_NODES && spot.depth + linked.depth <= MAX_DEPTH
        });
        let Some(linked) = fits else { return Some(stand_in::too_large()) };
        self.nodes += linked.nodes;
        self.below = self.below.max(spot.depth + linked.depth);
        Some(stand_in::linked_filter(id, place, filter.name()))
    }

    fn filter(&mut self, call: &CallExpr, scope: &mut Vec<Binding>, spot: Spot) -> IdedExpr {
        let refused = |problem| stand_in::without_filter(problem, &call.func_name);
        let schema = self.schema;
        let Some(place) = schema.place(&call.func_name) else { return refused(FilterProblem::Unknown) };
        if schema.is_looping(place) {
            return refused(FilterProblem::CallsItself);
        }
        let filter = &schema.filters()[place];
        let Some(body) = &filter.body else { return refused(FilterProblem::Unreadable) };
        if filter.parameters.len() > MAX_PARAMETERS {
            return stand_in::too_large();
        }
        let arguments =
            call.args.iter().map(|argument| self.expand(argument, scope, spot.below(false))).collect();
        let Some(mut parameters) = bind(filter, arguments, schema) else {
            return refused(FilterProblem::WrongArguments);
        };
        self.expand(body, &mut parameters, spot.below(true))
    }
}

/// `math.greatest(…)` and `math.least(…)` in the form that the interpreter runs: the extension has them as
/// macros, which the parser we use does not take.
fn extreme(expr: IdedExpr) -> IdedExpr {
    let Expr::Call(call) = &expr.expr else { return expr };
    if !is_extreme(call) {
        return expr;
    }
    let function = if call.func_name == "greatest" { "math.@max" } else { "math.@min" };
    let several = call.args.len() > 2;
    let args = call.args.clone();
    let args =
        if several { vec![IdedExpr { id: expr.id, expr: Expr::List(ListExpr::new(args)) }] } else { args };
    IdedExpr { id: expr.id, expr: tree::call(function, args) }
}

fn is_extreme(call: &CallExpr) -> bool {
    let of_math =
        matches!(call.target.as_deref(), Some(IdedExpr { expr: Expr::Ident(name), .. }) if name == "math");
    of_math && matches!(call.func_name.as_str(), "greatest" | "least")
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
