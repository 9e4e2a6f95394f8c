//! A value of a field as the catalog writes it: untyped scalars and lists of texts.
//! Owns the written form; [`crate::rule`] types it against a [`super::FieldType`].

use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

/// Values by name, in the order in which the file has them.
pub type Values = indexmap::IndexMap<String, Value>;

/// A value as it stands in the file. Dates and moments are texts until their field types them.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A finite number with a decimal point or an exponent.
    Decimal(f64),
    /// A text, a choice, a date or a moment.
    Text(String),
    /// A list of texts.
    List(Vec<String>),
}

/// Whether a text shows nothing: a key or a cookie like that was not sent, and identifies nobody.
pub fn is_blank(text: &str) -> bool {
    // The last three take no room: a zero-width space, a word joiner and a byte order mark.
    text.chars().all(|char| {
        char.is_whitespace() || char.is_control() || matches!(char, '\u{200b}' | '\u{2060}' | '\u{feff}')
    })
}

/// What the error says of a whole number, before its digits, that a decimal number cannot keep.
pub const MORE_DIGITS: &str = "more digits than a decimal number keeps: ";

/// The decimal number that is written as a whole one, `None` where it would be written as another one.
pub(super) fn decimal_of(whole: i64) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "refused where anything would be lost")]
    let decimal = whole as f64;
    (decimal.to_string() == whole.to_string()).then_some(decimal)
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Boolean(value) => value.fmt(f),
            Self::Integer(value) => value.fmt(f),
            Self::Decimal(value) => value.fmt(f),
            Self::Text(value) => value.fmt(f),
            Self::List(values) => values.join(", ").fmt(f),
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Integer(value) => serializer.serialize_i64(*value),
            Self::Decimal(value) => serializer.serialize_f64(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::List(values) => values.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

/// Written by hand rather than derived as untagged: the error then says what a value may be.
struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a text, a finite number, true, false or a list of texts")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Boolean(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Integer(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        i64::try_from(value)
            .map(Value::Integer)
            .map_err(|_| E::invalid_value(de::Unexpected::Unsigned(value), &"a whole number of 64 bits"))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        if value.is_finite() {
            Ok(Value::Decimal(value))
        } else {
            Err(E::invalid_value(de::Unexpected::Float(value), &"a finite number"))
        }
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut texts = Vec::new();
        while let Some(text) = items.next_element()? {
            texts.push(text);
        }
        Ok(Value::List(texts))
    }
}
