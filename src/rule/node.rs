//! The compiled evaluator: a tree of nodes for what rules mostly do. Owns its arithmetic and comparisons,
//! which are those of the `cel` interpreter, to the last error.

use super::cause::Cause;
use super::constants::Constants;
use super::cost::Guard;
use super::instant::Instant;
use super::interpret::{Interpreted, from_cel};
use super::number::whole_with_decimal;
use super::pattern::Pattern;
use super::schema::{Inputs, Root};
use super::value::Typed;
use crate::model::Value;
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

/// A value while a rule is evaluated.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Val<'a> {
    Bool(bool),
    Int(i64),
    UInt(u64),
    Double(f64),
    Text(Cow<'a, str>),
    Moment(Instant),
    Span(SignedDuration),
    Texts(Cow<'a, [Arc<str>]>),
}

/// The type of a [`Val`], where the compiler can tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Bool,
    Int,
    UInt,
    Double,
    Text,
    Moment,
    Span,
    Texts,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextTest {
    Contains,
    StartsWith,
    EndsWith,
}

/// A conversion that keeps the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Convert {
    ToDouble,
    ToInt,
    Same,
}

/// A piece of a compiled rule.
#[derive(Debug)]
pub(super) enum Node {
    Const(Val<'static>),
    /// A field; the cause is that of a value that is missing.
    Slot(Root, usize, Cause),
    /// Whether a field has a value; the cause is that of a root that is not there.
    Has(Root, usize, Cause),
    Not(Box<Node>),
    Negate(Box<Node>),
    And(Vec<Node>),
    Or(Vec<Node>),
    If(Box<[Node; 3]>),
    /// `==`, or `!=` when true.
    Equal(bool, Box<[Node; 2]>),
    Compare(Order, Box<[Node; 2]>),
    Calculate(Arithmetic, Box<[Node; 2]>),
    /// `in` a list of constants.
    InSet(Box<Node>, Arc<Constants>),
    /// `in` a list that is written out.
    InList(Box<Node>, Vec<Node>),
    /// `in` a field.
    InField(Box<Node>, Box<Node>),
    Size(Box<Node>),
    Text(TextTest, Box<[Node; 2]>),
    Convert(Convert, Box<Node>),
    /// `matches` a constant pattern.
    Matches(Box<Node>, Arc<Pattern>),
    /// What may take too long with the values at hand.
    Guarded(Box<Guard>, Box<Node>),
    Fail(Cause),
    Interpreted(Box<Interpreted>),
}

impl Node {
    /// The value of the node.
    ///
    /// # Errors
    /// It is unknown.
    pub(super) fn eval<'a>(&'a self, inputs: &Inputs<'a>) -> Result<Val<'a>, Cause> {
        match self {
            Self::Const(value) => Ok(value.clone()),
            Self::Slot(root, slot, missing) => {
                inputs.get(*root, *slot).map(val).ok_or_else(|| missing.clone())
            }
            Self::Has(root, slot, missing) => match inputs.of(*root) {
                [] => Err(missing.clone()),
                values => Ok(Val::Bool(matches!(values.get(*slot), Some(Some(_))))),
            },
            Self::Not(node) => Ok(Val::Bool(!node.test(inputs)?)),
            Self::Negate(node) => negate(&node.eval(inputs)?),
            Self::And(nodes) => absorb(nodes, inputs, false),
            Self::Or(nodes) => absorb(nodes, inputs, true),
            Self::If(parts) => {
                let [condition, yes, no] = &**parts;
                if condition.test(inputs)? { yes.eval(inputs) } else { no.eval(inputs) }
            }
            Self::Equal(negated, sides) => {
                let [left, right] = both(sides, inputs)?;
                Ok(Val::Bool(equal(&left, &right) != *negated))
            }
            Self::Compare(order, sides) => {
                let [left, right] = both(sides, inputs)?;
                compare(&left, &right).map(|found| Val::Bool(order.accepts(found))).ok_or_else(Cause::types)
            }
            Self::Calculate(operation, sides) => {
                let [left, right] = both(sides, inputs)?;
                calculate(*operation, left, &right)
            }
            Self::Guarded(guard, node) => {
                guard.admit(inputs)?;
                node.eval(inputs)
            }
            Self::Fail(cause) => Err(cause.clone()),
            Self::Interpreted(expr) => from_cel(&expr.eval(inputs)?).ok_or_else(Cause::no_field_value),
            _ => self.call(inputs),
        }
    }

