//! What the templates of an environment are tried with, and what of that was told of already.

use super::checker::Checker;
use super::findings::Told;
use crate::engine::Trials;
use crate::model::{Environment, Place};

/// The trials of an environment.
pub(super) struct Tried {
    pub(super) trials: Option<Trials>,
    pub(super) environment: Place,
    /// The places that were told of.
    pub(super) told: Told,
}

impl Tried {
    pub(super) fn new(checker: &Checker<'_>, environment: &Environment, place: &Place) -> Self {
        // Of two environments of one name the plan knows the first.
        let is_known = !checker.is_duplicate(&place.entity);
        let trials = is_known.then(|| {
            checker.plan.trials(&environment.name, checker.population, checker.now, &checker.bounds.budget)
        });
        Self { trials: trials.flatten(), environment: place.clone(), told: Told::default() }
    }
}
