//! Scenarios: what their calls and expectations name, and whether they pass.

use super::checker::{Checker, NamedKind, inside};
use super::contact::{history, no_instant};
use super::issue::{Change, changed};
use super::kinds;
use crate::engine::Scenarios;
use crate::model::{Call, Entity, Environment, Expect, Moment, Place, Ref, Scenario, Space, label_or_name};
use crate::rule::typed_from_text;
use jiff::Unit;
use std::collections::HashSet;
use std::sync::Arc;

/// Checks all scenarios.
pub(super) fn check_all(checker: &mut Checker<'_>, root: &Place) {
    let mut seen = HashSet::new();
    let mut runs = Scenarios::new(checker.plan, checker.population, checker.now);
    for (index, scenario) in checker.catalog.scenarios.iter().enumerate() {
        let place = inside(root, "scenarios", index, Ref::Scenario(scenario.name.clone()));
        checker.name(NamedKind::Scenario, &scenario.name, &mut seen, &place);
        check(checker, scenario, &place, &mut runs);
    }
}

fn check(checker: &mut Checker<'_>, scenario: &Arc<Scenario>, place: &Place, runs: &mut Scenarios<'_>) {
    moment(checker, scenario, &place.field("call"));
    let without = |index| changed(scenario, Entity::Scenario, move |it| drop(it.history.remove(index)));
    let title = || label_or_name(&scenario.label, &scenario.name).to_owned();
    history(checker, &scenario.history, &title, place, without);
    let mut can_run = true;
    for (further, (call, expect)) in scenario.placements().enumerate() {
        let further = further.checked_sub(1);
        let place = further.map_or_else(|| place.clone(), |index| place.field("page").index(index));
        can_run &= placement(checker, &Placed { scenario, further, call }, expect, &place);
    }
    if !can_run {
        return;
    }
    if scenario.call.at.as_ref().is_some_and(|at| at.instant(&checker.zone).is_none()) {
        // It cannot be run, which is said of its moment.
        return;
    }
    let verdict = runs.run(scenario);
    if let Some(first) = verdict.differences.into_iter().next() {
        checker
            .report(&kinds::SCENARIO_FAILS, place.field("expect"))
            .with("scenario", label_or_name(&scenario.label, &scenario.name))
            .with("problem", first);
    }
}

/// A call of a scenario: its own, or that of a further placement of its page.
struct Placed<'a> {
    scenario: &'a Arc<Scenario>,
    /// Which of the further ones.
    further: Option<usize>,
    call: &'a Call,
}

impl Placed<'_> {
    /// A change of the call.
    fn changed(&self, change: impl Fn(&mut Call) + Send + Sync + 'static) -> Change {
        let further = self.further;
        changed(self.scenario, Entity::Scenario, move |it| match further {
            None => change(&mut it.call),
            Some(index) => it.page.get_mut(index).into_iter().for_each(|it| change(&mut it.call)),
        })
    }
}

/// What a placement names. Says whether its space exists.
fn placement(checker: &mut Checker<'_>, placed: &Placed<'_>, expect: &Expect, place: &Place) -> bool {
    let (call, at) = (placed.call, place.field("call"));
    expectations(checker, expect, &place.field("expect"));
    names(checker, placed, &at);
    let Some((environment, space)) = checker.index.space(&call.space) else {
        checker.dangling(NamedKind::Space, &call.space, at.field("space"));
        return false;
    };
    if placed.further.is_none() {
        identity(checker, call, environment, space, &at.field("identity"));
    }
    call_data(checker, call, environment, space, &at.field("call_data"));
    true
}

