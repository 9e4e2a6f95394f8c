//! Comparing the catalog in front with what its file holds, or with what was saved: what differs, and taking
//! parts of it back.
//!
//! Owns when two states are compared: off the window's thread, once for each pair of them. What differs is
//! `document`'s.

mod apply;
#[cfg(feature = "sheets")]
mod with_sheet;

use crate::app::after_save::AfterSave;
use crate::app::revisions::Revision;
use crate::document::{Difference, Part};
use crate::model::Catalog;
#[cfg(feature = "sheets")]
use crate::sheet::{Changes, Grid};
use crate::storage::Stamp;
use crate::text::Message;
use std::path::PathBuf;
use std::sync::{Arc, Weak};

/// What the catalog in front is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Against {
    /// What was last read from its file or saved to it: the difference is what is not saved.
    Saved,
    /// What its file holds now, which another program wrote; with what goes on once that is settled.
    File(AfterSave),
    /// Any state with any other, as a person chooses.
    States,
    /// What a spreadsheet would make of it.
    #[cfg(feature = "sheets")]
    Sheet,
}

/// A state of the catalog in front, or another catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StateOf {
    /// As it is edited.
    Edited,
    /// As it was read or saved last.
    Saved,
    /// With what is live in the place of Design.
    Live,
    /// As it was before the change at this place, the oldest first: changes that come meanwhile leave it in its place.
    Earlier(usize),
    /// Another file.
    File(PathBuf),
    /// A revision of its file in git.
    Revision(String),
}

/// What a person does with differences.
#[derive(Debug, Clone, PartialEq)]
pub enum CompareAction {
    /// Compare with what the file holds now.
    File(AfterSave),
    /// Let a person choose what is compared.
    Any,
    /// Take another state: in the place of the old one, or of the new one.
    Pick {
        /// Whether it is the old one.
        old: bool,
        /// The state.
        state: StateOf,
    },
    /// Ask for a file to take.
    PickFile {
        /// Whether it is the old one.
        old: bool,
    },
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
    /// What it is compared with that, where that is not the catalog as it is edited.
    newer: Option<Arc<Catalog>>,
    /// What a person chose, the old one and the new one.
    states: Chosen,
    /// The revisions in git, or why there are none; nothing until that is known.
    revisions: Option<Result<Arc<Vec<Revision>>, Message>>,
    /// What the file was like then.
    stamp: Option<Stamp>,
    /// The states that `differences` is of.
    of: Option<Arc<Pair>>,
    /// The states that a worker compares; held by its work.
    asked_for: Weak<Pair>,
    differences: Arc<Vec<Difference>>,
    /// The spreadsheet that the catalog is compared with: what it would make of it as it stands.
    #[cfg(feature = "sheets")]
    sheet: Option<Arc<Grid>>,
    /// What is left of what it changes.
    #[cfg(feature = "sheets")]
    changes: Option<Changes>,
}

/// Two states that a person chose.
#[derive(Debug, Clone, PartialEq)]
struct Chosen([StateOf; 2]);

impl Default for Chosen {
    fn default() -> Self {
        Self([StateOf::Saved, StateOf::Edited])
    }
}

impl Compare {
    /// The two states that are compared, the old one first.
    pub fn states(&self) -> &[StateOf; 2] {
        &self.states.0
    }

    /// The revisions of the file in git, or why there are none; nothing until that is known.
    pub fn revisions(&self) -> Option<&Result<Arc<Vec<Revision>>, Message>> {
        self.revisions.as_ref()
    }

    /// The new one of the two catalogs, where it is not the one that is edited.
    pub fn newer(&self) -> Option<&Arc<Catalog>> {
        self.newer.as_ref()
    }

    /// What differs; nothing while it is not known.
    pub fn differences(&self) -> Option<&Arc<Vec<Difference>>> {
        self.of.as_ref().map(|_| &self.differences)
    }

    /// The catalog that it is compared with.
    pub fn base(&self) -> Option<&Arc<Catalog>> {
        self.of.as_ref().map(|of| &of.old)
    }
}
