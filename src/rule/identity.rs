//! Values that tell contacts apart (`domain.md` §4, step 2). Owns the text that they are compared by, digit for digit: a
//! number that a field's type rounds is still the one that was written.

use super::value::{Typed, typed, typed_from_text};
use crate::model::{FieldType, Value};
use crate::text::{self, Message};
use jiff::tz::TimeZone;

/// 2^53: from here on a floating-point number may stand for several whole ones.
const FIRST_ROUNDED: f64 = 9_007_199_254_740_992.0;

/// A value of a call's identity as the text that it is compared by: two values are the same identity when these are
/// equal. `None` where the call wrote it as a number that may have been rounded before.
///
/// # Errors
/// It cannot be read as that type.
pub fn identifying(
    value: &Value,
    field_type: &FieldType,
    zone: &TimeZone,
) -> Result<Option<String>, Message> {
    let text = match value {
        // With its point: `1001.0` is not how `1001` is written.
        Value::Decimal(number) => format!("{number:?}"),
        other => other.to_string(),
    };
    if let Some(digits) = digits_of(&text, field_type) {
        return Ok(Some(digits));
    }
    let typed = typed_from_text(&text, field_type, zone)?;
    Ok(match value {
        Value::Decimal(number) if number.abs() >= FIRST_ROUNDED => None,
        _ => Some(identity_text(&typed)),
    })
}

/// The same of a value that a contact has. `None` where it is not of its field's type.
pub fn identity_of(value: &Value, field_type: &FieldType, zone: &TimeZone) -> Option<String> {
    if let Value::Integer(number) = value
        && let Some(digits) = digits_of(&number.to_string(), field_type)
    {
        return Some(digits);
    }
    Some(identity_text(&typed(value, field_type, zone).ok()?))
}

/// A number for a decimal field, digit for digit: also one of more digits than such a field keeps.
fn digits_of(text: &str, field_type: &FieldType) -> Option<String> {
    let is_decimal = *field_type == FieldType::Decimal;
    let is_finite = || text.trim().parse().is_ok_and(f64::is_finite);
    (is_decimal && is_finite()).then(|| text::canonical(text.trim())).flatten()
}

/// The same of a value whose digits are all there.
pub fn identity_text(value: &Typed) -> String {
    match value {
        Typed::Boolean(value) => value.to_string(),
        Typed::Integer(value) => value.to_string(),
        Typed::Decimal(value) => text::canonical(&value.to_string()).unwrap_or_default(),
        Typed::Text(value) => value.to_string(),
        Typed::Moment(value) => value.to_string(),
        Typed::List(values) => values.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join("\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_is_read_digit_for_digit() {
        let paris = TimeZone::get("Europe/Paris").expect("bundled");
        let read = |value: Value, field_type| identifying(&value, &field_type, &paris).map_err(|_| ());
        let same = |value: Value, field_type: FieldType, stored: Value| {
            let stored = identity_of(&stored, &field_type, &paris);
            assert!(stored.is_some());
            read(value, field_type).map(|given| given == stored)
        };
        let (no, yes) = (Ok(false), Ok(true));
        let long = |last: i64| Value::Integer(9_007_199_254_740_990 + last);
        for (value, field_type, stored, wanted) in [
            (Value::Integer(1001), FieldType::Text, Value::from("1001"), yes),
            (Value::Decimal(1001.0), FieldType::Text, Value::from("1001"), no),
            (Value::Decimal(1001.0), FieldType::Integer, Value::Integer(1001), yes),
            (Value::from("1e3"), FieldType::Integer, Value::Integer(1000), yes),
            (Value::from("1001.5"), FieldType::Integer, Value::Integer(1001), Err(())),
            (Value::Decimal(9_007_199_254_740_992.0), FieldType::Integer, long(2), no),
            (Value::from("9007199254740993"), FieldType::Integer, long(3), yes),
            (Value::from("9007199254740993"), FieldType::Decimal, long(3), yes),
            (Value::from("9007199254740992"), FieldType::Decimal, long(3), no),
            (Value::from("9007199254740993"), FieldType::Decimal, long(2), no),
            (Value::from("9007199254740992.00"), FieldType::Decimal, long(2), yes),
            (Value::from(" 2.50 "), FieldType::Decimal, Value::Decimal(2.5), yes),
            (Value::from("-0"), FieldType::Decimal, Value::Decimal(0.0), yes),
            (Value::Decimal(1e300), FieldType::Decimal, Value::Decimal(1e300), yes),
            (Value::from("1e999"), FieldType::Decimal, Value::Decimal(1.0), Err(())),
            (Value::Boolean(true), FieldType::Date, Value::from("2026-01-01"), Err(())),
            (Value::from("2026-07-01T06:00Z"), FieldType::DateTime, Value::from("2026-07-01 08:00"), yes),
        ] {
            assert_eq!(
                same(value.clone(), field_type.clone(), stored),
                wanted,
                "{value:?} as {field_type:?}"
            );
        }
    }
}
