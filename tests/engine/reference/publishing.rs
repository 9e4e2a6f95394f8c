//! Publishing on the same random catalogs (`domain.md` §5): nothing that is not approved reaches Live, publishing again
//! changes nothing, and Live, an export of it, and a Design environment that is approved as a whole decide alike.

use super::generate::Random;
use super::{Trial, answer_of, calls, given};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use vitrine::contacts::Population;
use vitrine::document::{Obstacle, Published, production, publish};
use vitrine::engine::{Plan, decide};
use vitrine::model::{
    Approval, Call, Catalog, ContentApproval, EligibilityApproval, Environment, Offer, Ties, split_address,
};
use vitrine::storage::write;

/// Catalogs of a usual run.
const USUAL_CATALOGS: usize = 150;

/// The offers of an environment by name, each with its category.
fn offers(environment: &Environment) -> BTreeMap<&str, (&str, &Offer)> {
    let mut found = BTreeMap::new();
    environment.walk_categories(|_, category| {
        let offers = category.offers.iter().map(|it| (it.name.as_str(), (category.name.as_str(), &**it)));
        found.extend(offers);
    });
    found
}

fn catalogs(mut try_it: impl FnMut(u64, &mut Trial, &mut Random)) {
    let start = given("VITRINE_REFERENCE_SEED", 0) as u64;
    for seed in start..start + given("VITRINE_REFERENCE_DECISIONS", USUAL_CATALOGS) as u64 {
        let (mut trial, mut random) = Trial::new(seed);
        try_it(seed, &mut trial, &mut random);
    }
}

/// Publishes. Links of random catalogs may lead nowhere: such are cut first, as a person would.
fn published(catalog: &mut Catalog) -> Published {
    match publish(catalog) {
        Ok(published) => published,
        Err(obstacles) => {
            for obstacle in obstacles {
                let Obstacle::NoLinkedSpace { space, .. } = &obstacle else { panic!("{obstacle:?}") };
                let environment = catalog.environment_mut(space.environment().expect("of a space"));
                let spaces = &mut environment.expect("it is there").spaces;
                let space = spaces.iter_mut().find(|it| it.name == space.name()).expect("it is there");
                Arc::make_mut(space).linked_anonymous_space = None;
            }
            publish(catalog).expect("the links were all that stood in the way")
        }
    }
}

/// A published version, without what it has for spaces that its Design environment has not.
fn without_what_is_gone(offer: &Offer, design: &Environment) -> Offer {
    let mut offer = Offer { approval: Approval::default(), ..offer.clone() };
    offer.live_on.retain(|it| design.space(it).is_some());
    offer.content.spaces.retain(|it, _| design.space(it).is_some());
    offer.weights.retain(|it| it.space.as_deref().is_none_or(|it| design.space(it).is_some()));
    offer
}

/// The address in Live of what a Design environment has; others as they are.
fn in_live(address: &str) -> String {
    match split_address(address) {
        Some((environment, name)) if !environment.starts_with("live_") => {
            format!("live_{environment}/{name}")
        }
        _ => address.to_owned(),
    }
}

fn to_live(call: &Call) -> Call {
    Call { space: in_live(&call.space), ..call.clone() }
}

#[test]
fn live_has_what_is_approved_and_nothing_that_is_not() {
    let mut seen = BTreeMap::<&str, usize>::new();
    catalogs(|seed, trial, _| {
        let catalog = &mut trial.world.catalog;
        let Published { catalog: after, .. } = published(catalog);
        assert_eq!(publish(&after).expect("again").catalog, after, "seed {seed}: twice is once");
        for design in catalog.environments.iter().filter(|it| it.linked_live().is_some()) {
            let live = design.linked_live().expect("a Design environment");
            let live =
                |catalog: &Catalog| Environment::clone(catalog.environment(live).expect("it is there"));
            let (before, after) = (live(catalog), live(&after));
            let (designed, before, after) = (offers(design), offers(&before), offers(&after));
            for (name, (category, offer)) in &designed {
                let Approval { content, eligibility, .. } = &offer.approval;
                let refused =
                    *content == ContentApproval::Rejected || *eligibility == EligibilityApproval::Rejected;
                let old = before.get(name).map(|(_, old)| without_what_is_gone(old, design));
                let expected = match (content, offer.approval.is_approved(), old) {
                    (ContentApproval::Approved { spaces }, true, _) => {
                        let mut live_on = spaces.clone();
                        live_on.retain(|it| design.space(it).is_some());
                        // What it would show on other spaces is not approved.
                        let mut content = offer.content.clone();
                        content.spaces.retain(|it, _| live_on.contains(it));
                        let approval = Approval::default();
                        Some(("approved", Offer { approval, content, live_on, ..(*offer).clone() }))
                    }
                    (_, _, Some(old)) if refused || !offer.enabled => {
                        Some(("withdrawn", Offer { enabled: false, ..old }))
                    }
                    (.., old) => old.map(|old| ("kept", old)),
                };
                *seen.entry(expected.as_ref().map_or("not published", |(word, _)| word)).or_default() += 1;
                let expected = expected.map(|(_, offer)| (*category, offer));
                let found = after.get(name).map(|(category, offer)| (*category, (*offer).clone()));
                assert_eq!(found, expected, "seed {seed}: {}/{name}", design.name);
            }
            for (name, (_, old)) in before.iter().filter(|(name, _)| !designed.contains_key(*name)) {
                *seen.entry("gone").or_default() += 1;
                let found = after.get(name).map(|(_, offer)| (*offer).clone());
                assert_eq!(
                    found,
                    Some(Offer { enabled: false, ..without_what_is_gone(old, design) }),
                    "seed {seed}: {name}"
                );
            }
            let known = |name: &&&str| designed.contains_key(**name) || before.contains_key(**name);
            assert_eq!(
                after.keys().filter(|it| !known(it)).count(),
                0,
                "seed {seed}: something came of nothing"
            );
        }
    });
    for word in ["approved", "withdrawn", "kept", "not published", "gone"] {
        assert!(seen.get(word).is_some_and(|count| *count >= 10), "{word}: {seen:?}");
    }
}

