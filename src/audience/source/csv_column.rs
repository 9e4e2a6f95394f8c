//! A column of a chunk of CSV. Owns how written values become an Arrow array of their field's type.

use crate::model::{FieldType, Moment};
use crate::rule::{Typed, typed_from_text};
use crate::text::Message;
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::types::UInt32Type;
use arrow_array::{
    ArrayRef, BooleanArray, DictionaryArray, Float64Array, Int64Array, StringArray,
    TimestampMicrosecondArray, UInt32Array,
};
use jiff::tz::TimeZone;
use std::collections::HashMap;
use std::sync::Arc;

/// The values of a column so far.
pub(super) enum CsvColumn {
    Booleans(Vec<Option<bool>>),
    Whole(Vec<Option<i64>>),
    Decimals(Vec<Option<f64>>),
    /// Texts that are all different.
    Texts(StringBuilder),
    /// Texts of which many are alike.
    Coded(Coded),
    /// Days, as those of 1970 that they are after.
    Days(Vec<Option<i32>>),
    /// Moments, in microseconds since 1970.
    Moments(Vec<Option<i64>>),
    Lists(ListBuilder<StringBuilder>),
}

/// Texts by number.
#[derive(Default)]
pub(super) struct Coded {
    numbers: HashMap<Box<str>, u32>,
    texts: Vec<Box<str>>,
    values: Vec<Option<u32>>,
    /// The one before, which often comes again.
    last: Option<u32>,
}

impl Coded {
    fn push(&mut self, text: &str) {
        let again = self.last.filter(|last| *self.texts[*last as usize] == *text);
        let number = again.or_else(|| self.numbers.get(text).copied()).unwrap_or_else(|| {
            let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
            self.texts.push(text.into());
            self.numbers.insert(text.into(), number);
            number
        });
        self.last = Some(number);
        self.values.push(Some(number));
    }
}

impl CsvColumn {
    /// For values of a type.
    pub(super) fn new(of: &FieldType, is_key: bool) -> Self {
        match of {
            FieldType::Boolean => Self::Booleans(Vec::new()),
            FieldType::Integer => Self::Whole(Vec::new()),
            FieldType::Decimal => Self::Decimals(Vec::new()),
            FieldType::Text if is_key => Self::Texts(StringBuilder::new()),
            FieldType::Text | FieldType::Choice(_) => Self::Coded(Coded::default()),
            FieldType::Date => Self::Days(Vec::new()),
            FieldType::DateTime => Self::Moments(Vec::new()),
            FieldType::List => Self::Lists(ListBuilder::new(StringBuilder::new())),
        }
    }

    /// Adds a value as it is written; an empty one is missing.
    pub(super) fn push(&mut self, written: &[u8], of: &FieldType, zone: &TimeZone) -> Result<(), Message> {
        let Ok(text) = std::str::from_utf8(written) else {
            return Err(Message::new("source-not-utf8"));
        };
        if text.is_empty() {
            self.push_missing();
            return Ok(());
        }
        match self {
            Self::Texts(texts) => texts.append_value(text),
            Self::Coded(coded) if matches!(of, FieldType::Text) => coded.push(text),
            Self::Coded(coded) => match coded.last.filter(|last| *coded.texts[*last as usize] == *text) {
                Some(_) => coded.push(text),
                None => match typed_from_text(text, of, zone)? {
                    Typed::Text(choice) => coded.push(&choice),
                    _ => coded.values.push(None),
                },
            },
            Self::Whole(values) => match quick_whole(text) {
                Some(whole) => values.push(Some(whole)),
                None => values.push(match typed_from_text(text, of, zone)? {
                    Typed::Integer(whole) => Some(whole),
                    _ => None,
                }),
            },
            Self::Decimals(values) => values.push(match typed_from_text(text, of, zone)? {
                Typed::Decimal(number) => Some(number),
                _ => None,
            }),
            Self::Booleans(values) => values.push(match typed_from_text(text, of, zone)? {
                Typed::Boolean(flag) => Some(flag),
                _ => None,
            }),
            Self::Days(values) => {
                // Says what is wrong with it.
                typed_from_text(text, of, zone)?;
                values.push(text.trim().parse().ok().and_then(|moment| day_of(&moment)));
            }
            Self::Moments(values) => {
                typed_from_text(text, of, zone)?;
                let moment: Option<Moment> = text.trim().parse().ok();
                values.push(moment.map(|moment| moment.start(zone).as_microsecond()));
            }
            Self::Lists(lists) => {
                if let Typed::List(texts) = typed_from_text(text, of, zone)? {
                    texts.iter().for_each(|text| lists.values().append_value(text));
                }
                lists.append(true);
            }
        }
        Ok(())
    }

    fn push_missing(&mut self) {
        match self {
            Self::Booleans(values) => values.push(None),
            Self::Whole(values) | Self::Moments(values) => values.push(None),
            Self::Decimals(values) => values.push(None),
            Self::Texts(texts) => texts.append_null(),
            Self::Coded(coded) => coded.values.push(None),
            Self::Days(values) => values.push(None),
            Self::Lists(lists) => lists.append(false),
        }
    }

    /// The values as an array.
    pub(super) fn finish(self) -> ArrayRef {
        match self {
            Self::Booleans(values) => Arc::new(BooleanArray::from(values)),
            Self::Whole(values) => Arc::new(Int64Array::from(values)),
            Self::Decimals(values) => Arc::new(Float64Array::from(values)),
            Self::Texts(mut texts) => Arc::new(texts.finish()),
            Self::Coded(coded) => {
                let texts = StringArray::from_iter_values(coded.texts.iter());
                let keys = UInt32Array::from(coded.values);
                Arc::new(DictionaryArray::<UInt32Type>::new(keys, Arc::new(texts)))
            }
            Self::Days(values) => Arc::new(arrow_array::Date32Array::from(values)),
            Self::Moments(values) => Arc::new(TimestampMicrosecondArray::from(values).with_timezone("UTC")),
            Self::Lists(mut lists) => Arc::new(lists.finish()),
        }
    }
}

/// A whole number of a few digits, as most are.
fn quick_whole(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    let is_plain = bytes.len() <= 15 && bytes.iter().all(u8::is_ascii_digit);
    is_plain.then(|| bytes.iter().fold(0, |number, digit| number * 10 + i64::from(digit - b'0')))
}

fn day_of(moment: &Moment) -> Option<i32> {
    let Moment::Date(day) = moment else { return None };
    let since = day.since((jiff::Unit::Day, jiff::civil::date(1970, 1, 1))).ok()?;
    Some(since.get_days())
}
