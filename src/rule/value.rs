//! Values with a type, as rules compare them. Owns the reading of a written value as its field's type.

use super::instant::Instant;
use super::texts::Texts;
use crate::model::{FieldType, Moment, Value};
use crate::text::{self, Message, NoDecimal};
use jiff::tz::TimeZone;
use std::sync::Arc;

/// A value that has the type of its field.
#[derive(Debug, Clone, PartialEq)]
pub enum Typed {
    /// Of a `Boolean` field.
    Boolean(bool),
    /// Of an `Integer` field.
    Integer(i64),
    /// Of a `Decimal` field; finite when it was read from a catalog.
    Decimal(f64),
    /// Of a `Text` or a `Choice` field.
    Text(Arc<str>),
    /// Of a `Date` field (its midnight in the catalog's time zone) or a `DateTime` field.
    Moment(Instant),
    /// Of a `List` field.
    List(Texts),
}

impl From<&str> for Typed {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl Typed {
    /// A list of texts.
    pub fn list<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self::List(Texts::new(texts))
    }

    /// The value of a field of a type as it is written in a file: a day holds no time.
    pub fn written_as(&self, field_type: &FieldType, zone: &TimeZone) -> Value {
        match (self, field_type) {
            (Self::Moment(at), FieldType::Date) => Value::Text(match at.written(zone) {
                Moment::Local(local) | Moment::Offset(local, _) => Moment::Date(local.date()).to_string(),
                day @ Moment::Date(_) => day.to_string(),
            }),
            _ => self.written(zone),
        }
    }

    /// The value as it is written in a file; a moment in the time zone given.
    pub fn written(&self, zone: &TimeZone) -> Value {
        match self {
            Self::Boolean(value) => Value::Boolean(*value),
            Self::Integer(value) => Value::Integer(*value),
            Self::Decimal(value) => Value::Decimal(*value),
            Self::Text(text) => Value::Text(text.to_string()),
            Self::Moment(at) => Value::Text(at.written(zone).to_string()),
            Self::List(texts) => Value::List(texts.iter().map(ToString::to_string).collect()),
        }
    }
}

/// Reads a written value as its field's type. A whole number will do for a decimal one, and a single text is not a
/// list.
///
/// # Errors
/// The value is of another type: the message says what it should have been.
pub fn typed(value: &Value, field_type: &FieldType, zone: &TimeZone) -> Result<Typed, Message> {
    match (field_type, value) {
        (FieldType::Boolean, Value::Boolean(value)) => Ok(Typed::Boolean(*value)),
        (FieldType::Integer, Value::Integer(value)) => Ok(Typed::Integer(*value)),
        (FieldType::Decimal, Value::Decimal(value)) if value.is_finite() => Ok(Typed::Decimal(*value)),
        (FieldType::Decimal, Value::Integer(value)) => decimal(&value.to_string()),
        (FieldType::Text, Value::Text(text)) => Ok(Typed::Text(text.as_str().into())),
        (FieldType::Choice(choices), Value::Text(text)) => choice(text, choices),
        (FieldType::Date, Value::Text(text)) => date(text, zone),
        (FieldType::DateTime, Value::Text(text)) => date_time(text, zone),
        (FieldType::List, Value::List(texts)) => Ok(Typed::list(texts)),
        _ => Err(expected(field_type, &value.to_string())),
    }
}

/// Reads a text, of a command line, a CSV file or an identity, as a field's type.
///
/// The items of a list are separated by `;` or `,`; blanks around a value other than a text do not count, and a
/// whole number may be written `3.0`.
///
/// # Errors
/// The text is no value of that type: the message says what it should have been.
pub fn typed_from_text(text: &str, field_type: &FieldType, zone: &TimeZone) -> Result<Typed, Message> {
    let trimmed = text.trim();
    let wrong = || expected(field_type, text);
    match field_type {
        FieldType::Text => Ok(Typed::Text(text.into())),
        FieldType::Choice(choices) => choice(text, choices).or_else(|_| choice(trimmed, choices)),
        FieldType::Integer => text::whole(trimmed).map(Typed::Integer).ok_or_else(wrong),
        FieldType::Decimal => decimal(trimmed),
        FieldType::Boolean => match trimmed.to_ascii_lowercase().as_str() {
            "true" | "1" | "yes" => Ok(Typed::Boolean(true)),
            "false" | "0" | "no" => Ok(Typed::Boolean(false)),
            _ => Err(wrong()),
        },
        FieldType::Date => date(trimmed, zone),
        FieldType::DateTime => date_time(trimmed, zone),
        FieldType::List => {
            Ok(Typed::list(trimmed.split([';', ',']).map(str::trim).filter(|item| !item.is_empty())))
        }
    }
}

/// No digit is lost: what would be read as another number is refused.
fn decimal(text: &str) -> Result<Typed, Message> {
    text::decimal(text).map(Typed::Decimal).map_err(|_| expected(&FieldType::Decimal, text))
}

