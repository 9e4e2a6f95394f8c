//! From an expanded syntax tree to nodes. Owns the choice of what is compiled: an operator is, when all its
//! operands are; what is not runs through the interpreter, as large a piece as its logic allows.

use super::cause::{Cause, FieldName};
use super::constants::constant;
use super::cost::{self, Guard};
use super::interpret::{Interpreted, from_cel};
use super::kept::Expanded;
use super::known_filter::KnownFilter;
use super::node::{Arithmetic, CompiledFilter, Convert, Node, Order, TextTest};
use super::pattern::Pattern;
use super::root::{Root, field};
use super::schema::{Inputs, Schema};
use super::stand_in::{self, not_expanded};
use super::tree;
use super::val::{Val, ValKind};
use crate::model::FieldType;
use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, operators};
use std::sync::{Arc, OnceLock};

/// Compiles an expanded rule, which is kept anyhow.
pub(super) fn whole(expr: &IdedExpr, kept: &Expanded, schema: &Schema) -> Node {
    guarded(expr, || kept.clone(), schema, piece)
}

/// Compiles an expanded rule or a part of one.
pub(super) fn node(expr: &IdedExpr, schema: &Schema) -> Node {
    guarded(expr, || Expanded::whole(&Arc::new(expr.clone())), schema, piece)
}

/// Leaves a whole rule to the interpreter.
pub(super) fn interpreted(expr: &IdedExpr, kept: &Expanded, schema: &Schema) -> Node {
    guarded(expr, || kept.clone(), schema, interpret)
}

fn guarded(
    expr: &IdedExpr,
    kept: impl FnOnce() -> Expanded,
    schema: &Schema,
    compile: impl Fn(&IdedExpr, &Schema) -> Node,
) -> Node {
    if cost::too_costly(expr, schema) {
        return Node::Fail(Cause::TooCostly);
    }
    let node = compile(expr, schema);
    match Guard::new(expr, kept, schema, node.interpreted()) {
        Some(guard) if !matches!(node, Node::Const(_) | Node::Slot(..) | Node::Has(..)) => {
            Node::Guarded(Box::new(guard), Box::new(node))
        }
        _ => node,
    }
}

fn interpret(expr: &IdedExpr, schema: &Schema) -> Node {
    Node::Interpreted(Box::new(Interpreted::new(expr, schema)))
}

/// Logic is always compiled; an operand of it that is not is interpreted on its own.
fn piece(expr: &IdedExpr, schema: &Schema) -> Node {
    if let Some((operator, _, _)) = tree::logical(expr) {
        let mut terms = Vec::new();
        tree::terms(expr, operator, &mut terms);
        let nodes = terms.into_iter().map(|term| piece(term, schema)).collect();
        return if operator == operators::LOGICAL_AND { Node::And(nodes) } else { Node::Or(nodes) };
    }
    match &expr.expr {
        Expr::Call(call) if call.func_name == operators::LOGICAL_NOT && call.args.len() == 1 => {
            Node::Not(Box::new(piece(&call.args[0], schema)))
        }
        Expr::Call(call) if call.func_name == operators::CONDITIONAL && call.args.len() == 3 => {
            Node::If(Box::new([0, 1, 2].map(|part| piece(&call.args[part], schema))))
        }
        _ => compiled(expr, schema).unwrap_or_else(|| interpret(expr, schema)),
    }
}

/// The node of an expression, when all of it can be compiled.
fn compiled(expr: &IdedExpr, schema: &Schema) -> Option<Node> {
    if let Some((root, name, test)) = field(expr) {
        return slot(root, name, test, schema);
    }
    if let Some(folded) = fold(expr, schema) {
        return Some(folded);
    }
    if let Some(cause) = not_expanded(expr) {
        return Some(Node::Fail(cause.into()));
    }
    if let Some(place) = stand_in::filter_place(expr) {
        return filter(place, schema).map(Node::Filter);
    }
    match &expr.expr {
        Expr::Literal(_) => constant(expr).map(Node::Const),
        Expr::Call(call) => self::call(call, schema),
        Expr::Ident(name) if Root::named(name).is_none() && stand_in::shared(name).is_none() => {
            Some(Node::Fail(Cause::UnknownName(name.as_str().into())))
        }
        _ => None,
    }
}

