//! What the gates ask of the offers of an environment, a line an offer: a decision that says of every offer why it is not
//! kept goes down the lines, and looks at an offer itself only where a line does not say it all.
//!
//! Owns the lines, and how they go over from a plan to the next. What they come to in a call is for
//! [`super::gates`].

use super::plan::{EnvironmentPlan, OfferPlan, Plan};
use super::ready_rule::Rule;
use crate::model::{ContentApproval, Window};
use crate::rule::{Program, RuleAt, RuleSet, RuleSetMaker};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// The lines of an environment.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) rules: RuleSet,
    /// By the places of the categories.
    pub(super) categories: Vec<Asks>,
    pub(super) lines: Vec<Line>,
}

/// What the gates ask of an offer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) category: u32,
    pub(super) is_off: bool,
    pub(super) is_rejected: bool,
    /// Whether there are moments outside its period.
    pub(super) is_timed: bool,
    pub(super) asks: Asks,
}

/// What a rule asks.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) enum Asks {
    #[default]
    Nothing,
    /// It is no rule, and matches nobody.
    Broken,
    /// The rule at this place, and what a run of it counts.
    Rule(RuleAt, u32),
}

/// The sheet of an environment. Whoever decides once does without: it is written when it is asked for a second time.
pub(super) fn sheet_of(environment: &EnvironmentPlan) -> Option<&Sheet> {
    let found = &environment.found;
    let is_first = found.sheet.get().is_none() && !found.wants_sheet.swap(true, Ordering::Relaxed);
    (!is_first).then(|| sheet_now(environment)).flatten()
}

impl Plan {
    /// Makes ready what offers are looked up in by name, and what they are asked: with very many of them it takes a while, and
    /// whoever asks first would wait for it.
    pub fn index_offers(&self) {
        for environment in &self.environments {
            environment.offer_named("");
            sheet_now(environment);
        }
    }
}

fn sheet_now(environment: &EnvironmentPlan) -> Option<&Sheet> {
    let found = environment.found.sheet.get_or_init(|| Arc::new(Sheet::of(environment)));
    found.downcast_ref()
}

impl EnvironmentPlan {
    /// Its sheet, if it was written.
    pub(super) fn sheet(&self) -> Option<&Sheet> {
        self.found.sheet.get()?.downcast_ref()
    }
}

impl Sheet {
    fn of(environment: &EnvironmentPlan) -> Self {
        let mut maker = RuleSetMaker::default();
        let mut asks = |rule: Option<&Rule>| Asks::of(rule, |program| Some(maker.add(program)));
        let categories = environment.categories.iter().map(|category| asks(category.target.as_ref()));
        let categories = categories.map(Option::unwrap_or_default).collect();
        let line = |plan: &Arc<OfferPlan>| Line {
            asks: asks(plan.target.as_ref()).unwrap_or_default(),
            ..Line::of(plan)
        };
        let lines = environment.offers.iter().map(line).collect();
        Self { rules: maker.finish(), categories, lines }
    }

    /// The sheet of a plan after this one, in which as many categories stand and the offers at some places are others;
    /// `None` where it had better be written anew.
    pub(super) fn after<'p>(
        &self,
        earlier: &'p EnvironmentPlan,
        plan: &'p EnvironmentPlan,
        changed: &[usize],
    ) -> Option<Self> {
        let of =
            |environment: &'p EnvironmentPlan, place: usize| environment.categories[place].target.as_ref();
        let same = |place: &usize| Rule::are_same(of(earlier, *place), of(plan, *place));
        let categories: Vec<usize> = (0..plan.categories.len()).filter(|place| !same(place)).collect();
        let targets = categories.iter().map(|place| plan.categories[*place].target.as_ref());
        let targets = targets.chain(changed.iter().map(|place| plan.offers[*place].target.as_ref()));
        let targets: Vec<Option<&Rule>> = targets.collect();
        let programs: Vec<&Program> = targets.iter().filter_map(|target| program(*target)).collect();
        let (rules, places) = self.rules.with(&programs)?;
        let mut places = places.into_iter();
        let mut asks = targets.iter().map(|target| Asks::of(*target, |_| places.next()));
        let mut sheet = Self { rules, categories: self.categories.clone(), lines: self.lines.clone() };
        for place in categories {
            sheet.categories[place] = asks.next()??;
        }
        for place in changed {
            sheet.lines[*place] = Line { asks: asks.next()??, ..Line::of(&plan.offers[*place]) };
        }
        Some(sheet)
    }
}

fn program(target: Option<&Rule>) -> Option<&Program> {
    match target {
        Some(Rule::Ready(program)) => Some(program),
        _ => None,
    }
}

impl Asks {
    fn of(rule: Option<&Rule>, place: impl FnOnce(&Program) -> Option<RuleAt>) -> Option<Self> {
        Some(match rule {
            None => Self::Nothing,
            Some(Rule::Broken(_)) => Self::Broken,
            Some(Rule::Ready(program)) => {
                Self::Rule(place(program)?, u32::try_from(program.counted()).unwrap_or(u32::MAX))
            }
        })
    }
}

impl Line {
    /// What is asked besides the rule.
    pub(super) fn of(plan: &OfferPlan) -> Self {
        Self {
            category: u32::try_from(plan.category).unwrap_or(u32::MAX),
            is_off: !plan.offer.enabled,
            is_rejected: plan.offer.approval.content == ContentApproval::Rejected,
            is_timed: plan.period != Window::ALWAYS,
            asks: Asks::Nothing,
        }
    }
}
