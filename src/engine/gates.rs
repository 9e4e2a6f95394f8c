//! Steps 6 and 7 of a decision: the gates an offer must pass, in order, and its weight (`domain.md` §4).

use super::call_context::CallContext;
use super::caps::FrequencyCaps;
use super::plan::{EnvironmentPlan, Level, Mismatch, OfferPlan, Rule, matches};
use super::weights;
use super::weights_above::WeightsAbove;
use crate::model::{ContentApproval, Reason, Window};
use crate::rule::Inputs;
use std::cell::Cell;

/// The gate that stopped an offer, with what it saw. Words are found later, by [`super::Decision`].
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Exclusion {
    OutOfScope,
    Disabled(Level),
    NotLiveOnSpace,
    /// The place of the content field that is missing.
    MissingContent(usize),
    /// Where the period stands, and whether it has yet to start.
    OutsideDates(Level, bool),
    Target(Level, Mismatch),
    /// Offers of this environment are for known contacts, and nobody was identified.
    Unidentified,
    NoWeight,
    ZeroWeight(f64),
    /// The place of the cap, and what it counted.
    Capped(usize, u32),
    /// Its own final weight.
    Outranked(f64),
    /// It was kept for an earlier placement of the page.
    AlreadyOnPage,
}

impl Exclusion {
    pub(super) fn reason(&self) -> Reason {
        match self {
            Self::OutOfScope => Reason::OutOfScope,
            Self::Disabled(_) => Reason::Disabled,
            Self::NotLiveOnSpace => Reason::NotLiveOnSpace,
            Self::MissingContent(_) => Reason::MissingContent,
            Self::OutsideDates(..) => Reason::OutsideDates,
            Self::Target(..) | Self::Unidentified => Reason::Target,
            Self::NoWeight => Reason::NoWeight,
            Self::ZeroWeight(_) => Reason::ZeroWeight,
            Self::Capped(..) => Reason::PresentationRule,
            Self::Outranked(_) | Self::AlreadyOnPage => Reason::Outranked,
        }
    }
}

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

/// What is the same at the gates for all offers of one decision.
#[derive(Debug)]
pub(super) struct Gates<'a> {
    context: &'a CallContext,
    in_scope: &'a [bool],
    /// What the environment's rule comes to.
    top: Above,
    /// For each category, what the rules above its offers come to.
    above: Vec<Above>,
    /// How many weights were looked at.
    looks: Cell<usize>,
}

/// What the environment's rule and those of a category and the categories above it come to, for every offer
/// in it. A rule that is true or false without an offer is so for each: a value that is not there can only
/// make a rule unknown. One that does not name the offer comes to the same for each, whatever that is.
#[derive(Debug, Clone)]
pub(super) enum Above {
    /// They match.
    Matches,
    /// The first that does not match, and why not.
    Fails(Level, Mismatch),
    /// They must be asked for each offer.
    DependsOnOffer,
}

impl Above {
    /// With one more rule, that of a level below.
    pub(super) fn and(self, level: Level, rule: Option<&Rule>, context: &CallContext) -> Self {
        match self {
            Self::Matches => match matches(rule, &context.inputs()) {
                Ok(()) => Self::Matches,
                Err(Mismatch::Unknown(_)) if rule.is_some_and(Rule::sees_offer) => Self::DependsOnOffer,
                Err(mismatch) => Self::Fails(level, mismatch),
            },
            settled => settled,
        }
    }
}

impl<'a> Gates<'a> {
    pub(super) fn new(context: &'a CallContext, in_scope: &'a [bool]) -> Self {
        let environment = &context.environment;
        let mut gates = Self::at_top(context, in_scope);
        for (index, category) in environment.categories.iter().enumerate() {
            // Depth first: what stands above a category is there already.
            let parent =
                category.chain.iter().rev().nth(1).map_or(&gates.top, |parent| &gates.above[*parent]);
            let above = parent.clone().and(Level::Category(index), category.target.as_ref(), context);
            gates.above.push(above);
        }
        gates
    }

