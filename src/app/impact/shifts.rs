//! The answers of two states of a catalog, held against each other call by call.

use super::{Answered, Caller, Impact, Shift};
use crate::app::derived::Derived;
use crate::app::preview::{design_address, identity};
use crate::document;
use crate::engine::{self, Decision};
use crate::model::{Call, Catalog, Contact, Environment, Scenario, Space, Stage, split_address};
use jiff::Timestamp;
use std::sync::Arc;

/// So many offers are asked for on a space that shows several.
const COUNT: u32 = 3;
/// So many calls are tried at most.
const MOST_CALLS: usize = 2_000;
/// So many offers are decided on at most in all calls: each takes 1 to 2 µs, twice, and the answer is wanted within a
/// second.
const MOST_OFFERS: usize = 200_000;

/// A state of a catalog whose answers are held against those of another.
#[derive(Debug, Clone)]
pub(in crate::app) struct Side {
    /// The state, compiled.
    pub(in crate::app) derived: Derived,
    /// Whether its Live environments are asked in the place of those of Design.
    pub(in crate::app) in_live: bool,
}

impl Side {
    fn catalog(&self) -> &Arc<Catalog> {
        self.derived.plan.catalog()
    }

    /// What is proposed for a call to Design; nothing where its space is not there.
    fn answer(&self, call: &Call, now: Timestamp) -> Vec<Answered> {
        let in_live = if self.in_live { document::call_in_live(self.catalog(), call) } else { None };
        let call = in_live.as_ref().unwrap_or(call);
        let Derived { plan, population, .. } = &self.derived;
        engine::decide_unfilled(plan, population, call, now)
            .map_or_else(|_| Vec::new(), |it| self.offers(&it))
    }

    fn answer_scenario(&self, scenario: &Arc<Scenario>, now: Timestamp) -> Vec<Answered> {
        let in_live = if self.in_live { document::in_live(self.catalog(), scenario) } else { None };
        let scenario = in_live.as_ref().unwrap_or(scenario);
        let Derived { plan, population, .. } = &self.derived;
        let page = engine::decide_scenario_page(plan, population, scenario, now);
        page.iter().flatten().flat_map(|decision| self.offers(decision)).collect()
    }

    /// What a decision proposes, by the addresses of Design.
    fn offers(&self, decision: &Decision) -> Vec<Answered> {
        let proposed = decision
            .propositions
            .iter()
            .map(|it| Answered { offer: design_address(self.catalog(), &it.offer), label: it.label.clone() });
        proposed.collect()
    }
}

/// The answers of two states that differ. The scenarios, contacts and spaces are those of the later one.
pub(in crate::app) fn impact_between(before: &Side, after: &Side, now: Timestamp) -> Impact {
    let catalog = Arc::clone(after.catalog());
    let mut impact = Impact::default();
    let mut budget = Budget { calls: MOST_CALLS, offers: MOST_OFFERS };
    for scenario in &catalog.scenarios {
        let called = split_address(&scenario.call.space).map_or("", |(environment, _)| environment);
        let size = after.derived.plan.offers_in(called);
        impact.note(budget.takes(size).then(|| Shift {
            caller: Caller::Scenario(scenario.name.clone()),
            space: scenario.call.space.clone(),
            before: before.answer_scenario(scenario, now),
            after: after.answer_scenario(scenario, now),
        }));
    }
    for environment in catalog.environments.iter().filter(|it| it.stage != Stage::Live) {
        let size = after.derived.plan.offers_in(&environment.name);
        for space in &environment.spaces {
            let address = format!("{}/{}", environment.name, space.name);
            for (caller, call) in calls(&catalog, environment, space, &address) {
                impact.note(budget.takes(size).then(|| Shift {
                    caller,
                    space: address.clone(),
                    before: before.answer(&call, now),
                    after: after.answer(&call, now),
                }));
            }
        }
    }
    impact
}

impl Impact {
    /// Takes a comparison over; `None` for one that is beyond the bound.
    fn note(&mut self, shift: Option<Shift>) {
        let Some(shift) = shift else {
            self.left_out += 1;
            return;
        };
        self.compared += 1;
        let addresses = |list: &[Answered]| list.iter().map(|it| it.offer.clone()).collect::<Vec<_>>();
        if addresses(&shift.before) != addresses(&shift.after) {
            self.shifts.push(shift);
        }
    }
}

/// What may still be tried.
struct Budget {
    calls: usize,
    offers: usize,
}

impl Budget {
    /// Whether a call to a space with so many offers may be tried; counts it.
    fn takes(&mut self, offers: usize) -> bool {
        let takes = self.calls > 0 && self.offers > 0;
        if takes {
            self.calls -= 1;
            self.offers = self.offers.saturating_sub(offers);
        }
        takes
    }
}

/// The calls that are tried on a space: each contact that it can identify, and somebody whom nobody knows.
fn calls(catalog: &Catalog, environment: &Environment, space: &Space, address: &str) -> Vec<(Caller, Call)> {
    let asked = || {
        let count = if space.unitary { 1 } else { COUNT };
        Call { count, ..Call::new(address) }
    };
    let known = |(index, contact): (usize, &Arc<Contact>)| {
        if contact.dimension != environment.targeting_dimension {
            return None;
        }
        let identity = identity(catalog, address, contact);
        if !identity.is_empty() {
            return Some((Caller::LoggedIn(index), Call { identity, ..asked() }));
        }
        let by_cookie = space.implicit_identification;
        let cookie = contact.cookies.first().filter(|_| by_cookie)?.clone();
        Some((Caller::Cookie(index), Call { permanent_cookie: Some(cookie), ..asked() }))
    };
    let contacts = catalog.contacts.iter().enumerate().filter_map(known);
    contacts.chain([(Caller::Unknown, asked())]).collect()
}

#[cfg(test)]
mod tests;
