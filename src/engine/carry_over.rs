//! What a plan knows of the one before it, where an edit left most offers as they were: what follows from each offer alone is
//! found anew for those that changed, and taken over for all others. Owns that way from a plan to the next.

use super::plan::{EnvironmentPlan, OfferSteps, SpacePlan};
use super::ranking::ranking_after;
use std::any::Any;
use std::sync::{Arc, OnceLock};

/// So many offers may be others than in the plan before.
const MOST_CHANGED: usize = 64;

/// Gives a plan, of which nobody has asked anything yet, what the one before it found out.
pub(super) fn carry_over(earlier: Option<&EnvironmentPlan>, plan: &EnvironmentPlan) {
    if let Some(ranking) = earlier.and_then(|earlier| ranking_after(earlier, plan)) {
        keep::<Arc<dyn Any + Send + Sync>>(&plan.found.ranking, ranking);
    }
    let Some(earlier) = earlier.filter(|earlier| {
        (earlier.offers.len(), earlier.categories.len()) == (plan.offers.len(), plan.categories.len())
    }) else {
        return;
    };
    let both = earlier.offers.iter().zip(&plan.offers).enumerate();
    let changed = both.filter(|(_, (one, other))| !Arc::ptr_eq(one, other)).map(|(place, _)| place);
    let changed: Vec<usize> = changed.take(MOST_CHANGED + 1).collect();
    if changed.len() > MOST_CHANGED {
        return;
    }
    let (before, found) = (&earlier.found, &plan.found);
    let name = |environment: &EnvironmentPlan, place: usize| environment.offers[place].offer.name.clone();
    if let Some(names) = before.offers.get()
        && changed.iter().all(|place| name(earlier, *place) == name(plan, *place))
    {
        keep(&found.offers, Arc::clone(names));
    }
    renew(&before.steps, &found.steps, &changed, |place| OfferSteps::of(&plan.offers[place]));
    for (one, other) in earlier.spaces.iter().zip(&plan.spaces) {
        if Arc::ptr_eq(&one.space, &other.space) {
            space(one, other, plan, &changed);
        }
    }
    if let Some(sheet) = earlier.sheet().and_then(|sheet| sheet.after(earlier, plan, &changed)) {
        keep(&found.sheet, Arc::new(sheet));
    }
}

/// What offers miss on a space, and whether they are live there.
fn space(earlier: &SpacePlan, space: &SpacePlan, plan: &EnvironmentPlan, changed: &[usize]) {
    // Where no field is required nothing stands there.
    let none_missing = earlier.missing.get().is_some_and(Vec::is_empty);
    let asked = if none_missing { &[] } else { changed };
    renew(&earlier.missing, &space.missing, asked, |place| space.missing_of(&plan.offers[place]));
    renew(&earlier.live, &space.live, changed, |place| space.is_live(&plan.offers[place]));
}

/// Takes a list over that has an item for each offer, with those at some places anew.
fn renew<T: Clone>(
    earlier: &OnceLock<Vec<T>>,
    list: &OnceLock<Vec<T>>,
    changed: &[usize],
    item: impl Fn(usize) -> T,
) {
    let Some(known) = earlier.get() else { return };
    let mut renewed = known.clone();
    for place in changed {
        renewed[*place] = item(*place);
    }
    keep(list, renewed);
}

fn keep<T>(place: &OnceLock<T>, value: T) {
    // Where somebody was first, that one found the same.
    let _ = place.set(value);
}
