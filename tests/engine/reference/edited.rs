//! The plan of a random catalog, made after plans of catalogs that were edited until they became this one, which all were
//! asked for the best offers: what is kept from one plan to the next is held to the reference too.

use super::generate::Random;
use std::sync::Arc;
use vitrine::contacts::Population;
use vitrine::engine::{Plan, Ranker};
use vitrine::model::{Call, Catalog, Category, Multiplier, Offer, Period};

/// How many edits there are at most.
const MOST_EDITS: usize = 4;

/// The plan of a catalog after those of others.
pub(super) fn plan(catalog: &Arc<Catalog>, population: &Population, random: &mut Random) -> Plan {
    let edits = 1 + random.below(MOST_EDITS);
    let mut before = vec![Arc::clone(catalog)];
    for _ in 0..edits {
        let mut other = Catalog::clone(&before[before.len() - 1]);
        unedit(&mut other, random);
        before.push(Arc::new(other));
    }
    let plans = before.iter().rev().fold(None, |earlier: Option<Plan>, catalog| {
        let plan = Plan::after(catalog, earlier.as_ref());
        // Nobody asks some of them.
        if random.percent(80) {
            rank(&plan, population, random);
        }
        Some(plan)
    });
    plans.expect("there is one")
}

/// Asks for the best offers of some spaces.
fn rank(plan: &Plan, population: &Population, random: &mut Random) {
    for environment in &plan.catalog().environments {
        for space in environment.spaces.iter().filter(|_| random.percent(60)) {
            let call = Call::new(format!("{}/{}", environment.name, space.name));
            let mut ranker = Ranker::new(plan, &call, jiff::Timestamp::UNIX_EPOCH).expect("it is there");
            for contact in 0..population.len() {
                ranker.best(population, contact);
            }
        }
    }
}

/// Makes a catalog another one, which an edit makes that catalog again.
fn unedit(catalog: &mut Catalog, random: &mut Random) {
    let environment = random.below(catalog.environments.len());
    let environment = Arc::make_mut(&mut catalog.environments[environment]);
    if environment.categories.is_empty() || random.percent(5) {
        environment.weights.clear();
        return;
    }
    let category = random.below(environment.categories.len());
    let mut category = Arc::make_mut(&mut environment.categories[category]);
    while !category.categories.is_empty() && random.percent(60) {
        let below = random.below(category.categories.len());
        category = Arc::make_mut(&mut category.categories[below]);
    }
    if random.percent(15) {
        category.multiplier = Some(Multiplier { value: 0.5, period: Period::default() });
    } else {
        unedit_offers(category, random);
    }
}

fn unedit_offers(category: &mut Category, random: &mut Random) {
    let offers = &mut category.offers;
    if offers.is_empty() || random.percent(15) {
        offers.insert(random.below(offers.len() + 1), Arc::new(Offer::new("of_before", "")));
        return;
    }
    let (place, other) = (random.below(offers.len()), random.pick(offers));
    match random.below(6) {
        0 => drop(offers.remove(place)),
        1 => offers.insert(place, other),
        kind => {
            let offer = Arc::make_mut(&mut offers[place]);
            match kind {
                2 => offer.enabled = !offer.enabled,
                3 => {
                    random.pick(&["", "profile.age > 30", "offer.price > 1.0"]).clone_into(&mut offer.target);
                }
                4 => offer.weights.clear(),
                _ => (offer.weights, offer.target) = (other.weights.clone(), other.target.clone()),
            }
        }
    }
}
