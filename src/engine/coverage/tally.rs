//! What is touched of a catalog so far. Owns what is taken over from decisions, and how much is looked at.

use super::item::{Aspect, CoverageItem};
use super::report::{CoverageGroup, CoverageReport};
use super::touch;
use super::universe::Universe;
use crate::engine::decision::Decision;
use crate::engine::plan::Plan;

/// What is touched of a catalog so far.
#[derive(Debug)]
pub struct Coverage {
    pub(super) universe: Universe,
    pub(super) touched: Vec<bool>,
    /// How many decisions touch each offer and space.
    seen: Vec<usize>,
    /// How many looks at conditions are left.
    looks: usize,
    /// Whether every decision was looked at in full.
    is_whole: bool,
}

/// How many conditions are looked at for all scenarios together: about a second. Each is looked at once for a call, or once
/// for each offer that it sees, until it came to all that it can come to.
const MOST_LOOKS: usize = 5_000_000;

impl Coverage {
    /// Nothing of a catalog is touched yet. Live environments are left out that belong to a Design environment: what is
    /// tried there is what will be Live.
    pub fn new(plan: &Plan) -> Self {
        Self::unless(plan, &|| false).unwrap_or_default()
    }

    /// The same; none, once the work is to be given up.
    pub fn unless(plan: &Plan, stop: &dyn Fn() -> bool) -> Option<Self> {
        let universe = Universe::of(plan, stop)?;
        Some(Self {
            touched: vec![false; universe.items.len()],
            seen: vec![0; universe.items.len()],
            is_whole: universe.is_whole,
            universe,
            looks: MOST_LOOKS,
        })
    }

    /// Looks at the decision of a scenario.
    pub fn see(&mut self, plan: &Plan, decision: &Decision) {
        let mut looks = self.looks;
        let touched = self.touched_by(plan, decision, &mut looks);
        self.looks = looks;
        self.is_whole &= looks > 0;
        for item in &touched {
            self.seen[*item] += 1;
        }
        self.take(&touched);
    }

    /// Takes over what is touched, by the places of the items.
    pub fn take(&mut self, touched: &[usize]) {
        for item in touched {
            self.touched[*item] = true;
        }
    }

    /// What a decision would touch that is not touched yet, by the places of the items. Looks at no more conditions than
    /// `looks`, which become fewer.
    pub fn touched_by(&self, plan: &Plan, decision: &Decision, looks: &mut usize) -> Vec<usize> {
        let mut found = touch::touched(&self.universe, &self.touched, plan, decision, looks);
        found.sort_unstable();
        found.dedup();
        found
    }

    /// All that can be touched.
    pub fn items(&self) -> &[CoverageItem] {
        &self.universe.items
    }

    /// Whether an item is touched.
    pub fn is_touched(&self, item: usize) -> bool {
        self.touched[item]
    }

    /// What is touched and what is not, by environment and kind.
    pub fn report(&self) -> CoverageReport {
        let mut groups: Vec<CoverageGroup> = Vec::new();
        for (index, item) in self.items().iter().enumerate() {
            let place = groups.iter().position(|group| group.environment == item.environment);
            let place = place.unwrap_or_else(|| {
                groups.push(CoverageGroup { environment: item.environment.clone(), kinds: Vec::new() });
                groups.len() - 1
            });
            groups[place].add(item, self.touched[index]);
        }
        for group in &mut groups {
            group.kinds.sort_by_key(|count| count.kind);
        }
        let seen = self.items().iter().zip(&self.seen);
        let seen = seen.filter(|(item, _)| matches!(item.aspect, Aspect::Offer | Aspect::Space));
        let scenarios = seen.map(|(item, count)| (item.place.entity.clone(), *count)).collect();
        CoverageReport { groups, scenarios, is_whole: self.is_whole }
    }
}

impl Default for Coverage {
    fn default() -> Self {
        Self {
            universe: Universe::default(),
            touched: Vec::new(),
            seen: Vec::new(),
            looks: MOST_LOOKS,
            is_whole: true,
        }
    }
}
