//! Steps 6 and 7 of a decision: the gates an offer must pass, in order, and its weight (`domain.md` §4). One offer and all of
//! them go the same way.
//!
//! Owns what stops an offer, and gates 6 to 9. Gates 1 to 5 are for [`super::plain_gates`], and what offers are asked is
//! written down by [`super::sheet`] where more than one decision asks.

use super::call_context::CallContext;
use super::caps::FrequencyCaps;
use super::exclusion::Exclusion;
use super::plain_gates::PlainGates;
use super::plan::{EnvironmentPlan, Level, OfferPlan};
use super::ready_rule::{Mismatch, Rule, matches};
use super::sheet::{Asks, Line, Sheet, sheet_of};
use super::weights;
use super::weights_above::WeightsAbove;
use crate::rule::{Answer, AskedRules, Inputs, Typed};
use std::cell::Cell;

/// An offer that passed every gate but the last.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    /// Its place among the environment's offers.
    pub(super) offer: usize,
    pub(super) weight: f64,
    pub(super) multiplier: f64,
    /// Where its weight stands, and its place in the list there.
    pub(super) weight_from: (Level, usize),
}

impl Candidate {
    pub(super) fn final_weight(&self) -> f64 {
        // Minus zero is zero: both are equal weights.
        (self.weight * self.multiplier).clamp(f64::MIN, f64::MAX) + 0.0
    }
}

/// What stops an offer, and the condition of the rule that is not true, by its place among those that must all hold: where
/// the rule was asked by the sheet.
pub(super) type Stop = (Exclusion, Option<u32>);

/// The gates of a decision, for one of its offers or all of them.
#[derive(Debug)]
pub(super) struct Gates<'a> {
    plain: PlainGates<'a>,
    /// What rules come to by the classes of values, where all of them are run and the sheet was written; else each is asked
    /// by itself.
    asked: Option<(&'a Sheet, AskedRules<'a>)>,
    /// For each category, what the rules above its offers come to, with the condition that is not true.
    above: Vec<(Above, Option<u32>)>,
    /// How many weights were looked at.
    looks: Cell<usize>,
    /// What the rules of the sheet count that were run.
    counted: Cell<u64>,
}

/// What the environment's rule and those of a category and the categories above it come to, for every offer
/// in it. A rule that is true or false without an offer is so for each: a value that is not there can only
/// make a rule unknown. One that does not name the offer comes to the same for each, whatever that is.
#[derive(Debug, Clone)]
enum Above {
    /// They match.
    Matches,
    /// The first that does not match, and why not.
    Fails(Level, Mismatch),
    /// They must be asked for each offer.
    DependsOnOffer,
}

impl<'a> Gates<'a> {
    pub(super) fn new(context: &'a CallContext, in_scope: &[bool]) -> Self {
        let environment = &context.environment;
        let sheet = if context.runs_every_rule() { sheet_of(environment) } else { None };
        // Where a value is in no class, each rule is asked by itself.
        let asked = sheet.and_then(|sheet| Some((sheet, sheet.rules.ask(context.inputs())?)));
        let mut gates = Self {
            plain: PlainGates::new(context, in_scope, asked.as_ref().map(|(sheet, _)| *sheet)),
            asked,
            above: Vec::with_capacity(environment.categories.len()),
            looks: Cell::new(WeightsAbove::looks(environment)),
            counted: Cell::new(0),
        };
        let top = gates.rule_above(Level::Environment, environment.target.as_ref(), None);
        for (index, category) in environment.categories.iter().enumerate() {
            // Depth first: what stands above a category is there already.
            let parent = category.chain.iter().rev().nth(1).map_or(&top, |parent| &gates.above[*parent]);
            let above = match parent {
                (Above::Matches, _) => {
                    let asks = gates.asked.as_ref().map(|(sheet, _)| sheet.categories[index]);
                    gates.rule_above(Level::Category(index), category.target.as_ref(), asks)
                }
                settled => settled.clone(),
            };
            gates.above.push(above);
        }
        gates
    }

    /// What a rule above offers comes to for all of them, where those above it match.
    fn rule_above(&self, level: Level, rule: Option<&Rule>, asks: Option<Asks>) -> (Above, Option<u32>) {
        let sees_offer = rule.is_some_and(Rule::sees_offer);
        let by_itself = || matches(rule, &self.context().inputs()).map_err(|mismatch| (mismatch, None));
        let found = match asks.filter(|_| !sees_offer) {
            Some(asks) => self.ask(asks, &|| &[]),
            None => by_itself(),
        };
        match found {
            Ok(()) => (Above::Matches, None),
            Err((Mismatch::Unknown(_), _)) if sees_offer => (Above::DependsOnOffer, None),
            Err((mismatch, condition)) => (Above::Fails(level, mismatch), condition),
        }
    }

