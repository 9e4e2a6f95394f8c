//! The weights of an environment, a category, an offer or an offer template.

use super::checker::{Checker, NamedKind};
use super::issue::Change;
use super::kinds;
use super::rules::{self, Rules};
use super::site::Site;
use crate::model::{Environment, Period, Place, Weight, WeightValue, Window};
use crate::rule::Use;

/// Of how many weights it is asked whether one of them can apply. Those who write more leave none out, and each would be
/// looked at for each of thousands of offers.
pub(super) const MOST_ASKED: usize = 100;

/// A list of weights, and where it stands.
pub(super) struct List<'l> {
    pub(super) weights: &'l [Weight],
    /// The entity that has them.
    pub(super) place: &'l Place,
    /// The stretch in which they can apply at all.
    pub(super) window: Option<Window>,
    /// The entity with other weights.
    pub(super) put: &'l dyn Fn(EditWeights) -> Change,
}

/// A change of a list of weights.
pub(super) type EditWeights = Box<dyn Fn(&mut Vec<Weight>) + Send + Sync>;

impl List<'_> {
    /// Checks them. Those of an offer template belong to no environment, and its rules see nothing yet.
    pub(super) fn check(
        &self,
        checker: &mut Checker<'_>,
        environment: Option<&Environment>,
        mut rules: Option<&mut Rules>,
    ) {
        for (index, weight) in self.weights.iter().enumerate() {
            let place = self.place.field("weights").index(index);
            if let Some(space) = &weight.space
                && !checker.has_space(environment, space)
            {
                checker.dangling(NamedKind::Space, space, place.field("space"));
            }
            self.period(checker, index, weight, &place);
            if let WeightValue::Number(value) = weight.value {
                number(checker, value, weight, &place);
            }
            self.rules(checker, index, rules.as_deref_mut(), &place);
        }
    }

    /// The formula and the rule of a weight.
    fn rules(&self, checker: &mut Checker<'_>, index: usize, rules: Option<&mut Rules>, place: &Place) {
        let weight = &self.weights[index];
        let target = place.field("target");
        let formula = match &weight.value {
            WeightValue::Formula(formula) => Some((formula, place.field("value"))),
            WeightValue::Number(_) => None,
        };
        let Some(rules) = rules else {
            if let Some((formula, place)) = formula {
                rules::syntax(checker, formula, &place);
            }
            return rules::syntax(checker, &weight.target, &target);
        };
        let site = if weight.space.is_some() { Site::on_one_space } else { Site::anywhere };
        if let Some((formula, place)) = formula {
            rules.check(checker, formula, Use::Weight, &site(place));
        }
        let with =
            |rule: String| (self.put)(Box::new(move |weights| weights[index].target.clone_from(&rule)));
        rules.check(checker, &weight.target, Use::Target, &site(target).put(with));
    }

    fn period(&self, checker: &mut Checker<'_>, index: usize, weight: &Weight, place: &Place) {
        let place = place.field("period");
        let with =
            |period: Period| (self.put)(Box::new(move |weights| weights[index].period.clone_from(&period)));
        checker.period(&weight.period, place.clone(), with);
        if self.window.is_some_and(|window| window.never_meets(checker.window(&weight.period))) {
            checker
                .report(&kinds::WEIGHT_OUTSIDE_PERIOD, place)
                .with("weight", weight.title())
                .fixed_by("check-fix-clear-period", with(Period::default()));
        }
    }
}

fn number(checker: &mut Checker<'_>, value: f64, weight: &Weight, place: &Place) {
    if !value.is_finite() {
        checker.report(&kinds::BAD_NUMBER, place.field("value"));
    } else if value <= 0.0 {
        checker
            .report(&kinds::ZERO_WEIGHT, place.field("value"))
            .with("weight", weight.title())
            .with("value", value);
    }
}

/// Whether any of the weights applies at some moment from now on.
pub(super) fn any_left(checker: &Checker<'_>, weights: &[Weight]) -> bool {
    weights.iter().any(|weight| checker.window(&weight.period).until > checker.now)
}

/// The weights that may count, as far as their numbers go, with the stretches of their periods.
pub(super) fn counting<'a>(
    checker: &Checker<'_>,
    weights: &'a [Weight],
) -> impl Iterator<Item = (&'a Weight, Window)> {
    let counts = |weight: &&Weight| match weight.value {
        WeightValue::Number(value) => value > 0.0,
        WeightValue::Formula(_) => true,
    };
    weights.iter().filter(counts).map(|weight| (weight, checker.window(&weight.period)))
}
