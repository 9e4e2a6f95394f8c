//! From rows to CEL. Owns the one canonical form of each operator, in what the compiled evaluator runs.

use super::group::{Group, Item, Join, Node, Operand, Path, Row};
use super::operator::Operator;
use crate::model::is_name;
use crate::rule::parse::parse;
use crate::rule::root::{FILTERS, Root};
use crate::rule::{print, tree};
use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, ListExpr, LiteralValue, SelectExpr, operators};
use std::ops::Range;

/// A rule as one line of canonical CEL; `None` while something is missing in it ([`Group::missing`]).
///
/// An expression that stands alone is given back even if it is no CEL: nothing that was typed is lost.
pub fn write(group: &Group) -> Option<String> {
    match group.items.as_slice() {
        [] => Some(String::new()),
        [Item { condition: None, node: Node::Expression(text) }] if group.join != Join::None => {
            Some(crate::rule::canonical(text))
        }
        _ => self::group(group).map(|expr| print::expression(&expr)),
    }
}

/// The CEL of one line, without what it is taken into account by; `None` while something is missing in it.
pub fn write_line(line: &Node) -> Option<String> {
    node(line).map(|expr| print::expression(&expr))
}

fn group(group: &Group) -> Option<IdedExpr> {
    let items: Vec<IdedExpr> = group.items.iter().map(item).collect::<Option<_>>()?;
    match group.join {
        Join::All => chain(operators::LOGICAL_AND, items),
        Join::Any => chain(operators::LOGICAL_OR, items),
        Join::None => chain(operators::LOGICAL_OR, items).map(not),
    }
}

fn item(item: &Item) -> Option<IdedExpr> {
    let rule = node(&item.node)?;
    match &item.condition {
        None => Some(rule),
        Some(condition) => {
            let parts = vec![group(condition)?, rule, literal(LiteralValue::Boolean(true.into()))];
            Some(call(operators::CONDITIONAL, parts))
        }
    }
}

fn node(node: &Node) -> Option<IdedExpr> {
    match node {
        Node::Row(row) => parts(row).and_then(Parts::join),
        Node::Group(inner) => group(inner),
        Node::Expression(text) => parse(text).ok().map(|parsed| parsed.root().clone()),
    }
}

/// What a row is made of: expressions that are joined.
pub(super) enum Parts {
    All(Vec<IdedExpr>),
    Any(Vec<IdedExpr>),
}

impl Parts {
    fn join(self) -> Option<IdedExpr> {
        match self {
            Self::All(parts) => chain(operators::LOGICAL_AND, parts),
            Self::Any(parts) => chain(operators::LOGICAL_OR, parts),
        }
    }
}

/// The expressions of a row; `None` while something is missing, or where there is no such row.
pub(super) fn parts(row: &Row) -> Option<Parts> {
    use Operator as O;
    let path = row.field.as_ref()?;
    if let Path::Filter(name) = path {
        let called = filter(name, &row.values)?;
        return match row.operator {
            O::IsTrue => Some(Parts::All(vec![called])),
            O::IsFalse => Some(Parts::All(vec![not(called)])),
            _ => None,
        };
    }
    if row.operator.is_of_presence() {
        return presence(row.operator, path);
    }
    let values = given(row)?;
    let x = || of(path);
    let one = |expr| Some(Parts::All(vec![expr]));
    match (row.operator, values.as_slice()) {
        (O::IsTrue, []) => one(x()),
        (O::IsFalse, []) => one(not(x())),
        (O::Between, [from, to]) => Some(span(&x(), from, to, operators::LESS_EQUALS)),
        (O::During | O::OnDay, [from, to]) => Some(span(&x(), from, to, operators::LESS)),
        (O::InPart, [from, to]) => part(path, from, to),
        (O::Has, [value]) => one(within(value, path)),
        (O::HasAny, [_, ..]) => Some(Parts::Any(values.iter().map(|value| within(value, path)).collect())),
        (O::HasAll, [_, ..]) => Some(Parts::All(values.iter().map(|value| within(value, path)).collect())),
        (O::HasNone, [_, ..]) => {
            let any = values.iter().map(|value| within(value, path)).collect();
            one(not(chain(operators::LOGICAL_OR, any)?))
        }
        (O::LastDays | O::NextDays | O::OlderThan, [Operand::Integer(days)]) => {
            relative(row.operator, path, *days)
        }
        (operator, [Operand::Integer(_)]) if let Some(sign) = size_sign(operator) => {
            one(call(sign, vec![size(path), operand(&values[0])]))
        }
        (operator, [value]) => compared(row, operator, value).and_then(one),
        (O::OneOf, [_, ..]) => one(member(row, &values)),
        (O::NoneOf, [_, ..]) => one(not(member(row, &values))),
        _ => None,
    }
}

