//! Visits as scenarios: each with what the visits before it left in its contact's history. Owns which of them can be told as
//! one: those that a scenario, which starts from the catalog's contacts, decides alike.

use crate::app::derived::Derived;
use crate::app::preview::{expected, free_label, what_it_shows};
use crate::document;
use crate::engine::{self, Visit};
use crate::model::{Call, Catalog, Placement, Proposition, Scenario};
use crate::text::Language;
use jiff::Timestamp;
use std::sync::Arc;

/// A visit as a scenario.
pub(super) struct Told {
    pub(super) scenario: Scenario,
    /// Whether the catalog's contacts decide it alike; not that of a visitor whom only an earlier visit created.
    pub(super) is_alike: bool,
}

/// The scenario of each visit, in order; none of one that has no answer.
pub(super) fn scenarios(
    derived: &Derived,
    visits: &[Visit],
    language: Language,
    now: Timestamp,
) -> Vec<Option<Told>> {
    let (plan, population) = (&derived.plan, &derived.population);
    let mut contacts = population.clone();
    let mut catalog = Catalog::clone(plan.catalog());
    let mut all = Vec::with_capacity(visits.len());
    for visit in visits {
        let before = contacts.clone();
        // In memory nothing goes wrong.
        let Ok(visited) = visit.play(plan, &mut contacts, now) else { break };
        let Some(first) = visited.made().next() else {
            all.push(None);
            continue;
        };
        let own = |place: usize| population.person(place).map_or(0, |person| person.history.len());
        let known = visited.made().find_map(|decision| Some(decision.contact.as_ref()?.index));
        let person = known.and_then(|place| Some((place, before.person(place)?)));
        let left = person.into_iter().flat_map(|(place, person)| person.history.iter().skip(own(place)));
        let history = left.map(|past| {
            let made = engine::written(plan, past);
            Proposition { at: made.at.to_the_minute(), ..made }
        });
        let label = free_label(&catalog, &language.say(&what_it_shows(&catalog, first, None)));
        let taken = |name: &str| catalog.scenarios.iter().any(|scenario| scenario.name == name);
        let name = document::unique_name(&document::name_of(&label, "scenario"), taken);
        let mut decided =
            visited.decisions.iter().map(|it| it.as_ref().ok().map(expected).unwrap_or_default());
        let mut calls = visit.calls.iter().map(|call| Call { store: false, ..call.clone() });
        let Some(call) = calls.next() else { continue };
        let expect = decided.next().unwrap_or_default();
        let page = calls.zip(decided).map(|(call, expect)| Placement { call, expect }).collect();
        let (no_offer_twice, history) = (visit.no_offer_twice, history.collect());
        let scenario = Scenario { name, label, call, expect, page, no_offer_twice, history };
        let is_alike = engine::run_scenario(plan, population, &scenario, now).passes();
        if is_alike {
            catalog.scenarios.push(Arc::new(scenario.clone()));
        }
        all.push(Some(Told { scenario, is_alike }));
    }
    all
}
