//! Values while a rule is evaluated. Owns how they are compared, which is as the `cel` interpreter does, and how they
//! are made of a contact's values and become a catalog's.

use super::instant::Instant;
use super::number::whole_with_decimal;
use super::texts::Texts;
use super::value::Typed;
use crate::model::Value;
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use std::borrow::Cow;
use std::cmp::Ordering;

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
    Texts(Cow<'a, Texts>),
}

/// The type of a [`Val`], where the compiler can tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ValKind {
    Bool,
    Int,
    UInt,
    Double,
    Text,
    Moment,
    Span,
    Texts,
}

/// A value of a contact, call or offer.
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

impl Val<'_> {
    /// The truth that it is.
    pub(super) fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(value) = self { Some(*value) } else { None }
    }

    /// The type of the value.
    pub(super) fn kind(&self) -> ValKind {
        match self {
            Self::Bool(_) => ValKind::Bool,
            Self::Int(_) => ValKind::Int,
            Self::UInt(_) => ValKind::UInt,
            Self::Double(_) => ValKind::Double,
            Self::Text(_) => ValKind::Text,
            Self::Moment(_) => ValKind::Moment,
            Self::Span(_) => ValKind::Span,
            Self::Texts(_) => ValKind::Texts,
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