/// A filter that is called without values: as it was compiled for another rule, if one that calls it is in use.
fn filter(place: usize, schema: &Schema) -> Option<Arc<CompiledFilter>> {
    let (known, linked) = (schema.filters().get(place)?, schema.linked(place)?);
    if let Some(compiled) = known.compiled() {
        return Some(compiled);
    }
    let node = node(&linked.expr, schema);
    let usual_steps = usual_steps(&linked.expr, &node, schema);
    let (is_settled, explained) = (linked.is_settled(), OnceLock::new());
    let compiled = Arc::new(CompiledFilter { place, node, is_settled, usual_steps, explained });
    known.is_compiled(&compiled);
    Some(compiled)
}

/// The steps that a rule takes with fields of the usual size.
pub(super) fn usual_steps(expr: &IdedExpr, node: &Node, schema: &Schema) -> f64 {
    match node {
        Node::Fail(_) => 0.0,
        Node::Guarded(guard, _) => guard.usual_steps(),
        node => cost::usual_steps(expr, schema, node.interpreted()),
    }
}

/// The steps that the filters in use would take which come to the same for all offers and past propositions, each once:
/// on these values, or with fields of the usual size.
pub fn steps_of_filters(schema: &Schema, inputs: Option<&Inputs<'_>>) -> Vec<f64> {
    let compiled = schema.filters().iter().filter_map(KnownFilter::compiled::<CompiledFilter>);
    let settled = compiled.filter(|filter| filter.is_settled);
    settled.map(|filter| inputs.map_or(filter.usual_steps, |inputs| filter.steps(inputs))).collect()
}

fn slot(root: Root, name: &str, test: bool, schema: &Schema) -> Option<Node> {
    let missing = Cause::Missing(FieldName::new(root, name));
    match (schema.slot(root, name), test) {
        (Some(slot), false) => Some(Node::Slot(root, slot, missing)),
        (Some(slot), true) => Some(Node::Has(root, slot, missing)),
        (None, false) => Some(Node::Fail(missing)),
        (None, true) => None,
    }
}

/// `timestamp('…')`, `duration('…')` and the like, once and for all.
fn fold(expr: &IdedExpr, schema: &Schema) -> Option<Node> {
    let Expr::Call(call) = &expr.expr else { return None };
    let foldable = ["timestamp", "duration", "double", "int", "uint", "string", "bool"];
    let [argument] = call.args.as_slice() else { return None };
    let named = call.target.is_none() && foldable.contains(&call.func_name.as_str());
    if !named || !matches!(argument.expr, Expr::Literal(_)) {
        return None;
    }
    match Interpreted::new(expr, schema).eval(&Inputs::default()) {
        Ok(value) => from_cel(&value).map(Node::Const),
        Err(cause) => Some(Node::Fail(cause)),
    }
}

fn call(call: &CallExpr, schema: &Schema) -> Option<Node> {
    match (&call.target, call.args.as_slice()) {
        (None, [left, right]) if call.func_name == operators::IN => membership(left, right, schema),
        (None, [text, pattern]) if call.func_name == "matches" => matches(text, pattern, schema),
        (Some(text), [pattern]) if call.func_name == "matches" => matches(text, pattern, schema),
        (None, [left, right]) => binary(&call.func_name, left, right, schema),
        (None, [only]) => unary(&call.func_name, only, schema),
        (Some(target), []) if call.func_name == "size" => unary("size", target, schema),
        (Some(target), [part]) => {
            let test = match call.func_name.as_str() {
                "contains" => TextTest::Contains,
                "startsWith" => TextTest::StartsWith,
                "endsWith" => TextTest::EndsWith,
                _ => return None,
            };
            Some(Node::Text(test, Box::new([compiled(target, schema)?, compiled(part, schema)?])))
        }
        _ => None,
    }
}

fn binary(operator: &str, left: &IdedExpr, right: &IdedExpr, schema: &Schema) -> Option<Node> {
    let sides = || Some(Box::new([operand(left, schema)?, operand(right, schema)?]));
    let compare = |order| Some(Node::Compare(order, sides()?));
    let calculate = |operation| {
        let sides = sides()?;
        let timely = |node: &Node| matches!(kind(node, schema), None | Some(ValKind::Span | ValKind::Moment));
        let moments = sides.iter().all(|side| kind(side, schema) == Some(ValKind::Moment));
        let known = moments && operation == Arithmetic::Subtract || !sides.iter().any(timely);
        known.then_some(Node::Calculate(operation, sides))
    };
    match operator {
        operators::EQUALS => Some(Node::Equal(false, sides()?)),
        operators::NOT_EQUALS => Some(Node::Equal(true, sides()?)),
        operators::LESS => compare(Order::Less),
        operators::LESS_EQUALS => compare(Order::LessOrEqual),
        operators::GREATER => compare(Order::Greater),
        operators::GREATER_EQUALS => compare(Order::GreaterOrEqual),
        operators::ADD => calculate(Arithmetic::Add),
        operators::SUBSTRACT => calculate(Arithmetic::Subtract),
        operators::MULTIPLY => calculate(Arithmetic::Multiply),
        operators::DIVIDE => calculate(Arithmetic::Divide),
        operators::MODULO => calculate(Arithmetic::Remainder),
        _ => None,
    }
}

