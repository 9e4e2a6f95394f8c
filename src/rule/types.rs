//! The types that the checker tells apart, and the functions of the language with what they take and give.
//! Owns the table of functions; the checker reads it.

use crate::model::FieldType;
use crate::text::Message;
use std::sync::LazyLock;

/// The type of an expression, as far as it is known.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Type {
    /// Anything: it is known only when the rule runs.
    Any,
    Bool,
    Int,
    UInt,
    Double,
    Text,
    Bytes,
    Null,
    Moment,
    Span,
    List(Box<Type>),
    Map,
    /// A type as a value.
    Meta,
}

impl Type {
    /// The type of a field's values.
    pub(super) fn of_field(field_type: &FieldType) -> Self {
        match field_type {
            FieldType::Text | FieldType::Choice(_) => Self::Text,
            FieldType::Integer => Self::Int,
            FieldType::Decimal => Self::Double,
            FieldType::Boolean => Self::Bool,
            FieldType::Date | FieldType::DateTime => Self::Moment,
            FieldType::List => Self::List(Box::new(Self::Text)),
        }
    }

    /// Whether it may be a number.
    pub(super) fn is_number(&self) -> bool {
        matches!(self, Self::Any | Self::Int | Self::UInt | Self::Double)
    }

    /// Whether a value of this type may stand where the other is wanted.
    pub(super) fn fits(&self, wanted: &Self) -> bool {
        match (self, wanted) {
            (Self::Any, _) | (_, Self::Any) => true,
            (Self::List(item), Self::List(wanted)) => item.fits(wanted),
            _ => self == wanted,
        }
    }

    /// Whether `==` between the two can ever be true.
    pub(super) fn comparable(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, _) | (_, Self::Null) => true,
            (Self::List(one), Self::List(other)) => one.comparable(other),
            _ => self.is_number() && other.is_number() || self.fits(other),
        }
    }

    /// Whether values of the two have an order.
    pub(super) fn ordered(&self, other: &Self) -> bool {
        let unordered = |one: &Self| matches!(one, Self::List(_) | Self::Map | Self::Null | Self::Meta);
        self.comparable(other) && !unordered(self) && !unordered(other)
    }

    /// The type of something that is one or the other.
    #[expect(clippy::needless_pass_by_value, reason = "it reduces a list of types")]
    pub(super) fn or(self, other: Self) -> Self {
        if self == other { self } else { Self::Any }
    }

    /// Its name, to be put into words.
    pub(super) fn message(&self) -> Message {
        Message::new(match self {
            Self::Any | Self::Meta | Self::Bytes | Self::Null | Self::Map => "rule-type-other",
            Self::Bool => "rule-type-boolean",
            Self::Int | Self::UInt => "rule-type-integer",
            Self::Double => "rule-type-decimal",
            Self::Text => "rule-type-text",
            Self::Moment => "rule-type-moment",
            Self::Span => "rule-type-span",
            Self::List(_) => "rule-type-list",
        })
    }

    /// Its name in the language.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Bool => "bool",
            Self::Int => "int",
            Self::UInt => "uint",
            Self::Double => "double",
            Self::Text => "string",
            Self::Bytes => "bytes",
            Self::Null => "null_type",
            Self::Moment => "timestamp",
            Self::Span => "duration",
            Self::List(_) => "list",
            Self::Map => "map",
            Self::Meta => "type",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "any" => Self::Any,
            "bool" => Self::Bool,
            "int" => Self::Int,
            "uint" => Self::UInt,
            "double" => Self::Double,
            "string" => Self::Text,
            "bytes" => Self::Bytes,
            "null_type" => Self::Null,
            "timestamp" => Self::Moment,
            "duration" => Self::Span,
            "list" => Self::List(Box::new(Self::Any)),
            "texts" => Self::List(Box::new(Self::Text)),
            "ints" => Self::List(Box::new(Self::Int)),
            "map" => Self::Map,
            "type" => Self::Meta,
            _ => return None,
        })
    }
}

/// Whether a name is that of a type, which rules may use as a value.
pub(super) fn is_type_name(name: &str) -> bool {
    name == "dyn" || !["any", "texts", "ints"].contains(&name) && Type::named(name).is_some()
}

/// One way to call a function.
#[derive(Debug)]
pub(super) struct Function {
    pub(super) name: &'static str,
    /// What it is called on, when it is called on a value.
    pub(super) target: Option<Type>,
    pub(super) arguments: Vec<Type>,
    pub(super) result: Type,
}

/// The functions called on nothing, or on a namespace that is part of their name.
pub(super) static FUNCTIONS: LazyLock<Vec<Function>> =
    LazyLock::new(|| SIGNATURES.iter().filter_map(|signature| function(signature)).collect());

