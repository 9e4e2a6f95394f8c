//! Two catalogs that are compared, and their differences as text. Owns neither where they come from nor other forms.

use super::super::changes;
use super::super::console::{Console, ERROR, Failure, GOOD, PLAIN};
use crate::document::{self, Difference, Sign};
use crate::model::{Catalog, label_or_name};
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

/// A catalog that came or went with its file.
pub(super) enum Whole {
    Came(Arc<Catalog>),
    Went(Arc<Catalog>),
}

impl Whole {
    /// What became of it.
    pub(super) fn said(&self) -> Message {
        let (Self::Came(catalog) | Self::Went(catalog)) = self;
        let label = label_or_name(&catalog.label, &catalog.name);
        let id = if matches!(self, Self::Came(_)) { "versions-git-new" } else { "versions-git-gone" };
        Message::new(id).with("catalog", label)
    }

    /// Prints it as text.
    pub(super) fn print(&self, console: &mut Console) -> Result<(), Failure> {
        let (mark, style) = if matches!(self, Self::Came(_)) { ("+", GOOD) } else { ("−", ERROR) };
        let said = console.say(&self.said());
        let line = format!("{} {}", console.paint(style, mark), console.paint(PLAIN, &said));
        console.line(&line)
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
