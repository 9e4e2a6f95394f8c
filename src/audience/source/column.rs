//! A column of contacts in the making. Owns how values become an Arrow array of their field's type, and what is quick because
//! most cells are plain.

use crate::audience::database::Kept;
use crate::audience::import::{Customs, items};
use crate::model::{Dimension, FieldType, Moment, is_blank};
use crate::text::Message;
use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, ListBuilder, StringBuilder,
    TimestampMicrosecondBuilder, UInt32Builder,
};
use arrow_array::types::UInt32Type;
use arrow_array::{ArrayRef, DictionaryArray, StringArray};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use std::collections::HashMap;
use std::sync::Arc;

/// The values of a column so far.
pub(super) enum Column {
    Booleans(BooleanBuilder),
    Whole(Int64Builder),
    Decimals(Float64Builder),
    /// Texts that are all different.
    Texts(StringBuilder),
    /// Texts of which many are alike.
    Coded(Coded),
    /// Days, as those of 1970 that they are after.
    Days(Date32Builder),
    /// Moments, in microseconds since 1970.
    Moments(TimestampMicrosecondBuilder),
    Lists(ListBuilder<StringBuilder>),
}

/// Texts by number.
#[derive(Default)]
pub(super) struct Coded {
    /// By what was written, which may stand for another text: short ones by their bytes.
    short: HashMap<u128, u32, foldhash::fast::RandomState>,
    long: HashMap<Box<str>, u32, foldhash::fast::RandomState>,
    texts: Vec<Box<str>>,
    values: UInt32Builder,
}

impl Coded {
    /// Adds what was written before; false where it was not.
    fn push_again(&mut self, written: &str) -> bool {
        let Some(number) = self.known(written) else { return false };
        self.values.append_value(number);
        true
    }

    /// Adds a text, perhaps written otherwise.
    fn push(&mut self, text: &str, written: &str) {
        let number = self.known(text).unwrap_or_else(|| {
            let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
            self.texts.push(text.into());
            self.keep(text, number);
            number
        });
        self.values.append_value(number);
        if text != written {
            self.keep(written, number);
        }
    }

    fn known(&self, written: &str) -> Option<u32> {
        match short(written) {
            Some(short) => self.short.get(&short).copied(),
            None => self.long.get(written).copied(),
        }
    }

    fn keep(&mut self, written: &str, number: u32) {
        match short(written) {
            Some(short) => self.short.insert(short, number),
            None => self.long.insert(written.into(), number),
        };
    }
}

/// A text of less than sixteen bytes as a number, another one of each: such are compared at once.
fn short(text: &str) -> Option<u128> {
    let bytes = text.as_bytes();
    let length = u8::try_from(bytes.len()).ok().filter(|length| *length < 16)?;
    // Some bytes may stand in it twice, which the length tells apart; of the highest byte nothing else is there.
    let bytes = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) => {
            let behind = u128::from(u64::from_le_bytes(*last)) >> (8 * (16 - u32::from(length)));
            u128::from(u64::from_le_bytes(*first)) | behind << 64
        }
        _ => match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            (Some(first), Some(last)) => {
                u128::from(u32::from_le_bytes(*first)) | u128::from(u32::from_le_bytes(*last)) << 32
            }
            _ => bytes.iter().fold(0, |number, byte| number << 8 | u128::from(*byte)),
        },
    };
    Some(bytes | u128::from(length) << 120)
}

impl Column {
    /// For values of the field in a slot of a dimension.
    pub(super) fn of(dimension: &Dimension, slot: usize) -> Self {
        let field = &dimension.fields[slot];
        match &field.field_type {
            FieldType::Boolean => Self::Booleans(BooleanBuilder::new()),
            FieldType::Integer => Self::Whole(Int64Builder::new()),
            FieldType::Decimal => Self::Decimals(Float64Builder::new()),
            FieldType::Text if dimension.key.contains(&field.name) => Self::Texts(StringBuilder::new()),
            FieldType::Text | FieldType::Choice(_) => Self::Coded(Coded::default()),
            FieldType::Date => Self::Days(Date32Builder::new()),
            FieldType::DateTime => Self::Moments(TimestampMicrosecondBuilder::new()),
            FieldType::List => Self::Lists(ListBuilder::new(StringBuilder::new())),
        }
    }

