//! Which presentation rules weigh on an offer, whoever the contact is: what checking asks of a plan.

use super::plan::{Plan, matches};
use crate::model::PresentationRule;
use crate::rule::Inputs;
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
}
