//! Simulations of whole populations: one is what deciding for each contact by itself comes to, whatever the contacts are
//! read from, and a comparison of two catalogs is two simulations.

#![cfg(feature = "audience")]

mod imports;
#[path = "../engine/keep.rs"]
mod keep;
#[path = "../../examples/neobank_audience.rs"]
#[allow(dead_code, reason = "its program is not run")]
mod neobank_audience;
mod one_by_one;
mod sources;
mod support;
mod what_if;

use std::sync::atomic::{AtomicUsize, Ordering};
use support::{AT, catalog, kept_out, own, settings, simulated};
use vitrine::audience::Database;
use vitrine::audience::source::open;
use vitrine::contacts::{ContactStore, Population};
use vitrine::engine::{Plan, decide};
use vitrine::model::{Call, Reason, Value};
use vitrine::simulation::{Axis, AxisValue, Funnel, Settings, SimulationError, reach, simulate};

#[test]
fn the_audience_of_the_sample_catalog_is_what_its_generator_makes() {
    let committed = include_str!("../../catalogs/neobank_audience.csv");
    assert!(
        committed.replace("\r\n", "\n") == neobank_audience::audience(),
        "run the example neobank_audience"
    );
}

/// Everything that a simulation counts, counted by deciding for each contact.
#[test]
fn a_simulation_is_what_deciding_for_each_contact_comes_to() {
    for seed in 0..8 {
        let catalog = catalog(seed, 60);
        let (plan, population) = (Plan::new(&catalog), Population::of(&catalog));
        let settings =
            Settings { funnel: Funnel::All, axes: vec![Axis::Contact("segment".into())], ..settings(3) };
        let found = simulated(&plan, &own(&catalog), &settings);
        let mut by_count = vec![0_u64; 4];
        let mut ranks = vec![[0_u64; 3]; found.offers.len()];
        let mut weights = vec![0.0; found.offers.len()];
        let mut gates = vec![[0_u64; 10]; found.offers.len()];
        let mut affluent = 0;
        let place = |offer: &str| found.offers.iter().position(|it| it.offer == offer).expect("an offer");
        for contact in catalog.contacts.iter().filter(|contact| contact.dimension == "recipient") {
            let call = Call { identity: vec![contact.values["id"].clone()], ..settings.call.clone() };
            let decision =
                decide(&plan, &population, &call, AT.parse().expect("a moment")).expect("the space is there");
            by_count[decision.propositions.len()] += 1;
            for proposed in &decision.propositions {
                ranks[place(&proposed.offer)][proposed.rank as usize - 1] += 1;
                weights[place(&proposed.offer)] += proposed.final_weight;
                let is_affluent = contact.values.get("segment") == Some(&Value::from("affluent"));
                affluent += u64::from(is_affluent);
            }
            for (offer, reason) in kept_out(&decision) {
                gates[place(&offer)][reason as usize] += 1;
            }
        }
        assert_eq!(
            found.by_count.iter().copied().chain([0; 4]).take(4).collect::<Vec<_>>(),
            by_count,
            "seed {seed}"
        );
        for (place, offer) in found.offers.iter().enumerate() {
            let own: Vec<u64> = offer.ranks.iter().copied().chain([0; 3]).take(3).collect();
            assert_eq!(own, ranks[place], "seed {seed}, {}", offer.offer);
            assert_eq!(offer.stopped.0, gates[place], "seed {seed}, {}", offer.offer);
            assert_eq!(offer.passed, offer.times, "seed {seed}, {}", offer.offer);
            #[expect(clippy::cast_precision_loss, reason = "small")]
            let mean = weights[place] / offer.times as f64;
            assert!(
                offer.times == 0 || (offer.mean_weight.unwrap_or(0.0) - mean).abs() < 1e-6,
                "{}",
                offer.offer
            );
        }
        let row = found.axes[0].rows.iter().find(|row| row.value == AxisValue::Text("affluent".into()));
        assert_eq!(row.map_or(0, |row| row.times), affluent, "seed {seed}");
        assert_eq!(found.nothing.contacts, by_count[0]);
    }
}

#[test]
fn an_offer_says_who_gets_it_and_what_would_win_the_most_others() {
    let catalog = catalog(2, 150);
    let (plan, source) = (Plan::new(&catalog), own(&catalog));
    let now = AT.parse().expect("a moment");
    let settings = settings(2);
    let of_all = simulated(&plan, &source, &settings);
    let rare = of_all.offers.iter().filter(|offer| offer.times > 0).min_by_key(|offer| offer.times);
    let rare = rare.expect("some offer is proposed");
    let found = reach(&plan, &source, &settings, &rare.offer, now, &|_| true).expect("it goes through");
    assert_eq!((&found.offer, found.taken), (rare, of_all.contacts.taken));
    assert_eq!(found.asked, found.taken - rare.times);
    let best = found.ways.first().expect("there are ways");
    assert!(best.contacts > 0 && !best.way.changes.is_empty() && !best.example.key.is_empty());
    assert!(found.ways.windows(2).all(|pair| pair[0].contacts >= pair[1].contacts));
    let unknown = reach(&plan, &source, &settings, "recipient/nothing", now, &|_| true);
    assert!(matches!(unknown, Err(SimulationError::Failed(_))));
}

