//! Comparing the catalog in front with what its file holds, or with what was saved: what differs, and taking
//! parts of it back.
//!
//! Owns when two states are compared: off the window's thread, once for each pair of them. What differs is
//! `document`'s.

mod apply;

use crate::app::after_save::AfterSave;
use crate::document::{Difference, Part};
use crate::model::Catalog;
use crate::storage::Stamp;
use std::sync::{Arc, Weak};

/// What the catalog in front is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Against {
    /// What was last read from its file or saved to it: the difference is what is not saved.
    Saved,
    /// What its file holds now, which another program wrote; with what goes on once that is settled.
    File(AfterSave),
}

/// What a person does with differences.
#[derive(Debug, Clone, PartialEq)]
pub enum CompareAction {
    /// Compare with what the file holds now.
    File(AfterSave),
    /// Take a part of the difference at this place of the list back.
    Revert {
        /// The place in the list.
        index: usize,
        /// The part of it.
        part: Part,
    },
}

/// Two states of a catalog.
#[derive(Debug)]
struct Pair {
    old: Arc<Catalog>,
    new: Arc<Catalog>,
}

impl Pair {
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.old, &other.old) && Arc::ptr_eq(&self.new, &other.new)
    }
}

/// The comparison that is shown.
#[derive(Debug, Default)]
pub struct Compare {
    /// What the catalog is compared with; nothing until the file is read.
    base: Option<Arc<Catalog>>,
    /// What the file was like then.
    stamp: Option<Stamp>,
    /// The states that `differences` is of.
    of: Option<Arc<Pair>>,
    /// The states that a worker compares; held by its work.
    asked_for: Weak<Pair>,
    differences: Arc<Vec<Difference>>,
}

impl Compare {
    /// What differs; nothing while it is not known.
    pub fn differences(&self) -> Option<&Arc<Vec<Difference>>> {
        self.of.as_ref().map(|_| &self.differences)
    }

    /// The catalog that it is compared with.
    pub fn base(&self) -> Option<&Arc<Catalog>> {
        self.of.as_ref().map(|of| &of.old)
    }
}
