//! What there is to touch in a catalog. Owns the list: what cannot happen, as far as can be seen or proved, is not in it.

use super::conditions::{Conditions, Sites};
use super::item::{Aspect, CoverageItem};
use crate::engine::plan::{EnvironmentPlan, OfferPlan, Plan, WeightSource, Weights};
use crate::model::{ContentApproval, Identification, Place, Reason, Ref, Window};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What there is to touch.
#[derive(Debug)]
pub(super) struct Universe {
    pub(super) items: Vec<CoverageItem>,
    /// By the name of the environment.
    pub(super) environments: HashMap<String, Sites>,
    pub(super) conditions: Conditions,
    /// By the address of the offer.
    pub(super) offers: HashMap<Arc<str>, usize>,
    /// By the address of the space.
    pub(super) spaces: HashMap<String, OfSpace>,
    pub(super) gates: HashMap<(String, Reason), usize>,
    /// Whether everything is in it.
    pub(super) is_whole: bool,
}

/// What there is to touch of a space.
#[derive(Debug, Default)]
pub(super) struct OfSpace {
    pub(super) itself: Option<usize>,
    pub(super) falls_back: Option<usize>,
    pub(super) identified: Vec<(Identification, usize)>,
}

impl Default for Universe {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            environments: HashMap::new(),
            conditions: Conditions::default(),
            offers: HashMap::new(),
            spaces: HashMap::new(),
            gates: HashMap::new(),
            is_whole: true,
        }
    }
}

impl Universe {
    /// That of a catalog; none, once the work is to be given up.
    pub(super) fn of(plan: &Plan, stop: &dyn Fn() -> bool) -> Option<Self> {
        let mut universe = Self::default();
        let linked: HashSet<&str> =
            plan.catalog.environments.iter().filter_map(|environment| environment.linked_live()).collect();
        let mut seen = HashSet::new();
        for environment in &plan.environments {
            if linked.contains(environment.name.as_str()) || !seen.insert(environment.name.as_str()) {
                continue;
            }
            universe.add_environment(plan, environment);
            let sites = universe.conditions.sites(plan, environment, &mut universe.items, stop)?;
            universe.environments.insert(environment.name.clone(), sites);
        }
        universe.is_whole = universe.conditions.is_whole();
        Some(universe)
    }

    fn add(&mut self, environment: &EnvironmentPlan, entity: Ref, aspect: Aspect) -> usize {
        let environment = Some(environment.name.clone());
        self.items.push(CoverageItem { environment, place: Place::new(entity, Vec::new()), aspect });
        self.items.len() - 1
    }

    fn add_environment(&mut self, plan: &Plan, environment: &EnvironmentPlan) {
        for offer in &environment.offers {
            if may_be_proposed(environment, offer) && !self.offers.contains_key(&offer.address) {
                let entity = Ref::Offer(environment.name.clone(), offer.offer.name.clone());
                let item = self.add(environment, entity, Aspect::Offer);
                self.offers.insert(Arc::clone(&offer.address), item);
            }
        }
        for space in &environment.spaces {
            let address = environment.address(&space.space.name);
            if self.spaces.contains_key(&address) {
                continue;
            }
            let falls_back = space.space.fall_back_to_anonymous
                && space.space.linked_anonymous_space.as_ref().is_some_and(|it| plan.space(it).is_some());
            let entity = Ref::Space(environment.name.clone(), space.space.name.clone());
            let mut of_space = OfSpace {
                itself: Some(self.add(environment, entity.clone(), Aspect::Space)),
                ..OfSpace::default()
            };
            if falls_back {
                of_space.falls_back = Some(self.add(environment, entity.clone(), Aspect::FallsBack));
            }
            // Visitors do not log in, unless the space says with what.
            let explicit = environment.contacts.dimension.is_some()
                && (!environment.source.anonymous || !space.space.identification_keys.is_empty());
            for (identification, is_possible) in [
                (Identification::Explicit, explicit),
                (Identification::Implicit, space.space.implicit_identification),
                (Identification::Anonymous, !falls_back),
            ] {
                if is_possible {
                    let item = self.add(environment, entity.clone(), Aspect::Identified(identification));
                    of_space.identified.push((identification, item));
                }
            }
            self.spaces.insert(address, of_space);
        }
        for reason in Reason::ALL {
            if may_stop(environment, reason) {
                let entity = Ref::Environment(environment.name.clone());
                let item = self.add(environment, entity, Aspect::Gate(reason));
                self.gates.insert((environment.name.clone(), reason), item);
            }
        }
    }
}

