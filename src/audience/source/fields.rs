//! Which columns of a file are which fields. Owns that each field has one, and that the key is there.

use super::error::SourceError;
use super::population::Whom;
use crate::audience::import::{field_of, is_folder};
use crate::text::{Message, listed};

/// What the columns of a file are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Matched {
    /// The fields of the dimension: for each the column's place and the field's.
    pub(super) fields: Vec<(usize, usize)>,
    /// The column of the folders, where those of some alone are asked for.
    pub(super) folder: Option<usize>,
}

impl Matched {
    /// By the names of the columns, as an import finds them.
    pub(super) fn named(file: &str, columns: &[&str], whom: &Whom) -> Result<Self, SourceError> {
        let fields = columns.iter().map(|column| field_of(column, &whom.dimension).map(|field| &*field.name));
        Self::of(file, columns, fields, whom)
    }

    /// The columns of a file of that name, with the field that each of them is. Of two that are the same, the first counts.
    pub(super) fn of<'f>(
        file: &str,
        columns: &[&str],
        fields: impl Iterator<Item = Option<&'f str>>,
        whom: &Whom,
    ) -> Result<Self, SourceError> {
        let dimension = &whom.dimension;
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
            return Err(message.with("columns", listed(columns)).into());
        }
        let is_field = |place: usize| found.iter().any(|(column, _)| *column == place);
        let mut places = 0..columns.len();
        let folder = places.find(|place| is_folder(columns[*place]) && !is_field(*place));
        Ok(Self { folder: folder.filter(|_| whom.folders.is_some()), fields: found })
    }

    /// The columns that are read, in their order.
    pub(super) fn columns(&self) -> impl Iterator<Item = usize> {
        self.fields.iter().map(|(column, _)| *column).chain(self.folder)
    }

    /// The same where only some columns are read, which have other places then.
    pub(super) fn among(self, read: &[usize]) -> Self {
        let place = |column: usize| read.iter().position(|it| *it == column).unwrap_or_default();
        let fields = self.fields.into_iter().map(|(column, slot)| (place(column), slot)).collect();
        Self { fields, folder: self.folder.map(place) }
    }
}
