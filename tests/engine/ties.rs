//! The order of offers of equal weight: as in the catalog, or shuffled fairly and always the same.

use crate::support::{category, decision, offer, offers, shop};
use std::collections::{BTreeMap, BTreeSet};

const SHUFFLED: &str = "ties: Shuffled(seed: 0),";

/// Five equal offers and a better one, in categories whose order is not that of the names.
fn catalog(ties: &str) -> String {
    let below = category("below", "", &[offer("b", ""), offer("c", "")]);
    let parts = format!("categories: [{below}],");
    let categories = category("above", &parts, &[offer("e", ""), offer("a", "")])
        + &category("last", "", &[offer("d", ""), offer("best", "weights: [Weight(value: 6)],")]);
    shop(&[("categories", &categories), ("visitor_categories", &categories)])
        .replace("ties: CatalogOrder,", ties)
}

fn order(ties: &str, call: &str) -> Vec<String> {
    offers(&decision(&catalog(ties), call)).into_iter().map(str::to_owned).collect()
}

fn anna_at(minute: u32) -> String {
    let (hour, minute) = (minute / 60, minute % 60);
    format!(r#"(space: "r/web", identity: ["anna"], count: 9, at: "2026-06-15T{hour:02}:{minute:02}")"#)
}

#[test]
fn catalog_order_is_depth_first_and_own_offers_come_first() {
    assert_eq!(order("ties: CatalogOrder,", &anna_at(0)), ["best", "e", "a", "b", "c", "d"]);
}

#[test]
fn a_shuffle_leaves_better_offers_first_and_is_the_default() {
    let shuffled = order(SHUFFLED, &anna_at(0));
    assert_eq!(shuffled[0], "best");
    assert_eq!(shuffled.iter().collect::<BTreeSet<_>>().len(), 6);
    assert_eq!(order("", &anna_at(0)), shuffled, "the default is a shuffle of seed 0");
}

/// Fixed for good: the same call gives the same answer in every release and on every machine.
#[test]
fn a_shuffle_is_always_the_same() {
    assert_eq!(order(SHUFFLED, &anna_at(0)).join(" "), "best a e c b d");
    assert_eq!(order(SHUFFLED, &anna_at(1)).join(" "), "best c a b e d");
}

#[test]
fn a_shuffle_changes_with_the_moment_the_contact_the_cookie_and_the_seed() {
    let differ = |orders: Vec<Vec<String>>| orders.into_iter().collect::<BTreeSet<_>>().len() > 4;
    assert!(differ((0..8).map(|minute| order(SHUFFLED, &anna_at(minute))).collect()), "moment");
    let seeds = (0..8).map(|seed| order(&format!("ties: Shuffled(seed: {seed}),"), &anna_at(0)));
    assert!(differ(seeds.collect()), "seed");
    let visitor = |kind: &str, cookie: u32| {
        order(SHUFFLED, &format!(r#"(space: "v/web", count: 9, {kind}: "c{cookie}")"#))
    };
    assert!(differ((0..8).map(|cookie| visitor("permanent_cookie", cookie)).collect()), "permanent cookie");
    assert!(differ((0..8).map(|cookie| visitor("session_cookie", cookie)).collect()), "session cookie");
    let blank = |cookie: u32| {
        let cookies = format!(r#"permanent_cookie: " ", session_cookie: "c{cookie}""#);
        order(SHUFFLED, &format!(r#"(space: "v/web", count: 9, {cookies})"#))
    };
    assert!(differ((0..8).map(blank).collect()), "session cookie, the permanent one is blank");
    let contact = |name: u32| {
        let call = anna_at(0).replace("anna", &format!("n{name}"));
        let contacts = format!(r#"Contact(dimension: "recipient", values: {{"id": "n{name}"}}),"#);
        let catalog = catalog(SHUFFLED).replace("contacts: [", &format!("contacts: [{contacts}"));
        offers(&decision(&catalog, &call)).into_iter().map(str::to_owned).collect()
    };
    assert!(differ((0..8).map(contact).collect()), "contact");
}

#[test]
fn equals_take_turns() {
    let (plan, population) = crate::support::opened(&catalog(SHUFFLED));
    let calls: u32 = 1_000;
    let mut seconds: BTreeMap<String, u32> = BTreeMap::new();
    for minute in 0..calls {
        let call = crate::support::read(&anna_at(minute));
        let decision = vitrine::engine::decide(&plan, &population, &call, crate::support::now());
        let second = decision.expect("the space exists").propositions[1].offer.clone();
        *seconds.entry(second).or_default() += 1;
    }
    // A fair draw among five gives 200 each, with a standard deviation of 13.
    assert_eq!(seconds.len(), 5, "{seconds:?}");
    assert!(seconds.values().all(|times| (140..=260).contains(times)), "{seconds:?}");
}