/// The values of a row, when all are given.
fn given(row: &Row) -> Option<Vec<Operand>> {
    row.values.iter().cloned().collect()
}

/// An operator of one value.
fn compared(row: &Row, operator: Operator, value: &Operand) -> Option<IdedExpr> {
    use Operator as O;
    let (left, right) = (row.side(&of(row.field.as_ref()?)), row.side_of(value));
    let tested = |name: &str| method(left.clone(), name, vec![right.clone()]);
    Some(match operator {
        O::Equal => call(operators::EQUALS, vec![left, right]),
        O::Different => call(operators::NOT_EQUALS, vec![left, right]),
        O::Less => call(operators::LESS, vec![left, right]),
        O::AtMost => call(operators::LESS_EQUALS, vec![left, right]),
        O::Greater => call(operators::GREATER, vec![left, right]),
        O::AtLeast => call(operators::GREATER_EQUALS, vec![left, right]),
        O::Contains => tested("contains"),
        O::NotContains => not(tested("contains")),
        O::StartsWith => tested("startsWith"),
        O::EndsWith => tested("endsWith"),
        O::OneOf => member(row, std::slice::from_ref(value)),
        O::NoneOf => not(member(row, std::slice::from_ref(value))),
        _ => return None,
    })
}

impl Row {
    /// An expression as the row compares it.
    fn side(&self, expr: &IdedExpr) -> IdedExpr {
        let lowers = self.ignore_case && self.operator.ignores_case();
        if lowers { method(expr.clone(), "lowerAscii", Vec::new()) } else { expr.clone() }
    }

    fn side_of(&self, value: &Operand) -> IdedExpr {
        match value {
            Operand::Text(text) if self.ignore_case && self.operator.ignores_case() => {
                self::text(&text.to_ascii_lowercase())
            }
            Operand::Field(path) => self.side(&of(path)),
            value => operand(value),
        }
    }
}

fn member(row: &Row, values: &[Operand]) -> IdedExpr {
    let list = ListExpr::new(values.iter().map(|value| row.side_of(value)).collect());
    let field = row.field.as_ref().map(of).unwrap_or_default();
    call(operators::IN, vec![row.side(&field), IdedExpr { id: 0, expr: Expr::List(list) }])
}

/// The form of a row about presence, which is never unknown; there is none for what is no field.
fn presence(operator: Operator, path: &Path) -> Option<Parts> {
    let Path::Field(root, name) = path else { return None };
    let has = || select(root.name(), name, true);
    let empty = || text("");
    let none = || literal(LiteralValue::Int(0.into()));
    let (x, signs) = (of(path), [operators::EQUALS, operators::NOT_EQUALS]);
    Some(match operator {
        Operator::Present => Parts::All(vec![has()]),
        Operator::Absent => Parts::All(vec![not(has())]),
        Operator::Empty => Parts::Any(vec![not(has()), call(signs[0], vec![x, empty()])]),
        Operator::NotEmpty => Parts::All(vec![has(), call(signs[1], vec![x, empty()])]),
        Operator::NoItems => Parts::Any(vec![not(has()), call(signs[0], vec![size(path), none()])]),
        Operator::SomeItems => Parts::All(vec![has(), call(operators::GREATER, vec![size(path), none()])]),
        _ => return None,
    })
}

fn span(x: &IdedExpr, from: &Operand, to: &Operand, end: &str) -> Parts {
    let start = call(operators::GREATER_EQUALS, vec![x.clone(), operand(from)]);
    Parts::All(vec![start, call(end, vec![x.clone(), operand(to)])])
}

/// The shares of a split, out of a hundred.
pub(super) const SHARES: Range<f64> = 0.0..100.0;

/// A part of a split. An end that says nothing is left out; of all of it the end stays.
fn part(path: &Path, from: &Operand, to: &Operand) -> Option<Parts> {
    let Path::Field(Root::Split, name) = path else { return None };
    let ends = [(operators::GREATER_EQUALS, from, SHARES.start), (operators::LESS, to, SHARES.end)];
    let mut parts: Vec<IdedExpr> = Vec::new();
    for (sign, end, all) in ends {
        let share = share_of(end)?;
        if !(SHARES.start..=SHARES.end).contains(&share) {
            return None;
        }
        let says_nothing = share.total_cmp(&all).is_eq();
        if !says_nothing || sign == operators::LESS && parts.is_empty() {
            parts.push(call(sign, vec![of(path), operand(end)]));
        }
    }
    is_name(name).then_some(Parts::All(parts))
}

#[expect(clippy::cast_precision_loss, reason = "shares are small, and others are refused")]
fn share_of(operand: &Operand) -> Option<f64> {
    match operand {
        Operand::Decimal(share) => Some(*share),
        Operand::Integer(share) => Some(*share as f64),
        _ => None,
    }
}

