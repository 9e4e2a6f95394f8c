//! Publishing from the window: what is approved and not published yet, what publishing would do, and going back to what
//! was published before.
//!
//! Owns when that is found out: off the window's thread, after each edit. What it comes to is [`publication`].

mod apply;
mod problem;
mod publication;

use crate::app::impact::Impact;
use crate::app::listing::{Listing, Same};
use crate::model::Catalog;
pub use problem::{PublishProblem, problems};
pub use publication::{Publication, PublishError, Standing, publication};
use std::sync::Arc;

/// One thing that a person does about publishing.
#[derive(Debug, Clone, PartialEq)]
pub enum PublishAction {
    /// Show what publishing would do.
    Show,
    /// Make Live what it was in this state.
    GoBack(usize),
}

/// The question whether to publish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PublishDialog {
    /// Whether to publish although something is doubtful.
    pub although: bool,
    /// Whether the effect is shown in the place of the fields.
    pub effect: bool,
}

/// What is approved and not in Live.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unpublished {
    /// There is no Design environment.
    NothingDesigned,
    /// So many items of Live would change.
    Changes(usize),
    /// Something stands in the way of publishing.
    Blocked,
}

/// What publishing would do.
#[derive(Debug)]
pub struct Prospect {
    /// What becomes of Live, or why nothing can.
    pub publication: Result<Publication, PublishError>,
    /// Who would get other offers of Live.
    pub impact: Impact,
}

/// What publishing comes to, for the catalog in front.
#[derive(Debug, Default)]
pub struct Publishing {
    unpublished: Listing<Same<Catalog>, Unpublished>,
    prospect: Listing<Same<Catalog>, Prospect>,
    published_before: Listing<Same<Catalog>, Vec<Earlier>>,
}

/// A former state of Live.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// A catalog with that state.
    pub catalog: Arc<Catalog>,
    /// How many items of Live differ from the present one.
    pub changes: usize,
    /// How many offers were enabled in Live.
    pub offers: usize,
}

impl Publishing {
    /// What is approved and not in Live; of a state before, while that is found out. `None` before the first answer.
    pub fn unpublished(&self) -> Option<Unpublished> {
        self.unpublished.made().map(|(_, known)| **known)
    }

    /// What publishing this very state of the catalog would do; `None` until that is known.
    pub fn prospect(&self, catalog: &Arc<Catalog>) -> Option<&Prospect> {
        let known = self.prospect.made().filter(|(of, _)| Arc::ptr_eq(&of.0, catalog));
        known.map(|(_, prospect)| &**prospect)
    }

    /// The former states of Live, the latest first; `None` until they are known.
    pub fn published_before(&self, catalog: &Arc<Catalog>) -> Option<&[Earlier]> {
        let known = self.published_before.made().filter(|(of, _)| Arc::ptr_eq(&of.0, catalog));
        known.map(|(_, states)| states.as_slice())
    }
}