    /// The value of a node that is a function in the language.
    fn call<'a>(&'a self, inputs: &Inputs<'a>) -> Result<Val<'a>, Cause> {
        match self {
            Self::InSet(item, constants) => Ok(Val::Bool(constants.contains(&item.eval(inputs)?))),
            Self::Matches(text, pattern) => match text.eval(inputs)? {
                Val::Text(text) => pattern.is_match(&text).map(Val::Bool).ok_or_else(Cause::too_costly),
                _ => Err(Cause::types()),
            },
            Self::InList(item, items) => {
                let item = item.eval(inputs)?;
                let mut found = false;
                for other in items {
                    found |= equal(&other.eval(inputs)?, &item);
                }
                Ok(Val::Bool(found))
            }
            Self::InField(item, list) => {
                let (item, list) = (item.eval(inputs)?, list.eval(inputs)?);
                match (item, list) {
                    (Val::Text(text), Val::Texts(texts)) => {
                        Ok(Val::Bool(texts.iter().any(|other| **other == *text)))
                    }
                    (_, Val::Texts(_)) => Ok(Val::Bool(false)),
                    _ => Err(Cause::types()),
                }
            }
            Self::Size(node) => match node.eval(inputs)? {
                Val::Text(text) => Ok(Val::Int(count(text.chars().count()))),
                Val::Texts(texts) => Ok(Val::Int(count(texts.len()))),
                _ => Err(Cause::types()),
            },
            Self::Text(test, sides) => match both(sides, inputs)? {
                [Val::Text(whole), Val::Text(part)] => Ok(Val::Bool(test.accepts(&whole, &part))),
                _ => Err(Cause::types()),
            },
            Self::Convert(conversion, node) => convert(*conversion, node.eval(inputs)?),
            _ => Err(Cause::types()),
        }
    }

    /// The value of a node that must be boolean.
    pub(super) fn test(&self, inputs: &Inputs<'_>) -> Result<bool, Cause> {
        match self.eval(inputs)? {
            Val::Bool(value) => Ok(value),
            _ => Err(Cause::not_boolean()),
        }
    }
}

pub(super) fn val(value: &Typed) -> Val<'_> {
    match value {
        Typed::Boolean(value) => Val::Bool(*value),
        Typed::Integer(value) => Val::Int(*value),
        Typed::Decimal(value) => Val::Double(*value),
        Typed::Text(text) => Val::Text(Cow::Borrowed(text)),
        Typed::Moment(at) => Val::Moment(*at),
        Typed::List(texts) => Val::Texts(Cow::Borrowed(texts)),
    }
}

fn both<'a>(sides: &'a [Node; 2], inputs: &Inputs<'a>) -> Result<[Val<'a>; 2], Cause> {
    Ok([sides[0].eval(inputs)?, sides[1].eval(inputs)?])
}

