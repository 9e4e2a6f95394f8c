//! The offers that wait for a decision, each with what changed since it was approved or published last. A worker makes
//! the list.

use crate::app::effect::{Context, Effect};
use crate::app::listing::{Listing, Same};
use crate::app::tasks::Task;
use crate::document::{self, FieldChange};
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
    listing: Listing<Same<Catalog>, Vec<ToReview>>,
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

    /// Has the list follow the catalog.
    pub(in crate::app) fn refresh(&mut self, context: &Context<'_>) -> Vec<Effect> {
        let earlier = context.workspace.document().earlier();
        self.listing.order(
            Task::Review,
            Same::of(context.catalog()),
            move |catalog| to_review(&catalog.0, &earlier),
            |features, _, key, made| {
                features.reviews.listing.take(key, made);
                Vec::new()
            },
        )
    }
}

fn to_review(catalog: &Arc<Catalog>, earlier: &[Arc<Catalog>]) -> Vec<ToReview> {
    let mut listed: Vec<ToReview> = Vec::new();
    for (offer, part, since, changes) in document::pending(catalog, earlier) {
        match listed.last_mut().filter(|last| last.offer == offer) {
            Some(last) => last.parts.push((part, since, changes)),
            None => listed.push(ToReview { offer, parts: vec![(part, since, changes)] }),
        }
    }
    listed
}