    /// Adds a cell as people write it.
    ///
    /// # Errors
    /// It is no value of the field.
    pub(super) fn push_cell(
        &mut self,
        cell: &str,
        (of, zone): (&FieldType, &TimeZone),
        customs: Customs,
    ) -> Result<(), Message> {
        if self.push_plain(cell, customs) {
            return Ok(());
        }
        let kept = customs.read(cell, of, zone)?;
        match (&mut *self, &kept) {
            (Self::Coded(coded), Kept::Text(text)) => coded.push(text, cell),
            _ => self.push(&kept),
        }
        Ok(())
    }

    /// Adds a cell that is written as most are, which is quick; false where it may be another way of writing.
    fn push_plain(&mut self, cell: &str, customs: Customs) -> bool {
        match self {
            column if cell.is_empty() => column.push_missing(),
            Self::Coded(coded) => return coded.push_again(cell),
            Self::Texts(texts) if !is_blank(cell) => texts.append_value(cell),
            Self::Whole(values) => match plain_whole(cell) {
                Some(whole) => values.append_value(whole),
                None => return false,
            },
            Self::Decimals(values) => match plain_decimal(cell).filter(|_| !customs.decimal_comma) {
                Some(decimal) => values.append_value(decimal),
                None => return false,
            },
            Self::Booleans(values) => match cell {
                "true" => values.append_value(true),
                "false" => values.append_value(false),
                _ => return false,
            },
            Self::Days(values) => match plain_day(cell) {
                Some(day) => values.append_option(days_of(day)),
                None => return false,
            },
            Self::Lists(lists) if !is_blank(cell) => {
                items(cell.trim()).for_each(|item| lists.values().append_value(item));
                lists.append(true);
            }
            _ => return false,
        }
        true
    }

    /// Adds a value as a contact database keeps it; one of another type is missing.
    pub(super) fn push(&mut self, kept: &Kept) {
        match (self, kept) {
            (Self::Booleans(values), Kept::Whole(value)) => values.append_value(*value != 0),
            (Self::Whole(values), Kept::Whole(value)) => values.append_value(*value),
            (Self::Decimals(values), Kept::Decimal(value)) => values.append_value(*value),
            (column, Kept::Text(text)) => column.push_text(text),
            (column, _) => column.push_missing(),
        }
    }

    /// Adds a text as a contact database keeps it, which stands for days, moments and lists too.
    pub(super) fn push_text(&mut self, text: &str) {
        match self {
            Self::Texts(texts) => texts.append_value(text),
            Self::Coded(coded) => coded.push(text, text),
            Self::Days(values) => values.append_option(text.parse().ok().and_then(days_of)),
            Self::Moments(values) => {
                let moment: Option<Moment> = text.parse().ok();
                values.append_option(moment.map(|moment| moment.start(&TimeZone::UTC).as_microsecond()));
            }
            Self::Lists(lists) => {
                let items: Vec<String> = serde_json::from_str(text).unwrap_or_default();
                for item in &items {
                    lists.values().append_value(item);
                }
                lists.append(true);
            }
            Self::Booleans(_) | Self::Whole(_) | Self::Decimals(_) => self.push_missing(),
        }
    }

    fn push_missing(&mut self) {
        match self {
            Self::Booleans(values) => values.append_null(),
            Self::Whole(values) => values.append_null(),
            Self::Decimals(values) => values.append_null(),
            Self::Texts(texts) => texts.append_null(),
            Self::Coded(coded) => coded.values.append_null(),
            Self::Days(values) => values.append_null(),
            Self::Moments(values) => values.append_null(),
            Self::Lists(lists) => lists.append(false),
        }
    }

