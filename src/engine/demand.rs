//! What the rules of one decision would take, found before any of them is run: which are refused for want of time does
//! then not depend on the order in which they are asked. Owns the count; what a rule takes is for [`crate::rule`] to say.

use super::call_context::CallContext;
use super::plain_gates::PlainGates;
use super::plan::{EnvironmentPlan, OfferPlan, OfferSteps, Plan, WeightPlan, Weights};
use super::ready_rule::Rule;
use super::weights;
use crate::model::CountedOffers;
use crate::rule::{Budget, Demand, Inputs, are_usual, steps_of_filters};
use std::collections::HashMap;

/// Of how many evaluations in one decision it is found out what each takes: more are refused at once, as counting them is
/// itself too much work. A thousand rules of each of ten thousand offers are as many.
const MOST_EVALUATIONS: f64 = 10_000_000.0;

/// How long a history is at most, as a power of two, of which it is known beforehand that all rules may be run.
const MOST_PAST_BITS: u32 = 20;

/// The budget of a decision. `kept` is how many propositions of the page count besides the contact's history.
pub(super) fn budget(context: &CallContext, in_scope: &[bool], kept: usize) -> Budget {
    let environment = &context.environment;
    let mut demands = Demands::default();
    let offers = environment.offers.len();
    caps(context, kept, offers, &mut demands);
    if environment.evaluations() + demands.evaluations() > MOST_EVALUATIONS {
        return Budget::none();
    }
    let usual = environment.usual_steps();
    if context.is_usual() && usual.is_finite() {
        let mut with_usual = demands.clone();
        with_usual.add(usual, 1);
        if with_usual.fit() {
            return Budget::shared(with_usual.all());
        }
    }
    let inputs = context.inputs();
    for steps in steps_of_filters(&environment.schema, Some(&inputs)) {
        demands.add(steps, 1);
    }
    let steps = |rule: Option<&Rule>, inputs: &Inputs<'_>| rule.map_or(0.0, |rule| rule.steps(inputs));
    let targets = environment.categories.iter().map(|category| &category.target).chain([&environment.target]);
    for target in targets {
        let times = if target.as_ref().is_some_and(Rule::sees_offer) { offers } else { 1 };
        demands.add(steps(target.as_ref(), &inputs), times);
    }
    let gates = PlainGates::new(context, in_scope, None);
    for offer in (0..offers).filter(|offer| gates.pass(&gates.line(*offer), *offer).is_ok()) {
        let plan = &environment.offers[offer];
        let inputs = context.inputs_for(offer);
        demands.add(steps(plan.target.as_ref(), &inputs), 1);
        for weight in weights::asking(context, offer) {
            demands.add(steps(weight.target.as_ref(), &inputs), 1);
            demands.add(steps(weight.formula(), &inputs), 1);
        }
    }
    Budget::shared(demands.all())
}

/// What the presentation rules take: each offer is asked by each, and each past proposition that may count.
fn caps(context: &CallContext, kept: usize, offers: usize, demands: &mut Demands) {
    let inputs = context.inputs();
    let history = context.person.as_ref().map_or(0, |person| person.history.len());
    caps_by(context, history + kept, offers, |rule| rule.steps(&inputs), demands);
}

/// The same for so many past propositions, where one evaluation of a rule takes so many steps.
fn caps_by(
    context: &CallContext,
    past: usize,
    offers: usize,
    steps: impl Fn(&Rule) -> f64,
    demands: &mut Demands,
) {
    for cap in context.environment.caps() {
        let steps = |rule: &Option<Rule>| rule.as_ref().map_or(0.0, &steps);
        demands.add(steps(&cap.recipients), 1);
        let of_past = if cap.counted_offers() == CountedOffers::RuleOffers { past } else { 0 };
        demands.add(steps(&cap.applies_to), offers + of_past);
        let each = if cap.matching.as_ref().is_some_and(Rule::sees_offer) { offers } else { 1 };
        demands.add(steps(&cap.matching), past.saturating_mul(each));
    }
}

/// Up to how many past propositions of a contact all rules of a call may be run, if all values are of the usual size: no
/// more than that is said.
pub(super) fn most_past(context: &CallContext) -> usize {
    let environment = &context.environment;
    if environment.caps().is_empty() {
        return usize::MAX;
    }
    let fits = |past: &usize| {
        let mut demands = Demands::default();
        caps_by(context, *past, environment.offers.len(), Rule::usual_steps, &mut demands);
        let few = environment.evaluations() + demands.evaluations() <= MOST_EVALUATIONS;
        demands.add(environment.usual_steps(), 1);
        few && demands.fit()
    };
    let lengths = (0..MOST_PAST_BITS).map(|bits| 1_usize << bits);
    if environment.usual_steps().is_finite() { lengths.take_while(fits).last().unwrap_or(0) } else { 0 }
}

/// How many evaluations there are of each number of steps, by its bits.
#[derive(Debug, Clone, Default)]
struct Demands(HashMap<u64, f64>);

