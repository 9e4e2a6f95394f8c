//! How much work rules may be: for one evaluation, and for all those of a decision together. Owns the bounds; what a
//! rule costs is for [`super::cost`] to say.

use super::cause::Cause;
use std::sync::atomic::{AtomicU64, Ordering};

/// The most steps that one evaluation of a rule may take, by the estimate: well under a second.
pub(super) const MAX_WORK: f64 = 5_000_000.0;

/// The most bytes that the values at hand in one evaluation may take, by the estimate.
pub(super) const MAX_BYTES: f64 = 64_000_000.0;

/// An evaluation of fewer steps than this is not counted: so are all that people write, whatever their number.
pub(super) const FREE_WORK: f64 = 10_000.0;

/// The most steps that the large evaluations of one decision may take together.
const MAX_TOGETHER: u64 = 12_000_000;

/// The steps that rules may still take together. What is asked for beyond them is refused, and unknown.
#[derive(Debug)]
pub struct Budget(AtomicU64);

impl Default for Budget {
    fn default() -> Self {
        Self(AtomicU64::new(MAX_TOGETHER))
    }
}

impl Budget {
    /// Takes so many steps.
    ///
    /// # Errors
    /// There are not so many left.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it was compared with a bound before"
    )]
    pub(super) fn take(&self, steps: f64) -> Result<(), Cause> {
        let steps = steps.clamp(0.0, MAX_WORK) as u64;
        let taken = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(steps));
        taken.map(drop).map_err(|_| Cause::too_costly())
    }

    /// Whether the largest rule would be too large for what is left.
    #[expect(clippy::cast_precision_loss, reason = "it is far below 2^53")]
    pub fn is_spent(&self) -> bool {
        (self.0.load(Ordering::Relaxed) as f64) < MAX_WORK
    }
}