    /// The same for whoever finds out what the rules of categories come to: [`Self::pass`] is not for them.
    pub(super) fn at_top(context: &'a CallContext, in_scope: &'a [bool]) -> Self {
        let environment = &context.environment;
        let top = Above::Matches.and(Level::Environment, environment.target.as_ref(), context);
        let above = Vec::with_capacity(environment.categories.len());
        Self { context, in_scope, top, above, looks: Cell::new(WeightsAbove::looks(environment)) }
    }

    pub(super) fn context(&self) -> &'a CallContext {
        self.context
    }

    /// What the environment's rule comes to, for every offer.
    pub(super) fn top(&self) -> &Above {
        &self.top
    }

    /// How many weights were looked at.
    pub(super) fn looks(&self) -> usize {
        self.looks.get()
    }

    /// Gates 1 to 9. The first that fails is the reason.
    pub(super) fn pass(
        &self,
        frequency_caps: &FrequencyCaps<'_>,
        offer: usize,
    ) -> Result<Candidate, Exclusion> {
        before_rules(self.context, self.in_scope, offer)?;
        self.target(offer)?;
        self.after_rules(frequency_caps, offer)
    }

    /// Gates 7 to 9.
    pub(super) fn after_rules(
        &self,
        frequency_caps: &FrequencyCaps<'_>,
        offer: usize,
    ) -> Result<Candidate, Exclusion> {
        let context = self.context;
        let plan = &context.environment.offers[offer];
        self.looks.set(self.looks.get() + weights::looks(context, offer));
        let (weight, weight_from) = weights::highest_weight(context, offer).ok_or(Exclusion::NoWeight)?;
        if weight <= 0.0 {
            return Err(Exclusion::ZeroWeight(weight));
        }
        if let Some((cap, count)) = frequency_caps.stops(offer) {
            return Err(Exclusion::Capped(cap, count));
        }
        Ok(Candidate { offer, weight, multiplier: multiplier(context, plan), weight_from })
    }

    /// Gate 6: the environment's rule, those of the categories from the top down, and the offer's own.
    fn target(&self, offer: usize) -> Result<(), Exclusion> {
        let context = self.context;
        if context.is_nobody() {
            return Err(Exclusion::Unidentified);
        }
        let plan = &context.environment.offers[offer];
        match &self.above[plan.category] {
            Above::Matches => ask_target(Level::Offer, plan.target.as_ref(), &context.inputs_for(offer)),
            Above::Fails(level, mismatch) => Err(Exclusion::Target(*level, mismatch.clone())),
            Above::DependsOnOffer => ask_targets(context, offer),
        }
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

/// Gates 1 to 5, which look at no rule.
pub(super) fn before_rules(context: &CallContext, in_scope: &[bool], offer: usize) -> Result<(), Exclusion> {
    let environment = &context.environment;
    let plan = &environment.offers[offer];
    if !in_scope[plan.category] {
        return Err(Exclusion::OutOfScope);
    }
    enabled(environment, plan)?;
    live(context, plan)?;
    if let Some(field) = context.space.missing_content(environment, offer) {
        return Err(Exclusion::MissingContent(field));
    }
    dates(context, plan)
}

/// Gate 2.
fn enabled(environment: &EnvironmentPlan, plan: &OfferPlan) -> Result<(), Exclusion> {
    if let Some((index, _)) = environment.chain(plan.category).find(|(_, category)| !category.enabled) {
        return Err(Exclusion::Disabled(Level::Category(index)));
    }
    if plan.offer.enabled { Ok(()) } else { Err(Exclusion::Disabled(Level::Offer)) }
}

/// Gate 3.
fn live(context: &CallContext, plan: &OfferPlan) -> Result<(), Exclusion> {
    let stopped = if context.environment.is_live() {
        !plan.offer.live_on.contains(&context.space.space.name)
    } else {
        plan.offer.approval.content == ContentApproval::Rejected
    };
    if stopped { Err(Exclusion::NotLiveOnSpace) } else { Ok(()) }
}

/// Gate 5.
fn dates(context: &CallContext, plan: &OfferPlan) -> Result<(), Exclusion> {
    let outside = |level: Level, period: Window| {
        if period.contains(context.at) {
            Ok(())
        } else {
            Err(Exclusion::OutsideDates(level, context.at < period.from))
        }
    };
    for (index, category) in context.environment.chain(plan.category) {
        outside(Level::Category(index), category.period)?;
    }
    outside(Level::Offer, plan.period)
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