impl Demands {
    #[expect(clippy::cast_precision_loss, reason = "there are far less than 2^53")]
    fn add(&mut self, steps: f64, times: usize) {
        if steps > 0.0 && times > 0 {
            *self.0.entry(steps.to_bits()).or_default() += times as f64;
        }
    }

    /// In the order of their steps, so that their sum is always the same.
    fn all(&self) -> Vec<Demand> {
        let demand = |(steps, times): (&u64, &f64)| Demand { steps: f64::from_bits(*steps), times: *times };
        let mut all: Vec<Demand> = self.0.iter().map(demand).collect();
        all.sort_by(|one, other| one.steps.total_cmp(&other.steps));
        all
    }

    fn fit(&self) -> bool {
        Demand::fit(&self.all())
    }

    /// How many evaluations there are.
    fn evaluations(&self) -> f64 {
        self.0.values().sum()
    }
}

impl Plan {
    /// Whether the rules of an environment are too much work together with values of the usual size, so that the
    /// largest are refused in each decision that asks them all.
    pub fn is_too_costly(&self, environment: &str) -> bool {
        self.environment(environment).is_some_and(|environment| {
            let usual = environment.usual_steps();
            let is_usual = usual.is_finite();
            is_usual && !Demand::fit(&[Demand { steps: usual, times: 1.0 }])
                || environment.evaluations() > MOST_EVALUATIONS
        })
    }
}

impl EnvironmentPlan {
    /// The steps that all rules of offers, categories and the environment itself take together with values of the
    /// usual size; infinite where the values of an offer are larger. Found when it is asked first.
    pub(super) fn usual_steps(&self) -> f64 {
        *self.found.usual_steps.get_or_init(|| self.find_usual_steps())
    }

    /// How many evaluations of rules one decision may make of the weights of offers and of what is above them, if none is
    /// out of scope or out of play.
    fn evaluations(&self) -> f64 {
        *self.found.evaluations.get_or_init(|| self.of_weights(evaluations, |steps| steps.evaluations))
    }

    /// What is known of the steps of each offer's rules.
    fn steps_of_offers(&self) -> &[OfferSteps] {
        self.found.steps.get_or_init(|| self.offers.iter().map(|plan| OfferSteps::of(plan)).collect())
    }

    /// What all weights that ask something come to together, each as often as there are such offers. `own` is what those of
    /// an offer come to.
    #[expect(clippy::cast_precision_loss, reason = "there are far less than 2^53")]
    fn of_weights(&self, of: impl Fn(&WeightPlan) -> f64, own: impl Fn(&OfferSteps) -> f64) -> f64 {
        let sum = |weights: &Weights| weights.asking().map(&of).sum::<f64>();
        let categories: Vec<f64> = self.categories.iter().map(|category| sum(&category.weights)).collect();
        let chain = |category| self.chain(category).map(|(index, _)| categories[index]).sum();
        let above: Vec<f64> = (0..self.categories.len()).map(chain).collect();
        let of_offer = |steps: &OfferSteps| above[steps.category] + own(steps);
        let offers = self.steps_of_offers();
        offers.iter().map(of_offer).sum::<f64>() + sum(&self.weights) * offers.len() as f64
    }

    #[expect(clippy::cast_precision_loss, reason = "there are far less than 2^53")]
    fn find_usual_steps(&self) -> f64 {
        let offers = self.steps_of_offers();
        if !offers.iter().all(|steps| steps.are_usual) {
            return f64::INFINITY;
        }
        let of_target = |target: Option<&Rule>| {
            let times = if target.is_some_and(Rule::sees_offer) { offers.len() } else { 1 };
            steps(target) * times as f64
        };
        let above = self.categories.iter().map(|category| &category.target).chain([&self.target]);
        let above: f64 = above.map(|target| of_target(target.as_ref())).sum();
        let own: f64 = offers.iter().map(|steps| steps.target).sum();
        let weights = self.of_weights(steps_of_weight, |steps| steps.weights);
        let filters: f64 = steps_of_filters(&self.schema, None).iter().sum();
        filters + above + own + weights
    }
}

impl OfferSteps {
    pub(super) fn of(plan: &OfferPlan) -> Self {
        Self {
            category: plan.category,
            are_usual: are_usual(plan.inputs.iter().flatten()),
            target: steps(plan.target.as_ref()),
            weights: plan.weights.asking().map(steps_of_weight).sum(),
            evaluations: plan.weights.asking().map(evaluations).sum(),
        }
    }
}

fn steps(rule: Option<&Rule>) -> f64 {
    rule.map_or(0.0, Rule::usual_steps)
}

fn steps_of_weight(weight: &WeightPlan) -> f64 {
    steps(weight.target.as_ref()) + steps(weight.formula())
}

fn evaluations(weight: &WeightPlan) -> f64 {
    f64::from(u8::from(weight.target.is_some()) + u8::from(weight.formula().is_some()))
}