/// A catalog without propositions of offers that were never in Live: in production they were not made, and there the offer
/// of Design is not known that they would count as.
fn with_histories_of_live(catalog: &Arc<Catalog>) -> Arc<Catalog> {
    let mut catalog = Catalog::clone(catalog);
    let live = catalog.environments.iter().filter(|it| it.name.starts_with("live_"));
    let known: HashSet<String> = live
        .flat_map(|it| offers(it).into_keys().map(|name| format!("{}/{name}", it.name)).collect::<Vec<_>>())
        .collect();
    for contact in &mut catalog.contacts {
        Arc::make_mut(contact).history.retain(|made| known.contains(&made.offer));
    }
    Arc::new(catalog)
}

#[test]
fn an_export_decides_as_live_does() {
    let (mut proposed, mut asking) = (0, 0);
    catalogs(|seed, trial, random| {
        // In production all propositions come from Live.
        for contact in &mut trial.world.catalog.contacts {
            for proposition in &mut Arc::make_mut(contact).history {
                proposition.offer = in_live(&proposition.offer);
                proposition.space = in_live(&proposition.space);
            }
        }
        let Published { catalog: after, .. } = published(&mut trial.world.catalog);
        let after = with_histories_of_live(&after);
        let population = Population::of(&after);
        let [live, exported] = [Arc::clone(&after), Arc::new(production(&after))].map(|it| Plan::new(&it));
        let text = write(exported.catalog(), None).expect("it can be written");
        asking += usize::from(text.contains("interaction.environment"));
        for _ in 0..8 {
            let call = to_live(&calls::call(&trial.world, random));
            let [live, exported] = [&live, &exported].map(|plan| {
                decide(plan, &population, &call, trial.world.now).ok().map(|decision| answer_of(&decision))
            });
            assert_eq!(live, exported, "seed {seed}: {call:#?}");
            proposed += live.map_or(0, |answer| answer.kept.len());
        }
    });
    assert!(proposed > 100 && asking > 10, "{proposed} {asking}");
}

#[test]
fn live_proposes_what_a_design_environment_does_that_is_approved_as_a_whole() {
    let (mut proposed, mut asking) = (0, 0);
    catalogs(|seed, trial, random| {
        let catalog = &mut trial.world.catalog;
        asking +=
            usize::from(write(catalog, None).expect("it can be written").contains("interaction.environment"));
        catalog.settings.ties = Ties::CatalogOrder;
        let spaces: HashMap<String, Vec<String>> = (catalog.environments.iter())
            .map(|it| (it.name.clone(), it.spaces.iter().map(|space| space.name.clone()).collect()))
            .collect();
        catalog.change_each(&mut |at, entity| {
            let vitrine::model::Entity::Offer(offer) = entity else { return None };
            let environment = at.environment().filter(|it| !it.starts_with("live_"))?;
            let content = ContentApproval::Approved { spaces: spaces[environment].clone() };
            let approval = Approval { content, eligibility: EligibilityApproval::Approved, log: Vec::new() };
            Some(vitrine::model::Entity::Offer(Arc::new(Offer { approval, ..(**offer).clone() })))
        });
        let Published { catalog: after, .. } = published(catalog);
        let (plan, population) = (Plan::new(&after), Population::of(&after));
        for _ in 0..8 {
            let call = calls::call(&trial.world, random);
            let of_design = split_address(&call.space).is_some_and(|(it, _)| !it.starts_with("live_"));
            let answers = [call.clone(), to_live(&call)].map(|call| {
                decide(&plan, &population, &call, trial.world.now).ok().map(|decision| {
                    let answer = answer_of(&decision);
                    let name = |address: &str| address.trim_start_matches("live_").to_owned();
                    let kept = answer.kept.iter().map(|(offer, _, weight, multiplier, end)| {
                        (name(offer), weight.to_bits(), multiplier.to_bits(), end.to_bits())
                    });
                    (answer.identification, name(&answer.answered_by), kept.collect::<Vec<_>>())
                })
            });
            if of_design {
                proposed += answers[0].as_ref().map_or(0, |(_, _, kept)| kept.len());
                assert_eq!(answers[0], answers[1], "seed {seed}: {call:#?}");
            }
        }
    });
    assert!(proposed > 100 && asking > 10, "{proposed} {asking}");
}
