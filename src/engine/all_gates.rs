//! Gates 1 to 9 for all offers of a decision, down the lines of a [`Sheet`]: what stops an offer, and which condition of its
//! rule. It comes to what [`Gates::pass`] does for one offer after the other, where all rules are run.
//!
//! Owns the way down the lines, and what is the same for all offers of a category: scope, what is not enabled, periods
//! and the rules above.

use super::call_context::CallContext;
use super::caps::FrequencyCaps;
use super::gates::{Above, Candidate, Exclusion, Gates, ask_targets};
use super::plan::{EnvironmentPlan, Level, Mismatch, Rule, SpacePlan};
use super::sheet::{Asks, Line, Sheet};
use crate::rule::{Answer, AskedRules, Typed};
use std::cell::Cell;

/// What stops an offer, and the condition of the rule that is not true, by its place among those that must all hold.
pub(super) type Stop = (Exclusion, Option<u32>);

/// The gates of all offers of a decision.
#[derive(Debug)]
pub(super) struct AllGates<'a> {
    gates: Gates<'a>,
    sheet: &'a Sheet,
    asked: AskedRules<'a>,
    categories: Vec<AtCategory>,
    /// By the places of the offers; empty where no offer has to be live.
    live: &'a [bool],
    /// By the places of the offers; empty where no content is required.
    missing: &'a [u32],
    /// What the rules of offers count that were run.
    counted: Cell<u64>,
}

/// What the gates come to for all offers of a category.
#[derive(Debug, Clone)]
struct AtCategory {
    /// Gates 1 and 2, as far as they look at no offer.
    first: Option<Exclusion>,
    /// Gate 5 likewise.
    dates: Option<Exclusion>,
    /// Gate 6 likewise, with the condition that is not true.
    rules: (Above, Option<u32>),
}

impl<'a> AllGates<'a> {
    /// The gates of a decision whose rules are all run; `None` where a value is in no class.
    pub(super) fn new(context: &'a CallContext, in_scope: &'a [bool], sheet: &'a Sheet) -> Option<Self> {
        let environment = &context.environment;
        let mut all = Self {
            gates: Gates::at_top(context, in_scope),
            sheet,
            asked: sheet.rules.ask(context.inputs())?,
            categories: Vec::with_capacity(environment.categories.len()),
            live: if environment.is_live() { context.space.live(environment) } else { &[] },
            missing: context.space.missing(environment),
            counted: Cell::new(0),
        };
        for category in 0..environment.categories.len() {
            let at = all.at_category(in_scope, category);
            all.categories.push(at);
        }
        Some(all)
    }

    /// What is the same for all offers of a category: those above it stand before it.
    fn at_category(&self, in_scope: &[bool], index: usize) -> AtCategory {
        let context = self.gates.context();
        let category = &context.environment.categories[index];
        let parent = category.chain.iter().rev().nth(1).map(|parent| &self.categories[*parent]);
        let level = Level::Category(index);
        let mut chain = context.environment.chain(index);
        let disabled = chain.find(|(_, category)| !category.enabled).map(|(index, _)| Level::Category(index));
        let first =
            if in_scope[index] { disabled.map(Exclusion::Disabled) } else { Some(Exclusion::OutOfScope) };
        let dates = parent.and_then(|parent| parent.dates.clone()).or_else(|| {
            let is_outside = !category.period.contains(context.at);
            is_outside.then(|| Exclusion::OutsideDates(level, context.at < category.period.from))
        });
        let (above, condition) =
            parent.map_or_else(|| (self.gates.top().clone(), None), |parent| parent.rules.clone());
        let rules = match above {
            Above::Matches => self.rule_of(index),
            settled => (settled, condition),
        };
        AtCategory { first, dates, rules }
    }

    /// The rule of a category, where those above it match.
    fn rule_of(&self, index: usize) -> (Above, Option<u32>) {
        let context = self.gates.context();
        let (level, rule) = (Level::Category(index), context.environment.categories[index].target.as_ref());
        match self.sheet.categories[index] {
            Asks::Rule(..) if rule.is_some_and(Rule::sees_offer) => {
                (Above::Matches.and(level, rule, context), None)
            }
            asks => match self.ask(asks, &|| &[]) {
                Ok(()) => (Above::Matches, None),
                Err((mismatch, condition)) => (Above::Fails(level, mismatch), condition),
            },
        }
    }

    /// What a rule comes to, and the condition that is not true.
    fn ask(
        &self,
        asks: Asks,
        offer: &impl Fn() -> &'a [Option<Typed>],
    ) -> Result<(), (Mismatch, Option<u32>)> {
        match asks {
            Asks::Nothing => Ok(()),
            Asks::Broken => Err((Mismatch::Broken, None)),
            Asks::Rule(rule, counted) => {
                self.counted.set(self.counted.get() + u64::from(counted));
                match self.asked.ask(rule, offer) {
                    Answer::Matches => Ok(()),
                    Answer::Fails(condition) => Err((Mismatch::False, Some(condition))),
                    Answer::Unknown(condition, unsure) => {
                        Err((Mismatch::Unknown(self.asked.cause(unsure, offer)), Some(condition)))
                    }
                }
            }
        }
    }

    /// Gates 1 to 9 for the offer at a place. The first that fails is the reason.
    pub(super) fn pass(&self, caps: &FrequencyCaps<'_>, offer: usize) -> Result<Candidate, Stop> {
        let line = &self.sheet.lines[offer];
        let at = &self.categories[line.category as usize];
        self.before_rules(at, line, offer).map_err(|stop| (stop, None))?;
        let context = self.gates.context();
        if context.is_nobody() {
            return Err((Exclusion::Unidentified, None));
        }
        match &at.rules {
            (Above::Matches, _) => {
                let environment: &'a EnvironmentPlan = &context.environment;
                let inputs = || environment.offers[offer].inputs.as_slice();
                let stop = |(mismatch, condition)| (Exclusion::Target(Level::Offer, mismatch), condition);
                self.ask(line.asks, &inputs).map_err(stop)?;
            }
            (Above::Fails(level, mismatch), condition) => {
                return Err((Exclusion::Target(*level, mismatch.clone()), *condition));
            }
            (Above::DependsOnOffer, _) => ask_targets(context, offer).map_err(|stop| (stop, None))?,
        }
        self.gates.after_rules(caps, offer).map_err(|stop| (stop, None))
    }

    fn before_rules(&self, at: &AtCategory, line: &Line, offer: usize) -> Result<(), Exclusion> {
        let context = self.gates.context();
        if let Some(stop) = &at.first {
            return Err(stop.clone());
        }
        if line.is_off {
            return Err(Exclusion::Disabled(Level::Offer));
        }
        let is_live = if context.environment.is_live() { self.live[offer] } else { !line.is_rejected };
        if !is_live {
            return Err(Exclusion::NotLiveOnSpace);
        }
        if let Some(field) = self.missing.get(offer).and_then(|missing| SpacePlan::place_of(*missing)) {
            return Err(Exclusion::MissingContent(field));
        }
        if let Some(stop) = &at.dates {
            return Err(stop.clone());
        }
        let period = line.is_timed.then(|| context.environment.offers[offer].period);
        match period.filter(|period| !period.contains(context.at)) {
            Some(period) => Err(Exclusion::OutsideDates(Level::Offer, context.at < period.from)),
            None => Ok(()),
        }
    }

    /// How many weights were looked at. What rules counted is told the budget.
    pub(super) fn finish(self) -> usize {
        self.gates.context().budget().count(self.counted.get());
        self.gates.looks()
    }
}
