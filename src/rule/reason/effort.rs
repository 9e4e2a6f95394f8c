//! How much work the proofs of one check may be together. Owns the bound: when it is used up, what is not yet proved
//! stays unsaid, as where a single proof grows too long.

use std::cell::Cell;
use std::rc::Rc;

/// The most work of all proofs together, in looks at a part of a rule: about three seconds. Ten thousand rules that people
/// write take less than a fifth of it.
const MAX_TOGETHER: u64 = 150_000_000;

/// What is left of the work that proofs may be; its clones share it.
#[derive(Debug, Clone)]
pub struct Effort(Rc<Cell<u64>>);

impl Default for Effort {
    fn default() -> Self {
        Self::of(MAX_TOGETHER)
    }
}

impl Effort {
    /// So many looks at a part of a rule.
    pub fn of(looks: u64) -> Self {
        Self(Rc::new(Cell::new(looks)))
    }

    /// Takes so many; whether there were as many.
    pub(super) fn take(&self, looks: usize) -> bool {
        let left = self.0.get().checked_sub(looks as u64);
        self.0.set(left.unwrap_or(0));
        left.is_some()
    }

    /// Leaves none.
    pub(super) fn end(&self) {
        self.0.set(0);
    }

    /// How many are left.
    pub fn left(&self) -> u64 {
        self.0.get()
    }
}
