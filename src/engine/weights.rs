//! Gate 7 of a decision: the weight of an offer (`domain.md` §4). Owns which weights apply, and why the others do not.

use super::call_context::CallContext;
use super::plan::{EnvironmentPlan, Level, WeightPlan, WeightSource};
use super::ready_rule::{Mismatch, matches};
use super::weights_above::{Missed, Spot};

/// The own weights of an offer: of those that always apply only the highest, which the others are nothing to.
fn own(environment: &EnvironmentPlan, offer: usize) -> impl Iterator<Item = (Spot, &WeightPlan)> {
    let weights = environment.offers[offer].weights.contending();
    weights.map(|(place, weight)| (Spot { depth: usize::MAX, level: Level::Offer, place }, weight))
}

/// Gate 7: the highest weight that applies, of the environment's, the categories' and the offer's own taken
/// together. The first of equals wins.
pub(super) fn highest_weight(context: &CallContext, offer: usize) -> Option<(f64, (Level, usize))> {
    let (environment, above) = (&*context.environment, context.weights_above());
    let mut highest = above.highest(environment.offers[offer].category);
    for (spot, weight) in above.asking(environment, offer) {
        if let Ok(value) = value(context, offer, weight) {
            highest.look_at(value, spot);
        }
    }
    for (spot, weight) in own(environment, offer) {
        if let Ok(value) = applies(context, offer, weight) {
            highest.look_at(value, spot);
        }
    }
    highest.0.map(|(value, spot)| (value, (spot.level, spot.place)))
}

/// How many weights [`highest_weight`] looks at.
pub(super) fn looks(context: &CallContext, offer: usize) -> usize {
    let plan = &context.environment.offers[offer];
    context.weights_above().asked(plan.category) + plan.weights.contending().len()
}

/// The weights of an offer that ask rules and are in play: the environment's, the categories' and its own.
pub(super) fn asking(context: &CallContext, offer: usize) -> impl Iterator<Item = &WeightPlan> {
    let environment = &context.environment;
    let own = environment.offers[offer].weights.asking();
    let own = own.filter(|weight| context.asked().is_in_play(weight).is_ok());
    context.weights_above().asking(environment, offer).map(|(_, weight)| weight).chain(own)
}

/// The weights of an offer that do not apply, each with the reason: of the environment's, the categories' and its own
/// the few that came closest to applying, and how many others there are.
pub(super) fn missed_weights(context: &CallContext, offer: usize) -> (Vec<(&WeightPlan, Missed)>, usize) {
    let (environment, above) = (&*context.environment, context.weights_above());
    let plan = &environment.offers[offer];
    let mut misses = above.misses(plan.category);
    for (spot, weight) in above.asking(environment, offer) {
        if let Err(missed) = value(context, offer, weight) {
            misses.add(spot, missed);
        }
    }
    for (spot, weight) in own(environment, offer) {
        if let Err(missed) = applies(context, offer, weight) {
            misses.add(spot, missed);
        }
    }
    let others = misses.count - misses.closest.len();
    let weight = |spot: Spot| environment.weights_at(spot.level, offer).get(spot.place);
    let named = misses.closest.into_iter().filter_map(|(spot, missed)| Some((weight(spot)?, missed)));
    (named.collect(), others)
}

/// The value of a weight, when its space, period and rule let it apply and its formula comes to a number.
fn applies(context: &CallContext, offer: usize, weight: &WeightPlan) -> Result<f64, Missed> {
    context.asked().is_in_play(weight)?;
    value(context, offer, weight)
}

/// The same of one whose space and period do.
fn value(context: &CallContext, offer: usize, weight: &WeightPlan) -> Result<f64, Missed> {
    let inputs = context.inputs_for(offer);
    matches(weight.target.as_ref(), &inputs).map_err(Missed::Rule)?;
    match &weight.value {
        WeightSource::Number(value) if value.is_finite() => Ok(*value),
        WeightSource::Number(_) => Err(Missed::Value(Mismatch::False)),
        WeightSource::Formula(formula) => formula.number(&inputs).map_err(Missed::Value),
    }
}