/// A call without a moment is made now, so that the scenario passes today and fails tomorrow.
fn moment(checker: &mut Checker<'_>, scenario: &Arc<Scenario>, place: &Place) {
    if let Some(at) = &scenario.call.at {
        no_instant(checker, at, place.field("at"));
    } else {
        let now = checker.now.to_zoned(checker.zone.clone());
        let minute = now.round(Unit::Minute).unwrap_or(now);
        let with = changed(scenario, Entity::Scenario, move |it| it.call.at = Some(Moment::local(&minute)));
        checker
            .report(&kinds::SCENARIO_WITHOUT_MOMENT, place.field("at"))
            .with("scenario", label_or_name(&scenario.label, &scenario.name))
            .fixed_by("check-fix-set-moment", with);
    }
}

/// The categories and themes that a call asks for. It lists those of several environments, so a name that
/// any of them has will do.
fn names(checker: &mut Checker<'_>, placed: &Placed<'_>, place: &Place) {
    for (index, name) in placed.call.categories.iter().enumerate() {
        if !checker.index.names.categories.contains(name.as_str()) {
            let without = placed.changed(move |call| drop(call.categories.remove(index)));
            checker
                .dangling(NamedKind::Category, name, place.field("categories").index(index))
                .fixed_by("check-fix-remove", without);
        }
    }
    for (index, name) in placed.call.themes.iter().enumerate() {
        if !checker.index.names.themes.contains(name.as_str()) {
            let without = placed.changed(move |call| drop(call.themes.remove(index)));
            checker
                .report(&kinds::UNKNOWN_THEME, place.field("themes").index(index))
                .with("name", name)
                .fixed_by("check-fix-remove", without);
        }
    }
}

fn expectations(checker: &mut Checker<'_>, expect: &Expect, place: &Place) {
    if let Some(space) = &expect.answered_by
        && checker.index.space(space).is_none()
    {
        checker.dangling(NamedKind::Space, space, place.field("answered_by"));
    }
    let offers = expect.offers.iter().flatten().enumerate();
    let offers = offers.map(|(index, offer)| (offer, place.field("offers").index(index)));
    let excluded = expect.excluded.keys().map(|offer| (offer, place.field("excluded").key(offer)));
    for (offer, place) in offers.chain(excluded) {
        if checker.index.offer(offer).is_none() {
            checker.dangling(NamedKind::Offer, offer, place);
        }
    }
}

/// As many identity values as the space has keys, each of its field's type.
fn identity(checker: &mut Checker<'_>, call: &Call, environment: &Environment, space: &Space, place: &Place) {
    let given = &call.identity;
    let Some(dimension) = checker.index.dimension(&environment.targeting_dimension) else { return };
    let own = &space.identification_keys;
    let keys = if own.is_empty() { &dimension.key } else { own };
    if given.is_empty() {
        return;
    }
    if given.len() != keys.len() {
        checker
            .report(&kinds::IDENTITY_COUNT, place.clone())
            .with("given", given.len())
            .with("space", label_or_name(&space.label, &space.name))
            .with("keys", keys.join(", "));
        return;
    }
    for (index, (value, key)) in given.iter().zip(keys).enumerate() {
        let Some(field) = checker.index.dimension_field(&dimension.name, key) else { continue };
        if let Err(problem) = typed_from_text(&value.to_string(), &field.field_type, &checker.zone) {
            checker.report(&kinds::WRONG_TYPE, place.index(index)).with("problem", problem);
        }
    }
}

/// Call data that the environment called declares, or the one that answers in its place.
fn call_data(
    checker: &mut Checker<'_>,
    call: &Call,
    environment: &Environment,
    space: &Space,
    place: &Place,
) {
    let linked = space.linked_anonymous_space.as_ref().and_then(|address| checker.index.space(address));
    let linked = linked.map(|(environment, _)| environment.name.as_str());
    for (name, value) in &call.call_data {
        let place = place.key(name);
        let of = |environment| checker.index.call_data(environment, name);
        match of(environment.name.as_str()).or_else(|| of(linked?)) {
            Some(field) => checker.value(value, &field.field_type, place),
            None => {
                checker
                    .report(&kinds::UNDECLARED_CALL_DATA, place)
                    .with("name", name)
                    .with("environment", label_or_name(&environment.label, &environment.name));
            }
        }
    }
}
