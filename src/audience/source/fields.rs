//! Which columns of a file are which fields. Owns that each field has one, and that the key is there.

use super::error::SourceError;
use crate::audience::import::field_of;
use crate::model::Dimension;
use crate::text::Message;

/// The fields of a dimension that a file has columns of: for each the column's place and the field's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Matched(pub(super) Vec<(usize, usize)>);

impl Matched {
    /// By the names of the columns, as an import finds them.
    pub(super) fn named(file: &str, columns: &[&str], dimension: &Dimension) -> Result<Self, SourceError> {
        let fields = columns.iter().map(|column| field_of(column, dimension).map(|field| &*field.name));
        Self::of(file, columns, fields, dimension)
    }

    /// The columns of a file of that name, with the field that each of them is. Of two that are the same, the first counts.
    pub(super) fn of<'f>(
        file: &str,
        columns: &[&str],
        fields: impl Iterator<Item = Option<&'f str>>,
        dimension: &Dimension,
    ) -> Result<Self, SourceError> {
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (column, field) in fields.enumerate() {
            let slot = dimension.fields.iter().position(|known| Some(&*known.name) == field);
            if let Some(slot) = slot.filter(|slot| !found.iter().any(|(_, taken)| taken == slot)) {
                found.push((column, slot));
            }
        }
        let has = |key: &String| found.iter().any(|(_, slot)| dimension.fields[*slot].name == *key);
        if let Some(missing) = dimension.key.iter().find(|key| !has(key)) {
            let message = Message::new("source-no-key").with("file", file).with("field", missing);
            let message = message.with("dimension", &dimension.name);
            return Err(message.with("columns", columns.join(", ")).into());
        }
        Ok(Self(found))
    }
}
