//! A dimension of a database as a catalog has it. Owns the statements that ask for one contact, and how its row becomes
//! values.

use super::kept;
use super::layout::{KeptDimension, KeptField};
use super::schema::quoted;
use crate::model::{Catalog, Dimension, FieldType, Value, Values};
use crate::rule::typed;
use jiff::tz::TimeZone;
use rusqlite::Row;

/// A place is the number of the dimension, and below it so many bits of the contact's number in its table.
pub(super) const CONTACT_BITS: u32 = 40;

/// A dimension of a database as a catalog has it.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) kept: KeptDimension,
    /// For each field of the catalog's dimension its place among the kept ones.
    slots: Vec<Option<usize>>,
    /// Folder and values of a contact: the fields that the catalog has too, in the order of `slots`.
    pub(super) person: String,
    pub(super) history: String,
}

impl Table {
    /// None where the catalog has no such dimension.
    pub(super) fn of(kept: KeptDimension, catalog: &Catalog) -> Option<Self> {
        let dimension: &Dimension = catalog.dimension(&kept.name)?;
        let slot = |name: &str| kept.fields.iter().position(|field| field.name == name);
        let slots: Vec<Option<usize>> = dimension.fields.iter().map(|field| slot(&field.name)).collect();
        let columns =
            slots.iter().flatten().map(|field| format!(", {}", quoted(&kept.fields[*field].column)));
        let columns: String = columns.collect();
        let (contacts, propositions) = (quoted(&kept.contacts), quoted(&kept.propositions));
        let folder = "(SELECT name FROM vitrine_folder WHERE number = folder)";
        let person = format!("SELECT {folder}{columns} FROM {contacts} WHERE contact = ?");
        let name = |column: &str| format!("(SELECT name FROM vitrine_name WHERE number = {column})");
        let history = format!(
            "SELECT at, {}, {}, status, weight, rank, stored FROM {propositions} WHERE contact = ? ORDER BY at, number",
            name("offer"),
            name("space"),
        );
        Some(Self { kept, slots, person, history })
    }

    /// The place of a contact by its number.
    pub(super) fn place(&self, contact: i64) -> usize {
        let (number, contact) = (usize::try_from(self.kept.number), usize::try_from(contact));
        number.unwrap_or_default() << CONTACT_BITS | contact.unwrap_or_default()
    }

    /// The kept field of a slot of the catalog's dimension.
    pub(super) fn field(&self, slot: usize) -> Option<&KeptField> {
        Some(&self.kept.fields[(*self.slots.get(slot)?)?])
    }

    pub(super) fn values(
        &self,
        row: &Row<'_>,
        dimension: &Dimension,
        zone: &TimeZone,
    ) -> rusqlite::Result<Values> {
        let mut values = Values::new();
        let mut column = 0;
        for (field, slot) in dimension.fields.iter().zip(&self.slots) {
            let Some(slot) = slot else { continue };
            column += 1;
            let own = &self.kept.fields[*slot].field_type;
            let Some(value) = kept::value(row.get_ref(column)?, own) else { continue };
            let value = match (&field.field_type, value) {
                // As the catalog would have it, in its time zone.
                (FieldType::DateTime, Value::Text(text)) => {
                    let text = Value::Text(text);
                    let read = typed(&text, &FieldType::DateTime, zone);
                    read.map_or(text, |moment| moment.written_as(&FieldType::DateTime, zone))
                }
                (_, value) => value,
            };
            values.insert(field.name.clone(), value);
        }
        Ok(values)
    }
}
