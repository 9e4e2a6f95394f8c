//! A batch of contacts as a simulation looks at it. Owns how keys, values and whole contacts are had from columns and from
//! contacts in memory alike.

use crate::contacts::{BlockError, ContactBatch, Person, ReadBlock};
use crate::engine::BlockRanker;
use crate::model::{Dimension, FieldType, is_blank};
use crate::rule::Typed;
use jiff::tz::TimeZone;
use std::borrow::Cow;
use std::sync::Arc;

/// Where the key of a contact is.
#[derive(Debug, Clone)]
pub(super) struct KeyFields {
    dimension: Arc<Dimension>,
    /// The slots of the key's fields, with their types; of a field that is not there none.
    slots: Vec<Option<(usize, FieldType)>>,
    zone: TimeZone,
}

impl KeyFields {
    pub(super) fn new(dimension: &Arc<Dimension>, zone: &TimeZone) -> Self {
        let slot = |name: &String| {
            let slot = dimension.fields.iter().position(|field| field.name == *name)?;
            Some((slot, dimension.fields[slot].field_type.clone()))
        };
        let slots = dimension.key.iter().map(slot).collect();
        Self { dimension: Arc::clone(dimension), slots, zone: zone.clone() }
    }

    /// The key of a contact, where it is one text and nothing else.
    pub(super) fn only<'r>(&self, read: &'r Read<'_>, row: usize) -> Option<&'r str> {
        match (self.slots.as_slice(), read) {
            ([Some((slot, FieldType::Text))], Read::Columns(block)) => block.text(*slot, row),
            _ => None,
        }
    }

    pub(super) fn is_key(&self, slot: usize) -> bool {
        self.slots.iter().flatten().any(|(key, _)| *key == slot)
    }
}

/// A batch, read.
pub(super) enum Read<'b> {
    /// From columns.
    Columns(Box<ReadBlock>),
    /// From memory.
    People(&'b [Arc<Person>]),
}

impl<'b> Read<'b> {
    pub(super) fn new(batch: &'b ContactBatch, ranker: &BlockRanker<'_>) -> Result<Self, BlockError> {
        match batch {
            ContactBatch::Columns(block) => Ok(Self::Columns(Box::new(ranker.read(block)?))),
            ContactBatch::People(people) => Ok(Self::People(people)),
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Columns(block) => block.len(),
            Self::People(people) => people.len(),
        }
    }

    /// Writes the key of a contact, its values joined by a zero byte; says whether it has one that somebody may be known by.
    pub(super) fn write_key(&self, fields: &KeyFields, row: usize, key: &mut String) -> bool {
        key.clear();
        let mut is_known = !fields.slots.is_empty();
        for (place, slot) in fields.slots.iter().enumerate() {
            let value: Cow<'_, str> = match self {
                Self::People(people) => people[row].key.get(place).map_or("", String::as_str).into(),
                Self::Columns(block) => match slot {
                    Some((slot, FieldType::Text | FieldType::Choice(_))) => {
                        block.text(*slot, row).unwrap_or_default().into()
                    }
                    Some((slot, field_type)) => {
                        let value = block.value(*slot, row);
                        let written = value.map(|value| value.written_as(field_type, &fields.zone));
                        written.map(|value| value.to_string()).unwrap_or_default().into()
                    }
                    None => "".into(),
                },
            };
            is_known &= !is_blank(&value);
            if place > 0 {
                key.push('\0');
            }
            key.push_str(&value);
        }
        is_known
    }

    pub(super) fn value(&self, slot: usize, row: usize) -> Option<Typed> {
        match self {
            Self::Columns(block) => block.value(slot, row),
            Self::People(people) => people[row].profile.get(slot).cloned(),
        }
    }

    /// The text of a field of texts, without a copy of it.
    pub(super) fn text(&self, slot: usize, row: usize) -> Option<&str> {
        match self {
            Self::Columns(block) => block.text(slot, row),
            Self::People(people) => match people[row].profile.get(slot)? {
                Typed::Text(text) => Some(text),
                _ => None,
            },
        }
    }

    pub(super) fn person(&self, fields: &KeyFields, row: usize) -> Arc<Person> {
        match self {
            Self::Columns(block) => {
                Arc::new(block.person(Some(fields.dimension.as_ref()), &fields.zone, row))
            }
            Self::People(people) => Arc::clone(&people[row]),
        }
    }
}
