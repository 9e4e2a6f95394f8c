//! What an import is asked, who watches it, and what came of it.

use super::found::{Asked, Found};
use super::rejected::Say;
use crate::model::{Catalog, Dimension, Field};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

/// What is imported, and to where.
#[derive(Debug, Clone)]
pub struct Order<'o> {
    /// What the fields mean.
    pub catalog: &'o Catalog,
    /// Whose contacts they are.
    pub dimension: &'o Dimension,
    /// How the file is read.
    pub found: Found,
    /// The file of what was proposed to them, with what is asked of it.
    pub history: Option<(PathBuf, Asked)>,
    /// The folder of contacts that name none.
    pub folder: Option<String>,
    /// Whether columns that the dimension has no field for are kept as the fields that are proposed.
    pub add_fields: bool,
    /// The database: a new file, or one whose contacts of the dimension are replaced.
    pub target: PathBuf,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What it is at.
    pub stage: Stage,
    /// How many rows it has read.
    pub rows: u64,
    /// How many bytes of the file.
    pub read: u64,
    /// How many bytes there are.
    pub bytes: u64,
}

/// What an import is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading contacts.
    Contacts,
    /// Indexing them.
    Indexing,
    /// Reading what was proposed to them.
    History,
    /// Putting the file in its place.
    Writing,
}

/// Who watches an import.
#[derive(Clone, Copy)]
pub struct Watch<'w> {
    /// Told now and then how far it is.
    pub progress: &'w (dyn Fn(Progress) + Sync),
    /// Set to give it up: nothing is left behind then.
    pub cancelled: &'w AtomicBool,
    /// What puts the reasons of rejected rows into words.
    pub say: Say<'w>,
}

/// What came of an import.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Summary {
    /// How many contacts were imported.
    pub contacts: u64,
    /// How many rows were passed over, as another row had said all of the same contact.
    pub repeated: u64,
    /// How many rows were rejected.
    pub rejected: u64,
    /// Where they are kept.
    pub rejected_file: Option<PathBuf>,
    /// How many propositions were imported.
    pub propositions: u64,
    /// How many rows of them were rejected.
    pub rejected_propositions: u64,
    /// Where they are kept.
    pub rejected_propositions_file: Option<PathBuf>,
    /// The fields that were added to those of the dimension.
    pub added: Vec<Field>,
    /// The columns that were left out.
    pub left_out: Vec<String>,
}
