//! Contacts in columns. Owns how Arrow arrays are read as the values of a dimension's fields: by name, each as its field's
//! type, and what such a value is that the field cannot have.

use super::error::{BlockError, cast};
use super::moments::{instants, moments};
use crate::contacts::profile::Profile;
use crate::model::FieldType;
use crate::rule::{Typed, ValueClasses, are_usual};
use crate::text::folded;
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type, UInt32Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, DictionaryArray, Float64Array, Int64Array, RecordBatch, StringArray,
};
use arrow_buffer::NullBuffer;
use arrow_schema::{ArrowError, DataType};
use jiff::tz::TimeZone;
use std::ops::Range;

/// The values of some contacts.
#[derive(Debug)]
pub(super) struct Columns {
    /// By the slots of the fields; `None` of a field that all are without.
    columns: Vec<Option<Column>>,
    rows: usize,
}

/// The values of a field.
#[derive(Debug)]
enum Column {
    Booleans(BooleanArray),
    Whole(Int64Array),
    Decimals(Float64Array),
    Texts(StringArray),
    /// Texts of which many are alike, each distinct one with what it is as a value of the field.
    Coded(DictionaryArray<UInt32Type>, Vec<Option<Typed>>),
    /// Of days, moments and lists.
    Values(Vec<Option<Typed>>),
}

/// What stands in the place of a class where a value is in none.
pub(crate) const UNCLASSED: u32 = u32::MAX;

impl Columns {
    /// The columns that have the names of fields; the others are passed over.
    pub(super) fn read(
        batch: &RecordBatch,
        fields: &[(String, FieldType)],
        zone: &TimeZone,
    ) -> Result<Self, BlockError> {
        let column = |(name, field_type): &(String, FieldType)| {
            // All values of a column without a type are missing.
            let array = batch.column_by_name(name).filter(|array| *array.data_type() != DataType::Null);
            let Some(array) = array else { return Ok(None) };
            match Column::read(array, field_type, zone) {
                Some(Ok(column)) => Ok(Some(column)),
                Some(Err(error)) => Err(BlockError::value(name, &error)),
                None => Err(BlockError::column(name, array.data_type(), field_type)),
            }
        };
        let columns = fields.iter().map(column).collect::<Result<_, _>>()?;
        Ok(Self { columns, rows: batch.num_rows() })
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// The values of a contact.
    pub(super) fn profile(&self, row: usize) -> Profile {
        let value = |(slot, column): (usize, &Option<Column>)| Some((slot, column.as_ref()?.value(row)?));
        self.columns.iter().enumerate().filter_map(value).collect()
    }

    /// The value of a field.
    pub(super) fn value(&self, slot: usize, row: usize) -> Option<Typed> {
        self.columns.get(slot)?.as_ref()?.value(row)
    }

    /// The text of a contact in a field of texts, without a copy of it; `None` of another field, and where it is missing.
    pub(super) fn text(&self, slot: usize, row: usize) -> Option<&str> {
        match self.columns.get(slot)?.as_ref()? {
            Column::Texts(values) => values.is_valid(row).then(|| values.value(row)),
            Column::Coded(coded, values) => match values.get(coded.key(row)?)?.as_ref()? {
                Typed::Text(text) => Some(text),
                _ => None,
            },
            _ => None,
        }
    }

    /// The classes of a field's values for some contacts, in their order.
    pub(super) fn classes(&self, slot: usize, classes: &ValueClasses, rows: Range<usize>, found: &mut [u32]) {
        match self.columns.get(slot) {
            Some(Some(column)) => column.classes(classes, rows, found),
            _ => found.fill(ValueClasses::MISSING),
        }
    }

    /// Which contacts have values that are larger than usual; nobody, where the list is empty.
    pub(super) fn unusual(&self) -> Vec<bool> {
        let mut found = Vec::new();
        for column in self.columns.iter().flatten().filter(|column| !column.is_usual()) {
            found.resize(self.rows, false);
            for (row, unusual) in found.iter_mut().enumerate() {
                *unusual |= !are_usual(&column.value(row));
            }
        }
        found
    }
}

impl Column {
    /// `None` where the array has no values of that type.
    fn read(array: &ArrayRef, field_type: &FieldType, zone: &TimeZone) -> Option<Result<Self, ArrowError>> {
        let of = array.data_type();
        if !is_taken(field_type, of) {
            return None;
        }
        let texts = DataType::Dictionary(DataType::UInt32.into(), DataType::Utf8.into());
        Some(match field_type {
            FieldType::Boolean => Ok(Self::Booleans(array.as_boolean().clone())),
            FieldType::Integer => cast(array, &DataType::Int64)
                .map(|whole| Self::Whole(whole.as_primitive::<Int64Type>().clone())),
            FieldType::Decimal => cast(array, &DataType::Float64)
                .map(|decimal| Self::Decimals(decimal.as_primitive::<Float64Type>().clone())),
            FieldType::Text if is_text(of) => {
                cast(array, &DataType::Utf8).map(|text| Self::Texts(text.as_string::<i32>().clone()))
            }
            FieldType::Text => cast(array, &texts).map(|coded| Self::coded(&coded, &[])),
            FieldType::Choice(choices) => cast(array, &texts).map(|coded| Self::coded(&coded, choices)),
            FieldType::Date | FieldType::DateTime => {
                moments(array)?.map(|moments| Self::Values(instants(&moments, zone)))
            }
            FieldType::List => lists(array).map(Self::Values),
        })
    }