fn choice(text: &str, choices: &[String]) -> Result<Typed, Message> {
    if choices.iter().any(|choice| choice == text) {
        return Ok(Typed::Text(text.into()));
    }
    Err(Message::new("rule-value-choice").with("value", text).with("choices", choices.join(", ")))
}

/// A day may also be written with the time of its midnight left out only: a time would be lost.
fn date(text: &str, zone: &TimeZone) -> Result<Typed, Message> {
    match text.parse::<Moment>() {
        Ok(day @ Moment::Date(_)) => in_range(&day, zone).ok_or_else(|| expected(&FieldType::Date, text)),
        _ => Err(expected(&FieldType::Date, text)),
    }
}

fn date_time(text: &str, zone: &TimeZone) -> Result<Typed, Message> {
    let moment = text.parse::<Moment>().ok().and_then(|moment| in_range(&moment, zone));
    moment.ok_or_else(|| expected(&FieldType::DateTime, text))
}

/// CEL knows no timestamp before the year 1.
fn in_range(moment: &Moment, zone: &TimeZone) -> Option<Typed> {
    Instant::of(moment, zone).map(Typed::Moment)
}

fn expected(field_type: &FieldType, value: &str) -> Message {
    let id = match field_type {
        FieldType::Text => "rule-value-text",
        FieldType::Integer => "rule-value-integer",
        FieldType::Decimal => match text::decimal(value) {
            Err(NoDecimal::Rounded(kept)) => return text::said_of_rounded("rule-value-digits", value, kept),
            _ => "rule-value-decimal",
        },
        FieldType::Boolean => "rule-value-boolean",
        FieldType::Date => "rule-value-date",
        FieldType::DateTime => "rule-value-date-time",
        FieldType::Choice(choices) => {
            return Message::new("rule-value-choice")
                .with("value", value)
                .with("choices", choices.join(", "));
        }
        FieldType::List => "rule-value-list",
    };
    Message::new(id).with("value", value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paris() -> TimeZone {
        TimeZone::get("Europe/Paris").expect("bundled")
    }

    #[test]
    fn a_written_value_takes_its_fields_type() {
        let at = |text: &str| Typed::Moment(text.parse().expect(text));
        let choice = FieldType::Choice(vec!["a".into(), "b".into()]);
        for (value, field_type, wanted) in [
            (Value::Integer(3), FieldType::Integer, Some(Typed::Integer(3))),
            (Value::Integer(3), FieldType::Decimal, Some(Typed::Decimal(3.0))),
            (Value::Integer(9_007_199_254_740_993), FieldType::Decimal, None),
            (Value::Decimal(3.5), FieldType::Integer, None),
            (Value::from("3"), FieldType::Integer, None),
            (Value::from("a"), choice.clone(), Some(Typed::from("a"))),
            (Value::from("c"), choice, None),
            (Value::from("2026-01-01"), FieldType::Date, Some(at("2025-12-31T23:00:00Z"))),
            (Value::from("2026-01-01T10:00"), FieldType::Date, None),
            (Value::from("2026-01-01T10:00"), FieldType::DateTime, Some(at("2026-01-01T09:00:00Z"))),
            (Value::from("2026-01-01T10:00Z"), FieldType::DateTime, Some(at("2026-01-01T10:00:00Z"))),
            (Value::from("-000001-01-01"), FieldType::Date, None),
            (Value::List(vec!["x".into()]), FieldType::List, Some(Typed::list(["x"]))),
            (Value::from("x"), FieldType::List, None),
            (Value::Boolean(true), FieldType::Text, None),
        ] {
            assert_eq!(typed(&value, &field_type, &paris()).ok(), wanted, "{value:?} as {field_type:?}");
        }
    }

    #[test]
    fn a_text_is_read_as_its_fields_type() {
        let read = |text: &str, field_type| typed_from_text(text, &field_type, &TimeZone::UTC).ok();
        assert_eq!(read(" 12 ", FieldType::Integer), Some(Typed::Integer(12)));
        assert_eq!(read("12.0", FieldType::Integer), Some(Typed::Integer(12)));
        assert_eq!(read("12.5", FieldType::Integer), None);
        assert_eq!(read("1e999", FieldType::Decimal), None);
        assert_eq!(read("NaN", FieldType::Decimal), None);
        assert_eq!(read("1.10", FieldType::Decimal), Some(Typed::Decimal(1.1)));
        assert_eq!(read("1e-400", FieldType::Decimal), None);
        assert_eq!(read("0.1000000000000000055511151231257827", FieldType::Decimal), None);
        assert_eq!(read("TRUE", FieldType::Boolean), Some(Typed::Boolean(true)));
        assert_eq!(read("a; b", FieldType::List), Some(Typed::list(["a", "b"])));
        assert_eq!(read(" kept ", FieldType::Text), Some(Typed::from(" kept ")));
    }
}
