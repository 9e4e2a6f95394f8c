//! How much work rules may be: for one evaluation, and for all those of a decision together. Owns the bounds; what a
//! rule costs is for [`super::cost`] to say.

use super::cause::Cause;
use std::sync::atomic::{AtomicU64, Ordering};

/// The most steps that one evaluation of a rule may take, by the estimate: well under a second.
pub(super) const MAX_WORK: f64 = 5_000_000.0;

/// The most bytes that the values at hand in one evaluation may take, by the estimate.
pub(super) const MAX_BYTES: f64 = 64_000_000.0;

/// A rule of fewer steps than this is next to nothing, so that proofs may evaluate it again and again.
pub(super) const CHEAP_WORK: f64 = 10_000.0;

/// Below so many steps an evaluation is taken to be one with fields of the usual size, without a look at those at hand.
pub(super) const SMALL: f64 = 100.0;

/// The most steps that the evaluations of one decision may take together: about a second, and twice that to explain all
/// of them. Those of ten thousand offers with twenty rules each take a fiftieth of it, or half of it where all of them
/// are interpreted.
const MAX_TOGETHER: f64 = 20_000_000.0;

/// The most steps that the decisions of one run of scenarios may take together: about four seconds. A thousand scenarios of
/// ten thousand offers with a few rules each are within it. Whoever has more than that runs all of them by `test --all`.
pub const MAX_RUN: f64 = 80_000_000.0;

/// How fast the evaluation of a rule is, in steps of the interpreter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    /// What it takes to begin.
    start: f64,
    /// What a step takes.
    step: f64,
}

impl Pace {
    /// Of a rule that is compiled as a whole.
    pub(super) const COMPILED: Self = Self { start: 0.3, step: 0.05 };

    /// Of one that is compiled as a whole and searches with regular expressions, which count their own steps.
    pub(super) const SEARCHING: Self = Self { start: 0.3, step: 1.0 };

    /// Of one of which some is interpreted: the interpreter is given the fields that it may ask for.
    pub(super) const INTERPRETED: Self = Self { start: 40.0, step: 1.0 };

    /// What an evaluation takes whose estimate is so many steps.
    pub(super) fn of(self, steps: f64) -> f64 {
        self.start + self.step * steps
    }
}

/// The steps that rules may take.
#[derive(Debug)]
pub struct Budget {
    /// The most that one evaluation may take.
    each: f64,
    /// How many are left for all together.
    left: AtomicU64,
    /// Whether nothing may be taken beyond them.
    ends: bool,
    /// What was taken, in parts of a step.
    taken: AtomicU64,
}

/// How many parts of a step are counted: the smallest evaluations take less than one.
const PARTS: f64 = 64.0;

/// So many steps for evaluations one after the other, of which the last are refused when it is used up.
impl Default for Budget {
    fn default() -> Self {
        Self {
            each: MAX_WORK,
            left: AtomicU64::new(whole(MAX_TOGETHER)),
            ends: true,
            taken: AtomicU64::new(0),
        }
    }
}

/// What evaluations would take: the steps of one, and how many there are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Demand {
    /// The steps of one.
    pub steps: f64,
    /// How many there are.
    pub times: f64,
}

impl Demand {
    /// Whether rules may take all that together in one decision.
    pub fn fit(all: &[Self]) -> bool {
        Self::sum(all) <= MAX_TOGETHER
    }

    fn sum(all: &[Self]) -> f64 {
        all.iter().map(|demand| demand.together()).sum()
    }

    fn together(self) -> f64 {
        self.steps * self.times
    }
}

impl Budget {
    /// That of a decision whose rules are so many that none is run.
    pub fn none() -> Self {
        Self { each: 0.0, ends: false, ..Self::default() }
    }

    /// The budget of a decision, from all that its rules would take. Where that is too much, the largest are refused,
    /// all those that are equally large, so that the others fit: whatever their order.
    pub fn shared(mut demands: Vec<Demand>) -> Self {
        let mut budget = Self { ends: false, ..Self::default() };
        if Demand::fit(&demands) {
            return budget;
        }
        demands.sort_by(|one, other| one.steps.total_cmp(&other.steps));
        let mut together = 0.0;
        budget.each = 0.0;
        for equal in demands.chunk_by(|one, other| one.steps.total_cmp(&other.steps).is_eq()) {
            together += Demand::sum(equal);
            if together > MAX_TOGETHER {
                break;
            }
            budget.each = equal[0].steps;
        }
        budget
    }

    /// What all evaluations took until now, without those that were refused.
    #[expect(clippy::cast_precision_loss, reason = "there are far less than 2^53")]
    pub fn taken(&self) -> f64 {
        self.taken.load(Ordering::Relaxed) as f64 / PARTS
    }

    /// Whether an evaluation of so many steps is more than one may be.
    pub fn refuses(&self, steps: f64) -> bool {
        steps > self.each
    }

    /// Whether no rule is refused for want of it that could run alone.
    pub fn is_enough(&self) -> bool {
        !self.ends && self.each >= MAX_WORK
    }

    /// Whether no rule may be run.
    pub fn is_none(&self) -> bool {
        self.each <= 0.0
    }

    /// Takes so many steps.
    ///
    /// # Errors
    /// It is more than one evaluation may take, or than there is left where that is an end.
    pub(super) fn take(&self, steps: f64) -> Result<(), Cause> {
        if self.refuses(steps) {
            return Err(Cause::TooCostly);
        }
        if !self.ends {
            self.count(Self::counted(steps));
            return Ok(());
        }
        let taken = whole(steps.ceil());
        let left = |left: u64| left.checked_sub(taken);
        let taken = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, left);
        taken.map(drop).map_err(|_| Cause::TooCostly)
    }

    /// What so many steps are counted as.
    pub(super) fn counted(steps: f64) -> u64 {
        whole(steps * PARTS)
    }

    /// Counts what runs took that were let through together.
    pub fn count(&self, counted: u64) {
        self.taken.fetch_add(counted, Ordering::Relaxed);
    }

    /// Whether the largest rule would be too large for what is left.
    pub fn is_spent(&self) -> bool {
        self.left.load(Ordering::Relaxed) < whole(MAX_WORK)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is kept within the bounds above"
)]
fn whole(steps: f64) -> u64 {
    steps.clamp(0.0, MAX_TOGETHER * PARTS) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn demand(steps: f64, times: f64) -> Demand {
        Demand { steps, times }
    }

    #[test]
    fn what_is_too_much_together_refuses_the_largest_whatever_the_order() {
        let mut demands = vec![
            demand(4_000_000.0, 3.0),
            demand(1_000_000.0, 9.0),
            demand(4_000_000.0, 1.0),
            demand(500.0, 10_000.0),
        ];
        for _ in 0..demands.len() {
            demands.rotate_left(1);
            let budget = Budget::shared(demands.clone());
            assert!(budget.take(4_000_000.0).is_err(), "{demands:?}");
            for _ in 0..9 {
                assert!(budget.take(1_000_000.0).is_ok() && budget.take(500.0).is_ok(), "{demands:?}");
            }
        }
        let equal = Budget::shared(vec![demand(7_000.0, 10_000.0)]);
        assert!(equal.take(7_000.0).is_err() && equal.take(6_999.0).is_err());
        let within = Budget::shared(vec![demand(7_000.0, 1_000.0), demand(5_000_000.0, 1.0)]);
        assert!((0..9).all(|_| within.take(5_000_000.0).is_ok()), "explaining takes it again");
        assert!((within.taken() - 45_000_000.0).abs() < 1.0, "what is taken is counted");
    }
}