/// Whether a person has not decided that it is not.
fn may_be_proposed(environment: &EnvironmentPlan, offer: &OfferPlan) -> bool {
    let enabled = offer.offer.enabled && environment.chain(offer.category).all(|(_, above)| above.enabled);
    let somewhere = if environment.is_live() {
        !offer.offer.live_on.is_empty()
    } else {
        offer.offer.approval.content != ContentApproval::Rejected
    };
    enabled && somewhere
}

/// Whether a gate may stop an offer of an environment at all, as far as can be seen.
fn may_stop(environment: &EnvironmentPlan, reason: Reason) -> bool {
    let offers = &environment.offers;
    let above = |offer: &OfferPlan, is_it: &dyn Fn(&crate::engine::plan::CategoryPlan) -> bool| {
        environment.chain(offer.category).any(|(_, category)| is_it(category))
    };
    let any = |is_it: &dyn Fn(&Arc<OfferPlan>) -> bool| offers.iter().any(is_it);
    match reason {
        Reason::OutOfScope => any(&|offer| !above(offer, &|it| it.always_recommended)),
        Reason::Disabled => any(&|offer| !offer.offer.enabled || above(offer, &|it| !it.enabled)),
        Reason::NotLiveOnSpace if environment.is_live() => any(&|offer| {
            let is_missing = |name: &String| !offer.offer.live_on.contains(name);
            environment.spaces.iter().any(|space| is_missing(&space.space.name))
        }),
        Reason::NotLiveOnSpace => any(&|offer| offer.offer.approval.content == ContentApproval::Rejected),
        Reason::MissingContent => environment
            .spaces
            .iter()
            .any(|space| (0..offers.len()).any(|offer| space.missing_content(environment, offer).is_some())),
        Reason::OutsideDates => {
            any(&|offer| offer.period != Window::ALWAYS || above(offer, &|it| it.period != Window::ALWAYS))
        }
        Reason::Target => {
            !offers.is_empty() && (!environment.source.anonymous || environment.target.is_some())
                || any(&|offer| offer.target.is_some() || above(offer, &|it| it.target.is_some()))
        }
        Reason::NoWeight => any(&|offer| !weights(environment, offer).any(|it| it.plain().is_some())),
        Reason::ZeroWeight => any(&|offer| {
            let low = |value: &WeightSource| match value {
                WeightSource::Number(value) => *value <= 0.0,
                WeightSource::Formula(_) => true,
            };
            !weights(environment, offer).any(|it| it.plain().is_some_and(|value| value > 0.0))
                && weights(environment, offer).any(|it| low(&it.value))
        }),
        Reason::PresentationRule => !offers.is_empty() && !environment.caps().is_empty(),
        Reason::Outranked => offers.len() > 1,
    }
}

/// All weights that may apply to an offer.
fn weights<'e>(
    environment: &'e EnvironmentPlan,
    offer: &'e OfferPlan,
) -> impl Iterator<Item = &'e crate::engine::plan::WeightPlan> {
    let of = |weights: &'e Weights| weights.all.iter();
    let above = environment.chain(offer.category).flat_map(move |(_, category)| of(&category.weights));
    of(&environment.weights).chain(above).chain(of(&offer.weights))
}
