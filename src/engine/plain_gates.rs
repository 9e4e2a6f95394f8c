//! Gates 1 to 5 of a decision, which look at no rule (`domain.md` §4).
//!
//! Owns what they come to. What is the same for all offers of a category is found once: scope, what is not enabled, and
//! periods above an offer.

use super::call_context::CallContext;
use super::exclusion::Exclusion;
use super::plan::{Level, SpacePlan};
use super::sheet::{Line, Sheet};

/// The gates of all offers of a decision.
#[derive(Debug)]
pub(super) struct PlainGates<'a> {
    context: &'a CallContext,
    /// The lines of the offers, where they were written.
    sheet: Option<&'a Sheet>,
    categories: Vec<OfCategory>,
    /// By the places of the offers; empty where no offer has to be live.
    live: &'a [bool],
    /// By the places of the offers; empty where no content is required.
    missing: &'a [u32],
}

/// What the gates come to for all offers of a category, as far as they look at none.
#[derive(Debug)]
struct OfCategory {
    /// Gates 1 and 2.
    first: Option<Exclusion>,
    /// Gate 5.
    dates: Option<Exclusion>,
}

impl<'a> PlainGates<'a> {
    pub(super) fn new(context: &'a CallContext, in_scope: &[bool], sheet: Option<&'a Sheet>) -> Self {
        let environment = &context.environment;
        let mut gates = Self {
            context,
            sheet,
            categories: Vec::with_capacity(environment.categories.len()),
            live: if environment.is_live() { context.space.live(environment) } else { &[] },
            missing: context.space.missing(environment),
        };
        for category in 0..environment.categories.len() {
            let of_category = gates.of_category(in_scope, category);
            gates.categories.push(of_category);
        }
        gates
    }

    /// What is the same for all offers of a category: those above it stand before it.
    fn of_category(&self, in_scope: &[bool], index: usize) -> OfCategory {
        let context = self.context;
        let category = &context.environment.categories[index];
        let parent = category.chain.iter().rev().nth(1).map(|parent| &self.categories[*parent]);
        let mut chain = context.environment.chain(index);
        let disabled = chain.find(|(_, category)| !category.enabled).map(|(index, _)| Level::Category(index));
        let first =
            if in_scope[index] { disabled.map(Exclusion::Disabled) } else { Some(Exclusion::OutOfScope) };
        let dates = parent.and_then(|parent| parent.dates.clone()).or_else(|| {
            let is_outside = !category.period.contains(context.at);
            let is_early = context.at < category.period.from;
            is_outside.then_some(Exclusion::OutsideDates(Level::Category(index), is_early))
        });
        OfCategory { first, dates }
    }

    pub(super) fn context(&self) -> &'a CallContext {
        self.context
    }

    /// What gates ask of the offer at a place.
    pub(super) fn line(&self, offer: usize) -> Line {
        let of_plan = || Line::of(&self.context.environment.offers[offer]);
        self.sheet.map_or_else(of_plan, |sheet| sheet.lines[offer])
    }

    /// The gates for an offer. The first that fails is the reason.
    pub(super) fn pass(&self, line: &Line, offer: usize) -> Result<(), Exclusion> {
        let (context, at) = (self.context, &self.categories[line.category as usize]);
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
}
