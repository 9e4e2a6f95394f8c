//! What checking asks of a plan: which presentation rules weigh on an offer, whoever the contact is, and what
//! rules see of the offer.

use super::plan::{Plan, matches};
use crate::model::PresentationRule;
use crate::rule::{Inputs, Typed};
use std::sync::Arc;

impl Plan {
    /// The active presentation rules of an environment's typology whose `applies_to` matches an offer.
    pub(crate) fn caps_on(&self, environment: &str, offer: &str) -> Vec<Arc<PresentationRule>> {
        let Some(environment) = self.environment(environment) else { return Vec::new() };
        let Some(index) = environment.offer_named(offer) else { return Vec::new() };
        let inputs = Inputs { offer: &environment.offers[index].inputs, ..Inputs::default() };
        let weighs = environment.caps.iter().filter(|cap| matches(cap.applies_to.as_ref(), &inputs).is_ok());
        weighs.map(|cap| Arc::clone(&cap.rule)).collect()
    }

    /// What rules see of an offer, by the slots of `offer`.
    pub(crate) fn offer_values(&self, environment: &str, offer: &str) -> Option<&[Option<Typed>]> {
        let environment = self.environment(environment)?;
        Some(&environment.offers[environment.offer_named(offer)?].inputs)
    }
}