    /// Texts; where there are choices, no other one is a value of the field. As in an import, one may be written with other
    /// capitals and accents.
    fn coded(array: &ArrayRef, choices: &[String]) -> Self {
        let coded = array.as_dictionary::<UInt32Type>().clone();
        let one = |text| {
            let alike = || choices.iter().find(|choice| folded(choice) == folded(text));
            let choice = choices.iter().find(|choice| choice == &text).or_else(alike);
            if choices.is_empty() {
                Some(Typed::from(text))
            } else {
                choice.map(|it| Typed::from(it.as_str()))
            }
        };
        let values = coded.values().as_string::<i32>();
        let values = values.iter().map(|text| one(text?)).collect();
        Self::Coded(coded, values)
    }

    fn value(&self, row: usize) -> Option<Typed> {
        match self {
            Self::Booleans(values) => values.is_valid(row).then(|| Typed::Boolean(values.value(row))),
            Self::Whole(values) => values.is_valid(row).then(|| Typed::Integer(values.value(row))),
            Self::Decimals(values) => {
                let value = values.is_valid(row).then(|| values.value(row));
                value.filter(|value| value.is_finite()).map(Typed::Decimal)
            }
            Self::Texts(values) => values.is_valid(row).then(|| Typed::from(values.value(row))),
            Self::Coded(coded, values) => values.get(coded.key(row)?)?.clone(),
            Self::Values(values) => values[row].clone(),
        }
    }

    fn classes(&self, classes: &ValueClasses, rows: Range<usize>, found: &mut [u32]) {
        let class = |value: Option<&Typed>| classes.class(value).unwrap_or(UNCLASSED);
        let start = rows.start;
        match self {
            Self::Coded(coded, values) => {
                let of_values: Vec<u32> = values.iter().map(|value| class(value.as_ref())).collect();
                let keys = &coded.keys().values()[rows];
                // What stands in the place of a value that is missing is any key, perhaps that of no value.
                let of_key = |key: &u32| of_values.get(*key as usize).copied().unwrap_or_default();
                found.iter_mut().zip(keys).for_each(|(found, key)| *found = of_key(key));
                missing(coded.nulls(), start, found);
            }
            Self::Whole(values) => {
                classes.classes_of_whole(&values.values()[rows], UNCLASSED, found);
                missing(values.nulls(), start, found);
            }
            Self::Booleans(values) => {
                let [no, yes] = [false, true].map(|value| class(Some(&Typed::Boolean(value))));
                let of_row = |row| if values.value(row) { yes } else { no };
                found.iter_mut().zip(rows).for_each(|(found, row)| *found = of_row(row));
                missing(values.nulls(), start, found);
            }
            Self::Texts(values) => {
                let of_text = |text: &str| classes.class_of_text(text).unwrap_or(UNCLASSED);
                found.iter_mut().zip(rows).for_each(|(found, row)| *found = of_text(values.value(row)));
                missing(values.nulls(), start, found);
            }
            Self::Decimals(_) | Self::Values(_) => {
                let of_row = |row| class(self.value(row).as_ref());
                found.iter_mut().zip(rows).for_each(|(found, row)| *found = of_row(row));
            }
        }
    }

    fn is_usual(&self) -> bool {
        match self {
            Self::Booleans(_) | Self::Whole(_) | Self::Decimals(_) => true,
            Self::Texts(values) => {
                let lengths = values.value_offsets().array_windows().map(|[start, end]| end - start);
                let longest = lengths.enumerate().max_by_key(|(_, length)| *length);
                are_usual(&longest.map(|(row, _)| Typed::from(values.value(row))))
            }
            Self::Coded(_, values) | Self::Values(values) => are_usual(values.iter().flatten()),
        }
    }
}

/// Puts the class of what is missing in its places, from a row on.
fn missing(nulls: Option<&NullBuffer>, start: usize, found: &mut [u32]) {
    if let Some(nulls) = nulls.filter(|nulls| nulls.null_count() > 0) {
        let missing = found.iter_mut().enumerate().filter(|(at, _)| nulls.is_null(start + at));
        missing.for_each(|(_, class)| *class = ValueClasses::MISSING);
    }
}

/// Whether a field takes the values of an array of some type.
pub(crate) fn is_taken(field_type: &FieldType, of: &DataType) -> bool {
    let is_day = || matches!(of, DataType::Date32 | DataType::Date64);
    match field_type {
        FieldType::Boolean => *of == DataType::Boolean,
        FieldType::Integer => of.is_integer(),
        FieldType::Decimal => of.is_numeric(),
        FieldType::Text | FieldType::Choice(_) => is_text(of) || is_coded(of),
        FieldType::Date => is_day(),
        FieldType::DateTime => is_day() || matches!(of, DataType::Timestamp(..)),
        FieldType::List => is_list(of),
    }
}

fn is_text(of: &DataType) -> bool {
    matches!(of, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

fn is_coded(of: &DataType) -> bool {
    matches!(of, DataType::Dictionary(_, values) if is_text(values))
}

fn is_list(of: &DataType) -> bool {
    matches!(of, DataType::List(item) | DataType::LargeList(item) if is_text(item.data_type()))
}

/// Lists of texts. A text that is null is none of the list.
fn lists(array: &ArrayRef) -> Result<Vec<Option<Typed>>, ArrowError> {
    let item = arrow_schema::Field::new_list_field(DataType::Utf8, true);
    let lists = cast(array, &DataType::List(item.into()))?;
    let list = |texts: Option<ArrayRef>| Some(Typed::list(texts?.as_string::<i32>().iter().flatten()));
    Ok(lists.as_list::<i32>().iter().map(list).collect())
}