/// Moments are taken from each other, since that is compiled, and taking days from a moment is not.
fn relative(operator: Operator, path: &Path, days: i64) -> Option<Parts> {
    let hours = days.checked_mul(24).filter(|hours| *hours >= 0)?;
    let limit = || call("duration", vec![text(&format!("{hours}h"))]);
    let (x, now) = (|| of(path), || of(&Path::now()));
    let less = |from: IdedExpr, to: IdedExpr| call(operators::SUBSTRACT, vec![from, to]);
    Some(Parts::All(match operator {
        Operator::LastDays => vec![
            call(operators::LESS_EQUALS, vec![x(), now()]),
            call(operators::LESS_EQUALS, vec![less(now(), x()), limit()]),
        ],
        Operator::NextDays => vec![
            call(operators::GREATER_EQUALS, vec![x(), now()]),
            call(operators::LESS_EQUALS, vec![less(x(), now()), limit()]),
        ],
        Operator::OlderThan => vec![call(operators::GREATER, vec![less(now(), x()), limit()])],
        _ => return None,
    }))
}

fn size_sign(operator: Operator) -> Option<&'static str> {
    match operator {
        Operator::SizeEqual => Some(operators::EQUALS),
        Operator::SizeAtLeast => Some(operators::GREATER_EQUALS),
        Operator::SizeAtMost => Some(operators::LESS_EQUALS),
        _ => None,
    }
}

/// A call of a predefined filter. Arguments that are left out are the last ones.
fn filter(name: &str, values: &[Option<Operand>]) -> Option<IdedExpr> {
    let count = values.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
    let arguments = values[..count].iter().map(|value| value.as_ref().map(operand));
    Some(method(ident(FILTERS), name, arguments.collect::<Option<_>>()?))
}

fn within(value: &Operand, list: &Path) -> IdedExpr {
    call(operators::IN, vec![operand(value), of(list)])
}

fn size(path: &Path) -> IdedExpr {
    call("size", vec![of(path)])
}

/// A field or a parameter.
fn of(path: &Path) -> IdedExpr {
    match path {
        Path::Field(root @ Root::Split, name) => call(root.name(), vec![text(name)]),
        Path::Field(root, name) => select(root.name(), name, false),
        Path::Parameter(name) => ident(name),
        Path::Filter(name) => method(ident(FILTERS), name, Vec::new()),
    }
}

fn operand(value: &Operand) -> IdedExpr {
    match value {
        Operand::Text(value) => text(value),
        Operand::Integer(value) => literal(LiteralValue::Int((*value).into())),
        Operand::Decimal(value) => literal(LiteralValue::Double((*value).into())),
        Operand::Boolean(value) => literal(LiteralValue::Boolean((*value).into())),
        Operand::Moment(at) => call("timestamp", vec![text(at)]),
        Operand::Texts(texts) => {
            let items = texts.iter().map(|item| text(item)).collect();
            IdedExpr { id: 0, expr: Expr::List(ListExpr::new(items)) }
        }
        Operand::Field(path) => of(path),
    }
}

fn text(text: &str) -> IdedExpr {
    literal(LiteralValue::String(text.to_owned().into()))
}

fn literal(literal: LiteralValue) -> IdedExpr {
    IdedExpr { id: 0, expr: Expr::Literal(literal) }
}

fn ident(name: &str) -> IdedExpr {
    IdedExpr { id: 0, expr: Expr::Ident(name.to_owned()) }
}

fn select(root: &str, name: &str, test: bool) -> IdedExpr {
    let operand = Box::new(ident(root));
    IdedExpr { id: 0, expr: Expr::Select(SelectExpr { operand, field: name.to_owned(), test }) }
}

fn call(name: &str, arguments: Vec<IdedExpr>) -> IdedExpr {
    IdedExpr { id: 0, expr: tree::call(name, arguments) }
}

fn method(target: IdedExpr, name: &str, args: Vec<IdedExpr>) -> IdedExpr {
    let call = CallExpr { func_name: name.to_owned(), target: Some(Box::new(target)), args };
    IdedExpr { id: 0, expr: Expr::Call(call) }
}

fn not(expr: IdedExpr) -> IdedExpr {
    call(operators::LOGICAL_NOT, vec![expr])
}

/// A chain of one logical operator, grouped evenly so that it is not deep; one term is itself.
fn chain(operator: &str, mut terms: Vec<IdedExpr>) -> Option<IdedExpr> {
    if terms.len() < 2 {
        return terms.pop();
    }
    let rest = terms.split_off(terms.len() / 2);
    Some(call(operator, vec![chain(operator, terms)?, chain(operator, rest)?]))
}
