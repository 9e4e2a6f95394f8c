//! What a population is: contacts that are read in batches, in parts, again and again. Owns the question and its answer; how
//! a file is read, each kind of file knows.

use super::error::SourceError;
use crate::contacts::ContactBatch;
use crate::model::{Dimension, is_blank};
use jiff::tz::TimeZone;
use std::collections::HashSet;
use std::sync::Arc;

/// Whose contacts are read, as what.
#[derive(Debug, Clone)]
pub struct Whom {
    /// The contacts of this dimension, as the values of its fields.
    pub dimension: Arc<Dimension>,
    /// Those in one of these folders, where given. Who names no folder, or stands in a file that knows none, is in one of them.
    pub folders: Option<HashSet<String>>,
    /// The time zone of moments without an offset.
    pub zone: TimeZone,
}

impl Whom {
    /// Whether somebody counts whose folder is written so.
    pub(super) fn takes(&self, folder: &str) -> bool {
        is_blank(folder) || self.folders.as_ref().is_none_or(|folders| folders.contains(folder.trim()))
    }
}

/// Batches that follow one another.
pub type Part<'s> = Box<dyn Iterator<Item = Result<ContactBatch, SourceError>> + Send + 's>;

/// Parts of a population, each of which one thread reads by itself.
pub type Parts<'s> = Box<dyn Iterator<Item = Result<Part<'s>, SourceError>> + Send + 's>;

/// A population that can be read, again and again. Memory is that of the batches at hand.
pub trait Source: Send + Sync {
    /// What a person calls it: a file's name.
    fn name(&self) -> String;

    /// How many contacts there are, of all dimensions, where that is known beforehand.
    fn total(&self) -> Option<u64>;

    /// What tells this population from another: the same while nothing in it changes.
    ///
    /// # Errors
    /// It cannot be read.
    fn digest(&self) -> Result<u64, SourceError>;

    /// The contacts, in parts.
    ///
    /// # Errors
    /// It cannot be read, or holds no such contacts.
    fn parts<'s>(&'s self, whom: &Whom) -> Result<Parts<'s>, SourceError>;
}
