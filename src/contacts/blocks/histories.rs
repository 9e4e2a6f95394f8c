//! What was proposed to contacts, in columns. Owns how it is read.

use super::error::{BlockError, cast};
use super::moments::moments;
use crate::contacts::person::Past;
use crate::model::{Status, Values};
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, UInt32Type};
use arrow_array::{Array, ArrayRef, Float64Array, ListArray, StringArray, StructArray, UInt32Array};
use arrow_schema::DataType;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The past propositions of contacts.
#[derive(Debug)]
pub(super) struct Histories {
    lists: ListArray,
    offers: StringArray,
    spaces: StringArray,
    at: Vec<Option<Timestamp>>,
    statuses: Vec<Status>,
    weights: Option<Float64Array>,
    ranks: Option<UInt32Array>,
}

impl Histories {
    pub(super) fn read(lists: &ListArray, zone: &TimeZone) -> Result<Self, BlockError> {
        let wrong = |name: &str| BlockError::history(name);
        let all = lists.values().as_struct_opt().ok_or_else(|| wrong("history"))?;
        let needed = |name: &str| all.column_by_name(name).ok_or_else(|| wrong(name));
        let at = moments(needed("at")?).and_then(Result::ok).ok_or_else(|| wrong("at"))?;
        let statuses = texts(needed("status")?).and_then(|texts| texts.iter().map(status).collect());
        Ok(Self {
            offers: texts(needed("offer")?).ok_or_else(|| wrong("offer"))?,
            spaces: texts(needed("space")?).ok_or_else(|| wrong("space"))?,
            at: at.iter().map(|at| Some(at.as_ref()?.start(zone))).collect(),
            statuses: statuses.ok_or_else(|| wrong("status"))?,
            weights: column(all, "weight", &DataType::Float64)?
                .map(|array| array.as_primitive::<Float64Type>().clone()),
            ranks: column(all, "rank", &DataType::UInt32)?
                .map(|array| array.as_primitive::<UInt32Type>().clone()),
            lists: lists.clone(),
        })
    }

    pub(super) fn len(&self) -> usize {
        self.lists.len()
    }

    /// Whether anything was proposed to a contact.
    pub(super) fn has_any(&self, row: usize) -> bool {
        self.lists.is_valid(row) && self.lists.value_length(row) > 0
    }

    /// What was proposed to a contact. What has no moment is none.
    pub(super) fn of(&self, row: usize) -> Vec<Past> {
        if !self.has_any(row) {
            return Vec::new();
        }
        let offsets = self.lists.value_offsets();
        let at = |offset: i32| usize::try_from(offset).unwrap_or_default();
        (at(offsets[row])..at(offsets[row + 1])).filter_map(|place| self.past(place)).collect()
    }

    fn past(&self, place: usize) -> Option<Past> {
        Some(Past {
            offer: text(&self.offers, place),
            space: text(&self.spaces, place),
            at: self.at[place]?,
            status: self.statuses[place],
            weight: self.weights.as_ref().filter(|it| it.is_valid(place)).map(|it| it.value(place)),
            rank: self.ranks.as_ref().filter(|it| it.is_valid(place)).map(|it| it.value(place)),
            stored: Values::new(),
        })
    }
}

fn text(texts: &StringArray, place: usize) -> String {
    if texts.is_valid(place) { texts.value(place).to_owned() } else { String::new() }
}

fn texts(array: &ArrayRef) -> Option<StringArray> {
    cast(array, &DataType::Utf8).ok().map(|texts| texts.as_string::<i32>().clone())
}

fn column(all: &StructArray, name: &str, to: &DataType) -> Result<Option<ArrayRef>, BlockError> {
    let array = all.column_by_name(name).filter(|array| array.data_type().is_numeric());
    array.map(|array| cast(array, to).map_err(|_| BlockError::history(name))).transpose()
}

/// By its name in rules, which is how a catalog writes it but for capitals.
fn status(name: Option<&str>) -> Option<Status> {
    Status::ALL.into_iter().find(|it| name.is_some_and(|name| it.rule_name().eq_ignore_ascii_case(name)))
}
