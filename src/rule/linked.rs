//! Predefined filters that are called without values, expanded once for all rules that call them; what such a call came to
//! for a contact is kept, too. Owns what is known of such a filter before it is compiled.

use super::cause::Cause;
use super::failure::Failure;
use super::root::Root;
use cel::IdedExpr;
use std::sync::{Arc, OnceLock};

/// The rule of a filter that is called without values.
#[derive(Debug)]
pub(super) struct Linked {
    /// Its rule, with names for the filters that it calls without values.
    pub(super) expr: IdedExpr,
    /// How many nodes it has with all filters in it.
    pub(super) nodes: usize,
    /// How deep it is then.
    pub(super) depth: usize,
    /// The roots that it names, also through filters.
    pub(super) roots: Vec<Root>,
}

impl Linked {
    /// Whether it comes to the same for all offers and past propositions.
    pub(super) fn is_settled(&self) -> bool {
        !self.roots.iter().any(|root| matches!(root, Root::Offer | Root::Proposition))
    }
}

/// What filters came to that see neither the offer nor a past proposition: found when it is asked first, by the place of
/// the filter. It is of one contact and one call.
#[derive(Debug, Clone, Default)]
pub struct FilterResults(Vec<Found>);

/// What a filter came to, and why it is not true.
#[derive(Debug, Clone, Default)]
struct Found {
    result: OnceLock<Result<bool, Cause>>,
    why: OnceLock<Failures>,
}

/// The conditions that failed: those that are false, and those that are unknown.
pub(super) type Failures = Arc<[Vec<Failure>; 2]>;

impl FilterResults {
    /// Of so many filters.
    pub(super) fn of(filters: usize) -> Self {
        Self(vec![Found::default(); filters])
    }

    /// Forgets all: it is of another contact from now on.
    pub fn forget(&mut self) {
        let is_known = |found: &&mut Found| found.result.get().is_some() || found.why.get().is_some();
        self.0.iter_mut().filter(is_known).for_each(|found| *found = Found::default());
    }

    pub(super) fn get(&self, filter: usize) -> Option<&Result<bool, Cause>> {
        self.0.get(filter)?.result.get()
    }

    /// Why a filter is not true, found when it is asked first: thousands of offers may be stopped by it.
    pub(super) fn why(&self, filter: usize, find: impl FnOnce() -> Failures) -> Failures {
        match self.0.get(filter) {
            Some(found) => Arc::clone(found.why.get_or_init(find)),
            None => find(),
        }
    }

    /// Keeps a result. That something takes too long is none: it depends on what else is asked.
    pub(super) fn keep(&self, filter: usize, result: Result<bool, Cause>) {
        if let Some(place) = self.0.get(filter)
            && result != Err(Cause::TooCostly)
        {
            // Where another thread was first, it found the same.
            let _ = place.result.set(result);
        }
    }
}
