//! The key values of contacts in columns, as the catalog would write them: what splits tell them apart by.

use crate::contacts::ReadBlock;
use crate::engine::plan::EnvironmentPlan;
use crate::model::FieldType;
use jiff::tz::TimeZone;

/// Where the key values of a contact stand.
#[derive(Debug)]
pub(super) struct Keys {
    /// The slot and the type of each field of the key; none of one that the dimension has not.
    fields: Vec<Option<(usize, FieldType)>>,
    zone: TimeZone,
}

impl Keys {
    pub(super) fn of(environment: &EnvironmentPlan, zone: &TimeZone) -> Self {
        let fields = environment.contacts.dimension.iter().flat_map(|dimension| {
            dimension.key.iter().map(|name| {
                let slot = dimension.fields.iter().position(|field| field.name == *name)?;
                Some((slot, dimension.fields[slot].field_type.clone()))
            })
        });
        Self { fields: fields.collect(), zone: zone.clone() }
    }

    /// Puts the key values of a contact in the place of those before. One that is missing is empty.
    pub(super) fn read(&self, block: &ReadBlock, row: usize, key: &mut Vec<String>) {
        key.resize_with(self.fields.len(), String::new);
        for (field, text) in self.fields.iter().zip(key) {
            text.clear();
            let Some((slot, field_type)) = field else { continue };
            if let Some(value) = block.text(*slot, row) {
                text.push_str(value);
            } else if let Some(value) = block.value(*slot, row) {
                text.push_str(&value.written_as(field_type, &self.zone).to_string());
            }
        }
    }
}