    /// What a rule of the sheet comes to, and the condition that is not true.
    fn ask(
        &self,
        asks: Asks,
        offer: &impl Fn() -> &'a [Option<Typed>],
    ) -> Result<(), (Mismatch, Option<u32>)> {
        let Asks::Rule(rule, counted) = asks else {
            return if asks == Asks::Broken { Err((Mismatch::Broken, None)) } else { Ok(()) };
        };
        let Some((_, asked)) = &self.asked else { return Ok(()) };
        self.counted.set(self.counted.get() + u64::from(counted));
        match asked.ask(rule, offer) {
            Answer::Matches => Ok(()),
            Answer::Fails(condition) => Err((Mismatch::False, Some(condition))),
            Answer::Unknown(condition, unsure) => {
                Err((Mismatch::Unknown(asked.cause(unsure, offer)), Some(condition)))
            }
        }
    }

    fn context(&self) -> &'a CallContext {
        self.plain.context()
    }

    /// How many weights were looked at.
    pub(super) fn looks(&self) -> usize {
        self.looks.get()
    }

    /// Gates 1 to 9 for the offer at a place. The first that fails is the reason.
    pub(super) fn pass(&self, caps: &FrequencyCaps<'_>, offer: usize) -> Result<Candidate, Stop> {
        let line = self.plain.line(offer);
        self.plain.pass(&line, offer).map_err(|stop| (stop, None))?;
        self.target(&line, offer)?;
        self.after_rules(caps, offer).map_err(|stop| (stop, None))
    }

    /// Gate 6: the environment's rule, those of the categories from the top down, and the offer's own.
    fn target(&self, line: &Line, offer: usize) -> Result<(), Stop> {
        let context = self.context();
        if context.is_nobody() {
            return Err((Exclusion::Unidentified, None));
        }
        match &self.above[line.category as usize] {
            (Above::Matches, _) => {
                let environment: &'a EnvironmentPlan = &context.environment;
                let plan = || &environment.offers[offer];
                let own = if self.asked.is_some() {
                    self.ask(line.asks, &|| plan().inputs.as_slice())
                } else {
                    let found = matches(plan().target.as_ref(), &context.inputs_for(offer));
                    found.map_err(|mismatch| (mismatch, None))
                };
                own.map_err(|(mismatch, condition)| (Exclusion::Target(Level::Offer, mismatch), condition))
            }
            (Above::Fails(level, mismatch), condition) => {
                Err((Exclusion::Target(*level, mismatch.clone()), *condition))
            }
            (Above::DependsOnOffer, _) => ask_targets(context, offer).map_err(|stop| (stop, None)),
        }
    }

    /// Gates 7 to 9.
    fn after_rules(&self, caps: &FrequencyCaps<'_>, offer: usize) -> Result<Candidate, Exclusion> {
        let context = self.context();
        let plan = &context.environment.offers[offer];
        self.looks.set(self.looks.get() + weights::looks(context, offer));
        let (weight, weight_from) = weights::highest_weight(context, offer).ok_or(Exclusion::NoWeight)?;
        if weight <= 0.0 {
            return Err(Exclusion::ZeroWeight(weight));
        }
        if let Some((cap, count)) = caps.stops(offer) {
            return Err(Exclusion::Capped(cap, count));
        }
        Ok(Candidate { offer, weight, multiplier: multiplier(context, plan), weight_from })
    }
}

impl Drop for Gates<'_> {
    /// The budget is told what rules counted that were asked by the sheet.
    fn drop(&mut self) {
        self.context().budget().count(self.counted.get());
    }
}

/// All rules of gate 6, asked for one offer, from the top down.
pub(super) fn ask_targets(context: &CallContext, offer: usize) -> Result<(), Exclusion> {
    let environment = &context.environment;
    let plan = &environment.offers[offer];
    let inputs = context.inputs_for(offer);
    ask_target(Level::Environment, environment.target.as_ref(), &inputs)?;
    for (index, category) in environment.chain(plan.category) {
        ask_target(Level::Category(index), category.target.as_ref(), &inputs)?;
    }
    ask_target(Level::Offer, plan.target.as_ref(), &inputs)
}

fn ask_target(level: Level, rule: Option<&Rule>, inputs: &Inputs<'_>) -> Result<(), Exclusion> {
    matches(rule, inputs).map_err(|mismatch| Exclusion::Target(level, mismatch))
}

/// Step 7: the product of the multipliers, active at the moment, of the offer's category and of those above.
/// One that is no finite number does not count, and the product stays one.
pub(super) fn multiplier(context: &CallContext, plan: &OfferPlan) -> f64 {
    let chain = context.environment.chain(plan.category);
    let active = chain
        .filter_map(|(_, category)| category.multiplier.filter(|(_, period)| period.contains(context.at)));
    let finite = active.map(|(value, _)| value).filter(|value| value.is_finite());
    finite.fold(1.0, |product: f64, value| (product * value).clamp(f64::MIN, f64::MAX))
}