/// `&&` and `||`: one deciding operand decides, whatever the others are; else the first that is unknown.
fn absorb(nodes: &[Node], inputs: &Inputs<'_>, deciding: bool) -> Result<Val<'static>, Cause> {
    let mut unknown = None;
    for node in nodes {
        match node.test(inputs) {
            Ok(value) if value == deciding => return Ok(Val::Bool(deciding)),
            Ok(_) => {}
            Err(cause) => unknown = unknown.or(Some(cause)),
        }
    }
    unknown.map_or(Ok(Val::Bool(!deciding)), Err)
}

/// Values of different types are not equal, save that numbers are compared as numbers.
pub(super) fn equal(left: &Val<'_>, right: &Val<'_>) -> bool {
    match (left, right) {
        (Val::Texts(left), Val::Texts(right)) => left == right,
        _ => compare(left, right) == Some(Ordering::Equal),
    }
}

/// How two values stand to each other; `None` when they cannot be compared.
pub(super) fn compare(left: &Val<'_>, right: &Val<'_>) -> Option<Ordering> {
    match (left, right) {
        (Val::Int(left), Val::Int(right)) => Some(left.cmp(right)),
        (Val::Double(left), Val::Double(right)) => left.partial_cmp(right),
        (Val::Int(left), Val::Double(right)) => whole_with_decimal((*left).into(), *right),
        (Val::Double(_), Val::Int(_) | Val::UInt(_)) => compare(right, left).map(Ordering::reverse),
        (Val::Text(left), Val::Text(right)) => Some(left.cmp(right)),
        (Val::Moment(left), Val::Moment(right)) => Some(left.cmp(right)),
        (Val::Bool(left), Val::Bool(right)) => Some(left.cmp(right)),
        (Val::Span(left), Val::Span(right)) => Some(left.cmp(right)),
        (Val::UInt(left), Val::UInt(right)) => Some(left.cmp(right)),
        (Val::UInt(left), Val::Double(right)) => whole_with_decimal((*left).into(), *right),
        (Val::UInt(left), Val::Int(right)) => Some(i128::from(*left).cmp(&i128::from(*right))),
        (Val::Int(left), Val::UInt(right)) => Some(i128::from(*left).cmp(&i128::from(*right))),
        _ => None,
    }
}

fn calculate<'a>(operation: Arithmetic, left: Val<'a>, right: &Val<'a>) -> Result<Val<'a>, Cause> {
    match (left, right) {
        (Val::Int(left), Val::Int(right)) => operation.of_ints(left, *right),
        (Val::UInt(left), Val::UInt(right)) => operation.of_uints(left, *right),
        (Val::Double(left), Val::Double(right)) => operation.of_doubles(left, *right),
        (Val::Text(left), Val::Text(right)) if operation == Arithmetic::Add => {
            Ok(Val::Text(Cow::Owned(left.into_owned() + right)))
        }
        (Val::Moment(left), Val::Moment(right)) if operation == Arithmetic::Subtract => {
            left.since(*right).map(Val::Span).ok_or_else(Cause::overflow)
        }
        _ => Err(Cause::types()),
    }
}

impl Arithmetic {
    fn of_ints(self, left: i64, right: i64) -> Result<Val<'static>, Cause> {
        let result = match self {
            Self::Add => left.checked_add(right),
            Self::Subtract => left.checked_sub(right),
            Self::Multiply => left.checked_mul(right),
            Self::Divide | Self::Remainder if right == 0 => return Err(Cause::zero()),
            Self::Divide => left.checked_div(right),
            Self::Remainder => left.checked_rem(right),
        };
        result.map(Val::Int).ok_or_else(Cause::overflow)
    }

    fn of_uints(self, left: u64, right: u64) -> Result<Val<'static>, Cause> {
        let result = match self {
            Self::Add => left.checked_add(right),
            Self::Subtract => left.checked_sub(right),
            Self::Multiply => left.checked_mul(right),
            Self::Divide | Self::Remainder if right == 0 => return Err(Cause::zero()),
            Self::Divide => left.checked_div(right),
            Self::Remainder => left.checked_rem(right),
        };
        result.map(Val::UInt).ok_or_else(Cause::overflow)
    }

    fn of_doubles(self, left: f64, right: f64) -> Result<Val<'static>, Cause> {
        Ok(Val::Double(match self {
            Self::Add => left + right,
            Self::Subtract => left - right,
            Self::Multiply => left * right,
            Self::Divide => left / right,
            Self::Remainder => return Err(Cause::types()),
        }))
    }
}

fn negate<'a>(value: &Val<'a>) -> Result<Val<'a>, Cause> {
    match value {
        Val::Int(value) => value.checked_neg().map(Val::Int).ok_or_else(Cause::overflow),
        Val::Double(value) => Ok(Val::Double(-value)),
        _ => Err(Cause::types()),
    }
}