/// `TARGET.NAME(ARGUMENTS) RESULT`; a name with a dot is a namespace's when what stands before it is no type.
fn function(signature: &'static str) -> Option<Function> {
    let (name, rest) = signature.split_once('(')?;
    let (arguments, result) = rest.split_once(") ")?;
    let (target, name) = match name.split_once('.') {
        Some((target, member)) if Type::named(target).is_some() => (Type::named(target), member),
        _ => (None, name),
    };
    let arguments = arguments.split(", ").filter(|argument| !argument.is_empty()).map(Type::named);
    Some(Function {
        name,
        target,
        arguments: arguments.collect::<Option<_>>()?,
        result: Type::named(result)?,
    })
}

const SIGNATURES: &[&str] = &[
    "size(string) int",
    "size(bytes) int",
    "size(list) int",
    "size(map) int",
    "string.size() int",
    "bytes.size() int",
    "list.size() int",
    "map.size() int",
    "string.contains(string) bool",
    "string.startsWith(string) bool",
    "string.endsWith(string) bool",
    "string.matches(string) bool",
    "matches(string, string) bool",
    "bool(bool) bool",
    "bool(string) bool",
    "int(int) int",
    "int(uint) int",
    "int(double) int",
    "int(string) int",
    "int(timestamp) int",
    "uint(uint) uint",
    "uint(int) uint",
    "uint(double) uint",
    "uint(string) uint",
    "double(double) double",
    "double(int) double",
    "double(uint) double",
    "double(string) double",
    "string(any) string",
    "bytes(string) bytes",
    "bytes(bytes) bytes",
    "dyn(any) any",
    "type(any) type",
    "timestamp(string) timestamp",
    "timestamp(int) timestamp",
    "timestamp(timestamp) timestamp",
    "duration(string) duration",
    "duration(duration) duration",
    "timestamp.getFullYear() int",
    "timestamp.getFullYear(string) int",
    "timestamp.getMonth() int",
    "timestamp.getMonth(string) int",
    "timestamp.getDayOfYear() int",
    "timestamp.getDayOfYear(string) int",
    "timestamp.getDayOfMonth() int",
    "timestamp.getDayOfMonth(string) int",
    "timestamp.getDate() int",
    "timestamp.getDate(string) int",
    "timestamp.getDayOfWeek() int",
    "timestamp.getDayOfWeek(string) int",
    "timestamp.getHours() int",
    "timestamp.getHours(string) int",
    "timestamp.getMinutes() int",
    "timestamp.getMinutes(string) int",
    "timestamp.getSeconds() int",
    "timestamp.getSeconds(string) int",
    "timestamp.getMilliseconds() int",
    "timestamp.getMilliseconds(string) int",
    "duration.getHours() int",
    "duration.getMinutes() int",
    "duration.getSeconds() int",
    "duration.getMilliseconds() int",
    "string.charAt(int) string",
    "string.indexOf(string) int",
    "string.indexOf(string, int) int",
    "string.lastIndexOf(string) int",
    "string.lastIndexOf(string, int) int",
    "string.lowerAscii() string",
    "string.upperAscii() string",
    "string.trim() string",
    "string.reverse() string",
    "string.replace(string, string) string",
    "string.replace(string, string, int) string",
    "string.split(string) texts",
    "string.split(string, int) texts",
    "string.substring(int) string",
    "string.substring(int, int) string",
    "string.format(list) string",
    "texts.join() string",
    "texts.join(string) string",
    "list.slice(int, int) list",
    "list.flatten() list",
    "list.flatten(int) list",
    "list.distinct() list",
    "list.reverse() list",
    "list.sort() list",
    "lists.range(int) ints",
    "strings.quote(string) string",
    "math.abs(int) int",
    "math.abs(uint) uint",
    "math.abs(double) double",
    "math.sign(int) int",
    "math.sign(uint) uint",
    "math.sign(double) double",
    "math.ceil(double) double",
    "math.floor(double) double",
    "math.round(double) double",
    "math.trunc(double) double",
    "math.isNaN(double) bool",
    "math.isInf(double) bool",
    "math.isFinite(double) bool",
    "math.sqrt(int) double",
    "math.sqrt(uint) double",
    "math.sqrt(double) double",
    "math.bitAnd(int, int) int",
    "math.bitAnd(uint, uint) uint",
    "math.bitOr(int, int) int",
    "math.bitOr(uint, uint) uint",
    "math.bitXor(int, int) int",
    "math.bitXor(uint, uint) uint",
    "math.bitNot(int) int",
    "math.bitNot(uint) uint",
    "math.bitShiftLeft(int, int) int",
    "math.bitShiftLeft(uint, int) uint",
    "math.bitShiftRight(int, int) int",
    "math.bitShiftRight(uint, int) uint",
    "optional.of(any) any",
    "optional.ofNonZeroValue(any) any",
    "optional.none() any",
    "any.hasValue() bool",
    "any.value() any",
    "any.orValue(any) any",
    "any.or(any) any",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_signature_is_read() {
        assert_eq!(FUNCTIONS.len(), SIGNATURES.len());
        assert!(FUNCTIONS.iter().any(|function| function.name == "math.abs" && function.target.is_none()));
        assert!(FUNCTIONS.iter().any(|function| function.name == "join" && function.target.is_some()));
    }
}
