//! What the rules of an environment see, outside a decision: while a rule is written, for the contact of a call
//! or any other. Decides nothing.

use super::call_context::CallContext;
use super::decide::instant_of;
use super::decision::Decision;
use super::plan::Plan;
use crate::contacts::{Person, Population, Spread};
use crate::model::{Call, Identification};
use crate::rule::{Inputs, Root, Schema, Typed};
use jiff::Timestamp;
use std::sync::Arc;

/// What rules of one environment see in one call.
#[derive(Debug, Clone)]
pub struct CallView(Arc<CallContext>);

impl Decision {
    /// What the rules of the environment that answered saw.
    pub fn call_view(&self) -> CallView {
        CallView(Arc::clone(&self.context))
    }
}

impl Plan {
    /// What the rules of an environment see in a call, whichever space it was for, of a contact that logged in,
    /// or of nobody. `None` without such an environment, when it has no space, or where the call's moment is no instant.
    pub fn call_view(
        &self,
        environment: &str,
        call: &Call,
        person: Option<&Arc<Person>>,
        now: Timestamp,
    ) -> Option<CallView> {
        let environment = self.environment(environment)?;
        let space = match self.space(&call.space) {
            Some((other, space)) if Arc::ptr_eq(other, environment) => space,
            _ => environment.spaces.first()?,
        };
        let at = instant_of(call.at.as_ref(), now, &self.zone).ok()?;
        let identification =
            if person.is_some() { Identification::Explicit } else { Identification::Anonymous };
        let person = person.map(Arc::clone);
        let (context, _) = CallContext::new(environment, space, at, person, identification, call);
        Some(CallView(Arc::new(context)))
    }
}

impl CallView {
    /// The name of the environment.
    pub fn environment(&self) -> &str {
        &self.0.environment.name
    }

    /// What its rules may name.
    pub fn schema(&self) -> &Schema {
        &self.0.environment.schema
    }

    /// What a rule sees, of the offer of that name if one is given.
    pub fn inputs(&self, offer: Option<&str>) -> Inputs<'_> {
        match offer.and_then(|name| self.0.environment.offer_named(name)) {
            Some(offer) => self.0.inputs_for(offer),
            None => self.0.inputs(),
        }
    }

    /// Room for the values of other contacts of the dimension.
    pub fn spread(&self) -> Spread {
        Spread::of(self.schema().fields(Root::Profile).len())
    }

    /// The same of another contact of the dimension, whose values and key values these are.
    pub fn inputs_of<'s>(
        &'s self,
        (profile, key): (&'s [Option<Typed>], &'s [String]),
        offer: Option<&str>,
    ) -> Inputs<'s> {
        Inputs { profile, key, filters: None, ..self.inputs(offer) }
    }

    /// The places of the contacts that the environment may identify.
    pub fn contacts<'p>(&self, population: &'p Population) -> impl Iterator<Item = usize> + use<'_, 'p> {
        self.0.environment.contacts(population)
    }
}