/// An operand may be a condition too: `(a && b) == c`.
fn operand(expr: &IdedExpr, schema: &Schema) -> Option<Node> {
    let logic = match &expr.expr {
        Expr::Call(call) => [operators::LOGICAL_NOT, operators::LOGICAL_AND, operators::LOGICAL_OR]
            .contains(&call.func_name.as_str()),
        _ => false,
    };
    if logic { Some(piece(expr, schema)) } else { compiled(expr, schema) }
}

fn unary(name: &str, operand: &IdedExpr, schema: &Schema) -> Option<Node> {
    let node = Box::new(compiled(operand, schema)?);
    match (name, kind(&node, schema)?) {
        (operators::NEGATE, ValKind::Int | ValKind::Double) => Some(Node::Negate(node)),
        ("size", ValKind::Text | ValKind::Texts) => Some(Node::Size(node)),
        ("double", ValKind::Int | ValKind::UInt) => Some(Node::Convert(Convert::ToDouble, node)),
        ("int", ValKind::Double) => Some(Node::Convert(Convert::ToInt, node)),
        ("double", ValKind::Double) | ("int", ValKind::Int) | ("string", ValKind::Text) => {
            Some(Node::Convert(Convert::Same, node))
        }
        _ => None,
    }
}

fn membership(item: &IdedExpr, list: &IdedExpr, schema: &Schema) -> Option<Node> {
    let item = Box::new(operand(item, schema)?);
    match &list.expr {
        Expr::List(list) if list.optional_indices.is_empty() => {
            if let Some(constants) = list.elements.iter().map(constant).collect() {
                return Some(Node::InSet(item, Arc::new(constants)));
            }
            let items = list.elements.iter().map(|element| compiled(element, schema));
            Some(Node::InList(item, items.collect::<Option<_>>()?))
        }
        Expr::Ident(name) if stand_in::shared(name).is_some() => {
            let shared = schema.list(stand_in::shared(name)?)?;
            Some(Node::InSet(item, Arc::clone(&shared.constants)))
        }
        _ => {
            let list = compiled(list, schema)?;
            (kind(&list, schema) == Some(ValKind::Texts)).then(|| Node::InField(item, Box::new(list)))
        }
    }
}

fn matches(text: &IdedExpr, pattern: &IdedExpr, schema: &Schema) -> Option<Node> {
    let Some(Val::Text(pattern)) = constant(pattern) else { return None };
    let pattern = Pattern::of(&pattern).ok()?;
    Some(Node::Matches(Box::new(compiled(text, schema)?), pattern))
}

/// The type of a node's value, where it is sure. A node that fails has any.
pub(super) fn kind(node: &Node, schema: &Schema) -> Option<ValKind> {
    match node {
        Node::Const(value) => Some(value.kind()),
        Node::Slot(root, slot, _) => schema.type_at(*root, *slot).map(field_kind),
        Node::Negate(inner) | Node::Convert(Convert::Same, inner) | Node::Guarded(_, inner) => {
            kind(inner, schema)
        }
        Node::Calculate(_, sides) => match kind(&sides[0], schema) {
            Some(ValKind::Moment) => Some(ValKind::Span),
            other => other,
        },
        Node::Size(_) | Node::Convert(Convert::ToInt, _) => Some(ValKind::Int),
        Node::Convert(Convert::ToDouble, _) => Some(ValKind::Double),
        Node::If(_) | Node::Fail(_) | Node::Interpreted(_) => None,
        _ => Some(ValKind::Bool),
    }
}

fn field_kind(field_type: &FieldType) -> ValKind {
    match field_type {
        FieldType::Text | FieldType::Choice(_) => ValKind::Text,
        FieldType::Integer => ValKind::Int,
        FieldType::Decimal => ValKind::Double,
        FieldType::Boolean => ValKind::Bool,
        FieldType::Date | FieldType::DateTime => ValKind::Moment,
        FieldType::List => ValKind::Texts,
    }
}
