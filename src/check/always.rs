//! Categories that are always recommended: they fill a page that would stay empty, so nothing should stop
//! their offers, and their offers should not push others away.

use super::checker::{Checker, inside};
use super::kinds;
use crate::engine::{Caps, Plan};
use crate::model::{Category, Environment, Offer, Place, Ref, Weight, WeightValue, label_or_name};
use std::collections::HashSet;
use std::sync::Arc;

/// An always recommended category, with its place and the offers inside it.
struct Always<'a> {
    category: &'a Category,
    place: Place,
    offers: Vec<Weighed<'a>>,
}

/// An enabled offer with the highest number among its weights that are not over. Formulas do not count.
#[derive(Clone, Copy)]
struct Weighed<'a> {
    offer: &'a Offer,
    weight: Option<f64>,
}

/// The two kinds of offers of an environment.
#[derive(Default)]
struct Found<'a> {
    always: Vec<Always<'a>>,
    others: Vec<Weighed<'a>>,
}

/// Checks the always recommended categories of an environment.
pub(super) fn check<'a>(checker: &mut Checker<'a>, environment: &'a Environment, place: &Place) {
    let mut any = false;
    environment.walk_categories(|_, category| any = any || category.always_recommended);
    if !any {
        return;
    }
    let mut found = Found::default();
    let inherited = highest(checker, &environment.weights);
    gather(checker, environment, &environment.categories, place, inherited, None, &mut found);
    let lightest = found
        .others
        .iter()
        .filter_map(|other| Some((other.offer, other.weight?)))
        .min_by(|one, other| one.1.total_cmp(&other.1));
    let caps = weighing(checker.plan, environment);
    for always in &found.always {
        heavy(checker, always, lightest);
        if let Some(caps) = &caps {
            capped(checker, caps, always);
        }
    }
}

/// Collects the offers of categories; `within` is the always recommended category they are inside.
fn gather<'a>(
    checker: &Checker<'a>,
    environment: &'a Environment,
    categories: &'a [Arc<Category>],
    place: &Place,
    inherited: Option<f64>,
    within: Option<usize>,
    found: &mut Found<'a>,
) {
    for (index, category) in categories.iter().enumerate().filter(|(_, category)| category.enabled) {
        let entity = Ref::Category(environment.name.clone(), category.name.clone());
        let place = inside(place, "categories", index, entity);
        let within = within.or_else(|| {
            category.always_recommended.then(|| {
                found.always.push(Always { category, place: place.clone(), offers: Vec::new() });
                found.always.len() - 1
            })
        });
        let inherited = larger(inherited, highest(checker, &category.weights));
        for offer in category.offers.iter().filter(|offer| offer.enabled) {
            let weighed = Weighed { offer, weight: larger(inherited, highest(checker, &offer.weights)) };
            match within {
                Some(index) => found.always[index].offers.push(weighed),
                None => found.others.push(weighed),
            }
        }
        gather(checker, environment, &category.categories, &place, inherited, within, found);
    }
}

fn highest(checker: &Checker<'_>, weights: &[Weight]) -> Option<f64> {
    let left = weights.iter().filter(|weight| checker.window(&weight.period).until > checker.now);
    let number = |weight: &Weight| match weight.value {
        WeightValue::Number(value) if value.is_finite() => Some(value),
        _ => None,
    };
    left.filter_map(number).max_by(f64::total_cmp)
}

fn larger(one: Option<f64>, other: Option<f64>) -> Option<f64> {
    one.into_iter().chain(other).max_by(f64::total_cmp)
}

/// One of its offers outranks one that is not always recommended.
fn heavy(checker: &mut Checker<'_>, always: &Always<'_>, lightest: Option<(&Offer, f64)>) {
    let weighed = always.offers.iter().filter_map(|offer| Some((offer.offer, offer.weight?)));
    let heaviest = weighed.max_by(|one, other| one.1.total_cmp(&other.1));
    let (Some((offer, weight)), Some((other, least))) = (heaviest, lightest) else { return };
    if weight > least {
        checker
            .report(&kinds::ALWAYS_RECOMMENDED_HEAVY, always.place.field("always_recommended"))
            .with("category", label_or_name(&always.category.label, &always.category.name))
            .with("offer", label_or_name(&offer.label, &offer.name))
            .with("weight", weight)
            .with("other", label_or_name(&other.label, &other.name))
            .with("least", least);
    }
}

/// The presentation rules of an environment that weigh on some channel of it.
fn weighing<'p>(plan: &'p Plan, environment: &Environment) -> Option<Caps<'p>> {
    let channels: HashSet<_> = environment.spaces.iter().map(|space| &space.channel).collect();
    plan.caps_of(&environment.name, |rule| rule.channel.as_ref().is_none_or(|it| channels.contains(it)))
}

/// A presentation rule can stop one of its offers.
fn capped(checker: &mut Checker<'_>, caps: &Caps<'_>, always: &Always<'_>) {
    let names = always.offers.iter().map(|weighed| weighed.offer.name.as_str());
    let Some((place, rule)) = caps.first_on(names, &checker.bounds.budget) else { return };
    let offer = always.offers[place].offer;
    checker
        .report(&kinds::ALWAYS_RECOMMENDED_CAPPED, always.place.field("always_recommended"))
        .with("category", label_or_name(&always.category.label, &always.category.name))
        .with("offer", label_or_name(&offer.label, &offer.name))
        .with("rule", label_or_name(&rule.label, &rule.name));
}
