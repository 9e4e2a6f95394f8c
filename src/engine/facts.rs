//! What is known of an offer whoever calls. Owns how it is read off the plan.

use super::ranker::Ranker;
use crate::model::{Content, Dimension, label_or_name};
use crate::rule::Schema;
use jiff::Timestamp;
use std::collections::HashSet;
use std::sync::Arc;

/// An offer of the environment that is called.
#[derive(Debug, Clone)]
pub struct OfferFacts<'p> {
    /// `"ENV/OFFER"`.
    pub address: &'p str,
    /// What a person reads.
    pub label: &'p str,
    /// The category that it stands in, by name.
    pub category: &'p str,
    /// The themes of its categories.
    pub themes: Vec<&'p str>,
    /// Its content, as all spaces share it.
    pub content: &'p Content,
}

impl<'p> Ranker<'p> {
    /// The offer at a place.
    ///
    /// # Panics
    /// There is no such place.
    pub fn facts(&self, place: usize) -> OfferFacts<'p> {
        let plan = &self.environment.offers[place];
        let category = &self.environment.categories[plan.category];
        OfferFacts {
            address: &plan.address,
            label: label_or_name(&plan.offer.label, &plan.offer.name),
            category: &category.name,
            themes: category.themes.iter().map(|theme| &**theme).collect(),
            content: &plan.offer.content,
        }
    }

    /// The dimension of the contacts that the environment is for.
    pub fn dimension(&self) -> Option<&'p Arc<Dimension>> {
        self.environment.contacts.dimension.as_ref()
    }

    /// The folders that they are in, where not in any.
    pub fn folders(&self) -> Option<&'p HashSet<String>> {
        self.environment.contacts.folders.as_ref()
    }

    /// What the environment's rules see.
    pub fn schema(&self) -> &'p Schema {
        &self.environment.schema
    }

    /// The moment of the call.
    pub fn at(&self) -> Timestamp {
        self.context.at
    }
}
