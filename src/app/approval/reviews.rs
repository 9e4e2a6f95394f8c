//! The offers that wait for a decision, each with what changed since it was approved or published last. A worker makes
//! the list.

use crate::app::listing::{Listing, Same};
use crate::document::FieldChange;
use crate::model::{ApprovalPart, Catalog, Ref};
use std::sync::Arc;

pub use crate::document::Since;

/// An offer of which something waits for a decision.
#[derive(Debug, Clone, PartialEq)]
pub struct ToReview {
    /// The offer.
    pub offer: Ref,
    /// The parts that wait, each with what it was when it was approved or published last, and what changed since.
    pub parts: Vec<(ApprovalPart, Since, Vec<FieldChange>)>,
}

/// What is to be reviewed in the catalog in front.
#[derive(Debug, Default)]
pub struct Reviews {
    pub(super) listing: Listing<Same<Catalog>, Vec<ToReview>>,
}

impl Reviews {
    /// What is to be reviewed; of a state before, while a worker makes the list. `None` before the first.
    pub fn listed(&self) -> Option<&Arc<Vec<ToReview>>> {
        self.listing.made().map(|(_, listed)| listed)
    }

    /// What is to be reviewed of an offer.
    pub fn of(&self, offer: &Ref) -> Option<&ToReview> {
        self.listed()?.iter().find(|it| it.offer == *offer)
    }
}
