//! Contacts that the catalog has not, for what none of its contacts meets: somebody who gets an offer, and contacts with one
//! value more, less or otherwise of those that its rules tell apart. Owns which they are, and that no other contact is taken for
//! one of them; what comes of them is for the engine to decide.

use super::item::{Aspect, CoverageItem};
use crate::contacts::{Identities, Population};
use crate::engine::counterfactual::{Material, material};
use crate::engine::plan::{EnvironmentPlan, Plan};
use crate::model::{Contact, Ref, Values};
use jiff::Timestamp;
use std::collections::HashSet;
use std::sync::Arc;

/// How many contacts are invented for all environments together.
const MOST: usize = 240;

/// For how many offers of an environment.
const MOST_OFFERS: usize = 24;

/// How many contacts of the catalog others are made of.
const MOST_BASES: usize = 2;

/// Contacts for what is not touched of some environments. None, once the work is to be given up.
pub(super) fn contacts(
    plan: &Plan,
    population: &Population,
    environments: &[&Arc<EnvironmentPlan>],
    untouched: &[&CoverageItem],
    (now, stop): (Timestamp, &dyn Fn() -> bool),
) -> Option<Vec<Arc<Contact>>> {
    let mut inventing = Inventing { identities: Identities::of(&plan.catalog), all: Vec::new() };
    let share = MOST / environments.len().max(1);
    for environment in environments {
        let mut values: Vec<Values> = Vec::new();
        let bases = bases(plan, population, environment);
        for offer in offers(environment, untouched) {
            if stop() {
                return None;
            }
            let made = material(plan, population, (environment, offer), now);
            values.extend(made.iter().flat_map(|material| made_of(material, &bases)));
        }
        inventing.add(environment, values, share);
    }
    Some(inventing.all)
}

/// The offers of which something is not touched, and where the rules of others are not touched, the first of all.
fn offers(environment: &EnvironmentPlan, untouched: &[&CoverageItem]) -> Vec<usize> {
    let of_contacts = |item: &&&CoverageItem| matches!(item.aspect, Aspect::Offer | Aspect::Condition { .. });
    let mut found: Vec<usize> = Vec::new();
    let mut shared = false;
    for item in untouched.iter().filter(of_contacts) {
        match &item.place.entity {
            Ref::Offer(name, offer) if *name == environment.name => {
                found.extend(environment.offer_named(offer));
            }
            Ref::PresentationRule(_) => shared = true,
            entity => shared |= entity.environment() == Some(environment.name.as_str()),
        }
    }
    if shared {
        found.extend(0..environment.offers.len());
    }
    let mut seen = HashSet::new();
    found.retain(|offer| seen.insert(*offer));
    found.truncate(MOST_OFFERS);
    found
}

/// What some contacts of the environment are known for, and nothing.
fn bases(plan: &Plan, population: &Population, environment: &EnvironmentPlan) -> Vec<Values> {
    let contacts = environment.contacts(population).filter_map(|index| plan.catalog.contacts.get(index));
    let known = contacts.take(MOST_BASES).map(|contact| {
        let is_key = |name: &str| keys(environment).iter().any(|key| *key == name);
        let own = contact.values.iter().filter(|(name, _)| !is_key(name));
        own.map(|(name, value)| (name.clone(), value.clone())).collect()
    });
    std::iter::once(Values::new()).chain(known).collect()
}

/// Somebody who gets the offer, and contacts with one thing otherwise.
fn made_of(material: &Material, bases: &[Values]) -> Vec<Values> {
    let mut made: Vec<Values> = material.somebody.iter().cloned().collect();
    for base in material.somebody.iter().chain(bases) {
        for (name, values) in &material.fields {
            made.extend(values.iter().map(|value| {
                let mut values = base.clone();
                match value {
                    Some(value) => drop(values.insert(name.clone(), value.clone())),
                    None => drop(values.shift_remove(name)),
                }
                values
            }));
        }
    }
    made
}

/// The fields by which contacts of an environment are known.
fn keys(environment: &EnvironmentPlan) -> Vec<&String> {
    let own = environment.contacts.dimension.iter().flat_map(|dimension| &dimension.key);
    let of_spaces = environment.spaces.iter().flat_map(|space| &space.space.identification_keys);
    let mut seen = HashSet::new();
    own.chain(of_spaces).filter(|key| seen.insert(*key)).collect()
}

struct Inventing<'i> {
    identities: Identities<'i>,
    all: Vec<Arc<Contact>>,
}

impl Inventing<'_> {
    /// Contacts of an environment with these values, no more than so many. Who would be taken for another one is left out.
    fn add(&mut self, environment: &EnvironmentPlan, all: Vec<Values>, most: usize) {
        let Some(dimension) = &environment.contacts.dimension else { return };
        let by_cookie = environment.spaces.iter().any(|space| space.space.implicit_identification);
        let of_one = Contact {
            dimension: dimension.name.clone(),
            folder: environment.source.visitor_folder.clone(),
            ..Contact::default()
        };
        let mut seen: Vec<Values> = Vec::new();
        for values in all {
            if seen.len() == most {
                return;
            }
            if !seen.contains(&values) {
                let contact = Contact { values: values.clone(), ..of_one.clone() };
                seen.push(values);
                let known = self.identities.give(contact, keys(environment), by_cookie);
                self.all.extend(known.map(Arc::new));
            }
        }
    }
}
