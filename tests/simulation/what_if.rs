//! A comparison of two catalogs is two simulations, and who gains and loses adds up.

use super::support::{AT, catalog, own, settings, simulated};
use std::sync::Arc;
use vitrine::engine::Plan;
use vitrine::model::{Catalog, Category, Offer};
use vitrine::simulation::{Settings, WhatIf, what_if};

/// A catalog with every third offer disabled, and every fifth one heavier.
fn changed(catalog: &Catalog) -> Arc<Catalog> {
    fn change(category: &mut Category, place: &mut usize) {
        for offer in &mut category.offers {
            *place += 1;
            let offer: &mut Offer = Arc::make_mut(offer);
            offer.enabled &= !place.is_multiple_of(3);
            if place.is_multiple_of(5) {
                offer.target = String::new();
            }
        }
        category.categories.iter_mut().for_each(|below| change(Arc::make_mut(below), place));
    }
    let mut catalog = catalog.clone();
    let mut place = 0;
    let environment = catalog.environments.iter_mut().find(|it| it.name == "recipient").expect("it is there");
    Arc::make_mut(environment).categories.iter_mut().for_each(|it| change(Arc::make_mut(it), &mut place));
    Arc::new(catalog)
}

fn compared(plans: [&Plan; 2], catalog: &Arc<Catalog>, of: [&Settings; 2]) -> WhatIf {
    let found = what_if(plans, &own(catalog), of, AT.parse().expect("a moment"), &|_| true);
    found.unwrap_or_else(|error| panic!("{error:?}"))
}

#[test]
fn a_comparison_is_two_simulations() {
    for seed in 0..6 {
        let catalog = catalog(seed, 80);
        let other = changed(&catalog);
        let (before, after, settings) = (Plan::new(&catalog), Plan::new(&other), settings(2));
        let mut found = compared([&before, &after], &catalog, [&settings, &settings]);
        (found.before.speed, found.after.speed) = Default::default();
        assert_eq!(found.before, simulated(&before, &own(&catalog), &settings), "seed {seed}");
        assert_eq!(found.after, simulated(&after, &own(&catalog), &settings), "seed {seed}");
        for offer in &found.offers {
            let [was, is] = offer.times;
            assert_eq!(was + offer.gained.contacts, is + offer.lost.contacts, "seed {seed}, {}", offer.offer);
        }
        let taken = found.before.contacts.taken;
        assert_eq!(found.flows.iter().map(|flow| flow.moved.contacts).sum::<u64>(), taken);
        let nothing = [&found.before, &found.after].map(|it| it.nothing.contacts);
        assert_eq!(nothing[0] + found.fell.contacts, nothing[1] + found.rose.contacts, "seed {seed}");
        assert!(found.changed > 0 && found.changed <= taken);
    }
}

#[test]
fn a_catalog_changes_nothing_against_itself_and_something_against_what_is_live() {
    let catalog = catalog(1, 80);
    let plan = Plan::new(&catalog);
    let design = settings(2);
    let same = compared([&plan, &plan], &catalog, [&design, &design]);
    assert_eq!((same.changed, same.fell.contacts, same.rose.contacts), (0, 0, 0));
    assert!(same.flows.iter().all(|flow| flow.from == flow.to));
    let live = Settings { live: true, ..design.clone() };
    let found = compared([&plan, &plan], &catalog, [&live, &design]);
    assert_eq!(found.before.made_of.answered_by, "live_recipient/app_home");
    // An offer and its Live version are one.
    let both = found.offers.iter().filter(|offer| offer.before.is_some() && offer.after.is_some()).count();
    assert!(both > 0);
}
