//! The compiled evaluator: a tree of nodes for what rules mostly do. Owns its arithmetic,
//! which is that of the `cel` interpreter, to the last error.

use super::cause::Cause;
use super::constants::Constants;
use super::cost::Guard;
use super::interpret::{Interpreted, from_cel};
use super::pattern::Pattern;
use super::root::Root;
use super::schema::Inputs;
use super::val::{Val, compare, equal, val};
use std::any::Any;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::{Arc, OnceLock};

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
    /// A filter that is called without values.
    Filter(Arc<CompiledFilter>),
    Fail(Cause),
    Interpreted(Box<Interpreted>),
}

/// A filter that is called without values, compiled for all rules that call it.
#[derive(Debug)]
pub(super) struct CompiledFilter {
    /// Its place.
    pub(super) place: usize,
    pub(super) node: Node,
    /// Whether it comes to the same for all offers and past propositions.
    pub(super) is_settled: bool,
    /// The steps that it takes with fields of the usual size.
    pub(super) usual_steps: f64,
    /// What explains it, once somebody asks why: nodes know no explanations.
    pub(super) explained: OnceLock<Arc<dyn Any + Send + Sync>>,
}

impl CompiledFilter {
    fn eval<'a>(&'a self, inputs: &Inputs<'a>) -> Result<Val<'a>, Cause> {
        let Some(known) = inputs.filters.filter(|_| self.is_settled) else { return self.node.eval(inputs) };
        if let Some(found) = known.get(self.place) {
            return found.clone().map(Val::Bool);
        }
        let found = self.node.eval(inputs);
        match &found {
            Ok(Val::Bool(value)) => known.keep(self.place, Ok(*value)),
            Ok(_) => {}
            Err(cause) => known.keep(self.place, Err(cause.clone())),
        }
        found
    }

    /// The steps that it would take on these values; none where it is refused for them alone.
    pub(super) fn steps(&self, inputs: &Inputs<'_>) -> f64 {
        self.node.steps(inputs, self.usual_steps)
    }
}

impl Node {
    /// The value of the node.
    ///
    /// # Errors
    /// It is unknown.
    pub(super) fn eval<'a>(&'a self, inputs: &Inputs<'a>) -> Result<Val<'a>, Cause> {
        match self {
            Self::Const(value) => Ok(value.clone()),
            Self::Slot(Root::Split, _, missing) => split(missing, inputs).ok_or_else(|| missing.clone()),
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
                order.holds(&left, &right).map(Val::Bool).ok_or(Cause::TypesDiffer)
            }
            Self::Calculate(operation, sides) => {
                let [left, right] = both(sides, inputs)?;
                calculate(*operation, left, &right)
            }
            Self::Guarded(guard, node) => {
                guard.admit(inputs)?;
                node.eval(inputs)
            }
            Self::Filter(filter) => filter.eval(inputs),
            Self::Fail(cause) => Err(cause.clone()),
            Self::Interpreted(expr) => from_cel(&expr.eval(inputs)?).ok_or(Cause::NoFieldValue),
            _ => self.call(inputs),
        }
    }

    /// The value of a node that is a function in the language.
    fn call<'a>(&'a self, inputs: &Inputs<'a>) -> Result<Val<'a>, Cause> {
        match self {
            Self::InSet(item, constants) => Ok(Val::Bool(constants.contains(&item.eval(inputs)?))),
            Self::Matches(text, pattern) => match text.eval(inputs)? {
                Val::Text(text) => pattern.is_match(&text).map(Val::Bool).ok_or(Cause::TooCostly),
                _ => Err(Cause::TypesDiffer),
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
                    (Val::Text(text), Val::Texts(texts)) => Ok(Val::Bool(texts.has(&text))),
                    (_, Val::Texts(_)) => Ok(Val::Bool(false)),
                    _ => Err(Cause::TypesDiffer),
                }
            }
            Self::Size(node) => match node.eval(inputs)? {
                Val::Text(text) => Ok(Val::Int(count(text.chars().count()))),
                Val::Texts(texts) => Ok(Val::Int(count(texts.len()))),
                _ => Err(Cause::TypesDiffer),
            },
            Self::Text(test, sides) => match both(sides, inputs)? {
                [Val::Text(whole), Val::Text(part)] => Ok(Val::Bool(test.accepts(&whole, &part))),
                _ => Err(Cause::TypesDiffer),
            },
            Self::Convert(conversion, node) => convert(*conversion, node.eval(inputs)?),
            _ => Err(Cause::TypesDiffer),
        }
    }

    /// The value of a node that must be boolean.
    pub(super) fn test(&self, inputs: &Inputs<'_>) -> Result<bool, Cause> {
        match self.eval(inputs)? {
            Val::Bool(value) => Ok(value),
            _ => Err(Cause::NotBoolean),
        }
    }
}

