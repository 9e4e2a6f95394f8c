//! How much one check may do. What would be found beyond it stays unsaid.

use crate::rule::{Budget, Effort, Meter};
use std::sync::Arc;

/// How many spaces are looked at, for one offer after the other: a second's work. Ten thousand offers on a hundred spaces
/// are a third of it. Beyond it, what would be said of offers on their spaces stays unsaid.
const MOST_SPACE_LOOKS: usize = 6_000_000;

/// How many times a presentation rule is held against what an environment sees, in all: a second's work. Two hundred rules
/// of fifty environments are a tenth of it. Beyond it, each is held against the first environment that uses it.
const MOST_SCHEMAS: usize = 100_000;

/// What is left of it.
pub(super) struct Bounds<'a> {
    /// What proofs about rules may take together.
    pub(super) effort: Effort,
    /// What trying templates may still cost, and what rules that are asked for it may take.
    pub(super) meter: Meter,
    pub(super) budget: Arc<Budget>,
    /// How many spaces may still be looked at for an offer.
    space_looks: usize,
    /// What presentation rules may still be held against.
    schemas: usize,
    /// Says whether nobody waits for what is found any more.
    give_up: &'a dyn Fn() -> bool,
}

impl<'a> Bounds<'a> {
    pub(super) fn new(effort: &Effort, give_up: &'a dyn Fn() -> bool) -> Self {
        Self {
            effort: effort.clone(),
            meter: Meter::default(),
            budget: Arc::default(),
            space_looks: MOST_SPACE_LOOKS,
            schemas: MOST_SCHEMAS,
            give_up,
        }
    }

    /// Whether nobody waits for what is found any more.
    pub(super) fn are_given_up(&self) -> bool {
        (self.give_up)()
    }

    /// Whether none of them was reached: all was looked at that there is.
    pub(super) fn hold(&self) -> bool {
        self.space_looks > 0 && self.meter.is_whole() && self.effort.left() > 0 && !self.budget.is_spent()
    }

    /// Whether all spaces of an environment, so many with what they ask for, may still be looked at for an offer.
    pub(super) fn looks_at_spaces(&mut self, spaces: usize) -> bool {
        let left = self.space_looks.checked_sub(spaces);
        self.space_looks = left.unwrap_or(0);
        left.is_some()
    }

    /// What a presentation rule is held against, of what its environments see: one at least.
    pub(super) fn schemas<T>(&mut self, all: impl Iterator<Item = T>) -> Vec<T> {
        let taken: Vec<T> = all.take(self.schemas.max(1)).collect();
        self.schemas = self.schemas.saturating_sub(taken.len());
        taken
    }
}