#[expect(clippy::cast_precision_loss, reason = "the interpreter rounds a whole number that is too long")]
fn convert(conversion: Convert, value: Val<'_>) -> Result<Val<'_>, Cause> {
    match (conversion, value) {
        (Convert::ToDouble, Val::Int(value)) => Ok(Val::Double(value as f64)),
        (Convert::ToDouble, Val::UInt(value)) => Ok(Val::Double(value as f64)),
        (Convert::ToInt, Val::Double(value)) => truncate(value),
        (Convert::Same, value) => Ok(value),
        _ => Err(Cause::types()),
    }
}

/// Toward zero; the interpreter leaves both ends of the range out.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "the range is checked as doubles"
)]
fn truncate(value: f64) -> Result<Val<'static>, Cause> {
    if value > i64::MIN as f64 && value < i64::MAX as f64 {
        Ok(Val::Int(value as i64))
    } else {
        Err(Cause::overflow())
    }
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

impl Order {
    pub(super) fn accepts(self, found: Ordering) -> bool {
        match self {
            Self::Less => found == Ordering::Less,
            Self::LessOrEqual => found != Ordering::Greater,
            Self::Greater => found == Ordering::Greater,
            Self::GreaterOrEqual => found != Ordering::Less,
        }
    }
}

impl TextTest {
    pub(super) fn accepts(self, text: &str, part: &str) -> bool {
        match self {
            Self::Contains => text.contains(part),
            Self::StartsWith => text.starts_with(part),
            Self::EndsWith => text.ends_with(part),
        }
    }
}

impl Val<'_> {
    /// The type of the value.
    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Bool(_) => Kind::Bool,
            Self::Int(_) => Kind::Int,
            Self::UInt(_) => Kind::UInt,
            Self::Double(_) => Kind::Double,
            Self::Text(_) => Kind::Text,
            Self::Moment(_) => Kind::Moment,
            Self::Span(_) => Kind::Span,
            Self::Texts(_) => Kind::Texts,
        }
    }
}

impl Node {
    /// Whether some of it runs through the interpreter.
    pub(super) fn interpreted(&self) -> bool {
        match self {
            Self::Interpreted(_) => true,
            Self::Const(_) | Self::Slot(..) | Self::Has(..) | Self::Fail(_) => false,
            Self::Not(inner) | Self::Negate(inner) | Self::Size(inner) | Self::Convert(_, inner) => {
                inner.interpreted()
            }
            Self::InSet(inner, _) | Self::Matches(inner, _) | Self::Guarded(_, inner) => inner.interpreted(),
            Self::And(nodes) | Self::Or(nodes) => nodes.iter().any(Self::interpreted),
            Self::If(parts) => parts.iter().any(Self::interpreted),
            Self::Equal(_, sides)
            | Self::Compare(_, sides)
            | Self::Calculate(_, sides)
            | Self::Text(_, sides) => sides.iter().any(Self::interpreted),
            Self::InList(item, items) => item.interpreted() || items.iter().any(Self::interpreted),
            Self::InField(item, list) => item.interpreted() || list.interpreted(),
        }
    }
}

impl Val<'_> {
    /// The value as a catalog writes it, a moment in the time zone given; `None` where no field can have it.
    pub(super) fn written(self, zone: &TimeZone) -> Option<Value> {
        Some(match self {
            Self::Bool(value) => Value::Boolean(value),
            Self::Int(value) => Value::Integer(value),
            Self::UInt(value) => Value::Integer(i64::try_from(value).ok()?),
            Self::Double(value) => value.is_finite().then_some(Value::Decimal(value))?,
            Self::Text(text) => Value::Text(text.into_owned()),
            Self::Moment(at) => Typed::Moment(at).written(zone),
            Self::Span(_) => return None,
            Self::Texts(texts) => Value::List(texts.iter().map(ToString::to_string).collect()),
        })
    }

    /// The value, with nothing borrowed.
    pub(super) fn into_owned(self) -> Val<'static> {
        match self {
            Self::Bool(value) => Val::Bool(value),
            Self::Int(value) => Val::Int(value),
            Self::UInt(value) => Val::UInt(value),
            Self::Double(value) => Val::Double(value),
            Self::Text(text) => Val::Text(Cow::Owned(text.into_owned())),
            Self::Moment(at) => Val::Moment(at),
            Self::Span(span) => Val::Span(span),
            Self::Texts(texts) => Val::Texts(Cow::Owned(texts.into_owned())),
        }
    }
}
