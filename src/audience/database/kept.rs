//! Values as a contact database keeps them. Owns how a value of each type of field is kept and read back.

use crate::model::{FieldType, Value};
use crate::rule::{Instant, Typed};
use crate::text::canonical;
use jiff::tz::TimeZone;
use rusqlite::ToSql;
use rusqlite::types::{ToSqlOutput, ValueRef};

/// A value on its way into a database.
#[derive(Debug, Clone, PartialEq)]
pub enum Kept {
    /// It is missing.
    Missing,
    /// A whole number, or a boolean as 0 or 1.
    Whole(i64),
    /// A decimal number.
    Decimal(f64),
    /// Everything else.
    Text(String),
}

impl ToSql for Kept {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Missing => ValueRef::Null,
            Self::Whole(value) => ValueRef::Integer(*value),
            Self::Decimal(value) => ValueRef::Real(*value),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

impl From<ValueRef<'_>> for Kept {
    fn from(found: ValueRef<'_>) -> Self {
        match found {
            ValueRef::Null | ValueRef::Blob(_) => Self::Missing,
            ValueRef::Integer(value) => Self::Whole(value),
            ValueRef::Real(value) => Self::Decimal(value),
            ValueRef::Text(text) => Self::Text(String::from_utf8_lossy(text).into_owned()),
        }
    }
}

impl Kept {
    /// A value of a field of a type.
    pub fn of(value: &Typed, field_type: &FieldType, zone: &TimeZone) -> Self {
        match value {
            Typed::Boolean(value) => Self::Whole((*value).into()),
            Typed::Integer(value) => Self::Whole(*value),
            Typed::Decimal(value) => Self::Decimal(*value),
            Typed::Text(text) => Self::Text(text.to_string()),
            Typed::Moment(_) if *field_type == FieldType::Date => {
                Self::Text(value.written_as(field_type, zone).to_string())
            }
            Typed::Moment(at) => Self::Text(at.to_string()),
            Typed::List(texts) => Self::list(texts.iter().map(AsRef::as_ref)),
        }
    }

    /// A list of texts.
    pub fn list<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let texts: Vec<&str> = texts.collect();
        // Texts always have a form in JSON.
        Self::Text(serde_json::to_string(&texts).unwrap_or_default())
    }

    /// What a text that identities are compared by is kept as; none where no value of the type is kept as that.
    pub(super) fn of_identity(text: &str, field_type: &FieldType, zone: &TimeZone) -> Option<Self> {
        let moment = || Some(Typed::Moment(text.parse::<Instant>().ok()?));
        Some(match field_type {
            FieldType::Text | FieldType::Choice(_) => Self::Text(text.to_owned()),
            FieldType::Integer => Self::Whole(text.parse().ok()?),
            FieldType::Decimal => {
                let number: f64 = text.parse().ok()?;
                let is_kept = canonical(&number.to_string()).as_deref() == Some(text);
                return is_kept.then_some(Self::Decimal(number));
            }
            FieldType::Boolean => Self::Whole(text.parse::<bool>().ok()?.into()),
            FieldType::Date | FieldType::DateTime => Self::of(&moment()?, field_type, zone),
            FieldType::List => Self::list(text.split('\n')),
        })
    }
}

/// A kept value of a type as a catalog writes it; none where it is missing.
pub(super) fn value(kept: ValueRef<'_>, field_type: &FieldType) -> Option<Value> {
    Some(match kept {
        ValueRef::Null | ValueRef::Blob(_) => return None,
        ValueRef::Integer(number) if *field_type == FieldType::Boolean => Value::Boolean(number != 0),
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Real(number) => Value::Decimal(number),
        ValueRef::Text(text) if *field_type == FieldType::List => {
            Value::List(serde_json::from_slice(text).ok()?)
        }
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
    })
}