    /// The values as an array.
    pub(super) fn finish(self) -> ArrayRef {
        match self {
            Self::Booleans(mut values) => Arc::new(values.finish()),
            Self::Whole(mut values) => Arc::new(values.finish()),
            Self::Decimals(mut values) => Arc::new(values.finish()),
            Self::Texts(mut texts) => Arc::new(texts.finish()),
            Self::Coded(mut coded) => {
                let texts = StringArray::from_iter_values(coded.texts.iter());
                Arc::new(DictionaryArray::<UInt32Type>::new(coded.values.finish(), Arc::new(texts)))
            }
            Self::Days(mut values) => Arc::new(values.finish()),
            Self::Moments(mut values) => Arc::new(values.finish().with_timezone("UTC")),
            Self::Lists(mut lists) => Arc::new(lists.finish()),
        }
    }
}

/// A whole number of a few digits, as most are.
fn plain_whole(cell: &str) -> Option<i64> {
    let bytes = cell.as_bytes();
    let is_plain = (1..=15).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_digit);
    is_plain.then(|| bytes.iter().fold(0, |number, digit| number * 10 + i64::from(digit - b'0')))
}

/// A number with a point before its decimals or without any, as programs write it.
fn plain_decimal(cell: &str) -> Option<f64> {
    let bytes = cell.as_bytes();
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let is_plain = is_digit(bytes.first())
        && is_digit(bytes.last())
        && bytes.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
    if is_plain { cell.parse().ok().filter(|decimal: &f64| decimal.is_finite()) } else { None }
}

/// A day as files have it: `2026-12-31`.
fn plain_day(cell: &str) -> Option<Date> {
    let is_plain = cell.len() == 10 && cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if is_plain { cell.parse::<Date>().ok().filter(|day| day.year() > 0) } else { None }
}

/// A day as those of 1970 that it is after.
fn days_of(day: Date) -> Option<i32> {
    i32::try_from(day.duration_since(date(1970, 1, 1)).as_hours() / 24).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audience::import::DateOrder;
    use crate::model::Field;
    use proptest::prelude::*;

    #[test]
    fn short_texts_are_numbers_of_their_own() {
        let mut known = HashMap::new();
        for length in 0..18 {
            for place in 0..length.max(1) {
                for letter in ["a", "b", "\0"] {
                    let mut text = "a".repeat(length);
                    if length > 0 {
                        text.replace_range(place..=place, letter);
                    }
                    let Some(number) = short(&text) else {
                        assert!(length > 15, "{text:?}");
                        continue;
                    };
                    assert_eq!(known.entry(number).or_insert_with(|| text.clone()), &text);
                }
            }
        }
        assert_eq!(known.len(), 1 + (1..16).map(|length| 1 + 2 * length).sum::<usize>());
    }

    proptest! {
        #[test]
        fn what_is_read_quickly_is_what_people_mean(
            cells in prop::collection::vec("[0-9.,]{0,5}|-?[0-9]{1,3}[.,][0-9]{3}|true|false|yes|0| |NULL|20[0-9]{2}-0[1-9]-[0-3][0-9]", 0..6),
            decimal_comma: bool,
        ) {
            let customs = Customs { decimal_comma, date_order: DateOrder::DayFirst, is_ambiguous: false };
            for of in [FieldType::Boolean, FieldType::Integer, FieldType::Decimal, FieldType::Date, FieldType::Text] {
                let field = Field { name: "f".into(), label: String::new(), field_type: of.clone() };
                let dimension = Dimension { fields: vec![field], ..Dimension::default() };
                let (mut quick, mut slow) = (Column::of(&dimension, 0), Column::of(&dimension, 0));
                for cell in &cells {
                    let read = customs.read(cell, &of, &TimeZone::UTC);
                    prop_assert_eq!(quick.push_cell(cell, (&of, &TimeZone::UTC), customs).is_ok(), read.is_ok(), "{}", cell);
                    if let Ok(kept) = &read {
                        slow.push(kept);
                    }
                }
                prop_assert_eq!(&quick.finish(), &slow.finish(), "{:?} as {:?}", cells, of);
            }
        }
    }
}
