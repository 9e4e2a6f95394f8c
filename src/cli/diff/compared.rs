//! Two catalogs that are compared, and their differences as text. Owns neither where they come from nor other forms.

use super::super::changes;
use super::super::console::{Console, Failure, GOOD};
use crate::document::{self, Difference, Sign};
use crate::model::Catalog;
use crate::text::Message;
use std::sync::Arc;

/// Two catalogs, and what makes the new one of the old one.
pub(super) struct Compared {
    pub(super) old: Arc<Catalog>,
    pub(super) new: Arc<Catalog>,
    pub(super) changes: Vec<Difference>,
}

impl Compared {
    /// What makes `new` of `old`.
    pub(super) fn of(old: Arc<Catalog>, new: Arc<Catalog>) -> Self {
        let changes = document::difference(&old, &new);
        Self { old, new, changes }
    }

    /// The catalog that the entity of a difference is in.
    pub(super) fn home(&self, change: &Difference) -> &Arc<Catalog> {
        if change.sign == Sign::Removed { &self.old } else { &self.new }
    }

    /// Both, for words.
    pub(super) fn catalogs(&self) -> (Option<&Arc<Catalog>>, &Arc<Catalog>) {
        (Some(&self.old), &self.new)
    }

    /// How many entities differ, or that none does.
    pub(super) fn summary(&self) -> Message {
        match self.changes.len() {
            0 => Message::new("versions-none"),
            count => Message::new("versions-count").with("count", count),
        }
    }
}

/// Prints the differences as text.
pub(super) fn print(compared: &Compared, console: &mut Console) -> Result<(), Failure> {
    for change in &compared.changes {
        changes::print(change, compared.catalogs(), console)?;
    }
    let summary = console.paint(GOOD, &console.say(&compared.summary()));
    console.line(&summary)
}
