//! Which columns of a file are which fields. Owns the matching: by name, else by what people read, capitals and accents aside.

use super::error::SourceError;
use crate::model::Dimension;
use crate::text::{Message, folded};

/// The fields of a dimension that a file has columns of: for each the column's place and the field's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Matched(pub(super) Vec<(usize, usize)>);

impl Matched {
    /// Of the columns of a file of that name.
    pub(super) fn of(file: &str, columns: &[String], dimension: &Dimension) -> Result<Self, SourceError> {
        let same =
            |one: &str, other: &str| !other.trim().is_empty() && folded(one.trim()) == folded(other.trim());
        let mut found = Vec::new();
        for (slot, field) in dimension.fields.iter().enumerate() {
            let by_name = columns.iter().position(|column| *column == field.name);
            let alike =
                || columns.iter().position(|column| same(column, &field.name) || same(column, &field.label));
            let is_free = |column: &usize| !found.iter().any(|(taken, _)| taken == column);
            if let Some(column) = by_name.or_else(alike).filter(is_free) {
                found.push((column, slot));
            }
        }
        let has = |key: &String| found.iter().any(|(_, slot)| dimension.fields[*slot].name == *key);
        if let Some(missing) = dimension.key.iter().find(|key| !has(key)) {
            let message = Message::new("source-no-key").with("file", file).with("field", missing);
            let message = message.with("dimension", &dimension.name);
            return Err(message.with("columns", columns.join(", ")).into());
        }
        found.sort_unstable();
        Ok(Self(found))
    }
}