#[test]
fn contacts_of_a_database_come_to_the_same_with_their_history() {
    let catalog = catalog(11, 120);
    let plan = Plan::new(&catalog);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("people.sqlite");
    keep::keep(&catalog, &path);
    let store = open(&path).expect("a database");
    assert_eq!(store.total(), Some(120));
    let settings = Settings { funnel: Funnel::All, ..settings(3) };
    let mut found = simulated(&plan, store.as_ref(), &settings);
    let expected = simulated(&plan, &own(&catalog), &settings);
    let digest = std::mem::replace(&mut found.made_of, expected.made_of.clone()).population_digest;
    assert_eq!(found, expected);
    let without: Vec<_> = catalog.contacts.iter().map(|it| it.history.len()).collect();
    assert!(without.iter().any(|made| *made > 0) && without.contains(&0), "some have a history");
    // What a visit leaves makes another population of it.
    let mut database = Database::open(&path, &catalog).expect("a database");
    let first = database.first("recipient", None, 1).expect("read")[0];
    database.set_history(first, Vec::new()).expect("written");
    let again = open(&path).expect("a database");
    assert_ne!(simulated(&plan, again.as_ref(), &settings).made_of.population_digest, digest);
}

#[test]
fn gates_of_a_sample_are_those_of_all_where_it_is_all() {
    let catalog = catalog(3, 60);
    let plan = Plan::new(&catalog);
    let of = |funnel| simulated(&plan, &own(&catalog), &Settings { funnel, ..settings(2) });
    let (all, drawn, some, none) = (of(Funnel::All), of(Funnel::Drawn), of(Funnel::Of(10)), of(Funnel::None));
    for (one, other) in all.offers.iter().zip(&drawn.offers) {
        assert_eq!(one, other);
    }
    assert!(!drawn.funnel.is_sample && some.funnel.is_sample);
    assert_eq!(
        (all.funnel.contacts, some.funnel.contacts, none.funnel.contacts),
        (all.contacts.taken, 10, 0)
    );
    for offer in &some.offers {
        assert_eq!(offer.stopped.total() + offer.passed, 10, "{}", offer.offer);
    }
}

#[test]
fn whom_it_is_about_is_said_by_a_rule_and_a_number() {
    let catalog = catalog(5, 200);
    let plan = Plan::new(&catalog);
    let source = own(&catalog);
    let who = |rule: &str| simulated(&plan, &source, &Settings { who: rule.into(), ..settings(1) }).contacts;
    let everybody = who("");
    let (young, old) = (who("profile.age < 40"), who("profile.age >= 40"));
    let unknown = who("!has(profile.age)");
    assert_eq!(young.taken + old.taken + unknown.taken, everybody.taken);
    assert!(young.taken > 0 && old.taken > 0 && young.looked_at == everybody.looked_at);
    let sampled = Settings { sample: Some(30), who: "profile.age < 40".into(), ..settings(1) };
    let one = simulated(&plan, &source, &sampled);
    assert_eq!(one.contacts.taken, 30);
    assert_eq!(one.nothing.examples, simulated(&plan, &source, &sampled).nothing.examples);
    let now = AT.parse().expect("a moment");
    for wrong in ["profile.unknown > 3", "call.language == 'fr'", "profile.age <"] {
        let settings = Settings { who: wrong.into(), ..settings(1) };
        let found = simulate(&plan, &source, &settings, now, &|_| true);
        assert!(matches!(found, Err(SimulationError::Failed(_))), "{wrong}");
    }
}

#[test]
fn who_gives_it_up_gets_nothing() {
    let catalog = catalog(5, 2_000);
    let plan = Plan::new(&catalog);
    let asked = AtomicUsize::new(0);
    let watch = |_| asked.fetch_add(1, Ordering::Relaxed) < 1;
    let found = simulate(&plan, &own(&catalog), &settings(1), AT.parse().expect("a moment"), &watch);
    assert_eq!(found, Err(SimulationError::GivenUp));
    assert!(asked.load(Ordering::Relaxed) < 4, "it went on");
}

#[test]
fn the_sample_audience_has_offers_for_most_and_says_what_the_others_have_in_common() {
    let catalog = support::neobank();
    let plan = Plan::new(&catalog);
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogs/neobank_audience.csv");
    let source = open(&path).expect("the file is there");
    let axes = ["age", "balance", "customer_since", "interests", "offer.category", "split('test')", "email"];
    let axes: Vec<Axis> = axes.iter().map(|axis| axis.parse().expect("an axis")).collect();
    let found = simulated(&plan, source.as_ref(), &Settings { axes, ..settings(3) });
    assert_eq!((found.contacts.looked_at, found.contacts.taken), (10_000, 10_000));
    assert!(found.nothing.share < 0.5, "{}", found.nothing.share);
    let [age, balance, since, interests, category, split, email] = found.axes.as_slice() else {
        panic!("an axis is missing")
    };
    for axis in [age, balance, since, split] {
        assert!((4..=26).contains(&axis.rows.len()), "{} has {} rows", axis.axis, axis.rows.len());
        assert_eq!(axis.rows.iter().map(|row| row.contacts).sum::<u64>(), 10_000, "{}", axis.axis);
    }
    assert!(interests.rows.iter().map(|row| row.contacts).sum::<u64>() > 10_000);
    assert!(age.rows.iter().any(|row| row.value == AxisValue::Missing && row.contacts > 100));
    let times: u64 = found.offers.iter().map(|offer| offer.times).sum();
    assert_eq!(category.rows.iter().map(|row| row.times).sum::<u64>(), times);
    assert!(email.too_many && email.rows.is_empty());
    assert!(split.rows.iter().all(|row| row.contacts.abs_diff(1_000) < 150));
    let gates: u64 = found.offers.iter().map(|offer| offer.stopped.of(Reason::Target)).sum();
    assert!(gates > 0 && !found.funnel.is_sample);
}