/// Where the contact stands in the split that is missing where it has no key.
fn split(missing: &Cause, inputs: &Inputs<'_>) -> Option<Val<'static>> {
    match missing {
        Cause::Missing(field) => inputs.split(&field.name).map(Val::Double),
        _ => None,
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

fn calculate<'a>(operation: Arithmetic, left: Val<'a>, right: &Val<'a>) -> Result<Val<'a>, Cause> {
    match (left, right) {
        (Val::Int(left), Val::Int(right)) => operation.of_ints(left, *right),
        (Val::UInt(left), Val::UInt(right)) => operation.of_uints(left, *right),
        (Val::Double(left), Val::Double(right)) => operation.of_doubles(left, *right),
        (Val::Text(left), Val::Text(right)) if operation == Arithmetic::Add => {
            Ok(Val::Text(Cow::Owned(left.into_owned() + right)))
        }
        (Val::Moment(left), Val::Moment(right)) if operation == Arithmetic::Subtract => {
            left.since(*right).map(Val::Span).ok_or(Cause::Overflow)
        }
        _ => Err(Cause::TypesDiffer),
    }
}

impl Arithmetic {
    fn of_ints(self, left: i64, right: i64) -> Result<Val<'static>, Cause> {
        let result = match self {
            Self::Add => left.checked_add(right),
            Self::Subtract => left.checked_sub(right),
            Self::Multiply => left.checked_mul(right),
            Self::Divide | Self::Remainder if right == 0 => return Err(Cause::DivisionByZero),
            Self::Divide => left.checked_div(right),
            Self::Remainder => left.checked_rem(right),
        };
        result.map(Val::Int).ok_or(Cause::Overflow)
    }

    fn of_uints(self, left: u64, right: u64) -> Result<Val<'static>, Cause> {
        let result = match self {
            Self::Add => left.checked_add(right),
            Self::Subtract => left.checked_sub(right),
            Self::Multiply => left.checked_mul(right),
            Self::Divide | Self::Remainder if right == 0 => return Err(Cause::DivisionByZero),
            Self::Divide => left.checked_div(right),
            Self::Remainder => left.checked_rem(right),
        };
        result.map(Val::UInt).ok_or(Cause::Overflow)
    }

    fn of_doubles(self, left: f64, right: f64) -> Result<Val<'static>, Cause> {
        Ok(Val::Double(match self {
            Self::Add => left + right,
            Self::Subtract => left - right,
            Self::Multiply => left * right,
            Self::Divide => left / right,
            Self::Remainder => return Err(Cause::TypesDiffer),
        }))
    }
}

fn negate<'a>(value: &Val<'a>) -> Result<Val<'a>, Cause> {
    match value {
        Val::Int(value) => value.checked_neg().map(Val::Int).ok_or(Cause::Overflow),
        Val::Double(value) => Ok(Val::Double(-value)),
        _ => Err(Cause::TypesDiffer),
    }
}

#[expect(clippy::cast_precision_loss, reason = "the interpreter rounds a whole number that is too long")]
fn convert(conversion: Convert, value: Val<'_>) -> Result<Val<'_>, Cause> {
    match (conversion, value) {
        (Convert::ToDouble, Val::Int(value)) => Ok(Val::Double(value as f64)),
        (Convert::ToDouble, Val::UInt(value)) => Ok(Val::Double(value as f64)),
        (Convert::ToInt, Val::Double(value)) => truncate(value),
        (Convert::Same, value) => Ok(value),
        _ => Err(Cause::TypesDiffer),
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
        Err(Cause::Overflow)
    }
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

impl Order {
    /// Whether two values stand in this order; `None` when they cannot be compared. What is not a number at all stands
    /// before, behind and at no number.
    fn holds(self, left: &Val<'_>, right: &Val<'_>) -> Option<bool> {
        let is_nan = |value: &Val<'_>| matches!(value, Val::Double(number) if number.is_nan());
        let is_number = |value: &Val<'_>| matches!(value, Val::Int(_) | Val::UInt(_) | Val::Double(_));
        match compare(left, right) {
            Some(found) => Some(self.accepts(found)),
            None => ((is_nan(left) || is_nan(right)) && is_number(left) && is_number(right)).then_some(false),
        }
    }

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

impl Node {
    /// The steps that it would take on these values; none where it is refused for them alone. `usual` is what it takes
    /// with fields of the usual size, and with any where nothing guards it.
    pub(super) fn steps(&self, inputs: &Inputs<'_>, usual: f64) -> f64 {
        match self {
            Self::Guarded(guard, _) => guard.steps(inputs).unwrap_or(0.0),
            _ => usual,
        }
    }

    /// Whether some of it runs through the interpreter.
    pub(super) fn interpreted(&self) -> bool {
        match self {
            Self::Interpreted(_) => true,
            Self::Filter(filter) => filter.node.interpreted(),
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
