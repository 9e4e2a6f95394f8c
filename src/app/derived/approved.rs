//! Design as approved: what publishing would make of one state of a catalog, for all who ask of it.
//!
//! Owns that it is made once a state: by a worker, the first that asks. Not asked for in a frame: who comes second waits.

use super::Derived;
use crate::document::{self, Obstacle, Published};
use std::sync::OnceLock;

/// What publishing would make of a state, and the same compiled; each once somebody asks.
#[derive(Debug, Default)]
pub(super) struct Approved {
    published: OnceLock<Result<Published, Vec<Obstacle>>>,
    compiled: OnceLock<Derived>,
}

impl Derived {
    /// What publishing would make of this state.
    ///
    /// # Errors
    /// All that stands in its way.
    pub(in crate::app) fn published(&self) -> Result<&Published, &Vec<Obstacle>> {
        self.approved.published.get_or_init(|| document::publish(self.plan.catalog())).as_ref()
    }

    /// Design as approved, compiled; none where something stands in the way of publishing.
    pub(in crate::app) fn approved(&self) -> Option<&Self> {
        let catalog = &self.published().ok()?.catalog;
        Some(self.approved.compiled.get_or_init(|| Self::after(catalog, self)))
    }
}
