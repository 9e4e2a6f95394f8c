//! The plan of a random catalog, made after plans of catalogs that were edited until they became this one, of which most were
//! asked for the best offers and why others are not: what is kept from one plan to the next is held to the reference too.

use super::generate::Random;
use std::sync::Arc;
use vitrine::contacts::Population;
use vitrine::engine::{Plan, Ranker, decide_unfilled};
use vitrine::model::{Call, Catalog, Category, Environment, Moment, Multiplier, Offer, Period};

/// How many edits there are at most.
const MOST_EDITS: usize = 4;

/// The plan of a catalog after those of others.
pub(super) fn plan(catalog: &Arc<Catalog>, random: &mut Random) -> Plan {
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
            ask(&plan, &Population::of(catalog), random);
        }
        Some(plan)
    });
    plans.expect("there is one")
}

/// Asks for the best offers of some spaces, and of some why the others are not among them.
fn ask(plan: &Plan, population: &Population, random: &mut Random) {
    for environment in &plan.catalog().environments {
        for space in &environment.spaces {
            if random.percent(40) {
                continue;
            }
            let call = Call::new(format!("{}/{}", environment.name, space.name));
            let mut ranker = Ranker::new(plan, &call, jiff::Timestamp::UNIX_EPOCH).expect("it is there");
            for contact in 0..population.len() {
                ranker.best(population, contact);
            }
            // What the gates ask is written down for the second decision.
            for _ in 0..random.below(3) {
                decide_unfilled(plan, population, &call, jiff::Timestamp::UNIX_EPOCH).expect("it is there");
            }
        }
    }
}

/// Makes a catalog another one, which an edit makes that catalog again.
fn unedit(catalog: &mut Catalog, random: &mut Random) {
    if random.percent(10) {
        return unedit_around(catalog, random);
    }
    let environment = random.below(catalog.environments.len());
    let environment = Arc::make_mut(&mut catalog.environments[environment]);
    if environment.categories.is_empty() || random.percent(10) {
        return unedit_environment(environment, random);
    }
    let category = random.below(environment.categories.len());
    let mut category = Arc::make_mut(&mut environment.categories[category]);
    while !category.categories.is_empty() && random.percent(60) {
        let below = random.below(category.categories.len());
        category = Arc::make_mut(&mut category.categories[below]);
    }
    if random.percent(25) {
        unedit_category(category, random);
    } else {
        unedit_offers(category, random);
    }
}

/// What stands beside environments, and what rules see.
fn unedit_around(catalog: &mut Catalog, random: &mut Random) {
    match random.below(6) {
        0 => {
            let dimension = random.below(catalog.dimensions.len());
            Arc::make_mut(&mut catalog.dimensions[dimension]).fields.swap(3, 4);
        }
        1 => catalog.offer_fields.reverse(),
        2 => catalog.settings = vitrine::model::Settings::default(),
        3 => "Asia/Tokyo".clone_into(&mut catalog.time_zone),
        4 => {
            let typology = random.below(catalog.typologies.len());
            Arc::make_mut(&mut catalog.typologies[typology]).rules.clear();
        }
        _ => {
            let rule = random.below(catalog.presentation_rules.len());
            Arc::make_mut(&mut catalog.presentation_rules[rule]).at_most += 1;
        }
    }
}

fn unedit_environment(environment: &mut Environment, random: &mut Random) {
    let (filter, space) = (random.below(environment.filters.len()), random.below(environment.spaces.len()));
    match random.below(7) {
        0 => environment.weights.clear(),
        1 => "profile.age > 30".clone_into(&mut environment.target),
        2 => environment.typology = None,
        3 => environment.call_data.reverse(),
        4 => "profile.premium".clone_into(&mut Arc::make_mut(&mut environment.filters[filter]).rule),
        5 => Arc::make_mut(&mut environment.spaces[space]).content_fields.clear(),
        // The first offers are yet to come.
        _ => environment.categories.clear(),
    }
}

fn unedit_category(category: &mut Category, random: &mut Random) {
    match random.below(7) {
        0 => category.multiplier = Some(Multiplier { value: 0.5, period: Period::default() }),
        1 => category.enabled = !category.enabled,
        2 => category.themes = vec!["sun".to_owned()],
        3 => "call.clicks > 1".clone_into(&mut category.target),
        4 => category.offers.clear(),
        5 => category.always_recommended = !category.always_recommended,
        _ => category.period.from = Some(Moment::Date(jiff::civil::date(2026, 6, 15))),
    }
}

fn unedit_offers(category: &mut Category, random: &mut Random) {
    let offers = &mut category.offers;
    if offers.is_empty() || random.percent(15) {
        offers.insert(random.below(offers.len() + 1), Arc::new(Offer::new("of_before", "")));
        return;
    }
    let (place, other) = (random.below(offers.len()), random.pick(offers));
    match random.below(9) {
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
                5 => offer.live_on = vec!["s1".to_owned()],
                6 => offer.content = other.content.clone(),
                7 => "of_before".clone_into(&mut offer.name),
                _ => (offer.weights, offer.target) = (other.weights.clone(), other.target.clone()),
            }
        }
    }
}
