//! Contacts in columns, as Arrow has them: whole populations, block by block. Owns how a block is read as the values of a
//! dimension's fields and as what was proposed; whom it is of, the caller knows.

mod columns;
mod error;
mod histories;
mod moments;

use super::person::Person;
use super::profile::Profile;
use crate::model::{Dimension, FieldType};
use crate::rule::{Typed, ValueClasses};
use crate::text::Message;
use arrow_array::{ListArray, RecordBatch};
use columns::Columns;
pub(crate) use columns::UNCLASSED;
#[cfg(feature = "audience")]
pub(crate) use columns::is_taken;
pub use error::BlockError;
use histories::Histories;
use jiff::tz::TimeZone;
use std::ops::Range;
use std::sync::Arc;

/// Contacts in columns.
#[derive(Debug, Clone)]
pub struct ContactBlock {
    /// A row for each contact, a column for each field that is known of some, under the field's name. Columns of other names
    /// are passed over; a field without a column is missing everywhere, as is a value that is null.
    ///
    /// `Boolean` fields take booleans; `Integer` whole numbers; `Decimal` all numbers; `Text` and `Choice` texts, also in a
    /// dictionary, which is much the fastest; `Date` days; `DateTime` timestamps and days; `List` lists of texts.
    pub values: RecordBatch,
    /// What was proposed to each: lists of structs with the texts `offer` (as `"ENV/OFFER"`), `space` (as `"ENV/SPACE"`) and
    /// `status` (as rules have it, `"presented"`), the timestamp `at`, and perhaps the numbers `weight` and `rank`.
    pub history: Option<ListArray>,
}

impl From<RecordBatch> for ContactBlock {
    fn from(values: RecordBatch) -> Self {
        Self { values, history: None }
    }
}

/// Some contacts of a population, as whoever keeps them has them at hand.
#[derive(Debug, Clone)]
pub enum ContactBatch {
    /// In columns.
    Columns(ContactBlock),
    /// One by one.
    People(Vec<Arc<Person>>),
}

impl ContactBatch {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Columns(block) => block.values.num_rows(),
            Self::People(people) => people.len(),
        }
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl From<ContactBlock> for ContactBatch {
    fn from(block: ContactBlock) -> Self {
        Self::Columns(block)
    }
}

/// A block, read as the values of the fields of a dimension.
#[derive(Debug)]
pub struct ReadBlock {
    columns: Columns,
    /// Which contacts have values that are larger than usual; nobody, where it is empty.
    unusual: Vec<bool>,
    /// Where somebody asks for it.
    histories: Option<Histories>,
}

impl ReadBlock {
    /// Reads the columns that have the names of `fields`, and what was proposed where somebody asks for that.
    ///
    /// # Errors
    /// A column has the name of a field and another type, or a value that the field has no room for; or what was proposed
    /// cannot be read.
    pub fn new(
        block: &ContactBlock,
        fields: &[(String, FieldType)],
        zone: &TimeZone,
        with_history: bool,
    ) -> Result<Self, BlockError> {
        let columns = Columns::read(&block.values, fields, zone)?;
        let histories = block.history.as_ref().map(|history| Histories::read(history, zone)).transpose()?;
        let histories = histories.filter(|_| with_history);
        if histories.as_ref().is_some_and(|histories| histories.len() != columns.rows()) {
            return Err(BlockError { message: Message::new("decision-block-histories") });
        }
        Ok(Self { unusual: columns.unusual(), columns, histories })
    }

    /// How many contacts there are.
    pub fn len(&self) -> usize {
        self.columns.rows()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The values of a contact.
    pub fn profile(&self, row: usize) -> Profile {
        self.columns.profile(row)
    }

    /// A contact's value of the field in a slot.
    pub fn value(&self, slot: usize, row: usize) -> Option<Typed> {
        self.columns.value(slot, row)
    }

    /// The text of a contact in a field of texts, without a copy of it; `None` of another field, and where it is missing.
    pub fn text(&self, slot: usize, row: usize) -> Option<&str> {
        self.columns.text(slot, row)
    }

    /// The classes of a field's values for some contacts, in their order.
    pub(crate) fn classes(&self, slot: usize, classes: &ValueClasses, rows: Range<usize>, found: &mut [u32]) {
        self.columns.classes(slot, classes, rows, found);
    }

    /// Whether more must be asked of a contact than the classes of its values: it has larger ones than usual, or a history.
    pub(crate) fn is_asked_whole(&self, row: usize) -> bool {
        self.unusual.get(row).is_some_and(|unusual| *unusual)
            || self.histories.as_ref().is_some_and(|histories| histories.has_any(row))
    }

    /// A contact with its key, its values and its history.
    pub fn person(&self, dimension: Option<&Dimension>, zone: &TimeZone, row: usize) -> Person {
        let profile = self.profile(row);
        let field = |name: &String| {
            let fields = &dimension?.fields;
            let slot = fields.iter().position(|field| field.name == *name)?;
            Some(profile.get(slot)?.written_as(&fields[slot].field_type, zone).to_string())
        };
        let key = dimension.iter().flat_map(|dimension| &dimension.key);
        Person {
            dimension: dimension.map(|dimension| dimension.name.clone()).unwrap_or_default(),
            key: key.map(|name| field(name).unwrap_or_default()).collect(),
            history: self.histories.as_ref().map(|histories| histories.of(row)).unwrap_or_default(),
            profile,
            ..Person::default()
        }
    }
}
